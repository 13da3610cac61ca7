// A new deal: the plan that it begins with is proposed as one types, and is left alone once somebody has chosen one.
// Usage: node begin.mjs URL PICTURES
import { axe, finish, open } from "./browser.mjs";

const [url, pictures] = process.argv.slice(2);
const outcome = { errors: [] };
const page = await open(`${url}#/new`, { viewport: { width: 900, height: 900 }, locale: "de-DE", bypassCSP: false });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
await page.waitForSelector("form.begin");
outcome.offered = await page.$$eval("#new-plan option", (all) => all.map((one) => one.textContent));
const plan = () => page.inputValue("#new-plan");
const typed = async (key, text, until) => {
  const answered = until === undefined ? null : page.waitForFunction((name) => document.getElementById("new-plan").value === name, until);
  await page.fill(`#new-${key}`, text);
  await page.press(`#new-${key}`, "Tab");
  if (answered) await answered;
};
outcome.first = await plan();
await typed("acv", "300000", "enterprise");
await typed("tags", "Krankenhaus, Verlängerung", "hospital");
await typed("acv", "9000", "standard");
await typed("acv", "84000", "hospital");
if (pictures) await page.screenshot({ path: `${pictures}/new-deal.png`, fullPage: true });
await page.selectOption("#new-plan", "works-council");
await typed("tags", "Ausschreibung");
for (const [key, text] of Object.entries({ deal: "Dienstplan", buyer: "Klinikum Nord", champion: "Dana Reyes", seller: "Fabrikam", owner: "Sam Ortiz", go_live: "2027-09-01" })) await page.fill(`#new-${key}`, text);
outcome.chosen = await plan();
await page.click("form.begin button[type=submit]");
await page.waitForSelector("table.board");
outcome.rows = await page.$$eval("table.board tbody tr[data-row]", (rows) => rows.map((row) => row.dataset.row));
await page.goto("about:blank");
const other = await open(`${url}#/new`, { viewport: { width: 900, height: 900 } }); // axe needs its script let in
await other.waitForSelector("form.begin");
outcome.axe = await axe(other);
await finish(outcome);
