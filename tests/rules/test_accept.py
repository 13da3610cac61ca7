"""A judgement can be overruled in the open: MAP123, notes, hints, and what a company says so in every deal."""

import pytest

from helpers import TODAY, findings_of, plan_values, spec_of
from mapdocs import check
from mapdocs.schema.model import Acceptance

WHY = "Signed at the counter, no paper"


def changed(row, **fields):
    values = plan_values()
    values["milestones"][row].update(fields)
    return values


def level_of(values, code):
    return [f.level for f in findings_of(values) if f.code == code]


def test_what_is_accepted_on_a_row_becomes_a_note_with_its_reason():
    values = changed(1, exit_criteria="legal progressing")
    assert level_of(values, "MAP105") == ["error"]
    values["milestones"][1]["accept"] = [{"rule": "MAP105", "why": WHY}]
    (found,) = [f for f in findings_of(values) if f.code == "MAP105"]
    assert found.level == "note"
    assert WHY in found.message
    assert "MAP123" not in [f.code for f in findings_of(values)]


def test_an_acceptance_holds_for_its_row_and_rule_alone():
    values = changed(1, exit_criteria="legal progressing")
    values["milestones"][2]["accept"] = [{"rule": "MAP105", "why": WHY}]
    values["milestones"][1]["accept"] = [{"rule": "MAP111", "why": WHY}]
    assert level_of(values, "MAP105") == ["error"]
    assert level_of(values, "MAP123") == ["warning", "warning"]


def test_the_deal_accepts_what_stands_in_no_row():
    values = plan_values(outcome="Our floor is 82k, don't show")
    assert level_of(values, "MAP111") == ["error"]
    values["deal"]["accept"] = [{"rule": "MAP111", "why": WHY}]
    assert level_of(values, "MAP111") == ["note"]


@pytest.mark.parametrize(
    ("entry", "code"), [({"rule": "MAP105"}, "MAP011"), ({"rule": "MAP011", "why": WHY}, "MAP015")]
)
def test_a_reason_is_required_and_form_cannot_be_accepted(entry, code):
    values = changed(1, exit_criteria="legal progressing")
    values["milestones"][1]["accept"] = [entry]
    assert code in [f.code for f in findings_of(values)]
    assert level_of(values, "MAP105") == ["error"]


def test_hints_name_the_way_out():
    (found,) = [f for f in findings_of(changed(1, exit_criteria="legal progressing")) if f.code == "MAP105"]
    assert "accept: [{rule: MAP105, why: …}]" in found.hint


@pytest.mark.parametrize(
    ("phrase", "level"), [("legal progressing", "note"), ("progressing", "note"), ("legal", "error")]
)
def test_a_company_accepts_words_in_every_deal(phrase, level):
    accepted = (Acceptance("MAP105", WHY, phrase),)
    spec = spec_of(changed(1, exit_criteria="legal progressing"), accept=accepted)
    assert [f.level for f in check(spec, today=TODAY) if f.code == "MAP105"] == [level]
