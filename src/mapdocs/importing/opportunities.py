"""The opportunities of an export, one by one, into specs: new ones, and those that lie there and are brought up to date."""

from __future__ import annotations

from pathlib import Path

from mapdocs.errors import NotWritten
from mapdocs.importing.account import Account
from mapdocs.importing.crm_export import Export, Opportunity, enter
from mapdocs.importing.intake import ALL_BUT_CLOSED, Filter, crm_id, new_spec, updated
from mapdocs.importing.results import ImportedSpec, ImportResult, Into, spec_path
from mapdocs.language.display import safe
from mapdocs.language.slugs import file_stem
from mapdocs.readers.tables import Paper
from mapdocs.schema.loader import load, specs_in


class Intake:
    """The opportunities of one export, one by one, into specs."""

    def __init__(self, file: str, export: Export, into: Into) -> None:
        self._file, self._export, self._into = file, export, into
        self._there, self._ids = _specs_there(into.folder)
        self._used: set[Path] = set()
        self._specs: list[ImportedSpec] = []
        self._notes = [
            f"{file}: the column “{heading}” is not known, and was not read; to use it, name it in a file for --columns"
            for heading in export.unknown
        ]
        self._notes += [f"{file}: {line}" for line in export.problems]
        self._counts = {"written": 0, "updated": 0, "unchanged": 0, "left out": 0}
        self._refused = False

    def take(self, stages: Filter, paper: Paper) -> ImportResult:
        """The specs of the deals that are wanted; ``paper`` is the file with all its tables."""
        left_out = frozenset(one.number for one in self._export.opportunities if not stages.wants(one))
        for one in self._export.opportunities:
            if one.number not in left_out:
                self._one(one)
        self._counts["left out"] = len(left_out)
        account = Account([*paper.tables, *paper.hidden])
        enter(self._export, left_out, account)
        for table in (*paper.tables, *paper.hidden):
            rows = [row for row in table.rows if not row.blank]
            if table is not self._export.table and rows:
                self._notes.append(f"{self._file}: {table.name}: not read: {len(rows)} rows of another table")
                account.enter_rows(rows, "told", "another table")
        balance = account.balance()
        said = ", ".join(f"{n} {what}" for what, n in self._counts.items() if n)
        summary = f"{len(self._export.opportunities)} opportunities: {said or 'none'}."
        if self._counts["left out"] and stages == ALL_BUT_CLOSED:
            summary += "\nLeft out are closed deals; name their stage with --stage to have them."
        summary += f"\n{balance.sentence()}."
        return ImportResult(tuple(self._specs), tuple(self._notes), summary, self._refused, balance)

    def _one(self, one: Opportunity) -> None:
        where = f"{self._file}:{one.number}: {one.name}"
        self._notes += [f"{where}: {line}" for line in one.problems]
        path, stem = self._place(one)
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
            self._ids[path] = one.values.get("id", "")
            text = new_spec(one, self._into.settings, self._into.today)
            self._specs.append(ImportedSpec(path, text, is_new=True))
            self._counts["written"] += 1
        else:
            self._update(path, one)
        self._used.add(path)

    def _place(self, one: Opportunity) -> tuple[Path | None, str]:
        """The spec of this deal, where there is one, and the name of its file.

        Deals of one name are told apart by their ids: the second one's file is called by its account as well, or its id.
        """
        own, stem = one.values.get("id", ""), file_stem(one.name)
        if own in self._there:
            return self._there[own], stem
        named = [one.name, f"{one.name} {one.values.get('company', '')}", f"{one.name} {own}"]
        for name in named if own else named[:1]:
            stem = file_stem(name)
            path = self._there.get(stem)
            if path is None or self._ids.get(path, own) == own:
                return path, stem
        return path, stem

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


def _specs_there(out: Path) -> tuple[dict[str, Path], dict[Path, str]]:
    """The specs in the folder by their CRM id and by the name that their file would get; and their ids by their files."""
    found: dict[str, Path] = {}
    ids: dict[Path, str] = {}
    for path in specs_in(out) if out.is_dir() else ():
        spec = load(path)
        # A file is a deal's by the name in it; by its own name only where that says nothing.
        found.setdefault(file_stem(spec.deal.name) if spec.deal.name else safe(path.stem).strip(), path)
        known = crm_id(spec.source.text)
        if known:
            found[known] = path
            ids[path] = known
    return found, ids
