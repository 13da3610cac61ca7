"""What stands around the steps in sheets that people keep: keys, accounts, names of groups, addresses, hours, health."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.styles import Alignment
from test_lists import taken

from commands import run
from helpers import few_of
from mapdocs.importing import values
from mapdocs.readers.tables import Cell, Line
from mapdocs.readers.text_tables import delimiter_of


def sheet(rows, *, levels=(), indents=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for number in levels:
        book.active.row_dimensions[number].outlineLevel = 1
    for number in indents:
        book.active.cell(number, 1).alignment = Alignment(indent=2)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("said", "day"),
    few_of(
        [
            ("30.11.–04.12.2026", date(2026, 12, 4)),
            ("30.11.-4.12.26", date(2026, 12, 4)),
            ("30/11–04/12/2026", date(2026, 12, 4)),
            ("29. Januar 2027, 16:00 Uhr (MEZ)", date(2027, 1, 29)),
            ("29.01.2027 um 16 Uhr", date(2027, 1, 29)),
            ("29.01.2027 (12 Uhr MEZ)", date(2027, 1, 29)),
            ("29/01/2027 (à 16 h)", date(2027, 1, 29)),
            ("29 January 2027 (4 pm)", date(2027, 1, 29)),
            ("29 January 2027, 4 pm (CET)", date(2027, 1, 29)),
            ("29/01/2027 à 16 h", date(2027, 1, 29)),
            ("29/01/2027 16h00", date(2027, 1, 29)),
            ("2027年1月29日 16時", date(2027, 1, 29)),
            ("4 Dec 10am", date(2026, 12, 4)),
            ("Mo 16.11.26", date(2026, 11, 16)),
            ("11.12", None),
        ],
        7,
    ),
)
def test_a_day_with_its_hour_and_days_between_points(said, day):
    found = values.read(Cell(lines=(Line(said),)), near=date(2026, 11, 25), day_first=True)
    assert found.day == day if day else found.day is None or said == "11.12"


@pytest.mark.parametrize("dressed", ["outline", "indent"])
def test_rows_that_are_set_in_belong_to_the_one_above_where_nobody_owns_it(dressed, tmp_path):
    rows = [
        ["Step", "Juniper", "Nordgate", "Due", "Done when"],
        ["Discovery", None, None, date(2026, 12, 10), None],
        ["Plant walk", "Dana Reyes", "Sam Ortiz", date(2026, 11, 27), "List agreed"],
        ["Value model", "Dana Reyes", "Sam Ortiz", date(2026, 12, 10), "Figures signed"],
        ["Pilot", "Priya Raman", "Sam Ortiz", date(2027, 1, 22), "Report sent"],
        ["Sensors fitted", "Priya Raman", "Sam Ortiz", date(2027, 1, 8), "Twelve sensors send"],
    ]
    how = {"levels" if dressed == "outline" else "indents": (3, 4, 6)}
    found, draft, told, _ = taken(tmp_path, "plan.xlsx", sheet(rows, **how))
    assert [row[0] for row in found] == ["Plant walk", "Value model", "Pilot", "Sensors fitted"], "a step owns itself"
    assert draft.rows[0].phase == "Discovery"
    assert "row 2 sums up the rows below it" in told


def test_titles_that_stand_alone_over_fuller_rows_name_groups(tmp_path):
    text = "Task;Assigned to;End\nPrepare;;\nKickoff held;Dana Reyes;2026-11-27\nLayout measured;Sam Ortiz;2026-12-01\nGo live;;\nScanners set up;Sam Ortiz;2026-12-09\nInsert new rows ABOVE this one;;\n"
    rows, draft, told, _ = taken(tmp_path, "plan.csv", text, buyer_people=("Dana Reyes",), owner="Sam Ortiz")
    assert [row[0] for row in rows] == ["Kickoff held", "Layout measured", "Scanners set up"]
    assert [row.phase for row in draft.rows] == ["Prepare", "", "Go live"]
    assert "says how to use the plan: Insert new rows ABOVE this one" in told


def test_a_step_that_is_not_planned_yet_is_no_group(tmp_path):
    text = (
        "Task;Assigned to;End\nKickoff held;Dana Reyes;2026-11-27\nTraining;;\nScanners set up;Sam Ortiz;2026-12-09\n"
    )
    rows, _, _, _ = taken(tmp_path, "plan.csv", text)
    assert [row[0] for row in rows] == ["Kickoff held", "Training", "Scanners set up"]


def test_a_key_of_signs_right_of_the_plan_and_a_footer_without_a_number(tmp_path):
    rows = [
        ["Step", "Juniper", "Nordgate", "Target", "Status", None, "Key"],
        ["Sensor wired", "Dana Reyes", "Sam Ortiz", date(2026, 11, 20), "✔", None, "✔", "finished"],
        ["Report agreed", "Priya Raman", "Sam Ortiz", date(2026, 12, 11), "▶", None, "▶", "running"],
        ["IT sign-off", "Priya Raman", "Sam Ortiz", date(2027, 1, 15), "○", None, "○", "not begun"],
        [None],
        ["Last touched by Sam on Friday"],
    ]
    found, draft, told, _ = taken(tmp_path, "plan.xlsx", sheet(rows))
    assert [(row[0], row[5]) for row in found] == [
        ("Sensor wired", "done"),
        ("Report agreed", "in progress"),
        ("IT sign-off", "open"),
    ]
    assert not any("Key" in line or "running" in line for row in draft.rows for line in row.remarks)
    assert "Last touched by Sam on Friday" in told


def test_the_account_in_every_row_owns_nothing_and_addresses_tell_the_sides(tmp_path):
    text = (
        "Customer,Task Name,Status,Task Owner,Task Owner Email,Due Date\n"
        "Juniper Foods,Kickoff held,Complete,Hana Boyle,hana.boyle@nordgate.example,12/18/2026\n"
        "Juniper Foods,Data extract sent,Stuck,Rob Castell,rob.castell@juniperfoods.example,12/21/2026\n"
    )
    rows, _, told, _ = taken(tmp_path, "tasks.csv", text)
    assert [row[:3] + row[5:] for row in rows] == [
        ("Kickoff held", "", "Hana Boyle", "done"),
        ("Data extract sent", "Rob Castell", "", "blocked"),
    ]
    assert "Customer" in told


def test_people_of_another_table_with_addresses_and_empty_columns_of_the_same_kind(tmp_path):
    text = (
        "ID,Name,Anfang,Ende,Koordinator,Ressourcen\n1,Auftakt,16.11.2026,16.11.2026,,Dana Reyes\n2,Test,01.12.2026,18.12.2026,,Ines Duarte\n\n"
        "ID,Name,Rolle,E-Mail\n0,Dana Reyes,Leiterin,dana.reyes@juniper.example\n1,Ines Duarte,Technik,ines.duarte@nordgate.example\n"
    )
    rows, _, _, _ = taken(tmp_path, "gantt.csv", text)
    assert [row[:3] for row in rows] == [("Auftakt", "Dana Reyes", ""), ("Test", "", "Ines Duarte")]


def test_who_stands_on_one_side_alone_is_of_that_side_elsewhere(tmp_path):
    rows = [
        ["Prepare"],
        ["Name", "Subitems", "Customer lead", "Our lead", "Status", "Timeline - End", "Item ID"],
        ["Access granted", "Send details", "Eli Novak", "Ines Duarte", "Working on it", date(2026, 12, 9), 7311],
        ["Subitems", "Name", "Owner", "Status", "Date"],
        [None, "Send details", "Eli Novak", "Done", date(2026, 11, 24)],
    ]
    found, _, _, _ = taken(tmp_path, "board.xlsx", sheet(rows))
    assert [row[:3] for row in found] == [
        ("Access granted", "Eli Novak", "Ines Duarte"),
        ("Send details", "Eli Novak", ""),
    ]


def test_words_above_a_pasted_sheet_and_a_health_beside_the_share(tmp_path):
    text = (
        'Juniper PMO, weekly extract\n\nActivity\tJuniper lead\tNordgate lead\tDue\tRAG\t% done\tUpdate\nAccounts cleaned\tBeth Alva\t\t11-Dec-26\tA\t40%\t"Two plants open.\nBeth asks weekly."\n'
        "Tenant handed over\tRaj Malh\tInes Duarte\t20-Nov-26\tG\t100%\t\n"
    )
    rows, draft, _, _ = taken(tmp_path, "pasted.txt", text)
    assert [(row[0], row[1], row[3], row[5]) for row in rows] == [
        ("Accounts cleaned", "Beth Alva", "2026-12-11", "in progress"),
        ("Tenant handed over", "Raj Malh", "2026-11-20", "done"),
    ]
    assert "the status “A” is none of ours" in draft.rows[0].remarks


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("Plan, Juniper, Q4\na\tb\n1\t2\n2\t3\n4\t5\n", "\t"),
        ("a;b\n1,5;2\n2,5;3\n", ";"),
        ("one line", ","),
    ],
)
def test_the_sign_between_values_is_that_of_most_lines(text, sign):
    assert delimiter_of(text) == sign


def test_steps_as_blocks_of_labelled_lines(tmp_path):
    text = (
        "Notes of the call\n\nStep: Kickoff\nJuniper owner: Dana Reyes\nNordgate owner: Sam Ortiz\nTarget date: 19 November 2026\nExit criteria: Key users named\nStatus: done\n\n"
        "Step: Redlines settled\nJuniper owner: Legal\nTarget date: second week of January\nStatus: open\n\n--- INTERNAL, do not send ---\nWe can go down to 55k.\n"
    )
    rows, draft, told, _ = taken(tmp_path, "call.txt", text)
    assert rows[0] == ("Kickoff", "Dana Reyes", "Sam Ortiz", "2026-11-19", "Key users named", "done")
    assert rows[1][:4] == ("Redlines settled", "", "", "")
    assert "second week of January" in "".join(draft.rows[1].remarks)
    assert "55k" not in "".join(map(str, rows)) + "".join(row.note for row in draft.rows)
    assert "55k" in draft.notes + told


def test_a_table_in_a_quoted_mail_is_the_older_plan_whatever_element_begins_it(tmp_path):
    def table(day):
        return f"<table><tr><th>Step</th><th>Juniper</th><th>By when</th></tr><tr><td>Review</td><td>Dana Reyes</td><td>{day}</td></tr></table>"

    page = f"<p>Hi</p>{table('11 Dec 2026')}<div><div>On Thu, 19 Nov 2026 Sam Ortiz wrote:</div><blockquote>{table('4 Dec 2026')}</blockquote></div>"
    mail = f"From: Dana <d@x.example>\nSubject: Plan\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page}"
    rows, _, told, _ = taken(tmp_path, "re.eml", mail)
    assert [row[3] for row in rows] == ["2026-12-11"]
    assert "older mail that is quoted" in told


def test_two_people_mentioned_in_a_cell_are_two(tmp_path):
    who = '<a class="user-mention" href="#">Omar Haddad</a> <a class="user-mention" href="#">Dana Reyes</a>'
    page = f"<table><tr><th>Step</th><th>Juniper</th><th>Due</th></tr><tr><td>Recipes moved</td><td>{who}</td><td>11 Dec 2026</td></tr></table>"
    rows, draft, _, _ = taken(tmp_path, "page.html", page)
    assert rows[0][1] == "Omar Haddad"
    assert "Dana Reyes" in "".join(draft.rows[0].remarks)


def test_a_phase_called_commercials_with_a_day_is_no_amount(tmp_path):
    text = (
        "Step;Juniper;Due;Done when\nCommercials;;2027-01-28;\nRedlines closed;Dana Reyes;2027-01-14;No open clause\n"
    )
    _, draft, told, _ = taken(tmp_path, "plan.csv", text)
    assert draft.acv is None
    assert "taken for the deal" not in told


def test_what_stands_behind_an_owners_name_is_a_remark(tmp_path):
    text = (
        'Step,Juniper,Nordgate,Due\nReview,"Priya Raman\nweak, needs help",Sam Ortiz,2026-12-11\nOrder,Marcus Chen (hates us),Sam Ortiz,2026-12-14\n'
        'Legal,"Lena Brandt, only after 5 pm",Sam Ortiz,2026-12-15\nPilot,Tom Okafor (Plant manager),Sam Ortiz,2026-12-16\nTrain,"Ana Lopez\nana.lopez@juniper.example",Sam Ortiz,2026-12-17\n'
    )
    rows, draft, _, _ = taken(tmp_path, "plan.csv", text)
    assert [row[1] for row in rows] == [
        "Priya Raman",
        "Marcus Chen",
        "Lena Brandt",
        "Tom Okafor (Plant manager)",
        "Ana Lopez",
    ]
    for row, said in zip(draft.rows, ("weak, needs help", "hates us", "only after 5 pm"), strict=False):
        assert f"of the owner is said: {said}" in row.remarks
    assert [(one.name, one.email) for one in draft.titles] == [("Ana Lopez", "ana.lopez@juniper.example")]


def test_a_table_without_headings_whose_words_mean_something_elsewhere(tmp_path):
    text = (
        "| Attività | Referente Juniper | Referente Nordgate | Scadenza | Criterio di uscita | Stato |\n|---|---|---|---|---|---|\n"
        "| Analisi dei costi | Marcus Chen | Sam Ortiz | 4 dicembre 2026 | Foglio firmato | In corso |\n\n"
        "| Prova sulla linea | Omar Haddad | Ines Duarte | 18 dicembre 2026 | Due turni senza fermi | Da fare |\n"
        "| Ordine | Tom Okafor | Ines Duarte | 15 gennaio 2027 | Numero ricevuto | Da fare |\n"
    )
    rows, _, _, _ = taken(tmp_path, "piano.md", text)
    assert [(row[0], row[4]) for row in rows] == [
        ("Analisi dei costi", "Foglio firmato"),
        ("Prova sulla linea", "Due turni senza fermi"),
        ("Ordine", "Numero ricevuto"),
    ]


def test_a_table_a_side_under_the_companys_name(tmp_path):
    text = (
        "Juniper Foods\n\n| What | Who | By | Finished when |\n|---|---|---|---|\n| Open the room | Marta Kowal | 02-Dec-2026 | Day agreed |\n\n"
        "Nordgate Systems\n\n| What | Who | By | Finished when |\n|---|---|---|---|\n| Fit the probe | Tom Weller | 16-Dec-2026 | Probe shows a value |\n"
    )
    rows, _, _, _ = taken(tmp_path, "plan.md", text)
    assert [row[:3] for row in rows] == [("Open the room", "Marta Kowal", ""), ("Fit the probe", "", "Tom Weller")]


def test_contacts_with_their_company_and_completion_dates_ahead(tmp_path):
    text = (
        "| Name | Company | Role |\n|---|---|---|\n| Nadia Wolfe | Juniper Foods | Manager |\n| Bram Kuiper | Nordgate Systems | Engineer |\n\n"
        "| Activity | Owner | Completion date | Evidence |\n|---|---|---|---|\n| Vans fitted | Bram Kuiper | 4 Dec 2026 | Units report |\n| Consent | Nadia Wolfe | 11 Dec 2026 | Signed forms |\n"
    )
    rows, _, _, _ = taken(tmp_path, "plan.md", text)
    assert [row[:4] + row[5:] for row in rows] == [
        ("Vans fitted", "", "Bram Kuiper", "2026-12-04", ""),
        ("Consent", "Nadia Wolfe", "", "2026-12-11", ""),
    ]


def test_completion_dates_that_are_past_are_days_on_which_it_was_done(tmp_path):
    text = "Step,Owner,Completion date\nVans fitted,Bram Kuiper,2026-11-20\nConsent,Nadia Wolfe,\n"
    _, draft, _, _ = taken(tmp_path, "plan.csv", text)
    assert [(str(row.done_on or ""), row.target_date) for row in draft.rows] == [("2026-11-20", None), ("", None)]


def test_short_names_and_signs_of_a_key_above_the_plan(tmp_path):
    rows = [
        ["Trial", None, None, None, None, None, "Key"],
        [None, None, None, None, None, None, "●  done"],
        ["Step", "Owner", "Date", "State", "Sign of success", None, "◧  under way"],
        [
            "Beans sent",
            "JF: Priya Nair / FK: Tom Weller",
            date(2026, 11, 18),
            "●",
            "50 kg there",
            None,
            "JF  Juniper Foods",
        ],
        ["Result shown", "JF: Priya Nair", date(2026, 12, 9), "◧", "No stones", None, "FK  Nordgate Systems"],
        ["2 steps", None, None, "1 of 2"],
    ]
    found, _, told, _ = taken(tmp_path, "plan.xlsx", sheet(rows))
    assert [row[:3] + row[4:] for row in found] == [
        ("Beans sent", "Priya Nair", "Tom Weller", "50 kg there", "done"),
        ("Result shown", "Priya Nair", "", "No stones", "in progress"),
    ]
    assert "sums up and was left out: 2 steps" in told


def test_what_the_words_of_a_status_mean_is_no_step(tmp_path):
    text = "Step,Juniper,Due,Status\nReview,Dana Reyes,2026-12-04,Done\nDone = signed by both; In progress = begun,,,\n"
    rows, _, told, _ = taken(tmp_path, "plan.csv", text)
    assert [row[0] for row in rows] == ["Review"]
    assert "says what signs and words mean" in told


@pytest.mark.parametrize(
    ("head", "said", "day"),
    few_of(
        [
            ("Date cible (JJ/MM/AAAA)", "02/11/2026", "2026-11-02"),
            ("Due (MM/DD/YYYY)", "02/11/2027", "2027-02-11"),
            ("Termin (TT.MM.JJJJ)", "02.11.2026", "2026-11-02"),
            ("Period", "16–18 november 2026", "2026-11-18"),
            ("Window", "fre 15 jan 2027 kl 15.00 (CET)", "2027-01-15"),
            ("Termin", "27-28.02.2027", "2027-02-28"),
        ],
        7,
    ),
)
def test_the_heading_says_how_days_are_written_or_the_cells_say_that_they_are_days(head, said, day, tmp_path):
    rows, _, _, _ = taken(
        tmp_path, "plan.csv", f"Step;Juniper;{head};Done when\nReview;Dana Reyes;{said};Report signed\n"
    )
    assert rows[0][3] == day


@pytest.mark.parametrize(
    ("head", "cell", "buyer", "asked"),
    few_of(
        [
            ("Owner", "Client - Quality team", "", "who is it?"),
            ("Owner", "Legal (Juniper)", "", "who is it?"),
            ("Juniper owner", "Service travaux neufs", "", "who is it?"),
            ("Custom field (Contact Juniper)", "Birgit Sand", "Birgit Sand", ""),
            ("担当（Juniper様）", "田中 美咲", "田中 美咲", ""),
        ],
        7,
    ),
)
def test_departments_are_asked_about_and_headings_unwrapped(head, cell, buyer, asked, tmp_path):
    rows, draft, _, _ = taken(
        tmp_path, "plan.csv", f"Step,{head},Due,Done when\nReview,{cell},2026-12-04,Report signed\n"
    )
    assert rows[0][1] == buyer
    assert asked in "".join(draft.rows[0].remarks)


def test_our_contact_beside_the_customers_and_the_first_of_two_on_a_side(tmp_path):
    text = "Step,Customer contact,Our contact,Due\nData sent,Dana Reyes,Ines Duarte,2026-12-04\nTest,Tom Okafor,Sam Ortiz,2026-12-11\n"
    rows, _, _, _ = taken(tmp_path, "plan.csv", text)
    assert [row[:3] for row in rows] == [
        ("Data sent", "Dana Reyes", "Ines Duarte"),
        ("Test", "Tom Okafor", "Sam Ortiz"),
    ]
    text = 'Step,Assignees,Side,Due\nLicences,"[Greta Olin,Dana Reyes]",Juniper,2026-12-04\nLease,[Kofi Mensah],Nordgate,2026-12-11\n'
    rows, draft, _, _ = taken(tmp_path, "two.csv", text, buyer_people=("Dana Reyes",))
    assert [row[:3] for row in rows] == [("Licences", "Greta Olin", ""), ("Lease", "", "Kofi Mensah")]
    assert "Dana Reyes" in "".join(draft.rows[0].remarks)


def test_a_check_that_says_signed_off_and_a_step_about_commission(tmp_path):
    text = "Milestone,Juniper lead,Nordgate lead,Deadline,Signed off?\nMapped,Ellen Marsh,Pia Rautio,11/20/2026,checked\nCompared,Tariq Aziz,Sam Ortiz,1/22/2027,\nAgree commission split,,Sam Ortiz,1/23/2027,\n"
    rows, draft, _, _ = taken(tmp_path, "grid.csv", text)
    assert [(row[0], row[5]) for row in rows] == [("Mapped", "done"), ("Compared", "")]
    assert "commission" in draft.notes


def test_deals_of_one_name_without_ids_are_told_apart_and_found_again(tmp_path):
    text = (
        "Deal Name,Account Name,Amount,Currency,Close Date,Stage\nRenewal,Alder GmbH,18400,EUR,2027-01-29,Proposal\n"
        "Renewal,Birch Ltd,12000,GBP,2027-02-12,Proposal\nRenewal,Birch Ltd,9600,GBP,2027-03-26,Proposal\n"
    )
    (tmp_path / "deals.csv").write_text(text)
    for state in ("written", "unchanged"):
        done = run("import", "deals.csv", "-o", "out", "--seller", "F", "--today", "2026-11-25", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert f"3 opportunities: 3 {state}." in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").glob("*.yaml")) == [
        "renewal-birch-ltd-2027-03-26.yaml",
        "renewal-birch-ltd.yaml",
        "renewal.yaml",
    ]


def test_a_report_by_stage_names_it_once_a_group(tmp_path):
    text = (
        "Stage,Opportunity Name,Account Name,Amount,Close Date\nNegotiation (2),Fleet,Corran,54000,2027-01-29\n,Depot,Ashby,27400,2027-02-05\n"
        "Subtotal,,,81400,\nClosed Won (2),Tablets,Kestrel,6000,2026-11-13\n,Tyres,Corran,5500,2026-11-20\n"
    )
    (tmp_path / "report.csv").write_text(text)
    done = run("import", "report.csv", "-o", "out", "--seller", "F", "--today", "2026-11-25", cwd=tmp_path)
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.yaml")) == ["depot", "fleet"]
    assert "Tyres" in done.stderr


def test_a_key_and_counts_below_the_plan(tmp_path):
    text = (
        "Deliverable,Juniper lead,Nordgate lead,Due,Status\nMapping,Dana Reyes,Ines Duarte,2026-12-11,In progress\nSign-off,Dana Reyes,Sam Ortiz,2027-01-29,Not started\n,,,,\n"
        "RAG key,,,,\nRed,More than a week late,,,\nGreen,On time,,,\n,,,,\nOpen items: 2,,,,0 of 2 done\nLast updated 24 Nov 2026 by Sam,,,,\n"
    )
    rows, _, told, _ = taken(tmp_path, "plan.csv", text)
    assert [row[0] for row in rows] == ["Mapping", "Sign-off"]
    assert "More than a week late" in told


@pytest.mark.parametrize(
    ("heads", "cells", "day"),
    few_of(
        [
            ("Linha de base;Previsão atual", "09/11/2026;17/11/2026", "2026-11-17"),
            ("Original;Replanejado", "09/11/2026;17/11/2026", "2026-11-17"),
            ("Original commit;Current commit", "2026-11-09;", "2026-11-09"),
            ("開始;終了", "2026/11/09;2026/11/17", "2026-11-17"),
            ("From;To", "9 Nov 2026;17 Nov 2026", "2026-11-17"),
        ],
        7,
    ),
)
def test_of_two_days_the_one_that_holds_now(heads, cells, day, tmp_path):
    text = (
        f"Step;Juniper;{heads};Done when\nVisit;Dana Reyes;{cells};Report sent\nTrial;Dana Reyes;{cells};Report sent\n"
    )
    rows, _, _, _ = taken(tmp_path, "plan.csv", text)
    assert rows[0][3] == day


def test_totals_and_other_lists_below_deals_and_what_an_amount_is_for(tmp_path):
    text = (
        "Name,Organisation,Value Currency,Value,Duration Basis,Expected Close,Stage\nPilot,Juniper Foods,USD,62000,FIXED,2027-01-29,Proposal\n"
        "Sensors,Alder Clinic,GBP,1450,MONTH,2027-02-26,Proposal\nCounter,Birch AG,CHF,18'400.–,,2027-03-26,Proposal\n\n"
        "Total open,3 deals\nLost this quarter\nName,Organisation,Value Currency,Value,Duration Basis,Expected Close,Stage\nCold,Elm,EUR,900,,2026-10-02,Lost\n"
    )
    (tmp_path / "deals.csv").write_text(text)
    done = run("import", "deals.csv", "-o", "out", "--seller", "F", "--today", "2026-11-25", cwd=tmp_path)
    found = {path.stem: path.read_text() for path in (tmp_path / "out").glob("*.yaml")}
    assert sorted(found) == ["counter", "pilot", "sensors"]
    assert "acv: 62000" in found["pilot"]
    assert "acv: 18400" in found["counter"]
    assert "acv:                      # (?)" in found["sensors"]
    assert "1450" in done.stderr


def test_a_legend_right_below_the_total_is_no_step(tmp_path):
    rows = [
        ["Attività", "Juniper", "Nordgate", "Scadenza", "Stato"],
        ["Collaudo", "Dana Reyes", "Sam Ortiz", date(2026, 12, 11), "In corso"],
        ["Ordine firmato", "Dana Reyes", "Sam Ortiz", date(2027, 2, 17), "Da fare"],
        ["Totale attività", None, None, None, 2],
        ["Legenda", None, None, None, None],
        ["In corso = lavori avviati", None, None, None, None],
    ]
    found, _, told, _ = taken(tmp_path, "piano.xlsx", sheet(rows))
    assert [row[0] for row in found] == ["Collaudo", "Ordine firmato"]
    assert "Legenda" in told
