// The desk in headless Chromium, by keyboard: from an empty folder to a copied email and built files.
// Usage: node desk.mjs URL PICTURES; under the page's own policy, presses counted.
import { axe, finish, open } from "./browser.mjs";

const [url, pictures] = process.argv.slice(2);
const outcome = { errors: [], presses: 0, fields: 0 };
const page = await open(url, { viewport: { width: 1280, height: 900 }, bypassCSP: false, permissions: ["clipboard-read", "clipboard-write"] });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
page.on("console", (said) => { if (["error", "warning"].includes(said.type())) outcome.errors.push(said.text()); });

const press = async (key) => { outcome.presses++; await page.keyboard.press(key); };
const write = async (text) => { outcome.fields++; await page.keyboard.insertText(text); };
const at = () => page.evaluate(() => document.activeElement === document.body || document.activeElement.id === "main" ? "" : document.activeElement.dataset.cell || document.activeElement.name || document.activeElement.textContent);
const saved = async (what) => { await page.waitForFunction((text) => document.getElementById("said").textContent.startsWith(text), what); };
// Tab on until the focus is where one sees it go
async function to(wanted, most = 60, key = "Tab") {
  for (let n = 0; n < most; n++) {
    if ((await at()).includes(wanted)) return;
    await press(key);
  }
  throw new Error(`${wanted} was not reached: ${await at()}`);
}

const start = performance.now();
await page.waitForSelector(".empty a");
outcome.firstPaint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
outcome.empty = await page.textContent(".empty");
if (pictures) await page.screenshot({ path: `${pictures}/desk-empty.png` });

await to("New deal", 4);
await press("Enter");
await page.waitForSelector("form.begin");
for (const text of ["Northwind close automation", "84000", "Northwind Traders", "Dana Reyes", "Fabrikam", "Sam Ortiz"]) { await write(text); await press("Tab"); }
outcome.fields++;
await page.keyboard.type("03012027"); // as a date field takes it in English
await press("Enter");
await page.waitForSelector("table.board");
outcome.rows = await page.$$eval("table.board tbody tr[data-row]", (rows) => rows.map((row) => row.querySelector("textarea").value));
outcome.before = await page.textContent("#findings summary");

// the owners: down the column with Enter
const cell = (row, field) => `[data-cell="${row}/${field}"]`;
await to("stop the build", 12);
await press("Enter");
await to("MAP101", 8);
await press("Enter"); // a finding leads to its cell
outcome.led = await at();
const keyed = performance.now();
await write("IT team");
await page.waitForSelector(`${cell("business-case", "buyer_owner")}[data-level="error"] ~ ul .finding.error:has-text("not a person")`);
outcome.keyToFinding = performance.now() - keyed;
await press("Control+a");
for (const name of ["Marcus Chen", "Priya Raman", "Lena Brandt", "Tom Okafor", "Dana Reyes"]) { await write(name); await press("Enter"); }
await page.waitForFunction(() => !document.querySelector("#findings .bad"));
outcome.after = await page.textContent("#findings summary");

// what the buyer gets: the email copied, the files built
await page.waitForSelector("#card-pdf img", { timeout: 60000 });
await press("F6");
await press("F6");
await to("Copy the email", 6);
await press("Enter");
await saved("Copied");
outcome.copied = await page.evaluate(async () => {
  const [item] = await navigator.clipboard.read();
  return [await (await item.getType("text/plain")).text(), await (await item.getType("text/html")).text()];
});
await to("Build the files", 6, "Shift+Tab");
await press("Enter");
await page.waitForSelector(".finding.good", { timeout: 60000 });
outcome.built = await page.textContent(".finding.good");
const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download all for the buyer" }).click()]);
outcome.zip = download.suggestedFilename();
outcome.journey = { presses: outcome.presses, fields: outcome.fields, seconds: (performance.now() - start) / 1000 };

// a cell changed: the email's picture follows
const before = await page.getAttribute("#card-email iframe", "data-shown");
for (let n = 0; n < 3; n++) await press("F6"); // round to the plan again
outcome.round = await at();
await to("legal/exit_criteria", 60);
const savedAt = performance.now();
await press("Control+a");
await write("Contract countersigned, signed copy received by both sides");
await press("Enter");
await page.waitForFunction((old) => document.querySelector("#card-email iframe").dataset.shown !== old, before);
outcome.saveToEmail = performance.now() - savedAt;

// a date that the buyer has asks why; undo takes it back
await page.focus(cell("legal", "target_date"));
await press("Control+a");
await write("2027-01-12");
await press("Enter");
await page.waitForSelector("dialog[open]");
outcome.asked = await page.textContent("dialog[open]");
await write("Counsel is away");
await press("Enter");
await page.waitForFunction(() => !document.querySelector("dialog"));
await saved("Saved");
await press("Control+z");
await saved("Undone");
outcome.undone = await page.inputValue(cell("legal", "target_date"));

// a text that is no date stays, and is told
await page.focus(cell("legal", "target_date"));
await press("Control+a");
await write("some day");
await press("Enter");
await page.waitForSelector(`${cell("legal", "target_date")}[aria-invalid]`);
outcome.unfit = await page.textContent(`${cell("legal", "target_date")} ~ ul`);
await page.focus(cell("legal", "target_date"));
await press("Escape");
outcome.escaped = await page.inputValue(cell("legal", "target_date"));

// the calendar, by keyboard
await page.focus(cell("champion-alignment", "agreed_on"));
await press("Tab");
await press("Enter");
await page.waitForSelector("dialog.calendar");
await press("ArrowLeft");
await press("ArrowLeft");
outcome.dayOff = await page.textContent("dialog.calendar .why");
await press("ArrowLeft");
await press("Enter");
await page.waitForFunction(() => document.querySelector('[data-cell="champion-alignment/agreed_on"]').dataset.was !== "");
outcome.picked = await page.inputValue(cell("champion-alignment", "agreed_on"));

// a row of one's own, moved up; a range pasted out of a spreadsheet
await page.focus(cell("signature-kickoff", "exit_criteria"));
await press("Control+Enter");
await page.waitForFunction(() => document.querySelectorAll("tr[data-row]").length === 7);
await page.waitForFunction(() => document.activeElement.dataset.cell?.endsWith("/milestone"));
outcome.added = await at();
await write("Data protection annex");
await press("Alt+ArrowUp");
await page.waitForFunction(() => document.querySelectorAll("tr[data-row]")[5].querySelector("textarea").value === "Data protection annex");
const grid = 'Security pilot\tPriya Raman\tSam Ortiz\t2027-01-20\t"Pilot report\nsigned"\nTraining\tDana Reyes\tSam Ortiz\t2027-01-21\tAttendance list signed';
await page.getByRole("button", { name: "Add a row", exact: true }).click();
await page.waitForFunction(() => document.querySelectorAll("tr[data-row]").length === 8 && document.activeElement.dataset.cell?.startsWith("new-step"));
await page.evaluate((text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, grid);
await page.waitForFunction(() => document.querySelectorAll("tr[data-row]").length === 9);
outcome.pasted = await page.$$eval("tr[data-row]", (rows) => rows.slice(-2).map((row) => [...row.querySelectorAll("input, textarea")].map((one) => one.value)));

// two tabs on one cell: asked, and mine written over theirs
const other = await open(page.url(), { viewport: { width: 1280, height: 900 }, bypassCSP: false });
await other.waitForSelector("table.board");
await other.focus(cell("procurement", "exit_criteria"));
await other.keyboard.press("Control+a");
await other.keyboard.insertText("Another proof is signed"); // and not left yet
await page.fill(cell("procurement", "exit_criteria"), "PO number received by Fabrikam");
await page.keyboard.press("Enter");
await other.waitForFunction(() => document.getElementById("said").textContent.startsWith("The file was changed elsewhere"));
outcome.kept = await other.inputValue(cell("procurement", "exit_criteria"));
await other.keyboard.press("Enter");
await other.waitForSelector("dialog[open]");
outcome.conflict = await other.textContent("dialog[open]");
await other.getByRole("button", { name: "Write mine" }).click();
await page.waitForFunction(() => document.querySelector('[data-cell="procurement/exit_criteria"]').value === "Another proof is signed");

// a row dragged by the mouse, and one cancelled: it stays
await page.locator("tr[data-row] .n").nth(1).dragTo(page.locator("tr[data-row] .n").nth(0));
await page.waitForFunction(() => document.querySelector("tr[data-row] textarea").value === "Business case / ROI");
await page.locator("tr[data-more]").first().locator("button", { hasText: "×" }).click();
await page.getByRole("button", { name: "Mark as cancelled" }).click();
await page.waitForSelector('tr[data-row][data-status="cancelled"]');

// overruled with a reason: the finding is a note, and the plan says why
await page.fill(cell("legal", "exit_criteria"), "Legal progressing");
await page.keyboard.press("Tab");
const overrule = page.locator('[data-cell="legal/exit_criteria"] ~ ul .error button', { hasText: "Overrule" });
await page.focus(cell("legal", "exit_criteria"));
await overrule.click();
await page.keyboard.insertText("Their counsel calls it so");
await page.keyboard.press("Enter");
await page.waitForSelector('[data-cell="legal/exit_criteria"] ~ ul .note');
// somebody whom the plan does not know yet is introduced with a title
await page.getByRole("button", { name: "Introduce Marcus Chen" }).click();
await page.keyboard.press("Tab");
await page.keyboard.insertText("CFO");
await page.keyboard.press("Enter");
await page.waitForFunction(() => ![...document.querySelectorAll("button")].some((one) => one.textContent === "Introduce Marcus Chen"));

// the review, begun field by field: what it lacks leads there through its closed group
await page.locator("#findings a", { hasText: "MAP114" }).click();
outcome.review = await at();
await write("2026-12-02 15:00");
await press("Tab");
await page.waitForSelector('[data-cell="/review.timezone"][data-level="error"]');
await page.fill('[data-cell="/review.timezone"]', "Europe/Berlin");
await press("Tab");
await page.waitForFunction(() => document.querySelector('[data-cell="/review.timezone"]').dataset.was === "Europe/Berlin");
await finish(outcome);
