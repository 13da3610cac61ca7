"""The coverage told: a table, CSV, JSON, Markdown; and the drafts that ask each owner to mend theirs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby

from mapdocs.deals.coverage import ORDER, Coverage, Line
from mapdocs.deals.forms import guarded, plain
from mapdocs.language.display import columns
from mapdocs.language.slugs import slug

SAYS = {
    "no plan": "no plan at all",
    "unsure": "perhaps a plan",
    "errors": "a plan with errors",
    "unpublished": "not published",
    "one-sided": "published, and nobody on the buyer's side has agreed",
    "covered": "a shared plan that the buyer has agreed to",
}
_HEADS = ("State", "Deal", "Account", "Owner", "Stage", "Amount", "Mend")


def poll(found: Coverage) -> str:
    """The training's first question, answered."""
    late = len(found.lines)
    if not late:
        return f"No open opportunity is in stage {found.stage} or later."
    deals = "opportunity lacks" if late == 1 else "opportunities lack"
    return f"{len(found.lacking)} of {late} late-stage {deals} a shared plan that the champion has seen."


def counted(found: Coverage) -> list[str]:
    """How many are how, and what share of the amount is covered."""
    if not found.lines:
        return []
    counts = [(sum(line.state == state for line in found.lines), state) for state in ORDER]
    said = [", ".join(f"{n} {SAYS[state]}" for n, state in counts if n) + "."]
    for currency, covered, whole in found.shares():
        if whole:
            said.append(f"Covered: {covered:,.0f} of {whole:,.0f} {currency} ({covered * 100 // whole}%).")
    left = [f"{found.early} before stage {found.stage}"] if found.early else []
    left += [f"{found.closed} closed"] if found.closed else []
    return [*said, *([f"Not counted: {', '.join(left)}."] if left else [])]


def _amount(line: Line) -> str:
    return f"{line.amount:,.0f} {line.currency}" if line.amount is not None else ""


def _cells(line: Line) -> tuple[str, ...]:
    where = f"{line.at}: " if line.at and line.fix else ""
    return (line.state, line.deal, line.company, line.owner, str(line.stage or ""), _amount(line), f"{where}{line.fix}")


def _table(found: Coverage) -> str:
    body = columns(_HEADS[:-1], [_cells(line)[:-1] for line in found.lines], widest=34) if found.lines else []
    fixes = [f"  {line.deal}: {_cells(line)[-1]}" for line in found.lines if line.fix]
    return "\n".join(
        [poll(found), *(["", *body] if body else []), *(["", "To mend:", *fixes] if fixes else []), "", *counted(found)]
    ).rstrip()


def _record(line: Line) -> dict[str, object]:
    return {
        "state": line.state,
        "deal": line.deal,
        "company": line.company,
        "owner": line.owner,
        "stage": line.stage or None,
        "amount": _number(line.amount),
        "currency": line.currency,
        "file": line.file or None,
        "at": line.at or None,
        "fix": line.fix or None,
    }


def _number(amount: Decimal | None) -> float | int | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


def _json(found: Coverage) -> str:
    shares = [{"currency": c, "covered": _number(part), "whole": _number(whole)} for c, part, whole in found.shares()]
    return json.dumps(
        {
            "late": len(found.lines),
            "lacking": len(found.lacking),
            "from_stage": found.stage,
            "amounts": shares,
            "opportunities": [_record(line) for line in found.lines],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_csv(found: Coverage) -> str:
    """A line an opportunity, for the manager's spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    keys = ("state", "deal", "company", "owner", "stage", "amount", "currency", "file", "at", "fix")
    writer.writerow(keys)
    for line in found.lines:
        record = _record(line)
        writer.writerow(["" if record[key] is None else guarded(record[key]) for key in keys])
    return out.getvalue()


def _markdown(found: Coverage) -> str:
    lines = [f"**{plain(poll(found))}**", "", "| " + " | ".join(_HEADS) + " |", "| " + " | ".join(["---"] * 7) + " |"]
    lines += ["| " + " | ".join(map(plain, _cells(line))) + " |" for line in found.lines]
    return "\n".join([*lines, "", *map(plain, counted(found))])


FORMS: dict[str, Callable[[Coverage], str]] = {"table": _table, "csv": as_csv, "json": _json, "markdown": _markdown}


def drafts(found: Coverage, *, today: date) -> dict[str, bytes]:
    """One mail draft an owner, by file name: which deals, which line to mend, by today's end."""
    ranked = sorted(found.lacking, key=lambda line: line.owner.casefold())
    made: dict[str, bytes] = {}
    for _, group in groupby(ranked, key=lambda line: line.owner.casefold()):
        theirs = sorted(group, key=lambda line: ORDER.index(line.state))
        stem = slug(theirs[0].owner) or "nobody"
        name, number = f"{stem}.eml", 1
        while name in made:
            number += 1
            name = f"{stem}-{number}.eml"
        made[name] = _draft(theirs, today, found.stage)
    return made


def _draft(lines: Sequence[Line], today: date, stage: int) -> bytes:
    owner, mail = lines[0].owner, EmailMessage(policy=SMTP)
    count = f"{len(lines)} deal{'' if len(lines) == 1 else 's'}"
    mail["Subject"] = f"Shared plans to mend by the end of today: {count}"
    if lines[0].owner_email:
        mail["To"] = lines[0].owner_email
    mail["X-Unsent"] = "1"
    day = f"{today:%A}, {today.day} {today:%B}"
    plans = "its plan is" if len(lines) == 1 else "their plans are"
    said = [
        f"Hello {owner.split()[0]}," if owner != "nobody" else "Hello,",
        "",
        f"{count[0].upper()}{count[1:]} of yours {'is' if len(lines) == 1 else 'are'} in stage {stage} or later, and {plans} not in order. "
        f"Please mend {'it' if len(lines) == 1 else 'them'} by the end of today, {day}. What is not published is not in Commit.",
    ]
    for number, line in enumerate(lines, 1):
        amount = f", {_amount(line)}" if line.amount is not None else ""
        account = f" ({line.company}{amount})" if line.company else ""
        said += ["", f"{number}. {line.deal}{account}: {SAYS[line.state]}"]
        if line.at:
            said.append(f"   {line.at}")
        said.append(f"   {line.fix}")
    said += ["", "Then run: mapdocs check, and mapdocs build.", ""]
    mail.set_content("\n".join(said), cte="quoted-printable")
    return mail.as_bytes()
