"""What a cell keeps from the buyer by a label inside it: "SOC 2 report // internal: they are late", "Internal:" and the lines below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapdocs.importing.asides import speaks_for_us
from mapdocs.importing.label_rest import stamps_apart
from mapdocs.importing.openings import names_label, names_stage, opens_apart, opens_within
from mapdocs.importing.owners import Sides
from mapdocs.importing.plain_lines import says_plainly
from mapdocs.importing.private import (
    ends_inward,
    is_tag,
    kept_from,
    label_word,
    only_ours,
    own_label,
    private_inside,
    private_line,
    told_apart,
)
from mapdocs.language.scripts import has_unspaced

_SIGN = r"(?://+|\||[;；]|(?<!\S)[-–—]{1,3}(?=\s)|\s[–—]\s?|[.。!?]\s|[.。]|,\s|、|※|→)"
_LABEL = re.compile(rf"(?={_SIGN}\s*([^:：()（）\[\]|;；,、。]{{2,40}}?)\s*(?:[:：]|\s[-–—]\s)\s*\S)")
_LOUD = re.compile(rf"(?:{_SIGN}|^)\s*([A-ZÀ-Þ]{{3,}}(?: [A-ZÀ-Þ]{{2,}}){{0,2}})\s+(?=\S)")
_TAG = re.compile(
    r"\s*(?:(?<!\w)#([^\W\d_]{3,12})(?![\w-])|[\[【]\s*([^\[\]【】]{2,30}?)\s*[\]】]|\*\*\s*([^*]{2,30}?)\s*\*\*)\s*[:：]?\s*(.*)"
)
_LAST = re.compile(rf"{_SIGN}\s*([^:：()（）\[\]|;；,、。]{{2,40}})$")
_CLOSED = re.compile(
    r"(?P<sign>\s[-–—]{1,2}\s*|\s<-+\s*|[.!?;]\s+|,\s+|\s/\s+|\s?[※→]\s*|\s(?=[A-ZÀ-Þ ]{4,}$)|\s!(?=\w+!$))(?P<said>[^\W\d_][^:：()（）\[\].;,、。※!]{1,38}?)[.!]?$"
)
_BRACKETED = re.compile(r"[(（]\s*([^()（）]{2,24}?)\s*[)）]\s*$")
_SPOKEN = re.compile(r"\s*(?:[-*•]\s+)?@?([^\s:：][^:：\n]{0,40}?)\s*[:：]\s*(\S.*)")
_SLASHED = re.compile(r"//\s*@?([^\s:：][^:：/]{0,40}?)\s*[:：]\s*\S")
_OURS = re.compile(r"\s*[\[【]\s*([^\[\]【】]{2,30}?)\s*[\]】]\s*[:：]?\s*\S")
_TAGGED = re.compile(r"(?:[(（\[【]\s*([^()（）\[\]【】]{2,16}?)\s*[)）\]】]|(?<!\S)#([^\W\d_]{3,12}))\s*$")
_SET_OFF = re.compile(
    r"(?<=\s)(?=[\[【{`]\s*[^\W\d_][^\[\]【】{}`:：]{1,24}[\]】}`]\s+\S)|(?<=\s)(?=>>?\s*[^\W\d_][^:：>]{1,20}[:：])"
)
#: Signs between words and a label behind them.
BEHIND = " ;,|/–—-*※→(（"


def parted(lines: Sequence[str], sides: Sides, *, tagged: bool = False) -> tuple[list[str], list[str]]:
    """(the ``lines`` of a cell, or what is left of them, for the buyer; what their writer calls internal). ``tagged``: a line that begins
    with our company in brackets is for us, "[FAB] they are late", as no other line begins with the buyer's."""
    left: list[str] = []
    apart: list[str] = []
    below = False
    for number, line in enumerate(lines):
        if below and not (line.rstrip("* ").endswith((":", "：")) and ends_inward(line, sides.is_buyers)):
            apart.append(line)
            continue
        below = number + 1 < len(lines) and _heads(line, sides)
        at = None if below else cut_at(line, sides)
        if below or (at is None and is_private(line, sides)) or (tagged and tag_of(line, sides) == "seller"):
            apart.append(line)
            continue
        left += [line[:at].rstrip(BEHIND)] if line[:at].strip(BEHIND) else []
        apart += [line[at:].lstrip(" ;,|.。")] if at is not None else []
    at = _signed_from(left, sides)
    return left[:at], [*apart, *left[at:]]


def is_private(line: str, sides: Sides) -> bool:
    """Whether a line as a whole is not for the buyer."""
    if says_plainly(line):
        return False
    said = private_line(line) or private_inside(line) or only_ours(line, sides.is_sellers)
    return bool(said or told_apart(line, sides.is_theirs) or ends_apart(line, sides) or opens_apart(line, sides))


def ends_apart(line: str, sides: Sides) -> bool:
    """Whether a sign or a label in a line, mostly at its end, keeps all of it: "[int]", "(int)", "#internal", "// Fabrikam only"."""
    last, bracketed = _LAST.search(line), _BRACKETED.search(line)
    tagged = any(_is_label(match[1] or match[2] or match[3] or "") for match in _TAG.finditer(line))
    set_apart = last and last[0].startswith(("//", "|"))  # "Training – internal" says where it is held
    labelled = last and (only_ours(f"{last[1]}:", sides.is_ours) or (set_apart and label_word(f"{last[1]}:")))
    in_brackets = bracketed and (
        is_tag(bracketed[1])
        or names_label(bracketed[1])
        or own_label(bracketed[1], sides.is_sellers, sides.is_theirs)  # "(Sam only)" says who comes
    )
    return bool(tagged or labelled or in_brackets or closes_apart(line))


def closes_apart(line: str) -> bool:
    """Whether a line ends with a mark that can be read in one way only: "… - internal only", "… <- internal", "… ※社内", "… INTERNAL". One
    word behind a comma or a dash says where, or who: "training - internal"."""
    found = next((one for one in _CLOSED.finditer(line)), None)
    if found is None or not line[: found.start()].strip():
        return False
    said, sign = found["said"], found["sign"].strip()
    alone = (
        sign in ("!", "※")
        or sign.startswith("<")
        or (said.isupper() and line[: found.start()].upper() != line[: found.start()])
    )
    many = " " in said or has_unspaced(said)
    return bool((alone or many) and (names_label(said) or label_word(f"{said}:")))


def tag_behind(line: str) -> str:
    """The tag that a point of a list ends with, where it keeps the point: "… - 14 Dec (INT)", "… #internal"."""
    found = _TAGGED.search(line)
    return (
        found[0].strip() if found and not names_stage(line[: found.start()]) and _is_label(found[1] or found[2]) else ""
    )


def cut_at(line: str, sides: Sides) -> int | None:
    """Where in a line begins what a label within it keeps from the buyer: "signed // internal: 50k is fine"; None where nothing does, or
    it is the whole line."""
    if says_plainly(line):
        return None
    found: list[int] = []
    who = (sides.is_ours, sides.is_theirs)
    for match in _LABEL.finditer(line):
        found += [match.start()] if own_label(match[1].strip(), *who, "inward", "banner") else []
    for match in _SLASHED.finditer(line):
        found += [match.start()] if speaks_for_us(match[1], sides) else []
    for match in _LOUD.finditer(line) if line.upper() != line else ():
        found += [match.start()] if label_word(f"{match[1]}:") else []
    for match in _TAG.finditer(line):
        label, said = match[1] or match[2] or match[3] or "", match[4]
        found += [match.start()] if re.match(r"[^\W_]", said) and _is_label(label) else []
    for match in _SET_OFF.finditer(line):
        found += [match.start()] if match.start() and opens_apart(line[match.start() :], sides) else []
    within = opens_within(line, sides)
    at = min([*found, *([] if within is None else [within])], default=0)
    return at if line[:at].strip(BEHIND) else None


def tag_of(line: str, sides: Sides) -> str:
    """The side whose company's name, or the beginning of it, stands in brackets in front of a line; empty where none does."""
    found = _OURS.match(line)
    if not found:
        return ""
    said = found[1]
    for side in (sides.buyer, sides.seller):
        short = said.isupper() and 2 < len(said) < 5 and side.company.upper().startswith(said)
        if short or side.is_called(said):
            return "buyer" if side is sides.buyer else "seller"
    return "buyer" if sides.is_theirs(said) else ""


def _is_label(said: str) -> bool:
    return is_tag(said) or bool(label_word(f"{said}:"))


def _heads(line: str, sides: Sides) -> bool:
    """Whether a line is a label for those below it, and says nothing else: "Internal:", "Not for Juniper:"."""
    bare = line.strip(" *_–—-=#")
    said = bare.rstrip(":： ")
    if not said:
        return False
    if stamps_apart(line, sides):
        return True
    if re.search(r"[:：]", said):
        return False
    if own_label(said.strip("[]【】"), sides.is_ours, sides.is_theirs):
        return True
    return said != bare and bool(kept_from(said, sides.is_theirs) or private_line(bare))


def _signed_from(lines: Sequence[str], sides: Sides) -> int:
    """The first of the last lines of a cell that somebody on our side says, "Sam: they are late"; where one of the buyer's does too,
    or everybody has a line, they say who does what."""
    spoken = [match[1] if (match := _SPOKEN.fullmatch(line)) else "" for line in lines]
    if any(sides.is_theirs(name) for name in spoken if name):
        return len(lines)
    return next(
        (at for at, name in enumerate(spoken) if at and name and not spoken[0] and _is_ours(name, sides)), len(lines)
    )


def _is_ours(name: str, sides: Sides) -> bool:
    return sides.is_our_person(name) or sides.has_our_initials(name)
