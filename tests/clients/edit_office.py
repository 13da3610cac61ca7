"""Edits a file in LibreOffice as a person would, by its UNO interface. Run by the system's Python, which has uno.

Reads jobs as JSON on standard input, [[source, target, filter, steps], …], and prints for each what its "read" steps
saw: lists of rows of [value, text, formula]. The steps are those of :func:`apply`; a target "-" saves nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue


def setting(name: str, value: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe: str) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def apply(document: object, step: list, read: list) -> None:
    what = step[0]
    if what == "cell":
        cell = document.Sheets.getByIndex(step[1]).getCellRangeByName(step[2])
        if isinstance(step[3], str):
            cell.setString(step[3]) if not step[3].startswith("=") else cell.setFormula(step[3])
        else:
            cell.setValue(step[3])
    elif what == "format":  # a cell's number format back to the standard one
        document.Sheets.getByIndex(step[1]).getCellRangeByName(step[2]).NumberFormat = 0
    elif what == "as text":  # a cell's number format to text, so that what is typed stays as typed
        formats = document.NumberFormats
        document.Sheets.getByIndex(step[1]).getCellRangeByName(step[2]).NumberFormat = formats.getStandardFormat(
            256, document.CharLocale
        )
    elif what == "rows":  # ["rows", sheet, "insert" | "remove", index, count]
        rows = document.Sheets.getByIndex(step[1]).Rows
        (rows.insertByIndex if step[2] == "insert" else rows.removeByIndex)(step[3], step[4])
    elif what == "columns":
        columns = document.Sheets.getByIndex(step[1]).Columns
        (columns.insertByIndex if step[2] == "insert" else columns.removeByIndex)(step[3], step[4])
    elif what == "copy":  # ["copy", sheet, "A12:J12", "A20"]
        sheet = document.Sheets.getByIndex(step[1])
        sheet.copyRange(sheet.getCellRangeByName(step[3]).CellAddress, sheet.getCellRangeByName(step[2]).RangeAddress)
    elif what == "merge":
        document.Sheets.getByIndex(step[1]).getCellRangeByName(step[2]).merge(True)
    elif what == "note":
        sheet = document.Sheets.getByIndex(step[1])
        sheet.Annotations.insertNew(sheet.getCellRangeByName(step[2]).CellAddress, step[3])
    elif what == "track":
        document.RecordChanges = step[1]
    elif what == "text":
        document.TextTables.getByIndex(step[1]).getCellByName(step[2]).setString(step[3])
    elif what == "replace":  # ["replace", old, new], everywhere
        wanted = document.createReplaceDescriptor()
        wanted.SearchString, wanted.ReplaceString = step[1], step[2]
        assert document.replaceAll(wanted)
    elif what == "paragraph":  # below everything
        text = document.Text
        text.insertString(text.End, "\n" + step[1], False)
    elif what == "table rows":  # ["table rows", table, "insert" | "remove", index, count]
        rows = document.TextTables.getByIndex(step[1]).Rows
        (rows.insertByIndex if step[2] == "insert" else rows.removeByIndex)(step[3], step[4])
    elif what == "table columns":
        columns = document.TextTables.getByIndex(step[1]).Columns
        (columns.insertByIndex if step[2] == "insert" else columns.removeByIndex)(step[3], step[4])
    elif what == "table merge":  # ["table merge", table, "C5", "C6"]
        cursor = document.TextTables.getByIndex(step[1]).createCursorByCellName(step[2])
        cursor.gotoCellByName(step[3], True)
        cursor.mergeRange()
    elif what == "comment":  # ["comment", table, "E5", text, author]
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = step[3], step[4]
        cell = document.TextTables.getByIndex(step[1]).getCellByName(step[2])
        cell.insertTextContent(cell.createTextCursor(), note, False)
    elif what == "calculate":
        document.calculateAll()
    elif what == "read":
        area = document.Sheets.getByIndex(step[1]).getCellRangeByName(step[2])
        rows = []
        for line in range(area.Rows.Count):
            cells = [area.getCellByPosition(column, line) for column in range(area.Columns.Count)]
            rows.append([[c.Value, c.String, c.Formula] for c in cells])
        read.append(rows)
    else:
        raise SystemExit(f"no step {what}")


def main() -> None:
    jobs = json.loads(sys.stdin.read())
    pipe = f"mapdocs{os.getpid()}"
    profile = tempfile.mkdtemp()
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        answers = []
        for source, target, kind, steps in jobs:
            document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (setting("Hidden", True),))
            read: list = []
            for step in steps:
                apply(document, step, read)
            if target != "-":
                document.storeToURL(f"file://{target}", (setting("FilterName", kind),))
            document.close(True)
            answers.append(read)
        print(json.dumps(answers))
        desktop.terminate()
    finally:
        time.sleep(0.3)
        office.terminate()


if __name__ == "__main__":
    main()
