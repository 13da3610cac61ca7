"""mapdocs: one YAML file, a deal's Mutual Action Plan, becomes what the buyer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapdocs.api import BuildResult, build, check, load
    from mapdocs.findings import Finding
    from mapdocs.spec.model import Spec

__version__ = "0.1.0"
__all__ = ["BuildResult", "Finding", "Spec", "__version__", "build", "check", "load"]

_ROOMS = {"Finding": "findings", "Spec": "spec.model"}


def __getattr__(name: str) -> Any:
    """The library's names, loaded when one is asked for: a command line starts without those it does not need."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"mapdocs.{_ROOMS.get(name, 'api')}"), name)
