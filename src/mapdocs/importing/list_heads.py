"""Titles of the parts of a text that are no Markdown's, and numbers that say how deep a line lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_TITLE_WORDS = 5
_SENTENCE = (".", "!", "?", ",", "。", ";")
_OUTLINED = re.compile(r"(\s*)(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?=\D)")


@dataclass(slots=True)
class PartHead:
    """The ``line`` with which a part begins, before which there were so many ``sections``; ``said``: below its colon stands a text."""

    line: str = ""
    sections: int = 0
    said: bool = False

    @staticmethod
    def is_over(above: str, line: str) -> bool:
        """Whether the line ``above`` may head a part that goes on below ``line``, another title: "INTERNAL", "Next steps"."""
        return 0 < len(above.split()) <= _TITLE_WORDS and _is_title(line) and not above.endswith(("?", ","))

    def is_left(self, line: str, headed: bool) -> bool:
        """Whether ``line`` is a title of its kind, so that it may stand beside it: one with a colon where it has one."""
        return headed or (bool(self.line) and not self.line.endswith((":", "：")) and _is_title(line))


def _is_title(line: str) -> bool:
    return 0 < len(line.split()) <= _TITLE_WORDS and not line.endswith(_SENTENCE)


def as_points(lines: Sequence[str]) -> Sequence[str]:
    """``lines``, as points of a list where they are numbered 1.1, 1.2, 2.1."""
    return [_OUTLINED.sub(_as_point, line) for line in lines] if _are_outlined(lines) else lines


def _are_outlined(lines: Sequence[str]) -> bool:
    """Whether lines are numbered 1.1, 1.2, 2.1, which are no days: each goes on from the one before."""
    numbers = [[int(one) for one in found[2].split(".")][:2] for line in lines if (found := _OUTLINED.match(line))]
    follows = (b in (a, [a[0], a[1] + 1]) or (b[0] > a[0] and b[1] == 1) for a, b in pairwise(numbers))
    return len(numbers) > 1 and numbers[0][1] == 1 and all(follows)


def _as_point(numbered: re.Match[str]) -> str:
    return f"{numbered[1]}{'  ' * numbered[2].count('.')}1. "
