"""What a build begins before it is read whole: the process that prints, while the command itself still loads."""

from __future__ import annotations

from concurrent.futures import Executor

import click

from mapdocs.building.worker import beside

_KEY = f"{__name__}.worker"

#: With these a build is not one build of one spec by this machine, or none at all.
_OTHERWISE = frozenset({"-h", "--help", "--watch", "--executor"})


def begin(ctx: click.Context, args: list[str]) -> None:
    """Begin the worker of a build with the command line ``args``; it ends with ``ctx``."""
    ctx.meta[_KEY] = ctx.with_resource(beside(foreseen(args)))


def begun(ctx: click.Context) -> Executor | None:
    """The worker that was begun for this build, if it has use for one."""
    worker: Executor | None = ctx.meta.get(_KEY)
    return worker


def foreseen(args: list[str]) -> tuple[str, ...]:
    """The formats that make a worker worth while: of a single spec, by its name; none where anything else is asked for.

    A guess costs a process that is not used; what is built is decided by the options as click reads them.
    """
    only: str | None = None
    names, specs = set(), []
    words = iter(args)
    for word in words:
        name, has_value, value = word.partition("=")
        names.add(name)
        if name == "--only":
            only = value if has_value else next(words, "")
        elif word == "-" or word.endswith((".yaml", ".yml")):
            specs.append(word)
    if len(specs) != 1 or names & _OTHERWISE:
        return ()
    return ("pdf",) if only is None else tuple(name.strip().lower() for name in only.split(","))
