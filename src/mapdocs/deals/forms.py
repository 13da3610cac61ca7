"""The overview as text: a table, CSV, JSON, a page, Markdown. Each form takes the deals, the day, and what to group by."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from itertools import groupby

from mapdocs.deals.overview import FLAGS, Deal
from mapdocs.language.display import columns
from mapdocs.templating.kit import kit_in


def is_so(deal: Deal, name: str) -> bool:
    """Whether ``name``, a flag or a state as ``--fail-on`` takes it, is said of the deal."""
    plain = name.replace("at-risk", "at risk")
    return plain in deal.flags or plain == deal.state


def _when(deal: Deal) -> str:
    if deal.days is None:
        return ""
    return "today" if deal.days == 0 else f"in {deal.days} d" if deal.days > 0 else f"{-deal.days} d late"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""


def _groups(deals: list[Deal], by: str | None) -> list[tuple[str, list[Deal]]]:
    if by is None:
        return [("", deals)]
    ranked = sorted(deals, key=lambda deal: deal.owner.casefold())
    return [(name, list(group)) for name, group in groupby(ranked, key=lambda deal: deal.owner)]


_HEADS = ("State", "Deal", "Next step", "Buyer owner", "Date", "", "Flags")


def _cells(deal: Deal) -> tuple[str, ...]:
    return (deal.state, deal.deal, deal.step, deal.buyer_owner, _day(deal.due), _when(deal), ", ".join(deal.flags))


def _table(deals: list[Deal], today: date, by: str | None) -> str:
    lines: list[str] = []
    for name, group in _groups(deals, by):
        lines += [
            *([f"{name}:"] if name else []),
            *columns(_HEADS, [_cells(deal) for deal in group], widest=38),
            *([""] if name else []),
        ]
    return "\n".join([*lines, *([""] if not by else []), _counted(deals)])


def _counted(deals: list[Deal]) -> str:
    counts = [
        (sum(deal.state == state for deal in deals), state) for state in ("stalled", "at risk", "on track", "done")
    ]
    said = ", ".join(f"{n} {state}" for n, state in counts if n)
    return f"{len(deals)} deal{'' if len(deals) == 1 else 's'}{': ' if said else ''}{said}."


def _record(deal: Deal) -> dict[str, object]:
    return {
        "deal": deal.deal,
        "next_milestone": deal.step,
        "buyer_owner": deal.buyer_owner or None,
        "date": deal.due.isoformat() if deal.due else None,
        "days": deal.days,
        "state": deal.state,
        "flags": list(deal.flags),
        "seller_owner": deal.seller_owner or None,
        "company": deal.company,
        "owner": deal.owner,
        "stage": deal.stage,
        "forecast": deal.forecast or None,
        "done": deal.done,
        "total": deal.total,
        "map_url": deal.link or None,
        "file": deal.file,
    }


def _json(deals: list[Deal], today: date, by: str | None) -> str:
    records = [_record(deal) for _, group in _groups(deals, by) for deal in group]
    return json.dumps(records, ensure_ascii=False, indent=1)


def _csv(deals: list[Deal], today: date, by: str | None) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    keys = (
        list(_record(deals[0]))
        if deals
        else ["deal", "next_milestone", "buyer_owner", "date", "days", "state", "flags"]
    )
    writer.writerow(keys)
    for _, group in _groups(deals, by):
        for deal in group:
            values = _record(deal) | {"flags": "; ".join(deal.flags)}
            writer.writerow(["" if values[key] is None else guarded(values[key]) for key in keys])
    return out.getvalue()


def guarded(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _markdown(deals: list[Deal], today: date, by: str | None) -> str:
    lines: list[str] = []
    for name, group in _groups(deals, by):
        lines += [f"**{plain(name)}**", ""] if name else []
        lines += ["| State | Deal | Next step | Buyer owner | Date | Flags |", "| --- | --- | --- | --- | --- | --- |"]
        for deal in group:
            due = " ".join(part for part in (_day(deal.due), f"({_when(deal)})" if _when(deal) else "") if part)
            cells = (deal.state, deal.deal, deal.step, deal.buyer_owner, due, ", ".join(deal.flags))
            lines.append("| " + " | ".join(plain(cell) for cell in cells) + " |")
        lines.append("")
    return "\n".join([*lines, _counted(deals)])


def plain(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return "".join(f"\\{c}" if c in "\\|*_`[]<>#~!" else c for c in " ".join(text.split()))


def _html(deals: list[Deal], today: date, by: str | None) -> str:
    ranked = [deal for _, group in _groups(deals, by) for deal in group]
    owners = sorted({deal.owner for deal in deals if deal.owner}, key=str.casefold)
    return kit_in(None).render(
        "next.html.j2",
        deals=ranked,
        today=_day(today),
        when=_when,
        day=_day,
        owners=owners,
        meanings=FLAGS,
        counted=_counted(deals),
    )


FORMS: dict[str, Callable[[list[Deal], date, str | None], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "html": _html,
    "markdown": _markdown,
}
