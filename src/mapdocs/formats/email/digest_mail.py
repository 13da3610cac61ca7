"""The week's digest as a draft: progress first, then what is due, what moved and why, what is needed from whom."""

from __future__ import annotations

from mapdocs.formats import describe
from mapdocs.formats.email.person import MOST_WORDS, draft
from mapdocs.formats.email.wording import salutation, short_subject
from mapdocs.language.layout import fold
from mapdocs.plan.buyer import BuyerPlan, Row
from mapdocs.plan.digest import Digest, Move
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words, shortened

_ROOMS = (
    (4, 90),
    (3, 70),
    (2, 60),
    (1, 40),
    (1, 0),
)  # lines a list, characters of a proof: the first that is short enough


def eml(plan: BuyerPlan, digest: Digest, kit: Kit) -> bytes:
    """A draft to those who get the plan's email."""
    words = kit.words(plan.look.locale)
    key = "digest.subject" if plan.done else "digest.subject_week"
    subject = short_subject(plan, words, key, progress=describe.progress(plan, words))
    return draft(plan, plan.to, subject, text(plan, digest, words))


def text(plan: BuyerPlan, digest: Digest, words: Words) -> str:
    """The body, as long as it may be."""
    said = ""
    for most, letters in _ROOMS:
        said = _composed(plan, digest, words, most, letters)
        if len(said.split()) <= MOST_WORDS:
            break
    return said


def _composed(plan: BuyerPlan, digest: Digest, words: Words, most: int, letters: int) -> str:
    progress = describe.progress(plan, words) if plan.next_row else words("all_done")
    done = words("digest.done", steps=words.listed(map(_name, digest.done[:most]))) if digest.done else ""
    needs = [
        words("digest.need_line", who=row.buyer_owner.name, proof=shortened(" ".join(row.proof.split()), letters))
        for row in digest.week
        if row.buyer_owner and row.proof and letters
    ]
    parts = [
        salutation(plan.champion.name, words),
        "\n".join(filter(None, [words.sentence(progress) if plan.done else "", done])),
        _list(words("digest.week"), [_due(row, plan, words) for row in digest.week], most),
        _list(words("slip.heading"), [_moved(move, words) for move in digest.moved], most),
        _list(words("digest.need"), needs, most),
        "\n".join(_passed(row, plan, words) for row in digest.passed[:most]),
        words("digest.close") if plan.next_row and letters else "",
        words("meeting.link", link=plan.link) if plan.link else "",
    ]
    return (
        "\n\n".join(
            "\n".join(
                fold(
                    line.strip(),
                    indent="    " if line.startswith(" ") else "",
                    first="  " if line.startswith(" ") else "",
                )
                for line in p.split("\n")
            )
            for p in parts
            if p
        )
        + "\n"
    )


def _list(heading: str, lines: list[str], most: int) -> str:
    return "\n".join([heading, *(f"  {line}" for line in lines[:most])]) if lines else ""


def _name(row: Row) -> str:
    return f"{row.mark} {row.label}"


def _due(row: Row, plan: BuyerPlan, words: Words) -> str:
    return words("digest.step", step=_name(row), date=words.near_date(row.target_date or plan.today, plan.today))


def _moved(move: Move, words: Words) -> str:
    new = words.date(move.new) if move.new else ""
    said = words("slip.moved" if move.new else "slip.undated", step=_name(move.row), old=words.date(move.old), new=new)
    return f"{said}{words('slip.because', why=move.why)}" if move.why else said


def _passed(row: Row, plan: BuyerPlan, words: Words) -> str:
    return words("digest.passed", step=_name(row), date=words.near_date(row.target_date or plan.today, plan.today))
