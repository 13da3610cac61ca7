"""mapdocs next: the round-robin over many plans."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapdocs.cli.options import today_option
from mapdocs.cli.output import columns, existing_specs, show_findings

if TYPE_CHECKING:
    from mapdocs.overview.next import Deal

_FAILS = ("unpublished", "late", "stalled", "at-risk", "one-sided", "quiet")


@click.command(name="next", short_help="What is next in every deal, who owns it, and what is late.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "html", "markdown"]),
    default="table",
    show_default=True,
)
@click.option("--markdown", is_flag=True, help="The same as --format markdown, for a channel.")
@click.option("--by", type=click.Choice(["owner"]), help="Grouped by rep, for a one-to-one.")
@click.option(
    "--fail-on", type=click.Choice(_FAILS), multiple=True, help="Exit 1 where a deal is so; for a pipeline's gate."
)
@click.option("-o", "--out", type=click.Path(dir_okay=False), help="Write into this file instead of the screen.")
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    specs: tuple[str, ...],
    form: str,
    markdown: bool,
    by: str | None,
    fail_on: tuple[str, ...],
    out: str | None,
    today: date | None,
) -> None:
    """List each deal's next step, its owner on the buyer's side, and the date; what is late stands first.

    A SPEC may be a folder. A deal is stalled when an open step is seven days late or more, at risk when one is late by
    less or marked so. The list is for your own side.
    """
    from mapdocs.overview.next import MISSING, overview
    from mapdocs.schema.loader import load

    day = today or date.today()
    good, code = [], 0
    for path in existing_specs(specs):
        spec = load(path)
        errors = [f for f in spec.findings if f.level == "error" and f.code != MISSING]
        if errors:
            show_findings(errors[:1], {str(path): spec.source.text})
            click.echo(f"{path}: left out; mend it, then run: mapdocs check {path}", err=True)
            code = 1
        else:
            good.append(spec)
    deals = overview(good, today=day)
    text = _FORMATS["markdown" if markdown else form](deals, day, by)
    if out:
        from mapdocs.storage.atomic import write_whole

        write_whole(Path(out), text.encode())
        click.echo(out)
    else:
        click.echo(text, nl=not text.endswith("\n"))
    failing = [deal for deal in deals if any(_is(deal, name) for name in fail_on)]
    for deal in failing:
        met = ", ".join(name for name in fail_on if _is(deal, name))
        click.echo(f"{deal.file}: {deal.deal}: {met}", err=True)
    ctx.exit(1 if failing else code)


def _is(deal: Deal, name: str) -> bool:
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


def _record(deal: Deal) -> dict[str, Any]:
    return {
        "deal": deal.deal, "next_milestone": deal.step, "buyer_owner": deal.buyer_owner or None,
        "date": deal.due.isoformat() if deal.due else None, "days": deal.days, "state": deal.state,
        "flags": list(deal.flags), "seller_owner": deal.seller_owner or None, "company": deal.company, "owner": deal.owner,
        "stage": deal.stage, "forecast": deal.forecast or None, "done": deal.done, "total": deal.total,
        "map_url": deal.link or None, "file": deal.file,
    }  # fmt: skip


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
            writer.writerow(["" if values[key] is None else _guarded(values[key]) for key in keys])
    return out.getvalue()


def _guarded(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _markdown(deals: list[Deal], today: date, by: str | None) -> str:
    lines: list[str] = []
    for name, group in _groups(deals, by):
        lines += [f"**{_plain(name)}**", ""] if name else []
        lines += ["| State | Deal | Next step | Buyer owner | Date | Flags |", "| --- | --- | --- | --- | --- | --- |"]
        for deal in group:
            due = " ".join(part for part in (_day(deal.due), f"({_when(deal)})" if _when(deal) else "") if part)
            cells = (deal.state, deal.deal, deal.step, deal.buyer_owner, due, ", ".join(deal.flags))
            lines.append("| " + " | ".join(_plain(cell) for cell in cells) + " |")
        lines.append("")
    return "\n".join([*lines, _counted(deals)])


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return "".join(f"\\{c}" if c in "\\|*_`[]<>#~!" else c for c in " ".join(text.split()))


def _html(deals: list[Deal], today: date, by: str | None) -> str:
    from mapdocs.overview.next import FLAGS
    from mapdocs.templating.folder import TemplateFolder
    from mapdocs.templating.kit import Kit

    ranked = [deal for _, group in _groups(deals, by) for deal in group]
    owners = sorted({deal.owner for deal in deals if deal.owner}, key=str.casefold)
    return Kit(TemplateFolder()).render(
        "next.html.j2",
        deals=ranked,
        today=_day(today),
        when=_when,
        day=_day,
        owners=owners,
        meanings=FLAGS,
        counted=_counted(deals),
    )


_FORMATS: dict[str, Callable[[list[Deal], date, str | None], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "html": _html,
    "markdown": _markdown,
}
