// One change that came back, as the list and the table show it: was and now, or both sides; who, when and why; and its answer.
import { button, capital, day, el, facts, t } from "./ui.js";
import { statusWord } from "./board.js";

const KINDS = { add: "change_add", remove: "change_remove", reorder: "change_order", agree: "change_agree", withdraw: "change_withdraw" };
const NOTHING = "-"; // the answer that takes an emptied cell as it came
const BOTH = "both sides changed it"; // what the library says of a conflict at a cell; the page says it itself

export class Changes {
  constructor(answered) {
    Object.assign(this, { answered, answers: {}, typing: new Set() });
  }

  forget() { this.answers = {}; this.typing.clear(); }

  set(key, value) {
    this.answers[key] = value;
    if (value === "") this.typing.delete(key);
    this.answered();
  }

  facet(field) {
    for (const key of [`cell_${field}`, `field_deal_${field}`]) if (key in facts.words) return t(key);
    return field;
  }

  what(change) { return KINDS[change.kind] ? t(KINDS[change.kind]) : this.facet(change.field); }

  // A value as the reader's language writes it
  value(field, value) {
    if (!value) return t("nothing_there");
    return field === "status" ? (`status_${value.replace(" ", "_")}` in facts.words ? statusWord(value) : value) : day(value);
  }

  line(change) {
    return el(`li.change.${change.stands}`, {}, el("div", {}, el("strong", {}, change.row), " · ", this.what(change), ": ", this.told(change)), this.choices(change));
  }

  // At the cell: its place says what it is about, so that is told to screen readers alone
  block(change, named = false) {
    return el(`div.change.${change.stands}`, { role: "group", "aria-label": `${change.row}, ${this.what(change)}` },
      named ? el("span.quiet", {}, this.what(change)) : null, this.told(change, false), this.choices(change));
  }

  told(change, alone = true) { // a new row's values stand in its cells already
    const { kind, field } = change, cell = ["set", "agree", "withdraw"].includes(kind);
    const own = this.answers[change.key], typed = own && own !== change.theirs && kind === "set";
    const now = kind === "withdraw" ? t("proposal") : typed && change.empties && own === NOTHING ? t("nothing_there") : typed ? this.value(field, own) : change.theirs ? this.value(field, change.theirs) : cell && kind === "set" && !change.empties && change.state === "question" ? "?" : t("nothing_there");
    const parts = [];
    if (change.state === "conflict" && kind === "set") {
      const side = (name, value) => [el("dt", {}, t(name)), el("dd", {}, this.value(field, value))];
      parts.push(el("strong.both", {}, t("both_changed")), el("dl.sides-apart", {}, side("side_sent", change.sent), side("side_ours", change.ours), side("side_theirs", change.theirs), typed ? side("side_typed", own) : []));
    } else if (cell) parts.push(el("span.was-now", {}, el("span.hidden", {}, `${t("was")}: `), el("s", {}, this.value(field, change.ours)), " → ", el("span.hidden", {}, `${t("now")}: `), el("strong", {}, now), typed && own !== NOTHING ? ` (${t("your_answer")})` : ""));
    else if (kind === "add" && alone) parts.push(el("span", {}, Object.entries(change.values).filter(([key]) => key !== "milestone").map(([key, value]) => this.value(key, value)).join(" · ")));
    const why = change.why && change.why !== BOTH ? capital(change.why) : null, reason = change.reason ? `“${change.reason}”` : null;
    const by = [change.author, change.at ? day(change.at) : ""].filter(Boolean).join(", ");
    if (change.empties && own === NOTHING) parts.push(el("small", {}, t(field === "agreed_on" ? "emptied_yes" : "emptied_about")));
    const about = [why, reason, by].filter(Boolean).flatMap((part, n) => (n ? [" · ", part] : [part]));
    if (about.length) parts.push(el("small", {}, about));
    return parts;
  }

  choices(change) {
    if (change.stands === "settled") return el("span.quiet", {}, t("settled"));
    const own = this.answers[change.key], { key } = change, both = change.state === "conflict" && change.kind === "set";
    const at = (n) => ({ "data-at": `${key}-${n}` });
    const takes = change.empties ? [[NOTHING, t("empty_it")]] : change.choices.length ? change.choices.map((one) => [one, t("take", { value: this.value(change.field, one) })]) : change.theirs || change.kind !== "set" ? [[change.theirs || "yes", t(both ? "take_theirs" : "take_it")]] : [];
    const pressed = (value) => change.stands === "taken" && (own === value || (own === undefined && takes.length === 1));
    const typed = own && change.kind === "set" && !takes.some(([value]) => value === own);
    const types = change.kind === "set" && (!takes.length || this.typing.has(key) || typed);
    const named = `${change.row}, ${this.what(change)}`;
    return el("span.row", { role: "group", "aria-label": t("answer", { row: named }) },
      types && !takes.length ? this.typed(change, at) : null,
      takes.map(([value, text], n) => button(text, () => this.set(key, value), ".small", { ...at(n), "aria-pressed": pressed(value) ? "true" : "false" })),
      button(t(both ? "keep_ours" : "leave_it"), () => this.set(key, ""), ".small", { ...at("x"), "aria-pressed": change.stands === "left" ? "true" : "false" }),
      types ? (takes.length ? this.typed(change, at) : null) : change.kind === "set" ? button("…", () => { this.typing.add(key); this.answered(); }, ".small", { ...at("more"), "aria-label": t("other_answer", { row: named }), title: t("other_answer", { row: named }) }) : null,
      change.wrong ? el("small.bad", { role: "alert" }, `${change.wrong.message}. ${change.wrong.hint}`) : null);
  }

  typed(change, at) { // an answer of one's own, or to a question that has none to press
    const { key } = change, give = () => { if (field.value.trim()) this.set(key, field.value); };
    const field = el("input", { type: "text", autocomplete: "off", "aria-label": t("answer", { row: `${change.row}, ${this.what(change)}` }), value: this.answers[key] || "", ...at("more"), onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); give(); } } });
    return [field, button(t("take_it"), give, ".small", { ...at("typed"), "aria-label": `${t("take_it")}: ${t("answer", { row: change.row })}` })];
  }

  remark(said, named = true) {
    const by = [named ? said.row : "", said.author, said.at ? day(said.at) : ""].filter(Boolean).join(", ");
    return el("li", {}, by ? `${by}: ` : "", el("span.said-so", {}, said.text));
  }

  objections(file) {
    return file.said.map((said) => el("p.finding.warning", {}, el("strong", {}, t(said.says === "refusal" ? "says_no" : "says_if")), ` ${said.row ? `${said.row}: ` : ""}“${said.text}”`));
  }
}
