"""What is wrong with a spec, as a value: made in one way by the reader and the rules, printed in one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where it stands and what to type instead.

    ``line`` and ``column`` count from 1 in characters; ``length`` is how many characters the caret underlines
    (at least 1). ``path`` names the value as ``milestones[2].exit_criteria``; ``proposals`` are values that could stand
    there instead, as the hint says them.
    """

    file: str
    line: int
    column: int
    code: str
    level: Level
    path: str
    message: str
    hint: str
    length: int = 1
    proposals: tuple[str, ...] = ()

    def as_json(self) -> dict[str, str | int]:
        """The eight keys of ``check --format json``, in the order of the contract."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "level": self.level,
            "path": self.path,
            "message": self.message,
            "hint": self.hint,
        }


def has_errors(findings: tuple[Finding, ...] | list[Finding], *, strict: bool = False) -> bool:
    """True where at least one finding is an error; with ``strict`` a warning counts as one. A note, which was accepted,
    never does."""
    return any(finding.level == "error" or (strict and finding.level == "warning") for finding in findings)


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings sorted as one reads the file: by position, then by code."""
    return tuple(sorted(findings, key=lambda f: (f.file, f.line, f.column, f.code, f.message)))


def new_since(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of ``after`` that ``before`` did not have. A row that another was put above of is the same row still:
    where the place is another, as many of one message are known as there were."""
    left = Counter((f.code, f.level, f.path, f.message) for f in before)
    moved: list[Finding] = []
    for finding in after:
        key = (finding.code, finding.level, finding.path, finding.message)
        if left[key]:
            left[key] -= 1
        else:
            moved.append(finding)
    elsewhere: Counter[tuple[str, str, str]] = Counter()
    for (code, level, _, message), count in left.items():
        elsewhere[code, level, message] += count
    found = []
    for finding in moved:
        if elsewhere[finding.code, finding.level, finding.message]:
            elsewhere[finding.code, finding.level, finding.message] -= 1
        else:
            found.append(finding)
    return tuple(found)


def counted(findings: tuple[Finding, ...]) -> str:
    """ "2 errors, 1 warning", or that nothing was found."""
    counts = [(sum(f.level == level for f in findings), level) for level in ("error", "warning", "note")]
    said = [f"{n} {level}{'' if n == 1 else 's'}" for n, level in counts if n]
    return ", ".join(said) or "nothing found"
