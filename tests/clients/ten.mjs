// docs/ten-minutes.md, sentence by sentence, as somebody new does it: what the page says must be what happens.
// Usage: node ten.mjs URL PICTURES; the folder holds the finished example.
import { readFileSync } from "node:fs";
import { finish, open } from "./browser.mjs";

const [url, pictures] = process.argv.slice(2);
const outcome = { errors: [] }, began = performance.now(), minutes = (outcome.minutes = {});
const page = await open(url, { viewport: { width: 1280, height: 900 }, bypassCSP: false, permissions: ["clipboard-read", "clipboard-write"] });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
const cell = (row, field) => `[data-cell="${row}/${field}"]`;
const press = (key) => page.keyboard.press(key);
const type = async (row, field, text) => { await page.focus(cell(row, field)); await press("Control+a"); await page.keyboard.insertText(text); };
const done = (what) => { minutes[what] = Math.round((performance.now() - began) / 100) / 10; };
const link = (name) => page.getByRole("link", { name, exact: true }), button = (name) => page.getByRole("button", { name, exact: true });

// 3: the example that asks nothing stands in the table
await page.waitForSelector("table.deals tbody tr");
outcome.example = await page.$$eval("table.deals tbody th a", (all) => all.map((one) => one.textContent));

// 4: seven short questions
await link("New deal").click();
await page.waitForSelector("form.begin");
outcome.questions = await page.$$eval("form.begin input:required", (all) => all.length);
for (const text of ["Juniper rollout", "84000", "Juniper Foods", "Dana Reyes", "Fabrikam", "Sam Ortiz"]) { await page.keyboard.insertText(text); await press("Tab"); }
await page.keyboard.type("03012027");
await button("Make the plan").click();
await page.waitForSelector("table.board");
outcome.dates = await page.$$eval('[data-cell$="/target_date"]', (all) => all.map((one) => one.value));
outcome.shown = await page.$$eval("td.target_date .shown", (all) => all.map((one) => one.textContent));
done("plan");

// 5: type into it
await type("business-case", "buyer_owner", "IT team");
await page.waitForSelector(`${cell("business-case", "buyer_owner")} ~ ul .error:has-text("not a person")`);
outcome.team = await page.textContent(`${cell("business-case", "buyer_owner")} ~ ul .error`);
await press("Control+a");
for (const name of ["Marcus Chen", "Priya Raman", "Lena Brandt", "Tom Okafor", "Dana Reyes"]) { await page.keyboard.insertText(name); await press("Enter"); }
await page.waitForFunction(() => document.querySelector('[data-cell="signature-kickoff/buyer_owner"]').dataset.was === "Dana Reyes");
await type("legal", "exit_criteria", "legal progressing");
await press("Tab");
const error = page.locator(`${cell("legal", "exit_criteria")} ~ ul .error`);
await error.waitFor();
outcome.progress = await error.textContent();
await error.getByRole("button", { name: /^Take / }).click();
await page.waitForFunction(() => !document.querySelector('[data-cell="legal/exit_criteria"]').value.includes("progressing"));
outcome.taken = await page.inputValue(cell("legal", "exit_criteria"));
await type("signature-kickoff", "target_date", "5 working days before go_live");
await press("Enter");
await page.waitForFunction(() => document.querySelector('[data-cell="signature-kickoff/target_date"]').dataset.was.startsWith("5 working"));
outcome.words = await page.$eval(cell("signature-kickoff", "target_date"), (one) => one.parentElement.querySelector(".shown").textContent);
await page.focus(cell("legal", "exit_criteria"));
await press("Alt+ArrowUp");
await page.waitForFunction(() => document.querySelectorAll("tr[data-row]")[2].dataset.row === "legal");
await press("Control+z");
await page.waitForFunction(() => document.querySelectorAll("tr[data-row]")[3].dataset.row === "legal");
outcome.ready = await page.textContent("#findings summary");
outcome.groups = await page.$$eval(".group h2", (all) => all.map((one) => one.textContent));
done("filled");

// 6: send it
await page.waitForSelector("#card-pdf img", { timeout: 60000 });
await button("Copy the email").click();
await page.waitForFunction(() => document.getElementById("said").textContent.startsWith("Copied"));
outcome.table = await page.evaluate(async () => { const [item] = await navigator.clipboard.read(); return (await (await item.getType("text/html")).text()).includes("<table"); });
done("copied");
const take = async (locator) => Promise.all([page.waitForEvent("download"), locator.click()]).then(([download]) => download);
outcome.draft = (await take(page.getByRole("link", { name: "Open the draft: Email" }))).suggestedFilename();
const zip = await take(link("Download all for the buyer"));
outcome.zip = readFileSync(await zip.path()).toString("latin1").match(/[\w-]+\.(eml|html|txt|docx|xlsx|pdf|pptx|ics)/g);
await button("Build the files").click();
await page.waitForSelector(".finding.good", { timeout: 60000 });
done("built");
if (pictures) await page.screenshot({ path: `${pictures}/ten-board.png`, fullPage: true });

// 7 and 8: once the buyer has it, a date that moves asks why; all deals, all built
await type("legal", "target_date", "2027-01-29");
await press("Enter");
await page.waitForSelector("dialog[open]");
outcome.why = await page.textContent("dialog[open]");
await press("Escape");
await link("What came back").click();
await page.waitForSelector("#returned");
await link("All deals").click();
await link("Build all").click();
await button("Build all").click();
await page.waitForFunction(() => /\d built/.test(document.querySelector("p[role=status]:not(#said)").textContent), undefined, { timeout: 60000 });
outcome.all = await page.textContent("section p[role=status]");
outcome.files = await page.$$eval(".made summary", (all) => all.length);
await finish(outcome);
