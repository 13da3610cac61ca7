"""Two states of a plan side by side: two specs, or a spec and a file that came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mapdocs.readers.tables import same
from mapdocs.returns.changes import Changes, name_of
from mapdocs.returns.matching import Traits, match_rows, order_of
from mapdocs.returns.report import shown
from mapdocs.schema.fields import MILESTONE, SPEC
from mapdocs.schema.model import Milestone, Move, Spec
from mapdocs.schema.shapes import Group, Many, SeenBy, Shape

Sign = Literal["+", "-", "~", "?", "#", "↕"]
WORDS: Mapping[Sign, str] = {
    "+": "added",
    "-": "removed",
    "~": "changed",
    "?": "question",
    "#": "remark",
    "↕": "moved",
}
_UNSAID = ("id", "kind", "moved", "target_date")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``row`` is the step or the part of the spec; ``internal``: no buyer may see it."""

    sign: Sign
    row: str
    what: str = ""
    old: str = ""
    new: str = ""
    note: str = ""
    internal: bool = False

    @property
    def change(self) -> str:
        """The sign as a word."""
        return WORDS[self.sign]

    def __str__(self) -> str:
        if self.sign in "+-":
            tail = f": {self.note}" if self.note else ""
            return f"{self.sign} {self.row}{tail}"
        change = f"{self.old} → {self.new}" if self.old or self.new else ""
        parts = [part for part in (self.what, change) if part]
        note = f" ({self.note})" if self.note and parts else self.note
        return f"{self.sign} {self.row}: {': '.join(parts)}{note}"


def between_specs(old: Spec, new: Spec) -> list[Difference]:
    """Everything that differs between two specs, the plan's rows first."""
    return [*_rows(old, new), *_rest(old, new)]


def _rows(old: Spec, new: Spec) -> Iterator[Difference]:
    before, after = old.milestones, new.milestones
    by_id = {row.id: index for index, row in enumerate(before)}
    pairs: dict[int, int] = {index: by_id[row.id] for index, row in enumerate(after) if row.id in by_id}
    left = [index for index in range(len(before)) if index not in pairs.values()]
    fresh = [index for index in range(len(after)) if index not in pairs]
    matches = match_rows([_traits(before[i]) for i in left], [_traits(after[i]) for i in fresh])
    pairs |= {fresh[m.row]: left[m.sent] for m in matches if m.sure}
    for index, row in enumerate(after):
        if index in pairs:
            yield from _row(before[pairs[index]], row)
        else:
            facts = [
                row.buyer_owner,
                shown("target_date", _day(row.target_date)) if row.target_date else None,
                row.exit_criteria,
            ]
            yield Difference("+", _name(row), note=" · ".join(fact for fact in facts if fact))
    for index in range(len(before)):
        if index not in pairs.values():
            yield Difference("-", _name(before[index]))
    kept = [before[pairs[i]].id for i in range(len(after)) if i in pairs]
    for moved in order_of([row.id for i, row in enumerate(before) if i in pairs.values()], kept):
        yield Difference("↕", _name(before[by_id[moved]]), "has another place in the order")


def _row(old: Milestone, new: Milestone) -> Iterator[Difference]:
    name = _name(new)
    if old.target_date != new.target_date:
        why = new.moved[-1].why if len(new.moved) > len(old.moved) else None
        days = (new.target_date - old.target_date).days if old.target_date and new.target_date else 0
        far = f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}" if days else ""
        yield Difference(
            "~",
            name,
            "target date",
            shown("target_date", _day(old.target_date)),
            shown("target_date", _day(new.target_date)),
            ", ".join(part for part in (far, why) if part),
        )
    elif (old.target_rule or None) != (new.target_rule or None):
        yield Difference(
            "~",
            name,
            "target date is written",
            str(old.target_rule or old.target_date),
            str(new.target_rule or new.target_date),
        )
    for field in MILESTONE.fields:
        if field.key in _UNSAID:
            continue
        mine, theirs = getattr(old, field.key), getattr(new, field.key)
        if mine != theirs:
            yield Difference(
                "~",
                name,
                name_of(field.key),
                _text(mine),
                _text(theirs),
                internal=field.seen_by == "seller",
            )


def _rest(old: Spec, new: Spec) -> Iterator[Difference]:
    """All that stands outside the rows."""
    for field in SPEC.fields:
        if field.key == "milestones":
            continue
        before, after = (
            {fact.path: fact for fact in _facts(getattr(spec, field.key), field.shape, "", field.seen_by)}
            for spec in (old, new)
        )
        for path in dict.fromkeys((*before, *after)):
            mine, theirs = before.get(path), after.get(path)
            if mine != theirs:
                yield Difference(
                    "~",
                    field.key,
                    path.replace("_", " "),
                    mine.text if mine else "(empty)",
                    theirs.text if theirs else "(empty)",
                    internal=any(fact.seen_by == "seller" for fact in (mine, theirs) if fact),
                )


@dataclass(frozen=True, slots=True)
class _Fact:
    path: str
    text: str
    seen_by: SeenBy | None


def _facts(value: object, shape: Shape, path: str, seen_by: SeenBy | None) -> Iterator[_Fact]:
    if value is None or value == ():
        return
    if isinstance(shape, Group):
        for field in shape.fields:
            below = f"{path} {field.key}".strip()
            yield from _facts(getattr(value, field.key, None), field.shape, below, field.seen_by or seen_by)
    elif isinstance(shape, Many) and isinstance(shape.of, Group) and isinstance(value, tuple):
        for entry in value:
            parts = [fact.text for fact in _facts(entry, shape.of, "", seen_by)]
            key = parts[0] if parts else ""
            yield _Fact(f"{path} {key}".strip(), ", ".join(parts), seen_by)
    else:
        yield _Fact(path, _text(value), seen_by)


def _text(value: object) -> str:
    if value is None or value == () or value == "":
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_text(part) for part in value)
    if isinstance(value, Move):
        return f"{value.from_date}"
    return " / ".join(str(value).split("\n"))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _name(row: Milestone) -> str:
    return row.milestone or row.id


def _traits(row: Milestone) -> Traits:
    return Traits(
        mark="",
        title=same(row.milestone),
        owner=same(row.buyer_owner),
        seller=same(row.seller_owner),
        day=_day(row.target_date) or "",
        proof=same(row.exit_criteria),
    )


def of_changes(changes: Changes) -> list[Difference]:
    """What a returned file differs in."""
    found: list[Difference] = []
    for row in changes.rows:
        unsure = "" if row.sure else f"recognised by its {row.how} only"
        if row.kind == "added":
            facts = [shown(e.field, e.new) for e in row.edits if e.new and e.field != "milestone"]
            found.append(Difference("+", row.label, note=" · ".join(facts)))
        elif row.kind == "removed":
            found.append(Difference("-", row.label, note=", ".join(row.authors)))
        for edit in row.edits:
            if edit.question:
                found.append(Difference("?", row.label, name_of(edit.field), note=edit.question))
            elif row.kind == "changed":
                note = ", ".join(part for part in (unsure, edit.author, edit.reason) if part)
                found.append(
                    Difference(
                        "~",
                        row.label,
                        name_of(edit.field),
                        shown(edit.field, edit.old),
                        shown(edit.field, edit.new),
                        note,
                    )
                )
        found += [
            Difference("#", row.label, "comment", note=" / ".join(filter(None, (r.author, r.text))))
            for r in row.remarks
        ]
        found += [Difference("#", row.label, "text with no place", note=text) for text in row.extra]
    names = {row.sent.id: row.label for row in changes.rows if row.sent}
    found += [Difference("↕", names.get(name, name), "has another place in the order") for name in changes.moved]
    found += [Difference("#", "comment", note=" / ".join(filter(None, (r.author, r.text)))) for r in changes.remarks]
    found += [Difference("#", "text with no place", note=text) for text in changes.unplaced]
    return found
