"""What a page's style rules, its classes and its folds keep from whoever reads it; and what they only dress."""

import time

import lxml.html
import pytest
from field import buyer_text, imported

from helpers import few_of
from mapdocs.readers import page_rules
from mapdocs.readers.html import TOO_MANY_RULES, read_page
from mapdocs.readers.page_marks import hide_marked
from mapdocs.readers.page_rules import Missed, write_rules

PAGE = """<html><head><style>{css}</style></head><body><h1>Plan</h1><table class="plan x"><thead><tr><th>Step</th><th>Owner</th>
<th>Due</th><th>Proof</th></tr></thead><tbody>
<tr><td>Load menus</td><td>Dana Reyes</td><td>2026-12-03</td><td>List</td></tr>
<tr {row}><td>Call the CFO</td><td>Sam Ortiz</td><td>2026-12-05</td><td>{proof}</td></tr>
<tr><td>Sign</td><td>Dana Reyes</td><td>2026-12-20</td><td>Order</td></tr></tbody></table>{after}</body></html>"""
MORE = """<table><tr><th>Step</th><th>Owner</th><th>Due</th></tr><tr><td>Floor talk</td><td>Sam Ortiz</td><td>2026-12-09</td></tr>
<tr><td>Commit</td><td>Sam Ortiz</td><td>2026-12-10</td></tr></table>"""


def read(folder, css="", row="", proof="Log", after=""):
    (folder / "plan.html").write_text(PAGE.format(css=css, row=row, proof=proof, after=after), "utf-8")
    spec, _ = imported(folder / "plan.html", folder)
    return [m.milestone for m in spec.milestones], spec


@pytest.mark.parametrize(
    ("css", "row"),
    few_of([
        (".plan tr.h td{display:none}", "class=h"), ("table.x > tbody > tr.h {display:none}", "class=h"), ("td.z, tr.h td{text-decoration:line-through}", "class=h"),
        (".plan .h td{color:#fff}", "class=h"), ("tr[data-own]{display:none}", "data-own=1"), ("#third{display:none}", "id=third"), ("TABLE.x TR.h{display:none}", "class=h"),
        (".plan tr:nth-child(2){visibility:hidden}", ""), ("tbody tr:nth-child(2) td{font-size:0}", ""), ("@media print{.plan tr.h{display:none}}", "class=h"),
        (".x .h{display:none !important}", "class=h style='display:table-row'"), ("", "hidden"), ("", "class=internal-only"), ("", "class='row seller-only'"),
        ("", "class=private"), ("", "class=vendor_only"), ("", "class=nur-intern"), ("", "class=internalNote"), ("", "class=not-for-customer"), ("", "data-audience=internal"),
    ], 3),
)  # fmt: skip
def test_a_row_that_a_page_keeps(css, row, tmp_path):
    steps, spec = read(tmp_path, css, row)
    assert steps == ["Load menus", "Sign"]
    assert "line-through" in css or "Call the CFO" in spec.internal.notes


@pytest.mark.parametrize(
    ("css", "row"),
    few_of([
        ("@media (max-width:600px){.plan td{display:none}}", ""), (".h{display:none} .h.open{display:table-row}", "class='h open'"), (".other tr.h td{display:none}", "class=h"),
        (".plan tr.h td{background:#123;color:#fff}", "class=h"), (".plan tr.h{background:#123} .plan tr.h td{color:#fff}", "class=h"),
        (".plan tr.h::before{display:none} .plan tr.h:hover td{color:#fff}", "class=h"), ("tr.h td{display:none} .plan tr.h td{display:table-cell}", "class=h"),
        (".plan tr.h td{display:none}", "class=k"), ("", "class=internal-audit"), ("", "class=private-banking"), ("", "class=external"), ("", "aria-hidden=true"),
        (".plan tr:has(td.k){display:none}", ""), ("p{{", "class=h"), (".x tr.h{display:none}", "class=h style='display:table-row'"),
    ], 3),
)  # fmt: skip
def test_a_row_that_a_page_only_dresses(css, row, tmp_path):
    assert read(tmp_path, css, row)[0] == ["Load menus", "Call the CFO", "Sign"]


@pytest.mark.parametrize(
    ("css", "inner"),
    few_of([
        ("", "<span class=internal-only>not below 40k</span>"), ("", "<p class='note private'>not below 40k</p>"), (".plan td span.i{display:none}", "<span class=i>not below 40k</span>"),
        ("", "<small hidden>not below 40k</small>"), (".plan td em{font-size:1px}", "<em>not below 40k</em>"),
    ], 3),
)  # fmt: skip
def test_words_of_a_cell_that_a_page_keeps(css, inner, tmp_path):
    steps, spec = read(tmp_path, css, proof=f"Log {inner}")
    assert len(steps) == 3
    assert spec.milestones[1].exit_criteria == "Log"
    assert "not below 40k" in spec.internal.notes


def test_one_hidden_cell_hides_no_column(tmp_path):
    steps, spec = read(tmp_path, "#one{display:none}", proof="Log</td><td id=one>not below 40k")
    assert len(steps) == 3
    assert [row.exit_criteria for row in spec.milestones] == ["List", "Log", "Order"]
    assert "not below 40k" in spec.internal.notes


def test_a_column_that_a_rule_hides_is_kept(tmp_path):
    _, spec = read(tmp_path, ".plan td:nth-child(4), .plan th:nth-child(4){display:none}", proof="not below 40k")
    assert "not below 40k" in spec.internal.notes
    assert "not below 40k" not in buyer_text(spec)


@pytest.mark.parametrize(
    ("after", "kept"),
    few_of([
        (f"<template>{MORE}</template>", True), (f"<details><summary>Internal</summary>{MORE}</details>", True), (f"<div class=internal-only>{MORE}</div>", True),
        (f"<details><summary>Phase 2</summary>{MORE}</details>", False), (f"<div class=internal-links>{MORE}</div>", False),
    ], 3),
)  # fmt: skip
def test_a_table_in_a_part_that_a_page_keeps(after, kept, tmp_path):
    steps, spec = read(tmp_path, after=after)
    assert ("Floor talk" in steps) is not kept
    assert ("Floor talk" in (spec.internal.notes or "")) is kept


def test_a_mark_on_what_holds_the_whole_page_says_nothing():
    root = lxml.html.fromstring(f"<html><body><div class='wrap private'>{MORE}</div></body></html>")
    hide_marked(root)
    assert not any("none" in (one.get("style") or "") for one in root.iter())


def test_rules_that_ask_for_many_elements_within_each_other_end():
    deep = "<div>" * 150 + "x" + "</div>" * 150
    css = ".y div div div{color:#fff}" * 400 + "div.last{display:none}"
    root = lxml.html.fromstring(
        f"<html><head><style>{css}</style></head><body>{deep}<div class=last>y</div></body></html>"
    )
    began = time.process_time()
    assert write_rules(root) == Missed(colours=True, rules=True)
    assert time.process_time() - began < 3
    assert "none" in root.find(".//div[@class='last']").get("style")


def test_a_page_with_more_rules_than_are_read_says_so(monkeypatch):
    css = ".plan td.a{color:#000}.plan td.b{display:none}"
    assert not any("style rules" in note for note in read_page(f"<style>{css}</style>{MORE}").notes)
    monkeypatch.setattr(page_rules, "MAX_ASKED", 8)  # two rules: four elements
    assert read_page(f"<style>{css}</style>{MORE}").notes == [TOO_MANY_RULES]
