"""The small files of tests/importing/cases, imported as a rep would do it; and layouts made on the spot."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from commands import run
from mapdocs import load

FILES = Path(__file__).parent / "cases"
GIVEN = (
    "--deal", "Juniper pilot", "--acv", "62000", "--buyer", "Juniper Foods", "--champion", "Dana Reyes", "--seller", "Fabrikam",
    "--owner", "Sam Ortiz", "--go-live", "2027-03-15", "--today", "2026-11-25",
)  # fmt: skip


def imported(file, folder, *more):
    """(the spec, what was told) of one import, which must work."""
    done = run("import", file, "-o", folder / "out", *GIVEN, *more, cwd=folder)
    assert done.returncode == 0, done.stderr
    (path,) = (folder / "out").glob("*.yaml")
    return load(path), done.stderr


def of_text(text, folder, name="plan.csv", *more):
    (folder / name).write_text(text, encoding="utf-8")
    return imported(folder / name, folder, *more)


def workbook(*sheets, change=None) -> bytes:
    """Sheets of rows, each (name, rows); ``change`` gets the workbook before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(spec):
    return [
        (r.milestone, r.buyer_owner or "", r.seller_owner or "", str(r.target_date or ""), r.status)
        for r in spec.milestones
    ]


def buyer_text(spec) -> str:
    """Everything of the rows that may reach the buyer."""
    return "\n".join(
        str(value)
        for r in spec.milestones
        for value in (r.milestone, r.buyer_owner, r.seller_owner, r.exit_criteria, r.note)
        if value
    )
