"""A label without what people write beside its word: who said it, on which day, and what kind of remark it is: "Internal 20/11",
"Interne Notiz vom 20.11.", "AE note (Sam)", "Coaching from Lena"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapdocs.importing.owners import Sides
from mapdocs.importing.private import label_word
from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_DAY = re.compile(
    r"(?<!\w)(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d\d))?\.?|\d{1,2}月\d{1,2}日|\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?)(?!\w)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^\s()\[\]（）【】/@,;、|<>*_]+")
_LONGEST = 8  # words of a label with all that stands beside it


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is ``left`` of a label, folded; whether one of ours was named in it, or a day."""

    left: str
    ours: bool
    dated: bool


def is_label_beside(label: str, sides: Sides) -> bool:
    """Whether ``label`` keeps what it labels from the buyer, once the day, our people and the kind of remark are taken off."""
    rest = _rest(label, sides)
    if rest is None or not rest.left:
        return False
    if rest.left in _words("labels") or label_word(f"{rest.left}:", "inward", "banner", "private"):
        return True
    if rest.ours and (rest.left in _words("roles_of_ours") or label_word(f"{rest.left}:", "words")):
        return True
    return rest.dated and rest.left in _words("dated")


def stamps_apart(line: str, sides: Sides) -> bool:
    """Whether a line is the stamp of a private remark, with a day or one of ours, and nothing else: "2026-11-20 10:12:11 - Kim Lee (Work
    notes)", "Private note by Kim Lee, 20 Nov"."""
    rest = _rest(re.sub(r"[-–—:：]+(?=\s|$)", " ", line), sides)
    stamped = rest is not None and (rest.ours or rest.dated)
    return bool(
        stamped
        and rest
        and (
            rest.left in _words("labels")
            or label_word(f"{rest.left}:", "inward", "private")
            or rest.left in _words("stamps")
        )
    )


def _rest(label: str, sides: Sides) -> _Rest | None:
    """None where nothing stands beside the label, or somebody on the buyer's side is named in it."""
    text = _DAY.sub(" ", label)
    dated = text != label
    pieces = [
        piece for piece in (re.sub(r"['’]s?$", "", one).strip(".:：-–—") for one in _PIECE.findall(text)) if piece
    ]
    if not pieces or len(pieces) > _LONGEST:
        return None
    left: list[str] = []
    ours = False
    at = 0
    while at < len(pieces):
        size = next(
            (n for n in (3, 2, 1) if at + n <= len(pieces) and _is_ours(" ".join(pieces[at : at + n]), sides)), 0
        )
        if size:
            ours, at = True, at + size
            continue
        said = folded(pieces[at])
        if sides.is_theirs(pieces[at]):
            return None
        if said in months() or said.isdigit():
            dated = True
        elif said not in _words("beside"):
            left.append(said)
        at += 1
    kept = [word for word in left if word not in _words("kinds")] or left
    if not (ours or dated) and len(kept) == len(left):
        return None
    return _Rest(" ".join(kept), ours, dated)


def _is_ours(name: str, sides: Sides) -> bool:
    return not has_unspaced(name) and (sides.is_our_person(name) or sides.has_our_initials(name))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("openings.yaml")[kind])
