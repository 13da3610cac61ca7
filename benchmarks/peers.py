"""The bare libraries, doing the work of one deal with the same content, as a careful script would use them.

Texts, cells and the page are taken from our own finished files, before any clock runs, so that a peer only writes.
"""

from __future__ import annotations

import io
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

#: One plan page as a user of WeasyPrint would write it first: no font of its own, no tags, one small sheet of styles.
PAGE = """<!doctype html><title>Plan</title><style>
@page {{ size: A4 landscape; margin: 15mm }} body {{ font-family: sans-serif; font-size: 10pt }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border: 1px solid #999; padding: 4px; text-align: left }}
</style><h1>{title}</h1><table><tr>{heads}</tr>{rows}</table>"""


def plan_page(title: str, heads: list[str], rows: list[list[str]]) -> str:
    """The page for the bare WeasyPrint script, with the milestones of a real plan."""
    return PAGE.format(
        title=title,
        heads="".join(f"<th>{head}</th>" for head in heads),
        rows="".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows),
    )


class Document:
    """What python-docx needs to write a finished document's paragraphs and tables again."""

    def __init__(self, path: Path) -> None:
        import docx

        read = docx.Document(str(path))
        self.paragraphs = [paragraph.text for paragraph in read.paragraphs]
        self.tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]

    def write(self) -> bytes:
        import docx

        made = docx.Document()
        for text in self.paragraphs:
            made.add_paragraph(text)
        for rows in self.tables:
            table = made.add_table(len(rows), max(map(len, rows)))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=False):
                    cell.text = text
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()


class Workbook:
    """What openpyxl needs to write a finished workbook's cells again, with formats, fills and widths."""

    def __init__(self, path: Path) -> None:
        import openpyxl

        read = openpyxl.load_workbook(path)
        self.sheets: list[tuple[str, list[tuple[int, int, Any, str, Any]], dict[str, float]]] = []
        for sheet in read:
            cells = [
                (cell.row, cell.column, cell.value, cell.number_format, cell.font.b)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            ]
            widths = {name: column.width for name, column in sheet.column_dimensions.items()}
            self.sheets.append((sheet.title, cells, widths))

    def write(self) -> bytes:
        import openpyxl
        from openpyxl.styles import Font

        made = openpyxl.Workbook()
        made.remove(made.active)
        bold = Font(bold=True)
        for title, cells, widths in self.sheets:
            sheet = made.create_sheet(title)
            for row, column, value, number_format, strong in cells:
                cell = sheet.cell(row, column, value)
                cell.number_format = number_format
                if strong:
                    cell.font = bold
            for name, width in widths.items():
                sheet.column_dimensions[name].width = width
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()


class Email:
    """What the standard library needs to write a finished draft's parts again."""

    def __init__(self, path: Path) -> None:
        read = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(read, EmailMessage)
        plain, page = read.get_body(("plain",)), read.get_body(("html",))
        assert plain is not None
        assert page is not None
        self.subject, self.plain, self.page = str(read["Subject"]), plain.get_content(), page.get_content()

    def write(self) -> bytes:
        made = EmailMessage()
        made["Subject"] = self.subject
        made.set_content(self.plain)
        made.add_alternative(self.page, subtype="html")
        return bytes(made)


class Deal:
    """One deal's finished files, to be written again by the bare libraries."""

    def __init__(self, folder: Path, page: str, fetcher: Any) -> None:
        from weasyprint.text.fonts import FontConfiguration

        def one(pattern: str) -> Path:
            return next(folder.glob(pattern))

        self._page, self._fetcher, self._fonts = page, fetcher, FontConfiguration()
        self._writers = [
            Document(one("buyer/*.docx")),
            Workbook(one("buyer/*.xlsx")),
            Workbook(one("internal/*.xlsx")),
            Email(one("buyer/*.eml")),
        ]

    def pdf(self) -> bytes:
        import weasyprint

        html = weasyprint.HTML(string=self._page, base_url="mapdocs:", url_fetcher=self._fetcher)
        made: bytes = html.write_pdf(pdf_variant="pdf/ua-1", font_config=self._fonts)
        return made

    def write(self, folder: Path) -> None:
        """All of it, into files, as a script would."""
        for number, writer in enumerate(self._writers):
            (folder / f"peer-{number}").write_bytes(writer.write())
        (folder / "peer.pdf").write_bytes(self.pdf())
