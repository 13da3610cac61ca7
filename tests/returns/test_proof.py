"""What shows that a row is done: in every format, at its status, and back from each."""

import re
from datetime import date
from email import message_from_bytes, policy
from html import escape
from io import BytesIO
from urllib.parse import quote

import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.comments import Comment

from helpers import TODAY, dump, few_of, plan_values, spec_of
from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import render
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.changes import since
from mapdocs.plan.snapshot import SentVersion
from mapdocs.rules.checker import check
from returning import COLUMNS, Deal, Excel, Word, found

LINK = "https://northwind.example/minutes?page=2&of=7"
WORDS = "minutes of 7 December, page 2"
BOTH = "minutes, page 2: https://northwind-traders.example/sites/finance/shared/minutes.pdf (signed)"
SHORT = "https://nw.example/m/7"
FIRST = "Plan agreed on both sides"


def values_with(proof=None, **row):
    values = plan_values()
    for entry in values["milestones"]:
        entry.pop("kind")
    values["milestones"][0].update(status="done", done_on="2026-11-20", **({"proof": proof} if proof else {}), **row)
    return values


def deal_with(proof=None, **row):
    return Deal(dump(values_with(proof, **row)))


@pytest.mark.parametrize("locale", few_of(["en", "de", "es", "fr", "ja", "pt"], 5))
@pytest.mark.parametrize("proof", [LINK, WORDS, BOTH])
def test_every_format_shows_it(proof, locale):
    spec = spec_of(values_with(proof), locale=locale)
    files = render(spec, (), today=TODAY, options=BuildOptions(only=("email", "docx", "xlsx"))).files
    made = {name.rsplit(".", 1)[1]: content for name, content in files.items()}
    mail = message_from_bytes(made["eml"], policy=policy.default)
    html = mail.get_body(("html",)).get_content()
    address = re.search(r"https:[^ ]+", proof)
    target = address[0] if address else None
    assert target is None or f'<a href="{target.replace("&", "&amp;")}"' in html
    assert proof.replace("&", "&amp;") in re.sub(r"</?a\b[^>]*>", "", html)
    assert re.sub(r"\s+", "", proof) in re.sub(r"\s+", "", made["txt"].decode())
    word = Word(made["docx"])
    targets = [relation.target_ref for relation in word.document.part.rels.values() if relation.is_external]
    assert target is None or target in targets
    sheet = openpyxl.load_workbook(BytesIO(made["xlsx"])).worksheets[0]
    cell = sheet.cell(9, 11)
    assert cell.value == proof
    assert (cell.hyperlink and cell.hyperlink.target) == target


def test_without_one_nothing_is_shown_and_the_revision_stays():
    plan = buyer_plan(spec_of(values_with()), today=TODAY)
    assert "proof" not in plan.snapshot().to_json()["rows"][0]
    files = render(spec_of(values_with()), (), today=TODAY, options=BuildOptions(only=("xlsx",))).files
    assert openpyxl.load_workbook(BytesIO(next(iter(files.values())))).worksheets[0].cell(8, 11).value is None


def test_it_is_remembered():
    snapshot = buyer_plan(spec_of(values_with(WORDS)), today=TODAY).snapshot()
    assert SentVersion.from_json(SentVersion(snapshot=snapshot).to_json()).snapshot == snapshot
    assert snapshot.revision != buyer_plan(spec_of(values_with(LINK)), today=TODAY).snapshot().revision


@pytest.mark.parametrize("kind", ["docx", "xlsx", "eml", "txt"])
@pytest.mark.parametrize("proof", [LINK, WORDS, BOTH, SHORT])
def test_unedited_comes_back_as_no_change(kind, proof):
    deal = deal_with(proof)
    assert found(deal.pull(deal.file(kind))) == []


@pytest.mark.parametrize(
    ("typed", "taken"),
    few_of(
        [
            (f"Done\ndone 20 Nov\nProof attached: {LINK}", LINK),
            (f"Done\ndone 20 Nov\n{LINK}", LINK),
            (f"Done, {LINK}", LINK),
            ("Done\nProof: the signed page 4", "the signed page 4"),
            ("Done\ndone 20 Nov", None),
        ],
        5,
    ),
)
def test_out_of_words_status_cell(typed, taken):
    deal = deal_with(WORDS)
    file = Word(deal.file("docx"))
    file.set(1, "status", typed)
    assert found(deal.pull(file.save())) == ([("sure", FIRST, "proof", taken)] if taken else [])


def test_out_of_the_trackers_column():
    deal = deal_with(WORDS)
    book = openpyxl.load_workbook(BytesIO(deal.file("xlsx")))
    book.worksheets[0].cell(9, 11).value = LINK
    saved = BytesIO()
    book.save(saved)
    pulled = deal.pull(saved.getvalue())
    assert found(pulled) == [("sure", FIRST, "proof", LINK)]
    assert pulled.spec.milestones[0].proof == LINK


@pytest.mark.parametrize(
    ("comment", "taken"),
    [(f"Here they are: {LINK}.", LINK), ("Proof: page 2", "page 2"), ("Who was there?", None)],
)
def test_out_of_a_comment(comment, taken):
    deal = deal_with()
    file = Excel(deal.file("xlsx"))
    file.cell(1, "status").comment = Comment(comment, "Dana Reyes")
    pulled = deal.pull(file.save())
    assert pulled.spec.milestones[0].proof == taken


def test_a_comment_on_an_open_row_is_no_proof():
    deal = deal_with()
    file = Excel(deal.file("xlsx"))
    file.cell(2, "status").comment = Comment(f"see {LINK}", "Dana Reyes")
    assert deal.pull(file.save()).spec.milestones[1].proof is None


def test_a_narrow_column_shows_the_host_alone():
    """A long address took five lines of the status column and pushed the plan onto a second page."""
    word = Word(deal_with(BOTH).file("docx"))
    said = [paragraph.text for paragraph in word.table.rows[1].cells[6].paragraphs]
    assert said[-1] == "Proof attached: minutes, page 2: northwind-traders.example/… (signed)"


def test_an_address_alone_lies_under_the_label():
    file = Word(deal_with(LINK).file("docx"))
    said = [paragraph.text for paragraph in file.table.rows[1].cells[6].paragraphs]
    assert said == ["●\u00a0Done", "done 20\u00a0Nov", "Proof attached"]


def test_a_program_that_drops_links_changes_nothing():
    deal = deal_with(LINK)
    file = Word(deal.file("docx"))
    file.set(1, "status", "Done\ndone 20 Nov\nProof attached")
    assert found(deal.pull(file.save())) == []


def test_the_label_led_elsewhere():
    deal = deal_with(LINK)
    file = Word(deal.file("docx"))
    for relation in file.document.part.rels.values():
        if relation.is_external and relation.target_ref == LINK:
            relation._target = SHORT
    assert found(deal.pull(file.save())) == [("sure", FIRST, "proof", SHORT)]


def linked(word, number, name, line, address):
    """Lay ``address`` over the line ``line`` of a cell, as Insert > Link does."""
    cell = word.table.rows[number].cells[COLUMNS["docx"].index(name)]
    paragraph = cell.paragraphs[line]
    relation = word.document.part.relate_to(address, RT.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    for run in paragraph._p.r_lst:
        link.append(run)
    paragraph._p.append(link)


def in_a_field(word, number, name, address):
    """The same as older programs write it: a field of several runs."""
    paragraph = word.table.rows[number].cells[COLUMNS["docx"].index(name)].paragraphs[0]._p
    run = paragraph.r_lst[0]
    for kind, text in (("begin", ""), ("", f' HYPERLINK "{address}" \\o "minutes" '), ("separate", "")):
        piece = OxmlElement("w:r")
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        piece.append(part)
        run.addprevious(piece)
    end = OxmlElement("w:r")
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), "end")
    end.append(mark)
    paragraph.append(end)


@pytest.mark.parametrize(
    ("sent", "name", "line", "taken"),
    few_of(
        [
            (WORDS, "status", -1, f"{WORDS}: {LINK}"),  # over "Proof attached: minutes of 7 December, page 2"
            (None, "status", 0, LINK),  # over "Done"
            (None, "exit_criteria", 0, LINK),
            (None, "milestone", 0, LINK),
            (LINK, "exit_criteria", 0, None),  # it is known already
        ],
        5,
    ),
)
def test_out_of_a_link_over_words_in_word(sent, name, line, taken):
    deal = deal_with(sent)
    file = Word(deal.file("docx"))
    linked(file, 1, name, line, LINK)
    linked(file, 2, "exit_criteria", 0, SHORT)  # this one is open: it may lead anywhere
    assert found(deal.pull(file.save())) == ([("sure", FIRST, "proof", taken)] if taken else [])


def test_out_of_a_field_in_word():
    deal = deal_with()
    file = Word(deal.file("docx"))
    in_a_field(file, 1, "exit_criteria", LINK)
    assert found(deal.pull(file.save())) == [("sure", FIRST, "proof", LINK)]


@pytest.mark.parametrize(
    ("value", "link", "taken"),
    few_of(
        [
            ("minutes, page 2", LINK, f"minutes, page 2: {LINK}"),
            (f'=HYPERLINK("{SHORT}","the minutes")', None, f"the minutes: {SHORT}"),
            (f'=HYPERLINK("{SHORT}")', None, SHORT),
            (WORDS, "mailto:dana@northwind.example", None),
            (WORDS, "https://[not-an-address", None),
        ],
        5,
    ),
)
def test_out_of_a_link_in_the_tracker(value, link, taken):
    deal = deal_with(WORDS)
    book = openpyxl.load_workbook(BytesIO(deal.file("xlsx")))
    cell = book.worksheets[0].cell(9, 11)
    cell.value, cell.hyperlink = value, link
    saved = BytesIO()
    book.save(saved)
    assert found(deal.pull(saved.getvalue())) == ([("sure", FIRST, "proof", taken)] if taken else [])


@pytest.mark.parametrize(
    "wrapper",
    [
        "{}",
        "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02",
        "https://www.google.com/url?q={}&sa=D",
    ],
)
def test_out_of_a_mail_whose_program_wrapped_the_link(wrapper):
    deal = deal_with()
    address = wrapper if wrapper == "{}" else wrapper.format(quote(LINK, safe=""))
    mail = deal.file("eml").decode()
    message = message_from_bytes(mail.encode(), policy=policy.default)
    html = message.get_body(("html",))
    said = html.get_content()
    proof = deal.spec.milestones[0].exit_criteria
    assert proof in said
    html.set_content(
        said.replace(proof, f'<a href="{escape(address.format(LINK))}">{proof}</a>', 1), subtype="html", cte="8bit"
    )
    message.get_body(("plain",)).set_content("see below")
    assert found(deal.pull(message.as_bytes())) == [("sure", FIRST, "proof", LINK)]


def codes(values):
    return {(f.code, f.path, f.level) for f in check(spec_of(values), today=TODAY) if f.path.endswith(".proof")}


def test_a_done_row_without_one_warns():
    assert codes(values_with()) == {("MAP118", "milestones[0].proof", "warning")}
    assert codes(values_with(WORDS)) == set()
    assert codes(plan_values()) == set()


@pytest.mark.parametrize(
    ("link", "internal"),
    few_of(
        [
            ("https://fabrikam.lightning.force.com/lightning/r/Opportunity/006/view", True),
            ("http://wiki/minutes", True),
            ("https://files.corp/minutes", True),
            ("http://10.0.3.4:8080/minutes", True),
            ("http://localhost/minutes", True),
            ("https://northwind.example/forecast/discount", False),
            ("https://10.example/minutes", False),
            ("https://drive.google.com/file/d/1x", False),
            ("https://corp.example/minutes", False),
        ],
        5,
    ),
)
def test_an_internal_link_is_found(link, internal):
    for proof in (link, f"the minutes are at {link}, page 2"):
        assert codes(values_with(proof)) == ({("MAP111", "milestones[0].proof", "error")} if internal else set())


def test_the_crms_own_link_is_internal():
    values = values_with("https://crm.example/opportunity/7")
    values["internal"] = {"crm_url": "https://crm.example/opportunity/7/"}
    assert codes(values) == {("MAP111", "milestones[0].proof", "error")}


def test_since_tells_it():
    before = buyer_plan(spec_of(values_with()), today=TODAY).snapshot()
    after = buyer_plan(spec_of(values_with(WORDS)), today=TODAY).snapshot()
    told = since(SentVersion(snapshot=before, built=date(2026, 11, 20)), after)
    assert [(c.kind, c.new) for c in told.changes] == [("attached", WORDS)]
