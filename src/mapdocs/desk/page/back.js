// What came back: a returned file is dropped; its changes are shown in the plan's table or as a list, each is taken or left,
// then all are written. When the plan changes meanwhile, the changes are compared with it anew.
import { button, chosen, el, facts, get, post, say, send, t, trouble } from "./ui.js";
import { Changes } from "./changes.js";
import { inTable } from "./came_back.js";

export function back(main, view, head) {
  const [pick, pressed] = chosen("returned", ".docx,.xlsx,.eml,.pdf,.txt", read);
  const drop = el("section.drop", { ondragover: over, ondragleave: over, ondrop: over }, el("div", {}, el("h2", {}, t("drop")), el("p", {}, t("drop_about"))), pick, pressed);
  const outcome = el("section.outcome", { "aria-label": t("back") });
  // One bar that stays: how many are taken is told as it changes
  const stands = el("span", { role: "status" }), apply = button(t("apply"), () => answered(true), ".main"), onward = button(t("next_open"), next);
  const bar = el("div.bar", { hidden: true }, apply, stands, onward);
  main.append(drop, outcome, bar);
  const changes = new Changes(() => answered(false));
  let last = null, ended = false, waiting = null, asked = 0, writing = false;
  if (back.waiting) { const file = back.waiting; back.waiting = null; read(file); }
  follow();
  return () => { ended = true; if (waiting) waiting.abort(); };

  function over(event) {
    event.preventDefault();
    drop.classList.toggle("target", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
  }

  // The plan may be changed elsewhere while one decides: the table is of the plan as it stands
  async function follow() {
    let number = 0;
    while (!ended) {
      waiting = new AbortController();
      try {
        number = (await get(view.place(`state/${number}`), { signal: waiting.signal })).number;
        const now = await get(view.place("board"), { signal: waiting.signal });
        if (ended) return;
        if (now.gone) { trouble(now.gone); continue; }
        if (now.digest === view.plan.digest) continue;
        view.plan = now;
        head();
        if (last) await answered(false, t("followed"));
      } catch (problem) {
        if (ended) return;
        trouble({ message: problem.message, hint: "" });
        await new Promise((again) => setTimeout(again, 2000));
      }
    }
  }

  async function read(file) {
    if (!file) return;
    trouble(null);
    changes.forget();
    last = null;
    bar.hidden = true;
    outcome.replaceChildren(el("p", {}, t("reading", { name: file.name })));
    try { await show(await send(`${view.place("returned")}?name=${encodeURIComponent(file.name)}`, file)); } catch (problem) { outcome.replaceChildren(); trouble({ message: problem.message, hint: "" }); }
  }

  // Of several that are under way the last is shown, and what is written before all
  async function answered(write, news = "") {
    if (writing) return;
    const mine = ++asked;
    writing = write;
    let answer;
    try { answer = await post(view.place("answers"), { answers: changes.answers, write, base: write ? last.digest : "" }); } catch (problem) { trouble({ message: problem.message, hint: "" }); return; } finally { if (write) writing = false; }
    if (mine !== asked) return;
    await show(answer);
    if (answer.followed) say(t("followed"));
    else if (news) say(news);
  }

  async function show(answer) {
    trouble(answer.refused);
    if (answer.refused) { if (!last) outcome.replaceChildren(); return; }
    if (answer.written) { last = null; done(answer); return; }
    last = answer;
    if (answer.digest !== view.plan.digest) { view.plan = await get(view.place("board")); head(); }
    if (last === answer) draw();
  }

  function draw() {
    const at = document.activeElement ? document.activeElement.dataset.at : null, wide = outcome.querySelector(".wide"), left = wide ? wide.scrollLeft : 0;
    const good = last.files.filter((file) => !file.refused), every = good.flatMap((file) => file.changes);
    outcome.replaceChildren(
      ...last.files.filter((file) => file.refused).map((file) => el("p.finding.error", { role: "alert" }, `${file.name}: `, `${file.refused.message}. ${file.refused.hint}`)),
      ...last.problems.map((text) => el("p.finding.error", {}, text)),
      ...good.map((file) => el("div", {}, el("div.row", {}, el("h2", {}, file.name), el("span.quiet", {}, t("against"), " ", file.base)))),
      ...(every.length ? [ways()] : []),
      ...(back.list ? good.map(one) : good.length ? [inTable(view.plan, good, changes)] : []));
    if (outcome.querySelector(".wide")) outcome.querySelector(".wide").scrollLeft = left;
    if (at) outcome.querySelector(`[data-at="${at}"]`)?.focus({ preventScroll: true });
    bar.hidden = !good.length;
    apply.disabled = !last.changed && !every.length;
    onward.hidden = !every.some((change) => change.stands === "open");
    stands.textContent = every.length ? counted(every) : "";
  }

  function ways() {
    const way = (list, name) => button(t(name), () => { back.list = list; draw(); }, "", { "data-at": name, "aria-pressed": Boolean(back.list) === list ? "true" : "false" });
    return el("p.row", { role: "group", "aria-label": t("shown_as") }, way(false, "in_table"), way(true, "as_list"));
  }

  function counted(every) {
    const n = (stands) => every.filter((change) => change.stands === stands).length;
    return t("changes_stand", { taken: n("taken"), left: n("left"), open: n("open") });
  }

  function next() { // the next one that is open, from where one stands
    const open = [...outcome.querySelectorAll(".change.open")], here = document.activeElement;
    const after = next.at && next.at.isConnected ? open.findIndex((one) => one.compareDocumentPosition(next.at) & Node.DOCUMENT_POSITION_PRECEDING) : 0;
    const found = open[after < 0 ? 0 : after] || here;
    next.at = found;
    found.scrollIntoView({ block: "center" });
    (found.querySelector("button, input") || found).focus({ preventScroll: true });
  }

  function one(file) {
    return el("div", {}, changes.objections(file),
      file.changes.length ? el("ul.changes", {}, file.changes.map((change) => changes.line(change))) : el("p", {}, t("no_changes")),
      file.remarks.length ? [el("h3", {}, t("remarks")), el("ul", {}, file.remarks.map((r) => changes.remark(r)))] : null,
      file.unplaced.length ? [el("h3", {}, t("unplaced")), el("ul", {}, file.unplaced.map((r) => changes.remark(r)))] : null,
      file.notes.map((text) => el("p.quiet", {}, text)));
  }

  function done(answer) {
    view.plan = answer.board;
    head();
    bar.hidden = true;
    const told = answer.written;
    outcome.replaceChildren(el("p.finding.good", {}, t(told.changed ? "applied" : "unchanged")),
      ...(told.open ? [el("p.row", {}, t("still_open", { n: told.open }), button(t("go_on"), () => answered(false)))] : []), ...(told.report ? [el("p", {}, t("report", { name: told.report }))] : []),
      ...(told.questions.length ? [el("h3", {}, t("questions")), el("ul", {}, told.questions.map((text) => el("li", {}, text)))] : []),
      el("p", {}, el("a.main", { href: `#/deal/${view.key}` }, t("to_board"))));
    outcome.querySelector("a, button").focus({ preventScroll: true });
    say(t(told.changed ? "applied" : "unchanged"));
  }
}
