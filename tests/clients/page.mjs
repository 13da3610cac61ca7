// The copy page and the email in headless Chromium: axe, the Copy button, screenshots. Usage: node page.mjs COPYPAGE MAIL OUT
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [copyPage, mail, out] = process.argv.slice(2);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
const outcome = { axe: [], clipboard: null, requests: [], overflow: [] };

async function open(file, options) {
  const context = await browser.newContext({ ...options, bypassCSP: true });
  const page = await context.newPage();
  page.on("request", (r) => { if (!r.url().startsWith("file:") && !r.url().startsWith("data:")) outcome.requests.push(r.url()); });
  await page.goto(pathToFileURL(file).href);
  return page;
}

for (const file of [copyPage, mail]) {
  const page = await open(file, {});
  await page.evaluate(axe);
  // A message has no landmarks or main heading of its own: the mail program around it has.
  const off = file === mail ? ["landmark-one-main", "page-has-heading-one", "region"] : [];
  const found = await page.evaluate((names) => window.axe.run(document, { resultTypes: ["violations"], rules: Object.fromEntries(names.map((n) => [n, { enabled: false }])) }), off);
  outcome.axe.push(found.violations.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.html.slice(0, 120)) })));
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
await browser.close();
writeFileSync(1, JSON.stringify(outcome));
