"""Our own words in all languages, turned round: from what stands in a file back to what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mapdocs.language.lexicon import languages
from mapdocs.readers.cells import Unclear, read_day
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import same
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

_LEAST = 8  # signs of a line that names a plan and its revision of six
_STATUSES = ("open", "in progress", "done", "blocked", "cancelled")
_HEADINGS = {
    "columns.id": "mark",
    "columns.milestone": "milestone",
    "columns.buyer_owner": "buyer_owner",
    "columns.seller_owner": "seller_owner",
    "columns.target_date": "target_date",
    "columns.exit_criteria": "exit_criteria",
    "columns.status": "status",
    "tracker.agreed": "agreed_on",
    "tracker.days": "days",
    "tracker.note": "note",
    "done_when": "exit_criteria",
    "by_when": "target_date",
    "who_heading": "owner",
    "step_and_proof": "step_and_proof",
    "milestone_and_proof": "step_and_proof",
}
#: What begins a line below a step, by label.
_LINES = {
    "columns.target_date": "target_date",
    "by_when": "target_date",
    "who_heading": "who",
    "columns.exit_criteria": "exit_criteria",
    "done_when": "exit_criteria",
    "columns.status": "status",
    "note": "note",
}


@dataclass(slots=True)
class Phrasebook:
    """What our labels mean. Texts are as :func:`mapdocs.readers.tables.same` leaves them, in lower case.

    ``locale`` is the plan's own, and ``written`` are the ways in which it writes a day.
    """

    locale: str = ""
    written: Sequence[Callable[[date], str]] = ()
    headings: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    nothing: set[str] = field(default_factory=set)
    proposed: set[str] = field(default_factory=set)
    agreed: list[re.Pattern[str]] = field(default_factory=list)
    done: list[re.Pattern[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    proofs: list[str] = field(default_factory=list)
    includes: list[str] = field(default_factory=list)
    invitations: set[str] = field(default_factory=set)
    both: list[re.Pattern[str]] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    go_live: set[str] = field(default_factory=set)
    plan: list[re.Pattern[str]] = field(default_factory=list)
    version: list[re.Pattern[str]] = field(default_factory=list)
    own: Sequence[Words] = ()

    def of_sides(self, buyer: str, seller: str) -> Phrasebook:
        """This book with the headings of a plan of these two companies, whose names head the owners' columns."""
        more: dict[str, str] = {}
        for words in self.own:
            for heads in (*words.owner_heads_before(buyer, seller), words.owner_heads(buyer, seller)):
                more |= dict(zip(map(folded, heads), ("buyer_owner", "seller_owner"), strict=True))
                more[folded(" ".join(heads))] = "owner"
        return replace(self, headings={**self.headings, **more})

    def read_day(self, text: str, *, near: date, day_first: bool | None = None) -> date | Unclear:
        """The day that ``text`` states, as people write it in any language or as our own files do in this one."""
        found = read_day(text, near=near, day_first=day_first, locale=self.locale)
        return found if isinstance(found, date) else _as_written(text, self.written, near) or found

    def is_note(self, line: str) -> str | None:
        """What follows "Note:" in any language, or None."""
        return _after(line, self.notes)

    def is_proof(self, line: str) -> str | None:
        """What follows "Proof attached:" in any language, or None."""
        return _after(line, self.proofs)

    def is_proof_label(self, line: str) -> bool:
        """Whether the line is the label alone, as where it leads to an address."""
        return f"{line.casefold().strip()}:" in self.proofs

    def is_includes(self, line: str) -> bool:
        return _after(line, self.includes) is not None

    def revision_in(self, texts: Iterable[str]) -> tuple[str, str] | None:
        """(plan, revision) as the footer of a file states them."""
        for text in (one for one in texts if len(one) >= _LEAST):
            for pattern in self.plan:
                match = pattern.search(text)
                if match:
                    return match["plan"], match["revision"].lower()
        return None

    def version_in(self, texts: Iterable[str]) -> date | None:
        """The day of the version that a file states beside its revision."""
        for text in texts:
            if any(pattern.search(text) for pattern in self.plan):
                for match in (found for pattern in self.version for found in pattern.finditer(text)):
                    said = match["date"].split()
                    for count in range(min(6, len(said)), 0, -1):  # the page's number may follow on the line
                        day = self.read_day(" ".join(said[:count]), near=date(2000, 1, 1))
                        if isinstance(day, date):
                            return day
        return None


def _as_written(text: str, written: Sequence[Callable[[date], str]], near: date) -> date | None:
    """The day for which one of ``written`` gives exactly ``text``, in whatever order and with whatever words.

    Without a year in it the text means the day closest to ``near``.
    """
    said = " ".join(text.split())
    numbers = {int(number) for number in re.findall(r"\d{1,4}", said)}
    years = {number for number in numbers if number > 99} or {near.year - 1, near.year, near.year + 1}
    possible = [
        day
        for year in years
        for month in range(1, 13)
        for number in numbers
        if (day := _day(year, month, number)) and any(" ".join(write(day).split()) == said for write in written)
    ]
    return min(possible, key=lambda day: abs(day - near), default=None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _after(line: str, beginnings: list[str]) -> str | None:
    folded_line = line.replace("\u00a0", " ").casefold()
    for beginning in beginnings:
        if folded_line.startswith(beginning):
            return line[len(beginning) :].strip()
    return None


def phrasebook(kits: Sequence[Kit], locale: str) -> Phrasebook:
    """The phrasebook of the built-in labels in every language, and of a company's own.

    Raises:
        MissingTemplate: none of ``kits`` has labels for ``locale``.
    """
    own = [kit.words(locale) for kit in kits if kit.speaks(locale)] or [kit.words(locale) for kit in kits]
    book = Phrasebook(
        proofs=["proof:"],
        locale=locale,
        written=[way for words in own for way in (words.date, words.day_month)],
        own=own,
    )
    for words in own:
        _learn(book, words)
    for kit in kits:
        for name in languages():
            _learn(book, kit.words(name))
            _learn(book, kit.before(name).words(name))
    return book


def _learn(book: Phrasebook, words: Words) -> None:
    for label, name in _HEADINGS.items():
        book.headings.setdefault(folded(words(label)), name)
    for status in _STATUSES:
        said = words(f"status.{status}")
        book.statuses.setdefault(said.casefold(), status)
        book.statuses.setdefault(words("status.and_late", status=said).casefold(), status)
    book.nothing |= {_key(words("no_date")), _key(words("who.open"))}
    book.proposed.add(_key(words("standing.proposed")))
    book.go_live.add(_key(words("go_live")))
    book.agreed.append(_pattern(words("standing.agreed_on"), date=".+"))
    book.done.append(_pattern(words("standing.done_on"), date=".+"))
    for label in ("note", "tracker.note"):
        book.notes += [f"{words(label).casefold()}:", words.labelled(words(label).casefold()).replace("\u00a0", " ")]
    if words.has("proof"):
        book.proofs += [
            f"{words('proof').casefold()}:",
            words.labelled(words("proof").casefold()).replace("\u00a0", " "),
        ]
        book.headings.setdefault(folded(words("proof")), "proof")
        book.lines.setdefault(words("proof").casefold(), "proof")
    book.includes.append(words("includes").partition("{")[0].strip().casefold())
    heading, text = words("missing_steps.heading"), words("missing_steps.text")
    book.invitations |= {_key(f"{heading} {text}"), _key(words.labelled(heading, text)), _key(heading), _key(text)}
    book.both.append(_pattern(words("who.both"), buyer=".+", seller=".+"))
    for label, name in _LINES.items():
        book.lines.setdefault(words(label).casefold(), name)
    book.version.append(_pattern(words("footer.version"), whole=False, date=r"[^·]+"))
    book.plan.append(
        _pattern(words("footer.plan"), whole=False, plan=r"\S+", revision=r"[0-9a-fA-F]{6}(?![0-9a-fA-F])")
    )


def _pattern(label: str, *, whole: bool = True, **blanks: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{\w+\})", label)
    source = "".join(
        f"(?P<{piece[1:-1]}>{blanks[piece[1:-1]]})"
        if piece[1:-1] in blanks and piece.startswith("{")
        else r"\s*".join(map(re.escape, re.split("[ \u00a0]", piece)))
        for piece in pieces
    )
    return re.compile(f"^{source}$" if whole else source, re.IGNORECASE)


def _key(text: str) -> str:
    return same(text).casefold()


__all__ = ["Phrasebook", "phrasebook"]
