"""How the words of a list's points read: which fact a label names, what asks when a step is done, what is plainly a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from mapdocs.importing.column_heads import is_result, kind_of, side_owner
from mapdocs.importing.column_words import words_of
from mapdocs.importing.columns import TARGETS
from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, plain, weekdays
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, Line

#: The fields that a piece of a point can be, beside its step.
FACTS = ("buyer_owner", "seller_owner", "owner", "target_date", "exit_criteria", "status", "done_on", "proof")
DAYLIKE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.|\d{1,2}月\s*\d{1,2}日"
)
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ten zu y e et und and bin al el".split()  # noqa: SIM905
)


_RULE = re.compile(
    r"-{3,}\s?(?=[^-]*(?i:mess|nachricht|mail|forward|weiterg|transf|reenv|mensa|original|inoltr|doorg|転送|メッセージ))[^\W\d_][\w .’'éèüäöß]{4,40}\s?-{3,}"
)  # "-----Original Message-----"
_DEEPEST = 9  # mails in one another
_HEADER = re.compile(
    r"\s*\*{0,2}(?:From|Sent|To|Cc|Subject|Date|Von|Gesendet|An|Betreff|Datum|De|Envoyé|À|Objet|Enviado|Para|Asunto|Assunto|Da|Inviato|A|Oggetto"
    r"|Van|Verzonden|Aan|Onderwerp|差出人|送信日時|宛先|件名)\*{0,2}\s?[:：]"
)


def with_quoting(lines: Sequence[str]) -> list[str]:
    """``lines`` with the signs of quoting before those of the mail below one, where a program such as Outlook sets none: from a
    rule with words on, or from "From: …" on where "Sent:", "To:" or the like follows."""
    found: list[str] = []
    depth = 0
    for number, line in enumerate(lines):
        if not line.lstrip().startswith(">") and (_RULE.fullmatch(line.strip()) or _begins_mail(lines, number)):
            depth = min(depth + 1, _DEEPEST)
        found.append(f"{'> ' * depth}{line}")
    return found


def _begins_mail(lines: Sequence[str], number: int) -> bool:
    return (
        bool(_HEADER.match(lines[number])) and sum(bool(_HEADER.match(one)) for one in lines[number : number + 5]) > 2
    )


@lru_cache(maxsize=4_000)
def field_of(label: str, own: tuple[tuple[str, str], ...]) -> str:
    if not label or len(label) > 40:
        return ""
    name, exact = kind_of(label, label, dict(own))
    if is_when(label):
        return "exit_criteria"
    if not exact or name is None:
        return ""
    if name in TARGETS:
        return "" if folded(label) in _of_the_deal() else "target_date"
    if is_result(label):
        return "exit_criteria"
    return name if name in FACTS else ""


@cache
def _of_the_deal() -> frozenset[str]:
    return frozenset(
        folded(word)
        for kind in ("value", "several_years", "year_value", "go_live")
        for word in lexicon.table("deal_words.yaml")[kind]
    )


def at_colon(said: str) -> tuple[str, str, str]:
    found = re.search(r"(?<!\d)[:：]|(?<=\d)[:：](?!\d\d\b)", said)
    return (said[: found.start()].strip(), ":", said[found.end() :]) if found else (said, "", "")


def after_when(said: str) -> str:
    """What follows "done when", "fertig, wenn", "hecho cuando": the proof; empty where ``said`` begins otherwise."""
    words = said.split()
    for count in (2, 3):
        label = " ".join(words[:count]).rstrip(":：,")
        if len(words) > count and is_when(label):
            return " ".join(words[count:]).lstrip(" :：")
    return ""


def is_when(label: str) -> bool:
    """Whether ``label`` asks when a step is done: "done when", "pronto quando"."""
    words = folded(label).split()
    return len(words) > 1 and words[-1] in words_of("when_word") and kind_of(label, label, {})[0] == "exit_criteria"


def is_plainly_day(said: str) -> bool:
    """Whether ``said`` can hardly be anything but a day: a month in letters beside a number, or three numbers."""
    words = [plain(word.strip(",.()")) for word in re.split(r"[\s/-]+", said)]
    named = any(word in months() for word in words) and bool(re.search(r"\d", said))
    return bool(DAYLIKE.search(said)) or (named and len(words) > 1)


def names_time(said: str) -> bool:
    """Whether ``said`` speaks of a time, though of no day: "mid December", "Ende Januar"."""
    words = [plain(word.strip(",.")) for word in said.split()]
    return any(word in months() for word in words) and not re.search(r"[:：]|(?<!\d)\d{1,2}(?!\d)", said)


def is_time(said: str) -> bool:
    """Whether ``said`` is a time without a day, and nothing else: "mid January", "Ende Januar 2027"."""
    words = [plain(word.strip(",.")) for word in said.split()]
    words = words[:-1] if words and re.fullmatch(r"20\d\d", words[-1]) else words
    return 0 < len(words) <= 2 and words[-1] in months() and words[0].isalpha()


def names_status(line: str) -> bool:
    """Whether a line at the left edge says how far those below it are and no more, as on a board: "DOING", "Erledigt:"."""
    return line[:1].strip() != "" and read_status(line.strip().rstrip(":："), {}) is not None


def is_next_title(above: str, line: str) -> bool:
    """Whether ``line``, right below a point, is the title of the next list as ``above`` is that of this one: "DOING" below "TO DO",
    "Fabrikam:" below "Juniper:"."""
    colons = (":", "：")
    both = above.rstrip().endswith(colons) and line.rstrip().endswith(colons) and line[:1].strip() != ""
    return (names_status(line) and names_status(above)) or (both and len(line.split()) <= _TITLE_WORDS)


_TITLE_WORDS = 4
_WEEKDAY = re.compile(
    r"(\d{1,4}(?:[/.-]\d{1,2}){1,2}\.?|\d{1,2}月\d{1,2}日)\s*[(（]([^\W\d_]{1,10})\.?[)）](?=\s*[^\s,;])\s*[:：–—-]?\s*"
)


def with_weekday(said: str) -> str:
    """A point that begins with a day and its weekday in brackets, with a colon behind them: "12/4 (Fri) Kick-off", "12/4(金) 研修"."""
    found = _WEEKDAY.match(said)
    if not found or plain(found[2]) not in weekdays():
        return said
    return f"{found[1]} ({found[2]}): {said[found.end() :]}"


def is_titled(said: str) -> bool:
    """Whether a name begins with what one calls a person by: "Herr Vogel", "Ms. Reyes"."""
    first, _, name = said.partition(" ")
    return bool(name) and first.casefold().strip(".") in {word.strip(".") for word in lexicon.entries("titles.txt")}


@cache
def _untils() -> re.Pattern[str]:
    short = [word for word in lexicon.table("columns.yaml")["due_words"] if len(word) <= 12]
    words = {*lexicon.table("columns.yaml")["until"], *short}
    words |= {f"{one} {word}" for one in short for word in ("by", "on", "am", "bis", "le", "el")}
    every = sorted(words, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, every))})(?= |: )", re.IGNORECASE)


def until(said: str) -> str:
    """The words with which ``said`` begins and that a day follows: "by", "due on", "spätestens am"."""
    found = _untils().match(said)
    return found[0] if found else ""


@cache
def _not_before() -> re.Pattern[str]:
    every = sorted(lexicon.table("columns.yaml")["not_before"], key=len, reverse=True)
    return re.compile(rf"(?:^|[\s,(])((?:{'|'.join(map(re.escape, every))}))$", re.IGNORECASE)


def not_before(said: str) -> str:
    """The words with which ``said`` ends and that make a day behind them the first and not the last: "not before", "ab"."""
    found = _not_before().search(said.rstrip())
    return found[1] if found else ""


def without_with(said: str) -> str:
    """``said`` without the word in front of who takes part: "with Priya Raman"."""
    first, _, rest = said.partition(" ")
    return rest if first.casefold() in lexicon.table("columns.yaml")["with_word"] else said


def is_named(said: str) -> bool:
    """Whether the words of ``said`` are written as those of a name."""
    words = said.split()
    if not 1 <= len(words) <= 4 or re.search(r"\d", said):
        return False
    return all(
        word.casefold() in _PARTICLES or word[:1].isupper() or (UNSPACED.search(word) and len(word) <= 8)
        for word in words
    ) and any(word[:1].isalpha() for word in words)


@cache
def doer() -> re.Pattern[str]:
    return re.compile(r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?) (?:to|will) [a-z]")


def cell_of(said: str) -> Cell:
    return Cell(lines=(Line(said),))


def order_of(head: str, own: dict[str, str]) -> tuple[str, ...]:
    """The sides in the order in which a heading of owners names them: "who at Pinwheel / who at Latchkey"."""
    sides = [side_owner(half, own).removesuffix("_owner") for half in re.split(r"\s*[/&]\s*", head)]
    return tuple(sides) if sorted(sides) == ["buyer", "seller"] else ()
