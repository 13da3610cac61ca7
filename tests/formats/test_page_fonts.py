"""The fonts of pages: found once a process, and nothing of them left behind."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from formats.test_pages import values_of
from helpers import ROOT, made
from mapdocs.formats.pdf import fonts
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit

PRINTS = """
import sys
sys.path.insert(0, sys.argv[1])
from formats.test_pages import values_of
from helpers import made
from mapdocs.formats.pdf import fonts
values = values_of(6, memo=False, moves=False, long=False)
pages = [made(values, only=("pdf",), found=())["map.pdf"] for _ in range(3)]
assert len(set(pages)) == 1
assert fonts._kept
print(fonts._kept[0].fonts._folder)
"""


def _forget():
    """As if no page had been printed yet in this process."""
    while fonts._kept:
        fonts._kept.pop().end()


@pytest.mark.pdf
def test_pages_of_one_process_share_their_fonts_and_leave_no_folder():
    done = subprocess.run(
        [sys.executable, "-c", PRINTS, str(ROOT / "tests")], capture_output=True, text=True, check=True
    )
    assert not Path(done.stdout.strip()).exists()


@pytest.mark.pdf
def test_another_companys_fonts_are_others_be_they_called_the_same():
    values = values_of(6, memo=False, moves=False, long=False)
    for _ in range(2):
        made(values, only=("pdf",), found=())
    first = fonts._kept[0]
    with fonts.page_fonts(first.kit) as again:
        assert again is first.fonts
    with fonts.page_fonts(Kit(TemplateFolder())) as other:
        assert other is not first.fonts
    assert not Path(first.fonts._folder or "").exists()


@pytest.mark.pdf
@pytest.mark.skipif(sys.platform == "win32", reason="there a process's number says nothing")
@pytest.mark.parametrize("printed", [[], [os.getpid()]], ids=["first page", "later page"])
def test_what_a_killed_process_left_goes_with_the_next(printed):
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    left = Path(tempfile.mkdtemp(prefix=f"{fonts._PREFIX}{ended.stdout.strip()}-"))
    (left / "font").write_bytes(b"0")
    _forget()
    fonts._first[:] = printed
    with fonts.page_fonts(Kit(TemplateFolder())):
        pass
    assert not left.exists()
    _forget()
