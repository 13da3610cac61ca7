"""Whose words each line of a mail is: the sender's own, or somebody's whose mail it quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from mapdocs.language.replies import quote_begins
from mapdocs.readers.tables import same
from mapdocs.readers.thread import Thread

_ADDRESS = re.compile(r"<[^<>\s]{1,300}>|https?://\S{1,300}|\[(?:cid|image)[^\]]{0,200}\]")
_WORD = re.compile(r"[^\W_]")
_EAST = "\u2e80"  # from here on each sign counts as a word
_HEADER = re.compile(r"\s*\*?[^\W\d_][\w. -]{1,24}\*?\s?[:：]\s*\*?\s?\S")
_MARK = re.compile(r"\s*[^\W\d_]{1,2}\d{1,3}\b")
_MOST_HEADERS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """Of a line: ``own`` words of who sent the mail, or quoted; ``who`` wrote what is quoted, where that is none of ours and
    not the sender; ``marks``: the line only says whose mail follows."""

    own: bool
    who: str = ""
    marks: bool = False


@lru_cache(maxsize=20_000)
def tokens(line: str) -> tuple[str, ...]:
    """A line's words for comparing, whatever program broke or dressed it; addresses left out."""
    text = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", same(line))).casefold()
    found: list[str] = []
    word = ""
    for sign in text:
        if not _WORD.match(sign):
            found += [word] if word else []
            word = ""
        elif sign >= _EAST:
            found += [word, sign] if word else [sign]
            word = ""
        else:
            word += sign
    return tuple([*found, word] if word else found)


def parts_of(thread: Thread, sender: str, sellers: Collection[str], people: Collection[str]) -> list[Part]:
    """Of each line of ``thread`` whose it is."""
    marked = any(depth > 0 for depth, _ in thread)
    writers: dict[int, str] = {}  # by how often a line was quoted: who wrote it
    found: list[Part] = []
    quoting = False
    number = 0
    while number < len(thread):
        depth = thread[number][0]
        length = _begins(thread, number)
        if length:
            who = _who(" ".join(text for _, text in thread[number : number + length]), sender, sellers, people)
            quoting = True
            level = depth + 1 if _is_quoted_below(thread, number + length, depth) else depth
            writers = {one: name for one, name in writers.items() if one < level} | {level: who}
            found += [Part(depth == 0, who if level == depth else writers.get(depth, ""), marks=True)] * length
            number += length
            continue
        if depth > 0:
            quoting = True
        unmarked = quoting and 0 in writers
        found.append(
            Part(depth == 0 and not unmarked, "" if depth == 0 and not unmarked else writers.get(depth, ""))
            if marked
            else Part(not quoting, writers.get(0, "") if quoting else "")
        )
        number += 1
    return found


def _begins(thread: Thread, number: int) -> int:
    """How many lines say here whose mail follows; 0 where none do."""
    depth, line = thread[number]
    said = line.strip()
    if not said or (said[:1] in ">|"):
        return 0
    for count in (1, 2, 3):  # a program may have broken the line
        piece = thread[number : number + count]
        if len(piece) < count or any(d != depth or not text.strip() for d, text in piece):
            break
        if quote_begins().match(" ".join(text.strip() for _, text in piece)) and (count == 1 or _is_told(piece)):
            while count < _MOST_HEADERS and number + count < len(thread):
                below_depth, below = thread[number + count]
                if below_depth != depth or not _HEADER.match(below) or _MARK.match(below):
                    break
                count += 1
            return count
    return 0


def _is_told(piece: Thread) -> bool:
    """Whether the lines are one that ends as such a line does: "On Fri, 20 Nov 2026 Sam <…>", "wrote:"."""
    return piece[-1][1].rstrip().endswith((":", "："))


def _is_quoted_below(thread: Thread, number: int, depth: int) -> bool:
    below = next((d for d, text in thread[number:] if text.strip()), depth)
    return below > depth


def _who(line: str, sender: str, sellers: Collection[str], people: Collection[str]) -> str:
    """Who wrote the mail that ``line`` announces; empty where it is one of ``sellers``, or nobody can say."""
    said = same(line).casefold()
    if any(same(name).casefold() in said for name in sellers):
        return ""
    return next((name for name in people if same(name).casefold() in said), "")
