// The forecast call in headless Chromium, by keyboard, in both themes. Usage: node call.mjs URL
import { axe, finish, open } from "./browser.mjs";

const [url] = process.argv.slice(2);
const outcome = { errors: [], axe: {}, overflow: {}, turns: [] };
for (const colorScheme of ["light", "dark"]) for (const width of [320, 1280, 3840]) {
  const page = await open(`${url}#/week`, { viewport: { width, height: 900 }, colorScheme });
  page.on("pageerror", (error) => outcome.errors.push(String(error)));
  for (const [view, shown] of [["week", "table.deals"], ["call", "#turn"]]) {
    await page.evaluate((to) => { location.hash = `#/${to}`; }, view);
    await page.waitForSelector(shown);
    outcome.axe[`${view} ${colorScheme} ${width}`] = await axe(page);
    outcome.overflow[`${view} ${colorScheme} ${width}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }
  await page.context().close();
}

const page = await open(url, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
page.on("console", (said) => { if (["error", "warning"].includes(said.type())) outcome.errors.push(said.text()); });
const press = (key) => page.keyboard.press(key);
const to = async (wanted) => { for (let n = 0; n < 30; n++) { if ((await page.evaluate(() => document.activeElement.textContent)) === wanted) return; await press("Tab"); } throw new Error(`${wanted} was not reached`); };
const turn = async (n) => { await page.waitForFunction((at) => document.querySelector(".turn p").textContent.startsWith(`Deal ${at} of`), n); outcome.turns.push(await page.textContent("#turn a")); };
await page.waitForSelector("nav a[href='#/call']");
await to("Forecast call");
await press("Enter");
await page.waitForSelector("#turn");
await turn(1);
await press("ArrowRight");
await turn(2);
await press("End");
await press("ArrowRight"); // there is none
await turn(3);
outcome.moved = await page.textContent(".turn");
await press("Home");
await turn(1);
await press("ArrowRight");
await to(outcome.turns[1]);
await press("Enter"); // into the deal, and back to where one was
await page.waitForSelector("table.board");
await page.goBack();
await page.waitForSelector("#turn");
await turn(2);
await to("This week’s checkpoint");
await press("Enter");
await page.waitForSelector("table.deals");
await to("Keep this checkpoint");
await press("Enter");
await page.waitForFunction(() => document.getElementById("said").textContent.startsWith("Kept"));
outcome.again = await page.evaluate(() => document.activeElement.textContent);

// the desk is gone and back: told what to do, what was typed stays, and the page goes on by itself
await page.evaluate(() => { location.hash = document.querySelector("a[href^='#/deal/']").getAttribute("href"); });
await page.waitForSelector("#card-email iframe[data-shown]");
const cell = page.locator('[data-cell$="/exit_criteria"]').first();
const place = /\/deal\/[0-9a-f]+\//;
await page.route(place, (route) => route.abort());
const before = outcome.errors.length;
await cell.fill("Minutes signed by both sides");
await cell.press("Tab");
await page.waitForFunction(() => document.getElementById("problem").textContent.includes("mapdocs desk"));
outcome.gone = await page.textContent("#problem");
outcome.typed = await cell.inputValue();
await page.unroute(place);
outcome.errors = outcome.errors.slice(0, before); // the browser's own words on what did not answer
await cell.focus();
await cell.evaluate((one) => one.dispatchEvent(new Event("change")));
await page.waitForFunction(() => document.getElementById("said").textContent.startsWith("Saved"));
await page.waitForFunction(() => document.getElementById("problem").textContent === "");
await finish(outcome);
