"""A file to specs in memory, and from there to the disk: what ``mapdocs import`` does."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from mapdocs.errors import NotWritten, Unreadable
from mapdocs.importing.answers import Answers, answered_rows
from mapdocs.importing.beside import buyer_named, is_list
from mapdocs.importing.crm_export import Export, could_be_plan, read_export
from mapdocs.importing.crm_heads import Names, read_names
from mapdocs.importing.deal_words import DealWords, deal_words
from mapdocs.importing.draft import Draft, draft_text
from mapdocs.importing.fates import counted
from mapdocs.importing.intake import ALL_BUT_CLOSED, Filter
from mapdocs.importing.kept_apart import OnlyPlanKept
from mapdocs.importing.opportunities import Intake
from mapdocs.importing.ours import companies_in
from mapdocs.importing.owners import Side, Sides
from mapdocs.importing.plan_table import find_plan
from mapdocs.importing.results import ImportedSpec, ImportResult, Into, Taken, spec_path
from mapdocs.importing.scaffold import beyond_period
from mapdocs.importing.source import paper_of, with_attached
from mapdocs.language.display import safe
from mapdocs.language.file_names import file_stem
from mapdocs.readers.tables import Paper
from mapdocs.schema.json_schema import SCHEMA_FILE, schema_text
from mapdocs.schema.loader import settings_for
from mapdocs.schema.model import Settings
from mapdocs.schema.settings import FILE_NAME
from mapdocs.storage import atomic, encoding
from mapdocs.templating.folder import TemplateFolder

COLUMNS = "crm-columns.yaml"  # the template that names an export's columns and stages
SCHEMA_TITLE = b'"title": "mapdocs spec"'  # by which our own JSON Schema is known


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What is known of a file beside what stands in it.

    Args:
        kind: what the file is; ``auto`` finds out.
        stages: of an export, the opportunities that are wanted.
        columns: a file with more names of columns and stages, in the form of ``crm-columns.yaml``.
        day_first: whether 4/5/2026 is the fourth of May, where the file does not say; None asks.
        deal: a plan's deal; the file's name where left out.
        acv: its annual contract value, in the company's currency.
        buyer: its buyer's company.
        champion: its champion.
        seller: your company; the settings' where left out.
        owner: the rep; the settings' where left out.
        go_live: the day by which the buyer needs it to work.
        outcome: what the buyer wants to reach.
        buyer_people: people of a plan who are on the buyer's side, by name.
        seller_people: those on yours.
        answers: to what is asked of a row of the file: by its place there (``SourceRow.at``), and there by field.
    """

    kind: Literal["auto", "crm", "plan"] = "auto"
    stages: Filter = ALL_BUT_CLOSED
    columns: Path | None = None
    day_first: bool | None = None
    deal: str | None = None
    acv: Decimal | None = None
    buyer: str | None = None
    champion: str | None = None
    seller: str | None = None
    owner: str | None = None
    go_live: date | None = None
    outcome: str = ""
    buyer_people: tuple[str, ...] = ()
    seller_people: tuple[str, ...] = ()
    answers: Answers = field(default_factory=dict)


def import_file(
    file: str | os.PathLike[str],
    out: str | os.PathLike[str] = ".",
    *,
    today: date | None = None,
    options: ImportOptions | None = None,
) -> ImportResult:
    """Specs from a CRM's opportunity export, or from a plan that somebody keeps in a table; nothing is written.

    A spec of the same deal that lies in ``out`` gets what the CRM owns: amount, currency, stage, forecast and the record's
    link. What is not understood is named and marked (?) in the spec.

    Args:
        file: CSV, .xlsx, .ods, .docx, .odt, Markdown, a text, a mail (.eml) or a page.
        out: the folder in which the specs are, or will be; its settings hold.
        today: the day of importing, the machine's where left out.
        options: what is known beside the file.

    Returns:
        The specs and what there is to say; :func:`write_import` writes them.

    Raises:
        Unreadable: the file is damaged, too large, or holds neither opportunities nor a plan.
        NotWritten: the spec of an existing plan is there already.
        WrongTemplate: ``options.columns``, or the company's own file of that kind, names no columns.
        OSError: a file cannot be read.

    >>> result = mapdocs.import_file("samples/crm/salesforce-opportunities.csv", folder, today=day)
    >>> all(spec.is_new for spec in result.specs)
    True
    """
    path = Path(file)
    result = import_bytes(path.read_bytes(), path, out, today=today, options=options)
    taken = next((spec.path for spec in result.specs if spec.is_new and spec.path.exists()), None)
    if taken is not None:
        raise NotWritten(
            f"{taken} is there already, and nothing is overwritten.", "name the deal with --deal, or move that file"
        )
    return result


def import_bytes(
    raw: bytes,
    name: str | os.PathLike[str],
    out: str | os.PathLike[str] = ".",
    *,
    today: date | None = None,
    options: ImportOptions | None = None,
) -> ImportResult:
    """As :func:`import_file`, of a file's bytes, to be looked at first: what is asked is answered in ``options``, and a spec
    whose name is taken is told of like any other; :func:`write_import` leaves it out.

    Raises:
        Unreadable: the file is damaged, too large, or holds neither opportunities nor a plan.
        WrongTemplate: ``options.columns``, or the company's own file of that kind, names no columns.
        OSError: a spec or the settings cannot be read.
    """
    path, asked = Path(name), options or ImportOptions()
    into = Into(Path(out), _settings(Path(out), asked), today or date.today())
    paper = paper_of(raw, path)
    if paper.attached:
        with contextlib.suppress(Unreadable):
            return _imported(path, paper, into, asked)
        paper = with_attached(paper)
    return _imported(path, paper, into, asked)


def _imported(path: Path, paper: Paper, into: Into, asked: ImportOptions) -> ImportResult:
    """The deals of an export, or the plan, in ``paper``."""
    if asked.kind != "plan":
        export = _export(paper, into, asked, by_company=asked.kind == "crm")
        if export is not None and asked.kind == "auto" and could_be_plan(export):
            with contextlib.suppress(Unreadable):
                return _plan(path, paper, into, asked)
        if export is not None:
            return Intake(str(path), export, into).take(asked.stages, paper, asked.answers)
        if asked.kind == "crm":
            raise Unreadable(
                f"{path}: no row names an opportunity's name and its amount, stage or close date",
                "give the names of your columns with --columns; the built-in ones are shown by: mapdocs templates eject",
            )
    try:
        return _plan(path, paper, into, asked)
    except Unreadable:
        export = _export(paper, into, asked, by_company=True) if asked.kind == "auto" else None
        if export is None:
            raise
    return Intake(str(path), export, into).take(asked.stages, paper, asked.answers)


def _export(paper: Paper, into: Into, asked: ImportOptions, *, by_company: bool) -> Export | None:
    """The fullest export among the tables of ``paper``; ``by_company``: also one whose deals have no names of their own."""
    names = names_for(into.settings, asked.columns)
    day_first, today, locale = asked.day_first, into.today, into.settings.locale
    found = [
        read_export(table, names, day_first=day_first, today=today, locale=locale, by_company=by_company)
        for table in paper.tables
    ]
    return max((one for one in found if one is not None), key=lambda one: len(one.columns), default=None)


def write_import(result: ImportResult) -> tuple[str, ...]:
    """Write the specs of ``result``, each whole, and the JSON Schema beside new ones.

    Nothing that is there is overwritten, and nothing that was saved since it was read: such a spec is left out, and the
    others are written.

    Returns:
        What was left out and why, a sentence each.

    Raises:
        OSError: a file cannot be written.
    """
    left: list[str] = []
    new: dict[Path, Path] = {}
    for spec in result.specs:
        try:
            if spec.is_new:
                write_new_spec(spec.path, spec.text)
                new[spec.path.parent] = spec.path
            else:
                encoding.replace_text(spec.path, spec.text, was=spec.was)
        except NotWritten as problem:
            left.append(f"{problem}; {problem.hint}")
    for beside in new.values():
        write_schema_beside(beside)
    return tuple(left)


def write_new_spec(path: Path, text: str) -> None:
    """Write a spec to ``path``, where nothing may be yet.

    Raises:
        NotWritten: something is there, or it is the name of the company's settings.
        OSError: the file cannot be written.
    """
    if path.name.casefold() == FILE_NAME:
        raise NotWritten(f"{path} is the name of the company's settings, and no spec's", "choose another name")
    try:
        atomic.create_whole(path, text.encode())
    except FileExistsError:
        raise NotWritten(
            f"{path} is there already, and nothing is overwritten", "move that file, or choose another name"
        ) from None


def _settings(folder: Path, asked: ImportOptions) -> Settings:
    settings, _ = settings_for(folder / "x.yaml")
    own = settings.seller
    return replace(settings, seller=replace(own, company=asked.seller or own.company, owner=asked.owner or own.owner))


def write_schema_beside(spec: Path) -> None:
    """Write the JSON Schema that ``spec``'s first line names into its folder, unless somebody else's file has that name."""
    target = spec.parent / SCHEMA_FILE
    with contextlib.suppress(FileExistsError):
        atomic.create_whole(target, schema_text().encode())
        return
    if target.is_file() and SCHEMA_TITLE in target.read_bytes()[:400]:  # one that an earlier version wrote
        atomic.write_whole(target, schema_text().encode())


def names_for(settings: Settings, columns: Path | None) -> Names:
    """The names of an export's columns and stages: the built-in ones, the company's over them, ``columns`` on top.

    Raises:
        WrongTemplate: a file names no columns.
    """
    sources = [(COLUMNS, TemplateFolder()(COLUMNS) or b"")]
    if settings.templates:
        own = Path(settings.folder or ".") / settings.templates / COLUMNS
        sources += [(str(own), own.read_bytes())] if own.is_file() else []
    if columns:
        sources.append((str(columns), columns.read_bytes()))
    return read_names(sources)


_WAS_READ = " was read as “"  # of these somebody made sense, and says which


def _currency(asked: ImportOptions, beside: DealWords, usual: str) -> str:
    """The currency of the file's amount, where it names one. Else the usual one beside an amount that is given, or that of a
    company which has one of its own, where the file names no amount; never the usual one for an amount that nobody knows."""
    if beside.currency and asked.acv in (None, beside.acv):
        return beside.currency
    own = beside.currency is None and usual != Settings().currency
    return usual if asked.acv is not None or own else ""


def _plan(path: Path, paper: Paper, into: Into, asked: ImportOptions) -> ImportResult:
    """One spec for a plan in a table."""
    ours = into.settings.seller
    people = [ours.owner, *(person.name for person in ours.people)]
    buyer, seller = companies_in(paper.texts)
    buyer, seller = asked.buyer or buyer or buyer_named(paper), ours.company or seller
    sides = Sides(
        Side(buyer, tuple(person for person in (asked.champion, *asked.buyer_people) if person)),
        Side(seller, tuple(person for person in (*people, *asked.seller_people) if person)),
    )
    try:
        plan = find_plan(
            paper,
            sides,
            today=into.today,
            day_first=asked.day_first,
            go_live=asked.go_live,
            locale=into.settings.locale,
        )
    except OnlyPlanKept as kept:
        raise Unreadable(f"{path}: {kept}", kept.hint) from None
    if (plan is None or not plan.rows) and is_list(paper):
        raise Unreadable(
            f"{path}: the steps of this file are a list in which hardly one names a day or an owner",
            "write both behind each step, as in “- Contract signed – Dana Reyes – 4 Dec”, or put them into a table under headings such as Step, Owner, Due date",
        )
    if plan is not None and not plan.rows and plan.kept_back:
        raise Unreadable(
            f"{path}: every row of the plan in this file was kept back: {'; '.join(plan.kept_back)}",
            "where the buyer may read them, rename or take out the column that says otherwise, show what is hidden, and import again",
        )
    if plan is None or not plan.rows:
        raise Unreadable(
            f"{path}: there is no plan in this file: no heading row names a step and, say, its owner or date",
            "give the columns a row of headings, such as Step, Owner, Due date, Status; where the steps stand side by side, turn the table first",
        )
    beside = deal_words(paper, today=into.today, day_first=asked.day_first, locale=into.settings.locale)
    name = asked.deal or safe(path.stem).strip().replace("_", " ").replace("-", " ").strip()
    target = spec_path(into.folder, file_stem(name))
    rows, wrong = answered_rows(plan.rows, asked.answers)
    columns = ", ".join(plan.unknown)
    notes = (
        [f"{path}: columns that a plan does not have, kept as comments above each row: {columns}"] if columns else []
    )
    notes += [f"{path}: taken for the deal: {', '.join(beside.taken)}"] if beside.taken else []
    notes += [f"{path}: kept back: {said}" for said in plan.kept_back]
    notes += [f"{path}: left aside: {said}" for said in plan.aside]
    notes += [f"{path}: kept as comments: {said}" for said in plan.comments]
    notes += [f"{path}: {'read so' if _WAS_READ in remark else 'not understood'}: {remark}" for remark in plan.remarks]
    draft = Draft(
        name=name,
        outcome=asked.outcome,
        acv=asked.acv if asked.acv is not None else beside.acv,
        currency=_currency(asked, beside, into.settings.currency),
        go_live=asked.go_live or beside.go_live,
        buyer=buyer,
        champion=asked.champion or "",
        seller=seller,
        owner=ours.owner,
        rows=rows,
        titles=plan.titles,
        beyond_period=beyond_period(rows, into.today, into.settings),
        notes="\n".join(plan.private),
        head=(
            f"From {safe(path.name)}, {plan.where}, {into.today}",
            *(f"The deal's facts from there: {', '.join(beside.taken)}" for _ in beside.taken[:1]),
        ),
        remarks=beside.asked if asked.acv is None else (),
    )
    summary = f"{counted(len(plan.rows))}. Fill in the lines marked (?), then run: mapdocs check {target}\n{plan.balance.sentence()}."
    return ImportResult(
        (ImportedSpec(target, draft_text(draft), is_new=True),),
        tuple(notes),
        summary,
        balance=plan.balance,
        account=plan.account,
        taken=(Taken("", name, "new", target, draft),),
        wrong=wrong,
        unplaced=plan.unplaced,
    )
