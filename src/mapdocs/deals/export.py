"""The CRM gets its fields back: a file for its own bulk loader, in columns from the data file that import reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from mapdocs.deals.forms import guarded
from mapdocs.deals.overview import deal_of
from mapdocs.errors import WrongTemplate
from mapdocs.importing.api import COLUMNS
from mapdocs.importing.intake import crm_id
from mapdocs.language.file_names import file_stem
from mapdocs.schema.model import Settings, Spec
from mapdocs.storage.history import sent_versions
from mapdocs.templating.folder import TemplateFolder

CRMS = ("salesforce", "hubspot", "dynamics", "pipedrive")
FIELDS = ("id", "name", "map_url", "state", "next", "buyer_owner", "date", "buyer_edit")
_RETURNED = re.compile(r"-returned-(\d{4}-\d\d-\d\d)(?:-\d+)?\.md")


@dataclass(frozen=True, slots=True)
class Export:
    """``content`` is the file; ``written`` how many deals are in it, ``unchanged`` those that nothing happened in since;
    ``without_id`` the files of deals whose CRM id is not known, which no loader could find again; ``records`` are the
    file's lines by the names of its columns."""

    content: bytes
    written: int
    unchanged: int
    without_id: tuple[str, ...]
    records: tuple[dict[str, str], ...] = ()

    def as_json(self, crm: str) -> dict[str, object]:
        """What ``export --format json`` says: the same values, without a spreadsheet's guards."""
        return {
            "crm": crm,
            "deals": list(self.records),
            "unchanged": self.unchanged,
            "without_id": list(self.without_id),
        }


def columns_for(crm: str, settings: Settings) -> dict[str, str]:
    """What the columns are called: the built-in names, the company's own over them.

    Raises:
        WrongTemplate: the company's file names them wrongly.
    """
    names = _named(COLUMNS, TemplateFolder()(COLUMNS) or b"", crm)
    if settings.templates:
        own = Path(settings.folder or ".") / settings.templates / COLUMNS
        names |= _named(str(own), own.read_bytes(), crm) if own.is_file() else {}
    return {field: names[field] for field in FIELDS if names.get(field)}


def _named(file: str, source: bytes, crm: str) -> dict[str, str]:
    try:
        loaded: Any = yaml.safe_load(source) or {}
        found = {str(k): str(v) for k, v in ((loaded.get("export") or {}).get(crm) or {}).items()}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as problem:
        raise WrongTemplate(f"{file}: export: holds a group of column names for each CRM") from problem
    wrong = sorted(set(found) - set(FIELDS))
    if wrong:
        raise WrongTemplate(f"{file}: export has no field {wrong[0]}; there are {', '.join(FIELDS)}")
    return found


def export(specs: Sequence[Spec], columns: Mapping[str, str], *, today: date, since: date | None = None) -> Export:
    """The file for ``specs``; with ``since`` only those in which something happened on that day or later: a yes, a step done,
    a date moved, an edit that came back, a build that the buyer would see as new."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns.values())
    unchanged = 0
    records: list[dict[str, str]] = []
    without: list[str] = []
    for spec in specs:
        known = crm_id(spec.source.text)
        if not known:
            without.append(spec.source.file)
        elif since and not any(day >= since for day in _happened(spec) if day <= today):
            unchanged += 1
        else:
            values = _values(spec, known, today)
            writer.writerow([guarded(values[field]) for field in columns])
            records.append({column: values[field] for field, column in columns.items()})
    return Export(out.getvalue().encode(), len(records), unchanged, tuple(without), tuple(records))


def _values(spec: Spec, known: str, today: date) -> dict[str, str]:
    deal = deal_of(spec, today)
    edited = max((day for day in _buyers_days(spec) if day <= today), default=None)
    return {
        "id": known,
        "name": spec.deal.name,
        "map_url": spec.deal.map_url or "",
        "state": deal.state,
        "next": deal.step,
        "buyer_owner": deal.buyer_owner,
        "date": deal.due.isoformat() if deal.due else "",
        "buyer_edit": edited.isoformat() if edited else "",
    }


def _buyers_days(spec: Spec) -> list[date]:
    """The days on which the buyer said yes, or on which edits came back (as ``pull`` keeps them beside the spec)."""
    days = [row.agreed_on for row in spec.milestones if row.agreed_on]
    path = Path(spec.source.file)
    for kept in path.parent.glob("*.md") if path.is_file() else ():
        match = _RETURNED.fullmatch(kept.name.removeprefix(path.stem))
        if match and kept.name.startswith(path.stem):
            days.append(date.fromisoformat(match[1]))
    return days


def _happened(spec: Spec) -> list[date]:
    days = _buyers_days(spec)
    for row in spec.milestones:
        days += [day for day in (row.done_on, *(move.on for move in row.moved)) if day]
    versions = sent_versions(Path(spec.source.file).parent, file_stem(spec.deal.name))
    return days + [version.built for version in versions if version.built]
