"""What the commands over many deals print under ``--format json``, as JSON Schemas."""

from __future__ import annotations

from mapdocs.schema.shape_words import (
    FILE,
    amount,
    day,
    day_or_null,
    flag,
    listed,
    number,
    number_or_null,
    one_of,
    or_null,
    record,
    say,
    text,
    text_or_null,
)

_STATE = one_of("How the deal stands.", "on track", "at risk", "stalled", "done")
NEXT = {
    "anyOf": [
        listed(
            record(
                deal=text("Its name."),
                next_milestone=text("The next step."),
                buyer_owner=text_or_null("Its owner on the buyer's side."),
                date=day_or_null("Its date."),
                days=number_or_null("Days until then; negative where it has passed."),
                state=_STATE,
                flags=listed(text(), "late, unpublished, one-sided, quiet …"),
                seller_owner=text_or_null("The step's owner on your side."),
                company=text("The buyer."),
                owner=text("The rep."),
                stage=number_or_null("The sales stage."),
                forecast=text_or_null("The forecast category."),
                done=number("Steps that are done."),
                total=number("All steps but the cancelled ones."),
                map_url=text_or_null("The living document."),
                file=FILE,
            )
        ),
        record(
            "With --checkpoint.",
            on=day("The checkpoint's day."),
            before=day_or_null("The day of the one before."),
            deals=listed(
                record(
                    deal=text("Its name."),
                    owner=text("The rep."),
                    next_milestone=text("The next step."),
                    buyer_owner=text_or_null("Its owner on the buyer's side."),
                    date=day_or_null("Its date."),
                    state=_STATE,
                    since=day_or_null("The checkpoint that it is compared with."),
                    changes=listed(record(what=text("The kind of change."), text=text("The change in words."))),
                    file=FILE,
                )
            ),
            gone=listed(text(), "Deals that are not there any more."),
        ),
        listed(
            record(
                "With --published.",
                owner=text("The rep."),
                deal=text("Its name."),
                company=text("The buyer."),
                published=flag("Whether the plan has its link."),
                published_on=day_or_null("The day of the first build that showed it."),
                map_url=text_or_null("The living document."),
                forecast=text_or_null("The forecast category."),
                file=FILE,
            )
        ),
    ]
}
COVERAGE = record(
    late=number("Opportunities from the policy's stage on."),
    lacking=number("Those of them that are not covered."),
    from_stage=number("The policy's stage."),
    amounts=listed(record(currency=text("ISO 4217."), covered=amount("Covered."), whole=amount("All of it."))),
    opportunities=listed(
        record(
            state=one_of("How it stands.", "no plan", "unsure", "errors", "unpublished", "one-sided", "covered"),
            deal=text("Its name."),
            company=text("The account."),
            owner=text("The rep."),
            stage=number_or_null("The sales stage."),
            amount=amount("In units of currency."),
            currency=text("ISO 4217."),
            file=text_or_null("Its plan."),
            at=text_or_null("Where to mend it, as file:line."),
            fix=text_or_null("What to mend."),
        ),
        "The worst first.",
    ),
)
_MEASURE = {
    "n": number("Finished steps of the kind."),
    "median": amount("Working days; null below three."),
    "p80": number_or_null("Working days within which four of five were done."),
    "last": listed(
        record(days=number("Working days."), deal=text("The deal."), buyer=text("The buyer."), done_on=day("The day."))
    ),
    "promised": number_or_null("Steps that had a date."),
    "slips": or_null(listed({"type": "integer"}, "Working days of each slip.")),
}
DURATIONS = record(
    deals=number("Plans that were looked at."),
    finished=number("Those that are finished."),
    left_out=number("Finished steps without a day to count from or to."),
    kinds=say({"type": "object", "additionalProperties": record(**_MEASURE)}, "By kind of step."),
    groups=listed(record(kind=text("The kind of step."), among=text("Which deals."), **_MEASURE)),
)
PRESSURE = listed(
    record(
        file=FILE,
        deal=text("Its name."),
        rep=text("The rep."),
        buyer=text("The buyer."),
        champion=text("The champion."),
        go_live=day_or_null("The go-live."),
        rows=listed(
            record(
                id=text("The row's id."),
                milestone=text("Its name."),
                buyer_owner=text_or_null("Its owner on the buyer's side."),
                target_date=day_or_null("Its date."),
                evidence=text_or_null("Why it is realistic."),
                slack=number_or_null("Working days."),
                risk=number("The sum of the doubts' weights."),
                doubts=listed(
                    record(reason=text("What the doubt is."), question=text("What to ask."), weight=number("From 1."))
                ),
            ),
            "The riskiest first.",
        ),
    )
)
EXPORT = record(
    crm=text("Whose columns they are."),
    deals=listed(
        say({"type": "object", "additionalProperties": {"type": "string"}}, "A value by the CRM's name of its column.")
    ),
    unchanged=number("Deals in which nothing happened since."),
    without_id=listed(text(), "Files of deals whose CRM id is not known."),
)
