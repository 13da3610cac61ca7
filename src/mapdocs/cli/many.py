"""The specs of commands over many deals: what can be looked at, and what is left out and why."""

from __future__ import annotations

import click

from mapdocs.cli.output import existing_specs, show_findings
from mapdocs.deals.overview import MISSING
from mapdocs.schema.loader import load
from mapdocs.schema.model import Spec


def sound_specs(paths: tuple[str, ...]) -> tuple[list[Spec], list[str]]:
    """The specs in ``paths`` (files and folders), and the files that were left out: each was told with its first error.

    A spec that is begun and lacks something counts as one.
    """
    good: list[Spec] = []
    unread: list[str] = []
    for path in existing_specs(paths):
        spec = load(path)
        errors = [f for f in spec.findings if f.level == "error" and f.code != MISSING]
        if errors:
            show_findings(errors[:1], {str(path): spec.source.text})
            click.echo(f"{path}: left out; mend it, then run: mapdocs check {path}", err=True)
            unread.append(str(path))
        else:
            good.append(spec)
    return good, unread
