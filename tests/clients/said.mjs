// A desk that speaks another language: what the library says is in it, and what stays English is marked as English.
// Usage: node said.mjs URL DEAL PICTURES
import { axe, finish, open } from "./browser.mjs";

const [url, deal, pictures] = process.argv.slice(2);
const outcome = { axe: {}, overflow: {}, errors: [], said: {}, english: {}, wrong: {} };
for (const language of ["en", "de", "fr", "es", "pt", "ja"]) {
  const page = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, locale: language, bypassCSP: false });
  page.on("pageerror", (error) => outcome.errors.push(String(error)));
  await page.waitForSelector("#findings li", { state: "attached" });
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  outcome.said[language] = await page.$$eval("#findings li a", (all) => all.map((one) => one.textContent));
  // an error of a cell, as one types it
  await page.fill('[data-cell="champion-alignment/target_date"]', "some day");
  await page.press('[data-cell="champion-alignment/target_date"]', "Enter");
  await page.waitForSelector('[data-cell="champion-alignment/target_date"][aria-invalid]');
  outcome.wrong[language] = await page.textContent('[data-cell="champion-alignment/target_date"] ~ ul');
  await page.press('[data-cell="champion-alignment/target_date"]', "Escape");
  outcome.off ??= {};
  outcome.off[language] = await page.$eval('[data-cell="business-case/target_date"]', (one) => one.parentElement.querySelector(".shown").textContent);
  // every finding is either worded or marked
  outcome.english[language] = await page.$$eval("main [lang=en]", (all) => all.map((one) => one.textContent));
  await page.setViewportSize({ width: 320, height: 900 });
  outcome.overflow[language] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.setViewportSize({ width: 1280, height: 900 });
  if (pictures) await page.screenshot({ path: `${pictures}/said-${language}.png`, fullPage: true });
  await page.context().close();
}
const page = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, locale: "de" });
await page.waitForSelector("#findings li", { state: "attached" });
outcome.axe.de = await axe(page);
await finish(outcome);
