// The desk's views of a whole folder in headless Chromium: the table of all deals sorted and filtered, a CRM's export and bad
// files dropped, worksheet, pressure test, all built; axe-core in both themes, no sideways scrolling.
// Usage: node folder.mjs URL PLAN EXPORT BAD DEAL PICTURES; BAD and BAD's siblings are files that cannot be taken.
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
      await page.waitForSelector(".papers img", { timeout: 20000 });
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
await finish(outcome);
