"""mapdocs coverage against every sample export with known gaps; matching; the drafts."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from email import message_from_bytes
from email.policy import default

import pytest

from commands import run
from helpers import SAMPLES, TODAY, dump, few_of, plan_values, spec_of
from importing.exports import EXPORTS
from mapdocs.deals.coverage import coverage, plan_of, read_opportunities
from mapdocs.deals.coverage_forms import drafts, poll
from mapdocs.importing.crm_export import Opportunity
from mapdocs.importing.intake import stage_filter
from mapdocs.schema.model import Settings
from mapdocs.schema.reader import read

GAPS = ("covered", "one-sided", "unpublished", "errors", "no plan")


def a_plan(name, company, state, head=""):
    values = plan_values(name=name, stage=5)
    values["buyer"]["company"] = company
    if state == "covered":
        values["milestones"][2]["agreed_on"] = "2026-11-20"
    if state == "unpublished":
        del values["deal"]["map_url"]
    if state == "errors":
        values["milestones"][0]["buyer_owner"] = "Legal"
    return read(head + dump(values), file=f"{name}.yaml")


def an_opportunity(name="Ledger", company="Contoso", stage=5, acv=100, **values):
    return Opportunity(2, {"name": name, "company": company, "owner": "Sam Ortiz", **values}, Decimal(acv), {}, stage, False, ())  # fmt: skip


@pytest.mark.parametrize("shift", few_of(range(len(GAPS)), 3))
@pytest.mark.parametrize("export", EXPORTS, ids=lambda e: e[0])
def test_each_export_with_known_gaps(tmp_path, export, shift):
    name, raw, expected = export
    (tmp_path / name).write_bytes(raw)
    found, notes = read_opportunities(tmp_path / name, Settings(), today=TODAY)
    late = [row for row in expected if row[6] and row[6] >= 4]
    wanted = {row[0]: GAPS[(n + shift) % len(GAPS)] for n, row in enumerate(late)}
    specs = [a_plan(deal, row[3], wanted[deal]) for row in late if wanted[deal := row[0]] != "no plan"]
    made = coverage(found, specs, Settings(), today=TODAY, notes=notes)
    assert {line.deal: line.state for line in made.lines} == wanted
    unnumbered = [row[0] for row in expected if row[6] is None]
    assert all(any(deal in note for note in made.notes) for deal in unnumbered)
    assert made.early + len(made.lines) + len(unnumbered) + made.closed == len(found)
    whole = sum(Decimal(str(row[1])) for row in late if row[1] is not None)
    covered = sum(Decimal(str(row[1])) for row in late if row[1] is not None and wanted[row[0]] == "covered")
    assert sum(total for _, _, total in made.shares()) == whole
    assert sum(part for _, part, _ in made.shares()) == covered


def test_the_worst_and_the_largest_stand_first_and_the_poll_counts():
    names = ("a", "b", "c", "d", "e", "f")
    states = ("covered", "one-sided", "unpublished", "errors", "no plan", "no plan")
    specs = [a_plan(n, "X " + n, s) for n, s in zip(names, states, strict=True) if s != "no plan"]
    opportunities = [an_opportunity(n, "X " + n, acv=k) for k, n in enumerate(names, 1)]
    made = coverage(opportunities, specs, Settings(), today=TODAY)
    assert [line.deal for line in made.lines] == ["f", "e", "d", "c", "b", "a"]
    assert poll(made) == "5 of 6 late-stage opportunities lack a shared plan that the champion has seen."
    assert made.shares() == [("USD", Decimal(1), Decimal(21))]


@pytest.mark.parametrize(("stage", "late"), [(3, 0), (4, 1)])
def test_the_policys_stage(stage, late):
    made = coverage([an_opportunity(stage=stage)], [], Settings(), today=TODAY)
    assert (len(made.lines), made.early) == (late, 1 - late)
    assert len(coverage([an_opportunity(stage=stage)], [], Settings(map_link_required_from_stage=3), today=TODAY).lines) == 1  # fmt: skip
    assert len(coverage([an_opportunity(stage=stage)], [], Settings(), today=TODAY, stages=stage_filter("3")).lines) == (stage == 3)  # fmt: skip


def test_the_crms_id_comes_first_in_both_of_salesforces_lengths():
    other = a_plan("Quite another name", "Somebody", "covered", head="# CRM id: 0065e00001AbCd1AAB\n")
    decoy = a_plan("Ledger", "Contoso", "covered", head="# CRM id: 0065e00001AbCd9\n")
    one = an_opportunity(id="0065e00001AbCd1")
    assert plan_of(one, [decoy, other]) == (other, True)
    assert plan_of(one, [decoy]) == (None, False), "that plan is another record's"
    values = plan_values(name="Elsewhere")
    values["internal"] = {"crm_url": "https://x.lightning.force.com/lightning/r/Opportunity/0065e00001AbCd1AAB/view"}
    linked = spec_of(values)
    assert plan_of(one, [linked]) == (linked, True)


def test_what_is_unsure_is_told_and_not_counted_as_covered():
    namesake, only = a_plan("Ledger", "Somebody else", "covered"), a_plan("Other", "Contoso", "covered")
    assert plan_of(an_opportunity(), [namesake]) == (namesake, False)
    assert plan_of(an_opportunity(), [only]) == (only, False)
    assert plan_of(an_opportunity(), [only, a_plan("Third", "Contoso", "covered")]) == (None, False)
    made = coverage([an_opportunity()], [only], Settings(), today=TODAY)
    assert [line.state for line in made.lines] == ["unsure"]
    assert "is this its plan?" in made.lines[0].fix
    both = coverage([an_opportunity(), an_opportunity("Other")], [only], Settings(), today=TODAY)
    assert {line.deal: line.state for line in both.lines} == {"Ledger": "no plan", "Other": "covered"}


def test_closed_ones_are_left_out():
    made = coverage([replace(an_opportunity(), closed=True)], [], Settings(), today=TODAY)
    assert (made.lines, made.closed) == ((), 1)
    assert poll(made) == "No open opportunity is in stage 4 or later."


def test_one_draft_an_owner_and_each_names_its_own_deals_alone():
    opportunities = [
        an_opportunity("One", "Contoso Airlines"),
        an_opportunity("Two", "Umbrella Systems", owner="Chris Park"),
        an_opportunity("Three", "Acme Industries", owner="Chris Park"),
    ]
    spec = a_plan("Three", "Acme Industries", "unpublished")
    made = drafts(coverage(opportunities, [spec], Settings(), today=TODAY), today=TODAY)
    assert list(made) == ["chris-park.eml", "sam-ortiz.eml"]
    mail = message_from_bytes(made["chris-park.eml"], policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Shared plans to mend by the end of today: 2 deals"
    text = mail.get_content()
    assert "Monday, 23 November" in text
    assert "Three.yaml:" in text
    assert "One" not in text
    assert "Contoso" not in text
    sam = message_from_bytes(made["sam-ortiz.eml"], policy=default)
    assert sam["To"] == "sam.ortiz@fabrikam.example"


def test_the_line_named_is_the_line_to_mend():
    spec = a_plan("Ledger", "Contoso", "errors")
    made = coverage([an_opportunity()], [spec], Settings(), today=TODAY)
    number = int(made.lines[0].at.rsplit(":", 1)[1])
    assert "buyer_owner: Legal" in spec.source.text.splitlines()[number - 1]


def test_the_command_its_forms_and_the_gate(tmp_path):
    export = SAMPLES / "crm/salesforce-opportunities.csv"
    deals = tmp_path / "deals"
    deals.mkdir()
    today = ("--today", "2026-11-23")
    done = run(
        "coverage", export, deals, "--format", "json", "--fail-on", "no-plan", "--fixes", tmp_path / "fix", *today
    )
    assert done.returncode == 1, done.stderr
    loaded = json.loads(done.stdout)
    assert (loaded["late"], loaded["lacking"]) == (3, 3)
    assert sorted(p.name for p in (tmp_path / "fix").iterdir() if p.is_file()) == [
        "chris-park.eml",
        "manager.csv",
        "sam-ortiz.eml",
    ]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "fix/manager.csv").read_text("utf-8-sig"))))
    assert [row["state"] for row in rows] == ["no plan"] * 3
    assert run("coverage", export, deals, "--fail-on", "errors", *today).returncode == 0
    for form in ("table", "csv", "markdown"):
        said = run("coverage", export, deals, "--format", form, *today)
        assert said.returncode == 0
        assert "Brightwater scheduling" in said.stdout
    no_export = tmp_path / "x.csv"
    no_export.write_text("a,b\n1,2\n")
    refused = run("coverage", no_export, deals)
    assert refused.returncode == 1
    assert "--columns" in refused.stderr
    assert run("coverage", export, tmp_path / "nowhere").returncode == 2
    assert date(2026, 11, 23) == TODAY
