"""Pages break as a designer would: the last one holds three rows or more, and nothing stands alone on it."""

import io
import re

import pypdf
import pytest

from helpers import grid_of_plans, made, plan_values
from mapdocs.formats.pdf import printing
from mapdocs.formats.timeline import apart

NAMES = ("Anne-Sophie de La Rochefoucauld-Montmorency", "Jean-Baptiste Castelnau", "Marguerite Vandenbroucke")


def values_of(rows, *, memo, moves, long):
    more = (
        {"why": {"problem": "Nine hours a day.", "cost": "Forty thousand a quarter.", "ask": "Approve."}}
        if memo
        else {}
    )
    values = plan_values(rows, **more)
    if memo:
        values["deal"]["success"] = ["Tours ready at seven", "Penalties halved"]
    for number, row in enumerate(values["milestones"]):
        if long:
            row["buyer_owner"] = NAMES[number % 3]
            row["exit_criteria"] = "Minutes signed by the board and handed to the steering committee of both companies"
        if moves and number in (1, 2):
            row["moved"] = [{"from": "2026-11-10", "on": "2026-11-18", "why": "The audit was put off"}]
    if long:
        values["buyer"]["people"] += [{"name": name, "title": "Deputy director of administration"} for name in NAMES]
        values["buyer"]["company"] = "Transports Lemaître & Fils"
    return values


def rows_a_page(raw):
    """The marks of the table's rows on each page; on the page of the strip its marks stand too, so each counts once."""
    seen, pages = set(), []
    for page in pypdf.PdfReader(io.BytesIO(raw)).pages:
        marks = dict.fromkeys(re.findall(r"^([ABSLPKM]\d{1,2})\b", page.extract_text(), re.MULTILINE))
        pages.append([mark for mark in marks if mark not in seen])
        seen |= set(marks)
    return pages


GRID = grid_of_plans(4)
CHEAP = [
    (7, True, False, True, "fr", "a4"),
    (9, True, True, True, "fr", "a4"),
    (10, True, True, True, "de", "letter"),
    (12, False, True, False, "en", "letter"),
    (14, True, True, True, "ja", "a4"),
]


@pytest.mark.pdf
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(one, id="-".join(map(str, one)), marks=pytest.mark.long if at % 2 else ())
        for at, one in enumerate(CHEAP)
    ],
)
def test_a_last_page_holds_three_rows_or_more(case):
    rows, memo, moves, long, locale, paper = case
    values = values_of(rows, memo=memo, moves=moves, long=long)
    raw = made(values, only=("pdf",), locale=locale, paper=paper, found=())["map.pdf"]
    pages = rows_a_page(raw)
    assert sum(map(len, pages)) == rows
    assert len(pages[-1]) >= 3, pages
    assert all(len(page) >= 2 for page in pages), pages


@pytest.mark.pdf
@pytest.mark.long
@pytest.mark.parametrize("case", [pytest.param(one, id="-".join(map(str, one))) for one in GRID if one not in CHEAP])
def test_so_does_every_plan_of_the_grid(case):
    test_a_last_page_holds_three_rows_or_more(case)


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_short_plan_of_six_is_one_page(paper):
    assert (
        len(rows_a_page(made(values_of(6, memo=True, moves=True, long=False), only=("pdf",), paper=paper)["map.pdf"]))
        == 1
    )


def test_months_that_would_lie_on_each_other_thin_out():
    names = [("Nov. 2026", 0.0), ("Dez. 2026", 4.0), ("Jan. 2027", 14.0), ("Feb. 2027", 24.0)]
    assert [name for name, _ in apart(names, upright=False)] == ["Dez. 2026", "Jan. 2027", "Feb. 2027"]


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    ("title", "variant"), [("Informationssicherheitsbeauftragter", "full"), ("Datenschutzbeauftragter", "lite")]
)
def test_a_title_never_leaves_its_last_letters_to_a_line_of_their_own(title, variant, paper):
    values = values_of(6, memo=False, moves=False, long=False)
    for person in values["buyer"]["people"]:
        person["title"] = title
    more = {"variant": variant, "locale": "de", "paper": paper}
    text = pypdf.PdfReader(io.BytesIO(made(values, only=("pdf",), found=(), **more)["map.pdf"])).pages[0].extract_text()
    owners = len(values["milestones"]) if variant == "full" else 3
    assert len(re.findall(rf"^{title}\b|^{title}(?=[A-Z])", text, re.MULTILINE)) == owners


@pytest.mark.pdf
def test_the_rules_of_a_page_are_read_once():
    printing._sheet.cache_clear()
    values = values_of(6, memo=False, moves=False, long=False)
    first = made(values, only=("pdf",), found=())["map.pdf"]
    values["milestones"][1]["exit_criteria"] = "Signed by both boards"
    assert made(values, only=("pdf",), found=())["map.pdf"] != first
    assert printing._sheet.cache_info().misses == 1
    assert printing._sheet.cache_info().hits == 1
