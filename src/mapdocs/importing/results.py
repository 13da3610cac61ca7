"""What an import makes: specs with the places that they are to have, and what there is to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mapdocs.importing.account import Balance
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


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of a file.

    Attributes:
        specs: new and changed ones, with the path that each is to have.
        notes: what was not understood, and what changed, a sentence each.
        summary: the whole in a sentence.
        refused: whether a spec could not be made or updated; a note says which and why.
        balance: of a plan, what became of every cell.
    """

    specs: tuple[ImportedSpec, ...]
    notes: tuple[str, ...]
    summary: str
    refused: bool = False
    balance: Balance | None = None

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
