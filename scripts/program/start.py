"""What the program for people without Python starts with: mapdocs, or one of the processes that it starts of itself."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from pathlib import Path

#: Modules that are started as processes of their own, by their file's name; here there is no interpreter to give the file to.
APART = {
    "svg_process.py": "mapdocs.templating.svg_process",
    "pdf_form_process.py": "mapdocs.readers.pdf_form_process",
}


def main() -> None:
    """Run the command line, or the module whose file is named."""
    multiprocessing.freeze_support()
    words = [word for word in sys.argv[1:] if word != "-I"]
    apart = APART.get(Path(words[0]).name) if words else None
    if apart is not None:
        sys.argv = words
        runpy.run_module(apart, run_name="__main__")
        return
    conf = Path(getattr(sys, "_MEIPASS", "")) / "fonts.conf"
    if conf.is_file() and not Path("/etc/fonts/fonts.conf").is_file():
        os.environ.setdefault("FONTCONFIG_FILE", str(conf))
    from mapdocs.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
