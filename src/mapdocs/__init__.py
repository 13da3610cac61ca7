"""mapdocs: one YAML file, a deal's Mutual Action Plan, becomes what the buyer needs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mapdocs._version import __version__

if TYPE_CHECKING:
    from mapdocs.building.api import Rendering, build, render
    from mapdocs.building.checking import check, loads
    from mapdocs.building.deal import BuildResult
    from mapdocs.building.options import BuildOptions
    from mapdocs.deals.overview import overview
    from mapdocs.errors import MapdocsError
    from mapdocs.findings import Finding
    from mapdocs.formats.registry import FORMATS
    from mapdocs.importing.api import ImportOptions, import_file, write_import
    from mapdocs.returns.api import diff, pull, write_pull
    from mapdocs.schema.loader import load
    from mapdocs.schema.model import Spec

#: The room that each public name comes from. They are loaded when one is asked for: ``mapdocs check`` needs none of the
#: formats, and they take longer to load than it runs.
_ROOMS = {
    "FORMATS": "formats.registry",
    "BuildOptions": "building.options",
    "BuildResult": "building.deal",
    "Finding": "findings",
    "MapdocsError": "errors",
    "Rendering": "building.api",
    "Spec": "schema.model",
    "build": "building.api",
    "diff": "returns.api",
    "import_file": "importing.api",
    "overview": "deals.overview",
    "pull": "returns.api",
    "ImportOptions": "importing.api",
    "write_import": "importing.api",
    "write_pull": "returns.api",
    "check": "building.checking",
    "load": "schema.loader",
    "loads": "building.checking",
    "render": "building.api",
}

__all__ = [
    "FORMATS",
    "BuildOptions",
    "BuildResult",
    "Finding",
    "ImportOptions",
    "MapdocsError",
    "Rendering",
    "Spec",
    "__version__",
    "build",
    "check",
    "diff",
    "import_file",
    "load",
    "loads",
    "overview",
    "pull",
    "render",
    "write_import",
    "write_pull",
]


def __getattr__(name: str) -> Any:
    """The library's names, loaded when one is asked for: a command line starts without those it does not need."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"mapdocs.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
