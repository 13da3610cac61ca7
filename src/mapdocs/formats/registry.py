"""The formats, by the names that ``--only`` takes. A new format is a module and its lines here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

Folder = Literal["buyer", "internal"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of a format: its ``suffix`` after the deal's name, and where the function that makes it stands.

    What lies in ``buyer`` is made from a BuyerPlan, what lies in ``internal`` from an InternalPlan.
    """

    format: str
    folder: Folder
    suffix: str
    module: str
    function: str

    def name(self, stem: str) -> str:
        """The file's path below the deal's folder, with forward slashes."""
        return f"{self.folder}/{stem}-{self.suffix}"

    @property
    def is_office(self) -> bool:
        """Whether it is made by one of the libraries for Word and Excel, which take a while to load."""
        return self.suffix.endswith((".docx", ".xlsx"))

    def maker(self) -> Callable[..., Any]:
        """The function itself; its libraries are loaded now and not before."""
        found: Callable[..., Any] = getattr(import_module(f"mapdocs.formats.{self.module}"), self.function)
        return found


#: Its function makes a page, which the pipeline has printed.
PDF = Artifact("pdf", "buyer", "map.pdf", "pdf.page", "page")

ARTIFACTS: tuple[Artifact, ...] = (
    Artifact("email", "buyer", "map.eml", "email.message", "eml"),
    Artifact("email", "buyer", "map.html", "email.message", "page"),
    Artifact("email", "buyer", "map.txt", "email.message", "text"),
    Artifact("docx", "buyer", "map.docx", "word.document", "docx"),
    Artifact("xlsx", "buyer", "map.xlsx", "excel.tracker", "xlsx"),
    Artifact("ics", "buyer", "review.ics", "calendar", "review"),
    Artifact("ics", "buyer", "milestones.ics", "calendar", "milestones"),
    Artifact("crm", "internal", "internal.xlsx", "excel.internal_workbook", "xlsx"),
    Artifact("crm", "internal", "crm-note.html", "crm_note", "html"),
    Artifact("crm", "internal", "crm-note.txt", "crm_note", "text"),
    Artifact("crm", "internal", "crm-note.tsv", "crm_note", "tsv"),
    PDF,
)
