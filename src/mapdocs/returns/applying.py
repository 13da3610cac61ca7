"""Decided proposals into the spec's text; the outcome is read again and compared with what was meant."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mapdocs.dates.fiscal import period_of
from mapdocs.errors import NotWritten
from mapdocs.language.slugs import slug
from mapdocs.returns.changes import DAYS, FIELDS, STANDING
from mapdocs.returns.proposals import NOTHING, Proposal
from mapdocs.schema import editing, line_ends
from mapdocs.schema.fields import MILESTONE, MOVE
from mapdocs.schema.model import Deal, Milestone, Move, Spec
from mapdocs.schema.quoting import Raw, written
from mapdocs.schema.reader import read

_ROW_KEYS = tuple(f.key for f in MILESTONE.fields)
_INTERNAL_KEYS = ("crm_url", "forecast", "beyond_period")
_MOVE_KEYS = tuple(f.key for f in MOVE.fields)
_DEAL_KEYS = tuple(f.name for f in dataclasses.fields(Deal))


@dataclass(slots=True)
class Applied:
    """``text`` is the new spec; ``removed`` the source of rows taken out; ``refused`` what could not be done and why;
    ``marked`` why the plan was marked as going beyond the fiscal period."""

    text: str
    spec: Spec
    removed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    marked: str = ""


def apply(spec: Spec, taken: Sequence[Proposal], *, today: date) -> Applied:
    """``spec``'s text with ``taken`` written into it, and nothing else changed.

    Raises:
        NotWritten: the outcome, read again, is not what was meant.
    """
    old = spec.source.text
    state = Applied(old if line_ends.are_plain(old) else line_ends.with_lf(old), spec)
    plain = state.text
    for step in (_set_go_live, _set_fields, _empty, _remove, _add, _reorder, _mark_beyond):
        step(state, taken, today)
    if state.text == plain:
        state.text = old
    elif plain != old:
        _again(state, line_ends.with_ends_of(state.text, old), state.spec.milestones)
    return state


def _again(state: Applied, text: str, expected: tuple[Milestone, ...], deal: Deal | None = None) -> None:
    """Take ``text`` on once it reads back as meant: these rows, this ``deal`` where it is another, and everything else as it
    was."""
    old = state.spec
    new = read(text, file=old.source.file, settings=old.settings)
    if [f for f in new.findings if f.level == "error"] and not [f for f in old.findings if f.level == "error"]:
        first = next(f for f in new.findings if f.level == "error")
        raise NotWritten(f"it would leave the spec with an error: {first.message}")
    same_rest = (new.deal, new.buyer, new.seller, new.review, new.email, new.internal) == (
        deal or old.deal,
        old.buyer,
        old.seller,
        old.review,
        old.email,
        old.internal,
    )
    if not same_rest or [_essence(row) for row in new.milestones] != [_essence(row) for row in expected]:
        raise NotWritten("the spec's layout does not allow it")
    state.text, state.spec = text, new


def _essence(row: Milestone) -> tuple[object, ...]:
    """All of a row but its place; a relative date counts by its rule, since what it hangs on may have moved."""
    return tuple(row.target_rule or row.target_date if key == "target_date" else getattr(row, key) for key in _ROW_KEYS)


def _set_go_live(state: Applied, taken: Sequence[Proposal], today: date) -> None:
    for proposal in taken:
        if proposal.field == "go_live" and proposal.theirs:
            text = editing.set_values(state.text, {("deal", "go_live"): proposal.theirs}, _DEAL_KEYS)
            deal = replace(state.spec.deal, go_live=date.fromisoformat(proposal.theirs))
            _again(state, text, state.spec.milestones, deal)


def _set_fields(state: Applied, taken: Sequence[Proposal], today: date) -> None:
    rows = {row.id: row for row in state.spec.milestones}
    values: dict[editing.Path, str] = {}
    slips: list[tuple[int, dict[str, str]]] = []
    for proposal in taken:
        if proposal.kind not in ("set", "agree", "withdraw") or (
            proposal.theirs is None and proposal.kind != "withdraw"
        ):
            continue
        if _is_emptied(proposal):
            continue
        for row in _targets(proposal, rows):
            if proposal.theirs is None:
                values[("milestones", row.index, "agreed_on")] = Raw("null")
                rows[row.id] = replace(rows[row.id], agreed_on=None)
                continue
            key, value = _key_of(proposal, row), proposal.theirs
            changed: dict[str, object] = {key: date.fromisoformat(value) if key in DAYS else value}
            if key == "target_date":
                changed["target_rule"] = None
                if row.target_date is not None:
                    move = Move(
                        _moved_from(proposal, row, row.target_date), proposal.at or today, proposal.reason or None
                    )
                    changed["moved"] = (*row.moved, move)
                    slips.append((row.index, _move_fields(move)))
            values[("milestones", row.index, key)] = value
            rows[row.id] = replace(rows[row.id], **changed)  # type: ignore[arg-type]
    if not values:
        return
    text = editing.set_values(state.text, values, _ROW_KEYS)
    for index, fields in slips:
        text = editing.append_to_list(text, ("milestones", index, "moved"), fields, _ROW_KEYS)
    _again(state, text, tuple(rows[row.id] for row in state.spec.milestones))


def _targets(proposal: Proposal, rows: Mapping[str, Milestone]) -> list[Milestone]:
    """The rows that ``proposal`` is about; of a folded line the last one, which its date, people and proof are from."""
    found = [rows[name] for name in proposal.ids if name in rows]
    return found if proposal.field in ("agreed_on", "status") else found[-1:]


def _is_emptied(proposal: Proposal) -> bool:
    return proposal.empties and proposal.theirs == NOTHING


def _empty(state: Applied, taken: Sequence[Proposal], today: date) -> None:
    """Take out what the buyer emptied. A date that is taken out is a slip as any other, and no agreement outlives it."""
    for proposal in filter(_is_emptied, taken):
        for row in _targets(proposal, {row.id: row for row in state.spec.milestones}):
            changed: dict[str, object] = {proposal.field: None}
            gone = [proposal.field]
            if proposal.field == "target_date":
                holding = [r.title for r in state.spec.milestones if r.target_rule and r.target_rule.anchor == row.id]
                if holding:
                    said = f"the date of {row.title} was not taken out: {', '.join(holding)} hangs on it; change that first"
                    state.refused.append(said)
                    continue
                changed |= {"target_rule": None, "agreed_on": None}
                gone.append("agreed_on")
            text = state.text
            for key in gone:
                text = editing.clear_value(text, ("milestones", row.index, key))
            if "target_rule" in changed and row.target_date:
                move = Move(_moved_from(proposal, row, row.target_date), proposal.at or today, proposal.reason or None)
                text = editing.append_to_list(text, ("milestones", row.index, "moved"), _move_fields(move), _ROW_KEYS)
                changed["moved"] = (*row.moved, move)
            meant = {row.id: replace(row, **changed)}  # type: ignore[arg-type]
            _again(state, text, tuple(meant.get(r.id, r) for r in state.spec.milestones))


def _moved_from(proposal: Proposal, row: Milestone, now: date) -> date:
    """The date that the buyer moved: the one they read, where the spec's own was changed since without a word of it."""
    sent = date.fromisoformat(proposal.sent) if proposal.sent else now
    return now if any(move.from_date == sent for move in row.moved) else sent


def _key_of(proposal: Proposal, row: Milestone) -> str:
    """A reworded name is what the buyer reads; the row's own name, which its id is made from, stays."""
    return "buyer_label" if proposal.field == "milestone" else proposal.field


def _move_fields(move: Move) -> dict[str, str]:
    values = {"from": move.from_date, "on": move.on, "why": move.why}
    return {key: str(values[key]) for key in _MOVE_KEYS if values[key]}


def _remove(state: Applied, taken: Sequence[Proposal], today: date) -> None:
    wanted = [name for p in taken if p.kind == "remove" for name in p.ids]
    if not wanted:
        return
    rows = state.spec.milestones
    for name in list(wanted):
        holding = [row for row in rows if row.id not in wanted and _hangs_on(row, name)]
        if holding:
            wanted.remove(name)
            row = next(r for r in rows if r.id == name)
            state.refused.append(
                f"{row.title} was not taken out: {', '.join(r.title for r in holding)} hangs on it; change that first"
            )
    indexes = [row.index for row in rows if row.id in wanted]
    if not indexes:
        return
    if len(indexes) == len(rows):
        state.refused.append("the last row was not taken out: a plan has at least one")
        return
    _pin_ids(state)
    text, gone = editing.remove_items(state.text, ("milestones",), indexes)
    _again(state, text, tuple(row for row in rows if row.id not in wanted))
    state.removed += gone


def _pin_ids(state: Applied) -> None:
    """Write down ids that come from a name with a number behind it, which would change with the order of the rows."""
    rows, spans = state.spec.milestones, state.spec.source.spans
    bases = Counter(re.sub(r"-\d+$", "", row.id) for row in rows)
    loose: dict[editing.Path, str] = {
        ("milestones", row.index, "id"): row.id
        for row in rows
        if f"{row.path}.id" not in spans and bases[re.sub(r"-\d+$", "", row.id)] > 1
    }
    if loose:
        _again(state, editing.set_values(state.text, loose, _ROW_KEYS), rows)


def _hangs_on(row: Milestone, name: str) -> bool:
    return name in (row.after or ()) or (row.target_rule is not None and row.target_rule.anchor == name)


def _add(state: Applied, taken: Sequence[Proposal], today: date) -> None:
    behind: dict[str | None, str] = {}
    for proposal in taken:
        if proposal.kind != "add" or proposal.row is None:
            continue
        fields = _new_row(proposal, state.spec)
        anchor = behind.get(proposal.behind, proposal.behind)
        stood = next((row.index + 1 for row in state.spec.milestones if row.id == anchor), 0)
        index = _place_by_date(state.spec.milestones, fields.get("target_date"), stood)
        text = editing.insert_item(state.text, ("milestones",), index, fields)
        new = read(text, file=state.spec.source.file, settings=state.spec.settings)
        made = next((row for row in new.milestones if row.id == fields["id"]), None)
        if made is None or any(_said(made, key) != value for key, value in fields.items() if key != "after"):
            raise NotWritten(f"the new row “{proposal.label}” cannot be written as it stands")
        _again(state, text, (*state.spec.milestones[:index], made, *state.spec.milestones[index:]))
        _keep_waiting(state, index)
        if index == stood:
            behind[proposal.behind] = fields["id"]


def _keep_waiting(state: Applied, new: int) -> None:
    """Write down what the row below a ``new`` one waits for, where it only followed from their order: the buyer added a
    step, and did not say that another has to wait for it."""
    rows = state.spec.milestones
    if new + 1 >= len(rows) or rows[new + 1].after is not None or not rows[new + 1].is_open:
        return
    below = rows[new + 1]
    names = (rows[new - 1].id,) if new else ()
    value = Raw(f"[{', '.join(names)}]")
    text = editing.set_values(state.text, {("milestones", below.index, "after"): value}, _ROW_KEYS)
    _again(state, text, (*rows[: new + 1], replace(below, after=names), *rows[new + 2 :]))


def _mark_beyond(state: Applied, taken: Sequence[Proposal], today: date) -> None:
    """Mark the plan as going beyond the seller's fiscal period where a buyer's own new step is what takes it there, as
    ``init`` and ``import`` mark the plans that they write: the buyer knows no quarter. Else MAP108 would stop the build."""
    settings, internal = state.spec.settings, state.spec.internal
    last = period_of(today, settings.fiscal_year_start, settings.fiscal_period).last
    new = {" ".join(p.label.split()) for p in taken if p.kind == "add"}
    beyond = [
        r for r in state.spec.milestones if r.is_open and not r.at_risk and r.target_date and r.target_date > last
    ]
    if not beyond or internal.beyond_period or any(r.milestone not in new for r in beyond):
        return
    why = f"{beyond[0].milestone}, which the buyer added, is due on {beyond[0].target_date}"
    if editing.find_group(state.text, "internal"):
        text = editing.set_values(state.text, {("internal", "beyond_period"): why}, _INTERNAL_KEYS)
    else:
        end = "" if state.text.endswith("\n") else "\n"
        text = f"{state.text}{end}internal:\n  beyond_period: {written(why, False, 2)}\n"
    meant = replace(state.spec, internal=replace(internal, beyond_period=why))
    state.spec = meant
    _again(state, text, meant.milestones)
    state.marked = why


def _place_by_date(rows: Sequence[Milestone], day: str | None, stood: int) -> int:
    """Where a new row goes: where the buyer wrote it if the dates around it allow that, else behind all that is due
    before it or on its day."""
    dated = [row for row in rows if row.target_date and row.status != "cancelled"]
    if day is None or not dated:
        return stood
    due = date.fromisoformat(day)
    above = [row for row in dated if row.index < stood][-1:]
    below = [row for row in dated if row.index >= stood][:1]
    if all(row.target_date <= due for row in above if row.target_date) and all(
        row.target_date >= due for row in below if row.target_date
    ):
        return stood
    return max((row.index + 1 for row in dated if row.target_date and row.target_date <= due), default=0)


def _said(row: Milestone, key: str) -> str:
    value = getattr(row, key)
    return value.isoformat() if isinstance(value, date) else str(value)


def _new_row(proposal: Proposal, spec: Spec) -> dict[str, str]:
    change = proposal.row
    assert change is not None
    values = {key: change.sent.text(key) if change.sent else None for key in FIELDS if key not in STANDING}
    values |= {key: value for key, value in change.values.items() if value}
    name = str(values.get("milestone") or change.label)
    used = {row.id for row in spec.milestones} | {"go_live", "review"}
    base = slug(name) or "step"
    row_id, number = base, 2
    while row_id in used:
        row_id, number = f"{base}-{number}", number + 1
    values |= {
        "milestone": name,
        "id": row_id,
        "seller_owner": values.get("seller_owner") or spec.seller.owner,
        "after": Raw("[]"),
    }
    if values.get("status") == "open":
        values["status"] = None
    return {key: value if isinstance(value, Raw) else str(value) for key in _ROW_KEYS if (value := values.get(key))}


def _reorder(state: Applied, taken: Sequence[Proposal], today: date) -> None:
    for proposal in taken:
        if proposal.kind != "reorder":
            continue
        rows = state.spec.milestones
        place = {
            name: number
            for number, name in enumerate(name for name in proposal.order if any(r.id == name for r in rows))
        }
        slots = [row.index for row in rows if row.id in place]
        ranked = sorted((row for row in rows if row.id in place), key=lambda row: place[row.id])
        order = list(range(len(rows)))
        # New rows keep to the row that they were written behind.
        for slot, row in zip(slots, ranked, strict=True):
            order[slot] = row.index
        order = _followers(rows, place, order)
        if order == list(range(len(rows))):
            continue
        _pin_ids(state)
        if proposal.keeps_waits:
            _pin_waits(state)
        rows = state.spec.milestones
        text = editing.reorder_items(state.text, ("milestones",), order)
        _again(state, text, tuple(rows[index] for index in order))


def _pin_waits(state: Applied) -> None:
    """Write down what each row waits for where that only followed from their order, which says nothing of it any more."""
    rows = state.spec.milestones
    above = [None, *rows]
    waits = {
        row.index: (before.id,) if before else ()
        for before, row in zip(above, rows, strict=False)
        if row.after is None and row.is_open
    }
    if waits:
        values: dict[editing.Path, str] = {
            ("milestones", index, "after"): Raw(f"[{', '.join(names)}]") for index, names in waits.items()
        }
        text = editing.set_values(state.text, values, _ROW_KEYS)
        _again(state, text, tuple(replace(row, after=waits.get(row.index, row.after)) for row in rows))


def _followers(rows: tuple[Milestone, ...], place: dict[str, int], order: list[int]) -> list[int]:
    """``order`` with every row that is new to the buyer's order right behind the row that stands above it now."""
    followers: dict[int, list[int]] = {}
    above = -1
    for row in rows:
        if row.id in place:
            above = row.index
        else:
            followers.setdefault(above, []).append(row.index)
    wanted = list(followers.get(-1, []))
    for index in order:
        if rows[index].id in place:
            wanted += [index, *followers.get(index, [])]
    return wanted
