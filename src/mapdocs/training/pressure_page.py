"""The skeptic's pages as text for the screen, and as a PDF with room for the pen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from mapdocs.formats.pdf.printing import print_page
from mapdocs.plan.schedule import spoken
from mapdocs.templating.kit import Kit
from mapdocs.training.pressure import ON_A_PAGE, Page


def pressure_pdf(pages: Sequence[Page], kit: Kit, *, paper: Literal["letter", "a4"], today: date) -> bytes:
    """One page a deal, bookmarked by rep.

    Raises:
        CannotPrint: WeasyPrint, or a system library that it needs, is missing.
    """
    html = kit.render("pressure.html.j2", pages=pages, paper=paper, today=spoken(today), day=spoken, most=ON_A_PAGE)
    return print_page(html, kit).content


def told(page: Page) -> str:
    """One deal's page for the screen."""
    live = f", go-live {spoken(page.go_live)}" if page.go_live else ""
    lines = [f"{page.deal}: {page.rep} defends{live}", ""]
    for number, one in enumerate(page.rows, 1):
        who = one.row.buyer_owner or "no buyer owner"
        day = spoken(one.row.target_date) if one.row.target_date else "no date"
        lines.append(f"{number}. {one.row.milestone} · {who} · {day} · {one.row.id}")
        if one.doubts:
            lines.append(f"   {', '.join(doubt.reason for doubt in one.doubts)}")
            lines += [f"   - {doubt.question}" for doubt in one.doubts[:2]]
        else:
            lines.append("   nothing stands out")
    if not page.rows:
        lines.append("Every step is done. There is nothing to test.")
    else:
        lines += ["", f'Then type what you decided: mapdocs move {page.file} {page.rows[0].row.id} DATE --why "…"']
    return "\n".join(lines)
