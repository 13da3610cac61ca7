"""mapdocs build: check, then every artifact."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from mapdocs.api import FORMATS, BuildOptions, BuildResult
from mapdocs.cli.check import remember_texts
from mapdocs.cli.options import today_option
from mapdocs.cli.output import existing_specs, machine_message, on_terminal, show_findings, summary
from mapdocs.portfolio.batch import Order, build_all


def _formats(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    if not value:
        return FORMATS
    import difflib

    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    for name in names:
        if name not in FORMATS:
            close = difflib.get_close_matches(name, FORMATS, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise click.BadParameter(f"{name} is no format; there are {', '.join(FORMATS)}.{hint}", ctx, param)
    return names


@click.command(name="build", short_help="Check, then write everything the buyer needs.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "-o",
    "--out",
    default="out",
    show_default=True,
    type=click.Path(file_okay=False),
    help="The folder to write into.",
)
@click.option("--only", callback=_formats, metavar="FORMATS", help=f"Only these, with commas: {','.join(FORMATS)}.")
@click.option(
    "--variant",
    type=click.Choice(["auto", "full", "lite"]),
    default="auto",
    show_default=True,
    help="auto picks by ACV.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many deals at a time.")
@click.option("--watch", is_flag=True, help="Build again whenever a spec, the settings or a template changes.")
@click.option("--force", is_flag=True, help="Overwrite files that somebody edited since they were built.")
@click.option("--emltpl", is_flag=True, help="Also write the draft as new Outlook for Mac opens it.")
@click.option(
    "--protect", is_flag=True, help="Lock the tracker but for the cells that both sides fill in; no password."
)
@click.option(
    "--crm-limit",
    type=click.Choice(["4000", "10000", "32000"]),
    default="32000",
    show_default=True,
    help="How many characters the CRM note may have.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the email as suits this machine.")
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    specs: tuple[str, ...],
    out: str,
    only: tuple[str, ...],
    variant: str,
    jobs: int,
    watch: bool,
    force: bool,
    emltpl: bool,
    protect: bool,
    crm_limit: str,
    open_it: bool,
    today: date | None,
) -> None:
    """Check each SPEC (a YAML file, or a folder of them), then write its artifacts.

    What lies in OUT/<deal>/buyer may all be sent; what lies in internal never.
    """
    gc.enable()
    options = BuildOptions(only, variant, emltpl, protect, int(crm_limit))  # type: ignore[arg-type]
    order = Order("", out, today or date.today(), options, force)
    code, drafts = _build(specs, order, jobs)
    if open_it and drafts:
        click.launch(str(drafts[0]))
    if not watch:
        ctx.exit(code)
    click.echo("Watching. Ctrl-C stops.", err=True)
    for _ in _changes(specs):
        from mapdocs.pipeline import forget_templates

        forget_templates()
        _build(specs, replace(order, today=today or date.today()), jobs)


def _build(specs: tuple[str, ...], order: Order, jobs: int) -> tuple[int, list[Path]]:
    """Carry out ``order`` for every spec; the exit code, and the email of each deal as this machine opens it best."""
    paths = existing_specs(specs)
    orders = [replace(order, spec=str(path)) for path in paths]
    results = build_all(orders, jobs=min(jobs, len(orders)))
    if len(orders) > 1 and on_terminal():
        progressbar: Any = click.progressbar
        with progressbar(results, length=len(orders), label="Building", file=sys.stderr) as bar:
            outcomes = list(bar)
    else:
        outcomes = list(results)
    code = 0
    for _, result in outcomes:
        code = max(code, _tell(result))
    if len(outcomes) > 1:
        built = sum(isinstance(r, BuildResult) and bool(r.paths) for _, r in outcomes)
        click.echo(f"{built} of {len(outcomes)} deals built.", err=True)
    return code, [path for _, result in outcomes if isinstance(result, BuildResult) for path in _draft(result)]


def _draft(result: BuildResult) -> list[Path]:
    """The file that suits this machine: the draft for Outlook and Thunderbird, the page to copy from elsewhere."""
    suffixes = {"win32": (".eml",), "darwin": (".emltpl", ".html")}.get(sys.platform, (".html",))
    if sys.platform.startswith("linux") and shutil.which("thunderbird"):
        suffixes = (".eml",)
    return [path for suffix in suffixes for path in result.paths if path.name.endswith(f"-map{suffix}")][:1]


def _tell(result: BuildResult | OSError | str) -> int:
    """Print what came of one deal; the exit code that it calls for."""
    if isinstance(result, str):
        click.echo(f"Error: {result}", err=True)
        return 1
    if isinstance(result, OSError):
        click.echo(f"Error: {machine_message(result)}", err=True)
        return 3
    file = result.spec.source.file
    texts: dict[str, str] = {}
    remember_texts(texts, file, result.spec.source.text, list(result.findings))
    show_findings(result.findings, texts)
    for note in result.notes:
        click.echo(f"{file}: note: {note}", err=True)
    if result.blocked:
        click.echo(f"{file}: {summary(result.findings)}; nothing was built.", err=True)
        return 1
    if result.edited:
        names = ", ".join(str(path) for path in result.edited)
        click.echo(
            f"{file}: nothing was written, since this was edited after it was built: {names}\n"
            "  hint: keep your copy under another name, then build again; or overwrite it with --force",
            err=True,
        )
        return 1
    for path in result.paths:
        click.echo(str(path))
    for name, why in result.missing.items():
        click.echo(f"{file}: no {name}: {why}", err=True)
    return 3 if result.missing else 0


def _changes(specs: tuple[str, ...]) -> Iterator[None]:
    """Yields whenever something that the build reads has changed."""
    before = _stamps(specs)
    while True:
        time.sleep(0.4)
        after = _stamps(specs)
        if after != before:
            before = after
            yield


def _stamps(specs: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    from mapdocs.spec.load import settings_for, specs_in
    from mapdocs.spec.settings import FILE_NAME

    watched: list[Path] = []
    for name in specs:
        for path in specs_in(Path(name)):
            watched += [path, *(folder / FILE_NAME for folder in Path(os.path.abspath(path)).parents)]
            settings, _ = settings_for(path)
            if settings.templates:
                watched += sorted((Path(settings.folder or ".") / settings.templates).rglob("*"))
    stamps = {}
    for path in watched:
        try:
            stat = path.stat()
        except OSError:
            continue
        stamps[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return stamps
