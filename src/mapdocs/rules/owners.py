"""Who owns a row: MAP101, MAP102, MAP107."""

from __future__ import annotations

from collections.abc import Iterator

from mapdocs.rules.classify.person import by_lists, judge
from mapdocs.rules.registry import Case, Violation, rule


@rule("MAP101", "error")
def every_row_has_a_buyer_owner(case: Case) -> Iterator[Violation]:
    """Every row names a person on the buyer's side.

    The training's rule: no buyer owner, no MAP row. "Procurement did not go dark, they were never on the plan."
    A department, a title or a placeholder cannot be asked on the phone. To find the name, ask: who loses their job
    if this date slips? Whoever stands under people with a title is a person, whatever the name.
    """
    spec = case.spec
    companies = (spec.buyer.company, spec.seller.company)
    listed = {p.name.casefold() for p in spec.buyer.people if p.title or p.email}
    titled = {p.name.casefold() for p in spec.buyer.people if p.title}
    ours = {p.name.casefold() for p in spec.seller.people} | {spec.seller.owner.casefold()}
    question = "no buyer owner, no MAP row; ask your champion: who loses their job if this date slips?"
    for row in case.rows:
        path, owner = f"{row.path}.buyer_owner", row.buyer_owner
        if not owner:
            yield Violation(path, f"{row.title} has no buyer owner", f"{question} Then add buyer_owner: First Last")
            continue
        if owner.casefold() in ours and owner.casefold() not in listed:
            yield Violation(
                path,
                f"{owner} is on the seller's side",
                "name the buyer's person; where there is none, the row is an internal task: move it to internal.tasks",
            )
            continue
        if owner.casefold() in titled:
            continue  # whoever stands under people with a title is a person, whatever the name
        verdict = by_lists(owner) if owner.casefold() in listed else judge(owner, companies)
        if verdict == "nobody":
            yield Violation(
                path,
                f"“{owner}” is nobody yet",
                f"{question} Write the name in place of “{owner}”; if it is a name, list it under people with a title",
            )
        elif verdict == "group":
            yield Violation(
                path,
                f"“{owner}” is not a person",
                f"{question} Write the name, and “{owner}” as their title under people. If it is a name, list it there with a title",
            )


@rule("MAP102", "error")
def every_row_has_a_seller_owner(case: Case) -> Iterator[Violation]:
    """Every row names a seller owner.

    The plan has two sides. A row that nobody on the seller's side owns is an errand for the buyer.
    """
    ours = {p.name.casefold() for p in case.spec.seller.people if p.title}
    for row in case.rows:
        owner = row.seller_owner
        path = f"{row.path}.seller_owner"
        if not owner:
            rep = case.spec.seller.owner or "First Last"
            yield Violation(path, f"{row.title} has no seller owner", f"add seller_owner: {rep}")
        elif owner.casefold() not in ours and judge(owner) == "nobody":
            yield Violation(
                path,
                f"“{owner}” is nobody yet",
                f"write a name, as in seller_owner: {case.spec.seller.owner or 'First Last'}",
            )


@rule("MAP107", "error")
def a_full_plan_names_two_buyer_owners(case: Case) -> Iterator[Violation]:
    """A full plan names at least two different buyer owners.

    The training's minimum: six rows, at least two buyer names. One name alone means that legal, security and
    procurement have not been asked yet.
    """
    if case.variant != "full":
        return
    companies = (case.spec.buyer.company, case.spec.seller.company)
    titled = {p.name.casefold() for p in case.spec.buyer.people if p.title}
    owners = {
        " ".join(row.buyer_owner.casefold().split())
        for row in case.rows
        if row.buyer_owner
        and row.status != "cancelled"
        and (row.buyer_owner.casefold() in titled or judge(row.buyer_owner, companies) == "person")
    }
    if len(owners) == 1:
        yield Violation(
            "milestones",
            "all rows have the same buyer owner",
            "name who owns legal, security or procurement on the buyer's side; a full plan has two buyer names at least",
        )
    elif not owners:
        yield Violation(
            "milestones",
            "no row has a buyer owner who is a person",
            "name at least two people on the buyer's side",
        )
