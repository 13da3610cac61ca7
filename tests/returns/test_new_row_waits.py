"""A step that the buyer adds hangs on nothing, and nothing begins to hang on it."""

from mapdocs.plan.schedule import waits_for
from returning import Word, deal_of


def waiting(spec):
    return {row.id: waits_for(row, list(spec.milestones)) for row in spec.milestones}


def test_the_row_below_waits_for_what_it_waited_for():
    deal = deal_of()
    before = waiting(deal.spec)
    file = Word(deal.file("docx"))
    file.add(4, milestone="Works council informed", buyer_owner="Tom Okafor", target_date="8 Dec 2026")
    pulled = deal.pull(file.save())
    after = waiting(pulled.spec)
    (new,) = set(after) - set(before)
    assert after.pop(new) == ()
    assert after == before
    rows = [row.id for row in pulled.spec.milestones]
    below = pulled.spec.milestones[rows.index(new) + 1]
    assert below.after == before[below.id]


def test_a_row_added_at_the_end_changes_no_other():
    deal = deal_of()
    file = Word(deal.file("docx"))
    file.add(0, milestone="Supplier rated", buyer_owner="Tom Okafor", target_date="22 Dec 2026")
    pulled = deal.pull(file.save())
    assert pulled.text.startswith(deal.text[: deal.text.index("milestones:")])
    assert pulled.text.count("after:") == 1
