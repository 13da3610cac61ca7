"""What "internal" means in a column beside "external": who may see a row, or of what kind a thing is, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mapdocs.importing import column_guesses, raci, values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_words import words_of
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import (
    asks_who_sees,
    hides_from,
    inward_word,
    is_for_us,
    labels_in,
    outward_word,
    own_step_word,
    parts_joint,
    row_word,
    shows_to,
)
from mapdocs.importing.row_words import SORTING, buyer_names, own_names
from mapdocs.importing.things import (
    is_inner,
    is_outer,
    names_class,
    names_dealings,
    names_facet,
    speaks,
)
from mapdocs.importing.values import words
from mapdocs.readers.headings import folded, without_brackets
from mapdocs.readers.tables import GridRow, Paper

_BETWEEN = re.compile(r"\s*[;,|·•\n、]\s*")
_PAIR = re.compile(
    r"\W*(int|i|ext|e|\w{5,9}?)\.?\s*[=＝]\s*(\w.*)|\W*(int|i|ext|e)\.?\s*(?:[:：]|\s[-–—]\s)\s*(\w.*)", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+")
_MOST = 40  # different words in a column that sorts rows
_BY_SENSE = ("int", "private", "for us")


def settle_senses(plans: Sequence[tuple[Chosen, Sequence[GridRow]]], sides: Sides, paper: Paper) -> list[str]:
    """Find the columns in which "internal" says nothing of readers; what there is to tell.

    The heading says it ("Audit type", "Location"), or the file's key ("Int = interior"), or the rows do: where "external" stands in
    others, and of the internal ones the buyer owns half at least, and none is of the seller's dealings.
    """
    told: list[str] = []
    for chosen, rows in plans:
        steps = [row for row in rows if words(row.cell(chosen.fields.get("milestone")))]
        for column, head in sorted(chosen.heads.items()):
            why = _why_plain(chosen, column, steps, sides, paper)
            if not why:
                continue
            chosen.plain[column] = why
            if chosen.hides and chosen.hides[0] == column:
                chosen.hides = None
                chosen.unused.pop(column, None)
                chosen.unknown[column] = head
            told.append(
                f"“{head}” was read as the kind or place of a thing, not as who may see a row: look whether that is right"
            )
        if chosen.plain and chosen.hides is None:
            column_guesses.outward(chosen, rows, own_names(sides), buyer_names(sides))
            column_guesses.private_rows(chosen, rows)
            if chosen.hides:
                chosen.leave_unused(chosen.hides[0])
    return told


def _why_plain(chosen: Chosen, column: int, steps: Sequence[GridRow], sides: Sides, paper: Paper) -> str:
    """Why a column says nothing of who may see a row: "heading", "key", "class" or "rows"; empty where it does, or says nothing like it."""
    head = chosen.heads[column]
    asks = chosen.hides if chosen.hides and chosen.hides[0] == column else None
    named = {name for name, place in chosen.fields.items() if place == column}
    if column in chosen.secret or column in chosen.flags or column in chosen.targets or not named <= SORTING:
        return ""
    said = {row.number: text for row in steps if (text := words(row.cell(column)))}
    texts = set(said.values())
    ours, theirs = own_names(sides), buyer_names(sides)
    few = len(texts) <= _MOST
    kept = {text for text in texts if (asks and is_inner(text)) or row_word(text, ours)} if few else set()
    if not kept or folded(head) in words_of("labels") or any(not is_inner(text) and _says_more(text) for text in kept):
        return ""
    scope = parts_joint(head, texts, ours, theirs)
    if asks_who_sees(head) or outward_word(head) or shows_to(head, theirs) or hides_from(head, theirs):
        return ""
    if asks and (asks[1] not in _BY_SENSE or (asks[1] == "for us" and not scope)):
        return ""
    if names_facet(head):
        return "heading"
    if "phase" in named:
        return ""
    inner = [
        row for row in steps if (text := said.get(row.number, "")) and (is_inner(text) or (scope and text in kept))
    ]
    if names_class(without_brackets(head)):
        return "class" if not inner or _are_theirs(chosen, inner, sides) else "levels"
    if any(map(is_inner, kept)) and _keyed(paper, sides):
        return "key"
    apart = any(map(is_outer, texts - kept)) or (scope and bool(texts - kept))
    return ("scope" if scope else "rows") if apart and _are_theirs(chosen, inner, sides) else ""


def _says_more(text: str) -> bool:
    """Whether a cell says more than one word for what is private: "Internal (us only)"."""
    return len(labels_in(text)) != 1 or len(folded(text).split()) > 1


def _are_theirs(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> bool:
    """Whether the buyer owns half of ``rows`` at least, and none is of the seller's dealings."""
    owned = 0
    for row in rows:
        title = words(row.cell(chosen.fields.get("milestone")))
        theirs = buyer_owns(chosen, row, sides)
        owned += theirs
        if not theirs and is_of_dealings(title):
            return False
    return owned > 0 and owned * 2 >= len(rows)


def is_of_dealings(title: str) -> bool:
    """Whether a step is, or may be, of what a seller does to sell: "Discount approval", "Call the CFO"."""
    return bool(own_step_word(title)) or names_dealings(folded(title)) or speaks(folded(title))


def buyer_owns(chosen: Chosen, row: GridRow, sides: Sides) -> bool:
    """Whether somebody on the buyer's side owns a row: by an owner's name, initials or address, or by the company beside it."""
    said = words(row.cell(chosen.fields.get("owner")))
    named = (words(row.cell(chosen.fields.get(name))) for name in ("buyer_owner", "buyer_mark"))
    if any(named) or bool(sides.owners(said).buyer) or raci.buyer_has_part(chosen, row, sides):
        return True
    address = words(row.cell(chosen.fields.get("owner_email")))
    found = {_side_of_address(one, sides) for one in _ADDRESS.findall(f"{said} {address}")}
    if found or sides.owners(said).seller:
        return "buyer" in found
    side = words(row.cell(chosen.fields.get("side")))
    return (side != "" and sides.side_named(side) == "buyer") or _by_key(chosen, row, sides)


def _side_of_address(address: str, sides: Sides) -> str:
    name, host = values.from_address(address)
    return sides.side_at(host) if name else ""


def _by_key(chosen: Chosen, row: GridRow, sides: Sides) -> bool:
    """Whether a cell of a column that nobody knows holds initials of the buyer's people alone, by the file's own key."""
    for column in chosen.unknown:
        letters = re.findall(r"\w+", words(row.cell(column)))
        if letters and all(one in sides.short for one in letters):
            return any(sides.owners(sides.short[one]).buyer for one in letters)
    return False


def _keyed(paper: Paper, sides: Sides) -> bool:
    """Whether the file's own key says of "int" and of "ext" that they are other things: "Int = interior, Ext = exterior"."""
    meant: dict[str, str] = {}
    for text in _texts(paper):
        for piece in _BETWEEN.split(text):
            found = _PAIR.fullmatch(piece.strip(" .()"))
            sign, said = (found[1] or found[3], found[2] or found[4]) if found else ("", "")
            if is_inner(sign) or is_outer(sign):
                meant.setdefault("in" if is_inner(sign) else "out", said)
    inside, outside = meant.get("in", ""), meant.get("out", "")
    first = folded(inside).split()[:1]
    private = (
        inward_word(inside)
        or is_for_us(inside, own_names(sides))
        or any(map(is_inner, first))
        or "house" in folded(inside)
    )
    ours = any(
        sides.is_ours(word) or sides.is_theirs(word)
        for said in (inside, outside)
        for word in re.findall(r"[\w'’-]+", said)
    )
    return bool(inside and outside) and not private and not ours


def _texts(paper: Paper) -> Iterator[str]:
    for table in paper.tables:
        for row in table.rows:
            said = [text for cell in row.cells if not cell.covered and (text := words(cell))]
            yield from (text for text in said if "=" in text or "＝" in text or ":" in text or len(said) < 3)
            if len(said) == 2:
                yield " = ".join(said)
    yield from paper.beside or paper.texts
