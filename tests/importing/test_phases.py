"""Rows that head a group and carry what is added up there, its days, how far it is, its cost or a remark: a phase, and no step."""

import pytest
from field import buyer_text, imported, of_text, workbook
from openpyxl.styles import Font

from helpers import few_of

HEAD = "Task,Buyer,Seller,Start,Finish,% Complete,Status,Exit criteria,Remarks\n"
ONE = "Kiln fired,Ada Wick,Per Lodge,2026-12-01,2026-12-07,50%,In progress,Log of the firing,\n"
TWO = "Glaze tested,Ada Wick,Per Lodge,2027-01-04,2027-01-11,0%,Not started,40 tiles,cold\n"
MINE = ["Kiln fired", "Glaze tested"]


def page(folder):
    (path,) = (folder / "out").glob("*.yaml")
    return path.read_text(encoding="utf-8")


def names(spec):
    return [row.milestone for row in spec.milestones]


@pytest.mark.parametrize(
    ("first", "second"),
    few_of([
        ("Phase A: Setup", "Phase B: Trial"), ("PHASE 1 - PREPARE", "PHASE 2 - TRY"), ("Phase 1 (10 days)", "Phase 2 (8 days)"), ("Stage 1. Setup", "Stage 2. Trial"),
        ("Phase 1 Setup", "Phase 2 Trial"), ("Workstream: Clay", "Workstream: Glaze"), ("— Clay —", "— Glaze —"), ("=== Clay ===", "=== Glaze ==="),
        ("SETUP (10 days)", "TRIAL (8 days)"), ("Phase 1: Vorbereitung", "Phase 2: Einführung"), ("Etappe 1 – Ofen", "Etappe 2 – Glasur"), ("Étape 1 : Four", "Étape 2 : Émail"),
        ("Lot 1 - Four", "Lot 2 - Émail"), ("FASE 1: PREPARAR", "FASE 2: PROBAR"), ("Etapa 1: Forno", "Etapa 2: Esmalte"), ("フェーズ1：準備", "フェーズ2：試験"), ("第1フェーズ", "第2フェーズ"),
        ("Fase 1: Oven", "Fase 2: Glazuur"), ("Week 49: clay", "Week 1: glaze"),
    ], 7),
)  # fmt: skip
def test_a_phase_with_days_a_share_a_status_and_a_remark_is_no_step(first, second, tmp_path):
    text = f'{HEAD}"{first}",,,2026-12-01,2026-12-07,50%,In progress,,led by Una\n{ONE}"{second}",,,2027-01-04,2027-01-11,0%,Not started,,\n{TWO}'
    spec, told = of_text(text, tmp_path)
    assert names(spec) == MINE
    assert f"became their phase: {first} · 2026-12-01 · 2026-12-07 · 50% · In progress · led by Una" in told
    for said in (first, second):
        assert f"# {said.strip('—= ')}\n" in page(tmp_path)


@pytest.mark.parametrize(
    "beside",
    few_of([",,,,,In progress,,", ",,,,50%,,,", ",,,2026-12-07,,,,", ",,,,,,,costs 4000", "Lead: Una Moor,,,,,,,"], 7),
)
def test_any_of_them_will_do(beside, tmp_path):
    spec, _ = of_text(f"{HEAD}Phase 1: Setup,{beside}\n{ONE}Phase 2: Trial,,,,,,,,\n{TWO}", tmp_path)
    assert names(spec) == MINE
    assert "# Phase 1: Setup\n" in page(tmp_path)


def test_bold_names_tell_the_groups(tmp_path):
    def bold(book):
        for row in (2, 4):
            book.active.cell(row, 1).font = Font(bold=True)

    rows = [["Task", "Buyer", "Seller", "Due"], ["Setup", None, None, "2026-12-07"], ["Kiln fired", "Ada Wick", "Per Lodge", "2026-12-07"],
            ["Trial", None, None, "2027-01-11"], ["Glaze tested", "Ada Wick", "Per Lodge", "2027-01-11"]]  # fmt: skip
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", rows), change=bold))
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert names(spec) == MINE


@pytest.mark.parametrize(
    "rows",
    few_of([
        f"{ONE}Phase 1 sign-off,,,,2026-12-08,,,,\n{TWO}Phase 2 sign-off,,,,2027-01-12,,,,\n",  # behind their steps
        f"Phase 1: Setup,,,,2026-12-01,,,,\n{ONE}{TWO}",  # a day before those below
        f"Phase 1: Setup,Una Moor,,,2026-12-07,,,,\n{ONE}{TWO}",
        f"Phase 1: Setup,,,,2026-12-07,,,Plan of the hall,\n{ONE}{TWO}",
        "Phase 1: Setup,,,,2026-12-07,,,,\nPhase 2: Trial,,,,2027-01-11,,,,\nPhase 3: Start,,,,2027-02-11,,,,\n",
        f"UAT,,,,2026-12-07,,,,\n{ONE}MSA,,,,2027-01-11,,,,\n{TWO}",
        f"Kick-off,,,,2026-12-07,,,,\n{ONE}Go-live,,,,2027-01-11,,,,\n{TWO}",
        f"{ONE}{TWO}Phase 3: Run,,,,2027-02-11,,,,\n",  # nothing below it
    ], 7),
)  # fmt: skip
def test_steps_that_are_called_so_or_have_no_owner_yet_stay_steps(rows, tmp_path):
    spec, _ = of_text(f"{HEAD}{rows}", tmp_path)
    assert names(spec) == [line.split(",")[0] for line in rows.splitlines()]


def test_a_private_phase_keeps_what_stands_below_it(tmp_path):
    text = f"{HEAD}Phase 1: Setup,,,,2026-12-07,,,,\n{ONE}Phase 2: Internal only,,,,2027-01-11,,,,margin 40 %\nPrice floor set,,Per Lodge,,2027-01-11,,,Sheet,\nPhase 3: Run,,,,2027-02-12,,,,\nTiles sold,Ada Wick,Per Lodge,,2027-02-12,,,Receipt,\n"
    spec, _ = of_text(text, tmp_path)
    assert names(spec) == ["Kiln fired", "Tiles sold"]
    assert "margin" not in buyer_text(spec)
    assert "Price floor set" in spec.internal.notes


def test_a_part_with_its_lead_above_a_heading_of_its_own_is_a_phase(tmp_path):
    text = (
        "Phase: Setup,Lead: Una Moor,,,\nMilestone,Buyer owner,Seller owner,Target date,Exit criteria\nKiln fired,Ada Wick,Per Lodge,2026-12-04,Log\n\n"
        "Phase: Trial,Lead: Ole Kamp,,,\nMilestone,Buyer owner,Seller owner,Exit criteria,Target date\nGlaze tested,Ada Wick,Per Lodge,40 tiles,2027-01-15\n"
    )
    spec, told = of_text(text, tmp_path)
    assert names(spec) == MINE
    assert all(said in told for said in ("Una Moor", "Ole Kamp"))
    assert all(f"# Phase: {said}\n" in page(tmp_path) for said in ("Setup", "Trial"))
