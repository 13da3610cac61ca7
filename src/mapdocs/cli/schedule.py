"""mapdocs schedule: the dates with their reasons."""

from __future__ import annotations

import json
from datetime import date

import click

from mapdocs.cli.options import FILE, format_option, today_option
from mapdocs.cli.output import sound_spec, then, typed
from mapdocs.dates import working_days
from mapdocs.language.display import columns
from mapdocs.plan.dating import Dating, Proposed, Way, redated
from mapdocs.plan.lengths import Because
from mapdocs.plan.schedule import Schedule, Slot, schedule

_BECAUSE: dict[Because, str] = {
    "review": "agreed at the review",
    "rule": "its relative date",
    "kind": "usual for its kind",
    "dates": "as the plan has it now",
    "others": "like the plan's other rows",
    "nothing": "a guess: a week",
}


@click.command(name="schedule", short_help="Show what hangs on what, and the chain that decides the go-live.")
@click.argument("spec", type=FILE)
@format_option()
@click.option(
    "--from",
    "way",
    type=click.Choice(["today", "go-live"]),
    help="Propose dates: as soon as each step can be, or as late as the go-live allows. Nothing is written.",
)
@today_option
@click.pass_context
def command(ctx: click.Context, spec: str, form: str, way: Way | None, today: date | None) -> None:
    """Print each row's date, what it hangs on, and its slack in working days.

    The rows marked * are the chain that decides the go-live: where one of them slips by more than its slack, the go-live
    slips. A step that has no relative date is given the working days that it usually takes (typical_working_days).
    Dates that cannot stand are said as check says them (MAP120, MAP121).

    --from today proposes dates that start now: the plan agreed at the review, each step as soon as it usually can, and
    the slack told. --from go-live works back, which shows how late each step can be. A step whose kind is not known takes the
    working days that the plan leaves it now, or else those of the plan's other steps; each says which.
    """
    loaded = sound_spec(ctx, spec)
    calendar, day = working_days.of_country(loaded.settings.holidays), today or date.today()
    if way:
        if way == "go-live" and not loaded.deal.go_live:
            raise click.ClickException(
                f"{spec} names no go-live to work back from. Add go_live under deal, or use --from today."
            )
        proposed = redated(loaded, calendar, today=day, way=way)
        click.echo(_redated_json(proposed) if form == "json" else _redated_text(proposed, spec))
        return
    made = schedule(loaded, calendar, today=day)
    click.echo(_json(made) if form == "json" else _text(made, loaded.deal.go_live))
    first = next((slot.row for slot in made.slots if slot.row.is_open), None)
    if form == "text" and first:
        then(f'to move a date, {typed("mapdocs move", spec, first.id)} DATE --why "…"')


def _text(made: Schedule, go_live: date | None) -> str:
    names = {slot.row.id: slot.row.milestone for slot in made.slots}
    lines = []
    for slot in made.slots:
        rule = f"({slot.row.target_rule})" if slot.row.target_rule else ""
        waits = ", ".join(names.get(name, name.replace("_", "-")) for name in slot.hangs_on)
        lines.append(
            (
                "*" if slot.decides else "",
                slot.row.milestone,
                _day(slot.row.target_date),
                rule,
                waits,
                _slack(slot),
            )
        )
    table = columns(("", "Step", "Date", "", "Hangs on", "Slack"), lines)
    end = f"No go-live is given; the slack counts to the last date, {_day(made.end)}"
    if go_live:
        end = f"Go-live {_day(go_live)}"
    elif made.goal:
        end = f"Go-live {_day(made.end)}, the date of “{names[made.goal]}”"
    said = [*table, "", end + "."]
    if made.chain and made.slack is not None:
        said.append(f"Deciding: {' → '.join(names[name] for name in made.chain)}.")
        if made.slack < 0:
            said.append(f"The go-live cannot hold: these steps need {_days(-made.slack)} more than there are.")
        else:
            said.append(f"The tightest of them can slip by {_days(made.slack)} before the go-live does.")
    said += [f"{clash.row.title} cannot stand: {clash}." for clash in made.cannot_stand]
    return "\n".join(said)


def _redated_text(made: Dating, file: str) -> str:
    if not made.rows:
        return "No step is open; there is nothing to date."
    lines = [
        (one.row.milestone, _day(one.row.target_date), _day(one.day), _moves(one.moves), _takes(one), one.row.id)
        for one in made.rows
    ]
    said = columns(("Step", "Date now", f"From {made.way}", "Moves by", "Takes", "Row"), lines)
    first = next((one for one in made.rows if one.moves != 0), None)
    said.append("")
    if made.slack is None:
        said.append("No go-live is given, so no slack can be told.")
    elif made.slack < 0:
        where = "too many for the go-live" if made.way == "today" else "late: the first step was due before today"
        said.append(f"{_days(-made.slack)} {where}.")
    elif made.way == "today":
        said.append(
            f"{_days(made.slack)} of slack, before the last step; it ends five working days before the go-live."
        )
    else:
        said.append(f"The first of them can wait {_days(made.slack)} from today.")
    guessed = [one for one in made.rows if one.takes.because in ("others", "nothing")]
    if guessed:
        said.append(
            f"How long {_counted(len(guessed))} nothing in the plan says. If you know, write it as the "
            f"row's date: target_date: {guessed[0].takes.days} working days after …"
        )
    if first is not None:
        said.append(f'Take one over with: mapdocs move {file} {first.row.id} {first.day} --why "…"')
    return "\n".join(said)


def _takes(one: Proposed) -> str:
    return f"{_days(one.takes.days)}, {_BECAUSE[one.takes.because]}"


def _counted(rows: int) -> str:
    return "one step takes," if rows == 1 else f"{rows} steps take,"


def _moves(days: int | None) -> str:
    if not days:
        return "" if days is None else "stays"
    return f"{_days(abs(days))} {'later' if days > 0 else 'earlier'}"


def _redated_json(made: Dating) -> str:
    rows = [
        {
            "id": one.row.id,
            "milestone": one.row.milestone,
            "target_date": one.row.target_date.isoformat() if one.row.target_date else None,
            "proposed": one.day.isoformat(),
            "moves": one.moves,
            "needs": one.takes.days,
            "needs_from": one.takes.because,
        }
        for one in made.rows
    ]
    return json.dumps({"from": made.way, "slack": made.slack, "rows": rows}, ensure_ascii=False, indent=1)


def _slack(slot: Slot) -> str:
    if slot.slack is not None:
        return _days(slot.slack)
    return {"before": slot.row.status, "go_live": "the go-live", "after": "after the go-live"}[slot.stands]


def _json(made: Schedule) -> str:
    return json.dumps(
        {
            "end": made.end.isoformat() if made.end else None,
            "slack": made.slack,
            "chain": list(made.chain),
            "go_live_row": made.goal,
            "cannot_stand": [
                {"id": clash.row.id, "why": str(clash), "chain": [row.id for row in clash.chain]}
                for clash in made.cannot_stand
            ],
            "rows": [
                {
                    "id": slot.row.id,
                    "milestone": slot.row.milestone,
                    "target_date": slot.row.target_date.isoformat() if slot.row.target_date else None,
                    "rule": str(slot.row.target_rule) if slot.row.target_rule else None,
                    "hangs_on": list(slot.hangs_on),
                    "needs": slot.needs,
                    "slack": slot.slack,
                    "decides": slot.decides,
                }
                for slot in made.slots
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _day(day: date | None) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}" if day else "no date"


def _days(count: int) -> str:
    return f"{count} working day{'' if abs(count) == 1 else 's'}"
