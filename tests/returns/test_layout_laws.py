"""The law of a returned file whatever became of its layout: columns shuffled, tables cut, rows and columns hidden, private columns
and tables added. Every word is in the spec or told, no row goes, and nothing under a private heading becomes a value."""

import copy
import io

import docx
import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from helpers import examples
from mapdocs.returns import report
from returning import LATER, W, deal_of

DEAL = deal_of()
PRIVATE = ("Internal note", "Owner (internal)", "AE view", "Vertraulich", "Notes internes", "社内メモ", "Do not share")
LAYOUTS = st.fixed_dictionaries(
    {
        "order": st.randoms(use_true_random=False),
        "shuffled": st.booleans(),
        "cut": st.integers(0, 5),
        "heading_again": st.booleans(),
        "private": st.sampled_from(["", *PRIVATE]),
        "unknown": st.booleans(),
        "hidden": st.integers(0, 6),
        "beside": st.booleans(),
    }
)
LAW = settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


class Words:
    """Words that are nowhere else, so that each can be looked for; those under a private heading apart."""

    def __init__(self):
        self.all, self.private = [], []

    def new(self, private=False):
        self.all.append(f"tok{len(self.all)}x")
        if private:
            self.private.append(self.all[-1])
        return self.all[-1]


def holds(raw, words):
    pulled = DEAL.pull(raw)
    (outcome,) = pulled.files
    assert outcome.refused is None, outcome.refused
    told = "\n".join([*report.terminal(pulled), pulled.text, report.leftovers(pulled, LATER)])
    assert [word for word in words.all if word not in told] == []
    assert pulled.removed == []
    assert [p for p in outcome.proposals if p.kind == "remove"] == []
    values = "\n".join(str(p.theirs) for p in (*pulled.taken, *outcome.proposals) if p.kind in ("set", "add"))
    assert [word for word in words.private if word in values or word in pulled.text] == []


def element(tag, *children):
    made = etree.Element(f"{{{W}}}{tag}")
    made.extend(children)
    return made


def cell(text):
    run = element("r", element("t"))
    run[0].text = text
    return element("tc", element("p", run))


@LAW
@given(LAYOUTS)
def test_a_document_of_another_layout(drawn):
    words = Words()
    document = docx.Document(io.BytesIO(DEAL.file("docx")))
    table = max(document.tables, key=lambda one: len(one.rows))._tbl
    rows = table.tr_lst
    cells = [list(row.tc_lst) for row in rows]
    if drawn["shuffled"] and len({len(row) for row in cells}) == 1:
        order = list(range(len(cells[0])))
        drawn["order"].shuffle(order)
        for row, own in zip(rows, cells, strict=True):
            for tc in own:
                row.remove(tc)
            row.extend(own[place] for place in order)
    for head in filter(None, (drawn["private"], "Weather" if drawn["unknown"] else "")):
        private = head == drawn["private"]
        for number, row in enumerate(rows):
            row.append(cell(words.new(private) if number else head))
    if drawn["cut"]:
        below = element("tbl", *(copy.deepcopy(part) for part in table if part.tag.endswith(("tblPr", "tblGrid"))))
        if drawn["heading_again"]:
            below.append(copy.deepcopy(rows[0]))
        below.extend(rows[drawn["cut"] + 1 :])
        table.addnext(below)
        table.addnext(element("p"))
    if drawn["beside"]:
        side = element(
            "tbl", element("tr", cell("Risk"), cell("Weight")), element("tr", cell(words.new()), cell(words.new()))
        )
        document.element.body.insert(len(document.element.body) - 1, side)
        document.element.body.insert(len(document.element.body) - 2, element("p"))
    out = io.BytesIO()
    document.save(out)
    holds(out.getvalue(), words)


@LAW
@given(LAYOUTS)
def test_a_tracker_of_another_layout(drawn):
    words = Words()
    book = openpyxl.load_workbook(io.BytesIO(DEAL.file("xlsx")))
    sheet = book.worksheets[0]
    top = next(c for row in sheet.iter_rows() for c in row if c.value == "Milestone").row
    last = max(row[0].row for row in sheet.iter_rows(min_row=top + 1) if sum(c.value is not None for c in row) > 3)
    column = sheet.max_column
    for head in filter(None, (drawn["private"], "Weather" if drawn["unknown"] else "")):
        column += 1
        sheet.cell(top, column).value = head
        for row in range(top + 1, last + 1):
            sheet.cell(row, column).value = words.new(head == drawn["private"])
        if drawn["hidden"] == 1:
            sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].hidden = True
    if drawn["hidden"] > 2:
        sheet.row_dimensions[top + drawn["hidden"] - 2].hidden = True
    if drawn["beside"]:
        sheet.cell(last + 3, 2).value = words.new()
        other = book.create_sheet("Risks")
        other.append(["Risk", "Weight"])
        other.append([words.new(), words.new()])
    out = io.BytesIO()
    book.save(out)
    holds(out.getvalue(), words)
