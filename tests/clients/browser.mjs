// Headless Chromium with axe-core, for pages of ours: what it asked the network for is kept.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const requests = [];
export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });

export async function open(place, options) {
  const url = place.includes("://") ? place : pathToFileURL(place).href;
  const context = await browser.newContext({ bypassCSP: true, ...options });
  const page = await context.newPage();
  page.on("request", (r) => { if (!r.url().startsWith("file:") && !r.url().startsWith("data:")) requests.push(r.url()); });
  await page.goto(url);
  return page;
}

// What axe-core finds wrong; `off` names rules that do not apply.
export async function axe(page, off = []) {
  await page.evaluate(axeSource);
  const found = await page.evaluate((names) => window.axe.run(document, { resultTypes: ["violations"], rules: Object.fromEntries(names.map((n) => [n, { enabled: false }])) }), off);
  return found.violations.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.html.slice(0, 120)) }));
}

export async function finish(outcome) {
  await browser.close();
  writeFileSync(1, JSON.stringify({ ...outcome, requests }));
}
