"""Is an owner a person? "Legal", "IT team", "TBD", "CFO" are not; "Bo Li", "Li Na", "Ng" and "de la Cruz" are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.rules.classify import known, linear

Verdict = Literal["person", "nobody", "group"]

#: From which score of the model (log odds of being nobody) a cell is no person though no list says so, for a single word, which
#: is often a name that nobody listed, and for more; and from which one what a list says stands. Chosen with an author left out
#: (docs/word-rules.md).
SINGLE, ALONE = 0.8, 0.4
VETO = {"nobody": 0.2, "group": 0.2}
#: Two words that no list knows, both written large: a name, whatever the model says ("Traders Northwind").
_FULL_NAME = frozenset({"all large", "strangers 2", "words 2"})
#: One word that no list knows, with a number in it: a user's handle may be anybody's.
_HANDLE = frozenset({"digit", "strangers 1", "words 1"})
#: No known word that compounds are made of is longer.
_LONGEST = 24
#: What joins words to one, as in "Sales-Ops" and "tara.quinn".
_JOINTS = str.maketrans(dict.fromkeys("-.@_'/+（）、，", " "))
_WORD = re.compile(r"[^\s,;/|+()\[\]{}<>:–—\"“”„]+")
#: What parts the segments of an owner's cell: "Legal: Lena Brandt", "Ana Ruiz (CFO)", "IT / Finance".
_BETWEEN = re.compile(r"[,;/|+()\[\]{}<>:–—\"“”„\n]|\s-\s")


#: Signs in an owner's cell that speak for a name or against one.
_SHAPES = {
    "bracket": re.compile(r"[(\[]"),
    "comma": re.compile(r"[,;]"),
    "slash": re.compile(r"[/+&|]"),
    "digit": re.compile(r"\d"),
    "mail": re.compile(r"\w@\w"),
    "asks": re.compile(r"\?"),
    "capitals": re.compile(r"\b[A-Z]{2,}\b"),
    "initial": re.compile(r"\b[A-Z]\.\s?(?=[A-Z])"),
    "colon": re.compile(r":|\s[-–—]\s"),
}


@cache
def _known(key: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", word) for word in lexicon.words("persons").get(key, ()))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", word) for word in lexicon.entries(name))


@cache
def _vocabulary() -> frozenset[str]:
    """What names no person: departments, titles, and the small words between them."""
    return _listed("not_a_person.txt") | _listed("links.txt")


@cache
def _no_person() -> re.Pattern[str]:
    """ "Dana's team", "Acme Corp", "City of Graz": no person, whatever the other words are."""
    belongings, companies = ("|".join(map(re.escape, sorted(_known(k)))) for k in ("belongings", "company_endings"))
    shapes = "|".join(sorted(_known("institutions")))
    return re.compile(rf"(?:'s|s')\s+(?:{belongings})\b|\s(?:{companies})\.?$|{shapes}")


@lru_cache(maxsize=10_000)
def leaves_open(owner: str) -> bool:
    """Whether an owner's cell names somebody and leaves open whether it is them: "Tom Okafor or his deputy", "Lena Brandt?"."""
    said = unicodedata.normalize("NFC", owner).strip()
    return said.endswith(("?", "？")) or bool(_left_open().search(said))


@cache
def _left_open() -> re.Pattern[str]:
    """Written small, as names are not: "Or Cohen" and "Mei Ou" are people."""
    words = [re.escape(word) for word in sorted(_known("left_open"), key=len, reverse=True)]
    spaced = "|".join(word for word in words if not has_unspaced(word))
    joined = "|".join(word for word in words if has_unspaced(word))
    return re.compile(rf"(?:^|[\s(,;/–—-])(?:{spaced})(?:[\s),;.:]|$)|{joined}")


@lru_cache(maxsize=10_000)  # the same people own many rows
def judge(owner: str, companies: tuple[str, ...] = ()) -> Verdict:
    """``person``, or why not: ``nobody`` (a placeholder), ``group`` (a department, a title, a company).

    Lists say first; a model over the cell's words and shapes, which knows what lists say, overrules them where it is sure.
    """
    verdict = by_lists(owner)
    if companies and verdict == "person" and by_lists(owner, companies) != "person":
        return "group"  # one of the two companies
    read = marks(owner, verdict)
    score = linear.model("owner").score(owner, read)
    if verdict == "person":
        named = set(read) >= _FULL_NAME or set(read) >= _HANDLE
        least = SINGLE if "words 1" in read else ALONE
        return "group" if score > least and not named else "person"
    return verdict if score > VETO[verdict] else "person"


def by_lists(owner: str, companies: tuple[str, ...] = ()) -> Verdict:
    """What lists say of an owner: ``person``, ``nobody`` or ``group``.

    An owner is a person as soon as one of its words is not known to name something else: names are endless, and
    departments are not. A placeholder counts as a whole cell or a whole segment only, since "Na" and "Todo" are names.
    ``companies`` are the names of both sides, which are no persons either.
    """
    text = unicodedata.normalize("NFC", owner).replace("’", "'").strip()
    folded = text.casefold().strip("? !")
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", folded):
        folded = folded.split("@")[0].replace(".", " ").replace("_", " ")  # a mailbox is whose name it bears
    found = _words(folded)
    if not found or not any(c.isalpha() for c in text):
        return "nobody"
    segments = [said for part in _BETWEEN.split(folded) if (said := _words(part))]
    if _is_placeholder(folded) or all(_is_placeholder(" ".join(words)) for words in segments):
        return "nobody"
    if _no_person().search(folded) or (len(found) == 1 and found[0] in _known("companies")):
        return "group"
    links, titles = _listed("links.txt"), _listed("titles.txt")
    if all(w in links for w in found):
        return "person"  # "O", "On": names, since nothing else is made of such words alone
    if len(found) == 2 and found[0] in titles and found[0] not in _listed("not_a_person.txt"):
        return "person"  # "Mr Todo", "Frau Recht"
    if len(segments) > 1 and len(segments[0]) == 1 and found[0] in _listed("given_names.txt"):
        return "person"  # "Uwe, works council"
    vocabulary = _vocabulary()
    if found[0] in _known("unit_words") and len(found) > 1:
        return "group"  # "Service travaux neufs": where they put the department's kind first
    if found[0] in _known("openings") and len(found) > 1 and text[1:4] == text[1:4].lower():
        return "nobody"
    left = [words for words in segments if not _is_placeholder(" ".join(words))]
    months = _months()
    strangers = [
        word
        for place, words in enumerate(left)
        for word in words
        # A month behind a title says when; in front it is a name: "new CIO (starts March)", "June".
        if not _is_known(word, vocabulary)
        and not (place and word in months)
        and word not in _known("companies")
        # "Plant manager Ohio", "Counsel (Zurich)": where, behind what; in front it may be a name.
        and not (word in _known("places") and word != found[0])
    ]
    if not strangers:
        if all(w in links or w in _known("names_too") for w in found) and not (len(text) < 4 and text.isupper()):
            return "person"  # "Alma", "Will West"; "AP" and "MD" in capitals are no names
        return "nobody" if all(w in _known("nobody") for w in found) else "group"
    full_name = len(found) == 2 and found[0] in _listed("given_names.txt") and text.split()[-1][:1].isupper()
    alone = (
        not full_name
        and len(strangers) == 1
        and len(found) > 1
        and found[-1] in _known("heads")
        and not _BETWEEN.search(text)
    )
    if alone and (len(found) > 2 or found[-1] in _known("group_heads") or text.split()[-1][:1].islower()):
        return "group"  # "Infra Team", "Ward manager"; but "Tom Manager" may be called so
    if all(_is_misspelt(w) for w in strangers):
        return "group"
    for company in companies:
        called = {w.strip(".-_*'") for w in _WORD.findall(company.casefold())}
        # "Northwind", "Northwind Legal"; but "Morgan Stanley" may employ a Stanley Morgan
        if (
            called
            and set(strangers) <= called
            and (len(found) == 1 or len(strangers) < len(found) or found == sorted_as(company, found))
        ):
            return "group"
    return "person"


def marks(owner: str, verdict: str) -> tuple[str, ...]:
    """What lists and shapes say of an owner's cell, for the model: the lists' verdict, known given names, what is written large."""
    text = unicodedata.normalize("NFC", owner).strip()
    folded = text.casefold()
    said = _words(folded)
    vocabulary = _vocabulary()
    listed = [_is_known(word, vocabulary) for word in said]
    found = {f"by lists {verdict}", f"words {min(len(said), 5)}", f"strangers {min(listed.count(False), 3)}"}
    if said:
        found.add("first known" if listed[0] else "first strange")
        found.add("last known" if listed[-1] else "last strange")
        if said[0] in _listed("given_names.txt"):
            found.add("first given")
        elif any(word in _listed("given_names.txt") for word in said):
            found.add("given")
        if said[0] in _listed("titles.txt"):
            found.add("titled")
    if any(not is_known and _is_misspelt(word, 5) for word, is_known in zip(said, listed, strict=True)):
        found.add("misspelt")
    large = sum(word[:1].isupper() for word in text.split())
    found.add("all large" if large == len(text.split()) else "none large" if not large else "some large")
    found.update(name for name, shape in _SHAPES.items() if shape.search(text))
    found.update(_names_and_trades(said))
    address = _SHAPES["mail"].search(folded)
    if address:
        found.update(_mailbox(folded[: address.start() + 1].split()[-1]))
    return tuple(sorted(found))


def _names_and_trades(said: list[str]) -> set[str]:
    """What the words that no list of ours has are elsewhere: "Bosun" is nobody's name, "Okonkwo" is somebody's."""
    vocabulary = _vocabulary()
    parts = [part for word in said for part in word.translate(_JOINTS).split()]
    strangers = [part for part in parts if not _is_known(part, vocabulary)]
    named = [known.is_name(word) for word in strangers]
    trades = [known.is_trade(word) for word in strangers]
    found = {
        f"named {min(sum(named), 2)}",
        f"unnamed {min(named.count(False), 2)}",
        f"trades {min(sum(trades), 2)}",
    }
    if strangers:
        found.add("stranger named" if named[0] else "stranger unnamed")
        if all(trades) and not any(named):
            found.add("all trades")
    ends = (("first", said[:1]), ("last", said[-1:]))
    found.update(f"{place} is a name" for place, word in ends if word and known.is_name(word[0]))
    return found


def _mailbox(called: str) -> set[str]:
    """Whose the box of a mail address may be: "ap@", "tara.quinn@"."""
    box = called.translate(_JOINTS).split()
    vocabulary = _vocabulary()
    found = {f"box of {min(len(box), 2)}"}
    if any(known.is_name(part) for part in box):
        found.add("box named")
    if any(_is_known(part, vocabulary) for part in box):
        found.add("box known")
    return found


@cache
def _months() -> frozenset[str]:
    return frozenset(word.casefold() for names in lexicon.words("months").values() for word in names)


def _words(text: str) -> list[str]:
    return [w for w in (w.strip(".-_*'&@?!") for w in _WORD.findall(text)) if w]


def _is_placeholder(segment: str) -> bool:
    """A whole cell or segment that stands for a name to come: "TBD", "n / a", "t.b.c."."""
    spelled = re.sub(r"[^\w]", "", segment) if re.fullmatch(r"(?:\w[./] ?){1,3}\w?\.?", segment) else segment
    return spelled.strip(" .?!-_*") in _known("placeholders")


def sorted_as(company: str, found: list[str]) -> list[str] | None:
    """The company's own words in its own order, where ``found`` are exactly those."""
    own = [w.strip(".-_*'") for w in _WORD.findall(company.casefold())]
    return own if own[: len(found)] == found else None


def _is_known(word: str, vocabulary: frozenset[str]) -> bool:
    if word in vocabulary or word.isdigit():
        return True
    for elision in _known("elisions"):
        if word.startswith(elision) and word[len(elision) :] in vocabulary:
            return True
    if word.endswith("'s") and word[:-2] in vocabulary:
        return True
    if word.endswith("s") and word != "banks" and len(word) > 4 and word[:-1] in vocabulary:
        return True
    parts = [p for p in re.split(r"[-&.@_]", word) if p]
    if len(parts) > 1 and (all(p in vocabulary for p in parts) or "".join(parts) in vocabulary):
        return True
    if word[0] > "\u2e7f" and _is_compound(word, vocabulary):
        return True
    return len(word) > 1 and word.endswith(tuple(_known("group_endings"))) and (len(word) > 6 or not word.isascii())


def _is_compound(word: str, vocabulary: frozenset[str]) -> bool:
    """Made of known words of two characters or more, and of endings that make a department of one: "財務部長".

    From left to right over the places where a known word ends: trying every way to cut it took minutes for a sentence
    that somebody wrote into an owner's cell.
    """
    size, reached = len(word), {0}
    for start in range(size):
        if start not in reached:
            continue
        rest = word[start:]
        if (start == 0 or len(rest) > 1) and rest in vocabulary:
            return True
        if start and all(c in _known("compounding") for c in rest):
            return True
        ends = range(start + 2, min(size, start + _LONGEST + 1))
        reached.update(end for end in ends if word[start:end] in vocabulary)
    return False


def _is_misspelt(word: str, shortest: int = 7) -> bool:
    """One letter away from a department that is long enough to be nobody's name: "procurment"."""
    if len(word) < shortest or not word.isalpha():
        return False
    return any(word[0] == right[0] and _one_away(word, right) for right in _known("misspelt"))


def _one_away(word: str, right: str) -> bool:
    if abs(len(word) - len(right)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right)))
    rest, wanted = word[start:], right[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )
