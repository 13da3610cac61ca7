"""What an edited row means for its agreement. Only a yes agrees a row: the Agreed cell, or words that say nothing else.

A date that the buyer changed is their proposal, and a refusal or a question is none: a row that was agreed when it was
sent becomes a proposal again, and the words go into the row's note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.tables import same
from mapdocs.returns.changes import EMPTIED, Changes, Edit, RowChange
from mapdocs.returns.proposals import Proposal, State
from mapdocs.returns.said import Said, of_row


def consequences(
    change: RowChange, row: SentRow, ids: tuple[str, ...], today: date, sellers: Sequence[str]
) -> list[Proposal]:
    """What follows for the spec's ``row`` from the Agreed cell of ``change`` and from the buyer's words.

    ``sellers`` are the seller's people: what they wrote is no yes of the buyer's.
    """
    words = of_row(change, sellers)
    against = [said for said in words if said.verdict in ("refusal", "question")]
    blank = Proposal(
        kind="agree",
        state="sure",
        label=change.label,
        ids=ids,
        field="agreed_on",
        sent=change.sent.text("agreed_on") if change.sent else None,
        ours=row.text("agreed_on"),
        row=change,
        author=", ".join(change.authors),
        at=change.at,
    )
    noted = _note(blank, row, against)
    given = _given(change, sellers)
    if given is not None and given.question:
        if any(said.text == " ".join(given.raw.split()) for said in against):  # "No" is no day, and told already
            given = None
        else:
            return [
                *noted,
                replace(
                    blank,
                    kind="set",
                    state="question",
                    why=given.question,
                    choices=given.readings,
                    empties=given.question == EMPTIED,
                ),
            ]
    if given is not None:
        return [*noted, *_agreed(replace(blank, kind="set", theirs=given.new), row, against, today)]
    said = next((said for said in words if said.verdict == "yes"), None)
    if said is not None and not against:
        day = said.at or change.at or today
        agreed = replace(
            blank, theirs=day.isoformat(), why=f"they wrote “{said.text}”", author=said.author or blank.author
        )
        return [*noted, *_agreed(agreed, row, against, today)]
    return [*noted, *_withdrawn(blank, against)]


def by_ours(changes: Changes, sellers: Sequence[str]) -> tuple[str, ...]:
    """What is told of each agreement that one of the seller's people wrote: it is none."""
    own = {same(name).casefold() for name in sellers}
    return tuple(
        f"“{row.label}” was called agreed by {edit.author}, who is one of yours: it agrees nothing"
        for row in changes.rows
        for edit in row.edits
        if edit.field == "agreed_on" and not edit.question and edit.author and same(edit.author).casefold() in own
    )


def _given(change: RowChange, sellers: Sequence[str]) -> Edit | None:
    own = {same(name).casefold() for name in sellers}
    given = next((edit for edit in change.edits if edit.field == "agreed_on"), None)
    return None if given is None or (given.author and same(given.author).casefold() in own) else given


def _agreed(agreed: Proposal, row: SentRow, against: Sequence[Said], today: date) -> list[Proposal]:
    """The agreement, as a question where something speaks against it; none where the spec says otherwise since."""
    if agreed.ours == agreed.theirs or agreed.ours != agreed.sent:
        return []
    change = agreed.row
    why = ""
    if change is not None and not change.sure:
        why = f"the row was recognised by its {change.how} only"
    elif against:
        why = f"they also wrote “{against[0].text}”"
    elif agreed.theirs and date.fromisoformat(agreed.theirs) > today:
        why = "that day is still to come; perhaps they mean the step's own date"
    elif change is not None and row.text("target_date") != _read_date(change):
        why = "the spec has another date by now than the one that they said yes to"
    return [replace(agreed, state="question", why=why) if why else agreed]


def _read_date(change: RowChange) -> str | None:
    return change.sent.text("target_date") if change.sent else None


def _withdrawn(blank: Proposal, against: Sequence[Said]) -> list[Proposal]:
    """The agreement that stood when the row was sent, taken back."""
    change = blank.row
    if blank.ours is None or blank.ours != blank.sent or change is None:
        return []
    if against:
        refused = next((said for said in against if said.verdict == "refusal"), None)
        said = refused or against[0]
        state: State = "sure" if refused and change.sure else "question"
        why, by = f"they wrote “{said.text}”", said.author or blank.author
        return [replace(blank, kind="withdraw", state=state, why=why, reason=said.text, author=by)]
    if any(edit.field == "target_date" and not edit.question for edit in change.edits):
        return [replace(blank, kind="withdraw", why="they agreed to another date")]
    return []


def _note(blank: Proposal, row: SentRow, against: Sequence[Said]) -> list[Proposal]:
    """What they object, into the row's note, where it stands nowhere in the plan yet."""
    change = blank.row
    noted = row.note or ""
    loose = [said for said in against if not said.noted and not said.reason and said.text not in noted]
    if not loose or change is None or any(edit.field == "note" for edit in change.edits):
        return []
    words = " ".join(dict.fromkeys(said.text for said in loose))
    return [
        replace(
            blank,
            kind="set",
            state="sure" if change.sure and len(blank.ids) == 1 else "question",
            field="note",
            sent=change.sent.note if change.sent else None,
            ours=row.note,
            theirs=f"{noted} {words}".strip(),
            why="" if change.sure and len(blank.ids) == 1 else "it is not sure which row it is about",
            author=loose[0].author or blank.author,
        )
    ]
