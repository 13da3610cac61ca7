"""Owners' columns of two companies of which only one is known, parts by number and folder, notes and sums between the steps, headings of
three rows, and boxes beside a status."""

from datetime import date

import pytest
from field import GIVEN, imported, of_text, rows_of, workbook

from commands import run
from helpers import few_of
from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.private import is_for_them
from mapdocs.language import lexicon

D = date


def sheet(folder, rows, *, merged=(), hidden=()):
    def change(book):
        for area in merged:
            book.active.merge_cells(area)
        for number in hidden:
            book.active.row_dimensions[number].hidden = True

    (folder / "plan.xlsx").write_bytes(workbook(("Plan", rows), change=change))
    return imported(folder / "plan.xlsx", folder)


def owners(spec):
    return [(row.buyer_owner or "", row.seller_owner or "") for row in spec.milestones]


# Two columns that share the word for an owner


@pytest.mark.parametrize(
    ("buyer", "seller"),
    few_of([
        ("ジュニパー担当", "Fabrikam担当"), ("ジュニパー様ご担当", "弊社担当"), ("Juniper担当", "ファブリカム担当"), ("朱尼珀负责人", "Fabrikam负责人"),
        ("주니퍼 담당자", "Fabrikam 담당자"), ("Ответственный Джунипер", "Ответственный Fabrikam"), ("Junipr owner", "Fabrikam owner"),
        ("Υπεύθυνος Τζούνιπερ", "Υπεύθυνος Fabrikam"), ("مسؤول جونيبر", "مسؤول Fabrikam"), ("Contact ジュニパー", "Contact Fabrikam"),
    ], 7),
)  # fmt: skip
def test_the_owners_beside_those_of_a_known_company_are_the_other_sides(buyer, seller, tmp_path):
    text = f"Step,{buyer},{seller},Due,Status\nTasting,田中 葵,Ivo Novak,2026-12-04,Open\nCooling,Mia Krug,Ivo Novak,2026-12-18,Open\n"
    spec, _ = of_text(text, tmp_path)
    assert owners(spec) == [("田中 葵", "Ivo Novak"), ("Mia Krug", "Ivo Novak")]


def test_what_was_taken_for_the_other_sides_owners_is_told(tmp_path):
    _, told = of_text("Step,朱尼珀负责人,Fabrikam负责人,Due\nTasting,王伟,Ivo Novak,2026-12-04\n", tmp_path)
    assert "“朱尼珀负责人” was taken for the buyer's owners, since “Fabrikam负责人” names the other side" in told


def test_a_heading_of_two_rows_names_the_other_company_below_the_owners(tmp_path):
    heads = [["Step", "担当", None, "期日"], [None, "ジュニパー", "Fabrikam", None]]
    rows = [["Tasting", "田中 葵", "Ivo Novak", D(2026, 12, 4)], ["Cooling", "Mia Krug", "Ivo Novak", D(2026, 12, 18)]]
    spec, _ = sheet(tmp_path, heads + rows, merged=("B1:C1", "A1:A2", "D1:D2"))
    assert owners(spec) == [("田中 葵", "Ivo Novak"), ("Mia Krug", "Ivo Novak")]


@pytest.mark.parametrize("other", ["Backup owner", "Deputy owner"])
def test_a_second_owner_of_one_side_is_nobody_of_the_other(other, tmp_path):
    text = f"Step,Fabrikam owner,{other},Due\nTasting,Ivo Novak,Mia Krug,2026-12-04\nCooling,Ivo Novak,Lena Brandt,2026-12-18\n"
    spec, told = of_text(text, tmp_path)
    assert owners(spec) == [("", "Ivo Novak")] * 2
    assert f"{other}: Mia Krug" in told


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Fabrikam担当の備考", ("later", "by phone")), ("プロジェクト担当", ("田中 葵", "Mia Krug")), ("Ansprechpartner Technik", ("Mia Krug", "Lena Brandt")),
        ("Zunipa担当", ("Ivo Novak", "Sam Ortiz")),
    ],
)  # fmt: skip
def test_what_is_no_company_or_no_other_people_stays_a_comment(head, cells, tmp_path):
    known = "Ansprechpartner Fabrikam" if head.startswith("Ansprech") else "Fabrikam担当"
    text = (
        f"Step,{known},{head},Due\nTasting,Sam Ortiz,{cells[0]},2026-12-04\nCooling,Ivo Novak,{cells[1]},2026-12-18\n"
    )
    spec, told = of_text(text, tmp_path)
    assert owners(spec) == [("", "Sam Ortiz"), ("", "Ivo Novak")]
    assert f"{head}: {cells[0]}" in told


# Rows that are no steps

TODOIST = """TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
meta,view_style=board,,,,,,,,
note,Board made by Ivo,,,,,,,,
section,Taste,,,,,,,,
task,Tasting,,4,1,Ivo (111),Dana Reyes (222),4 Dec 2026,en,
note,Bring the small cups,,,,Ivo (111),,,,
note,Room is booked,,,,Ivo (111),,,,
task,Cooling,,4,1,Ivo (111),Dana Reyes (222),18 Dec 2026,en,
"""


def test_a_note_is_a_comment_of_the_task_above_it_and_what_the_program_says_no_step(tmp_path):
    spec, told = of_text(TODOIST, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Tasting", "Cooling"]
    (path,) = (tmp_path / "out").glob("*.yaml")
    above, _, below = path.read_text().partition("- milestone: Tasting")
    assert "below it: Bring the small cups" in above
    assert "below it: Room is booked" in above
    assert "below it" not in below
    assert "since TYPE says “meta”: meta · view_style=board" in told
    assert "since TYPE says “note”: note · Board made by Ivo" in told


def test_a_note_on_a_row_that_is_kept_is_kept_with_it(tmp_path):
    text = "Type,Title,Owner,Due\nTask,Internal: price floor,Sam Ortiz,2026-12-04\nComment,not below forty,,\nTask,Cooling,Dana Reyes,2026-12-18\n"
    spec, told = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Cooling"]
    assert "not below forty" in spec.internal.notes
    assert "not below forty" not in told


def test_a_note_with_an_owner_and_a_day_is_a_step(tmp_path):
    spec, _ = of_text("Type,Title,Owner,Due\nNote,Tasting note,Dana Reyes,2026-12-04\n", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Tasting note"]


PARTS = {
    "key": "Key,Folder,Title,Status,Assigned To,Start Date,End Date\n1,/J/,Taste,Active,,2026-11-16,2026-12-18\n"
    "1.1,/J/Taste/,Tasting,Active,Dana Reyes,2026-11-16,2026-12-04\n1.2,/J/Taste/,Cooling,Active,Sam Ortiz,,2026-12-18\n2,/J/,Order,Active,Dana Reyes,,2027-01-15\n",
    "folder": "Title,Status,Assigned To,Folder,End Date\nTaste,Active,,/J/,2026-12-18\n"
    "Tasting,Active,Dana Reyes,/J/Taste/,2026-12-04\nCooling,Active,Sam Ortiz,/J/Taste/,2026-12-18\nOrder,Active,Dana Reyes,/J/,2027-01-15\n",
    "path": "Title,Area Path,State,Assigned To,Target Date\nTaste,J,Active,,2026-12-18\n"
    "Tasting,J\\Taste,Active,Dana Reyes,2026-12-04\nCooling,J\\Taste,Active,Sam Ortiz,2026-12-18\nOrder,J,New,Dana Reyes,2027-01-15\n",
    "breadcrumb": "Schritt,Pfad,Verantwortlich,Termin\nTaste,J,,18.12.2026\n"
    "Tasting,J > Taste,Dana Reyes,04.12.2026\nCooling,J > Taste,Sam Ortiz,18.12.2026\nOrder,J,Dana Reyes,15.01.2027\n",
    "number": "No.,Step,Owner,Due\n1,Taste,,2026-12-18\n1.1,Tasting,Dana Reyes,2026-12-04\n1.2,Cooling,Sam Ortiz,2026-12-18\n2,Order,Dana Reyes,2027-01-15\n",
    "letter": "ID,Step,Owner,Due\nA,Taste,,2026-12-18\nA.1,Tasting,Dana Reyes,2026-12-04\nA.2,Cooling,Sam Ortiz,2026-12-18\nB,Order,Dana Reyes,2027-01-15\n",
}  # fmt: skip


@pytest.mark.parametrize("how", PARTS)
def test_a_row_that_others_lie_below_and_nobody_owns_is_a_part_of_the_plan(how, tmp_path):
    spec, told = of_text(PARTS[how], tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Tasting", "Cooling", "Order"]
    (path,) = (tmp_path / "out").glob("*.yaml")
    assert "# Taste\n" in path.read_text().partition("- milestone: Tasting")[0]
    assert "row 2 sums up the rows below it and became their phase:" in told


def test_the_number_in_front_of_a_steps_name_says_which_row_lies_below(tmp_path):
    text = "Task,Owner,Due\n1 Taste,,2026-12-18\n1.1 Tasting,Dana Reyes,2026-12-04\n1.2 Cooling,Sam Ortiz,2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["1.1 Tasting", "1.2 Cooling"]


@pytest.mark.parametrize(
    "text",
    [
        PARTS["key"].replace("Taste,Active,,", "Taste,Active,Dana Reyes,"),
        "No.,Step,Owner,Due\n1,Taste,,2026-12-18\n1.1,Tasting,,2026-12-04\n1.2,Cooling,,2026-12-18\n2,Order,Dana Reyes,2027-01-15\n",
        "Effort,Step,Owner,Due\n1,Taste,,2026-12-18\n1.5,Tasting,Dana Reyes,2026-12-04\n2,Cooling,Sam Ortiz,2026-12-18\n2.5,Order,Dana Reyes,2027-01-15\n",
    ],
    ids=["owned", "nobody owned", "effort"],
)
def test_a_row_that_is_owned_or_only_counted_stays_a_step(text, tmp_path):
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Taste", "Tasting", "Cooling", "Order"]


BARS = {
    "weeks": ["KW 49", "KW 50", "KW 51"], "days": [D(2026, 11, 30), D(2026, 12, 7), D(2026, 12, 14)], "months": ["Nov 30", "Dec 7", "Dec 14"],
    "counted": ["Week 1", "Week 2", "Week 3"],
}  # fmt: skip


@pytest.mark.parametrize("heads", BARS)
def test_a_row_that_counts_the_bars_of_a_chart_is_no_step(heads, tmp_path):
    rows = [
        ["Step", "Customer", "Vendor", "Finish", *BARS[heads]],
        ["Tasting", "Dana Reyes", "Sam Ortiz", D(2026, 12, 4), "■", None, None],
        ["In use", None, None, None, 1, 0, 0],
        ["Cooling", "Mia Krug", "Sam Ortiz", D(2026, 12, 18), None, "■", "■"],
        ["In use", None, None, None, 1, 1, 1],
    ]
    spec, told = sheet(tmp_path, rows)
    assert rows_of(spec) == [
        ("Tasting", "Dana Reyes", "Sam Ortiz", "2026-12-04", "open"),
        ("Cooling", "Mia Krug", "Sam Ortiz", "2026-12-18", "open"),
    ]
    assert "row 5 sums up and was left out: In use · 1 · 1 · 1" in told
    assert "■" not in told


@pytest.mark.parametrize(("hours", "cost", "steps"), [(10, 1000, 2), (7, 1000, 3)])
def test_a_last_row_of_sums_is_no_step_and_one_of_other_numbers_is(hours, cost, steps, tmp_path):
    rows = [
        ["Step", "Owner", "Due", "Hours", "Cost"],
        ["Tasting", "Dana Reyes", D(2026, 12, 4), 4, 400],
        ["Cooling", "Sam Ortiz", D(2026, 12, 18), 6, 600],
        ["Planned effort", None, None, hours, cost],
    ]
    spec, _ = sheet(tmp_path, rows)
    assert len(spec.milestones) == steps


def test_a_step_whose_words_are_columns_too_is_no_heading(tmp_path):
    text = "Tipo;Tarea;Responsable;Fecha límite\nTarea;Cata;Dana Reyes;04/12/2026\nTarea;Firma;Sam Ortiz;15/01/2027\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Cata", "Firma"]


# Who sees a row


def test_both_sides_see_what_is_joint_in_every_language():
    unknown = {word for word in lexicon.table("sides.yaml")["both"] if not is_for_them(word)}
    assert unknown == set()


def test_steps_that_are_joint_are_read_and_those_of_the_seller_alone_kept(tmp_path):
    heads = ["Action", "Audience", "Juniper contact", "Fabrikam contact", "Complete by"]
    rows = [
        heads, ["Tasting", "Joint", "Dana Reyes", "Sam Ortiz", D(2026, 12, 4)],
        ["Ask for a longer term", "Fabrikam only", None, "Sam Ortiz", D(2026, 12, 7)],
        ["Cooling", "Joint", "Mia Krug", "Sam Ortiz", D(2026, 12, 18)],
    ]  # fmt: skip
    spec, _ = sheet(tmp_path, rows, hidden=[3])
    assert owners(spec) == [("Dana Reyes", "Sam Ortiz"), ("Mia Krug", "Sam Ortiz")]
    assert "Ask for a longer term" in spec.internal.notes


def test_that_every_row_was_kept_back_is_said_with_why(tmp_path):
    text = "Action,Audience,Owner,Due\nAsk for a longer term,Fabrikam only,Sam Ortiz,2026-12-07\n"
    (tmp_path / "plan.csv").write_text(text)
    done = run("import", tmp_path / "plan.csv", "-o", tmp_path / "out", *GIVEN, cwd=tmp_path)
    assert done.returncode == 1
    assert "every row of the plan in this file was kept back: 1 row kept in internal.notes" in done.stderr
    assert "“Audience” says “Fabrikam only”" in done.stderr


# Letters, names and departments

COMPANIES = ["Juniper Foods", None, "Fabrikam", None]


def letters(folder, names, rows):
    heads = [["Activity", "Due", *COMPANIES], [None, None, *names]]
    return sheet(folder, heads + rows, merged=("C1:D1", "E1:F1"))


def test_who_answers_on_one_side_and_who_does_it_on_the_other_own_a_step(tmp_path):
    rows = [
        ["Tasting", D(2026, 12, 4), "I", "A/R", "I", "R"], ["Cooling", D(2026, 12, 18), "A", "R", "r", "c"],
        ["Order", D(2027, 1, 15), "R", "R", "A", "R"],
    ]  # fmt: skip
    spec, told = letters(tmp_path, ["Dana Reyes", "Mia Krug", "Sam Ortiz", "Ivo Novak"], rows)
    assert owners(spec) == [("Mia Krug", "Ivo Novak"), ("Mia Krug", "Sam Ortiz"), ("", "Ivo Novak")]
    assert "“Cooling”: Juniper Foods Dana Reyes: A; Juniper Foods Mia Krug: R" in told
    assert "“Order”: the owner is given as “Dana Reyes (R), Mia Krug (R)”; the buyer's side; which person?" in told


def test_who_drives_a_step_owns_it(tmp_path):
    rows = [["Tasting", D(2026, 12, 4), "A", "C", "D", "I"], ["Cooling", D(2026, 12, 18), "D", "A", "C", "D"]]
    spec, _ = letters(tmp_path, ["Dana Reyes", "Mia Krug", "Sam Ortiz", "Ivo Novak"], rows)
    assert owners(spec) == [("Dana Reyes", "Sam Ortiz"), ("Dana Reyes", "Ivo Novak")]


def test_a_role_with_the_letter_is_asked_for_its_person(tmp_path):
    rows = [["Tasting", D(2026, 12, 4), "A/R", "C", "R", "I"], ["Cooling", D(2026, 12, 18), "I", "R", "C", "A"]]
    spec, told = letters(tmp_path, ["CFO", "IT lead", "Sam", "Ivo"], rows)
    assert owners(spec) == [("", "Sam"), ("", "Ivo")]
    assert "the owner is given as “CFO (A/R)”; the buyer's side; which person?" in told


THREE = {
    "en": (["Work", None, "People"], ["#", "Title"], ("Name", "Unit")), "fr": (["Travaux", None, "Intervenants"], ["N°", "Tâche"], ("Nom", "Service")),
    "ja": (["作業", None, "体制"], ["No", "タスク"], ("氏名", "部署")), "de": (["Arbeit", None, "Zuständigkeiten"], ["Nr", "Aufgabe"], ("Name", "Abteilung")),
}  # fmt: skip


@pytest.mark.parametrize("language", THREE)
def test_names_and_departments_under_companies_in_a_heading_of_three_rows(language, tmp_path):
    top, left, (name, unit) = THREE[language]
    heads = [
        [*top, None, None, None, "Due"],
        [None, None, "Juniper Foods", None, "Fabrikam", None, None],
        [*left, name, unit, name, unit, None],
    ]
    rows = [
        ["1", "Tasting", "Mia Krug", "Kitchen", "Sam Ortiz", "Sales", D(2026, 12, 4)],
        ["2", "Contract", None, "Purchasing", "Ivo Novak", "Sales", D(2027, 1, 15)],
    ]
    merged = ("A1:B2", "C1:F1", "C2:D2", "E2:F2", "G1:G3")
    spec, told = sheet(tmp_path, heads + rows, merged=merged)
    assert rows_of(spec) == [
        ("Tasting", "Mia Krug", "Sam Ortiz", "2026-12-04", "open"),
        ("Contract", "", "Ivo Novak", "2027-01-15", "open"),
    ]
    assert "“Contract”: the buyer's owner is given as “Purchasing”; who is it?" in told
    assert "Kitchen" in told


def test_departments_in_front_of_the_names_are_asked_where_no_name_stands(tmp_path):
    text = "Step,Juniper department,Juniper owner,Fabrikam team,Fabrikam owner,Due\nTasting,Kitchen,Mia Krug,Sales,Sam Ortiz,2026-12-04\nOrder,Purchasing,,Delivery,,2027-01-15\n"
    spec, told = of_text(text, tmp_path)
    assert owners(spec) == [("Mia Krug", "Sam Ortiz"), ("", "")]
    assert "your owner is given as “Delivery”; who is it?" in told


def test_a_team_alone_is_the_owner(tmp_path):
    spec, _ = of_text("Step,Juniper team,Fabrikam team,Due\nTasting,Mia Krug,Sam Ortiz,2026-12-04\n", tmp_path)
    assert owners(spec) == [("Mia Krug", "Sam Ortiz")]


# Boxes, proofs, what lies below


@pytest.mark.parametrize(
    ("box", "status", "ticked", "empty", "words"),
    few_of([
        ("Hecho", "Estado", "☑", "☐", ("Cancelado", "En curso")), ("Done?", "Status", True, False, ("Cancelled", "In progress")),
        ("Erledigt", "Status", "☒", "☐", ("Entfällt", "In Arbeit")), ("完了", "状況", "☑", "☐", ("中止", "進行中")),
        ("Complete (Y/N)", "Status", "Y", "N", ("Cancelled", "In progress")),
    ], 7),
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_a_status_in_words_goes_before_a_box(first, box, status, ticked, empty, words, tmp_path):
    cells = [(ticked, None), (empty, None), (empty, words[0]), (empty, words[1])]
    sides = [(box, status), *cells] if first else [(status, box), *((said, sign) for sign, said in cells)]
    steps = [
        ("Step", "Owner", "Due"),
        *((name, "Dana Reyes", D(2026, 12, 4)) for name in ("Start", "Load", "Show", "Sign")),
    ]
    spec, told = sheet(tmp_path, [[a, *middle, b] for (a, b), middle in zip(sides, steps, strict=True)])
    assert [row.status for row in spec.milestones] == ["done", "open", "cancelled", "in progress"]
    assert "“Show”: " not in told.replace("kept as comments: ", "")


def test_a_ticked_box_beside_another_status_is_asked(tmp_path):
    text = "Done,Step,Owner,Due,Status\n[x],Tasting,Dana Reyes,2026-12-04,Cancelled\n[ ],Cooling,Dana Reyes,2026-12-18,Open\n"
    spec, told = of_text(text, tmp_path)
    assert [row.status for row in spec.milestones] == ["cancelled", "open"]
    assert "“Tasting”: Done: [x]" in told


@pytest.mark.parametrize(
    "head",
    few_of([
        "Se cierra cuando", "Closes when", "We close this when", "Abgeschlossen, wenn", "Clos quand", "Fecha-se quando", "Si chiude quando",
        "Afgesloten als", "Result we want", "Outcome we agreed", "Ergebnis, das wir wollen", "Résultat voulu", "Resultado que queremos",
        "Gewenst resultaat", "期待する成果",
    ], 7),
)  # fmt: skip
def test_when_a_step_is_closed_and_what_it_shall_bring_are_its_proof(head):
    assert kind_of(head, head, {})[0] == "exit_criteria"


@pytest.mark.parametrize("head", few_of(["When needed", "Test result", "Close date", "Results", "Wanted by"], 7))
def test_results_and_days_alone_are_no_proof(head):
    assert kind_of(head, head, {})[0] != "exit_criteria"


def test_the_names_of_steps_below_are_kept_word_by_word_and_each_group_is_a_phase(tmp_path):
    heads = ["Name", "Subitems", "Person", "Status", "Date", "Item ID (auto generated)"]
    rows = [
        ["Juniper rollout"], [], ["Taste"], heads, ["Tasting", "Cups, Chart of flavours", "Dana Reyes", "Done", D(2026, 12, 4), 11], [],
        ["Buy"], heads, ["Order", None, "Sam Ortiz", "", D(2027, 1, 15), 12],
    ]  # fmt: skip
    _, told = sheet(tmp_path, rows)
    assert "“Tasting”: below it: Cups, Chart of flavours" in told
    (path,) = (tmp_path / "out").glob("*.yaml")
    assert "# Taste\n" in path.read_text()
    assert "# Buy\n" in path.read_text()
