// For the forecast call: the round, one deal at a time, stepped through by arrows; and the week's checkpoint as a table.
import { button, capital, day, el, facts, get, post, say, t, trouble } from "./ui.js";
import { at as cell, top } from "./deals.js";

let at = 0; // whoever looks into a deal comes back to it
const word = (key, value) => t(`${key}_${value.replace(/\W/g, "_")}`);
const moved = (one) => one.changes.filter((change) => change.what !== "quiet");
const off = (d) => (d.days === null ? "" : d.days < 0 ? t("days_late", { n: -d.days }) : d.days === 0 ? t("days_today") : t("days_ahead", { n: d.days }));

function head(main, key) {
  main.dataset.title = t(key);
  main.className = "call";
  top(el("a", { href: "#/" }, t("deals")), el("h1", {}, t(key)), el("nav", { "aria-label": t("views") },
    ["call", "checkpoint"].map((name) => el("a", { href: name === "call" ? "#/call" : "#/week", "aria-current": name === key ? "page" : null }, t(name)))));
}

const since = (told) => (told.before ? t("since", { day: day(told.before) }) : t("since_never"));
const lost = (told) => [...told.unread.map((one) => el("p.finding.error.apart", {}, el("a", { href: `#/deal/${one.key}` }, one.file), `: ${capital(one.why)}`)),
  ...told.gone.map((name) => el("p.finding.warning", {}, t("deal_gone", { deal: name }))), ...told.lost.map((line) => el("p.finding.warning", {}, t("line_lost", { line })))];

export async function call(main) {
  head(main, "call");
  const told = await get("checkpoint"), every = told.told;
  if (!every.length) { main.append(el("p.empty", {}, t("empty")), ...lost(told)); return null; }
  at = Math.min(at, every.length - 1);
  const back = button(`← ${t("deal_before")}`, () => go(at - 1), "", { "aria-keyshortcuts": "ArrowLeft" }), on = button(`${t("deal_after")} →`, () => go(at + 1), ".main", { "aria-keyshortcuts": "ArrowRight" });
  const card = el("section.turn", { tabindex: "-1", "aria-labelledby": "turn" });
  main.append(el("p.row", {}, back, on, el("span.quiet", {}, t("call_keys"))), card, ...lost(told));
  show();
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);

  function go(to) {
    if (to < 0 || to >= every.length) return;
    at = to;
    show();
    card.focus({ preventScroll: true });
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const to = { ArrowRight: at + 1, PageDown: at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: 0, End: every.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  }

  function show() {
    const d = every[at];
    back.disabled = at === 0;
    on.disabled = at === every.length - 1;
    const fact = (name, ...value) => [el("dt", {}, name), el("dd", {}, ...value)];
    card.replaceChildren(
      el("p.quiet", {}, t("turn", { n: at + 1, all: every.length }), ` · ${d.owner}`),
      el("h2", { id: "turn" }, el("a", { href: `#/deal/${d.key}` }, d.deal || "—"), " ", el("span.quiet", {}, d.company)),
      el("p", {}, el(`span.mark.${d.state.replace(" ", "-")}`, {}, word("state", d.state)), `  ${t("done_of", { done: d.done, total: d.total })}`, d.forecast ? ` · ${d.forecast}` : "", d.stage ? ` · ${t("stage", { n: d.stage })}` : ""),
      el("dl.facts", {}, fact(t("column_step"), el("strong", {}, d.step)), fact(t("column_due"), d.due ? `${day(d.due)}, ${off(d)}` : "—"),
        fact(t("column_buyer_owner"), d.buyer_owner || "—"), fact(t("cell_seller_owner"), d.seller_owner || "—"), fact(t("column_flags"), d.flags.length ? d.flags.map((flag) => [el("span.flag", {}, word("flag", flag)), " "]) : "—")),
      el("h3", {}, since(told)),
      moved(d).length ? el("ul", {}, moved(d).map((change) => el("li", {}, capital(change.text)))) : el("p", {}, t(told.before ? "nothing_moved" : "nothing_before")));
  }
}

export async function week(main) {
  head(main, "checkpoint");
  const place = el("div");
  main.append(place);
  show(await get("checkpoint"));

  function show(told) {
    const keep = facts.readOnly || !told.told.length ? null : button(t(told.kept ? "keep_again" : "keep"), kept, ".main");
    place.replaceChildren(el("p", {}, since(told), ". ", t("checkpoint_about")),
      el("p.row", {}, keep, told.told.length ? el("a", { href: "checkpoint.xlsx", download: "" }, t("workbook")) : null, el("a", { href: "#/call" }, t("to_call"))),
      el("div.wide", { tabindex: "0", role: "region", "aria-label": t("checkpoint") }, el("table.deals", {},
        el("thead", {}, el("tr", {}, ["owner", "deal", "state", "step", "buyer_owner", "due", "changes"].map((key) => el("th", { scope: "col" }, t(`column_${key}`))))),
        el("tbody", {}, told.told.map(line)))), ...lost(told));
  }

  async function kept() {
    let told;
    try { told = await post("checkpoint"); } catch (problem) { trouble({ message: problem.message, hint: "" }); return; }
    trouble(told.refused);
    if (told.refused) return;
    show(told);
    place.querySelector("button").focus();
    say(t("kept"));
  }

  function line(d) {
    return el("tr", {}, cell("owner", d.owner), el("th", { scope: "row" }, el("a", { href: `#/deal/${d.key}` }, d.deal || "—"), el("span.quiet", {}, d.company)),
      el("td.state", {}, el(`span.mark.${d.state.replace(" ", "-")}`, {}, word("state", d.state))), cell("step", d.step), cell("buyer_owner", d.buyer_owner),
      cell("due", d.due ? day(d.due) : "", ".day"), el("td", { "data-label": t("column_changes") }, d.changes.length ? el("ul", {}, d.changes.map((change) => el("li", {}, capital(change.text)))) : "—"));
  }
}
