"""Rosters as personnel systems export them: the name in two columns."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from mapdocs.training.roster import read_roster

FIELD = "First Name,Last Name,Work Email,Manager,Region\nJo,Lind,jo.lind@fabrikam.example,Rita Gomez,EMEA\nZoë,Brandt,z@fabrikam.example,Rita Gomez,DACH\n"


def test_first_and_last_name_are_joined():
    read = read_roster(FIELD.encode(), Decimal(15000))
    assert [sheet.rep for sheet in read.sheets] == ["Jo Lind", "Zoë Brandt"]
    assert read.ignored == ("Region",)
    assert [(rep.email, rep.manager) for rep in read.reps] == [
        ("jo.lind@fabrikam.example", "Rita Gomez"),
        ("z@fabrikam.example", "Rita Gomez"),
    ]
    assert read.problems == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Surname;Given name;ACV\nLind;Jo;5000\n", ["Jo Lind"]),
        ("Vorname;Nachname\nJürgen;Weiß\n", ["Jürgen Weiß"]),
        ("Name,First Name,Last Name\nJo Lind,J,L\n", ["Jo Lind"]),
        ("first_name,last_name\nJo,\n", ["Jo"]),
        ("First Name,Region\nJo,EMEA\n", []),
    ],
)
def test_a_name_in_one_column_goes_before_and_half_a_name_is_none(text, names):
    read = read_roster(text.encode(), Decimal(15000))
    assert [sheet.rep for sheet in read.sheets] == names
    assert bool(read.problems) == (not names)


def reps_of(text, name="people.csv"):
    raw = text.encode() if isinstance(text, str) else text
    return read_roster(raw, Decimal(15000), name)


def names_of(text):
    return [sheet.rep for sheet in reps_of(text).sheets]


PEOPLE = {
    "google": (
        "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Recovery Email\n"
        "Ruth,Vance,ruth@x.example,****,home@y.example\n",
        ("Ruth Vance", "ruth@x.example", ""),
    ),
    "microsoft 365": (
        "Block credential,City,Display name,First name,Last name,Licenses,User principal name\n"
        "False,Bergen,Ruth Vance,Ruth,Vance,E3,ruth@x.example\n",
        ("Ruth Vance", "ruth@x.example", ""),
    ),
    "microsoft 365, in German": (
        "Displayname;Vorname;Nachname;Benutzerprinzipalname\nVance, Ruth (External);Ruth;Vance;ruth@x.example\n",
        ("Ruth Vance", "ruth@x.example", ""),
    ),
    "okta": (
        "user.login,user.firstName,user.lastName,user.email,user.manager\nrv,Ruth,Vance,ruth@x.example,Kai Moe\n",
        ("Ruth Vance", "ruth@x.example", "Kai Moe"),
    ),
    "hibob": (
        "Display name,First name,Last name,Email,Reports to,Site\nRuth Vance,Ruth,Vance,ruth@x.example,Kai Moe,Oslo\n",
        ("Ruth Vance", "ruth@x.example", "Kai Moe"),
    ),
    "bamboo": (
        'Employee #,"Last Name, First Name",Preferred Name,Work Email,Reporting to\n'
        '17,"Vance, Ruth",Ruth,ruth@x.example,"Moe, Kai"\n',
        ("Ruth Vance", "ruth@x.example", "Kai Moe"),
    ),
    "bamboo, called otherwise": (
        "First Name,Last Name,Preferred Name,Home Email,Work Email,Supervisor\n"
        "Ruthanna,Vance,Ruth,home@y.example,ruth@x.example,Kai Moe\n",
        ("Ruth Vance", "ruth@x.example", "Kai Moe"),
    ),
    "personio": (
        "Personalnummer;Vorname;Nachname;E-Mail (privat);E-Mail (geschäftlich);Vorgesetzte/r\n"
        "17;Ruth;Vance;home@y.example;ruth@x.example;Kai Moe\n",
        ("Ruth Vance", "ruth@x.example", "Kai Moe"),
    ),
    "workday": (
        "Team by Manager,,,,,\nAs Of,2026-11-24,,,,\n,,,,,\n"
        "Employee ID,Legal Name - First Name,Legal Name - Last Name,Preferred First Name,Email - Primary Work,Worker's Manager\n"
        "17,Ruthanna,Vance,Ruth,ruth@x.example,Kai Moe (10012)\nTotal: 1,,,,,\n",
        ("Ruth Vance", "ruth@x.example", "Kai Moe"),
    ),
    "employee": ('Employee;E-mail;Reports to\n"Vance, Ruth";ruth@x.example;"Moe, Kai"\n', ("Ruth Vance", "ruth@x.example", "Kai Moe")),
    "name and first name": ("Name;Vorname;E-Mail\nVance;Ruth;ruth@x.example\n", ("Ruth Vance", "ruth@x.example", "")),
    "nom and prénom": ("Nom;Prénom;Courriel;N+1\nVance;Ruth;ruth@x.example;Kai Moe\n", ("Ruth Vance", "ruth@x.example", "Kai Moe")),
    "nombre and apellidos": ("Nombre;Apellidos;Correo\nRuth;Vance;ruth@x.example\n", ("Ruth Vance", "ruth@x.example", "")),
    "japanese": ("姓,名,メールアドレス,上司\n山田,花子,ruth@x.example,佐藤 健\n", ("山田 花子", "ruth@x.example", "佐藤 健")),
}  # fmt: skip


@pytest.mark.parametrize("system", PEOPLE)
def test_lists_of_people_as_systems_export_them(system):
    text, person = PEOPLE[system]
    read = reps_of(text)
    assert [(rep.name, rep.email, rep.manager) for rep in read.reps] == [person]
    assert [sheet.rep for sheet in read.sheets] == [person[0]]
    assert read.problems == ()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Vance, Ruth", "Ruth Vance"),
        ("de la Cour, Anne-Marie", "Anne-Marie de la Cour"),
        ("O'Dea, Fionn", "Fionn O'Dea"),
        ("Ruth Vance, Jr.", "Ruth Vance, Jr."),
        ("Ruth Vance, MBA", "Ruth Vance, MBA"),
        ("Ruth Vance (20114)", "Ruth Vance"),
        ("Vance, Ruth [20114]", "Ruth Vance"),
        ("Vance, Ruth (External)", "Ruth Vance (External)"),
        ("Ruth Vance", "Ruth Vance"),
    ],
)
def test_a_surname_in_front_of_a_comma_goes_behind(said, name):
    assert names_of(f'Rep,Manager\n"{said}",Kai Moe\n') == [name]


@pytest.mark.parametrize(
    "line",
    [
        "TBH - AE Nordics,,Nordics",
        "Vacant,,West",
        "Open headcount (2),,West",
        "N. N.,,West",
        "Offene Stelle,,West",
        "Poste à pourvoir,,West",
        "Total (2 reps),,",
        ",,Gesamtsumme",
        "Generated on 2026-11-24,,",
        "Name,Email,Region",
    ],
)
def test_posts_without_a_person_totals_and_footers_are_told_and_get_no_sheet(line):
    read = reps_of(f"Name,Email,Region\nRuth Vance,ruth@x.example,West\n{line}\nOpal Total,,West\nJo,,\n")
    assert [sheet.rep for sheet in read.sheets] == ["Ruth Vance", "Opal Total", "Jo"]
    assert [number for number, _ in read.left_out] == [3]
    assert all(part in read.left_out[0][1] for part in line.split(",") if part)
    assert read.problems == ()


def test_a_line_without_a_name_is_wrong_and_no_footer():
    assert reps_of("Name,Email,Region\n,ruth@x.example,\n,,West\n").problems == ((2, "the name is missing"),)


def test_a_person_whose_name_begins_like_a_post_is_known_by_the_address():
    assert names_of("Name,Email\nOpen Lee,open.lee@x.example\n") == ["Open Lee"]


@pytest.mark.parametrize("title", ["Sales roster\n", "Sales, North\n", "\n", "Team West;;\n"])
def test_a_title_above_the_heading_is_no_heading(title):
    read = reps_of(f"{title}Name;Email;Region\nRuth Vance;ruth@x.example;West, and more\nJo Li;jo@x.example;East\n")
    assert [sheet.rep for sheet in read.sheets] == ["Ruth Vance", "Jo Li"]
    assert bool(read.left_out) == bool(title.strip())


def workbook(sheets, hidden=(), hidden_rows=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for letter in hidden:
            sheet.column_dimensions[letter].hidden = True
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEADS = ["Employee", "Work e-mail", "Reports to", "ACV", "Next meeting"]


def test_a_workbook_is_a_roster_and_what_it_hides_is_printed_nowhere():
    rows = [
        HEADS,
        ["Vance, Ruth", "ruth@x.example", "Moe, Kai", 71250, date(2026, 12, 2)],
        ["Li, Jo", "jo@x.example", "", 68300],
    ]
    read = reps_of(workbook({"HR": rows}, hidden="D", hidden_rows=(3,)), "hr.xlsx")
    assert [(sheet.rep, sheet.acv, sheet.next_meeting) for sheet in read.sheets] == [("Ruth Vance", "", "2026-12-02")]
    assert read.ignored == ("ACV",)
    assert read.left_out == ((3, "Li, Jo, jo@x.example"),)
    shown = reps_of(workbook({"HR": rows}), "hr.xlsx")
    assert [sheet.acv for sheet in shown.sheets] == ["71250", "68300"]


def test_a_sheet_a_team_is_read_and_another_table_is_told():
    team = [["Name", "Email"], ["Ruth Vance", "ruth@x.example"]]
    more = [["Quarter", "Target"], ["Q1", 900]]
    read = reps_of(workbook({"North": team, "South": [team[0], ["Jo Li", "jo@x.example"]], "Targets": more}), "t.xlsx")
    assert [sheet.rep for sheet in read.sheets] == ["Ruth Vance", "Jo Li"]
    assert read.left_out == ((1, "Targets, 2 rows of another table"),)


def test_a_file_that_is_no_table_is_told():
    assert reps_of(b"PK\x03\x04broken", "people.xlsx").problems[0][0] == 1


@pytest.mark.parametrize("status", ["Suspended", "Ausgeschieden", "DEPROVISIONED", "Inactif", "退職"])
def test_who_has_left_gets_no_sheet(status):
    read = reps_of(f"Name;Email;Status [READ ONLY]\nRuth Vance;ruth@x.example;Active\nJo Li;jo@x.example;{status}\n")
    assert [sheet.rep for sheet in read.sheets] == ["Ruth Vance"]
    assert read.left_out == ((3, f"Jo Li, jo@x.example, {status}"),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Voornaam;Tussenvoegsel;Achternaam\nPieter;van den;Berg\n", "Pieter van den Berg"),
        ("Voornaam;Tussenvoegsel;Achternaam\nLotte;;Willems\n", "Lotte Willems"),
        ("Voornaam;Tussenvoegsel;Achternaam\nPieter;van den;van den Berg\n", "Pieter van den Berg"),
        ("Vorname;Namenszusatz;Nachname\nInes;von;Arnim\n", "Ines von Arnim"),
    ],
)
def test_what_stands_between_the_names_is_part_of_them(text, name):
    assert [sheet.rep for sheet in read_roster(text.encode(), Decimal(15000)).sheets] == [name]
