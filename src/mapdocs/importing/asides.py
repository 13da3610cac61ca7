"""What somebody on the seller's side, or nobody knows who, remarks in brackets inside a cell: "Signed by both [Rita: not below 56k]"."""

from __future__ import annotations

import re

from mapdocs.importing.openings import opens_apart
from mapdocs.importing.owners import Sides, is_written_as_name
from mapdocs.importing.private import one_of, own_label, says_our, says_role
from mapdocs.importing.said_of_us import calls_private
from mapdocs.importing.to_ourselves import turns_to_us_at
from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, plain
from mapdocs.readers.headings import folded
from mapdocs.rules.classify import person

_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">", "（": "）", "【": "】", "［": "］", "〔": "〕"}
_NARROW = str.maketrans("（）［］", "()[]")  # an IME leaves one of each
_ROUND = "(（"  # they hold anything; the others, in a cell, mostly what somebody put in later
_BRACKET = re.compile(r"[(\[{<（【［〔)\]}>）】］〕]")
_SPEAKS = re.compile(r"[:：@!！–—-]")  # one of these parts who speaks from what is said
_LABELLED = re.compile(r"\s*@?([^\s:：][^:：\n]{1,40}?)\s*[:：]\s*(\S.*)", re.DOTALL)
_TOLD = re.compile(r"\s*@([^\W\d_][\w.'’-]*)\s+(\S.*)", re.DOTALL)
_DASHED = re.compile(r"\s*@?(\S[^:：\n]{1,40}?)\s+[-–—]\s+(\S.*)", re.DOTALL)
_SIGNED = re.compile(r"(.*\S)\s*[-–—]\s*@?([^-–—\n]{2,30}?)\s*", re.DOTALL)
_CALLED = re.compile(r"\s*([^\s:：!！][^:：!！\n]{1,40}?)(?:\s*[:：!！]\s*|\s+[-–—]\s+)(\S.*)", re.DOTALL)
_ANOTHER = re.compile(r"[,;/，、；]\s*@?([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)\s*[:：]")
_NUMBERS = re.compile(r"[\d./:-]*\d[\d./:-]*(?:st|nd|rd|th)?")
_COMMENT = re.compile(r"\s*%%(.+?)%%", re.DOTALL)  # Obsidian shows none
_OPENING = " -–—*•|/※→;；"  # what may stand between a sentence and a remark behind it
_FEWEST = 3  # words that somebody signs: "(workshop – Sam)" says who holds it
_MOST = 600  # signs of a remark
_MOST_BRACKETS = 40


def asides_in(text: str, sides: Sides, *, deep: bool = False) -> tuple[str, list[str]]:
    """(``text`` without the remarks in it that are not the buyer's, those remarks). ``deep``: also what is only signed, or called
    internal, as it may be where a cell names no owner and no step."""
    found: list[str] = []
    cuts: list[tuple[int, int]] = []
    for start, end in _bracketed(text.translate(_NARROW)):
        inner = text[start + 1 : end].rstrip("".join(_CLOSING.values()))
        apart = not any(a <= start < b for a, b in cuts) and len(inner) <= _MOST
        said = _remark(inner, text[start] in _ROUND, sides, deep) if apart else ""
        if said:
            found.append(said)
            cuts.append((start, end))
    if deep:
        for match in _COMMENT.finditer(text):
            found.append(match[1].strip())
            cuts.append(match.span())
    for start, end in sorted(cuts, reverse=True):
        gone = text[start:end].count("\n") * "\n"  # the lines below stay where they are
        text = f"{text[:start].rstrip(' ')}{gone}{text[end:]}"
    text = text.strip(" ") if cuts else text.strip()
    left, told = _without_turns(text, sides, deep)
    return (left, [*found, *told]) if told else (text, found)


def _without_turns(text: str, sides: Sides, deep: bool) -> tuple[str, list[str]]:
    """``text`` without what is said in it to the seller's own side. A whole cell is, only where it is read ``deep``."""
    lines = text.split("\n")
    found: list[str] = []
    for number, line in enumerate(lines):
        at = turns_to_us_at(line, sides)
        if at is None or not (number or deep or line[:at].strip(_OPENING)):
            continue
        found.append(line[at:].strip())
        lines[number] = line[:at].rstrip(_OPENING if deep else f"{_OPENING}.。")  # a step's name has no full stop
    return "\n".join(lines), found


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Where what stands in brackets begins, and where it ends, with what is in brackets within; one that is never closed goes on to
    the end. As many of them as anyone puts into a cell."""
    found: list[tuple[int, int]] = []
    opened: dict[str, list[int]] = {}  # by the sign that closes it
    for sign in _BRACKET.finditer(text):
        if sign[0] in _CLOSING:
            opened.setdefault(_CLOSING[sign[0]], []).append(sign.start())
        elif opened.get(sign[0]):
            found.append((opened[sign[0]].pop(), sign.end()))
    found += [(start, len(text)) for closing, starts in opened.items() if closing not in ")>）" for start in starts]
    return sorted(found)[:_MOST_BRACKETS]


def _remark(inner: str, is_round: bool, sides: Sides, deep: bool) -> str:
    """What is said in brackets, where it is not for the buyer."""
    whole = " ".join(inner.split())
    if opens_apart(whole, sides):
        return whole
    if not _SPEAKS.search(inner):
        return whole if "," in whole and turns_to_us_at(whole, sides) is not None else ""
    labelled = _LABELLED.fullmatch(inner)
    if labelled and _speaks_for_us(labelled[1], is_round, sides):
        return "" if _says_who(labelled[1], labelled[2], is_round, sides) else whole
    if (labelled and calls_private(labelled[1])) or turns_to_us_at(whole, sides) is not None:
        return whole
    told = _TOLD.fullmatch(inner)
    if told and not is_round and _speaks_for_us(told[1], False, sides):
        return whole
    if not deep:
        return ""
    called = _CALLED.fullmatch(inner)
    if called and own_label(called[1], sides.is_ours, sides.is_theirs):
        return whole
    dashed, signed = _DASHED.fullmatch(inner), _SIGNED.fullmatch(inner)
    if not is_round and dashed and len(dashed[2].split()) >= _FEWEST and _speaks_for_us(dashed[1], True, sides):
        return whole
    if not is_round and signed and len(signed[1].split()) >= _FEWEST and _is_ours(signed[2], sides):
        return whole
    return ""


def _says_who(label: str, said: str, is_round: bool, sides: Sides) -> bool:
    """Whether a bracket says who does what, "(Sam: demo, Dana: data)", or who is what, "[AE: Sam, champion: Dana]"."""
    others = _ANOTHER.findall(said)
    if is_round and sides.is_sellers(label.strip("@ .")) and _is_who(said):  # "(Fabrikam: Jan Roe, by 4 Dec)"
        return True
    if not says_role(label):
        return is_round and any(sides.is_theirs(name) for name in others)
    named = len(said.split()) <= 3 and (sides.is_ours(said) or sides.is_theirs(said) or is_written_as_name(said))
    return bool(others) or named


def _is_who(said: str) -> bool:
    """Whether ``said`` names somebody by their whole name, and at most the day behind it."""
    name, _, rest = (part.strip() for part in re.split(r"(\s*[,;]\s+|\s+[-–—]\s+|$)", said, maxsplit=1))
    named = 1 < len(name.split()) <= 3 and is_written_as_name(name) and person.judge(name) == "person"
    left = [word for word in _NUMBERS.sub(" ", rest).split() if plain(word.strip(".,")) not in months()]
    return named and (not rest or (bool(_NUMBERS.search(rest)) and len(left) <= 2))


def _speaks_for_us(label: str, is_round: bool, sides: Sides) -> bool:
    """Whether ``label`` names who speaks, or to whom, on the seller's side: "Sam 12/1", "note to Sam", "our SE", "AE"."""
    said = " ".join(_NUMBERS.sub(" ", label).replace(",", " ").split()).strip("@ .")
    said = " ".join(word for word in said.split() if plain(word.strip(".")) not in months())
    if not said or sides.is_theirs(said):
        return False
    first, _, rest = said.partition(" ")
    if rest and (says_our(first) or sides.is_sellers(first)):  # "our SE", "Nordgate legal"
        return says_role(rest) or person.by_lists(rest) == "group"
    one, how = one_of(said)
    if how and one and sides.is_ours(one):
        return "view" in how or not is_round
    return _is_ours(said, sides) or (not is_round and (says_role(said) or _is_small_name(said)))


def speaks_for_us(label: str, sides: Sides) -> bool:
    """The same of a label that stands behind a sign, "//Sam: …", as that of a remark does."""
    return _speaks_for_us(label, False, sides)


def _is_small_name(said: str) -> bool:
    return (
        said.casefold() in lexicon.entries("given_names.txt")
        or said.removesuffix("さん") in lexicon.table("private.yaml")["names"]
    )


def _is_ours(name: str, sides: Sides) -> bool:
    """Whether a remark by ``name`` is the seller's, or by somebody of whom nothing says that the buyer may read it. "Note", "Phase
    2" are no names."""
    name = name.strip()
    if not name or sides.is_theirs(name):
        return False
    if sides.is_ours(name):
        return True
    named = len(name.split()) <= 2 and is_written_as_name(name)
    return named and folded(name).split()[0] in lexicon.entries("given_names.txt")
