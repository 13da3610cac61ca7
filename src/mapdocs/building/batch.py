"""Building many deals: one order a deal, any executor, one bad spec never stopping the others."""

from __future__ import annotations

import errno
import signal
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from mapdocs.building import freshness
from mapdocs.building.deal import Destination, build_deal
from mapdocs.building.options import BuildOptions
from mapdocs.building.worker import end_with_parent
from mapdocs.errors import AnotherDeal, WrongTemplate
from mapdocs.findings import Finding
from mapdocs.language.file_names import file_stem
from mapdocs.schema.loader import load, load_given, read_bytes

State = Literal["built", "unchanged", "blocked", "edited", "clash", "template", "trouble"]


@dataclass(frozen=True, slots=True)
class Order:
    """One deal to build; everything that a worker needs, as plain values.

    ``only_changed``: nothing is done where the deal's files were made from the same before. ``given`` is the spec itself
    where it came by standard input and lies in no file.
    """

    spec: str
    out: str
    today: date
    options: BuildOptions
    force: bool = False
    only_changed: bool = False
    given: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order, light enough to be sent between machines.

    ``text`` is the spec's, where there are findings to show in it. ``problem`` is the machine's trouble, or why a deal
    was not tried.
    """

    spec: str
    state: State
    findings: tuple[Finding, ...] = ()
    text: str = ""
    paths: tuple[Path, ...] = ()
    edited: tuple[Path, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problem: str | OSError = ""
    stem: str = ""
    digest: str = ""

    def as_json(self) -> dict[str, object]:
        """What ``build --format json`` says of it."""
        return {
            "file": self.spec,
            "state": self.state,
            "paths": [str(path) for path in self.paths],
            "findings": [finding.as_json() for finding in self.findings],
            "edited": [str(path) for path in self.edited],
            "missing": [{"format": name, "why": why} for name, why in self.missing.items()],
            "notes": list(self.notes),
            "problem": str(self.problem) or None,
        }


def build_one(order: Order, worker: Executor | None = None) -> Outcome:
    """Carry out ``order``; a machine's trouble comes back as a value, so that the other deals go on."""
    try:
        path, out = Path(order.spec), Path(order.out)
        if order.given is None:
            digest = freshness.made_from(path, read_bytes(path), order.options, order.today)
            spec = load(order.spec)
        else:
            digest, spec = "", load_given(order.given)
        stem = file_stem(spec.deal.name) if spec.deal.name else ""
        if order.only_changed and stem and freshness.is_fresh(out / stem, digest):
            return Outcome(order.spec, "unchanged", stem=stem, digest=digest)
        destination = Destination(out, order.force, digest)
        result = build_deal(spec, destination, today=order.today, options=order.options, worker=worker)
    except OSError as problem:
        return Outcome(order.spec, "trouble", problem=problem)
    except UnicodeEncodeError as problem:
        return Outcome(order.spec, "trouble", problem=OSError(errno.EILSEQ, problem.reason, problem.object))
    except WrongTemplate as problem:
        return Outcome(order.spec, "template", problem=str(problem))
    except AnotherDeal as problem:
        return Outcome(order.spec, "clash", problem=f"{order.spec}: {problem}\n  hint: {problem.hint}")
    state: State = "blocked" if result.blocked else "edited" if result.edited else "built"
    return Outcome(
        order.spec,
        state,
        result.findings,
        spec.source.text if result.findings else "",
        result.paths,
        result.edited,
        dict(result.missing),
        result.notes,
        stem=stem,
        digest="" if result.missing else digest,
    )


def build_all(
    orders: list[Order], *, jobs: int = 1, executor: Executor | None = None, worker: Executor | None = None
) -> Generator[Outcome]:
    """Carry out ``orders`` and yield what came of each, in their order where ``jobs`` is 1.

    A ``worker`` makes the slowest files of a single order. ``executor`` is any that keeps to ``concurrent.futures``; else ``jobs`` processes are used. Two specs whose deals
    have the same name would overwrite each other; the second is not built. What was built is remembered in the output
    folder, also when the caller stops early, so that another run goes on from there.
    """
    if len(orders) == 1 and executor is None:
        yield build_one(orders[0], worker)
        return
    index = freshness.read_index(Path(orders[0].out)) if len(orders) > 1 else {}
    todo: list[Order] = []
    taken: dict[str, str] = {}
    try:
        for order in orders:
            early = _without_building(order, index, taken) if len(orders) > 1 else None
            if early is None:
                todo.append(order)
            else:
                yield early
        for outcome in _carry_out(todo, jobs, executor):
            if outcome.digest and outcome.state in ("built", "unchanged"):
                index[_key(outcome.spec)] = {"stem": outcome.stem, "digest": outcome.digest}
            yield outcome
    finally:
        if len(orders) > 1:
            freshness.write_index(Path(orders[0].out), index)


def _key(spec: str) -> str:
    return str(Path(spec).resolve())


def _without_building(order: Order, index: dict[str, object], taken: dict[str, str]) -> Outcome | None:
    """The outcome of a deal that needs no building: it has not changed, or another has its name. ``taken`` grows."""
    path = Path(order.spec)
    try:
        raw = read_bytes(path)
    except OSError as problem:
        return Outcome(order.spec, "trouble", problem=problem)
    known = index.get(_key(order.spec))
    digest = freshness.made_from(path, raw, order.options, order.today)
    same = isinstance(known, dict) and known.get("digest") == digest
    stem = str(known["stem"]) if same and isinstance(known, dict) else _stem(raw, path)
    if stem and stem in taken:
        return Outcome(
            order.spec,
            "clash",
            problem=f"{order.spec}: the deal is named like the one in {taken[stem]}, and its files "
            "would overwrite those. Rename one of the two under deal.name",
        )
    if stem:
        taken[stem] = order.spec
    if same and order.only_changed and freshness.is_fresh(Path(order.out) / stem, digest):
        return Outcome(order.spec, "unchanged", stem=stem, digest=digest)
    return None


def _stem(raw: bytes, path: Path) -> str:
    name = freshness.deal_name(raw, path)
    return file_stem(name) if name else ""


def _carry_out(orders: list[Order], jobs: int, executor: Executor | None) -> Iterator[Outcome]:
    if not orders:
        return
    if executor is None and (jobs == 1 or len(orders) == 1):
        for order in orders:
            yield build_one(order)
        return
    pool = executor or ProcessPoolExecutor(max_workers=min(jobs, len(orders)), initializer=_begin)
    running = {pool.submit(build_one, order): order for order in orders}
    try:
        for future in as_completed(running):
            problem = future.exception()
            if problem is None:
                yield future.result()
            else:  # the worker died under it, by the system's hand
                yield Outcome(
                    running[future].spec, "trouble", problem=f"{running[future].spec}: the worker failed: {problem}"
                )
            del running[future]
    finally:
        for future in running:
            future.cancel()
        if executor is None:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Ctrl-C is for the command; a worker finishes the deal in its hands, so that no file is half written."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
