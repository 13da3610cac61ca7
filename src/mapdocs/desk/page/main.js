// Which view is shown: #/ all deals, #/new a new one, #/deal/KEY the board, #/deal/KEY/back what came back.
import { facts, id, t, trouble } from "./ui.js";
import { deals } from "./deals.js";
import { call, offer, week } from "./call.js";
import { begin } from "./begin.js";
import { board } from "./board.js";

let leave = null;

async function show() {
  if (leave) leave();
  leave = null;
  trouble(null);
  id("said").textContent = "";
  const [, view = "", key = "", part = ""] = location.hash.split("/");
  const main = id("main");
  main.className = "";
  main.replaceChildren();
  try {
    const calls = facts.only ? null : { call, week }[view];
    if (calls) leave = await calls(main);
    else if (view === "deal") leave = await board(main, key, part);
    else if (facts.only) location.replace(`#/deal/${facts.only}`);
    else if (view === "new" && !facts.readOnly) begin(main);
    else await deals(main);
  } catch (problem) {
    trouble({ message: problem.message, hint: "" });
  }
  if (!view && !facts.only) offer(id("top"));
  document.title = `${main.dataset.title || t("deals")} · mapdocs`;
}

window.addEventListener("hashchange", async () => { await show(); id("main").focus({ preventScroll: true }); });
show();
