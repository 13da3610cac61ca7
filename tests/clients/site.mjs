// Pages of the documentation in headless Chromium, light and dark: axe, overflow at 320 px. Usage: node site.mjs PAGE...
import { axe, finish, open } from "./browser.mjs";

const outcome = {};
for (const place of process.argv.slice(2)) {
  const found = (outcome[place] = { axe: {} });
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(place, { colorScheme, viewport: { width: 1200, height: 900 } });
    found.axe[colorScheme] = await axe(page);
  }
  const narrow = await open(place, { viewport: { width: 320, height: 800 } });
  found.overflow = await narrow.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
await finish(outcome);
