"""Worksheets: blank, for a deal, one a rep, with the run sheet; fields that hold what was filled in."""

import io
import re
from decimal import Decimal

import pypdf
import pytest

from commands import run as mapdocs_run
from helpers import SAMPLES, plan_values, spec_of
from mapdocs.templating.kit import kit_in
from mapdocs.training.blanks import sheet_for
from mapdocs.training.roster import read_roster
from mapdocs.training.session import read_session
from mapdocs.training.worksheet import PrintOptions, worksheet
from pace import Pace

SESSION = (SAMPLES / "training" / "session.yaml").read_text("utf-8")


def run(*args, cwd=None):
    done = mapdocs_run("worksheet", *args, cwd=cwd)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def pages(path):
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(path).pages]


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_blank_sheet_is_one_sheet_with_two_sides(tmp_path, paper):
    assert run("--paper", paper, "-o", tmp_path / "w.pdf").returncode == 0
    front, back = pages(tmp_path / "w.pdf")
    for said in (
        "No buyer owner, no MAP row",
        "Champion alignment",
        "Signature & kickoff",
        "Six rows at least",
        "Who loses their job",
        "What did we get wrong?",
        "Next meeting",
    ):
        assert said in front
    assert "Decide" in back
    assert "Sign and start" in back
    width = float(pypdf.PdfReader(tmp_path / "w.pdf").pages[0].mediabox.width)
    assert round(width) == (792 if paper == "letter" else 842)


@pytest.mark.pdf
def test_a_spec_fills_in_what_it_knows(tmp_path):
    assert run("--for", SAMPLES / "northwind.yaml", "-o", tmp_path / "w.pdf").returncode == 0
    front, back = pages(tmp_path / "w.pdf")
    assert "Lena Brandt" in front
    assert "MSA countersigned, signed copy received by both sides" in front
    assert "84,000 USD" in front
    assert "Decide" in back


@pytest.mark.pdf
def test_a_small_deal_has_its_three_lines_in_front(tmp_path):
    run("--for", SAMPLES / "company" / "exactly-three.yaml", "-o", tmp_path / "w.pdf")
    assert "Start in zwei Filialen" in pages(tmp_path / "w.pdf")[0]


NAMES = ["Dana Reyes", "Jürgen Weiß", "陳大文", "Иван Петров", "Γιώργος Π", "محمد الفاتح", "नेहा शर्मा"]


@pytest.mark.pdf
def test_a_roster_with_three_broken_lines(tmp_path, long, measure):
    reps = 120 if long else 12
    lines = ["Full Name;E-Mail;Opportunity;Contact;Next Call;Amount;Territory"]
    for number in range(reps):
        lines.append(
            f"{NAMES[number % 7]} {number};rep{number}@x.example;Deal {number};Kim Ly;2026-12-02;{9000 if number % 3 == 0 else '84,000'};West"
        )
    wrong = [reps // 10, reps // 2, reps - 3]
    lines[wrong[0]] = ";nobody@x.example;Deal;;;84000;"
    lines[wrong[1]] = "Rep;not-an-address;Deal;;;84000;"
    lines[wrong[2]] = "Rep;rep@x.example;Deal;;;84.000;"
    path = tmp_path / "roster.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    with Pace() as pace:
        done = run("--roster", path, "-o", tmp_path / "w.pdf")
    assert done.returncode == 1
    assert [int(n) for n in re.findall(r"roster\.csv:(\d+):", done.stderr)] == [number + 1 for number in wrong]
    assert "columns that are not used: Territory" in done.stderr
    reader = pypdf.PdfReader(tmp_path / "w.pdf")
    sheets = reps - 3
    assert len(reader.pages) == 2 * sheets
    titles = [entry.title for entry in reader.outline]
    assert titles == [f"{NAMES[n % 7]} {n}" for n in range(reps) if n + 1 not in wrong]
    assert [reader.get_destination_page_number(e) for e in reader.outline] == list(range(0, 2 * sheets, 2))
    first, second = [n for n in range(reps) if n + 1 not in wrong][:2]
    assert ("Decide" if first % 3 == 0 else "Champion alignment") in reader.pages[0].extract_text()
    assert ("Decide" if second % 3 == 0 else "Champion alignment") in reader.pages[2].extract_text()
    measure(f"roster of {reps}: {sheets} sheets, three lines told, {pace.computed:.1f} s of computing")
    assert pace.within(60), pace.computed


def test_rosters_as_programs_write_them():
    for raw in (
        'name,acv\nDana,"84,000"\n'.encode("utf-16"),
        b"name\tacv\nDana\t84000\n",
        "Name;Betrag\nJürgen;84000\n".encode("cp1252"),
    ):
        roster = read_roster(raw, Decimal(15000))
        assert len(roster.sheets) == 1, raw
        assert roster.sheets[0].acv in ("84,000", "84000")
    assert read_roster(b"a,b\n1,2\n", Decimal(15000)).problems[0][0] == 1
    assert read_roster(b"", Decimal(15000)).problems
    assert read_roster(b"name,acv\nDana,84000,extra\n", Decimal(15000)).problems[0][0] == 2


@pytest.mark.parametrize("acv", ["14999.99", "15000"])
def test_a_rosters_threshold(acv):
    sheet = read_roster(f"name,acv\nDana,{acv}\n".encode(), Decimal(15000)).sheets[0]
    assert sheet.variant == ("full" if acv == "15000" else "lite")


def test_the_trainings_hour_adds_up():
    session, findings = read_session(SESSION, file="session.yaml")
    assert findings == ()
    assert [b.minutes for b in session.blocks] == [7, 11, 16, 14, 8, 4]
    assert [b.begins for b in session.blocks] == ["09:00", "09:07", "09:18", "09:34", "09:48", "09:56"]
    assert session.blocks[-1].ends == "10:00"


@pytest.mark.parametrize("block", range(6))
@pytest.mark.parametrize(("change", "said"), [(1, "1 minute too long"), (-1, "1 minute too short")])
def test_a_block_changed_by_a_minute_is_refused(tmp_path, block, change, said):
    minutes = [7, 11, 16, 14, 8, 4]
    text = SESSION.replace(f"    minutes: {minutes[block]}\n", f"    minutes: {minutes[block] + change}\n")
    session, findings = read_session(text, file="s.yaml")
    assert session is None
    assert said in findings[0].message
    assert findings[0].line > 1


@pytest.mark.pdf
def test_the_run_sheet_stands_in_front_and_the_wall_has_a_page_a_block(tmp_path):
    assert run("--session", SAMPLES / "training" / "session.yaml", "--wall", "-o", tmp_path / "w.pdf").returncode == 0
    told = pages(tmp_path / "w.pdf")
    assert len(told) == 1 + 6 + 2
    assert "09:34–09:48" in told[0]
    assert "Evidence, or move it right." in told[0]
    assert told[1].startswith("09:00–09:07")
    bad = tmp_path / "bad.yaml"
    bad.write_text(SESSION.replace("minutes: 60", "minutes: 61"))
    done = run("--session", bad, "-o", tmp_path / "x.pdf")
    assert done.returncode == 1
    assert "1 minute too short" in done.stderr
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.pdf
def test_fields_hold_what_was_filled_in(tmp_path):
    run("--fillable", "-o", tmp_path / "w.pdf")
    reader = pypdf.PdfReader(tmp_path / "w.pdf")
    fields = reader.get_fields()
    kinds = {str(f.get("/FT")) for f in fields.values()}
    assert kinds == {"/Tx", "/Ch", "/Btn"}
    assert all(f.get("/TU") for f in fields.values()), [k for k, f in fields.items() if not f.get("/TU")]
    writer = pypdf.PdfWriter(clone_from=reader)
    wanted = {
        "s1_f1_buyer": "Dana Reyes",
        "s1_f1_date": "2026-11-30",
        "s1_f4_proof": "MSA countersigned",
        "s1_f_deal": "Northwind",
    }
    for page in writer.pages:
        writer.update_page_form_field_values(page, wanted)
    saved = io.BytesIO()
    writer.write(saved)
    again = pypdf.PdfReader(io.BytesIO(saved.getvalue())).get_fields()
    assert {k: again[k]["/V"] for k in wanted} == wanted


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--for", "a.yaml", "--roster", "b.csv"], "a.yaml is not there"),
        (["--wall"], "--session"),
        (["--paper", "a3"], "a3"),
    ],
)
def test_wrong_command_lines(tmp_path, args, said):
    done = run(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("rows", "sides"),
    [(6, 1), (7, 2), pytest.param(12, 2, marks=pytest.mark.long), pytest.param(13, 3, marks=pytest.mark.long)],
)
def test_a_longer_plan_goes_on_overleaf_and_no_row_is_lost(rows, sides):
    values = plan_values(rows)
    for number, row in enumerate(values["milestones"], 1):
        row["milestone"] = f"Milestone{number:02}"
    sheet = sheet_for(spec_of(values))
    assert len(sheet.full_rows) == sides * 6
    for fillable in (False, True):
        raw = worksheet((sheet,), kit_in(None), options=PrintOptions(fillable=fillable))
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages]
        assert len(pages) == sides + 1  # the three lines stand on a side of their own
        for number in range(1, rows + 1):
            assert f"Milestone{number:02}" in pages[(number - 1) // 6]
        said = [re.search(r"Steps? (\d+)(?: to (\d+))? go(?:es)? on overleaf", page) for page in pages]
        told = [tuple(int(one or found[1]) for one in found.groups()) for found in said if found]
        assert told == [(6 * side + 1, rows) for side in range(1, sides)], (
            "the last step that there is, not the last line"
        )
        fields = pypdf.PdfReader(io.BytesIO(raw)).get_fields() or {}
        assert (f"s1_f{sides * 6}_buyer" in fields) == fillable


@pytest.mark.pdf
def test_the_companies_names_head_the_owners_columns_of_a_deals_sheet():
    spec = spec_of(plan_values(6))
    raw = worksheet((sheet_for(spec),), kit_in(None))
    text = re.sub(r"\s+", " ", pypdf.PdfReader(io.BytesIO(raw)).pages[0].extract_text())
    heads = kit_in(None).words("en").owner_heads(spec.buyer.company, spec.seller.company)
    assert f"Milestone {heads[0]} {heads[1]} Target Date" in text
    assert "Buyer Owner (named)" not in text
