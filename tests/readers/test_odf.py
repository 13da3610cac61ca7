"""LibreOffice's own files: the sheets of an .ods and the tables and lists of an .odt, and hostile ones within two seconds."""

import base64
import io
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from helpers import few_of
from mapdocs import import_file
from mapdocs.errors import Unreadable
from mapdocs.importing.api import ImportOptions
from mapdocs.importing.source import paper_of
from mapdocs.readers.detect import open_papers

KIND = "application/vnd.oasis.opendocument."
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("style", "style"), ("table", "table"), ("text", "text"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
STYLES = (
    '<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="unseen"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="red"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
)


def odf(body, kind="spreadsheet", *more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", KIND + kind)
        new.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{STYLES}</office:automatic-styles>'
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
        for name, content in more:
            new.writestr(name, content)
    return out.getvalue()


def cell(text="", attributes="", inside=""):
    kind = ' office:value-type="string"' if text and "value-type" not in attributes else ""
    said = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell{kind} {attributes}>{inside}{said}</table:table-cell>"


def day(said, shown):
    return cell(shown, f'office:value-type="date" office:date-value="{said}"')


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(one if one.startswith('<') else cell(one) for one in cells)}</table:table-row>"


def sheet(*rows, name="Plan", style="", columns=""):
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


FILLER = '<table:table-cell table:number-columns-repeated="16379"/>'
ENDLESS = f'<table:table-row table:number-rows-repeated="1048500">{FILLER}</table:table-row>'
PLAN = odf(
    sheet(
        row(cell("Shared plan", 'table:number-columns-spanned="3"'), '<table:covered-table-cell table:number-columns-repeated="2"/>'),
        row("Step", "Owner", "Due", "Status", "AE notes", FILLER),
        row("NDA signed", "Juniper: Dana Reyes", day("2026-11-24", "24.11.26"), "Done", "they rush"),
        row(
            cell("Security review", inside='<office:annotation><dc:creator>Sam Ortiz</dc:creator><dc:date>2026-11-20T10:00:00</dc:date><text:p>ask IT</text:p></office:annotation>'),
            "Juniper: Priya Raman", day("2026-12-04T00:00:00", "4. Dez"), "Open",
        ),
        row(cell("Site visit", 'table:style-name="gone"'), "Juniper: Dana Reyes", day("2026-12-07", ""), "Open"),
        row("Deal desk asked", "Fabrikam: Sam Ortiz", day("2026-12-08", ""), "Open", attributes='table:visibility="filter"'),
        row(cell("Contract <text:span text:style-name=\"gone\">draft</text:span> signed"), "Juniper: Dana Reyes", cell("", 'office:value-type="date" office:date-value="2026-12-18" table:formula="of:=[.C3]+24"'), "Open"),
        ENDLESS,
        columns='<table:table-column table:number-columns-repeated="4"/><table:table-column/>',
    )
    + sheet(row("Floor price", "40000"), name="Desk", style="unseen"),
)  # fmt: skip


def taken(folder, name, raw):
    (folder / name).write_bytes(raw)
    options = ImportOptions(buyer="Juniper", seller="Fabrikam", buyer_people=("Dana Reyes",))
    result = import_file(folder / name, folder / "out", today=date(2026, 11, 25), options=options)
    draft = result.taken[0].draft
    assert result.balance.lost == 0
    return (
        [(r.milestone, r.buyer_owner, str(r.target_date), r.status) for r in draft.rows],
        draft,
        "\n".join(result.notes),
    )


def test_a_plan_in_calc_comes_in_with_all_that_hangs_on_it(tmp_path):
    rows, draft, told = taken(tmp_path, "plan.ods", PLAN)
    assert rows == [
        ("NDA signed", "Dana Reyes", "2026-11-24", "done"),
        ("Security review", "Priya Raman", "2026-12-04", "open"),
        ("Contract signed", "Dana Reyes", "2026-12-18", "open"),
    ]
    assert draft.rows[1].remarks == ("comment on Step by Sam Ortiz: ask IT",)
    assert "struck through in Step: “draft”; done, or dropped?" in draft.rows[2].remarks
    assert any("as the file works it out, =[.C3]+24" in said for said in draft.rows[2].remarks)
    assert "struck through: “Site visit”" in told
    assert "NDA signed: AE notes: they rush" in draft.notes
    assert "Deal desk asked" in draft.notes
    assert "Floor price" in draft.notes
    assert "“Desk” was kept out of the plan, since it is hidden: 1 row" in told


def test_hidden_columns_merged_cells_and_repeats_stand_where_the_file_has_them():
    body = sheet(
        row(cell("Owner", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", "Due"),
        row(cell("Kick-off", 'table:number-rows-spanned="2"'), cell("x", 'table:number-columns-repeated="2"')),
        row("<table:covered-table-cell/>", cell("", 'office:value-type="percentage" office:value="0.5"'), cell("", 'office:value-type="boolean" office:boolean-value="true"')),
        row("Twice", attributes='table:number-rows-repeated="2"'),
        row(cell("", 'office:value-type="float" office:value="1" table:formula="of:=TRUE()"'), cell("a <text:s text:c=\"3\"/>b<text:line-break/>c"), cell('<text:a xlink:href="https://x.example/">doc</text:a>'), cell("", "", '<draw:frame><svg:desc>a map</svg:desc></draw:frame>')),
        columns='<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>',
    )  # fmt: skip
    (table,) = paper_of(odf(body), Path("p.ods")).tables
    assert table.hidden_columns == {1, 2}
    assert [(r.number, [(c.text, c.covered) for c in r.cells]) for r in table.rows] == [
        (1, [("Owner", ""), ("", "left"), ("Due", "")]),
        (2, [("Kick-off", ""), ("x", ""), ("x", "")]),
        (3, [("Kick-off", "above"), ("0.5", ""), ("true", "")]),
        (4, [("Twice", "")]),
        (5, [("Twice", "")]),
        (6, [("true", ""), ("a b\nc", ""), ("doc", ""), ("", "")]),
    ]
    assert table.rows[2].cells[1].value == Decimal("0.5")
    assert table.rows[5].cells[2].links[0].address == "https://x.example/"
    assert table.rows[5].cells[3].remarks[0].text == "a picture in the cell: a map"


def test_colours_behind_some_cells_of_a_row_are_told():
    (table,) = paper_of(odf(sheet(row("a", cell("b", 'table:style-name="red"')))), Path("p.ods")).tables
    assert table.coloured
    (table,) = paper_of(
        odf(sheet(row("a", "b"), row(*[cell("b", 'table:style-name="red"')] * 2, FILLER))), Path("p.ods")
    ).tables
    assert not table.coloured


TEXT_TABLE = sheet(
    f"<table:table-header-rows>{row('Step', 'Owner', 'Due')}</table:table-header-rows>",
    row("NDA signed", "Juniper: Dana Reyes", "24 Nov 2026"),
    row("Contract signed", "Juniper: Dana Reyes", "18 Dec 2026"),
)


def test_a_table_of_a_text_in_writer(tmp_path):
    rows, _, told = taken(tmp_path, "plan.odt", odf(f"<text:h>Plan</text:h>{TEXT_TABLE}<text:p>Bye.</text:p>", "text"))
    assert rows == [("NDA signed", "Dana Reyes", "2026-11-24", ""), ("Contract signed", "Dana Reyes", "2026-12-18", "")]
    assert "words beside the tables: Plan; Bye." in told


def test_a_list_of_a_text_in_writer(tmp_path):
    points = "".join(
        f"<text:list-item><text:p>{said}</text:p>{more}</text:list-item>"
        for said, more in (
            (
                "NDA signed (Dana, 24 Nov)",
                "<text:list><text:list-item><text:p>by post</text:p></text:list-item></text:list>",
            ),
            ("Contract signed – Dana – 18 Dec", ""),
        )
    )
    raw = odf(
        f'<text:h text:outline-level="2">Contract</text:h><text:list>{points}</text:list><text:p>Bye.</text:p>', "text"
    )
    rows, draft, told = taken(tmp_path, "plan.odt", raw)
    assert rows == [("NDA signed", "Dana", "2026-11-24", ""), ("Contract signed", "Dana", "2026-12-18", "")]
    assert draft.rows[0].remarks == ("below it: by post",)
    assert "words beside the lists: Bye.; Contract" in told


def test_a_file_with_a_password_and_what_pull_is_given_are_refused_in_plain_words():
    locked = odf("", "spreadsheet", ("META-INF/manifest.xml", "<m><encryption-data/></m>"))
    with pytest.raises(Unreadable, match="protected by a password"):
        paper_of(locked, Path("p.ods"))
    with pytest.raises(Unreadable, match="OpenDocument"):
        open_papers(PLAN, "p.ods")


def test_an_ods_attached_to_a_mail_is_read(tmp_path):
    mail = (
        'From: a@b.example\nSubject: plan\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nHi\n--x\n'
        'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="plan.ods"\nContent-Transfer-Encoding: base64\n\n'
        f"{base64.encodebytes(PLAN).decode()}\n--x--\n"
    )
    rows, _, _ = taken(tmp_path, "plan.eml", mail.encode())
    assert [name for name, *_ in rows] == ["NDA signed", "Security review", "Contract signed"]


HOSTILE = {
    "rows": sheet(row("a", attributes='table:number-rows-repeated="1048576"')),
    "cells": sheet(row(cell("a", 'table:number-columns-repeated="1048576"'), attributes='table:number-rows-repeated="19000"')),
    "spans": sheet(*[row(cell("a", 'table:number-columns-spanned="9999999" table:number-rows-spanned="9999999"'))] * 3000),
    "covered": sheet(*[row('<table:covered-table-cell table:number-columns-repeated="9999999"/>', "a")] * 900),
    "blanks": sheet(*[row(cell('<text:s text:c="9999999"/>a' * 50))] * 500),
    "deep": sheet(row(cell("<text:span>" * 200 + "a" + "</text:span>" * 200))),
    "nested": "<table:table>" * 200 + "</table:table>" * 200,
    "sheets": sheet(row("a")) * 20_000,
    "styles": "<style:style style:name='x'/>" * 200_000,
    "columns": sheet(row("a"), columns='<table:table-column table:visibility="collapse" table:number-columns-repeated="9999999"/>' * 20_000),
    "long": sheet(row("a" * 9_000_000)),
}  # fmt: skip


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", f"{KIND}spreadsheet")
        with new.open("content.xml", "w") as part:
            part.write(b"<x>")
            for _ in range(200):
                part.write(b" " * 1_000_000)
    return out.getvalue()


def entity():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", f"{KIND}spreadsheet")
        new.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>')
    return out.getvalue()


def lists():
    return odf("<text:list><text:list-item>" * 5_000 + "</text:list-item></text:list>" * 5_000, "text")


MADE = {"bomb": bomb, "entity": entity, "text": lists}
READS = r"""
import re, sys, time
from pathlib import Path
from mapdocs.errors import Unreadable
from mapdocs.importing.source import paper_of
raw = Path(sys.argv[1]).read_bytes()
began = time.process_time()
try:
    paper_of(raw, Path(sys.argv[1]))
except Unreadable:
    pass
print(time.process_time() - began, int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.parametrize("name", few_of([*HOSTILE, *MADE], 3))
def test_hostile_files_are_read_or_refused_within_two_seconds_and_300_megabytes(tmp_path, name):
    raw = MADE[name]() if name in MADE else odf(HOSTILE[name])
    file = tmp_path / f"{name}.ods"
    file.write_bytes(raw)
    done = subprocess.run([sys.executable, "-c", READS, file], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds <= 2.0
    assert megabytes <= 300
