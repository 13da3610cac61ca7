// Any page of ours in headless Chromium: axe in both themes, how far it is too wide. Usage: node axe.mjs PAGE
import { axe, finish, open } from "./browser.mjs";

const outcome = { axe: [], overflow: [] };
for (const [width, colorScheme] of [[390, "light"], [1280, "dark"]]) {
  const page = await open(process.argv[2], { viewport: { width, height: 900 }, colorScheme });
  outcome.axe.push(await axe(page));
  outcome.overflow.push(Math.max(0, await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)));
}
await finish(outcome);
