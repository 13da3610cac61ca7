"""mapdocs schema: the JSON Schema that editors complete from."""

from __future__ import annotations

from pathlib import Path

import click

FILE = "mapdocs.schema.json"


def schema_text() -> str:
    """The JSON Schema as a text that ends with a line break."""
    import json

    from mapdocs.schema.json_schema import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def write_beside(spec: Path) -> None:
    """Write the schema that ``spec``'s first line names into its folder."""
    from mapdocs.storage.atomic import write_whole

    write_whole(spec.parent / FILE, schema_text().encode())


@click.command(name="schema", short_help="Print the JSON Schema of a spec, for editors.")
def command() -> None:
    """Print the JSON Schema (draft 7) of a spec.

    Save it beside your specs as mapdocs.schema.json (init and import do); editors with YAML support complete and check by it.
    """
    click.echo(schema_text(), nl=False)
