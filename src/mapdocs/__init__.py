"""mapdocs: one YAML file, a deal's Mutual Action Plan, becomes what the buyer needs."""

from __future__ import annotations

from mapdocs.api import BuildResult, build, check, load
from mapdocs.findings import Finding
from mapdocs.spec.model import Spec

__version__ = "0.1.0"
__all__ = ["BuildResult", "Finding", "Spec", "__version__", "build", "check", "load"]
