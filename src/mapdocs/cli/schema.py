"""mapdocs schema: the JSON Schema that editors complete from."""

from __future__ import annotations

import click

from mapdocs.schema.json_schema import schema_text


@click.command(name="schema", short_help="Print the JSON Schema of a spec, for editors.")
def command() -> None:
    """Print the JSON Schema (draft 7) of a spec.

    Save it beside your specs as mapdocs.schema.json (init and import do); editors with YAML support complete and check by it.
    """
    click.echo(schema_text(), nl=False)
