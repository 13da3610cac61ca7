"""Whether the plan is with the buyer: MAP113, MAP114."""

from __future__ import annotations

from collections.abc import Iterator

from mapdocs.rules.registry import Case, Violation, rule


@rule("MAP113", "warning")
def the_plan_has_its_link(case: Case) -> Iterator[Violation]:
    """The plan has a link to the living document; from the stage that your policy names on, a missing one is an error.

    The training: an unpublished MAP is not in Commit. The stage is ``map_link_required_from_stage`` in the settings
    (4 unless it says otherwise).
    """
    deal = case.spec.deal
    if deal.map_url:
        return
    needed_from = case.spec.settings.map_link_required_from_stage
    required = deal.stage is not None and deal.stage >= needed_from
    how = "put the document where both sides can edit it, then add map_url: https://…"
    if required:
        yield Violation(
            "deal.map_url",
            f"no link to the living document at stage {deal.stage}",
            f"{how}; your policy asks for it from stage {needed_from} on, and unpublished is not in Commit",
            "error",
        )
    else:
        yield Violation(
            "deal.map_url",
            "no link to the living document",
            f"{how}; until then the email carries it attached",
        )


@rule("MAP114", "warning")
def the_review_is_scheduled(case: Case) -> Iterator[Violation]:
    """The champion review meeting is scheduled, and the date for edits is before it.

    The training: schedule the champion review on the calendar before anyone leaves the room, and send the plan before
    the call, so that "what did we get wrong?" has an answer by then. A plan with nothing left open needs no review.
    """
    if not case.open_rows and case.rows:
        return
    review = case.spec.review
    if review is None or review.at is None:
        meet, edits = case.calendar.shift(case.today, 5), case.calendar.shift(case.today, 3)
        yield Violation(
            "review",
            "no champion review is scheduled",
            f"add review: {{at: {meet} 15:00, timezone: America/New_York, edits_by: {edits}}}",
        )
        return
    meeting = review.at.date()
    if meeting < case.today:
        yield Violation("review.at", f"the review was on {meeting}, and rows are still open", "schedule the next one")
    if review.edits_by is None:
        yield Violation("review.edits_by", "no date for edits is set", f"add edits_by: a day before {meeting}")
    elif review.edits_by >= meeting:
        yield Violation(
            "review.edits_by",
            f"edits are asked for by {review.edits_by}, and the review is on {meeting}",
            "take a day before the meeting, so that there is something to talk about",
        )
    elif review.edits_by < case.today <= meeting:
        yield Violation(
            "review.edits_by",
            f"the day for edits, {review.edits_by}, has passed",
            f"take a day before {meeting}",
        )
