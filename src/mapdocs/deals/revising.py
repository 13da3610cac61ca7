"""A spec revised cell by cell, as somebody types into a table: each change is written by the splicer, and nothing else is.

What a change would do is compared with what was meant on the plain values of the whole text, so that a layout which the
splicer cannot serve is refused and never half written.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath
from typing import cast

from mapdocs.deals import typed
from mapdocs.deals.typed import Change, Elsewhere, Gone, NewEntry, NewRow, Place, Put, Unfit, Value, order_at, value_at
from mapdocs.errors import NotWritten, Refused
from mapdocs.findings import new_since
from mapdocs.schema import editing, entries, fields, line_ends
from mapdocs.schema.editing import Path, Plain
from mapdocs.schema.model import Milestone, Spec
from mapdocs.schema.nodes import parse
from mapdocs.schema.quoting import Raw
from mapdocs.schema.reader import read
from mapdocs.storage import history
from mapdocs.storage.identity import deal_of

_ROW_KEYS = tuple(f.key for f in fields.MILESTONE.fields)
_ROWS = "milestones"
_LACKS = "MAP011"


@dataclass(frozen=True, slots=True)
class Revised:
    """``text`` is the whole new spec; ``along`` the rows whose date moved because it hangs on one that was changed, and
    their dates before and after; ``unexplained`` the ids of rows whose date moves without the reason that it needs."""

    text: str
    spec: Spec
    along: tuple[tuple[Milestone, date | None, date | None], ...] = ()
    unexplained: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    spec: Spec
    text: str
    meant: Plain
    ids: list[str]
    touched: set[str] = field(default_factory=set)
    unexplained: list[str] = field(default_factory=list)


def revise(spec: Spec, changes: Sequence[Change], *, today: date) -> Revised:
    """``spec``'s text with ``changes`` written into it in their order, all of them or none.

    Raises:
        Unfit: a value is none of its field, or would leave the spec with an error of form.
        Elsewhere: a value is no longer what the change was decided on.
        Gone: a row is not there.
        NotWritten: the text's layout does not allow it.
    """
    old = spec.source.text
    text = old if line_ends.are_plain(old) else line_ends.with_lf(old)
    work = _Work(spec, text, _plain(text), [row.id for row in spec.milestones])
    for change in changes:
        if isinstance(change, Put):
            _put(work, change, today)
        elif isinstance(change, NewRow):
            _new_row(work, change)
        elif isinstance(change, Place):
            _place(work, change)
        else:
            _new_entry(work, change)
        if _plain(work.text) != work.meant:
            raise NotWritten(
                "the spec's layout does not allow this change", f"write it into {spec.source.file} by hand"
            )
    if work.text == text:
        return Revised(old, spec)
    text = work.text if text == old else line_ends.with_ends_of(work.text, old)
    new = read(text, file=spec.source.file, settings=spec.settings)
    # What is begun may lack something as yet; anything else that is wrong with the form is not written.
    wrong = [f for f in new_since(spec.findings, new.findings) if f.level == "error" and f.code != _LACKS]
    if wrong:
        raise Unfit(wrong[0].path, wrong[0].message, wrong[0].hint)
    before = {row.id: row for row in spec.milestones}
    along = tuple(
        (row, before[row.id].target_date, row.target_date)
        for row in new.milestones
        if row.id in before and row.id not in work.touched and before[row.id].target_date != row.target_date
    )
    return Revised(text, new, along, tuple(work.unexplained))


def asks_why(spec: Spec, row: Milestone) -> bool:
    """Whether moving ``row``'s date is a slip, which both sides see with its reason: the buyer has the date, since the
    plan was sent, or agreed to it. Until then a date is a draft."""
    if not row.is_open or row.target_date is None:
        return False
    return bool(row.agreed_on or row.moved) or was_sent(spec, row)


def was_sent(spec: Spec, row: Milestone) -> bool:
    """Whether the version of the deal that was built last for its buyer has ``row``. Where nobody can say which rows it
    has, since it was folded or its memory edited, it has them all."""
    folder, deal = FilePath(spec.source.file).parent, deal_of(spec)
    revision = history.last_revision(folder, deal.plan)
    if revision is None or history.held_by_another(folder, deal) is not None:
        return False
    try:
        version = history.sent_version(folder, revision)
    except Refused:
        return True
    return version is None or version.snapshot.variant != "full" or any(r.id == row.id for r in version.snapshot.rows)


def stated(spec: Spec, path: Path) -> Value:
    """What is written at ``path`` (a row named by its id), "" where nothing is."""
    return typed.said_at(_plain(spec.source.text), _indexed([row.id for row in spec.milestones], path))


def _put(work: _Work, change: Put, today: date) -> None:
    place = _indexed(work.ids, change.path)
    known = typed.field_at(place)
    named = typed.named(place)
    if known is None:
        raise Unfit(named, f"{named} is no field of a spec", "see: mapdocs schema")
    now = typed.said_at(work.meant, place)
    if change.was is not None and typed.flat(now, known) != typed.flat(change.was, known):
        if typed.flat(now, known) == typed.flat(change.value, known):
            return
        raise Elsewhere(named, now if isinstance(now, str) else "\n".join(now))
    value = typed.value_of(known, change.value, work.spec, named)
    if typed.flat(value, known) == typed.flat(now, known):
        return
    row = str(change.path[1]) if place[0] == _ROWS else ""
    if row and place[-1] == "milestone":
        _pin(work, row)
    _write(work, place, value)
    if row and place[-1] == "target_date":
        work.touched.add(row)
        _slip(work, row, place, change, today)


def _write(work: _Work, place: Path, value: Value) -> None:
    """``value`` at ``place`` of the text, and of what is meant; groups that are not there are begun."""
    missing = next((n for n in range(1, len(place)) if value_at(work.meant, place[:n]) is None), None)
    key, group = str(place[-1]), place[:-1]
    if value == "":
        if missing is None:
            work.text = editing.clear_value(work.text, place)
            cast("dict[str, Plain]", value_at(work.meant, group)).pop(key, None)
        return
    meant: Plain = value if isinstance(value, str) else list(value)
    if missing is None:
        held = cast("dict[str, Plain]", value_at(work.meant, group))
        if isinstance(value, str):
            work.text = editing.set_values(work.text, {place: value}, order_at(group))
        else:
            work.text = entries.set_list(work.text, place, value, order_at(group))
            meant = value[0] if isinstance(held.get(key), str) and len(value) == 1 else meant
        held[key] = meant
        return
    if missing != len(place) - 1:
        raise NotWritten(f"{typed.named(place[:missing])} is not there", "write it into the file by hand")
    said = value if isinstance(value, str) else entries.flow(value)
    work.text = editing.put_group(work.text, group, {key: said}, order_at(group[:-1]))
    cast("dict[str, Plain]", value_at(work.meant, group[:-1]))[str(group[-1])] = {key: meant}


def _slip(work: _Work, row_id: str, place: Path, change: Put, today: date) -> None:
    """Keep the date that the buyer knows, and take their yes to it back: the new one is a proposal again."""
    row = next((r for r in work.spec.milestones if r.id == row_id), None)
    if row is None or row.target_date is None or not asks_why(work.spec, row):
        return
    new = read(work.text, file=work.spec.source.file, settings=work.spec.settings)
    after = new.milestones[int(place[1])].target_date
    if after == row.target_date:
        return
    if change.why is None:
        work.unexplained.append(row_id)
        return
    at = place[:2]
    slip = {"from": row.target_date.isoformat(), "on": today.isoformat(), "why": " ".join(change.why.split())}
    said = {key: value for key, value in slip.items() if value}
    work.text = editing.append_to_list(work.text, (*at, "moved"), said, _ROW_KEYS)
    meant = cast("dict[str, Plain]", value_at(work.meant, at))
    moved = meant.setdefault("moved", [])
    cast("list[Plain]", moved).append(cast("Plain", dict(said)))
    if change.agreed:
        _write(work, (*at, "agreed_on"), today.isoformat())
    elif row.agreed_on:
        _write(work, (*at, "agreed_on"), "")


def _new_row(work: _Work, change: NewRow) -> None:
    index = work.ids.index(change.behind) + 1 if change.behind in work.ids else 0
    if change.behind and change.behind not in work.ids:
        raise Gone("the row above is no longer in the file", "the table was read anew: add the row again")
    # It takes its id from its name, which is a stopgap as yet: see _pin for when the name changes.
    said = {"milestone": change.name} | ({"seller_owner": change.seller_owner} if change.seller_owner else {})
    said["after"] = Raw("[]")  # what it waits for, nobody said
    if not work.ids:
        work.text = editing.append_to_list(work.text, (_ROWS,), said, order_at(()))
        cast("dict[str, Plain]", work.meant)[_ROWS] = []
    else:
        work.text = editing.insert_item(work.text, (_ROWS,), index, said)
    cast("list[Plain]", value_at(work.meant, (_ROWS,))).insert(index, cast("Plain", {**said, "after": []}))
    work.ids.insert(index, change.key)


def _place(work: _Work, change: Place) -> None:
    if change.row not in work.ids:
        raise Gone("this row is no longer in the file", "the table was read anew")
    old = work.ids.index(change.row)
    order = [n for n in range(len(work.ids)) if n != old]
    order.insert(max(0, min(change.index, len(order))), old)
    if order == list(range(len(order))):
        return
    work.text = editing.reorder_items(work.text, (_ROWS,), order)
    rows = cast("list[Plain]", value_at(work.meant, (_ROWS,)))
    rows[:] = [rows[n] for n in order]
    work.ids[:] = [work.ids[n] for n in order]


def _new_entry(work: _Work, change: NewEntry) -> None:
    place = _indexed(work.ids, change.path)
    said: dict[str, str] = {}
    for key, raw in change.values:
        known = typed.field_at((*place, 0, key))
        if known is None:
            raise Unfit(typed.named(place), f"{key} is no field there", "see: mapdocs schema")
        value = typed.value_of(known, raw, work.spec, f"{typed.named(place)}.{key}")
        if isinstance(value, str) and value:
            said[key] = value
    if value_at(work.meant, place[:-1]) is None:
        work.text = editing.put_group(work.text, place[:-1], {str(place[-1]): Raw("[]")}, order_at(place[:-2]))
        cast("dict[str, Plain]", value_at(work.meant, place[:-2]))[str(place[-2])] = {str(place[-1]): []}
    work.text = editing.append_to_list(work.text, place, said, order_at(place[:-1]))
    group = cast("dict[str, Plain]", value_at(work.meant, place[:-1]))
    cast("list[Plain]", group.setdefault(str(place[-1]), [])).append(cast("Plain", dict(said)))


def _pin(work: _Work, row_id: str) -> None:
    """Write down the id that a row has from its name, before the name changes, where something knows the row by it:
    another row, or a version that the buyer has."""
    row = next((r for r in work.spec.milestones if r.id == row_id), None)
    if row is None or f"{row.path}.id" in work.spec.source.spans:
        return
    known = any(
        row_id in (other.after or ()) or (other.target_rule is not None and other.target_rule.anchor == row_id)
        for other in work.spec.milestones
    )
    if known or was_sent(work.spec, row):
        _write(work, (_ROWS, work.ids.index(row_id), "id"), row_id)


def _indexed(ids: list[str], path: Path) -> Path:
    if len(path) > 1 and path[0] == _ROWS and isinstance(path[1], str):
        if path[1] not in ids:
            raise Gone("this row is no longer in the file", "the table was read anew")
        return (_ROWS, ids.index(path[1]), *path[2:])
    return path


def _plain(text: str) -> Plain:
    root, problems = parse(text)
    if root is None or problems:
        raise NotWritten("the file is no valid YAML as it stands", "mend it by hand first; what you typed stays here")
    return copy.deepcopy(editing.plain(root))
