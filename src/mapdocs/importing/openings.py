"""With what a line, a sentence or a bracket opens that is not for the buyer: "INT: …", "INTERNAL …", "Fabrikam internal: …", "[hidden] …"."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.importing.label_rest import is_label_beside
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import label_word
from mapdocs.importing.things import without_things
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_KINDS = ("inward", "banner", "private")
_SENTENCE = re.compile(r"[.!?…]\s+|[。！？]\s*|[;；]\s*|\s//+\s*|\s\|\s*|\s?[※→]\s*|\s[-–—]\s+")
_COLONED = re.compile(
    r"(?P<said>[^\s:：][^:：\n]{0,40}?)\s*(?:[:：]|\s(?P<dash>[-–—])(?=\s))\s*(?P<rest>\S.*)", re.DOTALL
)
_ENCLOSED = re.compile(
    r"[\[(（【<{*`=_~-]{1,3}\s*(?P<said>[^\[\](){}（）【】<>*`=_~:：-]{1,30}?)\s*[\])）】>}*`=_~-]{1,3}\s*[:：–-]?\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_CALLED = re.compile(r"(?P<said>[^\W\d_][^\n:：!！.,;]{1,30}?)\s?[!！]+\s+(?P<rest>\S.*)", re.DOTALL)
_STATED = re.compile(r"(?P<said>[^\W\d_]+(?: [^\W\d_]+){1,3})\.\s+(?P<rest>\S.*)", re.DOTALL)  # "Internal use only. …"
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+")
_LOUD = re.compile(r"(?P<said>[A-ZÀ-Þ]{3,}(?: [A-ZÀ-Þ]{2,}){0,3})\s+(?P<rest>[^\s:：–—-].*)", re.DOTALL)
_SPACED = re.compile(r"(?P<mark>※?)\s*(?P<said>\S{2,8})[\s\u3000]+(?P<rest>\S.*)", re.DOTALL)
_SHORT = ("INT", "Int", "int", "INT.", "Int.", "int.")
_AROUND = " -–—*•=#>_~"
_FEWEST = 3  # words behind a dash: "(internal – 2 days)" says where


def opens_apart(said: str, sides: Sides) -> bool:
    """Whether ``said`` opens with a label, a shout, a tag or a sign that keeps it from the buyer, and says something behind it."""
    text = said.strip()
    if _is_signed(text):
        return True
    if text.startswith("※") and (found := _SPACED.match(text)) and _is_label(found["said"], sides):
        return True
    if (found := _ENCLOSED.match(text)) and _is_tag(found["said"], text, sides):
        return True
    bare = _NUMBERED.sub("", text).lstrip(_AROUND + "⚠️ℹ️❗")
    if (found := _COLONED.match(bare)) and _is_coloned(found, bare, sides):
        return True
    if (found := _CALLED.match(bare)) and _is_label(found["said"], sides) and _is_of_us(found["said"], bare):
        return True
    if (found := _STATED.match(bare)) and _is_label(found["said"], sides) and _is_of_us(found["said"], bare):
        return True
    if (found := _LOUD.match(bare)) and bare.upper() != bare and _is_loud(found["said"], found["rest"], sides):
        return True
    spaced = _SPACED.match(bare) if has_unspaced(bare) else None
    return bool(spaced and folded(spaced["said"]) in _words("labels") - _bare_inner() and has_unspaced(spaced["said"]))


def opens_within(line: str, sides: Sides) -> int | None:
    """Where in ``line`` a sentence, or what stands behind a sign, opens so; None where none does."""
    return next(
        (one.start() for one in _SENTENCE.finditer(line) if _opens_behind(one[0], line[one.end() :], sides)), None
    )


def _opens_behind(sign: str, said: str, sides: Sides) -> bool:
    dashed = sign.strip() in ("-", "–", "—")
    return opens_apart(f"※{said}" if "※" in sign else said, sides) and not (dashed and _is_joined(said))


def names_label(said: str) -> bool:
    """Whether ``said`` is a label as a whole: "internal use only"."""
    return folded(said) in _words("labels")


def names_stage(said: str) -> bool:
    """Whether ``said`` names an environment in which software runs: beside it INT is short for integration."""
    return not _words("stages").isdisjoint(folded(said).split())


def _is_signed(text: str) -> bool:
    said = re.findall(r"[^\W_]+", text)
    if not said:
        return False
    if text.startswith(_signs("signs")):
        return True
    lock = text.startswith(_signs("locks")) and len(said) >= _FEWEST
    return lock and not any(folded(word) in _words("locked") for word in said)


def _is_tag(said: str, text: str, sides: Sides) -> bool:
    if said.strip() in _SHORT:
        return not names_stage(text)
    inner = text[0] not in "[(（【<{" and bool(label_word(f"{said}:")) and _is_of_us(said, text)  # "--- internal --- …"
    tagged = folded(said) in _words("tags") or _is_internal(said, sides) or _is_withheld(said, sides)
    return inner or tagged or is_label_beside(said, sides)


def _is_coloned(found: re.Match[str], text: str, sides: Sides) -> bool:
    said = found["said"].strip()
    if found["dash"] and _is_joined(found["rest"]):
        return False
    if said in _SHORT:
        return not names_stage(text)
    return (_is_label(said, sides) and _is_of_us(said, text)) or _is_sellers_price(said, found["rest"], sides)


def _is_sellers_price(label: str, said: str, sides: Sides) -> bool:
    """Whether ``label`` is a word for the seller, or our company, and behind it stands a number of what it gives away."""
    if sides.side_named(label) != "seller" or not re.search(r"\d", said):
        return False
    unspaced = has_unspaced(said) and any(word in said for word in _words("dealings"))
    return unspaced or not _words_of(said).isdisjoint(_words("dealings"))


def _is_joined(rest: str) -> bool:
    """Whether behind a dash stands who it is, where, or how long: "legal and finance", "2 days"."""
    words = rest.split()
    return (
        (len(words) < _FEWEST and not has_unspaced(rest))
        or any(folded(word) in _words("lists") for word in words)
        or "/" in rest
    )


def _is_of_us(said: str, text: str) -> bool:
    """Whether "internal" in a label is no adjective of a thing."""
    return not _words_of(said).isdisjoint(without_things(text).split()) or has_unspaced(said)


def _words_of(said: str) -> set[str]:
    return set(folded(said).split())


def _is_label(said: str, sides: Sides) -> bool:
    said = said.strip(" .@")
    whole = folded(said)
    return bool(
        whole in _words("labels")
        or _is_withheld(said, sides)
        or _is_internal(said, sides)
        or is_label_beside(said, sides)
    )


def _is_internal(said: str, sides: Sides) -> bool:
    """Whether "internal", "private", "only" and nothing but our company's name, or a word for a team, stand in ``said``."""
    words = re.findall(r"[\w&.'’-]+", said)
    for first, last in ((a, b) for a in range(len(words)) for b in range(a + 1, min(len(words), a + 4) + 1)):
        named = " ".join(words[first:last])
        if sides.is_sellers(named) or _is_short_of_us(named, sides) or folded(named) in _words("teams"):
            left = " ".join((*words[:first], *words[last:]))
            only = bool(left) and all(folded(word) in _private("only") | _private("label") for word in left.split())
            return bool(left) and (only or bool(label_word(f"{left}:", *_KINDS)))
    return False


def _is_short_of_us(said: str, sides: Sides) -> bool:
    short = said.isupper() and 2 < len(said) < 5
    return short and sides.seller.company.upper().startswith(said) and not sides.buyer.company.upper().startswith(said)


def _is_withheld(said: str, sides: Sides) -> bool:
    """Whether ``said`` says that the buyer shall not have it, and no more: "Nicht an Dana", "Customer must not know"."""
    words = [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[^\W_][\w'’-]*", said)]
    left = [word for word in words if not (sides.is_theirs(word) or folded(word) in _private("theirs"))]
    told = [word for word in left if folded(word) not in _words("particles")]
    if has_unspaced(said):
        return _is_withheld_side_by_side(folded(said))
    rest = folded(" ".join(told))
    last = next((word for word in reversed(words) if folded(word) not in _words("particles")), "")
    behind = len(left) < len(words) and last not in left
    before = len(left) < len(words) and last in left
    return (behind and _begins(rest, "withheld")) or (
        before and not {rest, folded(" ".join(left))}.isdisjoint(_words("unaware"))
    )


def _begins(rest: str, kind: str) -> bool:
    said = " ".join(word for word in rest.split() if word not in _private("mild") or f" {rest} ".startswith(" do not "))
    small = {" ".join(w for w in one.split() if w not in _words("particles")) for one in _words(kind)}
    return rest in small or said in small


def _is_withheld_side_by_side(said: str) -> bool:
    """The same where words stand side by side: 先方には内緒, 先方非公開."""
    theirs = next((word for word in _private("theirs") if said.startswith(word)), "")
    rest = said[len(theirs) :]
    if not theirs:
        return False
    if rest in _words("unaware"):
        return True
    beside = next(
        (
            one
            for one in sorted(_words("particles"), key=len, reverse=True)
            if has_unspaced(one) and rest.startswith(one)
        ),
        "",
    )
    left = rest[len(beside) :]
    return bool(left) and (left in _words("labels") or bool(label_word(f"{left}:", "inward", "banner", "private")))


def _is_loud(said: str, rest: str, sides: Sides) -> bool:
    """Whether what is shouted at the beginning keeps what follows: "INTERNAL floor is low"; "INTERNAL audit" and "PRIVATE cloud"
    name a thing, and so does what goes on in capitals."""
    first = folded(rest.split()[0])
    if rest.split()[0].isupper() and len(rest.split()[0]) > 1:
        return False
    words = said.split()
    if words[-1] in _SHORT or any(first in lexicon_of for lexicon_of in (_private("events"), _things())):
        return False
    if any(first.startswith(begin) for begin in _beginnings()):
        return False
    return folded(said) in _words("labels") or bool(label_word(f"{said}:", *_KINDS)) or _is_internal(said, sides)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("openings.yaml")[kind])


@cache
def _signs(kind: str) -> tuple[str, ...]:
    return lexicon.table("openings.yaml")[kind]


@cache
def _bare_inner() -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("things.yaml")["before"])


@cache
def _private(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])


@cache
def _things() -> frozenset[str]:
    table = lexicon.table("things.yaml")
    said = (word for kind in ("things", "things_behind", "shared_things", "talk", "held") for word in table[kind])
    return frozenset(folded(word) for word in said if not word.endswith("*"))


@cache
def _beginnings() -> tuple[str, ...]:
    table = lexicon.table("things.yaml")
    said = (word for kind in ("things", "things_behind", "shared_things", "talk", "held") for word in table[kind])
    return tuple(folded(word[:-1]) for word in said if word.endswith("*"))
