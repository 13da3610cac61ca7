"""Plans of strangers, by kind: what calls itself internal, former versions, plans on their side, sides that the words swap."""

from datetime import date

import pytest
from field import buyer_text, imported, of_text, rows_of, workbook

from commands import run
from helpers import few_of
from mapdocs import load

D = date
HEADS = ["Step", "Owner", "Due", "Status"]
REVIEW = ["Security review signed", "Dana Reyes", D(2026, 12, 4), "Done"]
PILOT = ["Pilot in two stores", "Sam Ortiz", D(2026, 12, 18), "Open"]
BOTH = [
    ("Security review signed", "Dana Reyes", "", "2026-12-04", "done"),
    ("Pilot in two stores", "", "Sam Ortiz", "2026-12-18", "open"),
]


def of_sheets(folder, *sheets, change=None):
    (folder / "plan.xlsx").write_bytes(workbook(*sheets, change=change))
    return imported(folder / "plan.xlsx", folder)


# Which table, and which way round


def test_a_row_of_data_is_no_heading_though_its_words_are_private(tmp_path):
    text = (
        "Step,Owner,Due,Status,Kind\nSecurity review signed,Dana Reyes,4 Dec 2026,Done,a\n"
        "Discount approval,Sam Ortiz,5 Dec 2026,Open,internal\nPilot in two stores,Sam Ortiz,18 Dec 2026,Open,b\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert rows_of(spec) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Title,Phase,Owner,Due date,Status\nSecurity review signed,Evaluation,Dana Reyes,12/4/2026,Done\nPilot in two stores,Legal,Sam Ortiz,12/18/2026,Open\n",
        "Titel;Phase;Besitzer;Frist;Status\nSecurity review signed;Prüfung;Dana Reyes;04.12.2026;erledigt\nPilot in two stores;Prüfung;Sam Ortiz;18.12.2026;offen\n",
    ],
)
def test_steps_with_titles_and_phases_are_no_deals(text, tmp_path):
    spec, _ = of_text(text, tmp_path)
    assert rows_of(spec) == BOTH


def test_a_report_of_one_deals_tasks_is_a_plan(tmp_path):
    text = (
        "Subject,Assigned,Contact,Due Date,Status,Full Comments,Opportunity Name,Amount,Stage\n"
        "Security review signed,Sam Ortiz,Dana Reyes,12/4/2026,Completed,they are slow,Juniper pilot,62000,Proposal\n"
        "Pilot in two stores,Sam Ortiz,Lena Brandt,12/18/2026,Not Started,,Juniper pilot,62000,Proposal\n"
    )
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == [
        ("Security review signed", "Dana Reyes", "Sam Ortiz", "2026-12-04", "done"),
        ("Pilot in two stores", "Lena Brandt", "Sam Ortiz", "2026-12-18", "open"),
    ]
    assert "they are slow" not in buyer_text(spec)
    assert "export of Salesforce tasks" in told


def test_a_plan_on_its_side_is_read_by_columns(tmp_path):
    lines = [[HEADS[at], REVIEW[at], PILOT[at]] for at in range(4)]
    spec, told = of_sheets(tmp_path, ("Plan", lines))
    assert rows_of(spec) == BOTH
    assert "the steps stand side by side in the file" in told


def test_a_hidden_column_of_a_plan_on_its_side_is_a_hidden_step(tmp_path):
    lines = [["Step", "Review", "Write-down", "Pilot"], ["Buyer owner", "Dana Reyes", "", "Dana Reyes"],
             ["Vendor owner", "Sam Ortiz", "Mona Reed", "Sam Ortiz"], ["Due", D(2026, 12, 4), D(2026, 12, 5), D(2026, 12, 18)],
             ["Sales notes", "", "", "floor is 61k"]]  # fmt: skip
    spec, _ = of_sheets(
        tmp_path,
        ("Plan", lines),
        change=lambda book: setattr(book.active.column_dimensions["C"], "hidden", True),
    )
    assert [row.milestone for row in spec.milestones] == ["Review", "Pilot"]
    assert "Write-down" in spec.internal.notes
    assert "floor is 61k" in spec.internal.notes


@pytest.mark.parametrize(
    ("first", "second"),
    few_of(
        [
            ("OLD - Oct", "Plan"),
            ("Plan v1", "Plan v2"),
            ("Vorlage", "Plan"),
            ("Plan", "Template"),
            ("Plan", "Plan (2)"),
        ],
        7,
    ),
)
def test_of_a_plan_and_its_former_version_only_one_is_read(first, second, tmp_path):
    former = [[*REVIEW[:2], D(2026, 11, 4), "Open"], PILOT]
    in_order = [former, [REVIEW, PILOT]] if second != "Template" else [[REVIEW, PILOT], former]
    spec, told = of_sheets(
        tmp_path, *((name, [HEADS, *rows]) for name, rows in zip((first, second), in_order, strict=True))
    )
    assert rows_of(spec) == BOTH
    assert f"“{first if second != 'Template' else second}”: not read: 2 rows, since" in told


def test_sheets_of_two_sites_with_the_same_steps_are_both_read(tmp_path):
    spec, told = of_sheets(tmp_path, ("Berlin", [HEADS, REVIEW, PILOT]), ("Hamburg", [HEADS, REVIEW, PILOT]))
    assert rows_of(spec) == BOTH * 2
    assert "not read" not in told


def test_sheets_with_other_steps_are_one_plan_whatever_the_order_and_language_of_their_columns(tmp_path):
    heads = ["Étape / Step", "Client lead", "Fabrikam lead", "Échéance / Due", "Preuve / Proof", "État / Status"]
    other = ["Due", "Step", "Fabrikam lead", "Client lead", "Status", "Proof"]
    spec, _ = of_sheets(
        tmp_path,
        ("1", [heads, ["Review", "Dana Reyes", "Sam Ortiz", D(2026, 12, 4), "Report", "Terminé"]]),
        ("2", [other, [D(2026, 12, 18), "Pilot", "Sam Ortiz", "Dana Reyes", "Open", "Minutes"]]),
        ("Contacts", [["Nom", "Rôle"], ["Dana Reyes", "VP"]]),
    )
    assert rows_of(spec) == [
        ("Review", "Dana Reyes", "Sam Ortiz", "2026-12-04", "done"),
        ("Pilot", "Dana Reyes", "Sam Ortiz", "2026-12-18", "open"),
    ]


# Whose a step is


def test_ours_and_yours_are_settled_by_the_people_whom_we_know(tmp_path):
    text = "Passo;Chi da noi;Chi da voi;Entro il\nVerifica;Giulia Ferri;Sam Ortiz;4 dicembre 2026\nAvvio;Marco Testa;Elena Riva;18 dicembre 2026\n"
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == [
        ("Verifica", "Giulia Ferri", "Sam Ortiz", "2026-12-04", "open"),
        ("Avvio", "Marco Testa", "Elena Riva", "2026-12-18", "open"),
    ]
    assert "were read the other way round" in told


def test_headings_that_name_a_side_outright_are_not_swapped(tmp_path):
    text = (
        "Step,Customer,Vendor,Due\nReview,Sam Ortiz,Giulia Ferri,2026-12-04\nPilot,Sam Ortiz,Marco Testa,2026-12-18\n"
    )
    spec, told = of_text(text, tmp_path)
    assert [row.buyer_owner for row in spec.milestones] == ["Sam Ortiz", "Sam Ortiz"]
    assert "look whether “Customer” and “Vendor” are the right way round" in told


@pytest.mark.parametrize("mark", few_of(["dito", '""""', "〃", "同上", "idem"], 7))
def test_ditto_is_the_cell_above(mark, tmp_path):
    text = f"Step,Customer,Vendor,Due\nReview,Dana Reyes,Lea Kern,2026-12-04\nPilot,Dana Reyes,{mark},2026-12-18\n"
    spec, told = of_text(text, tmp_path)
    assert [row.seller_owner for row in spec.milestones] == ["Lea Kern", "Lea Kern"]
    assert "was read as “Lea Kern”" in told


@pytest.mark.parametrize("owner", ["Werkausschuss", "法務部", "Legal department"])
def test_a_committee_or_department_is_asked_about(owner, tmp_path):
    text = f"Step,Customer,Vendor,Due\nReview,{owner},Lea Kern,2026-12-04\nPilot,Dana Reyes,Lea Kern,2026-12-18\n"
    spec, told = of_text(text, tmp_path)
    assert not spec.milestones[0].buyer_owner
    assert f"the buyer's owner is given as “{owner}”; who is it?" in told


def test_lines_of_a_description_that_name_owners_and_proof_are_these(tmp_path):
    text = (
        "Card Name,List Name,Card Description,Members,Due Date,Archived\n"
        'Revisión,En curso,"Cliente: Andrés Coll\nFabrikam: Nuria Prats\nHecho cuando: Informe firmado\nTraer el informe","Andrés Coll, Nuria Prats",2026-12-04,false\n'
        'Lee esto primero,Por hacer,"Así se usa este tablero",,,false\n'
        "Piloto,En curso,,samortiz,2026-12-18,false\n"
    )
    spec, told = of_text(text, tmp_path)
    (review, pilot) = spec.milestones
    assert (review.buyer_owner, review.seller_owner, review.exit_criteria, review.note) == (
        "Andrés Coll", "Nuria Prats", "Informe firmado", "Traer el informe",
    )  # fmt: skip
    assert pilot.seller_owner == "Sam Ortiz"
    assert "since it says how to use the plan" in told


def test_of_nobody_and_somebody_somebody_is_taken(tmp_path):
    text = "Step,Owner,Due\nReview,tbc (Juniper Foods) / Sam Ortiz (Fabrikam),2026-12-04\nPilot,Dana Reyes,2026-12-18\n"
    spec, told = of_text(text, tmp_path)
    assert (spec.milestones[0].buyer_owner or "", spec.milestones[0].seller_owner) == ("", "Sam Ortiz")
    assert "“tbc (Juniper Foods) / Sam Ortiz (Fabrikam)”; who is it?" in told


# Days, statuses, sums


@pytest.mark.parametrize(
    ("said", "day"),
    few_of(
        [
            ("bis 18.12.26", "2026-12-18"),
            ("by Dec 18 2026", "2026-12-18"),
            ("令和8年12月18日", "2026-12-18"),
            ("R8.12.18", "2026-12-18"),
            ("2026/12/18（金）", "2026-12-18"),
            ("18 Aralık 2026 Cuma", "2026-12-18"),
            ("18 grudnia 2026", "2026-12-18"),
            ("18 december 2026", "2026-12-18"),
            ("Fri Dec 18 2026 00:00:00 GMT+0000 (GMT)", "2026-12-18"),
            ("Ende Dezember", ""),
            ("Woche 51", ""),
        ],
        7,
    ),
)
def test_days_in_more_dresses(said, day, tmp_path):
    spec, told = of_text(f"Step;Owner;Due\nPilot;Sam Ortiz;{said}\nReview;Dana Reyes;2026-12-04\n", tmp_path)
    assert str(spec.milestones[0].target_date or "") == day
    assert (said in told) == (not day)


def test_of_two_columns_of_days_that_nobody_knows_the_later_is_the_target(tmp_path):
    text = "Step;Owner;Beginnt ca;Liegt vor\nReview;Dana Reyes;2026-11-30;2026-12-04\nPilot;Sam Ortiz;2026-12-07;2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [str(row.target_date) for row in spec.milestones] == ["2026-12-04", "2026-12-18"]


def test_the_files_key_says_what_letters_mean(tmp_path):
    text = (
        "Step,Owner,Due,RAG\nReview,Dana Reyes,2026-12-04,B\nPilot,Sam Ortiz,2026-12-18,R\nTraining,Sam Ortiz,2026-12-21,G\n"
        "\nKey,\nB,Complete\nR,Blocked\nG,On track\n"
    )
    spec, told = of_text(text, tmp_path)
    assert [row.status for row in spec.milestones] == ["done", "blocked", "open"]
    assert "the status “G” is none of ours" in told


def test_ticks_without_a_heading_are_the_status(tmp_path):
    spec, _ = of_sheets(
        tmp_path,
        ("Plan", [[None, "Step", "Owner", "Due"], [True, *REVIEW[:3]], [False, *PILOT[:3]]]),
    )
    assert rows_of(spec) == BOTH


def test_a_line_of_sums_with_more_words_is_no_step(tmp_path):
    text = "Step,Owner,Days,Due\nReview,Dana Reyes,5,2026-12-04\nPilot,Sam Ortiz,9,2026-12-18\nTotal days,,14,\n"
    spec, told = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Review", "Pilot"]
    assert "sums up and was left out: Total days" in told


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Milstolpe;Kund;Leverantör;Senast;Klart när;Läge", "Granskning;Dana Reyes;Sam Ortiz;4 dec. 2026;Rapport;Klart"),
        ("Krok;Klient;Dostawca;Termin;Dowód;Stan", "Ankieta;Dana Reyes;Sam Ortiz;4 grudnia 2026;Ankieta;Zakończone"),
        ("Adım;Müşteri;Tedarikçi;Hedef tarih;Kanıt;Durum", "İnceleme;Dana Reyes;Sam Ortiz;4 Aralık 2026;Rapor;Tamamlandı"),
        ("Stap;Klant;Leverancier;Streefdatum;Bewijs;Voortgang", "Toets;Dana Reyes;Sam Ortiz;4 december 2026;Rapport;Afgerond"),
        ("Passo;Cliente;Fornitore;Scadenza;Prova;Stato", "Verifica;Dana Reyes;Sam Ortiz;4 dicembre 2026;Verbale;Fatto"),
    ],
    ids=["Swedish", "Polish", "Turkish", "Dutch", "Italian"],
)  # fmt: skip
def test_plans_of_languages_without_a_folder(header, row, tmp_path):
    spec, _ = of_text(f"{header}\n{row}\n", tmp_path)
    (step,) = spec.milestones
    assert (step.buyer_owner, step.seller_owner, str(step.target_date), step.status) == (
        "Dana Reyes", "Sam Ortiz", "2026-12-04", "done",
    )  # fmt: skip
    assert step.exit_criteria == row.split(";")[4]


def test_a_cell_that_reaches_down_moves_no_neighbour(tmp_path):
    page = (
        "<table><tr><th>Phase</th><th>Step</th><th>Owner</th><th>Due</th></tr>"
        "<tr><td rowspan='2'>One</td><td>Review</td><td>Dana Reyes</td><td>2026-12-04</td></tr>"
        "<tr><td>Pilot</td><td>Sam Ortiz</td><td>2026-12-18</td></tr></table>"
    )
    spec, _ = of_text(page, tmp_path, "plan.html")
    assert [(row.milestone, str(row.target_date)) for row in spec.milestones] == [
        ("Review", "2026-12-04"),
        ("Pilot", "2026-12-18"),
    ]


def test_the_buyer_is_named_above_the_plan(tmp_path):
    (tmp_path / "p.csv").write_text(
        "Customer:,Wren Biotech\nVendor:,Fabrikam\n\nStep,Owner,Due\nReview,Dana Reyes (Wren) + Sam Ortiz (Fabrikam),2026-12-04\n"
        "Pilot,Urs Frei (Wren) / Lee Park (Fabrikam),2026-12-18\n"
    )
    done = run("import", "p.csv", "-o", "out", "--seller", "Fabrikam", "--today", "2026-11-25", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    spec = load(tmp_path / "out" / "p.yaml")
    assert spec.buyer.company == "Wren Biotech"
    assert [(row.buyer_owner, row.seller_owner) for row in spec.milestones] == [
        ("Dana Reyes", "Sam Ortiz"),
        ("Urs Frei", "Lee Park"),
    ]


def test_a_list_without_days_and_owners_is_refused_in_plain_words(tmp_path):
    (tmp_path / "p.md").write_text("# Plan\n\n- [x] Review\n- [ ] Pilot, in March\n")
    done = run("import", "p.md", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "the steps of this file are a list in which hardly one names a day or an owner" in done.stderr
    assert not (tmp_path / "out").exists()


def test_initials_are_whom_the_files_key_names(tmp_path):
    text = (
        "Step,Who,When\nReview,DR,4 Dec 2026\nPilot,SO,18 Dec 2026\nSign,DR + SO,15 Jan 2027\nTraining,IT,18 Jan 2027\n\n"
        "DR = Dana Reyes (Juniper Foods)\nSO = Sam Ortiz (Fabrikam)\nIT = Rita Moss\n"
    )
    spec, told = of_text(text, tmp_path)
    assert [(row.buyer_owner or "", row.seller_owner or "") for row in spec.milestones] == [
        ("Dana Reyes", ""),
        ("", "Sam Ortiz"),
        ("Dana Reyes", "Sam Ortiz"),
        ("", ""),
    ]
    assert "the owner is given as “IT”" in told
