// What came back in headless Chromium, in the plan's table: both sides of a conflict apart, who and why at the cell, answers by
// keyboard, the plan changed meanwhile, then Apply and on with what was open. Usage: node came.mjs URL DEAL RETURNED SPEC PICTURES
import { readFileSync, writeFileSync } from "node:fs";
import { axe, finish, open } from "./browser.mjs";

const [url, deal, returned, spec, pictures] = process.argv.slice(2);
const outcome = { axe: {}, overflow: {}, errors: [] };
const listen = (page) => {
  page.on("pageerror", (error) => outcome.errors.push(String(error)));
  page.on("console", (said) => { if (["error", "warning"].includes(said.type())) outcome.errors.push(said.text()); });
};
for (const language of ["en", "de", "fr", "es", "pt", "ja"]) {
  for (const scheme of language === "en" ? ["light", "dark"] : ["light"]) {
    const page = await open(`${url}#/deal/${deal}/back`, { viewport: { width: 1280, height: 900 }, colorScheme: scheme, locale: language });
    listen(page);
    await page.setInputFiles("#returned", returned);
    await page.waitForSelector("table.returned .change");
    outcome.axe[`${language} ${scheme}`] = await axe(page);
    for (const width of [390, 320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      outcome.overflow[`${language} ${scheme} ${width}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (pictures && width !== 320) await page.screenshot({ path: `${pictures}/came-${language}-${width}-${scheme}.png`, fullPage: true });
    }
    (outcome.asked ??= {})[language] = await page.textContent("#came-signature-kickoff td.target_date");
    await page.context().close();
  }
}

const page = await open(`${url}#/deal/${deal}/back`, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
listen(page);
const at = () => page.evaluate(() => document.activeElement.closest("[data-row]")?.dataset.row + "/" + document.activeElement.closest("td")?.className);
const stands = () => page.textContent(".bar [role=status]");
await page.setInputFiles("#returned", returned);
await page.waitForSelector("table.returned .change");
outcome.cells = await page.$$eval("table.returned td .change", (all) => all.map((one) => [one.closest("[data-row]")?.dataset.row || "", one.closest("td").className, one.className]));
outcome.conflict = await page.$$eval(".sides-apart dd", (all) => all.map((one) => one.textContent));
outcome.told = await page.textContent("#came-legal td.buyer_owner");
outcome.row = await page.$$eval("tr.more .remarks", (all) => all.map((one) => [one.closest("tr").previousElementSibling.dataset.row, one.textContent]));
outcome.beside = await page.textContent("aside.beside");
outcome.stands = [await stands()];

// by keyboard: to what is open, one side taken; then the next one, typed wrong and typed right
const press = (key) => page.keyboard.press(key);
await page.getByRole("button", { name: "To the next open one" }).focus();
await press("Enter");
outcome.first = await at();
await press("Tab");
outcome.keep = await page.evaluate(() => document.activeElement.textContent);
await press("Enter");
await page.waitForSelector("#came-security .change.left");
outcome.focusKept = await page.evaluate(() => document.activeElement.textContent);
await page.getByRole("button", { name: "To the next open one" }).focus();
await press("Enter");
outcome.second = await at();
await page.keyboard.insertText("some day");
await press("Enter");
await page.waitForSelector("#came-signature-kickoff .bad");
outcome.wrong = await page.textContent("#came-signature-kickoff .bad");
outcome.typing = await page.evaluate(() => document.activeElement.tagName);
await press("Control+a");
await page.keyboard.insertText("14 Jan 2027");
await press("Enter");
await page.waitForSelector("#came-signature-kickoff .change.taken");
outcome.stands.push(await stands());

// an answer of one's own to what was sure
await page.getByRole("button", { name: "Another answer: Legal / redlines, Buyer owner" }).press("Enter");
await page.waitForFunction(() => document.activeElement.tagName === "INPUT");
await page.keyboard.insertText("Ruth Abel");
await press("Enter");
await page.waitForFunction(() => document.querySelector("#came-legal .change").textContent.includes("Ruth Abel"));

// the plan changes meanwhile, at a cell that the buyer changed too: nothing is written over it unseen
const text = readFileSync(spec, "utf8");
writeFileSync(spec, text.replace("exit_criteria: PO number received", "exit_criteria: PO number received by post"));
await page.waitForSelector("#came-procurement .change.open .both");
outcome.meanwhile = await page.$$eval("#came-procurement .sides-apart dd", (all) => all.map((one) => one.textContent));
outcome.stands.push(await stands());
await page.getByRole("button", { name: "Apply" }).press("Enter");
await page.waitForSelector(".finding.good");
outcome.applied = [await page.textContent(".finding.good"), await page.evaluate(() => document.activeElement.textContent)];
await page.getByRole("button", { name: "Go on with what is open" }).press("Enter");
await page.waitForSelector("#came-procurement .change.open");
outcome.settled = await page.$$eval("table.returned .change.settled", (all) => all.length);
await page.locator("#came-procurement").getByRole("button", { name: "Take theirs" }).press("Enter");
await page.waitForSelector("#came-procurement .change.taken");
await page.getByRole("button", { name: "Apply" }).press("Enter");
await page.waitForSelector(".finding.good");
outcome.done = await page.textContent(".outcome");

// the list says the same
await page.goto(`${url}#/`);
await page.waitForSelector("table.deals");
await page.goto(`${url}#/deal/${deal}/back`);
await page.setInputFiles("#returned", returned);
await page.waitForSelector("table.returned");
await page.getByRole("button", { name: "As a list" }).press("Enter");
outcome.list = await page.$$eval("ul.changes > .change", (all) => all.length);
outcome.listAxe = await axe(await page);
await finish(outcome);
