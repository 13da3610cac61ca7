"""Exports of programs that speak the reader's language, and what stands in them beside the steps."""

import pytest
from field import of_text

from commands import run
from helpers import few_of
from mapdocs import load

JIRA = {
    "de": "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Zugewiesene Person,Erstellt,Fällig am,Beschreibung\n{},Aufgabe,Fertig,Dana Reyes,01.11.2026,11.12.2026,\n{},Aufgabe,In Arbeit,Dana Reyes,01.11.2026,14.12.2026,Vorlage vom Land.\n",
    "fr": "Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Responsable,Création,Date d'échéance,Description\n{},Tâche,Terminé,Dana Reyes,01/11/2026,11/12/2026,\n{},Tâche,En cours,Dana Reyes,01/11/2026,14/12/2026,Vorlage vom Land.\n",
    "es": "Resumen,Clave de incidencia,ID de la incidencia,Tipo de incidencia,Estado,Persona asignada,Creada,Fecha de vencimiento,Descripción\n{},Tarea,Finalizada,Dana Reyes,01/11/2026,11/12/2026,\n{},Tarea,En curso,Dana Reyes,01/11/2026,14/12/2026,Vorlage vom Land.\n",
    "pt": "Resumo,Chave do item,ID do item,Tipo de item,Status,Responsável,Criado,Data limite,Descrição\n{},Tarefa,Concluído,Dana Reyes,01/11/2026,11/12/2026,\n{},Tarefa,Em andamento,Dana Reyes,01/11/2026,14/12/2026,Vorlage vom Land.\n",
    "ja": "要約,課題キー,課題 ID,課題タイプ,ステータス,担当者,作成日,期限,説明\n{},タスク,完了,Dana Reyes,2026/11/01,2026/12/11,\n{},タスク,進行中,Dana Reyes,2026/11/01,2026/12/14,Vorlage vom Land.\n",
}


def below(folder, name):
    (folder / name).mkdir()
    return folder / name


@pytest.mark.parametrize("language", JIRA)
def test_jira_in_a_language(language, tmp_path):
    spec, told = of_text(JIRA[language].format("First step,DP-11,20411", "Second step,DP-12,20412"), tmp_path)
    assert [(m.milestone, m.buyer_owner, str(m.target_date), m.status, m.note) for m in spec.milestones] == [
        ("First step", "Dana Reyes", "2026-12-11", "done", None),
        ("Second step", "Dana Reyes", "2026-12-14", "in progress", "Vorlage vom Land."),
    ]
    assert "read as an export of Jira in" in told


def test_the_description_that_few_rows_have_is_not_the_step(tmp_path):
    spec, _ = of_text(
        "Betreffende Sache;Zuständig;Fällig;Beschreibung\nVertrag geprüft;Dana Reyes;11.12.2026;\nPilot läuft;Dana Reyes;14.12.2026;\n"
        "Freigabe da;Dana Reyes;16.12.2026;Vorlage vom Land nehmen\n",
        tmp_path,
    )
    assert [m.milestone for m in spec.milestones] == ["Vertrag geprüft", "Pilot läuft", "Freigabe da"]


def test_a_project_line_that_others_belong_to_is_their_phase(tmp_path):
    text = (
        "Key,Folder,Parent task,Title,Status,Assigned To,Start Date,Duration (Hours),End Date,Task ID\n"
        "1,/Deals,,Juniper rollout,Active,{},10/11/2026,472,29/01/2027,A1\n"
        "2,/Deals,Juniper rollout,Forms agreed,Completed,Dana Reyes,16/11/2026,40,20/11/2026,A2\n"
        "3,/Deals,Juniper rollout,Contract signed,New,Sam Ortiz,,,29/01/2027,A3\n"
    )
    spec, told = of_text(text.format(""), tmp_path)
    assert [m.milestone for m in spec.milestones] == ["Forms agreed", "Contract signed"]
    assert "row 2 sums up the rows below it and became their phase" in told
    owned, _ = of_text(text.format("Dana Reyes"), below(tmp_path, "owned"))
    assert [m.milestone for m in owned.milestones] == ["Juniper rollout", "Forms agreed", "Contract signed"]


def test_counts_of_a_check_list_are_no_proof(tmp_path):
    spec, told = of_text(
        "Nom de tâche,Nom du compartiment,Progression,Attribué à,Date d'échéance,Éléments de liste de vérification effectués,Éléments de liste de vérification\n"
        "Avis de la DSI,Cadrer,En cours,Dana Reyes,11/12/2026,1/2,Hébergement;Comptes\nMarché signé,Contractualiser,Non démarré,Dana Reyes,22/01/2027,,\n",
        tmp_path,
    )
    assert [m.exit_criteria for m in spec.milestones] == [None, None]
    assert "check list: Hébergement;Comptes" in told
    plain, _ = of_text(
        "Step,Owner,Due,Verification\nForms agreed,Dana Reyes,2026-12-11,1/2\nSigned,Dana Reyes,2026-12-14,0/3\n",
        below(tmp_path, "plain"),
    )
    assert [m.exit_criteria for m in plain.milestones] == [None, None]


@pytest.mark.parametrize(
    "line", ["Last updated 24 Nov 2026 by KN", "Stand: 24.11.2026", "Mis à jour le 24/11/2026", "最終更新: 2026/11/24"]
)
def test_the_line_that_says_when_the_sheet_was_made_is_no_step(line, tmp_path):
    spec, told = of_text(
        f"Step,Owner,Due,Status\nForms agreed,Dana Reyes,2026-12-11,open\nTotal: 1 step,,,\n{line},,,\n", tmp_path
    )
    assert [m.milestone for m in spec.milestones] == ["Forms agreed"]
    assert "says when or by whom the file was made" in told


def test_a_step_that_begins_like_such_a_line_is_one(tmp_path):
    spec, _ = of_text(
        "Step,Owner,Due,Status\nVersion 2 of the contract sent,Dana Reyes,2026-12-11,open\nLast updated figures,,,\n",
        tmp_path,
    )
    assert [m.milestone for m in spec.milestones] == ["Version 2 of the contract sent", "Last updated figures"]


@pytest.mark.parametrize(
    "owner", ["Dana Reyes or her deputy", "Dana Reyes?", "Lena Brandt (tbc)", "vielleicht Lena Brandt"]
)
def test_an_owner_that_the_cell_leaves_open_is_asked_about(owner, tmp_path):
    spec, told = of_text(f"Step,Buyer owner,Due,Status\nForms agreed,{owner},2026-12-11,open\n", tmp_path)
    assert spec.milestones[0].buyer_owner is None
    assert f"“{owner}”; who is it?" in told


@pytest.mark.parametrize("owner", ["Or Cohen", "Mei Ou", "Wes Likely", "João o Grande"])
def test_a_name_with_such_a_word_is_a_name(owner, tmp_path):
    spec, _ = of_text(f"Step,Buyer owner,Due,Status\nForms agreed,{owner},2026-12-11,open\n", tmp_path)
    assert spec.milestones[0].buyer_owner == owner


def crm(text, folder):
    (folder / "deals.csv").write_text(text, encoding="utf-8")
    done = run(
        "import",
        folder / "deals.csv",
        "-o",
        folder / "out",
        "--seller",
        "Fabrikam",
        "--today",
        "2026-11-25",
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    return [load(path) for path in sorted((folder / "out").glob("*.yaml"))], done.stderr


def test_pipedrive_in_french(tmp_path):
    (spec,), told = crm(
        '"Affaire - ID","Affaire - Titre","Affaire - Valeur","Affaire - Devise de Valeur","Affaire - Propriétaire","Affaire - Organisation","Affaire - Personne à contacter","Affaire - Statut","Affaire - Date de clôture prévue"\n'
        '"41","Billetterie","41000","Franc suisse (CHF)","Luc Morand","Théâtre du Lac","Nadine Rey","Ouvert","2027-02-26"\n'
        '"42","Badges","7800","Euro (EUR)","Luc Morand","Musée de Gex","","Gagné","2026-10-09"\n',
        tmp_path,
    )
    assert (spec.deal.name, spec.deal.acv, spec.deal.currency) == ("Billetterie", 41000, "CHF")
    assert (spec.buyer.company, spec.buyer.champion, spec.seller.owner) == (
        "Théâtre du Lac",
        "Nadine Rey",
        "Luc Morand",
    )
    assert "left out: Badges (Gagné)" in told


def test_zoho_in_german(tmp_path):
    found, told = crm(
        "Datensatz-ID;Abschlussname;Kontoname;Phase;Betrag;Abschlussdatum;Abschlussinhaber\n"
        "z1;Archivsystem;Stadtwerke Lohr;4 - Angebot;1.250,00 € mtl.;29.01.2027;Eva Kolb\n"
        "z2;Zeiterfassung;Gärtnerei Ott;4 - Angebot;9.600,00 € p. a.;12.02.2027;Eva Kolb\n",
        tmp_path,
    )
    assert [(s.deal.name, s.deal.acv, s.deal.currency, s.buyer.company) for s in found] == [
        ("Archivsystem", None, "EUR", "Stadtwerke Lohr"),
        ("Zeiterfassung", 9600, "EUR", "Gärtnerei Ott"),
    ]
    assert "“1.250,00 € mtl.” is a rate" in told


def test_an_unread_column_beside_a_word_for_a_deal_is_named(tmp_path):
    _, told = crm("Deal - Titre,Deal - Valeur,Deal - Étape,Deal - Météo\nBilletterie,41000,4,belle\n", tmp_path)
    assert "columns that were not read, since their names are not known: Deal - Météo" in told


@pytest.mark.parametrize(
    ("first", "now"),
    few_of([
        ("Original Finish", "Revised Finish"), ("Ursprüngliches Ende", "Neues Ende"), ("Échéance initiale", "Nouvelle échéance"),
        ("Fecha límite original", "Fecha límite revisada"), ("Prazo original", "Novo prazo"), ("当初期限", "変更後期限"),
        ("Data baseline", "Data prevista aggiornata"), ("Geplande datum (origineel)", "Geplande datum (actueel)"), ("Basis-Ende", "Forecast-Ende"),
        ("Plan (Baseline)", "Plan (aktuell)"), ("Échéance de référence", "Échéance prévue"), ("Fecha base", "Fecha pronosticada"), ("Prazo contratual", "Prazo previsto"),
        ("計画日（当初）", "計画日（最新）"), ("Committed date", "Latest forecast"), ("Baseline End Date", "Target End Date"), ("Planned (signed 1 Oct)", "Now expected"),
    ], 7),
)  # fmt: skip
def test_of_several_dates_the_one_that_holds_now_is_the_target(first, now, tmp_path):
    spec, told = of_text(
        f"Step,Buyer owner,{first},{now},Status\nPilot,Dana Reyes,2026-12-01,2026-12-11,open\nSigned,Dana Reyes,2027-01-11,,open\n",
        tmp_path,
    )
    assert [str(m.target_date) for m in spec.milestones] == ["2026-12-11", "2027-01-11"]
    assert f"{first}: 2026-12-01" in told


@pytest.mark.parametrize(
    ("due", "updated"),
    few_of([
        ("Due", "Updated date"), ("Scadenza", "Data aggiornata"), ("Échéance", "Date de mise à jour"), ("Fällig", "Datum aktualisiert"),
        ("Fecha límite", "Fecha de actualización"), ("期限", "最終更新日"), ("Due", "Reference date"), ("Due", "Contract date"),
    ], 7),
)  # fmt: skip
def test_the_day_of_an_update_is_no_target(due, updated, tmp_path):
    spec, _ = of_text(
        f"Step,Buyer owner,{updated},{due},Status\nPilot,Dana Reyes,2026-11-02,2026-12-11,open\n", tmp_path
    )
    assert [str(m.target_date) for m in spec.milestones] == ["2026-12-11"]


def test_a_forecast_in_words_stays_with_the_seller(tmp_path):
    spec, told = of_text("Step,Buyer owner,Latest forecast,Due\nPilot,Dana Reyes,Best case,2026-12-11\n", tmp_path)
    assert "Best case" in (spec.internal.notes or "")
    assert "the column “Latest forecast” is kept in internal.notes" in told


def test_a_revised_start_is_no_target(tmp_path):
    spec, _ = of_text("Step,Buyer owner,Revised start,Due\nPilot,Dana Reyes,2026-11-30,2026-12-11\n", tmp_path)
    assert str(spec.milestones[0].target_date) == "2026-12-11"


@pytest.mark.parametrize(
    "both", ["Juniper / Fabrikam", "Juniper Foods + Fabrikam", "Client / Vendor", "Fabrikam and Juniper"]
)
def test_both_sides_named_in_one_cell_are_nobodys_name(both, tmp_path):
    spec, told = of_text(f"Step,Owner,Due,Status\nSigned,{both},2026-12-11,open\n", tmp_path)
    assert (spec.milestones[0].buyer_owner, spec.milestones[0].seller_owner) == (None, None)
    assert f"the owner is given as “{both}”; both sides; which person?" in told


def test_a_side_behind_the_name_still_is_its_side(tmp_path):
    spec, _ = of_text('Step,Owner,Due,Status\nSigned,"Lena Brandt, Juniper",2026-12-11,open\n', tmp_path)
    assert spec.milestones[0].buyer_owner == "Lena Brandt"


def test_a_word_for_a_deal_before_a_column_may_stand_without_a_dash(tmp_path):
    (spec,), told = crm(
        'Opportunity Name,Account Name,Opportunity Amount,Expected Close Date,Assigned to\nWeighbridge,Stone Ltd,"£31,500.00",2027-01-21,Helen Dunne\n',
        tmp_path,
    )
    assert (spec.deal.acv, spec.deal.currency, spec.seller.owner) == (31500, "GBP", "Helen Dunne")
    assert "not read" not in told


ASANA = {
    "de": "Aufgaben-ID,Erstellt am,Abgeschlossen am,Zuletzt geändert,Name,Abschnitt/Spalte,Zuständige Person,E-Mail der zuständigen Person,Fälligkeitsdatum,Notizen",
    "fr": "ID de la tâche,Créée le,Terminée le,Dernière modification,Nom,Section/Colonne,Responsable,E-mail du responsable,Date d'échéance,Remarques",
    "es": "ID de la tarea,Creada el,Completada el,Última modificación,Nombre,Sección/Columna,Responsable,Correo del responsable,Fecha de entrega,Notas",
    "pt": "ID da tarefa,Criada em,Concluída em,Última modificação,Nome,Seção/Coluna,Responsável,E-mail do responsável,Data de conclusão,Observações",
    "ja": "タスク ID,作成日,完了日,最終更新日,名前,セクション/列,担当者,担当者のメールアドレス,期日,メモ",
}


@pytest.mark.parametrize("language", ASANA)
def test_asana_in_a_language(language, tmp_path):
    spec, told = of_text(
        f"{ASANA[language]}\n88011,2026-11-02,2026-11-17,2026-11-17,Kick-off,Align,Dana Reyes,dana@juniper.example,2026-11-17,\n"
        "88012,2026-11-02,,2026-11-20,Rollout,Prove,Sam Ortiz,,2026-12-03,Bring the list\n",
        tmp_path,
    )
    assert [(m.milestone, m.buyer_owner, m.seller_owner, str(m.target_date), m.status) for m in spec.milestones] == [
        ("Kick-off", "Dana Reyes", None, "2026-11-17", "done"),
        ("Rollout", None, "Sam Ortiz", "2026-12-03", "open"),
    ]
    assert "read as an export of Asana in" in told


def test_the_projects_name_in_every_row_is_no_side(tmp_path):
    spec, told = of_text(
        "Step,Owner,Project,Due,Status\nKick-off,Renata Alves,Juniper Foods,2026-12-01,open\nSigned,Sam Ortiz,Juniper Foods,2026-12-09,open\n",
        tmp_path,
    )
    assert [(m.buyer_owner, m.seller_owner) for m in spec.milestones] == [(None, None), (None, "Sam Ortiz")]
    assert "the owner is given as “Renata Alves”; who is it on which side?" in told


def test_a_group_by_its_type_is_the_phase_of_the_rows_below(tmp_path):
    spec, told = of_text(
        "WBS,Name,Type,Start,End,Percent Complete,Resources\n1,Survey,group,11/23/2026,12/17/2026,70,\n"
        "1.1,Boiler survey,task,11/23/2026,12/04/2026,100,Dana Reyes\n1.2,Signed,milestone,02/10/2027,02/10/2027,0,Sam Ortiz\n",
        tmp_path,
    )
    assert [(m.milestone, m.status) for m in spec.milestones] == [("Boiler survey", "done"), ("Signed", "open")]
    assert "# Survey" in spec.source.text
    assert "sums up the rows below it and became their phase: 1 · Survey" in told


def test_a_list_of_people_below_the_plan_is_another_table(tmp_path):
    spec, told = of_text(
        "ID,Name,Begin date,End date,Duration,Completion,Outline number,Resources\n0,Preparation,2026-11-23,2026-12-16,18,65,1,\n"
        "1,Fare table received,2026-11-23,2026-12-01,7,100,1.1,Dana Reyes\n2,Gate tested,2026-12-02,2026-12-16,11,30,1.2,Sam Ortiz\n\n"
        "ID,Name,Default role,e-mail,Phone\n0,Dana Reyes,project manager,dana@juniper.example,\n",
        tmp_path,
    )
    assert [(m.milestone, m.status) for m in spec.milestones] == [
        ("Fare table received", "done"),
        ("Gate tested", "in progress"),
    ]
    assert "not read: 2 rows of another table: ID · Name · Default role" in told


def test_a_column_of_sides_that_names_a_person_too_is_the_owners(tmp_path):
    spec, told = of_text(
        "Milestone,Responsible Party,Target Date,Status\nKickoff,Fabrikam,12/18/2026,open\nSandbox,Vendor,12/19/2026,open\n"
        "Redlines,Joint,12/20/2026,open\nGo or not,Dana Reyes,12/27/2026,open\n",
        tmp_path,
    )
    assert [(m.buyer_owner, m.seller_owner) for m in spec.milestones] == [(None, None)] * 3 + [("Dana Reyes", None)]
    assert "the owner is given as “Fabrikam”; your side; which person?" in told


@pytest.mark.parametrize(
    "said",
    few_of([
        "2026-12-07/2026-12-18", "2026-12-07..2026-12-18", "7 Dec 2026 – 18 Dec 2026", "du 7 au 18 décembre 2026",
        "vom 7.12.2026 bis 18.12.2026", "del 7 al 18 de diciembre de 2026", "2026年12月7日〜2026年12月18日", "Dec 7 thru Dec 18, 2026",
    ], 7),
)  # fmt: skip
def test_of_a_stretch_the_last_day_is_the_target(said, tmp_path):
    spec, _ = of_text(f'Step,Owner,Due,Status\nTrial,Dana Reyes,"{said}",open\n', tmp_path)
    assert str(spec.milestones[0].target_date) == "2026-12-18"


LANGUAGES = {
    "Italian": "Attività;Referente cliente;Entro il;Evidenza;Stato\nProva;Dana Reyes;18.12.2026;Verbale firmato;Completato\n",
    "Danish": "Navn;Kundens ansvarlige;Frist;Færdig når;Status\nProva;Dana Reyes;18-12-2026;Verbale firmato;Færdig\n",
    "Norwegian": "Oppgave;Ansvarlig kunde;Sluttdato;Ferdig når;Status\nProva;Dana Reyes;18.12.2026;Verbale firmato;Fullført\n",
    "Finnish": "Tehtävä;Asiakkaan vastuuhenkilö;Määräaika;Valmis kun;Tila\nProva;Dana Reyes;18.12.2026;Verbale firmato;Valmis\n",
    "Korean": "작업;고객 담당자;기한;완료 기준;상태\nProva;Dana Reyes;2026-12-18;Verbale firmato;완료\n",
    "Russian": "Задача;Заказчик;Срок;Критерий;Статус\nProva;Dana Reyes;18.12.2026;Verbale firmato;Выполнено\n",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_in_a_language_without_a_folder(language, tmp_path):
    spec, _ = of_text(LANGUAGES[language], tmp_path)
    (row,) = spec.milestones
    assert (row.milestone, row.buyer_owner, str(row.target_date), row.exit_criteria, row.status) == (
        "Prova", "Dana Reyes", "2026-12-18", "Verbale firmato", "done",
    )  # fmt: skip


def test_a_crms_own_id_and_owner_by_other_names(tmp_path):
    (spec,), told = crm(
        "Copper ID,Name,Company,Owned By,Stage,Status,Value,Currency,Close Date\n9101,Sensors,Verdant Growers,Rita Gomez,Proposal,Open,24500,British Pound (GBP),2027-01-29\n",
        tmp_path,
    )
    assert spec.seller.owner == "Rita Gomez"
    assert "# CRM id: 9101" in spec.source.text
    assert "not read" not in told


@pytest.mark.parametrize("handle", ["4410221", "danareyes3", "@dana.reyes"])
def test_a_users_number_or_handle_is_no_part_of_the_name(handle, tmp_path):
    spec, _ = of_text(
        f"Card Name,List Name,Members,Due Date\nSigned,To do,Dana Reyes ({handle}),2026-12-11\n", tmp_path
    )
    assert spec.milestones[0].buyer_owner == "Dana Reyes"


def test_what_else_stands_in_brackets_is_told(tmp_path):
    _, told = of_text("Step,Owner,Due\nSigned,Dana Reyes (procurement),2026-12-11\n", tmp_path)
    assert "Dana Reyes (procurement)" in told


def test_todoist(tmp_path):
    spec, told = of_text(
        "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\nsection,Agree,,,,,,,,\n"
        "task,Sample received,,2,1,Sam Ortiz (1),Dana Reyes (4410221),4 Dec 2026,en,Europe/London\n"
        "note,The sample came on a stick,,,,Dana Reyes (4410221),,,,\n"
        "task,Signed,,4,1,Sam Ortiz (1),Sam Ortiz (4410222),16 Dec 2026,en,Europe/London\n",
        tmp_path,
    )
    assert [(m.milestone, m.buyer_owner, m.seller_owner, str(m.target_date)) for m in spec.milestones] == [
        ("Sample received", "Dana Reyes", None, "2026-12-04"),
        ("Signed", None, "Sam Ortiz", "2026-12-16"),
    ]
    assert "The sample came on a stick" in told
    assert "# Agree" in spec.source.text


def test_of_a_meetings_hours_the_day_is_the_target(tmp_path):
    spec, _ = of_text(
        'Name,Owner,Timeline,Status\nCall,Dana Reyes,"December 18, 2026 9:00 AM (GMT+1) → 11:00 AM",open\n', tmp_path
    )
    assert str(spec.milestones[0].target_date) == "2026-12-18"


@pytest.mark.parametrize(
    "heads",
    [
        "External ID,Opportunity,Customer,Expected Revenue,Expected Closing,Salesperson,Stage",
        "ID esterno,Opportunità,Cliente,Ricavi attesi,Chiusura prevista,Addetto vendite,Fase",
        "Externe ID,Verkaufschance,Kunde,Erwarteter Umsatz,Erwarteter Abschluss,Vertriebsmitarbeiter,Stufe",
        "ID externo,Oportunidad,Cliente,Ingreso esperado,Cierre esperado,Comercial,Etapa",
    ],
)
def test_odoo_calls_the_deal_itself_an_opportunity(heads, tmp_path):
    found, _ = crm(
        f"{heads}\n__export__.crm_lead_41,Renewal,Pastificio Ferrante,44000,2027-02-19,Luca Sartori,4\n"
        "__export__.crm_lead_57,Renewal,Cantina Belluno,8300,2027-04-23,Sara Conti,4\n",
        tmp_path,
    )
    assert sorted((s.deal.name, s.buyer.company, s.deal.acv, s.seller.owner) for s in found) == [
        ("Renewal", "Cantina Belluno", 8300, "Sara Conti"),
        ("Renewal", "Pastificio Ferrante", 44000, "Luca Sartori"),
    ]
