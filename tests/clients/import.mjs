// An Excel plan imported and mended in headless Chromium, by keyboard alone: chosen, answered, made, on the board.
// Usage: node import.mjs URL PLAN PICTURES; under the page's own policy, presses counted.
import { axe, finish, open } from "./browser.mjs";

const [url, plan, pictures] = process.argv.slice(2);
const outcome = { errors: [], presses: 0, fields: 0 };
const page = await open(url, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
page.on("console", (said) => { if (["error", "warning"].includes(said.type())) outcome.errors.push(said.text()); });
page.on("dialog", (dialog) => { outcome.errors.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
// heard from here on: a listener set in the moment of the press comes too late one time in ten, and the file dialog opens unheard
const dialog = new Promise((opened) => page.on("filechooser", opened));
const press = async (key) => { outcome.presses++; await page.keyboard.press(key); };
const write = async (text) => { outcome.fields++; await page.keyboard.insertText(text); };
const at = () => page.evaluate(() => { const one = document.activeElement; return one === document.body || one.id === "main" ? "" : one.dataset?.k || one.dataset?.cell || one.id || one.textContent.slice(0, 60); });
async function to(wanted, most = 90, key = "Tab") {
  for (let n = 0; n < most; n++) {
    if ((await at()).includes(wanted)) return;
    await press(key);
  }
  throw new Error(`${wanted} was not reached: ${await at()}`);
}
// The page was drawn anew with what was answered
const drawn = (text) => page.waitForFunction((wanted) => document.querySelector("section[aria-label]")?.textContent.includes(wanted), text);
const asked = () => page.$$eval(".remark.asked", (all) => all.map((one) => one.textContent));

await page.waitForSelector(".empty a");
await to("Import", 6);
await press("Enter");
await page.waitForFunction(() => document.activeElement.id === "incoming");
outcome.first = await at();
await press("Space");
await (await dialog).setFiles(plan);
await page.waitForSelector("table.source-table");
outcome.heading = [await at(), await page.textContent('[data-k="heading"]')];
outcome.questions = await asked();
outcome.columns = await page.$$eval('.source-table th[scope="col"]', (all) => all.map((one) => [...one.children].map((part) => part.textContent)));
outcome.policy = await page.evaluate(() => document.querySelectorAll(".source-table img, .source-table b").length);

await to("deal/acv");
await write("84k");
await press("Tab");
for (const text of ["Juniper Foods", "Dana Reyes", "Fabrikam", "Sam Ortiz", "2027-03-01", "Rollout in all shops"]) { await write(text); await press("Tab"); }
await to("deal/dates", 4);
await press("ArrowDown"); // 4 May
await press("ArrowDown"); // 5 April
await press("Tab");
await drawn("Target date: Dec 9, 2026");
outcome.focusKept = await at();
outcome.sides = await page.$$eval('[data-k^="side/"]', (all) => all.map((one) => one.dataset.k.slice(5)));
await to("side/Marcus Chen", 6);
await press("J"); // the buyer, by the company's first letter
await drawn("Buyer owner: Marcus Chen");
const row = async (number, field) => page.$eval(`tr:has(> th.n:text-is("${number}")) + tr.answers [data-k$="/${field}"]`, (one) => one.dataset.k);
await to(await row(6, "buyer_owner"));
await write("Priya Raman");
await press("Tab");
await to(await row(6, "target_date"), 4);
await write("some day");
await press("Tab");
await page.waitForSelector("[aria-invalid]");
outcome.wrong = await page.$eval("[aria-invalid]", (one) => [one.dataset.k.split("/")[1], one.value, one.parentNode.textContent]);
await to("make");
await press("Enter");
await page.waitForFunction(() => document.getElementById("problem").textContent);
outcome.held = [await page.textContent("#problem"), await at()];
await press("Control+a");
await write("2026-12-15");
await press("Enter");
await page.waitForFunction(() => !document.querySelector("[aria-invalid]"));
await to(await row(8, "buyer_owner"));
await write("Tom Okafor");
await press("Enter");
await page.waitForFunction(() => [...document.querySelectorAll(".remark.asked")].every((one) => !one.textContent.includes("Procurement")));
outcome.left = await asked();
outcome.axe = await axe(page).catch(() => "the policy keeps axe-core out");
if (pictures) await page.screenshot({ path: `${pictures}/import-mended.png`, fullPage: true });
await to("make");
await press("Enter");
await page.waitForSelector("table.board");
outcome.rows = await page.$$eval("table.board tbody tr[data-row]", (rows) => rows.map((one) => [...one.querySelectorAll("textarea, input")].slice(0, 4).map((cell) => cell.value)));
outcome.journey = { presses: outcome.presses, fields: outcome.fields };

// the same file again: the name is taken, and nothing is lost
await page.goto(`${url}#/import`);
await page.setInputFiles("#incoming", plan);
await page.waitForSelector("table.source-table");
outcome.there = [await page.textContent("fieldset .finding.error"), await page.isDisabled('[data-k="make"]')];
await page.focus('[data-k="deal/name"]');
await press("Control+a");
await write("Juniper second");
await press("Enter");
await page.waitForFunction(() => !document.querySelector('[data-k="make"]').disabled);
outcome.renamed = await at();
await finish(outcome);
