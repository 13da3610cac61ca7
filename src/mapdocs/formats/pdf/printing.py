"""Printing a page as PDF, where the machine can."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

from mapdocs.formats.pdf.page import MissingGlyphs, render
from mapdocs.formats.pdf.requirements import pdf_problem
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit


class Printed(NamedTuple):
    """The PDF, or why there is none; ``letters`` are those that no font on this machine has."""

    content: bytes | None
    problem: str = ""
    letters: str = ""


def print_page(html: str, kit: Kit) -> Printed:
    """The PDF of a page whose fonts and pictures are the ``kit``'s.

    Where the system libraries are missing there is a problem in its place, so that other artifacts are still made.
    """
    problem = pdf_problem()
    if problem is not None:
        return Printed(None, problem)
    glyphs = MissingGlyphs()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(glyphs)
    propagates, logger.propagate = logger.propagate, False
    try:
        content = render(html, kit)
    finally:
        logger.removeHandler(glyphs)
        logger.propagate = propagates
    return Printed(content, letters=glyphs.letters[0].rsplit(": ", 1)[-1] if glyphs.letters else "")


def print_alone(html: str, templates: Path | None) -> Printed:
    """:func:`print_page` in a process that knows nothing yet but where the company's templates are."""
    return print_page(html, Kit(TemplateFolder(templates)))
