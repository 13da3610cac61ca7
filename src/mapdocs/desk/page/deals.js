// All deals as a table: sorted by a press on a heading, filtered by words, state, step, owners, date and flag.
import { button, capital, day, el, facts, get, id, t } from "./ui.js";
import { incoming } from "./incoming.js";

const COLUMNS = [
  ["deal", (d) => d.deal.toLowerCase()],
  ["state", (d) => ["stalled", "at risk", "on track", "done"].indexOf(d.state)],
  ["step", (d) => d.step.toLowerCase()],
  ["buyer_owner", (d) => d.buyer_owner.toLowerCase()],
  ["due", (d) => d.due || "9999"],
  ["days", (d) => (d.days === null ? 1e6 : d.days)],
  ["done", (d) => (d.total ? d.done / d.total : -1)],
  ["flags", (d) => -d.flags.length],
  ["owner", (d) => d.owner.toLowerCase()],
];

const DUE = ["late", "week", "month", "later", "none"]; // how far off the next step's date is
const due = (d) => (d.days === null ? "none" : d.days < 0 ? "late" : d.days <= 7 ? "week" : d.days <= 31 ? "month" : "later");
const kept = { by: "", down: false, words: "" }; // what was chosen, for whoever comes back from a deal

export function top(...inside) {
  id("top").replaceChildren(...inside.filter(Boolean));
}

export async function deals(main) {
  main.dataset.title = t("deals");
  const title = el("h1", {}, t("deals"), el("span.quiet", {}, t("in_folder", { name: facts.folder })));
  top(title);
  if (!facts.readOnly) for (const kind of ["dragover", "drop"]) main.addEventListener(kind, dropped);
  const { deals: every, unread } = await get("deals");
  const to = (view, name = view) => el("a", { href: `#/${view}` }, t(name)), any = every.length > 0;
  top(title, el("nav", { "aria-label": t("views") }, any ? [to("call"), to("week", "checkpoint"), to("pressure")] : null, facts.readOnly ? null : to("worksheet")),
    facts.readOnly || !any ? null : el("div.row.tools", {}, link("import"), link("build", "build_all"), el("a.main", { href: "#/new" }, t("new_deal"))));
  if (!every.length && !unread.length) {
    main.append(el("section.empty", {}, el("h2", {}, t("empty")), el("p", {}, t("empty_how")), facts.readOnly ? null : [el("p.row", {}, el("a.main", { href: "#/new" }, t("new_deal")), link("import")), el("p.quiet", {}, t("empty_import"))]));
    return;
  }
  const words = el("input", { type: "search", oninput: fill, "aria-label": t("search"), placeholder: t("search"), value: kept.words });
  const state = chooser("state", [...new Set(every.map((d) => d.state))]);
  const flag = chooser("flags", [...new Set(every.flatMap((d) => d.flags))].sort());
  const step = chooser("step", [...new Set(every.map((d) => d.step).filter(Boolean))].sort());
  const buyer = chooser("buyer_owner", [...new Set(every.map((d) => d.buyer_owner).filter(Boolean))].sort());
  const when = chooser("due", DUE.filter((one) => every.some((d) => due(d) === one)));
  const owner = chooser("owner", [...new Set(every.map((d) => d.owner))].sort());
  const choosers = { state, step, buyer_owner: buyer, due: when, flags: flag, owner };
  const clear = button(t("clear"), () => { for (const one of [words, ...Object.values(choosers)]) one.value = ""; fill(); words.focus(); }, ".small");
  const heads = COLUMNS.map(([key, value]) => {
    const head = el("th", { scope: "col" }, el("button", { type: "button", onclick: () => sort(key) }, t(`column_${key}`)));
    return head;
  });
  const body = el("tbody"), count = el("p.quiet", { role: "status" });
  main.append(el("div.filters.many", {}, words, state, step, buyer, when, flag, owner, clear, count),
    el("div.wide", { tabindex: "0", role: "region", "aria-label": t("deals") }, el("table.deals", {}, el("thead", {}, el("tr", {}, heads)), body)));
  for (const one of unread) main.append(el("p.finding.error.apart", {}, el("a", { href: `#/deal/${one.key}` }, one.file), `: ${capital(one.why)}`));
  fill();

  function chooser(key, values) {
    return el("select", { "aria-label": t(`column_${key}`), onchange: fill }, el("option", { value: "" }, t(`all_${key}`)),
      values.map((value) => el("option", { value, selected: kept[key] === value }, ["state", "flags", "due"].includes(key) ? word(key, value) : value)));
  }

  function sort(key) {
    kept.down = kept.by === key ? !kept.down : false;
    kept.by = key;
    fill();
  }

  function fill() {
    const wanted = words.value.toLowerCase(), set = Object.entries(choosers).filter(([, one]) => one.value), by = COLUMNS.find(([key]) => key === kept.by);
    kept.words = words.value;
    for (const [key, one] of Object.entries(choosers)) kept[key] = one.value;
    COLUMNS.forEach(([key], n) => { if (key === kept.by) heads[n].setAttribute("aria-sort", kept.down ? "descending" : "ascending"); else heads[n].removeAttribute("aria-sort"); });
    const shown = every.filter((d) => set.every(([key, one]) => (key === "flags" ? d.flags.includes(one.value) : key === "due" ? due(d) === one.value : d[key] === one.value))
      && (!wanted || [d.deal, d.company, d.step, d.buyer_owner, d.owner].join(" ").toLowerCase().includes(wanted)));
    if (by) shown.sort((a, b) => { const x = by[1](a), y = by[1](b); return (x < y ? -1 : x > y ? 1 : 0) * (kept.down ? -1 : 1); });
    clear.hidden = !wanted && !set.length;
    body.replaceChildren(...shown.map(line));
    count.textContent = t("shown", { n: shown.length, all: every.length });
  }
}

const link = (view, name = view) => el("a.button", { href: `#/${view}` }, t(name));

function dropped(event) {
  if (location.hash.length > 2 || ![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  if (event.type === "drop" && event.dataTransfer.files.length) { incoming.waiting = event.dataTransfer.files[0]; location.hash = "#/import"; }
}

const word = (key, value) => t(`${key === "flags" ? "flag" : key}_${value.replace(/\W/g, "_")}`);

export const at = (key, text, kind = "") => el(`td${kind}${text ? "" : ".none"}`, { "data-label": t(`column_${key}`) }, text || "—");

function line(d) {
  return el("tr", {},
    el("th", { scope: "row" }, el("a", { href: `#/deal/${d.key}` }, d.deal || "—"), el("span.quiet", {}, d.company)),
    el("td.state", {}, el(`span.mark.${d.state.replace(" ", "-")}`, {}, word("state", d.state))),
    at("step", d.step), at("buyer_owner", d.buyer_owner), at("due", d.due ? day(d.due) : "", ".day"),
    at("days", d.days === null ? "" : String(d.days), ".number"), at("done", `${d.done}/${d.total}`, ".number"),
    el("td.flags", { "data-label": t("column_flags") }, d.flags.map((flag) => [el("span.flag", {}, word("flags", flag)), " "])), at("owner", d.owner, ".rep"));
}
