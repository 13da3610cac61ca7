// What every view uses: elements, words, questions to the server, and one line that says what happened.
import { inOwnWords, marked } from "./said.js";

export const facts = JSON.parse(document.getElementById("facts").textContent);
export const id = (name) => document.getElementById(name);

export function t(key, values = {}) {
  const text = facts.words[key];
  if (text === undefined) throw new Error(`no word for ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// el("p.quiet", {title: "x", onclick: f}, "text", other)
export function el(what, given = {}, ...inside) {
  const [tag, ...kinds] = what.split(".");
  const made = document.createElement(tag);
  if (kinds.length) made.className = kinds.join(" ");
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string" && !key.startsWith("aria")) made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  const parts = inside.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false);
  made.append(...parts.flatMap((one) => (typeof one === "string" && tag !== "option" ? marked(one) : [one])));
  return made;
}

export const button = (text, onclick, kinds = "", given = {}) => el(`button${kinds}`, { type: "button", onclick, ...given }, text);

export function say(text) {
  id("said").replaceChildren(...marked(text));
}

export function trouble(problem) {
  id("problem").replaceChildren(...(problem ? marked(`${capital(problem.message)}. ${capital(problem.hint || "")}`.trim()) : []));
}

// A sentence begins with a capital, the name of a file as it is called
export const capital = (text) => (/^[^\s:]+\.[a-z]{2,5}\b/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1));

async function asked(place, options) {
  let answer;
  try {
    answer = await fetch(place, { cache: "no-store", ...options });
  } catch {
    throw new Error(t("ended"));
  }
  if (!answer.ok) throw new Error(answer.status >= 500 ? t("failed") : answer.status === 413 ? t("too_large") : answer.status === 404 ? t("not_there") : t("ended"));
  return inOwnWords(await answer.json());
}

export const get = (place, options) => asked(place, options);
export const post = (place, values = {}, options = {}) =>
  asked(place, { method: "POST", headers: { "X-Mapdocs": facts.sign, "Content-Type": "application/json" }, body: JSON.stringify(values), ...options });
export const send = (place, bytes) => asked(place, { method: "POST", headers: { "X-Mapdocs": facts.sign, "Content-Type": "application/octet-stream" }, body: bytes });

// A day as the reader's own language writes it; what is no day stays as it is.
export function day(iso, style = { day: "numeric", month: "short", year: "numeric" }) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  if (!found) return iso;
  return new Intl.DateTimeFormat(document.documentElement.lang, { ...style, timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

// A question in a dialog: resolves to the form's values by name, or null. `fields` are elements with names. What `wrong` says
// of the values, where it says anything, is shown, and the question stays.
export function ask(title, about, fields, take, wrong = null) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const refused = el("p.finding.error", { role: "alert", hidden: true });
    const form = el("form", { method: "dialog" }, el("h2", { id: "asked" }, title), about, fields, refused,
      el("p.row", {}, el("button.main", { type: "submit" }, take), button(t("cancel"), () => end(null))));
    const dialog = el("dialog", { "aria-labelledby": "asked" }, form);
    function end(values) {
      dialog.close();
      dialog.remove();
      if (before && before.isConnected) before.focus();
      resolve(values);
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const values = {};
      for (const field of form.elements) if (field.name) values[field.name] = field.type === "checkbox" ? field.checked : field.value;
      let problem = "";
      try { problem = wrong ? await wrong(values) : ""; } catch (failed) { problem = failed.message; }
      if (!dialog.isConnected) return;
      refused.hidden = !problem;
      refused.textContent = problem;
      if (!problem) end(values);
    });
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(null); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// A file is chosen by a button of the page's own language and look; the browser's own field behind it keeps keyboard and name.
export const chosen = (name, accept, take) => {
  const field = el("input.chosen", { type: "file", id: name, accept, onchange: () => take(field.files[0]) });
  return [field, el("label.button", { for: name }, t("drop_pick"))];
};

// `live` is the id of a line below the field that follows what one types.
export const labelled = (text, field, hint, live = "") => el("label.field", {}, el("span", {}, text), field, hint ? el("small", {}, hint) : null, live ? el("small", { id: live, role: "status" }) : null);
