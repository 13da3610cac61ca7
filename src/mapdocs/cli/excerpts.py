"""Findings as a person reads them: the place, what is wrong, the line with a caret under the value, the hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mapdocs.findings import Finding
from mapdocs.language.display import safe
from mapdocs.language.layout import width
from mapdocs.schema.decoding import lines_of

_WINDOW = 100  # columns of a line that are shown around the caret
ALONE = 3  # so many findings of one kind are each printed in full
_COLORS = {"error": "red", "warning": "yellow", "note": "blue"}


def plain(text: str, **_style: Any) -> str:
    """``text`` without colour."""
    return text


def told(findings: Iterable[Finding], texts: dict[str, str], *, paint: Callable[..., str] = plain) -> Iterator[str]:
    """The lines of all ``findings``; ``texts`` holds the files' texts by name, ``paint`` takes click's names of styles.

    More than three of one kind in a file stand together: the first in full, the others in a line each.
    """
    for group in _grouped(findings):
        many = len(group) > ALONE
        for number, finding in enumerate(group):
            head = paint(f"{finding.file}:{finding.line}:{finding.column}:", bold=True)
            level = paint(f"{finding.level} {finding.code}", fg=_COLORS[finding.level], bold=True)
            yield f"{head} {level} {safe(finding.message)}"
            if many and number:
                continue
            yield from _excerpt(finding, texts, paint)
            if finding.hint:
                yield f"  {paint('hint:', fg='cyan')} {safe(finding.hint)}"
            if many:
                yield f"  and {len(group) - 1} more of this kind:"


def _grouped(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings in their order; those of a kind that has more than ``ALONE`` of them with its first."""
    kinds: dict[tuple[str, str, str], list[Finding]] = {}
    every = list(findings)
    for finding in every:
        kinds.setdefault((finding.file, finding.level, finding.code), []).append(finding)
    for finding in every:
        kind = kinds[finding.file, finding.level, finding.code]
        if len(kind) <= ALONE:
            yield [finding]
        elif finding is kind[0]:
            yield kind


def _excerpt(finding: Finding, texts: dict[str, str], paint: Callable[..., str]) -> list[str]:
    lines = lines_of(texts.get(finding.file, ""))
    if not 1 <= finding.line <= len(lines):
        return []
    line = safe(lines[finding.line - 1]).replace("\t", " ")
    start = max(0, finding.column - 1)
    cut = max(0, start - _WINDOW // 2) if len(line) > _WINDOW else 0
    shown = line[cut : cut + _WINDOW]
    before = width(shown[: start - cut])
    carets = max(1, min(width(line[start : start + finding.length]), _WINDOW - before))
    number = f"{finding.line:>5}"
    mark = paint("^" * carets, fg=_COLORS[finding.level])
    return [f"{number} | {shown}", f"{' ' * len(number)} | {' ' * before}{mark}"]
