"""Word's pages break as a designer would, in LibreOffice, with the font of the documents and with those that stand in for it."""

import io
import os
import re
import shutil
import subprocess

import pypdf
import pytest

from formats.test_pages import values_of
from helpers import ROOT, grid_of_plans, made
from mapdocs.schema.model import Brand

PROOF = (
    "Minutes signed by the board, with no open findings above medium, and confirmed in writing by the departments " * 3
)
CHEAP = [
    (4, False, True, True, "de", "a4"),
    (6, True, True, True, "fr", "letter"),
    (9, True, False, False, "en", "a4"),
    (12, True, True, False, "ja", "a4"),
    (14, False, True, False, "es", "letter"),
]
GRID = grid_of_plans(3)
FONTS = ("IBM Plex Sans", "Carlito", "Noto Sans")


def rows_a_page(raw):
    """How many rows of the table begin on each page; the marks of the timeline come after, and count once."""
    seen, pages = set(), []
    for page in pypdf.PdfReader(io.BytesIO(raw)).pages:
        marks = set(re.findall(r"^\s*([ABSLPKM]\d{1,2})\b", page.extract_text(), re.MULTILINE)) - seen
        seen |= marks
        pages.append(len(marks))
    return pages


def printed(cases, font, into):
    """The pages of each case's document, as LibreOffice prints it in ``font``."""
    fonts = into / "fonts.conf"
    own = f"<dir>{ROOT / 'templates' / 'fonts'}</dir>" if font == FONTS[0] else ""
    fonts.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include>{own}</fontconfig>")
    for number, (rows, memo, moves, long, locale, paper) in enumerate(cases):
        values = values_of(rows, memo=memo, moves=moves, long=long)
        if long:
            values["milestones"][1]["exit_criteria"] = PROOF
        brand = Brand(font=font if font != FONTS[0] else None)
        raw = made(values, only=("docx",), locale=locale, paper=paper, brand=brand, found=())["map.docx"]
        (into / f"{number}.docx").write_bytes(raw)
    names = [str(into / f"{number}.docx") for number in range(len(cases))]
    for at in range(0, len(names), 50):
        subprocess.run(
            [shutil.which("soffice") or "soffice", f"-env:UserInstallation={(into / 'office').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", into, *names[at : at + 50]],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)}, check=True, capture_output=True, timeout=60 + 5 * len(names),
        )  # fmt: skip
    return [rows_a_page((into / f"{number}.pdf").read_bytes()) for number in range(len(cases))]


def lonely(cases, told):
    """The cases that break badly: fewer than three rows on the last page (of four or five rows two, of three one with the
    page before), or fewer than two on another."""
    wrong = []
    for case, pages in zip(cases, told, strict=True):
        rows = case[0]
        last, other = (3, 2) if rows > 5 else (2, min(2, rows - 2))
        if sum(pages) != rows or (len(pages) > 1 and (pages[-1] < last or min(pages) < other)):
            wrong.append((case, pages))
    return wrong


@pytest.mark.parametrize("font", FONTS)
def test_no_row_and_nothing_below_the_table_stands_alone(font, tmp_path, program):
    assert program("soffice")
    assert lonely(CHEAP, printed(CHEAP, font, tmp_path)) == []


def test_six_rows_are_one_page_in_every_font(tmp_path, program):
    assert program("soffice")
    case = (6, True, True, False, "en", "a4")
    for font in FONTS:
        (tmp_path / font).mkdir()
        assert printed([case], font, tmp_path / font) == [[6]]


@pytest.mark.long
@pytest.mark.parametrize("font", FONTS)
def test_so_does_the_whole_grid(font, tmp_path, program, measure):
    """LibreOffice takes no rows along once a later page holds the end of the table, so what stands below it is alone where
    the heights that were told are wrong by a line: one plan in a hundred at most."""
    assert program("soffice")
    wrong = lonely(GRID, printed(GRID, font, tmp_path))
    measure(f"Word's pages, {font}: {len(GRID)} plans, {len(wrong)} with something alone")
    assert [case for case, pages in wrong if case[0] <= 9] == []
    assert len(wrong) <= len(GRID) // 100
