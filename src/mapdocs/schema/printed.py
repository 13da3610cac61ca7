"""What each command prints under ``--format json``, as JSON Schemas (draft 7).

One shape a command: every key is always there, null where there is nothing to say, and no key is taken away or renamed
without a new major version. The docs' page and the files in ``docs/schemas`` are written from here, and a test holds what
the commands print against it.
"""

from __future__ import annotations

import json

from mapdocs.schema.printed_deals import COVERAGE, DURATIONS, EXPORT, NEXT, PRESSURE
from mapdocs.schema.shape_words import (
    FILE,
    Shape,
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

_PATHS = listed(text(), "The files that were written.")
_NOTES = listed(text(), "Sentences for a person.")
_FINDING = record(
    file=FILE,
    line=number("From 1."),
    column=number("From 1, in characters."),
    code=text("The rule; mapdocs rules CODE explains it."),
    level=one_of("A note was accepted, and is never counted.", "error", "warning", "note"),
    path=text("The value, as milestones[2].exit_criteria; empty for the whole file."),
    message=text("What is wrong."),
    hint=text("What to type instead; may be empty."),
)
_CHECK = listed(_FINDING)
_BUILD = listed(
    record(
        file=FILE,
        state=one_of("What came of it.", "built", "unchanged", "blocked", "edited", "clash", "template", "trouble"),
        paths=_PATHS,
        findings=_CHECK,
        edited=listed(text(), "Files that somebody edited since they were built; nothing was written then."),
        missing=listed(
            record(format=text("The format."), why=text("Why this machine cannot make it.")),
            "What could not be made.",
        ),
        notes=_NOTES,
        problem=text_or_null("Why nothing was tried, or the machine's trouble."),
    )
)
_INIT = record(
    path=text_or_null("The spec that was written; null where plans were listed."),
    plan=text_or_null("The plan that it begins with; null for the example."),
    warnings=listed(text(), "What is wrong with the dates or the plan from the start."),
    built=_PATHS,
    plans=listed(
        record(
            name=text("As --plan takes it."),
            title=text("As a person reads it."),
            when=text("Which deals it is for."),
            own=flag("Whether it is a company's own."),
        ),
        "The plans, where --list-plans asked for them.",
    ),
)
_IMPORT = record(
    specs=listed(
        record(path=text("The spec."), state=one_of("What became of it.", "new", "updated", "left")), "The specs."
    ),
    notes=listed(text(), "What was not understood, and what changed."),
    summary=text("The whole in a sentence."),
    left=listed(text(), "What was not written, and why."),
    refused=flag("Whether a spec could not be made or updated."),
    balance=or_null(
        record(
            cells=number("Cells of the source that say something."),
            lost=number("Cells of which nothing can be said: 0."),
            entries=listed(
                record(
                    table=text("The table's or sheet's name."),
                    heading=text("The column's; empty for a whole part of a table."),
                    became=text("What it became."),
                    fate=one_of("Where it is.", "placed", "kept", "told"),
                    cells=number("How many cells."),
                )
            ),
        )
    ),
)
_SCHEDULE = {
    "anyOf": [
        record(
            end=day_or_null("The go-live, or the plan's last date."),
            slack=number_or_null("Working days by which the deciding chain can slip."),
            chain=listed(text(), "Ids of the steps that decide the go-live, in order."),
            go_live_row=text_or_null("The id of the step that is the go-live."),
            cannot_stand=listed(
                record(id=text("The step."), why=text("Why its date cannot stand."), chain=listed(text(), "Ids."))
            ),
            rows=listed(
                record(
                    id=text("The row's id."),
                    milestone=text("Its name."),
                    target_date=day_or_null("Its date."),
                    rule=text_or_null("The relative date that it was written as."),
                    hangs_on=listed(text(), "Ids of the steps that it waits for."),
                    needs=number_or_null("Working days that it takes."),
                    slack=number_or_null("Working days by which it can slip."),
                    decides=flag("Whether it is in the chain that decides the go-live."),
                )
            ),
        ),
        record(
            from_=one_of("With --from: the way in which dates were proposed.", "today", "go-live"),
            slack=number_or_null("Working days that are free."),
            rows=listed(
                record(
                    id=text("The row's id."),
                    milestone=text("Its name."),
                    target_date=day_or_null("Its date now."),
                    proposed=day("The date that is proposed."),
                    moves=number_or_null("Working days later (negative: earlier)."),
                    needs=number("Working days that were counted for it."),
                    needs_from=one_of(
                        "What says so: the review, its relative date, its kind, the plan's dates, its other rows, or nothing.",
                        "review",
                        "rule",
                        "kind",
                        "dates",
                        "others",
                        "nothing",
                    ),
                )
            ),
        ),
    ]
}
_MOVE = record(
    id=text("The row's id."),
    milestone=text("Its name."),
    from_=day_or_null("The date before."),
    target_date=day_or_null("The date now."),
    evidence=text_or_null("Why it is realistic."),
    agreed_on=day_or_null("The day of the buyer's yes to it."),
    agreement_withdrawn=day_or_null("The day of the buyer's yes to the old date, which is gone."),
    moves_with_it=listed(
        record(id=text("The row's id."), from_=day_or_null("Before."), target_date=day_or_null("Now."))
    ),
)
_PULL = listed(
    {
        "anyOf": [
            record(
                file=text("The returned file."),
                refused=text("Why it was not compared."),
                hint=text("What to do instead."),
            ),
            record(
                file=text("The returned file."),
                base=text("What it was compared with."),
                changes=listed(
                    record(
                        kind=one_of("What is to be done.", "set", "add", "remove", "reorder", "agree", "withdraw"),
                        state=one_of(
                            "sure is taken with --yes; settled is there already.",
                            "sure",
                            "question",
                            "conflict",
                            "asked",
                            "settled",
                        ),
                        row=text("The step."),
                        ids=listed(text(), "The spec's rows that it is about."),
                        field=text_or_null("The field."),
                        sent=text_or_null("What was sent."),
                        ours=text_or_null("What the spec says."),
                        theirs=text_or_null("What came back."),
                        values=say({"type": ["object", "null"]}, "A new row's fields."),
                        why=text("Why it is so."),
                        choices=listed(text(), "What a question can be answered with."),
                        author=text_or_null("Who changed it."),
                        reason=text_or_null("What they gave as a reason."),
                    )
                ),
                objections=listed(
                    record(
                        row=text_or_null("The step."),
                        says=text("refusal or question."),
                        text=text("Their words."),
                        author=text_or_null("Who."),
                        on=text_or_null("When."),
                    )
                ),
                comments=listed(
                    record(
                        row=text_or_null("The step."),
                        text=text("Their words."),
                        author=text_or_null("Who."),
                        on=text_or_null("When."),
                    )
                ),
                unplaced=listed(text(), "Text that has no place in the plan."),
                notes=_NOTES,
            ),
        ]
    }
)
_DIFF = listed(
    record(
        sign=one_of("As the text form has it.", "+", "-", "~", "?", "#", "↕"),
        row=text("The step, or the part of the spec."),
        what=text("The field."),
        old=text("Before."),
        new=text("After."),
        note=text("More."),
        internal=flag("Whether no buyer may see it."),
        change=text("The sign as a word."),
    )
)
_AGENDA = record(
    paths=_PATHS, agenda=text("The agenda as text."), unaddressed=listed(text(), "Concerned, without an address.")
)
_DIGEST = record(
    paths=_PATHS,
    quiet=listed(text(), "Deals with nothing new since their last digest."),
    left_out=listed(text(), "Specs that could not be read, or have an error."),
)
_REASSIGN = record(
    paths=_PATHS,
    rows=listed(record(id=text("The row's id."), milestone=text("Its name.")), "The open rows that have a new owner."),
    roles=listed(text(), "What else the person was, such as the champion."),
    notes=_NOTES,
)
_HANDOFF = record(paths=_PATHS)
_WORKSHEET = record(
    paths=_PATHS,
    problems=listed(record(line=number("The roster's line."), wrong=text("What is wrong with it."))),
    left_out=listed(
        record(
            line=number("The roster's line."),
            text=text("What stands there: a title, a total, an open position, someone who left."),
        )
    ),
    reps=listed(
        record(
            name=text("The rep."), email=text("Their address, where the roster has it."), manager=text("Their manager.")
        )
    ),
)
_ANCHOR = record(
    paths=_PATHS,
    left=listed(
        record(
            path=text("The value."),
            line=number("The spec's line."),
            words=listed(text(), "Words that look like names and were left."),
        )
    ),
    no_pdf=text_or_null("Why there is no PDF."),
)
_RULES = listed(
    record(
        code=text("As MAP105."),
        level=one_of("How it counts.", "error", "warning", "note"),
        title=text("What it asks for."),
        reason=text("The training's reason, or what to do."),
    )
)
_DOCTOR = record(
    fine=flag("Whether nothing is missing."),
    checks=listed(
        record(
            state=one_of("How it is.", "ok", "missing", "note"),
            what=text("What was looked at."),
            mend=text_or_null("The command that mends it."),
        )
    ),
)
_TEMPLATES = record(paths=_PATHS, kept=listed(text(), "Files that were there already and stay as they are."))

#: By command. ``next`` and ``schedule`` have a shape for each of their lists.
PRINTED: dict[str, Shape] = {
    "init": _INIT,
    "import": _IMPORT,
    "check": _CHECK,
    "build": _BUILD,
    "schedule": _SCHEDULE,
    "move": _MOVE,
    "agenda": _AGENDA,
    "next": NEXT,
    "coverage": COVERAGE,
    "export": EXPORT,
    "digest": _DIGEST,
    "reassign": _REASSIGN,
    "handoff": _HANDOFF,
    "pull": _PULL,
    "diff": _DIFF,
    "durations": DURATIONS,
    "pressure": PRESSURE,
    "worksheet": _WORKSHEET,
    "anchor": _ANCHOR,
    "rules": _RULES,
    "doctor": _DOCTOR,
    "templates": _TEMPLATES,
}


def printed_schema(command: str) -> Shape:
    """The JSON Schema of what ``mapdocs COMMAND --format json`` prints.

    Raises:
        KeyError: the command prints no JSON.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"mapdocs {command} --format json",
        **PRINTED[command],
    }


def printed_text(command: str) -> str:
    """The schema as a text that ends with a line break."""
    return json.dumps(printed_schema(command), indent=1, ensure_ascii=False) + "\n"
