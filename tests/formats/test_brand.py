"""The brand in every format: colour, font, logo as PNG, JPEG or SVG."""

import io
import struct
import zlib

import openpyxl
import pypdf
import pytest

from helpers import TODAY, dump, plan_values, zip_members
from mapdocs import BuildOptions, build, load

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="60" height="60" fill="#e2007a"/><text x="70" y="42" font-size="36">Fabrikam</text></svg>'


def png(width=200, height=60):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xe2\x00\x7a" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def built(tmp_path, logo, name="logo.png", font="Georgia"):
    (tmp_path / name).write_bytes(logo)
    (tmp_path / "mapdocs.yaml").write_text(f'brand: {{color: "#ffcc00", logo: {name}, font: {font}}}\n')
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    result = build(load(tmp_path / "deal.yaml"), out=tmp_path / "out", today=TODAY)
    assert not result.blocked, result.findings
    return result, {p.name.removeprefix("test-deal-"): p.read_bytes() for p in result.paths}


@pytest.mark.parametrize(("logo", "name"), [(png(), "logo.png"), (png(30, 400), "tall.png"), (SVG, "logo.svg")])
def test_the_logo_is_in_the_document_the_tracker_and_the_pdf_and_not_in_the_email(tmp_path, logo, name):
    _, files = built(tmp_path, logo, name)
    document = dict(zip_members(files["map.docx"]))
    assert any(k.startswith("word/media/") for k in document)
    assert b'descr="Logo of Fabrikam"' in document["word/document.xml"]
    sheet = openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets[0]
    assert len(sheet._images) == 1
    page = pypdf.PdfReader(io.BytesIO(files["map.pdf"])).pages[0]
    assert len(page.images) == 1
    assert b"image/" not in files["map.eml"]
    assert b"<img" not in files["map.html"]


def test_colour_and_font_are_in_the_styles(tmp_path):
    _, files = built(tmp_path, png())
    styles = dict(zip_members(files["map.docx"]))["word/styles.xml"].decode()
    assert "Georgia" in styles
    assert "IBM Plex Sans" not in styles
    fonts = dict(zip_members(files["map.docx"]))["word/fontTable.xml"].decode()
    assert '<w:font w:name="Georgia"><w:altName w:val="Calibri"/>' in fonts
    assert "0F5C8C" not in styles
    assert b"Georgia" in dict(zip_members(files["map.xlsx"]))["xl/styles.xml"]


@pytest.mark.parametrize(
    ("logo", "name", "said"),
    [(b"GIF89a", "logo.gif", "neither PNG"), (b"<svg", "logo.svg", "no SVG that can be drawn")],
)
def test_a_logo_that_is_none_costs_nothing_else(tmp_path, logo, name, said):
    result, files = built(tmp_path, logo, name)
    assert said in " ".join(result.notes)
    assert len(files) == 12


def test_a_logo_that_is_not_there(tmp_path):
    (tmp_path / "mapdocs.yaml").write_text("brand: {logo: nowhere.png}\n")
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    result = build(
        load(tmp_path / "deal.yaml"), out=tmp_path / "out", today=TODAY, options=BuildOptions(only=("email",))
    )
    assert "not there" in result.notes[0]


def test_sizes_for_the_full_sample(tmp_path, measure):
    from helpers import SAMPLES

    (tmp_path / "deal.yaml").write_bytes((SAMPLES / "northwind.yaml").read_bytes())
    result = build(load(tmp_path / "deal.yaml"), out=tmp_path / "out", today=TODAY)
    sizes = {p.suffix: p.stat().st_size for p in result.paths if "-map." in p.name}
    measure(f"sizes of the full sample in bytes: {sizes}")
    for suffix, limit in ((".eml", 60_000), (".docx", 60_000), (".xlsx", 40_000), (".pdf", 80_000)):
        assert sizes[suffix] < limit
