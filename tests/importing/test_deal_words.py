"""What a file says of the deal beside its plan: taken where it says one thing, asked where it does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.errors import Unreadable
from mapdocs.importing.api import ImportOptions
from mapdocs.importing.beside import buyer_named
from mapdocs.importing.deal_words import deal_words
from mapdocs.importing.source import paper_of
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Table

TODAY = date(2026, 11, 27)
PLAN = "\n\n| Step | Buyer | Due | Proof |\n| --- | --- | --- | --- |\n| Security review | Dana Reyes | 2026-12-04 | Report signed |\n"


def cell(said):
    return Cell(lines=(Line(said),))


def said_of(head, name=Path("plan.md")):
    return deal_words(paper_of((head + PLAN).encode(), Path(name)), today=TODAY)


@pytest.mark.parametrize(
    ("said", "acv", "currency"),
    few_of(
        [
            ("Contract value: 84,000 EUR per year", 84000, "EUR"),
            ("ACV: $84k", 84000, ""),
            ("Annual fee: CHF 118'000", 118000, "CHF"),
            ("Annual value: £96,500.00 (excl. VAT)", 96500, "GBP"),
            ("Stand: 25. November 2026. Vertragswert: 146.000 € p. a. (netto). Ort: Amberg", 146000, "EUR"),
            ("Valor: R$ 240.000,00/ano", 240000, "BRL"),
            ("Montant annuel : 72 500 $ CA", 72500, "CAD"),
            ("ご契約金額：￥9,600,000（税抜・年額）", 9600000, "JPY"),
            ("Yıllık bedel: 1.250.000 TL + KDV", 1250000, "TRY"),
            ("Årsvärde: 1 150 000 kr", 1150000, ""),
            ("Wartość umowy: 215 000 zł rocznie", 215000, "PLN"),
        ],
        7,
    ),
)
def test_the_amount_of_a_year_is_taken_with_its_own_currency(said, acv, currency):
    found = said_of(said)
    assert (found.acv, found.currency, found.asked) == (Decimal(acv), currency, ())
    assert len(found.taken) == 1


@pytest.mark.parametrize(
    ("said", "currency", "asked"),
    few_of(
        [
            ("Contract value: £310,000 over 3 years", "GBP", "what is a year's?"),
            ("TCV: 310,000 USD", "USD", "what is a year's?"),
            ("Contract value: $5,200/month", "", "what is a year's?"),
            ("Gesamtvertragswert: 310.000 € (3 Jahre)", "EUR", "what is a year's?"),
            ("Contract value: 84,000 EUR\nAmount: 92,000 EUR", "EUR", "several amounts"),
            ("Contract value: 84,000 EUR\nAmount: 92,000 USD", "", "several amounts"),
        ],
        7,
    ),
)
def test_what_is_no_amount_of_one_year_is_asked_and_names_the_currency_alone(said, currency, asked):
    found = said_of(said)
    assert (found.acv, found.currency, found.taken) == (None, currency, ())
    assert asked in found.asked[-1]


def test_an_amount_of_which_nobody_says_that_it_is_a_years_is_taken_and_asked_about():
    found = said_of("Contract value: 84,000 EUR")
    assert found.acv == 84000
    assert found.asked == ("is “Contract value: 84,000 EUR” the amount of a year?",)


@pytest.mark.parametrize(
    "said", few_of(["Value: 3", "Amount of work: 2,000 hours", "Value: see the offer", "Margin: 31,000 EUR", ""], 7)
)
def test_what_is_no_sum_of_money_under_such_a_label_says_nothing(said):
    assert said_of(said) == deal_words(paper_of(PLAN.encode(), Path("plan.md")), today=TODAY)


@pytest.mark.parametrize(
    "said",
    few_of(
        [
            "Target go-live: 15-Mar-27",
            "Go-live date (UK): Monday, 15 March 2027",
            "Produktivstart: 15. März 2027",
            "Entrada em produção: 15/03/2027",
            "本稼働予定：2027年3月15日",
        ],
        7,
    ),
)
def test_the_go_live_is_taken(said):
    assert said_of(said).go_live == date(2027, 3, 15)


@pytest.mark.parametrize(
    "said", ["Go-live: spring", "Go-live review: 15 March 2027", "Go-live: 15 March 2027\nLaunch: 1 April 2027"]
)
def test_no_day_and_no_single_day_is_no_go_live(said):
    assert said_of(said).go_live is None


def test_cells_side_by_side_are_a_label_and_what_it_says():
    rows = "Plan,,,\nContract value,84000 EUR a year,Go-live,2027-03-15\nStep,Buyer,Due,Proof\nSecurity review,Dana Reyes,2026-12-04,Report signed\n"
    found = deal_words(paper_of(rows.encode(), Path("plan.csv")), today=TODAY)
    assert (found.acv, found.currency, found.go_live) == (Decimal(84000), "EUR", date(2027, 3, 15))


def test_the_spec_says_where_its_facts_come_from(tmp_path):
    text = "Contract value: 84,000 EUR per year\n\nGo-live: 15 March 2027" + PLAN
    (tmp_path / "plan.md").write_text(text)
    result = import_file(tmp_path / "plan.md", tmp_path, today=TODAY)
    spec = loads(result.specs[0].text)
    assert (spec.deal.acv, spec.deal.currency, spec.deal.go_live) == (84000, "EUR", date(2027, 3, 15))
    assert "“Contract value: 84,000 EUR per year”, “Go-live: 15 March 2027”" in result.specs[0].text.split("deal:")[0]
    assert any("taken for the deal: “Contract value: 84,000 EUR per year”" in note for note in result.notes)


def test_a_sign_of_several_currencies_leaves_the_callers_amount_its_usual_one(tmp_path):
    (tmp_path / "plan.md").write_text("ACV: $84k" + PLAN)
    for acv, currency in ((84000, "USD"), (None, None)):
        options = ImportOptions(acv=acv and Decimal(acv))
        text = import_file(tmp_path / "plan.md", tmp_path, today=TODAY, options=options).specs[0].text
        assert ("  currency: USD\n" in text) == bool(currency)


@pytest.mark.parametrize(
    "said",
    [
        "Contract value (internal): 74,000 EUR",
        "Internal: contract value: 74,000 EUR",
        "Contract value (floor, do not share): 74,000 EUR",
    ],
)
def test_what_its_writer_calls_internal_is_no_fact_of_the_deal(said):
    found = said_of(f"{said}\n\nACV: 84,000 EUR")
    assert (found.acv, len(found.taken), found.asked) == (84000, 1, ())


def test_what_the_file_hides_is_no_fact_of_the_deal():
    rows = [[cell(said) for said in ("Contract value", "74,000 EUR", "ACV", "84,000 EUR")]]
    plan = [[cell(said) for said in ("Step", "Buyer", "Due", "Proof")]]
    table = Table("plan", [GridRow(n, cells) for n, cells in enumerate([*rows, *plan], 1)])
    for one, taken in (
        (table, 0),  # two amounts
        (replace(table, hidden_columns=frozenset({0, 1})), 84000),
        (replace(table, rows=[replace(table.rows[0], hidden=True), table.rows[1]]), 0),
        (replace(table, sheet="Internal pricing"), 0),
    ):
        found = deal_words(Paper("xlsx", tables=[one]), today=TODAY)
        assert (found.acv or 0) == taken


@pytest.mark.parametrize(("acv", "currency"), [(84000, "EUR"), (90000, "USD")])
def test_what_the_caller_says_comes_first(tmp_path, acv, currency):
    (tmp_path / "plan.md").write_text("Contract value: 84,000 EUR\n\nGo-live: 15 March 2027" + PLAN)
    options = ImportOptions(acv=Decimal(acv), go_live=date(2027, 4, 1))
    spec = loads(import_file(tmp_path / "plan.md", tmp_path, today=TODAY, options=options).specs[0].text)
    assert (spec.deal.acv, spec.deal.currency, spec.deal.go_live) == (acv, currency, date(2027, 4, 1))


@pytest.mark.parametrize("said", ["Ceramiche Valdorcia S.p.A.", "Brzoza Sp. z o.o.", "Banco Ipê S.A.", "Juniper Foods"])
def test_the_point_of_a_legal_form_is_the_companys(said):
    assert buyer_named(paper_of((f"Customer: {said}" + PLAN).encode(), Path("plan.md"))) == said


def test_the_point_that_ends_the_line_is_not():
    assert buyer_named(paper_of(("Customer: Juniper Foods." + PLAN).encode(), Path("plan.md"))) == "Juniper Foods"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- [ ] Contract signed\n- [x] Report sent\n", "are a list"),
        ("1. Contract signed, Dana\n2. Report sent\n3. Kickoff\n", "are a list"),
        ("Contract signed\n\nReport sent\n", "no heading row"),
        ("| 1. A | b | c |\n| --- | --- | --- |\n| 2. D | e | f |\n| 3. G | h | i |\n", "no heading row"),
    ],
)
def test_what_is_refused_says_which_it_is(tmp_path, text, said):
    (tmp_path / "plan.md").write_text(text)
    with pytest.raises(Unreadable, match=said):
        import_file(tmp_path / "plan.md", tmp_path, today=TODAY)


def test_no_currency_is_written_beside_an_amount_that_nobody_knows(tmp_path):
    (tmp_path / "plan.md").write_text(PLAN)
    text = import_file(tmp_path / "plan.md", tmp_path, today=TODAY).specs[0].text
    assert "  currency:                 # (?) the currency's code, as in EUR\n" in text
    (tmp_path / "mapdocs.yaml").write_text("currency: EUR\n")
    assert "  currency: EUR\n" in import_file(tmp_path / "plan.md", tmp_path, today=TODAY).specs[0].text
    (tmp_path / "mapdocs.yaml").unlink()
    given = ImportOptions(acv=Decimal(62000))
    assert "  currency: USD\n" in import_file(tmp_path / "plan.md", tmp_path, today=TODAY, options=given).specs[0].text
