"""Nothing that nobody said: an owner, a date or a yes that an assistant fills in names its source, or its place stays open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapdocs.assistant.results import Found, LeftOpen
from mapdocs.importing.draft import MARK, one_line
from mapdocs.rules.sources import names_a_source
from mapdocs.schema import editing
from mapdocs.schema.fields import MILESTONE
from mapdocs.schema.model import Acceptance, Milestone, Spec
from mapdocs.schema.nodes import Mapping, parse
from mapdocs.schema.quoting import Raw

#: What somebody has to have said: who owns a step, when it is, that it is agreed or done.
_FACTS = ("buyer_owner", "seller_owner", "target_date", "agreed_on", "done_on")
_ROW_KEYS = tuple(field.key for field in MILESTONE.fields)
HINT = "write on the row where it is known from, as in source: call of 24 Nov, 12:40; where nobody said it, leave it open and ask"

OF_THE_CHANGE = "give source to save_plan: where this change is known from, as in call of 24 Nov, 12:40"


@dataclass(frozen=True, slots=True)
class Sourced:
    """``text`` in which every new fact has its source, what was ``left_open`` since it had none, and what cannot be left
    open and is therefore ``refused``."""

    text: str
    left_open: tuple[LeftOpen, ...]
    refused: tuple[Found, ...] = ()


def sourced(old: Spec, new: Spec, source: str) -> Sourced:
    """``new``'s text as far as it says where it is known from.

    A row's own ``source`` counts, else the ``source`` of the whole change, which is then written on the row. What has neither
    is put back to what ``old`` says, its place marked (?), and ``source: (?)`` on the row has check tell it (MAP119).
    The champion, the go-live and the review stand outside the rows and take the source of the whole change; a new one
    without it is refused.

    Raises:
        NotWritten: the text is laid out so that a place in it cannot be put back.
    """
    text, left = new.source.text, list[LeftOpen]()
    refused: list[Found] = []
    values: dict[editing.Path, str] = {}
    before = {row.id: row for row in old.milestones}
    known_sellers = {person.casefold() for person in (new.seller.owner, *(p.name for p in old.seller.people)) if person}
    told = names_a_source(source)
    for row in new.milestones:
        was = before.get(row.id)
        changed = [fact for fact in _FACTS if _is_new(fact, row, was, known_sellers)]
        if not changed or (names_a_source(row.source) and row.source):
            continue
        at: editing.Path = ("milestones", row.index)
        if told:
            values[(*at, "source")] = source.strip()
            continue
        for fact in changed:
            said = _said(row, fact)
            values[(*at, fact)] = _put_back(text, at, said, _said(was, fact) if was else "")
            left.append(LeftOpen(f"{row.path}.{fact}", said, f"{row.title}: nobody is named who said this", HINT))
        values[(*at, "source")] = MARK
    for path, said, back in _outside(old, new):
        where = ".".join(map(str, path))
        if told:  # these have no key for it, so a comment keeps it
            text = f"{text.rstrip()}\n# {where}: {one_line(said)}, from {one_line(source)}\n"
            continue
        if not back:
            refused.append(Found("error", "MAP119", where, 0, f"{said}: nobody is named who said this", OF_THE_CHANGE))
            continue
        values[path] = back
        left.append(LeftOpen(where, said, "nobody is named who said this", OF_THE_CHANGE))
    return Sourced(editing.set_values(text, values, _ROW_KEYS) if values else text, tuple(left), tuple(refused))


def _is_new(fact: str, row: Milestone, was: Milestone | None, known_sellers: set[str]) -> bool:
    said = _said(row, fact)
    if not said or (was is not None and said == _said(was, fact)):
        return False
    return fact != "seller_owner" or said.casefold() not in known_sellers


def _said(row: Milestone, fact: str) -> str:
    """What a row says, as it is written; a relative date as its rule."""
    if fact == "target_date" and row.target_rule:
        return str(row.target_rule)
    value = getattr(row, fact)
    return "" if value is None else str(value)


def _put_back(text: str, at: editing.Path, said: str, was: str) -> str:
    """What stands in the place of a value without a source: what stood there before, else nothing, marked."""
    if was:
        return was
    root, _ = parse(text)
    parent = editing.find(root, at)
    if isinstance(parent, Mapping) and parent.end is None:
        return Raw(f"# {MARK} {one_line(said)}: who said so?")
    return Raw("null")


def _outside(old: Spec, new: Spec) -> Iterator[tuple[editing.Path, str, str]]:
    """New facts outside the rows: where, what is said now, and what was said before."""
    if new.buyer.champion and new.buyer.champion != old.buyer.champion:
        yield ("buyer", "champion"), new.buyer.champion, old.buyer.champion
    if new.deal.go_live and new.deal.go_live != old.deal.go_live:
        yield ("deal", "go_live"), str(new.deal.go_live), str(old.deal.go_live or "")
    at, was = (spec.review.at if spec.review else None for spec in (new, old))
    if at and at != was:
        yield ("review", "at"), f"{at:%Y-%m-%d %H:%M}", f"{was:%Y-%m-%d %H:%M}" if was else ""


def for_a_person(old: Spec, new: Spec) -> Iterator[Found]:
    """What only a person may do: overrule a rule, take out a row that has a history, forget a slip."""
    for path, then, now in _accepted(old, new):
        for one in now:
            if one not in then:
                hint = "take the line out, and mend what the rule says; a person may overrule it in the file"
                yield Found("error", one.rule, path, 0, "overruling a rule is for a person", hint)
    after = {row.id: row for row in new.milestones}
    for row in old.milestones:
        kept = after.get(row.id)
        if kept is None and (row.moved or row.agreed_on or row.done_on):
            hint = f"put it back with id: {row.id}, and set status: cancelled where it is no longer to be done"
            message = f"{row.title} has slipped, was agreed to or is done, and such a row is never deleted"
            yield Found("error", "", row.path, 0, message, hint)
        elif kept is not None and kept.moved[: len(row.moved)] != row.moved:
            hint = "put its moved back as it was; a new slip goes behind the others"
            yield Found("error", "", f"{kept.path}.moved", 0, f"{row.title}: a slip is never hidden", hint)


def _accepted(old: Spec, new: Spec) -> Iterator[tuple[str, tuple[Acceptance, ...], tuple[Acceptance, ...]]]:
    yield "deal.accept", old.deal.accept, new.deal.accept
    before = {row.id: row.accept for row in old.milestones}
    for row in new.milestones:
        yield f"{row.path}.accept", before.get(row.id, ()), row.accept
