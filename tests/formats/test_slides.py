"""The slide: what stands on it, where, and that it fits."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from pptx import Presentation
from pptx.util import Pt

from helpers import TODAY, made, plan_values
from mapdocs.building.options import BuildOptions
from mapdocs.formats.registry import FORMATS, USUAL
from mapdocs.formats.word.letters import NOTO, text_width

LOCALES = ["en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"]


def slides_of(raw: bytes):
    return Presentation(io.BytesIO(raw))


def with_rows(count: int, **more: str) -> dict:
    values = plan_values()
    rows = values["milestones"]
    first = rows[0]["target_date"]
    start = first if isinstance(first, date) else date.fromisoformat(str(first))
    for number in range(len(rows), count):
        rows.append(
            dict(
                rows[0],
                milestone=f"Further step {number}",
                id=f"further-{number}",
                target_date=start + timedelta(number % 25),
                **more,
            )
        )
    del rows[count:]
    return values


def tables(deck) -> list:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]


def text_of(deck) -> str:
    return " ".join(text for slide in deck.slides for text in slide._element.itertext())


def test_it_is_made_where_it_is_named_and_not_among_the_usual_files():
    assert "pptx" in FORMATS
    assert "pptx" not in USUAL
    assert BuildOptions().only == USUAL
    assert list(made(plan_values(), only=("pptx",))) == ["map.pptx"]


@pytest.mark.parametrize("locale", LOCALES)
def test_six_rows_stand_on_one_slide(locale):
    deck = slides_of(made(plan_values(), only=("pptx",), locale=locale)["map.pptx"])
    assert len(deck.slides) == 1
    (table,) = tables(deck)
    assert len(table.table.rows) == 7
    assert table.top + sum(row.height for row in table.table.rows) <= deck.slide_height - Pt(24)


@pytest.mark.parametrize("count", [6, 9, 14, 40])
def test_rows_that_do_not_fit_go_on(count):
    deck = slides_of(made(with_rows(count), only=("pptx",))["map.pptx"])
    found = tables(deck)
    assert sum(len(table.table.rows) - 1 for table in found) == count
    assert all(len(table.table.rows) > 2 for table in found), "no row stands alone"
    for table in found:
        assert table.top + sum(row.height for row in table.table.rows) <= deck.slide_height - Pt(24)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(set(titles)) == len(titles), "screen readers tell slides apart by their titles"


def test_no_text_is_under_twelve_points():
    deck = slides_of(made(with_rows(14), only=("pptx",))["map.pptx"])
    sizes = [int(size) for slide in deck.slides for size in re.findall(r'sz="(\d+)"', slide_xml(slide))]
    assert len(sizes) > 50
    assert min(sizes) >= 1200


def slide_xml(slide) -> str:
    from lxml import etree

    return etree.tostring(slide._element).decode()


def test_what_is_read_aloud_has_words_and_the_order_of_reading():
    values = plan_values()
    slide = slides_of(made(values, only=("pptx",))["map.pptx"]).slides[0]
    kinds = ["table" if s.has_table else "group" if s.shape_type == 6 else s.name for s in slide.shapes]
    assert kinds[0] == "Title"
    assert kinds.index("Next") < kinds.index("group") < kinds.index("table")
    for shape in slide.shapes:
        if shape.has_table or shape.shape_type == 6:
            assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
    (table,) = tables(slides_of(made(values, only=("pptx",))["map.pptx"]))
    assert table.table.first_row


def test_marks_and_names_are_those_of_the_other_formats():
    files = made(plan_values(), only=("pptx", "docx"))
    from helpers import docx_tables

    plan = next(table for table in docx_tables(files["map.docx"]) if len(table[0]) == 7)
    (table,) = tables(slides_of(files["map.pptx"]))
    head = [cell.text_frame.text for cell in table.table.rows[0].cells]
    assert head == plan[0]
    marks = [table.table.cell(n, 0).text_frame.text for n in range(1, 7)]
    assert marks == [row[0] for row in plan[1:7]]


def test_nothing_of_the_machine_or_the_librarys_author_is_in_it():
    raw = made(plan_values(), only=("pptx",))["map.pptx"]
    assert raw == made(plan_values(), only=("pptx",))["map.pptx"]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
    assert not [name for name in names if "thumbnail" in name or "printer" in name]
    for word in (b"Canny", b"python-pptx", b"Macintosh", b"2013"):
        assert word not in everything, word
    properties = slides_of(raw).core_properties
    assert properties.author == properties.last_modified_by == plan_values()["seller"]["company"]
    assert properties.modified.date() == TODAY


def test_a_plan_from_right_to_left_is_mirrored():
    values = plan_values()
    for number, row in enumerate(values["milestones"]):
        row["buyer_label"] = f"خطوة {number}"
    values["deal"]["outcome"] = "إغلاق الدفاتر في أربعة أيام"
    deck = slides_of(made(values, only=("pptx",))["map.pptx"])
    (table,) = tables(deck)
    assert table.table._tbl.tblPr.get("rtl") == "1"


def test_texts_that_are_markup_stay_text():
    values = plan_values()
    values["deal"]["outcome"] = 'Books <b>closed</b> & "checked" in 4 days'
    assert 'Books <b>closed</b> & "checked" in 4 days' in text_of(slides_of(made(values, only=("pptx",))["map.pptx"]))


def test_an_outcome_of_a_page_leaves_the_rows_to_the_next_slide():
    values = plan_values()
    values["deal"]["outcome"] = "The books are closed in four days instead of nine. " * 40
    deck = slides_of(made(values, only=("pptx",))["map.pptx"])
    assert sum(len(table.table.rows) - 1 for table in tables(deck)) == 6


def test_a_day_is_never_broken_and_no_row_is_alone_where_the_reasons_can_give_way():
    values = plan_values(6)
    values["buyer"]["people"][0]["name"] = values["buyer"]["champion"] = "Anne-Sophie de La Rochefoucauld"
    values["milestones"][0]["buyer_owner"] = "Anne-Sophie de La Rochefoucauld"
    deck = Presentation(io.BytesIO(made(values, only=("pptx",), found=())["map.pptx"]))
    texts = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert any(
        "Anne-Sophie\u00a0de\u00a0La\u00a0Rochefoucauld   ·   Tue\u00a024\u00a0Nov\u00a02026" in text for text in texts
    )
    assert any("by Mon\u00a030\u00a0Nov\u00a02026." in text for text in texts)


@pytest.mark.parametrize("locale", ["de_DE", "pt_BR"])
def test_no_title_and_no_day_is_wider_than_its_column(locale):
    values = plan_values(rows=4)
    values["buyer"]["people"][0]["title"] = "Datenschutzbeauftragter"
    values["buyer"]["people"][1]["title"] = "Leiterin Informationssicherheit"
    table = tables(slides_of(made(values, only=("pptx",), locale=locale, found=())["map.pptx"]))[0]
    assert "Informationssicherheit" in table.table.cell(2, 2).text
    buyer, dates = (table.table.columns[number].width / 12700 - 8 for number in (2, 4))
    assert buyer >= text_width("Informationssicherheit", 12, NOTO)
    assert dates >= max(text_width(row.cells[4].text, 12, NOTO, bold=True) for row in table.table.rows)


def test_the_signs_of_the_timeline_say_their_days_and_what_is_done_is_not_struck():
    values = plan_values()
    values["milestones"][0].update(status="done", done_on="2026-11-20", target_date="2026-11-20")
    deck = slides_of(made(values, only=("pptx",), found=())["map.pptx"])
    assert "Today 23 Nov" in text_of(deck)
    assert "Go-live 19 Jan" in text_of(deck)
    assert "strike=" not in deck.slides[0]._element.xml.replace('strike="noStrike"', "")


def test_a_go_live_next_to_today_says_its_day_alone():
    said = text_of(slides_of(made(plan_values(go_live="2026-11-25"), only=("pptx",), found=())["map.pptx"]))
    assert "Go-live 25 Nov" in said
    assert "Today 23 Nov" not in said
