// The overview of many deals in headless Chromium: axe, sort, filter, keyboard. Usage: node next.mjs PAGE
import { axe, finish, open } from "./browser.mjs";

const page = await open(process.argv[2]);
const outcome = { axe: [await axe(page)] };
const deals = () => page.$$eval("#deals tbody tr:not([hidden])", (rows) => rows.map((row) => row.cells[1].firstChild.textContent));
const count = () => page.textContent("#count");
const head = (name) => page.getByRole("button", { name, exact: true });

outcome.start = await deals();
await head("Deal").click();
outcome.byDeal = await deals();
outcome.sorted = await page.getAttribute("thead th:nth-child(2)", "aria-sort");
await head("Deal").press("Enter");
outcome.byDealDown = await deals();
await head("Days").click();
outcome.byDays = await deals();
await head("Done").click();
outcome.byDone = await deals();
outcome.axe.push(await axe(page));
await page.getByLabel("State").selectOption("stalled");
outcome.stalled = [await deals(), await count()];
await page.getByLabel("State").selectOption("");
await page.getByLabel("Flag").selectOption("unpublished");
outcome.unpublished = await deals();
await page.getByLabel("Flag").selectOption("");
await page.getByLabel("Rep").selectOption("Ada Brook");
outcome.rep = await deals();
await page.getByLabel("Rep").selectOption("");
await page.getByLabel("Search").fill("NORTH");
outcome.search = await deals();
await page.getByLabel("Search").fill("nothing like this");
outcome.none = [await deals(), await count()];
await page.getByLabel("Search").fill("");
outcome.end = [await deals(), await count()];
for (const width of [320, 1200]) {
  const narrow = await open(process.argv[2], { viewport: { width, height: 800 } });
  (outcome.overflow ??= []).push(await narrow.evaluate(() => document.documentElement.scrollWidth - window.innerWidth));
}
await finish(outcome);
