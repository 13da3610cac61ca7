"""mapdocs move: a row's date moved, its slip kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import DAY, FILE, WORDS, format_option, today_option
from mapdocs.cli.output import show_findings, sound_spec, tell, then, typed
from mapdocs.deals.moving import Decision, Moved, move, row_named
from mapdocs.plan.schedule import spoken
from mapdocs.rules.checker import check
from mapdocs.storage.encoding import replace_text


@click.command(name="move", short_help="Move a row's date; the slip is kept, and why.")
@click.argument("spec", type=FILE)
@click.argument("row", metavar="ROW")
@click.argument("day", metavar="[DATE]", required=False, type=DAY)
@click.option("--why", type=WORDS, help="Why the date moves, in words for both sides.")
@click.option("--evidence", type=WORDS, help="Why the date is realistic; for your own side. Works without DATE.")
@click.option("--agreed", is_flag=True, help="The buyer said yes to the new date, today.")
@format_option()
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    spec: str,
    row: str,
    day: date | None,
    why: str | None,
    evidence: str | None,
    agreed: bool,
    form: str,
    today: date | None,
) -> None:
    """Write what was decided on one row into the spec: ROW is its id (legal), its number from 1, or its name.

    The old date goes under moved, with today and the reason, where both sides see it. The buyer's yes belonged to the old
    date, so the row is a proposal again; with --agreed they said yes to the new one. Nothing else in the file changes.
    """
    if day is None and not evidence:
        raise click.UsageError('nothing was decided: give a date such as 2027-01-19 and --why "…", or --evidence "…"')
    if day is None and (why or agreed):
        raise click.UsageError(
            f"{'--why' if why else '--agreed'} belongs to a new date: give it after the row, as in 2027-01-19"
        )
    loaded = sound_spec(ctx, spec)
    found = row_named(loaded, row)
    now = today or date.today()
    if day and not why and found.target_date and day != found.target_date:
        raise click.UsageError('a date that moves says why, in words for both sides: --why "…"')
    done = move(loaded, found, Decision(day=day, why=why or "", evidence=evidence or "", agreed=agreed), today=now)
    replace_text(Path(spec), done.text, was=loaded.source.text)
    click.echo(_json(done) if form == "json" else "", nl=form == "json")
    if form == "text":
        for line in _said(done, bool(evidence)):
            tell(line)
    before = {(f.code, f.path, f.message) for f in check(loaded, today=now)}
    fresh = [f for f in check(done.spec, today=now) if (f.code, f.path, f.message) not in before]
    show_findings(fresh, {spec: done.text})
    if form == "text":
        then(typed("mapdocs build", spec))


def _said(done: Moved, evidence: bool) -> list[str]:
    row = done.row
    said = []
    if done.before != row.target_date and row.target_date:
        was = f"{spoken(done.before)} → " if done.before else ""
        said.append(f"{row.milestone}: {was}{spoken(row.target_date)}.")
    if done.rule:
        said.append(f"It said “{done.rule}”; the date stands on its own now.")
    if done.withdrawn:
        said.append(
            f"The buyer agreed to the old date on {spoken(done.withdrawn)}; the row is a proposal again (--agreed where they said yes)."
        )
    said += [
        f"Moves with it: {row.milestone}, {spoken(old) if old else 'no date'} → {spoken(new) if new else 'no date'}."
        for row, old, new in done.along
    ]
    if evidence:
        said.append(f"{row.milestone}: the evidence is written.")
    return said


def _json(done: Moved) -> str:
    return json.dumps(
        {
            "id": done.row.id,
            "milestone": done.row.milestone,
            "from": done.before.isoformat() if done.before else None,
            "target_date": done.row.target_date.isoformat() if done.row.target_date else None,
            "evidence": done.row.evidence,
            "agreed_on": done.row.agreed_on.isoformat() if done.row.agreed_on else None,
            "agreement_withdrawn": done.withdrawn.isoformat() if done.withdrawn else None,
            "moves_with_it": [
                {
                    "id": row.id,
                    "from": old.isoformat() if old else None,
                    "target_date": new.isoformat() if new else None,
                }
                for row, old, new in done.along
            ],
        },
        ensure_ascii=False,
        indent=1,
    )
