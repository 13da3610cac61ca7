"""mapdocs rules: the rules explained."""

from __future__ import annotations

import difflib

import click

from mapdocs.cli.options import format_option
from mapdocs.cli.output import show_json, then
from mapdocs.rules import all_rules, explained
from mapdocs.schema.codes import FORM


@click.command(name="rules", short_help="Explain the rules, or one of them.")
@click.argument("code", required=False)
@format_option()
def command(code: str | None, form: str) -> None:
    """List the rules, or explain the rule CODE, such as MAP105."""

    rules = all_rules()
    if code is None and form == "json":
        show_json(explained())
        return
    if code is None:
        for rule in rules.values():
            click.echo(f"{rule.code}  {rule.level:<7}  {rule.title}")
        click.echo("\nProblems of form, MAP001 to MAP030, are errors too. Explain one with: mapdocs rules CODE")
        return
    wanted = code.strip().upper()
    if wanted.isdecimal():
        wanted = f"MAP{wanted}"
    if form == "json" and (found := explained(wanted)):
        show_json(found)
    elif wanted in rules:
        click.echo(f"{wanted} ({rules[wanted].level})\n\n{rules[wanted].explanation}")
        then("mapdocs check SPEC")
    elif wanted in FORM:
        click.echo(f"{wanted} (error)\n\n{FORM[wanted]}")
        then("mapdocs check SPEC")
    else:
        close = difflib.get_close_matches(wanted, [*rules, *FORM], n=1)
        raise click.UsageError(
            f"there is no rule {code}.{f' Did you mean {close[0]}?' if close else ''} List them with: mapdocs rules"
        )
