"""Pages that mark a row by a label, an id, a class or an attribute as the seller's; and marks that say nothing of readers."""

import pytest
from field import of_text

from helpers import few_of

HEAD = "<tr><th>Step</th><th>Owner</th><th>Due</th><th>Notes</th></tr>"


def page(mark, step, note=""):
    rows = [("", "Workshop", "Dana Reyes", "2026-12-02", ""), ("", "Order form", "Dana Reyes", "2026-12-15", ""), (mark, step, "Sam Ortiz", "2026-12-20", note)]  # fmt: skip
    body = "".join(f"<tr {row[0]}>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>" for row in rows)
    return f"<html><body><table>{HEAD}{body}</table></body></html>"


def steps(spec):
    return [row.milestone for row in spec.milestones]


@pytest.mark.parametrize(
    ("mark", "step"),
    few_of([('data-client-visible="false"', "Call the CFO"), ('data-visible-to-customer="no"', "Call the CFO"), ('class="not-customer-visible"', "Call the CFO"), ('id="internal-steps"', "Call the CFO"),
     ("", '<span class="lozenge">INTERNAL</span>Call the CFO'), ("", '<span class="status-macro aui-lozenge">INTERN</span>Call the CFO'), ('class="vendorPrivate"', "Call the CFO")], 7),
)  # fmt: skip
def test_a_row_that_a_page_marks(mark, step, tmp_path):
    spec, _ = of_text(page(mark, step), tmp_path, "plan.html")
    assert steps(spec) == ["Workshop", "Order form"]


def test_a_label_before_a_note_keeps_the_note(tmp_path):
    text = page("", "Training", '<span class="lozenge">INTERNAL</span>never below 40k')
    spec, _ = of_text(text, tmp_path, "plan.html")
    assert steps(spec)[-1] == "Training"
    assert spec.milestones[-1].note is None
    assert "never below 40k" in spec.internal.notes


@pytest.mark.parametrize(
    ("mark", "step"),
    few_of([('data-client-visible="true"', "Training"), ('class="customer-visible"', "Training"), ('id="internal-audit"', "Training"), ("", '<span class="lozenge">DONE</span> Training'), ('data-public="true"', "Training")], 7),
)  # fmt: skip
def test_another_mark_keeps_no_row(mark, step, tmp_path):
    spec, _ = of_text(page(mark, step), tmp_path, "plan.html")
    assert steps(spec)[-1].endswith("Training")
