"""The checkpoint told: a table, JSON, CSV, Markdown, a page; and a workbook with a row a deal and a column a week."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime

from mapdocs.deals.checkpoint import Checkpoint, Entry, Told
from mapdocs.deals.forms import guarded, plain
from mapdocs.formats.archive import reproducible
from mapdocs.formats.excel.look import height_of
from mapdocs.templating.kit import kit_in

_COLORS = {"head": "#e8edf2", "quiet": "#fdf3d7", "line": "#d5dae1"}
_WIDTHS = (30, 16, 26, 18, 12)  # of a sheet's columns, in characters: deal, rep, next step, buyer owner, date
_WEEK = 44
_PRINTED = 3  # checkpoints: what is older can be read on the screen


def day(value: date | None) -> str:
    return f"{value.day} {value:%b %Y}" if value else ""


def head(found: Checkpoint) -> str:
    """What is compared with what, in a sentence."""
    if found.before is None:
        return f"Checkpoint of {day(found.on)}: the first one. The next tells what changed since."
    quiet = sum(any(c.what == "quiet" for c in one.changes) for one in found.told)
    moved = sum(any(c.what != "quiet" for c in one.changes) for one in found.told)
    return f"Checkpoint of {day(found.on)}, since {day(found.before)}: {len(found.told)} deals, {moved} changed, {quiet} quiet."


def _line(one: Told) -> str:
    deal = one.line
    parts = (deal.deal, deal.step, deal.buyer_owner, day(deal.due))
    return " · ".join(part for part in parts if part)


def _table(found: Checkpoint) -> str:
    lines = [head(found)]
    for number, one in enumerate(found.told, 1):
        lines += ["", f"{number}. {_line(one)}  [{one.line.owner}]", *(f"   {change.text}" for change in one.changes)]
    if found.gone:
        lines += ["", *(f"Gone since then: {name}" for name in found.gone)]
    return "\n".join(lines)


def _record(one: Told) -> dict[str, object]:
    return {
        "deal": one.line.deal,
        "owner": one.line.owner,
        "next_milestone": one.line.step,
        "buyer_owner": one.line.buyer_owner or None,
        "date": one.line.due.isoformat() if one.line.due else None,
        "state": one.line.state,
        "since": one.since.isoformat() if one.since else None,
        "changes": [{"what": change.what, "text": change.text} for change in one.changes],
        "file": one.line.file,
    }


def _json(found: Checkpoint) -> str:
    return json.dumps(
        {
            "on": found.on.isoformat(),
            "before": found.before.isoformat() if found.before else None,
            "deals": [_record(one) for one in found.told],
            "gone": list(found.gone),
        },
        ensure_ascii=False,
        indent=1,
    )


def _csv(found: Checkpoint) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    keys = ("deal", "next_milestone", "buyer_owner", "date", "owner", "state", "since", "changes")
    writer.writerow(keys)
    for one in found.told:
        record = _record(one) | {"changes": "; ".join(change.text for change in one.changes)}
        writer.writerow(["" if record[key] is None else guarded(record[key]) for key in keys])
    for name in found.gone:
        writer.writerow([guarded(name), *[""] * (len(keys) - 2), "gone"])
    return out.getvalue()


def _markdown(found: Checkpoint) -> str:
    lines = [f"**{plain(head(found))}**", ""]
    lines += [
        "| Deal | Next step | Buyer owner | Date | Rep | Since last time |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in found.told:
        said = "; ".join(change.text for change in one.changes)
        cells = (one.line.deal, one.line.step, one.line.buyer_owner, day(one.line.due), one.line.owner, said)
        lines.append("| " + " | ".join(map(plain, cells)) + " |")
    return "\n".join([*lines, *(["", f"Gone: {plain(', '.join(found.gone))}"] if found.gone else [])])


def _html(found: Checkpoint) -> str:
    return kit_in(None).render("checkpoint.html.j2", found=found, head=head(found), day=day)


FORMS: dict[str, Callable[[Checkpoint], str]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}


def workbook(found: Checkpoint) -> bytes:
    """One row a deal, one column a checkpoint, the newest first; the round's order, deals that are gone behind."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "MAP checkpoint", "created": datetime(found.on.year, found.on.month, found.on.day)})
    sheet = book.add_worksheet("Checkpoint")
    bold = book.add_format(
        {"bold": True, "bg_color": _COLORS["head"], "bottom": 1, "valign": "vcenter", "text_wrap": True}
    )
    shape = {"text_wrap": True, "valign": "vcenter", "bottom": 1, "bottom_color": _COLORS["line"]}
    text = book.add_format(shape)
    dated = book.add_format({**shape, "num_format": "d mmm yyyy", "align": "left"})
    quiet = book.add_format({**shape, "bg_color": _COLORS["quiet"]})
    days = sorted({entry.on for entry in found.entries}, reverse=True)
    heads = ["Deal", "Rep", "Next step", "Buyer owner", "Date", *(day(on) for on in days)]
    for column, said in enumerate(heads):
        sheet.write_string(0, column, said, bold)
    said_on = {(entry.deal, entry.on): entry for entry in found.entries}
    known = [(one.line.deal, one.line.owner) for one in found.told]
    past = sorted({entry.deal: entry.owner for entry in found.entries}.items())
    rows = [*known, *(pair for pair in past if pair[0] not in {name for name, _ in known})]
    lines = {one.line.deal: one.line for one in found.told}
    for number, (deal, rep) in enumerate(rows, 1):
        line = lines.get(deal)
        for column, value in enumerate((deal, rep, line.step if line else "gone", line.buyer_owner if line else "")):
            sheet.write_string(number, column, value, text)
        if line and line.due:
            sheet.write_datetime(number, 4, datetime(line.due.year, line.due.month, line.due.day), dated)
        else:
            sheet.write_blank(number, 4, None, dated)
        texts: list[tuple[str, float]] = [
            (deal, _WIDTHS[0]),
            (rep, _WIDTHS[1]),
            (line.step if line else "", _WIDTHS[2]),
        ]
        for column, on in enumerate(days, 5):
            entry: Entry | None = said_on.get((deal, on))
            words = "\n".join(entry.said) if entry else ""
            sheet.write_string(number, column, words, quiet if words.startswith("quiet") else text)
            texts.append((words, _WEEK))
        sheet.set_row(number, height_of(texts, least=22))
    for column, width in enumerate((*_WIDTHS, *(_WEEK for _ in days))):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 20)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.print_area(0, 0, max(len(rows), 1), len(_WIDTHS) - 1 + min(len(days), _PRINTED))
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return reproducible(buffer.getvalue())
