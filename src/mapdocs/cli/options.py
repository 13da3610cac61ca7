"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from mapdocs.schema import converters
from mapdocs.schema.loader import missing

F = TypeVar("F", bound=Callable[..., object])


class Reads(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """An option that is read as the spec reads it, by one of the converters of ``schema.converters``."""

    def __init__(self, name: str, read: Callable[[str], object]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        if not isinstance(value, str):
            return value
        outcome = self._read(value)
        if isinstance(outcome, converters.Bad):
            self.fail(f"{outcome.message}; {outcome.hint}", param, ctx)
        if outcome == "":
            self.fail("nothing was typed", param, ctx)
        return outcome


class ExistingFile(click.Path):
    """A file that is there; where it is not, what its folder has that was probably meant."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and not os.path.exists(value):
            problem = missing(Path(value))
            raise click.UsageError(". ".join(filter(None, (problem.message, problem.hint))), ctx)
        return super().convert(value, param, ctx)


FILE = ExistingFile()
DAY = Reads("date", converters.day)
MOMENT = Reads("moment", converters.moment)
AMOUNT = Reads("amount", converters.amount)
WORDS = Reads("text", converters.line)


def format_option(*forms: str) -> Callable[[F], F]:
    """``--format``: text for a person, json for a program, as ``schema --of`` describes it; ``forms`` are more of them."""

    def decorate(function: F) -> F:
        choices = click.Choice(["text", "json", *forms])
        option = click.option(
            "--format", "form", type=choices, default="text", show_default=True, help="How it is told."
        )
        return option(function)

    return decorate


def today_option(function: F) -> F:
    """``--today``, on every command whose outcome depends on the day."""
    return click.option("--today", type=DAY, help="Act as if it were this day, as in 2026-11-23.")(function)


def into_folder(*, force: str) -> Callable[[F], F]:
    """``--out`` and ``--force`` of a command that writes several files; ``force`` says what would be overwritten."""

    def decorate(function: F) -> F:
        folder = click.Path(file_okay=False)
        function = click.option("--force", is_flag=True, help=force)(function)
        return click.option(
            "-o", "--out", default="out", show_default=True, type=folder, help="The folder to write into."
        )(function)

    return decorate


def to_file(instead: str = "Write into this file instead of the screen.") -> Callable[[F], F]:
    """``--out`` and ``--force`` of a command that prints where no file is named; ``instead`` says what the file is."""

    def decorate(function: F) -> F:
        force = "Overwrite the file of -o, whatever it is."
        function = click.option("--force", is_flag=True, help=force)(function)
        return click.option("-o", "--out", type=click.Path(dir_okay=False), help=instead)(function)

    return decorate
