"""Building many deals: one order a deal, any executor, one bad spec never stopping the others."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date

from mapdocs.api import BuildOptions, BuildResult, build, load
from mapdocs.spec.names import file_stem


@dataclass(frozen=True, slots=True)
class Order:
    """One deal to build; everything that a worker needs, as plain values."""

    spec: str
    out: str
    today: date
    options: BuildOptions
    force: bool = False


#: What came of an order: the result, the machine's trouble, or a sentence why it was not tried.
Outcome = BuildResult | OSError | str


def build_one(order: Order) -> Outcome:
    """Carry out ``order``; a machine's trouble comes back as a value, so that the other deals go on."""
    try:
        return build(load(order.spec), out=order.out, today=order.today, force=order.force, options=order.options)
    except OSError as problem:
        return problem


def build_all(
    orders: list[Order], *, jobs: int = 1, executor: Executor | None = None
) -> Iterator[tuple[Order, Outcome]]:
    """Carry out ``orders`` and yield each with its outcome, in their order where ``jobs`` is 1.

    Two specs whose deals have the same name would overwrite each other; the second is not built.
    """
    if len(orders) == 1:
        yield orders[0], build_one(orders[0])
        return
    clashes = _clashes(orders)
    todo = []
    for order in orders:
        if order.spec in clashes:
            yield order, clashes[order.spec]
        else:
            todo.append(order)
    if executor is None and jobs == 1:
        for order in todo:
            yield order, build_one(order)
        return
    pool = executor or ProcessPoolExecutor(max_workers=jobs)
    try:
        running = {pool.submit(build_one, order): order for order in todo}
        for future in as_completed(running):
            yield running[future], future.result()
    finally:
        if executor is None:
            pool.shutdown(cancel_futures=True)


def _clashes(orders: list[Order]) -> dict[str, str]:
    taken: dict[str, str] = {}
    clashes: dict[str, str] = {}
    for order in orders:
        try:
            name = load(order.spec).deal.name
        except OSError:
            continue
        stem = file_stem(name) if name else ""
        if stem and stem in taken:
            clashes[order.spec] = (
                f"{order.spec}: the deal is named like the one in {taken[stem]}, and its files would overwrite those. Rename one of the two under deal.name"
            )
        elif stem:
            taken[stem] = order.spec
    return clashes
