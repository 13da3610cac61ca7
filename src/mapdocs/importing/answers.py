"""What a person answers while a file is looked at: each answer read as its field is, and the question that it settles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mapdocs.importing import amounts
from mapdocs.importing.crm_export import Opportunity
from mapdocs.importing.draft import DraftRow
from mapdocs.schema import converters
from mapdocs.schema.converters import Bad

#: Answers by the place of a row in the source, and there by field.
Answers = Mapping[str, Mapping[str, str]]
#: Whether a deal of an export is wanted: yes or no.
TAKE = "take"


def _stage(raw: str) -> int | Bad:
    number = converters.whole_number(raw)
    if isinstance(number, int) and not 1 <= number <= 9:
        return Bad("MAP016", f"{number} is no stage", "write a number from 1 to 9")
    return number


_OF_A_ROW: Mapping[str, Callable[[str], object]] = {
    "milestone": converters.line,
    "buyer_owner": converters.line,
    "seller_owner": converters.line,
    "target_date": converters.day,
    "exit_criteria": converters.text,
    "status": converters.status,
}
_OF_A_DEAL: Mapping[str, Callable[[str], object]] = {
    "name": converters.line,
    "company": converters.line,
    "champion": converters.line,
    "champion_email": converters.email_address,
    "owner": converters.line,
    "outcome": converters.text,
    "acv": converters.amount,
    "currency": converters.currency_code,
    "stage": _stage,
    "go_live": converters.day,
    "close": converters.day,
}
#: Which questions an answer settles, beside those of its own field.
_ALSO = {"buyer_owner": "owner", "seller_owner": "owner", "target_date": "before_go_live"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that its field cannot take: where, why, and what to type instead."""

    at: str
    field: str
    message: str
    hint: str


def answered_rows(rows: tuple[DraftRow, ...], answers: Answers) -> tuple[tuple[DraftRow, ...], tuple[Wrong, ...]]:
    """``rows`` with what was answered; a question that was is a plain comment from then on."""
    wrong: list[Wrong] = []
    made = [_row(row, answers.get(row.at, {}), wrong) for row in rows]
    return tuple(made), tuple(wrong)


def _row(row: DraftRow, said: Mapping[str, str], wrong: list[Wrong]) -> DraftRow:
    values = _read(row.at, said, _OF_A_ROW, wrong)
    about = {*values, *(_ALSO[key] for key in values if key in _ALSO)}
    settled = [remark for key, remark in row.asks if key in about]
    made: Any = values
    return replace(
        row,
        **made,
        remarks=tuple(remark for remark in row.remarks if remark not in settled),
        asks=tuple(ask for ask in row.asks if ask[0] not in about),
        settled=tuple(remark.split("; ")[0] for remark in settled),
        date_remark="" if "target_date" in values else row.date_remark,
    )


def answered_deal(one: Opportunity, at: str, answers: Answers) -> tuple[Opportunity, tuple[Wrong, ...]]:
    """``one`` with what was answered of it."""
    wrong: list[Wrong] = []
    values = _read(at, answers.get(at, {}), _OF_A_DEAL, wrong)
    if not values:
        return one, tuple(wrong)
    acv, stage = values.pop("acv", one.acv), values.pop("stage", one.stage)
    about = {key for key in _OF_A_DEAL if key in answers[at] and not any(w.field == key for w in wrong)}
    days = {key: values.pop(key) for key in ("go_live", "close") if key in values}
    assert acv is None or isinstance(acv, Decimal)
    assert stage is None or isinstance(stage, int)
    asks = tuple(ask for ask in one.asks if ask[0] not in about)
    gone = [problem for key, problem in one.asks if key in about]
    made = replace(
        one,
        values={**one.values, **{key: str(value) for key, value in values.items()}},
        acv=acv,
        stage=stage,
        days={**one.days, **{key: day for key, day in days.items() if isinstance(day, date)}},
        asks=asks,
        problems=tuple(problem for problem in one.problems if problem not in gone),
    )
    return made, tuple(wrong)


def _read(
    at: str, said: Mapping[str, str], fields: Mapping[str, Callable[[str], object]], wrong: list[Wrong]
) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, read in fields.items():
        text = said.get(key, "").strip()
        if not text:
            continue
        value = read(text)
        if key == "currency" and isinstance(value, Bad):
            value = amounts.currency(text) or value  # "Euro"
        if isinstance(value, Bad):
            wrong.append(Wrong(at, key, value.message, value.hint))
        else:
            values[key] = value
    return values
