"""Columns of people under a role: "Juniper PM", "Store manager", "Filialleiter Juniper"."""

import pytest
from field import buyer_text, of_text, rows_of

from helpers import few_of

PEOPLE = [("Nora Vale", "Ivo Lind"), ("Tariq Amin", "Ida Roos")]


def sheet(*heads, cells=PEOPLE, rest=""):
    lines = [",".join(("Task", *heads, "Due")) + (",Extra" if rest else "")]
    for name, row, day in zip(("Data sent", "Line started"), cells, (8, 15), strict=True):
        lines.append(",".join((name, *row[: len(heads)], f"2027-01-{day:02}")) + (f",{rest}" if rest else ""))
    return "\n".join(lines)


def owners(spec):
    return [(buyer, seller) for _, buyer, seller, _, _ in rows_of(spec)]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    few_of([
        ("Juniper PM", "Fabrikam PM"), ("Juniper champion", "Fabrikam coach"), ("Bauleiter Juniper", "Projektleiter Fabrikam"),
        ("Juniper contact", "Fabrikam engineer"), ("Customer PM", "Vendor engineer"), ("Directeur Juniper", "Chef de projet Fabrikam"),
        ("Gerente Juniper", "Ingeniero de Fabrikam"), ("Gerente da Juniper", "Engenheiro Fabrikam"),
        ("Juniper site manager", "Fabrikam consultant"), ("PM (Juniper)", "PM (Fabrikam)"), ("Capo cantiere Juniper", "Tecnico Fabrikam"),
        ("Juniperマネージャー", "Fabrikamエンジニア"),
    ], 7),
)  # fmt: skip
def test_a_role_and_a_sides_name_over_people(theirs, ours, tmp_path):
    spec, told = of_text(sheet(theirs, ours), tmp_path)
    assert owners(spec) == PEOPLE
    assert "kept" not in told


@pytest.mark.parametrize(
    ("place", "ours"),
    few_of([
        ("Store manager", "Vendor owner"), ("Ward manager", "Fabrikam contact"), ("Plant manager", "Fabrikam PM"),
        ("Gerente de loja", "Responsável Fabrikam"), ("Directeur de magasin", "Chef de projet Fabrikam"),
        ("Filialleiter", "Ansprechpartner Fabrikam"), ("Filiaalmanager", "Projectleider leverancier"), ("工場長", "弊社担当"),
    ], 7),
)  # fmt: skip
def test_who_has_a_place_in_charge_beside_the_sellers_people(place, ours, tmp_path):
    spec, _ = of_text(sheet(place, ours), tmp_path)
    assert owners(spec) == PEOPLE


def test_a_row_of_such_a_person_is_the_buyers(tmp_path):
    text = sheet("Ward manager", "Fabrikam contact").replace("Data sent", "Internal telephones listed")
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Internal telephones listed", "Line started"]


def test_manager_as_the_only_column_of_owners(tmp_path):
    spec, _ = of_text(sheet("Manager", cells=[("Dana Reyes",), ("Sam Ortiz",)]), tmp_path)
    assert owners(spec) == [("Dana Reyes", ""), ("", "Sam Ortiz")]


@pytest.mark.parametrize(
    "heads",
    [
        ("Owner", "Manager"), ("Owner", "Sales manager"), ("Owner", "Account manager"), ("Juniper owner", "Regional manager"),
        ("Owner", "Juniper coach"), ("AE", "Manager"), ("Owner", "Coach"), ("Owner", "Line manager"), ("Owner", "Gerente de ventas"),
        ("Owner", "Vertriebsmanager"), ("Owner", "Gerente comercial"),
    ],
)  # fmt: skip
def test_who_sells_stays_with_the_seller(heads, tmp_path):
    text = sheet(*heads, cells=[("Dana Reyes", "Ulf Holm"), ("Dana Reyes", "Ulf Holm")])
    spec, _ = of_text(text, tmp_path)
    assert "Ulf Holm" not in buyer_text(spec)


@pytest.mark.parametrize("head", ["Manager", "Store manager", "Fabrikam coach", "Plant manager"])
def test_notes_below_a_role_stay_with_the_seller(head, tmp_path):
    text = sheet(
        "Owner", head, cells=[("Dana Reyes", "Push hard on price"), ("Dana Reyes", "Ulf Holm wants this in Q4")]
    )
    spec, told = of_text(text, tmp_path)
    assert "kept in internal.notes" in told
    assert "price" not in buyer_text(spec)
    assert "Q4" not in buyer_text(spec)
