"""mapdocs import: specs from a CRM's export, or from a plan that somebody already keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapdocs.cli.options import AMOUNT, DAY, WORDS, today_option
from mapdocs.cli.output import tell
from mapdocs.cli.schema import write_beside
from mapdocs.errors import NotWritten

if TYPE_CHECKING:
    from mapdocs.importing.crm_export import Export, Names
    from mapdocs.readers.tables import Paper
    from mapdocs.schema.model import Settings

_ORDERS = {"dmy": True, "mdy": False}


@click.command(name="import", short_help="Make specs from a CRM's export or an existing plan.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "-o", "--out", default=".", show_default=True, type=click.Path(file_okay=False), help="The folder for the specs."
)
@click.option("--stage", metavar="STAGES", help="Only these: 4-9, 3+, or names as the CRM writes them, with commas.")
@click.option(
    "--columns",
    type=click.Path(exists=True, dir_okay=False),
    help="More names of columns and stages; see crm-columns.yaml.",
)
@click.option(
    "--date-order", type=click.Choice(list(_ORDERS)), help="How 4/5/2026 is meant, where the file does not say."
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["auto", "crm", "plan"]),
    default="auto",
    show_default=True,
    help="What the file is.",
)
@click.option("--deal", type=WORDS, help="An existing plan's deal; the file's name where left out.")
@click.option("--acv", type=AMOUNT, help="Its annual contract value.")
@click.option("--buyer", type=WORDS, help="Its buyer's company.")
@click.option("--champion", type=WORDS, help="Its champion.")
@click.option("--seller", type=WORDS, help="Your company.")
@click.option("--owner", type=WORDS, help="The rep.")
@click.option("--go-live", "go_live", type=DAY, help="The day by which the buyer needs it to work.")
@today_option
def command(
    file: str, out: str, stage: str | None, columns: str | None, date_order: str | None, kind: str,
    today: date | None, **given: Any,
) -> None:  # fmt: skip
    """Read FILE (CSV, .xlsx, .docx or Markdown) and write a spec a deal into the folder -o.

    An opportunity export of Salesforce, HubSpot, Pipedrive or Dynamics gives a spec a deal. A second import changes only
    what the CRM owns: amount, currency, stage, forecast and the record's link. A plan in a table gives one spec with its
    rows. Nothing is overwritten, and what is not understood is named and marked in the spec.
    """
    from mapdocs.errors import Unreadable
    from mapdocs.importing import crm_export
    from mapdocs.schema.loader import settings_for

    ctx = click.get_current_context()
    day = today or date.today()
    settings, _ = settings_for(Path(out) / "x.yaml")
    own = settings.seller
    own = replace(own, company=given["seller"] or own.company, owner=given["owner"] or own.owner)
    settings = replace(settings, seller=own)
    try:
        paper = _paper(Path(file))
        names = _names(settings, columns)
    except Unreadable as problem:
        tell(f"Error: {file}: {problem.message}\n  hint: {problem.hint}", err=True)
        ctx.exit(1)
    except ValueError as problem:
        raise click.BadParameter(f"{columns}: {problem}.", param_hint="--columns") from problem
    order = _ORDERS.get(date_order or "")
    if kind != "plan":
        found = [crm_export.read_export(table, names, day_first=order, today=day) for table in paper.tables]
        export = max((e for e in found if e is not None), key=lambda e: len(e.columns), default=None)
        if export is not None:
            ctx.exit(_import_export(file, export, stage, Path(out), settings, day))
        if kind == "crm":
            tell(
                f"Error: {file}: no row names an opportunity's name and its amount, stage or close date\n"
                "  hint: give the names of your columns with --columns; the built-in ones are shown by: mapdocs templates eject",
                err=True,
            )
            ctx.exit(1)
    ctx.exit(_import_plan(file, paper, Path(out), settings, day, order, given))


def _paper(path: Path) -> Paper:
    from mapdocs.readers.detect import open_papers
    from mapdocs.readers.text_tables import read_csv, read_markdown

    raw = path.read_bytes()
    suffix = path.suffix.lower()
    if raw.startswith(b"PK") or suffix in (".docx", ".xlsx", ".eml", ".pdf", ".xls", ".doc"):
        return open_papers(raw, path.name, max_rows=20_000)[0].paper
    if suffix in (".md", ".markdown"):
        return read_markdown(raw)
    paper = read_csv(raw)
    if max((len(row.cells) for table in paper.tables for row in table.rows), default=0) < 2 or b"|" in raw[:200]:
        marked = read_markdown(raw)
        return marked if marked.tables else paper
    return paper


def _names(settings: Settings, columns: str | None) -> Names:
    from mapdocs.importing.crm_export import read_names
    from mapdocs.templating.folder import TemplateFolder

    name = "crm-columns.yaml"
    sources = [TemplateFolder()(name) or b""]
    if settings.templates:
        own = Path(settings.folder or ".") / settings.templates / name
        sources += [own.read_bytes()] if own.is_file() else []
    if columns:
        sources.append(Path(columns).read_bytes())
    return read_names(sources)


def _import_export(file: str, export: Export, stage: str | None, out: Path, settings: Settings, day: date) -> int:
    """Specs for the opportunities of an export; the exit code."""
    from mapdocs.dates import working_days
    from mapdocs.importing.intake import new_spec, stage_filter
    from mapdocs.language.slugs import file_stem
    from mapdocs.storage import atomic

    try:
        wanted = stage_filter(stage or "")
    except ValueError as problem:
        raise click.BadParameter(f"{problem}.", param_hint="--stage") from problem
    for heading in export.unknown:
        tell(
            f"{file}: the column “{heading}” is not known, and was not read; to use it, name it in a file for --columns",
            err=True,
        )
    for line in export.problems:
        tell(f"{file}: {line}", err=True)
    calendar = working_days.of_country(settings.holidays)
    there = _specs_there(out)
    counts = {"written": 0, "updated": 0, "unchanged": 0, "left out": 0}
    used: set[Path] = set()
    code = 0
    for one in export.opportunities:
        if not wanted.wants(one):
            counts["left out"] += 1
            continue
        for line in one.problems:
            tell(f"{file}:{one.number}: {one.name}: {line}", err=True)
        path = there.get(one.values.get("id", "")) or there.get(file_stem(one.name))
        if path is not None and path in used:
            tell(
                f"{file}:{one.number}: {one.name}: {path} is of this name already; rename the deal in the CRM, or give ids",
                err=True,
            )
            code = 1
            continue
        if path is None:
            path = out / f"{file_stem(one.name)}.yaml"
            atomic.write_whole(path, new_spec(one, export, settings, calendar, day).encode())
            there[file_stem(one.name)] = path
            counts["written"] += 1
            tell(str(path))
        else:
            state = _update(path, one)
            code = max(code, 1 if state == "refused" else 0)
            counts["updated" if state == "updated" else "unchanged"] += state != "refused"
        used.add(path)
    if counts["written"]:
        write_beside(out / "any.yaml")
    said = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
    tell(f"{len(export.opportunities)} opportunities: {said or 'none'}.", err=True)
    if counts["left out"] and not stage:
        tell("Left out are closed deals; name their stage with --stage to have them.", err=True)
    return code


def _specs_there(out: Path) -> dict[str, Path]:
    """The specs in the folder by their CRM id and by the name that their file would get."""
    from mapdocs.importing.intake import crm_id
    from mapdocs.language.slugs import file_stem
    from mapdocs.schema.loader import load, specs_in

    found: dict[str, Path] = {}
    for path in specs_in(out) if out.is_dir() else ():
        spec = load(path)
        found.setdefault(path.stem, path)
        if spec.deal.name:
            found.setdefault(file_stem(spec.deal.name), path)
        known = crm_id(spec.source.text)
        if known:
            found[known] = path
    return found


def _update(path: Path, one: Any) -> str:
    """Bring the CRM's own fields of a spec up to date; "updated", "unchanged" or "refused"."""
    from mapdocs.importing.intake import updated
    from mapdocs.schema.loader import load
    from mapdocs.storage import encoding

    spec = load(path)
    try:
        update = updated(spec, one)
    except NotWritten as problem:
        tell(f"{path}: not updated: {problem}. Mend the spec with: mapdocs check {path}", err=True)
        return "refused"
    if not update.changes:
        return "unchanged"
    encoding.replace_text(path, update.text)
    for name, old, new in update.changes:
        tell(f"{path}: {name}: {old or '(empty)'} → {new}", err=True)
    return "updated"


def _import_plan(
    file: str, paper: Paper, out: Path, settings: Settings, day: date, day_first: bool | None, given: dict[str, Any]
) -> int:
    """One spec for a plan in a table; the exit code."""
    from mapdocs.importing.draft import Draft, draft_text
    from mapdocs.importing.owners import Side, Sides
    from mapdocs.importing.plan_table import find_plan
    from mapdocs.language.slugs import file_stem
    from mapdocs.storage import atomic

    seller, owner = settings.seller.company, settings.seller.owner
    people = [owner, *(person.name for person in settings.seller.people)]
    sides = Sides(
        Side(given["buyer"] or "", (given["champion"],) if given["champion"] else ()),
        Side(seller, tuple(person for person in people if person)),
    )
    plan = find_plan(paper, sides, today=day, day_first=day_first)
    if plan is None or not plan.rows:
        tell(
            f"Error: {file}: there is no plan in this file: no heading row names a step and, say, its owner or date\n"
            "  hint: give the columns a row of headings, such as Step, Owner, Due date, Status",
            err=True,
        )
        return 1
    name = given["deal"] or Path(file).stem.replace("_", " ").replace("-", " ").strip()
    target = out / f"{file_stem(name)}.yaml"
    if target.exists():
        tell(
            f"Error: {target} is there already, and nothing is overwritten.\n  hint: name the deal with --deal, or move that file",
            err=True,
        )
        return 1
    for heading in plan.unknown:
        tell(f"{file}: the column “{heading}” is not one of a plan's; what stands in it is kept as comments", err=True)
    for remark in plan.remarks:
        tell(f"{file}: not understood: {remark}", err=True)
    draft = Draft(
        name=name, acv=given["acv"], currency=settings.currency, go_live=given["go_live"], buyer=given["buyer"] or "",
        champion=given["champion"] or "", seller=seller, owner=owner, rows=plan.rows,
        head=(f"From {Path(file).name}, {plan.where}, {day}",),
    )  # fmt: skip
    atomic.write_whole(target, draft_text(draft).encode())
    write_beside(target)
    tell(str(target))
    tell(f"{len(plan.rows)} rows. Fill in the lines marked (?), then run: mapdocs check {target}", err=True)
    return 0
