"""The worksheet of one deal as it is handed out: what the plan knows is filled in, and one to fill on the screen is known again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mapdocs.schema.model import Spec
from mapdocs.storage import history
from mapdocs.storage.identity import deal_of
from mapdocs.training.blanks import Sheet, sheet_for, traced


def sheet_of(spec: Spec, folder: Path, *, fillable: bool, today: date) -> Sheet:
    """The sheet of ``spec``, which lies in ``folder``; what a fillable one was made from is remembered there, so that it can be
    read back.

    Raises:
        OSError: it cannot be remembered.
    """
    sheet = sheet_for(spec)
    if not fillable:
        return sheet
    known = traced(sheet, spec)
    history.remember_version(folder, history.version_now(known.snapshot, today, of=(deal_of(spec), folder)))
    return known.sheet
