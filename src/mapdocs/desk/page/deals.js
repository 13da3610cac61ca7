// All deals as a table: sorted by a press on a heading, filtered by words, state and flag.
import { day, el, facts, get, id, t } from "./ui.js";

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

export function top(...inside) {
  id("top").replaceChildren(...inside.filter(Boolean));
}

export async function deals(main) {
  main.dataset.title = t("deals");
  top(el("h1", {}, t("deals")), el("span.quiet", {}, facts.folder), facts.readOnly ? null : el("a.main", { href: "#/new" }, t("new_deal")));
  const { deals: every, unread } = await get("deals");
  if (!every.length && !unread.length) {
    main.append(el("section.empty", {}, el("h2", {}, t("empty")), el("p", {}, t("empty_how")), facts.readOnly ? null : el("p", {}, el("a.main", { href: "#/new" }, t("new_deal")))));
    return;
  }
  let by = null, down = false;
  const words = el("input", { type: "search", oninput: fill, "aria-label": t("search"), placeholder: t("search") });
  const state = chooser("state", [...new Set(every.map((d) => d.state))]);
  const flag = chooser("flags", [...new Set(every.flatMap((d) => d.flags))].sort());
  const owner = chooser("owner", [...new Set(every.map((d) => d.owner))].sort());
  const heads = COLUMNS.map(([key, value]) => {
    const head = el("th", { scope: "col" }, el("button", { type: "button", onclick: () => sort(head, value) }, t(`column_${key}`)));
    return head;
  });
  const body = el("tbody"), count = el("p.quiet", { role: "status" });
  main.append(el("div.filters", {}, words, state, flag, owner, count),
    el("div.wide", { tabindex: "0", role: "region", "aria-label": t("deals") }, el("table.deals", {}, el("thead", {}, el("tr", {}, heads)), body)));
  for (const one of unread) main.append(el("p.finding.error", {}, el("a", { href: `#/deal/${one.key}` }, one.file), `: ${one.why}`));
  fill();

  function chooser(key, values) {
    return el("select", { "aria-label": t(`column_${key}`), onchange: fill }, el("option", { value: "" }, t(`all_${key}`)),
      values.map((value) => el("option", { value }, key === "owner" ? value : word(key, value))));
  }

  function sort(head, value) {
    down = by === value ? !down : false;
    by = value;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    fill();
  }

  function fill() {
    const wanted = words.value.toLowerCase();
    const shown = every.filter((d) => (!state.value || d.state === state.value) && (!flag.value || d.flags.includes(flag.value)) && (!owner.value || d.owner === owner.value)
      && (!wanted || [d.deal, d.company, d.step, d.buyer_owner, d.owner].join(" ").toLowerCase().includes(wanted)));
    if (by) shown.sort((a, b) => { const x = by(a), y = by(b); return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1); });
    body.replaceChildren(...shown.map(line));
    count.textContent = t("shown", { n: shown.length, all: every.length });
  }
}

const word = (key, value) => t(`${key === "state" ? "state" : "flag"}_${value.replace(/\W/g, "_")}`);

function line(d) {
  return el("tr", {},
    el("th", { scope: "row" }, el("a", { href: `#/deal/${d.key}` }, d.deal || "—"), el("span.quiet", {}, d.company)),
    el("td", {}, el(`span.mark.${d.state.replace(" ", "-")}`, {}, word("state", d.state))),
    el("td", {}, d.step), el("td", {}, d.buyer_owner || "—"), el("td.day", {}, d.due ? day(d.due) : "—"),
    el("td.number", {}, d.days === null ? "—" : String(d.days)), el("td.number", {}, `${d.done}/${d.total}`),
    el("td", {}, d.flags.map((flag) => word("flag", flag)).join(", ")), el("td", {}, d.owner));
}
