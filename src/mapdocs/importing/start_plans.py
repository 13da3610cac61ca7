"""The starting plans there are, and which of them a deal begins with: the company's own lie over the built-in ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mapdocs.building.company import templates_of
from mapdocs.errors import NoSuchPlan
from mapdocs.importing.plan_files import Condition, PlanRow, StartPlan, folded_tag, read_plan, said_in
from mapdocs.importing.start_rows import FULL, THREE_LINES, Shape, StartRow
from mapdocs.language import lexicon
from mapdocs.language.slugs import slug
from mapdocs.language.spelling import close_matches
from mapdocs.plan.durations import history_of
from mapdocs.schema.kinds import STANDARD
from mapdocs.schema.model import DEFAULT_TYPICAL, Settings
from mapdocs.templating.folder import builtin_templates, files_below

#: The name of the training's own six rows; a company's plan of that name stands where no other fits.
USUAL = "standard"
#: Working days of a step that is of no kind, where its plan does not say.
OTHER_DAYS = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What a plan's condition can ask about a deal; ``country`` is the one whose holidays count."""

    acv: Decimal | None
    currency: str
    country: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a deal begins with. ``plan`` is empty for the training's own rows; ``why`` is the condition that held, empty
    where the plan was asked for; ``others`` are the plans that would have fitted too."""

    shape: Shape
    plan: str = ""
    why: str = ""
    others: tuple[str, ...] = ()


def facts_of(acv: Decimal | None, currency: str, tags: Sequence[str], settings: Settings) -> Facts:
    return Facts(acv, currency, settings.holidays or "", tuple(tags))


def plans_of(settings: Settings) -> dict[str, StartPlan]:
    """All plans by name, in the order of their names.

    Raises:
        MapdocsError: a file of them cannot be used as it stands.
    """
    return {name: _read(name, path, own) for name, (path, own) in sorted(_files(settings).items())}


def plan_named(wanted: str, settings: Settings) -> StartPlan | None:
    """The plan of that name; None for the training's own rows.

    Raises:
        NoSuchPlan: there is none.
        MapdocsError: its file cannot be used as it stands.
    """
    name, files = slug(wanted), _files(settings)
    if name in files:
        return _read(name, *files[name])
    if name == USUAL:
        return None
    names = sorted({*files, USUAL})
    close = close_matches(name, names)
    meant = f"did you mean {close[0]}? " if close else ""
    raise NoSuchPlan(f"there is no plan “{wanted}”", f"{meant}There are {', '.join(names)}")


def beginning(facts: Facts, settings: Settings, *, lite: bool | None = None, plan: str = "") -> Beginning:
    """What a deal begins with: the plan that is asked for, else three lines below the ACV threshold (``lite`` forces the
    one or the other), else the plan whose condition it meets, else the training's six rows.

    Of several that fit, the one that asks about tags goes before one that asks about the country, and that before one
    that asks about the amount; then a company's own, then the first by name.

    Raises:
        NoSuchPlan: there is none of that name.
        MapdocsError: a plan's file cannot be used as it stands.
    """
    if plan and (found := plan_named(plan, settings)) is not None and found.name != USUAL:
        return Beginning(shape_of(found, settings), found.name)
    if (facts.acv is not None and facts.acv < settings.acv_threshold) if lite is None else lite:
        return Beginning(THREE_LINES)
    plans = plans_of(settings)
    fitting = sorted((one for one in plans.values() if not plan and fits(one.when, facts)), key=_rank)
    if fitting:
        first, *others = fitting
        assert first.when is not None
        return Beginning(
            shape_of(first, settings), first.name, held(first.when, facts), tuple(one.name for one in others)
        )
    usual = plans.get(USUAL)
    return Beginning(shape_of(usual, settings), USUAL) if usual else Beginning(FULL)


def fits(when: Condition | None, facts: Facts) -> bool:
    """Whether all that ``when`` states holds; what is not known of a deal holds nowhere."""
    if when is None:
        return False
    acv, tags = facts.acv, {folded_tag(tag) for tag in facts.tags}
    return (
        (when.acv_from is None or (acv is not None and acv >= when.acv_from))
        and (when.acv_below is None or (acv is not None and acv < when.acv_below))
        and (not when.currency or facts.currency in when.currency)
        and (not when.country or facts.country in when.country)
        and (not when.tags or not tags.isdisjoint(when.tags))
    )


def stated(when: Condition | None) -> str:
    """The condition as a person is told it."""
    if when is None:
        return "only by its name"
    parts = [f"ACV from {when.acv_from:,f}" if when.acv_from is not None else ""]
    parts += [f"ACV below {when.acv_below:,f}" if when.acv_below is not None else ""]
    parts += [f"in {', '.join(when.currency)}" if when.currency else ""]
    parts += [f"country {', '.join(when.country)}" if when.country else ""]
    parts += [f"tag {', '.join(when.tags)}" if when.tags else ""]
    return "; ".join(filter(None, parts))


def held(when: Condition, facts: Facts) -> str:
    """The condition as it held: of its lists, what the deal has."""
    tags = tuple(tag for tag in facts.tags if folded_tag(tag) in when.tags)
    country = (facts.country,) if when.country else ()
    currency = (facts.currency,) if when.currency else ()
    return stated(Condition(when.acv_from, when.acv_below, currency, country, tags))


def shape_of(plan: StartPlan, settings: Settings) -> Shape:
    """The plan's rows in the company's language. How long a row of a usual kind takes is what the finished deals say, then
    what the settings say, then what the plan says; where several rows are of one kind, the plan's word stands for each."""
    rows = tuple(_row(row, plan, settings) for row in plan.rows)
    return Shape(rows, tuple(row for row in rows if not row.on_go_live), of_a_file=True)


def _row(row: PlanRow, plan: StartPlan, settings: Settings) -> StartRow:
    language = settings.locale.split("_")[0]
    proof = said_in(row.exit_criteria, settings.locale)
    return StartRow(
        row.id,
        row.kind,
        said_in(row.milestone, settings.locale) or STANDARD[row.kind],
        proof or lexicon.only("start_proofs.yaml", language)[row.kind],
        _days(row, plan, settings),
        row.after,
        row.on_go_live,
    )


def _days(row: PlanRow, plan: StartPlan, settings: Settings) -> int | None:
    if row.working_days is None:
        return OTHER_DAYS if row.kind == "other" else None
    if row.kind == "other" or sum(one.kind == row.kind for one in plan.rows) > 1:
        return row.working_days
    past, said = history_of(settings), settings.typical_working_days.get(row.kind)
    learned = past.usual().get(row.kind) if past else None
    if learned is not None:
        return learned
    return said if said is not None and said != DEFAULT_TYPICAL.get(row.kind) else row.working_days


def _rank(plan: StartPlan) -> tuple[bool, bool, bool, str]:
    when = plan.when or Condition()
    return (not when.tags, not when.country, not plan.own, plan.name)


def _files(settings: Settings) -> dict[str, tuple[Path, bool]]:
    """The plans' files by name, and whether one is the company's own."""
    own = templates_of(settings)
    roots = [(builtin_templates(), False), *([(own, True)] if own else [])]
    return {slug(path.stem): (path, mine) for root, mine in roots for path in files_below(root, "plans", ".yaml")}


def _read(name: str, path: Path, own: bool) -> StartPlan:
    return read_plan(name, path.read_bytes(), str(path), own=own)
