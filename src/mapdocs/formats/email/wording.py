"""What the email says: its sentences and lines as plain values, which the HTML and the text part then arrange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mapdocs.formats import describe
from mapdocs.language.company import called
from mapdocs.language.layout import MAX_SUBJECT
from mapdocs.language.links import pieces
from mapdocs.language.sentences import sentences
from mapdocs.plan.buyer import BuyerPlan, Row
from mapdocs.templating.words import Words

LINK = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands where a sentence shows the link


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the plan as the email tells it; ``mark`` is its short id (``number`` counts
    from 1, for templates that are older than marks), ``status`` is empty where it says nothing new.
    ``attached`` shows that it is done; its pieces say which of them are addresses."""

    mark: str
    number: int
    label: str
    includes: str
    proof: str
    buyer_owner: str
    seller_owner: str
    who: str
    date: str
    old_dates: tuple[str, ...]
    status: str
    shape: str
    standing: str
    note: str
    attached: str = ""
    attached_pieces: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """The email without its arrangement. A sentence may hold :data:`LINK`, where the link belongs."""

    subject: str
    greeting: str
    to_champion: str
    owners: tuple[str, str]
    intro: tuple[str, ...]
    progress: str
    reasons: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    moves: tuple[str, ...]
    since_heading: str
    since: tuple[str, ...]
    open_points: tuple[str, ...]
    meeting: str
    version: str
    link: str | None
    lite: bool
    days: tuple[str, ...] = ()


def compose(plan: BuyerPlan, words: Words) -> Message:
    """The words of the email for ``plan``."""
    meeting = describe.meeting_line(plan, words)
    return Message(
        subject=plan.subject or subject(plan, words),
        greeting=plan.greeting or salutation(plan.champion.name, words),
        to_champion=words("email.to_champion"),
        owners=words.owner_heads(*plan.called),
        intro=_intro(plan, words),
        progress=_progress(plan, words),
        reasons=_reasons(plan, words),
        steps=tuple(_step(row, number, words, plan.today) for number, row in enumerate(plan.rows, 1)),
        moves=tuple(describe.slip_lines(plan, words)),
        since_heading=describe.since_heading(plan, words),
        since=tuple(describe.since_lines(plan, words)),
        open_points=tuple(describe.open_points(plan, words)),
        meeting=words.joined((meeting, words("email.attached_invitation"))) if meeting else "",
        version=words("footer.plan", plan=plan.stem, revision=plan.revision),
        link=plan.link,
        lite=plan.variant == "lite",
        days=_days(plan, words),
    )


def _days(plan: BuyerPlan, words: Words) -> tuple[str, ...]:
    """Every day that a sentence may say, the longer ones first: none is broken at a line's end."""
    days = [plan.go_live, plan.edits_by, plan.since.day if plan.since else None]
    days += [plan.meeting.at.date() if plan.meeting else None]
    for row in plan.rows:
        days += [row.target_date, *(slip.from_date for slip in row.slips), *(slip.to_date for slip in row.slips)]
    if plan.since:
        days += [
            value for change in plan.since.changes for value in (change.old, change.new) if isinstance(value, date)
        ]
    said = {text for day in days if day for text in (words.full_date(day), words.date(day))}
    return tuple(sorted(said, key=lambda text: (-len(text), text)))


def subject(plan: BuyerPlan, words: Words) -> str:
    """At most 60 characters, the buyer first, then the outcome's date or the next step."""
    upcoming = plan.next_row
    values = {"total": len(plan.counted), "step": upcoming.label if upcoming else ""}
    go_live = plan.go_live if plan.go_live and plan.go_live >= plan.today else None
    if upcoming is None:
        key = "done"
    elif go_live is not None:
        key = "moved" if any(row.slips and row.is_open for row in plan.rows) else "go_live"
        values["date"] = words.day_month(go_live) if go_live.year == plan.today.year else words.date(go_live)
    elif upcoming.target_date is not None and upcoming.target_date >= plan.today:
        key, values["date"] = "next", words.day_month(upcoming.target_date)
    else:
        key = "plain" if plan.variant == "full" else "step"
    for attempt in (key, "plain"):
        said = with_buyer(plan.called[0], words, f"email.subject.{attempt}", values)
        if said:
            return said
    return called(plan.called[0], MAX_SUBJECT)


def with_buyer(buyer: str, words: Words, key: str, values: Mapping[str, object]) -> str:
    """The subject ``key`` with as much of the buyer's name as fits; empty where next to nothing does."""
    room = MAX_SUBJECT - len(words(key, **{**values, "buyer": ""}))
    name = called(buyer, room)
    return words(key, **{**values, "buyer": name}) if name else ""


def short_subject(plan: BuyerPlan, words: Words, key: str, **values: object) -> str:
    """The subject ``key`` in at most 60 characters, with as much of the buyer's name as people say."""
    return with_buyer(plan.called[0], words, key, values) or called(plan.called[0], MAX_SUBJECT)


def salutation(name: str, words: Words) -> str:
    """The greeting by the manners of the language: some greet by the first name, some never do."""
    by_first = words("email.greet_by") == "first name"
    return words("email.salutation", name=first_name(name) if by_first else name)


def first_name(name: str) -> str:
    """The name to greet by: "Dana" of "Dana Reyes"; the whole name where a first name cannot be told."""
    first = name.split()[0] if name.split() else name
    titles = ("dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau", "sir")
    if (
        len(first.rstrip(".")) < 2
        or first.rstrip(".").casefold() in titles
        or (not first[0].isascii() and ord(first[0]) > 0x24F)
    ):
        return name
    return first


def _intro(plan: BuyerPlan, words: Words) -> tuple[str, ...]:
    if plan.intro:
        text = " ".join(plan.intro.split())
        text = words.joined((text, plan.ask)) if plan.ask else text
        return (text.replace(plan.link, LINK) if plan.link else text,)
    return (_goal(plan, words), _plan_sentence(plan, words), _ask(plan, words))


def _goal(plan: BuyerPlan, words: Words) -> str:
    outcome = one_sentence(plan.outcome or "")
    ahead = plan.go_live is not None and plan.go_live >= plan.today
    if plan.next_row is None:
        key = "done" if outcome else "done_plain"
    elif outcome:
        key = "outcome_and_date" if ahead else "outcome"
    else:
        key = "date" if ahead else "plain"
    date = words.date(plan.go_live) if plan.go_live else ""
    return words(f"email.goal.{key}", outcome=outcome, date=date, seller=plan.seller)


def one_sentence(text: str) -> str:
    """``text`` as one sentence that ends in a full stop: inner sentence ends become semicolons."""
    text = "; ".join(sentence.rstrip(".!。 ") for sentence in sentences(" ".join(text.split())))
    if not text:
        return ""
    if text.endswith(("?", "？")):
        return text
    eastern = "\u3040" <= text[-1] <= "\u30ff" or "\u4e00" <= text[-1] <= "\u9fff"
    return f"{text}。" if eastern else f"{text}."


def _plan_sentence(plan: BuyerPlan, words: Words) -> str:
    if plan.link:
        return words("email.plan.link", seller=plan.seller, link=LINK)
    return words("email.plan.attached", seller=plan.seller)


def _ask(plan: BuyerPlan, words: Words) -> str:
    if plan.ask:
        return plan.ask
    return usual_ask(plan, words)


def usual_ask(plan: BuyerPlan, words: Words) -> str:
    """What is asked where the sender wrote no words of their own."""
    if plan.edits_by and plan.edits_by >= plan.today:
        return words("email.ask.by", date=words.full_date(plan.edits_by))
    return words("email.ask.open")


def _progress(plan: BuyerPlan, words: Words) -> str:
    parts = []
    if plan.done:
        parts.append(words.sentence(describe.progress(plan, words)))
    upcoming = describe.next_step(plan, words)
    if upcoming:
        parts.append(words("email.next", step=upcoming.label, who=upcoming.owner, date=upcoming.day))
    return words.joined(parts)


def _reasons(plan: BuyerPlan, words: Words) -> tuple[tuple[str, str], ...]:
    """The why, for whoever has to approve, and how both sides will know that it worked. The outcome is said once: here only
    where the sender wrote an intro of their own, which may leave it out."""
    own = plan.intro is not None and plan.outcome is not None and plan.outcome not in plan.intro
    return tuple(describe.reasons(plan, words, with_outcome=own and plan.why is not None))


def _step(row: Row, number: int, words: Words, today: date) -> Step:
    return Step(
        mark=row.mark,
        number=number,
        label=row.label,
        includes=describe.includes(row, words),
        proof=row.proof or "",
        buyer_owner=row.buyer_owner.name if row.buyer_owner else words("who.open"),
        seller_owner=row.seller_owner.name if row.seller_owner else "",
        who=describe.who(row, words),
        date=words.date(row.target_date) if row.target_date else words("no_date"),
        old_dates=tuple(words.date(slip.from_date) for slip in row.slips),
        status="" if row.status == "open" and not row.late else describe.status_word(row, words),
        shape=describe.status_shape(row),
        standing=describe.standing(row, words, today),
        note=row.note or "",
        attached=row.attached or "",
        attached_pieces=tuple(pieces(row.attached or "")),
    )
