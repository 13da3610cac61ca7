"""Letters under roles and departments, where nobody is named: the role that does a step is asked for its person."""

import pytest
from field import of_text


def read(folder, *lines):
    spec, told = of_text("\n".join(lines) + "\n", folder)
    return spec, told


def test_the_role_that_does_a_step_is_asked_for_its_person(tmp_path):
    spec, told = read(
        tmp_path,
        "Task,PM,CIO,Vendor,Juniper IT,Due,Evidence",
        "Write the guide,R,A,C,I,2026-12-03,Guide",
        "Load the list,C,I,R,A,2026-12-14,List",
    )
    assert [(row.buyer_owner, row.seller_owner) for row in spec.milestones] == [(None, None)] * 2
    assert "“Write the guide”: the owner is given as “PM (R), CIO (A)”; who is it on which side?" in told
    assert "“Load the list”: the owner is given as “Vendor (R)”; your side; which person?" in told
    assert "“Load the list”: the owner is given as “Juniper IT (A)”; the buyer's side; which person?" in told
    assert "“Load the list”: PM: C; CIO: I; Vendor: R; Juniper IT: A" in told


@pytest.mark.parametrize(
    ("heads", "first", "second"),
    [("Priority,Risk", "A,C", "C,A"), ("Class,Zone", "A,S", "I,A"), ("Shift,Line", "R,R", "R,R"), ("Risk,Impact", "R,C", "C,C")],
)  # fmt: skip
def test_other_letters_are_no_matrix(heads, first, second, tmp_path):
    _, told = read(
        tmp_path, f"Task,{heads},Due", f"Write the guide,{first},2026-12-03", f"Load the list,{second},2026-12-14"
    )
    assert "the owner is given as" not in told


def test_letters_under_what_the_seller_keeps_are_kept(tmp_path):
    spec, told = read(
        tmp_path,
        "Task,PM,CIO,AE,Due",
        "Write the guide,R,A,I,2026-12-03",
        "Load the list,C,R,I,2026-12-14",
    )
    assert [row.milestone for row in spec.milestones] == ["Write the guide", "Load the list"]
    assert "Write the guide: AE: I" in spec.internal.notes
    assert "AE: I" not in told.replace("internal.notes", "")


@pytest.mark.parametrize("heads", ["Sam Ortiz,Dana Reyes", "Vendor,Juniper IT"])
def test_what_the_buyer_does_by_a_matrix_is_no_step_of_the_sellers_own(heads, tmp_path):
    spec, _ = read(
        tmp_path,
        f"Task,{heads},Due",
        "Write the guide,R,C,2026-12-03",
        "Internal acceptance,I,A/R,2026-12-08",
        "Internal dry run,R,I,2026-12-09",
    )
    assert [row.milestone for row in spec.milestones] == ["Write the guide", "Internal acceptance"]
    assert "Internal dry run" in spec.internal.notes
