"""Calendar weeks, labels without a colon, what a number counts, and what the two companies are called for short."""

from datetime import date
from decimal import Decimal

import pytest
from field import buyer_text, workbook

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.importing import amounts
from mapdocs.importing.api import ImportOptions
from mapdocs.importing.owners import Side
from mapdocs.importing.values import friday_of

TODAY = date(2026, 11, 27)


def taken(folder, name, raw, **options):
    (folder / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    result = import_file(folder / name, folder / "out", today=TODAY, options=ImportOptions(**options))
    assert result.balance.lost == 0
    return result.taken[0].draft, loads(result.specs[0].text), "\n".join(result.notes)


# Calendar weeks


@pytest.mark.parametrize(
    ("said", "day"),
    few_of(
        [
            ("KW 50", date(2026, 12, 11)),
            ("KW50", date(2026, 12, 11)),
            ("kw 50", date(2026, 12, 11)),
            ("bis KW 50", date(2026, 12, 11)),
            ("CW50", date(2026, 12, 11)),
            ("v. 50", date(2026, 12, 11)),
            ("vecka 2", date(2027, 1, 15)),
            ("KW 50/2026", date(2026, 12, 11)),
            ("KW 50/27", date(2027, 12, 17)),
            ("2027-W02", date(2027, 1, 15)),
            ("v. 9–10", date(2027, 3, 12)),
            ("KW 53", date(2027, 1, 1)),
            ("KW 53/2027", None),
            ("KW 54", None),
            ("KW 0", None),
            ("Week 3", None),
            ("KW", None),
            ("50", None),
        ],
        7,
    ),
)
def test_a_calendar_week_is_its_friday(said, day):
    assert friday_of(said, TODAY) == day


def test_weeks_in_a_plan_are_told_as_read_so(tmp_path):
    text = "Schritt;Zuständig;Termin\nKick-off;Dana Reyes;KW 49\nVertrag;Dana Reyes;KW 2\nSchulung;Dana Reyes;KW 5-6\n"
    draft, _, told = taken(tmp_path, "plan.csv", text)
    assert [row.target_date for row in draft.rows] == [date(2026, 12, 4), date(2027, 1, 15), date(2027, 2, 12)]
    assert "read so: “Vertrag”: Termin: “KW 2” was read as “2027-01-15”, the Friday of that week" in told


def test_bare_numbers_below_a_heading_for_weeks(tmp_path):
    text = "Schritt;Zuständig;KW\nKick-off;Dana Reyes;49\nVertrag;Dana Reyes;2\n"
    draft, _, _ = taken(tmp_path, "plan.csv", text)
    assert [row.target_date for row in draft.rows] == [date(2026, 12, 4), date(2027, 1, 15)]


def test_weeks_in_a_list_and_as_the_go_live(tmp_path):
    text = "Go-live: KW 11 2027\n\n- KW 50: Vertrag (Dana)\n- KW 5: Schulung (Dana)\n"
    draft, _, _ = taken(tmp_path, "plan.md", text)
    assert [(row.milestone, row.target_date) for row in draft.rows] == [
        ("Vertrag", date(2026, 12, 11)),
        ("Schulung", date(2027, 2, 5)),
    ]
    assert draft.go_live == date(2027, 3, 19)


def test_a_day_near_which_nothing_lies_asks_for_no_year_that_is_none():
    assert friday_of("KW 50", date.min) == date(2, 12, 13)


# Amounts


@pytest.mark.parametrize(
    ("said", "value", "currency"),
    few_of(
        [
            ("人民币128万元", "1280000", "CNY"),
            ("980万円", "9800000", "JPY"),
            ("9,800千円", "9800000", "JPY"),
            ("1.2億円", "120000000", "JPY"),
            ("Rs. 85 lakh", "8500000", ""),
            ("INR 85 lakhs", "8500000", "INR"),
            ("₹1.2 crore", "12000000", "INR"),
            ("2 Cr INR", "20000000", "INR"),
            ("415 tkr", "415000", ""),
            ("1,2 Mio. EUR", "1200000", "EUR"),
            ("84 Mio €", "84000000", "EUR"),
            ("250 tys. zł", "250000", "PLN"),
            ("62k EUR", "62000", "EUR"),
            ("€1.2m", "1200000", "EUR"),
            ("84 000 EUR", "84000", "EUR"),
            ("84.000 CHF", "84000", "CHF"),
        ],
        7,
    ),
)
def test_what_a_number_counts(said, value, currency):
    found = amounts.read(said, "." if "." in said and said.startswith(("1.2", "₹", "€")) else None)
    assert (found.value, found.currency) == (Decimal(value) if "84.000" not in said else found.value, currency)


TABLE = "\n| Step | Owner | Due |\n|---|---|---|\n| NDA signed | Dana Reyes | 24 Nov 2026 |\n| MSA signed | Dana Reyes | 18 Dec 2026 |\n"


@pytest.mark.parametrize(
    ("line", "acv", "currency", "go_live"),
    few_of(
        [
            ("Contract value 84 000 EUR", "84000", "EUR", None),
            ("Contract value 84,000 EUR per year, ex VAT", "84000", "EUR", None),
            ("年額 ¥9,800,000（税抜）", "9800000", "JPY", None),
            ("契約金額：年額 ¥9,800,000（税抜）", "9800000", "JPY", None),
            ("Commercials: Rs. 85 lakh p.a. + GST", "8500000", "", None),
            ("Avtalsvärde: 415 tkr/år", "415000", "", None),
            ("Sözleşme bedeli: yıllık 2.450.000 TL + KDV", "2450000", "TRY", None),
            ('arr: "£96k"', "96000", "GBP", None),
            ("Go-live 15 March 2027", None, "", date(2027, 3, 15)),
            ("Contract value 84 000", None, "", None),
            ("Contract value 84 000 EUR was too high for them, they want less", None, "", None),
            ("Go-live 15 March 2027 or a little later", None, "", None),
            ("Amount of work 3 days", None, "", None),
        ],
        7,
    ),
)
def test_labels_without_a_colon_beside_the_plan(tmp_path, line, acv, currency, go_live):
    draft, _, told = taken(tmp_path, "plan.md", f"# Plan\n\n{line}\n{TABLE}")
    assert (draft.acv, draft.currency, draft.go_live) == (acv and Decimal(acv), currency, go_live)
    assert ("taken for the deal" in told) == bool(acv or go_live)


@pytest.mark.parametrize(
    ("text", "acv"),
    [
        (f"# Plan\n\n{TABLE}\n## Internal\n\n- ACV: 40,000 EUR\n", None),
        (f"# Plan\n\n{TABLE}\n## Internal\n\n### Money\n\nACV: 40,000 EUR\n\n## Terms\n\nACV: 62,000 EUR\n", "62000"),
        (f"# Plan\n\n{TABLE}\nInternal:\n- ACV: 40,000 EUR\n\nTerms:\n- ACV: 62,000 EUR\n", "62000"),
    ],
)
def test_an_amount_in_a_part_that_is_internal_is_not_the_deals(tmp_path, text, acv):
    draft, _, _ = taken(tmp_path, "plan.md", text)
    assert draft.acv == (acv and Decimal(acv))


# Short names


@pytest.mark.parametrize(
    ("company", "name", "is_it"),
    few_of(
        [
            ("Nordgate Systems", "NGS", True),
            ("Nordgate Systems", "NS", True),
            ("Nordgate Systems Ltd", "NS", True),
            ("Nordgate Systems", "SN", False),
            ("Nordgate Systems", "NG", False),
            ("Nordgate Systems", "ngs", False),
            ("Nordgate", "NG", False),
            ("Ito Trading", "IT", False),
            ("Kaveri Textiles Ltd", "KTL", True),
        ],
        7,
    ),
)
def test_initials_are_letters_of_each_word_in_their_order(company, name, is_it):
    assert Side(company).is_called(name) == is_it


def test_a_column_of_sides_names_the_buyer_by_a_short_name(tmp_path):
    text = (
        "Action Item,Owner,Org,ETA\nShare signed NDA,Anil Deshpande,Kaveri,20-Nov-26\nInvoice dump,Meenal Joshi,Kaveri,2-Dec-26\n"
        "InfoSec reply,Rohit Menon,TekSetu,7-Dec-26\n"
    )
    draft, _, told = taken(tmp_path, "plan.csv", text, seller="TekSetu Services")
    assert [(row.buyer_owner, row.seller_owner) for row in draft.rows] == [
        ("Anil Deshpande", ""),
        ("Meenal Joshi", ""),
        ("", "Rohit Menon"),
    ]
    assert "“Kaveri” in the column “Org” was taken for the buyer, the only company there beside yours" in told


def test_brackets_behind_owners_name_the_buyer_by_a_short_name(tmp_path):
    text = (
        "Step,Owner,Due\nNDA,Anil Deshpande (KTL),20-Nov-26\nDump,Meenal Joshi (Kaveri),2-Dec-26\nData,Meenal Joshi (Kaveri),4-Dec-26\n"
        "Reply,Rohit Menon (NGS),7-Dec-26\n"
    )
    draft, _, _ = taken(tmp_path, "plan.csv", text, seller="Nordgate Systems", buyer="Kaveri Textiles Ltd")
    assert [(row.buyer_owner, row.seller_owner) for row in draft.rows] == [
        ("Anil Deshpande", ""),
        ("Meenal Joshi", ""),
        ("Meenal Joshi", ""),
        ("", "Rohit Menon"),
    ]
    draft, _, told = taken(tmp_path, "plan2.csv", text.replace("(KTL)", "(Kaveri)"), seller="Nordgate Systems")
    assert draft.rows[0].buyer_owner == "Anil Deshpande"
    assert "“Kaveri” in brackets behind the owners was taken for the buyer" in told


@pytest.mark.parametrize("name", ["Legal", "Contoso"])
def test_a_department_or_a_third_company_is_not_the_buyer(tmp_path, name):
    text = f"Step,Owner,Org,Due\nNDA,Anil Deshpande,{name},20-Nov-26\nDump,Meenal Joshi,{name},2-Dec-26\nReply,Rohit Menon,Nordgate,7-Dec-26\n"
    draft, _, _ = taken(tmp_path, "plan.csv", text, seller="Nordgate Systems", buyer="Kaveri Textiles Ltd")
    assert [row.buyer_owner for row in draft.rows] == ["", "", ""]


NOTES = "Step,Owner,Due,{head}\nNDA,Dana Reyes,24 Nov 2026,they rush\nMSA,Dana Reyes,18 Dec 2026,floor is 9\n"


@pytest.mark.parametrize("head", ["NGS only: deal notes", "NGS only", "Nordgate only", "Notes (NGS only)"])
def test_a_column_for_the_seller_by_its_initials(tmp_path, head):
    draft, spec, _ = taken(tmp_path, "plan.csv", NOTES.format(head=head), seller="Nordgate Systems", buyer="Juniper")
    assert "they rush" in draft.notes
    assert "rush" not in buyer_text(spec)


def test_rows_lines_titles_and_sheets_for_the_seller_by_its_initials(tmp_path):
    heads = ["Step", "Owner", "Due", "Exit criteria"]
    sheets = (
        ("Plan", [
            heads,
            ["NDA signed", "Dana Reyes", date(2026, 11, 24), "PDF signed\nNGS only: they rush"],
            ["NGS only: price approved", "Sam Ortiz", date(2026, 12, 1), "mail sent"],
            ["Nordgate only installs the hub", "Sam Ortiz", date(2026, 12, 4), "hub runs"],
            ["MSA signed", "Dana Reyes", date(2026, 12, 18), "PDF signed"],
        ]),
        ("NGS only", [heads, ["Floor 9", "Sam Ortiz", date(2026, 12, 1), "x"]]),
    )  # fmt: skip
    draft, spec, _ = taken(tmp_path, "plan.xlsx", workbook(*sheets), seller="Nordgate Systems", buyer="Juniper")
    assert [row.milestone for row in draft.rows] == ["NDA signed", "Nordgate only installs the hub", "MSA signed"]
    assert draft.rows[0].exit_criteria == "PDF signed"
    for said in ("they rush", "price approved", "Floor 9"):
        assert said in draft.notes
        assert said not in buyer_text(spec)


def test_points_and_parts_of_a_list_for_the_seller_by_its_name(tmp_path):
    text = (
        "- NDA signed (Dana, 24 Nov)\n- MSA signed (Dana, 18 Dec)\n  - NGS only: they rush\n- Price approved – Sam – 1 Dec – NGS only:\n"
        "- Price shown (NGS only, Sam, 1 Dec)\n\nNordgate only:\n\n- Floor agreed – Sam – 9 Dec\n"
    )
    draft, spec, _ = taken(tmp_path, "plan.md", text, seller="Nordgate Systems", buyer="Juniper")
    assert [row.milestone for row in draft.rows] == ["NDA signed", "MSA signed"]
    for said in ("they rush", "Price approved", "Price shown", "Floor agreed"):
        assert said in draft.notes
        assert said not in buyer_text(spec)


# Days beside the ones first planned, keys below a plan


def days_of(folder, head, *rows):
    text = f"Mijlpaal;Juniper Foods;Oorspronkelijke datum;{head}\n" + "\n".join(rows) + "\n"
    draft, _, _ = taken(folder, "plan.csv", text, buyer="Juniper Foods", seller="Fabrikam")
    return [row.target_date for row in draft.rows]


def test_the_column_of_days_beside_the_first_ones_is_what_holds_now(tmp_path):
    rows = ("Keuring;Wouter Smits;2027-01-08;2027-01-15", "Levering;Wouter Smits;2027-02-05;2027-02-05")
    assert days_of(tmp_path, "Stand 3", *rows) == [date(2027, 1, 15), date(2027, 2, 5)]


@pytest.mark.parametrize(
    ("head", "last"),
    [
        ("Stand 3", "Levering;Wouter Smits;2027-02-05;2027-02-01"),  # an earlier day: they may be anything
        ("Stand 3", "Levering;Wouter Smits;2027-02-05;"),
        ("Aangemaakt op", "Levering;Wouter Smits;2027-02-05;2027-02-08"),
        ("Startdatum", "Levering;Wouter Smits;2027-02-05;2027-02-08"),
    ],
)
def test_days_that_may_be_anything_leave_the_first_ones(tmp_path, head, last):
    rows = ("Keuring;Wouter Smits;2027-01-08;2027-01-15", last)
    assert days_of(tmp_path, head, *rows) == [date(2027, 1, 8), date(2027, 2, 5)]


BELOW = "Attività;Referente Juniper Foods;Referente Fabrikam;Scadenza;Stato\nCollaudo;Paolo Ferri;Ines Duarte;2026-12-03;In corso\nFirma ordine;Paolo Ferri;Ines Duarte;2027-01-29;Da iniziare\n;;;;\n"


@pytest.mark.parametrize(
    "key",
    [
        "Totale attività;;;;2\nLegenda;;;;\nIn corso;lavoro avviato;;;\nDa iniziare;non ancora avviato;;;\n",
        "In corso;lavoro avviato;;;\nDa iniziare;non ancora avviato;;;\n",
        "Aggiornato il;2026-11-24;;;\n",
        "Totale attività;;;;2\nLegenda;;;;\nIn corso;lavoro avviato;;;\nAggiornato il;2026-11-24;;;\n",
    ],
)
def test_a_key_below_a_line_of_totals_is_no_step(tmp_path, key):
    draft, _, told = taken(tmp_path, "plan.csv", BELOW + key, buyer="Juniper Foods", seller="Fabrikam")
    assert [row.milestone for row in draft.rows] == ["Collaudo", "Firma ordine"]
    assert key.split(";")[0] in told


def test_what_has_an_owner_and_a_day_below_a_title_is_a_step(tmp_path):
    more = "Contatti;;;;\nLista dei contatti pronta;Paolo Ferri;Ines Duarte;2027-02-12;Da iniziare\n"
    text = BELOW.replace(";;;;\n", "") + more
    draft, _, _ = taken(tmp_path, "plan.csv", text, buyer="Juniper Foods", seller="Fabrikam")
    assert [row.milestone for row in draft.rows][-1] == "Lista dei contatti pronta"


def test_a_number_alone_right_below_a_total_goes_on_with_it(tmp_path):
    text = "Étape;Responsable Juniper Foods;Échéance;Statut\nRecette;Zoé Vidal;2026-12-03;En cours\nCommande;Zoé Vidal;2027-02-04;À faire\nTotal des jalons;;;2\ndont terminés;;;1\n"
    draft, _, told = taken(tmp_path, "plan.csv", text, buyer="Juniper Foods", seller="Fabrikam")
    assert [row.milestone for row in draft.rows] == ["Recette", "Commande"]
    assert "dont terminés" in told
