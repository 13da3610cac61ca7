"""Findings as a person reads them: the place, what is wrong, the line with a caret under the value, the hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mapdocs.findings import Finding
from mapdocs.language.display import safe
from mapdocs.language.layout import width
from mapdocs.schema.decoding import lines_of

_WINDOW = 100  # columns of a line that are shown around the caret
_COLORS = {"error": "red", "warning": "yellow"}


def plain(text: str, **_style: Any) -> str:
    """``text`` without colour."""
    return text


def told(findings: Iterable[Finding], texts: dict[str, str], *, paint: Callable[..., str] = plain) -> Iterator[str]:
    """The lines of all ``findings``; ``texts`` holds the files' texts by name, ``paint`` takes click's names of styles."""
    for finding in findings:
        head = paint(f"{finding.file}:{finding.line}:{finding.column}:", bold=True)
        level = paint(f"{finding.level} {finding.code}", fg=_COLORS[finding.level], bold=True)
        yield f"{head} {level} {safe(finding.message)}"
        yield from _excerpt(finding, texts, paint)
        if finding.hint:
            yield f"  {paint('hint:', fg='cyan')} {safe(finding.hint)}"


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
