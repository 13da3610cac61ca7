"""Owners by a part of their name where only one person has it, with a deputy, a second one or a title in the cell."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.importing.api import ImportOptions

OPTIONS = ImportOptions(buyer="Alder Clinics", champion="Mona Frey", seller="Quill", owner="Ben Okoye")


def read(tmp_path, owner, others=("Mona Frey", "Ben Okoye")):
    rows = "".join(f"Step {n};{one};2026-12-11\n" for n, one in enumerate(others))
    (tmp_path / "plan.csv").write_text(f"Step;Owner;Due\nAlpha;{owner};2026-12-04\n{rows}", encoding="utf-8")
    result = import_file(tmp_path / "plan.csv", tmp_path, today=date(2026, 11, 25), options=OPTIONS)
    assert result.balance.lost == 0
    spec = loads(result.specs[0].text)
    return spec.milestones[0], "\n".join(n for n in result.notes if "Alpha" in n), spec


@pytest.mark.parametrize("said", few_of(["Ms Frey", "Frau Frey", "Mme Frey", "Sra. Frey", "Mona F.", "M. Frey"], 7))
def test_a_part_of_a_name_that_one_person_has_is_that_person_and_told(said, tmp_path):
    row, notes, _ = read(tmp_path, said)
    assert (row.buyer_owner, row.seller_owner) == ("Mona Frey", None)
    assert f"read so: “Alpha”: the owner “{said}” was read as “Mona Frey”, the only one known who is called so" in notes


@pytest.mark.parametrize(
    ("said", "others"),
    [
        ("Ms Frey", ("Mona Frey", "Lena Frey")),
        ("M. Frey", ("Mona Frey", "Max Frey")),
        ("Mona F.", ("Mona Frey", "Mona Falk")),
        ("Ms Lund", ("Mona Frey", "Ben Okoye")),
    ],
)
def test_one_whom_two_people_or_nobody_could_be_stays_asked(said, others, tmp_path):
    row, notes, _ = read(tmp_path, said, others)
    assert (row.buyer_owner, row.seller_owner) == (None, None)
    assert f"the owner is given as “{said}”" in notes


@pytest.mark.parametrize(
    ("said", "told"),
    [("Mona Frey (backup: Eva Lund)", "backup: Eva Lund"), ("Mona Frey (Vertretung Eva Lund)", "Vertretung Eva Lund")],
)
def test_who_stands_in_is_told_and_no_owner(said, told, tmp_path):
    row, notes, _ = read(tmp_path, said)
    assert (row.buyer_owner, row.seller_owner) == ("Mona Frey", None)
    assert f"of the owner is said: {told}" in notes


@pytest.mark.parametrize("said", ["Ben Okoye with Mona Frey", "Mona Frey mit Ben Okoye", "Ben Okoye avec Mona Frey"])
def test_two_people_of_both_sides_with_each_other_own_it_both(said, tmp_path):
    row, notes, _ = read(tmp_path, said)
    assert (row.buyer_owner, row.seller_owner, notes) == ("Mona Frey", "Ben Okoye", "")


def test_a_title_behind_a_name_is_the_persons_and_nothing_is_asked(tmp_path):
    row, notes, spec = read(tmp_path, "Mona Frey, VP Operations")
    assert (row.buyer_owner, notes) == ("Mona Frey", "")
    assert [(person.name, person.title) for person in spec.buyer.people] == [("Mona Frey", "VP Operations")]


def test_a_name_turned_round_is_not_asked_about(tmp_path):
    row, notes, _ = read(tmp_path, "Frey, Mona")
    assert (row.buyer_owner, notes) == ("Mona Frey", "")
