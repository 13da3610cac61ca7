"""The points of a text's lists: which lines they are, what stands below each, and under which titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mapdocs.importing.column_words import words_of
from mapdocs.importing.list_heads import PartHead, as_points
from mapdocs.importing.list_titles import titled_steps
from mapdocs.importing.list_words import is_next_title, with_quoting, with_weekday
from mapdocs.importing.private import says_mine
from mapdocs.language.calendar_words import months, plain
from mapdocs.language.replies import quote_begins
from mapdocs.readers.headings import folded

LONGEST = 400  # signs of a line that may be a point
MOST = 400  # points; far more than a plan has
_QUOTED = re.compile(r"\s{0,8}(?:> ?)+")
_TITLE = re.compile(r"(#{1,6})\s+(.*?)#*")
_BOLD = re.compile(r"(?:\*\*|__)([^*]+?)(?:\*\*|__)\s*[:：]?")
_BOXES = {**dict.fromkeys("☒☑✅✓✔xX", "done"), **dict.fromkeys(("☐", "□", "⬜", "", " "), "open")}
_BOXES |= {**dict.fromkeys("/~", "in progress"), "-": "cancelled"}
_POINT = re.compile(
    r"(?P<indent>\s*)(?:(?P<bullet>[-*+–—•◦‣▪■●○·o]\s+|・\s*)|\(?(?P<number>[0-9０-９]{1,3})[.)．）]\s*(?=[^\d\s.])|(?P<letter>[a-z])[.)]\s+|[①-⑳]\s*)?"
    r"(?:(?:\[(?P<box>[ xX/~-]?)\]|(?P<sign>[☐☑☒✅⬜□✓✔]))\s*)?(?P<said>\S.*)"
)
_STEP = re.compile(r"(?P<indent>\s*)(?P<word>[^\W\d_]{2,12})\s?(?:\d{1,3}\s*[:：.)–—-]|[:：])\s*(?P<said>\S.*)")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[^`~]*|\s*</?(?:details|div|section)\b[^<>]*>\s*", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*(?:<details[^<>]*>\s*)?<summary[^<>]*>(.*?)</summary>\s*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_SETEXT = re.compile(r"\s*(=+|-{3,})\s*")  # below its line it makes that a title
_CROSSED = re.compile(r"</?(?:del|s|strike)>", re.IGNORECASE)
_PART = 7  # the level of titles that are no Markdown's
_TITLE_WORDS = 5  # a line that calls what follows private has no more
_STRUCK = re.compile(r"~~(.*?)~~")
_MARKUP = re.compile(r"(\*\*|__|\*|`)(\S(?:.*?\S)?)\1")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LABEL = re.compile(r"\s*(?:[-*+•]\s+)?([^:：]{1,32}?)\s?[:：]\s*(\S.*)")


@dataclass(slots=True)
class Point:
    """A point of a list. ``box`` is its check box's status; ``facts`` are lines below it that begin with a label, ``answers``
    what somebody wrote between the quoted lines of a mail, ``quoted`` how often that was quoted, ``told`` what in it is for the
    seller alone."""

    number: int
    said: str
    indent: int
    mark: str
    quoted: int
    box: str = ""
    struck: str = ""
    facts: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    below: list[Point] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Everything that hangs on it, line by line, the points below it with their boxes."""
        found = list(self.facts)
        for point in self.below:
            found += [f"{_SHOWN.get(point.box, '')}{point.said}", *point.lines]
            found += [f"struck through: {point.struck}"] if point.struck else []
        return found


_SHOWN = {"done": "[x] ", "open": "[ ] ", "in progress": "[/] ", "cancelled": "[-] "}
_WRAPPED = 55  # signs of a line from which on the next one goes on with its sentence


@dataclass(slots=True)
class Section:
    """Points in a row; ``titles`` stand above them, the outermost first, and ``above`` is the line right above."""

    titles: tuple[str, ...]
    above: str
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """``loose`` are the lines that are no points, and no titles of any."""

    sections: tuple[Section, ...]
    loose: tuple[str, ...]


def outline_of(
    lines: Sequence[str],
    field_of: Callable[[str], str],
    stands_alone: Callable[[str], bool],
    is_private: Callable[[str], bool],
    ends_private: Callable[[str, bool], bool],
) -> Outline:
    """The lists in ``lines``. ``field_of`` says which fact of a step words in front of a colon name, ``stands_alone``
    whether a line without a sign of a list is a step nevertheless, ``is_private`` whether one is not for the buyer,
    ``ends_private`` whether one above a list ends a part that is not, or does surely."""
    lines = with_quoting(lines)
    reader = _Reader(field_of, stands_alone, is_private, ends_private)
    reader.steps = frozenset(map(unmarked, titled_steps(lines, field_of)))
    for number, line in enumerate(as_points(lines), 1):
        reader.take(number, line)
        if reader.count > MOST:
            return Outline((), tuple(unmarked(line) for line in lines if line.strip()))
    return reader.done()


def below_titles(lines: Sequence[str], is_inward: Callable[[str], bool]) -> frozenset[str]:
    """The lines, without their signs, that stand in a part whose title ``is_inward``: below "## Internal", or "Internal:"."""
    found: set[str] = set()
    level = 0  # of the title of such a part; 0 outside
    for line in lines:
        title = _TITLE.fullmatch(line.strip()) or _BOLD.fullmatch(line.strip())
        said = unmarked(line)
        if title or said.endswith((":", "：")):
            mine = len(title[1]) if title and title.re is _TITLE else 7
            inward = is_inward(said)
            level = mine if inward and not level else 0 if not inward and level and mine <= level else level
        if level and said:
            found.add(said)
    return frozenset(found)


def unmarked(said: str) -> str:
    """A line without the signs of a list, of quoting and of Markdown."""
    if len(said) > LONGEST:
        return " ".join(said.split())
    bare = _QUOTED.sub("", said, count=1) if said.lstrip().startswith(">") else said
    bare = _LINK.sub(r"\1", re.sub(r"^\s*#{1,6}\s+", "", bare)).replace("~~", "")
    return " ".join(_MARKUP.sub(r"\2", bare).split())


class _Reader:
    def __init__(
        self,
        field_of: Callable[[str], str],
        stands_alone: Callable[[str], bool],
        is_private: Callable[[str], bool],
        ends_private: Callable[[str, bool], bool],
    ) -> None:
        self._field_of, self._stands_alone, self._is_private = field_of, stands_alone, is_private
        self._ends_private = ends_private
        self.count, self.steps = 0, frozenset[str]()  # the points so far, and the titles that are steps
        self._sections: list[Section] = []
        self._loose: list[str] = []
        self._titles: list[tuple[int, str]] = []
        self._above = ""
        self._open: Section | None = None  # the list that a next point goes on with
        self._point: Point | None = None  # the last point
        self._blank = True  # whether the line before was empty
        self._part = PartHead()  # the last title that is no Markdown's
        self._forwarded = False  # whether it stands in the head of a mail that is forwarded
        self._width, self._ends_open = 0, False  # of the line before
        self._pending: list[str] = []  # lines between two quoted points, by somebody who answers

    def take(self, number: int, line: str) -> None:
        quotes = _QUOTED.match(line) if line.lstrip().startswith(">") else None
        quoted = quotes[0].count(">") if quotes else 0
        body = line[quotes.end() :] if quotes else line
        if not body.strip():
            self._blank, self._forwarded = True, False
            return
        label = _LABEL.fullmatch(body) if self._forwarded or "@" in body else None
        self._forwarded = bool(label and " " not in label[1] and (self._forwarded or quote_begins().match(body)))
        if self._forwarded:  # "Subject: plan" below "From: Dana Reyes <dana@…>" is no step
            self._text(body, quoted)
            return
        self._take(number, _CROSSED.sub("~~", body.expandtabs(4)), quoted)
        self._blank = False
        self._width, self._ends_open = len(line.rstrip()), line.rstrip().endswith(("-", "–", "—", ",", ":", "/", "("))

    def _take(self, number: int, body: str, quoted: int) -> None:
        if _FENCE.fullmatch(body):  # what it shows is a part of its own
            self._close()
            self._leave_titles(_PART)
            self._blank = True
            return
        summary = _SUMMARY.fullmatch(body)
        if summary:
            self._part_begins(unmarked(_TAG.sub("", summary[1])))
            return
        underlined = _SETEXT.fullmatch(body)
        if underlined and self._above and not self._blank:
            said, self._above = self._above, ""
            self._close()
            self._leave_titles(len(underlined[1][:1].replace("-", "--")))
            self._titles.append((len(underlined[1][:1].replace("-", "--")), said))
            return
        if self._calls_private(body, quoted):
            self._part_begins(unmarked(body).rstrip(":："))
            return
        title = _TITLE.fullmatch(body.strip()) or (_BOLD.fullmatch(body.strip()) if self._blank else None)
        if title:
            level, said = (len(title[1]), title[2]) if title.re is _TITLE else (_PART, title[1])
            self._close()
            self._leave_titles(level)
            self._titles.append((level, unmarked(said)))
            return
        if len(body) > LONGEST:
            self._text(body, quoted)
            return
        label = _LABEL.fullmatch(body.replace("**", "").replace("__", ""))
        if label and self._field_of(label[1]) and self._takes_fact(label, body, number, quoted):
            return
        said = unmarked(body)
        if self._point and (self._is_private(said) or label) and self._goes_below(self._point, body, quoted):
            self._point.facts.append(said)
            return
        point = _point(body, number, quoted)
        if point is None and (self._blank or self._point is None or not self._point.mark):
            said = body.strip()
            alone = not quote_begins().match(said) and self._stands_alone(unmarked(said))
            point = Point(number, said, len(body) - len(body.lstrip()), "", quoted) if alone else None
        if point is not None:
            self._add(point)
        elif self._point is not None and not self._blank and self._point.quoted == quoted and not self._is_next(body):
            goes_on = self._width > _WRAPPED or self._ends_open
            self._point.said += f"{' ' if goes_on else ' – '}{body.strip()}"
        else:
            self._text(body, quoted)

    def _is_next(self, body: str) -> bool:  # "DOING" right below the points of "TO DO"
        return self._open is not None and is_next_title(self._open.above, body)

    def _part_begins(self, title: str, line: str = "") -> None:
        self._part = PartHead(line or title, len(self._sections))
        self._close()
        self._leave_titles(_PART)
        self._titles.append((_PART, title))

    def _calls_private(self, body: str, quoted: int) -> bool:
        """Whether a line right below a point, and no further in, is a title that keeps what follows from the buyer: "Internal:"."""
        point = self._point
        if point is None or self._blank or point.quoted != quoted or _point(body, 0, quoted):
            return False
        said = unmarked(body).strip("-–—=*_ ").rstrip(":：")
        short = 0 < len(said.split()) <= _TITLE_WORDS and not re.search(r"[\d:：]", said)
        return short and len(body) - len(body.lstrip()) <= max(point.indent, 0) and self._is_private(said)

    def _takes_fact(self, label: re.Match[str], body: str, number: int, quoted: int) -> bool:
        """Whether the line is a fact of the step above it: "Owner: Dana Reyes"."""
        point = self._point
        indent = len(body) - len(body.lstrip())
        if point is None or self._open is None:
            owner = self._field_of(label[1]) in ("buyer_owner", "seller_owner")
            title = self._titles[-1][1] if self._titles else ""
            is_step = title in self.steps or (not self.steps and not owner) or _point(title, number, quoted)
            if not title or self._above or quoted or not is_step:
                return False  # "Customer: Juniper Foods" below a title that is no step
            level, _ = self._titles.pop()  # a step for a title, and its facts below it
            step = _point(title, number, quoted) or Point(number, title, -2, "step", quoted)
            step.indent, step.mark = -2, "step"
            self._titles_again(level)
            self._add(step)
            point = step
        elif (
            point.quoted != quoted
            or (self._blank and point.mark != "step" and indent <= point.indent)
            or (indent <= point.indent and _point(body, number, quoted) and point.mark not in ("step", "number"))
        ):
            return False
        point.facts.append(f"{label[1].strip()}: {label[2]}")
        return True

    def _goes_below(self, point: Point, body: str, quoted: int) -> bool:
        """Whether a line is set in below the point right above it, and is none itself."""
        if self._blank or point.quoted != quoted or _point(body, 0, quoted):
            return False
        return len(body) - len(body.lstrip()) > max(point.indent, 0) or self._is_private(unmarked(body))

    def _titles_again(self, level: int) -> None:
        """Steps that are titles stand in one list, under the title above them all."""
        if self._sections and self._sections[-1].points[-1].mark == "step":
            same = tuple(title for _, title in self._titles)
            self._open = self._sections[-1] if self._sections[-1].titles == same else None

    def _add(self, point: Point) -> None:
        self.count += 1
        if self._point is not None and self._point.quoted == point.quoted and self._open is not None:
            self._point.answers += self._pending
        else:
            self._loose += self._pending
            if self._point is not None and self._point.quoted != point.quoted:
                self._close()
        self._pending = []
        if self._open is None:
            self._open = Section(tuple(title for _, title in self._titles), self._above)
            self._above = ""
            self._sections.append(self._open)
        self._place(self._open.points, point)
        self._point = point

    def _place(self, points: list[Point], point: Point) -> None:
        if points and point.indent > points[-1].indent + 1:
            self._place(points[-1].below, point)
        else:
            points.append(point)

    def _text(self, body: str, quoted: int) -> None:
        said = unmarked(body)
        if self._point is not None and self._open is not None and quoted < self._point.quoted:
            self._pending.append(said)
            return
        if PartHead.is_over(self._above, said) and self._is_private(self._above) and not self._ends_private(said, True):
            over, self._above = self._above, ""
            self._part_begins(over)
        self._close()
        headed = body.rstrip().endswith((":", "：")) and len(said.split()) <= _TITLE_WORDS
        if headed and self._is_private(said.rstrip(":：")):
            self._part_begins(said.rstrip(":："), said)
            return
        before = self._sections[-1] if self._sections else Section((), "")
        apart = before.above or "".join(before.titles[-1:])
        if headed and says_mine(said) and self._is_private(apart):  # "On our side:" below what is ours alone
            self._part_begins(apart)
        elif self._part.is_left(said, headed) and self._titles and self._is_private(self._titles[-1][1]):
            used = any(self._titles[-1][1] in one.titles for one in self._sections[self._part.sections :])
            if self._ends_private(said, not (used or self._part.said)):
                self._leave_titles(_PART)
        self._part.said = self._part.said or (self._part.line.endswith((":", "：")) and not headed)
        self._loose += [self._above] if self._above else []
        self._above = said

    def _close(self) -> None:
        self._loose += self._pending
        self._loose += [self._above] if self._above else []
        self._pending, self._above = [], ""
        self._open = self._point = None

    def _leave_titles(self, level: int) -> None:
        """Titles of this ``level`` and below end; what stood under none is a line like others."""
        used = {title for section in self._sections for title in section.titles}
        self._loose += [title for deep, title in self._titles if deep >= level and title not in used]
        self._titles = [one for one in self._titles if one[0] < level]

    def done(self) -> Outline:
        self._close()
        lone = [one for one in self._sections if len(one.points) == 1 and not one.points[0].mark]
        self._sections = [one for one in self._sections if one not in lone]
        used = {title for section in self._sections for title in section.titles}
        for one in lone:
            self._loose += [title for title in one.titles if title not in used]
            self._loose += [unmarked(line) for line in (one.above, *_lines_of(one.points[0])) if line]
        self._leave_titles(0)
        return Outline(tuple(self._sections), tuple(self._loose))


def _point(body: str, number: int, quoted: int) -> Point | None:
    step = _STEP.fullmatch(body)
    if step and folded(step["word"]) in words_of("step"):
        return _made(
            step["said"], number, quoted, len(step["indent"]) - 2, "step", ""
        )  # what stands below it may be a list
    found = _POINT.fullmatch(body)
    if found is None:
        return None
    mark = "bullet" if found["bullet"] else "number" if found["number"] else "letter" if found["letter"] else ""
    box = found["sign"] or found["box"]
    if not mark and box is None and not re.match(r"\s*[①-⑳]", body):
        return None
    first = re.match(r"[^\W\d_]+", found["said"])
    if found["number"] and first and plain(first[0]) in months():  # "4. Dezember – …" is a day
        return None
    if (found["bullet"] or "").strip() == "o" and not found["indent"]:
        return None  # a word of its own in some languages; Outlook's second bullet is set in
    inner = _STEP.fullmatch(found["said"])
    said = inner["said"] if inner and folded(inner["word"]) in words_of("step") else found["said"]
    return _made(said, number, quoted, len(found["indent"]), mark or "box", "" if box is None else _BOXES[box])


def _made(said: str, number: int, quoted: int, indent: int, mark: str, box: str) -> Point:
    said = unicodedata.normalize("NFC", said.strip())
    return Point(number, said, indent, mark, quoted, box)


def _lines_of(point: Point) -> list[str]:
    return [point.said, *point.lines, *point.answers]


def settle(point: Point) -> None:
    """Part what is struck through in a point, and in those below it, from what stands, and take the signs of Markdown off: as
    soon as all its lines are there."""
    struck = " ".join(_STRUCK.findall(point.said))
    point.struck = unmarked(struck)
    point.said = with_weekday(unmarked(_STRUCK.sub("", point.said)))
    for one in point.below:
        settle(one)
    boxes = {one.box for one in point.below}
    if point.box == "cancelled" and "done" in boxes and boxes & {"open", "in progress"}:
        point.box = "in progress"  # as org-mode writes a point that is done in part
