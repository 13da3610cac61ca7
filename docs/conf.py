"""The documentation site. Build it with: make docs"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import reference  # noqa: E402 - beside this file

project = "mapdocs"
project_copyright = "the mapdocs authors, MIT licence"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True
html_theme = "furo"
html_title = "mapdocs"
html_copy_source = False
html_extra_path = ["llms.txt"]
html_show_sphinx = False
# Furo's link and caption colours, dark enough for 4.5 to 1 on its greys
html_theme_options = {
    "light_css_variables": {"color-foreground-muted": "#555b66", "color-foreground-border": "#767c85"},
    "dark_css_variables": {"color-foreground-muted": "#a8aeb8"},
}
linkcheck_ignore = [] if os.environ.get("MAPDOCS_CHECK_WEB") else [r"https?://"]

(HERE / "reference").mkdir(exist_ok=True)
for name, text in reference.pages().items():
    path = HERE / "reference" / name
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


#: What a screen reader or the keyboard needs and the theme leaves out.
MENDED = {
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
    '<aside class="sidebar-drawer"': '<aside aria-label="Contents" class="sidebar-drawer"',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
    "<pre>": '<pre tabindex="0">',
}


def mend(app: Any, problem: Exception | None) -> None:
    for path in Path(app.outdir).rglob("*.html") if problem is None else ():
        text = path.read_text("utf-8")
        for old, new in MENDED.items():
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def setup(app: Any) -> None:
    app.connect("build-finished", mend)
