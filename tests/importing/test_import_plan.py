"""Plans that people keep: every row and date lands in the spec or is named; no value is wrong."""

import pytest
from plans import PLANS

from commands import run
from helpers import few_of
from mapdocs import load


def test_there_are_thirty_and_more():
    assert len(PLANS) == len({name for name, *_ in PLANS}) == 33


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p[0])
def test_every_row_and_date_lands_or_is_named(plan, tmp_path, measure):
    name, kind, raw, expected, named = plan
    (tmp_path / f"{name}.{kind}").write_bytes(raw)
    done = run(
        "import", f"{name}.{kind}", "-o", "deals", "--buyer", "Acme", "--seller", "Fabrikam", "--champion", "Dana Reyes",
        "--owner", "Sam Ortiz", "--deal", f"Deal {name}", "--today", "2026-11-23", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "deals").glob("*.yaml")
    spec = load(path)
    got = [(r.milestone, r.buyer_owner or "", r.seller_owner or "", r.target_date, r.status) for r in spec.milestones]
    assert got == [(*row[:4], row[4] or "open") for row in expected]
    for piece in named:
        assert piece in done.stderr, (piece, done.stderr)
        assert piece in spec.source.text or "names no step" in piece
    told = [line for line in done.stderr.splitlines() if "not understood" in line]
    told += [one for line in done.stderr.splitlines() if "kept as comments: “" in line for one in line.split("; ")]
    assert len(told) == len(named), told
    measure(f"plan import: {name}: {len(got)} rows as expected, {len(told)} things named as not understood")


OWNERS = {
    "Juniper – Dana Reyes": ("Dana Reyes", ""),
    "Juniper Foods: Lena Brandt": ("Lena Brandt", ""),
    "Dana Reyes, Juniper": ("Dana Reyes", ""),
    "Fabrikam (Ines Duarte)": ("", "Ines Duarte"),
    "Dana / Sam": ("Dana", "Sam"),
    "Dana Reyes and Sam Ortiz": ("Dana Reyes", "Sam Ortiz"),
    "Kunde (Jürgen Weiß)": ("Jürgen Weiß", ""),
    "お客様: 田中 一郎": ("田中 一郎", ""),
    "Their side – Priya Raman": ("Priya Raman", ""),
    "our team: Ines Duarte": ("", "Ines Duarte"),
    "Dana – VP Finance": ("", ""),
    "Juniper InfoSec": ("InfoSec", ""),
    "Fabrikam legal team": ("", "legal team"),
    "Juniper Smith": ("", ""),
    "Lena Brandt": ("", ""),
    "Lena Brandt / Sam Ortiz": ("", "Sam Ortiz"),
    "Les deux": ("", ""),
    "both sides": ("", ""),
    "Junipero – Kim Lee": ("", ""),
}


@pytest.mark.parametrize("cell", OWNERS)
def test_owners_in_one_cell_are_told_apart_by_what_is_known(cell):
    """Never a name on the wrong side; what nobody can say stays to be told."""
    from mapdocs.importing.owners import Side, Sides

    sides = Sides(Side("Juniper Foods", ("Dana Reyes",)), Side("Fabrikam", ("Sam Ortiz",)))
    owners = sides.owners(cell)
    placed = (owners.buyer, owners.seller)
    assert placed == OWNERS[cell]
    assert bool(owners.unplaced) == (placed == ("", "") or cell == "Lena Brandt / Sam Ortiz")


def test_a_word_that_fits_both_companies_decides_nothing():
    from mapdocs.importing.owners import Owners, Side, Sides

    sides = Sides(Side("Acme Foods", ("Dana Reyes",)), Side("Acme Software", ("Dana Stone",)))
    assert sides.owners("Acme – Kim Lee") == Owners("", "", ("Acme – Kim Lee",))
    assert sides.owners("Acme Foods – Kim Lee") == Owners("Kim Lee", "", ())
    assert sides.owners("Dana") == Owners("", "", ("Dana",))
    assert sides.owners("Dana Stone") == Owners("", "Dana Stone", ())


def test_a_phase_is_a_comment_and_the_schema_lies_beside(tmp_path):
    (tmp_path / "p.md").write_text(
        "| Step | Buyer | Seller | Due |\n|--|--|--|--|\n| **Phase 1: try** | | | |\n| Pilot | Dana Reyes | Sam Ortiz | 2026-12-04 |\n"
        "| Report | Dana Reyes | Sam Ortiz | 2026-12-07 |\n| **Phase 2: buy** | | | |\n| PO | Dana Reyes | Sam Ortiz | 2026-12-09 |\n"
    )
    done = run("import", "p.md", cwd=tmp_path)
    assert "not understood" not in done.stderr
    lines = (tmp_path / "p.yaml").read_text().splitlines()
    assert [n for line in lines if (n := line.strip()).startswith(("# Phase", "- milestone"))] == [
        "# Phase 1: try", "- milestone: Pilot", "- milestone: Report", "# Phase 2: buy", "- milestone: PO",
    ]  # fmt: skip
    assert (tmp_path / "mapdocs.schema.json").read_text() == run("schema").stdout


def test_nothing_is_overwritten(tmp_path):
    name, kind, raw, *_ = PLANS[0]
    (tmp_path / f"{name}.{kind}").write_bytes(raw)
    assert run("import", f"{name}.{kind}", cwd=tmp_path).returncode == 0
    before = (tmp_path / "orm.yaml").read_bytes()
    done = run("import", f"{name}.{kind}", cwd=tmp_path)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert (tmp_path / "orm.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "raw", few_of([b"", b"hello", b"a,b\n1,2\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"x" * 600], 7)
)
def test_what_is_no_plan_is_told(tmp_path, raw):
    (tmp_path / "x.csv").write_bytes(raw)
    done = run("import", "x.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "hint:" in done.stderr
    assert not list(tmp_path.glob("*.yaml"))


def test_our_own_files_can_be_imported_too(tmp_path):
    from helpers import SAMPLES

    (tmp_path / "northwind.yaml").write_bytes((SAMPLES / "northwind.yaml").read_bytes())
    run("build", "northwind.yaml", "--only", "docx,xlsx", "--today", "2026-11-23", cwd=tmp_path)
    files = sorted(tmp_path.glob("out/*/buyer/*"))
    assert [path.suffix for path in files] == [".docx", ".xlsx"]
    for path in files:
        done = run("import", path, "-o", path.suffix[1:], "--deal", "Again", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        spec = load(tmp_path / path.suffix[1:] / "again.yaml")
        sent = load(tmp_path / "northwind.yaml")
        assert [(r.target_date, r.exit_criteria.split("\n")[0]) for r in spec.milestones] == [
            (r.target_date, r.exit_criteria) for r in sent.milestones
        ]
