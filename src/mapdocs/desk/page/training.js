// What is printed for the training: the worksheet by a short form, and the skeptic's questions about one deal.
import { button, capital, day, el, facts, get, labelled, post, t, trouble } from "./ui.js";
import { top } from "./deals.js";

const deals = async () => (await get("deals")).deals;
const chooser = (every, chosen, given = {}) => el("select", { id: "deal", name: "deal", ...given }, every.map((d) => el("option", { value: d.key, selected: d.key === chosen }, `${d.deal}${d.company ? ` · ${d.company}` : ""}`)));

export async function worksheet(main, key) { // of a deal, where one comes from its board
  main.dataset.title = t("worksheet");
  main.className = "worksheet";
  top(el("a", { href: "#/" }, t("deals")), el("h1", {}, t("worksheet")));
  const every = await deals();
  const named = every.some((d) => d.key === key), which = chooser(every, key), roster = file("roster", ".csv,.xlsx,.ods"), session = file("session", ".yaml,.yml");
  const whose = ["blank", every.length ? "deal" : "", "roster"].filter(Boolean).map((value, n) => el("label.check", {}, el("input", { type: "radio", name: "whose", value, checked: named ? value === "deal" : n === 0, onchange: turn }), t(`whose_${value}`)));
  const parts = { deal: el("div", {}, labelled(t("column_deal"), which)), roster: el("div", {}, labelled(t("sheet_roster"), roster, t("sheet_roster_hint"))) };
  const wall = el("input", { type: "checkbox", name: "wall" });
  const made = el("section", { "aria-label": t("worksheet"), "aria-live": "polite" });
  const make = el("button.main", { type: "submit" }, t("sheet_make"));
  const form = el("form.begin", { novalidate: true }, el("p", {}, t("sheet_about")),
    el("fieldset", {}, el("legend", {}, t("whose")), whose), parts.deal, parts.roster,
    labelled(t("sheet_paper"), el("select", { name: "paper" }, [["", t("sheet_usual")], ["a4", "A4"], ["letter", "Letter"]].map(([value, text]) => el("option", { value }, text)))),
    el("label.check", {}, el("input", { type: "checkbox", name: "fillable" }), t("sheet_fillable")),
    el("details", {}, el("summary", {}, t("sheet_session")), labelled(t("sheet_session_file"), session, t("sheet_session_hint")), el("label.check", {}, wall, t("sheet_wall"))),
    el("p.row", {}, make, el("a", { href: "#/" }, t("cancel"))));
  form.addEventListener("submit", print);
  main.append(form, made);
  turn();
  form.elements.whose[named ? 1 : 0].focus();

  function file(name, accept) { return el("input", { type: "file", id: `file-${name}`, name, accept }); }
  function turn() { for (const [key, part] of Object.entries(parts)) part.hidden = form.elements.whose.value !== key; }

  async function print(event) {
    event.preventDefault();
    trouble(null);
    const said = { whose: form.elements.whose.value, deal: which.value, paper: form.elements.paper.value, fillable: form.elements.fillable.checked, wall: wall.checked };
    for (const [key, input] of [["roster", roster], ["session", session]]) {
      const chosen = input.files[0];
      if (!chosen || (key === "roster" && said.whose !== "roster")) continue;
      if (chosen.size > 2e6) { trouble({ message: `${chosen.name}: ${t("too_large")}` }); return; }
      said[key] = { name: chosen.name, content: await coded(chosen) };
    }
    make.disabled = true;
    made.replaceChildren(el("p", {}, t("sheet_making"), " ", el("progress", { "aria-label": t("sheet_making") })));
    let answer;
    try { answer = await post("worksheet", said); } catch (problem) { answer = { refused: { message: problem.message, hint: "" } }; }
    make.disabled = false;
    if (answer.refused) { made.replaceChildren(el("div.finding.error", { role: "alert" }, `${capital(answer.refused.message)}.`, el("small", {}, capital(answer.refused.hint)))); return; }
    made.replaceChildren(el("div.row", {}, el("h2", {}, answer.name), el("a.main", { href: `paper/${answer.id}`, id: "take-paper" }, t("sheet_take")), el("span.quiet", {}, said.fillable && said.whose === "deal" ? t("sheet_back", { back: t("back") }) : t("sheet_pen"))),
      answer.told.map((text) => el("p.finding.warning", {}, text)),
      el("div.papers", {}, [...Array(answer.pages).keys()].map((n) => el("img", { src: `paper/${answer.id}/${n}`, alt: t("sheet_page", { n: n + 1 }) }))));
    made.querySelector("a").focus({ preventScroll: true });
    made.scrollIntoView();
  }
}

function coded(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

export async function pressure(main, key) {
  main.dataset.title = t("pressure");
  top(el("a", { href: "#/" }, t("deals")), el("h1", {}, t("pressure")));
  const every = await deals();
  if (!every.length) { main.append(el("section.empty", {}, el("h2", {}, t("empty")), el("p", {}, el("a", { href: "#/" }, t("deals"))))); return; }
  const chosen = every.some((d) => d.key === key) ? key : every[0].key;
  const which = chooser(every, chosen, { onchange: () => { location.hash = `#/pressure/${which.value}`; } });
  const told = await get(`pressure/${chosen}`);
  main.append(el("div.filters", {}, el("label", { for: "deal" }, t("column_deal")), which, el("a", { href: `pressure.pdf?deal=${chosen}` }, t("pressure_pdf")), every.length > 1 ? el("a", { href: "pressure.pdf" }, t("pressure_all")) : null, el("a", { href: `#/deal/${chosen}` }, t("to_board"))));
  if (told.refused) { trouble(told.refused); return; }
  main.append(el("p.never", {}, t("pressure_about", { rep: told.rep })),
    told.rows.length ? el("ol.pressure", {}, told.rows.map(row)) : el("p", {}, t("pressure_none")));
}

function row(one) {
  return el("li", {}, el("h2", {}, one.milestone), el("p.quiet", {}, [one.buyer_owner || t("pressure_nobody"), one.target_date ? day(one.target_date) : t("flag_no_date"), one.slack === null ? "" : t("pressure_slack", { n: one.slack })].filter(Boolean).join(" · ")),
    one.evidence ? el("p", {}, `${t("cell_evidence")}: ${one.evidence}`) : null,
    one.doubts.length ? el("ul", {}, one.doubts.map((doubt) => el("li", {}, el("strong", {}, capital(doubt.reason)), el("span", {}, doubt.question)))) : el("p", {}, t("pressure_fine")));
}

export function buildAll(main) {
  main.dataset.title = t("build_all");
  let number = 999999999, ended = false, waiting = null;
  const bar = el("progress", { "aria-label": t("build_all") }), stands = el("p", { role: "status" });
  const start = button(t("build_all"), () => go("build"), ".main"), stop = button(t("build_stop"), () => go("build/stop"));
  const list = el("ul.changes.built"), opened = new Set();
  top(el("a", { href: "#/" }, t("deals")), el("h1", {}, t("build_all")));
  main.append(el("section.group", {}, el("p", {}, t("build_about")), el("div.row", {}, facts.readOnly ? null : [start, stop], bar), stands), list);
  stop.hidden = bar.hidden = true;
  wait();
  return () => { ended = true; if (waiting) waiting.abort(); };

  async function go(place) {
    trouble(null);
    try { show(await post(place)); } catch (problem) { trouble({ message: problem.message, hint: "" }); }
  }

  async function wait() {
    while (!ended) {
      waiting = new AbortController();
      try { show(await get(`build/${number}`, { signal: waiting.signal })); } catch (problem) {
        if (ended) return;
        trouble({ message: problem.message, hint: "" });
        await new Promise((again) => setTimeout(again, 2000));
      }
    }
  }

  function show(state) {
    if (ended || state.number === number) return;
    number = state.number;
    const counted = (wanted) => state.deals.filter((d) => wanted.includes(d.state)).length;
    const had = document.activeElement;
    start.hidden = state.running;
    stop.hidden = bar.hidden = !state.running;
    stop.disabled = Boolean(state.stopped);
    if (had === start && state.running) stop.focus();
    if (had === stop && !state.running) start.focus();
    bar.max = state.total || 1;
    bar.value = state.deals.length;
    const built = counted(["built"]), same = counted(["unchanged"]);
    stands.textContent = state.running ? t("build_at", { n: state.deals.length, all: state.total })
      : !state.total ? "" : `${t("build_done", { built, same, refused: state.deals.length - built - same })}${state.deals.length < state.total ? ` ${t("build_left", { n: state.total - state.deals.length })}` : ""}`;
    if (state.failed) trouble({ message: state.failed });
    const order = ["blocked", "clash", "edited", "template", "trouble", "built", "unchanged"];
    list.replaceChildren(...[...state.deals].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).map(line));
  }

  // The files by name, each taken by a press; the buyer's apart from those that are never sent
  function files(one) {
    if (!one.made.length) return null;
    const list = (side) => {
      const found = one.made.map((name, n) => [name, n]).filter(([name]) => name.startsWith(`${side}/`));
      return found.length ? [el("strong", { class: side === "internal" ? "never" : null }, t(side === "buyer" ? "made_buyer" : "made_internal")), el("ul", {}, found.map(([name, n]) => el("li", {}, el("a", { href: `built/${one.key}/${n}`, download: "" }, name.slice(side.length + 1)))))] : [];
    };
    return el("details.made", { open: opened.has(one.key), ontoggle: (event) => opened[event.target.open ? "add" : "delete"](one.key) },
      el("summary", {}, t("made", { n: one.made.length }), el("span.hidden", {}, `: ${one.file}`)), list("buyer"), list("internal"));
  }

  function line(one) {
    const good = one.state === "built" || one.state === "unchanged";
    return el(`li.change.${good ? "taken" : "open"}`, {}, el("div", {}, el("a", { href: `#/deal/${one.key}` }, one.file), " ", el("strong", {}, t(`built_${one.state}`, { n: one.files })),
      one.errors.map((text) => el("small", {}, text)), one.more ? el("small", {}, t("build_more", { n: one.more })) : null,
      one.edited.length ? el("small", {}, t("edited", { files: one.edited.join(", ") })) : null, one.missing.map((text) => el("small", {}, text)), one.problem ? el("small", {}, one.problem) : null, files(one)));
  }
}
