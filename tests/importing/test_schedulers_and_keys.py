"""Exports of schedulers and trackers, keys wherever they stand, footnotes below a plan, pages and lists that are called .xls."""

from datetime import date

import pytest
from field import buyer_text, imported, of_text, rows_of, workbook

from commands import run
from helpers import few_of
from mapdocs import load
from mapdocs.importing import values
from mapdocs.importing.api import ImportOptions, import_file
from mapdocs.readers.tables import Cell, Line

D = date


def of_sheets(folder, *sheets, change=None):
    (folder / "plan.xlsx").write_bytes(workbook(*sheets, change=change))
    options = ImportOptions(buyer="Juniper Foods", seller="Fabrikam")
    assert import_file(folder / "plan.xlsx", folder, today=D(2026, 11, 25), options=options).balance.lost == 0
    return imported(folder / "plan.xlsx", folder)


# Trackers

CLICKUP = (
    "Task Type,Task ID,Task Name,Task Content,Status,Due Date,Due Date Text,Assignees,List Name,Folder Name/Path,Space Name,Comments\n"
    'Task,a1,Crane permit granted,Ask the city,complete,1795179600000,"11/20/2026, 5:00:00 AM PST",[Dana Reyes],Rollout,{folder},Customers,[]\n'
    'Task,a2,Hoist tested,,to do,1796734800000,"12/8/2026, 5:00:00 AM PST",[Sam Ortiz],Rollout,Juniper,Customers,[]\n'
)
CRANE = ("Crane permit granted", "Dana Reyes", "", "2026-11-20", "done")
HOIST = ("Hoist tested", "", "Sam Ortiz", "2026-12-08", "open")


def test_clickups_word_for_no_folder_keeps_nothing_from_the_buyer(tmp_path):
    spec, told = of_text(CLICKUP.format(folder="hidden"), tmp_path)
    assert rows_of(spec) == [CRANE, HOIST]
    assert "Ask the city" in spec.source.text
    assert "export of ClickUp" in told


@pytest.mark.parametrize("folder", ["Internal (us only)", "private"])
def test_a_folder_of_clickup_that_is_called_private_keeps_its_tasks(folder, tmp_path):
    spec, told = of_text(CLICKUP.format(folder=folder), tmp_path)
    assert rows_of(spec) == [HOIST]
    assert f"“Folder Name/Path” says “{folder}”" in told


def test_hidden_in_another_programs_folder_is_private(tmp_path):
    text = "Step;Owner;Due;Folder\nCrane permit granted;Dana Reyes;2026-11-20;hidden\nHoist tested;Sam Ortiz;2026-12-08;shared\nRails laid;Dana Reyes;2026-12-09;shared\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Hoist tested", "Rails laid"]


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("Shortcut", "id,name,type,requester,owners,description,is_completed,created_at,started_at,completed_at,due_date,state,epic,iteration,is_archived\n"
         "7,Crane permit granted,feature,sam@fabrikam.example,dana.reyes@juniper.example,,TRUE,2026/10/01 09:00:00,2026/10/02 09:00:00,2026/11/19 16:00:00,2026/11/20 00:00:00,Completed,Pilot,,FALSE\n"
         "8,Hoist tested,feature,sam@fabrikam.example,sam.ortiz@fabrikam.example,,FALSE,2026/10/01 09:00:00,,,2026/12/08 00:00:00,Unstarted,Pilot,,FALSE\n"
         "9,Old kiosk idea,chore,sam@fabrikam.example,,,FALSE,2026/10/01 09:00:00,,,,Unstarted,,,TRUE\n"),
        ("Height", "ID,Name,Description,Status,Assignees,Due date,Lists,Parent task,Created by,Last activity at\n"
         "T-1,Crane permit granted,,Done,Dana Reyes,2026-11-20,Pilot,,Sam Ortiz,2026-11-19T10:00:00Z\nT-2,Hoist tested,,Backlog,Sam Ortiz,2026-12-08,Pilot,,Sam Ortiz,2026-11-19T10:00:00Z\n"),
        ("Basecamp", "Project,To-do list,To-do,Notes,Assigned to,Due on,Completed?,Completed by,Comments\n"
         "Juniper pilot,Start,Crane permit granted,,Dana Reyes,2026-11-20,Yes,Dana Reyes,slow again\nJuniper pilot,Start,Hoist tested,,Sam Ortiz,2026-12-08,No,,\n"),
    ],
)  # fmt: skip
def test_exports_of_trackers(program, text, tmp_path):
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == [CRANE, HOIST]
    assert f"export of {program}" in told
    assert "slow again" not in buyer_text(spec)
    assert ("Old kiosk idea" in told) == ("Old kiosk idea" in text)


# Schedulers

CODES = [
    "task_code",
    "status_code",
    "task_name",
    "complete_pct",
    "resource_list",
    "start_date",
    "end_date",
    "user_field_7",
]
DONE = ["B1", "Completed", "Sluice walked", 100, "Dana Reyes", "09-Nov-26 A", "18-Nov-26 A", "she stalls"]
HALF = ["B2", "In Progress", "Pumps lifted", 35, "Dana Reyes", "19-Nov-26 A", "11-Dec-26*", None]
NEW = ["B3", "Not Started", "Gates handed over", 0, "Sam Ortiz", "11-Jan-27", "29-Jan-27", None]
SLUICE = [
    ("Sluice walked", "Dana Reyes", "", "2026-11-18", "done"),
    ("Pumps lifted", "Dana Reyes", "", "2026-12-11", "in progress"),
    ("Gates handed over", "", "Sam Ortiz", "2027-01-29", "open"),
]


@pytest.mark.parametrize(
    "labels",
    [
        ["Activity ID", "Activity Status", "Activity Name", "Activity % Complete(%)", "(*)Resources", "(*)Start", "(*)Finish", "Internal notes"],
        ["ID работы", "Статус работы", "Название работы", "% выполнения", "(*)Ресурсы", "(*)Начало", "(*)Окончание", "Internal notes"],
        ["ID de actividad", "Estado", "Nombre de actividad", "% completado", "(*)Recursos", "(*)Inicio", "(*)Fin", "Internal notes"],
        ["作业代码", "作业状态", "作业名称", "完成百分比", "(*)资源", "(*)开始", "(*)完成", "Internal notes"],
    ],
)  # fmt: skip
def test_codes_over_labels_in_any_language(labels, tmp_path):
    spec, told = of_sheets(tmp_path, ("TASK", [CODES, labels, DONE, HALF, NEW]))
    assert rows_of(spec) == SLUICE
    assert "she stalls" not in buyer_text(spec)
    assert "she stalls" in spec.internal.notes
    assert "a date" not in told


def test_codes_below_labels_are_no_step(tmp_path):
    labels = [
        "Activity ID",
        "Activity Status",
        "Activity Name",
        "Complete",
        "Resources",
        "Start",
        "Finish",
        "Internal notes",
    ]
    spec, _ = of_sheets(tmp_path, ("TASK", [labels, CODES, DONE, HALF, NEW]))
    assert rows_of(spec) == SLUICE


@pytest.mark.parametrize(
    ("said", "day", "actual"),
    few_of(
        [
            ("18-Nov-26 A", D(2026, 11, 18), True),
            ("18NOV26A", D(2026, 11, 18), True),
            ("18-Nov-26 17:00 A", D(2026, 11, 18), True),
            ("18.11.2026 A", D(2026, 11, 18), True),
            ("29-Jan-27*", D(2027, 1, 29), False),
            ("29JAN27*", D(2027, 1, 29), False),
            ("29JAN2027", D(2027, 1, 29), False),
            ("Plan A", None, False),
            ("phase 2 A", None, True),
            ("18QED26", None, False),
        ],
        7,
    ),
)
def test_days_as_schedulers_mark_them(said, day, actual):
    cell = Cell(lines=(Line(said),))
    assert values.read(cell, near=D(2026, 11, 25), day_first=True).day == day
    assert values.is_actual(cell) is actual


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("Primavera P6", "Activity ID,Activity Name,Original Duration,Start,Finish,Total Float,Responsible\nB1,Sluice walked,8d,09-Nov-26 A,18-Nov-26 A,,Dana Reyes\nB3,Gates handed over,15d,11-Jan-27,29-Jan-27*,0d,Sam Ortiz\n"),
        ("Phoenix Project Manager", "Act ID,Description,OD,RD,PCT,Early Start,Early Finish,Total Float,Responsibility\n1,Sluice walked,8,0,100,09NOV26A,18NOV26A,,Dana Reyes\n3,Gates handed over,15,15,0,11JAN27,29JAN27*,0,Sam Ortiz\n"),
        ("Asta Powerproject", "Line,Name,Duration,Start,Finish,Percent complete,Status,Actual finish,Allocations\n1,Sluice walked,8d,09/11/2026,18/11/2026,100,Completed,18/11/2026,Dana Reyes\n3,Gates handed over,15d,11/01/2027,29/01/2027,0,Not started,,Sam Ortiz\n"),
        ("Deltek Open Plan", "ACT_ID,ACT_DESC,ORIG_DUR,COMPSTAT,PPC,ESDATE,EFDATE,AFDATE,RES_DESC\n1.01,Sluice walked,8d,Complete,100,09NOV26,18NOV26,18NOV26,Dana Reyes\n1.03,Gates handed over,15d,Planned,0,11JAN27,29JAN27,,Sam Ortiz\n"),
    ],
)  # fmt: skip
def test_exports_of_schedulers(program, text, tmp_path):
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == [SLUICE[0], SLUICE[2]]
    assert f"export of {program}" in told


# Keys, lists beside a plan, footnotes

HEADS = ["Milestone", "Juniper owner", "Fabrikam owner", "Target"]
STEPS = [
    ["Cold room mapped", "Dana Reyes", "Sam Ortiz", D(2026, 11, 19)],
    ["Door sensors live", "Faye Okoro", "Ben Hart", D(2026, 12, 14)],
    ["Board approval", "Faye Okoro", "Sam Ortiz", D(2027, 1, 13)],
]
MEANT = ["done", "in progress", "open"]


def with_last(*columns):
    """The steps with more columns behind them."""
    return [[*step, *more] for step, more in zip(STEPS, zip(*columns, strict=True), strict=True)]


def statuses(spec):
    return [(row[0], row[4]) for row in rows_of(spec)]


WANTED = [(step[0], meant) for step, meant in zip(STEPS, MEANT, strict=True)]
SIGNS = ("C", "W", "N")
PLAN = [[*HEADS, "Status"], *with_last(SIGNS)]
PAIRS = ["C = complete", "W = in progress", "N = not started"]


@pytest.mark.parametrize(
    "sheets",
    [
        [("Plan", [["Key:", *PAIRS], [], *PLAN])],
        [("Plan", [[f"Legend: {'; '.join(PAIRS)}"], *PLAN])],
        [("Plan", [*PLAN, [], *([pair] for pair in PAIRS)])],
        [("Plan", [["C – erledigt", None, "W – in Arbeit", None, "N – offen"], *PLAN])],
        [("Plan", [[None] * 3 + PLAN[0], *([sign, said, None, *row] for sign, said, row in zip(SIGNS, ("Complete", "In progress", "Not started"), PLAN[1:], strict=True))])],
        [("Plan", [[*PLAN[0], None, "Key"], *([*row, None, pair] for row, pair in zip(PLAN[1:], PAIRS, strict=True))])],
        [("Plan", PLAN), ("Key", [["Code", "Meaning"], ["C", "Complete"], ["W", "In progress"], ["N", "Not started"]])],
        [("Plan", [[*HEADS, "Status"], *with_last((2, 1, 0))]), ("Key", [["Code", "Meaning"], [0, "Not started"], [1, "In progress"], [2, "Complete"]])],
        [("Plan", [[*HEADS, "St."], *with_last(SIGNS), [], *([pair] for pair in PAIRS)])],
    ],
    ids=["cells above", "one cell", "below", "dashes", "left", "right", "sheet", "numbers", "column of any name"],
)  # fmt: skip
def test_a_key_is_read_wherever_it_stands(sheets, tmp_path):
    spec, told = of_sheets(tmp_path, *sheets)
    assert statuses(spec) == WANTED
    assert "none of ours" not in told


def test_numbers_beside_statuses_that_come_again_are_no_key(tmp_path):
    others = ("Tasks", [["No.", "Status"], [1, "Complete"], [2, "Complete"], [3, "In progress"]])
    spec, told = of_sheets(tmp_path, ("Plan", [[*HEADS, "Status"], *with_last((3, 2, 2))]), others)
    assert [said for _, said in statuses(spec)] == ["open"] * 3
    assert "the status “3” is none of ours" in told


@pytest.mark.parametrize(
    ("light", "state", "said", "choices", "below"),
    [
        ("RAG", "Status", ("Complete", "In progress", "Not started"), ("Status list", "Not started", "In progress", "Complete"), "* Only if the board meets"),
        ("Météo", "Statut", ("Terminé", "En cours", "Non démarré"), ("Liste des statuts", "Non démarré", "En cours", "Terminé"), "† Sous réserve du comité"),
        ("信号", "状況", ("完了", "進行中", "未着手"), ("選択肢", "未着手", "進行中", "完了"), "※ 取締役会は1月のみ"),
    ],
)  # fmt: skip
def test_words_go_before_a_light_and_the_list_of_choices_is_no_fact(light, state, said, choices, below, tmp_path):
    key = ["Key:", "R = at risk", "A = watch", "G = on track"]
    lists = [[*row, None, None, choice] for row, choice in zip([[*HEADS, light, state], *with_last("GAR", said)], choices, strict=True)]  # fmt: skip
    end = [
        ["Total", "3", None, None, None, "1 of 3"],
        [below],
        ["Printed on 20 Nov 2026"],
        [],
        ["Prepared by Fabrikam"],
    ]
    spec, told = of_sheets(tmp_path, ("Plan", [key, [], *lists, *end]))
    assert statuses(spec) == WANTED
    assert below in told
    assert f"{light}: R" in spec.source.text
    assert f"{choices[0]}: " not in spec.source.text


def test_a_sign_that_begins_every_step_is_a_bullet(tmp_path):
    spec, _ = of_text("Step;Owner;Due\n* Visit;Dana Reyes;2026-12-04\n* Trial;Sam Ortiz;2026-12-18\n* Training;;\n", tmp_path)  # fmt: skip
    assert [row[0] for row in rows_of(spec)] == ["* Visit", "* Trial", "* Training"]


# Pages and lists that are called .xls


def deals_of(raw, folder):
    (folder / "deals.xls").write_bytes(raw)
    done = run("import", folder / "deals.xls", "-o", folder / "out", "--seller", "Fabrikam", "--today", "2026-11-25", cwd=folder)  # fmt: skip
    assert done.returncode == 0, done.stderr
    specs = [load(path) for path in sorted((folder / "out").glob("*.yaml"))]
    return [(s.deal.name, s.buyer.company, s.deal.acv, s.deal.currency) for s in specs], done.stderr


def page(charset, *rows, above=""):
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split(";")) + "</tr>" for row in rows)
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{head}</head><body>{above}<table>{lines}</table></body></html>".encode(charset or "cp1252")


TITLE = "<table><tr><td colspan=6>Overzicht – 2026</td></tr></table>"


@pytest.mark.parametrize(
    ("raw", "deal"),
    [
        (page("windows-1252", "Kans;Klant;Fase;Jaarbedrag;Valuta;Sluitdatum", "Vulstation;Café Eem;Offerte;41.500,00;EUR;29-01-2027", "Band;Bloem;Gewonnen;9.000,00;EUR;30-10-2026", "Totaal;;;50.500,00;;", above=TITLE), ("Vulstation", "Café Eem", 41500, "EUR")),
        (page("", "Onderwerp;Klant;Fase;Kans;Bedrag;Valuta;Verwachte datum", "Vulstation;Café Eem;Offerte;60 %;12.400,00;EUR;15-01-2027"), ("Vulstation", "Café Eem", 12400, "EUR")),
        (page("windows-1252", "Opportunity;Bezeichnung;Interessent;Vertriebsphase;Erwarteter Gesamtwert;Währung;Enddatum", "700012;Ölpresse;Bäckerei Groß;Angebot;84.000,00;EUR;31.03.2027"), ("Ölpresse", "Bäckerei Groß", 84000, "EUR")),
        (page("iso-8859-2", "Szansa sprzedaży;Klient;Etap;Kwota;Waluta;Data zamknięcia", "Wagi silosów;Młyn Łąka;Oferta;41 500,00;PLN;29.01.2027", "Taśma;Sad Żuk;Wygrana;9 000,00;PLN;30.10.2026"), ("Wagi silosów", "Młyn Łąka", 41500, "PLN")),
        (page("utf-8", "Oportunidad;Cuenta;Etapa de venta;Importe de ingresos;Divisa;Fecha de cierre", "Báscula;Harinas Peña;Negociación;62.000,00;EUR;29/01/2027", "Total;;;62.000,00;;"), ("Báscula", "Harinas Peña", 62000, "EUR")),
        (page("windows-1252", "Affaire;Tiers;Étape;Montant HT;Devise;Échéance", "Pesage quai;Laiterie Gué;Proposition;27 500,00;EUR;29/01/2027"), ("Pesage quai", "Laiterie Gué", 27500, "EUR")),
        (page("iso-8859-1", "Opportunity Name;Account Name;Stage;Amount Currency;Amount;Close Date", "Kiln;Ash Ceramics;Negotiation;EUR;41,500.00;1/29/2027", "Grand Totals (1 record);;;EUR;41,500.00;"), ("Kiln", "Ash Ceramics", 41500, "EUR")),
        ("Opportunity\tBezeichnung\tKunde\tPhase\tGesamtwert\tWährung\tAbschlussdatum\r\n700012\tÖlpresse\tBäckerei Groß\tAngebot\t84.000,00\tEUR\t31.03.2027\r\n".encode("utf-16"), ("Ölpresse", "Bäckerei Groß", 84000, "EUR")),
    ],
    ids=["nl", "nl how likely", "de ids", "pl", "es", "fr", "en totals", "tabs"],
)  # fmt: skip
def test_opportunities_in_what_is_called_xls(raw, deal, tmp_path):
    deals, told = deals_of(raw, tmp_path)
    assert deals == [deal]
    assert "close date" not in told
    (spec,) = (tmp_path / "out").glob("*.yaml")
    assert "the CRM closes this deal on" in spec.read_text(encoding="utf-8")


def test_a_plan_with_titles_and_days_due_is_no_list_of_deals(tmp_path):
    text = "Titre;Phase;Responsable;Échéance;Statut\nVisite du site;Cadrage;Dana Reyes;04/12/2026;Terminé\nContrat signé;Achat;Sam Ortiz;18/12/2026;En cours\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Visite du site", "Contrat signé"]


def test_an_old_workbook_is_still_refused_with_what_to_do(tmp_path):
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\tA\tB\tC\nD\tE\tF\n" + b"\0" * 600)
    done = run("import", tmp_path / "old.xls", "-o", tmp_path / "out", "--seller", "Fabrikam", cwd=tmp_path)
    assert done.returncode
    assert "saved as .docx or .xlsx" in done.stderr
