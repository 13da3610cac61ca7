"""Conditional formats: what they whiten or silence is kept, what they colour counts for the file's key, and of those that cannot be
worked out it is told."""

import io
import time

import pytest
from field import imported
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.table import Table, TableStyleInfo

from mapdocs.importing.source import paper_of

HEADS = ("Step", "Owner", "Due", "Proof", "Kind")
ROWS = (
    ("Audit", "Dana Reyes", "2026-12-04", "Report filed", "Rollout"),
    ("Never below 40k", "Sam Ortiz", "2026-12-09", "Waived", "Ours"),
    ("Contract", "Dana Reyes", "2027-01-15", "Signed", "Rollout"),
)
WHITE, DARK, GREY = (
    Font(color="FFFFFFFF"),
    PatternFill(bgColor="FF1F3864", fill_type="solid"),
    PatternFill(bgColor="FFD9D9D9", fill_type="solid"),
)


def steps(folder, *rules, area="A2:E4", lines=(), change=None):
    book = Workbook()
    for row in (HEADS, *ROWS, *lines):
        book.active.append(row)
    for rule in rules:
        book.active.conditional_formatting.add(area, rule)
    if change:
        change(book.active)
    book.save(folder / "plan.xlsx")
    spec, told = imported(folder / "plan.xlsx", folder)
    return [row.milestone for row in spec.milestones], spec.internal.notes or "", told


def white(formula, **more):
    return FormulaRule(formula=[formula], font=WHITE, **more)


def silent(formula):
    return Rule(type="expression", formula=[formula], dxf=DifferentialStyle(numFmt=NumberFormat(200, ";;;")))


@pytest.mark.parametrize(
    "rule",
    [
        white('$E2="Ours"'), white('"ours"=$E2'), white('$E2<>"Rollout"'), white('ISNUMBER(SEARCH("our",$E2))'), white('LEFT($E2,2)="Ou"'), white('AND($E2="Ours",$C2<>"")'),
        white('OR(TRIM(LOWER($E2))="ours",$A2="none")'), white('NOT($E2="Rollout")'), white('LEN($E2)<5'), white('($E2="Ours")'),
        silent('$E2="Ours"'),
    ],
)  # fmt: skip
def test_a_row_that_a_rule_hides_is_kept(rule, tmp_path):
    found, notes, _ = steps(tmp_path, rule)
    assert found == ["Audit", "Contract"]
    assert "Never below 40k" in notes


@pytest.mark.parametrize(
    "rule",
    [
        white('$E2="Theirs"'), white('$E2="Ours"', fill=DARK), white('AND(TODAY()>0,$E2="Theirs")'), FormulaRule(formula=['$E2="Ours"'], fill=GREY),
        FormulaRule(formula=['$E2="Ours"'], font=Font(color="FF999999")), white("FALSE"),
    ],
)  # fmt: skip
def test_a_row_that_a_rule_only_dresses_stays(rule, tmp_path):
    found, _, told = steps(tmp_path, rule)
    assert found == ["Audit", "Never below 40k", "Contract"]
    assert "could not be worked out" not in told


@pytest.mark.parametrize(
    "rule",
    [
        CellIsRule(operator="equal", formula=['"Waived"'], font=WHITE), Rule(type="containsText", operator="containsText", text="waiv", formula=["x"], dxf=DifferentialStyle(font=WHITE)),
        Rule(type="beginsWith", operator="beginsWith", text="Wai", formula=["x"], dxf=DifferentialStyle(font=WHITE)),
    ],
)  # fmt: skip
def test_a_cell_that_a_rule_hides_is_kept_alone(rule, tmp_path):
    found, notes, _ = steps(tmp_path, rule)
    assert found == ["Audit", "Never below 40k", "Contract"]
    assert "Waived" in notes


def test_of_a_rule_that_hides_and_is_not_worked_out_it_is_told(tmp_path):
    found, _, told = steps(tmp_path, white('VLOOKUP($A2,$A$2:$E$4,5,FALSE)="Ours"'))
    assert found == ["Audit", "Never below 40k", "Contract"]
    assert "hides words by a conditional format that could not be worked out" in told


def test_white_letters_in_a_dark_table_are_seen(tmp_path):
    def dark(sheet):
        table = Table(displayName="Plan", ref="A1:E4")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleDark9", showRowStripes=True)
        sheet.add_table(table)

    assert steps(tmp_path, white('$E2="Ours"'), change=dark)[0] == ["Audit", "Never below 40k", "Contract"]


def test_the_first_rule_that_holds_is_the_one(tmp_path):
    rules = (FormulaRule(formula=['$E2="Ours"'], font=Font(color="FF000080"), stopIfTrue=True), white("TRUE"))
    assert steps(tmp_path, *rules)[0] == ["Never below 40k"]


KEY = ([], ["grey = internal"])


def test_a_colour_that_a_rule_lays_counts_for_the_key(tmp_path):
    found, notes, _ = steps(tmp_path, FormulaRule(formula=['$E2="Ours"'], fill=GREY), lines=KEY)
    assert found == ["Audit", "Contract"]
    assert "Never below 40k" in notes


def test_a_colour_that_a_rule_lays_and_nobody_can_tell_is_told_beside_a_key(tmp_path):
    rule = FormulaRule(formula=["MOD(ROW(),2)=0"], fill=GREY)
    found, _, told = steps(tmp_path, rule, lines=KEY)
    assert found == ["Audit", "Never below 40k", "Contract"]
    assert "were not all worked out" in told


def test_without_a_key_nobody_need_know_what_a_colour_means(tmp_path):
    found, _, told = steps(tmp_path, FormulaRule(formula=["MOD(ROW(),2)=0"], fill=GREY))
    assert found == ["Audit", "Never below 40k", "Contract"]
    assert "were not all worked out" not in told


def many(folder, count, rows, formula, font=WHITE):
    book = Workbook()
    for row in (HEADS, *ROWS, *([f"Step {n}", "Dana Reyes", "2027-01-20", f"Log {n}", "Rollout"] for n in range(rows))):
        book.active.append(row)
    for n in range(count):
        book.active.conditional_formatting.add("A2:E3000", FormulaRule(formula=[formula.format(n=n)], font=font))
    out = io.BytesIO()
    book.save(out)
    began = time.process_time()
    paper = paper_of(out.getvalue(), folder / "plan.xlsx")
    return paper, time.process_time() - began


LONG = 'AND(OR(LEFT($A2,3)="x{n}",ISNUMBER(SEARCH("q{n}",$B2))),NOT(LEN($C2)=0))'


def test_rules_are_cut_up_once_however_many_cells_they_dress(tmp_path):
    """Fifty-eight seconds where each cell cut them up anew."""
    paper, seconds = many(tmp_path, 190, 2_000, LONG)
    assert any("could not be worked out" in note for note in paper.notes)
    assert seconds < 4


@pytest.mark.parametrize(("count", "rows", "told"), [(3, 3, False), (230, 3, True), (8, 2_000, True)])
def test_rules_beyond_what_is_read_are_told(tmp_path, count, rows, told):
    paper, _ = many(tmp_path, count, rows, '$E2="Nobody{n}"')
    assert any("could not be worked out" in note for note in paper.notes) is told


def test_rules_beyond_what_is_read_that_hide_nothing_are_no_hiding(tmp_path):
    paper, _ = many(tmp_path, 230, 3, '$E2="Nobody{n}"', font=Font(color="FFFF0000"))
    assert not paper.notes
