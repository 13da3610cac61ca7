"""What a company's settings point at beside themselves: its templates and its logo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mapdocs.schema.model import Settings
from mapdocs.templating.kit import Kit, kit_in


def kit_for(settings: Settings) -> Kit:
    """Templates and labels under ``settings``: the built-in ones under the company's own."""
    return kit_in(templates_of(settings))


def templates_of(settings: Settings) -> Path | None:
    """The folder of the company's own templates; None where it has none."""
    return _beside(settings, settings.templates)


def logo_of(settings: Settings) -> Path | None:
    """The file of the company's logo; None where it has none."""
    return _beside(settings, settings.brand.logo)


def files_of(settings: Settings) -> Iterator[Path]:
    """Every file that a build reads for the company's look, beside the settings themselves."""
    templates, logo = templates_of(settings), logo_of(settings)
    if templates is not None:
        yield from (path for path in sorted(templates.rglob("*")) if path.is_file())
    if logo is not None:
        yield logo


def _beside(settings: Settings, name: str | None) -> Path | None:
    return Path(settings.folder or ".") / name if name else None
