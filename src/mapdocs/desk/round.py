"""All deals of the folder built one after the other, beside the page: how far it is, what was built, what was refused and why."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mapdocs.building.batch import Order, Outcome, build_all
from mapdocs.building.options import BuildOptions
from mapdocs.desk.sessions import Desk
from mapdocs.schema.loader import specs_in

OUT = "out"  # beside each spec, as build has it
_ERRORS = 3  # of a deal that are told; the board has them all


@dataclass(slots=True)
class _Round:
    total: int
    outcomes: list[Outcome] = field(default_factory=list)
    stopped: bool = False
    over: bool = False
    failed: str = ""


class Rounds:
    """The building of all deals: one round at a time, in a thread of its own. ``number`` grows with everything that happens."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._round: _Round | None = None
        self._lock = threading.Lock()
        self.number = 0

    def start(self) -> dict[str, object]:
        """Begin a round, unless one goes on."""
        with self._lock:
            if self._round is None or self._round.over:
                specs = list(specs_in(self._desk.root))
                self._round = _Round(len(specs))
                self.number += 1
                threading.Thread(target=self._carry_out, args=(self._round, specs), daemon=True).start()
        return self.state()

    def stop(self) -> dict[str, object]:
        """End the round after the deal in hand."""
        with self._lock:
            if self._round is not None:
                self._round.stopped = True
        return self.state()

    def state(self) -> dict[str, object]:
        with self._lock:
            now = self._round
            if now is None:
                return {"number": self.number, "running": False, "total": 0, "deals": []}
            return {
                "number": self.number,
                "running": not now.over,
                "stopped": now.stopped,
                "failed": now.failed,
                "total": now.total,
                "deals": [self._told(outcome) for outcome in now.outcomes],
            }

    def _carry_out(self, now: _Round, specs: list[Path]) -> None:
        try:
            for outcome in self._outcomes(now, specs):
                with self._lock:
                    now.outcomes.append(outcome)
                    self.number += 1
        except OSError as problem:  # of the index in the folder of files
            now.failed = problem.strerror or str(problem)
        finally:
            with self._lock:
                now.over = True
                self.number += 1

    def _outcomes(self, now: _Round, specs: list[Path]) -> Iterator[Outcome]:
        """Each folder's deals go into the folder of files beside them, as building one of them does."""
        for folder in dict.fromkeys(path.parent for path in specs):
            orders = [
                Order(str(path), str(folder / OUT), self._desk.day, BuildOptions(), only_changed=True)
                for path in specs
                if path.parent == folder
            ]
            results = build_all(orders)
            for outcome in results:
                yield outcome
                if now.stopped:
                    results.close()
                    return

    def file(self, key: str, number: int) -> tuple[str, bytes] | None:
        """The name and the bytes of a deal's file that the round made or left as it was, by its place in ``made``.

        Raises:
            OSError: it cannot be read.
        """
        with self._lock:
            outcomes = self._round.outcomes if self._round else []
            found = next((o for o in outcomes if self._desk.key_of(Path(o.spec)) == key), None)
        files = self._files(found) if found else []
        return (files[number].name, files[number].read_bytes()) if number < len(files) else None

    @staticmethod
    def _files(outcome: Outcome) -> list[Path]:
        """The deal's files: those that were made, or that stand there unchanged; for the buyer first."""
        paths = list(outcome.paths)
        if outcome.state == "unchanged" and outcome.stem:
            folder = Path(outcome.spec).parent / OUT / outcome.stem
            paths = [
                path for kind in ("buyer", "internal") for path in sorted(folder.glob(f"{kind}/*")) if path.is_file()
            ]
        return paths

    def _told(self, outcome: Outcome) -> dict[str, object]:
        path = Path(outcome.spec)
        errors = [f for f in outcome.findings if f.level == "error"]
        problem = outcome.problem
        return {
            "key": self._desk.key_of(path),
            "file": path.name,
            "state": outcome.state,
            "files": len(outcome.paths),
            "made": [path.relative_to(path.parents[1]).as_posix() for path in self._files(outcome)],
            "errors": [f"{f.code} {f.message}" for f in errors[:_ERRORS]],
            "more": max(len(errors) - _ERRORS, 0),
            "edited": [one.name for one in outcome.edited],
            "missing": [f"{name}: {why}" for name, why in outcome.missing.items()],
            "problem": (problem.strerror or str(problem)) if isinstance(problem, OSError) else problem,
        }
