"""People change: a person's open rows go to another, and what was agreed is said to them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date

from mapdocs.building.company import kit_for
from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import shared_plan
from mapdocs.errors import MapdocsError, NotWritten
from mapdocs.formats.email import handover_mail
from mapdocs.language.file_names import file_stem
from mapdocs.schema import editing
from mapdocs.schema.fields import MILESTONE, PERSON
from mapdocs.schema.model import Milestone, Spec
from mapdocs.schema.quoting import Raw
from mapdocs.schema.reader import read

_ROW_KEYS = tuple(f.key for f in MILESTONE.fields)
_PERSON_KEYS = tuple(f.key for f in PERSON.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """Who takes over: a name, and what is known of them."""

    name: str
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Reassigned:
    """``text`` is the whole new spec; ``rows`` are the moved rows as they were; ``roles`` what else went over (champion,
    owner); ``draft`` the catch-up mail (None for a colleague of the seller's), ``name`` its path below the output folder."""

    text: str
    spec: Spec
    rows: tuple[Milestone, ...]
    roles: tuple[str, ...]
    draft: bytes | None
    name: str
    notes: tuple[str, ...] = ()


def reassign(spec: Spec, old: str, new: Successor, why: str, *, today: date) -> Reassigned:
    """``spec``'s text with the open rows of ``old`` given to ``new``, whose own yes they wait for.

    Done rows keep the name of who did them. Where the buyer's owner changes the row is a proposal again; a change on the
    seller's side leaves the buyer's yes as it is.

    Raises:
        MapdocsError: nobody of that name owns anything that is open.
        NotWritten: the spec's layout does not allow it.
    """
    side, person = _side(spec, old)
    key = f"{side}_owner"
    rows = tuple(
        row for row in spec.milestones if row.is_open and (getattr(row, key) or "").casefold() == person.casefold()
    )
    values: dict[editing.Path, str] = {}
    for row in rows:
        values[("milestones", row.index, key)] = new.name
        if side == "buyer" and row.agreed_on:
            values[("milestones", row.index, "agreed_on")] = Raw("null")
    roles = []
    role = ("buyer", "champion") if side == "buyer" else ("seller", "owner")
    holder = spec.buyer.champion if side == "buyer" else spec.seller.owner
    if holder.casefold() == person.casefold():
        values[role] = new.name
        roles.append(role[1])
    if not rows and not roles:
        raise MapdocsError(f"{person} owns nothing that is open", "nothing was written; none is needed")
    text = _with_person(editing.set_values(spec.source.text, values, _ROW_KEYS), spec, side, new)
    text = _without_person(text, spec, side, person)
    after = read(text, file=spec.source.file, settings=spec.settings)
    _as_meant(spec, after, rows, key, new.name)
    draft, name = None, ""
    if side == "buyer":
        plan, _ = shared_plan(after, today, BuildOptions(variant="full"), None)
        agreed = {row.id: row.agreed_on for row in rows if row.agreed_on}
        taken = tuple(row for row in plan.rows if row.key in {moved.id for moved in rows})
        draft = handover_mail.eml(
            plan, handover_mail.Handover(person, new.name, why, taken, agreed), kit_for(spec.settings)
        )
        name = f"{plan.stem}/handover/{plan.stem}-for-{file_stem(new.name)}.eml"
    notes = [
        f"email.{field} still names {person}: change it there"
        for field, named in (("to", spec.email.to), ("cc", spec.email.cc))
        if person.casefold() in {name.casefold() for name in named}
    ]
    if spec.email.greeting and "champion" in roles:
        notes.append("email.greeting still greets as before: change it there")
    return Reassigned(text, after, rows, tuple(roles), draft, name, tuple(notes))


def _side(spec: Spec, name: str) -> tuple[str, str]:
    """The side on which ``name`` stands, and the name as the spec has it.

    Raises:
        MapdocsError: nobody is called so.
    """
    wanted = " ".join(name.split()).casefold()
    known: dict[str, tuple[str, str]] = {}
    for row in spec.milestones:
        for side, owner in (("buyer", row.buyer_owner), ("seller", row.seller_owner)):
            if owner:
                known.setdefault(owner.casefold(), (side, owner))
    known.setdefault(spec.buyer.champion.casefold(), ("buyer", spec.buyer.champion))
    known.setdefault(spec.seller.owner.casefold(), ("seller", spec.seller.owner))
    if wanted in known:
        return known[wanted]
    close = difflib.get_close_matches(wanted, known, n=1)
    names = ", ".join(said for _, said in known.values() if said)
    raise MapdocsError(
        f"no row has an owner “{name}”", f"did you mean {known[close[0]][1]}?" if close else f"write one of {names}"
    )


def _with_person(text: str, spec: Spec, side: str, new: Successor) -> str:
    """``text`` with ``new`` among the people of their side."""
    people = spec.buyer.people if side == "buyer" else spec.seller.people
    if any(person.name.casefold() == new.name.casefold() for person in people):
        return text
    if not people and not (new.title or new.email):
        return text
    said = {"name": new.name, "title": new.title, "email": new.email}
    return editing.append_to_list(text, (side, "people"), {k: said[k] for k in _PERSON_KEYS if said.get(k)})


def _without_person(text: str, spec: Spec, side: str, name: str) -> str:
    """``text`` without ``name`` among the people, where no row is theirs any more: whoever left is not to be written to."""
    people = spec.buyer.people if side == "buyer" else spec.seller.people
    wanted = name.casefold()
    theirs = any(
        wanted in ((row.buyer_owner or "").casefold(), (row.seller_owner or "").casefold())
        for row in spec.milestones
        if not row.is_open
    )
    places = [number for number, person in enumerate(people) if person.name.casefold() == wanted]
    return editing.remove_items(text, (side, "people"), places)[0] if places and not theirs else text


def _as_meant(old: Spec, new: Spec, rows: tuple[Milestone, ...], key: str, name: str) -> None:
    known = {finding.message for finding in old.findings}
    wrong = next((f for f in new.findings if f.level == "error" and f.message not in known), None)
    if wrong is not None:
        raise NotWritten(f"it would leave the spec with an error: {wrong.message}")
    moved = {row.index for row in rows}
    meant = len(new.milestones) == len(old.milestones) and all(
        getattr(now, key) == (name if now.index in moved else getattr(was, key))
        for was, now in zip(old.milestones, new.milestones, strict=True)
    )
    if not meant:
        raise NotWritten("the spec's layout does not allow it", f"write it into {old.source.file} by hand")
