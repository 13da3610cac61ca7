"""The texts and lists of values that hang on a mail which holds a plan itself: told word by word, and accounted for."""

from __future__ import annotations

from mapdocs.importing.account import Account
from mapdocs.importing.fates import counted, quoted, whole
from mapdocs.readers.tables import Paper, Table


def tables_of(paper: Paper) -> list[Table]:
    """Every table of a file, those that nobody sees and those of what hangs on a mail among them."""
    return [*paper.tables, *paper.hidden, *(table for _, one in paper.attached for table in (*one.tables, *one.hidden))]


def tell_attached(paper: Paper, account: Account) -> list[str]:
    """What the attached texts of ``paper`` say, a line each; their cells are entered as told."""
    told: list[str] = []
    for name, one in paper.attached:
        rows = [row for table in (*one.tables, *one.hidden) for row in table.rows if not row.blank]
        account.enter_rows(rows, "told", "another file of the mail")
        if rows:
            told.append(f"the attachment {name}: not read: {counted(len(rows))}: {quoted(map(whole, rows))}")
        lines = [line for line in one.beside if line.strip()]
        if lines:
            told.append(f"the attachment {name}: not read: {quoted(lines, 'lines')}")
    return told
