"""Tags behind a list's points and within a cell, ticks below the buyer's name, the subject of a mail among us."""

import pytest
from field import buyer_text, of_text

from helpers import few_of

POINTS = (
    ("Audit", "Dana Reyes", "2026-12-04"),
    ("Settle the floor", "Sam Ortiz", "2026-12-09"),
    ("Demo", "Sam Ortiz", "2026-12-12"),
    ("Contract", "Dana Reyes", "2027-01-15"),
)


def steps(spec):
    return [row.milestone for row in spec.milestones]


@pytest.mark.parametrize(
    ("tag", "kept"),
    few_of([("(INT)", True), ("(int)", True), ("[internal]", True), ("#internal", True), ("(intern)", True), ("【社内】", True), ("(interne)", True), ("(UAT)", False), ("#demo", False), ("(Fabrikam)", False)], 7),
)  # fmt: skip
def test_a_tag_behind_a_point(tag, kept, tmp_path):
    lines = [f"- {' - '.join(one)}{f' {tag}' if one[0] == 'Settle the floor' else ''}" for one in POINTS]
    spec, _ = of_text("\n".join(lines), tmp_path, "plan.md")
    assert ("Settle the floor" not in steps(spec)) is kept
    assert {"Audit", "Demo", "Contract"} <= set(steps(spec))


@pytest.mark.parametrize(
    ("said", "left"),
    few_of([
        ("Legal two weeks [INTERNAL] floor 51k", "Legal two weeks"), ("Legal two weeks [Fabrikam internal] floor 51k", "Legal two weeks"), ("Legal two weeks `internal` floor 51k", "Legal two weeks"),
        ("Legal two weeks >> internal: floor 51k", "Legal two weeks"), ("Prüfung läuft [INTERN] floor 51k", "Prüfung läuft"), ("Deux semaines [INTERNE] floor 51k", "Deux semaines"),
    ], 7),
)  # fmt: skip
def test_a_label_within_a_cell(said, left, tmp_path):
    spec, _ = of_text(
        f"Step,Owner,Due,Notes\nAudit,Dana Reyes,2026-12-04,{said}\nContract,Dana Reyes,2027-01-15,\n", tmp_path
    )
    assert spec.milestones[0].note == left
    assert "floor 51k" in spec.internal.notes


@pytest.mark.parametrize(
    "said",
    [
        "Legal needs [internal audit] by May",
        "Route >> finance: two weeks",
        "Runs `make` twice",
        "Waits for [Juniper internal] review",
    ],
)
def test_brackets_and_arrows_that_keep_nothing(said, tmp_path):
    spec, _ = of_text(
        f"Step,Owner,Due,Notes\nAudit,Dana Reyes,2026-12-04,{said}\nContract,Dana Reyes,2027-01-15,\n", tmp_path
    )
    assert spec.milestones[0].note == said


@pytest.mark.parametrize(
    ("head", "ticks", "kept"),
    few_of([("Juniper", "x.xx", True), ("Juniper Foods", "✓.✓✓", True), ("Juniper", "x..x", False), ("Juniper", "..xx", False), ("Juniper", "x..", False), ("Fabrikam", "x.xx", False), ("Juniper", "x..x|Fabrikam|.xx.", False)], 7),
)  # fmt: skip
def test_ticks_below_the_buyers_name(head, ticks, kept, tmp_path):
    first, *more = ticks.split("|")
    heads = [head, *more[:1]]
    marks = [first, *more[1:]]
    rows = ["Step,Owner,Due," + ",".join(heads)]
    for n, one in enumerate(POINTS):
        rows.append(",".join((*one, *(mark[n : n + 1].replace(".", "") for mark in marks))))
    spec, _ = of_text("\n".join(rows), tmp_path)
    assert ("Settle the floor" not in buyer_text(spec)) is kept


@pytest.mark.parametrize(("subject", "to", "told"), [("INTERNAL ONLY - the walk-through", "kim@fabrikam.com", True), ("Internal: plan", "kim@fabrikam.com", True), ("Internal audit plan", "kim@fabrikam.com", False), ("INTERNAL ONLY - the walk-through", "dana@juniperfoods.com", False)])  # fmt: skip
def test_the_subject_of_a_mail_among_us(subject, to, told, tmp_path):
    head = f"From: Sam Ortiz <sam@fabrikam.com>\nTo: {to}\nSubject: {subject}\nDate: Wed, 25 Nov 2026 09:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
    _, said = of_text(head + "\n".join(f"- {' - '.join(one)}" for one in POINTS) + "\n", tmp_path, "plan.eml")
    assert ("may the buyer see this plan?" in said) is told
