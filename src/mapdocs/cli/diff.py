"""mapdocs diff: two specs, or a spec and a returned file, side by side."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import FILE, to_file, today_option
from mapdocs.cli.output import sound_spec, then, typed
from mapdocs.errors import Refused
from mapdocs.language.display import safe
from mapdocs.returns.api import as_page, diff
from mapdocs.returns.difference import Difference
from mapdocs.schema.model import Spec
from mapdocs.storage.outputs import write_output


@click.command(name="diff", short_help="Compare two specs, or a spec and a returned file.")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@to_file()
@today_option
@click.pass_context
def command(
    ctx: click.Context, old: str, new: str, form: str, out: str | None, force: bool, today: date | None
) -> None:
    """Print what differs from OLD to NEW, row by row. OLD is a spec; NEW is a spec or an edited file.

    The comparison is for your own side: it shows internal fields too, marked as such.
    """
    before = sound_spec(ctx, old)
    after = sound_spec(ctx, new) if new.endswith((".yaml", ".yml")) else new
    try:
        found = diff(before, after, today=today)
    except Refused as problem:
        click.echo(f"Error: {new}: {problem.message}\n  hint: {problem.hint}", err=True)
        ctx.exit(1)
    text = _text(found, form, before, old, new)
    if out:
        write_output(Path(out), text.encode(), force=force)
        click.echo(out)
    else:
        click.echo(safe(text) if form == "text" else text, nl=not text.endswith("\n"))
    if form == "text":
        a_spec = isinstance(after, Spec)
        then(typed("mapdocs build", new) if a_spec else f"{typed('mapdocs pull', old, new)} --apply")


def _text(found: list[Difference], form: str, spec: Spec, old: str, new: str) -> str:
    if form == "json":
        return json.dumps([{**asdict(d), "change": d.change} for d in found], ensure_ascii=False, indent=1)
    if form == "html":
        return as_page(found, spec, Path(old).name, Path(new).name)
    return "\n".join(f"{d}{' [internal]' if d.internal else ''}" for d in found) or "Nothing differs."
