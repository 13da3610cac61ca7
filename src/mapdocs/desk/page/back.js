// What came back: a returned file is dropped, its changes are a list, each is taken or left, then all are written.
import { button, el, facts, post, say, send, t, trouble } from "./ui.js";

export function back(main, view, head) {
  const pick = el("input", { type: "file", id: "returned", accept: ".docx,.xlsx,.eml,.pdf,.txt", onchange: () => read(pick.files[0]) });
  const drop = el("section.drop", { ondragover: over, ondragleave: over, ondrop: over }, el("h2", {}, t("drop")), el("p", {}, t("drop_about")), el("label.field", { for: "returned" }, t("drop_pick")), pick);
  const outcome = el("section", { "aria-live": "polite", "aria-label": t("back") });
  main.append(drop, outcome);
  const answers = {};
  if (back.waiting) { const file = back.waiting; back.waiting = null; read(file); }
  return () => {};

  function over(event) {
    event.preventDefault();
    drop.classList.toggle("target", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
  }

  async function read(file) {
    if (!file) return;
    trouble(null);
    for (const key of Object.keys(answers)) delete answers[key];
    outcome.replaceChildren(el("p", {}, t("reading", { name: file.name })));
    try { show(await send(`${view.place("returned")}?name=${encodeURIComponent(file.name)}`, file)); } catch (problem) { outcome.replaceChildren(); trouble({ message: problem.message, hint: "" }); }
  }

  async function answered(write) {
    let answer;
    const at = document.activeElement ? document.activeElement.dataset.at : null;
    try { answer = await post(view.place("answers"), { answers, write }); } catch (problem) { trouble({ message: problem.message, hint: "" }); return; }
    show(answer);
    if (at) document.querySelector(`[data-at="${at}"]`)?.focus();
  }

  function show(answer) {
    trouble(answer.refused);
    if (answer.refused) { outcome.replaceChildren(); return; }
    if (answer.written) { done(answer); return; }
    const files = answer.files.map((file) => (file.refused ? el("p.finding.error", {}, `${file.name}: ${file.refused.message}. ${file.refused.hint}`) : one(file)));
    const open = answer.files.flatMap((file) => file.changes || []).filter((change) => change.stands === "open").length;
    outcome.replaceChildren(...files, ...answer.problems.map((text) => el("p.finding.error", {}, text)),
      answer.files.some((file) => !file.refused) ? el("p.row", {}, button(t("apply"), () => answered(true), ".main", { disabled: !answer.changed && !answer.files.some((f) => (f.changes || []).length) }), open ? el("span", {}, t("still_open", { n: open })) : null) : "");
  }

  function one(file) {
    return el("div", {}, el("h2", {}, file.name), el("p.quiet", {}, t("against", { base: file.base, headline: file.headline })),
      file.said.map((said) => el("p.finding.warning", {}, `${said.row}: “${said.text}”`)),
      file.changes.length ? el("ul.changes", {}, file.changes.map(line)) : el("p", {}, t("no_changes")),
      file.remarks.length ? [el("h3", {}, t("remarks")), el("ul", {}, file.remarks.map((r) => el("li", {}, `${[r.row, r.author].filter(Boolean).join(", ")}${r.row || r.author ? ": " : ""}${r.text}`)))] : null,
      file.unplaced.length ? [el("h3", {}, t("unplaced")), el("ul", {}, file.unplaced.map((text) => el("li", {}, text)))] : null,
      file.notes.map((text) => el("p.quiet", {}, text)));
  }

  function line(change) {
    const what = change.kind === "add" ? t("change_add") : change.kind === "remove" ? t("change_remove") : change.kind === "reorder" ? t("change_order") : change.kind === "agree" ? t("change_agree") : change.kind === "withdraw" ? t("change_withdraw") : facet(change.field);
    const values = change.kind === "add" ? Object.values(change.values).join(" · ") : change.kind === "set" || change.kind === "agree" || change.kind === "withdraw" ? null : change.why;
    const told = values === null ? el("span", {}, el("s", {}, change.was), " → ", el("strong", {}, change.kind === "withdraw" ? t("proposal") : change.theirs ? change.now : "?")) : el("span", {}, values);
    const about = [change.why && values === null ? change.why : "", change.reason ? `“${change.reason}”` : "", change.author].filter(Boolean).join(" · ");
    return el(`li.change.${change.stands}`, {}, el("div", {}, el("strong", {}, change.row), " · ", what, ": ", told, about ? el("small", {}, about) : null), choices(change));
  }

  function choices(change) {
    if (change.stands === "settled") return el("span.quiet", {}, t("settled"));
    const set = (value) => { answers[change.key] = value; answered(false); };
    const takes = change.choices.length ? change.choices.map((one) => [one.value, t("take", { value: one.shown })]) : change.theirs || change.kind !== "set" ? [[change.theirs || "yes", t("take_it")]] : [];
    const at = (n) => ({ "data-at": `${change.key}-${n}` });
    if (!takes.length) return typed(change, set, at);
    return el("span.row", { role: "group", "aria-label": change.row },
      takes.map(([value, text], n) => button(text, () => set(value), ".small", { ...at(n), "aria-pressed": change.stands === "taken" && (takes.length === 1 || answers[change.key] === value) ? "true" : "false" })),
      button(t("leave_it"), () => set(""), ".small", { ...at("x"), "aria-pressed": change.stands === "left" ? "true" : "false" }));
  }

  function typed(change, set, at) { // a question that has no answer to press: it is typed
    const field = el("input", { type: "text", autocomplete: "off", "aria-label": t("answer", { row: change.row }), value: answers[change.key] || "", ...at("typed"), onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); set(field.value); } } });
    return el("span.row", { role: "group", "aria-label": change.row }, field, button(t("take_it"), () => set(field.value), ".small", { ...at(0), "aria-pressed": change.stands === "taken" ? "true" : "false" }),
      button(t("leave_it"), () => set(""), ".small", { ...at("x"), "aria-pressed": change.stands === "left" ? "true" : "false" }),
      change.wrong ? el("small.bad", {}, `${change.wrong.message}. ${change.wrong.hint}`) : null);
  }

  function done(answer) {
    view.plan = answer.board;
    head();
    const told = answer.written;
    outcome.replaceChildren(el("p.finding.good", {}, t(told.changed ? "applied" : "unchanged")),
      ...(told.open ? [el("p", {}, t("still_open", { n: told.open }))] : []), ...(told.report ? [el("p", {}, t("report", { name: told.report }))] : []),
      ...(told.questions.length ? [el("h3", {}, t("questions")), el("ul", {}, told.questions.map((text) => el("li", {}, text)))] : []),
      el("p", {}, el("a.main", { href: `#/deal/${view.key}` }, t("to_board"))));
    say(t(told.changed ? "applied" : "unchanged"));
  }

  function facet(field) {
    for (const key of [`cell_${field}`, `field_deal_${field}`]) if (key in facts.words) return t(key);
    return field;
  }
}
