"""What buyers write beside the plan's table: told and kept, never taken for a row and never passed over."""

import io
import json
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from commands import run
from helpers import SAMPLES, TODAY, dump, few_of, plan_values
from mapdocs.formats.excel import tracker
from mapdocs.formats.word import document
from mapdocs.language.lexicon import former_labels
from mapdocs.plan.builder import buyer_plan
from mapdocs.returns.report import leftovers
from mapdocs.schema.model import Settings
from returning import KIT, LATER, Deal, Excel, W, Word, deal_of, found
from returns.test_replies import gmail, reply, sent_html


def unplaced(pulled):
    (outcome,) = pulled.files
    assert outcome.refused is None
    return outcome.changes.unplaced


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_that_were_written_into_a_document():
    deal = deal_of()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    document.add_paragraph("Budget freeze from 18 December.")
    document.tables[1]._tbl.addnext(
        parse_xml(
            f'<w:p xmlns:w="{W}"><w:ins w:id="9" w:author="Dana Reyes" w:date="2026-11-24T10:00:00Z"><w:r><w:t>Board meets on the 14th.</w:t></w:r></w:ins></w:p>'
        )
    )
    pulled = deal.pull(saved(document))
    assert set(unplaced(pulled)) == {"Budget freeze from 18 December.", "Board meets on the 14th. (by Dana Reyes)"}
    assert "Budget freeze from 18 December." in leftovers(pulled, LATER)
    assert pulled.text == deal.text


def test_cells_beside_and_above_a_trackers_table():
    deal = deal_of()
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    sheet = book.worksheets[0]
    heading = next(c.row for c in sheet["B"] if c.value == "Milestone")
    sheet.cell(heading + 4, 14, "who pays?")
    (go_live,) = [c for row in sheet.iter_rows(max_row=heading) for c in row if getattr(c.value, "year", 0) == 2027]
    go_live.value = date(2027, 1, 26)
    book.worksheets[-1]["A12"] = "Kim Ly, CISO"
    assert set(unplaced(deal.pull(saved(book)))) == {
        "who pays? (beside “Legal / redlines”)", "Kim Ly, CISO (sheet “People”)",
    }  # fmt: skip


def test_a_sheet_of_the_buyers_own_is_told_row_by_row():
    deal = deal_of()
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    sheet = book.create_sheet("Our questions")
    sheet.append(["Question", "For"])
    sheet.append(["Who pays the connector?", "Sam"])
    assert unplaced(deal.pull(saved(book))) == (
        "Question · For (sheet “Our questions”)",
        "Who pays the connector? · Sam (sheet “Our questions”)",
    )


def test_a_cell_of_another_sheet_is_told_with_its_row_and_what_was_sent():
    deal = deal_of()
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    people, timeline = book["People"], book["Timeline"]
    (title,) = [c for row in people.iter_rows() for c in row if c.value == "VP Finance"]
    name = people.cell(title.row, title.column - 1).value
    title.value = "Chief of Everything"
    timeline["D8"] = date(2026, 12, 29)
    assert set(unplaced(deal.pull(saved(book)))) == {
        f"“Chief of Everything”, where “VP Finance” was sent (sheet “People”, beside “{name}”)",
        "2026-12-29 (sheet “Timeline”, D8)",
    }


@pytest.mark.parametrize("moved", [True, False])
def test_a_mark_in_another_place_of_the_timeline_is_told(moved):
    deal = deal_of()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    cells = document.tables[-1].rows[1].cells
    place = next(n for n, cell in enumerate(cells) if cell.text == "L4")
    free = next(n for n, cell in enumerate(cells) if n > place and not cell.text)
    cells[free].paragraphs[0].add_run("L4")
    if moved:
        cells[place].text = ""
    (line,) = unplaced(deal.pull(saved(document)))
    assert line.startswith("“L4” stands in another place of the table that begins with “Nov 2026”")


def test_a_table_that_the_buyer_put_below_is_told_row_by_row():
    deal = deal_of()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    document.add_paragraph("Our own steps:")
    rows = [("Step", "Owner", "Date"), ("DPIA", "Mia Lund", "17 Dec 2026"), ("Works council", "Mia Lund", "")]
    table = document.add_table(3, 3)
    for row, said in enumerate(rows):
        for column, text in enumerate(said):
            table.cell(row, column).text = text
    assert unplaced(deal.pull(saved(document))) == (
        "Our own steps:",
        "Step · Owner · Date",
        "DPIA · Mia Lund · 17 Dec 2026",
        "Works council · Mia Lund",
    )


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_spec_may_have_changed_since(kind):
    """What is compared with is what was sent, not what would be sent today."""
    deal = deal_of()
    raw = deal.file(kind)
    now = deal.text.replace("in four days", "in three days").replace("2027-01-19", "2027-02-01")
    now = now.replace("title: VP Finance", "title: CFO").replace("Signature & kickoff", "Start")
    assert now != deal.text
    assert unplaced(deal.pull(raw, spec=deal.read(now))) == ()


@pytest.mark.parametrize(
    ("locale", "worksheet"), [("en_US", False), ("de_DE", False), ("ja_JP", False), ("en_US", True)]
)
def test_what_a_second_version_tells_of_the_first_is_no_new_text(tmp_path, locale, worksheet):
    (tmp_path / "mapdocs.yaml").write_text(f"locale: {locale}\n")
    spec = tmp_path / "northwind.yaml"
    spec.write_bytes((SAMPLES / "northwind.yaml").read_bytes())
    build = ("build", "northwind.yaml", "--only", "docx,xlsx", "--force", "--today")
    run(*build, "2026-11-23", cwd=tmp_path)
    spec.write_text(spec.read_text().replace("buyer_owner: Tom Okafor", "buyer_owner: Kim Ly"))
    if worksheet:  # it remembers the version before the build does
        run("worksheet", "--for", "northwind.yaml", "--fillable", "-o", "sheet.pdf", cwd=tmp_path)
    assert run(*build, "2026-11-24", cwd=tmp_path).returncode == 0
    assert run(*build, "2026-12-01", cwd=tmp_path).returncode == 0  # "7 weeks from now"
    files = sorted(tmp_path.glob("out/*/buyer/*"))
    assert [path.suffix for path in files] == [".docx", ".xlsx"]
    for path in files:
        done = run("pull", "northwind.yaml", path, "--format", "json", "--today", "2026-12-01", cwd=tmp_path)
        (told,) = json.loads(done.stdout)
        assert (told["unplaced"], told["notes"], told["changes"]) == ([], [], []), path


def test_another_version_of_the_program_made_other_words_and_says_so():
    deal = deal_of()
    deal.versions[deal.sent.revision] = replace(deal.sent, program="0.0.1")
    document = docx.Document(io.BytesIO(deal.file("docx")))
    document.add_paragraph("Budget freeze from 18 December.")
    pulled = deal.pull(saved(document))
    assert unplaced(pulled) == ()
    assert any("another version of mapdocs" in note for note in pulled.files[0].changes.notes)


def test_a_document_made_anew_is_not_told_line_by_line():
    deal = deal_of()
    file = Word(deal.file("docx"))
    fresh = docx.Document()
    fresh.add_paragraph(f"Plan {deal.sent.snapshot.plan} · revision {deal.sent.revision}")
    fresh.element.body.insert(0, file.table._tbl)
    pulled = deal.pull(saved(fresh))
    assert unplaced(pulled) == ()
    assert any("read that yourself" in note for note in pulled.files[0].changes.notes)


def test_what_a_reply_says_in_html_alone_is_a_comment():
    deal = deal_of()
    (remark,) = deal.pull(reply(gmail(sent_html(deal)))).files[0].changes.remarks
    assert remark.text == "Two corrections below."


def test_a_formula_that_computes_itself_anew_is_no_new_text():
    file = Excel(deal_of().file("xlsx"))
    assert unplaced(deal_of().pull(file.save())) == ()


@pytest.mark.parametrize("locale", ["en_US", "fr_FR", "ja_JP"])
def test_a_document_that_told_the_next_step_on_one_line_comes_back(locale):
    deal = deal_of()
    deal.settings = Settings(locale=locale)
    deal.__post_init__()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    (said,) = document.tables[0].rows[0].cells[0].paragraphs
    step, who = said.text.split("\n")
    assert "Dana\u00a0Reyes" in who
    said.text = f"{step}   ·   {who}".replace("\u00a0", " ")
    assert unplaced(deal.pull(saved(document))) == ()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("locale", few_of(["en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "pt_PT", "ja_JP"], 5))
def test_a_file_in_the_words_of_the_version_before_comes_back_as_no_change(locale, kind):
    """The labels were put otherwise since: what such a file says beside its table, and of its rows, is no news."""
    values = plan_values(why={"problem": "Nine days.", "cost": "Much.", "ask": "Approve."}, success=["Close in four"])
    values["milestones"][0].update(status="done", done_on="2026-11-20")
    moved = [{"from": "2026-11-10", "on": "2026-11-18", "why": "Audit"}]
    values["milestones"][1].update(agreed_on="2026-11-20", moved=moved)
    values["milestones"][2].update(status="cancelled", note="Counsel is away")
    deal = Deal(dump(values), Settings(locale=locale))
    spec = deal.spec
    plan = buyer_plan(spec, today=TODAY, variant="full", names=KIT.words(locale).under("milestones"))
    make = {"docx": document.docx, "xlsx": tracker.xlsx}[kind]
    then, now = make(plan, KIT.before(locale)), make(plan, KIT)
    assert (then != now) == bool(former_labels(locale))
    pulled = deal.pull(then)
    assert found(pulled) == []
    assert unplaced(pulled) == ()
