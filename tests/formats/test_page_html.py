"""What a PDF's page is made of: few elements, so that many rows stay quick, and what looks good of it."""

import io
import re
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from formats.test_pages import values_of
from helpers import TODAY, plan_values, spec_of
from mapdocs.building.company import kit_for
from mapdocs.formats import describe
from mapdocs.formats.pdf.page import page
from mapdocs.formats.pdf.printing import print_page
from mapdocs.plan.builder import buyer_plan


def page_of(values, **settings):
    spec = spec_of(values, **settings)
    kit = kit_for(spec.settings)
    names = kit.words(spec.settings.locale).under("milestones")
    return page(buyer_plan(spec, today=TODAY, names=names), kit)


def shares(html):
    return [float(share) for share in re.findall(r'<col style="width:([\d.]+)%"/>', html)]


def test_a_row_takes_few_elements():
    values = plan_values(7)
    six = page_of(plan_values(6)).count("<")
    # a row: its own element, seven cells, two owners' titles, and its mark on the strip; each begins and ends
    assert page_of(values).count("<") - six <= 2 * (1 + 7 + 2 + 1)


@pytest.mark.parametrize("locale", ["en_US", "fr_FR", "ja_JP"])
def test_a_page_is_well_formed_xml_whatever_people_write(locale):
    values = values_of(7, memo=True, moves=True, long=True)
    values["milestones"][1]["exit_criteria"] = 'a < b & c > d, "quoted" and נועה'
    values["milestones"][1]["note"] = "5 < 6 & so on"
    assert ElementTree.fromstring(page_of(values, locale=locale)).tag == "html"


def test_a_name_is_kept_apart_where_something_in_it_runs_the_other_way():
    assert "<bdi>" not in page_of(plan_values())
    values = plan_values()
    values["milestones"][1]["buyer_owner"] = "נועה לוי"
    assert "<bdi>נועה לוי</bdi>" in page_of(values)
    assert describe.apart("a <b> c") == "a &lt;b&gt; c"
    assert describe.apart("نور & co") == "<bdi>نور &amp; co</bdi>"


def test_the_next_step_stands_over_who_does_it():
    html = page_of(plan_values())
    box = re.search(r'<div class="next">(.*?)</div>', html, re.DOTALL)[1]
    step, who = re.findall(r"<p>(.*?)</p>", box)
    assert "Plan agreed on both sides" in step
    assert re.sub(r"<[^>]+>", "", who) == "Dana Reyes  ·  Tue 24 Nov 2026"


def test_a_day_and_a_mark_never_touch_what_stands_beside_them():
    wide = shares(page_of(values_of(14, memo=False, moves=False, long=False), locale="ja_JP", paper="letter"))
    usual = shares(page_of(values_of(6, memo=False, moves=False, long=False), locale="de_DE", paper="a4"))
    assert wide[4] > usual[4] == 11
    assert wide[0] > usual[0] == 3.6
    assert sum(wide) == pytest.approx(sum(usual), abs=0.1)


def test_a_strip_is_at_most_five_lanes_high():
    values = plan_values(30)
    for row in values["milestones"]:
        row["target_date"] = "2026-12-14"
    html = page_of(values)
    marks = re.findall(r'class="point[^>]*>([^<]+)', html)
    assert [mark for mark in marks if mark[0] != "+"] == ["A1", "B2", "S3", "L4"]
    assert marks[-1] == "+26", "no row goes without a word"
    assert html.count('class="mark edge"') == 30


def test_sentences_end_as_the_language_has_it():
    assert "いずれもご提案です。最新版：<a" in page_of(plan_values(), locale="ja_JP")
    assert "propositions. Version à jour\u00a0: <a" in page_of(plan_values(), locale="fr_FR")


@pytest.mark.pdf
def test_a_page_that_is_no_xml_is_read_as_html():
    kit = kit_for(spec_of(plan_values()).settings)
    whole = "<title>A</title></head><body><p>One<br/>two &#8194;three</p></body></html>"
    pages = (
        f'<!DOCTYPE html><html lang="en"><head>{whole}',
        "<!DOCTYPE html><html lang=en><title>A</title><body><p>One<br>two &ensp;three",
        f'<HTML lang="en"><head>{whole.replace("</html>", "</HTML>")}',
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>{whole}',
        '<html lang="en"><body><p>One<br/>two &#8194;three</p></body></html>',
    )
    texts = [PdfReader(io.BytesIO(print_page(one, kit).content)).pages[0].extract_text() for one in pages]
    assert len(set(texts)) == 1
    assert "three" in texts[0]


@pytest.mark.pdf
def test_entities_of_a_templates_own_never_grow():
    kit = kit_for(spec_of(plan_values()).settings)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    raw = f'<!DOCTYPE html [<!ENTITY l0 "ha"> {laughs}]><html lang="en"><head><title>A</title></head><body><p>&l8;</p></body></html>'
    printed = PdfReader(io.BytesIO(print_page(raw, kit).content))
    assert len(printed.pages) == 1
    assert "haha" not in printed.pages[0].extract_text()
