"""mapdocs worksheet: what enablement prints the evening before."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Literal

import click

from mapdocs.building.company import kit_for
from mapdocs.cli.options import FILE, format_option
from mapdocs.cli.output import show_findings, show_json, then, typed
from mapdocs.dates import working_days
from mapdocs.formats.pdf.requirements import pdf_problem
from mapdocs.schema.loader import load, settings_for
from mapdocs.schema.model import Settings
from mapdocs.storage.outputs import write_output
from mapdocs.training.blanks import Sheet
from mapdocs.training.handout import sheet_of
from mapdocs.training.pressure import pressure
from mapdocs.training.pressure_page import pressure_pdf
from mapdocs.training.roster import Roster, read_roster
from mapdocs.training.session import Session, read_session
from mapdocs.training.worksheet import PrintOptions, worksheet


@click.command(name="worksheet", short_help="Print the training's worksheet: blank, for a deal, or one a rep.")
@click.option("--for", "spec", type=FILE, help="Fill in what this spec knows.")
@click.option("--roster", type=FILE, help="A CSV or a workbook: one sheet a rep.")
@click.option("--session", "session_file", type=FILE, help="A session: adds the run sheet.")
@click.option("--wall", is_flag=True, help="With --session: also one page a block in large type.")
@click.option(
    "--pressure",
    "pair",
    is_flag=True,
    help="With --for: beside it the skeptic's page for the pair, as pressure prints it.",
)
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
@click.option("--force", is_flag=True, help="Overwrite the file of -o, whatever it is.")
@format_option()
@click.pass_context
def command(
    ctx: click.Context,
    spec: str | None,
    roster: str | None,
    session_file: str | None,
    wall: bool,
    pair: bool,
    fillable: bool,
    paper: Literal["letter", "a4"] | None,
    out: str,
    force: bool,
    form: str,
) -> None:
    """Write the worksheet as a PDF: one sheet, two sides, full plan and three lines.

    Blank without options. With --roster, a wrong line is told with its number, the rest is printed, and the exit code is 1.
    """
    if spec and roster:
        raise click.UsageError("--for fills in one deal and --roster many; give one of the two")
    if wall and not session_file:
        raise click.UsageError("--wall needs the session: --session FILE")
    if pair and not spec:
        raise click.UsageError(
            "--pressure needs the deal: --for SPEC; for many deals run mapdocs pressure FOLDER -o FILE.pdf"
        )
    settings, _ = settings_for(Path(spec or roster or session_file or "worksheet"))
    session = _session(ctx, session_file) if session_file else None
    sheets: tuple[Sheet, ...] = (Sheet(),)
    code = 0
    read = Roster((), (), ())
    if spec:
        sheets = (_deal_sheet(ctx, spec, fillable),)
    elif roster:
        read = read_roster(Path(roster).read_bytes(), settings.acv_threshold, roster)
        if form == "text":
            _tell(read, roster)
        code = 1 if read.problems else 0
        if not read.sheets:
            ctx.exit(1)
        sheets = read.sheets
    problem = pdf_problem()
    if problem:
        click.echo(f"Error: no PDF: {problem}", err=True)
        ctx.exit(3)
    options = PrintOptions(paper=paper or settings.paper, fillable=fillable, wall=wall)
    write_output(Path(out), worksheet(sheets, kit_for(settings), session=session, options=options), force=force)
    paths = [out]
    if pair and spec:
        paths.append(_pair_page(spec, Path(out), options.paper, settings, force=force))
    if form == "json":
        show_json({"paths": paths, **_records(read)})
    else:
        click.echo("\n".join(paths))
        filled = f"fill it in, then run: {typed('mapdocs pull', spec, out)}" if fillable and spec else ""
        then(
            filled
            or f"print it; to fill in what a plan knows, {typed('mapdocs worksheet --for', spec or 'SPEC')} --fillable"
        )
    ctx.exit(code)


def _pair_page(spec: str, out: Path, paper: Literal["letter", "a4"], settings: Settings, *, force: bool) -> str:
    """The skeptic's page beside the worksheet: it goes to the partner, the worksheet to the rep."""
    loaded, today = load(spec), date.today()
    page = pressure(loaded, working_days.of_country(settings.holidays), today=today)
    beside = out.with_name(f"{out.stem}-pressure.pdf")
    write_output(beside, pressure_pdf([page], kit_for(settings), paper=paper, today=today), force=force)
    return str(beside)


def _session(ctx: click.Context, file: str) -> Session:
    text = Path(file).read_text("utf-8-sig", errors="replace")
    session, findings = read_session(text, file=file)
    show_findings(findings, {file: text})
    if session is None:
        ctx.exit(1)
    return session


def _deal_sheet(ctx: click.Context, file: str, fillable: bool) -> Sheet:
    """The sheet of the deal in ``file``; what a fillable one was made from is remembered beside the spec."""
    loaded = load(file)
    errors = [f for f in loaded.findings if f.level == "error"]
    show_findings(errors, {file: loaded.source.text})
    if errors:
        ctx.exit(1)
    return sheet_of(loaded, Path(file).parent, fillable=fillable, today=date.today())


def _records(read: Roster) -> dict[str, object]:
    return {
        "problems": [{"line": line, "wrong": wrong} for line, wrong in read.problems],
        "left_out": [{"line": line, "text": said} for line, said in read.left_out],
        "reps": [asdict(rep) for rep in read.reps],
    }


def _tell(read: Roster, file: str) -> None:
    for line, wrong in read.problems:
        click.echo(f"{file}:{line}: {wrong}", err=True)
    for line, said in read.left_out:
        click.echo(f"{file}:{line}: no sheet for this line: {said}", err=True)
    if read.ignored:
        click.echo(f"{file}: columns that are not used: {', '.join(read.ignored)}", err=True)
