"""A new deal from the page's form: the questions of init."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from mapdocs.desk.sessions import Desk
from mapdocs.errors import MapdocsError, NotWritten
from mapdocs.importing.api import write_new_spec, write_schema_beside
from mapdocs.importing.results import spec_path
from mapdocs.importing.scaffold import Answers, start_spec
from mapdocs.importing.start_plans import USUAL, beginning, facts_of, plans_of
from mapdocs.language.file_names import file_stem
from mapdocs.schema import converters
from mapdocs.schema.converters import Bad
from mapdocs.schema.loader import settings_for
from mapdocs.schema.model import Settings

#: The questions, and how an answer is read.
QUESTIONS: Mapping[str, Callable[[str], object]] = {
    "deal": converters.line,
    "acv": converters.amount,
    "buyer": converters.line,
    "champion": converters.line,
    "seller": converters.line,
    "owner": converters.line,
    "go_live": converters.day,
}


#: What need not be answered.
MORE: Mapping[str, Callable[[str], object]] = {"tags": converters.line, "plan": converters.line}


def known(desk: Desk) -> dict[str, object]:
    """The answers that need not be given again: those of the settings, else the seller's of the newest deal; and the plans
    that there are, each with its title in every language that has one."""
    settings, _ = settings_for(desk.folder / "new.yaml")
    company, owner = settings.seller.company, settings.seller.owner
    if not (company and owner):
        good, _ = desk.specs()
        if good:
            company, owner = company or good[-1].seller.company, owner or good[-1].seller.owner
    try:
        plans = [{"name": one.name, "title": dict(one.title)} for one in plans_of(settings).values()]
    except MapdocsError:
        plans = []  # told where one is asked for
    return {"seller": company, "owner": owner, "currency": settings.currency, "plans": plans}


def begin(desk: Desk, said: Mapping[str, str]) -> dict[str, object]:
    """Write a new deal's spec, or say which answers cannot be taken; with ``propose`` among the answers say only which plan
    the deal would begin with."""
    values: dict[str, object] = {}
    wrong: dict[str, dict[str, str]] = {}
    for key, read in {**QUESTIONS, **MORE}.items():
        raw = said.get(key, "")
        value = read(raw) if raw.strip() else ""
        if isinstance(value, Bad):
            wrong[key] = {"message": value.message, "hint": value.hint}
        elif value == "" and key not in MORE:
            wrong[key] = {"message": "this is needed", "hint": ""}
        values[key] = value
    tags = tuple(tag for part in str(values["tags"]).split(",") if (tag := part.strip()))
    settings, _ = settings_for(desk.folder / "new.yaml")
    if said.get("propose"):
        return _proposed(values["acv"], tags, settings)
    if wrong:
        return {"wrong": wrong}
    acv, go_live = values["acv"], values["go_live"]
    assert isinstance(acv, Decimal)
    assert isinstance(go_live, date)
    words = {key: str(values[key]) for key in ("deal", "buyer", "champion", "seller", "owner")}
    answers = Answers(**words, acv=acv, go_live=go_live, currency=settings.currency)
    try:
        begun = start_spec(answers, today=desk.day, settings=settings, plan=str(values["plan"]), tags=tags)
    except MapdocsError as problem:
        return {"wrong": {"plan": {"message": problem.message, "hint": problem.hint}}}
    path = spec_path(desk.folder, file_stem(words["deal"]))
    try:
        write_new_spec(path, begun.text)
        write_schema_beside(path)
    except NotWritten as problem:
        return {"wrong": {"deal": {"message": problem.message, "hint": "give the deal another name"}}}
    return {"key": desk.key_of(path), "warnings": list(begun.warnings)}


def _proposed(acv: object, tags: tuple[str, ...], settings: Settings) -> dict[str, object]:
    """The name of the plan that a deal of this amount and these tags begins with."""
    amount = acv if isinstance(acv, Decimal) else None
    try:
        first = beginning(facts_of(amount, settings.currency, tags, settings), settings)
    except MapdocsError as problem:
        return {"wrong": {"plan": {"message": problem.message, "hint": problem.hint}}}
    return {"plan": first.plan or USUAL}
