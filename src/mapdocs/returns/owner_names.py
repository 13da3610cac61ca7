"""What people write for a name in an owner's cell: a part of it, a form of address, initials, a sentence around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from mapdocs.importing.owners import is_absent
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.tables import same
from mapdocs.rules.classify.person import judge

_FULL_NAME = re.compile(
    r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:[-'’][^\W\d_]+)*(?: (?:[^\W\d_a-zß-ÿ][^\W\d_]*(?:[-'’][^\W\d_]+)*))+"
)
_MOST_READ = 500  # signs of a cell in which names are looked for
_INITIALS = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.\s?){2,3}")


@lru_cache(maxsize=10_000)
def is_called(said: str, name: str) -> bool:
    """Whether ``said`` may mean ``name``: "Lena", "Ms Brandt", "L. Brandt", "Brandt, Lena", "lena.brandt"."""
    own, short = _words(name), _words(without_honours(said))
    if not own or not short or re.search(r"[^\w\s.,'’·・-]", said):
        return False
    if short == own or (said.count(",") <= 1 and short == [own[-1], *own[:-1]]):
        return True
    if "," in said:
        return False
    if len(short) == 1:
        alone = short[0]
        is_part = len(alone) > 1 and alone in (own[0], own[-1]) and alone not in _particles()
        return is_part or (len(own) > 1 and _bare(said) == "".join(own))
    first, *between, last = short
    if (first, last) == (own[0], own[-1]):  # "Lena M. Brandt"
        return all(len(word) == 1 for word in between)
    fitting = (first == own[0] and own[-1].startswith(last)) or (last == own[-1] and own[0].startswith(first))
    return len(short) == 2 and len(own) > 1 and fitting and 1 in (len(first), len(last))


def box_of(address: str, people: Iterable[str]) -> str:
    """Whose mailbox ``address`` is, where it bears a whole name of ``people``."""
    box = _bare(address.split("@")[0])
    fitting = [name for name in people if " " in name and box == "".join(_words(name))]
    return fitting[0] if len(fitting) == 1 else ""


def names_one_of(said: str, people: Iterable[str]) -> bool:
    """Whether ``said`` is one of ``people``: in full, by one of their names, or by their initials."""
    folded = same(said).casefold()
    for name in people:
        words = same(name).casefold().split()
        if folded in (*words, " ".join(words), "".join(word[0] for word in words), f"{words[0][0]}. {words[-1]}"):
            return True
    return False


@lru_cache(maxsize=10_000)
def without_honours(said: str) -> str:
    """ "Jo Lind" of "Frau Jo Lind", 佐藤 of 佐藤部長; a doctor stays one."""
    bare = " ".join(said.split())
    first, _, rest = bare.partition(" ")
    form = first.casefold().rstrip(".")
    given = rest.split(" ")[0].casefold()
    # "D. Hugo Martín", "M. Luc Petit": before a whole name alone; "M. Petit" may be an initial
    stands = len(form) > 1 or (" " in rest and given in lexicon.entries("given_names.txt"))
    if stands and rest[:1].isupper() and form in _forms():
        return without_honours(rest)
    behind = _behind_names().search(bare)
    return bare[: behind.start()].rstrip() if behind and behind.start() else bare


def without_unit(said: str) -> tuple[str, str]:
    """(the department, the name) of 法務部 佐藤; the first is empty where there is none."""
    unit, _, name = re.sub("\u3000", " ", said).partition(" ")
    is_one = has_unspaced(unit) and name and judge(unit) == "group" and judge(name) == "person"
    return (unit, name) if is_one else ("", said)


@lru_cache(maxsize=10_000)
def is_sentence(said: str) -> bool:
    """Whether ``said`` is more than a name: "please ask Dana", "Priya ist im Urlaub", 田中さんに確認."""
    if is_absent(said):
        return True
    if any(word in said for word in _says() if has_unspaced(word)):
        return True
    words = [word.strip(".,;:!") for word in said.split()]
    small = [word for word in words if word[:1].islower() and word.casefold() not in _particles()]
    if len(words) > 1 and any(word in _says() for word in small):
        return True
    return len(words) > 2 and 0 < len(small) < len(words) and not all("-" in word or "'" in word for word in small)


@lru_cache(maxsize=10_000)
def is_remark(said: str) -> bool:
    """Whether ``said``, in brackets behind a name or as its label, is nobody's title: "new", "neu", 新任."""
    return same(said).casefold().strip(" .!") in _list("owner_new")


def are_initials(said: str) -> bool:
    """Whether ``said`` is two or three letters that stand for a name; "ANA" is one."""
    return bool(_INITIALS.fullmatch(said)) and said.casefold() not in lexicon.entries("given_names.txt")


def spelled_by(said: str, people: Iterable[str]) -> tuple[str, ...]:
    """Whose initials ``said`` are."""
    letters = re.sub(r"[^A-Z]", "", said)
    return tuple(name for name in people if letters == "".join(word[0].upper() for word in _words(name)))


def new_people(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The full names in ``text`` of people who are not ``known``: who may be meant by a sentence."""
    own = {same(name).casefold() for name in known}
    found = (name for name in _FULL_NAME.findall(text[:_MOST_READ]) if judge(name) == "person" and not is_absent(text))
    return tuple(dict.fromkeys(name for name in found if same(name).casefold() not in own and len(name) <= 80))[:3]


def _words(name: str) -> list[str]:
    """The words of a name without titles, marks over letters and points."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    found = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", unicodedata.normalize("NFC", plain))
    while len(found) > 1 and found[0] in _doctors():
        found = found[1:]
    return found


def _bare(said: str) -> str:
    return "".join(_words(re.sub(r"[._@-]", " ", said)))


@cache
def _forms() -> frozenset[str]:
    """Forms of address in front of a name, without those that are part of it."""
    said = {word.casefold().rstrip(".") for word in (*lexicon.entries("titles.txt"), *_list("address"), "d")}
    return frozenset(said - _doctors() - _list("address_too_names"))


def may_be_addressed(said: str) -> str:
    """The family name of "M. Petit", where the letter may be a form of address or an initial; else empty."""
    found = re.fullmatch(r"[MD]\.\s?([^\W\d_][^\s.]+)", said)
    return found[1] if found else ""


@cache
def _doctors() -> frozenset[str]:
    return _list("academic")


@cache
def _behind_names() -> re.Pattern[str]:
    words = sorted(_list("address_behind"), key=len, reverse=True)
    # 松本部長 is 松本 more often than 松, and may be either
    return re.compile(rf"(?<=\w)(?<!本)\s?(?:{'|'.join(map(re.escape, words))})$")


@cache
def _particles() -> frozenset[str]:
    return _list("name_particles")


@cache
def _says() -> frozenset[str]:
    return _list("owner_says")


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.table("cells.yaml")[key])
