"""What an import makes: specs with the places that they are to have, and what there is to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from mapdocs.importing.account import Account, Balance
from mapdocs.importing.answers import Wrong
from mapdocs.importing.crm_export import Opportunity
from mapdocs.importing.draft import Draft
from mapdocs.schema.model import Settings
from mapdocs.schema.settings import FILE_NAME


@dataclass(frozen=True, slots=True)
class ImportedSpec:
    """A spec as it is to be: ``is_new``, or the one that lies at ``path`` with what the CRM says now; ``was`` is the text
    that it had when it was read."""

    path: Path
    text: str
    is_new: bool
    was: str = ""


#: What becomes of a deal of the source: ``clash`` where its spec cannot be made or updated.
State = Literal["new", "updated", "unchanged", "left out", "clash"]


@dataclass(frozen=True, slots=True)
class Taken:
    """One deal of the source, and what becomes of it. ``at`` is its row there, empty for a plan's table; ``draft`` is what a new
    plan is made from, ``deal`` an export's row; ``said`` is what there is to say of it."""

    at: str
    name: str
    state: State
    path: Path | None = None
    draft: Draft | None = None
    deal: Opportunity | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of a file.

    Attributes:
        specs: new and changed ones, with the path that each is to have.
        notes: what was not understood, and what changed, a sentence each.
        summary: the whole in a sentence.
        refused: whether a spec could not be made or updated; a note says which and why.
        balance: what became of every cell, in figures.
        account: the same cell by cell; its ``source()`` are the file's own tables.
        taken: the deals of the source, those that are left out too.
        wrong: answers that cannot be taken.
        unplaced: people of a plan of whom nothing says on which side they are.
    """

    specs: tuple[ImportedSpec, ...]
    notes: tuple[str, ...]
    summary: str
    refused: bool = False
    balance: Balance | None = None
    account: Account | None = field(default=None, repr=False, compare=False)
    taken: tuple[Taken, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    unplaced: tuple[str, ...] = ()

    def as_json(self, left: tuple[str, ...]) -> dict[str, object]:
        """What ``import --format json`` says of it; ``left`` is what could not be written."""
        return {
            "specs": [{"path": str(spec.path), "state": _state(spec, left)} for spec in self.specs],
            "notes": list(self.notes),
            "summary": self.summary,
            "left": list(left),
            "refused": self.refused,
            "balance": self.balance.as_json() if self.balance else None,
        }


def _state(spec: ImportedSpec, left: tuple[str, ...]) -> str:
    if any(said.startswith(f"{spec.path} ") for said in left):
        return "left"
    return "new" if spec.is_new else "updated"


@dataclass(frozen=True, slots=True)
class Into:
    """Where specs go, under which settings, and on which day."""

    folder: Path
    settings: Settings
    today: date


def spec_path(folder: Path, stem: str) -> Path:
    """Where a new deal's spec goes: never under the name of the company's settings."""
    name = f"{stem}.yaml"
    return folder / (name if name != FILE_NAME else f"{stem}-deal.yaml")
