// What the buyer gets: a picture of every file, renewed as the plan is saved.
import { marked } from "./said.js";
import { button, el, facts, get, post, say, t, trouble } from "./ui.js";

export function pictures(place, view, renewed) {
  let number = 0, email = null, ended = false, waiting = null, lost = false;
  const shown = {};
  const stands = el("p.quiet", { role: "status" }, t("pictures_first"));
  const zip = el("a.button", { href: view.place("zip"), hidden: true, download: "" }, t("zip"));
  const build = facts.readOnly ? null : button(t("build"), () => make(false));
  const cards = el("div", { id: "pictures" }), notes = el("p.quiet");
  const built = el("div", { role: "status" });
  const lines = el("ol", { id: "lines" }), source = facts.readOnly ? el("details.source", { open: true }, el("summary", {}, t("source")), lines) : null;
  place.replaceChildren(el("div.row", {}, el("h2", {}, t("buyer_gets")), build, zip), built, stands, cards, notes, source || "");
  const resize = new ResizeObserver(() => cards.querySelectorAll("iframe").forEach(fit));
  resize.observe(place);
  document.addEventListener("visibilitychange", turn);
  wait();
  return () => { ended = true; resize.disconnect(); document.removeEventListener("visibilitychange", turn); if (waiting) waiting.abort(); };

  function turn() { // a page that nobody looks at keeps no connection
    if (document.hidden && waiting) waiting.abort();
    else if (!document.hidden && !waiting) wait();
  }

  async function wait() {
    while (!ended && !document.hidden) {
      waiting = new AbortController();
      try {
        const state = await get(view.place(`state/${number}`), { signal: waiting.signal });
        if (ended) return;
        if (lost) { lost = false; trouble(null); }
        if (state.number !== number) { show(state); await renewed(); }
      } catch (problem) {
        if (ended || document.hidden) break;
        lost = true;
        trouble({ message: problem.message, hint: "" });
        await new Promise((go) => setTimeout(go, 2000));
      }
    }
    waiting = null;
  }

  function show(state) {
    number = state.number;
    email = state.email;
    stands.replaceChildren(...marked(state.problem || t("as_saved")));
    stands.classList.toggle("warning", Boolean(state.problem));
    notes.replaceChildren(...marked(state.notes.join(" ")));
    if (build) build.hidden = !state.views.length;
    zip.hidden = !state.views.some((one) => !one.internal);
    state.views.forEach(card);
    const kept = state.views.map((one) => `card-${one.key}`);
    for (const article of [...cards.children]) if (!kept.includes(article.id)) { delete shown[article.id.slice(5)]; article.remove(); }
    if (source) spec(state);
  }

  function spec(state) {
    lines.replaceChildren(...state.lines.map((text, n) => el("li", { id: `line-${n + 1}` }, el("code", {}, text))));
    for (const f of state.findings) {
      const line = lines.querySelector(`#line-${f.line}`);
      if (line) { line.classList.add(f.level); line.append(el(`div.finding.${f.level}`, {}, `${f.code}: ${f.message}`, f.hint ? el("small", {}, f.hint) : null)); }
    }
  }

  function card(one) {
    let article = document.getElementById(`card-${one.key}`);
    if (!article) {
      article = el("article", { id: `card-${one.key}` }, el("div.row", {}, el("h3", {}, t(`view_${one.key}`)), one.internal ? el("span.never", {}, t("never_send")) : null,
        one.key === "email" ? button(t("copy"), copy) : null, el("a", {}, t(one.key === "email" ? "open_draft" : "open"))), el("div.frame"));
    }
    article.classList.toggle("internal", one.internal);
    cards.append(article);
    const link = article.querySelector("a");
    link.href = view.place(`file/${one.file.split("/").map(encodeURIComponent).join("/")}`);
    link.setAttribute("aria-label", `${link.textContent}: ${t(`view_${one.key}`)}`);
    if (shown[one.key] === one.digest) return;
    shown[one.key] = one.digest;
    const holder = article.lastChild;
    if (one.pages) {
      const old = [...holder.querySelectorAll("img")];
      old.slice(one.pages).forEach((image) => image.remove());
      for (let n = 0; n < one.pages; n++) {
        const image = old[n] || holder.appendChild(el("img"));
        image.alt = `${t(`view_${one.key}`)} ${n + 1}`;
        image.src = view.place(`view/${one.key}/${n}?${one.digest}`);
      }
      return;
    }
    const frame = holder.querySelector("iframe") || holder.appendChild(el("iframe", { sandbox: "allow-same-origin", tabindex: "-1", title: t(`view_${one.key}`) }));
    frame.onload = () => { fit(frame); frame.dataset.shown = one.digest; };
    frame.src = view.place(`view/${one.key}?${one.digest}`);
  }

  function fit(frame) {
    const page = frame.contentDocument, holder = frame.parentNode;
    if (!page || !page.body) return;
    frame.style.width = "40px";
    const width = Math.max(page.documentElement.scrollWidth, page.body.scrollWidth, 420);
    frame.style.width = `${width}px`;
    const height = page.documentElement.scrollHeight, scale = Math.min(1, holder.clientWidth / width);
    frame.style.height = `${height}px`;
    frame.style.transform = `scale(${scale})`;
    holder.style.height = `${Math.ceil(height * scale)}px`;
  }

  function copy() {
    const put = (event) => { event.clipboardData.setData("text/html", email.html); event.clipboardData.setData("text/plain", email.text); event.preventDefault(); };
    document.addEventListener("copy", put);
    let done = false;
    try { done = document.execCommand("copy"); } finally { document.removeEventListener("copy", put); }
    say(t(done ? "copied" : "not_copied"));
  }

  async function make(force) {
    build.disabled = true;
    built.replaceChildren(el("p", {}, t("building")));
    let made;
    try { made = await post(view.place("build"), { force }); } catch (problem) { made = { refused: { message: problem.message, hint: "" } }; }
    build.disabled = false;
    built.replaceChildren();
    if (made.refused) trouble(made.refused);
    else if (made.blocked) built.append(el("p.finding.error", {}, t("blocked", { n: made.blocked })));
    else if (made.edited.length) built.append(el("p.finding.warning", {}, t("edited", { files: made.edited.join(", ") }), " ", button(t("overwrite"), () => make(true))));
    else built.append(el("p.finding.good", {}, t("built", { n: made.files.length, folder: made.folder })), el("p.quiet", {}, [...made.notes, ...Object.values(made.missing)].join(" ")));
  }
}
