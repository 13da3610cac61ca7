"""Bytes of a file to papers, by what the bytes are and not by what the file is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from mapdocs.errors import Unreadable
from mapdocs.readers.docx import read_docx
from mapdocs.readers.html import read_page
from mapdocs.readers.mail import Mail, is_plain_plan, read_mail, read_plain
from mapdocs.readers.odf import read_ods, read_odt
from mapdocs.readers.package import Package, unpacked_size
from mapdocs.readers.pdf_form import read_form
from mapdocs.readers.tables import Paper
from mapdocs.readers.text_tables import decoded, read_csv, read_markdown
from mapdocs.readers.xlsx import read_xlsx

MAX_ROWS = 5_000
MAX_UNPACKED = 2_500_000  # bytes of all documents of one mail; a plan of 400 rows has 600,000
# What else in a mail takes time, in bytes of documents that take as long: a character of its texts, a PDF with its process.
_OF_A_CHARACTER = 2
_OF_A_PDF = 1_500_000


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper and where it came from: the file's name, or "reply.eml: plan.docx" for what was attached."""

    name: str
    paper: Paper


def _page(raw: bytes) -> Paper:
    return read_page(decoded(raw))


#: Attached files of text by how their names end, and how they are read.
_TEXTS: Mapping[str, Callable[[bytes], Paper]] = {
    **dict.fromkeys((".csv", ".tsv"), read_csv),
    **dict.fromkeys((".md", ".markdown", ".txt"), read_markdown),
    **dict.fromkeys((".html", ".htm"), _page),
}
_SIGNATURES = (".p7s", ".p7m", ".asc", ".sig")


_ODF = {
    "application/vnd.oasis.opendocument.text": ".docx",
    "application/vnd.oasis.opendocument.spreadsheet": ".xlsx",
}


def open_papers(
    raw: bytes, name: str, *, attached: bool = True, max_rows: int = MAX_ROWS, odf: bool = False
) -> list[Opened]:
    """Everything in a returned file that may hold a plan: one paper, or a mail with what is attached to it.

    A sheet of more than ``max_rows`` filled rows is refused, and so is LibreOffice's own kind of file without ``odf``: what we
    send goes out as Word's and Excel's, and comes back so.

    Raises:
        Unreadable: the file is none that can be read, and why.
    """
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "the file is protected by a password, or of the old kind (.doc, .xls)",
            "ask for it without a password, saved as .docx or .xlsx",
        )
    if raw.startswith(b"%PDF") or (b"%PDF-" in raw[:1024] and not _is_mail(raw)):
        return [Opened(name, read_form(raw, seconds=2 if attached else 1))]
    if raw.startswith(b"PK"):
        return [Opened(name, _office(Package(raw), max_rows, odf))]
    if not raw.strip():
        raise Unreadable("the file is empty", "ask for the file once more")
    if attached and _is_mail(raw):
        mail = read_mail(raw)
        if odf:
            _take_texts(mail)
        return [Opened(name, mail.paper), *_attached(mail, name, odf)]
    if attached and is_plain_plan(raw):
        return [Opened(name, read_plain(raw))]
    raise Unreadable(
        "this is none of the files that can be read back",
        "give the edited .docx or .xlsx, a filled PDF worksheet, or the reply saved as .eml",
    )


def _take_texts(mail: Mail) -> None:
    """Put the texts that hang on a mail beside it, and name the files that are none."""
    for part in mail.others:
        read = next((way for end, way in _TEXTS.items() if part.name.lower().endswith(end)), None)
        if read is not None and part.raw.strip() and len(part.raw) <= MAX_UNPACKED:
            try:
                mail.paper.attached.append((part.name, read(part.raw)))
                continue
            except Unreadable as problem:
                mail.paper.notes.append(f"the attachment {part.name} was not read: {problem.message}")
                continue
        if not part.name.lower().endswith(_SIGNATURES):
            mail.paper.notes.append(
                f"the attachment {part.name} was not read: it is none of the files that hold a plan"
            )


def _attached(mail: Mail, name: str, odf: bool) -> Iterator[Opened]:
    """The papers among a mail's documents; what was not read is noted on its own. Limits are for all together, its texts
    too: ten documents that are each just small enough would take ten times as long as one."""
    room = MAX_UNPACKED - _OF_A_CHARACTER * mail.characters
    for part in mail.attached:
        try:
            is_page = b"%PDF-" in part.raw[:1024]
            room -= _OF_A_PDF if is_page else unpacked_size(part.raw)
            if room < 0:
                raise Unreadable("the documents of this mail are more than a plan has", "give it by itself")
            for opened in open_papers(part.raw, part.name, attached=False, odf=odf):
                yield Opened(f"{name}: {opened.name}", replace(opened.paper, day=mail.paper.day))
        except Unreadable as problem:
            hint = f"; {problem.hint}" if problem.hint else ""
            mail.paper.notes.append(f"the attachment {part.name} was not read: {problem.message}{hint}")


def _office(package: Package, max_rows: int, odf: bool) -> Paper:
    main = package.main_part() or next((n for n in ("word/document.xml", "xl/workbook.xml") if package.has(n)), None)
    if main is None:
        kind = package.bytes_of("mimetype", 200).decode("latin-1") if package.has("mimetype") else ""
        plain = kind.strip().removesuffix("-template")
        if odf and plain in _ODF:
            return read_ods(package, max_rows=max_rows) if _ODF[plain] == ".xlsx" else read_odt(package)
        if plain in _ODF:
            raise Unreadable("this is an OpenDocument file", f"save it as {_ODF[plain]} and give that")
        raise Unreadable("this zip is neither a Word nor an Excel file", "give the edited .docx or .xlsx itself")
    if main.rsplit("/", 1)[-1].startswith("document"):
        return read_docx(package, main)
    if main.endswith(".bin"):
        raise Unreadable("this is a binary workbook (.xlsb)", "save it as .xlsx and give that")
    if "workbook" in main.rsplit("/", 1)[-1]:
        return read_xlsx(package, main, max_rows=max_rows)
    raise Unreadable("this is neither a Word nor an Excel file", "give the edited .docx or .xlsx itself")


def _is_mail(raw: bytes) -> bool:
    head = raw[:20_000].lstrip().lower()
    return any(
        line.startswith((b"from:", b"to:", b"subject:", b"received:", b"mime-version:", b"return-path:", b"x-unsent:"))
        for line in head.splitlines()[:60]
    )
