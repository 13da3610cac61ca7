// The board's lists, what a row waits for, and the email's own words, by keyboard in headless Chromium.
// Usage: node fields.mjs URL DEAL
import { axe, finish, open } from "./browser.mjs";

const [url, deal] = process.argv.slice(2);
const outcome = { errors: [], axe: {}, overflow: {}, counts: [] };
const page = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
page.on("console", (said) => { if (["error", "warning"].includes(said.type())) outcome.errors.push(said.text()); });
await page.waitForSelector("table.board");

const cell = (field, row = "") => `[data-cell="${row}/${field}"]`;
const press = (key) => page.keyboard.press(key);
const written = (field, text) => page.waitForFunction(([at, wanted]) => document.querySelector(at).dataset.was === wanted, [cell(field), text]);
const counted = (field, text) => page.waitForFunction(([at, wanted]) => document.getElementById(at).textContent.includes(wanted), [`counts-${field}`, text]);
async function unfold(which) { await page.focus(`${which} > summary`); await press("Enter"); }

// lists, an entry a line: one more, one said otherwise, one taken out
await unfold('[data-group="deal"]');
await page.focus(cell("deal.success"));
outcome.success = await page.inputValue(cell("deal.success"));
await press("Control+End");
await press("Enter");
await page.keyboard.insertText("Overtime ends: no weekend in March");
await press("Tab");
await written("deal.success", `${outcome.success}\nOvertime ends: no weekend in March`);
await unfold('[data-group="internal"]');
await page.focus(cell("deal.tags"));
await page.keyboard.insertText("renewal\n\n finance ");
await press("Tab");
await written("deal.tags", "renewal\nfinance");
outcome.tags = await page.inputValue(cell("deal.tags"));

// what a row waits for: chosen by name; a circle is refused in the dialog, which stays
await unfold('tr[data-more="procurement"] details');
await page.focus(cell("after", "procurement"));
outcome.before = await page.getAttribute(cell("after", "procurement"), "aria-label");
await press("Enter");
await page.waitForSelector("dialog[open]");
outcome.title = await page.textContent("dialog[open] h2");
outcome.offered = await page.$$eval("dialog[open] label", (all) => all.map((one) => one.textContent));
const box = (name) => page.getByRole("checkbox", { name });
await box("4. Legal / redlines").focus();
await press("Space");
await press("Enter");
await page.waitForFunction(() => !document.querySelector("dialog"));
await page.waitForFunction((at) => document.querySelector(at).textContent === "Legal / redlines", cell("after", "procurement"));
outcome.focused = await page.evaluate(() => document.activeElement.dataset.cell);
await unfold('tr[data-more="legal"] details');
await page.focus(cell("after", "legal"));
await press("Enter");
await page.waitForSelector("dialog[open]");
outcome.nothing = await box("Nothing: it can begin at once").isChecked();
await box("5. Procurement / PO").focus();
await press("Space");
outcome.unticked = !(await box("Nothing: it can begin at once").isChecked());
await press("Enter");
await page.waitForSelector("dialog[open] [role=alert]:not([hidden])");
outcome.refused = await page.textContent("dialog[open] [role=alert]");
for (const scheme of ["light", "dark"]) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width: 320, height: 900 });
  outcome.overflow[`dialog ${scheme}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.setViewportSize({ width: 1280, height: 900 });
}
await press("Escape");
await page.waitForFunction(() => !document.querySelector("dialog"));
outcome.kept = await page.textContent(cell("after", "legal"));

// the email's own words: what stands there where nothing is written, and the counts as one types
await unfold('[data-group="email"]');
for (const field of ["email.subject", "email.intro", "email.ask"]) outcome.counts.push(await page.textContent(`[id="counts-${field}"]`));
await page.focus(cell("email.subject"));
await page.keyboard.insertText("Four days, not nine");
await counted("email.subject", "19 of at most 60");
await press("Tab");
await written("email.subject", "Four days, not nine");
await page.focus(cell("email.ask"));
await page.keyboard.insertText("Please look. What did we get wrong, by 30 Nov?");
await counted("email.ask", "2 of 1");
await page.waitForSelector(`${cell("email.ask")}[data-level="error"]`);
outcome.ask = await page.textContent(`${cell("email.ask")} ~ ul`);
await press("Control+a");
await page.keyboard.insertText("What did we get wrong, by 30 Nov?");
await page.waitForSelector(`${cell("email.ask")}:not([data-level="error"])`);
await press("Tab");
await written("email.ask", "What did we get wrong, by 30 Nov?");
await page.focus(cell("email.intro"));
await page.keyboard.insertText("We close in nine days.");
await counted("email.intro", "1 of 2 sentences, 13 of at most 75");
await page.waitForSelector(`${cell("email.intro")}[data-level="error"]`);
outcome.intro = await page.textContent(`${cell("email.intro")} ~ ul`);
await press("Escape");
await page.waitForFunction((at) => document.querySelector(at).value === "", cell("email.intro"));
outcome.back = await page.textContent('[id="counts-email.intro"]');
await page.waitForFunction(() => document.querySelector("#card-email iframe")?.contentDocument?.body?.textContent.includes("What did we get wrong, by 30 Nov?"), null, { timeout: 60000 });
outcome.names = await page.$$eval("[data-cell]", (all) => all.filter((one) => !one.getAttribute("aria-label")).map((one) => one.dataset.cell));
await page.context().close();

// axe-core wants a page that it may write into
for (const scheme of ["light", "dark"]) {
  const other = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, colorScheme: scheme });
  await other.waitForSelector("table.board");
  await other.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await other.locator(cell("after", "legal")).click();
  await other.getByRole("checkbox", { name: "5. Procurement / PO" }).check();
  await other.keyboard.press("Enter");
  await other.waitForSelector("dialog[open] [role=alert]:not([hidden])");
  outcome.axe[`dialog ${scheme}`] = await axe(other);
  await other.keyboard.press("Escape");
  outcome.axe[`board ${scheme}`] = await axe(other);
  await other.setViewportSize({ width: 320, height: 900 });
  outcome.overflow[`board ${scheme}`] = await other.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await other.context().close();
}
await finish(outcome);
