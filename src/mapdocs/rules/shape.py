"""How many rows a plan needs: MAP106."""

from __future__ import annotations

from collections.abc import Iterator

from mapdocs.plan.variant import FULL_ROWS, LITE_LINES, fold, live_rows
from mapdocs.rules.registry import Case, Violation, rule
from mapdocs.schema.kinds import STANDARD


@rule("MAP106", "error")
def a_plan_has_enough_rows(case: Case) -> Iterator[Violation]:
    """A full plan has six rows or more, a three-line plan three lines.

    The training's minimum is six rows; deals below the ACV threshold use three lines. Rows that were cancelled do not
    count. A longer list is folded into three lines: decide (alignment, business case), paper (security, legal,
    procurement) and start (signature, kickoff).
    """
    rows = live_rows(case.spec)
    present = {row.kind for row in rows}
    missing = [name for kind, name in STANDARD.items() if kind not in present]
    named = (
        f"missing of the six: {', '.join(missing)}"
        if missing
        else "add the steps that your champion knows and you do not"
    )
    if case.variant == "full" and len(rows) < FULL_ROWS:
        message = f"a full plan has {FULL_ROWS} rows at least, and this one has {len(rows)}"
        threshold = f"{case.spec.settings.acv_threshold:,.0f}"
        yield Violation("milestones", message, f"{named} (below an ACV of {threshold} three lines are enough)")
    elif case.variant == "lite":
        lines = len(fold(case.spec))
        if lines < LITE_LINES:
            message = f"a three-line plan has three lines, and this one has {lines}"
            hint = "add a line for each of: decide, paperwork, start"
            if len(rows) > LITE_LINES:
                hint = f"the rows fold into {lines}; {named}"
            yield Violation("milestones", message, hint)
