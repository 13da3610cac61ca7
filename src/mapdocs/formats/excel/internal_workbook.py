"""The internal workbook: the seller's own tasks among the milestones, findings, forecast. Never for the buyer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.excel.look import Book, height_of
from mapdocs.plan.internal import InternalPlan, Mark
from mapdocs.templating import color
from mapdocs.templating.kit import Kit

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

RED = "#b3261e"
_OWN = ("Date", "What", "Milestone or task", "Owner", "Exit criteria", "Status", "Serves / at risk", "Evidence")
_OWN_WIDTHS = (12, 36, 24, 36, 14, 30, 34)  # of the columns behind the date
WARNING = "INTERNAL. Not for the buyer: do not send, do not attach."


def xlsx(plan: InternalPlan, kit: Kit) -> bytes:
    """The workbook for the seller's side."""
    words = kit.words(plan.shared.look.locale)
    book = Book(plan.shared, words, f"INTERNAL, not for the buyer: {plan.deal}")
    first, own, found = (book.book.add_worksheet(name) for name in ("Read first", "Internal", "Findings"))
    _first_sheet(book, first, plan)
    _own_sheet(book, own, plan)
    _findings_sheet(book, found, plan)
    for sheet in (first, own, found):
        sheet.set_tab_color(RED)
    return book.finish()


def _banner(book: Book, sheet: Worksheet, columns: int) -> None:
    style = book.style(bold=True, font_size=14, font_color="#ffffff", bg_color=RED, valign="vcenter")
    sheet.merge_range(0, 0, 0, columns - 1, "", style)
    sheet.write_string(0, 0, WARNING, style)
    sheet.set_row(0, 30)


def _first_sheet(book: Book, sheet: Worksheet, plan: InternalPlan) -> None:
    words, shared = book.words, plan.shared
    sheet.set_column(0, 0, 24, book.style())
    sheet.set_column(1, 1, 90, book.style())
    _banner(book, sheet, 2)
    upcoming = describe.next_step(shared, words)
    variant = "full plan" if shared.variant == "full" else "three-line plan"
    chosen = (
        f"{variant}, forced against the threshold of {plan.threshold:,.0f}"
        if plan.forced
        else f"{variant}, by the threshold of {plan.threshold:,.0f}"
    )
    facts: list[tuple[str, str]] = [
        ("Deal", plan.deal),
        ("Buyer", shared.buyer),
        ("Champion", describe.person_line(shared.champion)),
        ("ACV", f"{plan.acv:,.2f} {plan.currency}".replace(".00 ", " ") if plan.acv is not None else ""),
        ("Plan", chosen),
        ("Stage", str(plan.stage) if plan.stage is not None else ""),
        ("Forecast", plan.forecast or ""),
        *([("Tags", ", ".join(plan.tags))] if plan.tags else []),
        *(
            [("Beyond the period", beyond if isinstance(beyond, str) else "yes")]
            if (beyond := plan.beyond_period)
            else []
        ),
        (
            "Next milestone",
            f"{upcoming.label} · {upcoming.owner} · {upcoming.day}" if upcoming else words("all_done"),
        ),
        ("Published", shared.link or "no link yet: unpublished is not in Commit"),
        ("CRM", plan.crm_url or ""),
        ("Notes", plan.notes or ""),
        *([("Accepted", "\n".join(plan.accepted))] if plan.accepted else []),
    ]
    label, value = book.style(font_color=color.GREY), book.style(text_wrap=True)
    for line, (name, text) in enumerate(facts, 2):
        book.text(sheet, line, 0, name, label)
        book.text(sheet, line, 1, text, value)
        sheet.set_row(line, height_of([(text, 90)], least=18))
    book.landscape(sheet, repeat=0)


def _grounds(mark: Mark) -> str:
    """Why a date is realistic, and where an assistant has the row from."""
    return "\n".join(filter(None, (mark.evidence, f"Source: {mark.source}" if mark.source else None)))


def _own_sheet(book: Book, sheet: Worksheet, plan: InternalPlan) -> None:
    """Tasks and milestones in one list by date, so that each task stands before the milestone that it serves."""
    words = book.words
    for column, width in enumerate((book.date_width, *_OWN_WIDTHS)):
        sheet.set_column(column, column, width, book.style())
    _banner(book, sheet, len(_OWN))
    header = book.style(bold=True, bottom=2, bottom_color=color.INK)
    for column, name in enumerate(_OWN):
        book.text(sheet, 2, column, name, header)
    entries: list[tuple[date, int, tuple[str, str, str, str, str, str, str]]] = []
    for row, mark in zip(plan.shared.rows, _marks_in_order(plan), strict=True):
        risk = ("at risk" + (f": {mark.risk}" if mark.risk else "")) if mark and mark.at_risk else ""
        owner = (
            f"{row.buyer_owner.name if row.buyer_owner else '?'} / {row.seller_owner.name if row.seller_owner else '?'}"
        )
        entries.append(
            (
                row.target_date or date.max,
                1,
                (
                    "Milestone",
                    f"{row.label}\n{describe.includes(row, words)}" if row.includes else row.label,
                    owner,
                    row.proof or "",
                    describe.status_word(row, words),
                    risk,
                    _grounds(mark) if mark else "",
                ),
            )
        )
    for task in plan.tasks:
        entries.append(
            (
                task.due or date.max,
                0,
                (
                    "Own task",
                    task.task,
                    task.owner or "",
                    "",
                    words(f"status.{task.status}"),
                    task.serves or "",
                    "",
                ),
            )
        )
    plain, day = (
        book.style(text_wrap=True, bottom=1, bottom_color=color.LIGHT),
        book.style(num_format=book.date_format, align="left", bottom=1, bottom_color=color.LIGHT),
    )
    bold = book.style(bold=True, text_wrap=True, bottom=1, bottom_color=color.LIGHT)
    for line, (when, _, texts) in enumerate(sorted(entries, key=lambda e: (e[0], e[1])), 3):
        book.day(sheet, line, 0, None if when == date.max else when, day)
        for column, text in enumerate(texts, 1):
            book.text(sheet, line, column, text, bold if texts[0] == "Milestone" and column == 2 else plain)
        sheet.set_row(line, height_of(list(zip(texts, _OWN_WIDTHS, strict=True)), least=18))
    sheet.freeze_panes(3, 0)
    book.landscape(sheet, repeat=2)


def _marks_in_order(plan: InternalPlan) -> list[Mark | None]:
    """The mark of each shared row; a folded line has none of its own."""
    if len(plan.marks) == len(plan.shared.rows):
        return list(plan.marks)
    return [None] * len(plan.shared.rows)


def _findings_sheet(book: Book, sheet: Worksheet, plan: InternalPlan) -> None:
    for column, width in enumerate((10, 10, 34, 60, 70)):
        sheet.set_column(column, column, width, book.style())
    _banner(book, sheet, 5)
    header = book.style(bold=True, bottom=2, bottom_color=color.INK)
    for column, name in enumerate(("Rule", "Level", "Where", "What", "What to do")):
        book.text(sheet, 2, column, name, header)
    plain = book.style(text_wrap=True, bottom=1, bottom_color=color.LIGHT)
    for line, finding in enumerate(plan.findings, 3):
        texts = (
            finding.code,
            finding.level,
            f"line {finding.line}, {finding.path}",
            finding.message,
            finding.hint,
        )
        for column, text in enumerate(texts):
            book.text(sheet, line, column, text, plain)
        sheet.set_row(line, height_of([(finding.message, 60), (finding.hint, 70), (texts[2], 34)], least=18))
    if not plan.findings:
        book.text(sheet, 3, 3, "Nothing found.", plain)
    book.landscape(sheet, repeat=2)
