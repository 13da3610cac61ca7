// A month to pick a day from, days off marked; by mouse, or by arrows, Page Up and Page Down, Home and End.
import { button, day, el, t } from "./ui.js";

const iso = (date) => date.toISOString().slice(0, 10);
const plus = (date, days) => new Date(date.getTime() + days * 864e5);

export function calendar(input, plan, taken) {
  let at = new Date(`${/^\d{4}-\d\d-\d\d$/.test(input.value) ? input.value : plan.today}T00:00:00Z`);
  const title = el("h2", { id: "month", "aria-live": "polite" }), grid = el("table", { role: "grid", "aria-labelledby": "month" });
  const dialog = el("dialog.calendar", { "aria-labelledby": "month" },
    el("p.row", {}, button("‹", () => month(-1), ".small", { "aria-label": t("month_before") }), title, button("›", () => month(1), ".small", { "aria-label": t("month_after") })),
    grid, el("p.why", { role: "status" }), el("p.row", {}, button(t("cancel"), end)));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(); });
  dialog.addEventListener("keydown", pressed);
  document.body.append(dialog);
  dialog.showModal();
  draw();

  function end() { dialog.close(); dialog.remove(); input.focus(); }
  function month(by) {
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + by, 1));
    const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    at = plus(first, Math.min(at.getUTCDate(), last) - 1);
    draw();
  }
  function pressed(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -((at.getUTCDay() + 6) % 7), End: 6 - ((at.getUTCDay() + 6) % 7) }[event.key];
    if (!event.target.closest("td")) return;
    if (event.key === "PageUp" || event.key === "PageDown") month(event.key === "PageUp" ? -1 : 1);
    else if (by !== undefined) { at = plus(at, by); draw(); } else return;
    event.preventDefault();
  }
  function draw() {
    title.textContent = day(iso(at), { month: "long", year: "numeric" });
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1)), start = plus(first, -((first.getUTCDay() + 6) % 7));
    const names = [...Array(7).keys()].map((n) => el("th", { scope: "col" }, day(iso(plus(start, n)), { weekday: "short" })));
    const weeks = [...Array(6).keys()].map((w) => el("tr", {}, [...Array(7).keys()].map((d) => one(plus(start, w * 7 + d)))));
    grid.replaceChildren(el("thead", {}, el("tr", {}, names)), el("tbody", {}, weeks));
    dialog.querySelector(".why").textContent = plan.off[iso(at)] || "";
    grid.querySelector('[tabindex="0"]').focus();
  }
  function one(date) {
    const said = iso(date), off = plan.off[said], chosen = said === iso(at);
    const press = button(String(date.getUTCDate()), () => { end(); taken(said); }, "", { tabindex: chosen ? "0" : "-1", "aria-label": `${day(said, { weekday: "long", day: "numeric", month: "long", year: "numeric" })}${off ? `, ${off}` : ""}`, title: off || null });
    press.classList.toggle("off", Boolean(off));
    press.classList.toggle("other", date.getUTCMonth() !== at.getUTCMonth());
    press.classList.toggle("today", said === plan.today);
    return el("td", { role: "gridcell", "aria-selected": chosen ? "true" : "false" }, press);
  }
}
