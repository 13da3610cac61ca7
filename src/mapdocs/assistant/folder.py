"""The one folder that an assistant works in: every path is resolved, links included, and what leaves it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

from mapdocs.errors import MapdocsError, NotWritten, OutsideFolder
from mapdocs.language.spelling import close_matches
from mapdocs.schema.decoding import MAX_BYTES
from mapdocs.schema.loader import load, read_bytes, specs_in
from mapdocs.schema.model import Spec
from mapdocs.schema.settings import FILE_NAME
from mapdocs.storage.atomic import digest

OUT = "out"  # where builds go, below the folder
MEMORY = ".mapdocs"


@dataclass(frozen=True, slots=True)
class Inside:
    """``root`` is the folder, resolved; ``day`` the day that is acted on, the machine's where it is None."""

    root: Path
    day: date | None = None

    @property
    def today(self) -> date:
        return self.day or date.today()

    def path(self, name: str) -> Path:
        """Where ``name`` lies, which is written relative to the folder.

        Raises:
            OutsideFolder: it is absolute, hidden, or leads out of the folder, by its parts or by a link.
        """
        plain = PurePosixPath(name.replace("\\", "/"))
        if not name.strip() or "\0" in name:
            raise OutsideFolder("no file is named", "name one as list_deals does, as in deals/northwind.yaml")
        if plain.is_absolute() or PureWindowsPath(name).drive or name.startswith("~"):
            raise OutsideFolder(
                f"{name} is not named from the folder on", "name it as list_deals does, as in deals/northwind.yaml"
            )
        found = (self.root / plain).resolve()
        if not found.is_relative_to(self.root):
            raise OutsideFolder(
                f"{name} leads out of the folder", "only what lies in the folder that was named at the start is open"
            )
        if any(part.startswith(".") for part in found.relative_to(self.root).parts):
            raise OutsideFolder(f"{name} is hidden", "hidden files are mapdocs' own memory; leave them")
        return found

    def file(self, name: str) -> Path:
        """The file ``name``, which is there.

        Raises:
            OutsideFolder: as for :meth:`path`.
            MapdocsError: there is none.
        """
        found = self.path(name)
        if not found.is_file():
            others = [self.name_of(path) for path in self.plans()]
            close = close_matches(name, others)
            hint = f"did you mean {close[0]}?" if close else "list_deals names the plans that are there"
            raise MapdocsError(f"{name} is not there", hint)
        return found

    def plan(self, name: str) -> Path:
        """The plan's file ``name``.

        Raises:
            OutsideFolder, MapdocsError: as for :meth:`file`, or it is no plan's.
        """
        found = self.file(name)
        if found.suffix not in (".yaml", ".yml") or found.name.casefold() == FILE_NAME:
            raise MapdocsError(f"{name} is no plan", "a plan is a .yaml file; list_deals names those that are there")
        return found

    def new_plan(self, name: str) -> Path:
        """Where a new plan called ``name`` goes.

        Raises:
            OutsideFolder: as for :meth:`path`.
            NotWritten: something is there, its folder is not, or the name is no plan's.
        """
        found = self.path(name)
        if found.suffix != ".yaml" or found.name.casefold() == FILE_NAME:
            raise NotWritten(f"{name} is no name for a plan", "name it as in northwind.yaml")
        if not found.parent.is_dir():
            raise NotWritten(
                f"the folder of {name} is not there", "name the plan without a folder, or one that is there"
            )
        if found.exists():
            raise NotWritten(f"{name} is there already", "read it with read_plan, and change it with save_plan")
        self.to_write(found)
        return found

    def out(self) -> Path:
        """Where builds go.

        Raises:
            OutsideFolder: a link leads out of the folder from there.
        """
        return self.path(OUT)

    def to_write(self, path: Path) -> None:
        """See that what is remembered beside ``path`` lies in the folder too.

        Raises:
            OutsideFolder: it does not.
        """
        kept = path.parent / MEMORY
        for place in (kept, kept / "sent"):
            if not place.resolve().is_relative_to(self.root):
                raise OutsideFolder(
                    f"{self.name_of(path.parent)}/{MEMORY} leads out of the folder",
                    "a person has to take that link away",
                )

    def plans(self) -> Iterator[Path]:
        """The plans in the folder, in order; what a link leads out to is none of them."""
        for path in specs_in(self.root):
            if path.resolve().is_relative_to(self.root):
                yield path

    def specs(self) -> list[Spec]:
        """All plans of the folder, read."""
        return [load(path) for path in self.plans()]

    def name_of(self, path: Path | str) -> str:
        """``path`` as it is named from the folder on, with forward slashes."""
        here = Path(path)
        return here.relative_to(self.root).as_posix() if here.is_relative_to(self.root) else here.as_posix()

    def said(self, text: str) -> str:
        """``text`` with the folder's own path taken out: an answer names files as a question does."""
        return text.replace(f"{self.root}/", "").replace(str(self.root), ".")


def digest_of(path: Path) -> str:
    """What a file's bytes are known by: a write names it, and is refused where the file says something else by now.

    Raises:
        OSError: the file cannot be read.
    """
    return digest(read_bytes(path))


def unchanged(inside: Inside, name: str, seen: str) -> Path:
    """The plan ``name``, if it is still as it was read.

    Raises:
        NotWritten: ``seen`` is not the digest of what stands there now.
        OutsideFolder, MapdocsError: as for :meth:`Inside.plan`.
    """
    path = inside.plan(name)
    if digest_of(path) != seen.strip():
        raise NotWritten(
            f"{name} is not as it was read: somebody changed it, or the digest is not the one that read_plan gave",
            "call read_plan again, look at what is there now, and use its digest",
        )
    inside.to_write(path)
    return path


def text_bytes(text: str) -> bytes:
    """``text`` as the bytes of a file.

    Raises:
        MapdocsError: it is far too long for a plan.
    """
    raw = text.encode("utf-8", "replace")
    if len(raw) > MAX_BYTES:
        raise MapdocsError(
            f"the text has {len(raw):,} bytes, and a plan may have {MAX_BYTES:,}", "one plan is one deal"
        )
    return raw
