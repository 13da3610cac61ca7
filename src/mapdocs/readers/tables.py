"""Tables as values: what every reader of this room returns, whatever the file was."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

MAX_TITLE = 80  # signs of a line that may be a table's title

#: What can hang on a cell or stand beside a table without being a cell's own text.
Kind = Literal[
    "comment",
    "nested table",
    "text box",
    "footnote",
    "image",
    "drawing",
    "chart",
    "prompt",
    "hidden words",
    "tracked deletion",
    "link",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """Words beside the text: a comment in the margin, or what hangs on a cell and is no text of its own.

    ``at`` is the day it was made, where the file says. Of an image ``text`` is its description, or empty. ``own`` is what
    was said itself, where ``text`` has words of ours in front: "a text box in the cell: …".
    """

    text: str
    author: str = ""
    at: date | None = None
    kind: Kind = "comment"
    own: str = ""

    @property
    def words(self) -> str:
        """What was said, and nothing of ours."""
        return self.own or self.text

    @property
    def is_said(self) -> bool:
        """Whether somebody said it; of a picture or a sign the text is what we say of it."""
        return self.kind not in ("image", "drawing")


@dataclass(frozen=True, slots=True)
class Link:
    """Words with an address laid over them: what stands there, and where a click leads."""

    text: str
    address: str

    def told(self) -> list[Remark]:
        """Where the words lead, for those of a text outside tables; nothing where they say it themselves."""
        said = " ".join(self.text.split())
        return [] if self.address in said else [Remark(f"{said}: {self.address}", kind="link")]


@dataclass(frozen=True, slots=True)
class Line:
    """One line in a cell: what stands there, and what stands there struck through."""

    text: str
    struck: str = ""


@dataclass(slots=True)
class Cell:
    """One cell as its reader left it.

    ``before`` is its text before the tracked changes (None where nothing is tracked in it), ``authors`` and ``at``
    who made them and when. ``value`` is a spreadsheet's date or number, ``hour`` that of a date which has one, as 14:30. ``formula`` is a formula's text; it is never
    computed, but where it makes a day, that which the file keeps beside it is the ``value``. ``covered``: the cell lies under its neighbour, merged with it: what stands in it is a copy of the neighbour's
    and counts once. ``links`` lead out of the file, to the web. ``remarks`` are what hangs on it: comments, nested tables, text boxes, footnotes, images. A check box
    reads as the text ☒ or ☐, whatever drew it. ``fill`` and ``ink`` are the colours behind its words and of them, as RRGGBB, empty
    where they are the usual ones; ``key`` is what the file's own key says that they mean. ``parts`` are its words by colour, each
    as (RRGGBB, words), where they have several; ``faces`` those in italics, bold or underlined, each as ("italic", words).
    """

    lines: tuple[Line, ...] = ()
    before: str | None = None
    authors: tuple[str, ...] = ()
    at: date | None = None
    value: date | Decimal | None = None
    hour: str = ""
    formula: str | None = None
    covered: Literal["", "above", "left"] = ""
    remarks: tuple[Remark, ...] = ()
    links: tuple[Link, ...] = ()
    fill: str = ""
    ink: str = ""
    key: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    faces: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """What stands in the cell, without what was struck through."""
        return "\n".join(line.text for line in self.lines if line.text)

    @property
    def struck(self) -> str:
        return "\n".join(line.struck for line in self.lines if line.struck)

    @property
    def blank(self) -> bool:
        return not (self.lines or self.formula)


@dataclass(slots=True)
class GridRow:
    """``number`` is the row's place in its table from 1, as a user would count. ``deleted``: by a tracked change.

    ``hidden``: whoever opens the file does not see the row, hidden by hand or by a filter. ``depth``: how far a sheet's outline, or
    its first words, are set in. ``is_key``: it says what colours or signs of the file mean. ``noted`` is
    the line by which the file keeps the row from the buyer.
    """

    number: int
    cells: list[Cell]
    deleted: bool = False
    inserted: bool = False
    author: str = ""
    at: date | None = None
    hidden: bool = False
    depth: int = 0
    is_key: bool = False
    noted: str = ""

    @property
    def blank(self) -> bool:
        return all(cell.blank for cell in self.cells)

    def cell(self, column: int | None) -> Cell:
        return self.cells[column] if column is not None and column < len(self.cells) else Cell()


@dataclass(slots=True)
class Table:
    """One table, or one sheet of a workbook.

    ``name`` tells a person which; ``sheet`` is the sheet's own name, empty where there are none. ``above`` are the words
    between the table before and this one, in order, ``levels`` how high a heading each is, 0 for none or where there are no levels; ``under``
    are the headings before the last table that still go on there, with their levels. ``hidden_columns`` are not seen by whoever opens the file. ``coloured``: cells
    are told apart by their colours, which are not read. ``rules_unread``: some of the colours are laid over the cells by rules that
    were not worked out. ``margins`` is what a sheet prints above and below each of its pages.
    """

    name: str
    rows: list[GridRow] = field(default_factory=list)
    sheet: str = ""
    above: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    under: tuple[tuple[int, str], ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    coloured: bool = False
    rules_unread: bool = False
    margins: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What stands right above the table like a title; empty where that is a sentence."""
        last = self.above[-1].rstrip(": ") if self.above else ""
        return "" if len(last) > MAX_TITLE or last.endswith((".", "!", "?", "。", ",")) else last


@dataclass(slots=True)
class Paper:
    """A file that was read: its tables, the other lines of its text, its comments, and what was left aside in it.

    ``fields`` holds the values of a form by name; ``loose`` are a document's lines outside all tables, with who tracked
    them in. ``day`` is the day on which it was sent back, where that is known. ``hidden`` are the tables of hidden sheets:
    never a plan's rows, but what stands in them is not lost without a word. ``beside`` are the lines of ``texts`` that stand
    in no table. ``lines`` are those outside the tables as they stand, in Markdown's signs for titles, lists and what is struck
    through; empty where they are far too many for a list. ``margins`` are what stands above and below each page,
    ``keys`` the lines by which the file itself keeps what has a colour or a sign from the buyer. ``sender`` is who sent a mail,
    ``addressed`` who wrote it and to whom, ``subject`` that of the mail, ``thread`` its lines with how often each was quoted.
    ``shown`` is
    what the file shows outside its cells and lines: text boxes, charts, pictures, prompts, where its words lead, words that were taken out. ``attached`` are the texts and lists of values that hang on a
    mail, by their files' names: a plan where the mail holds none itself.
    """

    kind: Literal["docx", "xlsx", "pdf", "mail", "text"]
    tables: list[Table] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    tracked: bool = False
    notes: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    loose: list[Remark] = field(default_factory=list)
    day: date | None = None
    hidden: list[Table] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    addressed: list[str] = field(default_factory=list)
    sender: str = ""
    subject: str = ""
    thread: list[tuple[int, str]] = field(default_factory=list)
    shown: list[Remark] = field(default_factory=list)
    attached: list[tuple[str, Paper]] = field(default_factory=list)


#: What programs change in a text without being asked: quotes, dashes and the ellipsis made typographic, invisible signs.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys(
            "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        ),
        "\u2026": "...",
    }
)
_FORBIDDEN = re.compile("[\xad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """``text`` fit to be kept: NFC, no control characters nor soft hyphens, runs of blanks in a line made one, no empty lines."""
    if text.isascii() and text.isprintable():  # as nearly all cells are: one line, without a sign that could go
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("", text)).replace("\u00a0", " ").replace("\u202f", " ")
    lines = (" ".join(line.split()) for line in re.split(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]", text))
    return "\n".join(line for line in lines if line)


def same(text: str | None) -> str:
    """``text`` for comparing: two texts that differ only in quotes, dashes, blanks or line breaks are the same."""
    return " ".join(clean(text or "").translate(_ALIKE).split())
