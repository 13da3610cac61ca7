// A new deal: the least that a plan needs, dates proposed from it.
import { capital, el, facts, post, t, trouble } from "./ui.js";
import { top } from "./deals.js";

const FIELDS = ["deal", "acv", "buyer", "champion", "seller", "owner", "go_live", "tags", "plan"];
const NEED_NOT = ["tags", "plan"];

export function begin(main) {
  main.dataset.title = t("new_deal");
  top(el("a", { href: "#/" }, t("deals")), el("h1", {}, t("new_deal")));
  let chosen = false; // by hand: from then on nothing is proposed
  const fields = FIELDS.map((key) => {
    const field = key === "plan" ? plans() : el("input", { name: key, id: `new-${key}`, autocomplete: "off", required: !NEED_NOT.includes(key), type: key === "go_live" ? "date" : "text", value: facts.known[key] || "", "aria-describedby": `wrong-${key}` });
    if (key === "acv") field.inputMode = "decimal";
    return el("div.field", {}, el("label", { for: `new-${key}` }, t(key === "deal" ? "new_deal_name" : `new_${key}`)), field, el("p.finding.error", { id: `wrong-${key}`, hidden: true }));
  });
  const form = el("form.begin", { novalidate: true }, el("p", {}, t("new_about")), fields, el("p.row", {}, el("button.main", { type: "submit" }, t("new_make")), el("a", { href: "#/" }, t("cancel"))));
  form.elements.plan.addEventListener("change", () => { chosen = true; });
  const propose = async () => {
    if (chosen) return;
    const { acv, tags, plan } = form.elements;
    let answer;
    try { answer = await post("new", { propose: "yes", acv: acv.value, tags: tags.value }); } catch { return; }
    if (!chosen && answer.plan) plan.value = answer.plan;
  };
  for (const key of ["acv", "tags"]) form.elements[key].addEventListener("change", propose);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    if (!chosen) delete values.plan; // the deal decides, also where the proposal has not come yet
    let answer;
    try { answer = await post("new", values); } catch (problem) { trouble({ message: problem.message }); return; }
    if (answer.refused) { trouble(answer.refused); return; }
    for (const key of FIELDS) {
      const wrong = answer.wrong && answer.wrong[key], said = form.querySelector(`#wrong-${key}`), field = form.elements[key];
      said.hidden = !wrong;
      said.textContent = wrong ? `${capital(wrong.message)}. ${capital(wrong.hint)}` : "";
      if (wrong) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    }
    if (answer.wrong) { form.querySelector("[aria-invalid]").focus(); return; }
    for (const key of ["seller", "owner"]) facts.known[key] = values[key];
    location.hash = `#/deal/${answer.key}`;
  });
  main.append(form);
  form.elements.deal.focus();
}

// The plans that there are, in the reader's language; the six usual steps first.
function plans() {
  const own = document.documentElement.lang;
  const listed = (facts.known.plans || []).map(({ name, title }) => [name, title[own] || title[""] || title.en || Object.values(title)[0] || name]);
  const every = listed.some(([name]) => name === "standard") ? listed : [["standard", t("new_plan_usual")], ...listed];
  return el("select", { name: "plan", id: "new-plan", "aria-describedby": "wrong-plan" }, every.map(([name, title]) => el("option", { value: name, selected: name === "standard" }, title)));
}
