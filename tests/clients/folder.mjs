// The desk's views of a whole folder in headless Chromium: the table of all deals sorted and filtered, a CRM's export and bad
// files dropped, worksheet, pressure test, all built; axe-core in both themes, no sideways scrolling.
// Usage: node folder.mjs URL PLAN EXPORT BAD DEAL PICTURES; BAD is a file that cannot be taken.
import { readFileSync } from "node:fs";
import { axe, finish, open } from "./browser.mjs";

const [url, plan, exported, damaged, deal, pictures] = process.argv.slice(2);
const outcome = { axe: {}, overflow: {}, errors: [] };
const listen = (page) => {
  page.on("pageerror", (error) => outcome.errors.push(String(error)));
  page.on("console", (said) => { if (["error", "warning"].includes(said.type())) outcome.errors.push(said.text()); });
};
const views = {
  deals: { place: "#/", wait: "table.deals" },
  import: { place: "#/import", wait: "#incoming" },
  plan: { place: "#/import", wait: "#incoming", file: plan },
  export: { place: "#/import", wait: "#incoming", file: exported },
  refused: { place: "#/import", wait: "#incoming", file: damaged },
  worksheet: { place: "#/worksheet", wait: "form.begin" },
  pressure: { place: `#/pressure/${deal}`, wait: "ol.pressure li" },
  build: { place: "#/build", wait: "progress", hidden: true },
};
for (const scheme of ["light", "dark"]) {
  for (const [name, view] of Object.entries(views)) {
    const page = await open(url + view.place, { viewport: { width: 1280, height: 900 }, colorScheme: scheme });
    listen(page);
    await page.waitForSelector(view.wait, { state: view.hidden ? "attached" : "visible" });
    if (view.file) { await page.setInputFiles("#incoming", view.file); await page.waitForSelector("section[aria-label] h2[tabindex], .finding.error"); }
    if (name === "worksheet") {
      await page.click('form button[type="submit"]');
      await page.waitForSelector(".papers img", { timeout: 60000 });
      await page.waitForFunction(() => [...document.querySelectorAll(".papers img")].every((one) => one.complete && one.naturalWidth));
      outcome.papers = await page.$$eval(".papers img", (all) => all.length);
    }
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    const key = `${name} ${scheme}`;
    outcome.axe[key] = await axe(page);
    for (const width of [390, 320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      outcome.overflow[`${key} ${width}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (pictures && width !== 320) await page.screenshot({ path: `${pictures}/folder-${name}-${width}-${scheme}.png`, fullPage: true });
    }
    if (name === "refused") outcome.refused = await page.textContent(".finding.error");
    await page.context().close();
  }
}

// the table of all deals: sorted, filtered, and kept so for whoever comes back
const page = await open(url, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
listen(page);
await page.waitForSelector("table.deals");
const listed = () => page.$$eval(".deals tbody tr", (rows) => rows.map((row) => row.querySelector("a").textContent));
const table = (outcome.table = {});
await page.getByRole("button", { name: "Days" }).press("Enter");
table.byDays = await page.$$eval(".deals tbody tr", (rows) => rows.map((row) => (row.children[5].textContent === "—" ? 1e6 : Number(row.children[5].textContent))));
await page.getByLabel("Rep").selectOption("Chris Park");
table.owner = await listed();
await page.getByRole("button", { name: "Show all" }).press("Enter");
await page.getByLabel("Date", { exact: true }).selectOption("month");
table.later = await listed();
await page.getByRole("link", { name: table.later[0] }).press("Enter");
await page.waitForSelector("table.board");
await page.goBack();
await page.waitForSelector("table.deals");
table.kept = await listed();
await page.getByRole("button", { name: "Show all" }).press("Enter");
table.cleared = (await listed()).length;

// a file dropped on the table is looked at as one that was chosen; several deals are made of it
const name = exported.split("/").at(-1), text = readFileSync(exported, "utf8");
const data = await page.evaluateHandle(([called, content]) => { const held = new DataTransfer(); held.items.add(new File([content], called)); return held; }, [name, text]);
await page.dispatchEvent("#main", "drop", { dataTransfer: data });
await page.waitForSelector("table.source-table");
await page.waitForFunction(() => document.querySelector('[data-k="deal/seller"]').value === "Fabrikam" && document.activeElement.dataset.k === "heading");
outcome.dropped = await page.textContent("section[aria-label] h2[tabindex]");
await page.getByRole("button", { name: /^Make the/ }).press("Enter");
await page.waitForFunction(() => document.querySelector("section[aria-label] > ul"));
outcome.made = await page.$$eval("section[aria-label] > ul li", (all) => all.map((one) => one.textContent));

// all built: progress, then what was built and what was refused
await page.goto(`${url}#/build`);
await page.getByRole("button", { name: "Build all" }).press("Enter");
await page.waitForFunction(() => /\d built/.test(document.querySelector("p[role=status]:not(#said)").textContent), undefined, { timeout: 60000 });
outcome.built = [await page.textContent("section p[role=status]"), await page.$$eval(".built li", (all) => all.map((one) => one.textContent))];
if (!(await page.locator(".made summary").count())) throw new Error(`nothing was made: ${JSON.stringify(outcome.built)} ${await page.textContent("#problem")}`);
// a file that was made is taken by a press
await page.locator(".made summary").first().press("Enter");
const file = page.locator(".made[open] a").first();
outcome.taken = [await file.textContent(), await Promise.all([page.waitForEvent("download"), file.press("Enter")]).then(([download]) => download.suggestedFilename())];

// from a deal's board to its worksheet and its pressure test
await page.goto(`${url}#/deal/${deal}`);
await page.waitForSelector("table.board");
await page.getByRole("link", { name: "Worksheet" }).press("Enter");
await page.waitForSelector("form.begin");
outcome.board = [await page.inputValue("[name=whose]:checked"), await page.$eval("#deal", (one) => one.selectedOptions[0].textContent)];
await page.goBack();
await page.waitForSelector("table.board");
await page.getByRole("link", { name: "Pressure test" }).press("Enter");
await page.waitForSelector("ol.pressure li");
outcome.board.push(await page.$eval("#deal", (one) => one.selectedOptions[0].textContent));

for (const scheme of ["light", "dark"]) {
  const seen = await open(`${url}#/build`, { viewport: { width: 1280, height: 900 }, colorScheme: scheme });
  listen(seen);
  await seen.waitForSelector(".built li");
  await seen.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  outcome.axe[`built ${scheme}`] = await axe(seen);
  for (const width of [390, 1280]) {
    await seen.setViewportSize({ width, height: 900 });
    outcome.overflow[`built ${scheme} ${width}`] = await seen.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (pictures) await seen.screenshot({ path: `${pictures}/folder-built-${width}-${scheme}.png`, fullPage: true });
  }
  await seen.context().close();
}
await finish(outcome);
