// Every view of the desk: axe-core in both themes, no sideways scrolling, and what came back taken in by presses.
// Usage: node views.mjs URL DEAL RETURNED PICTURES
import { axe, finish, open } from "./browser.mjs";

const [url, deal, returned, pictures] = process.argv.slice(2);
const outcome = { axe: {}, overflow: {}, errors: [] };
for (const scheme of ["light", "dark"]) {
  for (const [name, place] of Object.entries({ deals: "#/", new: "#/new", board: `#/deal/${deal}`, back: `#/deal/${deal}/back` })) {
    const page = await open(url + place, { viewport: { width: 1280, height: 900 }, colorScheme: scheme });
    page.on("pageerror", (error) => outcome.errors.push(String(error)));
    await page.waitForSelector({ deals: "table.deals", new: "form.begin", board: "table.board", back: "#returned" }[name]);
    if (name === "board") {
      await page.waitForSelector("#card-pdf img", { timeout: 60000 });
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    }
    if (name === "back") { await page.setInputFiles("#returned", returned); await page.waitForSelector(".change"); }
    const key = `${name} ${scheme}`;
    outcome.axe[key] = await axe(page);
    for (const width of [390, 320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      outcome.overflow[`${key} ${width}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (pictures && width !== 320) await page.screenshot({ path: `${pictures}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
    if (name === "board") {
      for (const [dialog, button] of Object.entries({ calendar: ".pick", question: '.acts button:last-child' })) {
        await page.locator(button).first().click();
        await page.waitForSelector("dialog[open]");
        outcome.axe[`${dialog} ${scheme}`] = await axe(page);
        await page.setViewportSize({ width: 390, height: 900 });
        outcome.overflow[`${dialog} ${scheme}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (pictures) await page.screenshot({ path: `${pictures}/${dialog}-390-${scheme}.png` });
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => !document.querySelector("dialog"));
      }
    }
    await page.context().close();
  }
}
for (const language of ["de", "fr", "es", "pt", "ja"]) {
  const page = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, locale: language });
  await page.waitForSelector("table.board");
  (outcome.languages ??= []).push([await page.getAttribute("html", "lang"), await page.textContent("aside h2")]);
  outcome.overflow[`board ${language}`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.context().close();
}

// what came back, by keyboard: all that is sure is taken as it stands, what is not is answered, then Apply
const page = await open(`${url}#/deal/${deal}/back`, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
await page.setInputFiles("#returned", returned);
let presses = 1;
await page.waitForSelector(".change");
outcome.changes = await page.$$eval(".change", (all) => all.map((one) => [one.className, one.textContent]));
const leave = page.locator(".change", { hasText: "Tom Okafor" }).getByRole("button", { name: "Leave" });
await leave.focus();
await page.keyboard.press("Enter");
presses += 2;
await page.waitForSelector(".change.left");
outcome.focusKept = await page.evaluate(() => document.activeElement.textContent);
const empty = page.getByRole("button", { name: "Empty it here too" });
await empty.focus();
await page.keyboard.press("Enter");
presses += 2;
await page.waitForFunction(() => [...document.querySelectorAll(".change.taken")].some((one) => one.textContent.includes("(empty)")));
outcome.emptied = [await empty.getAttribute("aria-pressed"), await page.locator(".change.taken", { hasText: "(empty)" }).textContent()];
await page.getByRole("button", { name: "Apply" }).focus();
await page.keyboard.press("Enter");
presses += 2;
await page.waitForSelector(".finding.good");
outcome.applied = await page.textContent(".finding.good");
outcome.presses = presses;
await finish(outcome);
