"""Rows right below a step that name none: a line a side, or a second proof."""

import pytest
from field import imported, of_text, rows_of, workbook

from helpers import few_of


@pytest.mark.parametrize(
    ("head", "first", "second"),
    few_of(
        [
            ("Milestone,Side,Who,Due,Proof", "Juniper,Fleur Dam", "Fabrikam,Bram Smit"),
            ("Milestone,Side,Who,Due,Proof", "Customer,Fleur Dam", "Vendor,Bram Smit"),
            ("Meilenstein,Seite,Wer,Termin,Nachweis", "Kunde,Fleur Dam", "Anbieter,Bram Smit"),
            ("Jalon,Partie,Responsable,Échéance,Preuve", "Client,Fleur Dam", "Fournisseur,Bram Smit"),
            ("Hito,Parte,Responsable,Fecha límite,Evidencia", "Cliente,Fleur Dam", "Proveedor,Bram Smit"),
            ("Stap,Kant,Wie,Datum,Bewijs", "Juniper,Fleur Dam", "Fabrikam,Bram Smit"),
        ],
        7,
    ),
)
@pytest.mark.parametrize("day", ["", "2026-12-09"])
def test_a_row_a_side_gives_each_side_its_owner(head, first, second, day, tmp_path):
    text = f"{head}\nSurvey,{first},2026-12-09,Report\n,{second},{day},\nOrder,{first},2027-01-21,PO\n,{second},,\n"
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == [
        ("Survey", "Fleur Dam", "Bram Smit", "2026-12-09", "open"),
        ("Order", "Fleur Dam", "Bram Smit", "2027-01-21", "open"),
    ]
    assert "names no step" not in told


def test_so_do_rows_under_a_merged_step(tmp_path):
    rows = [
        ["Milestone", "Side", "Who", "Due", "Proof"],
        ["Survey", "Fabrikam", "Bram Smit", "2026-12-09", "Report"],
        [None, "Juniper", "Fleur Dam", None, None],
        ["Order", "Juniper", "Fleur Dam", "2027-01-21", "PO"],
        [None, "Fabrikam", "Bram Smit", None, None],
    ]
    (tmp_path / "plan.xlsx").write_bytes(
        workbook(("Plan", rows), change=lambda book: [book["Plan"].merge_cells(at) for at in ("A2:A3", "A4:A5")])
    )
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert [row[1:3] for row in rows_of(spec)] == [("Fleur Dam", "Bram Smit")] * 2


def test_what_else_stands_there_is_a_comment_of_the_step(tmp_path):
    text = (
        "Milestone,Buyer owner,Seller owner,Due,Exit criteria\nSurvey,Elin Fors,,2026-12-04,Report filed\n"
        ",Otto Greil,,,Photos of the roof\n,,,,Key list returned\n,,Pam Sills,,\nOrder,Otto Greil,Pam Sills,2027-01-20,PO\n"
    )
    spec, told = of_text(text, tmp_path)
    assert [row[:3] for row in rows_of(spec)] == [
        ("Survey", "Elin Fors", "Pam Sills"),
        ("Order", "Otto Greil", "Pam Sills"),
    ]
    written = next((tmp_path / "out").glob("*.yaml")).read_text(encoding="utf-8")
    assert "# (?) second line: Buyer owner: Otto Greil; Exit criteria: Photos of the roof" in written
    assert "# (?) second line: Exit criteria: Key list returned" in written
    assert "names no step" not in told


def test_a_row_of_its_own_that_names_no_step_is_told(tmp_path):
    text = (
        "Milestone,Buyer owner,Seller owner,Due,Exit criteria\nSurvey,Elin Fors,Pam Sills,2026-12-04,Report filed\n"
        ",Otto Greil,Pam Sills,2026-12-18,Photos\n\n,Otto Greil,,,Keys\nOrder,Otto Greil,Pam Sills,2027-01-20,PO\n"
    )
    _, told = of_text(text, tmp_path)
    assert "row 3 names no step" in told
    assert "row 5 names no step" in told


def test_below_a_row_that_is_kept_from_the_buyer_it_stays_with_that(tmp_path):
    text = (
        "Milestone,Buyer owner,Seller owner,Due,Exit criteria\nSurvey,Elin Fors,Pam Sills,2026-12-04,Report filed\n"
        "Internal: deal desk,,Pam Sills,2026-12-11,Discount agreed\n,,,,Floor is 40k\nOrder,Otto Greil,Pam Sills,2027-01-20,PO\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert "Floor is 40k" in spec.internal.notes
    assert len(spec.milestones) == 2
