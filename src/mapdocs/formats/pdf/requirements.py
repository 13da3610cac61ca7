"""What the machine has and lacks, and the one command that mends it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import lru_cache

from mapdocs.formats.pdf import engine


@lru_cache(maxsize=1)
def pdf_problem() -> str | None:
    """Why no PDF can be made here, with the command that mends it; None where one can."""
    try:
        engine.load()
    except ImportError as problem:
        return f"WeasyPrint is not installed ({problem.name or problem}). Mend it with: python -m pip install 'weasyprint>=70'"
    except OSError:
        return f"the libraries of Pango are missing. Mend it with: {pango_command()}"
    return None


def pango_command() -> str:
    """The command that installs what the PDF needs on this system."""
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return "winget install MSYS2.MSYS2, then in its UCRT64 shell: pacman -S mingw-w64-ucrt-x86_64-pango"
    sudo = "" if _is_root() else "sudo "
    for program, command in (
        ("apt-get", "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("dnf", "dnf install -y pango"),
        ("apk", "apk add pango"),
        ("pacman", "pacman -S pango"),
        ("zypper", "zypper install -y libpango-1_0-0 libpangoft2-1_0-0"),
    ):
        if shutil.which(program):
            return sudo + command
    return "install Pango with your system's package manager"


def fonts_command() -> str:
    """The command that installs fonts for scripts that the built-in ones lack."""
    if sys.platform == "darwin":
        return "brew install --cask font-noto-sans font-noto-sans-cjk"
    if sys.platform == "win32":
        return "Settings, Optional features, add the supplemental fonts of the language"
    sudo = "" if _is_root() else "sudo "
    return f"{sudo}apt-get install -y fonts-noto-core fonts-noto-cjk"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


_SCRIPTS = {"Chinese": "zh-cn", "Japanese": "ja", "Korean": "ko", "Arabic": "ar", "Hebrew": "he"}


def scripts_without_font() -> list[str] | None:
    """The scripts that the built-in fonts lack and no font of this system has; None where nobody can be asked."""
    asked = shutil.which("fc-list")
    if asked is None:
        return None
    lacking = []
    for name, language in _SCRIPTS.items():
        done = subprocess.run([asked, f":lang={language}", "family"], capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode != 0:
            return None
        lacking += [name] * (not done.stdout.strip())
    return lacking
