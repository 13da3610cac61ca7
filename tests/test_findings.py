"""Findings as values: which of them are new."""

from mapdocs.findings import Finding, new_since


def finding(path, message="no owner", code="MAP101", level="error"):
    return Finding("deal.yaml", 1, 1, code, level, path, message, "")


def test_new_is_what_was_not_there_before():
    old = [finding("milestones[1].x"), finding("milestones[2].x")]
    assert new_since(old, old) == ()
    assert new_since(old, []) == ()
    assert new_since([], old) == tuple(old)
    assert new_since(old, [*old, finding("milestones[3].x")]) == (finding("milestones[3].x"),)
    assert new_since(old, [finding("milestones[1].x", "no date")]) == (finding("milestones[1].x", "no date"),)
    assert new_since(old, [finding("milestones[1].x", level="warning")]) == (
        finding("milestones[1].x", level="warning"),
    )


def test_a_row_that_another_was_put_above_of_is_the_same_row():
    old = [finding("milestones[1].x"), finding("milestones[2].x")]
    shifted = [finding("milestones[2].x"), finding("milestones[3].x")]
    assert new_since(old, shifted) == ()
    assert new_since(old, [finding("milestones[1].x"), *shifted]) == (finding("milestones[3].x"),)
