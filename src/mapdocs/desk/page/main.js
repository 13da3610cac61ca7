// Which view is shown: #/ all deals, #/new a new one, #/deal/KEY the board, #/deal/KEY/back what came back,
// #/import, #/worksheet and #/worksheet/KEY, #/pressure/KEY, #/build.
import { el, facts, id, t, trouble } from "./ui.js";
import { deals } from "./deals.js";
import { call, week } from "./call.js";
import { begin } from "./begin.js";
import { board } from "./board.js";
import { incoming } from "./incoming.js";
import { buildAll, pressure, worksheet } from "./training.js";

let leave = null;

async function show() {
  if (leave) leave();
  leave = null;
  trouble(null);
  id("said").textContent = "";
  const [, view = "", key = "", part = ""] = location.hash.split("/");
  const main = el("main", { id: "main", tabindex: "-1" }); // a new one, so that no view is left listening on it
  id("main").replaceWith(main);
  try {
    const calls = facts.only ? null : { call, week }[view];
    if (calls) leave = await calls(main);
    else if (view === "deal") leave = await board(main, key, part);
    else if (view === "pressure") await pressure(main, key);
    else if (facts.only) location.replace(`#/deal/${facts.only}`);
    else if (view === "new" && !facts.readOnly) begin(main);
    else if (view === "import" && !facts.readOnly) incoming(main);
    else if (view === "worksheet" && !facts.readOnly) await worksheet(main, key);
    else if (view === "build") leave = buildAll(main);
    else await deals(main);
  } catch (problem) {
    trouble({ message: problem.message, hint: "" });
  }
  document.title = `${main.dataset.title || t("deals")} · mapdocs`;
}

window.addEventListener("hashchange", async () => { await show(); if (!id("main").contains(document.activeElement)) id("main").focus({ preventScroll: true }); });
show();
