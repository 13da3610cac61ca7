"""A sheet sorted by a column to be read: no order of the plan, unless somebody says so."""

import pytest

from returning import Deal, deal_of, editor, found

OWNERS = ["Dana Reyes", "Lena Brandt", "Tom Okafor", "Lena Brandt", "Ana Ruiz", "Dana Reyes"]


@pytest.fixture
def deal():
    lines, owners = [], iter(OWNERS)
    for line in deal_of().text.split("\n"):
        key, sign, _ = line.partition("buyer_owner: ")
        lines.append(f"{key}{sign}{next(owners)}" if sign else line)
    return Deal("\n".join(lines))


def by_owner(deal, *, falling=False):
    """The numbers of the rows, sorted as Excel does: those of one owner stay as they stood."""
    rows = deal.spec.milestones
    return [row.index + 1 for row in sorted(rows, key=lambda row: row.buyer_owner, reverse=falling)]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("falling", [False, True])
def test_rows_sorted_by_owner_are_a_question(deal, kind, falling):
    file = editor(kind, deal.file(kind))
    file.order(by_owner(deal, falling=falling))
    pulled = deal.pull(file.save())
    (asked,) = pulled.files[0].proposals
    assert (asked.kind, asked.state) == ("reorder", "question")
    assert asked.why == "the rows are sorted by their buyer owner, and later dates stand above earlier ones"
    assert not pulled.changed


@pytest.mark.parametrize(("name", "said"), [("milestone", "name"), ("target_date", "target date")])
def test_other_columns_are_told_by_their_name(deal, name, said):
    rows = deal.sent.snapshot.rows
    file = editor("xlsx", deal.file("xlsx"))
    numbers = range(1, 1 + len(rows))
    file.order(sorted(numbers, key=lambda n: getattr(rows[n - 1], name), reverse=name == "target_date"))
    (asked,) = deal.pull(file.save()).files[0].proposals
    assert (asked.state, f"by their {said}," in asked.why) == ("question", True)


def test_an_order_by_owner_that_somebody_takes_leaves_what_waits_for_what(deal):
    file = editor("xlsx", deal.file("xlsx"))
    file.order(by_owner(deal))
    pulled = deal.pull(file.save(), decide=lambda p: "yes")
    assert not pulled.problems
    rows = deal.spec.milestones
    assert [row.id for row in pulled.spec.milestones] == [rows[number - 1].id for number in by_owner(deal)]
    waits = {row.id: row.after for row in pulled.spec.milestones}
    assert waits == {
        row.id: row.after if row.after is not None else (rows[row.index - 1].id,) if row.index else () for row in rows
    }


@pytest.mark.parametrize("order", [[1, 2, 4, 3, 5, 6], [2, 1, 3, 4, 5, 6], [1, 2, 3, 6, 4, 5]])
def test_a_row_moved_by_hand_is_taken(deal, order):
    file = editor("xlsx", deal.file("xlsx"))
    file.order(order)
    pulled = deal.pull(file.save())
    assert [state for state, *_ in found(pulled)] == ["sure"]
    assert pulled.changed


def test_rows_sorted_by_the_dates_that_were_moved_are_taken(deal):
    file = editor("xlsx", deal.file("xlsx"))
    file.set(2, "target_date", "2026-12-18")
    file.order([1, 3, 4, 5, 2, 6])
    assert {state for state, *_ in found(deal.pull(file.save()))} == {"sure"}
