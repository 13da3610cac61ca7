"""MAP119: what an assistant filled in says where it has it from."""

import pytest

from helpers import codes, findings_of, plan_values

LOOKED_UP = (
    "call of 24 Nov, 12:40", "mail from Lena Brandt", "Dana, by phone", "minutes of 7 December, page 2", "notes.md", "Anruf vom 24.11.",
    "https://crm.example.com/calls/7", "Gong recording", "Kickoff deck", "回の会議",
)  # fmt: skip
NOWHERE = (
    "(?)", "?", "unknown", "assumption", "My own best guess", "typical timeline", "industry standard", "AI assistant",
    "inferred from the plan", "n/a", "Default template", "based on general knowledge", "Annahme", "hypothèse", "推測",
)  # fmt: skip


def with_source(said):
    values = plan_values()
    values["milestones"][3]["source"] = said
    return values


@pytest.mark.parametrize("said", LOOKED_UP)
def test_what_can_be_looked_up_is_a_source(said):
    assert "MAP119" not in codes(with_source(said))


@pytest.mark.parametrize("said", NOWHERE)
def test_what_cannot_be_looked_up_is_told_at_its_place(said):
    (found,) = [f for f in findings_of(with_source(said)) if f.code == "MAP119"]
    assert (found.level, found.path) == ("warning", "milestones[3].source")
    assert "source: call of 24 Nov" in found.hint


def test_a_row_that_a_person_wrote_needs_none():
    assert "MAP119" not in codes(plan_values())


def test_it_can_be_overruled_with_a_reason():
    values = with_source("(?)")
    values["milestones"][3]["accept"] = [{"rule": "MAP119", "why": "Sam knows it"}]
    assert [f.level for f in findings_of(values) if f.code == "MAP119"] == ["note"]
