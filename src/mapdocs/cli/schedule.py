"""mapdocs schedule: the dates with their reasons."""

from __future__ import annotations

import json
from datetime import date

import click

from mapdocs.cli.options import today_option
from mapdocs.cli.output import sound_spec
from mapdocs.dates import working_days
from mapdocs.language.display import columns
from mapdocs.plan.schedule import Schedule, Slot, schedule


@click.command(name="schedule", short_help="Show what hangs on what, and the chain that decides the go-live.")
@click.argument("spec", type=click.Path(exists=True, dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@today_option
@click.pass_context
def command(ctx: click.Context, spec: str, form: str, today: date | None) -> None:
    """Print each row's date, what it hangs on, and its slack in working days.

    The rows marked * are the chain that decides the go-live: where one of them slips by more than its slack, the go-live
    slips. A step that has no relative date is given the working days that it usually takes (typical_working_days).
    Dates that cannot stand are said as check says them (MAP120, MAP121).
    """
    loaded = sound_spec(ctx, spec)
    made = schedule(loaded, working_days.of_country(loaded.settings.holidays), today=today or date.today())
    click.echo(_json(made) if form == "json" else _text(made, loaded.deal.go_live))


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
