"""A new deal from the page's form: the questions of init."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from mapdocs.desk.sessions import Desk
from mapdocs.errors import NotWritten
from mapdocs.importing.api import write_new_spec, write_schema_beside
from mapdocs.importing.results import spec_path
from mapdocs.importing.scaffold import Answers, start_spec
from mapdocs.language.slugs import file_stem
from mapdocs.schema import converters
from mapdocs.schema.converters import Bad
from mapdocs.schema.loader import settings_for

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


def known(desk: Desk) -> dict[str, str]:
    """The answers that need not be given again: those of the settings, else the seller's of the newest deal."""
    settings, _ = settings_for(desk.folder / "new.yaml")
    company, owner = settings.seller.company, settings.seller.owner
    if not (company and owner):
        good, _ = desk.specs()
        if good:
            company, owner = company or good[-1].seller.company, owner or good[-1].seller.owner
    return {"seller": company, "owner": owner, "currency": settings.currency}


def begin(desk: Desk, said: Mapping[str, str]) -> dict[str, object]:
    """Write a new deal's spec, or say which answers cannot be taken."""
    values: dict[str, object] = {}
    wrong: dict[str, dict[str, str]] = {}
    for key, read in QUESTIONS.items():
        raw = said.get(key, "")
        value = read(raw) if raw.strip() else ""
        if isinstance(value, Bad):
            wrong[key] = {"message": value.message, "hint": value.hint}
        elif value == "":
            wrong[key] = {"message": "this is needed", "hint": ""}
        values[key] = value
    if wrong:
        return {"wrong": wrong}
    settings, _ = settings_for(desk.folder / "new.yaml")
    acv, go_live = values["acv"], values["go_live"]
    assert isinstance(acv, Decimal)
    assert isinstance(go_live, date)
    words = {key: str(values[key]) for key in ("deal", "buyer", "champion", "seller", "owner")}
    answers = Answers(**words, acv=acv, go_live=go_live, currency=settings.currency)
    text, warnings = start_spec(answers, today=desk.day, settings=settings)
    path = spec_path(desk.folder, file_stem(words["deal"]))
    try:
        write_new_spec(path, text)
        write_schema_beside(path)
    except NotWritten as problem:
        return {"wrong": {"deal": {"message": problem.message, "hint": "give the deal another name"}}}
    return {"key": desk.key_of(path), "warnings": warnings}
