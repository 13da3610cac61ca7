"""Cells that speak for their whole row, and rows that are no step of their own: merged ones, sums, lines below the plan."""

from datetime import datetime as D

import pytest
from field import buyer_text, imported, of_text, rows_of, workbook

from helpers import few_of
from mapdocs.importing.private import flag_of, row_word

STEPS = ["Security review signed", "Pilot in two stores"]


def _names(spec):
    return [row.milestone for row in spec.milestones]


def _listed(heading, *lists):
    """Four rows, the third of which is the seller's or put away, with ``lists`` under ``heading``."""
    steps = ("Security review signed", "Order form", "Rival watched", "Pilot in two stores")
    rows = (
        f"{step};Dana Reyes;{day}.12.2026;{said}" for step, day, said in zip(steps, (4, 7, 8, 18), lists, strict=True)
    )
    return "\n".join((f"Step;Customer owner;Due;{heading}", *rows, ""))


@pytest.mark.parametrize(
    ("cell", "word"),
    few_of(
        [
            ("Intern (nur Fabrikam)", True),
            ("Fabrikam only", True),
            ("Interno", True),
            ("Internal - do not share", True),
            ("pricing, internal", True),
            ("Privado", True),
            ("社内のみ", True),
            ("Internal review", False),
            ("Internal (Juniper)", False),
            ("Juniper only", False),
            ("Interne Revision", False),
            ("社内会議", False),
            ("Fabrikam", False),
            ("Negotiation", False),
        ],
        7,
    ),
)
def test_a_cell_is_a_private_label_where_nothing_else_stands_in_it(cell, word):
    assert bool(row_word(cell, ("fabrikam",))) == word


@pytest.mark.parametrize(
    ("heading", "kind"),
    few_of(
        [
            ("Privado", "private"),
            ("Is private?", "private"),
            ("Ist privat (ja/nein)", "private"),
            ("Confidential", "private"),
            ("Archiviert", "archived"),
            ("アーカイブ済み", "archived"),
            ("Private cloud", ""),
            ("Internal audit", ""),
            ("Discount", ""),
            ("✓", ""),
        ],
        7,
    ),
)
def test_what_a_yes_below_a_heading_means(heading, kind):
    assert flag_of(heading) == kind


@pytest.mark.parametrize("heading", few_of(["List", "Kategorie", "Bucket", "Status", "Etiquetas"], 7))
@pytest.mark.parametrize("said", ["Intern (nur Fabrikam)", "Fabrikam only", "Interno"])
def test_a_row_in_a_list_that_is_the_sellers_is_kept(heading, said, tmp_path):
    spec, told = of_text(_listed(heading, "Open", "Open", said, "Done"), tmp_path)
    assert _names(spec) == [STEPS[0], "Order form", STEPS[1]]
    assert "Rival watched" in spec.internal.notes
    assert f"1 row kept in internal.notes and not in the plan, since “{heading}” says “{said}”" in told


@pytest.mark.parametrize("said", ["Internal review", "Juniper only", "In review"])
def test_a_row_in_another_list_is_a_step(said, tmp_path):
    spec, told = of_text(_listed("Column", "Open", "Open", said, "Done"), tmp_path)
    assert "Rival watched" in _names(spec)
    assert "kept back" not in told


PRIVATE = [
    ("Privado", "Verdadero", "Falso"),
    ("Privé", "VRAI", "FAUX"),
    ("Privé", "oui", "non"),
    ("Privato", "sì", "no"),
    ("Privato", "vero", "falso"),
    ("Privat", "ja", "nein"),
    ("Privé", "ja", "nee"),
    ("Privat", "ja", "nej"),
    ("Prywatne", "tak", "nie"),
    ("Private", "TRUE", "FALSE"),
    ("プライベート", "はい", "いいえ"),
    ("Privado", "sim", "não"),
    ("Private?", "x", ""),
]


@pytest.mark.parametrize(("heading", "yes", "no"), PRIVATE)
def test_a_yes_under_private_keeps_the_row_and_a_no_says_nothing(heading, yes, no, tmp_path):
    spec, told = of_text(_listed(heading, no, no, yes, no), tmp_path)
    assert _names(spec) == [STEPS[0], "Order form", STEPS[1]]
    assert spec.internal.notes.count("Rival watched") == 1
    assert "Order form" not in spec.internal.notes
    assert f"“{heading}” says “{yes}”" in told
    assert f"the column “{heading}” is kept" not in told


ARCHIVED = [
    ("Archiviert", "ja", "nein"),
    ("Archivado", "Verdadero", "Falso"),
    ("Archivé", "VRAI", "FAUX"),
    ("Archived", "true", "false"),
    ("Arquivado", "sim", "não"),
    ("Archiviato", "sì", "no"),
    ("Zarchiwizowane", "tak", "nie"),
    ("アーカイブ済み", "はい", "いいえ"),
    ("Archived at", "2026-11-20", ""),
    ("List", "Archived", "Open"),
]


@pytest.mark.parametrize(("heading", "yes", "no"), ARCHIVED)
def test_what_was_archived_is_left_out_and_told(heading, yes, no, tmp_path):
    spec, told = of_text(_listed(heading, no, no, yes, no), tmp_path)
    assert _names(spec) == [STEPS[0], "Order form", STEPS[1]]
    assert {row.status for row in spec.milestones} == {"open"}
    assert f"row 4 was left out, since {heading} says “{yes}”: Rival watched" in told
    assert "Rival watched" not in buyer_text(spec)


def test_a_private_column_of_words_stays_a_private_column(tmp_path):
    spec, told = of_text(_listed("Privado", "no", "8 %", "sí", "no"), tmp_path)
    assert len(spec.milestones) == 4
    assert "Order form: Privado: 8 %" in spec.internal.notes
    assert "the column “Privado” is kept in internal.notes" in told


def _lines(*second):
    """Two steps of two lines each, their names merged; ``second`` are the lines below the first's and the second's."""
    rows = [
        ["Step", "Line", "Customer owner", "Due", "Status"],
        [STEPS[0], "Plan", "Dana Reyes", D(2026, 11, 10), "done"],
        [None, *second[0]],
        [STEPS[1], "Plan", "Priya Raman", D(2026, 12, 18), "open"],
        [None, *second[1]],
    ]

    def merge(book):
        for area in ("A2:A3", "A4:A5"):
            book["P"].merge_cells(area)

    return workbook(("P", rows), change=merge)


def _imported(raw, folder):
    (folder / "plan.xlsx").write_bytes(raw)
    return imported(folder / "plan.xlsx", folder)


def test_a_second_line_under_a_merged_name_is_the_same_steps(tmp_path):
    spec, told = _imported(
        _lines(("Actual", None, D(2026, 11, 12), None), ("Actual", None, "moved to January", None)), tmp_path
    )
    assert rows_of(spec) == [
        (STEPS[0], "Dana Reyes", "", "2026-11-10", "done"),
        (STEPS[1], "Priya Raman", "", "2026-12-18", "open"),
    ]
    assert [str(row.done_on or "") for row in spec.milestones] == ["2026-11-12", ""]
    assert f"“{STEPS[1]}”: second line: Line: Actual; Due: moved to January" in told


def test_an_actual_day_that_is_still_to_come_or_not_called_so_is_asked_about(tmp_path):
    spec, told = _imported(
        _lines(("Later", None, D(2026, 11, 12), None), ("Actual", None, D(2027, 1, 8), None)), tmp_path
    )
    assert [str(row.done_on or "") for row in spec.milestones] == ["", ""]
    assert len(spec.milestones) == 2
    assert "second line: Line: Later; Due: 2026-11-12" in told
    assert "second line: Line: Actual; Due: 2027-01-08" in told


def test_a_second_line_of_a_row_that_is_kept_is_kept_too(tmp_path):
    raw = workbook(
        ("P", [
            ["Step", "Customer owner", "Due", "Status", "List"],
            [STEPS[0], "Dana Reyes", D(2026, 12, 4), "open", "Shared"],
            ["Rival watched", None, D(2026, 12, 5), "open", "Internal only"],
            [None, "Priya Raman", D(2026, 12, 6), "walk away", "Shared"],
            [STEPS[1], "Priya Raman", D(2026, 12, 18), "open", "Shared"],
        ]),
        change=lambda book: book["P"].merge_cells("A3:A4"),
    )  # fmt: skip
    spec, told = _imported(raw, tmp_path)
    assert _names(spec) == STEPS
    assert "walk away" in spec.internal.notes
    assert "walk away" not in told
    assert "2 rows kept in internal.notes" in told


@pytest.mark.parametrize("name", ["PROGRAM TOTAL", "Summe gesamt", "Projekt Summe", "工数合計"])
def test_a_name_that_ends_in_a_word_for_a_sum_is_one(name, tmp_path):
    text = f"Task,Customer owner,Due,% complete\nReview,Dana Reyes,2026-12-04,50\nPilot,Sam Ortiz,2026-12-18,0\n{name},,,25\n"
    spec, told = of_text(text, tmp_path)
    assert _names(spec) == ["Review", "Pilot"]
    assert f"row 4 sums up and was left out: {name}" in told


@pytest.mark.parametrize(
    "row", ["Agree the total,Dana Reyes,,25", "Agree the total,,2026-12-20,25", "Agree the total,,,"]
)
def test_a_step_that_ends_in_total_and_has_an_owner_a_day_or_no_number_is_one(row, tmp_path):
    text = f"Task,Customer owner,Due,% complete\nReview,Dana Reyes,2026-12-04,50\nPilot,Sam Ortiz,2026-12-18,0\n{row}\n"
    spec, _ = of_text(text, tmp_path)
    assert _names(spec) == ["Review", "Pilot", "Agree the total"]


def test_lines_for_which_no_step_follows_are_below_the_plan_and_a_phase_is_one(tmp_path):
    text = (
        "No.;Step;Customer owner;Due\nPrepare;;;\n1;Review;Dana Reyes;2026-12-04\n2;Pilot;Sam Ortiz;2026-12-18\n"
        "※ Days may move;;;\n※ Ask us;;;\n"
    )
    spec, told = of_text(text, tmp_path)
    assert _names(spec) == ["Review", "Pilot"]
    assert "Prepare" in spec.source.text
    assert "not read: 2 rows below the plan: ※ Days may move; ※ Ask us" in told
    assert "Prepare" not in told


PAGE = """<html><body><h1>Plan</h1><p>Open to all</p>
<table><tr><th>Step</th><th>Customer owner</th><th>Due</th></tr>
<tr><td>Review</td><td>Dana Reyes</td><td>2026-12-04</td></tr><tr><td>Pilot</td><td>Sam Ortiz</td><td>2026-12-18</td></tr></table>
<div style="display: none"><p>They accept 9 %</p><p>by January</p></div>after it
<section hidden><table><tr><th>Step</th><th>Customer owner</th><th>Due</th></tr>
<tr><td>Write-down</td><td>Mona Reed</td><td>2026-12-05</td></tr></table></section></body></html>"""


def test_what_a_page_hides_is_the_sellers_and_told(tmp_path):
    spec, told = of_text(PAGE, tmp_path, "plan.html")
    assert _names(spec) == ["Review", "Pilot"]
    for said in ("They accept 9 %", "by January", "Write-down"):
        assert said in spec.internal.notes
        assert said not in told
    assert "“hidden part 1 of the page” was kept out of the plan, since it is hidden: 2 rows, in internal.notes" in told
    assert "“hidden part 2 of the page” was kept out of the plan" in told
    assert "Open to all; after it" in told


def test_a_page_that_hides_nothing_keeps_nothing(tmp_path):
    page = PAGE.replace("display: none", "color: red").replace("<section hidden>", "<section>")
    spec, told = of_text(page, tmp_path, "plan.html")
    assert _names(spec) == ["Review", "Pilot", "Write-down"]
    assert "kept out of the plan" not in told
