"""Short words for our side alone, and what only looks like them; a numbered step over its details."""

import pytest
from field import of_text
from test_lists import taken

from helpers import few_of


def steps(text, folder):
    rows, draft, told, _ = taken(folder, "plan.csv", text, owner="Sam Ortiz", seller="Nordgate", champion="Dana Reyes")
    return [row[0] for row in rows], draft, told


@pytest.mark.parametrize("said", ["Us only", "Only us", "nur wir", "solo nosotros"])
def test_a_step_of_ours_only_is_kept(said, tmp_path):
    text = f"Step,Owner,Due,Proof,Side\nLoad,Dana Reyes,2026-12-03,List,Both\nCommit,Sam Ortiz,2026-12-04,CRM,{said}\nTrain,Sam Ortiz,2026-12-05,Sheet,Us\n"
    found, draft, _ = steps(text, tmp_path)
    assert found == ["Load", "Train"]
    assert "Commit" in draft.notes


@pytest.mark.parametrize(
    ("remark", "left"),
    few_of(
        [
            ("Sign order (just us: floor is 52k)", "Sign order"),
            ("Sign order (solo noi: sconto 8%)", "Sign order"),
            ("Sign order [@Rita discount is ok if she asks]", "Sign order"),
            ("Sign order [@Dana by mail please]", "Sign order [@Dana by mail please]"),
            ("Sign order (Phase 2: floor laid)", "Sign order (Phase 2: floor laid)"),
        ],
        7,
    ),
)
def test_remarks_that_say_whom_they_are_for(remark, left, tmp_path):
    found, _, _ = steps(f"Step,Owner,Due\n{remark},Dana Reyes,2026-12-03\nTrain,Sam Ortiz,2026-12-05\n", tmp_path)
    assert found == [left, "Train"]


def test_a_step_called_private_is_kept_or_told_but_not_both(tmp_path):
    text = "Step,Owner,Due\nPrivate: parking for the lorry,Sam Ortiz,2026-12-03\nConfidential: ward list,Dana Reyes,2026-12-05\n"
    found, draft, _ = steps(text, tmp_path)
    assert found == ["Confidential: ward list"]
    assert "parking for the lorry" in draft.notes
    assert "ward list" not in draft.notes


def test_visibility_on_a_track_names_nobody(tmp_path):
    text = "Step,Owner,Due,Visibility\nSignal check,Dana Reyes,2026-12-03,Low (fog)\nTrack walk,Sam Ortiz,2026-12-05,High\nNight walk,Sam Ortiz,2026-12-06,None\n"
    found, _, _ = steps(text, tmp_path)
    assert found == ["Signal check", "Track walk", "Night walk"]


def test_a_numbered_step_with_owner_and_proof_is_one_though_others_lie_below(tmp_path):
    text = "WBS,Step,Owner,Due,Proof\n1,Site ready,,,\n1.1,Power,Dana Reyes,2026-12-03,Meter on\n1.1.1,Fuse,Sam Ortiz,2026-12-02,Fuse list\n1.2,Water,Dana Reyes,2026-12-05,Tap\n"
    spec, _ = of_text(text, tmp_path)
    assert [(m.milestone, m.exit_criteria) for m in spec.milestones] == [
        ("Power", "Meter on"),
        ("Fuse", "Fuse list"),
        ("Water", "Tap"),
    ]
