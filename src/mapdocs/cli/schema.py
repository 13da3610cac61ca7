"""mapdocs schema: the JSON Schema that editors complete from."""

from __future__ import annotations

import click


@click.command(name="schema", short_help="Print the JSON Schema of a spec, for editors.")
def command() -> None:
    """Print the JSON Schema (draft 7) of a spec.

    Save it beside your specs as mapdocs.schema.json; editors with YAML support complete and check by it.
    """
    import json

    from mapdocs.spec.json_schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
