"""A starting plan's file, in the spec's own words: whom it is for, and its rows in one language or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from mapdocs.errors import MapdocsError
from mapdocs.findings import in_order
from mapdocs.language.slugs import slug
from mapdocs.language.spelling import close_matches
from mapdocs.plan.variant import FULL_ROWS
from mapdocs.schema import converters, nodes
from mapdocs.schema.converters import Bad
from mapdocs.schema.decoding import Undecodable, decode
from mapdocs.schema.fields import MILESTONE, SETTINGS
from mapdocs.schema.kinds import STANDARD, Kind
from mapdocs.schema.leaves import CURRENCY, NAME
from mapdocs.schema.references import FIXED
from mapdocs.schema.shapes import Field, Group, Leaf, Many, Shape, Table
from mapdocs.schema.validation import Values, Walk

#: A text by language; by "" where the file says it in no language of its own.
Texts = Mapping[str, str]
_CHAMPION = "{champion}"


@dataclass(frozen=True, slots=True)
class Condition:
    """Which deals a plan is for: all that is stated must hold. ``tags`` are folded, see :func:`folded_tag`."""

    acv_from: Decimal | None = None
    acv_below: Decimal | None = None
    currency: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan. ``milestone`` and ``exit_criteria`` are empty where the training's are meant; ``on_go_live``: its
    day is the go-live's."""

    id: str
    kind: Kind
    milestone: Texts
    exit_criteria: Texts
    working_days: int | None
    after: tuple[str, ...]
    on_go_live: bool


@dataclass(frozen=True, slots=True)
class StartPlan:
    """``own``: a company's, not a built-in one; ``when`` is None where it is only ever asked for by its name."""

    name: str
    title: Texts
    when: Condition | None
    rows: tuple[PlanRow, ...]
    own: bool = False


def folded_tag(tag: str) -> str:
    """A tag as it is compared: works-council, Works Council and works_council are one."""
    return " ".join(re.split(r"[\s_-]+", tag.casefold().strip()))


def said_in(texts: Texts, locale: str) -> str:
    """The text in the language of ``locale``; the one without a language, the English, or any, where it has none."""
    for name in (locale, locale.split("_")[0], "", "en"):
        if name in texts:
            return texts[name]
    return next(iter(texts.values()), "")


def _money(raw: str) -> Decimal | Bad:
    return converters.amount(raw)


def _go_live(raw: str) -> str | Bad:
    if raw.strip() == "go_live":
        return "go_live"
    return Bad(
        "MAP015",
        f"“{raw}” cannot stand here: a starting plan knows no day",
        "write target_date: go_live, or leave it out and say how long the step takes, as in working_days: 10",
    )


def _leaf(group: Group, key: str) -> Leaf:
    """The leaf behind ``key`` in the grammar of specs and settings: what is one thing there is the same here."""
    found = group.field(key)
    shape = found.shape if found else None
    shape = shape.of if isinstance(shape, Table) else shape
    assert isinstance(shape, Leaf)
    return shape


_TEXTS = Leaf(converters.line, {}, prose=True)  # one text, or a group of texts by language
_AMOUNT = Leaf(_money, {})
_WHEN = Group(
    (
        Field("acv_from", _AMOUNT, "The ACV is this or more.", examples=(250000,)),
        Field("acv_below", _AMOUNT, "The ACV is less than this.", examples=(1000000,)),
        Field("currency", Many(CURRENCY), "The deal's currency is one of these.", examples=("EUR",)),
        Field(
            "country", Many(_leaf(SETTINGS, "holidays")), "Your settings' holidays name one of these.", examples=("DE",)
        ),
        Field("tags", Many(NAME), "The deal has one of these tags.", examples=("hospital",)),
    )
)
_ROW = Group(
    (
        Field("milestone", _TEXTS, "The step's name."),
        Field("exit_criteria", _TEXTS, "The proof that anyone can observe."),
        Field("kind", _leaf(MILESTONE, "kind"), "What kind of step it is."),
        Field("id", NAME, "What other rows call it."),
        Field("working_days", _leaf(SETTINGS, "typical_working_days"), "How long it takes."),
        Field("after", Many(NAME), "Ids of rows above that must be done first."),
        Field("target_date", Leaf(_go_live, {}), "go_live, and nothing else."),
    )
)
#: What may stand in the file.
PLAN = Group(
    (
        Field("title", _TEXTS, "What the plan is called.", required=True, examples=("Hospital",)),
        Field("when", _WHEN, "Which deals it is for."),
        Field("milestones", Many(_ROW), "Its rows.", required=True),
    )
)


class _PlanWalk(Walk):
    """The grammar's walk, with texts in several languages."""

    def value(self, node: nodes.Node, shape: Shape, path: str) -> Any:
        if shape is not _TEXTS:
            return super().value(node, shape, path)
        if not isinstance(node, nodes.Mapping):
            text = super().value(node, shape, path)
            return None if text is None else {"": text}
        texts = {}
        for key, value in node.entries:
            below = f"{path}.{key.text}"
            if not re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", key.text):
                hint = "write a language by its letters, as in en, de or pt_PT"
                self.report("MAP010", below, f"“{key.text}” is no language", hint, span=key.span)
            elif (text := super().value(value, shape, below)) is not None:
                texts[key.text] = text
        return texts or None


@lru_cache(maxsize=64)
def read_plan(name: str, source: bytes, file: str, *, own: bool = False) -> StartPlan:
    """The plan that ``source`` states, which lies in ``file``.

    Raises:
        MapdocsError: it cannot be used as it stands; the message says where and why, the hint what to type instead.
    """
    text = decode(source)
    if isinstance(text, Undecodable):
        raise MapdocsError(f"{file}:{text.line}:{text.column}: {text.message}", text.hint)
    root, problems = nodes.parse(text)
    walk = _PlanWalk(file, text)
    for problem in problems:
        walk.report(problem.code, "", problem.message, problem.hint, span=problem.span)
    values = walk.group(root, PLAN, "") if root is not None or not problems else {}
    plan = _plan(name, values, walk, own)
    if walk.findings:
        first, *more = in_order(walk.findings)
        others = f" ({len(more)} more below it)" if more else ""
        raise MapdocsError(f"{file}:{first.line}:{first.column}: {first.message}{others}", first.hint)
    return plan


def _plan(name: str, values: Values, walk: Walk, own: bool) -> StartPlan:
    when = values.get("when") or {}
    low, high = when.get("acv_from"), when.get("acv_below")
    if low is not None and high is not None and low >= high:
        hint = f"write an amount above {low}; the ACV is acv_from or more, and less than acv_below"
        walk.report("MAP016", "when.acv_below", "no deal fits: acv_below is not above acv_from", hint)
    condition = Condition(
        low,
        high,
        when.get("currency", ()),
        when.get("country", ()),
        tuple(folded_tag(tag) for tag in when.get("tags", ())),
    )
    rows = _rows(values.get("milestones", ()), walk)
    if "milestones" in values and len(rows) < FULL_ROWS and not walk.findings:
        count = f"a full plan has {FULL_ROWS} rows at least, and this one has {len(rows)}"
        walk.report("MAP106", "milestones", count, "add the steps that such a buyer takes, one row each")
    return StartPlan(name, values.get("title", {}), condition if when else None, rows, own)


def _rows(found: tuple[Values, ...], walk: Walk) -> tuple[PlanRow, ...]:
    rows: list[PlanRow] = []
    for index, values in enumerate(found):
        path = f"milestones[{index}]"
        kind: Kind = values.get("kind", "other")
        told = any(finding.path.startswith(f"{path}.") for finding in walk.findings)
        if "milestone" not in values and kind not in STANDARD and not told:
            walk.report("MAP011", f"{path}.milestone", "this row has no name", _NAMELESS)
        if "exit_criteria" not in values and kind not in STANDARD and not told:
            hint = "add exit_criteria: what anyone can look at to see that it is done"
            walk.report("MAP011", f"{path}.exit_criteria", "this row has no proof", hint)
        for key in ("milestone", "exit_criteria"):
            _blanks(values.get(key, {}), f"{path}.{key}", walk)
        above = [row.id for row in rows]
        row_id = values.get("id") or slug(said_in(values.get("milestone", {}), "en") or kind) or f"row-{index + 1}"
        if row_id in above or row_id in FIXED:
            why = "already means a date of the deal" if row_id in FIXED else "is given twice"
            walk.report(
                "MAP022", f"{path}.id", f"the id {row_id} {why}", "give this row an id of its own, as in id: legal-2"
            )
        for number, name in enumerate(values.get("after", ())):
            if name not in above:
                close = close_matches(name, above)
                hint = (
                    f"did you mean {close[0]}?"
                    if close
                    else f"write one of {', '.join(above) or 'those above; this is the first row'}"
                )
                walk.report("MAP022", f"{path}.after[{number}]", f"no row above this one has the id {name}", hint)
        rows.append(
            PlanRow(
                row_id,
                kind,
                values.get("milestone", {}),
                values.get("exit_criteria", {}),
                values.get("working_days"),
                values.get("after", ()),
                values.get("target_date") == "go_live",
            )
        )
    return tuple(rows)


_NAMELESS = "add milestone: the step's name; only a row whose kind is one of the training's six has a name without it"


def _blanks(texts: Texts, path: str, walk: Walk) -> None:
    for language, text in texts.items():
        for blank in _unknown_blanks(text):
            hint = f"write {_CHAMPION}, which becomes the champion's name, or no braces"
            walk.report("MAP015", f"{path}.{language}" if language else path, f"nothing is known for {blank}", hint)


def _unknown_blanks(text: str) -> Iterator[str]:
    yield from (blank for blank in re.findall(r"\{[^}]*\}", text) if blank != _CHAMPION)
