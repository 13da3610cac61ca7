"""Lists beside the tables of a plan: a phase in a table and the next one as points are both the plan's."""

from field import buyer_text, of_text, rows_of

TABLE = (
    "## Prepare\n\n| Step | Juniper | Fabrikam | Due |\n|---|---|---|---|\n"
    "| Scope agreed | Dana Reyes | Sam Ortiz | 2026-12-03 |\n| Users listed | Ida Brook | Sam Ortiz | 2026-12-10 |\n\n"
)
STEPS = ["Scope agreed", "Users listed"]


def names(text, folder, name="plan.md"):
    spec, told = of_text(text, folder, name)
    return [row[0] for row in rows_of(spec)], spec, told


def test_a_phase_in_a_list_below_a_table_is_the_plans(tmp_path):
    text = (
        TABLE
        + "## Roll out\n\n- Trainers trained - Ida Brook / Sam Ortiz - 2027-01-14\n- Go-live - Dana Reyes - 2027-03-01\n"
    )
    found, spec, told = names(text, tmp_path)
    assert found == [*STEPS, "Trainers trained", "Go-live"]
    assert "# Roll out" in spec.source.text
    assert "Trainers trained" not in told


def test_a_phase_in_a_list_of_a_page(tmp_path):
    page = (
        "<html><body><h2>Prepare</h2><table><tr><th>Step</th><th>Juniper</th><th>Fabrikam</th><th>Due</th></tr>"
        "<tr><td>Scope agreed</td><td>Dana Reyes</td><td>Sam Ortiz</td><td>2026-12-03</td></tr>"
        "<tr><td>Users listed</td><td>Ida Brook</td><td></td><td>2026-12-10</td></tr></table><h2>Roll out</h2>"
        "<ul><li>Trainers trained - Ida Brook - 2027-01-14</li><li>Go-live - Dana Reyes - 2027-03-01</li></ul></body></html>"
    )
    found, _, _ = names(page, tmp_path, "plan.html")
    assert found == [*STEPS, "Trainers trained", "Go-live"]


def test_lists_that_are_no_steps_stay_beside_the_table(tmp_path):
    for number, rest in enumerate(
        (
            "## Internal\n\n- Discount agreed - Ida Brook - 2027-01-14\n- Floor set - Dana Reyes - 2027-01-20\n",  # ours
            "## Log\n\n- Call - Ida Brook - 2026-11-02\n- Demo - Dana Reyes - 2026-11-09\n",  # over
            "## Summary\n\n- Scope agreed - Dana Reyes - 2026-12-03\n- Users listed - Ida Brook - 2026-12-10\n",  # once more
            "## Ideas\n\n- Second site - Ida Brook\n- Dinner - Dana Reyes - 2027-01-20\n",  # without a day
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        found, spec, told = names(TABLE + rest, folder)
        assert found == STEPS, rest
        assert rest.split("- ")[1].strip() in told + spec.source.text
        assert "Discount agreed" not in buyer_text(spec)
