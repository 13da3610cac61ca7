"""Pages of HTML printed as PDF, where the machine can."""

from __future__ import annotations

import contextlib
import logging
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from mapdocs.errors import MapdocsError, WrongTemplate
from mapdocs.formats.pdf.accessibility import finish
from mapdocs.formats.pdf.page import page
from mapdocs.formats.pdf.requirements import pdf_problem
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating.kit import Kit

BASE = "mapdocs:"
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
    tighter = (lambda: page(plan, kit, tight=True)) if len(plan.rows) <= MOST_TIGHT else None
    return print_page(html or page(plan, kit), kit, tighter=tighter)


def print_page(html: str, kit: Kit, *, forms: bool = False, tighter: Callable[[], str] | None = None) -> Printed:
    """The PDF of a page whose fonts and pictures are the ``kit``'s; with ``forms`` its fields can be filled in.
    ``tighter`` makes the same page with less space between things: taken where that saves a page.

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

    with _missing_letters() as letters, _fonts() as fonts:
        try:
            options = {"pdf_variant": "pdf/ua-1", "full_fonts": False, "pdf_forms": forms}

            def laid_out(text: str) -> Any:
                text, sheets = _without_rules(text, weasyprint.CSS)
                found = weasyprint.HTML(string=text, base_url=BASE, url_fetcher=fetcher(kit))
                return found.render(font_config=fonts, stylesheets=sheets, **options)

            document = laid_out(html)
            if tighter is not None and len(document.pages) > 1:
                document = min(document, laid_out(tighter()), key=lambda one: len(one.pages))
            content: bytes = document.write_pdf(finisher=finish, **options)
        except FatalURLFetchingError as problem:
            raise WrongTemplate(f"a template asks for what is not in the templates folder: {problem}") from problem
    return Printed(content, letters[0].rsplit(": ", 1)[-1] if letters else "")


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


@contextlib.contextmanager
def _fonts() -> Iterator[Any]:
    """The fonts of one page, with a folder among the machine's temporary files that goes with them. WeasyPrint would make one
    at its first font, and remove it when the collector comes by: never, in a process that ends at once or is interrupted just
    when the folder is there and nobody knows it yet."""
    from weasyprint.text.fonts import FontConfiguration

    folder = ""
    try:
        with _not_interrupted():
            folder = mkdtemp(prefix="mapdocs-")
        fonts = FontConfiguration()
        fonts._folder = Path(folder)
        yield fonts
    finally:
        with _not_interrupted():
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _not_interrupted() -> Iterator[None]:
    """Ctrl-C waits for the end of the block. Blocking the signal would not do: Pango has threads of its own, to which the
    system gives what this one does not take, and Python raises it here all the same."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is None:
        yield
        return
    asked: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if asked:
            signal.raise_signal(signal.SIGINT)


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
