"""Who published: by rep, the day on which each plan got its link, as its builds remember it; ready to be read out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from mapdocs.deals.forms import guarded, plain
from mapdocs.language.file_names import file_stem
from mapdocs.schema.model import Spec
from mapdocs.storage.history import sent_versions


@dataclass(frozen=True, slots=True)
class Published:
    """``on``: the day of the first build that showed a link; None where none did. ``link`` is the spec's own, now."""

    owner: str
    deal: str
    company: str
    link: str
    on: date | None
    forecast: str
    file: str

    @property
    def says(self) -> str:
        """How it is read out."""
        if not self.link:
            was = f"; it had a link on {_day(self.on)}" if self.on else ""
            return f"not published, so not in Commit{was}"
        if self.on is None:
            return f"has its link, and was not built with it yet: {self.link}"
        return f"published on {_day(self.on)}: {self.link}"


def published(specs: Iterable[Spec]) -> list[Published]:
    """Each deal's line, by rep, what is not published first."""
    lines = []
    for spec in specs:
        versions = sent_versions(Path(spec.source.file).parent, file_stem(spec.deal.name))
        days = [version.built for version in versions if version.snapshot.link and version.built]
        lines.append(
            Published(
                spec.seller.owner,
                spec.deal.name,
                spec.buyer.company,
                spec.deal.map_url or "",
                min(days, default=None),
                spec.internal.forecast or "",
                spec.source.file,
            )
        )
    return sorted(lines, key=lambda p: (p.owner.casefold(), bool(p.link), p.on or date.max, p.deal.casefold()))


def _counted(lines: Sequence[Published]) -> str:
    return f"{sum(bool(line.link) for line in lines)} of {len(lines)} plans are published."


def _table(lines: Sequence[Published]) -> str:
    said: list[str] = []
    for owner, group in groupby(lines, key=lambda line: line.owner):
        said += [f"{owner}:", *(f"  {one.deal}: {one.says}" for one in group), ""]
    return "\n".join([*said, _counted(lines)])


def _markdown(lines: Sequence[Published]) -> str:
    rows = ["| Rep | Deal | Published |", "| --- | --- | --- |"]
    rows += [f"| {plain(one.owner)} | {plain(one.deal)} | {plain(one.says)} |" for one in lines]
    return "\n".join([*rows, "", _counted(lines)])


def _records(lines: Sequence[Published]) -> list[dict[str, object]]:
    return [
        {
            "owner": one.owner,
            "deal": one.deal,
            "company": one.company,
            "published": bool(one.link),
            "published_on": one.on.isoformat() if one.on else None,
            "map_url": one.link or None,
            "forecast": one.forecast or None,
            "file": one.file,
        }
        for one in lines
    ]


def _json(lines: Sequence[Published]) -> str:
    return json.dumps(_records(lines), ensure_ascii=False, indent=1)


def _csv(lines: Sequence[Published]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    keys = ("owner", "deal", "company", "published", "published_on", "map_url", "forecast", "file")
    writer.writerow(keys)
    for record in _records(lines):
        writer.writerow(["" if record[key] is None else guarded(record[key]) for key in keys])
    return out.getvalue()


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""


FORMS: dict[str, Callable[[Sequence[Published]], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "markdown": _markdown,
}
