"""What finished deals took, told: a table, JSON, and the medians written into the settings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from mapdocs.errors import NotWritten
from mapdocs.language.display import columns
from mapdocs.plan.durations import ENOUGH, Durations, Measure, Past
from mapdocs.schema import editing
from mapdocs.schema.decoding import decode
from mapdocs.schema.kinds import STANDARD, Kind
from mapdocs.schema.nodes import parse
from mapdocs.schema.quoting import Raw
from mapdocs.schema.settings import FILE_NAME, read_settings
from mapdocs.storage.atomic import write_whole
from mapdocs.storage.encoding import replace_text


def _name(kind: Kind) -> str:
    return STANDARD.get(kind, "Other steps")


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _number(value: float) -> str:
    return f"{value:g}"


def told(found: Durations) -> str:
    """The table for the screen, in working days."""
    head = f"{found.finished} finished deal{'' if found.finished == 1 else 's'} of {found.deals}. Working days:"
    if not found.steps:
        return f"{found.finished} finished deal{'' if found.finished == 1 else 's'} of {found.deals}, and no step in them has a day to count from and to (done_on)."
    lines = [(*_measured(_name(one.kind), one), _slips(one)) for one in found.measures]
    said = [head, "", *columns(("Step", "n", "Median", "80% within", "Slipped"), lines), "", "The last three:"]
    for one in found.measures:
        if one.enough:
            said.append(f"  {_name(one.kind)}: {'; '.join(map(_step, one.last))}")
    few = [one for one in found.measures if not one.enough]
    if few:
        said.append(f"  Fewer than {ENOUGH}, so nothing is claimed: {', '.join(_name(one.kind) for one in few)}.")
    groups = found.groups()
    if groups:
        rows = [(_name(part.kind), name, *_measured("", part)[1:]) for name, part in groups]
        said += ["", *columns(("Step", "Among", "n", "Median", "80% within"), rows)]
    if found.left_out:
        steps = "step was" if found.left_out == 1 else "steps were"
        said += [
            "",
            f"{found.left_out} finished {steps} left out: no day to count from or to (done_on, after, agreed_on).",
        ]
    return "\n".join(said)


def _measured(name: str, one: Measure) -> tuple[str, str, str, str]:
    if not one.enough:
        return name, str(len(one.steps)), "", ""
    return name, str(len(one.steps)), _number(one.median), str(one.most)


def _slips(one: Measure) -> str:
    if not one.enough or not one.promised:
        return ""
    if not one.slipped:
        return f"none of {one.promised}"
    ranked = sorted(one.slipped)
    return f"{len(ranked)} of {one.promised}, by {ranked[len(ranked) // 2]}, at most {ranked[-1]}"


def _step(step: Past) -> str:
    return f"{step.days} {step.buyer} ({step.deal}, {_day(step.done_on)})"


def as_json(found: Durations) -> str:
    return json.dumps(
        {
            "deals": found.deals,
            "finished": found.finished,
            "left_out": found.left_out,
            "kinds": {one.kind: _record(one) for one in found.measures},
            "groups": [{"kind": part.kind, "among": name, **_record(part)} for name, part in found.groups()],
        },
        ensure_ascii=False,
        indent=1,
    )


def _record(one: Measure) -> dict[str, object]:
    """Below three, how many there are and nothing else."""
    if not one.enough:
        return {"n": len(one.steps), "median": None, "p80": None, "last": [], "promised": None, "slips": None}
    return {
        "n": len(one.steps),
        "median": one.median,
        "p80": one.most,
        "last": [
            {"days": s.days, "deal": s.deal, "buyer": s.buyer, "done_on": s.done_on.isoformat()} for s in one.last
        ],
        "promised": one.promised,
        "slips": sorted(one.slipped),
    }


def write_medians(found: Durations, folder: str | None) -> tuple[Path, dict[Kind, int]]:
    """Write the medians under ``typical_working_days`` of the settings in ``folder``, a new file here where there is none.

    Raises:
        NotWritten: the settings cannot be changed without harm.
    """
    path = Path(folder or ".") / FILE_NAME
    usual = found.usual()
    if not usual:
        return path, usual
    old = decode(path.read_bytes()) if path.is_file() else ""
    if not isinstance(old, str):
        raise NotWritten(f"{path} is no text in UTF-8 or UTF-16", "save it as UTF-8")
    new = _with(old, usual)
    before, _ = read_settings(old, file=str(path))
    after, wrong = read_settings(new, file=str(path))
    if [f for f in wrong if f.level == "error"] or {
        **before.typical_working_days,
        **usual,
    } != after.typical_working_days:
        raise NotWritten(f"{path} is laid out so that it cannot be changed", "write typical_working_days by hand")
    if path.is_file():
        replace_text(path, new, was=old)
    else:
        write_whole(path, new.encode())
    return path, usual


def _with(text: str, usual: dict[Kind, int]) -> str:
    root, _ = parse(text)
    whole = "{" + ", ".join(f"{kind}: {days}" for kind, days in usual.items()) + "}"
    if not text.strip() or root is None or not hasattr(root, "entries"):
        return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}typical_working_days: {whole}\n"
    node = editing.find(root, ("typical_working_days",))
    if node is None or not getattr(node, "entries", None):
        return editing.set_values(text, {("typical_working_days",): Raw(whole)})
    return editing.set_values(text, {("typical_working_days", kind): Raw(str(days)) for kind, days in usual.items()})
