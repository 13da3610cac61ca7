"""What a line of a file says of some of its rows, by a sign, a letter or their numbers: "Lines with * are for us only", "i = internal", "3 and 5
stay with us". It keeps these, and not the whole plan; where it cannot be told which rows it means, that is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.colour_key import names_colour
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import inward_word, kept_from, label_word, only_ours, told_apart
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow, Paper, clean

_LONGEST = 26  # words of a notice
_QUOTES = "\"'“”‘’«»„「」"
_SIGN = r"[^\w\s\"'“”‘’«»„「」.,;:=()\[\]?/&|•·@€$£¥%<>{}\\-]{1,3}|[(\[][^\s\w()\[\]]{1,2}[)\]]|[(\[][A-Za-z]{1,3}[)\]]"
_OPENS = re.compile(
    rf"[{_QUOTES}]?(?P<sign>{_SIGN}|[A-Za-z]{{1,2}})[{_QUOTES}]?\s*(?:[=:：＝→]|[-–—](?=\s)|\s(?P<verb>[^\W\d_]+(?: for)?)\s)\s*(?P<said>\S.*)"
)
_BARE = re.compile(rf"(?P<sign>{_SIGN})\s+(?P<said>[^\W\d_].{{2,60}})")  # "* internal only"
_PAIRS = re.compile(r"\s*[;|\n]\s*|,\s+(?=[A-Za-z]{1,2}\s*[=＝])")
_BESIDE = " \u3000のはとが、印"
_CLAUSE = re.compile(r"[.;!,:。、：]+\s*|\s(?:and|und|et|y|e)\s|\s[-–—]+\s|\t|\s[=＝]\s")
_CALLED = re.compile(r"^[^:：=＝]{2,25}[:：]\s+(?=\S)")
_STARTS = re.compile(r"\s*(?:[-+•·]\s+|\*\s+(?=\S)|\(?\d{1,3}[.)]\s*)?")
_NOT_NUMBERS = re.compile(r"\d[.:/]\d|\d{3,}|[%€$£¥]|\d\s?k\b", re.IGNORECASE)
_SPANS = {
    "italic": re.compile(r"(?<![\w*_])[*_](?![*_\s])([^*_]*[^*_\s])[*_](?![\w*_])"),
    "bold": re.compile(r"(?<![\w*_])(?:\*\*|__)(?![*_\s])([^*_]*[^*_\s])(?:\*\*|__)(?![\w*_])"),
}
_FACES = {"italic": re.compile(r"[*_](?![*_])(\S.*\S)[*_]"), "bold": re.compile(r"(?:\*\*|__)(\S.*\S)(?:\*\*|__)")}


@dataclass(frozen=True, slots=True)
class RowNotice:
    """``line`` as it stands in the file, and by what it means rows: signs, letters of a key, numbers, the look of letters or a
    colour. ``counted``: the numbers are those of steps, and not of lines, which may be those of a sheet."""

    line: str
    signs: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()
    looks: frozenset[str] = frozenset()
    counted: bool = True


def row_notices(paper: Paper, sides: Sides) -> list[RowNotice]:
    """The lines of ``paper`` that speak so, wherever they stand beside the steps."""
    found: dict[str, RowNotice] = {}
    for line in _lines(paper):
        notice = None if line in found or len(line.split()) > _LONGEST else _notice(line, sides)
        if notice:
            found[line] = notice
    return list(found.values())


def keep_noted(
    plans: Sequence[tuple[Chosen, Sequence[GridRow]]], notices: Sequence[RowNotice], lines: Sequence[str]
) -> list[str]:
    """Tell each row of ``plans`` that a notice means so; what to ask of those that mean none. ``lines`` are those of which the rows
    are points, empty where they are rows of tables."""
    asked: list[str] = []
    rows = [(chosen, row) for chosen, each in plans for row in each if words(row.cell(chosen.fields["milestone"]))]
    for notice in notices:
        meant = [row for place, (chosen, row) in enumerate(rows, 1) if _means(notice, chosen, row, place, lines)]
        if len(meant) == len(rows):  # then it means something else
            meant = []
        for row in meant:
            row.noted = row.noted or notice.line
        keyed = any(row.cell(chosen.fields["milestone"]).key == notice.line for chosen, row in rows)
        by_key = any(cell.key == notice.line for _, row in rows for cell in row.cells)
        if not meant and not keyed and not by_key and (notice.numbers or notice.signs or notice.looks):
            asked.append(
                f"the file says “{notice.line}”, and it cannot be told which rows that means; take out what the buyer may not read"
            )
    return asked


def without_notices(lines: Sequence[str], found: Collection[RowNotice]) -> list[str]:
    """``lines`` with nothing in place of those of ``notices``: they are no points of a list, and no title above one. Words
    in the letters that one means are labelled for what they are."""
    notices = {one.line for one in found}
    shown = ["" if _bare(line) in notices else line for line in lines]
    for span in (_SPANS[look] for one in found for look in one.looks if look in _SPANS):  # words of a line alone
        shown = [
            line if span.fullmatch(_STARTS.sub("", line, count=1).strip(" .")) else span.sub(_labelled, line)
            for line in shown
        ]
    return shown


def _labelled(span: re.Match[str]) -> str:
    return f"[internal: {span[1].strip('()')}]"


def _bare(line: str) -> str:
    return " ".join(re.sub(r"^\s*(?:#+\s|>+)\s*", "", line).split())


def _lines(paper: Paper) -> Iterator[str]:
    cells = (cell for table in paper.tables for row in table.rows for cell in row.cells if not cell.covered)
    above = (line for table in paper.tables for line in table.above)
    loose = paper.beside or [one.text for one in paper.loose]
    for text in (*above, *(words(cell) for cell in cells), *loose, *paper.margins, *map(_bare, paper.lines)):
        for line in text.split("\n"):
            whole = " ".join(line.split())
            if len(whole) > 3:
                yield whole


def _notice(line: str, sides: Sides) -> RowNotice | None:
    """What ``line`` says of rows; None where it speaks of none."""
    bare = line.strip(f"*_>#()（）  {_QUOTES}") if not re.match(rf"(?:{_SIGN})\s", line) else line
    signs, letters = _explained(line, sides)
    if signs or letters:
        return RowNotice(line, frozenset(signs), frozenset(letters))
    if len(bare.split()) < 3 and not has_unspaced(bare):
        return None
    marks = [one.strip(_QUOTES) for one in _marked().findall(line)]
    marks += ["*"] if _has(line, "star") else []
    bared = _without(line, marks)
    if marks and (_has(line, "rows") or _has(line, "except")) and (_keeps(bared, sides) or _is_all_but(bared, sides)):
        return RowNotice(line, frozenset(marks))
    numbers = _numbers(line)
    if numbers and (_keeps_numbered(line, sides) or (_excepted().search(line) and _is_all_but(line, sides))):
        return RowNotice(line, numbers=frozenset(numbers), counted=not _has(line, "lines"))
    looks = names_colour(bare, sides)
    return RowNotice(line, looks=frozenset(looks)) if looks else None


def _explained(line: str, sides: Sides) -> tuple[set[str], set[str]]:
    """The signs and the letters of which a key says that they are not for the buyer: "(!) = internal", "~ means only us"."""
    signs: set[str] = set()
    letters: set[str] = set()
    for piece in _PAIRS.split(_CALLED.sub("", line)):
        found = _OPENS.fullmatch(
            piece.strip(" .()") if not piece.lstrip().startswith(("(", "[")) else piece.strip(" .")
        )
        bare = _BARE.fullmatch(line)
        if not found and bare and _keeps(bare["said"], sides):
            signs.add(bare["sign"])
        if not found or (found["verb"] and folded(found["verb"]) not in _listed("means")):
            continue
        sign, said = found["sign"], found["said"]
        if not _keeps(said, sides):
            continue
        if sign.isalpha():
            equals = re.match(r".{0,4}?\s*[=＝]", piece.strip(" .()" + _QUOTES))
            letters |= {sign} if (equals or found["verb"]) and sign.casefold() not in ("a", "an", "it") else set()
        else:
            signs.add(sign)
    return signs, letters


def _keeps(said: str, sides: Sides) -> bool:
    """Whether a clause of what is said of rows says nothing but that they are not for the buyer: "for us only", "stay with us"; "need an
    internal approval" says what they are about."""
    clauses = [one for one in _CLAUSE.split(said) if one.strip()]
    return any(_is_plain(clause, sides) for clause in clauses)


def _is_plain(clause: str, sides: Sides) -> bool:
    if has_unspaced(clause):
        return any(one in folded(clause) for one in (*_listed("stays"), *_private("to_us")) if has_unspaced(one)) or (
            bool(label_word(f"{re.sub(_any('rows'), '', clause).strip(_BESIDE)}:"))
        )
    whole = f" {folded(clause)} "
    if any(f" {one} " in whole for one in _listed("stays")):
        return True
    beside = (
        _listed("rows")
        | _listed("with")
        | _listed("means")
        | _listed("and")
        | _listed("star")
        | _private("label")
        | _listed("fill")
    )
    left = [word for word in re.findall(r"[\w&.'’-]+", clause) if folded(word) not in beside]
    rest = " ".join(left)
    bare = _listed("rows") | _listed("with") | _listed("means")
    if folded(" ".join(w for w in re.findall(r"[\w&.'’-]+", clause) if folded(w) not in bare)) in _private("to_us"):
        return True
    if not left:
        return False
    if folded(rest) in _private("to_us") | _private("title") or folded(clause) in _private("to_us"):
        return True
    mine = (
        label_word(f"{rest}:", "inward", "private")
        or only_ours(f"{clause}:", sides.is_ours)
        or told_apart(clause, sides.is_theirs)
    )
    whole_said = f" {folded(rest)} "
    phrase = inward_word(rest) if " " in inward_word(rest) and not sides_named(rest, sides) else ""
    return bool(
        mine
        or (len(left) <= 4 and kept_from(rest, sides.is_theirs))
        or (phrase and len(whole_said.split()) <= len(phrase.split()) + 2)
    )


def sides_named(said: str, sides: Sides) -> bool:
    """Whether somebody on the buyer's side is named in ``said``."""
    return any(sides.is_theirs(word) for word in re.findall(r"[\w&'’-]+", said))


def _numbers(line: str) -> set[int]:
    """The numbers of steps that a line names beside a word for them, or begins with: "Steps 3 and 5", "Note to Kim: 3, 5 stay with us"."""
    if _NOT_NUMBERS.search(line):
        return set()
    found: set[int] = set()
    for match in (*_counted().finditer(line), *_begun().finditer(line), *_excepting().finditer(line)):
        said = match["list"] or match[0]
        for first, last in re.findall(r"(\d{1,2})\s*[-–]\s*(\d{1,2})", said):
            found |= set(range(int(first), int(last) + 1)) if int(first) < int(last) else set()
        found |= {int(one) for one in re.findall(r"\d{1,2}", said)}
    return found


def _without(line: str, marks: Sequence[str]) -> str:
    for mark in marks:
        line = line.replace(mark, " ")
    return re.sub(rf"[{_QUOTES}()\[\]]", " ", line)


def _keeps_numbered(line: str, sides: Sides) -> bool:
    """Whether the clause with the numbers keeps what they mean, or the one behind it does: "Steps 3, 5: internal"."""
    said = _begun().sub(" ", _counted().sub(" ", _CALLED.sub("", line)))
    dropped = any(folded(word) in _notice_words("drop") for word in re.split(r"\d", line)[0].split())
    sent = not _notice_words("sent").isdisjoint(folded(re.split(r"\d", line)[-1]).split())
    return _keeps(said, sides) or (dropped and sent)


def _is_all_but(line: str, sides: Sides) -> bool:
    """Whether ``line`` gives the buyer all but some: "shared with Dana except lines marked (!)"."""
    given = any(f" {one} " in f" {folded(line)} " for one in _listed("given"))
    unspaced = has_unspaced(line) and any(one in line for one in _listed("given"))
    return _has(line, "except") and ((given and sides_named(line, sides)) or unspaced)


def _means(notice: RowNotice, chosen: Chosen, row: GridRow, place: int, lines: Sequence[str]) -> bool:
    step = chosen.fields["milestone"]
    raw = lines[row.number - 1] if 0 < row.number <= len(lines) else ""
    said = _STARTS.sub("", raw, count=1).strip() if raw else words(row.cell(step))
    looks = [_FACES[look] for look in notice.looks if look in _FACES]
    if raw and any(face.fullmatch(said.rstrip(" .")) for face in looks):
        return True
    others = [clean(cell.text) for column, cell in enumerate(row.cells) if column != step and not cell.covered]
    for sign in notice.signs:
        if sign in others or said.startswith(sign) or (said.endswith(sign) and not said.endswith(f"{sign}{sign}")):
            return True
        if any(text.rstrip(".").endswith(sign) and text.rstrip(sign + " .").isdigit() for text in others):
            return True
    if notice.letters and _has_letter(notice.letters, chosen, row):
        return True
    return bool(notice.numbers) and _number_of(chosen, row, place, raw, notice) in notice.numbers


def _has_letter(letters: frozenset[str], chosen: Chosen, row: GridRow) -> bool:
    """Whether a letter of the key stands in a column of codes, or behind the number of ``row``: "F", "3i"."""
    taken = {
        chosen.fields[name]
        for name in ("milestone", "status", "buyer_owner", "seller_owner", "owner")
        if name in chosen.fields
    }
    for column, cell in enumerate(row.cells):
        text = clean(cell.text)
        if column in taken or not text or len(text) > 5:
            continue
        if any(re.fullmatch(rf"\d{{1,3}}[.)]?\s?\(?{re.escape(one)}\)?", text) for one in letters):
            return True
        if text in letters and all(len(words(one.cell(column))) <= 3 for one in chosen.rows if not _is_alone(one)):
            return True
    title = words(row.cell(chosen.fields["milestone"]))
    return any(
        title.startswith((f"({one}) ", f"[{one}] ")) or title.endswith((f" ({one})", f" [{one}]")) for one in letters
    )


def _is_alone(row: GridRow) -> bool:
    return sum(bool(words(cell)) for cell in row.cells) < 2


def _number_of(chosen: Chosen, row: GridRow, place: int, raw: str, notice: RowNotice) -> int:
    """The number of ``row``: that in front of it, or in the column of marks; else its place among the steps."""
    mark = chosen.fields.get("mark")
    columns = (
        [mark] if mark is not None else [c for c, head in chosen.heads.items() if c in chosen.unused and _counts(head)]
    )
    own = [raw, *(words(row.cell(column)) for column in columns), words(row.cell(chosen.fields["milestone"]))]
    for number, text in enumerate(own):
        if found := re.match(
            r"\s*#?\(?(\d{1,3})(?:[.)]\s|\s*$)" if number != 1 or not mark else r"\D{0,3}(\d{1,3})\b", text
        ):
            return int(found[1])
    first = [words(one.cell(column)) for column in columns for one in chosen.rows[:1]]
    return 0 if (not notice.counted and chosen.table.sheet) or any(first) else place


def _counts(head: str) -> bool:
    return folded(head) in ("", "#", "no", "nr", "id", "step no", "number")


def _has(line: str, kind: str) -> bool:
    if has_unspaced(line):
        return any(one in line for one in _listed(kind) if has_unspaced(one))
    said = f" {folded(line)} "
    return any(f" {one} " in said for one in _listed(kind))


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(said for word in lexicon.table("row_notices.yaml")[kind] if (said := folded(word)))


@cache
def _any(kind: str) -> str:
    said = sorted(lexicon.table("row_notices.yaml")[kind], key=len, reverse=True)
    return "|".join(re.escape(word) for word in said)


@cache
def _marked() -> re.Pattern[str]:
    """A sign behind "marked with", "lines with a", or in front of 付き."""
    before = rf"(?:(?<!\w)(?:{_any('with')})\s+(?:an?\s|the\s|eine[mr]?\s|une?\s|uma?\s|un\s)?\s*)"
    behind = r"(?=\s|$|[.,;:)])|(?=\s?(?:付き|のついた|の付いた|印))"
    return re.compile(
        rf"(?i)(?:{before}|(?=\S{{1,3}}\s?(?:付き|のついた|の付いた|印)))([{_QUOTES}]?(?:{_SIGN}|(?-i:[A-Z]))[{_QUOTES}]?)(?:{behind})"
    )


@cache
def _counted() -> re.Pattern[str]:
    joint = rf"(?:\s*(?:[,&+/、・と–-]|(?<!\w)(?:{_any('and')})(?!\w))\s*|\s+)"
    return re.compile(
        rf"(?i)(?:(?<!\w)(?:{_any('rows')})\.?\s*#?|#)(?P<list>\d{{1,2}}(?:{joint}#?\d{{1,2}})*)(?![A-Za-z0-9%])"
    )


@cache
def _excepting() -> re.Pattern[str]:
    joint = rf"\s*(?:[,&+/、・と–-]|(?<!\w)(?:{_any('and')})(?!\w))\s*"
    return re.compile(
        rf"(?i)(?<!\w)(?:{_any('except')})\s+#?(?P<list>\d{{1,2}}(?:{joint}#?\d{{1,2}})*)(?!\w)|\d{{1,2}}(?:{joint}\d{{1,2}})*(?=\s?(?:以外|を除))"
    )


@cache
def _excepted() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w)(?:{_any('except')})\s+(?:(?:{_any('rows')})\s+)?#?\d|\d\s?(?:以外|を除)")


@cache
def _private(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])


@cache
def _notice_words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("column_notices.yaml")[kind])


@cache
def _begun() -> re.Pattern[str]:
    joint = rf"\s*(?:[,&+/、・と–-]|(?<!\w)(?:{_any('and')})(?!\w))\s*"
    return re.compile(
        rf"(?i)(?:^|[:：]\s*)#?(?P<list>\d{{1,2}}(?:{joint}(?:#)?\d{{1,2}})*)(?:\s+|(?=は|が))(?=[^\W\d_])"
    )
