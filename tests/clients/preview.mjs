// The preview in headless Chromium: what it shows, how fast it follows, what it lets out.
// Usage: node preview.mjs URL SPEC PICTURE; edits SPEC while the page is open.
import { readFileSync, writeFileSync } from "node:fs";
import { axe, finish, open } from "./browser.mjs";

const [url, spec, picture] = process.argv.slice(2);
const page = await open(url, { viewport: { width: 1500, height: 1000 }, permissions: ["clipboard-read", "clipboard-write"] });
const outcome = { seconds: { email: [], document: [], tracker: [], pdf: [] } };
const errors = [];
page.on("pageerror", (error) => errors.push(String(error)));
await page.waitForSelector("#card-pdf img", { timeout: 60000 });
await page.waitForFunction(() => document.querySelectorAll("iframe[data-shown]").length === document.querySelectorAll("iframe").length);
outcome.titles = await page.$$eval("article h3", (heads) => heads.map((h) => h.textContent));
outcome.internal = await page.$$eval("article.internal h3", (heads) => heads.map((h) => h.textContent));
outcome.findings = await page.$$eval("#findings li", (items) => items.map((item) => item.textContent));
outcome.axe = [await axe(page)];
if (picture) await page.screenshot({ path: picture, fullPage: true });

const frame = (key) => page.frameLocator(`#card-${key} iframe`);
let text = readFileSync(spec, "utf8");
for (let round = 0; round < 5; round++) {
  const word = `Ledger${round}`;
  const before = await page.getAttribute("#card-pdf img", "src");
  text = text.replace(/exit_criteria: .*/, `exit_criteria: ${word} is signed by both sides`);
  const start = performance.now();
  writeFileSync(spec, text);
  await Promise.all([
    ...["email", "document", "tracker"].map((key) => frame(key).getByText(word).first().waitFor({ timeout: 60000 }).then(() => outcome.seconds[key].push((performance.now() - start) / 1000))),
    page.waitForFunction((old) => { const image = document.querySelector("#card-pdf img"); return image.getAttribute("src") !== old && image.complete && image.naturalWidth > 0; }, before, { timeout: 60000, polling: 20 }).then(() => outcome.seconds.pdf.push((performance.now() - start) / 1000)),
  ]);
}
await page.getByRole("button", { name: "Copy the email" }).click();
outcome.copied = await page.evaluate(async () => {
  const [item] = await navigator.clipboard.read();
  return [await (await item.getType("text/plain")).text(), await (await item.getType("text/html")).text()];
});
const good = text;
writeFileSync(spec, text.replace(/buyer_owner: .*/, "buyer_owner: Legal"));
await page.waitForSelector(".finding.error", { timeout: 60000 });
outcome.error = [await page.textContent(".finding.error"), await page.textContent("aside .warning"), (await page.$$("#card-email")).length];
outcome.axe.push(await axe(page));
writeFileSync(spec, good);
await page.waitForFunction(() => !document.querySelector("aside .warning"), { timeout: 60000 });
const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Open: Word document" }).click()]);
outcome.download = [download.suggestedFilename(), readFileSync(await download.path()).subarray(0, 2).toString()];
for (const width of [320, 900]) {
  const narrow = await open(url, { viewport: { width, height: 800 } });
  await narrow.waitForSelector("#card-pdf img", { timeout: 60000 });
  (outcome.overflow ??= []).push(await narrow.evaluate(() => document.documentElement.scrollWidth - window.innerWidth));
}
outcome.errors = errors;
await finish(outcome);
