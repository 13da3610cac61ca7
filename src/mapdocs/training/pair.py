"""The teaching pair from a won deal: its plan as it stood at the start, once good and once flawed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mapdocs.building.company import kit_for
from mapdocs.findings import Finding
from mapdocs.formats.pdf.requirements import pdf_problem
from mapdocs.plan.builder import buyer_plan
from mapdocs.rules import check
from mapdocs.schema.model import Spec
from mapdocs.schema.writer import to_yaml
from mapdocs.templating.kit import Kit
from mapdocs.training import anchor
from mapdocs.training.anchor import Anchor
from mapdocs.training.beginning import first_plan, weeks_ahead
from mapdocs.training.disguise import Disguise
from mapdocs.training.flaws import NOT_ASKED, flawed, notes

SPEC_HEAD = "Example for training, not for a buyer. Names, amounts and dates are invented."
_FULL_FROM = 6  # rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOptions:
    """What is wrong with the flawed one (keys of FLAWS), and how much of the deal stays.

    ``also`` maps further words, such as a product's name, to others; ``with_specs`` asks for the two specs too.
    """

    flaws: tuple[str, ...]
    keep_names: bool = False
    also: Mapping[str, str] = field(default_factory=dict)
    with_specs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The ``files`` by name, or the ``findings`` for which there are none.

    ``left`` says where in the example what looks like a name, a year or a period was left as it is, and what; ``no_pdf`` says
    why the PDFs are missing.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()
    no_pdf: str | None = None


def teaching_pair(spec: Spec, options: PairOptions, *, today: date) -> Pair:
    """The two documents for training from the won deal in ``spec``, with dates that lie ahead of ``today``.

    Args:
        spec: a deal without problems of form.
        options: what is asked for.
        today: the day on which the pair is made.

    Returns:
        The files; none where the plan breaks rules that a good example must keep.
    """
    disguise = None if options.keep_names else Disguise(spec, weeks=weeks_ahead(spec, today), also=dict(options.also))
    good = first_plan(spec, disguise, today=today)
    found = check(good, today=today, variant="full" if len(good.milestones) >= _FULL_FROM else "auto")
    serious = tuple(f for f in found if f.level == "error" and f.code != NOT_ASKED)
    if serious:
        return Pair(findings=serious)
    kit, problem = kit_for(spec.settings), pdf_problem()
    examples = (
        _example(good, "good", (), today),
        _example(flawed(good, options.flaws, today=today), "flawed", options.flaws, today),
    )
    files: dict[str, bytes] = {}
    for example, made in examples:
        name = f"{made.kind}-example-for-training"
        files.update(_documents(made, name, kit, with_pdf=problem is None))
        if options.with_specs:
            files[f"{name}.yaml"] = to_yaml(example, head=SPEC_HEAD).encode()
    left = () if disguise is None else tuple(_left(good, disguise))
    return Pair(files=files, left=left, no_pdf=problem)


def _example(spec: Spec, kind: Literal["good", "flawed"], flaws: tuple[str, ...], today: date) -> tuple[Spec, Anchor]:
    plan = buyer_plan(spec, today=today, variant="full")
    return spec, Anchor(plan, notes(spec, flaws=flaws, today=today), kind, today)


def _documents(made: Anchor, name: str, kit: Kit, *, with_pdf: bool) -> dict[str, bytes]:
    files = {f"{name}.docx": anchor.docx(made, kit)}
    if with_pdf:
        files[f"{name}.pdf"] = anchor.pdf(made, kit)
    return files


def _left(spec: Spec, disguise: Disguise) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each field in which people write freely, and what stands there still that a person should look at."""
    texts: list[tuple[str, str | None]] = [("deal.outcome", spec.deal.outcome)]
    texts += [(f"deal.success[{n}]", text) for n, text in enumerate(spec.deal.success)]
    texts += [
        (f"{side}.people[{n}].title", p.title)
        for side, people in (("buyer", spec.buyer.people), ("seller", spec.seller.people))
        for n, p in enumerate(people)
    ]
    for n, row in enumerate(spec.milestones):
        for field_name in ("milestone", "buyer_label", "exit_criteria", "note", "evidence"):
            texts.append((f"milestones[{n}].{field_name}", getattr(row, field_name)))
    for path, text in texts:
        found = disguise.left(text or "")
        if found:
            yield path, tuple(found)
