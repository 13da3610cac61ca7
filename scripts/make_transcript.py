"""Writes docs/assistant-transcript.md: an assistant's session over the official client, as it really went.

What the assistant sends is written down here; what mapdocs answers is what it answered. With --check it says whether the page is stale.
"""

from __future__ import annotations

import difflib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "assistant-transcript.md"
NOTES = (ROOT / "scripts" / "call-notes.md").read_text("utf-8")
TODAY = "2026-11-25"
CALL = "call of 24 Nov"

HEAD = f"""# A plan from call notes

One session with `mapdocs mcp`, from the notes of a call to a built folder. What the assistant sends is written down in
`scripts/make_transcript.py`, the mistakes of its first try on purpose; the answers are those that mapdocs gave, over the official SDK's
client. A test makes this page anew and compares. The day is {TODAY}; the folder holds nothing but the company's settings, `holidays: US`.

## The notes

```text
{NOTES.rstrip()}
```
"""

#: Who is who, what the buyer wants, and the review: what stands outside the rows.
AROUND = (
    ("  outcome:                  # (?) what the buyer wants to reach, in their own words", "  outcome: Routes for all depots planned by seven in the morning, before the peak in March."),
    ("      title:                # (?)\n      email:                # (?)\nseller:", "      title: Head of Operations\n      email:                # (?)\n    - {{name: Daniel Finch, title: COO}}\n    - {{name: Marcus Hale, title: Head of IT Security}}\n    - {{name: Joan Weller, title: General Counsel}}\n    - {{name: Ruth Okafor, title: Purchasing}}\nseller:"),
    ("      email:                # (?)\n# (?) the review", "      email: sam.ortiz@fabrikam.example\n# (?) the review"),
    ("# (?) the review with your champion; take the four marks away\n# review:\n#   at: {review} 15:00\n#   timezone: America/New_York\n#   edits_by: {edits}     # before the review", "review:\n  at: 2026-12-03 10:00\n  timezone: America/Chicago\n  edits_by: 2026-12-01"),
)  # fmt: skip

_OPEN = "    buyer_owner:            # (?) a person: who loses their job if this date slips?\n    seller_owner: Sam Ortiz\n    target_date: "
#: What an assistant writes into the rows at first: a department, a feeling, what is between us, a day that nobody said.
FIRST = (
    (_OPEN + "{business}", "    buyer_owner: Daniel Finch\n    seller_owner: Sam Ortiz\n    target_date: 2026-12-08\n    source: call of 24 Nov, 14:11"),
    ("Priya Nair returns the business case with their figures, approval recorded in the minutes", "Daniel Finch returns the business case with their figures, approval recorded in the minutes"),
    (_OPEN + "{security}", "    buyer_owner: Marcus Hale\n    seller_owner: Sam Ortiz\n    target_date: 2026-12-17"),
    ("\"Security questionnaire returned with no open findings, Priya Nair confirms in writing\"", "Security review going well"),
    (_OPEN + "{legal}", "    buyer_owner: Legal\n    seller_owner: Sam Ortiz\n    target_date: 2026-12-18\n    note: Deal desk has to approve the 12% first\n    source: call of 24 Nov, 14:19"),
    (_OPEN + "{procurement}", "    buyer_owner: Ruth Okafor\n    seller_owner: Sam Ortiz\n    target_date: 2027-01-15\n    source: call of 24 Nov, 14:24"),
    ("PO number received from Priya Nair", "PO number received from Ruth Okafor"),
    (_OPEN + "{signature}", "    buyer_owner: Daniel Finch\n    seller_owner: Sam Ortiz\n    target_date: 2027-01-22\n    source: call of 24 Nov, 14:27"),
    ("kickoff invitation accepted by Priya Nair", "kickoff invitation accepted by Daniel Finch"),
)  # fmt: skip

#: What it writes after it has read the hints.
SECOND = (
    ("    exit_criteria: Security review going well", "    exit_criteria: \"Security questionnaire returned with no open findings, Marcus Hale confirms in writing\""),
    ("    buyer_owner: Legal\n", "    buyer_owner: Joan Weller\n"),
    ("    note: Deal desk has to approve the 12% first\n", ""),
    ("  tasks: []", "  tasks:\n    - {task: Discount approval, owner: Sam Ortiz}"),
)  # fmt: skip


#: What was said of the security review, and what was not.
THIRD = (
    ("    buyer_owner: # (?) Marcus Hale: who said so?\n", "    buyer_owner: Marcus Hale\n"),
    ("    target_date: {security}\n", "    target_date: {security} # (?) nobody said a day; this one is worked out\n"),
    ("    source: (?)\n", "    source: call of 24 Nov, 14:15\n"),
)


def changed(text: str, edits: tuple[tuple[str, str], ...], blanks: dict[str, str] | None = None) -> str:
    """``text`` with each edit made once; an edit that does not fit is a mistake in this file."""
    for old, new in edits:
        before, after = (part.format_map(blanks) if blanks is not None else part for part in (old, new))
        if text.count(before) < 1:
            raise SystemExit(f"not in the text: {before!r}\n{text}")
        text = text.replace(before, after, 1)
    return text


class Told:
    """The page as it grows: each call as it was sent, each answer as it came."""

    def __init__(self, client: Client) -> None:
        self.client, self.parts = client, [HEAD]

    def say(self, text: str) -> None:
        self.parts.append(f"\n{text}\n")

    async def call(self, tool: str, shown: dict[str, Any] | None = None, **arguments: Any) -> dict[str, Any]:
        done = await self.client.call_tool(tool, arguments)
        if done.is_error or done.structured_content is None:
            raise SystemExit(f"{tool}: {done.content}")
        sent = shown if shown is not None else arguments
        self.parts.append(f"\n`{tool}`\n\n```json\n{json.dumps(sent, ensure_ascii=False, indent=1)}\n```\n")
        return dict(done.structured_content)

    async def read(self, plan: str) -> dict[str, Any]:
        """The plan as it is now; every write does this first, and the page leaves it out."""
        done = await self.client.call_tool("read_plan", {"plan": plan})
        assert done.structured_content is not None
        return dict(done.structured_content)

    async def save(self, plan: str, old: str, new: str, source: str = "") -> None:
        """A write, with what is another than in ``old``, and the answer."""
        digest = (await self.read(plan))["digest"]
        shown = {"plan": plan, "text": "…", "digest": f"{digest[:12]}…"} | ({"source": source} if source else {})
        done = await self.call("save_plan", shown, plan=plan, text=new, digest=digest, source=source)
        self.difference(old, new)
        refused = [{key: one[key] for key in ("code", "path", "message", "hint")} for one in done["refused"]]
        told: dict[str, Any] = {"saved": done["saved"]} | ({"refused": refused} if refused else {})
        left = [{key: one[key] for key in ("path", "value", "message", "hint")} for one in done["left_open"]]
        self.answered(
            told | ({"left_open": left} if left else {}) | ({} if refused else {"open": f"{len(done['open'])} places"})
        )

    def answered(self, what: Any) -> None:
        self.parts.append(f"\nanswers\n\n```json\n{json.dumps(what, ensure_ascii=False, indent=1)}\n```\n")

    def difference(self, old: str, new: str) -> None:
        lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))
        kept = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
        self.parts.append("\nwith this changed in the text:\n\n```diff\n" + "\n".join(kept) + "\n```\n")


async def session(client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The page, what check says of the plan in the end, and what was built."""
    told = Told(client)
    told.say("## A plan is started with what was said")
    given = {
        "deal": "Alder & Finch route planning", "acv": 48000, "buyer": "Alder & Finch Logistics", "champion": "Priya Nair",
        "go_live": "2027-02-16", "seller": "Fabrikam", "owner": "Sam Ortiz", "source": f"{CALL}, 14:02", "plan": "alder-finch.yaml",
    }  # fmt: skip
    made = await told.call("new_plan", **given)
    told.answered({"plan": made["plan"], "dates": made["dates"], "open": f"{len(made['open'])} places"})
    text = (await told.read(made["plan"]))["text"]
    kinds = ("alignment", "business", "security", "legal", "procurement", "signature")
    blanks = dict(zip(kinds, (one["date"] for one in made["dates"]), strict=True))
    blanks |= {
        key: text.split(f"#   {word}: ")[1].split()[0] for key, word in (("review", "at"), ("edits", "edits_by"))
    }

    told.say("## Who is who, and the review")
    around = changed(text, AROUND, blanks)
    await told.save(made["plan"], text, around, f"{CALL}, 14:08")

    told.say("## The rows, with what assistants get wrong")
    text = (await told.read(made["plan"]))["text"]
    first = changed(text, FIRST, blanks)
    await told.save(made["plan"], text, first)

    told.say("## The second try does what the hints say")
    second = changed(first, SECOND)
    await told.save(made["plan"], first, second)

    told.say("## What was said of the security review goes in with its source; the day stays open")
    text = (await told.read(made["plan"]))["text"]
    await told.save(made["plan"], text, changed(text, THIRD, blanks))

    told.say("## The plan is checked: three places are open (?), and none of them stands in the way")
    checked = await told.call("check", plan=made["plan"])
    findings = [{key: one[key] for key in ("level", "code", "path", "message")} for one in checked["findings"]]
    told.answered({key: checked[key] for key in ("can_be_built", "errors", "open")} | {"findings": findings})

    told.say("## And built")
    read = await told.read(made["plan"])
    shown = {"plan": made["plan"], "digest": f"{read['digest'][:12]}…"}
    built = await told.call("build", shown, plan=made["plan"], digest=read["digest"])
    told.answered({"built": built["built"], "files": built["files"]})
    told.say(f"## The plan as it stands\n\n```yaml\n{read['text'].rstrip()}\n```")
    told.say(
        "What is left to ask: Priya's mail address; the day by which Marcus Hale can finish the security review, which nobody said, "
        "so that the date is the one that was worked out; and where the shared document will lie. The discount is an internal task, "
        "and no buyer's file has it."
    )
    return "".join(told.parts), checked, built


def transcript() -> tuple[str, dict[str, Any], dict[str, Any]]:
    """See :func:`session`; in a folder of its own."""

    async def main(folder: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
        arguments = ["-m", "mapdocs", "mcp", folder, "--today", TODAY]
        async with Client(
            StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
        ) as client:
            return await session(client)

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "mapdocs.yaml").write_text("holidays: US\n", "utf-8")
        return anyio.run(main, folder)


if __name__ == "__main__":
    page, _, _ = transcript()
    if "--check" in sys.argv:
        sys.exit(
            0
            if PAGE.read_text("utf-8") == page
            else "docs/assistant-transcript.md is stale, run scripts/make_transcript.py"
        )
    PAGE.write_text(page, "utf-8")
