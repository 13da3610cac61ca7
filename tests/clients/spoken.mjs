// A folder of deals in headless Chromium in the desk's other languages: what was understood of a file, the skeptic's questions, a
// plan that somebody broke by hand. Usage: node spoken.mjs URL PLAN DEAL PICTURES; a parser.yaml in the folder is no YAML.
import { axe, finish, open } from "./browser.mjs";

const [url, plan, deal, pictures] = process.argv.slice(2);
const outcome = { axe: {}, overflow: {}, errors: [] };
const listen = (page) => {
  page.on("pageerror", (error) => outcome.errors.push(String(error)));
  page.on("console", (said) => { if (["error", "warning"].includes(said.type())) outcome.errors.push(said.text()); });
};
for (const language of ["de", "fr", "es", "pt", "ja"]) {
  const spoken = await open(`${url}#/import`, { viewport: { width: 390, height: 900 }, locale: language });
  listen(spoken);
  await spoken.waitForSelector("#incoming");
  await spoken.setInputFiles("#incoming", plan);
  await spoken.waitForSelector("table.source-table");
  (outcome.languages ??= []).push([await spoken.getAttribute("html", "lang"), await spoken.textContent("section[aria-label] h2[tabindex]")]);
  await spoken.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  (outcome.remarks ??= {})[language] = [await spoken.$$eval(".remark, details li", (all) => all.map((one) => one.textContent)), await spoken.$$eval("main [lang=en]", (all) => all.map((one) => one.textContent))];
  outcome.overflow[`import ${language}`] = await spoken.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (pictures) await spoken.screenshot({ path: `${pictures}/spoken-plan-${language}.png`, fullPage: true });
  for (const [place, wait] of [["worksheet", "form.begin"], [`pressure/${deal}`, "ol.pressure li"], ["build", "section.group"], ["", "table.deals"]]) {
    await spoken.goto(`${url}#/${place}`);
    await spoken.waitForSelector(wait);
    if (place.startsWith("pressure")) (outcome.asked ??= {})[language] = [await spoken.$$eval("ol.pressure li li", (all) => all.map((one) => one.textContent)), await spoken.$$eval("ol.pressure [lang=en]", (all) => all.length)];
    outcome.overflow[`${place} ${language}`] = await spoken.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }
  // a plan that somebody broke by hand: the place and ours in the language, the parser's own words below, as English
  await spoken.getByRole("link", { name: "parser.yaml" }).press("Enter");
  await spoken.waitForSelector("#plan .excerpt");
  (outcome.broken ??= {})[language] = [await spoken.textContent("#plan .finding strong"), await spoken.textContent("#plan .finding small [lang=en]"), await spoken.textContent("#plan .excerpt [aria-current]"), await spoken.$$eval("#plan [lang=en]", (all) => all.length)];
  outcome.overflow[`broken ${language}`] = await spoken.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (language === "de") outcome.axe.broken = await axe(spoken);
  await spoken.context().close();
}
await finish(outcome);
