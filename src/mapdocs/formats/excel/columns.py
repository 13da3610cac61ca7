"""The tracker's columns: which there are, how wide each is, and in how many lines a row's texts stand in them.

A sheet is printed one page wide, so that each character that a column does not need makes the print of all others larger.
"""

from __future__ import annotations

from collections.abc import Sequence

from mapdocs.formats import describe
from mapdocs.formats.excel.look import BOLD, Book, letters_of, longest_word, most_lines
from mapdocs.plan.buyer import BuyerPlan, Row
from mapdocs.templating.words import Words

MARK, STEP, BUYER, SELLER, DATE, PROOF, STATUS, AGREED, DAYS, NOTE, ATTACHED = range(11)
_BESIDE = 1.0  # characters between a text and the next column's
_ARROW = 3.0  # characters that a list's arrow and an inset take
#: The least and the most that a column is wide; a word that is longer than the most stands whole up to :data:`_MOST`.
_BOUNDS = {
    MARK: (4.5, 6.0),
    STEP: (22.0, 29.0),
    BUYER: (13.0, 19.0),
    SELLER: (13.0, 19.0),
    PROOF: (24.0, 36.0),
    NOTE: (13.0, 22.0),
    ATTACHED: (18.0, 30.0),  # only in a plan that has something attached
}
_MOST = 36.0
_WHOLE = 165.0  # characters of all columns, so that a sheet is printed at eight points or more


def last_column(plan: BuyerPlan) -> int:
    return ATTACHED if any(row.attached for row in plan.rows) else NOTE


def names(plan: BuyerPlan, words: Words) -> list[str]:
    """What stands over the columns."""
    return [
        words("columns.id"),
        words("columns.milestone"),
        *words.owner_heads(*plan.called),
        words("columns.target_date"),
        words("columns.exit_criteria"),
        words("columns.status"),
        words("tracker.agreed"),
        words("tracker.days"),
        words("tracker.note"),
        *([words("proof")] if last_column(plan) == ATTACHED else []),
    ]


def widths(book: Book) -> list[float]:
    """How wide the columns are, in characters: a day, a status and each word stand on one line."""
    plan, words = book.plan, book.words
    heads = names(plan, words)
    told = [texts(row, words) for row in plan.rows]
    found, wanted = [], {}
    for column, head in enumerate(heads):
        least = longest_word(head) * BOLD + _BESIDE
        if column in (DATE, AGREED):
            beside = [letters_of(words(key)) + _BESIDE for key in ("today", "footer.link") if column == DATE]
            found.append(max(least, book.date_width, *beside))
        elif column == STATUS:
            said = [words(f"status.{status}") for status in ("open", "in progress", "done", "blocked", "cancelled")]
            found.append(max(least, _ARROW + max(map(letters_of, said))))
        elif column == DAYS:
            found.append(max(least, letters_of(words("status.late")) + 5))
        else:
            narrow, wide = _BOUNDS[column]
            thick = BOLD if column == STEP else 1.0
            wanted[column] = max(thick * letters_of(line) + _BESIDE for row in told for line in row[column].split("\n"))
            longest = max(thick * longest_word(row[column]) + _BESIDE for row in told)
            longest = 0 if column == ATTACHED else longest  # an address breaks where it must
            found.append(max(narrow, min(wide, wanted[column]), min(_MOST, max(least, longest))))
    for column in (PROOF, NOTE, STEP):  # what is left makes lines fewer
        found[column] += max(0.0, min(_WHOLE - sum(found), wanted[column] - found[column]))
    return found


def texts(row: Row, words: Words) -> dict[int, str]:
    """What may take more than a line in a row, by its column."""
    return {
        MARK: row.mark,
        STEP: f"{row.label}\n{describe.includes(row, words)}" if row.includes else row.label,
        BUYER: row.buyer_owner.name if row.buyer_owner else "",
        SELLER: row.seller_owner.name if row.seller_owner else "",
        PROOF: row.proof or "",
        NOTE: row.note or "",
        ATTACHED: row.attached or "",
    }


def lines(row: Row, words: Words, wide: Sequence[float]) -> int:
    """How many lines the highest text of a row takes."""
    told = texts(row, words)
    return most_lines(
        [(text, wide[c] / (BOLD if c == STEP else 1.0)) for c, text in told.items() if c != MARK and c < len(wide)]
    )
