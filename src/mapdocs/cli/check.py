"""mapdocs check: the rules, before the buyer sees anything."""

from __future__ import annotations

from datetime import date

import click

from mapdocs.building.checking import examine
from mapdocs.cli.options import today_option
from mapdocs.cli.output import (
    existing_specs,
    from_stdin,
    show_findings,
    show_github,
    show_json,
    tell,
    then,
    typed,
    verdict,
)
from mapdocs.plan.variant import Choice


@click.command(name="check", short_help="Check specs against the training's rules.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--variant", type=click.Choice(["auto", "full", "lite"]), default="auto", help="Check as this variant.")
@today_option
@click.pass_context
def command(
    ctx: click.Context, specs: tuple[str, ...], form: str, strict: bool, variant: Choice, today: date | None
) -> None:
    """Check each SPEC (a YAML file, a folder of them, or - for standard input) against the rules.

    Exits with 1 where there are errors. Explain a rule with: mapdocs rules MAP105
    """
    given = from_stdin() if "-" in specs else None
    files = tuple(name for name in specs if name != "-")
    examined = examine(tuple(existing_specs(files)), today or date.today(), variant, given=given)
    findings = examined.findings
    if form == "json":
        show_json([f.as_json() for f in findings])
    elif form == "github":
        show_github(findings)
    else:
        show_findings(findings, examined.texts)
        tell(examined.summary, err=True)
        if not given:
            wrong = verdict(findings, strict=strict)
            again = f"mend {'what is found' if strict else 'the errors'}, then run: {typed('mapdocs check', *specs)}"
            then(again if wrong else typed("mapdocs build", *specs))
    ctx.exit(verdict(findings, strict=strict))
