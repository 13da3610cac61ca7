"""How wide the columns of the plan's table are in a Word document, in twips."""

from __future__ import annotations

from collections.abc import Callable

from mapdocs.formats import describe
from mapdocs.formats.widths import given_way
from mapdocs.formats.word.letters import NOTO, text_width
from mapdocs.formats.word.measure import (
    NAME,
    PHRASE,
    SPARE,
    TITLE,
    longest_word,
    widest_day,
    widest_head,
    widest_step,
    widest_word,
)
from mapdocs.formats.word.wml import shares
from mapdocs.plan.buyer import BuyerPlan, Party, Row
from mapdocs.templating.words import Words

_PROOFS = 5  # the column that gives room
_STATE = 0.165  # of the width that a status may take to stand on one line
_BESIDE = 210  # twips of a cell that are not its text's


def widths(plan: BuyerPlan, words: Words, width: int, *, titles: bool = True) -> list[int]:
    """Wide enough for the longest word in each, so that no title loses its last letter to a line of its own, and the dates'
    for a day; the proofs, which have the most room, give it."""
    # 2026年12月22日 is wide, and a step's name is short
    step, *date_and_proof = (17, 16, 31) if words.babel.language == "ja" else (21, 13, 30)
    mark = 5 if len(plan.rows) < 100 else 6  # M10, M100: a mark that breaks is no mark
    upright = plan.variant == "lite"
    usual = shares(width, [6, 18, 17, 16, 17, 24, 14] if upright else [mark, step, 17, 15, *date_and_proof, 13])
    rows = plan.rows
    owners = [[row.buyer_owner for row in rows], [row.seller_owner for row in rows]]
    buyer, seller = (
        max(
            [
                widest_head(head, NOTO),
                *(widest_word(party if titles else Party(name=party.name), NOTO) for party in side if party),
            ]
        )
        for head, side in zip(words.owner_heads(*plan.called), owners, strict=True)
    )
    days = [words.date(row.target_date) for row in rows if row.target_date]
    dates = widest_day(days, NOTO)
    steps = max((widest_step(row, words, NOTO) for row in rows), default=0)
    proofs = max((longest_word(row.proof or "", NAME, NOTO, together=PHRASE) for row in rows), default=0)
    states, whole = (
        max((_state(row, plan, words, measure) for row in rows), default=0) for measure in (longest_word, text_width)
    )
    told = {4: dates, 6: states, 2: buyer, 3: seller, 1: steps}
    least = {column: longest * SPARE + _BESIDE for column, longest in told.items()}
    wishes = {6: whole + _BESIDE} if whole + _BESIDE <= _STATE * width else {}
    floor = max(width / 6, proofs * SPARE + _BESIDE)
    given = [int(width) for width in given_way(usual, least, _PROOFS, floor, wishes)]
    given[_PROOFS] += sum(usual) - sum(given)
    return given


def _state(row: Row, plan: BuyerPlan, words: Words, measure: Callable[..., float]) -> float:
    """How wide what a row says of its status is, by its lines or by its words as ``measure`` tells."""
    said = f"{describe.status_shape(row)}\u00a0{describe.status_word(row, words)}"
    lines = ((said, NAME), (describe.standing(row, words, plan.today), TITLE))
    return max(measure(line, size, NOTO) for line, size in lines)
