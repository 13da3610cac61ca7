// Below the board: the deal, its people, the review, the memo, the email; and apart, what never leaves the seller's side.
import { ask, button, day, el, facts, labelled, t } from "./ui.js";
import { counted, introduce } from "./cells.js";

const GROUPS = {
  deal: ["deal.name", "deal.outcome", "deal.success", "deal.go_live", "deal.map_url", "buyer.company", "buyer.short", "buyer.champion", "seller.company", "seller.short", "seller.owner"],
  review: ["review.at", "review.timezone", "review.minutes", "review.edits_by", "review.link"],
  memo: ["deal.why.problem", "deal.why.cost", "deal.why.ask"],
  email: ["email.to", "email.cc", "email.subject", "email.greeting", "email.intro", "email.ask"],
};
const PRIVATE = ["deal.acv", "deal.currency", "deal.stage", "deal.tags", "internal.crm_url", "internal.forecast", "internal.beyond_period", "internal.notes"];
const HINTS = { "review.timezone": "timezone_hint", "deal.success": "one_a_line", "deal.tags": "tags_hint", "email.to": "to_hint", "email.cc": "one_a_line" };
const label = (path) => t(`field_${path.replaceAll(".", "_")}`);

// Drawn anew only where people or tasks came or went; what is typed elsewhere is left alone.
export function details(place, view, cells, changed) {
  const plan = view.plan, shape = JSON.stringify([plan.people.buyer.length, plan.people.seller.length, plan.tasks.length]);
  if (place.dataset.shape === shape) { hints(place, plan); return; }
  const open = new Set([...place.querySelectorAll("details[open]")].map((one) => one.dataset.group));
  place.dataset.shape = shape;
  const grouped = (name, inside, kind = "") => el(`details.group${kind}`, { "data-group": name, open: open.has(name) }, el("summary", {}, el("h2", {}, t(`group_${name}`)), el("span.hint")), inside);
  const field = (path) => labelled(label(path), cells.make("", path, plan, label(path)), HINTS[path] ? t(HINTS[path]) : null, counted(path));
  const people = (side) => el("div", {}, el("h3", {}, plan.companies[side] || t(`side_${side}`)),
    plan.people[side].map((one, n) => el("div.grid.person", {}, ["name", "title", "email"].map((key) => labelled(t(`person_${key}`), cells.make("", `${side}.people.${n}.${key}`, plan, `${t(`person_${key}`)}, ${one.name}`))))),
    facts.readOnly ? null : button(t("add_person"), () => introduce(cells, side)));
  const tasks = el("div", {}, el("h3", {}, t("tasks")),
    plan.tasks.map((one, n) => el("div.grid.person", {}, ["task", "owner", "due", "status"].map((key) => labelled(t(`task_${key}`), cells.make("", `internal.tasks.${n}.${key}`, plan, `${t(`task_${key}`)}, ${one.task}`))))),
    button(t("add_task"), async () => {
      const said = await ask(t("add_task"), "", ["task", "owner", "due"].map((key) => labelled(t(`task_${key}`), el("input", { name: key, required: key === "task", autocomplete: "off", type: key === "due" ? "date" : "text" }))), t("add"));
      if (said) changed([{ kind: "entry", path: ["internal", "tasks"], values: said }], null);
    }));
  place.replaceChildren(
    grouped("deal", el("div.grid", {}, GROUPS.deal.map(field))),
    grouped("people", el("div.two", {}, people("buyer"), people("seller"))),
    grouped("review", el("div.grid", {}, GROUPS.review.map(field))),
    grouped("memo", el("div.grid", {}, GROUPS.memo.map(field))),
    grouped("email", el("div.grid", {}, GROUPS.email.map(field))),
    ...(facts.readOnly ? [] : [el("p.line", {}, t("never_leaves")), grouped("internal", [el("div.grid", {}, PRIVATE.map(field)), tasks], ".internal")]));
  hints(place, plan);
  cells.counted(plan.letter);
}

// What a closed part holds, beside its name
function hints(place, plan) {
  const f = plan.fields, names = [...plan.people.buyer, ...plan.people.seller].map((one) => one.name);
  const said = { deal: [f["deal.go_live"] ? `${t("field_deal_go_live")}: ${day(f["deal.go_live"])}` : "", f["deal.outcome"]], people: [names.join(", ")], review: [f["review.at"]], memo: [f["deal.why.problem"]],
    email: [f["email.subject"] || plan.usual["email.subject"]], internal: [[f["deal.acv"], f["deal.currency"]].filter(Boolean).join(" "), f["internal.forecast"]] };
  for (const group of place.querySelectorAll("[data-group]")) group.querySelector(".hint").textContent = said[group.dataset.group].filter(Boolean).join(" · ");
}
