"""What people write into an owner's cell: the same person said otherwise, a new one, and what is a question."""

from pathlib import Path

import pytest

from helpers import ROOT, few_of
from mapdocs.returns.owner_cells import Parties, owner_said
from returning import Word, deal_of, found

PEOPLE = {
    "Anna Lindqvist": "Head of Finance",
    "José Marín": None,
    "Erik van der Meer": "CIO",
    "Petra Novak": None,
    "Petra Hansen": None,
    "Grace Obi": "Account Executive",
}
PARTIES = Parties(
    frozenset({"Anna Lindqvist", "José Marín", "Erik van der Meer", "Petra Novak", "Petra Hansen"}),
    frozenset({"Grace Obi"}),
    ("Harbour Foods", "Lumen Works"),
)


def said(text, column="buyer_owner"):
    return owner_said(text, PEOPLE, PARTIES, column)


@pytest.mark.parametrize(
    ("text", "name"),
    few_of(
        [
            ("Anna", "Anna Lindqvist"),
            ("Lindqvist", "Anna Lindqvist"),
            ("Ms Lindqvist", "Anna Lindqvist"),
            ("Frau Lindqvist", "Anna Lindqvist"),
            ("Mme Lindqvist", "Anna Lindqvist"),
            ("Dr. Anna Lindqvist", "Anna Lindqvist"),
            ("A. Lindqvist", "Anna Lindqvist"),
            ("Anna L.", "Anna Lindqvist"),
            ("Lindqvist, Anna", "Anna Lindqvist"),
            ("LINDQVIST Anna", "Anna Lindqvist"),
            ("Anna K. Lindqvist", "Anna Lindqvist"),
            ("anna.lindqvist@harbour.example", "Anna Lindqvist"),
            ("Sr. Marin", "José Marín"),
            ("Jose Marin", "José Marín"),
            ("Erik", "Erik van der Meer"),
        ],
        5,
    ),
)
def test_the_same_person_said_otherwise(text, name):
    owner = said(text)
    assert (owner.name, owner.question, owner.extra) == (name, "", ())


@pytest.mark.parametrize(
    ("text", "name", "extra"),
    few_of(
        [
            ("Anna & José", "Anna Lindqvist", ("José",)),
            ("Anna / external counsel", "Anna Lindqvist", ("/ external counsel",)),
            ("Anna (until Friday)", "Anna Lindqvist", ("(until Friday)",)),
            ("Noor Haddad, Deputy General Counsel", "Noor Haddad", ("Deputy General Counsel",)),
            ("Noor Haddad – Legal", "Noor Haddad", ("Legal",)),
            ("Legal: Noor Haddad", "Noor Haddad", ("Legal",)),
            ("Noor Haddad (new)", "Noor Haddad", ("(new)",)),
            ("Noor Haddad (neu)", "Noor Haddad", ("(neu)",)),
            ("neu: Noor Haddad", "Noor Haddad", ()),
            ("Noor Haddad <noor.haddad@harbour.example>", "Noor Haddad", ("noor.haddad@harbour.example",)),
            ("Anna Lindqvist -> Noor Haddad", "Noor Haddad", ()),
            ("Anna → José", "José Marín", ()),
            ("Frau Noor Haddad", "Noor Haddad", ()),
            ("D. Luis Prado", "Luis Prado", ()),
            ("経理部 鈴木", "鈴木", ("経理部",)),
            ("鈴木様", "鈴木", ()),
            ("鈴木部長", "鈴木", ()),
            ("松本部長", "松本部長", ()),
            ("Dr. Noor Haddad", "Dr. Noor Haddad", ()),
            ("Ms. Carter", "Ms. Carter", ()),
            ("Don Draper", "Don Draper", ()),
            ("Ludwig van Beek", "Ludwig van Beek", ()),
            ("Maria da Silva e Souza", "Maria da Silva e Souza", ()),
        ],
        5,
    ),
)
def test_a_name_and_what_stands_beside_it(text, name, extra):
    owner = said(text)
    assert (owner.name, owner.question, owner.extra) == (name, "", extra)


@pytest.mark.parametrize(
    ("text", "readings"),
    few_of(
        [
            ("Anna has left, new: Noor Haddad", ("Noor Haddad",)),
            ("Anna has left\nnew: Noor Haddad", ("Noor Haddad",)),
            ("Anna has left and now it is Noor Haddad", ("Noor Haddad",)),
            ("please ask Anna", ()),
            ("bitte Anna fragen", ()),
            ("voir avec Anna", ()),
            ("preguntar a Anna", ()),
            ("falar com Anna", ()),
            ("鈴木さんに確認", ()),
            ("Anna ist im Urlaub", ()),
            ("Anna Lindqvist is on leave", ()),
            ("Harbour Legal", ()),
            ("NH", ()),
            ("AL", ("Anna Lindqvist",)),
            ("noor.haddad@harbour.example", ("Noor Haddad",)),
            ("Petra", ("Petra Novak", "Petra Hansen")),
            ("M. Lindqvist", ("Anna Lindqvist",)),
            ("somebody -> Noor Haddad", ("Noor Haddad",)),
        ],
        5,
    ),
)
def test_what_is_no_name_alone_is_a_question(text, readings):
    owner = said(text)
    assert owner.name is None
    assert "who is it?" in owner.question
    assert owner.readings == readings


def test_what_stands_below_a_sentence_is_told():
    assert "new: Noor Haddad" in said("Anna has left\nnew: Noor Haddad").extra


NAMES = [
    line
    for name in ("persons.txt", "held_out_persons.txt")
    for line in Path(ROOT / "tests" / "words" / name).read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def test_nobody_of_the_known_names_becomes_a_question():
    asked = [name for name in NAMES if (found := said(name)).question and not found.readings]
    assert len(NAMES) > 290
    assert asked == []


@pytest.mark.parametrize("text", few_of(["Lena", "Hr. Brandt", "Brandt, Lena", "L. Brandt"], 4))
def test_an_owner_said_otherwise_changes_nothing_in_a_file(text):
    deal = deal_of()
    row = deal.spec.milestones[3]
    first, _, last = row.buyer_owner.partition(" ")
    typed = text.replace("Lena", first).replace("Brandt", last).replace("L.", f"{first[0]}.")
    word = Word(deal.file("docx"))
    word.set(4, "buyer_owner", typed)
    assert found(deal.pull(word.save())) == []


@pytest.mark.parametrize("text", ["Petra", "Legal / Anna", "ask Petra", "NH"])
def test_what_was_sent_as_an_owner_is_one_whatever_it_is(text):
    assert owner_said(text, {**PEOPLE, text: None}, PARTIES, "buyer_owner").name == text


def test_the_column_says_which_of_two_people_is_meant():
    people = {"Anna Lindqvist": None, "Anna Obi": None}
    parties = Parties(frozenset({"Anna Lindqvist"}), frozenset({"Anna Obi"}))
    assert owner_said("Anna", people, parties, "buyer_owner").name == "Anna Lindqvist"
    assert owner_said("Anna", people, parties, "seller_owner").name == "Anna Obi"
