// Bad days of a deal whose page is open: its file renamed, deleted, made unreadable, and back again; two tabs at once.
// Usage: node bad_days.mjs URL DEAL SPEC
import { mkdirSync, readFileSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import { axe, finish, open } from "./browser.mjs";

const [url, deal, spec] = process.argv.slice(2);
const outcome = { errors: [], trouble: {}, kept: {}, axe: {} };
const listen = (page) => page.on("pageerror", (error) => outcome.errors.push(String(error)));
const page = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
listen(page);
await page.waitForSelector("table.board");
const cell = (row, field) => `[data-cell="${row}/${field}"]`;
const problem = (wanted, on = page) => on.waitForFunction((text) => (text ? document.getElementById("problem").textContent.includes(text) : !document.getElementById("problem").textContent), wanted);
const written = () => readFileSync(spec, "utf8");
const good = written();

// renamed while one types: it is told, what was typed stays, and is saved once the file is back
await page.focus(cell("legal", "exit_criteria"));
await page.keyboard.press("Control+a");
await page.keyboard.insertText("Contract signed by both, copy received");
renameSync(spec, `${spec}.bak`);
await problem("moved, renamed or deleted");
await page.keyboard.press("Enter");
await problem("moved, renamed or deleted");
outcome.kept.renamed = await page.inputValue(cell("legal", "exit_criteria"));
outcome.trouble.renamed = await page.textContent("#problem");
outcome.axe.renamed = await axe(await page);
renameSync(`${spec}.bak`, spec);
await problem("");
await page.focus(cell("legal", "exit_criteria"));
await page.keyboard.press("Enter");
await page.waitForFunction((name) => document.querySelector(name).dataset.was.startsWith("Contract signed by both"), cell("legal", "exit_criteria"));
outcome.kept.saved = written().includes("Contract signed by both, copy received");

// deleted, and made again with other words: the page follows, and complains no more
unlinkSync(spec);
await problem("moved, renamed or deleted");
outcome.list = await (async () => {
  const other = await open(url, { viewport: { width: 1280, height: 900 } });
  listen(other);
  await other.waitForSelector(".empty, table.deals");
  const told = await other.textContent("main");
  await other.goto(`${url}#/deal/${deal}`);
  await problem("moved, renamed or deleted", other);
  await other.context().close();
  return told;
})();
writeFileSync(spec, good.replace("Legal / redlines", "Legal and privacy"));
await problem("");
await page.waitForFunction(() => [...document.querySelectorAll("tr[data-row] textarea")].some((one) => one.value === "Legal and privacy"));
outcome.followed = await page.$$eval("tr[data-row]", (rows) => rows.length);

// unreadable: a folder stands where the file was
const aside = `${spec}.aside`;
renameSync(spec, aside);
mkdirSync(spec);
await page.fill(cell("procurement", "note").replace("note", "exit_criteria"), "PO number received by post");
await page.keyboard.press("Enter");
await page.waitForFunction(() => document.getElementById("problem").textContent);
outcome.trouble.unreadable = await page.textContent("#problem");
outcome.kept.unreadable = await page.inputValue(cell("procurement", "exit_criteria"));
rmdirSync(spec);
renameSync(aside, spec);
await page.focus(cell("procurement", "exit_criteria"));
await page.keyboard.press("Enter");
await page.waitForFunction((name) => document.querySelector(name).dataset.was.endsWith("by post"), cell("procurement", "exit_criteria"));
await problem("");

// two tabs: one cancels a row, one has unsaved words in another; both add a row at the same moment
const other = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
listen(other);
await other.waitForSelector("table.board");
await other.focus(cell("security", "exit_criteria"));
await other.keyboard.press("Control+a");
await other.keyboard.insertText("Report received, no open findings");
await page.locator('[data-more="business-case"] .acts button:last-child').click();
await page.getByRole("button", { name: "Mark as cancelled" }).click();
await other.waitForSelector('tr[data-row="business-case"][data-status="cancelled"]');
outcome.kept.tab = await other.inputValue(cell("security", "exit_criteria"));
await other.keyboard.press("Enter");
await page.waitForFunction((name) => document.querySelector(name).value.startsWith("Report received"), cell("security", "exit_criteria"));
await Promise.all([page, other].map((one) => one.getByRole("button", { name: "Add a row", exact: true }).click()));
for (const one of [page, other]) await one.waitForFunction(() => document.querySelectorAll("tr[data-row]").length === 8);
outcome.rows = [await page.$$eval("tr[data-row]", (rows) => rows.map((row) => row.dataset.row)), await other.$$eval("tr[data-row]", (rows) => rows.map((row) => row.dataset.row))];
await finish(outcome);
