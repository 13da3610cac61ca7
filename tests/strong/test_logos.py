"""Logos that are damaged, or drawn to hurt: told in a sentence, and the documents are built without them."""

import io
import struct
import zlib

import docx
import openpyxl
import pytest
from PIL import Image

from commands import run
from helpers import dump, plan_values
from mapdocs.templating.logo import read_logo

BOX = '<rect width="9" height="9"/>'


def svg(inner=BOX, size='width="90" height="30"'):
    head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {head} {size}>{inner}</svg>".encode()


def saved(image, kind, **more):
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = saved(Image.new("RGB", (200, 60), "red"), "PNG")
JPEG = saved(Image.effect_noise((200, 60), 50), "JPEG")
HUGE = PNG[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)) + PNG[33:]
COPIES = "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 4 + "</g>" for n in range(30))
ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))

UNUSABLE = {
    "cut PNG": PNG[:-30],
    "PNG of a head": PNG[:40],
    "PNG with a wrong sum": PNG[:45] + b"xx" + PNG[47:],
    "PNG of 3,600 million pixels": HUGE,
    "a line": saved(Image.new("RGB", (3000, 1)), "PNG"),
    "cut JPEG": JPEG[: len(JPEG) // 2],
    "JPEG of three bytes": b"\xff\xd8\xff",
    "a text": b"hello",
    "nothing": b"",
    "a GIF": saved(Image.new("P", (9, 9)), "GIF"),
    "six megabytes": b"\x89PNG\r\n" + b"x" * 6_000_000,
    "SVG cut": b"<svg",
    "SVG a million wide": svg(size='width="1000000" height="1"'),
    "SVG a million high": svg(size='width="1" height="1000000"'),
    "SVG whose box is wide": svg(size='viewBox="0 0 1000000 1"'),
    "SVG of no size": svg(size='width="0" height="0"'),
    "SVG 900 deep": svg("<g>" * 900 + BOX + "</g>" * 900),
    "SVG of copies of copies": svg(f"<defs>{COPIES}<g id='a30'>{BOX}</g></defs><use href='#a0'/>"),
    "SVG of entities": f'<!DOCTYPE svg [<!ENTITY a "{"a" * 9000}">{ENTITIES}]>'.encode() + svg("<text>&i;</text>"),
    "SVG with a picture": svg('<image href="beside.png"/>'),
    "SVG with a picture, older": svg('<image xlink:href="beside.png"/>'),
    "SVG with a picture in an entity": b"<!DOCTYPE svg [<!ENTITY a '<image href=\"beside.png\"/>'>]>" + svg("&a;"),
    "SVG with a picture in a filter": svg('<filter id="f"><feImage href="beside.png"/></filter>'),
    "SVG with a part of another": svg('<use href="other.svg#x"/>'),
    "SVG with a sheet beside it": b'<?xml-stylesheet type="text/css" href="brand.css"?>' + svg(),
    "SVG that imports a sheet": svg("<style>/* @import */ @import url(brand.css);</style>"),
    "SVG that imports a sheet, shorter": svg("<style>@import 'brand.css';</style>"),
    "SVG filled from another file": svg('<rect width="9" height="9" fill="url(other.svg#paint)"/>'),
    "SVG filled from another file by style": svg('<rect width="9" height="9" style="fill:url( \'other.svg#p\' )"/>'),
    "SVG within SVG": svg('<image href="data:image/svg+xml;base64,AAAA"/>'),
}
USABLE = {
    "PNG": PNG,
    "JPEG": JPEG,
    "JPEG in inks": saved(Image.new("CMYK", (200, 60)), "JPEG"),
    "JPEG without a head": JPEG[:2] + JPEG[20:],
    "JPEG of no density": JPEG[:13] + b"\x01\0\0\0\0" + JPEG[18:],
    "PNG of no density": PNG[:33] + chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1)) + PNG[33:],
    "PNG of 16 bits": saved(Image.new("I;16", (200, 60)), "PNG"),
    "SVG": svg(),
    "SVG with styles of its own": svg(
        "<style>/* no @import here */ rect{fill:url(#p)}</style>"
        '<linearGradient id="p"><stop stop-color="red"/></linearGradient>'
        '<rect width="9" height="9" style="mask:url(\'#m\')" filter="url(\'#f\')"/>'
    ),
    "SVG in UTF-16": svg().decode().encode("utf-16"),
    "SVG with a picture inside": svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_told_and_left_out(name, tmp_path):
    (tmp_path / "beside.png").write_bytes(PNG)
    (tmp_path / "logo").write_bytes(UNUSABLE[name])
    picture, notes = read_logo(tmp_path / "logo")
    assert picture is None
    assert len(notes) == 1
    assert notes[0].endswith("; the documents are built without it")


@pytest.mark.parametrize("name", USABLE)
def test_every_office_library_takes_what_is_used(name, tmp_path):
    (tmp_path / "logo").write_bytes(USABLE[name])
    picture, notes = read_logo(tmp_path / "logo")
    assert notes == []
    docx.Document().add_picture(io.BytesIO(picture))
    book = openpyxl.Workbook()
    book.active.add_image(openpyxl.drawing.image.Image(io.BytesIO(picture)))
    book.save(io.BytesIO())


def test_a_folder_or_nothing_in_its_place(tmp_path):
    assert read_logo(tmp_path)[0] is None
    assert read_logo(tmp_path / "none.png")[0] is None


def test_one_bad_logo_costs_that_picture_only(tmp_path):
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
        logo = PNG if name == "good" else UNUSABLE["SVG a million wide"]
        (tmp_path / name / "logo").write_bytes(logo)
        (tmp_path / name / "mapdocs.yaml").write_text("brand: {logo: logo}\n")
        (tmp_path / name / "deal.yaml").write_text(dump(plan_values(name=f"Deal {name}")))
    done = run("build", "good", "bad", "--only", "docx", "--today", "2026-11-23", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "which is no logo; the documents are built without it" in done.stdout + done.stderr
    assert len(list(tmp_path.glob("out/*/buyer/*.docx"))) == 2
