"""Opportunity exports from the field: amounts, currencies, closed deals, deals of one name, pages that are called .xls."""

from decimal import Decimal

import pytest
from field import FILES

from commands import run
from helpers import few_of
from mapdocs import load
from mapdocs.importing import amounts

GIVEN = ("--seller", "Fabrikam", "--today", "2026-11-25")


def taken(file, folder):
    done = run("import", file, "-o", folder / "out", *GIVEN, cwd=folder)
    assert done.returncode == 0, done.stderr
    specs = {path.name: load(path) for path in sorted((folder / "out").glob("*.yaml"))}
    return {name: (str(spec.deal.acv or ""), spec.deal.currency) for name, spec in specs.items()}, done.stderr


def test_a_rate_is_no_annual_amount_and_tbd_no_currency(tmp_path):
    deals, told = taken(FILES / "e1_amounts.csv", tmp_path)
    assert deals == {"a-deal.yaml": ("", "USD"), "b-deal.yaml": ("62000", "USD"), "c-deal.yaml": ("", "USD")}
    assert "“$5,200/month” is a rate, and no amount a year" in told
    assert "amount: “TBD”" in told
    assert "LOST" not in told
    assert "24 cells: 22 in the plan, 2 kept" in told


def test_pipedrives_currency_is_read_and_its_closed_deals_are_left_out(tmp_path):
    deals, told = taken(FILES / "pipedrive.csv", tmp_path)
    assert deals == {"juniper-pilot.yaml": ("62000", "USD")}
    assert "2 left out" in told
    assert "not known" not in told


def test_an_open_deal_in_euro(tmp_path):
    text = (FILES / "pipedrive.csv").read_text(encoding="utf-8").replace('"Won"', '"Open"')
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    deals, _ = taken(tmp_path / "p.csv", tmp_path)
    assert deals["alder-phase-two.yaml"] == ("18400.5", "EUR")


def test_deals_of_one_name_get_files_of_their_own_and_are_found_again(tmp_path):
    deals, _ = taken(FILES / "crm_dupes.csv", tmp_path)
    assert {name: acv for name, (acv, _) in deals.items()} == {
        "renewal.yaml": "62000", "renewal-alder-clinic.yaml": "18400", "renewal-006c.yaml": "21000",
    }  # fmt: skip
    again, told = taken(FILES / "crm_dupes.csv", tmp_path)
    assert again == deals
    assert "3 unchanged" in told
    (tmp_path / "more.csv").write_text(
        "Opportunity Name,Account Name,Stage,Amount,Close Date,Opportunity ID\nRenewal,Birch AG,Proposal,7000,2027-01-12,006D\n"
    )
    more, _ = taken(tmp_path / "more.csv", tmp_path)
    assert more == {**deals, "renewal-birch-ag.yaml": ("7000", "USD")}


def test_a_report_that_is_a_page_called_xls_is_read(tmp_path):
    deals, told = taken(FILES / "sf_report.xls", tmp_path)
    assert deals == {"alder-phase-two.yaml": ("18400", "EUR"), "juniper-pilot.yaml": ("62000", "USD")}
    assert "LOST" not in told


def test_a_currency_that_is_not_known_is_left_open(tmp_path):
    (tmp_path / "x.csv").write_text("Deal Name,Amount,Currency,Stage,Account Name\nA,5000,TBD,Proposal,Acme\n")
    _, told = taken(tmp_path / "x.csv", tmp_path)
    assert "currency: “TBD” is none that is known" in told
    assert "  currency:                 # (?)" in (tmp_path / "out" / "a.yaml").read_text()


AMOUNTS = {
    "48.000,00": (48000, ""), "62,000.00": (62000, ""), "€62k p.a.": (62000, "EUR"), "62,000 p.a.": (62000, ""), "USD 62,000.00": (62000, "USD"),
    "62.000 EUR": (62000, "EUR"), "62.000 KWD": (None, "KWD"), "1.250.000": (1250000, ""), "1,250,000": (1250000, ""), "12 000,50 €": (Decimal("12000.50"), "EUR"), "84'000": (84000, ""),
    "CHF 84'000.50": (Decimal("84000.50"), "CHF"), "$84k": (84000, ""), "1.5m": (1500000, ""), "62000 / year": (62000, ""), "62,000 annually": (62000, ""),
    "$5,200/month": (None, ""), "5,200 MRR": (None, ""), "5,200 per month": (None, ""), "5.200 € / Monat": (None, ""), "$40 per user": (None, ""), "(1,200.00)": (None, ""),
    "-1200": (None, ""), "TBD": (None, ""), "tbd": (None, ""), "84.000": (None, ""), "12k-15k": (None, ""), "Euro 62000": (62000, "EUR"), "n/a": (None, ""),
}  # fmt: skip


@pytest.mark.parametrize("said", AMOUNTS)
def test_amounts_are_what_they_are(said):
    value, currency = AMOUNTS[said]
    found = amounts.read(said, None)
    assert found.value == value
    assert bool(found.why) == (value is None)
    assert value is None or found.currency == currency


@pytest.mark.parametrize(
    ("said", "code"),
    few_of([("EUR", "EUR"), ("Euro", "EUR"), ("Euro (EUR)", "EUR"), ("US Dollar (USD)", "USD"), ("usd", "USD"), ("£", "GBP"), ("TBD", ""), ("n/a", ""), ("XXX", ""), ("Swiss franc", "CHF")], 7),
)  # fmt: skip
def test_currencies_by_code_and_name(said, code):
    assert amounts.currency(said) == code


def test_zohos_deals_come_in_and_its_closed_ones_are_left_out(tmp_path):
    (tmp_path / "Deals.csv").write_text(
        "Record Id,Deal Name,Deal Owner,Account Name,Amount,Closing Date,Stage,Contact Name,Currency\n"
        "zcrm_4150301001,Juniper pilot,Sam Ortiz,Juniper Foods,62000,2027-01-29,Proposal/Price Quote,Dana Reyes,EUR\n"
        "zcrm_4150301002,Old one,Sam Ortiz,Alder,9000,2026-10-29,Closed Lost,,EUR\n"
    )
    deals, told = taken(tmp_path / "Deals.csv", tmp_path)
    assert deals == {"juniper-pilot.yaml": ("62000", "EUR")}
    assert "1 left out" in told
    assert "not known" not in told
    assert "2027-01-29" in (tmp_path / "out" / "juniper-pilot.yaml").read_text(encoding="utf-8")


def test_a_stage_may_say_how_a_deal_was_lost_and_what_is_left_out_is_named(tmp_path):
    head = "Record Id,Deal Name,Account Name,Stage,Closing Date,Amount,Currency\n"
    (tmp_path / "zoho.csv").write_text(
        f"{head}z1,Juniper pilot,Juniper Foods,Negotiation/Review,2027-01-15,62000,USD\nz2,Alder pilot,Alder,Closed Lost to Competition,2026-10-30,9500,EUR\n"
    )
    deals, told = taken(tmp_path / "zoho.csv", tmp_path)
    assert list(deals) == ["juniper-pilot.yaml"]
    assert "left out: Alder pilot (Closed Lost to Competition)" in told


def test_an_amounts_own_column_of_currencies_is_read(tmp_path):
    rows = (
        "<tr><td>Proposal</td><td>Birch</td><td>Birch AG</td><td>EUR</td><td>18,400.50</td><td>2/26/2027</td></tr>"
        "<tr><td>Grand Totals (1 record)</td></tr>"
    )
    heads = "Stage,Opportunity Name,Account Name,Annual Contract Value Currency,Annual Contract Value,Close Date"
    row = "".join(f"<th>{head}</th>" for head in heads.split(","))
    foot = "<table><tr><td>Confidential Information - Do Not Distribute</td></tr></table>"
    (tmp_path / "report.xls").write_text(f"<html><table><tr>{row}</tr>{rows}</table>{foot}</html>")
    deals, told = taken(tmp_path / "report.xls", tmp_path)
    assert deals == {"birch.yaml": ("18400.5", "EUR")}
    assert "not read: 1 row of another table: Confidential Information" in told


def test_exports_in_the_crms_other_languages(tmp_path):
    text = (
        '"Nom de l\'opportunité";"Nom du compte";"Étape";"Montant";"Devise Montant";"Date de fermeture"\n'
        '"Pilote";"Juniper Foods";"Proposal";"62 000,00";"EUR";"15/01/2027"\n'
        '"Alder";"Alder";"Fermée perdue";"9 000,00";"EUR";"01/10/2026"\n'
    )
    (tmp_path / "fr.csv").write_bytes(text.encode("cp1252"))
    deals, told = taken(tmp_path / "fr.csv", tmp_path)
    assert deals == {"pilote.yaml": ("62000", "EUR")}
    assert "left out: Alder (Fermée perdue)" in told


def test_the_surest_of_two_amounts_is_taken(tmp_path):
    head = "Amount in company currency,Deal Name,Deal Stage,Close Date,Amount,Currency\n"
    (tmp_path / "h.csv").write_text(f"{head}20000,Birch,Contract Sent,2027-02-26,18400.50,EUR\n")
    deals, _ = taken(tmp_path / "h.csv", tmp_path)
    assert deals == {"birch.yaml": ("18400.5", "EUR")}
