"""The go-live is checked: MAP120, MAP121, MAP122 on both sides of their lines."""

import pytest

from helpers import GOOD_SAMPLES, TODAY, codes, findings_of, plan_values, spec_of
from mapdocs import check, load
from mapdocs.plan.go_live import role_of

GO_LIVE = "2027-03-01"


def plan(*rows, go_live=GO_LIVE, **more):
    """A plan whose rows from the fourth on are changed; the signature's comes first."""
    values = plan_values(6, go_live=go_live)
    values["internal"] = {"beyond_period": True}
    for number, row in enumerate(values["milestones"]):
        row["id"] = f"r{number}"
    for change in rows:
        values["milestones"].append({**values["milestones"][5], "id": f"r{len(values['milestones'])}", **change})
    values["deal"].update(more)
    return values


def found(values, code):
    return [f for f in findings_of(values) if f.code == code]


@pytest.mark.parametrize(("day", "bad"), [("2027-03-01", False), ("2027-03-02", True), ("2027-03-10", True)])
def test_map120_a_row_that_must_come_first(day, bad):
    values = plan()
    values["milestones"][5]["target_date"] = day
    assert [f.level for f in found(values, "MAP120")] == (["error"] if bad else [])


@pytest.mark.parametrize("number", range(6))
def test_map120_every_kind_from_alignment_to_signature(number):
    values = plan()
    values["milestones"][number].update(target_date="2027-03-10", after=[])
    assert [(f.level, f.path) for f in found(values, "MAP120")] == [("error", f"milestones[{number}].target_date")]


def test_map120_tells_the_chain():
    values = plan()
    values["milestones"][4].update(target_date="2027-02-24", after=["r3"])
    values["milestones"][5].update(target_date="2027-03-10", after=["r4"])
    (one,) = found(values, "MAP120")
    assert one.message.endswith(
        "“Procurement / PO” (24 Feb 2027) → “Signature & kickoff” (10 Mar 2027) → go-live (1 Mar 2027)"
    )


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Go-live", "error"),
        ("All three kitchens go live", "error"),
        ("Mise en service", "error"),
        ("Inbetriebnahme Werk 2", "error"),
        ("本番稼働", "error"),
        ("Hypercare", "warning"),
        ("30-day review", "warning"),
        ("Review after go-live", "warning"),
        ("Bilan", "warning"),
        ("稼働後の振り返り", "warning"),
        ("Training of the late shift", "warning"),
    ],
)
def test_map120_the_go_live_itself_and_what_follows_it(name, level):
    row = {"milestone": name, "kind": "other", "target_date": "2027-04-05"}
    assert [f.level for f in found(plan(row), "MAP120")] == [level]
    assert found(plan({**row, "target_date": GO_LIVE}), "MAP120") == []
    assert found(plan({**row, "status": "done"}), "MAP120") == []
    assert found(plan(row, go_live=None), "MAP120") == []


def test_map120_what_says_that_it_follows_is_left_alone():
    live = {"milestone": "Go-live", "kind": "other", "target_date": GO_LIVE}
    row = {"milestone": "Hypercare", "kind": "other"}
    assert "MAP120" not in codes(plan({**row, "target_date": "20 working days after go_live"}))
    assert "MAP120" not in codes(plan(live, {**row, "target_date": "2027-03-29", "after": ["r6"]}))
    assert "MAP120" in codes(plan(live, {**row, "target_date": "2027-03-29", "after": ["r5"]}))
    signing = {"milestone": "Procurement / PO", "kind": "procurement", "target_date": "5 working days after go_live"}
    assert [f.level for f in found(plan(signing), "MAP120")] == ["error"], "no word makes that right"


@pytest.mark.parametrize(("day", "bad"), [("2026-12-15", False), ("2026-12-14", True)])
def test_map121_on_the_day_and_before_it(day, bad):
    values = plan()
    values["milestones"][3]["target_date"] = "2026-12-15"
    values["milestones"][4].update(target_date=day, after=["r3"])
    assert [f.level for f in found(values, "MAP121")] == (["error"] if bad else [])
    assert ("MAP109" in codes(values)) is False, "one finding for one fault"


def test_map121_tells_the_chain():
    values = plan()
    values["milestones"][2].update(target_date="2026-12-10", after=[])
    values["milestones"][3].update(target_date="2026-12-18", after=["r2"])
    values["milestones"][4].update(target_date="2026-12-16", after=["r3"])
    (one,) = found(values, "MAP121")
    assert one.message == (
        "16 Dec 2026 is before “Legal / redlines”, which must be done first: “Security / technical review” (10 Dec 2026) "
        "→ “Legal / redlines” (18 Dec 2026) → “Procurement / PO” (16 Dec 2026)"
    )
    assert one.hint.startswith("move it to 2026-12-18 or later")


def test_map121_looks_through_a_row_without_a_date_and_past_one_that_is_done():
    values = plan()
    values["milestones"][3].update(target_date="2026-12-18", after=[])
    values["milestones"][4].update(after=["r3"])
    del values["milestones"][4]["target_date"]
    values["milestones"][5].update(target_date="2026-12-17", after=["r4"])
    assert [f.path for f in found(values, "MAP121")] == ["milestones[5].target_date"]
    values["milestones"][3].update(status="done")
    assert found(values, "MAP121") == []


def test_map121_rows_in_a_circle_end():
    values = plan()
    values["milestones"][3].update(target_date="2026-12-16", after=["r4"])
    values["milestones"][4].update(target_date="2026-12-18", after=["r3"])
    assert [f.path for f in found(values, "MAP121")] == ["milestones[3].target_date"]
    for row in values["milestones"]:
        row["after"] = [other["id"] for other in values["milestones"] if other is not row]
        row.pop("target_date")
    assert found(values, "MAP121") == []


@pytest.mark.parametrize(
    ("proof", "bad"),
    [
        ("MSA countersigned on 2026-12-21", True),
        ("MSA countersigned on 21 December 2026", True),
        ("MSA countersigned on December 21, 2026", True),
        ("Vertrag am 21. Dezember 2026 unterschrieben", True),
        ("Contrat signé le 21 décembre 2026", True),
        ("Contrato firmado el 21 de diciembre de 2026", True),
        ("2026年12月21日に契約書を締結", True),
        ("Vertrag am 21.12.2026 unterschrieben", True),
        ("MSA countersigned on 2026-12-09", False),
        ("MSA countersigned on 9 Dec 2026", False),
        ("MSA countersigned on 12/9/2026", False),
        ("MSA countersigned on 9/12/2026", False),
        ("MSA countersigned on 21 December", False),
        ("MSA countersigned, valid until 31 December 2029", False),
        ("Order 4711.12.2026 received", False),
        ("Report of October 2026 read", False),
        ("Minutes say: 12 October 2026", False),
        ("MSA countersigned before the go-live on 1 March 2027", False),
        ("MSA countersigned for Procurement on 15 December 2026", False),
    ],
)
def test_map122_a_proofs_date(proof, bad):
    values = plan()
    values["milestones"][3].update(exit_criteria=proof, target_date="2026-12-09")
    values["milestones"][4].update(target_date="2026-12-15")
    assert [(f.path, f.level) for f in found(values, "MAP122")] == (
        [("milestones[3].exit_criteria", "warning")] if bad else []
    )


def test_map122_the_old_date_of_a_row_that_moved():
    values = plan()
    move = {"from": "2026-11-20", "on": "2026-11-19", "why": "Audit week"}
    values["milestones"][3].update(exit_criteria="MSA countersigned on 20 November 2026")
    assert found(values, "MAP122") == [], "past"
    values["milestones"][3].update(moved=[move])
    assert len(found(values, "MAP122")) == 1


@pytest.mark.parametrize(
    ("proof", "bad"),
    [
        ("Lena Brandt confirms by email", False),
        ("Lena confirms by email", False),
        ("Ms. Brandt confirms by email", False),
        ("Sam Ortiz confirms by email", False),
        ("Dana and Lena confirm by email", False),
        ("Dana Reyes confirms by email", True),
        ("Dana confirms by email", True),
        ("Ms. Reyes confirms by email", True),
        ("Dana's approval received in writing", True),
        ("Signed copy sent to Dana", False),
        ("Reyes report received", False),
        ("danas list received", False),
        ("Omar Said confirms by email", False),
        ("Mark the contract as signed", False),
        ("Mark Penn confirms by email", True),
    ],
)
def test_map122_a_proofs_person(proof, bad):
    values = plan()
    values["buyer"]["people"].append({"name": "Mark Penn", "title": "Buyer"})
    values["milestones"][3].update(buyer_owner="Lena Brandt", exit_criteria=proof)
    assert [f.path for f in found(values, "MAP122")] == (["milestones[3].exit_criteria"] if bad else [])


@pytest.mark.parametrize(
    ("ask", "bad"),
    [
        ("Approve the order by 20 December 2026.", False),
        ("Approve the order by 1 March 2027.", False),
        ("Approve the order by 30 November 2026.", False),
        ("Approve the order by 21 December 2026.", True),
        ("Approve the order by 21 December.", False),
        ("Release the PO by 16 December 2026.", False),
        ("Release the PO by 20 December 2026.", True),
        ("Release the PO, so that the signature & kickoff holds on 20 December 2026.", False),
        ("Lena Brandt releases the PO.", True),
        ("Dana Reyes releases the PO.", False),
        ("Lena Brandt approves.", False),
    ],
)
def test_map122_the_ask(ask, bad):
    values = plan(why={"problem": "x", "cost": "y", "ask": ask})
    values["milestones"][4].update(target_date="2026-12-16", buyer_owner="Dana Reyes")
    values["milestones"][5].update(target_date="2026-12-20")
    one = found(values, "MAP122")
    assert [f.path for f in one] == (["deal.why.ask"] if bad else [])


def test_the_samples_are_free_of_them():
    for path in GOOD_SAMPLES:
        assert not {f.code for f in check(load(path), today=TODAY)} & {"MAP120", "MAP121", "MAP122"}, path


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Signature & kickoff", "before"),
        ("Go-live in Lyon", "go_live"),
        ("Post-launch survey", "after"),
        ("Data migration", "open"),
    ],
)
def test_how_a_row_stands_to_the_go_live(name, role):
    values = plan({"milestone": name})
    values["milestones"][6].pop("kind")
    assert role_of(spec_of(values).milestones[6]) == role
