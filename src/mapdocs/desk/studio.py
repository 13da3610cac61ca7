"""What the preview shows: the spec's text, its findings, and a picture of every artifact, made anew when it is saved."""

from __future__ import annotations

import contextlib
import hashlib
import io
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mapdocs.building.checking import check
from mapdocs.building.company import kit_for
from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import Made, render
from mapdocs.desk.slide_picture import slide_page
from mapdocs.desk.word_picture import word_page
from mapdocs.desk.workbook_picture import sheet_page
from mapdocs.errors import AnotherDeal, WrongTemplate
from mapdocs.findings import Finding, has_errors
from mapdocs.schema.loader import load
from mapdocs.schema.model import Spec
from mapdocs.templating.words import Words

QUICK = ("email", "docx", "xlsx", "ics", "crm")
SLOW = ("pptx", "pdf")  # made after those, so that what is quick is seen first
PDF_PAGES = 6  # of a long plan; the file itself has them all
_DOTS = 110  # an inch


@dataclass(frozen=True, slots=True)
class View:
    """One artifact's picture: a page of ``html``, or ``images`` (PNG). ``file`` is its path below the deal's folder."""

    key: str
    title: str
    file: str
    html: str = ""
    images: tuple[bytes, ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(b"".join((self.html.encode("utf-8", "replace"), *self.images))).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the page shows at one moment. ``problem`` says why the pictures are not those of the spec as saved."""

    number: int = 0
    text: str = ""
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    views: tuple[View, ...] = ()
    email: tuple[str, str] = ("", "")  # as HTML, as text: what is copied


class Studio:
    """Builds the spec in memory again and again, from one thread. Nothing is written to disk."""

    def __init__(self, path: Path, *, today: date | None = None) -> None:
        self.path, self._today = path, today
        self._state = State()

    @property
    def state(self) -> State:
        return self._state

    def _publish(self, **changed: Any) -> None:
        self._state = replace(self._state, number=self._state.number + 1, **changed)

    def renew(self) -> None:
        """Read the spec and make everything anew: first what is quick, then the PDF."""
        day = self._today or date.today()
        try:
            spec = load(self.path)
            findings = check(spec, today=day)
        except OSError as problem:
            self._publish(problem=f"{self.path} cannot be read: {problem.strerror or problem}")
            return
        text = spec.source.text
        if has_errors(findings):
            said = "The spec has errors; the pictures show what could be built last." if self._state.views else ""
            self._publish(
                text=text, findings=findings, problem=said or "The spec has errors; mend them to see pictures."
            )
            return
        try:
            made = self._make(spec, findings, day, QUICK)
            quick = _views(made, spec)
            later = tuple(view for view in self._state.views if view.key in ("slide", "pdf"))
            self._publish(
                text=text,
                findings=findings,
                problem="",
                notes=made.notes,
                views=_ordered((*quick, *later)),
                files={**self._state.files, **made.files},
                email=_email(made.files),
            )
            printed = self._make(spec, findings, day, SLOW)
        except (WrongTemplate, AnotherDeal, OSError) as problem:
            self._publish(text=text, findings=findings, problem=f"Not built: {problem}.")
            return
        self._publish(
            views=_ordered((*quick, *_views(printed, spec), *_printed(printed))),
            files={**made.files, **printed.files},
            notes=(*made.notes, *printed.notes, *(f"No PDF: {why}" for why in printed.missing.values())),
        )

    def _make(self, spec: Spec, findings: tuple[Finding, ...], day: date, formats: tuple[str, ...]) -> Made:
        return render(spec, findings, today=day, options=BuildOptions(only=formats), history_in=self.path.parent)


_ORDER = ("email", "document", "pdf", "tracker", "slide", "invitation", "internal", "note")


def _ordered(views: tuple[View, ...]) -> tuple[View, ...]:
    return tuple(sorted(views, key=lambda view: _ORDER.index(view.key)))


def _views(made: Made, spec: Spec) -> tuple[View, ...]:
    words = kit_for(spec.settings).words(spec.settings.locale)
    drawn: tuple[tuple[str, str, str, Callable[[bytes], str]], ...] = (
        ("email", "Email", "map.eml", lambda raw: _letter(_parts(raw)[0])),
        ("document", "Word document", "map.docx", word_page),
        ("tracker", "Excel tracker", "map.xlsx", lambda raw: sheet_page(raw, words.date)),
        ("slide", "Slide", "map.pptx", slide_page),
        ("invitation", "Calendar invitation", "review.ics", lambda raw: _invitation(raw, spec, words)),
        ("internal", "Internal workbook", "internal.xlsx", lambda raw: sheet_page(raw, words.date)),
        ("note", "CRM note", "crm-note.html", lambda raw: _letter(raw.decode())),
    )
    return tuple(
        View(key, title, name, draw(content))
        for key, title, suffix, draw in drawn
        for name, content in made.files.items()
        if name.endswith(f"-{suffix}")
    )


def _printed(made: Made) -> tuple[View, ...]:
    return tuple(View("pdf", "PDF", n, images=pages_of(raw)) for n, raw in made.files.items() if n.endswith("-map.pdf"))


def _email(files: Mapping[str, bytes]) -> tuple[str, str]:
    return next((_parts(content) for name, content in files.items() if name.endswith("-map.eml")), ("", ""))


def _parts(raw: bytes) -> tuple[str, str]:
    """The message as HTML and as text."""
    message: Any = message_from_bytes(raw, policy=default)
    html, text = (str(message.get_body((kind,)).get_content()) for kind in ("html", "plain"))
    return html, text


def _letter(body: str) -> str:
    """A body of HTML with paper around it."""
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Message</title><style>html{{background:#fff}}body{{margin:0;padding:16px;box-sizing:border-box;width:640px;font:15px/22px sans-serif}}</style>{body}</html>'


def _invitation(raw: bytes, spec: Spec, words: Words) -> str:
    """The review as a calendar would show it: what, when by the meeting's own clock, and the text."""
    stated = dict(line.split(":", 1) for line in raw.decode().replace("\r\n ", "").split("\r\n") if ":" in line)

    def text(key: str) -> str:
        plain = stated.get(key, "").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
        return "".join(f"<p>{escape(line)}</p>" for line in plain.split("\n") if line)

    assert spec.review is not None  # else there were no invitation
    start = datetime.strptime(stated["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    at = start.astimezone(ZoneInfo(spec.review.timezone or "UTC"))
    when = f"{words.full_date(at.date())}, {words.time_span(at, spec.review.minutes)}"
    return _letter(f"<b>{text('SUMMARY')}</b><p>{escape(when)}</p>{text('DESCRIPTION')}")


#: PDFium is not made for two threads: it ended the process where two deals' pages were drawn at once.
_DRAWING = threading.Lock()


def pages_of(raw: bytes) -> tuple[bytes, ...]:
    """The pages of a PDF as pictures; none where the package that draws them is not installed."""
    try:
        import pypdfium2
    except ImportError:
        return ()
    with _DRAWING, contextlib.closing(pypdfium2.PdfDocument(raw)) as document:
        drawn = []
        for number in range(min(len(document), PDF_PAGES)):
            saved = io.BytesIO()
            document[number].render(scale=_DOTS / 72).to_pil().save(saved, "PNG", compress_level=1)
            drawn.append(saved.getvalue())
    return tuple(drawn)
