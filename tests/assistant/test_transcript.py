"""The session in the docs is one that happened: it is made anew, and ends with a built folder and three open places."""

import runpy

import pytest

from helpers import ROOT

PAGE = ROOT / "docs" / "assistant-transcript.md"


@pytest.mark.pdf
def test_the_transcript_is_what_the_program_answers():
    pytest.importorskip("mcp", reason="needs pip install 'mapdocs[mcp]'")
    page, checked, built = runpy.run_path(str(ROOT / "scripts" / "make_transcript.py"))["transcript"]()
    assert (checked["can_be_built"], len(checked["open"])) == (True, 3)
    assert (built["built"], len(built["files"])) == (True, 12)
    assert page == PAGE.read_text("utf-8"), "run scripts/make_transcript.py"


def test_nothing_in_the_plan_was_said_by_nobody():
    """Every name, day and amount in the page's plan stands in the notes, or is one that the program worked out."""
    page = PAGE.read_text("utf-8")
    notes, plan = page.split("```text\n")[1].split("```")[0], page.split("```yaml\n")[1].split("```")[0]
    for name in (
        "Priya Nair",
        "Daniel Finch",
        "Marcus Hale",
        "Joan Weller",
        "Ruth Okafor",
        "sam.ortiz@fabrikam.example",
    ):
        assert name in notes
        assert name in plan
    assert not any(said in plan for said in ("12%", "CFO", "going well"))
