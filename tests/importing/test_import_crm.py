"""Opportunity exports: every deal and date lands in a spec or is named; no value is wrong."""

import re

import pytest
from exports import EXPORTS

from commands import run
from mapdocs import import_file, load
from mapdocs.errors import Unreadable

TODAY = ("--today", "2026-11-23")


@pytest.fixture(params=EXPORTS, ids=lambda e: e[0])
def export(request, tmp_path):
    name, raw, expected = request.param
    (tmp_path / name).write_bytes(raw)
    done = run("import", name, "-o", "deals", *TODAY, cwd=tmp_path)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
    specs = {spec.deal.name: spec for spec in map(load, sorted((tmp_path / "deals").glob("*.yaml")))}
    return name, expected, specs, done, tmp_path


def test_every_deal_lands_and_no_value_is_wrong(export, measure):
    name, expected, specs, _done, _ = export
    assert list(specs)
    assert set(specs) == {row[0] for row in expected}
    for deal, acv, currency, company, champion, owner, stage, close in expected:
        spec = specs[deal]
        assert (spec.deal.acv is None and acv is None) or float(spec.deal.acv) == acv
        assert spec.deal.currency == (currency or "USD")
        assert (spec.buyer.company, spec.buyer.champion, spec.seller.owner) == (company, champion, owner)
        assert spec.deal.stage == stage
        if close:
            assert spec.internal.notes.splitlines()[0] == f"Close date in the CRM: {close}"
        large = acv is not None and acv >= 250000 and currency in ("USD", "EUR", "GBP")
        assert len(spec.milestones) == (3 if acv is not None and acv < 15000 else 8 if large else 6)
        assert ("# Begun with the plan “enterprise”" in spec.source.text) is large
    measure(f"CRM import: {name}: {len(specs)} deals, every value as expected")


def test_what_is_not_understood_is_named(export):
    name, _, specs, done, _ = export
    if name == "ambiguous.csv":
        assert "amount: “84.000” is not an amount that can be read in one way" in done.stderr
        assert "close: “4/5/2027” can be" in done.stderr
        assert "amount: “oops”" in done.stderr
        assert "stage: “Waiting for Godot” is none that is known" in done.stderr
        assert "(?) not understood in the export: amount: “84.000”" in specs["Either way"].source.text
    if name == "salesforce-report.csv":
        assert "names are not known: Custom Score" in done.stderr
    if name == "hubspot.xlsx":
        assert "has no name and was left out" in done.stderr
    if name == "salesforce-us.csv":
        assert "1 left out" in done.stderr


def test_the_spec_leads_check_to_what_only_a_person_knows(export):
    _, _, specs, _, folder = export
    for spec in specs.values():
        done = run("check", spec.source.file, *TODAY, cwd=folder)
        assert done.returncode == 1
        for code in set(re.findall(r"error (MAP\d+)", done.stderr)):
            assert code in ("MAP011", "MAP101", "MAP103", "MAP107", "MAP102", "MAP113"), done.stderr


def test_a_second_import_changes_only_what_the_crm_owns(tmp_path):
    name, raw, _ = EXPORTS[0]
    (tmp_path / name).write_bytes(raw)
    run("import", name, "-o", "deals", *TODAY, cwd=tmp_path)
    path = tmp_path / "deals" / "northwind-close-automation.yaml"
    edited = (
        path.read_text()
        .replace("target_date:", "target_date: 2026-12-01 #", 1)
        .replace("# (?) a person", "Lena Brandt   # (?) a person", 1)
    )
    path.write_text(edited)
    (tmp_path / name).write_bytes(
        raw.replace(b"$84,000.00", b"$96,500.00")
        .replace(b"4 - Proposal", b"6 - Verbal")
        .replace(b"Commit", b"Best Case")
    )
    done = run("import", name, "-o", "deals", *TODAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "deal.acv: 84000 → 96500" in done.stderr
    assert "1 updated, 1 unchanged" in done.stderr
    after = path.read_text()
    gone = [line for line in edited.splitlines() if line not in after.splitlines()]
    assert [line.split(":")[0].strip() for line in gone] == ["acv", "stage", "forecast"]
    again = run("import", name, "-o", "deals", *TODAY, cwd=tmp_path)
    assert path.read_text() == after
    assert "2 unchanged" in again.stderr


def test_a_deal_renamed_in_the_crm_is_found_by_its_id(tmp_path):
    name, raw, _ = EXPORTS[0]
    (tmp_path / name).write_bytes(raw)
    run("import", name, "-o", "deals", *TODAY, cwd=tmp_path)
    (tmp_path / name).write_bytes(raw.replace(b"Northwind close automation", b"Northwind finance"))
    run("import", name, "-o", "deals", *TODAY, cwd=tmp_path)
    assert sorted(p.name for p in (tmp_path / "deals").glob("*.yaml")) == [
        "harbor-routes-phase-2.yaml",
        "northwind-close-automation.yaml",
    ]


@pytest.mark.parametrize(
    ("stage", "kept"),
    [("5-9", ["Harbor routes, phase 2"]), ("4", ["Northwind close automation"]), ("closed lost", ["Old one"]), ("4+", ["Harbor routes, phase 2", "Northwind close automation"])],
)  # fmt: skip
def test_the_stage_filter(tmp_path, stage, kept):
    name, raw, _ = EXPORTS[0]
    (tmp_path / name).write_bytes(raw)
    done = run("import", name, "-o", "deals", "--stage", stage, *TODAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(load(p).deal.name for p in (tmp_path / "deals").glob("*.yaml")) == kept


def test_columns_of_ones_own(tmp_path):
    (tmp_path / "own.csv").write_text("Vorgang,Wert,Phase intern,Kunde\nDeal A,5000,Angebot,Acme\n", "utf-8")
    assert run("import", "own.csv", "--as", "crm", *TODAY, cwd=tmp_path).returncode == 1
    (tmp_path / "names.yaml").write_text(
        "columns: {name: [Vorgang], acv: [Wert], stage: [Phase intern], company: [Kunde]}\nstages: {4: [Angebot]}\n"
    )
    assert run("import", "own.csv", "--columns", "names.yaml", "-o", "deals", *TODAY, cwd=tmp_path).returncode == 0
    spec = load(tmp_path / "deals" / "deal-a.yaml")
    assert (spec.deal.stage, spec.buyer.company, int(spec.deal.acv)) == (4, "Acme", 5000)
    (tmp_path / "names.yaml").write_text("columns: [1, 2]\n")
    assert run("import", "own.csv", "--columns", "names.yaml", *TODAY, cwd=tmp_path).returncode == 2


def test_the_seller_that_was_given_stands_in_every_spec(tmp_path):
    name, raw, _ = next(e for e in EXPORTS if e[0] == "salesforce-us.csv")
    (tmp_path / name).write_bytes(raw)
    assert run("import", name, "-o", "deals", "--seller", "Fabrikam", *TODAY, cwd=tmp_path).returncode == 0
    specs = [load(path) for path in (tmp_path / "deals").glob("*.yaml")]
    assert specs
    assert {spec.seller.company for spec in specs} == {"Fabrikam"}


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "export.xlsx").write_bytes(b"PK\x03\x04 and no more")
    done = run("import", "export.xlsx", *TODAY, cwd=tmp_path)
    assert done.returncode == 1
    assert "Error: export.xlsx: the file is damaged or cut off\n  hint: ask for" in done.stderr


@pytest.mark.parametrize("named", [(), ("--columns", "more.yaml")])
def test_a_wrong_file_of_columns_among_the_companys_templates_is_named(tmp_path, named):
    name, raw, _ = EXPORTS[0]
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "mapdocs.yaml").write_text("templates: looks\n")
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "crm-columns.yaml").write_text("columns: 3\n")
    (tmp_path / "more.yaml").write_text("columns: {name: [Vorgang]}\n")
    done = run("import", name, *named, *TODAY, cwd=tmp_path)
    assert done.returncode == 1
    assert "crm-columns.yaml: a file of CRM columns has columns, unused, before, stages and closed" in done.stderr
    assert "hint: mend it in the folder that mapdocs.yaml names under templates:" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in tmp_path.glob("*.yaml")) == ["mapdocs.yaml", "more.yaml"]


@pytest.mark.parametrize(
    ("day", "status", "beyond"), [("2026-12-31", "", False), ("2027-01-04", "", True), ("2027-01-04", "done", False)]
)
def test_a_plan_that_comes_in_is_marked_once_where_it_goes_beyond_the_quarter(tmp_path, day, status, beyond):
    table = f"Milestone,Buyer owner,Seller owner,Target date,Status\nLegal,Lena Brandt,Sam Ortiz,2026-12-01,\nSignature,Dana Reyes,Sam Ortiz,{day},{status}\n"
    (tmp_path / "plan.csv").write_text(table)
    done = run("import", "plan.csv", "--deal", "Northwind", *TODAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    spec = load(tmp_path / "northwind.yaml")
    assert spec.internal.beyond_period is beyond
    assert not any(row.at_risk for row in spec.milestones)


@pytest.mark.parametrize(("name", "raw"), [("bad.xlsx", b"PK\x03\x04no zip"), ("bad.pdf", b"%PDF-1.4 nothing")])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw)
    done = run("import", name, *TODAY, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {name}: the ")
    with pytest.raises(Unreadable, match=name):
        import_file(tmp_path / name, tmp_path)


def test_stages_that_run_backwards_are_refused(tmp_path):
    name, raw, _ = EXPORTS[0]
    (tmp_path / name).write_bytes(raw)
    done = run("import", name, "--stage", "9-4", *TODAY, cwd=tmp_path)
    assert done.returncode == 2
    assert "9-4 runs backwards; write 4-9." in done.stderr
