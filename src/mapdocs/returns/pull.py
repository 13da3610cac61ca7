"""Returned files into a spec: read, compared with what was sent, merged, decided, written into the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from mapdocs._version import __version__
from mapdocs.errors import NotWritten, Refused, Unreadable
from mapdocs.formats import describe
from mapdocs.formats.email import message
from mapdocs.formats.excel import tracker
from mapdocs.formats.word import document
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.recall import plan_again
from mapdocs.plan.snapshot import SentVersion, Variant
from mapdocs.plan.variant import fold, variant_of
from mapdocs.readers.detect import open_papers
from mapdocs.readers.tables import Paper, same
from mapdocs.returns.agreement import by_ours
from mapdocs.returns.applying import Applied, apply
from mapdocs.returns.baseline import Sent, base_of, refuse_another_deal
from mapdocs.returns.changes import Changes, Edit
from mapdocs.returns.comparison import Base, compare
from mapdocs.returns.fields import with_table
from mapdocs.returns.merging import Ours, merge
from mapdocs.returns.pasted import of_mail
from mapdocs.returns.phrasebook import Phrasebook, phrasebook
from mapdocs.returns.plan_tables import plan_tables
from mapdocs.returns.proposals import Proposal
from mapdocs.returns.reply import letter_of, with_letter
from mapdocs.returns.said import Objection, objections
from mapdocs.returns.surroundings import NO_VERSION, OTHER_PROGRAM, Beside, Loose, loose_lines, new_text, since_told
from mapdocs.schema.model import Spec
from mapdocs.templating.kit import Kit

#: Decides a proposal that is not sure: the value to take, "" to leave the spec's own, None to leave it open.
Decide = Callable[[Proposal], str | None]


@dataclass(frozen=True, slots=True)
class Returned:
    """A file as it came back: its name as the user gave it, and its bytes."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Desk:
    """What a pull needs beside the files: the ``kits`` with our own words (the built-in ones, then the company's), what
    was ``sent``, the day, and who decides what is not sure (without anybody, it stays open). ``ask_all``: who decides is
    asked about what is sure too, and takes it by any answer but "" and None; of another value, that one is written."""

    kits: Sequence[Kit]
    sent: Sent
    today: date
    decide: Decide | None = None
    ask_all: bool = False

    @property
    def kit(self) -> Kit:
        return self.kits[-1]


@dataclass(slots=True)
class FileOutcome:
    """What came of one file: its changes with a proposal each and what the buyer objects to, or why it was refused."""

    name: str
    changes: Changes | None = None
    proposals: list[Proposal] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    refused: tuple[str, str] | None = None


@dataclass(slots=True)
class Pulled:
    """What came of a pull into the spec ``before``; ``spec`` and ``text`` are the new one. ``taken`` are in ``text``; ``open`` wait for an answer; ``left`` were decided against; ``marked``
    says why the plan was marked as going beyond the fiscal period."""

    before: Spec
    spec: Spec
    text: str
    files: list[FileOutcome] = field(default_factory=list)
    taken: list[Proposal] = field(default_factory=list)
    open: list[Proposal] = field(default_factory=list)
    left: list[Proposal] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    marked: str = ""

    @property
    def changed(self) -> bool:
        """Whether ``text`` is another than the spec's."""
        return self.text != self.before.source.text


def pull_returned(spec: Spec, files: Sequence[Returned], desk: Desk) -> Pulled:
    """The changes that ``files`` bring, merged into ``spec`` one file after the other."""
    book = phrasebook(desk.kits, spec.settings.locale)
    pulled = Pulled(spec, spec, spec.source.text)
    for returned in files:
        try:
            papers = open_papers(returned.raw, returned.name)
        except Unreadable as problem:
            pulled.files.append(FileOutcome(returned.name, refused=(problem.message, problem.hint)))
            continue
        pulled.files += _papers(pulled, [(o.name, o.paper) for o in papers], book, desk)
    return pulled


def _papers(pulled: Pulled, papers: list[tuple[str, Paper]], book: Phrasebook, desk: Desk) -> list[FileOutcome]:
    """The outcomes of one file's papers. A mail may hold the plan twice, quoted and attached; one that holds none
    is passed over as long as another does; what was noted on it, as an attachment that could not be read, is kept."""
    outcomes = []
    passed_over: list[str] = []
    mail: Paper | None = None  # which quotes no plan: what it says is told with the first document attached to it
    for name, paper in papers:
        outcome = FileOutcome(name)
        try:
            outcome.changes, outcome.proposals = _propose(
                pulled.spec, name, paper, book, desk, mail, alone=len(papers) == 1
            )
            mail = None
            outcome.objections = objections(outcome.changes, _sellers(pulled.spec))
            _decide(pulled, outcome.proposals, desk)
        except Refused as problem:
            outcome.refused = (problem.message, problem.hint)
            passed_over += paper.notes
            mail = paper if paper.kind == "mail" else mail
        except NotWritten as problem:
            pulled.problems.append(f"{name}: nothing of this file was written: {problem}")
        outcomes.append(outcome)
    good = [outcome for outcome in outcomes if outcome.refused is None]
    if good and good[0].changes is not None:
        good[0].changes = replace(good[0].changes, notes=(*passed_over, *good[0].changes.notes))
    return good or outcomes[:1]


def compare_with_spec(
    spec: Spec, returned: Returned, kits: Sequence[Kit], *, today: date, sent: Sent | None = None
) -> FileOutcome:
    """One returned file against the spec as it is now, whatever was sent; ``sent`` tells another deal's files."""
    book = phrasebook(kits, spec.settings.locale)
    names = kits[-1].words(spec.settings.locale).under("milestones")
    outcome = FileOutcome(returned.name)
    try:
        opened = open_papers(returned.raw, returned.name)[0]
        version = SentVersion(
            snapshot=own_snapshot(spec, names, variant_of(spec), today, sent.marks if sent else None).snapshot
        )
        line = book.revision_in(opened.paper.texts)
        if line is not None:
            refuse_another_deal(opened.paper, line, version.snapshot, sent)
        book = book.of_sides(*version.snapshot.called)
        paper = with_table(opened.paper, version.snapshot, book)
        base = Base(replace(version, revision=version.snapshot.revision), "the spec as it is")
        outcome.changes = compare(paper, base, book, today=today, file=opened.name)
    except (Unreadable, Refused) as problem:
        outcome.refused = (problem.message, problem.hint)
    return outcome


def own_snapshot(
    spec: Spec, names: Mapping[str, str], variant: Variant, today: date, marks: Mapping[str, str] | None = None
) -> Ours:
    """The spec's plan as its buyer would read it now, and the rows behind each line."""
    plan = buyer_plan(spec, today=today, variant=variant, names=names, marks=marks)
    if variant == "full":
        ids: tuple[tuple[str, ...], ...] = tuple((row.id,) for row in spec.milestones)
    else:
        ids = tuple(tuple(row.id for row in line.rows) for line in fold(spec))
    return Ours(plan.snapshot(), ids)


def _propose(
    spec: Spec, name: str, paper: Paper, book: Phrasebook, desk: Desk, mail: Paper | None = None, *, alone: bool = True
) -> tuple[Changes, list[Proposal]]:
    today = desk.today
    names = desk.kit.words(spec.settings.locale).under("milestones")
    current = own_snapshot(spec, names, "full", today, desk.sent.marks)
    book = book.of_sides(*current.snapshot.called)
    base = base_of(paper, current.snapshot, book, desk.sent, today=today)
    snapshot = base.version.snapshot
    book = book.of_sides(*snapshot.called)
    ours = own_snapshot(spec, names, snapshot.variant, today, desk.sent.marks)
    paper = with_table(paper, snapshot, book)
    read = replace(paper, remarks=[]) if paper.kind == "mail" else paper  # a mail's words are told by their rows, below

    def compared(one: Paper) -> Changes:
        return compare(one, base, book, today=today, file=name)

    changes = compared(read)
    if paper.kind == "mail":
        changes = of_mail(changes, read, book, compared)
    beside = _beside_the_table(spec, paper, base.version, book, desk)
    changes = replace(
        changes,
        unplaced=tuple(dict.fromkeys((*changes.unplaced, *_without(changes.go_live, beside.new)))),
        notes=(*changes.notes, *beside.notes, *by_ours(changes, _sellers(spec))),
    )
    letters: list[tuple[Paper, list[str] | None]] = [(mail, None)] if mail is not None else []
    if paper.kind == "mail":
        sent_mail, notes = _mail_again(spec, paper, base.version, book, desk)
        letters.append((paper, sent_mail))
        changes = replace(changes, notes=(*changes.notes, *notes))
    for letter, sent_mail in letters:
        sellers = [*_sellers(spec), *(person.email for person in spec.seller.people if person.email)]
        changes = with_letter(changes, letter_of(letter, snapshot, sellers, book, sent_mail, alone=alone))
    return changes, merge(changes, ours, snapshot, today=today, sellers=_sellers(spec))


def _without(edit: Edit | None, lines: Sequence[str]) -> list[str]:
    """The lines beside the table, but for the one that ``edit`` was read from."""
    return [line for line in lines if edit is None or same(edit.raw) not in same(line)]


def _sellers(spec: Spec) -> list[str]:
    return [spec.seller.owner, *(person.name for person in spec.seller.people)]


def _beside_the_table(spec: Spec, paper: Paper, version: SentVersion, book: Phrasebook, desk: Desk) -> Beside:
    """Text outside the table that was not there when the file was sent; it is made again to be compared with."""
    if paper.kind not in _MAKERS:
        return Beside()
    if version.built is None:
        return Beside(notes=(NO_VERSION,))
    if version.program != __version__:
        return Beside(notes=(OTHER_PROGRAM,))
    plan, told = _plan_again(spec, paper, version, book, desk)
    kit, before = desk.kit, desk.kit.before(plan.look.locale)

    def made_again(by: Kit) -> list[Loose]:
        made = _made_again(paper.kind, plan, by)
        return loose_lines(made, plan_tables(made, book))

    returned, sent = loose_lines(paper, plan_tables(paper, book)), made_again(kit)
    beside = new_text(returned, sent, told=told)
    if not beside.new:  # else it may be in the words that the labels had before
        return beside
    return new_text(returned, sent, told=[*told, *(line.text for line in made_again(before))])


_MAKERS = {"docx": document.docx, "xlsx": tracker.xlsx}


@lru_cache(maxsize=4)  # of one version several files may come back, as from three people in one mail
def _made_again(kind: str, plan: BuyerPlan, kit: Kit) -> Paper:
    (made,) = open_papers(_MAKERS[kind](plan, kit), f"map.{kind}")
    return made.paper


def _plan_again(
    spec: Spec, paper: Paper, version: SentVersion, book: Phrasebook, desk: Desk
) -> tuple[BuyerPlan, list[str]]:
    """The plan as it was sent, and the lines that it may have had which nobody remembers."""
    kit, snapshot = desk.kit, version.snapshot
    day = book.version_in(paper.texts) or version.built or desk.today
    names = kit.words(spec.settings.locale).under("milestones")
    like = buyer_plan(spec, today=day, variant=snapshot.variant, names=names)
    plan = plan_again(snapshot, like)
    before, versions = kit.before(plan.look.locale), desk.sent.versions(plan.stem)
    told: list[str] = []
    for words in (kit.words(plan.look.locale), before.words(plan.look.locale)):
        told += since_told(plan, snapshot, versions, words) + describe.foot_before(plan, words)
        told += describe.next_before(plan, words) + describe.sheet_before(plan, words)
        told += describe.head_before(plan, words)
    return plan, told


def _mail_again(
    spec: Spec, paper: Paper, version: SentVersion, book: Phrasebook, desk: Desk
) -> tuple[list[str] | None, tuple[str, ...]]:
    """The lines of the mail that was sent, in the labels of today and of before; or why nobody can make them again."""
    if version.built is None or version.program != __version__:
        return None, (NO_VERSION if version.built is None else OTHER_PROGRAM,)
    plan, told = _plan_again(spec, paper, version, book, desk)
    lines = list(told)
    for kit in (desk.kit, desk.kit.before(plan.look.locale)):
        lines += open_papers(message.eml(plan, kit), "map.eml")[0].paper.texts
        lines += message.text(plan, kit).decode().splitlines()[:1]  # the subject, in the plan's language
    return lines, ()


def _decide(pulled: Pulled, proposals: list[Proposal], desk: Desk) -> None:
    """Take what is sure, ask about the rest, and write what was taken into the text."""
    taken: list[Proposal] = []
    for proposal in proposals:
        if proposal.state == "sure":
            answer = desk.decide(proposal) if desk.ask_all and desk.decide is not None else proposal.theirs or "yes"
            if answer:
                taken.append(_said(proposal, answer) if proposal.theirs else proposal)
            else:
                pulled.left.append(proposal)
        elif proposal.state != "settled":
            answer = desk.decide(proposal) if desk.decide is not None else None
            if answer is None:
                pulled.open.append(proposal)
            elif answer == "":
                pulled.left.append(proposal)
            elif proposal.kind == "set" and proposal.row is not None and not proposal.ids:
                taken = [_answered(p, proposal, answer) for p in taken]
            else:
                taken.append(_said(proposal, answer))
    taken = _without_lonely_consequences(taken)
    outcome: Applied = apply(pulled.spec, taken, today=desk.today)
    pulled.spec, pulled.text = outcome.spec, outcome.text
    pulled.taken += taken
    pulled.removed += outcome.removed
    pulled.problems += outcome.refused
    pulled.marked = outcome.marked or pulled.marked


def _said(proposal: Proposal, answer: str) -> Proposal:
    return replace(proposal, theirs=answer) if proposal.kind == "set" else proposal


def _answered(proposal: Proposal, asked: Proposal, answer: str) -> Proposal:
    """A new row with the answer to a question about one of its fields."""
    row = proposal.row
    if proposal.kind != "add" or row is None or row is not asked.row:
        return proposal
    edits = tuple(replace(edit, new=answer, question="") if edit.field == asked.field else edit for edit in row.edits)
    asked_row = replace(row, edits=edits)
    return replace(proposal, row=asked_row)


def _without_lonely_consequences(taken: list[Proposal]) -> list[Proposal]:
    """A changed date makes a row a proposal again only where the date itself was taken."""
    moved = {p.ids for p in taken if p.kind == "set" and p.field == "target_date"}
    return [p for p in taken if p.kind != "withdraw" or p.reason or p.ids in moved]
