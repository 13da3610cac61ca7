"""mapdocs pressure: the skeptic's page for the pair."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import click

from mapdocs.building.company import kit_for
from mapdocs.cli.many import sound_specs
from mapdocs.cli.options import FILE, format_option, to_file, today_option
from mapdocs.cli.output import tell, then, typed
from mapdocs.dates import working_days
from mapdocs.schema.loader import settings_for
from mapdocs.schema.model import Spec
from mapdocs.storage.outputs import write_output
from mapdocs.training.pressure import pressure, records
from mapdocs.training.pressure_page import pressure_pdf, told
from mapdocs.training.roster import read_roster


@click.command(name="pressure", short_help="The skeptic's page for the pair, by risk.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option("--roster", type=FILE, help="A CSV or a workbook: one page a rep, in its order.")
@format_option()
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="The paper's size; the settings' where left out.")
@to_file("Write a PDF, one page a deal, with room for the pen.")
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    specs: tuple[str, ...],
    roster: str | None,
    form: str,
    paper: Literal["letter", "a4"] | None,
    out: str | None,
    force: bool,
    today: date | None,
) -> None:
    """List each open step by risk: little slack, less time than usual, one owner for many, no yes yet, moved before,
    holidays, the quarter's end. For each the question that the training asks, with this deal's own numbers.

    A SPEC may be a folder. Partner A asks; partner B answers with evidence, or moves the date (mapdocs move). The page is
    for your own side.
    """
    if out and form == "json":
        raise click.UsageError("-o writes a PDF, and --format json prints; give one of the two")
    now = today or date.today()
    good, unread = sound_specs(specs)
    code = 1 if unread else 0
    settings, _ = settings_for(Path(specs[0]) / "x" if Path(specs[0]).is_dir() else Path(specs[0]))
    if roster:
        good, missed = _by_rep(good, roster, settings.acv_threshold)
        for line in missed:
            tell(line, err=True)
        code = 1 if missed else code
    pages = [pressure(s, working_days.of_country(s.settings.holidays), today=now) for s in good]
    if out and pages:
        page = pressure_pdf(pages, kit_for(settings), paper=paper or settings.paper, today=now)
        write_output(Path(out), page, force=force)
        click.echo(out)
    elif form == "json":
        click.echo(json.dumps(records(pages), ensure_ascii=False, indent=1))
    else:
        tell("\n\n".join(told(page) for page in pages))
    if form == "text" and pages:
        then(f'what has no evidence moves: {typed("mapdocs move", pages[0].file)} ROW DATE --why "…"')
    ctx.exit(code)


def _by_rep(specs: list[Spec], roster: str, threshold: Decimal) -> tuple[list[Spec], list[str]]:
    """The specs in the roster's order: each line's deal by name, or its rep's deals; and what could not be found."""
    read = read_roster(Path(roster).read_bytes(), threshold, roster)
    missed = [f"{roster}:{line}: {wrong}" for line, wrong in read.problems]
    found: list[Spec] = []
    for sheet in read.sheets:
        named = [s for s in specs if sheet.deal and s.deal.name.casefold() == sheet.deal.casefold()]
        theirs = named or [s for s in specs if not sheet.deal and s.seller.owner.casefold() == sheet.rep.casefold()]
        if not theirs:
            what = f"no plan is called “{sheet.deal}”" if sheet.deal else "no plan names them as its owner"
            missed.append(f"{roster}: {sheet.rep}: {what}")
        found += [s for s in theirs if s not in found]
    return found, missed
