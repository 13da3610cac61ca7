"""How one knows that a row is done: MAP104, MAP105, MAP118."""

from __future__ import annotations

from collections.abc import Iterator

from mapdocs.rules.classify.proof import judge, rewrite
from mapdocs.rules.registry import Case, Violation, rule


@rule("MAP104", "error")
def every_row_has_an_exit_criterion(case: Case) -> Iterator[Violation]:
    """Every row has an exit criterion.

    Without a proof a row is done when somebody feels that it is. The training uses exit criteria as agenda items:
    each meeting advances one row to done with its proof attached.
    """
    for row in case.rows:
        if not row.exit_criteria:
            proposal = rewrite(row.kind, row.buyer_owner, case.spec.settings.locale)
            yield Violation(
                f"{row.path}.exit_criteria",
                f"{row.title} has no exit criterion",
                f"add exit_criteria: {proposal}",
                proposals=(proposal,),
            )


@rule("MAP105", "error")
def an_exit_criterion_is_observable(case: Case) -> Iterator[Violation]:
    """An exit criterion is observable.

    "MSA countersigned", not "legal progressing": a stranger could check it without asking for an opinion. Progress
    talk is an error; a text in which no observable proof is recognised is a warning, since words are endless. A row
    that is done or cancelled is left alone.
    """
    for row in case.open_rows:
        if not row.exit_criteria:
            continue
        verdict, words = judge(row.exit_criteria)
        if verdict == "observable":
            continue
        better = rewrite(row.kind, row.buyer_owner, case.spec.settings.locale)
        proposal = f"write what anyone can see, such as: {better}"
        path = f"{row.path}.exit_criteria"
        if verdict == "progress":
            yield Violation(
                path, f"“{words}” is progress talk, not a proof", proposal, within=words, proposals=(better,)
            )
        elif verdict == "unrecognised":
            yield Violation(
                path, "no observable proof is recognised in this text", proposal, "warning", proposals=(better,)
            )


@rule("MAP118", "warning")
def a_done_row_has_its_proof(case: Case) -> Iterator[Violation]:
    """A row that is done has its proof attached.

    The training: each meeting advances one row to done with proof attached. A link to the signed page, or words by which
    anyone finds it ("minutes of 7 December, page 2"), so that nobody has to ask a second time whether it is done.
    """
    for row in case.rows:
        if row.status == "done" and not row.proof:
            yield Violation(
                f"{row.path}.proof",
                f"{row.title} is done, and nothing shows it",
                "add proof: a link, or words such as minutes of 7 December, page 2",
            )
