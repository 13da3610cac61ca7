"""What comes in: opportunities and plans to specs; a second import changes only what the CRM owns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mapdocs.dates import working_days
from mapdocs.errors import MapdocsError, NotWritten
from mapdocs.importing import amounts
from mapdocs.importing.crm_export import Opportunity
from mapdocs.importing.draft import Draft
from mapdocs.importing.scaffold import begun_from, beyond_period, dated_rows, undated_rows
from mapdocs.importing.start_plans import beginning, facts_of
from mapdocs.importing.start_rows import start_now
from mapdocs.schema import editing, line_ends
from mapdocs.schema.fields import SPEC
from mapdocs.schema.model import Settings, Spec
from mapdocs.schema.quoting import written
from mapdocs.schema.reader import read

_CRM_ID = re.compile(r"^# CRM id: (\S.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which stages are wanted: numbers, or names as the CRM writes them, in lower case. Empty: all but closed ones."""

    numbers: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

    def wants(self, one: Opportunity) -> bool:
        if not self.numbers and not self.names:
            return not one.closed
        return one.stage in self.numbers or one.values.get("stage", "").casefold() in self.names


ALL_BUT_CLOSED = Filter()


def stage_filter(text: str) -> Filter:
    """4-9, 3+, Negotiation/Review: what ``--stage`` takes.

    Raises:
        MapdocsError: a range runs backwards.
    """
    numbers: set[int] = set()
    names: set[str] = set()
    for part in (p.strip() for p in text.split(",") if p.strip()):
        span = re.fullmatch(r"([1-9])(?:\s*(?:-|to|\.\.)\s*([1-9])|(\+))?", part)
        if span is None:
            names.add(part.casefold())
            continue
        first, last = int(span[1]), 9 if span[3] else int(span[2] or span[1])
        if first > last:
            raise MapdocsError(f"{part} runs backwards", f"write {last}-{first}")
        numbers |= set(range(first, last + 1))
    return Filter(frozenset(numbers), frozenset(names))


def crm_id(text: str) -> str | None:
    """The CRM's id of a deal, as an import left it in the spec's head."""
    match = _CRM_ID.search(text[:2000])
    return match[1] if match else None


def usual_currency(settings: Settings) -> str:
    """The currency that a company's deals are usually in, where its settings name one; the built-in one is nobody's choice."""
    return settings.currency if settings.currency != Settings().currency else ""


def new_draft(one: Opportunity, settings: Settings, today: date) -> Draft:
    """A new plan for an opportunity: the rows of the plan that its amount asks for, dates that start now where a day is
    known.

    Raises:
        MapdocsError: the file of one of the company's plans cannot be used as it stands.
    """
    values = one.values
    calendar = working_days.of_country(settings.holidays)
    go_live, close = one.days.get("go_live"), one.days.get("close")
    currency = values.get("currency", usual_currency(settings))
    first = beginning(facts_of(one.acv, currency, (), settings), settings)
    champion, owner = values.get("champion", ""), values.get("owner", "") or settings.seller.owner
    anchor = go_live or (calendar.shift(calendar.on_or_before(close), 5) if close else None)
    if anchor is None:
        rows = undated_rows(first.shape, champion, owner, settings.locale)
    else:
        proposed = start_now(anchor, today, settings, first.shape)
        rows = dated_rows(first.shape, proposed, go_live, today, settings, champion, owner)
    remarks = [
        problem if problem.endswith(amounts.LEFT_OPEN) else f"not understood in the export: {problem}"
        for problem in one.problems
    ]
    if close and not go_live:
        remarks.append(f"the CRM closes this deal on {close}; when does the buyer need it to work?")
    if one.acv is not None and "currency" not in values:
        remarks.append(
            f"the export names no currency; is the amount in {currency}?"
            if currency
            else f"the export writes “{one.sign}”, the sign of several currencies; which is the amount in?"
            if one.sign
            else "the export names no currency; which is the amount in?"
        )
    return Draft(
        name=one.name,
        acv=one.acv,
        currency=currency,
        outcome=values.get("outcome", ""),
        go_live=go_live,
        stage=one.stage,
        map_url=values.get("map_url", ""),
        buyer=values.get("company", ""),
        champion=champion,
        champion_title=values.get("champion_title", ""),
        champion_email=values.get("champion_email", ""),
        seller=settings.seller.company,
        owner=owner,
        review_on=calendar.shift(today, 7),
        edits_by=calendar.shift(today, 5),
        crm_url=values.get("crm_url", ""),
        forecast=values.get("forecast", ""),
        beyond_period=beyond_period(rows, today, settings),
        rows=rows,
        notes=f"Close date in the CRM: {close}" if close else "",
        plan=first.plan,
        plan_why=first.why,
        head=(*((f"CRM id: {values['id']}",) if values.get("id") else ()), *begun_from(first)),
        remarks=tuple(remarks),
    )


@dataclass(frozen=True, slots=True)
class Update:
    """``changes`` name what the CRM says now: (field, old, new)."""

    text: str
    changes: tuple[tuple[str, str, str], ...]


def updated(spec: Spec, one: Opportunity) -> Update:
    """``spec``'s text with what the CRM owns: amount, currency, stage, forecast, record link, rep, close date.

    Milestones, names, dates and everything that a person wrote stay as they are.

    Raises:
        NotWritten: the text does not read back as meant.
    """
    values = one.values
    wanted: list[tuple[editing.Path, str, str]] = []

    def want(path: editing.Path, old: object, new: object) -> None:
        if new not in (None, "") and new != old:
            wanted.append((path, "" if old is None else str(old), str(new)))

    acv = one.acv.normalize() if one.acv is not None else None
    plain = None if acv is None else Decimal(f"{acv:f}")
    want(("deal", "acv"), spec.deal.acv, plain if plain != spec.deal.acv else None)
    want(("deal", "currency"), spec.deal.currency, values.get("currency"))
    want(("deal", "stage"), spec.deal.stage, one.stage)
    want(("internal", "forecast"), spec.internal.forecast, values.get("forecast"))
    want(("internal", "crm_url"), spec.internal.crm_url, values.get("crm_url"))
    old_text = spec.source.text
    if not wanted:
        return Update(old_text, ())
    text = lines = old_text if line_ends.are_plain(old_text) else line_ends.with_lf(old_text)
    order = tuple(f.key for group in SPEC.fields for f in getattr(group.shape, "fields", ()))
    inside = {path: new for path, _, new in wanted if editing.find_group(text, path[0])}
    missing = {path: new for path, _, new in wanted if path not in inside}
    text = editing.set_values(text, inside, order) if inside else text
    if missing:  # the spec has no internal part yet
        newline = editing.newline_of(text)
        block = "".join(f"  {path[1]}: {written(new, False, 2)}{newline}" for path, new in missing.items())
        text = text.rstrip("\r\n") + newline + f"internal:{newline}" + block
    if lines != old_text:
        text = line_ends.with_ends_of(text, old_text)
    again = read(text, file=spec.source.file, settings=spec.settings)
    if again.milestones != spec.milestones or again.buyer != spec.buyer or again.seller != spec.seller:
        raise NotWritten("the spec's layout does not allow it")
    return Update(text, tuple((".".join(map(str, path)), old, new) for path, old, new in wanted))
