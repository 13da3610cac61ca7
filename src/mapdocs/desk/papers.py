"""What is printed for the training: the worksheet with its options, and the skeptic's page, looked at before it is taken."""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mapdocs.building.company import kit_for
from mapdocs.dates import working_days
from mapdocs.desk.asking import NOTHING, Answer, Asked, as_download, as_json
from mapdocs.desk.sessions import Desk
from mapdocs.desk.studio import pages_of
from mapdocs.errors import MapdocsError
from mapdocs.formats.pdf.requirements import pdf_problem
from mapdocs.schema.loader import settings_for
from mapdocs.schema.model import Spec
from mapdocs.training.blanks import Sheet
from mapdocs.training.handout import sheet_of
from mapdocs.training.pressure import pressure, records
from mapdocs.training.pressure_page import pressure_pdf
from mapdocs.training.roster import read_roster
from mapdocs.training.session import Session, read_session
from mapdocs.training.worksheet import PrintOptions, worksheet

KEPT = 3  # papers that are held at a time
Said = Mapping[str, object]


class _NotYet(MapdocsError):
    """The paper cannot be printed as it was asked for."""


@dataclass(frozen=True, slots=True)
class _Paper:
    name: str
    raw: bytes
    pages: tuple[bytes, ...]


class Papers:
    """The papers of one desk that were made last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made: OrderedDict[str, _Paper] = OrderedDict()
        self._lock = threading.Lock()

    def worksheet(self, asked: Asked) -> Answer:
        """Make a worksheet as the page's form asks for it."""
        try:
            return as_json(self._worksheet(asked.said()))
        except MapdocsError as problem:
            return as_json({"refused": {"message": problem.message, "hint": problem.hint}})
        except OSError as problem:
            return as_json({"refused": {"message": problem.strerror or str(problem), "hint": "nothing was written"}})

    def _worksheet(self, said: Said) -> dict[str, object]:
        settings, _ = settings_for(self._desk.folder / "worksheet")
        _may_print()
        session = _session(said)
        told: list[str] = []
        sheets: tuple[Sheet, ...] = (Sheet(),)
        name = "worksheet.pdf"
        fillable = said.get("fillable") is True
        if said.get("whose") == "deal":
            spec = self._spec(str(said.get("deal")))
            sheets = (sheet_of(spec, self._desk.folder_of(spec), fillable=fillable, today=self._desk.day),)
            name = f"{Path(spec.source.file).stem}-worksheet.pdf"
        elif said.get("whose") == "roster":
            roster = _file(said, "roster")
            if roster is None:
                raise _NotYet("there is no roster", "choose a CSV with a line a rep")
            read = read_roster(roster[1], settings.acv_threshold, roster[0])
            told = [f"{roster[0]}, line {line}: {wrong}" for line, wrong in read.problems]
            told += [f"{roster[0]}, line {line}: no sheet for this line: {text}" for line, text in read.left_out]
            if read.ignored:
                told.append(f"{roster[0]}: columns that are not used: {', '.join(read.ignored)}")
            if not read.sheets:
                raise _NotYet(told[0] if told else f"{roster[0]} names nobody", "give a line a rep, with their name")
            sheets = read.sheets
        options = PrintOptions(paper=_paper(said, settings.paper), fillable=fillable, wall=said.get("wall") is True)
        raw = worksheet(sheets, kit_for(settings), session=session, options=options)
        return self._keep(name, raw) | {"told": told, "sheets": len(sheets)}

    def pressure(self, asked: Asked) -> Answer:
        """What a skeptic asks about one deal, by risk."""
        try:
            spec = self._spec(asked.place["key"])
        except MapdocsError as problem:
            return as_json({"refused": {"message": problem.message, "hint": problem.hint}})
        page = pressure(spec, working_days.of_country(spec.settings.holidays), today=self._desk.day)
        (told,) = records([page])
        return as_json({**told, "file": Path(spec.source.file).name})

    def pressure_pdf(self, asked: Asked) -> Answer:
        """The skeptic's pages as a PDF: of one deal, or of all that can be read."""
        desk = self._desk
        try:
            _may_print()
            specs = [self._spec(asked.query["deal"])] if asked.query.get("deal") else desk.specs()[0]
            pages = [pressure(s, working_days.of_country(s.settings.holidays), today=desk.day) for s in specs]
            settings, _ = settings_for(desk.folder / "pressure")
            raw = pressure_pdf(pages, kit_for(settings), paper=_paper(asked.query, settings.paper), today=desk.day)
        except (MapdocsError, OSError) as problem:
            return Answer(f"{problem}\n".encode(), "text/plain; charset=utf-8", 409)
        return as_download("pressure.pdf", raw)

    def picture(self, asked: Asked) -> Answer:
        """A page of a paper that was made."""
        paper, number = self._made.get(asked.place["id"]), int(asked.place["number"])
        return NOTHING if paper is None or number >= len(paper.pages) else Answer(paper.pages[number], "image/png")

    def file(self, asked: Asked) -> Answer:
        paper = self._made.get(asked.place["id"])
        return NOTHING if paper is None else as_download(paper.name, paper.raw)

    def _keep(self, name: str, raw: bytes) -> dict[str, object]:
        key, paper = secrets.token_hex(8), _Paper(name, raw, pages_of(raw))
        with self._lock:
            self._made[key] = paper
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return {"id": key, "name": name, "pages": len(paper.pages)}

    def _spec(self, key: str) -> Spec:
        good, bad = self._desk.specs()
        spec = next((spec for spec in good if self._desk.key_of(Path(spec.source.file)) == key), None)
        if spec is not None:
            return spec
        broken = next((why for path, why in bad if self._desk.key_of(path) == key), None)
        if broken is not None:
            raise _NotYet(f"this plan cannot be read: {broken}", "mend it first")
        raise _NotYet("this deal is not here any more", "choose another one")


def _paper(said: Said, usual: Literal["letter", "a4"]) -> Literal["letter", "a4"]:
    wanted = said.get("paper")
    return "a4" if wanted == "a4" else "letter" if wanted == "letter" else usual


def _may_print() -> None:
    problem = pdf_problem()
    if problem:
        raise _NotYet("there is no PDF on this machine", problem)


def _session(said: Said) -> Session | None:
    file = _file(said, "session")
    if file is None:
        if said.get("wall") is True:
            raise _NotYet("the pages for the wall need the session", "choose its file, or leave the wall out")
        return None
    session, findings = read_session(file[1].decode("utf-8-sig", "replace"), file=file[0])
    if session is None:
        first = findings[0]
        raise _NotYet(f"{file[0]}, line {first.line}: {first.message}", first.hint)
    return session


def _file(said: Said, key: str) -> tuple[str, bytes] | None:
    """(name, bytes) of a file that the form sent.

    Raises:
        ValueError: it is nothing that the page sends.
    """
    sent = said.get(key)
    if not isinstance(sent, dict):
        return None
    try:
        return Path(str(sent["name"])).name or key, base64.b64decode(str(sent["content"]), validate=True)
    except (KeyError, binascii.Error) as problem:
        raise ValueError("a file is wanted") from problem
