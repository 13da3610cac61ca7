"""The opportunities of an export, one by one, into specs: new ones, and those that lie there and are brought up to date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from mapdocs.errors import NotWritten
from mapdocs.importing.account import Account
from mapdocs.importing.answers import TAKE, Answers, Wrong, answered_deal
from mapdocs.importing.attachments import tables_of, tell_attached
from mapdocs.importing.crm_export import Export, Opportunity
from mapdocs.importing.crm_words import enter, left_words, told_beside, words_of
from mapdocs.importing.draft import draft_text
from mapdocs.importing.fates import counted, quoted, whole
from mapdocs.importing.intake import ALL_BUT_CLOSED, Filter, crm_id, new_draft, updated, usual_currency
from mapdocs.importing.results import ImportedSpec, ImportResult, Into, Taken, spec_path
from mapdocs.language.display import safe
from mapdocs.language.file_names import file_stem
from mapdocs.readers.tables import Paper
from mapdocs.schema.loader import load, specs_in


def _counted(count: int) -> str:
    return f"{count} deals" if count != 1 else "1 deal"


class Intake:
    """The opportunities of one export, one by one, into specs."""

    def __init__(self, file: str, export: Export, into: Into) -> None:
        self._file, self._export, self._into = file, export, into
        self._there, self._ids, self._accounts = _specs_there(into.folder)
        self._names, self._closes = _deals_there(into.folder)
        self._used: set[Path] = set()
        self._specs: list[ImportedSpec] = []
        self._notes = [
            f"{file}: columns that were not read, since their names are not known: {', '.join(export.unknown)}; "
            "their words are in the internal notes of new specs; to use one, name it in a file for --columns"
        ] * bool(export.unknown)
        self._notes += [f"{file}: {line}" for line in export.problems]
        self._counts = {"written": 0, "updated": 0, "unchanged": 0, "left out": 0}
        self._refused = False
        self._taken: list[Taken] = []
        self._kept: dict[int, set[str]] = {}  # by line, the words of a deal that stand in its spec's notes

    def take(self, stages: Filter, paper: Paper, answers: Answers) -> ImportResult:
        """The specs of the deals that are wanted; ``paper`` is the file with all its tables."""
        account = Account(tables_of(paper))
        rows = {row.number: account.place_of(row) for row in self._export.table.rows}
        left_out: set[int] = set()
        wrong: list[Wrong] = []
        for read in self._export.opportunities:
            at = rows[read.number]
            one, bad = answered_deal(read, at, answers)
            wrong += bad
            said = answers.get(at, {}).get(TAKE, "")
            if said == "no" or not (said == "yes" or stages.wants(one)):
                left_out.add(one.number)
                self._taken.append(Taken(at, one.name, "left out", deal=one))
            else:
                self._taken.append(self._one(one, at))
        self._counts["left out"] = len(left_out)
        gone = [f"{one.name} ({said})" if (said := _why(one)) else one.name for one in self._left_out()]
        self._notes += [f"{self._file}: left out: {quoted(gone, 'deals')}"] if gone else []
        beside = (*left_words(self._export, frozenset(left_out)), *told_beside(self._export, paper))
        self._notes += [f"{self._file}: {line}" for line in beside]
        enter(self._export, frozenset(left_out), self._kept, account)
        self._notes += [f"{self._file}: {line}" for line in tell_attached(paper, account)]
        for table in (*paper.tables, *paper.hidden):
            others = [row for row in table.rows if not row.blank]
            if table is not self._export.table and others:
                said = f"{table.name}: not read: {counted(len(others))} of another table: {quoted(map(whole, others))}"
                self._notes.append(f"{self._file}: {said}")
                account.enter_rows(others, "told", "another table")
        self._notes += [f"{self._file}: {line}" for line in (*self._begun(), *self._lacking())]
        balance = account.balance()
        said = ", ".join(f"{n} {what}" for what, n in self._counts.items() if n)
        every = len(self._export.opportunities)
        summary = f"{every} {'opportunity' if every == 1 else 'opportunities'}: {said or 'none'}."
        if self._counts["left out"] and stages == ALL_BUT_CLOSED:
            summary += "\nLeft out are closed deals; name their stage with --stage to have them."
        summary += f"\n{balance.sentence()}."
        taken = (tuple(self._taken), tuple(wrong))
        return ImportResult(tuple(self._specs), tuple(self._notes), summary, self._refused, balance, account, *taken)

    def _lacking(self) -> list[str]:
        """What the new specs lack that an export usually says."""
        new = [taken.deal for taken in self._taken if taken.state == "new" and taken.deal]
        open_ = [one for one in new if one.acv is not None and "currency" not in one.values]
        bare = [one.name for one in new if one.acv is None and not one.problems]
        usual = usual_currency(self._into.settings)
        what = f"{usual} is a question (?)" if usual else "it is left open (?)"
        said = [f"no currency is named, so {what} in {_counted(len(open_))}"] if open_ else []
        return said + ([f"without an amount: {quoted(bare, 'deals')}"] if bare else [])

    def _begun(self) -> list[str]:
        """Which plans by kind of deal the new specs begin with, and why."""
        names: dict[tuple[str, str], list[str]] = {}
        for taken in self._taken:
            if taken.state == "new" and taken.draft and taken.draft.plan:
                names.setdefault((taken.draft.plan, taken.draft.plan_why), []).append(taken.name)
        return [
            f"begun with the plan “{plan}”{f', since the deal has: {why}' if why else ''}: {quoted(deals, 'deals')}; "
            f"for another: mapdocs init --plan NAME (mapdocs init --list-plans names them)"
            for (plan, why), deals in names.items()
        ]

    def _left_out(self) -> list[Opportunity]:
        return [taken.deal for taken in self._taken if taken.state == "left out" and taken.deal]

    def _one(self, one: Opportunity, at: str) -> Taken:
        where = f"{self._file}:{one.number}: {one.name}"
        self._notes += [f"{where}: {line}" for line in one.problems]
        path, stem = self._place(one)
        if path in self._used:
            return self._clash(
                one, at, where, f"{path} is of this name already; rename the deal in the CRM, or give ids", path
            )
        if path is not None:
            self._used.add(path)
            return self._update(path, one, at)
        path = spec_path(self._into.folder, stem)
        if path.exists():
            said = f"{path} is there already and is no spec of this deal; nothing is overwritten. Move that file, or rename the deal"
            return self._clash(one, at, where, said, path)
        self._there[stem] = path
        self._ids[path] = one.values.get("id", "")
        self._accounts[path] = file_stem(one.values.get("company", ""))
        self._names[path], self._closes[path] = file_stem(one.name), str(one.days.get("close", ""))
        self._used.add(path)
        draft = new_draft(one, self._into.settings, self._into.today)
        words = [said.line for said in words_of(self._export, one)]
        self._kept[one.number] = set(words)
        draft = replace(draft, notes="\n".join(filter(None, (draft.notes, *words))))
        self._specs.append(ImportedSpec(path, draft_text(draft), is_new=True))
        self._counts["written"] += 1
        return Taken(at, one.name, "new", path, draft, one)

    def _clash(self, one: Opportunity, at: str, where: str, said: str, path: Path | None) -> Taken:
        self._notes += _not_taken(where, [each.line for each in words_of(self._export, one)])
        self._notes.append(f"{where}: {said}")
        self._refused = True
        return Taken(at, one.name, "clash", path, deal=one, said=(said,))

    def _place(self, one: Opportunity) -> tuple[Path | None, str]:
        """The spec of this deal, where there is one, and the name of its file.

        Deals of one name are told apart by their ids, or else by their accounts and the days on which they close: the second one's
        file is called by these as well.
        """
        own, stem = one.values.get("id", ""), file_stem(one.name)
        if own in self._there:
            return self._there[own], stem
        account, close = one.values.get("company", ""), one.days.get("close")
        named = [
            one.name,
            f"{one.name} {account}",
            f"{one.name} {own}" if own else f"{one.name} {account} {close or ''}",
        ]
        for name in dict.fromkeys(named):
            stem = file_stem(name)
            path = self._there.get(stem)
            if path is None or (self._ids.get(path, own) == own if own else self._is_same(path, account, close)):
                return path, stem
        return self._there.get(file_stem(one.name)), file_stem(one.name)

    def _is_same(self, path: Path, account: str, close: date | None) -> bool:
        """Whether the spec at ``path`` may be that of a deal without an id: of the same account, and no other row's in this file. Of
        several such specs it is the one whose deal closed on that day when it was last read."""
        known = self._accounts.get(path, "")
        if path in self._used or (known and account and known != file_stem(account)):
            return False
        like = [
            one
            for one, name in self._accounts.items()
            if name == known and self._names.get(one) == self._names.get(path)
        ]
        closes = self._closes.get(path, "")
        return len(like) < 2 or not closes or close is None or closes == str(close)

    def _update(self, path: Path, one: Opportunity, at: str) -> Taken:
        """Bring the CRM's own fields of a spec up to date."""
        try:
            spec = load(path)
            update = updated(spec, one)
        except NotWritten as problem:
            said = f"not updated: {problem}. Mend the spec with: mapdocs check {path}"
            self._notes.append(f"{path}: {said}")
            self._refused = True
            self._notes += _not_taken(path, [each.line for each in words_of(self._export, one)])
            return Taken(at, one.name, "clash", path, deal=one, said=(said,))
        words = {each.line for each in words_of(self._export, one)}
        self._kept[one.number] = words & set((spec.internal.notes or "").splitlines())
        self._notes += _not_taken(path, sorted(words - self._kept[one.number]))
        if not update.changes:
            self._counts["unchanged"] += 1
            return Taken(at, one.name, "unchanged", path, deal=one)
        self._counts["updated"] += 1
        self._specs.append(ImportedSpec(path, update.text, is_new=False, was=spec.source.text))
        changes = tuple(f"{name}: {old or '(empty)'} → {new}" for name, old, new in update.changes)
        self._notes += [f"{path}: {said}" for said in changes]
        return Taken(at, one.name, "updated", path, deal=one, said=changes)


def _not_taken(where: Path | str, words: list[str]) -> list[str]:
    """What the CRM says of a deal beside its fields, and its spec does not: a spec that is there keeps its notes as they are."""
    return [f"{where}: not taken over, your notes stay as they are: {quoted(words, 'lines')}"] if words else []


def _why(one: Opportunity) -> str:
    """What the file says of a deal that was left out: where it stands, or its stage."""
    return ", ".join(dict.fromkeys(filter(None, (one.values.get("stage"), one.values.get("status")))))


_CLOSES = re.compile(r"Close date in the CRM: (\d{4}-\d\d-\d\d)")


def _deals_there(out: Path) -> tuple[dict[Path, str], dict[Path, str]]:
    """The stems of the deals' names, and the days on which they close in the CRM, by their specs' files."""
    names: dict[Path, str] = {}
    closes: dict[Path, str] = {}
    for path in specs_in(out) if out.is_dir() else ():
        spec = load(path)
        names[path] = file_stem(spec.deal.name or path.stem)
        found = _CLOSES.search(spec.source.text)
        closes[path] = found[1] if found else ""
    return names, closes


def _specs_there(out: Path) -> tuple[dict[str, Path], dict[Path, str], dict[Path, str]]:
    """The specs in the folder by their CRM id, by the name that their file would get and by that which it has; and by their files
    their ids and the stems of their accounts."""
    found: dict[str, Path] = {}
    ids: dict[Path, str] = {}
    accounts: dict[Path, str] = {}
    by_file: dict[str, Path] = {}
    for path in specs_in(out) if out.is_dir() else ():
        spec = load(path)
        # A file is a deal's by the name in it, of several files the one that is called so; by its own name only where that says nothing.
        own = safe(path.stem).strip()
        name = file_stem(spec.deal.name) if spec.deal.name else own
        if name not in found or name == own:
            found[name] = path
        by_file.setdefault(own, path)
        accounts[path] = file_stem(spec.buyer.company or "")
        known = crm_id(spec.source.text)
        if known:
            ids[path] = known
    found = {**by_file, **found, **{known: path for path, known in ids.items()}}
    return found, ids, accounts
