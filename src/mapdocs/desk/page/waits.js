// What a row waits for: a button that says it, and a dialog to tick the other rows in. A circle is refused there.
import { ask, button, capital, el, facts, post, t } from "./ui.js";

// One row's cell; `written` are the words of the file, which stay for what stays ticked.
export function waits(cells, row) {
  const key = `${row}/after`, under = el("ul.under", { id: `under-${key}`, hidden: true });
  if (facts.readOnly) return el("span.read", { "data-cell": key }, said(cells.view.plan, row));
  const press = button("", () => choose(cells, row), ".waits", { "data-cell": key, "aria-haspopup": "dialog", "aria-describedby": under.id });
  const show = () => {
    const text = said(cells.view.plan, row);
    press.textContent = text;
    press.setAttribute("aria-label", `${t("cell_after")}, ${cells.written(row, "milestone")}: ${text}`);
  };
  cells.every.set(key, { row, field: "after", input: press, under, shown: null, show });
  show();
  return el("div.cell", {}, press, under);
}

export function said(plan, id) {
  const at = plan.rows.findIndex((one) => one.id === id), row = plan.rows[at];
  if (!row) return "";
  if (row.after === null) return t(row.hangs ? "after_date" : at ? "after_above" : "after_first");
  return row.after.map((one) => (plan.rows.find((other) => other.id === one.id) || { cells: { milestone: one.written } }).cells.milestone).join(", ") || t("after_nothing");
}

async function choose(cells, id) {
  const plan = cells.view.plan, row = plan.rows.find((one) => one.id === id);
  if (!row) return;
  const now = row.after || [], lost = now.filter((one) => !plan.rows.some((other) => other.id === one.id)); // names of no row
  const box = (name, text, checked) => el("label.check", {}, el("input", { type: "checkbox", name, checked }), el("span", {}, text));
  const nothing = box("nothing", t("after_nothing"), row.after !== null && !now.length);
  const others = plan.rows.map((one, n) => [one, n]).filter(([one]) => one.id !== id)
    .map(([one, n]) => box(`row/${one.id}`, `${n + 1}. ${one.cells.milestone}`, now.some((known) => known.id === one.id)));
  const boxes = el("fieldset.boxes", { "aria-labelledby": "asked" }, nothing, others, lost.map((one) => box(`lost/${one.written}`, one.written, true)));
  boxes.addEventListener("change", (event) => { // nothing, or something
    if (!event.target.checked) return;
    for (const one of boxes.querySelectorAll("input")) if ((one.name === "nothing") !== (event.target.name === "nothing")) one.checked = false;
  });
  const changes = (values) => {
    const kept = now.filter((one) => values[`row/${one.id}`] || values[`lost/${one.written}`]).map((one) => one.written);
    const more = plan.rows.filter((one) => values[`row/${one.id}`] && !now.some((known) => known.id === one.id)).map((one) => one.id);
    const chosen = [...kept, ...more];
    return [{ kind: "put", path: ["milestones", id, "after"], value: chosen.length || values.nothing ? chosen : "", was: row.after === null ? "" : now.map((one) => one.written) }];
  };
  const wrong = async (values) => {
    const answer = await post(cells.view.place("try"), { changes: changes(values) });
    return answer.unfit ? `${capital(answer.unfit.message)}. ${capital(answer.unfit.hint)}` : "";
  };
  const chosen = await ask(t("after_title", { row: row.cells.milestone }), el("p.quiet", {}, t("after_hint")), boxes, t("after_take"), wrong);
  if (chosen) cells.changed(changes(chosen), null);
}
