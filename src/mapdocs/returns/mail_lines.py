"""Lines of a reply: which row each names, and which are only how one begins and ends a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from email.utils import parseaddr

from mapdocs.importing.owners import is_title
from mapdocs.language.replies import farewells, greets, points, sent_from
from mapdocs.plan.snapshot import Snapshot
from mapdocs.readers.tables import clean, same
from mapdocs.returns.owner_names import names_one_of
from mapdocs.returns.plan_tables import MARK
from mapdocs.returns.signatures import without_signature

_POINT = re.compile(r"\s*(?:[-*•·–]\s+|#\s?)?")
_AFTER = re.compile(r"\s*(?:[:：.)=,;]|[-–—]+>?|→)?\s*")
_REACH = re.compile(
    r"\+?[\d\s()./-]{6,}$|\S+@\S+$|(?:https?://|www\.)\S+$|(?:tel|fon|mobile?|phone|t|m)\s?[.:]\s?\+?[\d\s()./-]{6,}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=*~\s]{2,}$")
_ENDS = re.compile(r"(?<=[.;!?])\s+|(?<=[。；！？])\s*")
_WRAPS = 55  # signs of a line that a program may have broken


class Named:
    """The rows of a plan, and its people, as words may name them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.people = [person.name for person in snapshot.people]
        self.titles = [person.title for person in snapshot.people if person.title]
        self.people += [owner for row in snapshot.rows for owner in (row.buyer_owner, row.seller_owner) if owner]
        self.people = list(dict.fromkeys(self.people))
        self.emails = {p.email.casefold(): p.name for p in snapshot.people if p.email}
        self.rows = [(row.mark, same(row.milestone)) for row in snapshot.rows if row.mark]
        marks = [re.escape(mark) for mark, _ in self.rows if MARK.fullmatch(mark)]
        self._mark = re.compile(rf"(?<!\w)(?:{'|'.join(marks) or '(?!)'})(?!\w)")

    def person(self, sender: str) -> str:
        """The name of who sent a mail: the plan's for an address of the plan's."""
        name, address = parseaddr(sender)
        return self.emails.get(address.casefold()) or name or address or sender

    def is_person(self, said: str) -> bool:
        return names_one_of(said, self.people)

    def marks_in(self, text: str) -> list[str]:
        return list(dict.fromkeys(self._mark.findall(text)))

    def mark_of(self, head: str) -> str:
        """The mark of the row that a quoted head names: "S3. Security review"."""
        said = same(head)
        for mark, title in self.rows:
            if re.match(rf"\s*{re.escape(mark)}\s*[.:]", said) or (title and said.endswith(title)):
                return mark
        return ""

    def label(self, mark: str) -> str:
        return next((f"{mark} {title}" for one, title in self.rows if one == mark), mark)

    def led(self, line: str) -> tuple[str, str] | None:
        """(mark, words behind it) where ``line`` begins with a row's mark or name."""
        said = line[_end(_POINT, line) :]
        for mark, title in self.rows:
            begins = None
            if MARK.fullmatch(mark) and said[: len(mark)].casefold() == mark.casefold():
                begins = said[len(mark) :]
            elif title and same(said)[: len(title)].casefold() == title.casefold():
                begins = same(said)[len(title) :]
                if not re.match(r"\s*[:：=–—-]", begins):
                    begins = None
            if begins is not None and not re.match(r"\w", begins):
                return mark, begins[_end(_AFTER, begins) :]
        return None


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def told_by_row(lines: Sequence[str], named: Named) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Lines that name one row, each as (mark, text, words behind the mark), and the other lines."""
    found: list[tuple[str, str, str]] = []
    rest: list[str] = []
    open_above = False  # whether the line above named a row and may go on
    for line in _sentences(lines, named):
        led, marks = named.led(line), named.marks_in(line)
        if led is not None and set(marks) <= {led[0]} and led[1]:
            found.append((led[0], line, led[1]))
            open_above = True
        elif len(marks) == 1:
            found.append((marks[0], line, ""))
            open_above = True
        elif open_above and not marks and _goes_on(found[-1][1], line) and not is_courtesy(line, named):
            mark, text, own = found[-1]
            found[-1] = (mark, f"{text} {line}", f"{own} {line}" if own else "")
        else:
            rest.append(line)
            open_above = False
    return found, rest


def _sentences(lines: Iterable[str], named: Named) -> Iterable[str]:
    """The lines, one that names rows cut where a sentence begins with a row, and before the first that names one."""
    for line in lines:
        marks = named.marks_in(line)
        if not marks or (len(marks) == 1 and named.led(line)):
            yield line
            continue
        begun, met = 0, bool(named.led(line))
        for end in _ENDS.finditer(line):
            piece = line[end.end() : _end_of_sentence(line, end.end())]
            if end.end() > begun and (named.led(piece) or (not met and named.marks_in(piece))):
                met = True
                yield line[begun : end.end()].strip()
                begun = end.end()
        yield line[begun:].strip()


def _end_of_sentence(line: str, at: int) -> int:
    found = _ENDS.search(line, at + 1)
    return found.end() if found else len(line)


def _goes_on(above: str, line: str) -> bool:
    """Whether ``line`` is the rest of the one ``above``, as programs break them."""
    return line[:1].islower() or (len(above) >= _WRAPS and above[-1:] not in ".!?。！？")


def is_courtesy(line: str, named: Named) -> bool:
    """Whether a line says no more than how one begins and ends a mail: a greeting, a name, what a telephone adds."""
    said = " ".join(clean(line).split()).strip(" ,.!-–—")
    if not said or _RULE.match(line) or greets().match(line.strip()) or said.casefold() in farewells():
        return True
    return (
        bool(sent_from().match(said) or _REACH.match(said)) or names_one_of(said, named.people) or said in named.titles
    )


def bare_words(lines: Sequence[str], named: Named) -> str:
    """``lines`` without the greeting above, the farewell and signature below, and where they say that answers follow; all of them where nothing else is there."""
    said = without_signature(lines, lambda line: is_courtesy(line, named), named.is_person)
    while said and (is_courtesy(said[-1], named) or (len(said) > 1 and _signs(said[-2], said[-1], named))):
        said.pop()
    while said and greets().match(said[0].strip()):
        said.pop(0)
    text = clean("\n".join(said or lines))
    return clean(points().sub("", text)) or text


def _signs(above: str, line: str, named: Named) -> bool:
    """Whether ``line`` is a title below a name: "VP Finance". A sentence has small words of some length."""
    small = any(word.islower() and len(word) > 3 for word in line.split())
    return not small and is_title(line) and is_courtesy(above, named)
