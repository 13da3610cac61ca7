"""What a rule is: a function with its code, level and reason beside it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mapdocs.dates.working_days import WorkingDays
from mapdocs.findings import Level
from mapdocs.plan.variant import Variant
from mapdocs.schema.model import Milestone, Spec


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: the spec on a day, as the variant that would be built."""

    spec: Spec
    today: date
    variant: Variant
    calendar: WorkingDays

    @property
    def rows(self) -> tuple[Milestone, ...]:
        return self.spec.milestones

    @property
    def open_rows(self) -> tuple[Milestone, ...]:
        return tuple(row for row in self.spec.milestones if row.is_open)


@dataclass(frozen=True, slots=True)
class Violation:
    """Where a rule is broken: ``path`` in the spec, what is wrong, what to type instead.

    ``level`` differs from the rule's own only where the rule has two. ``within`` is the part of the value's text
    that the caret should stand under; ``proposals`` are values that could stand at ``path`` instead.
    """

    path: str
    message: str
    hint: str
    level: Level | None = None
    within: str = ""
    proposals: tuple[str, ...] = ()


RuleFunction = Callable[[Case], Iterable[Violation]]


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    level: Level
    check: RuleFunction

    @property
    def explanation(self) -> str:
        """What ``mapdocs rules CODE`` prints."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def title(self) -> str:
        return self.explanation.splitlines()[0]


RULES: dict[str, Rule] = {}


def rule(code: str, level: Level) -> Callable[[RuleFunction], RuleFunction]:
    """Register the decorated function as the rule ``code``."""

    def register(function: RuleFunction) -> RuleFunction:
        RULES[code] = Rule(code, level, function)
        return function

    return register
