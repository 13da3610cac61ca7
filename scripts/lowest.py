"""The lowest versions that pyproject.toml allows, as pip's constraints: what a user with old packages may have."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
for line in project["dependencies"]:
    name, lowest = re.fullmatch(r"([\w.-]+)>=([\w.]+)", line).groups()
    print(f"{name}=={lowest}")
