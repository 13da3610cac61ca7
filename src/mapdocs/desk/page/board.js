// One deal: the table that is typed into, what is found in it, and below it everything else that the plan says.
import { ask, button, capital, day, el, facts, get, id, labelled, post, say, t, trouble } from "./ui.js";
import { top } from "./deals.js";
import { Cells, textOf } from "./cells.js";
import { details } from "./details.js";
import { pictures } from "./pictures.js";
import { back } from "./back.js";

export const COLUMNS = ["milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria", "status", "agreed_on"];
const MORE = ["after", "note", "proof", "done_on", "buyer_label"];
const PRIVATE = ["evidence", "at_risk"];
export const STATUSES = ["open", "in progress", "done", "blocked", "cancelled"];
export const statusWord = (status) => t(`status_${status.replace(" ", "_")}`);

export async function board(main, key, part) {
  const place = (name) => `deal/${key}/${name}`;
  const view = { key, place, plan: null, opened: new Set(), queue: Promise.resolve(), writes: 0 };
  const undo = button(t("undo"), () => step("undo"), "", { disabled: true, "aria-keyshortcuts": "Control+Z" });
  const redo = button(t("redo"), () => step("redo"), "", { disabled: true, "aria-keyshortcuts": "Control+Shift+Z" });
  const title = el("h1");
  top(facts.only ? null : el("a", { href: "#/" }, t("deals")), title,
    facts.readOnly ? null : el("nav", { "aria-label": t("views") },
      el("a", { href: `#/deal/${key}`, "aria-current": part ? null : "page" }, t("board")),
      el("a", { href: `#/deal/${key}/back`, "aria-current": part === "back" ? "page" : null }, t("back")),
      el("a", { href: `#/pressure/${key}` }, t("pressure")), facts.only ? null : el("a", { href: `#/worksheet/${key}` }, t("worksheet"))),
    facts.readOnly ? el("span.quiet", {}, t("read_only")) : el("span.row", {}, undo, redo));
  const cells = new Cells(view, changed);
  const summary = el("section.findings", { id: "findings", "aria-label": t("findings") });
  const table = el("section", { id: "plan", "aria-label": t("board") });
  const below = el("section.below", { "aria-label": t("rest") });
  const right = el("aside", { "aria-label": t("buyer_gets") });
  const left = el("div.left", {}, summary, table, below);
  main.className = part === "back" ? "back" : "sides";
  const seller = () => view.plan.fields["seller.owner"];
  Object.assign(view, { add, shift, seller });
  let stop = null;
  if (part === "back") { view.plan = await get(place("board")); head(); stop = back(main, view, head); return stop; }
  main.append(left, right);
  show(await get(place("board")));
  stop = pictures(right, view, async () => {
    let now, before;
    do { // our own change is no news, and what was read before it is old
      await view.queue;
      before = view.writes;
      now = await get(place("board"));
    } while (before !== view.writes);
    if (!now.gone && id("problem").dataset.of === "gone") trouble(null);
    if (now.gone) trouble(now.gone);
    else if (!view.plan || now.digest !== view.plan.digest) { show(now); if (!facts.readOnly) say(t("followed")); }
    else head();
    id("problem").dataset.of = now.gone ? "gone" : "";
  });
  document.addEventListener("keydown", shortcut);
  if (!facts.readOnly) for (const kind of ["dragover", "drop"]) main.addEventListener(kind, dropped);
  return () => { stop(); document.removeEventListener("keydown", shortcut); };

  function head() {
    const plan = view.plan;
    title.textContent = main.dataset.title = plan.name || plan.file || "—";
    undo.disabled = !plan.undo;
    redo.disabled = !plan.redo;
  }

  function dropped(event) {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") { back.waiting = event.dataTransfer.files[0]; location.hash = `#/deal/${key}/back`; }
  }

  // F6 goes from part to part, as in an office program.
  function part_(event) {
    const parts = [id("top"), summary, table, below, right], at = parts.findIndex((one) => one.contains(document.activeElement));
    for (let n = 1; n <= parts.length; n++) {
      const next = parts[(at + (event.shiftKey ? -n : n) + 2 * parts.length) % parts.length];
      const first = [...next.querySelectorAll("a[href], button:not(:disabled), summary, input, textarea, select")].find((one) => one.checkVisibility());
      if (first) { event.preventDefault(); first.focus(); return; }
    }
  }

  function shortcut(event) {
    if (event.key === "F6" && !document.querySelector("dialog[open]")) { part_(event); return; }
    if (facts.readOnly || !(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
    const pressed = event.key.toLowerCase(), cell = event.target.closest("[data-cell]");
    if (pressed !== "z" && pressed !== "y") return;
    if (cell && cells.drafts.has(cell.dataset.cell)) return; // the browser's own undo, while one types
    event.preventDefault();
    step(pressed === "y" || event.shiftKey ? "redo" : "undo");
  }

  function step(which) { // after what is being written: what one undoes is what one saw last
    view.writes++;
    view.queue = view.queue.then(() => stepped(which)).catch(() => false).finally(() => view.writes++);
  }

  async function stepped(which) {
    let now;
    try { now = await post(place(which)); } catch (problem) { trouble({ message: problem.message }); return; }
    trouble(now.refused);
    cells.forget();
    if (now.digest) show(now);
    if (!now.refused) say(t(which === "undo" ? "undone" : "redone"));
  }

  // Send changes, one after the other; ask what has to be asked. True once they are written.
  function changed(changes, at, more = {}) {
    view.writes++;
    const next = view.queue.then(() => write(changes, at, more)).finally(() => view.writes++);
    view.queue = next.catch(() => false);
    return next;
  }

  async function write(changes, at, more) {
    let answer;
    try { answer = await post(place("change"), { base: view.plan.digest, changes, ...more }); } catch (problem) { trouble({ message: problem.message, hint: t("kept_here") }); return false; }
    if (answer.unfit) { if (at) cells.wrong(at, answer.unfit); else trouble(answer.unfit); say(`${capital(answer.unfit.message)}. ${t("not_saved")}`); return false; }
    if (answer.elsewhere) return elsewhere(answer.elsewhere, changes, at, more);
    if (answer.ask) return moved(answer.ask, changes, at, more);
    if (answer.refused && !answer.digest) { trouble(answer.refused); return false; }
    trouble(answer.refused);
    if (at) cells.saved(at, changes.find((one) => one.kind === "put")?.value);
    show(answer);
    say(answer.merged ? t("merged") : t("saved"));
    return !answer.refused;
  }

  async function elsewhere(told, changes, at, more) {
    const mine = changes.find((one) => one.kind === "put");
    const taken = await ask(t("elsewhere"), el("dl", {}, el("dt", {}, t("theirs")), el("dd", {}, told.now || "—"), el("dt", {}, t("yours")), el("dd", {}, mine ? textOf(mine.value) || "—" : "")), [], t("write_yours"));
    if (taken) return write(changes.map((one) => (one.kind === "put" ? { ...one, was: null } : one)), at, more);
    if (at) cells.drafts.delete(at.input.dataset.cell);
    show(await get(place("board")));
    return false;
  }

  async function moved(told, changes, at, more) {
    const lines = told.along.map((one) => el("li", {}, t("along", { row: one.row, from: day(one.from), to: day(one.to) })));
    const asked = told.why.length > 0;
    const fields = asked ? [labelled(t("why"), el("input", { name: "why", autocomplete: "off", required: true }), t("why_hint")), el("label.check", {}, el("input", { type: "checkbox", name: "agreed" }), t("agreed_new"))] : [];
    const about = [asked ? el("p", {}, t("moved_about", { rows: told.why.map((one) => one.row).join(", ") })) : null, lines.length ? [el("p", {}, t("along_about")), el("ul", {}, lines)] : null].flat(2).filter(Boolean);
    const said = await ask(t("moved"), el("div", {}, about), fields, t("move"));
    if (!said) { if (at) cells.back(at); return false; }
    const ids = told.why.map((one) => one.id);
    const told_ = changes.map((one) => (one.kind === "put" && one.path.at(-1) === "target_date" && ids.includes(one.path[1]) ? { ...one, why: said.why, agreed: said.agreed } : one));
    return write(told_, at, { ...more, confirmed: true });
  }

  function show(plan) {
    const before = view.plan, had = cells.focused();
    view.plan = plan;
    if (plan.gone) { trouble(plan.gone); return; }
    head();
    if (plan.broken) {
      table.replaceChildren(el("p.broken", {}, t("broken")), ...plan.findings.map((f, n) => wrong(f, plan.excerpts[n])));
      summary.replaceChildren();
      below.replaceChildren();
      return;
    }
    if (before && before.rows && before.rows.length === plan.rows.length) {
      const kept = new Set(plan.rows.map((row) => row.id));
      before.rows.forEach((row, n) => { if (!kept.has(row.id)) cells.renamed(row.id, plan.rows[n].id); });
    }
    const same = before && !before.broken && before.rows && before.rows.map((r) => r.id).join() === plan.rows.map((r) => r.id).join();
    if (same && table.querySelector("table")) cells.refresh(plan);
    else rows(plan);
    details(below, view, cells, changed);
    found(plan.findings);
    if (had) cells.focus(had);
  }

  // What is wrong with a text that holds no plan, where it stands, and below it what another program says of it
  function wrong(finding, lines) {
    const [message, ...others] = finding.message.split("\n");
    return el(`div.finding.${finding.level}`, {}, el("strong", {}, `${t("line", { n: finding.line })}: ${capital(message)}.`), finding.hint ? el("p", {}, `${capital(finding.hint)}.`) : null,
      el("ol.excerpt", {}, lines.map(([n, text]) => el("li", { value: n, "aria-current": n === finding.line ? "true" : null }, el("code", {}, text || " ")))),
      others.map((text) => el("small", {}, text)));
  }

  function rows(plan) {
    const heads = COLUMNS.map((key) => el("th", { scope: "col" }, key === "buyer_owner" ? plan.companies.buyer || t("cell_buyer_owner") : key === "seller_owner" ? plan.companies.seller || t("cell_seller_owner") : t(`cell_${key}`)));
    const tbody = el("tbody", {}, plan.rows.map((row, n) => line(plan, row, n)));
    for (const side of ["buyer", "seller"]) {
      let list = id(`names-${side}`);
      if (!list) document.body.append((list = el("datalist", { id: `names-${side}` })));
      list.replaceChildren(...plan.names[side].map((name) => el("option", { value: name })));
    }
    table.replaceChildren(el("table.board", {}, el("caption.hidden", {}, t("keys")),
      el("thead", {}, el("tr", {}, el("th.n", { scope: "col" }, "#"), heads)), tbody),
      facts.readOnly ? "" : el("p.row", {}, button(t("add_row"), () => add(plan.rows.length ? plan.rows.at(-1).id : ""), ".main"), el("span.quiet", {}, t("keys"))));
  }

  function line(plan, row, n) {
    const number = el("td.n", { draggable: !facts.readOnly, title: facts.readOnly ? null : t("drag") }, String(n + 1));
    const cut = [];
    const made = COLUMNS.map((key) => el(`td.${key}`, { "data-label": t(`cell_${key}`) }, cells.make(row.id, key, plan)));
    const acts = facts.readOnly ? null : el("div.acts", { role: "group", "aria-label": t("acts") },
      button("↑", () => shift(row.id, -1), ".small", { "aria-label": t("up", { row: row.cells.milestone }), disabled: n === 0 }),
      button("↓", () => shift(row.id, 1), ".small", { "aria-label": t("down", { row: row.cells.milestone }), disabled: n === plan.rows.length - 1 }),
      button("+", () => add(row.id), ".small", { "aria-label": t("add_below", { row: row.cells.milestone }) }),
      button("×", () => cancel(row), ".small", { "aria-label": t("cancel_row", { row: row.cells.milestone }), title: t("cancel_row", { row: row.cells.milestone }), disabled: row.cells.status === "cancelled" }));
    const more = el("details", { open: view.opened.has(row.id), ontoggle: (event) => view.opened[event.target.open ? "add" : "delete"](row.id) },
      el("summary", {}, t("more"), el("span.hidden", {}, `: ${row.cells.milestone}`)),
      el("div.grid", {}, MORE.map((key) => labelled(t(`cell_${key}`), cells.make(row.id, key, plan)))),
      facts.readOnly ? null : el("fieldset.internal", {}, el("legend", {}, t("never_leaves")), el("div.grid", {}, PRIVATE.map((key) => labelled(t(`cell_${key}`), cells.make(row.id, key, plan))))));
    cut.push(el("tr", { "data-row": row.id, "data-status": row.cells.status, ondragover: over, ondragleave: over, ondrop: over }, number, made));
    cut.push(el("tr.more", { "data-more": row.id }, el("td", { colspan: COLUMNS.length + 1 }, el("div.under-row", {}, more, acts))));
    number.addEventListener("dragstart", (event) => { event.dataTransfer.setData("application/x-row", row.id); event.dataTransfer.effectAllowed = "move"; });
    return cut;

    function over(event) {
      if (![...event.dataTransfer.types].includes("application/x-row")) return;
      event.preventDefault();
      event.currentTarget.classList.toggle("target", event.type === "dragover");
      if (event.type === "drop") changed([{ kind: "place", row: event.dataTransfer.getData("application/x-row"), index: n }]);
    }
  }

  async function add(behind) {
    const known = new Set(view.plan.rows.map((row) => row.id));
    if (!await changed([{ kind: "row", key: "new", behind, name: t("new_step"), seller_owner: seller() }])) return;
    const made = view.plan.rows.find((row) => !known.has(row.id));
    if (made) cells.focus({ row: made.id, field: "milestone", all: true });
  }

  async function shift(row, by) {
    const at = view.plan.rows.findIndex((one) => one.id === row) + by;
    if (at < 0 || at >= view.plan.rows.length) return;
    const had = cells.focused();
    if (await changed([{ kind: "place", row, index: at }])) {
      if (had) cells.focus(had);
      else { const acts = table.querySelector(`[data-more="${CSS.escape(row)}"] .acts`).children, same = acts[by < 0 ? 0 : 1]; (same.disabled ? acts[by < 0 ? 1 : 0] : same).focus(); }
      say(t("at_place", { n: at + 1 }));
    }
  }

  async function cancel(row) {
    const said = await ask(t("cancel_row", { row: row.cells.milestone }), el("p", {}, t("cancel_about")), [], t("cancel_take"));
    if (said) changed([{ kind: "put", path: ["milestones", row.id, "status"], value: "cancelled", was: row.status_as_written }]);
  }

  function found(every) {
    const shownAt = cells.findings(every);
    const errors = every.filter((f) => f.level === "error").length, warnings = every.filter((f) => f.level === "warning").length;
    const list = every.filter((f) => f.level !== "note").map((f) => {
      const at = shownAt.get(f);
      const text = `${f.code} ${f.message}`;
      return el(`li.${f.level}`, {}, at ? el("a", { href: "#", onclick: (event) => { event.preventDefault(); for (let one = at.closest("details:not([open])"); one; one = one.parentElement.closest("details:not([open])")) one.open = true; at.scrollIntoView({ block: "center" }); at.focus(); } }, text) : text, at ? null : el("small", {}, ` ${f.hint}`), at ? null : cells.acts(f));
    });
    const told = errors ? t(errors === 1 ? "stops_one" : "stops", { n: errors }) : warnings ? t("goes", { n: warnings }) : t("nothing_found");
    const open = summary.querySelector("details");
    summary.className = `findings ${errors ? "stops" : warnings ? "" : "good"}`;
    summary.replaceChildren(list.length ? el("details", { open: open ? open.open : facts.readOnly }, el("summary", {}, el(errors ? "strong.bad" : "strong", {}, told)), el("ul", {}, list)) : el("p", {}, told));
  }
}
