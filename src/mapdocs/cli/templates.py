"""mapdocs templates: the built-in templates, to change."""

from __future__ import annotations

from pathlib import Path

import click

from mapdocs.cli.options import format_option
from mapdocs.cli.output import show_json, then
from mapdocs.storage.atomic import write_whole
from mapdocs.templating.folder import builtin_templates, template_names


@click.group(name="templates", short_help="Copy the built-in templates, to change them.")
def command() -> None:
    """The texts and looks that you may change."""


@command.command(name="eject", short_help="Copy the built-in templates into a folder.")
@click.argument("folder", type=click.Path(file_okay=False))
@format_option()
def eject(folder: str, form: str) -> None:
    """Copy the built-in templates into FOLDER. Files that are there already stay as they are.

    Then name the folder in mapdocs.yaml: templates: FOLDER. Delete what you do not change: the built-in one is used.
    """

    kept: list[str] = []
    written: list[str] = []
    for name in template_names():
        target = Path(folder) / name
        if target.exists():
            kept.append(str(target))
            continue
        write_whole(target, (builtin_templates() / name).read_bytes())
        written.append(str(target))
        if form == "text":
            click.echo(str(target))
    if form == "json":
        show_json({"paths": written, "kept": kept})
        return
    if kept:
        click.echo(f"{len(kept)} files were there already and stay as they are.", err=True)
    click.echo(f"To use them, add to mapdocs.yaml: templates: {folder}", err=True)
    then("change one, then run: mapdocs build SPEC")
