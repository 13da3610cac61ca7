"""What stands below the farewell of a mail: a name, titles, a company, how to reach somebody, what a company's program adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from mapdocs.importing.owners import is_title, is_written_as_name
from mapdocs.language import lexicon
from mapdocs.language.consent import verdict
from mapdocs.language.replies import farewells

_MOST_WORDS, _TITLE = 6, 4  # words of a line of a signature, and of one that no list knows as a title
_RULE = re.compile(r"[-_=*~\s]{2,}$")
_BETWEEN = re.compile(r"\s*[|·•]\s*")
_ENDS = (".", "!", "?", "。", "！", "？")

Is = Callable[[str], bool]


def without_signature(lines: Sequence[str], is_courtesy: Is, is_person: Is) -> list[str]:
    """``lines`` without the farewell and what signs a mail below it; any other words that stand there are kept.

    It begins where a farewell or a rule stands above a person's name. Without that, all ``lines`` are kept.
    """
    start = next((n for n in range(1, len(lines)) if _begins(lines, n, is_person)), None)
    if start is None:
        return list(lines)
    below = list(lines[start:])
    plain = [is_courtesy(line) or _RULE.match(line) is not None or _is_formal(line, is_courtesy) for line in below]
    kept: list[str] = []
    in_footer = False
    for n, line in enumerate(below):
        in_footer = _footer().search(line) is not None or (in_footer and not below[n - 1].rstrip().endswith(_ENDS))
        between = 0 < n < len(below) - 1 and plain[n - 1] and plain[n + 1] and _may_be_title(line)
        if not (in_footer or plain[n] or between):
            kept.append(line)
    return [*lines[:start], *kept]


def _begins(lines: Sequence[str], at: int, is_person: Is) -> bool:
    said = lines[at].strip()
    leads = said.strip(" ,.!-–—").casefold() in farewells() or _RULE.match(said) is not None
    return leads and at + 1 < len(lines) and is_person(lines[at + 1].strip(" ,.!-–—"))


def _is_formal(line: str, is_courtesy: Is) -> bool:
    """Whether ``line`` is titles, names and addresses: "VP Finance | Northwind Traders", "+1 555 0100 | d@n.example"."""
    parts = [part for part in _BETWEEN.split(line.strip()) if part]
    return all(is_courtesy(part) or _is_written_large(part) for part in parts)


def _is_written_large(said: str) -> bool:
    words = said.split()
    if len(words) > _MOST_WORDS or said.endswith(_ENDS[1:]) or verdict(said) or ":" in said:
        return False
    return is_written_as_name(said) and said[:1].isalpha() and (len(words) > 1 or is_title(said))


def _may_be_title(line: str) -> bool:
    return len(line.split()) <= _TITLE and not line.endswith(_ENDS) and not verdict(line) and not re.search(r"\d", line)


@cache
def _footer() -> re.Pattern[str]:
    """What companies write below every mail by themselves: "This e-mail is confidential."."""
    return re.compile("|".join(map(re.escape, lexicon.words("replies")["footers"])), re.IGNORECASE)
