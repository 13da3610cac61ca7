"""What pictures of real-looking plans showed, each held by its kind: no word is broken, no sign ends a line, nothing is cut."""

import io
import re
from datetime import date
from itertools import pairwise

import docx
import openpyxl
import pypdf
import pytest
from pptx import Presentation

from formats.test_pages import values_of
from helpers import TODAY, docx_text, made, plan_values, spec_of
from mapdocs.formats import describe, timeline
from mapdocs.formats.excel.look import lines_needed
from mapdocs.formats.excel.paging import fewer
from mapdocs.formats.slides.dml import CELL_SIDE
from mapdocs.formats.widths import given_way
from mapdocs.formats.word.letters import NOTO, text_width
from mapdocs.formats.word.measure import TOGETHER, longest_word, overflows
from mapdocs.plan.builder import buyer_plan
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit

STEPS = ("Wirtschaftlichkeitsrechnung freigegeben", "Informationssicherheitsprüfung", "Auftragsverarbeitungsvertrag")
LONG = "Marie-Françoise de La Rochefoucauld-Doudeauville"
TITLE = "Directrice générale adjointe chargée de l’administration et des finances"


def words(locale):
    return Kit(TemplateFolder()).words(locale)


def german():
    values = values_of(6, memo=False, moves=False, long=False)
    for row, step in zip(values["milestones"][1:], STEPS, strict=False):
        row["milestone"] = row["buyer_label"] = step
    return values


def long_names(rows=6):
    values = values_of(rows, memo=False, moves=False, long=False)
    values["buyer"]["people"].append({"name": LONG, "title": TITLE})
    for row in values["milestones"]:
        row["buyer_owner"] = LONG
    return values


def tracker(values, **more):
    return openpyxl.load_workbook(io.BytesIO(made(values, only=("xlsx",), found=(), **more)["map.xlsx"]))


def grid_of(raw):
    table = next(t for t in docx.Document(io.BytesIO(raw)).tables if len(t.columns) == 7)
    return [int(column.get(f"{{{table._tbl.nsmap['w']}}}w")) for column in table._tbl.tblGrid]


class TestColumns:
    def test_the_giver_gives_first_and_then_who_has_most_to_spare(self):
        assert given_way([10, 20, 30, 40], {0: 15}, 3, 30) == [15, 20, 30, 35]
        assert given_way([10, 20, 30, 40], {0: 25, 1: 5, 2: 28}, 3, 30) == [25, 15, 30, 30]
        assert given_way([10, 20, 30, 40], {0: 90, 1: 20, 2: 30}, 3, 30) == [20, 20, 30, 30]

    def test_a_wish_is_granted_by_the_giver_alone_and_whole(self):
        assert given_way([10, 20, 30, 40], {0: 10}, 3, 30, {1: 30}) == [10, 30, 30, 30]
        assert given_way([10, 20, 30, 40], {0: 10}, 3, 30, {1: 31}) == [10, 20, 30, 40]

    def test_the_sum_stays(self):
        assert sum(given_way([10, 20, 30, 40], {0: 60, 2: 50, 1: 3}, 3, 10)) == pytest.approx(100)

    def test_a_word_is_told_by_its_letters_and_east_asian_ones_up_to_a_line(self):
        assert longest_word("ab cd-mmmm", 100) == text_width("mmmm", 100)
        assert longest_word("ab\u00a0cd", 100) > text_width("ab", 100) + text_width("cd", 100)
        assert longest_word("株" * 40, 100) == TOGETHER * 100

    @pytest.mark.pdf
    @pytest.mark.parametrize("paper", ["a4", "letter"])
    def test_no_step_is_broken_in_the_pdf(self, paper):
        raw = made(german(), only=("pdf",), locale="de", paper=paper, found=())["map.pdf"]
        text = pypdf.PdfReader(io.BytesIO(raw)).pages[0].extract_text()
        for step in STEPS:
            assert step.split()[0] in text

    @pytest.mark.parametrize("paper", ["a4", "letter"])
    def test_no_step_is_broken_in_word_whatever_the_font(self, paper):
        widths = grid_of(made(german(), only=("docx",), locale="de", paper=paper, found=())["map.docx"])
        assert widths[1] - 200 >= max(text_width(step.split()[0], 190, NOTO, bold=True) for step in STEPS)

    def test_no_step_is_broken_on_a_slide(self):
        deck = Presentation(io.BytesIO(made(german(), only=("pptx",), locale="de", found=())["map.pptx"]))
        table = next(shape.table for shape in deck.slides[0].shapes if shape.has_table)
        room = table.columns[1].width.pt - 2 * CELL_SIDE
        assert room >= max(text_width(step.split()[0], 12, NOTO, bold=True) for step in STEPS)

    def test_a_japanese_name_stands_on_one_line(self):
        values = values_of(6, memo=False, moves=False, long=False)
        name = "アレクサンダー 田中"
        values["seller"]["people"].append({"name": name, "title": "導入支援部"})
        values["milestones"][2]["seller_owner"] = name
        widths = grid_of(made(values, only=("docx",), locale="ja", found=())["map.docx"])
        assert widths[3] - 200 >= text_width(name, 190, NOTO)


class TestTracker:
    def test_rows_are_as_high_as_names_with_hyphens_need(self):
        sheet = tracker(long_names(), locale="fr").worksheets[0]
        lines = lines_needed(LONG, sheet.column_dimensions["C"].width - 5 / 7)
        assert lines >= 3
        assert all(sheet.row_dimensions[line].height >= 13 * lines for line in range(9, 15))

    def test_people_whose_title_takes_two_lines_have_a_row_that_shows_them(self):
        sheet = tracker(long_names(), locale="fr").worksheets[-1]
        line = next(line for line in range(3, 9) if sheet.cell(line, 1).value == LONG)
        assert sheet.row_dimensions[line].height >= 28
        assert sheet.row_dimensions[3].height < 21

    @pytest.mark.parametrize("locale", ["en_US", "de", "fr", "es", "pt", "ja"])
    def test_columns_take_no_more_than_they_hold_so_that_its_print_is_read(self, locale):
        sheet = tracker(values_of(6, memo=True, moves=True, long=False), locale=locale).worksheets[0]
        wide = sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ")
        assert 784 / (0.75 * 7 * wide) * 10 >= 8.4  # points of a letter on A4

    def test_a_step_that_is_dropped_has_no_bar(self):
        values = values_of(6, memo=False, moves=False, long=False)
        values["milestones"][3]["status"] = "cancelled"
        raw = made(values, only=("xlsx",), found=())["map.xlsx"]
        told = openpyxl.load_workbook(io.BytesIO(raw), data_only=True).worksheets[1]
        assert [told.cell(line, 4).value is None for line in range(5, 11)] == [n == 3 for n in range(6)]
        assert '<>"Cancelled"' in openpyxl.load_workbook(io.BytesIO(raw)).worksheets[1]["D8"].value

    def test_a_bar_begins_and_a_moved_date_was_before(self):
        heads = [cell.value for cell in tracker(plan_values(6), locale="ja").worksheets[1][4][:4]]
        assert heads == ["#", "項目", "開始日", "期日"]

    def test_a_japanese_day_has_room_in_every_sheet_of_both_workbooks(self):
        values = values_of(6, memo=False, moves=True, long=False)
        files = made(values, only=("xlsx", "crm"), locale="ja", found=())
        moves = openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets[2]
        own = openpyxl.load_workbook(io.BytesIO(files["internal.xlsx"])).worksheets[1]
        dated = [column for column in moves.column_dimensions.values() if column.min <= 5 and column.max >= 3]
        assert [column.width >= 18 for column in (*dated, own.column_dimensions["A"])].count(False) == 0

    def test_both_names_have_the_whole_width(self):
        sheet = tracker(long_names(), locale="fr").worksheets[0]
        assert "A1:J1" in map(str, sheet.merged_cells.ranges)

    def test_a_few_rows_on_a_last_page_come_to_the_one_before(self):
        assert fewer(500, (100,), "a4") == 1
        assert fewer(600, (100,), "a4") == 1
        assert fewer(700, (100,), "a4") == 2
        assert fewer(1100, (100,), "a4") == 2
        assert fewer(1100, (200,), "a4") == 2
        assert fewer(500, (300,), "a4") == 1


class TestWords:
    @pytest.mark.parametrize(
        ("locale", "first", "second"),
        [
            ("fr", "1er déc. 2026", "2 déc. 2026"),
            ("pt", "1º de dez. de 2026", "2 de dez. de 2026"),
            ("pt_PT", "1 de dez. de 2026", "2 de dez. de 2026"),
            ("es", "1 dic 2026", "2 dic 2026"),
            ("en_US", "Dec 1, 2026", "Dec 2, 2026"),
            ("ja", "2026年12月1日", "2026年12月2日"),
        ],
    )
    def test_the_first_of_a_month_is_written_as_it_is_said(self, locale, first, second):
        day = date(2026, 12, 1)
        assert words(locale).date(day) == first
        assert words(locale).date(day.replace(day=2)) == second
        assert first.split()[0] in words(locale).full_date(day)

    @pytest.mark.parametrize(
        ("locale", "said"), [("fr", "1 sur 6 terminée"), ("es", "1 de 6 hecho"), ("de", "1 von 6 erledigt")]
    )
    def test_one_step_that_is_done_is_one(self, locale, said):
        values = plan_values(6)
        values["milestones"][0].update(status="done", done_on="2026-11-20", proof="minutes")
        plan = buyer_plan(spec_of(values), today=TODAY)
        assert describe.progress(plan, words(locale)) == said

    def test_japanese_lists_and_titles_have_signs_of_their_own(self):
        assert words("ja").listed(["契約", "発注"]) == "契約、発注"
        assert words("de").listed(["Vertrag", "Bestellung"]) == "Vertrag, Bestellung"
        assert words("ja").titled("経理部長") == "（経理部長）"
        assert words("de").titled("Leiter") == ", Leiter"
        assert words("de").titled(None) == ""

    def test_many_proposals_are_told_by_their_marks(self):
        def told(rows):
            values = plan_values(rows)
            values["milestones"][0]["agreed_on"] = "2026-11-20"
            return describe.not_agreed(buyer_plan(spec_of(values), today=TODAY), words("en"))

        assert "Step 8" in told(9)
        assert re.fullmatch(r"Not agreed yet: B2, .*, M10", told(10))

    def test_a_number_keeps_its_sign(self):
        assert describe.bound("under 2 % and 30 € a day of 5 days") == "under 2\u00a0% and 30\u00a0€ a day of 5 days"


class TestHead:
    def test_a_headline_that_leaves_a_word_to_a_second_line_or_takes_a_third_is_smaller(self):
        one = text_width("x" * 100, 340, bold=True)
        assert [overflows("x" * 100, 340, one / lines) for lines in (0.98, 1.05, 1.2, 1.9, 2.1)] == [
            False, True, False, False, True,
        ]  # fmt: skip

    def test_word_makes_the_style_of_a_long_outcome_smaller_and_no_other(self):
        def size(outcome):
            values = plan_values(6)
            values["deal"]["outcome"] = outcome
            styles = docx.Document(io.BytesIO(made(values, only=("docx",))["map.docx"])).styles
            return styles["Outcome"].font.size.pt, styles["Milestone"].font.size.pt

        short, long = size("Close the books in four days."), size("Close the books in four days instead of nine. " * 4)
        assert short == (17.0, 9.5)
        assert long == (15.0, 9.5)

    def test_no_sign_ends_the_line_of_what_comes_next(self):
        def told(values):
            return docx_text(made(values, only=("docx",), locale="fr", found=())["map.docx"])

        assert "   ·   " in next(line for line in told(plan_values(6)).splitlines() if "Dana\u00a0Reyes" in line)
        beside = [line for line in told(long_names()).splitlines() if LONG.replace(" ", "\u00a0") in line]
        assert beside
        assert not any(re.search(r"Doudeauville\s+·", line) for line in beside)

    @pytest.mark.parametrize("kind", ["docx", "pdf"])
    def test_what_the_document_is_stands_on_the_line_of_the_names_or_nowhere(self, kind):
        def text(company):
            values = plan_values(6)
            values["buyer"]["company"] = company
            raw = made(values, only=(kind,), found=())[f"map.{kind}"]
            return docx_text(raw) if kind == "docx" else pypdf.PdfReader(io.BytesIO(raw)).pages[0].extract_text()

        assert "Mutual action plan" in text("Northwind")
        assert "Mutual action plan" not in text("Northwind Hospital and Physicians Network of the Whole Long Bay " * 2)

    @pytest.mark.parametrize("kind", ["docx", "pdf", "pptx"])
    def test_a_step_that_nobody_owns_says_so_everywhere(self, kind):
        values = plan_values(6)
        del values["milestones"][3]["buyer_owner"]
        raw = made(values, only=(kind,), found=())[f"map.{kind}"]
        if kind == "pdf":
            text = pypdf.PdfReader(io.BytesIO(raw)).pages[0].extract_text()
        elif kind == "docx":
            text = docx_text(raw)
        else:
            tables = [s.table for slide in Presentation(io.BytesIO(raw)).slides for s in slide.shapes if s.has_table]
            text = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
        assert words("en")("who.open") in text


class TestPages:
    """Five rows with long names took two pages, of which the first was half empty."""

    @staticmethod
    def titled(rows):
        values = values_of(rows, memo=True, moves=False, long=False)
        title = "Senior director of administration and finance of the regional network"
        for person in (*values["buyer"]["people"], *values["seller"]["people"]):
            person["title"] = title
        values["buyer"]["people"].append({"name": LONG, "title": f"{TITLE} {TITLE}"})
        for row in values["milestones"]:
            row["buyer_owner"] = LONG
        return values

    @pytest.mark.pdf
    def test_people_are_told_at_the_foot_alone_where_that_saves_a_page(self):
        raw = made(self.titled(5), only=("pdf",), locale="fr", paper="letter", found=())["map.pdf"]
        (page,) = pypdf.PdfReader(io.BytesIO(raw)).pages
        assert (
            " ".join(page.extract_text().split()).count("Directrice générale adjointe") == 2
        )  # said twice, at the foot

    def test_so_they_are_in_word(self):
        told = docx_text(made(self.titled(5), only=("docx",), locale="fr", paper="letter", found=())["map.docx"])
        assert " ".join(told.split()).count("Directrice générale adjointe") == 2

    def test_and_stay_in_their_rows_where_it_saves_none(self):
        told = docx_text(made(self.titled(12), only=("docx",), locale="fr", paper="letter", found=())["map.docx"])
        assert " ".join(told.split()).count("Directrice générale adjointe") == 2 * 13
        few = docx_text(made(long_names(3), only=("docx",), variant="full", locale="fr", found=())["map.docx"])
        assert few.count(TITLE) == 4

    @pytest.mark.pdf
    def test_marks_at_the_strips_beginning_stand_within_it_and_apart(self):
        values = plan_values(6)
        plan = buyer_plan(spec_of(values), today=date(2026, 11, 23))
        span = timeline.span_of(plan)
        placed = timeline.points(plan, span, edge=40)
        assert min(point.at for point in placed) == 40
        same_lane = sorted(point.at for point in placed if point.lane == 0)
        assert all(after - before >= 3 for before, after in pairwise(same_lane))
