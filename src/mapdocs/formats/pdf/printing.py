"""Pages of HTML printed as PDF, where the machine can."""

from __future__ import annotations

import contextlib
import logging
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mapdocs.errors import MapdocsError, WrongTemplate
from mapdocs.formats.pdf.accessibility import finish
from mapdocs.formats.pdf.page import page
from mapdocs.formats.pdf.requirements import pdf_problem
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating.kit import Kit

BASE = "mapdocs:"


class CannotPrint(MapdocsError):
    """This machine lacks what a PDF needs; the message names the command that mends it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF; ``letters`` are those that no font on this machine has."""

    content: bytes
    letters: str = ""


def pdf(plan: BuyerPlan, kit: Kit) -> Printed:
    """The plan on one landscape page, tagged for screen readers (PDF/UA-1), fonts embedded.

    Raises:
        CannotPrint: WeasyPrint, or a system library that it needs, is missing.
        WrongTemplate: a template asks for what is not in the templates folder.
    """
    return print_page(page(plan, kit), kit)


def print_page(html: str, kit: Kit, *, forms: bool = False) -> Printed:
    """The PDF of a page whose fonts and pictures are the ``kit``'s; with ``forms`` its fields can be filled in.

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
            document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher(kit))
            content: bytes = document.write_pdf(
                pdf_variant="pdf/ua-1", font_config=fonts, full_fonts=False, pdf_forms=forms, finisher=finish
            )
        except FatalURLFetchingError as problem:
            raise WrongTemplate(f"a template asks for what is not in the templates folder: {problem}") from problem
    return Printed(content, letters[0].rsplit(": ", 1)[-1] if letters else "")


@contextlib.contextmanager
def _fonts() -> Iterator[Any]:
    """The fonts of one page. Their folder among the machine's temporary files goes with them: WeasyPrint removes it only
    when the collector comes by, which in a process that ends at once it never does."""
    from weasyprint.text.fonts import FontConfiguration

    fonts = None
    try:
        with _not_interrupted():  # between the folder and the object that knows it lies a while
            fonts = FontConfiguration()
        yield fonts
    finally:
        if fonts is not None:
            with _not_interrupted():
                fonts.__del__()


@contextlib.contextmanager
def _not_interrupted() -> Iterator[None]:
    """Ctrl-C waits for the end of the block, where the system can make it wait."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
