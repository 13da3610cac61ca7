"""A file to specs in memory, and from there to the disk: what ``mapdocs import`` does."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from mapdocs.errors import NotWritten, Unreadable
from mapdocs.importing.account import Balance
from mapdocs.importing.crm_export import Export, Names, Opportunity, read_export, read_names
from mapdocs.importing.draft import Draft, draft_text
from mapdocs.importing.intake import ALL_BUT_CLOSED, Filter, crm_id, new_spec, updated
from mapdocs.importing.owners import Side, Sides
from mapdocs.importing.plan_table import find_plan
from mapdocs.importing.scaffold import beyond_period
from mapdocs.language.slugs import file_stem
from mapdocs.readers.detect import open_papers
from mapdocs.readers.tables import Paper
from mapdocs.readers.text_tables import read_csv, read_markdown
from mapdocs.schema.json_schema import SCHEMA_FILE, schema_text
from mapdocs.schema.loader import load, settings_for, specs_in
from mapdocs.schema.model import Settings
from mapdocs.schema.settings import FILE_NAME
from mapdocs.storage import atomic, encoding
from mapdocs.templating.folder import TemplateFolder

COLUMNS = "crm-columns.yaml"  # the template that names an export's columns and stages
MAX_ROWS = 20_000
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


@dataclass(frozen=True, slots=True)
class ImportedSpec:
    """A spec as it is to be: ``is_new``, or the one that lies at ``path`` with what the CRM says now; ``was`` is the text
    that it had when it was read."""

    path: Path
    text: str
    is_new: bool
    was: str = ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of a file.

    Attributes:
        specs: new and changed ones, with the path that each is to have.
        notes: what was not understood, and what changed, a sentence each.
        summary: the whole in a sentence.
        refused: whether a spec could not be made or updated; a note says which and why.
        balance: of a plan, what became of every cell.
    """

    specs: tuple[ImportedSpec, ...]
    notes: tuple[str, ...]
    summary: str
    refused: bool = False
    balance: Balance | None = None


@dataclass(frozen=True, slots=True)
class _Into:
    """Where specs go, under which settings, and on which day."""

    folder: Path
    settings: Settings
    today: date


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
        file: CSV, .xlsx, .docx or Markdown.
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
    path, asked = Path(file), options or ImportOptions()
    into = _Into(Path(out), _settings(Path(out), asked), today or date.today())
    paper = read_source(path)
    if asked.kind != "plan":
        names = names_for(into.settings, asked.columns)
        found = [read_export(table, names, day_first=asked.day_first, today=into.today) for table in paper.tables]
        export = max((e for e in found if e is not None), key=lambda e: len(e.columns), default=None)
        if export is not None:
            return _Intake(str(path), export, into).take(asked.stages)
        if asked.kind == "crm":
            raise Unreadable(
                f"{path}: no row names an opportunity's name and its amount, stage or close date",
                "give the names of your columns with --columns; the built-in ones are shown by: mapdocs templates eject",
            )
    return _plan(path, paper, into, asked)


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


def spec_path(folder: Path, stem: str) -> Path:
    """Where a new deal's spec goes: never under the name of the company's settings."""
    name = f"{stem}.yaml"
    return folder / (name if name != FILE_NAME else f"{stem}-deal.yaml")


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


def read_source(path: Path) -> Paper:
    """The tables of a file, whatever it is.

    Raises:
        Unreadable: it is damaged, too large, or of no kind that holds tables.
    """
    try:
        return _paper(path.read_bytes(), path)
    except Unreadable as problem:
        raise Unreadable(f"{path}: {problem.message}", problem.hint) from problem


def _paper(raw: bytes, path: Path) -> Paper:
    suffix = path.suffix.lower()
    if raw.startswith(b"PK") or suffix in (".docx", ".xlsx", ".eml", ".pdf", ".xls", ".doc"):
        return open_papers(raw, path.name, max_rows=MAX_ROWS)[0].paper
    if suffix in (".md", ".markdown"):
        return read_markdown(raw)
    paper = read_csv(raw)
    if max((len(row.cells) for table in paper.tables for row in table.rows), default=0) < 2 or b"|" in raw[:200]:
        marked = read_markdown(raw)
        return marked if marked.tables else paper
    return paper


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


class _Intake:
    """The opportunities of one export, one by one, into specs."""

    def __init__(self, file: str, export: Export, into: _Into) -> None:
        self._file, self._export, self._into = file, export, into
        self._there = _specs_there(into.folder)
        self._used: set[Path] = set()
        self._specs: list[ImportedSpec] = []
        self._notes = [
            f"{file}: the column “{heading}” is not known, and was not read; to use it, name it in a file for --columns"
            for heading in export.unknown
        ]
        self._notes += [f"{file}: {line}" for line in export.problems]
        self._counts = {"written": 0, "updated": 0, "unchanged": 0, "left out": 0}
        self._refused = False

    def take(self, stages: Filter) -> ImportResult:
        for one in self._export.opportunities:
            if stages.wants(one):
                self._one(one)
            else:
                self._counts["left out"] += 1
        said = ", ".join(f"{n} {what}" for what, n in self._counts.items() if n)
        summary = f"{len(self._export.opportunities)} opportunities: {said or 'none'}."
        if self._counts["left out"] and stages == ALL_BUT_CLOSED:
            summary += "\nLeft out are closed deals; name their stage with --stage to have them."
        return ImportResult(tuple(self._specs), tuple(self._notes), summary, self._refused)

    def _one(self, one: Opportunity) -> None:
        where = f"{self._file}:{one.number}: {one.name}"
        self._notes += [f"{where}: {line}" for line in one.problems]
        stem = file_stem(one.name)
        path = self._there.get(one.values.get("id", "")) or self._there.get(stem)
        if path in self._used:
            self._notes.append(f"{where}: {path} is of this name already; rename the deal in the CRM, or give ids")
            self._refused = True
            return
        if path is None:
            path = spec_path(self._into.folder, stem)
            if path.exists():
                self._notes.append(
                    f"{where}: {path} is there already and is no spec of this deal; nothing is overwritten. Move that file, or rename the deal"
                )
                self._refused = True
                return
            self._there[stem] = path
            text = new_spec(one, self._into.settings, self._into.today)
            self._specs.append(ImportedSpec(path, text, is_new=True))
            self._counts["written"] += 1
        else:
            self._update(path, one)
        self._used.add(path)

    def _update(self, path: Path, one: Opportunity) -> None:
        """Bring the CRM's own fields of a spec up to date."""
        try:
            spec = load(path)
            update = updated(spec, one)
        except NotWritten as problem:
            self._notes.append(f"{path}: not updated: {problem}. Mend the spec with: mapdocs check {path}")
            self._refused = True
            return
        if not update.changes:
            self._counts["unchanged"] += 1
            return
        self._counts["updated"] += 1
        self._specs.append(ImportedSpec(path, update.text, is_new=False, was=spec.source.text))
        self._notes += [f"{path}: {name}: {old or '(empty)'} → {new}" for name, old, new in update.changes]


def _specs_there(out: Path) -> dict[str, Path]:
    """The specs in the folder by their CRM id and by the name that their file would get."""
    found: dict[str, Path] = {}
    for path in specs_in(out) if out.is_dir() else ():
        spec = load(path)
        # A file is a deal's by the name in it; by its own name only where that says nothing.
        found.setdefault(file_stem(spec.deal.name) if spec.deal.name else path.stem, path)
        known = crm_id(spec.source.text)
        if known:
            found[known] = path
    return found


def _plan(path: Path, paper: Paper, into: _Into, asked: ImportOptions) -> ImportResult:
    """One spec for a plan in a table."""
    ours = into.settings.seller
    people = [ours.owner, *(person.name for person in ours.people)]
    sides = Sides(
        Side(asked.buyer or "", (asked.champion,) if asked.champion else ()),
        Side(ours.company, tuple(person for person in people if person)),
    )
    plan = find_plan(paper, sides, today=into.today, day_first=asked.day_first, go_live=asked.go_live)
    if plan is None or not plan.rows:
        raise Unreadable(
            f"{path}: there is no plan in this file: no heading row names a step and, say, its owner or date",
            "give the columns a row of headings, such as Step, Owner, Due date, Status",
        )
    name = asked.deal or path.stem.replace("_", " ").replace("-", " ").strip()
    target = spec_path(into.folder, file_stem(name))
    if target.exists():
        raise NotWritten(
            f"{target} is there already, and nothing is overwritten.", "name the deal with --deal, or move that file"
        )
    notes = [
        f"{path}: the column “{heading}” is not one of a plan's; what stands in it is kept as comments"
        for heading in plan.unknown
    ]
    notes += [f"{path}: kept back: {said}" for said in plan.kept_back]
    notes += [f"{path}: left aside: {said}" for said in plan.aside]
    notes += [f"{path}: not understood: {remark}" for remark in plan.remarks]
    draft = Draft(
        name=name,
        acv=asked.acv,
        currency=into.settings.currency,
        go_live=asked.go_live,
        buyer=asked.buyer or "",
        champion=asked.champion or "",
        seller=ours.company,
        owner=ours.owner,
        rows=plan.rows,
        beyond_period=beyond_period(plan.rows, into.today, into.settings),
        notes="\n".join(plan.private),
        head=(f"From {path.name}, {plan.where}, {into.today}",),
    )
    summary = f"{len(plan.rows)} rows. Fill in the lines marked (?), then run: mapdocs check {target}\n{plan.balance.sentence()}."
    return ImportResult(
        (ImportedSpec(target, draft_text(draft), is_new=True),), tuple(notes), summary, balance=plan.balance
    )
