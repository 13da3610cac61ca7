"""mapdocs: one YAML file, a deal's Mutual Action Plan, becomes what the buyer needs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mapdocs._version import __version__

if TYPE_CHECKING:
    from mapdocs.building.api import BuildResult, build, check, load
    from mapdocs.findings import Finding
    from mapdocs.schema.model import Spec

#: The room that each public name comes from.
_ROOMS = {
    "BuildResult": "building.api",
    "Finding": "findings",
    "Spec": "schema.model",
    "build": "building.api",
    "check": "building.api",
    "load": "building.api",
}

__all__ = ["BuildResult", "Finding", "Spec", "__version__", "build", "check", "load"]


def __getattr__(name: str) -> Any:
    """The library's names, loaded when one is asked for: a command line starts without those it does not need."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"mapdocs.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
