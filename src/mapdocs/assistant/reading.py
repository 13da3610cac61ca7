"""What an assistant may look at: the plans of the folder, the grammar, the rules, what is next, what is lacking, what took how long."""

from __future__ import annotations

from decimal import Decimal

from mapdocs.assistant import results
from mapdocs.assistant.folder import Inside, digest_of, text_bytes
from mapdocs.building.checking import check as check_spec
from mapdocs.deals.coverage import coverage as compare
from mapdocs.deals.coverage import read_opportunities
from mapdocs.deals.overview import overview
from mapdocs.errors import MapdocsError
from mapdocs.findings import Finding, has_errors
from mapdocs.language.spelling import close_matches
from mapdocs.plan.durations import durations as measure
from mapdocs.rules import explained
from mapdocs.schema.fields import SPEC
from mapdocs.schema.loader import load, load_given, settings_for
from mapdocs.schema.model import Spec
from mapdocs.schema.shapes import Group, Many
from mapdocs.schema.visibility import places


def list_deals(inside: Inside) -> results.Deals:
    """The plans in the folder, each with how it stands, what is next and how many findings it has. Start here."""
    by_file = {spec.source.file: spec for spec in inside.specs()}
    lines = []
    for deal in overview(by_file.values(), today=inside.today):
        findings = check_spec(by_file[deal.file], today=inside.today)
        lines.append(
            results.DealLine(
                plan=inside.name_of(deal.file),
                deal=deal.deal,
                buyer=deal.company,
                state=deal.state,
                next_milestone=deal.step,
                date=deal.due.isoformat() if deal.due else None,
                errors=_count(findings, "error"),
                warnings=_count(findings, "warning"),
            )
        )
    return results.Deals(results.NOT_FOR_BUYERS, tuple(lines))


def read_plan(inside: Inside, plan: str) -> results.PlanText:
    """A plan's text as it stands, and its digest, which save_plan, build and apply_changes need. Call it before each of them.

    Args:
        plan: its name, as list_deals gives it.
    """
    path = inside.plan(plan)
    spec = load(path)
    return results.PlanText(
        plan=inside.name_of(path),
        digest=digest_of(path),
        text=spec.source.text,
        open=results.open_in(spec.source.text),
        seller_only=results.seller_only(spec),
        not_for_buyers=results.NOT_FOR_BUYERS,
    )


def schema(inside: Inside, part: str = "") -> results.Keys:
    """What may stand in a plan: every key with what it holds and who may see it. A key that is not here is an error.

    Args:
        part: only the keys below this one, as deal, buyer, review, milestones or internal; all of them where left out.
    """
    wanted = part.strip().removesuffix("[]")
    needed = {path for path, required in _required(SPEC, "") if required}
    keys = tuple(
        results.Key(
            one.path,
            one.field.doc,
            one.seen_by,
            one.path in needed,
            tuple(str(word) for word in _words(one.leaf.schema.get("enum"))),
        )
        for one in places(SPEC)
        if not wanted or f"{one.path.replace('[]', '')}.".startswith(f"{wanted}.")
    )
    if not keys:
        raise MapdocsError(f"no part is called {part}", f"there are {', '.join(field.key for field in SPEC.fields)}")
    how = (
        "YAML, one file a deal. Dates as 2026-11-30, target_date also as 10 working days after legal. seen_by seller never "
        "reaches a buyer. On a row that you fill in, source says where you have it from."
    )
    return results.Keys(keys, how)


def _words(enum: object) -> tuple[object, ...]:
    return tuple(enum) if isinstance(enum, list | tuple) else ()


def _required(group: Group, at: str) -> list[tuple[str, bool]]:
    found = []
    for field in group.fields:
        path = f"{at}.{field.key}" if at else field.key
        shape = field.shape
        if isinstance(shape, Many):
            path, shape = f"{path}[]", shape.of
        found += _required(shape, path) if isinstance(shape, Group) else [(path, field.required)]
    return found


def rules(inside: Inside, code: str = "") -> results.Rulings:
    """The rules that a plan is checked by; with a code the one rule with the training's reason.

    Args:
        code: such as MAP105; all rules by title where left out.
    """
    wanted = code.strip().upper()
    every = explained()
    known = [one["code"] for one in every]
    if wanted and wanted not in known:
        close = close_matches(wanted, known)
        raise MapdocsError(
            f"there is no rule {code}", f"did you mean {close[0]}?" if close else "call rules without a code"
        )
    chosen = [one for one in every if one["code"] == wanted] if wanted else [o for o in every if o["code"] > "MAP1"]
    return results.Rulings(
        tuple(
            results.Ruling(one["code"], one["level"], one["title"], one["reason"] if wanted else "") for one in chosen
        )
    )


def check(inside: Inside, plan: str = "", text: str = "") -> results.Checked:
    """Check a plan against the rules: give its name, or a text that is not saved yet. Each finding says what to write instead.

    Args:
        plan: a plan's name, as list_deals gives it.
        text: a whole plan as YAML, instead of a name.
    """
    if bool(plan) == bool(text):
        raise MapdocsError("give a plan's name or a text, one of the two", "as in plan: northwind.yaml")
    spec = load(inside.plan(plan)) if plan else given(inside, text)
    return checked(inside, spec)


def given(inside: Inside, text: str) -> Spec:
    """The spec in a text that lies in no file of the folder yet."""
    return load_given(text_bytes(text), at=inside.root / "text.yaml", name="text")


def checked(inside: Inside, spec: Spec) -> results.Checked:
    """The findings of ``spec`` as an answer."""
    findings = check_spec(spec, today=inside.today)
    return results.Checked(
        can_be_built=not has_errors(findings),
        errors=_count(findings, "error"),
        warnings=_count(findings, "warning"),
        findings=results.found(findings, inside),
        open=results.open_in(spec.source.text),
    )


def _count(findings: tuple[Finding, ...], level: str) -> int:
    return sum(finding.level == level for finding in findings)


def next_steps(inside: Inside) -> results.NextSteps:
    """What is next in every plan of the folder, who owns it on the buyer's side, and what is late; the worst first."""
    deals = overview(inside.specs(), today=inside.today)
    return results.NextSteps(
        results.NOT_FOR_BUYERS,
        tuple(
            results.NextStep(
                plan=inside.name_of(deal.file),
                deal=deal.deal,
                next_milestone=deal.step,
                buyer_owner=deal.buyer_owner,
                date=deal.due.isoformat() if deal.due else None,
                days=deal.days,
                state=deal.state,
                flags=deal.flags,
            )
            for deal in deals
        ),
    )


def coverage(inside: Inside, export: str) -> results.CoverageFound:
    """Which late-stage opportunities of a CRM's export have no plan in the folder, or one that is not in order.

    Args:
        export: the export's file in the folder (CSV, .xlsx or .ods).
    """
    path = inside.file(export)
    settings, _ = settings_for(inside.root / "x.yaml")
    opportunities, notes = read_opportunities(path, settings, today=inside.today)
    made = compare(opportunities, inside.specs(), settings, today=inside.today, notes=notes)
    return results.CoverageFound(
        not_for_buyers=results.NOT_FOR_BUYERS,
        late=len(made.lines),
        lacking=len(made.lacking),
        from_stage=made.stage,
        opportunities=tuple(
            results.Covered(
                line.state,
                line.deal,
                line.company,
                line.owner,
                inside.name_of(line.file) if line.file else "",
                inside.said(line.fix),
            )
            for line in made.lines
        ),
        notes=tuple(inside.said(note) for note in made.notes),
    )


def durations(inside: Inside) -> results.DurationsFound:
    """How many working days each kind of step took in the folder's finished deals; below three nothing is claimed."""
    made = measure([spec for spec in inside.specs() if spec.readable])
    return results.DurationsFound(
        not_for_buyers=results.NOT_FOR_BUYERS,
        deals=made.deals,
        finished=made.finished,
        kinds=tuple(
            results.StepTook(
                one.kind,
                len(one.steps),
                one.median if one.enough else None,
                one.most if one.enough else None,
                tuple(f"{s.days} working days, {s.buyer}, done on {s.done_on}" for s in one.last) if one.enough else (),
            )
            for one in made.measures
        ),
    )


def amount_said(acv: str | float) -> str:
    """An amount as a person would type it, whether it came as a number or as words."""
    return acv if isinstance(acv, str) else f"{Decimal(str(acv)):f}"
