// Import: a file is dropped, what was understood stands beside its own tables, what is asked is answered, then it is written.
import { button, capital, chosen, day, el, facts, labelled, post, say, send, t, trouble } from "./ui.js";
import { top } from "./deals.js";
import { statusWord } from "./board.js";
import { field, is, remark, tag } from "./understood.js";

const DEAL = ["name", "acv", "buyer", "champion", "seller", "owner", "go_live", "outcome"];
const OF_ALL = ["seller", "owner"];
const ROW = ["buyer_owner", "seller_owner", "target_date", "exit_criteria", "status"];
const ONE = ["name", "company", "champion", "champion_email", "owner", "acv", "currency", "stage", "go_live", "close"];
const NEEDED = ["company", "champion", "owner", "acv", "go_live"];

export function incoming(main) {
  main.dataset.title = t("import");
  main.className = "import";
  top(el("a", { href: "#/" }, t("deals")), el("h1", {}, t("import")));
  const [pick, pressed] = chosen("incoming", ".csv,.tsv,.txt,.xlsx,.xls,.ods,.docx,.odt,.md,.markdown,.html,.htm,.eml", read);
  const drop = el("section.drop", { ondragover: over, ondragleave: over, ondrop: over }, el("div", {}, el("h2", {}, t("import_drop")), el("p", {}, t("import_about"))), pick, pressed);
  const outcome = el("section", { "aria-label": t("understood") });
  main.append(drop, outcome);
  let file = "", answers = fresh(), asked = 0, drawing = false, last = null;
  if (incoming.waiting) { const waits = incoming.waiting; incoming.waiting = null; read(waits); }
  else pick.focus();

  function fresh() { return { deal: Object.fromEntries(OF_ALL.filter((key) => facts.known[key]).map((key) => [key, facts.known[key]])), sides: {}, answers: {} }; }

  function over(event) {
    event.preventDefault();
    drop.classList.toggle("target", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
  }

  async function read(given) {
    if (!given) return;
    trouble(null);
    if (given.size > facts.most) { trouble({ message: `${given.name}: ${t("too_large")}` }); return; }
    answers = fresh();
    const mine = ++asked;
    outcome.replaceChildren(el("p", { role: "status" }, t("reading", { name: given.name }), " ", el("progress", { "aria-label": t("reading", { name: given.name }) })));
    let told;
    try { told = await send(`import?name=${encodeURIComponent(given.name)}`, given); } catch (problem) { told = { refused: { message: problem.message, hint: "" } }; }
    if (mine !== asked) return;
    pick.value = ""; // so that the same file, mended, can be chosen again
    if (told.refused) { outcome.replaceChildren(el("div.finding.error", { role: "alert" }, el("strong", {}, `${given.name}: ${capital(told.refused.message)}.`), el("small", {}, capital(told.refused.hint)), el("small", {}, t("import_nothing")))); return; }
    file = told.file;
    draw(told);
    outcome.querySelector("h2").focus();
    if (Object.keys(answers.deal).length) await answered(); // with what is known of your side
  }

  async function answered(write = false) {
    const mine = ++asked;
    const slow = setTimeout(() => say(t("reading", { name: last.name })), 700);
    let told;
    try { told = await post(`import/${file}`, { ...answers, write }); } catch (problem) { told = { refused: { message: problem.message, hint: "" } }; }
    clearTimeout(slow);
    if (mine !== asked) return;
    say("");
    trouble(told.refused);
    if (told.refused) return;
    if (told.written && !told.left.length && told.written.length === 1) { location.hash = `#/deal/${told.written[0].key}`; return; }
    if (told.written) { done(told); return; }
    draw(told);
    if (write) { trouble({ message: t("import_wrong") }); outcome.querySelector("[aria-invalid]")?.focus(); }
  }

  function done(told) {
    outcome.replaceChildren(el("h2", { tabindex: "-1" }, t("import_written", { n: told.written.length })),
      told.left.map((text) => el("p.finding.error", {}, text)),
      el("ul", {}, told.written.map((one) => el("li", {}, el("a", { href: `#/deal/${one.key}` }, one.name), one.isNew ? null : el("span.quiet", {}, ` ${t("state_updated")}`)))),
      el("p.row", {}, el("a.main", { href: "#/" }, t("deals"))));
    outcome.querySelector("h2").focus();
  }

  // An answer: kept here, and the file is read anew with it. What is being typed elsewhere meanwhile stays.
  function commit(input, into, key) {
    if (drawing || (into[key] ?? input.dataset.was) === input.value) return;
    into[key] = input.value;
    answered();
  }

  function input(name, k, value, wrong, into, key, given = {}) {
    const made = el("input", { type: "text", autocomplete: "off", "data-k": k, value: into[key] ?? value, "aria-invalid": wrong ? "true" : null, ...given });
    made.dataset.was = value;
    made.addEventListener("blur", () => commit(made, into, key));
    made.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); commit(made, into, key); } });
    return labelled(name, made, wrong ? `${capital(wrong.message)}. ${capital(wrong.hint)}` : null);
  }

  function choice(name, k, options, into, key) {
    const made = el("select", { "data-k": k, onchange: () => { into[key] = made.value; answered(); } }, options.map(([value, text]) => el("option", { value, selected: (into[key] || "") === value }, text)));
    return labelled(name, made);
  }

  function draw(told) {
    last = told;
    const active = document.activeElement, k = active?.dataset?.k, typed = active?.value, marked = k && active.type === "text" ? [active.selectionStart, active.selectionEnd] : null;
    const order = [...outcome.querySelectorAll("[data-k]")].map((one) => one.dataset.k), from = order.indexOf(k);
    drawing = true;
    outcome.replaceChildren(...parts(told));
    drawing = false;
    if (from < 0) return;
    const there = (key) => outcome.querySelector(`[data-k="${CSS.escape(key)}"]`);
    const again = there(k);
    if (again && marked) again.value = typed;
    (again || there(order.slice(from + 1).find(there) || "make")).focus({ preventScroll: true }); // what was settled is gone: on to the next
    if (again && marked) again.setSelectionRange(...marked);
  }

  function parts(told) {
    const isPlan = told.kind === "plan", plan = told.deals[0];
    const rows = new Map((isPlan ? plan.rows : told.deals).map((one) => [one.at, one]));
    const made = told.deals.filter((one) => ["new", "updated"].includes(one.state)).length;
    const open = isPlan ? plan.rows.filter((one) => one.asks.length).length + told.unplaced.length : told.deals.filter((one) => one.state === "new" && one.asks.length).length;
    const there = isPlan && plan.state === "there";
    return [
      el("h2", { tabindex: "-1", "data-k": "heading" }, t(isPlan ? "understood_plan" : "understood_deals", { name: told.name, n: rows.size })),
      el("p", { role: "status" }, t("import_cells", told.cells), " ", open ? el("strong", {}, t("import_open", { n: open })) : t("import_settled")),
      told.cells.lost ? el("p.finding.error", {}, t("import_lost", { n: told.cells.lost })) : null,
      el("fieldset.answers", {}, el("legend", {}, t("import_deal")), el("div.grid", {}, isPlan ? DEAL.map((key) => deal(key, plan, told)) : OF_ALL.map((key) => input(t(`new_${key}`), `deal/${key}`, "", null, answers.deal, key)),
        choice(t("import_dates"), "deal/dates", [["", t("import_as_file")], ["dmy", t("import_dmy")], ["mdy", t("import_mdy")]], answers.deal, "dates")),
        there ? el("p.finding.error", {}, t("import_there", { file: plan.file }), " ", el("a", { href: `#/deal/${plan.key}` }, t("to_board"))) : null),
      isPlan ? sides(told, plan) : null,
      el("p.quiet.legend", {}, t("import_legend")),
      told.tables.map((one) => table(one, rows, isPlan)),
      told.notes.length ? el("details", {}, el("summary", {}, t("import_notes", { n: told.notes.length })), el("ul", {}, told.notes.map((text) => el("li", {}, capital(text))))) : null,
      el("div.bar", {}, button(t(isPlan || made === 1 ? "new_make" : "import_make", { n: made }), () => answered(true), ".main", { disabled: there || !made, "data-k": "make" }), el("a", { href: "#/" }, t("cancel")), el("span.quiet", {}, t("import_later"))),
    ].flat().filter(Boolean);
  }

  function deal(key, plan, told) {
    const name = key === "name" ? t("new_deal_name") : key === "outcome" ? t("field_deal_outcome") : t(`new_${key}`);
    return input(name, `deal/${key}`, plan.values[key] || "", told.wrong[key], answers.deal, key);
  }

  function sides(told, plan) {
    const people = [...new Set([...Object.keys(answers.sides), ...told.unplaced])];
    if (!people.length) return null;
    const options = [["", t("side_open")], ["buyer", plan.values.buyer || t("side_buyer")], ["seller", plan.values.seller || t("side_seller")]];
    return el("fieldset.answers", {}, el("legend", {}, t("import_sides")), el("div.grid", {}, people.map((name) => choice(name, `side/${name}`, options, answers.sides, name))));
  }

  function table(one, rows, isPlan) {
    const body = one.rows.flatMap((row) => {
      const found = rows.get(row.at), own = found && (isPlan || found.state !== "left out");
      const line = el(`tr${row.hidden ? ".gone" : ""}`, {}, el("th.n", { scope: "row" }, String(row.number)), row.cells.map((cell) => source(cell, own ? found : null)));
      return found ? [line, isPlan ? step(found, one.wide) : whole(found, one.wide)] : [line];
    });
    return el("div.wide", { tabindex: "0", role: "region", "aria-label": one.name }, el("table.source-table", {}, el("caption", {}, one.name), el("tbody", {}, body)),
      one.more ? el("p.quiet", {}, t("import_more", { n: one.more })) : null);
  }

  function source(cell, found) {
    if (!cell.text) return el("td");
    if (cell.became === "heading") {
      const kind = ["not read", "not needed", "only helped to read"].includes(cell.column) ? "told" : ["comment", "internal.notes"].includes(cell.column) ? "kept" : "placed";
      return el("th", { scope: "col" }, el("span.text", {}, cell.text), cell.column ? tag(kind, `→ ${is(cell.column)}`) : null);
    }
    const asked = cell.became === "question" && (!found || found.asks.some(([name]) => name === cell.column));
    const stands = cell.fate === "placed" || (cell.became === "question" && !asked); // an answer took its place
    const values = stands && found ? field(cell.column || cell.became, found.values || {}, cell.text) : null;
    const helped = ["not needed", "only helped to read"].includes(cell.became); // its column's heading says so already
    const said = values ? values.map(([key, value]) => tag("placed", `${is(key)}: ${key === "status" ? statusWord(value) : day(value)}`)) : stands ? null : helped ? el("small.tag.told", { title: is(cell.became) }, "–") : tag(asked ? "asked" : cell.fate || "lost", is(cell.became || "lost"));
    return el(`td.${cell.fate || "lost"}`, {}, el("span.text", {}, cell.text), said);
  }

  // Below a row of a plan: what it lacks and what is asked about it.
  function step(found, wide) {
    const given = (answers.answers[found.at] ??= {});
    const about = (key) => found.asks.some(([name]) => name === key || (name === "owner" && key.endsWith("_owner")) || (name === "before_go_live" && key === "target_date"));
    const wanted = ROW.filter((key) => given[key] !== undefined || about(key) || (key !== "status" && !found.values[key]));
    return under(found, wide, [...found.asks.map(([, text]) => remark("asked", text)), ...found.remarks.map((text) => remark("kept", text))],
      wanted.map((key) => input(t(`cell_${key}`), `${found.at}/${key}`, given[key] ?? (about(key) ? "" : found.values[key]), found.wrong[key], given, key, { "aria-label": `${t(`cell_${key}`)}: ${found.values.milestone}` })));
  }

  // Below an opportunity: whether it becomes a deal, and what that lacks.
  function whole(found, wide) {
    const given = (answers.answers[found.at] ??= {}), out = found.state === "left out", k = `${found.at}/take`;
    const take = el("label.check", {}, el("input", { type: "checkbox", checked: !out, "data-k": k, onchange: (event) => { given.take = event.target.checked ? "yes" : "no"; answered(); } }), `${t("import_take")}: ${found.name}`);
    const about = (key) => found.asks.some(([name]) => name === key);
    const wanted = found.state !== "new" ? [] : ONE.filter((key) => given[key] !== undefined || about(key) || (NEEDED.includes(key) && !found.values[key]));
    return under(found, wide, [el("p.row", {}, take, el("span.quiet", {}, t(`state_${found.state.replace(" ", "_")}`), found.file ? `: ${found.file}` : "")),
      ...found.said.map((text) => remark(found.state === "clash" ? "asked" : "kept", text)), ...found.asks.map(([, text]) => remark("asked", text))],
    wanted.map((key) => input(is(key), `${found.at}/${key}`, given[key] ?? (about(key) ? "" : found.values[key] || ""), found.wrong[key], given, key, { "aria-label": `${is(key)}: ${found.name}` })));
  }

  function under(found, wide, said, inputs) {
    if (!said.length && !inputs.length) return null;
    return el("tr.answers", {}, el("td", { colspan: wide + 1 }, el("div.stay", {}, said, inputs.length ? el("div.grid", {}, inputs) : null)));
  }
}
