// What came back in the plan's own table: each change at its row and cell, comments of a row below it, and beside the table
// what belongs to no row. What the table has no place for stands above it, so that nothing is missing.
import { button, day, el, t } from "./ui.js";
import { COLUMNS, statusWord } from "./board.js";

export function inTable(plan, files, changes) {
  const every = files.flatMap((file) => file.changes), placed = new Set();
  const remarks = files.flatMap((file) => file.remarks), texts = files.flatMap((file) => file.unplaced);
  const lines = [];
  const behind = (id) => every.filter((change) => change.kind === "add" && change.behind === id).forEach((change) => { lines.push(...added(change)); });
  behind("");
  plan.rows.forEach((row, n) => { lines.push(...known(row, n)); behind(row.id); });
  const rest = every.filter((change) => !placed.has(change));
  const heads = COLUMNS.map((key) => el("th", { scope: "col" }, key === "buyer_owner" ? plan.companies.buyer || t("cell_buyer_owner") : key === "seller_owner" ? plan.companies.seller || t("cell_seller_owner") : t(`cell_${key}`)));
  const aside = beside();
  return el("div", {}, files.map((file) => changes.objections(file)),
    every.length ? null : el("p", {}, t("no_changes")),
    rest.length ? el("ul.changes", { "aria-label": t("of_the_plan") }, rest.map((change) => changes.line(change))) : null,
    el(`div.came${aside ? ".with-beside" : ""}`, {},
      el("div.wide", { tabindex: "0", role: "region", "aria-label": t("in_table") }, el("table.board.returned", {}, el("caption.hidden", {}, t("back")), el("thead", {}, el("tr", {}, el("th.n", { scope: "col" }, "#"), heads)), el("tbody", {}, lines))), aside));

  function take(wanted) { // those changes, counted as shown
    const found = every.filter(wanted);
    found.forEach((change) => placed.add(change));
    return found;
  }

  function known(row, n) {
    const mine = (change) => change.ids[0] === row.id && ["set", "agree", "withdraw", "remove"].includes(change.kind);
    const cells = COLUMNS.map((key) => cell(key, row.cells[key], row, take((change) => mine(change) && change.kind !== "remove" && change.field === key)));
    const others = take((change) => mine(change) && !placed.has(change));
    return [el("tr", { "data-row": row.id, "data-status": row.cells.status, id: `came-${row.id}` }, el("td.n", {}, String(n + 1)), cells), ...under(row.id, others)];
  }

  // A row that only the buyer has: what it says stands in its cells, and it is taken or left as a whole
  function added(change) {
    placed.add(change);
    const cells = COLUMNS.map((key) => cell(key, "", { cells: {} }, take((one) => one.into === change.key && one.field === key), change.values[key] || (key === "milestone" ? change.row : "")));
    const others = take((one) => one.into === change.key && !placed.has(one));
    return [el(`tr.new.${change.stands}`, { "data-row": change.key }, el("td.n", {}, "+"), cells),
      el("tr.more", {}, el("td", { colspan: COLUMNS.length + 1 }, changes.block(change, true), others.map((one) => changes.block(one, true))))];
  }

  function cell(key, written, row, found, fresh = "") {
    const shown = key === "status" ? statusWord(written || "open") : key === "target_date" && row.day ? day(row.day) : written ? day(written) : "";
    return el(`td.${key}`, { "data-label": t(`cell_${key}`) }, found.length ? found.map((change) => changes.block(change)) : fresh ? el("strong.read", {}, changes.value(key, fresh)) : el("span.read", {}, row.cells.milestone === undefined ? "" : shown));
  }

  function under(id, others) {
    const here = (said) => said.ids.includes(id);
    const said = remarks.filter(here), loose = texts.filter(here);
    if (!others.length && !said.length && !loose.length) return [];
    return [el("tr.more", {}, el("td", { colspan: COLUMNS.length + 1 }, others.map((change) => changes.block(change, true)),
      said.length ? el("ul.remarks", { "aria-label": t("remarks") }, said.map((one) => changes.remark(one, false))) : null,
      loose.length ? el("ul.remarks", { "aria-label": t("unplaced") }, loose.map((one) => changes.remark(one, false))) : null))];
  }

  function beside() {
    const notes = files.flatMap((file) => file.notes);
    if (!remarks.length && !texts.length && !notes.length) return null;
    const list = (name, found) => (found.length ? [el("h3", {}, t(name)), el("ul", {}, found.map(entry))] : []);
    return el("aside.beside", { "aria-label": t("beside") }, list("remarks", remarks), list("unplaced", texts), notes.map((text) => el("p.quiet", {}, text)));
  }

  function entry(said) { // a row's own leads to the row
    const row = plan.rows.find((one) => said.ids.includes(one.id)), line = changes.remark(said, !row);
    if (row) line.prepend(button(said.row, () => { const at = document.getElementById(`came-${row.id}`); at.scrollIntoView({ block: "center" }); at.tabIndex = -1; at.focus({ preventScroll: true }); }, ".small"), " ");
    return line;
  }
}
