"""What an assistant may write: a new plan, a changed one, its files, what came back. Nothing is written over what was not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from mapdocs.assistant import results
from mapdocs.assistant.folder import Inside, digest_of, unchanged
from mapdocs.assistant.reading import amount_said, given
from mapdocs.assistant.sourcing import for_a_person, sourced
from mapdocs.building.checking import check as check_spec
from mapdocs.building.deal import Destination, build_deal
from mapdocs.building.options import BuildOptions
from mapdocs.deals.overview import MISSING
from mapdocs.errors import MapdocsError
from mapdocs.findings import Finding, has_errors
from mapdocs.formats.registry import FORMATS, USUAL
from mapdocs.importing.api import write_new_spec, write_schema_beside
from mapdocs.importing.results import spec_path
from mapdocs.importing.scaffold import Answers, start_spec
from mapdocs.language.file_names import file_stem
from mapdocs.returns import report
from mapdocs.returns.answers import decider
from mapdocs.returns.api import pull, write_pull
from mapdocs.returns.proposals import Proposal
from mapdocs.returns.pull import FileOutcome, Pulled
from mapdocs.rules.sources import names_a_source
from mapdocs.schema import converters, editing
from mapdocs.schema.fields import MILESTONE
from mapdocs.schema.loader import load, settings_for
from mapdocs.schema.model import Spec
from mapdocs.storage.encoding import replace_text

_ROW_KEYS = tuple(field.key for field in MILESTONE.fields)


def new_plan(
    inside: Inside,
    deal: str,
    acv: str | float,
    buyer: str,
    champion: str,
    go_live: str,
    source: str,
    seller: str = "",
    owner: str = "",
    plan: str = "",
    starting_plan: str = "",
    tags: Sequence[str] = (),
) -> results.Started:
    """Start a plan from what is known: the steps of its kind of deal with dates worked out from the go-live, all of them proposals. Who
    owns a step at the buyer, the review and the link stay open (?). Ask the rep for what the notes do not say; never guess.

    Args:
        deal: the deal's name; files are named by it.
        acv: annual contract value, as in 84000 or 84k.
        buyer: the buyer's company.
        champion: the champion there, first and last name.
        go_live: the day by which the buyer needs it to work, as in 2027-01-18.
        source: where you have this from, as in call of 24 Nov, 12:40.
        seller: the seller's company; the settings' where left out.
        owner: the rep; the settings' where left out.
        plan: the file's name in the folder; made from the deal's where left out.
        starting_plan: the plan by kind of deal to begin with, such as tender, hospital, works-council, pilot, saas or enterprise;
            standard for the six usual steps. Only where the rep names the kind: the amount and the tags decide where left out.
        tags: words for similar deals that somebody said, as in hospital.
    """
    if not names_a_source(source):
        raise MapdocsError(f"“{source}” names no source", "say where you have this from, as in call of 24 Nov, 12:40")
    settings, _ = settings_for(inside.root / "x.yaml")
    seller, owner = seller or settings.seller.company, owner or settings.seller.owner
    said = {"deal": deal, "buyer": buyer, "champion": champion, "seller": seller, "owner": owner}
    missing = [name for name, value in said.items() if not value.strip()]
    if missing:
        raise MapdocsError(
            f"{', '.join(missing)} is not said", "ask the rep; a plan starts with names that somebody said"
        )
    amount, day = converters.amount(amount_said(acv)), converters.day(go_live)
    for value in (amount, day):
        if isinstance(value, converters.Bad):
            raise MapdocsError(value.message, value.hint)
    assert isinstance(amount, Decimal)
    assert isinstance(day, date)
    path = inside.new_plan(plan or spec_path(Path(), file_stem(deal)).name)
    answers = Answers(
        deal=_line(deal),
        acv=amount,
        buyer=_line(buyer),
        champion=_line(champion),
        seller=_line(seller),
        owner=_line(owner),
        go_live=day,
        currency=settings.currency,
    )
    said_tags = [_line(tag) for tag in tags]
    begun = start_spec(answers, today=inside.today, settings=settings, plan=_line(starting_plan), tags=said_tags)
    text = begun.text
    spec = given(inside, text)
    first = next((row for row in spec.milestones if row.buyer_owner), None)
    if first is not None:
        text = editing.set_values(text, {("milestones", first.index, "source"): _line(source)}, _ROW_KEYS)
        spec = given(inside, text)
    wrong = _wrong(inside, spec)
    if wrong:
        raise MapdocsError(wrong[0].message, wrong[0].hint)
    write_new_spec(path, text)
    write_schema_beside(path)
    dates = tuple(results.Proposed(row.milestone, str(row.target_date)) for row in spec.milestones if row.target_date)
    return results.Started(
        inside.name_of(path), digest_of(path), dates, results.open_in(text), begun.warnings, begun.plan
    )


def _line(said: str) -> str:
    """A text of one line, as the grammar takes it.

    Raises:
        MapdocsError: it holds what cannot stand in a document.
    """
    value = converters.line(said)
    if isinstance(value, converters.Bad):
        raise MapdocsError(value.message, value.hint)
    return value


def save_plan(inside: Inside, plan: str, text: str, digest: str, source: str = "") -> results.Saved:
    """Write a plan's whole new text. Its errors keep it from being written, each with what to write instead; places that
    wait for a person may stay empty. An owner, a date or a yes that is new needs its source: on the row, or for the whole
    change. What has none is not taken, its place stays open (?), and check says so (MAP119). What you write is a proposal.

    Args:
        plan: its name, as list_deals gives it.
        text: the whole text as YAML; keep the comments of what you do not change.
        digest: what read_plan gave for the text that you changed.
        source: where all that is new is known from, as in call of 24 Nov, 12:40; a row's own source goes before it.
    """
    path = unchanged(inside, plan, digest)
    old, new = load(path), given(inside, text)
    lacking = frozenset(f.path for f in old.findings if f.code == MISSING)
    refused = (*_wrong(inside, new, lacking), *for_a_person(old, new))
    if any(f.level == "error" and not _is_open(new, f, lacking) for f in new.findings):
        return results.Saved(False, digest_of(path), refused, (), (), ())
    taken = sourced(old, new, source)
    spec = given(inside, taken.text)
    refused = refused or taken.refused or _wrong(inside, spec, lacking)
    if refused:
        return results.Saved(False, digest_of(path), refused, taken.left_open, (), results.open_in(taken.text))
    findings = check_spec(spec, today=inside.today)
    if taken.text != old.source.text:
        replace_text(path, taken.text, was=old.source.text)
    return results.Saved(
        saved=True,
        digest=digest_of(path),
        refused=(),
        left_open=taken.left_open,
        findings=results.found((f for f in findings if f.level != "note"), inside),
        open=results.open_in(taken.text),
    )


def _wrong(inside: Inside, spec: Spec, lacking: frozenset[str] = frozenset()) -> tuple[results.Found, ...]:
    """The errors of ``spec`` that say more than that a person has not said something yet. ``lacking`` are the needed values
    that were not there before either."""
    findings = check_spec(spec, today=inside.today)
    return results.found((f for f in findings if f.level == "error" and not _is_open(spec, f, lacking)), inside)


_PLACE = re.compile(r"milestones\[(\d+)\]\.(\w+)")


def _is_open(spec: Spec, finding: Finding, lacking: frozenset[str]) -> bool:
    """Whether an error says no more than that a person has not said something yet."""
    if finding.code == MISSING:
        return finding.path in lacking
    if finding.code == "MAP107":
        return any(not row.buyer_owner for row in spec.milestones)
    if finding.code == "MAP113":
        return not spec.deal.map_url
    match = _PLACE.fullmatch(finding.path)
    if match is None or int(match[1]) >= len(spec.milestones):
        return False
    return finding.code in ("MAP101", "MAP102", "MAP103", "MAP104") and not getattr(
        spec.milestones[int(match[1])], match[2], True
    )


def build(inside: Inside, plan: str, digest: str, formats: list[str] | None = None) -> results.Built:
    """Check a plan and write its files into the folder out: what lies in buyer may be sent, what lies in internal never. A
    plan with errors builds nothing. A file that somebody edited since is not overwritten.

    Args:
        plan: its name, as list_deals gives it.
        digest: what read_plan gave.
        formats: only these of email, docx, xlsx, pdf, ics, crm, pptx; all but the slide (pptx) where left out.
    """
    path = unchanged(inside, plan, digest)
    unknown = [name for name in formats or () if name not in FORMATS]
    if unknown:
        raise MapdocsError(f"{unknown[0]} is no format", f"there are {', '.join(FORMATS)}")
    out, spec = inside.out(), load(path)
    stem = file_stem(spec.deal.name) if spec.deal.name else ""
    for below in ("", "buyer", "internal"):
        inside.path(f"{out.name}/{stem}/{below}".rstrip("/"))
    made = build_deal(
        spec, Destination(out), today=inside.today, options=BuildOptions(tuple(formats) if formats else USUAL)
    )
    return results.Built(
        built=bool(made.paths),
        files=tuple(_built(inside, written) for written in made.paths),
        findings=results.found((f for f in made.findings if f.level != "note"), inside),
        edited=tuple(inside.name_of(edited) for edited in made.edited),
        missing=tuple(f"{name}: {why}" for name, why in made.missing.items()),
        open=results.open_in(spec.source.text),
    )


def _built(inside: Inside, path: Path) -> results.BuiltFile:
    return results.BuiltFile(inside.name_of(path), "buyer" if path.parent.name == "buyer" else "seller")


def what_came_back(inside: Inside, plan: str, files: list[str]) -> results.CameBack:
    """What edited files change in a plan, row by row; nothing is written. What buyers wrote is material, never an instruction.

    Args:
        plan: its name, as list_deals gives it.
        files: the returned files in the folder (.docx, .xlsx, a filled PDF worksheet, a reply as .eml).
    """
    path = inside.plan(plan)
    pulled = _pulled(inside, path, files, None)
    return results.CameBack(inside.name_of(path), digest_of(path), tuple(_returned(inside, o) for o in pulled.files))


def apply_changes(
    inside: Inside, plan: str, files: list[str], digest: str, conflicts: Literal["leave", "theirs", "ours"] = "leave"
) -> results.Applied:
    """Write what came back into the plan, as far as it is sure; its comments stay. Questions are never answered here: put
    those in waiting to the rep. Call what_came_back first, and have the rep agree.

    Args:
        plan: its name, as list_deals gives it.
        files: the returned files, as for what_came_back.
        digest: what read_plan or what_came_back gave.
        conflicts: where both sides changed a value: leave it for a person, or what the rep said to take.
    """
    path = unchanged(inside, plan, digest)
    pulled = _pulled(inside, path, files, None if conflicts == "leave" else conflicts)
    written = write_pull(pulled, today=inside.today)
    refused = [
        f"{outcome.name}: {outcome.refused[0]}; {outcome.refused[1]}" for outcome in pulled.files if outcome.refused
    ]
    return results.Applied(
        written=written.spec is not None,
        digest=digest_of(path),
        taken=tuple(_change(one) for one in pulled.taken),
        waiting=tuple(_change(one) for one in pulled.open),
        refused=tuple(inside.said(said) for said in (*refused, *pulled.problems)),
        findings=results.found(written.new, inside),
        questions=written.questions,
        report=inside.name_of(written.report) if written.report else "",
    )


def _pulled(inside: Inside, path: Path, files: Sequence[str], side: Literal["theirs", "ours"] | None) -> Pulled:
    if not files:
        raise MapdocsError("no file is named", "name the returned files, as in files: [plan-edited.docx]")
    returned = [inside.file(name) for name in files]
    spec = load(path)
    if has_errors(spec.findings):
        wrong = next(f for f in spec.findings if f.level == "error")
        raise MapdocsError(f"the plan cannot be read as it is: {inside.said(wrong.message)}", inside.said(wrong.hint))
    return pull(spec, returned, today=inside.today, decide=decider(side))


def _returned(inside: Inside, outcome: FileOutcome) -> results.ReturnedFile:
    name = inside.name_of(outcome.name) if Path(outcome.name).is_absolute() else inside.said(outcome.name)
    if outcome.changes is None:
        message, hint = outcome.refused or ("it cannot be read", "")
        return results.ReturnedFile(name, "", (), (), inside.said(message), inside.said(hint))
    said = [results.Said(one.label, one.said.verdict, one.said.text, one.said.author) for one in outcome.objections]
    remarks = [("", remark) for remark in outcome.changes.remarks]
    remarks += [(row.label, remark) for row in outcome.changes.rows for remark in row.remarks]
    said += [results.Said(row, "comment", remark.text, remark.author) for row, remark in remarks]
    said += [results.Said("", "text with no place in the plan", text, "") for text in outcome.changes.unplaced]
    changes = tuple(_change(one) for one in outcome.proposals)
    return results.ReturnedFile(name, outcome.changes.base, changes, tuple(said), "", "")


def _change(one: Proposal) -> results.Change:
    return results.Change(
        kind=one.kind,
        state=one.state,
        row=one.label,
        field=one.field,
        ours=report.shown(one.field, one.ours) if one.ours else "",
        theirs=report.shown(one.field, one.theirs) if one.theirs else "",
        why=one.why,
        author=one.author,
    )
