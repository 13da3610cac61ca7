"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from mapdocs.spec import scalars

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A day as a spec takes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = scalars.day(str(value))
        if isinstance(day, scalars.Bad):
            self.fail(f"{day.message}; {day.hint}", param, ctx)
        return day


def today_option(function: F) -> F:
    """``--today``, on every command whose outcome depends on the day."""
    return click.option("--today", type=Day(), help="Act as if it were this day, as in 2026-11-23.")(function)
