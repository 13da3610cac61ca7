"""How a row is described in words: the same words in every format."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from mapdocs.language.layout import is_rtl
from mapdocs.language.links import is_link, pieces, shortened
from mapdocs.plan.buyer import BuyerPlan, Party, Reasons, Row
from mapdocs.plan.changes import Change
from mapdocs.templating.words import SHAPES, Words

TODAY, GO_LIVE = "▼", "★"  # on a timeline


def unbroken(text: str) -> str:
    """A name or a day that stays on one line."""
    return text.replace(" ", "\u00a0")


def bound(text: str) -> str:
    """``text`` whose numbers are never parted from the sign behind them."""
    return re.sub(r"(?<=\d) (?=[%‰€$£¥°])", "\u00a0", text)


def title(plan: BuyerPlan, words: Words) -> str:
    """ "Shared plan: Northwind Traders and Fabrikam"."""
    return words("title", buyer=plan.buyer, seller=plan.seller)


def status_shape(row: Row) -> str:
    return SHAPES["late"] if row.late else SHAPES[row.status]


def status_word(row: Row, words: Words) -> str:
    """The status in words; an open row whose date has passed says so."""
    said = words(f"status.{row.status}")
    return words("status.and_late", status=said) if row.late else said


def standing(row: Row, words: Words, today: date) -> str:
    """Since when the row is done or agreed. Nothing is said that nobody said; what is not agreed yet is told once, by
    :func:`not_agreed`."""
    if row.status == "done":
        return words("standing.done_on", date=unbroken(words.near_date(row.done_on, today))) if row.done_on else ""
    if row.status == "cancelled":
        return ""
    if row.agreed_on:
        return words("standing.agreed_on", date=unbroken(words.near_date(row.agreed_on, today)))
    return ""


def attached(row: Row, words: Words) -> str:
    """What shows that the row is done, behind its label; empty where nobody attached anything."""
    return words.labelled(words("proof"), row.attached) if row.attached else ""


def attached_pieces(row: Row, words: Words) -> list[tuple[str, str | None]]:
    """What is attached, for a narrow column: pieces in order, each with the address that it leads to. The label leads to
    an address that stands alone; addresses among words are shortened."""
    if row.attached and is_link(row.attached):
        return [(words("proof"), row.attached)]
    every = pieces(attached(row, words))
    return [(shortened(piece), piece) if is_address else (piece, None) for piece, is_address in every]


def attached_link(row: Row) -> str | None:
    """The one address in what is attached; None where there is none, or more than one."""
    found = [piece for piece, is_address in pieces(row.attached or "") if is_address]
    return found[0] if len(found) == 1 else None


def includes(row: Row, words: Words) -> str:
    """What a folded line stands for."""
    return words("includes", steps=" · ".join(row.includes)) if row.includes else ""


def slip_lines(plan: BuyerPlan, words: Words) -> list[str]:
    """Every move of a date, oldest first, as one line each."""
    lines = []
    for row in plan.rows:
        for slip in row.slips:
            key = "slip.moved" if slip.to_date else "slip.undated"
            to = words.date(slip.to_date) if slip.to_date else ""
            line = words(key, step=row.label, old=words.date(slip.from_date), new=to)
            lines.append(f"{line}{words('slip.because', why=slip.why)}" if slip.why else line)
    return lines


_MOST_CHANGES, _MOST_NAMES = 12, 8


def since_lines(plan: BuyerPlan, words: Words) -> list[str]:
    """What changed since the version before, a line each; a long list is cut and says so."""
    if plan.since is None:
        return []
    lines = [_since_line(change, words) for change in plan.since.changes]
    if len(lines) > _MOST_CHANGES:
        rest = len(lines) - _MOST_CHANGES + 1
        lines = [*lines[: _MOST_CHANGES - 1], words("since.more", n=rest)]
    return lines


def since_heading(plan: BuyerPlan, words: Words) -> str:
    return words("since.heading", date=words.date(plan.since.day)) if plan.since else ""


def _since_line(change: Change, words: Words) -> str:
    old, new = (_since_value(change, value, words) for value in (change.old, change.new))
    if change.kind == "go_live":
        return words("since.date", step=words("go_live"), old=old, new=new)
    if change.kind == "date" and change.old is None:
        return words("since.dated", step=change.label, new=new)
    return words(f"since.{change.kind}", step=change.label, old=old, new=new)


def _since_value(change: Change, value: str | date | None, words: Words) -> str:
    if isinstance(value, date):
        return words.date(value)
    if change.kind == "status" and value:
        return words(f"status.{value}")
    return value or words("no_date")


def open_points(plan: BuyerPlan, words: Words) -> list[str]:
    """The gaps that a reader can close: missing owners, missing dates, rows that nobody agreed to yet."""
    waiting = [row for row in plan.rows if row.is_open]
    points = [words("open.owner", step=row.label) for row in waiting if row.buyer_owner is None]
    points += [words("open.date", step=row.label) for row in waiting if row.target_date is None]
    proposals = not_agreed(plan, words)
    return [*points, proposals] if proposals else points


def not_agreed(plan: BuyerPlan, words: Words, *, by_mark: bool = False) -> str:
    """Which open rows are proposals still, in one sentence, by their names or marks; empty where all are agreed."""
    waiting = [row for row in plan.rows if row.is_open]
    unagreed = [row for row in waiting if row.agreed_on is None]
    if unagreed and len(unagreed) == len(waiting) and len(waiting) > 1:
        return words("open.all_proposed")
    by_mark = by_mark or len(unagreed) > _MOST_NAMES  # a paragraph of names is read by nobody
    marks = ", ".join(row.mark for row in unagreed)  # no line ends within one, as it may without the space
    names = marks if by_mark else words.listed(row.label for row in unagreed)
    return words("open.proposed", steps=names) if unagreed else ""


def reasons(plan: BuyerPlan, words: Words, *, with_outcome: bool = False) -> list[tuple[str, str]]:
    """The memo: problem, cost of waiting, what is asked for, and how both sides will know that it worked."""
    why = plan.why or Reasons(problem=None, cost=None, ask=None)
    said = [
        (words("why.problem"), why.problem),
        (words("why.cost"), why.cost),
        (words("why.outcome"), plan.outcome if with_outcome else None),
        (words("why.ask"), why.ask),
        (words("success"), " · ".join(plan.success)),
    ]
    return [(name, text) for name, text in said if text]


def progress(plan: BuyerPlan, words: Words) -> str:
    """ "2 of 6 done", never how far behind."""
    key = "progress_one" if plan.done == 1 and words.has("progress_one") else "progress"
    return words(key, done=plan.done, total=len(plan.counted))


def who(row: Row, words: Words) -> str:
    """Both owners of a row, the buyer's first."""
    if row.buyer_owner and row.seller_owner:
        return words("who.both", buyer=row.buyer_owner.name, seller=row.seller_owner.name)
    party = row.buyer_owner or row.seller_owner
    return party.name if party else words("who.open")


def ask(plan: BuyerPlan, words: Words, *, whole: bool = False) -> str:
    """What did we get wrong, and by when; ``whole``: the day on one line."""
    if plan.edits_by and plan.edits_by >= plan.today:
        day = words.full_date(plan.edits_by)
        return words("ask.by", date=unbroken(day) if whole else day)
    return words("ask.open")


def meeting_line(plan: BuyerPlan, words: Words) -> str:
    """When both sides go through the plan; empty where no meeting lies ahead."""
    if plan.meeting is None or plan.meeting.at.date() < plan.today:
        return ""
    at = plan.meeting.at
    return words("meeting.line", date=words.full_date(at.date()), time=words.time_span(at, plan.meeting.minutes))


def foot_before(plan: BuyerPlan, words: Words) -> list[str]:
    """The lines below the table as documents had them while the ask stood there: with either way to tell the proposals.
    Never written; a file that was sent then is compared with them."""
    meeting = meeting_line(plan, words)
    link = f"{words('footer.link')}: {plan.link.removeprefix('https://')}" if plan.link else ""
    told = ["", not_agreed(plan, words)]
    return [
        " ".join(filter(None, (*(f"{text.rstrip('.')}." if text else "" for text in (first, meeting)), link)))
        for first in told
    ]


def apart(text: str, always: bool = False) -> str:
    """``text`` as HTML, kept apart from the direction of what stands around it, where it has one of its own: an element more
    for each name costs a page of many rows a tenth of its time."""
    said = escape(text)
    return Markup(f"<bdi>{said}</bdi>") if always or turns(text) else said  # noqa: S704 - escaped above


@lru_cache(maxsize=2048)
def turns(text: str) -> bool:
    """Whether anything in ``text`` runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)


def next_before(plan: BuyerPlan, words: Words) -> list[str]:
    """What comes next as documents had it on one line. Never written; a file that was sent then is compared with it."""
    upcoming = next_step(plan, words)
    return [f"{words('next')} {upcoming.label} · {upcoming.owner} · {upcoming.day}"] if upcoming else []


def head_before(plan: BuyerPlan, words: Words) -> list[str]:
    """What documents had above the table in other lines than now, and told apart by other signs. Never written; a file that
    was sent then is compared with it."""
    upcoming, proposals = next_step(plan, words), not_agreed(plan, words)
    said = [f"{title(plan, words)}  ·  {words('document')}", proposals.replace("、", ", ")]
    return [*said, *([f"{upcoming.owner}   ·   {upcoming.day}"] if upcoming else [])]


def sheet_before(plan: BuyerPlan, words: Words) -> list[str]:
    """What trackers had on the sheet of moves while there was one without any, and what documents had over a timeline that is
    not drawn any more. Never written; a file that was sent then is compared with them."""
    heads = [words(f"tracker.{name}") for name in ("moves", "step", "old", "new", "on", "why", "no_moves")]
    return [*heads, f"{words('timeline')} {timeline_legend(plan, words)}"]


def timeline_legend(plan: BuyerPlan, words: Words) -> str:
    said = [f"{TODAY} {words('today')} {words.day_month(plan.today)}"]
    if plan.go_live:
        said.append(f"{GO_LIVE} {words('go_live')} {words.day_month(plan.go_live)}")
    return "   ·   ".join(said)


def person_line(party: Party) -> str:
    return f"{party.name}, {party.title}" if party.title else party.name


@dataclass(frozen=True, slots=True)
class Next:
    """The next milestone, picked out."""

    label: str
    owner: str
    day: str


def next_step(plan: BuyerPlan, words: Words) -> Next | None:
    row = plan.next_row
    if row is None:
        return None
    owner = row.buyer_owner.name if row.buyer_owner else words("who.open")
    return Next(row.label, owner, words.full_date(row.target_date) if row.target_date else words("no_date"))


def rtl(plan: BuyerPlan) -> bool:
    """True where the plan itself is written from right to left, so that its tables are mirrored."""
    texts = [plan.outcome or plan.buyer, *(row.label for row in plan.rows)]
    return sum(is_rtl(text) for text in texts) * 2 > len(texts)


def css_string(text: str) -> str:
    """``text`` as a CSS string that cannot end early."""
    return Markup('"' + "".join(f"\\{ord(c):06x}" if c in '"\\<>&\n\r\f' else c for c in text) + '"')  # noqa: S704


def page_of(words: Words) -> str:
    """ "Page x of y" as CSS content."""
    pieces = re.split(r"(\{pages?\})", words("footer.page"))
    parts = [
        f"counter({piece[1:-1]})" if piece in ("{page}", "{pages}") else str(css_string(piece))
        for piece in pieces
        if piece
    ]
    return Markup(" ".join(parts))  # noqa: S704 - counters and escaped strings


def direction(text: str) -> str:
    """The value of HTML's ``dir`` for ``text``."""
    return "rtl" if is_rtl(text) else "ltr"
