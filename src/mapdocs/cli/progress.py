"""Running a build and telling what came of it: progress, a line a file, the summary, watching."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from mapdocs.building.batch import Order, Outcome, build_all
from mapdocs.building.checking import keep_texts
from mapdocs.building.options import BuildOptions
from mapdocs.cli.output import (
    existing_specs,
    on_terminal,
    show_findings,
    show_json,
    typed,
)
from mapdocs.cli.trouble import TEMPLATE_HINT, machine_message
from mapdocs.findings import counted
from mapdocs.schema.loader import STDIN


def order_for(
    specs: tuple[str, ...],
    out: str,
    today: date | None,
    options: BuildOptions,
    *,
    force: bool,
    given: bytes | None = None,
) -> Order:
    """What is to be done with each of ``specs``; of a folder only what has changed."""
    many = any(Path(name).is_dir() for name in specs)
    return Order("", out, today or date.today(), options, force, only_changed=many and not force, given=given)


def build_and_tell(
    specs: tuple[str, ...],
    order: Order,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    worker: Executor | None = None,
    form: str = "text",
) -> tuple[int, list[Path]]:
    """Carry out ``order`` for every spec; the exit code, and the email of each deal as this machine opens it best."""
    paths = existing_specs(specs) if order.given is None else [Path(STDIN)]
    orders = [replace(order, spec=str(path)) for path in paths]
    if executor is not None:  # a worker may stand in another folder
        orders = [replace(o, spec=os.path.abspath(o.spec), out=os.path.abspath(o.out)) for o in orders]
    code, drafts, counts, told = 0, [], Counter[str](), set[str]()
    outcomes: list[dict[str, object]] = []
    folders = any(Path(name).is_dir() for name in specs)
    results = build_all(orders, jobs=jobs, executor=executor, worker=worker)
    try:
        for outcome in _shown(results, len(orders)):
            counts[outcome.state] += 1
            outcomes.append(outcome.as_json())
            code = max(code, exit_code(outcome) if form == "json" else _tell(outcome, whole_folder=folders, told=told))
            drafts += _draft(outcome)
    except KeyboardInterrupt:
        results.close()
        done = sum(counts.values())
        click.echo(f"\nStopped after {done} of {len(orders)} deals; run the same again to go on from there.", err=True)
        raise
    if form == "json":
        show_json(outcomes)
    elif len(orders) > 1:
        for line in _summary(counts, len(orders)):
            click.echo(line, err=True)
    return code, drafts


def next_step(specs: tuple[str, ...], code: int) -> str:
    """What is typed after a build."""
    if code == 1:
        return f"mend what is told above, then run: {typed('mapdocs build', *specs)}"
    if len(specs) == 1 and not os.path.isdir(specs[0]):
        return f"send what lies in buyer; when an edited file comes back, run: {typed('mapdocs pull', *specs)} FILE"
    return f"send what lies in buyer; for the round-robin, run: {typed('mapdocs next', *specs)}"


def _shown(results: Iterator[Outcome], count: int) -> Iterator[Outcome]:
    """The outcomes as they come, with a bar on a terminal; what there is to tell is told above it."""
    if count < 2 or not on_terminal():
        yield from results
        return
    progressbar: Any = click.progressbar
    held = []
    with progressbar(results, length=count, label="Building", file=sys.stderr) as bar:
        for outcome in bar:
            held.append(outcome)
    yield from held


@contextlib.contextmanager
def cluster(executor: str | None, scheduler: str | None) -> Iterator[Executor | None]:
    """The executor that was asked for; None for this machine's own processes."""
    if executor is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        click.echo("Error: building on a Dask cluster needs one more package: pip install 'mapdocs[dask]'", err=True)
        raise click.exceptions.Exit(3) from None
    try:
        client: Any = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as problem:
        click.echo(f"Error: no Dask scheduler answers at {scheduler}. Start one with: dask scheduler", err=True)
        raise click.exceptions.Exit(3) from problem
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()


_WORDS = (
    ("built", "built"),
    ("unchanged", "unchanged since the last build"),
    ("blocked", "not built: the spec has errors"),
    ("edited", "not built: somebody edited a file"),
    ("clash", "not built: another deal has the same name"),
    ("template", "not built: a template of yours is wrong"),
    ("trouble", "not built: the machine's trouble"),
)


def _summary(counts: Counter[str], total: int) -> list[str]:
    """ "1 of 3 deals built." for a few; a table where several things happened."""
    lines = [f"{counts['built']} of {total} deals built."]
    if any(counts[state] for state, _ in _WORDS[1:]):
        lines += [f"{counts[state]:>7}  {words}" for state, words in _WORDS if counts[state]]
    return lines


def _draft(outcome: Outcome) -> list[Path]:
    """The file that suits this machine: the draft for Outlook and Thunderbird, the page to copy from elsewhere."""
    suffixes = {"win32": (".eml",), "darwin": (".emltpl", ".html")}.get(sys.platform, (".html",))
    if sys.platform.startswith("linux") and shutil.which("thunderbird"):
        suffixes = (".eml",)
    return [path for suffix in suffixes for path in outcome.paths if path.name.endswith(f"-map{suffix}")][:1]


_CODES = {"clash": 1, "template": 1, "blocked": 1, "edited": 1, "trouble": 3}


def exit_code(outcome: Outcome) -> int:
    """The exit code that what came of one deal calls for."""
    return 3 if outcome.missing and outcome.state == "built" else _CODES.get(outcome.state, 0)


def _tell(outcome: Outcome, *, whole_folder: bool, told: set[str]) -> int:
    """Print what came of one deal, but for notes that were ``told`` before; the exit code that it calls for."""
    _say(outcome, whole_folder=whole_folder, told=told)
    return exit_code(outcome)


def _say(outcome: Outcome, *, whole_folder: bool, told: set[str]) -> None:
    file = outcome.spec
    if outcome.state == "clash":
        click.echo(f"Error: {outcome.problem}", err=True)
        return
    if outcome.state == "template":
        click.echo(f"Error: {file}: {outcome.problem}\n  hint: {TEMPLATE_HINT}", err=True)
        return
    if outcome.state == "trouble":
        said = machine_message(outcome.problem) if isinstance(outcome.problem, OSError) else outcome.problem
        click.echo(f"Error: {said}", err=True)
        return
    if outcome.state == "unchanged":
        return
    texts: dict[str, str] = {}
    keep_texts(texts, file, outcome.text, outcome.findings)
    show_findings(outcome.findings, texts)
    for note in outcome.notes:
        of_the_company = note.startswith("labels/")  # the same for all deals that are built
        if not of_the_company:
            click.echo(f"{file}: note: {note}", err=True)
        elif note not in told:
            click.echo(f"note: {note}", err=True)
            told.add(note)
    if outcome.state == "blocked":
        click.echo(f"{file}: {counted(outcome.findings)}; nothing was built.", err=True)
        return
    if outcome.state == "edited":
        names = ", ".join(str(path) for path in outcome.edited)
        click.echo(
            f"{file}: nothing was written, since this was edited after it was built: {names}\n"
            "  hint: keep your copy under another name, then build again; or overwrite it with --force",
            err=True,
        )
        return
    for path in _where(outcome) if whole_folder else outcome.paths:
        click.echo(str(path))
    for name, why in outcome.missing.items():
        click.echo(f"{file}: no {name}: {why}", err=True)


def _where(outcome: Outcome) -> list[Path]:
    """The deal's folder, which says enough where a whole folder of specs was built."""
    return [path.parents[1] for path in outcome.paths[:1]]


def watch(specs: tuple[str, ...], changed: Iterator[None], order: Order, *, today: date | None) -> None:
    """Build again at each of the changes (of a spec, the settings or a template), until Ctrl-C."""
    click.echo("Watching. Ctrl-C stops.", err=True)
    for _ in changed:
        build_and_tell(specs, replace(order, today=today or date.today()))
