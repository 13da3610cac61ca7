"""mapdocs worksheet: what enablement prints the evening before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapdocs.cli.output import show_findings

if TYPE_CHECKING:
    from mapdocs.schema.model import Spec
    from mapdocs.training.blanks import Sheet


@click.command(name="worksheet", short_help="Print the training's worksheet: blank, for a deal, or one a rep.")
@click.option("--for", "spec", type=click.Path(exists=True, dir_okay=False), help="Fill in what this spec knows.")
@click.option("--roster", type=click.Path(exists=True, dir_okay=False), help="A CSV: one sheet a rep.")
@click.option(
    "--session", "session_file", type=click.Path(exists=True, dir_okay=False), help="A session: adds the run sheet."
)
@click.option("--wall", is_flag=True, help="With --session: also one page a block in large type.")
@click.option("--fillable", is_flag=True, help="Real form fields, to fill on the screen.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), help="The paper's size; the settings' where left out.")
@click.option(
    "-o",
    "--out",
    default="worksheet.pdf",
    show_default=True,
    type=click.Path(dir_okay=False),
    help="The file to write.",
)
@click.pass_context
def command(
    ctx: click.Context,
    spec: str | None,
    roster: str | None,
    session_file: str | None,
    wall: bool,
    fillable: bool,
    paper: str | None,
    out: str,
) -> None:
    """Write the worksheet as a PDF: one sheet, two sides, full plan and three lines.

    Blank without options. With --roster, a wrong line is told with its number, the rest is printed, and the exit code is 1.
    """
    from mapdocs.building.company import kit_for
    from mapdocs.formats.pdf.requirements import pdf_problem
    from mapdocs.schema.loader import load, settings_for
    from mapdocs.storage.atomic import write_whole
    from mapdocs.training.blanks import Sheet, sheet_for
    from mapdocs.training.roster import read_roster
    from mapdocs.training.session import Session, read_session

    if spec and roster:
        raise click.UsageError("--for fills in one deal and --roster many; give one of the two")
    if wall and not session_file:
        raise click.UsageError("--wall needs the session: --session FILE")
    settings, _ = settings_for(Path(spec or roster or session_file or "worksheet"))
    code, session = 0, None
    if session_file:
        text = Path(session_file).read_text("utf-8-sig", errors="replace")
        session, findings = read_session(text, file=session_file)
        show_findings(findings, {session_file: text})
        if session is None:
            ctx.exit(1)
    assert session is None or isinstance(session, Session)
    sheets: tuple[Sheet, ...] = (Sheet(),)
    if spec:
        loaded = load(spec)
        errors = [f for f in loaded.findings if f.level == "error"]
        show_findings(errors, {spec: loaded.source.text})
        if errors:
            ctx.exit(1)
        sheet = sheet_for(loaded)
        sheets = (_versioned(sheet, loaded, Path(spec).parent) if fillable else sheet,)
    elif roster:
        read = read_roster(Path(roster).read_bytes(), settings.acv_threshold)
        for line, wrong in read.problems:
            click.echo(f"{roster}:{line}: {wrong}", err=True)
            code = 1
        if read.ignored:
            click.echo(f"{roster}: columns that are not used: {', '.join(read.ignored)}", err=True)
        if not read.sheets:
            ctx.exit(1)
        sheets = read.sheets
    problem = pdf_problem()
    if problem:
        click.echo(f"Error: no PDF: {problem}", err=True)
        ctx.exit(3)
    from mapdocs.training.worksheet import worksheet

    kit = kit_for(settings)
    size = paper or settings.paper
    write_whole(Path(out), worksheet(sheets, kit, paper=size, session=session, fillable=fillable, wall=wall))  # type: ignore[arg-type]
    click.echo(out)
    ctx.exit(code)


def _versioned(sheet: Sheet, spec: Spec, folder: Path) -> Sheet:
    """The sheet with the line by which ``mapdocs pull`` knows what it was made from, which is remembered."""
    from dataclasses import replace

    from mapdocs.building.company import kit_for
    from mapdocs.plan.builder import buyer_plan
    from mapdocs.plan.variant import live_rows
    from mapdocs.storage import history

    choice = "lite" if sheet.variant == "lite" and len(live_rows(spec)) == len(sheet.lite_rows) else "full"
    words = kit_for(spec.settings).words(spec.settings.locale)
    plan = buyer_plan(spec, today=date.min, choice=choice, names=words.under("milestones"))  # type: ignore[arg-type]
    history.remember_version(folder, history.version_now(plan.snapshot(), date.today()))
    return replace(sheet, version=words("footer.plan", plan=plan.stem, revision=plan.revision))
