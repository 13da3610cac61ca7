// The cells of the board and the fields below it: typed into, saved when one leaves them, with what is found under them.
import { ask, button, capital, day, el, facts, labelled, post, t, trouble } from "./ui.js";
import { calendar } from "./calendar.js";
import { COLUMNS, STATUSES, statusWord } from "./board.js";
import { said, waits } from "./waits.js";

const DAYS = ["target_date", "agreed_on", "done_on", "deal.go_live", "review.edits_by"];
const LONG = ["exit_criteria", "note", "evidence", "deal.outcome", "deal.why.problem", "deal.why.cost", "deal.why.ask", "email.intro", "email.ask", "internal.notes", "milestone"];
export const LISTS = ["deal.success", "deal.tags", "email.to", "email.cc"]; // an entry a line
const entries = (text) => text.split("\n").map((one) => one.trim()).filter(Boolean);
const valueOf = (field, text) => (LISTS.includes(field) ? (entries(text).length ? entries(text) : "") : text);
export const textOf = (value) => (Array.isArray(value) ? value.join("\n") : value);

const COUNTED = ["email.subject", "email.greeting", "email.intro", "email.ask"];
export const counted = (field) => (COUNTED.includes(field) ? `counts-${field}` : "");

// A day with its weekday, never cut
const proposed = (value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? day(value, { weekday: "short", day: "numeric", month: "short" }).replaceAll(" ", "\u00a0") : value);

export const pathOf = (row, field) => (row ? ["milestones", row, field] : field.split("."));
const nameOf = (row, field) => `${row}/${field}`;

export class Cells {
  constructor(view, changed) {
    Object.assign(this, { view, changed, every: new Map(), drafts: new Map(), looking: false, next: null });
  }

  written(row, field) {
    const plan = this.view.plan;
    if (row) { const found = plan.rows.find((one) => one.id === row); return found ? found.cells[field] : ""; }
    return field in plan.fields ? plan.fields[field] : field in plan.lists ? plan.lists[field].join("\n") : this.at(field);
  }

  at(field) { // people and tasks by their place
    const list = /^(buyer|seller)\.people\.(\d+)\.(\w+)$/.exec(field), task = /^internal\.tasks\.(\d+)\.(\w+)$/.exec(field);
    const found = list ? (this.view.plan.people[list[1]][list[2]] || {})[list[3]] : task ? (this.view.plan.tasks[task[1]] || {})[task[2]] : "";
    return found || "";
  }

  make(row, field, plan, name = "") {
    this.view.plan = this.view.plan || plan;
    if (field === "after") return waits(this, row);
    const value = this.written(row, field), key = nameOf(row, field);
    const said = { "data-cell": key, "aria-label": name || undefined };
    if (facts.readOnly) return el("span.read", said, field === "status" || field.endsWith(".status") ? statusWord(value || "open") : value || "—");
    let input;
    const label = row ? `${t(`cell_${field}`)}, ${this.written(row, "milestone")}` : name;
    const common = { ...said, "aria-label": label || undefined, autocomplete: "off", spellcheck: LONG.includes(field) };
    if (field === "status" || field.endsWith(".status")) input = el("select", common, STATUSES.map((s) => el("option", { value: s }, statusWord(s))));
    else if (LONG.includes(field) || LISTS.includes(field)) input = el("textarea", { ...common, rows: 1 });
    else input = el("input", { ...common, type: "text", list: field === "buyer_owner" || field === "buyer.champion" ? "names-buyer" : field === "seller_owner" || field === "seller.owner" ? "names-seller" : field === "review.timezone" ? zones() : undefined });
    this.put(input, key, value);
    const under = el("ul.under", { id: `under-${key}`, hidden: true });
    input.setAttribute("aria-describedby", counted(field) ? `${under.id} ${counted(field)}` : under.id);
    const cell = { row, field, input, under, shown: null };
    this.every.set(key, cell);
    input.addEventListener("input", () => { this.draft(key, input); this.grow(input); this.look(cell); });
    input.addEventListener("change", () => this.commit(cell));
    input.addEventListener("keydown", (event) => this.pressed(event, cell));
    input.addEventListener("paste", (event) => this.pasted(event, cell));
    queueMicrotask(() => this.grow(input));
    const parts = [input];
    if (DAYS.includes(field)) {
      cell.shown = el("small.shown");
      parts.push(button("▾", () => calendar(input, this.view.plan, (iso) => { input.value = iso; this.draft(key, input); this.commit(cell); }), ".small.pick", { "aria-label": t("calendar", { cell: label }) }), cell.shown);
      this.tell(cell);
    }
    return el(`div.cell${DAYS.includes(field) ? ".dated" : ""}`, {}, parts, under);
  }

  // What somebody is typing stays, and so does what it was typed over: if that changed elsewhere, saving asks.
  put(input, key, value) {
    const draft = this.drafts.get(key);
    if (draft && draft.rebase) { draft.was = value; draft.rebase = false; }
    input.value = draft ? draft.value : value;
    input.dataset.was = draft ? draft.was : value;
  }

  draft(key, input) {
    const known = this.drafts.get(key);
    this.drafts.set(key, { value: input.value, was: known ? known.was : input.dataset.was, rebase: known ? known.rebase : false });
  }

  tell(cell) { // a date in words shows the day that it comes to
    const row = cell.row && this.view.plan.rows.find((one) => one.id === cell.row);
    const hangs = cell.field === "target_date" && row && row.hangs && row.day;
    cell.shown.textContent = hangs ? this.view.plan.shown[cell.row] || row.day : "";
    const iso = hangs ? row.day : cell.input.value, off = this.view.plan.off[iso];
    if (off) cell.shown.textContent = `${cell.shown.textContent} ${off}`.trim();
  }

  grow(input) {
    if (input.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
  }

  refresh(plan) {
    for (const [key, cell] of this.every) {
      if (!cell.input.isConnected) { this.every.delete(key); continue; }
      if (cell.show) { cell.show(); continue; }
      const value = this.written(cell.row, cell.field);
      this.put(cell.input, key, value);
      this.grow(cell.input);
      if (cell.shown) this.tell(cell);
    }
    this.counted(plan.letter);
    for (const row of plan.rows) document.querySelector(`[data-row="${CSS.escape(row.id)}"]`)?.setAttribute("data-status", row.cells.status);
    if (facts.readOnly) for (const one of document.querySelectorAll("[data-cell]")) { const [row, field] = one.dataset.cell.split("/"); const v = field === "after" ? said(plan, row) : this.written(row, field); one.textContent = field === "status" ? statusWord(v || "open") : v || "—"; }
  }

  changesOf(cell) {
    const value = valueOf(cell.field, cell.input.value);
    return [{ kind: "put", path: pathOf(cell.row, cell.field).map((step) => (/^\d+$/.test(step) && !cell.row ? Number(step) : step)), value, was: cell.field === "status" && cell.row ? this.view.plan.rows.find((one) => one.id === cell.row).status_as_written : valueOf(cell.field, cell.input.dataset.was) }];
  }

  async commit(cell) {
    const value = cell.input.value;
    if (value === cell.input.dataset.was) { this.saved(cell); return true; }
    if (cell.sent && cell.sent.value === value) return cell.sent.answer;
    const answer = this.changed(this.changesOf(cell), cell);
    cell.sent = { value, answer };
    return answer.finally(() => { cell.sent = null; });
  }

  saved(cell, value = cell.input.value) { // what was typed on meanwhile stays a draft
    const key = nameOf(cell.row, cell.field);
    if (textOf(valueOf(cell.field, cell.input.value)) === textOf(value)) this.drafts.delete(key);
    else if (this.drafts.has(key)) this.drafts.get(key).rebase = true;
    cell.input.removeAttribute("aria-invalid");
  }

  back(cell) {
    this.drafts.delete(nameOf(cell.row, cell.field));
    cell.input.value = cell.input.dataset.was = this.written(cell.row, cell.field);
    cell.input.removeAttribute("aria-invalid");
    this.grow(cell.input);
  }

  forget() { this.drafts.clear(); }

  wrong(cell, told) {
    cell.input.setAttribute("aria-invalid", "true");
    this.under(cell, [el("li.finding.error", {}, `${capital(told.message)}. ${capital(told.hint)} ${t("not_saved")}`)]);
  }

  look(cell) {
    this.next = cell;
    if (!this.looking) this.looked();
  }

  // What is typed is looked at at once; while that is under way, what is typed on waits, and of it the last alone is asked.
  async looked() {
    this.looking = true;
    for (let cell = this.next; cell; cell = this.next) {
      this.next = null;
      let answer;
      try { answer = await post(this.view.place("try"), { changes: this.changesOf(cell).map((one) => ({ ...one, was: null })) }); } catch { break; }
      if (this.next || cell.input.value === cell.input.dataset.was) continue;
      if (answer.unfit) this.wrong(cell, answer.unfit);
      else if (answer.findings) { cell.input.removeAttribute("aria-invalid"); this.findings(answer.findings, cell); }
      if (answer.letter) this.counted(answer.letter);
    }
    this.looking = false;
  }

  counted(letter) { // the email's own words, against what MAP117 takes; where there are none, those that stand there
    const said = { subject: letter.subject.signs && t("subject_counts", letter.subject), intro: letter.intro.sentences && t("intro_counts", letter.intro), ask: letter.ask.sentences && t("ask_counts", letter.ask) };
    for (const name of COUNTED) {
      const place = document.getElementById(counted(name)), usual = this.view.plan.usual[name];
      if (place) place.textContent = said[name.split(".")[1]] || (usual ? t("left_empty", { text: usual }) : t("left_usual"));
    }
  }

  pressed(event, cell) {
    const row = cell.row;
    if (event.key === "Escape" && cell.input.value !== cell.input.dataset.was) { event.preventDefault(); this.back(cell); this.findings(this.view.plan.findings); this.counted(this.view.plan.letter); return; }
    if (row && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.commit(cell).then((done) => done && this.view.shift(this.nowCalled(row), event.key === "ArrowUp" ? -1 : 1));
      return;
    }
    if (event.key !== "Enter" || event.isComposing) return;
    if (cell.input.tagName === "TEXTAREA" && (event.shiftKey || !row)) return; // a line of its own
    event.preventDefault();
    if (row && (event.ctrlKey || event.metaKey)) { this.commit(cell).then((done) => done && this.view.add(this.nowCalled(row))); return; }
    const rows = this.view.plan.rows, next = row && rows[rows.findIndex((one) => one.id === row) + 1];
    const unsaved = cell.input.value !== cell.input.dataset.was; // also what could not be saved before
    if (unsaved || !next) this.commit(cell);
    if (next) this.focus({ row: next.id, field: cell.field }); // who types on is not kept waiting
  }

  // A range out of a spreadsheet lands where it would land there: to the right and down, new rows where there are none.
  pasted(event, cell) {
    const text = event.clipboardData.getData("text/plain"), isTable = /<t[rd][\s>]/i.test(event.clipboardData.getData("text/html"));
    const column = COLUMNS.indexOf(cell.field);
    if (!cell.row || column < 0 || !(text.includes("\t") || isTable)) return;
    const range = cut(text);
    if (range.length === 1 && range[0].length === 1) return;
    event.preventDefault();
    const rows = this.view.plan.rows, start = rows.findIndex((one) => one.id === cell.row), changes = [];
    let behind = cell.row;
    range.forEach((values, n) => {
      const known = rows[start + n];
      let key = known ? known.id : `new-${n}`;
      if (!known) changes.push({ kind: "row", key, behind, name: (column === 0 && values[0].trim()) || t("new_step"), seller_owner: this.view.seller() });
      values.forEach((value, m) => {
        const field = COLUMNS[column + m];
        if (!field || (field === "milestone" && !value.trim())) return;
        changes.push({ kind: "put", path: ["milestones", key, field], value, was: null });
      });
      behind = key;
    });
    this.drafts.delete(nameOf(cell.row, cell.field));
    this.changed(changes, null);
  }

  // A row's id may come from its name; when that changes, what was typed there and where one stands go along.
  renamed(old, now) {
    this.names = { ...this.names, [old]: now };
    for (const [key, value] of [...this.drafts]) if (key.startsWith(`${old}/`)) { this.drafts.delete(key); this.drafts.set(`${now}${key.slice(old.length)}`, value); }
  }

  nowCalled(row) {
    const known = new Set(this.view.plan.rows.map((one) => one.id));
    for (let n = 0; n < 20 && !known.has(row) && this.names && this.names[row]; n++) row = this.names[row];
    return row;
  }

  focused() {
    const at = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.cell : undefined;
    if (at === undefined) return null;
    const cut_ = at.indexOf("/");
    return { row: at.slice(0, cut_), field: at.slice(cut_ + 1) };
  }

  focus({ row, field, all }) {
    const cell = this.every.get(nameOf(row ? this.nowCalled(row) : "", field));
    if (!cell || !cell.input.isConnected || cell.input === document.activeElement) return;
    cell.input.focus();
    if (all) cell.input.select();
  }

  // Findings to their cells; `only` shows those of one row, while one types there. What has no cell is told above.
  findings(every, only = null) {
    const at = new Map(), shownAt = new Map();
    for (const finding of every) {
      if (!finding.ours) continue;
      const cell = this.every.get(nameOf(finding.row, finding.field)) || (finding.row ? this.every.get(nameOf(finding.row, "milestone")) : this.nearest(finding.field));
      if (!cell || !cell.input.isConnected) continue;
      shownAt.set(finding, cell.input);
      at.set(cell, [...(at.get(cell) || []), finding]);
    }
    for (const cell of this.every.values()) {
      if (only && (cell.row !== only.row || (!cell.row && cell.field.split(".")[0] !== only.field.split(".")[0]))) continue;
      if (cell.input.getAttribute("aria-invalid") && cell !== only) continue;
      const found = at.get(cell) || [];
      const lines = found.map((f) => el(`li.finding.${f.level}`, {}, el("span", {}, f.message), f.hint && f.level !== "note" ? el(f.take.length ? "small.said" : "small", {}, f.hint) : null, this.acts(f)));
      cell.input.dataset.level = found.some((f) => f.level === "error") ? "error" : found.some((f) => f.level === "warning") ? "warning" : "";
      const unknown = this.stranger(cell);
      this.under(cell, unknown ? [...lines, unknown] : lines);
    }
    return shownAt;
  }

  nearest(field) {
    const group = field.split(".")[0];
    return { review: this.every.get("/review.at"), email: this.every.get("/email.intro") }[group] || null;
  }

  under(cell, lines) {
    cell.under.replaceChildren(...lines);
    cell.under.hidden = !lines.length;
  }

  stranger(cell) { // an owner whom nobody has introduced
    const side = { buyer_owner: "buyer", seller_owner: "seller" }[cell.field];
    const name = cell.input.dataset.was;
    if (!side || !name || this.view.plan.people[side].some((one) => one.name === name)) return null;
    if (cell.input.dataset.level === "error") return null;
    const first = this.view.plan.rows.find((one) => one.cells[cell.field] === name);
    if (first && first.id !== cell.row) return null;
    return el("li", {}, button(t("introduce", { name }), () => introduce(this, side, name), ".small"));
  }

  acts(finding) {
    if (facts.readOnly || finding.level === "note") return null;
    const path = pathOf(finding.row, finding.field);
    const take = finding.take.map((value) => button(t("take", { value: proposed(value) }), () => { this.drafts.delete(nameOf(finding.row, finding.field)); const cell = this.every.get(nameOf(finding.row, finding.field)); if (cell) cell.input.value = value; this.changed([{ kind: "put", path, value, was: null }], cell); }, ".small", { title: value }));
    const overrule = /^MAP1/.test(finding.code) ? button(t("overrule"), async () => {
      const said = await ask(t("overrule_title", { code: finding.code }), el("p", {}, finding.message), labelled(t("reason"), el("input", { name: "why", required: true, autocomplete: "off" }), t("reason_hint")), t("overrule_take"));
      if (said) this.changed([{ kind: "entry", path: finding.row ? ["milestones", finding.row, "accept"] : ["deal", "accept"], values: { rule: finding.code, why: said.why } }], null);
    }, ".small.quiet", { "aria-label": `${t("overrule")}: ${finding.message}` }) : null;
    return el("span.row", {}, take, overrule);
  }
}

function zones() { // the names of time zones, as the browser knows them
  if (!document.getElementById("zones")) document.body.append(el("datalist", { id: "zones" }, Intl.supportedValuesOf("timeZone").map((name) => el("option", { value: name }))));
  return "zones";
}

export async function introduce(cells, side, name = "") {
  const said = await ask(t("introduce_title"), "", [
    labelled(t("person_name"), el("input", { name: "name", required: true, autocomplete: "off", value: name })),
    labelled(t("person_title"), el("input", { name: "title", autocomplete: "off" })),
    labelled(t("person_email"), el("input", { name: "email", type: "text", autocomplete: "off" }))], t("add"));
  if (said) cells.changed([{ kind: "entry", path: [side, "people"], values: said }], null);
}

// Rows and cells of what a spreadsheet copies: tabs and line ends, a cell with either in quotes.
export function cut(text) {
  const rows = [[""]];
  let quoted = false;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let n = 0; n < body.length; n++) {
    const c = body[n], row = rows.at(-1);
    if (quoted) {
      if (c === '"' && body[n + 1] === '"') { row[row.length - 1] += c; n++; } else if (c === '"') quoted = false; else row[row.length - 1] += c;
    } else if (c === '"' && row.at(-1) === "") quoted = true;
    else if (c === "\t") row.push("");
    else if (c === "\n") rows.push([""]);
    else row[row.length - 1] += c;
  }
  return rows;
}
