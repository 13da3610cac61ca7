"""The forecast call on the page: the round deal by deal with what moved since the last one, and the week's checkpoint."""

from __future__ import annotations

from pathlib import Path

from mapdocs.deals.checkpoint import FILE, Checkpoint, Told, checkpoint, read_entries, write_entries
from mapdocs.deals.checkpoint_forms import workbook
from mapdocs.desk.asking import NOTHING, Answer, Asked, Handler, as_download, as_json
from mapdocs.desk.sessions import Desk

#: What the call tells of each deal, beside its address, its date and what changed.
_TOLD = (
    "deal",
    "company",
    "step",
    "buyer_owner",
    "seller_owner",
    "owner",
    "days",
    "state",
    "flags",
    "done",
    "total",
    "stage",
    "forecast",
)


def routes(desk: Desk) -> list[tuple[str, str, Handler]]:
    """The addresses of the forecast call over ``desk``; one deal alone has none."""

    def whole(asked: Asked, answer: Handler) -> Answer:
        return answer(asked) if desk.whole_folder else NOTHING

    return [
        ("GET", "/checkpoint", lambda asked: whole(asked, lambda _: as_json(called(desk)))),
        ("POST", "/checkpoint", lambda asked: whole(asked, lambda _: as_json(keep(desk)))),
        ("GET", "/checkpoint.xlsx", lambda asked: whole(asked, lambda _: _workbook(desk))),
    ]


def called(desk: Desk) -> dict[str, object]:
    """Each deal in the order of the round, and what changed in it since the last checkpoint; nothing is remembered."""
    made, unread, bad = _compared(desk)
    return {
        "on": made.on.isoformat(),
        "before": made.before.isoformat() if made.before else "",
        "kept": any(entry.on == made.on for entry in read_entries(desk.folder / FILE)[0]),
        "told": [_told(desk, one) for one in made.told],
        "gone": list(made.gone),
        "unread": [{"key": desk.key_of(path), "file": path.name, "why": why} for path, why in unread],
        "lost": [f"{FILE}:{line}" for line in bad],
    }


def keep(desk: Desk) -> dict[str, object]:
    """Remember what is said today, so that the next call knows what changed."""
    with desk.keeping:
        try:
            made, _, _ = _compared(desk)
            write_entries(desk.folder / FILE, made.entries)
        except OSError as problem:
            return {"refused": {"message": f"{FILE}: {problem.strerror or problem}", "hint": "nothing was written"}}
    return called(desk)


def _workbook(desk: Desk) -> Answer:
    made, _, _ = _compared(desk)
    return as_download(f"checkpoint-{made.on.isoformat()}.xlsx", workbook(made))


def _compared(desk: Desk) -> tuple[Checkpoint, list[tuple[Path, str]], tuple[int, ...]]:
    good, unread = desk.specs()
    entries, bad = read_entries(desk.folder / FILE)
    names = [str(path) for path, _ in unread]
    return checkpoint(good, entries, desk.folder, today=desk.day, unread=names), unread, bad


def _told(desk: Desk, one: Told) -> dict[str, object]:
    line = one.line
    return {name: getattr(line, name) for name in _TOLD} | {
        "key": desk.key_of(Path(line.file)),
        "due": line.due.isoformat() if line.due else "",
        "since": one.since.isoformat() if one.since else "",
        "changes": [{"what": change.what, "text": change.text} for change in one.changes],
    }
