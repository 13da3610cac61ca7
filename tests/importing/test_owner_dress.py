"""What stands around an owner's name in the cell of one side, and owners in columns beside the owners' own."""

import json

import pytest
from field import imported, of_text, rows_of, workbook

from helpers import few_of

HEAD = "Milestone;Juniper;Fabrikam;Due;Exit criteria\n"


def owners_of(first, second, folder):
    text = f"{HEAD}Survey;{first};{second};2026-12-09;Report\nOrder;Eva Lund;Olaf Brecht;2027-01-21;PO\n"
    spec, _ = of_text(text, folder)
    return rows_of(spec)[0][1:3], next((folder / "out").glob("*.yaml")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "name", "beside"),
    few_of([
        ("IT Ops / Eva Lund", "Eva Lund", "IT Ops"), ("Eva Lund + legal", "Eva Lund", "legal"),
        ("Eva Lund / Einkauf", "Eva Lund", "Einkauf"), ("Eva Lund / ufficio acquisti", "Eva Lund", "ufficio acquisti"),
        ("Eva Lund & Procurement", "Eva Lund", "Procurement"), ("Eva Lund +44 20 7946 0000", "Eva Lund", "+44 20 7946 0000"),
        ("LUND, Eva (SE) +47 555 01", "Eva Lund (SE)", "+47 555 01"), ("LUND, Eva", "Eva Lund", ""),
    ], 7),
)  # fmt: skip
def test_the_person_is_the_owner_and_the_rest_is_said_beside(said, name, beside, tmp_path):
    owners, written = owners_of("Ida Moss", said, tmp_path)
    assert owners == ("Ida Moss", name)
    assert not beside or f"of the owner is said: {beside}" in written


@pytest.mark.parametrize("said", ["Eva Lund, Procurement", "Eva Lund (CFO)"])
def test_a_title_stays_with_its_name(said, tmp_path):
    assert owners_of(said, "Olaf Brecht", tmp_path)[0] == (said, "Olaf Brecht")


@pytest.mark.parametrize(
    ("first", "second", "owners"),
    [("[Eva Lund]", "[]", ("Eva Lund", "")), ("[Eva Lund,Ida Moss]", "[TBD]", ("Eva Lund", ""))],
)
def test_lists_of_programs_lose_their_brackets(first, second, owners, tmp_path):
    found, written = owners_of(first, second, tmp_path)
    assert found == owners
    assert "“[]”" not in written


@pytest.mark.parametrize(
    ("merged", "owners"),
    [
        ("Eva Lund / Olaf Brecht", ("Eva Lund", "Olaf Brecht")), ("Eva Lund\nOlaf Brecht", ("Eva Lund", "Olaf Brecht")),
        ("Sam Ortiz / Dana Reyes", ("Dana Reyes", "Sam Ortiz")),
    ],
)  # fmt: skip
def test_two_owners_in_a_cell_over_both_columns_are_one_a_side(merged, owners, tmp_path):
    rows = [
        ["Milestone", "Buyer owner", "Seller owner", "Due", "Exit criteria"],
        ["Survey", "Ida Moss", "Olaf Brecht", "2026-12-09", "Report"],
        ["Trial", merged, None, "2027-01-11", "12 pallets"],
    ]
    (tmp_path / "plan.xlsx").write_bytes(
        workbook(("Plan", rows), change=lambda book: book["Plan"].merge_cells("B3:C3"))
    )
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert rows_of(spec)[1][1:3] == owners


def test_a_second_column_of_owners_gives_the_side_that_its_cells_name(tmp_path):
    text = (
        "Activity,Responsible,Accountable,Consulted,Target,Definition of done\n"
        "Map roles,Gita Rao (Fabrikam),Bea Onno (Juniper),Lars Witt,2026-12-10,60 roles\n"
        "Load roles,Gita Rao (Fabrikam),Olaf Brecht,,2027-01-14,60 loaded\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert [row[1:3] for row in rows_of(spec)] == [("Bea Onno", "Gita Rao"), ("", "Gita Rao")]
    written = next((tmp_path / "out").glob("*.yaml")).read_text(encoding="utf-8")
    assert "Accountable: Olaf Brecht" in written
    assert "Accountable: Bea Onno" not in written


@pytest.mark.parametrize(
    ("step", "head"),
    [
        ("Milestone", "Milestone owner"),
        ("Task", "Task owner"),
        ("Meilenstein", "Meilenstein Verantwortlicher"),
        ("Hito", "Responsable del hito"),
    ],
)
def test_the_owner_of_a_step_is_the_other_sides_beside_ours(step, head, tmp_path):
    text = f"{step},{head},Seller owner,Target date,Exit criteria\nSurvey,Eva Lund,Olaf Brecht,2026-12-09,Report\nOrder,Eva Lund,Olaf Brecht,2027-01-21,PO\n"
    spec, _ = of_text(text, tmp_path)
    assert {row[1:3] for row in rows_of(spec)} == {("Eva Lund", "Olaf Brecht")}


@pytest.mark.parametrize("head", few_of(["AE / SE", "AE", "Sales rep", "Account executive", "Vertrieb", "CSM"], 7))
def test_whole_names_under_what_sellers_call_their_own_are_the_sellers_owners(head, tmp_path):
    text = f"Milestone,Buyer contact,{head},Deadline,Proof,Confidence\nSurvey,Eva Lund,Olaf Brecht,2026-12-09,Report,4\nOrder,Eva Lund,Wim Beck,2027-01-21,PO,2\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[1:3] for row in rows_of(spec)] == [("Eva Lund", "Olaf Brecht"), ("Eva Lund", "Wim Beck")]
    assert "Olaf Brecht" not in spec.internal.notes
    assert "Confidence: 4" in spec.internal.notes


@pytest.mark.parametrize(
    ("head", "said"), [("AE", "weak"), ("AE notes", "Olaf Brecht"), ("Deal desk", "no go"), ("AE", "call Olaf")]
)
def test_what_sellers_say_there_stays_with_them(head, said, tmp_path):
    text = f"Milestone,Buyer contact,{head},Deadline,Proof\nSurvey,Eva Lund,{said},2026-12-09,Report\nOrder,Eva Lund,{said},2027-01-21,PO\n"
    spec, _ = of_text(text, tmp_path)
    assert {row[2] for row in rows_of(spec)} == {""}
    assert said in spec.internal.notes


def test_an_ae_beside_the_sellers_owner_stays_inside(tmp_path):
    text = (
        "Milestone,Buyer owner,Seller owner,AE,Deadline,Proof\nSurvey,Eva Lund,Olaf Brecht,Wim Beck,2026-12-09,Report\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert rows_of(spec)[0][1:3] == ("Eva Lund", "Olaf Brecht")
    assert "Wim Beck" in spec.internal.notes


def test_files_of_a_program_are_a_proof_by_name_and_address(tmp_path):
    files = json.dumps([{"title": "dpa_v3.pdf", "url": "https://x.example/dpa_v3.pdf"}])
    (tmp_path / "plan.xlsx").write_bytes(
        workbook(
            (
                "Plan",
                [
                    ["Milestone", "Buyer owner", "Due date", "Attachments"],
                    ["Survey", "Eva Lund", "2026-12-09", files],
                    ["Order", "Eva Lund", "2027-01-21", "[]"],
                ],
            )
        )
    )
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert spec.milestones[0].proof == "dpa_v3.pdf (https://x.example/dpa_v3.pdf)"
