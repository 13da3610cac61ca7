// The copy page and the email in headless Chromium: axe, the Copy button, screenshots. Usage: node page.mjs COPYPAGE MAIL OUT
import { axe, finish, open } from "./browser.mjs";

const [copyPage, mail, out] = process.argv.slice(2);
const outcome = { axe: [], clipboard: null, overflow: [] };

for (const file of [copyPage, mail]) {
  // A message has no landmarks or main heading of its own: the mail program around it has.
  const off = file === mail ? ["landmark-one-main", "page-has-heading-one", "region"] : [];
  outcome.axe.push(await axe(await open(file), off));
}
{
  const page = await open(copyPage, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.click("#copy");
  // Pasting shows what another program would get.
  await page.evaluate(() => {
    const box = document.createElement("div");
    box.contentEditable = "true"; box.id = "box"; document.body.append(box); box.focus();
    box.addEventListener("paste", (e) => { window.pasted = { html: e.clipboardData.getData("text/html"), text: e.clipboardData.getData("text/plain") }; e.preventDefault(); });
  });
  await page.keyboard.press("Control+V");
  outcome.clipboard = await page.evaluate(() => window.pasted);
  outcome.said = await page.textContent("#said");
}
for (const width of [320, 600, 1200]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(mail, { viewport: { width, height: 900 }, colorScheme });
    outcome.overflow.push(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth));
    if (out) await page.screenshot({ path: `${out}/mail-${width}-${colorScheme}.png`, fullPage: true });
  }
}
await finish(outcome);
