"""What was sent: every revision that a buyer could see, kept beside the spec in ``.mapdocs``."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from mapdocs._version import __version__
from mapdocs.errors import AnotherDeal, Refused
from mapdocs.plan.snapshot import SentVersion, Snapshot
from mapdocs.storage.atomic import create_whole, digest, digest_of, write_whole
from mapdocs.storage.identity import Deal, deal_sent, place_from, place_in

FOLDER = ".mapdocs"  # beside the spec
MOST_BYTES = 20_000_000  # of a kept file; a spec may have a twentieth of it
MOST_CHANGES = 2**31 - 1  # what a calendar's SEQUENCE can count to


def keeper(folder: Path, stem: str) -> Deal | None:
    """The deal that is remembered in ``folder`` under the name ``stem``; None where nothing is, or nobody can say."""
    pointer = _pointer(folder, stem)
    if not pointer:
        return None
    revision, said = pointer.get("revision"), pointer.get("spec")
    version = _sound(_path_of(folder, revision)) if isinstance(revision, str) and revision.isalnum() else None
    place = place_from(said, folder) if isinstance(said, str) else None
    kept = Deal(plan=stem) if version is None else deal_sent(version, folder)
    return replace(kept, place=place)


def held_by_another(folder: Path, deal: Deal) -> Deal | None:
    """The other deal that is remembered in ``folder`` where ``deal`` would be; None where there is none."""
    kept = keeper(folder, deal.plan)
    return None if kept is None or deal.is_in(kept) else kept


def marks_sent(folder: Path, deal: Deal) -> dict[str, str]:
    """The marks of the lines of ``deal`` as they were sent last, by the lines' keys; empty where nothing was."""
    revision = last_revision(folder, deal.plan)
    version = _sound(_path_of(folder, revision)) if revision and revision.isalnum() else None
    if version is None or not deal.is_in(deal_sent(version, folder)):
        return {}
    marks = {row.id: row.mark for row in version.snapshot.rows if row.mark}
    return marks if len(set(marks.values())) == len(marks) else {}


def sequence_for(folder: Path, stem: str, revision: str) -> int:
    """How often the plan ``stem`` has changed for its buyer, counting this ``revision``; 0 for the first.

    Building the same revision again gives the same number; going back to an old one counts as a change.
    """
    last = _last_sent(folder, stem)
    if last is None:
        return 0
    last_revision, sequence = last
    return sequence if last_revision == revision else sequence + 1


def calendar_name(folder: Path, stem: str) -> str | None:
    """What the entries of the plan ``stem`` are known by in the calendars of those who have them; None where none was
    sent. It was the stem, before each buyer's had a name of their own."""
    said = _pointer(folder, stem).get("calendar", stem if _last_sent(folder, stem) else None)
    return said if isinstance(said, str) and said else None


def _last_sent(folder: Path, stem: str) -> tuple[str, int] | None:
    last = _pointer(folder, stem)
    revision, sequence = last.get("revision"), last.get("sequence")
    if not isinstance(revision, str) or not isinstance(sequence, int) or not 0 <= sequence < MOST_CHANGES:
        return None
    return revision, sequence


def _pointer(folder: Path, stem: str) -> dict[str, object]:
    """What is remembered of the last build of the plan ``stem``; empty where nothing is."""
    return _mapping(folder / FOLDER / f"{stem}.json")


def previous_sent(folder: Path, deal: Deal, revision: str) -> SentVersion | None:
    """The version of ``deal`` that was sent before ``revision``; building a revision again finds the same one.

    Raises:
        AnotherDeal: what is remembered under its name is another deal's.
    """
    other = held_by_another(folder, deal)
    if other is not None:
        raise another_deal(deal, other, folder / FOLDER)
    pointer = _pointer(folder, deal.plan)
    before = pointer.get("previous") if pointer.get("revision") == revision else pointer.get("revision")
    version = _sound(_path_of(folder, str(before))) if before and str(before).isalnum() else None
    return version if version is not None and deal.is_in(deal_sent(version, folder)) else None


def another_deal(deal: Deal, other: Deal, where: Path) -> AnotherDeal:
    """What is said where ``deal`` meets the memory of ``other``."""
    return AnotherDeal(
        f"{where} belongs to {other.told()}, and this is {deal.told()}; nothing was written, so that the two do not mix",
        "rename one of them under deal.name, or give it a folder and an -o of its own; is it one deal, write the same "
        "deal.id into both specs; --force takes the place over and forgets what was sent from it",
    )


def remember_sent(folder: Path, version: SentVersion, deal: Deal, *, calendar: str = "", anew: bool = False) -> None:
    """Keep what the buyer can see of this version, so that edits coming back have a base to be compared with.

    ``calendar`` is what its entries in calendars are known by. ``anew``: as the first of its deal, whatever is remembered
    under its name.
    """
    stem, revision = version.snapshot.plan, version.revision
    last = {} if anew else _pointer(folder, stem)
    previous = last.get("previous") if last.get("revision") == revision else last.get("revision")
    remember_version(folder, version)
    pointer: dict[str, object] = {"revision": revision, "sequence": version.sequence, "previous": previous}
    pointer["spec"] = place_in(deal.place, folder)
    if calendar and calendar != stem:
        pointer["calendar"] = calendar
    content = json.dumps(pointer).encode() + b"\n"
    path = folder / FOLDER / f"{stem}.json"
    if digest_of(path) != digest(content):
        write_whole(path, content)


def remember_version(folder: Path, version: SentVersion) -> None:
    """Keep a version as it was first made, without making it the one that was built last."""
    target = _path_of(folder, str(version.revision))
    if _sound(target) is None:
        write_whole(target, json.dumps(version.to_json(), ensure_ascii=False, indent=1).encode() + b"\n")


def version_now(snapshot: Snapshot, day: date, sequence: int = 0, of: tuple[Deal, Path] | None = None) -> SentVersion:
    """``snapshot`` as a version that this program makes on ``day``; ``of`` its deal, to be remembered in that folder."""
    return SentVersion(
        snapshot=snapshot,
        revision=snapshot.revision,
        sequence=sequence,
        built=day,
        program=__version__,
        spec=place_in(of[0].place, of[1]) if of else None,
    )


def sent_version(folder: Path, revision: str) -> SentVersion | None:
    """What was sent as ``revision``, or None where it is not remembered beside the spec.

    Raises:
        Refused: somebody wrote in the file that remembers it, or it is of another kind.
    """
    return read_version(_path_of(folder, revision)) if revision.isalnum() else None


def sent_versions(folder: Path, plan: str) -> list[SentVersion]:
    """Every version of the plan with the stem ``plan`` that is remembered, in no order that means anything."""
    found = map(_sound, sorted((folder / FOLDER / "sent").glob("*.json")))
    return [version for version in found if version is not None and version.snapshot.plan == plan]


def read_version(path: Path) -> SentVersion | None:
    """A version from its file; None where the file is none.

    Raises:
        Refused: it is one, but somebody wrote in it, or it is of another kind.
    """
    kept = _mapping(path)
    wanted = {"plan": str, "variant": str, "rows": list, "people": list}
    if not all(isinstance(kept.get(key), kind) for key, kind in wanted.items()):
        return None
    return SentVersion.from_json(kept)


def last_revision(folder: Path, stem: str) -> str | None:
    """The revision of the plan ``stem`` that was built last."""
    last = _last_sent(folder, stem)
    return last[0] if last else None


def keep_report(spec: Path, day: date, text: str) -> Path:
    """Write what came back beside ``spec`` under a name of its own; one that is there with this text is kept."""
    for number in itertools.count(1):
        path = spec.with_name(f"{spec.stem}-returned-{day.isoformat()}{'' if number == 1 else f'-{number}'}.md")
        try:
            create_whole(path, text.encode())
        except FileExistsError:
            if path.is_file() and path.read_bytes() == text.encode():
                return path
            continue
        return path
    raise AssertionError("counting ends nowhere")


def _sound(path: Path) -> SentVersion | None:
    """A version from its file; None where it is none, or not as it was written."""
    try:
        return read_version(path)
    except Refused:
        return None


def _path_of(folder: Path, revision: str) -> Path:
    return folder / FOLDER / "sent" / f"{revision}.json"


def _mapping(path: Path) -> dict[str, object]:
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return {}
        loaded = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
