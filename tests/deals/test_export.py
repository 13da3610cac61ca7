"""mapdocs export: read back by our own importer, nothing changes; only what changed; no id, no line."""

import csv
import io
from datetime import date

import pytest

from commands import run
from helpers import TODAY, dump, plan_values
from mapdocs import import_file, load
from mapdocs.deals.export import CRMS, columns_for, export
from mapdocs.errors import WrongTemplate
from mapdocs.schema.model import Settings


def a_deal(folder, number, **rows):
    values = plan_values(name=f"Deal {number}", map_url=f"https://docs.example.com/{number}")
    values["milestones"][0].update(rows)
    path = folder / f"deal-{number}.yaml"
    path.write_text(f"# CRM id: 0065e00001AbCd{number}\n" + dump(values))
    return path


def records(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.mark.parametrize("crm", CRMS)
def test_our_own_importer_reads_it_and_nothing_changes(tmp_path, crm):
    paths = [a_deal(tmp_path, n, agreed_on="2026-11-20" if n == 2 else None) for n in (1, 2, 3)]
    before = [path.read_text() for path in paths]
    made = export([load(path) for path in paths], columns_for(crm, Settings()), today=TODAY)
    file = tmp_path / "load.csv"
    file.write_bytes(made.content)
    result = import_file(file, tmp_path, today=TODAY)
    assert result.specs == ()
    assert "3 unchanged" in result.summary
    assert result.notes == (), "every column of ours is known to import"
    assert [path.read_text() for path in paths] == before
    second = records(made.content)[1]
    assert list(second.values()) == [
        "0065e00001AbCd2", "Deal 2", "https://docs.example.com/2", "on track", "Champion alignment", "Dana Reyes",
        "2026-11-24", "2026-11-20",
    ]  # fmt: skip


@pytest.mark.parametrize(("since", "written"), [("2026-11-20", 1), ("2026-11-21", 0)])
@pytest.mark.parametrize(
    "row",
    [
        {"agreed_on": "2026-11-20"},
        {"status": "done", "done_on": "2026-11-20"},
        {"moved": [{"from": "2026-11-20", "on": "2026-11-20", "why": "Audit"}]},
    ],
)
def test_only_what_changed_since(tmp_path, since, written, row):
    spec = load(a_deal(tmp_path, 1, **row))
    made = export([spec], columns_for("hubspot", Settings()), today=TODAY, since=date.fromisoformat(since))
    assert (made.written, made.unchanged) == (written, 1 - written)


def test_an_edit_that_came_back_is_the_buyers_last_one(tmp_path):
    spec = load(a_deal(tmp_path, 1, agreed_on="2026-11-18"))
    (tmp_path / "deal-1-returned-2026-11-19.md").write_text("x")
    (tmp_path / "deal-12-returned-2026-11-22.md").write_text("another deal's")
    made = export([spec], columns_for("pipedrive", Settings()), today=TODAY)
    assert records(made.content)[0]["MAP Last Buyer Edit"] == "2026-11-19"


def test_a_company_names_its_own_columns(tmp_path):
    (tmp_path / "looks").mkdir()
    own = tmp_path / "looks/crm-columns.yaml"
    own.write_text("export:\n  salesforce: {map_url: MAP_Link__c}\n")
    settings = Settings(templates="looks", folder=str(tmp_path))
    assert columns_for("salesforce", settings)["map_url"] == "MAP_Link__c"
    own.write_text("export:\n  salesforce: {mapurl: x}\n")
    with pytest.raises(WrongTemplate, match="no field mapurl"):
        columns_for("salesforce", settings)
    own.write_text("export: [1]\n")
    with pytest.raises(WrongTemplate):
        columns_for("salesforce", settings)


def test_the_command(tmp_path):
    a_deal(tmp_path, 1)
    (tmp_path / "own.yaml").write_text(dump(plan_values(name="=HYPERLINK(1)")))
    done = run("export", "--for", "salesforce", ".", "--today", "2026-11-23", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "own.yaml: left out, its CRM id is not known" in done.stderr
    assert done.stdout.startswith("Opportunity ID,Opportunity Name,MAP Link,")
    *_, written, following = done.stderr.splitlines()
    assert written == "1 deal written."
    assert following.endswith("mapdocs export . --for salesforce --since 2026-11-23")
    for wrong in (
        ["."],
        ["--for", "siebel", "."],
        ["--for", "hubspot", "nowhere"],
        ["--for", "hubspot", ".", "--since", "soon"],
    ):
        assert run("export", *wrong, cwd=tmp_path).returncode == 2, wrong
