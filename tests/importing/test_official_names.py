"""The official column names of exports, each with the rows that it must become: as the programs write them, names invented."""

import re

import pytest
import yaml
from field import of_text

from commands import run
from mapdocs import load

PROJECT = {
    "mp_en_wizard": (
        "ID,Active,Task_Mode,Name,Duration,Start_Date,Finish_Date,Predecessors,Outline_Level,Notes,Resource_Names,Percent_Complete\n"
        "1,Yes,Auto Scheduled,Phase 1 Validate,20 days,11/30/2026,12/18/2026,,1,,,0%\n"
        "2,Yes,Auto Scheduled,Security review,5 days,11/30/2026,12/4/2026,,2,Send the SOC 2 first,Dana Reyes,100%\n"
        '3,Yes,Manually Scheduled,Pilot with two stores,10 days,12/7/2026,12/18/2026,2,2,,"Dana Reyes,Sam Ortiz[50%]",20%\n'
        "4,No,Auto Scheduled,Dropped step,1 day,12/7/2026,12/7/2026,,2,,,0%\n"
        "5,Yes,Auto Scheduled,Go-live,0 days,3/15/2027,3/15/2027,3,1,,,0%\n"
    ),
    "mp_de": (
        "Nr;Aktiv;Vorgangsmodus;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen;Gliederungsebene;% Abgeschlossen\n"
        "1;Ja;Automatisch geplant;Phase 1 Prüfung;20 Tage;Mo 30.11.26;Fr 18.12.26;;;1;0%\n"
        "2;Ja;Automatisch geplant;Sicherheitsprüfung abgeschlossen;5 Tage;Mo 30.11.26;Fr 04.12.26;;Dana Reyes;2;100%\n"
        "3;Ja;Manuell geplant;Pilot in zwei Filialen;10 Tage;Mo 07.12.26;Fr 18.12.26;2;Dana Reyes,Sam Ortiz;2;20%\n"
        "4;Nein;Automatisch geplant;Entfallen;1 Tag;Mo 07.12.26;Mo 07.12.26;;;2;0%\n"
    ),
    "mp_de_wizard": (
        "Nr.;Name;Dauer;Anfangstermin;Endtermin;Vorgänger;Gliederungsebene;Notizen;Ressourcennamen\n"
        "1;Phase 1 Prüfung;20 Tage;30.11.2026 08:00;18.12.2026 17:00;;1;;\n"
        "2;Sicherheitsprüfung abgeschlossen;5 Tage;30.11.2026 08:00;04.12.2026 17:00;;2;Bericht zuerst;Dana Reyes\n"
        "3;Pilot in zwei Filialen;10 Tage;07.12.2026 08:00;18.12.2026 17:00;2;2;;Sam Ortiz\n"
    ),
    "mp_fr": (
        "N°;Actif;Mode Tâche;Nom de la tâche;Durée;Début;Fin;Prédécesseurs;Noms ressources;Niveau hiérarchique;% achevé\n"
        "1;Oui;Planification automatique;Phase 1 Validation;20 jours;Lun 30/11/26;Ven 18/12/26;;;1;0%\n"
        "2;Oui;Planification automatique;Revue de sécurité terminée;5 jours;Lun 30/11/26;Ven 04/12/26;;Dana Reyes;2;100%\n"
        "3;Oui;Planifiée manuellement;Pilote dans deux magasins;10 jours;Lun 07/12/26;Ven 18/12/26;2;Sam Ortiz;2;20%\n"
        "4;Non;Planification automatique;Abandonnée;1 jour;Lun 07/12/26;Lun 07/12/26;;;2;0%\n"
    ),
    "mp_fr_nom": (
        "ID;Nom;Durée;Début;Fin;Prédécesseurs;Noms ressources;Niveau hiérarchique;% achevé\n"
        "1;Phase 1 Validation;20 jours;30/11/26;18/12/26;;;1;0\n"
        "2;Revue de sécurité terminée;5 jours;30/11/26;04/12/26;;Dana Reyes;2;100\n"
        "3;Pilote dans deux magasins;10 jours;07/12/26;18/12/26;2;Sam Ortiz;2;20\n"
    ),
    "mp_es": (
        "Id;Activo;Modo de tarea;Nombre de tarea;Duración;Comienzo;Fin;Predecesoras;Nombres de los recursos;Nivel de esquema;% completado\n"
        "1;Sí;Programada automáticamente;Fase 1 Validación;20 días;lun 30/11/26;vie 18/12/26;;;1;0%\n"
        "2;Sí;Programada automáticamente;Revisión de seguridad firmada;5 días;lun 30/11/26;vie 04/12/26;;Dana Reyes;2;100%\n"
        "3;Sí;Programada manualmente;Piloto en dos tiendas;10 días;lun 07/12/26;vie 18/12/26;2;Sam Ortiz;2;20%\n"
        "4;No;Programada automáticamente;Descartada;1 día;lun 07/12/26;lun 07/12/26;;;2;0%\n"
    ),
    "mp_pt": (
        "Id;Ativo;Modo da Tarefa;Nome da Tarefa;Duração;Início;Término;Predecessoras;Nomes dos Recursos;Nível da Estrutura de Tópicos;% Concluída\n"
        "1;Sim;Agendada Automaticamente;Fase 1 Validação;20 dias;Seg 30/11/26;Sex 18/12/26;;;1;0%\n"
        "2;Sim;Agendada Automaticamente;Revisão de segurança assinada;5 dias;Seg 30/11/26;Sex 04/12/26;;Dana Reyes;2;100%\n"
        "3;Sim;Agendada Manualmente;Piloto em duas lojas;10 dias;Seg 07/12/26;Sex 18/12/26;2;Sam Ortiz;2;20%\n"
        "4;Não;Agendada Automaticamente;Descartada;1 dia;Seg 07/12/26;Seg 07/12/26;;;2;0%\n"
    ),
    "mp_it": (
        "ID;Attiva;Modalità attività;Nome attività;Durata;Inizio;Fine;Predecessori;Nomi risorse;Livello struttura;% completamento\n"
        "1;Sì;Pianificata automaticamente;Fase 1 Verifica;20 g;lun 30/11/26;ven 18/12/26;;;1;0%\n"
        "2;Sì;Pianificata automaticamente;Revisione della sicurezza firmata;5 g;lun 30/11/26;ven 04/12/26;;Dana Reyes;2;100%\n"
    ),
    "mp_ja": (
        "ID,アクティブ,タスク モード,タスク名,期間,開始日,終了日,先行タスク,リソース名,アウトライン レベル,達成率\n"
        "1,はい,自動スケジュール,フェーズ1 検証,20 日,2026/11/30,2026/12/18,,,1,0%\n"
        "2,はい,自動スケジュール,セキュリティ審査の署名,5 日,2026/11/30,2026/12/04,,Dana Reyes,2,100%\n"
        "3,はい,手動スケジュール,2店舗での試行,10 日,2026/12/07,2026/12/18,2,Sam Ortiz,2,20%\n"
    ),
}

TASKS = {
    "planner_de": (
        "Aufgaben-ID,Aufgabenname,Bucketname,Fortschritt,Priorität,Zugewiesen an,Erstellt von,Erstellungsdatum,Startdatum,Fälligkeitsdatum,Wiederkehrend,Verspätet,Abschlussdatum,Abgeschlossen von,Abgeschlossene Checklistenelemente,Checklistenelemente,Bezeichnungen,Beschreibung\n"
        "aBc1,Sicherheitsprüfung unterschrieben,Prüfung,Abgeschlossen,Wichtig,Dana Reyes,Sam Ortiz,20.11.2026,30.11.2026,04.12.2026,false,false,02.12.2026,Dana Reyes,2/2,SOC 2;AVV,,Bericht zuerst\n"
        "aBc2,Pilot in zwei Filialen,Prüfung,In Bearbeitung,Mittel,Sam Ortiz,Sam Ortiz,20.11.2026,07.12.2026,18.12.2026,false,false,,,0/1,Filialen,,\n"
    ),
    "planner_fr": (
        "ID de tâche,Nom de tâche,Nom du compartiment,Progression,Priorité,Attribué à,Créé par,Date de création,Date de début,Date d'échéance,Est périodique,En retard,Date de fin,Exécuté par,Éléments de la liste de contrôle effectués,Éléments de la liste de contrôle,Étiquettes,Description\n"
        "aBc1,Revue de sécurité signée,Validation,Terminé,Important,Dana Reyes,Sam Ortiz,20/11/2026,30/11/2026,04/12/2026,false,false,02/12/2026,Dana Reyes,2/2,SOC 2;DPA,,Le rapport d'abord\n"
        "aBc2,Pilote dans deux magasins,Validation,En cours,Moyen,Sam Ortiz,Sam Ortiz,20/11/2026,07/12/2026,18/12/2026,false,false,,,0/1,Choisir,,\n"
    ),
    "planner_es": (
        "Id. de tarea,Nombre de la tarea,Nombre del depósito,Progreso,Priority,Asignado a,Creado por,Fecha de creación,Fecha de inicio,Fecha de vencimiento,Es periódica,Con retraso,Fecha de finalización,Completado por,Elementos de la lista de comprobación completados,Elementos de la lista de comprobación,Etiquetas,Descripción\n"
        "aBc1,Revisión de seguridad firmada,Validación,Completado,Importante,Dana Reyes,Sam Ortiz,20/11/2026,30/11/2026,04/12/2026,false,false,02/12/2026,Dana Reyes,2/2,SOC 2;DPA,,Primero el informe\n"
        "aBc2,Piloto en dos tiendas,Validación,En curso,Media,Dana Reyes;Sam Ortiz,Sam Ortiz,20/11/2026,07/12/2026,18/12/2026,false,false,,,0/1,Elegir tiendas,,\n"
    ),
    "planner_pt": (
        "Identificação da tarefa,Nome da tarefa,Nome do Bucket,Progresso,Prioridade,Atribuído a,Criado por,Criado em,Data de início,Data de conclusão,É recorrente,Atrasados,Concluído em,Concluída por,Itens concluídos da lista de verificação,Itens da lista de verificação,Rótulos,Descrição\n"
        "aBc1,Revisão de segurança assinada,Validação,Concluído,Importante,Dana Reyes,Sam Ortiz,20/11/2026,30/11/2026,04/12/2026,false,false,02/12/2026,Dana Reyes,2/2,SOC 2;DPA,,Relatório primeiro\n"
        "aBc2,Piloto em duas lojas,Validação,Em andamento,Média,Sam Ortiz,Sam Ortiz,20/11/2026,07/12/2026,18/12/2026,false,false,,,0/1,Escolher,,\n"
    ),
    "airtable_proj": (
        "Task,Project,Assignee,Status,Priority,Kickoff,Due date,Attachments,Notes,Attachment Summary,Days left\n"
        "Security review signed,Juniper pilot,Dana Reyes,Done,P1,11/30/2026,12/4/2026,SOC2.pdf (https://v5.airtableusercontent.com/x),Report first,,3\n"
        "Pilot in two stores,Juniper pilot,Sam Ortiz,In progress,P2,12/7/2026,12/18/2026,,,,17\n"
    ),
    "zoho_tasks": (
        "ID,Task Name,Task List,Owner,Status,Start Date,Due Date,Duration,Priority,Created By,% Completed,Completion Date,Tags,Milestone Name,Associated Team\n"
        "T-1,Security review signed,Validate,Dana Reyes,Closed,11/30/2026,12/04/2026,5.00 days,High,Sam Ortiz,100,12/02/2026,,Evaluation,\n"
        "T-2,Pilot in two stores,Validate,Sam Ortiz,Open,12/07/2026,12/18/2026,10.00 days,None,Sam Ortiz,20,,,Evaluation,\n"
        "T-3,Contract signed,Close,Unassigned,Open,12/21/2026,01/15/2027,,None,Sam Ortiz,0,,,Contract,\n"
    ),
    "asana": (
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies),Blocking (Dependencies),Priority,Task Progress\n"
        "1201,2026-11-20,2026-12-02,2026-12-02,Security review signed,Validate,Dana Reyes,dana@juniper.example,2026-11-30,2026-12-04,,Report first,Juniper,,,Pilot in two stores,High,Done\n"
        "1202,2026-11-20,,2026-12-02,Pilot in two stores,Validate,Sam Ortiz,sam@fabrikam.example,2026-12-07,2026-12-18,,,Juniper,,Security review signed,,Medium,In Progress\n"
        "1203,2026-11-20,,2026-12-02,Choose stores,,Sam Ortiz,sam@fabrikam.example,,2026-12-10,,,,Pilot in two stores,,,Low,Not Started\n"
    ),
    "smartsheet": (
        "Task Name,Status,% Complete,Assigned To,Start Date,End Date,Duration,Predecessors,Comments,RYG,Health,Primary Column Row ID\n"
        "Validate,,,,11/30/26,12/18/26,15d,,,Green,,\n"
        "Security review signed,Complete,100%,dana.reyes@juniper.example,11/30/26,12/04/26,5d,,,Green,,\n"
        "Pilot in two stores,In Progress,20%,sam.ortiz@fabrikam.example,12/07/26,12/18/26,10d,2FS,,Yellow,,\n"
    ),
    "jira": (
        "Issue Type,Issue key,Issue id,Summary,Assignee,Assignee Id,Reporter,Reporter Id,Priority,Status,Resolution,Created,Updated,Due date,Inward issue link (Blocks),Outward issue link (Blocks),Custom field (Story Points),Custom field (Start date),Sprint,Sprint,Labels,Parent,Parent summary,Comment,Comment,Σ Time Spent\n"
        'Task,JP-1,1001,Security review signed,Dana Reyes,5b1,Sam Ortiz,5b2,High,Done,Done,20/Nov/26 9:00 AM,02/Dec/26 9:00 AM,04/Dec/26 12:00 AM,,JP-2,3,30/Nov/26 12:00 AM,Sprint 1,,,1000,Validate,"20/Nov/26 9:00 AM;5b2;please hurry, they want 10% off",,\n'
        "Task,JP-2,1002,Pilot in two stores,Sam Ortiz,5b2,Sam Ortiz,5b2,Medium,In Progress,,20/Nov/26 9:00 AM,02/Dec/26 9:00 AM,18/Dec/26 12:00 AM,JP-1,,5,07/Dec/26 12:00 AM,Sprint 1,Sprint 2,,1000,Validate,,,\n"
    ),
    "clickup_view": (
        "Task Type,Task ID,Task Custom ID,Task Name,Assignee,Assignees,Status,Due Date,Due Date Text,Start Date,Priority,Task Content,List Name,Folder Name,Space Name,Subtask IDs,Task Link\n"
        'Task,86a1,,Security review signed,,"[Dana Reyes]",complete,1796342400000,12/4/2026,,2,Report first,Validate,Plans,Sales,,https://app.clickup.com/t/86a1\n'
        'Task,86a2,,Pilot in two stores,,"[Dana Reyes,Sam Ortiz]",in progress,1797552000000,12/18/2026,,3,,Validate,Plans,Sales,,https://app.clickup.com/t/86a2\n'
    ),
    "trello": (
        "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,Attachment Count,Attachment Links,Checklist Item Total Count,Checklist Item Completed Count,Vote Count,Comment Count,Last Activity Date,List ID,List Name,Board ID,Board Name,Archived,Start Date,Due Complete\n"
        '65a,Security review signed,https://trello.com/c/a,Report first,,"danareyes",2026-12-04T17:00:00.000Z,0,,2,2,0,0,2026-11-20,l1,Validate,b,Juniper,false,,true\n'
        '65b,Pilot in two stores,https://trello.com/c/b,,,"samortiz, danareyes",2026-12-18T17:00:00.000Z,0,,0,0,0,0,2026-11-20,l1,Validate,b,Juniper,false,,false\n'
    ),
    "linear": (
        '"ID","Team","Title","Description","Status","Estimate","Priority","Project ID","Project","Creator","Assignee","Labels","Cycle Number","Cycle Name","Cycle Start","Cycle End","Created","Updated","Started","Triaged","Completed","Canceled","Archived","Due Date","Parent issue","Initiatives","Project Milestone ID","Project Milestone","SLA Status","UUID","Time in status (minutes)","Related to","Blocked by","Duplicate of"\n'
        '"JP-1","Sales","Security review signed","Report first","Done","","High","p","Juniper","sam@fabrikam.example","dana@juniper.example","","","","","","Fri Nov 20 2026 09:00:00 GMT+0000 (GMT)","","","","Wed Dec 02 2026 09:00:00 GMT+0000 (GMT)","","","2026-12-04","","","m","Validate","","","","","",""\n'
        '"JP-2","Sales","Pilot in two stores","","In Progress","","Medium","p","Juniper","sam@fabrikam.example","sam@fabrikam.example","","","","","","Fri Nov 20 2026 09:00:00 GMT+0000 (GMT)","","","","","","","2026-12-18","","","m","Validate","","","","","JP-1",""\n'
    ),
    "notion": (
        "Task name,Assign,Due,Status,Priority,Tags,Project,Sub-tasks,Parent-task,Created time,Last edited time\n"
        'Security review signed,Dana Reyes,"November 30, 2026 → December 4, 2026",Done,High,legal,Juniper (https://www.notion.so/x),,,"November 20, 2026 9:00 AM","December 2, 2026 9:00 AM"\n'
        'Pilot in two stores,"Sam Ortiz, Dana Reyes","December 18, 2026",In Progress,Medium,,Juniper (https://www.notion.so/x),Choose stores (https://www.notion.so/y),,"November 20, 2026 9:00 AM","December 2, 2026 9:00 AM"\n'
    ),
}


@pytest.mark.parametrize("name", PROJECT)
def test_project_in_every_language_and_form(name, tmp_path):
    spec, told = of_text(PROJECT[name], tmp_path)
    review = spec.milestones[0]
    assert (review.buyer_owner, str(review.target_date)) == ("Dana Reyes", "2026-12-04")
    assert review.status == ("open" if name == "mp_de_wizard" else "done")
    assert "became their phase" in told
    assert "export of MS Project" in told
    for pilot in spec.milestones[1:2]:
        assert str(pilot.target_date) == "2026-12-18"
        assert pilot.seller_owner == "Sam Ortiz"
    assert len(spec.milestones) == {"mp_it": 1, "mp_en_wizard": 3}.get(name, 2)
    assert ("was left out, since" in told) == (name in ("mp_en_wizard", "mp_de", "mp_fr", "mp_es", "mp_pt"))


@pytest.mark.parametrize("name", TASKS)
def test_tasks_of_every_program(name, tmp_path):
    spec, told = of_text(TASKS[name], tmp_path)
    rows = {row.milestone: row for row in spec.milestones}
    review, pilot = list(rows.values())[(name == "smartsheet") :][:2]
    assert (review.buyer_owner, str(review.target_date), review.status) == ("Dana Reyes", "2026-12-04", "done")
    assert str(pilot.target_date) == "2026-12-18"
    assert pilot.seller_owner == "Sam Ortiz"
    assert "read as an export of" in told
    for noise in ("aBc1", "Sam Ortiz\n", "Zuletzt", "created"):
        assert noise not in review.milestone
    if name.startswith("planner"):
        assert str(review.done_on) == "2026-12-02"
        assert review.note


def test_jiras_comments_stay_the_sellers(tmp_path):
    spec, _ = of_text(TASKS["jira"], tmp_path)
    assert not any("10% off" in (row.note or "") for row in spec.milestones)
    assert "10% off" in spec.internal.notes


DEALS = {
    "zoho_deals": (
        "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Type,Probability (%),Expected Revenue,Next Step,Lead Source,Campaign Source.id,Campaign Source,Contact Name.id,Contact Name,Created By.id,Created By,Modified By.id,Modified By,Created Time,Modified Time,Description,Currency,Exchange Rate,Last Activity Time,Tag,Pipeline,Reason For Loss,Overall Sales Duration,Locked\n"
        "zcrm_1,zcrm_9,Sam Ortiz,62000,Juniper pilot,2027-01-31,zcrm_5,Juniper Foods,Proposal/Price Quote,New Business,60,37200,Call,Web,,,zcrm_7,Dana Reyes,zcrm_9,Sam Ortiz,zcrm_9,Sam Ortiz,2026-11-20 09:00:00,2026-11-20 09:00:00,,USD,1,2026-11-20 09:00:00,,Standard,,,false\n"
        "zcrm_2,zcrm_9,Sam Ortiz,1000,Old deal,2026-01-31,zcrm_5,Juniper Foods,Closed Lost to Competition,New Business,0,0,,Web,,,,,,,,,,,,USD,1,,,,,,false\n"
    ),
    "hubspot_pt": (
        "ID do registro,Nome do negócio,Etapa do negócio,Data de fechamento,Proprietário do negócio,Valor,Empresa associada,Contato associado,Moeda\n"
        "11,Piloto Juniper,Contrato enviado,2027-01-31,Sam Ortiz,62000,Juniper Foods,Dana Reyes,BRL\n"
        "12,Velho,Fechado e perdido,2026-01-31,Sam Ortiz,100,Juniper Foods,,BRL\n"
    ),
    "hubspot_de": (
        "Datensatz-ID,Deal-Name,Deal-Phase,Abschlussdatum,Zuständiger Mitarbeiter für Deal,Betrag,Zugeordnetes Unternehmen (Primary),Zugeordneter Kontakt,Währung\n"
        "11,Juniper Pilot,Vertrag gesendet,2027-01-31,Sam Ortiz,62000,Juniper Foods,Dana Reyes,EUR\n"
    ),
    "pipedrive_full": (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Organization,Deal - Contact person,Deal - Owner,Deal - Stage,Deal - Expected close date,Deal - Status,Deal - Probability,Deal - Creation date,Deal - Closed on,Deal - Lost reason,Deal - Lost time,Deal - Won time,Deal - Label,Deal - Visible to,Deal - Pipedrive System ID,Person - Email - Work\n"
        "17,Juniper pilot,62000,US Dollar (USD),Juniper Foods,Dana Reyes,Sam Ortiz,Proposal Made,2027-01-31,Open,,2026-11-20,,,,,,,17,dana@juniper.example\n"
    ),
    "dyn_full": (
        "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Est. close date,Est. revenue,Contact,Account,Probability,Rating,Owner,Status,Pipeline Phase,Currency,Forecast category\n"
        "a1,xx,2026-11-20,Juniper pilot,Juniper Foods,1/31/2027,62000,Dana Reyes,Juniper Foods,60,Hot,Sam Ortiz,Open,Propose,US Dollar,Pipeline\n"
        "a2,xx,2026-11-20,Old,Juniper Foods,1/31/2026,620,Dana Reyes,Juniper Foods,60,Cold,Sam Ortiz,Lost,Propose,US Dollar,Lost\n"
    ),
}


@pytest.mark.parametrize("name", DEALS)
def test_deals_of_every_crm_by_all_their_usual_columns(name, tmp_path):
    (tmp_path / "deals.csv").write_text(DEALS[name], encoding="utf-8")
    done = run("import", "deals.csv", "-o", "out", "--seller", "Fabrikam", "--today", "2026-11-25", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "out").glob("*.yaml")
    spec = load(path)
    assert (spec.deal.acv, spec.buyer.company, spec.buyer.champion, spec.seller.owner) == (
        62000, "Juniper Foods", "Dana Reyes", "Sam Ortiz",
    )  # fmt: skip
    assert spec.deal.stage
    assert "were not read, since their names are not known" not in done.stderr


def test_a_plan_by_kind_of_deal_is_told_where_an_export_begins_with_it(tmp_path):
    (tmp_path / "deals.csv").write_text(
        "Deal Name,Amount,Currency,Close Date,Deal Stage,Associated Company (Primary)\n"
        "Large,400000,EUR,2027-05-03,Contract sent,Contoso\nSmall,9000,EUR,2027-05-03,Contract sent,Tiny\n"
    )
    done = run(
        "import",
        "deals.csv",
        "-o",
        "out",
        "--seller",
        "F",
        "--owner",
        "Sam Ortiz",
        "--today",
        "2026-11-25",
        cwd=tmp_path,
    )
    assert "begun with the plan “enterprise”, since the deal has: " in done.stderr
    assert ": Large; for another: mapdocs init --plan NAME (mapdocs init --list-plans names them)" in done.stderr
    assert done.stderr.count("begun with the plan") == 1


UNNAMED = "Deal Name,Amount,Close Date,Deal Stage\nA,9000,2027-05-03,Contract sent\nB,,2027-05-03,Contract sent\n"


def test_a_currency_that_neither_the_export_nor_the_company_names_is_left_open(tmp_path):
    (tmp_path / "deals.csv").write_text(UNNAMED)
    done = run("import", "deals.csv", "-o", "out", "--seller", "F", "--today", "2026-11-25", cwd=tmp_path)
    assert "no currency is named, so it is left open (?) in 1 deal" in done.stderr
    assert "without an amount: B" in done.stderr
    one, other = ((tmp_path / "out" / f"{name}.yaml").read_text() for name in "ab")
    assert "(?) the export names no currency; which is the amount in?" in one
    assert "names no currency" not in other
    for text in (one, other):
        assert re.search(r"^  currency: +# \(\?\)", text, re.MULTILINE)
        assert "USD" not in text


def test_a_currency_that_only_the_companys_settings_name_is_a_question(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mapdocs.yaml").write_text("currency: SEK\n")
    (tmp_path / "deals.csv").write_text(UNNAMED)
    done = run("import", "deals.csv", "-o", "out", "--seller", "F", "--today", "2026-11-25", cwd=tmp_path)
    assert "no currency is named, so SEK is a question (?) in 1 deal" in done.stderr
    assert "(?) the export names no currency; is the amount in SEK?" in (tmp_path / "out" / "a.yaml").read_text()
    assert yaml.safe_load((tmp_path / "out" / "b.yaml").read_text())["deal"]["currency"] == "SEK"
