"""Where an answer ends and what was written before begins, as mail programs mark it in every language."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.language import lexicon


@cache
def quote_begins() -> re.Pattern[str]:
    """A line that begins what was written before: quoted, parted by a rule, or told ("On Monday Dana wrote:")."""
    said = {key: "|".join(map(re.escape, words)) for key, words in lexicon.words("replies").items()}
    return re.compile(
        rf"\s*(?:>|-{{4,}}\s*\w|(?:{said['opens']})\s.{{4,120}}(?:{said['wrote']})\b"
        rf"|(?:{said['from']})\s?:|.{{4,80}}(?:{said['mail_of']})|{_DAY_AND_ADDRESS})"
    )


#: "2026年11月20日(金) 9:00 Sam Ortiz <sam@…>:", which says without a word for it who wrote and when.
_DAY_AND_ADDRESS = r"[^<>\d]{0,12}\d[^<>]{4,120}<[^<>@\s]{1,80}@[^<>\s]{1,80}>\s?[:：]\s*$"


@cache
def sent_from() -> re.Pattern[str]:
    """What telephones and programs write below a mail by themselves: "Sent from my iPhone"."""
    said = "|".join(map(re.escape, lexicon.words("replies")["sent_from"]))
    return re.compile(rf"\s*(?:{said})(?!\w)", re.IGNORECASE)


@cache
def farewells() -> frozenset[str]:
    """Lines above a name at the end of a mail, folded."""
    return frozenset(word.casefold() for word in lexicon.words("replies")["closes"])


@cache
def points() -> re.Pattern[str]:
    """Words that only say where the answers stand, at the end of a line: "see inline"."""
    said = "|".join(map(re.escape, sorted(lexicon.words("replies")["points"], key=len, reverse=True)))
    return re.compile(rf"[\s,;–-]*(?<!\w)(?:{said})[\s.!:]*$", re.IGNORECASE | re.MULTILINE)


@cache
def greets() -> re.Pattern[str]:
    """A line that greets and says nothing else: "Hi Sam,", "Guten Tag Frau Ortiz!", 「オルティス様」."""
    said = "|".join(map(re.escape, lexicon.words("replies")["greets"]))
    after = "|".join(map(re.escape, lexicon.words("replies")["honours"]))
    all_ = "|".join(map(re.escape, lexicon.words("replies")["everybody"]))
    return re.compile(
        rf"(?:(?i:{said})(?:\s+(?:{all_}|[^\W\d_a-zß-öø-ÿ][\w.'’-]*)){{0,4}}\s*[,.:;!，、：！–—-]*|\S{{1,20}}\s?(?:{after})[、，,]?)$"
    )
