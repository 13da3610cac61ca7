"""What says that a column, a row or a sheet is the seller's own: it never becomes a field that the buyer reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache

from mapdocs.importing.things import asks_of_things, without_things, without_wares
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded, without_brackets


def private_word(heading: str, seller: Collection[str] = ()) -> str:
    """The words of ``heading`` that call it private, as "AE" or "our notes"; empty where none does. ``seller`` are the names of
    the seller's company, folded: "Fabrikam only", "Notes Fabrikam".

    In doubt a heading is private: what is kept back is told and can be taken over, what a buyer has read cannot be taken
    back.
    """
    said = f" {folded(heading)} "
    word = _first(f" {without_things(heading)} ", "words", "banner", "inward")
    if word:
        return word
    notes = next((found for pattern in _patterns("notes") if (found := pattern.search(said))), None)
    ours = next((found for pattern in _patterns("seller") if (found := pattern.search(said))), None)
    named = ours[0].strip() if ours else next((name for name in seller if f" {name} " in said), "")
    if notes and named:
        return f"{named} {notes[0].strip()}"
    only = next((word for word in _words("only") if _stands_in(word, said)), "")
    return f"{named} {only}" if named and only else ""


def _stands_in(word: str, said: str) -> bool:
    return word in said if has_unspaced(word) else f" {word} " in said


def inward_word(name: str) -> str:
    """The words of ``name``, a sheet's or a line above a table, that keep a whole table from the buyer; empty where none does.

    "Confidential" does not: people print it on every page of what they send. "Private" does where nothing else stands there.
    """
    said, left = (
        " ".join(word for word in text.split() if not word.isdigit()) for text in (folded(name), without_things(name))
    )
    return _first(f" {left} ", "inward") or (said if said in _words("title") or _is_our_notes(said) else "")


def _is_our_notes(said: str) -> bool:
    """Whether ``said`` is a word for the seller's side and one for notes, and nothing else: "our thoughts", "vendor comments"."""
    left = f" {said} "
    for kind in ("seller", "notes"):
        found = next((one for pattern in _patterns(kind) if (one := pattern.search(left))), None)
        if found is None:
            return False
        left = left.replace(found[0], "", 1)
    return all(word in _words("label") for word in left.split())


def one_of(name: str) -> tuple[str, frozenset[str]]:
    """(whose a sheet or table is by its ``name``, how it says so): "view" for words of what nobody else reads, "turn" for those
    that part steps by people, "List for Sam"; whose it is is empty where the name says more, or nothing."""
    left: list[str] = []
    found: set[str] = set()
    for written in re.findall(r"[^\W_]+", re.sub(r"['’]s?\b|\s?の", " ", name)):
        word = folded(written)
        if word in _words("views") | _words("private") or any(p.search(f" {word} ") for p in _patterns("notes")):
            found.add("view")
        elif word in _words("turns"):
            found.add("turn")
        elif word not in _words("label") or (written.isupper() and not name.isupper()):  # initials
            left.append(written)
    return (" ".join(left) if len(left) <= 2 else "", frozenset(found))


def is_version(name: str) -> bool:
    """Whether ``name`` holds a word for a state of a document: "draft", "Fassung"."""
    return any(folded(word) in _words("copies") for word in re.findall(r"[^\W_]+", name))


def is_our_view(name: str) -> bool:
    """Whether ``name`` is a word for the seller's side and one for what nobody else reads, and nothing else: "Rep view"."""
    said = [folded(word) for word in re.findall(r"[^\W_]+", name)]
    ours = [word for word in said if any(p.search(f" {word} ") for p in _patterns("seller"))]
    views = [word for word in said if word not in ours and word in _words("views")]
    beside = _words("label") | _words("turns")
    return bool(ours and views) and all(word in ours or word in views or word in beside for word in said)


def ends_inward(title: str, is_buyers: Callable[[str], bool], *, surely: bool = False) -> bool:
    """Whether a line above a list ends a part that was kept from the buyer: "Next steps:", "For Juniper:"; "More of the same:"
    does not. ``surely``: not by words that may as well head something within that part, as "Next steps:" may."""
    said = f" {folded(title)} "
    if _is_negated(said):
        return False
    known = _words("ends") if surely else _words("ends") | _words("usual")
    return any(_stands_in(word, said) for word in known) or any(is_buyers(word) for word in title.split())


def _is_negated(said: str) -> bool:
    return any(_stands_in(word, said) for word in _words("negation"))


def kept_from(title: str, is_buyers: Callable[[str], bool]) -> str:
    """``title`` where it keeps what it heads from the buyer by name: "Not for Juniper", "What we won't tell Juniper"; else empty."""
    named = any(is_buyers(re.sub(r"['’]s$", "", word.strip(".,:;()?!\"'’"))) for word in title.split())
    return title if named and _is_negated(f" {folded(title)} ") else ""


def banner_word(name: str) -> str:
    """The word of ``name`` that calls a document confidential."""
    return _first(f" {folded(name)} ", "banner")


def outward_word(heading: str) -> str:
    """The words of ``heading`` that ask whether the buyer sees a row: "Visible to customer", "Share with client?", "Partager ?"."""
    asked = _asked(heading)
    if label_word(f"{asked}:", "inward", "private") or asks_of_things(asked):
        return ""
    return asked if folded(asked) in _words("asked") else _first(f" {folded(heading)} ", "outward")


def shows_to(heading: str, buyer: Collection[str]) -> str:
    """``heading`` where it asks whether the buyer, by name, sees a row: "Visible to Juniper", "In Juniper's copy?"; else empty."""
    said = f" {folded(_asked(heading))} "
    named = any(f" {name} " in said for name in buyer)
    asks = any(_stands_in(word, said) for phrase in _words("audience") for word in phrase.split() if len(word) > 3)
    words = folded(re.sub(r"['’]s\b", "", _asked(heading))).split()
    copies = [word for word in words if word in _words("copies")]
    whose = [word for word in words if word in _words("theirs") or word in buyer]
    beside = {*copies, *whose, *_words("within")}
    compound = any(word.startswith(one) for word in copies for one in _words("theirs"))  # "Kundenversion"
    is_copy = bool(copies) and bool(whose or compound) and all(word in beside for word in words)
    return heading if (named and asks) or is_copy else ""


def speaks_of_notes(heading: str) -> bool:
    """Whether ``heading`` is that of notes, in which an "x" is no yes: "Internal comments"."""
    return any(pattern.search(f" {folded(heading)} ") for pattern in _patterns("notes"))


def hides_from(heading: str, buyer: Collection[str]) -> str:
    """``heading`` where a yes below it keeps a row from the buyer: "Hide from Juniper", "Not visible to client"; else empty."""
    said = f" {folded(_asked(heading))} "
    named = any(_stands_in(name, said) for name in (*buyer, *_words("theirs"))) or bool(_first(said, "outward"))
    sees = {word for phrase in _words("audience") for word in phrase.split() if len(word) > 3} | _words("telling")
    asks = _is_negated(said) and (_first(said, "outward") or any(_stands_in(word, said) for word in sees))
    return heading if named and (asks or any(_stands_in(word, said) for word in _words("from_them"))) else ""


def _asked(heading: str) -> str:
    """``heading`` without what stands in brackets, "(Y/N)", and the signs of a question."""
    return without_brackets(heading).strip(" ?？¿:：")


def parts_joint(heading: str, said: Collection[str], seller: Collection[str], buyer: Collection[str]) -> bool:
    """Whether the cells ``said`` below a heading such as "Scope" tell what is for both from what is the seller's, and name the buyer
    nowhere alone, as those of a column of owners do."""
    if folded(_asked(heading)) not in _words("scopes"):
        return False
    theirs = [text for text in said if any(f" {name} " in f" {folded(text)} " for name in (*buyer, *_words("theirs")))]
    us = [text for text in said if is_for_us(text, seller)]
    joint = all(text in us or is_for_them(text, buyer) for text in said)
    return joint and not theirs and 0 < len(us) < len(said)


def tags_apart(said: Collection[str]) -> bool:
    """Whether cells tell "int" from "ext"; beside "UAT" it is short for something else."""
    inner = {text for text in said if folded(text) in ("int", "i")}
    outer = set() if not inner else {text for text in said if folded(text) in ("ext", "e") or is_for_them(text)}
    return bool(inner and outer) and inner | outer == set(said)


def only_ours(line: str, is_ours: Callable[[str], bool]) -> str:
    """The label of ``line`` that keeps it for the company of which ``is_ours`` says that a name is the seller's: "Nordgate only:
    …", "… (nur Nordgate)"; empty where it has none. "Nordgate only delivers" is none: it says more than that."""
    for label in (said for found in _LABEL.findall(line) for said in found if said):
        said = [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w&.'’-]+", label)]
        left = [word for word in said if folded(word) not in _words("only") | _words("label") | _words("teams")]
        if 0 < len(left) <= 4 and any(folded(word) in _words("only") for word in said) and is_ours(" ".join(left)):
            return str(label)
    return ""


def own_label(label: str, is_ours: Callable[[str], bool], is_theirs: Callable[[str], bool], *kinds: str) -> str:
    """``label``, that of a bracket or within a line, where it keeps what it labels from the buyer: "internal", "privé", "for Sam's
    eyes only", "keep from Dana", "entre nous"; else empty. ``is_ours`` and ``is_theirs`` say whether a name is a side's."""
    mine = (
        label_word(f"{label}:", *(kinds or ("inward", "banner", "private")))
        or (label if folded(label) in _words("between") | _words("tags") else "")
        or only_ours(f"{label}:", is_ours)
        or told_apart(label, is_theirs)
    )
    return label if mine else ""


def confidential_to(title: str, is_ours: Callable[[str], bool]) -> str:
    """``title`` of a part where it calls that confidential to the seller: "Confidentiel Nordgate"; else empty."""
    said = re.findall(r"[^\W_]+", title)
    secret = [word for word in said if _first(f" {folded(word)} ", "banner")]
    left = [word for word in said if word not in secret and folded(word) not in _words("label")]
    return title if secret and left and is_ours(" ".join(left)) else ""


def names_event(title: str) -> bool:
    """Whether ``title`` says nothing but that something happens inside a company: "Internal approvals", which the buyer has too."""
    said = folded(title)
    left = f" {said} "
    for pattern in _patterns("inward"):
        left = pattern.sub(" ", left)
    words = left.split()
    return left.split() != said.split() and bool(words) and all(word in _words("events") for word in words)


def says_role(said: str) -> bool:
    """Whether ``said`` is what one calls somebody who sells: "AE", "solutions engineer"."""
    return folded(said) in _words("roles")


def says_mine(said: str) -> bool:
    """Whether ``said`` is a word by which a point is called ours: "(ours)"."""
    return folded(said) in _words("mine")


def says_our(word: str) -> bool:
    """Whether ``word`` stands for the seller's side: "our", "unser"."""
    return any(pattern.search(f" {folded(word)} ") for pattern in _patterns("seller"))


def told_apart(said: str, is_theirs: Callable[[str], bool]) -> str:
    """``said`` where it asks in so many words that the buyer hears nothing of it: "keep from Dana", "ne pas transmettre au client",
    "nicht an Juniper weitergeben"; else empty. "Juniper does not share its logs" is another thing."""
    for clause in re.split(r"[(（\[.;:：,、。|–—]|//|\s-\s", said):
        words = re.findall(r"[\w&'’-]+", clause)
        at = next((n for n, word in enumerate(words) if is_theirs(word) or folded(word) in _words("theirs")), 0)
        before, whole = f" {folded(' '.join(words[:at]))} ", f" {folded(clause)} "
        begins = before.split()
        while begins and begins[0] in _words("mild"):
            begins.pop(0)
        no = _words("negation")
        asks = bool(begins) and begins[0] in no and (begins[-1] not in no or len(begins) == 1)
        asks = asks and not any(f" {word} " in whole for word in _words("forget"))
        tells = any(f" {word} " in whole for word in _words("telling"))
        if at and ((asks and tells) or any(f" {word} " in before for word in _words("from_them"))):
            return said
    return ""


def own_step_word(step: str) -> str:
    """The words of a step's name by which it is the seller's own, where nobody on the buyer's side owns it."""
    said = without_things(step)
    money = _first(f" {said} ", "step") and _first(f" {without_wares(said)} ", "step")
    return money or _first(f" {said} ", "inward")


def labels_in(said: str) -> list[str]:
    """The labels in a cell, apart: "internal, pricing", "[internal]", "Sales (black) | internal", "#internal"; without the
    colours that some programs write behind them."""
    pieces = (_BEHIND.sub(_without_colour, piece).strip(_AROUND) for piece in re.split(r"[,;|\n]", said))
    return [piece for piece in pieces if piece]


def _without_colour(bracketed: re.Match[str]) -> str:
    said = folded(re.sub(r"[_-](?:dark|light)$", "", bracketed[1].strip().casefold()))
    return "" if said in colour_words() else bracketed[0]


def label_word(line: str, *kinds: str) -> str:
    """The private word with which somebody labels a line: "[internal] …", "Internal note: …", "… (nur intern)". "Internal
    review: …" is none: it says what the line is about."""
    labels = [said for found in _LABEL.findall(line) for said in found if said]
    for label in labels:
        said = f" {folded(label)} "
        word = _first(said, *(kinds or ("inward",)))
        beside = {*_words("label"), *(one for pattern in _patterns("notes") for one in pattern.findall(said))}
        rest = said.replace(word if has_unspaced(word) else f" {word} ", " ")
        for one in beside if has_unspaced(word) else ():
            rest = rest.replace(one.strip(), " ")
        left = [one for one in rest.split() if one not in beside and f" {one}" not in beside]
        if word and not left:
            return word
    return ""


def row_word(said: str, seller: Collection[str] = ()) -> str:
    """The label among those in a cell that calls its whole row the seller's own: "Intern (nur Fabrikam)", "Fabrikam only"; "Internal
    review" is none, nor is "Internal (Juniper)", who is the buyer. ``seller`` as for :func:`private_word`."""
    names = {word for name in seller for word in name.split()}
    for label in labels_in(said):
        whole = f" {folded(label)} "
        left = whole
        for pattern in (*_patterns("inward"), *_patterns("private")):
            left = pattern.sub("", left)
        only = any(_stands_in(word, whole) for word in _words("only")) and bool(names & set(whole.split()))
        beside = {*_words("label"), *_words("only"), *names}
        if (left != whole or only) and all(word in beside for word in left.split()):
            return label
    return ""


def is_for_us(said: str, seller: Collection[str] = ()) -> bool:
    """Whether a cell in a column of who sees a row names nobody but the seller's side: "Team", "Internal", "Fabrikam"."""
    whole = folded(said)
    return bool(whole) and (
        whole in _words("us") | set(seller) or bool(row_word(said, seller)) or bool(inward_word(said))
    )


def is_for_them(said: str, buyer: Collection[str] = ()) -> bool:
    """Whether a cell in a column of who sees a row names the buyer, or everybody: "Customer", "All", "Juniper + Fabrikam"."""
    whole = f" {folded(said)} "
    named = any(_stands_in(word, whole) for word in _words("them")) or any(f" {name} " in whole for name in buyer)
    return named and not _is_negated(whole)


def asks_who_sees(heading: str) -> bool:
    """Whether ``heading`` is that of a column of who sees a row: "Audience", "Visible to"."""
    return folded(heading.strip(" ?？¿")) in _words("audience")


def flag_of(heading: str) -> str:
    """What yes means below ``heading``: "private" or "archived"; empty where the heading asks for something else."""
    asked = _asked(heading)
    if folded(asked) in _words("archived"):
        return "archived"
    asked = " ".join(word for word in asked.split() if folded(word) not in _words("row")) or asked  # "Internal task"
    return "private" if label_word(f"{asked}:", "inward", "banner", "private") else ""


def is_put_away(said: str) -> bool:
    """Whether a cell of a list or a status says that its row was archived."""
    return folded(said) in _words("archived")


def private_line(line: str) -> str:
    """The private word that labels a line of a note: beside those of :func:`label_word` "Confidential: …", "AE note: …"."""
    word = label_word(line, "inward", "banner", "words")
    labels = (folded(said) for found in _LABEL.findall(line) for said in found if said)
    return word or next((said for said in labels if said in _words("title")), "")


def private_inside(line: str) -> str:
    """The private words within a line that says more: "signed (internal: 50k ok)", "Countersigned. Internal: …", "please don't
    tell Dana"."""
    said = f" {folded(line)} "
    phrases = (found for pattern in _patterns("inward") if (found := pattern.search(said)))
    words = (one for found in phrases if (one := found[0].strip()) not in _words("topics"))
    phrase = next((one for one in words if " " in one or (has_unspaced(one) and len(one) > 3)), "")
    if phrase:
        return phrase
    for label in _INSIDE.findall(line):
        word = label_word(f"{label}:")
        if word:
            return word
    return ""


def is_tag(said: str) -> bool:
    """Whether ``said`` is short for internal: "int."."""
    return folded(said) in _words("tags")


_AROUND = " []\"'#"
_BEHIND = re.compile(r"\s*\(([^()]{2,16})\)\s*$")
_INSIDE = re.compile(r"(?:^|[(（\[.;。、,–—-])\s*([^\W\d_][^:：()\[\].;,]{2,24}?)\s*[:：]")
_LABEL = re.compile(
    r"(?<![\[(（【<{*])[\[(（【<{*]+\s*([^\[\](){}（）【】<>*]{2,40}?)\s*[\])）】>}*]+"  # in brackets, wherever
    r"|^\s*([^:：–—()\[\]]{2,40}?)\s*(?:[:：]|\s[-–—](?=\s))"  # in front of a colon or a dash
)


@cache
def colour_words() -> Mapping[str, str]:
    """What people call colours, folded, each with its key in colours.yaml."""
    table = lexicon.table("colours.yaml")
    return {folded(word): hue for hue, said in table.items() if hue not in ("key", "kept") for word in said}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])


def _first(said: str, *kinds: str) -> str:
    found = (pattern.search(said) for kind in kinds for pattern in _patterns(kind))
    return next((match[0].strip() for match in found if match), "")


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(word) for word in lexicon.table("private.yaml")[kind])


def _pattern(word: str) -> re.Pattern[str]:
    """``word`` as a whole word of a heading, or with * as the beginning of one; anywhere in a script without blanks."""
    said = re.escape(folded(word.rstrip("*")))
    if has_unspaced(word):
        return re.compile(said)
    return re.compile(rf" {said}\w*(?= )" if word.endswith("*") else rf" {said}(?= )")
