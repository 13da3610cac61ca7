"""mapdocs pressure: each doubt on both sides of its line, the order, the page, the roster."""

import json
from datetime import date

import pytest

from commands import run
from helpers import TODAY, dump, plan_values, spec_of
from mapdocs.dates import working_days
from mapdocs.training.pressure import pressure

TODAY_OPTION = ("--today", "2026-11-23")


def doubted(values, **settings):
    spec = spec_of(values, **settings)
    page = pressure(spec, working_days.of_country(spec.settings.holidays), today=TODAY)
    return {one.row.id: one for one in page.rows}, page


def calm(**row):
    """Three rows far apart, each agreed and with its own owner: nothing to ask about but what a test changes in the first."""
    values = plan_values(rows=3, go_live="2027-05-28")
    days = ("2027-02-09", "2027-02-17", "2027-02-24")
    for number, (one, owner) in enumerate(
        zip(values["milestones"], ("Dana Reyes", "Lena Brandt", "Ana Sol"), strict=True)
    ):
        one.update(id=f"r{number}", kind="other", milestone=f"Step {number}", buyer_owner=owner, target_date=days[number], agreed_on="2026-11-20")  # fmt: skip
        del one["evidence"]
    values["milestones"][0].update(row)
    return values


def reasons(values, **settings):
    return [doubt.reason for doubt in doubted(values, **settings)[0]["r0"].doubts]


def test_a_calm_row_is_in_no_doubt():
    assert reasons(calm()) == []


@pytest.mark.parametrize(("usual", "said"), [(56, []), (57, ["usually 57 working days, planned 56"])])
def test_less_time_than_usual(usual, said):
    # from Mon 23 Nov 2026 to Tue 9 Feb 2027: eleven weeks and a day
    assert working_days.EVERY_WEEK.between(TODAY, date(2027, 2, 9)) == 56
    values = calm(kind="legal")
    assert reasons(values, typical_working_days={"legal": usual}) == said


def test_the_evidence_is_what_the_skeptic_asks_about():
    values = calm(kind="legal", evidence="Counsel is booked")
    found = doubted(values, typical_working_days={"legal": 99})[0]["r0"].doubts
    assert [(d.weight, d.question) for d in found] == [
        (2, "Your evidence is “Counsel is booked”. How is this deal like those?")
    ]


@pytest.mark.parametrize(
    ("live", "said"), [("2027-02-15", []), ("2027-02-12", ["3 working days of slack"]), ("2027-02-09", ["no slack"]), ("2027-02-08", ["1 working day too late for the end"])]
)  # fmt: skip
def test_slack_on_both_sides_of_its_line(live, said):
    values = calm()
    values["deal"]["go_live"] = live
    values["milestones"] = values["milestones"][:1]
    assert reasons(values) == said


@pytest.mark.parametrize(("rows", "asked"), [(2, False), (3, True)])
def test_one_owner_for_many_rows(rows, asked):
    values = calm()
    for row in values["milestones"][:rows]:
        row["buyer_owner"] = "Dana Reyes"
    assert (f"Dana Reyes owns {rows} of 3" in reasons(values)) == asked


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"agreed_on": None}, "never agreed"),
        ({"buyer_owner": None}, "no buyer owner"),
        ({"target_date": None}, "no date"),
        ({"moved": [{"from": "2027-01-12", "on": "2026-11-20", "why": "Audit"}]}, "moved once"),
        ({"target_date": "2026-12-21"}, "near the turn of the year"),
        ({"target_date": "2027-01-05"}, "near the turn of the year"),
        ({"target_date": "2026-11-20"}, "its date has passed"),
    ],
)
def test_each_doubt(change, said):
    assert said in reasons(calm(**change))


@pytest.mark.parametrize(("day", "near"), [("2026-12-18", False), ("2027-01-06", False)])
def test_beyond_the_turn_of_the_year(day, near):
    assert ("near the turn of the year" in reasons(calm(target_date=day))) == near


def test_a_countrys_own_holidays():
    # Monday 15 February 2027 is Washington's Birthday
    assert any("Washington" in said for said in reasons(calm(target_date="2027-02-12"), holidays="US"))
    assert not any("Washington" in said for said in reasons(calm(target_date="2027-02-11"), holidays="US"))


@pytest.mark.parametrize(("day", "asked"), [("2027-03-23", False), ("2027-03-24", True), ("2027-03-31", True)])
def test_the_quarters_last_five_working_days(day, asked):
    assert ("our quarter's end" in reasons(calm(target_date=day))) == asked


def test_the_riskiest_stands_first_and_what_is_done_not_at_all():
    values = calm(status="done", done_on="2026-11-20")
    values["milestones"][2]["buyer_owner"] = None
    _, page = doubted(values)
    assert [one.row.id for one in page.rows] == ["r2", "r1"]


def test_the_command_prints_json_and_a_page_a_rep(tmp_path):
    from pypdf import PdfReader

    from mapdocs.formats.pdf.requirements import pdf_problem

    for name, rep in (("a", "Sam Ortiz"), ("b", "Ana Sol")):
        values = plan_values(name=f"Deal {name}")
        values["seller"].update(owner=rep, people=[])
        (tmp_path / f"{name}.yaml").write_text(dump(values))
    roster = tmp_path / "roster.csv"
    roster.write_text("name,deal\nAna Sol,\nSam Ortiz,deal A\nKim Ly,\n")
    done = run("pressure", tmp_path, "--roster", roster, "--format", "json", *TODAY_OPTION)
    assert done.returncode == 1
    assert "Kim Ly: no plan names them as its owner" in done.stderr
    loaded = json.loads(done.stdout)
    assert [page["rep"] for page in loaded] == ["Ana Sol", "Sam Ortiz"]
    assert loaded[0]["rows"][0]["doubts"][0]["question"].endswith("?")
    assert run("pressure", tmp_path, "--format", "json", "-o", "x.pdf").returncode == 2
    if pdf_problem() is None:
        out = tmp_path / "p.pdf"
        assert run("pressure", tmp_path, "-o", out, *TODAY_OPTION).returncode == 0
        pages = PdfReader(out).pages
        assert len(pages) == 2
        assert "Partner A asks" in pages[0].extract_text()


def test_a_long_plan_keeps_to_one_page_and_names_the_rest(tmp_path):
    pytest.importorskip("weasyprint")
    from pypdf import PdfReader

    path = tmp_path / "deal.yaml"
    path.write_text(dump(plan_values(rows=12)))
    out = tmp_path / "p.pdf"
    done = run("pressure", path, "-o", out, "--paper", "a4", *TODAY_OPTION)
    if done.returncode == 3:
        pytest.skip("needs Pango")
    reader = PdfReader(out)
    assert len(reader.pages) == 1
    assert "6 more open steps in less doubt" in reader.pages[0].extract_text()


def test_beside_a_worksheet(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text(dump(plan_values()))
    assert run("worksheet", "--pressure", cwd=tmp_path).returncode == 2
    done = run("worksheet", "--for", path, "--pressure", "-o", "w.pdf", cwd=tmp_path)
    if done.returncode != 3:
        assert done.stdout.split() == ["w.pdf", "w-pressure.pdf"]
        assert (tmp_path / "w-pressure.pdf").read_bytes().startswith(b"%PDF")
