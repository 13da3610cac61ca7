"""What a mail says around the plan: above what it quotes, between its lines, below it; by the row where it names or stands at one.

What was sent is made again and laid beside the mail, so that an answer is found that nothing marks as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapdocs.language.consent import verdict
from mapdocs.plan.snapshot import Snapshot
from mapdocs.readers.tables import Paper, Remark, clean, same
from mapdocs.readers.thread import NEW_PART, Thread
from mapdocs.returns.changes import BELOW, Changes
from mapdocs.returns.fields import plain_steps
from mapdocs.returns.mail_lines import Named, bare_words, is_courtesy, told_by_row
from mapdocs.returns.mail_parts import Part, parts_of, tokens
from mapdocs.returns.phrasebook import Phrasebook

_ANEW = "little of what the mail quotes is what was sent, so it was not compared; read that yourself"
_FEW = 4  # lines of a quote that are not what was sent, up to which they are somebody's answers
_OPENING = 3  # lines of what was sent behind which nobody but its reader wrote into it
_WRAPPED = 4  # words of the line above that tell the rest of a line that a program broke
_SURELY = 6  # words in a row that nobody types by chance as they were sent
_SHORT = 2  # words below which a line is only what was sent where it was a line of its own


_ARROW = re.compile(r"\s*(?:[-=]*>+|<[-=]+|→|←)\s*")  # by which somebody shows which line they answer


@dataclass(slots=True)
class Letter:
    """A mail's own words: ``rows`` by the mark of the row that each is about, ``loose`` ones, and ``beside``: words in what it
    quotes of ours, of which nobody can say who wrote them."""

    rows: dict[str, list[Remark]] = field(default_factory=dict)
    loose: list[Remark] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Sentences:
    """What was sent, for looking up lines in it."""

    def __init__(self, lines: Sequence[str]) -> None:
        said = [tokens(line) for line in lines]
        self.lines = {" ".join(words) for words in said}
        self.stream = f" {' '.join(word for words in said for word in words)} "

    def has(self, words: Sequence[str], above: Sequence[str], *, quoted: bool) -> bool:
        """Whether a line of ``words`` below one of ``above`` is what was sent, or a piece of it."""
        whole = " ".join(words)
        if not words or (whole in self.lines and (quoted or len(words) > 1)):
            return True
        if above and f" {' '.join([*above[-_WRAPPED:], *words])} " in self.stream:
            return True
        return len(words) >= (_SHORT if quoted else _SURELY) and f" {whole} " in self.stream


def letter_of(
    paper: Paper,
    snapshot: Snapshot,
    sellers: Sequence[str],
    book: Phrasebook,
    sent: Sequence[str] | None,
    *,
    alone: bool = True,
) -> Letter:
    """The words of ``paper``; without what was ``sent``, only those that stand outside what it quotes. Where it is not ``alone``
    a document beside it says which date a yes in it is about, so that none is read as one."""
    letter = Letter()
    known = Sentences(sent) if sent is not None else None
    rows = [row for table in paper.tables for row in table.rows]
    cells = {" ".join(tokens(line.text)) for row in rows for cell in row.cells for line in cell.lines}
    cells |= {" ".join(word for cell in row.cells for word in tokens(cell.text)) for row in rows}
    reader = _Reader(letter, paper, Named(snapshot), tuple(sellers), book, known, cells, alone)
    start = 0
    for end in [n for n, line in enumerate(paper.thread) if line == NEW_PART] + [len(paper.thread)]:
        reader.read(paper.thread[start:end])
        start = end + 1
    letter.loose = list(dict.fromkeys(letter.loose))
    return letter


@dataclass(slots=True)
class _Reader:
    letter: Letter
    paper: Paper
    named: Named
    sellers: tuple[str, ...]
    book: Phrasebook
    known: Sentences | None
    cells: set[str]
    alone: bool

    def read(self, thread: Thread) -> None:
        parts = parts_of(thread, self.paper.sender, self.sellers, self.named.people)
        _, used = plain_steps([line for _, line in thread], self.book, [depth for depth, _ in thread])
        new, opening = self._new(thread, parts, used)
        if self.known is None and self.paper.tables and all(part.own for part in parts):
            return  # what is the mail's own and what was sent cannot be told apart
        head: list[str] = []
        number = 0
        while number < len(thread):
            if number not in new:
                number += 1
                continue
            end = number
            while end in new and parts[end] == parts[number] and (end == number or self._goes_on(thread, end)):
                end += 1
            lines = [thread[at][1].strip() for at in range(number, end) if thread[at][1].strip()]
            if parts[number].own and (not used or number < min(used)) and self._in_head(parts, number):
                head += lines
            else:
                self._answer(lines, parts[number], self._place(thread, used, number, end), number < opening)
            number = end
        self._head(head)

    def _goes_on(self, thread: Thread, at: int) -> bool:
        return bool(thread[at][1].strip()) and bool(thread[at - 1][1].strip())

    def _in_head(self, parts: Sequence[Part], number: int) -> bool:
        return all(part.own for part in parts[:number])

    def _new(self, thread: Thread, parts: Sequence[Part], used: Mapping[int, int]) -> tuple[set[int], int]:
        """The lines that are no part of what was sent, nor of the plan as it came back; and the line by which what was sent has
        surely begun: above it ours may have written what was not in it."""
        found: set[int] = set()
        quoted: list[int] = []
        old, opening = 0, len(thread)
        above: Sequence[str] = ()
        for number, ((_, line), part) in enumerate(zip(thread, parts, strict=True)):
            words = tokens(line)
            if part.marks or number in used or not words:
                above = words or above
                continue
            is_old = self.known is not None and self.known.has(words, above, quoted=not part.own)
            is_old = is_old or self._is_cell(thread, number, part) or self._is_labelled(line, part)
            above = words
            if is_old:
                old += not part.own
                opening = number if old == _OPENING else opening
            elif part.own:
                found.add(number)
            elif self.known is not None:
                quoted.append(number)
        if len(quoted) > _FEW and len(quoted) > old:
            quoted = [number for number in quoted if parts[number].who]  # another person's own mail, told as theirs
            self.letter.notes.append(_ANEW)
        return found | set(quoted), min(opening, min(used, default=opening))

    def _is_cell(self, thread: Thread, number: int, part: Part) -> bool:
        """Whether a line stands in a table that was read; a name below the sender's own words is a signature."""

        def stands(at: int) -> bool:
            return 0 <= at < len(thread) and bool(words := tokens(thread[at][1])) and " ".join(words) in self.cells

        return stands(number) and (not part.own or stands(number - 1) or stands(number + 1))

    def _is_labelled(self, line: str, part: Part) -> bool:
        """Whether a quoted line is a value of a step behind its label, which was read already."""
        label, colon, _ = same(line).replace("：", ":").partition(":")
        return not part.own and bool(colon) and label.strip().casefold() in self.book.lines

    def _place(self, thread: Thread, used: Mapping[int, int], number: int, end: int) -> tuple[str, bool]:
        """The mark of the row that the lines stand in or below, empty where they do at none; and whether that is sure."""
        before = number - 1
        while before >= 0 and not tokens(thread[before][1]):
            before -= 1
        after = end
        while after < len(thread) and not tokens(thread[after][1]):
            after += 1
        step = used.get(before)
        if step is None and before >= 0 and self._follows(before):
            return self._last_place
        if step is None:
            return (self.named.mark_of(thread[before][1]) if before >= 0 and thread[before][0] else "", False)
        mark = self.named.mark_of(thread[step][1])
        inside = used.get(after) == step
        self._last_place, self._last_end = (mark, inside or (before == number - 1 and after > end)), end
        return self._last_place

    _last_place: tuple[str, bool] = ("", False)
    _last_end: int = -1

    def _follows(self, before: int) -> bool:
        """Whether the line ``before`` is the end of an answer that was placed."""
        return before == self._last_end - 1

    def _answer(self, lines: Sequence[str], part: Part, place: tuple[str, bool], above_steps: bool) -> None:
        """What stands outside the mail's first words: an answer, or what somebody wrote before."""
        said = clean("\n".join(lines))
        if part.who and not part.own:
            self._tell(self._row_of(said), Remark(f"{part.who}, further down: {said}", part.who, self.paper.day))
        elif not part.own and above_steps:
            self.letter.beside.append(said)
        else:
            by_row, rest = told_by_row([_ARROW.sub("", line) for line in lines], self.named)
            self._by_row(by_row)
            kept = [line for line in rest if not is_courtesy(line, self.named)]
            if kept:
                text = clean("\n".join(kept))
                mark, sure = place
                says = verdict(text)
                if (
                    mark and says and (not sure or (says == "yes" and not self.alone))
                ):  # between two rows: it may mean either, and would be written down
                    mark, text = "", f"{text}{BELOW}{self.named.label(mark)})"
                self._tell(mark, Remark(text, self._name, self.paper.day))

    def _row_of(self, said: str) -> str:
        marks = self.named.marks_in(said)
        return marks[0] if len(marks) == 1 else ""

    def _by_row(self, by_row: Sequence[tuple[str, str, str]]) -> None:
        for mark, text, own in by_row:
            self._tell(mark, Remark(text, self._name, self.paper.day, own=own if self.alone else ""))

    @property
    def _name(self) -> str:
        return self.named.person(self.paper.sender)

    def _tell(self, mark: str, remark: Remark) -> None:
        if mark:
            kept = self.letter.rows.setdefault(mark, [])
            if remark not in kept:
                kept.append(remark)
        else:
            self.letter.loose.append(
                replace(remark, author=remark.author if remark.author != self._name else self.paper.sender)
            )

    def _head(self, lines: Sequence[str]) -> None:
        """The mail's first words: by the row that a line names, the rest as one."""
        by_row, rest = told_by_row(lines, self.named)
        self._by_row(by_row)
        if all(is_courtesy(line, self.named) for line in rest):
            return
        text = clean("\n".join(rest))
        words = bare_words(rest, self.named)
        self.letter.loose.append(Remark(text, self.paper.sender, self.paper.day, own=words if words != text else ""))


def with_letter(changes: Changes, letter: Letter) -> Changes:
    """``changes`` with the words of the mail that they came in, each at its row."""
    rows = tuple(
        replace(row, remarks=(*row.remarks, *letter.rows.get(row.sent.mark, ()))) if row.sent else row
        for row in changes.rows
    )
    placed = {row.sent.mark for row in changes.rows if row.sent}
    lost = [remark for mark, said in letter.rows.items() if mark not in placed for remark in said]
    return replace(
        changes,
        rows=rows,
        remarks=tuple(dict.fromkeys((*letter.loose, *lost, *changes.remarks))),
        unplaced=tuple(dict.fromkeys((*changes.unplaced, *letter.beside))),
        notes=(*changes.notes, *letter.notes),
    )
