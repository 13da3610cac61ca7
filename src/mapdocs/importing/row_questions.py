"""Columns that ask of each row whether it goes to the buyer, in other words than those of readers: "Send to Dana?", "Client? Y/N",
"Publish to portal", "Redact"; and those of which some rows say that they are the seller's and the others that they are for both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mapdocs.importing import values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import is_for_them, outward_word, row_word, shows_to, speaks_of_notes
from mapdocs.importing.row_words import buyer_names, own_names
from mapdocs.importing.things import is_outer, names_class, names_facet
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded, without_brackets
from mapdocs.readers.tables import GridRow

_FEW = 4  # different cells of a column that sorts rows by their readers
_SAYS_MORE = frozenset({"milestone", "target_date", "exit_criteria", "note"})


def settle_questions(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> None:
    """Find these columns among those that are no step, day, proof or note."""
    steps = [row for row in rows if words(row.cell(chosen.fields.get("milestone")))]
    taken = {*chosen.targets, *(chosen.fields[name] for name in _SAYS_MORE if name in chosen.fields)}
    for column, head in sorted(chosen.heads.items()):
        said = [words(row.cell(column)) for row in steps]
        if column in {*taken, *chosen.plain, *chosen.flags} or not any(said) or speaks_of_notes(head):
            continue
        if chosen.profile and any(chosen.profile.says_nothing(head, text) for text in said):
            continue  # what a program writes where nobody said anything
        asked = _asks(head, sides)
        if asked == "hides" and all(not text or _is_answer(text) for text in said):
            chosen.flags[column] = "private"
        elif chosen.hides is None and (_shows(asked, said, chosen, steps, column, sides) or _sorts(head, said, sides)):
            chosen.hides = (column, "asked" if asked else "private row")
        else:
            continue
        chosen.secret.pop(column, None)
        chosen.leave_unused(column)


def is_kept(said: str) -> bool:
    """Whether an answer keeps its row from the buyer; none at all does, beside those of other rows."""
    return not said or values.is_no(said) or folded(said) in _listed("shown_no") or said in ("-", "–", "—", "×", "✗")


def says_private(said: str, sides: Sides) -> bool:
    """Whether a cell calls its row the seller's: "Fabrikam internal", "Seller internal"."""
    return bool(row_word(said, (*own_names(sides), *_listed("sellers"))))


def _is_answer(said: str) -> bool:
    known = _listed("shown_yes") | _listed("shown_no")
    return values.says_yes_or_no(said) or folded(said) in known or said in "○〇◯×✕xXvV✓✗-–—"


def _shows(
    asked: str, said: Sequence[str], chosen: Chosen, steps: Sequence[GridRow], column: int, sides: Sides
) -> bool:
    """Whether the cells answer what a heading asks; one that names the buyer and no more, "Client?", needs a yes and a no, and no
    column of answers of the seller's beside it: whose the step is stands in such."""
    if asked not in ("shows", "names") or not all(not text or _is_answer(text) for text in said):
        return False
    no = any(text and is_kept(text) for text in said)
    yes = any(text and not is_kept(text) for text in said)
    if not yes or not (no or "" in said):
        return False
    if asked == "shows":
        return True
    others = [
        other
        for other, head in chosen.heads.items()
        if other != column and _side_of(head, sides) == "seller"
        if all(_is_answer(text) for row in steps if (text := words(row.cell(other))))
    ]
    # ticks alone are a matrix of who does what
    return (
        no
        and not others
        and chosen.fields.get("status") != column
        and not all(values.is_check(text) for text in said if text)
    )


def _side_of(head: str, sides: Sides) -> str:
    return sides.side_named(without_brackets(head).strip(" ?？¿:：")) if head else ""


def _sorts(head: str, said: Sequence[str], sides: Sides) -> bool:
    """Whether the cells below ``head`` part what is for both, or for the buyer, from what is private: "Mutual" from "Seller
    internal"."""
    found = {text for text in said if text}
    if len(found) < 2 or len(found) > _FEW or names_facet(head):
        return False
    ours = {text for text in found if says_private(text, sides)}
    buyers = buyer_names(sides)
    theirs = {text for text in found - ours if is_for_them(text, buyers) and not is_outer(text)}
    if names_class(without_brackets(head)) and not any(" " in folded(text) for text in ours):
        return False  # "Internal" is a class of documents
    return bool(ours and theirs) and ours | theirs == found and len([text for text in said if text]) == len(said)


def _asks(head: str, sides: Sides) -> str:
    """What ``head`` asks of a row: "shows", whether the buyer sees it; "hides", whether it is taken out; "names", where it names the
    buyer or their portal and says no more; else empty."""
    bare = without_brackets(head).strip(" ?？¿:：")
    said = folded(bare)
    if not said:
        return ""
    if said in _listed("taken_out"):
        return "hides"
    if outward_word(head) or shows_to(head, buyer_names(sides)) or said in _listed("shown"):
        return "shows"
    if has_unspaced(bare):
        return "names" if said in _listed("readers") else ""
    left = f" {said} "
    for phrase in sorted(_listed("readers"), key=len, reverse=True):
        left = left.replace(f" {phrase} ", " \0 ")
    written = {folded(word): word for word in re.findall(r"[\w&.'’-]+", bare)}
    named, person, verb = "\0" in left, False, False
    for word in left.replace("\0", " ").split():
        one = re.sub(r"['’]s$", "", written.get(word, word))
        if word in _listed("showing"):
            verb = True
        elif sides.is_theirs(one):
            named, person = named or bool(sides.company_named(one)), True
        elif word not in _listed("beside_shown"):
            return ""
    if not (named or person):
        return ""
    if verb or any(word in _listed("directed") for word in left.split()):
        return "shows"
    return "names" if named else ""  # "Dana?" may ask whether she comes


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("row_questions.yaml")[kind])
