"""Lists of opportunities that people keep, and reports that sum up: amounts, currencies, totals, closed stages."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from helpers import few_of
from mapdocs.importing import amounts
from mapdocs.importing.api import import_bytes, names_for
from mapdocs.importing.crm_export import read_export
from mapdocs.importing.source import paper_of
from mapdocs.readers.tables import Cell, GridRow, Line, Table
from mapdocs.schema.model import Settings

TODAY = date(2026, 11, 25)


def export_of(text, name="deals.csv"):
    (table,) = paper_of(text.encode(), Path(name)).tables
    return read_export(table, names_for(Settings(), None), today=TODAY)


def deals(text, name="deals.csv"):
    return {one.name: one for one in export_of(text, name).opportunities}


@pytest.mark.parametrize(
    ("heading", "code", "acv"),
    few_of(
        [
            ("Amount (NOK)", "NOK", 48),
            ("Amount in EUR", "EUR", 48),
            ("AMOUNT GBP", "GBP", 48),
            ("Betrag in T€", "EUR", 48_000),
            ("Montant HT annuel (k€)", "EUR", 48_000),
            ("ARR ($k)", None, 48_000),
            ("Amount", None, 48),
            ("Annual Amount", None, 48),
            ("Importe neto (€)", "EUR", 48),
            ("Value (TCHF)", "CHF", 48_000),
            ("Amount (in thousands)", None, 48_000),
        ],
        7,
    ),
)
def test_a_heading_says_the_currency_and_the_thousands_of_its_amounts(heading, code, acv):
    one = deals(f"Deal Name,Company,Stage,{heading}\nSilo link,Bexley Farms,Proposal,48\n")["Silo link"]
    assert (one.values.get("currency"), one.acv) == (code, Decimal(acv))


@pytest.mark.parametrize(
    "heading", ["Amount (monthly)", "Amount per month", "Value (36 months)", "Betrag über 3 Jahre"]
)
def test_an_amount_of_a_month_or_of_several_years_is_none_of_a_year(heading):
    read = export_of(f"Deal Name,Company,Stage,{heading}\nSilo link,Bexley Farms,Proposal,4800\n")
    assert read.opportunities[0].acv is None
    assert read.unknown == (heading,)


def test_thousands_that_the_amount_names_itself_count_once():
    found = deals("Deal Name;Company;Stage;Amount (k€)\nA;B;Proposal;38 k€\nC;D;Proposal;40\n")
    assert [one.acv for one in found.values()] == [38_000, 40_000]


@pytest.mark.parametrize(
    ("line", "code"),
    few_of(
        [
            ("Pipeline - ALL amounts in SEK", "SEK"),
            ("Alle Beträge in CHF", "CHF"),
            ("Montants en €", "EUR"),
            ("Currency: PLN", "PLN"),
            ("Forecast 2027 (GBP)", "GBP"),
            ("Total amount 83000 EUR", None),
            ("Amounts in EUR or USD", None),
            ("Our pipeline", None),
        ],
        7,
    ),
)
def test_a_line_above_the_table_says_the_currency_of_all(line, code):
    one = deals(f"{line},,,\n,,,\nDeal,Account,ACV,Close\nSilo link,Bexley Farms,30000,2027-01-27\n")["Silo link"]
    assert (one.values.get("currency"), one.acv, one.days) == (code, 30_000, {"close": date(2027, 1, 27)})


def test_a_currency_of_its_own_goes_before_that_of_all():
    found = deals("Amounts in EUR,,\nDeal,Account,ACV\nA,B,£900\nC,D,kr 500\n")
    assert [one.values["currency"] for one in found.values()] == ["GBP", "EUR"]
    assert "currency" not in deals("Deal,Account,ACV\nC,D,kr 50000\n")["C"].values


@pytest.mark.parametrize(
    "line",
    few_of(
        [
            "Subtotal Q2 2027,,91000,",
            "Gesamtsumme,,3 Datensätze,",
            ",Total,91000,",
            "Sous-total janvier,,91000,",
            "Razem,,91000,",
            "合計,,91000,",
            "3 records,,,",
            "davon gewichtet,,45000,",
            "* all amounts net,,,",
            "As of: 2026-11-24,,,",
        ],
        7,
    ),
)
def test_a_line_that_sums_up_is_no_deal_and_is_told(line):
    text = f"Opportunity,Account,Amount,Stage\nSilo link,Total Farms,48000,Proposal\n{line}\nTotal rebuild,Bexley,43000,Proposal\n"
    read = export_of(text)
    assert [one.name for one in read.opportunities] == ["Silo link", "Total rebuild"]
    (said,) = read.problems
    assert said.startswith("line 3 is no deal")
    assert all(part in said for part in line.split(",") if part)


def test_a_deal_called_as_a_total_is_one_and_a_line_without_a_name_is_told_whole():
    read = export_of(
        "Opportunity,Account,Amount,Stage\nCount Basie tour,,12000,\nSum 41,Bexley,5,\n,Bexley,43000,Proposal\n"
    )
    assert [one.name for one in read.opportunities] == ["Count Basie tour", "Sum 41"]
    assert read.problems == ("line 4 has no name and was left out: Bexley, 43000, Proposal",)


@pytest.mark.parametrize(
    ("stage", "closed"),
    few_of(
        [
            ("Geschlossen und gewonnen", True),
            ("Verloren, geschlossen", True),
            ("Closed & Lost", True),
            ("Cerrado y perdido", True),
            ("Deal", False),
            ("Negotiation", False),
            ("Won over legal", False),
        ],
        7,
    ),
)
def test_a_stage_that_says_closed_in_other_words(stage, closed):
    (one,) = deals(f'Deal Name,Company,Amount,Stage\nA,B,1,"{stage}"\n').values()
    assert one.closed is closed


def test_a_list_whose_name_is_a_steps_as_well_is_one_of_deals(tmp_path):
    raw = "Vorgang;Firma;Volumen;Phase;Abschluss geplant\nTanklager;Kornhof AG;8.500,00;Angebot;29.01.2027\nMischer;Ölwerk;900 € / Monat;Bedarf;12.02.2027\n"
    result = import_bytes(raw.encode(), "liste.csv", tmp_path, today=TODAY)
    assert [(taken.name, taken.deal.acv) for taken in result.taken] == [("Tanklager", 8500), ("Mischer", None)]
    assert any("900 € / Monat" in note for note in result.notes)
    assert result.balance.lost == 0


def test_a_plan_with_such_a_name_stays_a_plan(tmp_path):
    raw = "Vorgang;Firma;Phase;Termin\nTesten;Kornhof AG;Test;29.01.2027\nFreigabe;Kornhof AG;Test;12.02.2027\n"
    (spec,) = import_bytes(raw.encode(), "plan.csv", tmp_path, today=TODAY).specs
    assert "milestone: Testen" in spec.text


@pytest.mark.parametrize(
    ("said", "found"),
    [("Amount (GBP)", ("GBP", 1)), ("MEUR", ("EUR", 1_000_000)), ("in Tsd. EUR", ("EUR", 1000)), ("All", ("", 1))],
)
def test_the_unit_of_a_heading(said, found):
    assert amounts.unit_in(said) == found


def test_an_outcome_that_the_file_hides_is_none_that_the_buyer_reads():
    heads = GridRow(1, [Cell((Line(word),)) for word in ("Deal Name", "Account", "Amount", "Desired Outcome")])
    deal = GridRow(2, [Cell((Line(word),)) for word in ("Silo link", "Bexley Farms", "48000", "they will pay double")])
    for hidden, outcome in ((frozenset({3}), None), (frozenset(), "they will pay double")):
        read = read_export(Table("t", [heads, deal], hidden_columns=hidden), names_for(Settings(), None), today=TODAY)
        assert read.opportunities[0].values.get("outcome") == outcome
        assert (read.unknown == ("Desired Outcome",)) is bool(hidden)


@pytest.mark.parametrize(
    "heading",
    [
        "Chance;Kunde;Phase;Auftragswert;Abschluss;Verkäufer",
        "Gelegenheit;Kunde;Stufe;Wert;Abschluss am;Vertrieb",
        "Opp;Customer;Stage;Value;Close;Rep",
        "Opportunity;Customer;Stage;Deal size;Signing;AE",
    ],
)
def test_what_people_call_a_deal_its_closing_and_its_seller(heading):
    one = deals(f"{heading}\nSilo link;Bexley Farms;Proposal;48.000 €;15.01.2027;Nora Vale\n")["Silo link"]
    assert (one.values["company"], one.acv, one.values["owner"]) == ("Bexley Farms", Decimal(48_000), "Nora Vale")


@pytest.mark.parametrize(
    ("heading", "won"), [("Gagné/Perdu", "Gagné"), ("Won/Lost", "Won"), ("Gewonnen/Verloren", "Verloren")]
)
def test_a_column_of_won_and_lost_leaves_out_what_is_settled(heading, won):
    read = export_of(
        f"Deal Name,Company,Stage,Amount,{heading}\nSilo link,Bexley Farms,Proposal,48000,Pending\nKiln,Ash,Proposal,9000,{won}\n"
    )
    assert [one.name for one in read.opportunities if not one.closed] == ["Silo link"]
