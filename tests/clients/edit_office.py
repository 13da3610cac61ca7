"""Edits a file in LibreOffice as a person would, by its UNO interface. Run by the system's Python, which has uno.

Usage: edit_office.py IN OUT FILTER JSON. JSON is a list of steps:
["cell", sheet, "E9", value]  ["text", table number, "B3", text]  ["read", sheet, "A1:J20"]
Prints what was read as JSON: a list of rows of [value, text, formula] for each read.
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


def main() -> None:
    source, target, kind, steps = sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
    pipe = f"mapdocs{os.getpid()}"
    profile = tempfile.mkdtemp()
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (setting("Hidden", True),))
        read = []
        for step in steps:
            if step[0] == "cell":
                cell = document.Sheets.getByIndex(step[1]).getCellRangeByName(step[2])
                if isinstance(step[3], str):
                    cell.setString(step[3]) if not step[3].startswith("=") else cell.setFormula(step[3])
                else:
                    cell.setValue(step[3])
            elif step[0] == "text":
                table = document.TextTables.getByIndex(step[1])
                table.getCellByName(step[2]).setString(step[3])
            elif step[0] == "calculate":
                document.calculateAll()
            elif step[0] == "read":
                area = document.Sheets.getByIndex(step[1]).getCellRangeByName(step[2])
                rows = []
                for line in range(area.Rows.Count):
                    cells = [area.getCellByPosition(column, line) for column in range(area.Columns.Count)]
                    rows.append([[c.Value, c.String, c.Formula] for c in cells])
                read.append(rows)
        if target != "-":
            document.storeToURL(f"file://{target}", (setting("FilterName", kind),))
        document.close(True)
        print(json.dumps(read))
        desktop.terminate()
    finally:
        time.sleep(0.3)
        office.terminate()


if __name__ == "__main__":
    main()
