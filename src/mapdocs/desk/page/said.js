// What the library says, it says in English. Where the page's language has the sentence (said/*.json), it is worded in that; what
// it has not stays English, and is marked as English wherever it is shown, so that it is read aloud as what it is.
import { day, facts } from "./ui.js";

const SAYS = ["message", "hint", "problem", "failed", "base"]; // keys of answers that hold a sentence
const LISTS = ["notes", "problems", "told", "missing", "errors", "said"]; // and those that hold several
const MIXED = ["remarks"]; // and those in which the library's stand among somebody's own
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = new RegExp(`\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})\\b`, "g");
const MONTH = /^(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})$/;
const WEEKDAY = /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;
const english = new Set(); // what was not worded, and where it begins in any case
const known = new Map(); // sentences that were asked for before, as findings are with every letter
const QUOTES = { de: ["„", "“"], es: ["«", "»"], fr: ["«\u00a0", "\u00a0»"], ja: ["「", "」"] };
const MOST = 600; // letters: a longer one ends in somebody's whole text, and what is behind them is left as it is
const NAME = 160; // letters of a place or a name in front of a sentence
let templates = null, least = Infinity; // the shortest that is English

function made() {
  const literal = (text) => text.replace(/\{\w\}/g, "").length;
  return Object.entries(facts.said.sentences).sort(([a], [b]) => literal(b) - literal(a)).map(([text, own]) => {
    const names = [...text.matchAll(/\{(\w)\}/g)].map((found) => found[1]);
    const body = text.split(/\{\w\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("([^]+?)");
    const last = /\{\w\}$/.exec(text);
    const inQuotes = [...text.matchAll(/“\{(\w)\}”/g)].map((found) => found[1]);
    return { test: new RegExp(`^${body}$`), names, stays: (name) => name < "a" || inQuotes.includes(name), own, begins: !text.startsWith("{"), ends: last && own.endsWith(last[0]) };
  });
}

// The sentence in the page's language; null where it has none
export function worded(text) {
  if (!known.has(text)) {
    if (known.size > 4000) known.clear();
    known.set(text, wordedAnew(text));
  }
  return known.get(text);
}

// Among somebody's own words, only what begins as a sentence of the library does is taken for one
function wordedAnew(text, mixed = false) {
  templates ??= made();
  const head = text.slice(0, MOST), rest = text.slice(MOST);
  for (const { test, names, own, stays, begins, ends } of templates) {
    const found = (mixed && !begins) || (rest && !ends) ? null : test.exec(head);
    if (!found) continue;
    const below = /\n\{(\w)\}$/.exec(own); // another program's own words, which nobody can know beforehand: below ours, as they are
    const filled = own.slice(0, below ? below.index : undefined).replace(/\{(\w)\}/g, (_, name) => (stays(name) ? (part) => part : blank)(found[names.indexOf(name) + 1]));
    return below ? `${filled}\n${kept(found[names.indexOf(below[1]) + 1] + rest)}` : filled + rest;
  }
  return mixed ? null : apart(text);
}

// A sentence behind the place or the name that it is about, or one after the other
function apart(text) {
  for (let at = text.indexOf(": "); at > 0 && at < NAME; at = text.indexOf(": ", at + 1)) {
    const said = text.slice(at + 2), own = /^\d+ |^\S+ \S+ ./.test(said) ? worded(said) : null; // no single words: they may be anybody's
    if (own !== null) return `${blank(text.slice(0, at))}: ${own}`;
  }
  const parts = text.split("; ").map((part) => (text.includes("; ") ? worded(part) : null));
  return parts.every((own) => own !== null) ? parts.join("; ") : null;
}

function kept(text) {
  least = Math.min(least, text.length);
  english.add(text);
  return text;
}

// What stands in a blank may be a sentence of its own; a text in quotes, or in a blank with a capital, is somebody's
function blank(text) {
  if (/^“[^”]*”$/.test(text)) return quoted(text);
  const month = MONTH.exec(text);
  if (month) return day(`${month[2]}-${String(MONTHS.indexOf(month[1].slice(0, 3)) + 1).padStart(2, "0")}-01`, { month: "long", year: "numeric" });
  return worded(text) ?? text.split(/(“[^”]*”)/).map((part, n) => (n % 2 ? quoted(part) : part.replace(DAY, (_, d, m, y) => day(`${y}-${String(MONTHS.indexOf(m) + 1).padStart(2, "0")}-${d.padStart(2, "0")}`)))).join("");
}

function quoted(text) {
  const [open, close] = QUOTES[document.documentElement.lang] || ["“", "”"];
  return open + text.slice(1, -1) + close;
}

function told(text, code = "") {
  if (!text.trim()) return text;
  const coded = /^(MAP\d{3}) (.+)$/s.exec(text);
  if (coded) return `${coded[1]} ${told(coded[2], coded[1])}`;
  const own = worded(text);
  if (own !== null) return own;
  kept(text);
  kept(text.charAt(0).toUpperCase() + text.slice(1));
  const title = facts.said.rules[code];
  return title ? `${title}: ${text}` : text;
}

// An answer of the server's with its sentences worded, in place
export function inOwnWords(answer) {
  if (!facts.said) return answer;
  const walk = (one) => {
    if (Array.isArray(one)) { one.forEach(walk); return; }
    if (!one || typeof one !== "object") return;
    for (const [key, value] of Object.entries(one)) {
      const says = SAYS.includes(key) || (key === "why" && ("state" in one || "file" in one)) || (["reason", "question"].includes(key) && "reason" in one && "question" in one) || (key === "text" && "what" in one);
      if (key === "name" && "wide" in one) { if (/^(the|table) /.test(value)) one[key] = worded(value) ?? value; } // a table's, where the file gives it none
      else if (typeof value === "string") { if (says) one[key] = told(value, one.code); } else if (LISTS.includes(key) && Array.isArray(value) && value.every((each) => typeof each === "string")) one[key] = value.map((each) => told(each));
      else if (MIXED.includes(key) && Array.isArray(value) && value.every((each) => typeof each === "string")) one[key] = value.map((each) => wordedAnew(each, true) ?? each);
      else if (key === "off") for (const [iso, why] of Object.entries(value)) { if (WEEKDAY.test(why)) value[iso] = day(iso, { weekday: "long" }); else told(why); }
      else if (key === "asks") for (const pair of value) pair[1] = worded(pair[1]) ?? pair[1];
      else walk(value);
    }
  };
  walk(answer);
  return answer;
}

// A text with what is English in it marked as that, as nodes
export function marked(text) {
  if (text.length < least) return [text];
  const found = english.has(text) ? text : [...english].filter((one) => text.includes(one)).sort((a, b) => b.length - a.length)[0];
  if (!found) return [text];
  const span = document.createElement("span"), at = text.indexOf(found);
  span.lang = "en";
  span.textContent = found;
  return [...marked(text.slice(0, at)), span, ...marked(text.slice(at + found.length))].filter((part) => part !== "");
}
