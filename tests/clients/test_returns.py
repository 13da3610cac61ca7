"""Every kind of edit, made by LibreOffice and in files as other programs write them: all found, none invented."""

import copy
import io
import json
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

import foreign
from returning import Excel, Word, deal_of, found

DOCX, XLSX = "MS Word 2007 XML", "Calc MS Excel 2007 XML"
LEGAL, PO = "Legal / redlines", "Procurement / PO"
SERIAL = (date(2026, 12, 18) - date(1899, 12, 30)).days
MOVED = ("sure", LEGAL, "target_date", "2026-12-18")
NEW = ("sure", "add", "Vendor registration")
DAYS_FIRST = ("24/11/2026", "30/11/2026", "04/12/2026", "18/12/2026", "14/12/2026", "21/12/2026")


class Edits:
    """An edit as steps for LibreOffice in a .docx and in a .xlsx, and as what must be found.

    In the document the plan is the second table and legal its fifth row (row 4 from 0); in the tracker it is the
    first sheet, its rows from 9 on.
    """

    def __init__(self, wanted, word=None, excel=None):
        self.wanted, self.word, self.excel = wanted, word, excel


def word_cells(row, **cells):
    columns = {"mark": "A", "milestone": "B", "buyer": "C", "seller": "D", "date": "E", "proof": "F", "status": "G"}
    return [["text", 1, f"{columns[name]}{row}", text] for name, text in cells.items()]


def sheet_cells(row, **cells):
    columns = {"mark": "A", "milestone": "B", "buyer": "C", "seller": "D", "date": "E", "proof": "F", "status": "G", "agreed": "H", "note": "J"}  # fmt: skip
    return [["cell", 0, f"{columns[name]}{row}", value] for name, value in cells.items()]


STEP = {"milestone": "Vendor registration", "buyer": "Tom Okafor", "proof": "Supplier number issued"}
ORDERED = ("sure", "reorder", "Business case / ROI")
EDITS = {
    "nothing": Edits([], [], []),
    "a date moved": Edits([MOVED], word_cells(5, date="18 Dec 2026"), sheet_cells(12, date=SERIAL)),
    "an owner named": Edits(
        [("sure", LEGAL, "buyer_owner", "Nora Vance")], word_cells(5, buyer="Nora Vance"), sheet_cells(12, buyer="Nora Vance")
    ),
    "a proof reworded": Edits(
        [("sure", LEGAL, "exit_criteria", "Signed copy received – both sides")],
        word_cells(5, proof="Signed copy received – both sides"), sheet_cells(12, proof="Signed copy received – both sides"),
    ),
    "a step reworded": Edits(
        [("sure", LEGAL, "milestone", "Legal: contract signed")],
        word_cells(5, milestone="Legal: contract signed"), sheet_cells(12, milestone="Legal: contract signed"),
    ),
    "a status set": Edits([("sure", PO, "status", "done")], word_cells(6, status="Done"), sheet_cells(13, status="Done")),
    "a row agreed": Edits(
        [("sure", LEGAL, "agreed_on", "2026-11-24")], word_cells(5, status="Open\nagreed"), sheet_cells(12, agreed="yes")
    ),
    "a row added inside": Edits(
        [NEW], [["table rows", 1, "insert", 5, 1], *word_cells(6, **STEP)], [["rows", 0, "insert", 12, 1], *sheet_cells(13, **STEP)]
    ),
    "a row added in the blank rows, or below": Edits([NEW], word_cells(9, **STEP), sheet_cells(24, **STEP)),
    "a row removed": Edits([("asked", "remove", PO)], [["table rows", 1, "remove", 5, 1]], [["rows", 0, "remove", 12, 1]]),
    "a row copied and retyped": Edits(
        [NEW],
        [["table rows", 1, "insert", 5, 1], *word_cells(6, mark="L4", **STEP)],
        [["rows", 0, "insert", 12, 1], ["copy", 0, "A12:J12", "A13"], *sheet_cells(13, date="", **STEP)],
    ),
    "rows in another order": Edits(
        [ORDERED],
        [["table rows", 1, "insert", 5, 1], "COPY WORD 3 6", ["table rows", 1, "remove", 2, 1]],
        [["rows", 0, "insert", 12, 1], ["copy", 0, "A10:J10", "A13"], ["rows", 0, "remove", 9, 1]],
    ),
    "rows renumbered": Edits(
        [MOVED],
        [*(["text", 1, f"A{n}", str(n - 1)] for n in range(2, 8)), *word_cells(5, date="18 Dec 2026")],
        [*(["cell", 0, f"A{n}", n - 8] for n in range(9, 15)), *sheet_cells(12, date=SERIAL)],
    ),
    "a comment": Edits(
        [("comment", "Counsel is away")], [["comment", 1, "E5", "Counsel is away", "Lena Brandt"]], [["note", 0, "E12", "Counsel is away"]]
    ),
    "a date with a comment as its reason": Edits(
        [MOVED, ("comment", "Counsel is away")],
        [*word_cells(5, date="18 Dec 2026"), ["comment", 1, "E5", "Counsel is away", "Lena Brandt"]],
        [*sheet_cells(12, date=SERIAL), ["note", 0, "E12", "Counsel is away"]],
    ),
    "cells merged": Edits(
        [("sure", LEGAL, "buyer_owner", "Nora Vance"), ("sure", PO, "buyer_owner", "Nora Vance")],
        [*word_cells(5, buyer="Nora Vance"), *word_cells(6, buyer=""), ["table merge", 1, "C5", "C6"]],
        [*sheet_cells(12, buyer="Nora Vance"), *sheet_cells(13, buyer=""), ["merge", 0, "C12:C13"]],
    ),
    "a column inserted": Edits(
        [MOVED, ("beside", "Cost centre: CC 4711")],
        None,  # LibreOffice's interface cannot insert a column into a table whose rows differ in their cells
        [["columns", 0, "insert", 2, 1], ["cell", 0, "C8", "Cost centre"], ["cell", 0, "C12", "CC 4711"], ["cell", 0, "F12", SERIAL]],
    ),
    "a column retitled": Edits(
        [MOVED],
        [["text", 1, "E1", "Deadline (please confirm)"], *word_cells(5, date="18 Dec 2026")],
        [["cell", 0, "E8", "Deadline (please confirm)"], *sheet_cells(12, date=SERIAL)],
    ),
    "text written beside the table": Edits(
        [("beside", "Budget freeze from 18 December.")],
        [["paragraph", "Budget freeze from 18 December."]], [["cell", 0, "B3", "Budget freeze from 18 December."]],
    ),
    "the go-live moved": Edits(
        [("sure", "the plan", "go_live", "2027-02-02")],
        [["replace", "Tue 19 Jan 2027", "Tue 2 Feb 2027"]], [["cell", 0, "C3", (date(2027, 2, 2) - date(1899, 12, 30)).days]],
    ),
    "the table split in two": Edits([MOVED], None, None),
    "dates typed as text, days first": Edits(
        [MOVED], None,
        [step for n, typed in enumerate(DAYS_FIRST, 9) for step in (["as text", 0, f"E{n}"], *sheet_cells(n, date=typed))],
    ),
    "a date that became a number": Edits([MOVED], None, [["format", 0, "E12"], *sheet_cells(12, date=SERIAL)]),
    "a formula in a text cell": Edits([("question", LEGAL, "exit_criteria", "")], None, sheet_cells(12, proof="=1+1")),
    "a tracked date": Edits([MOVED], [["track", True], *word_cells(5, date="18 Dec 2026")], None),
    "a row deleted while tracking": Edits([("asked", "remove", PO)], [["track", True], ["table rows", 1, "remove", 5, 1]], None),
    **{
        f"“{typed}”": Edits([("question", LEGAL, "target_date", "")], word_cells(5, date=typed), sheet_cells(12, date=typed))
        for typed in ("next Friday", "mid December", "12/5")
    },
}  # fmt: skip


def steps_for_word(edit, deal):
    """The steps, with the copy of a table row spelt out cell by cell."""
    steps = []
    for step in edit.word:
        if isinstance(step, str):
            row = deal.sent.snapshot.rows[1]
            day = row.target_date
            steps += word_cells(
                6, mark=row.mark, milestone=row.milestone, buyer=row.buyer_owner, seller=row.seller_owner,
                date=f"{day.day} {day:%b %Y}", proof=row.exit_criteria, status="Open",
            )  # fmt: skip
        else:
            steps.append(step)
    return steps


@pytest.fixture(scope="module")
def deal():
    return deal_of()


@pytest.fixture(scope="module")
def by_libreoffice(deal, office_jobs, tmp_path_factory):
    """The files after each edit, by (edit, kind)."""
    folder = tmp_path_factory.mktemp("returned")
    for kind in ("docx", "xlsx"):
        (folder / f"sent.{kind}").write_bytes(deal.file(kind))
    jobs, keys = [], []
    for number, (name, edit) in enumerate(EDITS.items()):
        for kind, steps, form in (("docx", edit.word, DOCX), ("xlsx", edit.excel, XLSX)):
            if steps is not None:
                wanted = steps_for_word(edit, deal) if kind == "docx" else steps
                jobs.append([folder / f"sent.{kind}", folder / f"{number}.{kind}", form, wanted])
                keys.append((name, kind))
    office_jobs(jobs)
    return {key: Path(job[1]).read_bytes() for key, job in zip(keys, jobs, strict=True)}


def by_libraries(deal, name, kind):
    """The same edits by python-docx and openpyxl, for the programs that are not at hand; None where there is no such edit."""
    file = Word(deal.file("docx")) if kind == "docx" else Excel(deal.file("xlsx"))
    day = "18 Dec 2026" if kind == "docx" else datetime(2026, 12, 18)
    step = {"milestone": "Vendor registration", "buyer_owner": "Tom Okafor", "exit_criteria": "Supplier number issued"}
    edits = {
        "nothing": lambda: None,
        "a date moved": lambda: file.set(4, "target_date", day),
        "an owner named": lambda: file.set(4, "buyer_owner", "Nora Vance"),
        "a proof reworded": lambda: file.set(4, "exit_criteria", "Signed copy received – both sides"),
        "a step reworded": lambda: file.set(4, "milestone", "Legal: contract signed"),
        "a status set": lambda: file.set(5, "status", "Done"),
        "a row agreed": lambda: file.set(4, "status", "Open\nagreed") if kind == "docx" else file.set(4, "agreed_on", "yes"),
        "a row added inside": lambda: file.add(5, **step),
        "a row added in the blank rows, or below": lambda: file.add(0, **step),
        "a row removed": lambda: file.delete(5),
        "a row copied and retyped": lambda: file.add(5, mark="L4", **step),
        "rows in another order": lambda: file.order([1, 3, 4, 2, 5, 6]),
        "rows renumbered": lambda: [*(file.set(n, "mark", str(n)) for n in range(1, 7)), file.set(4, "target_date", day)],
        "“next Friday”": lambda: file.set(4, "target_date", "next Friday"),
        "“mid December”": lambda: file.set(4, "target_date", "mid December"),
        "“12/5”": lambda: file.set(4, "target_date", "12/5"),
        "a formula in a text cell": (lambda: file.set(4, "exit_criteria", "=1+1")) if kind == "xlsx" else None,
        "a date that became a number": (lambda: file.set(4, "target_date", SERIAL) or setattr(file.cell(4, "target_date"), "number_format", "General"))
        if kind == "xlsx" else None,
        "text written beside the table": lambda: file.document.add_paragraph("Budget freeze from 18 December.") if kind == "docx"
        else setattr(file.sheet["B3"], "value", "Budget freeze from 18 December."),
        "the go-live moved": lambda: _go_live(file, kind),
        "the table split in two": (lambda: [file.set(4, "target_date", day), _split(file)]) if kind == "docx" else None,
        "dates typed as text, days first": (lambda: [file.set(n, "target_date", typed) for n, typed in enumerate(DAYS_FIRST, 1)])
        if kind == "xlsx" else None,
        "a column retitled": lambda: [_retitle(file, kind), file.set(4, "target_date", day)],
    }  # fmt: skip
    if edits.get(name) is None:
        return None
    edits[name]()
    return file.save()


def _go_live(file, kind):
    if kind == "xlsx":
        file.sheet["C3"].value = datetime(2027, 2, 2)
        return
    (run,) = [run for p in file.document.paragraphs for run in p.runs if "19 Jan 2027" in run.text]
    run.text = run.text.replace("Tue 19 Jan", "Tue 2 Feb")


def _split(file):
    """As Word's Split Table does above the fourth row: an empty paragraph between, the second half without a heading."""
    table = file.table._tbl
    half = copy.deepcopy(table)
    for number, row in enumerate(list(table.tr_lst)):
        if number >= 4:
            table.remove(row)
    for number, row in enumerate(list(half.tr_lst)):
        if number < 4:
            half.remove(row)
    table.addnext(half)
    half.addprevious(file.document.element.makeelement(table.tag.replace("}tbl", "}p"), {}))


def _retitle(file, kind):
    if kind == "docx":
        file.set(0, "target_date", "Deadline (please confirm)")
    else:
        file.sheet.cell(file.top, 5).value = "Deadline (please confirm)"


PROGRAMS = {
    ("Google", "docx"): foreign.google_docs, ("Microsoft", "docx"): foreign.word,
    ("Google", "xlsx"): foreign.google_sheets, ("Microsoft", "xlsx"): foreign.excel,
}  # fmt: skip


def test_matrix(deal, by_libreoffice, measure, request):
    """Program by kind of file by edit. The table is printed; the one in docs/round-trip.md is the same."""
    table, wrong = [], []
    for name, edit in EDITS.items():
        line = [name]
        for kind in ("docx", "xlsx"):
            for program in ("LibreOffice", "Google", "Microsoft"):
                if program == "LibreOffice":
                    raw = by_libreoffice.get((name, kind))
                else:
                    plain = by_libraries(deal, name, kind)
                    raw = None if plain is None else PROGRAMS[program, kind](plain)
                if raw is None:
                    line.append("")
                    continue
                pulled = deal.pull(raw)
                changes = pulled.files[0].changes
                got = found(pulled) + [("comment", r.text) for row in changes.rows for r in row.remarks]
                got += [("beside", text.split("”, where")[0].strip("“")) for text in changes.unplaced]
                got += [("beside", text) for row in changes.rows for text in row.extra]
                good = sorted(got) == sorted(edit.wanted)
                line.append("found" if good and edit.wanted else "nothing" if good else "WRONG")
                if not good:
                    wrong.append((program, kind, name, got, edit.wanted))
        table.append(line)
    heads = ["edit", *(f"{p}, {k}" for k in ("docx", "xlsx") for p in ("LibreOffice", "as Google's", "as Microsoft's"))]
    lines = ["| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *table)]
    for line in lines:
        measure(f"returns matrix: {line}")
    cells = [cell for row in table for cell in row[1:] if cell]
    assert not wrong, json.dumps(wrong, indent=1, default=str)
    assert len(cells) >= 100
    docs = Path(__file__).parents[2] / "docs" / "round-trip.md"
    if request.config.getoption("--write-docs", default=False):
        start, _, rest = docs.read_text("utf-8").partition("<!-- matrix -->\n")
        docs.write_text(
            start + "<!-- matrix -->\n" + "\n".join(lines) + "\n<!-- end" + rest.partition("<!-- end")[2], "utf-8"
        )
    assert "\n".join(lines) in docs.read_text("utf-8"), "docs/round-trip.md has another matrix; run with --write-docs"


def test_a_column_inserted_keeps_its_text(deal, by_libreoffice):
    changes = deal.pull(by_libreoffice["a column inserted", "xlsx"]).files[0].changes
    assert [row.extra for row in changes.rows if row.extra] == [("Cost centre: CC 4711",)]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_comment_gives_the_reason(deal, by_libreoffice, kind):
    pulled = deal.pull(by_libreoffice["a date with a comment as its reason", kind])
    assert pulled.spec.milestones[3].moved[-1].why == "Counsel is away"
    only = deal.pull(by_libreoffice["a comment", kind])
    assert [r.text for row in only.files[0].changes.rows for r in row.remarks] == ["Counsel is away"]
    assert only.text == deal.text


def test_tracked_changes_keep_their_base(deal, by_libreoffice):
    pulled = deal.pull(by_libreoffice["a tracked date", "docx"], find=lambda revision: None)
    assert pulled.files[0].changes.base == "its own text before the tracked changes"
    assert found(pulled) == [MOVED]


def test_the_fixtures_are_what_trips_a_plain_reader(deal):
    """A Google-like export shows python-docx no text where the controls are: the reason for a reader of our own."""
    raw = foreign.google_docs(deal.file("docx"))
    tables = docx.Document(io.BytesIO(raw)).tables
    seen = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert not all(row.exit_criteria in seen for row in deal.sent.snapshot.rows)
