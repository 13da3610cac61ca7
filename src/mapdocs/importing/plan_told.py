"""What an import tells of a plan's file beside its rows: tracked changes, rows that were kept, words in no table."""

from __future__ import annotations

import re
from collections.abc import Collection

from mapdocs.importing.fates import counted, quoted
from mapdocs.importing.ours import companies_in
from mapdocs.language.layout import shorten
from mapdocs.readers.tables import Paper, clean


def tracked(paper: Paper) -> list[str]:
    """What was read of tracked changes, and the rows that they took out."""
    if not paper.tracked:
        return []
    gone = [row for table in paper.tables for row in table.rows if row.deleted]
    said = [" · ".join(filter(None, (" ".join((cell.before or "").split()) for cell in row.cells))) for row in gone]
    told = [
        "the file holds tracked changes; they were read as they stand now, with what was added and without what was taken out"
    ]
    return told + [
        f"{counted(len(gone))} taken out in the tracked changes, no step of the plan: {quoted(said)}" for _ in gone[:1]
    ]


def kept(what: str, said: str, count: int) -> str:
    if what == "rows":
        return f"{counted(count)} kept in internal.notes and not in the plan, since {said}"
    if what == "remarks":
        remarks = f"{count} remarks" if count != 1 else "1 remark"
        return f"{remarks} in the column “{said}” kept in internal.notes"
    lines = f"{count} lines" if count != 1 else "1 line"
    return f"{lines} of the column “{said}” kept in internal.notes, called internal there"


def words_beside(paper: Paper, phases: Collection[str], what: str) -> list[str]:
    """The lines of a text that stand in no table, as a mail has them: no cells, but somebody wrote them to be read.

    A line above a table that is one of ``phases`` stands in the plan.
    """
    if any(companies_in(paper.texts)):
        return []  # a document of ours says around its table what the plan says
    used = {line for table in paper.tables for line in table.above[-1:] if table.title in phases}
    known = used | {line for remark in paper.remarks for line in remark.text.split("\n")}
    said = dict.fromkeys(" ".join(text.split()) for text in (paper.beside or [one.text for one in paper.loose]))
    lines = [shorten(line, 200) for line in said if line not in known]
    margins = dict.fromkeys(line for line in paper.margins if _is_worded(line))
    return [f"words beside the {what}: {quoted(lines, 'lines')}"] * bool(lines) + [
        f"words above or below each page: {quoted((shorten(line, 200) for line in margins), 'lines')}"
    ] * bool(margins)


def _is_worded(line: str) -> bool:
    """Whether a line above or below a page says more than the page's number."""
    words = re.findall(r"[^\W\d_]{2,}", line)
    return len(words) > 1 or (len(words) == 1 and not re.search(r"\d", line))


def _mail_itself(paper: Paper) -> list[str]:
    """What a mail is called, and who wrote it to whom."""
    said = dict.fromkeys(filter(None, (paper.subject, *(clean(one) for one in paper.addressed))))
    return [f"the mail itself, what it is called and who wrote it to whom: {' · '.join(said)}"] if said else []


def beside_the_tables(paper: Paper, phases: Collection[str], what: str) -> list[str]:
    """What a file says outside its tables: remarks that hang on no cell, tracked changes, the lines of its text."""
    told = [f"{one.kind} beside the tables: {' '.join(one.text.split())}" for one in paper.remarks if one.text]
    if not any(companies_in(paper.texts)):  # a workbook of ours prompts whoever fills it in
        told += [
            f"{one.kind} beside the tables{f' by {one.author}' if one.author else ''}: {' '.join(one.text.split())}"
            for one in paper.shown
            if one.kind != "link"
        ]
        links = dict.fromkeys(one.text for one in paper.shown if one.kind == "link")
        told += [f"where words beside the {what} lead: {quoted(links, 'links')}"] if links else []
        told += _mail_itself(paper)
    told += tracked(paper)
    told += words_beside(paper, phases, what)
    return told + [note for note in paper.notes if "is hidden" not in note]
