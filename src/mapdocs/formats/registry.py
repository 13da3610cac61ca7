"""The formats, by the names that ``--only`` takes. A new format is a module and its lines here.

What lies in ``buyer`` is made from a BuyerPlan, which has no internal field; what lies in ``internal`` from an
InternalPlan. The two kinds of artifact differ in type, so that a function for one cannot stand among the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mapdocs.formats import calendar, crm_note
from mapdocs.formats.email import message
from mapdocs.formats.excel import internal_workbook, tracker
from mapdocs.formats.pdf import printing
from mapdocs.formats.pdf.printing import Printed
from mapdocs.formats.slides import deck
from mapdocs.formats.word import document
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.internal import InternalPlan
from mapdocs.templating.kit import Kit


@dataclass(frozen=True, slots=True)
class BuyerArtifact:
    """One file that may be sent: its ``format``, its ``suffix`` after the deal's name, and the function that makes it.

    ``on_request``: made where it is asked for by name, and not among the files that every build writes.
    """

    format: str
    suffix: str
    make: Callable[[BuyerPlan, Kit], bytes | Printed]
    on_request: bool = False

    def name(self, stem: str) -> str:
        """The file's path below the deal's folder, with forward slashes."""
        return f"buyer/{stem}-{self.suffix}"


@dataclass(frozen=True, slots=True)
class InternalArtifact:
    """One file for the seller's own side."""

    format: str
    suffix: str
    make: Callable[[InternalPlan, Kit], bytes]
    on_request: bool = False

    def name(self, stem: str) -> str:
        """The file's path below the deal's folder, with forward slashes."""
        return f"internal/{stem}-{self.suffix}"


Artifact = BuyerArtifact | InternalArtifact

ARTIFACTS: tuple[Artifact, ...] = (
    BuyerArtifact("email", "map.eml", message.eml),
    BuyerArtifact("email", "map.html", message.page),
    BuyerArtifact("email", "map.txt", message.text),
    BuyerArtifact("docx", "map.docx", document.docx),
    BuyerArtifact("xlsx", "map.xlsx", tracker.xlsx),
    BuyerArtifact("pdf", "map.pdf", printing.pdf),
    BuyerArtifact("ics", "review.ics", calendar.review),
    BuyerArtifact("ics", "milestones.ics", calendar.milestones),
    InternalArtifact("crm", "internal.xlsx", internal_workbook.xlsx),
    InternalArtifact("crm", "crm-note.html", crm_note.html),
    InternalArtifact("crm", "crm-note.txt", crm_note.text),
    InternalArtifact("crm", "crm-note.tsv", crm_note.tsv),
    BuyerArtifact("pptx", "map.pptx", deck.pptx, on_request=True),
)

#: The names that ``--only`` takes.
FORMATS: tuple[str, ...] = tuple(dict.fromkeys(artifact.format for artifact in ARTIFACTS))

#: What a build makes where none is named.
USUAL: tuple[str, ...] = tuple(dict.fromkeys(a.format for a in ARTIFACTS if not a.on_request))
