// A picture of the preview, once everything in it is shown. Usage: node picture.mjs URL PNG
import { browser, open } from "./browser.mjs";

const page = await open(process.argv[2], { viewport: { width: 1400, height: 900 } });
await page.waitForSelector("#card-pdf img");
await page.waitForFunction(() => document.querySelectorAll("iframe[data-shown]").length === document.querySelectorAll("iframe").length);
await page.screenshot({ path: process.argv[3] });
await browser.close();
