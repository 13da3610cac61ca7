"""The PDF: the plan on one landscape page, tagged for screen readers (PDF/UA-1), fonts embedded."""

from __future__ import annotations

import base64
import logging
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from mapdocs.formats import describe, timeline
from mapdocs.formats.pdf import engine
from mapdocs.formats.pdf.accessibility import finish
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.kit import Kit, WrongTemplate

BASE = "mapdocs:"


def page(plan: BuyerPlan, kit: Kit) -> str:
    """The page that :func:`render` prints of ``plan``, as HTML."""
    words = kit.words(plan.look.locale)
    span = timeline.span_of(plan)
    strip: dict[str, Any] = {}
    if span is not None:
        placed = timeline.points(plan, span)
        strip = {
            "months": [(words.month(day), span.share(day)) for day in timeline.months(span)],
            "points": placed,
            "lanes": max((p.lane for p in placed), default=0) + 1,
            "today": span.share(plan.today),
            "go_live": span.share(plan.go_live) if plan.go_live else None,
        }
    return kit.render(
        "plan.html.j2",
        plan=plan,
        words=words,
        describe=describe,
        strip=strip,
        **_style(plan),
        logo=Markup(_data_url(plan.look.logo)) if plan.look.logo else "",  # noqa: S704 - base64 only
        css=Markup(kit.render("plan.css.j2", **_style(plan))),  # noqa: S704 - colours, sizes and a checked font name
    )


def _style(plan: BuyerPlan) -> dict[str, Any]:
    font = "".join(c for c in plan.look.font or "" if c.isalnum() or c in " -")
    return {
        "paper": plan.look.paper,
        "upright": plan.variant == "lite",
        "font": font,
        "accent": color.readable(plan.look.color),
        "brand": plan.look.color,
        "tint": color.tint(plan.look.color),
        "ink": color.INK,
        "grey": color.GREY,
        "light": color.LIGHT,
    }


def render(html: str, kit: Kit, *, forms: bool = False) -> bytes:
    """HTML to a tagged PDF. Nothing but ``mapdocs:`` resources and data URLs is ever fetched.

    Raises:
        ImportError, OSError: WeasyPrint, or a system library that it needs, is missing.
        WrongTemplate: the page asks for anything else.
    """
    engine.load()
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    try:
        document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher(kit))
        written: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", font_config=_fonts(), full_fonts=False, pdf_forms=forms, finisher=finish
        )
    except FatalURLFetchingError as problem:
        raise WrongTemplate(f"a template asks for what is not in the templates folder: {problem}") from problem
    return written


@lru_cache(maxsize=1)
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def fetcher(kit: Kit) -> Any:
    """What WeasyPrint may ask for: ``kit``'s templates by name, and data URLs."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnResources(URLFetcher):  # type: ignore[misc]
        """Serves templates by name and refuses everything else, so that no plan can reach network or disk."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url.startswith(BASE):
                return URLFetcherResponse(url, kit.bytes_of(url.removeprefix(BASE)))
            raise FatalURLFetchingError(f"refused to fetch {url}")

    return OwnResources(allowed_protocols=["data"])


def _data_url(picture: bytes) -> str:
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


class MissingGlyphs(logging.Handler):
    """Collects WeasyPrint's warnings about letters that no font has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "notdef" in record.getMessage():
            self.letters.append(record.getMessage())
