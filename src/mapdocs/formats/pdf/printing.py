"""Pages of HTML printed as PDF, where the machine can."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree  # nosec B405

from mapdocs.errors import MapdocsError, WrongTemplate
from mapdocs.formats.pdf.accessibility import finish
from mapdocs.formats.pdf.fonts import page_fonts
from mapdocs.formats.pdf.page import page
from mapdocs.formats.pdf.requirements import pdf_problem
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating.kit import Kit

BASE = "mapdocs:"
MOST_UNTITLED = 9  # rows; of more, people's titles would have to be looked for on another page
MOST_TIGHT = 16  # rows; no plan of more fits on fewer pages by a few millimetres
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}")
_NOT_SHARED = re.compile(r"@(?:import|font-face|counter-style|color-profile|layer)|!\s*important", re.IGNORECASE)


class CannotPrint(MapdocsError):
    """This machine lacks what a PDF needs; the message names the command that mends it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF; ``letters`` are those that no font on this machine has."""

    content: bytes
    letters: str = ""


def pdf(plan: BuyerPlan, kit: Kit, html: str = "") -> Printed:
    """The plan on one landscape page, tagged for screen readers (PDF/UA-1), fonts embedded. ``html`` is its page where that
    was written already.

    Raises:
        CannotPrint: WeasyPrint, or a system library that it needs, is missing.
        WrongTemplate: a template asks for what is not in the templates folder.
    """
    tighter: list[Callable[[], str]] = []
    if len(plan.rows) <= MOST_TIGHT:
        tighter.append(lambda: page(plan, kit, tight=True))
    if len(plan.rows) <= MOST_UNTITLED:
        tighter.append(lambda: page(plan, kit, tight=True, titles=False))
    return print_page(html or page(plan, kit), kit, tighter=tighter)


def print_page(html: str, kit: Kit, *, forms: bool = False, tighter: Sequence[Callable[[], str]] = ()) -> Printed:
    """The PDF of a page whose fonts and pictures are the ``kit``'s; with ``forms`` its fields can be filled in.
    ``tighter`` make the same page with less space between things, or less on it: each is taken where that saves a page.

    Nothing but ``mapdocs:`` resources and data URLs is ever fetched.

    Raises:
        CannotPrint: WeasyPrint, or a system library that it needs, is missing.
        WrongTemplate: the page asks for anything else.
    """
    problem = pdf_problem()
    if problem is not None:
        raise CannotPrint(problem)
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    with _missing_letters() as letters, page_fonts(kit) as fonts:
        try:
            options = {"pdf_variant": "pdf/ua-1", "full_fonts": False, "pdf_forms": forms}

            def laid_out(text: str) -> Any:
                text, sheets = _without_rules(text, weasyprint.CSS)
                return _read(weasyprint, text, fetcher(kit)).render(font_config=fonts, stylesheets=sheets, **options)

            document = laid_out(html)
            for other in tighter:
                if len(document.pages) > 1:
                    document = min(document, laid_out(other()), key=lambda one: len(one.pages))
            content: bytes = document.write_pdf(finisher=finish, **options)
        except FatalURLFetchingError as problem:
            raise WrongTemplate(f"a template asks for what is not in the templates folder: {problem}") from problem
    return Printed(content, letters[0].rsplit(": ", 1)[-1] if letters else "")


_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


def _read(weasyprint: Any, text: str, fetch: Any) -> Any:
    """The page as WeasyPrint has it. One that is well-formed XML, as ours are, needs no reader of HTML, which forgives everything
    and takes ten times as long; a company's own template may need it: for what it leaves out, or writes in capitals."""
    try:
        if _ENTITY.search(text):  # of XML's own, which grow; HTML knows none
            raise ElementTree.ParseError
        root = ElementTree.fromstring(text)  # noqa: S314  # nosec B314 - a template's own page; what people wrote is escaped
    except ElementTree.ParseError:
        root = None
    if root is None or [part.tag for part in root] != ["head", "body"] or not all(e.tag.islower() for e in root.iter()):
        return weasyprint.HTML(string=text, base_url=BASE, url_fetcher=fetch)
    page = weasyprint.HTML.__new__(weasyprint.HTML)
    whole = weasyprint.cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    vars(page).update(base_url=BASE, url_fetcher=fetch, media_type="print")
    vars(page).update(wrapper_element=whole, etree_element=whole.etree_element)
    return page


def _without_rules(html: str, made: Callable[..., Any]) -> tuple[str, list[Any]]:
    """The page with nothing in its style element but its fonts, whose folder goes with the page; and the rules, read once a
    process. A page with more style elements, or rules that fetch or name things, is left as it is."""
    rules = _STYLE.findall(html)
    if len(rules) != 1:
        return html, []
    rest = _FONT_FACE.sub("", rules[0])
    if _NOT_SHARED.search(rest):
        return html, []
    fonts = "".join(_FONT_FACE.findall(rules[0]))
    return _STYLE.sub(lambda _: f"<style>{fonts}</style>", html), [_sheet(made, rest)]


@lru_cache(maxsize=8)
def _sheet(made: Callable[..., Any], rules: str) -> Any:
    return made(string=rules, base_url=BASE)


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


@contextlib.contextmanager
def _missing_letters() -> Iterator[list[str]]:
    """WeasyPrint's warnings about letters that no font has, kept from the terminal."""
    handler = _MissingLetters()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield handler.said
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


class _MissingLetters(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "notdef" in record.getMessage():
            self.said.append(record.getMessage())
