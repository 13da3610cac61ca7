// From a key in a cell of exit criteria to its finding as painted, 20 times and as often back, in headless Chromium.
// Usage: node keys.mjs URL DEAL
import { finish, open } from "./browser.mjs";

const [url, deal] = process.argv.slice(2);
const outcome = { errors: [], milliseconds: [], asked: [] };
const page = await open(`${url}#/deal/${deal}`, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
page.on("pageerror", (error) => outcome.errors.push(String(error)));
await page.waitForSelector("#card-pdf img", { timeout: 60000 }); // all that is made at the beginning is made
const at = '[data-cell="legal/exit_criteria"]';
await page.focus(at);
await page.evaluate((where) => {
  const cell = document.querySelector(where), under = cell.parentElement.querySelector("ul.under");
  let pressed = 0;
  cell.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  const painted = (then) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = then; channel.port2.postMessage(0); });
  window.finding = (word) => new Promise((done) => {
    const seen = () => under.textContent.includes(`“${word}”`) && (watcher.disconnect(), painted(() => done(performance.now() - pressed)), true);
    const watcher = new MutationObserver(seen);
    watcher.observe(under, { childList: true, subtree: true });
  });
}, at);
const within = async (word, key) => {
  await page.evaluate((wanted) => { window.came = window.finding(wanted); }, word);
  await (key.length === 1 || key === "Backspace" ? page.keyboard.press(key) : page.keyboard.insertText(key));
  return page.evaluate(() => window.came);
};
await page.keyboard.press("Control+a");
await within("progressin", "Legal progressin");
for (let n = 0; n < 20; n++) for (const [word, key] of [["progressing", "g"], ["progressin", "Backspace"]]) outcome.milliseconds.push(await within(word, key));
outcome.asked = await page.evaluate(() => performance.getEntriesByType("resource").filter((one) => one.name.endsWith("/try")).slice(-40).map((one) => one.duration));
await finish(outcome);
