"""The signs of programs for tasks in plain text, and words in which programs for tasks sort them."""

import pytest
from field import of_text, rows_of

from helpers import few_of


@pytest.mark.parametrize(
    ("point", "said"),
    few_of([
        ("Survey [owner:: Eva Lund] [due:: 2026-12-09] ⏫", "⏫"), ("Survey (owner:: Eva Lund) (due:: 2026-12-09)", ""),
        ("Survey @Eva 📅 2026-12-09 #offer", "#offer"), ("Survey @Eva ^b1 📅 2026-12-09 🔁 every year", "🔁 every year"),
        ("Survey @Eva #offer #sales/q4 📅 2026-12-09 ^b-2", "#sales/q4"), ("Survey [who:: Eva Lund] [due:: 2026-12-09] [effort:: 3h]", "effort: 3h"),
    ], 7),
)  # fmt: skip
def test_signs_are_no_part_of_the_step(point, said, tmp_path):
    text = f"- [ ] {point}\n- [ ] Order – Eva Lund (Juniper) – 21 Jan 2027\n- [ ] Keys – Ida Moss (Juniper) – 28 Jan 2027\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert rows_of(spec)[0][0] == "Survey"
    assert str(spec.milestones[0].target_date) == "2026-12-09"
    written = next((tmp_path / "out").glob("*.yaml")).read_text(encoding="utf-8")
    assert said in written
    assert "Eva" in written


@pytest.mark.parametrize("point", ["Use #4 of the keys", "PO #4711 signed", "Post in #general each day"])
def test_a_number_or_a_name_with_a_sign_within_stays(point, tmp_path):
    text = f"- [ ] {point} – Eva Lund – 9 Dec 2026\n- [ ] Order – Ida Moss – 21 Jan 2027\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert rows_of(spec)[0][0] == point


ASANA = (
    "Task ID,Name,Section/Column,Assignee,Due Date,Tags,Projects,Parent task,Blocked By (Dependencies)\n"
    '1,Share pack,Try,Colm Reeve,2026-11-20,"infosec,quick-win",J,,\n2,Review,Try,Colm Reeve,2026-12-11,,J,,Share pack\n'
    "3,Book a call,,Colm Reeve,2026-12-03,,,Review,\n4,Sign,Buy,,2027-01-29,legal,J,,Review\n"
)


def test_a_parent_by_its_title_is_that_row_though_others_wait_for_it(tmp_path):
    _, told = of_text(ASANA, tmp_path)
    assert "“Book a call”: part of: Review\n" in told


def test_labels_are_kept_by_their_words(tmp_path):
    _, told = of_text(ASANA, tmp_path)
    written = next((tmp_path / "out").glob("*.yaml")).read_text(encoding="utf-8")
    assert "# (?) Tags: infosec,quick-win" in written
    assert "“Sign”: waits for: Review; Tags: legal" in told


def test_a_column_of_labels_that_is_empty_is_only_named(tmp_path):
    text = ASANA.replace('"infosec,quick-win"', "").replace(",legal,", ",,")
    _, told = of_text(text, tmp_path)
    assert "Tags" in next(line for line in told.splitlines() if "does not need" in line)
