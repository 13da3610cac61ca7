"""Files as buyers send them back: built by us, edited by other libraries, read again."""

from __future__ import annotations

import copy
import io
import json
import pickle
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import docx
import openpyxl
from lxml import etree

from helpers import TODAY, dump, plan_values
from mapdocs.building.api import BuildOptions
from mapdocs.building.pipeline import render
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.snapshot import SentVersion
from mapdocs.plan.variant import variant_of
from mapdocs.returns.baseline import Sent
from mapdocs.returns.pull import Desk, Pulled, Returned, pull_returned
from mapdocs.schema.model import Settings, Spec
from mapdocs.schema.reader import read
from mapdocs.storage.history import version_now
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COLUMNS = {
    "docx": ["mark", "milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria", "status"],
    "xlsx": ["mark", "milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria", "status", "agreed_on", "days", "note"],
}  # fmt: skip
KIT = Kit(TemplateFolder())
LATER = date(2026, 11, 24)


_FILES: dict[tuple[bytes, str], bytes] = {}


def _file(spec: Spec, kind: str) -> bytes:
    only = {"docx": "docx", "xlsx": "xlsx", "eml": "email", "txt": "email"}[kind]
    # What a rule says of the content is another matter than whether it comes back.
    outcome = render(spec, (), today=TODAY, options=BuildOptions(only=(only,)))
    return next(content for name, content in outcome.files.items() if name.endswith(f"map.{kind}"))


@dataclass
class Deal:
    """A spec as it was sent, what was sent, and pulls of what came back."""

    text: str
    settings: Settings = field(default_factory=Settings)
    versions: dict[str, SentVersion] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spec = self.read(self.text)
        self.sent = self.remember(self.spec)

    def read(self, text: str) -> Spec:
        spec = read(text, settings=self.settings)
        assert not [f for f in spec.findings if f.level == "error"], spec.findings
        return spec

    def remember(self, spec: Spec) -> SentVersion:
        names = KIT.words(spec.settings.locale).under("milestones")
        plan = buyer_plan(spec, today=TODAY, variant=variant_of(spec), names=names)
        version = version_now(plan.snapshot(), TODAY)
        # what is compared with is what comes back from the disk
        self.versions[plan.revision] = SentVersion.from_json(json.loads(json.dumps(version.to_json())))
        return self.versions[plan.revision]

    def file(self, kind: str) -> bytes:
        """As the buyer got it; made once a process for all tests that send the same spec, unless a file beside it has a say."""
        settings = self.spec.settings
        if settings.templates or settings.brand.logo:
            return _file(self.spec, kind)
        key = (pickle.dumps(self.spec), kind)
        if key not in _FILES:
            _FILES[key] = _file(self.spec, kind)
        return _FILES[key]

    def pull(
        self, *files: bytes, spec: Spec | None = None, decide: Any = None, find: Any = None, named: Any = None
    ) -> Pulled:
        returned = [Returned(f"file{n}", raw) for n, raw in enumerate(files, 1)]
        sent = Sent(find or self.versions.get, self.sent.revision, named)
        return pull_returned(spec or self.spec, returned, Desk([KIT, KIT], sent, LATER, decide))


def deal_of(rows: int = 6, **more: Any) -> Deal:
    values = plan_values(rows, **more)
    for row in values["milestones"]:
        row.pop("kind")
    return Deal(dump(values))


def found(pulled: Pulled, number: int = 0) -> list[tuple[str, ...]]:
    """What a pull found, plain enough to compare: agreements that follow from edits left out."""
    outcome = pulled.files[number]
    assert outcome.refused is None, outcome.refused
    seen: list[tuple[str, ...]] = []
    for p in outcome.proposals:
        if p.kind == "set":
            seen.append((p.state, p.label, p.field, p.theirs or ""))
        elif p.kind != "agree":
            seen.append((p.state, p.kind, p.label))
    return seen


class Word:
    """A .docx in the hands of a buyer. With ``track`` every edit is a tracked change by ``author``."""

    def __init__(self, raw: bytes, track: str = "") -> None:
        self.document = docx.Document(io.BytesIO(raw))
        self.track = track
        self.table = next(t for t in self.document.tables if t.rows[0].cells[0].text == "#")
        self.blank = 1 + next(n for n, r in enumerate(self.table.rows) if len(r._tr.tc_lst) == 1)

    def row(self, number: int) -> Any:
        return self.table.rows[number]._tr

    def _mark(self, kind: str) -> Any:
        element = etree.Element(f"{{{W}}}{kind}", nsmap={"w": W})
        element.set(f"{{{W}}}id", "900")
        element.set(f"{{{W}}}author", self.track)
        element.set(f"{{{W}}}date", "2026-11-24T10:00:00Z")
        return element

    def set(self, number: int, name: str, text: str) -> None:
        """Retype a cell."""
        cell = self.row(number).tc_lst[COLUMNS["docx"].index(name)]
        paragraphs = cell.p_lst
        if self.track:
            for paragraph in paragraphs:
                for run in paragraph.r_lst:
                    gone = self._mark("del")
                    run.addprevious(gone)
                    gone.append(run)
                    for piece in run.findall(f"{{{W}}}t"):
                        piece.tag = f"{{{W}}}delText"
        else:
            for paragraph in paragraphs[1:]:
                cell.remove(paragraph)
            for child in list(paragraphs[0]):
                if not child.tag.endswith("}pPr"):
                    paragraphs[0].remove(child)
        first = paragraphs[0]
        for index, line in enumerate(text.split("\n")):
            run = etree.SubElement(self._mark("ins") if self.track else first, f"{{{W}}}r")
            if index:
                etree.SubElement(run, f"{{{W}}}br")
            piece = etree.SubElement(run, f"{{{W}}}t")
            piece.text = line
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            if self.track:
                first.append(run.getparent())

    def delete(self, number: int) -> None:
        row = self.row(number)
        if self.track:
            row.get_or_add_trPr().append(self._mark("del"))
        else:
            row.getparent().remove(row)
            self.blank -= 1

    def add(self, number: int, **values: str) -> None:
        """A row in front of row ``number``: a copy, retyped. ``number`` 0 fills the first of the blank rows."""
        if number == 0:
            at = self.blank
            self.blank += 1
        else:
            fresh = copy.deepcopy(self.row(number))
            self.row(number).addprevious(fresh)
            self.blank += 1
            at = number
            track, self.track = self.track, ""
            for name in COLUMNS["docx"]:
                self.set(at, name, "")
            self.track = track
        if self.track:
            self.row(at).get_or_add_trPr().append(self._mark("ins"))
        track, self.track = self.track, ""
        for name, text in values.items():
            self.set(at, name, text)
        self.track = track

    def order(self, numbers: list[int]) -> None:
        """Put the plan's rows into the order of their old numbers."""
        rows = [self.row(n) for n in range(1, 1 + len(numbers))]
        for row, number in zip(reversed(numbers), reversed(range(len(numbers))), strict=True):
            del number
            self.row(0).addnext(rows[row - 1])

    def save(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


class Excel:
    """An .xlsx in the hands of a buyer."""

    def __init__(self, raw: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(raw))
        self.sheet = self.book.worksheets[0]
        self.top = next(r for r in range(1, 40) if self.sheet.cell(r, 1).value == "#")
        self.count = next(n for n in range(1, 500) if not self.sheet.cell(self.top + n, 2).value) - 1

    def cell(self, number: int, name: str) -> Any:
        return self.sheet.cell(self.top + number, 1 + COLUMNS["xlsx"].index(name))

    def set(self, number: int, name: str, value: Any) -> None:
        self.cell(number, name).value = value

    def values(self, number: int) -> list[Any]:
        return [self.cell(number, name).value for name in COLUMNS["xlsx"]]

    def _write(self, number: int, values: list[Any]) -> None:
        for name, value in zip(COLUMNS["xlsx"], values, strict=True):
            if name != "days":
                self.set(number, name, value)

    def delete(self, number: int) -> None:
        for n in range(number, self.count):
            self._write(n, self.values(n + 1))
        self._write(self.count, [None] * len(COLUMNS["xlsx"]))
        self.count -= 1

    def add(self, number: int, **values: Any) -> None:
        at = number or self.count + 1
        for n in range(self.count, at - 1, -1):
            self._write(n + 1, self.values(n))
        self._write(at, [None] * len(COLUMNS["xlsx"]))
        self.count += 1
        for name, value in values.items():
            self.set(at, name, value)

    def order(self, numbers: list[int]) -> None:
        rows = [self.values(n) for n in numbers]
        for n, values in enumerate(rows, 1):
            self._write(n, values)

    def save(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def editor(kind: str, raw: bytes) -> Word | Excel:
    """``docx``, ``tracked`` (a .docx with tracked changes) or ``xlsx``."""
    if kind == "xlsx":
        return Excel(raw)
    return Word(raw, "Dana Reyes" if kind == "tracked" else "")


def source_of(kind: str) -> str:
    return "docx" if kind == "tracked" else kind
