"""mapdocs diff: two specs, or a spec and a returned file, side by side."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapdocs.cli.excerpts import safe
from mapdocs.cli.options import today_option
from mapdocs.cli.output import sound_spec

if TYPE_CHECKING:
    from mapdocs.returns.difference import Difference
    from mapdocs.schema.model import Spec

_WORDS = {"+": "added", "-": "removed", "~": "changed", "?": "question", "#": "remark", "↕": "moved"}


@click.command(name="diff", short_help="Compare two specs, or a spec and a returned file.")
@click.argument("old", type=click.Path(exists=True, dir_okay=False))
@click.argument("new", type=click.Path(exists=True, dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False), help="Write into this file instead of the screen.")
@today_option
@click.pass_context
def command(ctx: click.Context, old: str, new: str, form: str, out: str | None, today: date | None) -> None:
    """Print what differs from OLD to NEW, row by row. OLD is a spec; NEW is a spec or an edited file.

    The comparison is for your own side: it shows internal fields too, marked as such.
    """
    before = sound_spec(ctx, old)
    if new.endswith((".yaml", ".yml")):
        from mapdocs.returns.difference import between_specs

        found = between_specs(before, sound_spec(ctx, new))
    else:
        found = _returned(ctx, before, new, today or date.today())
    text = _text(found, form, before, old, new)
    if out:
        from mapdocs.storage.atomic import write_whole

        write_whole(Path(out), text.encode())
        click.echo(out)
    else:
        click.echo(safe(text) if form == "text" else text, nl=not text.endswith("\n"))


def _returned(ctx: click.Context, spec: Spec, name: str, today: date) -> list[Difference]:
    """The differences between a spec as it is and a file that came back."""
    from mapdocs.building.company import kit_for
    from mapdocs.readers.package import MAX_FILE
    from mapdocs.returns.difference import of_changes
    from mapdocs.returns.pull import Returned, compare_with_spec
    from mapdocs.templating.folder import TemplateFolder
    from mapdocs.templating.kit import Kit

    with Path(name).open("rb") as file:
        raw = file.read(MAX_FILE + 1)
    outcome = compare_with_spec(spec, Returned(name, raw), [Kit(TemplateFolder()), kit_for(spec.settings)], today=today)
    if outcome.changes is None:
        message, hint = outcome.refused or ("it cannot be read", "")
        click.echo(f"Error: {name}: {message}\n  hint: {hint}", err=True)
        ctx.exit(1)
    return of_changes(outcome.changes)


def _text(found: list[Difference], form: str, spec: Spec, old: str, new: str) -> str:
    if form == "json":
        return json.dumps([{**d._asdict(), "change": _WORDS[d.sign]} for d in found], ensure_ascii=False, indent=1)
    if form == "html":
        from mapdocs.building.company import kit_for

        return kit_for(spec.settings).render(
            "diff.html.j2", differences=found, words=_WORDS, name=spec.deal.name, old=Path(old).name, new=Path(new).name
        )
    return "\n".join(f"{d}{' [internal]' if d.internal else ''}" for d in found) or "Nothing differs."
