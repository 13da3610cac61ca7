"""The built-in templates as modules of the package: what a wheel carries (see mapdocs/templating/ready.py)."""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
PACKAGE = "mapdocs/templating"


def write_compiled(folder: Path) -> list[str]:
    """Write a module for each built-in template below ``folder``, which stands for ``PACKAGE``; their names in it."""
    sys.path.insert(0, str(SOURCE))
    from mapdocs.templating.folder import TemplateFolder, template_names
    from mapdocs.templating.ready import module_of
    from mapdocs.templating.sandbox import sandbox

    read = TemplateFolder()
    environment, names = sandbox(read), []
    for template in template_names():
        if template.endswith(".j2"):
            source = read(template)
            names.append(module_of(template, source).replace(".", "/") + ".py")
            path = folder / names[-1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(environment.compile(source.decode(), template, template, raw=True), "utf-8")
    return names
