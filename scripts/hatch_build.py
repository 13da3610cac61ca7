"""What a wheel carries beside what lies in the tree."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface):
    """The built-in templates, compiled; an editable installation compiles those that it finds when it runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(Path(__file__).parent))
        from compile_templates import PACKAGE, write_compiled

        self._folder = TemporaryDirectory()
        for name in write_compiled(Path(self._folder.name)):
            build_data["force_include"][os.path.join(self._folder.name, name)] = f"{PACKAGE}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
