"""Plans and exports as people keep them, made up after what programs write: each with what is right for it.

The first line of a case says what is special about it.
"""

import pytest
from field import buyer_text, imported, of_text, rows_of

MONDAY = """Name,Buyer owner,Owner,Status,Timeline - Start,Timeline - End,Exit criteria
Load test,Priya Raman,Ines Duarte,Stuck,2026-11-23,2026-12-04,500 users for an hour
Redlines closed,Lena Brandt,Sam Ortiz,Working on it,2026-12-07,2026-12-18,No open redline
"""
GERMAN_PROJECT = """Nr.;Vorgangsmodus;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen;% Abgeschlossen;Gliederungsebene
1;Automatisch geplant;Prüfung;15 Tage;Mo 16.11.26;Fr 04.12.26;;;30%;1
2;Automatisch geplant;Auftakttermin;1 Tag;Mo 16.11.26;Mo 16.11.26;;Dana Reyes;100%;2
3;Manuell geplant;Datenschutzprüfung;10 Tage;Mo 23.11.26;Fr 04.12.26;2;Lena Brandt;20%;2
"""
PLANNER = """Task number,Outline number,Name,Assigned to,Start,Finish,Duration,% complete,Notes
1,1,Evaluate,,2026-11-02,2026-12-04,25 days,0.4,
2,1.1,Success criteria agreed,Dana Reyes,2026-11-02,2026-11-13,10 days,1,
3,1.2,Pilot data loaded,Ines Duarte;Priya Raman,2026-11-16,2026-12-04,15 days,0.5,
"""
AIRTABLE = """Name,Buyer DRI,Vendor DRI,Target,Stage,What good looks like,Not for customer,Owner email (from Buyer DRI)
Kick-off,Dana Reyes,Sam Ortiz,11/16/2026,Done,Agenda agreed,,dana@juniper.example
Legal review,Lena Brandt,Ines Duarte,12/18/2026,In progress,Redlines back,Lena is against us,lena@juniper.example
"""
DUTCH = """Stap;Eigenaar klant;Eigenaar leverancier;Streefdatum;Status;Gereed wanneer;Interne opmerkingen
Aftrap;Dana Reyes;Sam Ortiz;16 november 2026;Gereed;Verslag verstuurd;
Contract getekend;Marcus Chen;Sam Ortiz;15-1-2027;Nog te doen;Beide handtekeningen;korting max 8%
"""
ITALIAN = """Attività;Referente cliente;Referente fornitore;Scadenza;Stato;Criterio di completamento;Note interne
Riunione di avvio;Dana Reyes;Sam Ortiz;16 novembre 2026;Completato;Verbale approvato;
Verifica sicurezza;Priya Raman;Ines Duarte;4 dic 2026;In corso;Questionario restituito;sconto 5%
"""
CROSSES = """Schritt;Kunde;Anbieter;Zuständig;Zeitraum;Stand
Datenlieferung;x;;Priya Raman;30.11. - 04.12.2026;läuft
Einrichtung;;x;Ines Duarte;KW 50;offen
Abnahme;x;x;Dana Reyes / Sam Ortiz;22.01.2027;offen
"""
COMPANIES = """Deliverable,Accountable (Juniper),Responsible (Fabrikam),Forecast finish,RAG
NDA in place,Lena Brandt,Sam Ortiz,2026-11-06,Complete
MSA agreed,Lena Brandt,Sam Ortiz,2026-12-18,A
"""
US_YOU = """# Plan
Our aim is a pilot before spring.

| Action | Who (us / you) | When | ✓ |
|--|--|--|--|
| Agree scope | Sam Ortiz / Dana Reyes | 16–20 Nov 2026 | [x] |
| Run the pilot | Ines Duarte / Priya Raman | 11 December 2026 | [ ] |
"""
BUYERS_OWN = """Ref,Requirement,Our owner,Supplier owner,Required by
R1,Security pack received,priya.raman@juniper.example,ines.duarte@fabrikam.example,04-Dec-2026
R2,References called,dana.reyes@juniper.example,sam.ortiz@fabrikam.example,09-Dec-2026
"""
SECTIONS = """Done,Task,Owner,Team,Due
EVALUATION,,,,
TRUE,Product demo,Dana Reyes,Juniper,11/16/2026
FALSE,Security review,Priya Raman,Juniper,12/14/2026
LEGAL,,,,
FALSE,MSA signed,@Lena Brandt,Customer,1/15/2027
"""
COUNTDOWN = """T-,Action,Juniper,Fabrikam,2026-11-16,2026-11-23
T-90,Contract signed,Marcus Chen,Sam Ortiz,x,
T+14,First review,Priya Raman,Ines Duarte,,x
"""
REPEATED = """Arbeitspaket;Schritt;Kunde;Lieferant;Termin;Fertig (%);Fertig wenn
Test;Daten liefern;Priya Raman;Ines Duarte;4.12.2026;100;500 Zeilen geladen
Test;Abnahme;Dana Reyes;Sam Ortiz;11.12.2026;30;Protokoll
Kauf;Bestellung;Tom Okafor;Sam Ortiz;8.1.2027;0;Nummer
"""
SUMMED = """Milestone,Owners,Due,OK?
Kick-off,"Dana Reyes (Juniper), Sam Ortiz (Fabrikam)",16 Nov 2026,✅
Trial,"Priya Raman (Juniper IT), Ines Duarte (Fabrikam)",11 Dec 2026,❌
Milestones done: 1 of 2,,,
"""
JAPANESE = """工程,作業内容,先方担当者,当社担当者,完了予定,状態,完了の目安
評価,要件の確認,Dana Reyes,Sam Ortiz,2026/11/13,済,議事録
評価,性能テスト,Priya Raman,Ines Duarte,2026/12/11,作業中,報告書
契約,契約書の締結,Marcus Chen,Sam Ortiz,2027/1/22,未,両社押印
"""
RIGHT = {
    "one column for both is the other side's where the buyer has one; monday's words": (
        MONDAY,
        [
            ("Load test", "Priya Raman", "Ines Duarte", "2026-12-04", "blocked"),
            ("Redlines closed", "Lena Brandt", "Sam Ortiz", "2026-12-18", "in progress"),
        ],
        ["starts: 2026-11-23"],
    ),
    "days of the week in front of dates, a German project": (
        GERMAN_PROJECT,
        [
            ("Auftakttermin", "Dana Reyes", "", "2026-11-16", "done"),
            ("Datenschutzprüfung", "", "", "2026-12-04", "in progress"),
        ],
        ["MS Project in German", "became their phase", "“Lena Brandt”"],
    ),
    "numbers of parts say what lies below what": (
        PLANNER,
        [
            ("Success criteria agreed", "Dana Reyes", "", "2026-11-13", "done"),
            ("Pilot data loaded", "", "", "2026-12-04", "in progress"),
        ],
        ["Evaluate", "Ines Duarte;Priya Raman"],
    ),
    "a stage that says the status; addresses of owners": (
        AIRTABLE,
        [
            ("Kick-off", "Dana Reyes", "Sam Ortiz", "2026-11-16", "done"),
            ("Legal review", "Lena Brandt", "Ines Duarte", "2026-12-18", "in progress"),
        ],
        ["“Not for customer” is kept in internal.notes"],
    ),
    "Dutch": (
        DUTCH,
        [
            ("Aftrap", "Dana Reyes", "Sam Ortiz", "2026-11-16", "done"),
            ("Contract getekend", "Marcus Chen", "Sam Ortiz", "2027-01-15", "open"),
        ],
        ["“Interne opmerkingen” is kept in internal.notes"],
    ),
    "Italian": (
        ITALIAN,
        [
            ("Riunione di avvio", "Dana Reyes", "Sam Ortiz", "2026-11-16", "done"),
            ("Verifica sicurezza", "Priya Raman", "Ines Duarte", "2026-12-04", "in progress"),
        ],
        ["“Note interne” is kept in internal.notes"],
    ),
    "crosses under the sides; ranges of days; a week by its number": (
        CROSSES,
        [
            ("Datenlieferung", "Priya Raman", "", "2026-12-04", "in progress"),
            ("Einrichtung", "", "Ines Duarte", "2026-12-11", "open"),
            ("Abnahme", "Dana Reyes", "Sam Ortiz", "2027-01-22", "open"),
        ],
        ["“KW 50” was read as “2026-12-11”, the Friday of that week", "starts: 30.11."],
    ),
    "a company's name beside a word for a person": (
        COMPANIES,
        [
            ("NDA in place", "Lena Brandt", "Sam Ortiz", "2026-11-06", "done"),
            ("MSA agreed", "Lena Brandt", "Sam Ortiz", "2026-12-18", "open"),
        ],
        ["the status “A” is none of ours"],
    ),
    "us and you; boxes under a tick; a range in one month": (
        US_YOU,
        [
            ("Agree scope", "Dana Reyes", "Sam Ortiz", "2026-11-20", "done"),
            ("Run the pilot", "Priya Raman", "Ines Duarte", "2026-12-11", "open"),
        ],
        ["words beside the tables: Plan; Our aim is a pilot before spring."],
    ),
    "the buyer's own plan: “our” beside “supplier”; addresses as owners": (
        BUYERS_OWN,
        [
            ("Security pack received", "Priya Raman", "Ines Duarte", "2026-12-04", "open"),
            ("References called", "Dana Reyes", "Sam Ortiz", "2026-12-09", "open"),
        ],
        [],
    ),
    "a column of sides under any heading; parts in capitals": (
        SECTIONS,
        [
            ("Product demo", "Dana Reyes", "", "2026-11-16", "done"),
            ("Security review", "Priya Raman", "", "2026-12-14", "open"),
            ("MSA signed", "Lena Brandt", "", "2027-01-15", "open"),
        ],
        [],
    ),
    "days before and after the go-live; weeks with bars are no status": (
        COUNTDOWN,
        [
            ("Contract signed", "Marcus Chen", "Sam Ortiz", "2026-12-15", "open"),
            ("First review", "Priya Raman", "Ines Duarte", "2027-03-29", "open"),
        ],
        ["only helped to read it: 2026-11-16, 2026-11-23"],
    ),
    "what is said again and again is the part, not the step; a share in the heading": (
        REPEATED,
        [
            ("Daten liefern", "Priya Raman", "Ines Duarte", "2026-12-04", "done"),
            ("Abnahme", "Dana Reyes", "Sam Ortiz", "2026-12-11", "in progress"),
            ("Bestellung", "Tom Okafor", "Sam Ortiz", "2027-01-08", "open"),
        ],
        [],
    ),
    "a line that sums up is no step; a department beside the company": (
        SUMMED,
        [
            ("Kick-off", "Dana Reyes", "Sam Ortiz", "2026-11-16", "done"),
            ("Trial", "Priya Raman", "Ines Duarte", "2026-12-11", "open"),
        ],
        ["Milestones done: 1 of 2", "of the owner is said: IT"],
    ),
    "Japanese": (
        JAPANESE,
        [
            ("要件の確認", "Dana Reyes", "Sam Ortiz", "2026-11-13", "done"),
            ("性能テスト", "Priya Raman", "Ines Duarte", "2026-12-11", "in progress"),
            ("契約書の締結", "Marcus Chen", "Sam Ortiz", "2027-01-22", "open"),
        ],
        [],
    ),
}


@pytest.mark.parametrize("what", RIGHT)
def test_a_plan_as_people_keep_it(what, tmp_path):
    text, rows, told = RIGHT[what]
    spec, said = of_text(text, tmp_path, "plan.md" if text.startswith("#") else "plan.csv")
    assert rows_of(spec) == rows
    assert not [piece for piece in told if piece not in said], said
    assert "LOST" not in said
    assert "found no place" not in said


@pytest.mark.parametrize(
    ("what", "private"),
    [
        ("a stage that says the status; addresses of owners", "against us"),
        ("Dutch", "korting"),
        ("Italian", "sconto"),
    ],
)
def test_what_is_private_there_stays_so(what, private, tmp_path):
    spec, _ = of_text(RIGHT[what][0], tmp_path)
    assert private not in buyer_text(spec)
    assert private in spec.internal.notes


def test_an_owners_address_becomes_that_persons(tmp_path):
    spec, _ = of_text(AIRTABLE, tmp_path)
    assert {p.name: p.email for p in spec.buyer.people} == {
        "Dana Reyes": "dana@juniper.example",
        "Lena Brandt": "lena@juniper.example",
    }


def test_what_stands_around_the_table_of_a_mail_is_told(tmp_path):
    table = "<table><tr><th>Step</th><th>Juniper</th><th>By</th></tr><tr><td>Review</td><td>Dana Reyes</td><td><s>Dec 4, 2026</s> Dec 11, 2026</td></tr><tr><td><del>On-site demo</del></td><td><del>Dana Reyes</del></td><td><span style='text-decoration: line-through'>Dec 8, 2026</span></td></tr></table>"
    mail = f"From: Dana <d@x.example>\nSubject: Plan\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Can we talk on Monday?</p>{table}<p>Best, Dana</p>"
    spec, said = of_text(mail, tmp_path, "re.eml")
    assert rows_of(spec) == [("Review", "Dana Reyes", "", "2026-12-11", "open")]
    assert "words beside the tables: Can we talk on Monday?; Best, Dana" in said
    assert "struck through in By: “Dec 4, 2026”; done, or dropped?" in said
    for gone in ("On-site demo", "Dec 8, 2026"):
        assert f"struck through: “{gone}”" in said


def test_criteria_are_known_by_what_their_heading_speaks_of(tmp_path):
    heads = ("How we know", "Pass/fail criteria", "Fertig wenn", "Pronto quando", "Esito atteso", "完了の目安")
    for number, head in enumerate(heads):
        folder = tmp_path / str(number)
        folder.mkdir()
        spec, _ = of_text(f"Step;Juniper;Due;{head}\nTrial;Dana Reyes;2026-12-04;Three shops live\n", folder)
        assert spec.milestones[0].exit_criteria == "Three shops live", head


def test_notes_for_a_side_are_no_owner_of_it(tmp_path):
    spec, _ = of_text("Step,Owner,Due,Notes for Juniper\nTrial,Dana Reyes,2026-12-04,Bring numbers\n", tmp_path)
    assert rows_of(spec) == [("Trial", "Dana Reyes", "", "2026-12-04", "open")]


def test_excels_csv_of_a_japanese_windows_is_read(tmp_path):
    (tmp_path / "plan.csv").write_bytes(JAPANESE.encode("cp932"))
    spec, _ = imported(tmp_path / "plan.csv", tmp_path)
    assert [m.milestone for m in spec.milestones] == ["要件の確認", "性能テスト", "契約書の締結"]
