"""A returned file is a stranger's file: refused or read, within two seconds and 300 MB, and nothing is fetched."""

import io
import json
import os
import socket
import subprocess
import sys
import threading
import zipfile
from functools import cache

import pytest

from helpers import ROOT
from returning import Excel, Word, deal_of

SECONDS, MEGABYTES = 2.0, 300
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def rezipped(raw, change=None, add=()):
    """The zip with parts changed by ``change(name, bytes)`` and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(name, content) if change else content)
        for name, content in add:
            new.writestr(name, content)
    return out.getvalue()


def part(name, content):
    return lambda n, c: content(c) if n == name else c


def sheet_rows(count, columns=1):
    cells = b"".join(b'<c t="inlineStr"><is><t>x</t></is></c>' for _ in range(columns))
    return (
        b'<worksheet xmlns="'
        + SHEET.encode()
        + b'"><sheetData>'
        + (b"<row>" + cells + b"</row>") * count
        + b"</sheetData></worksheet>"
    )


def bomb(raw, name, size):
    """A part that unpacks to ``size`` bytes of white space after its own text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
                continue
            with new.open(member, "w") as part:
                part.write(old.read(member))
                for _ in range(size // 1_000_000):
                    part.write(b" " * 1_000_000)
    return out.getvalue()


LOL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
) + b"]><w:document xmlns:w='" + WORD.encode() + b"'><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"  # fmt: skip


def pdf_loop():
    objects = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    objects += b"3 0 obj<</T(a)/FT/Tx/Kids[3 0 R 3 0 R]/Parent 3 0 R>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
    return objects


def encrypted_zip(raw):
    data = bytearray(raw)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


@cache
def sound(kind):
    return deal_of().file(kind)


def cases():
    """(name, what makes the file, what is to be said of it)."""
    main, plan = "word/document.xml", "xl/worksheets/sheet1.xml"
    ext = b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:PORT/x.dotm" TargetMode="External"/></Relationships>'
    yield "zip bomb, 200 MB in a Word part", lambda: bomb(sound("docx"), main, 200_000_000), "refused"
    yield "zip bomb, 200 MB in a sheet", lambda: bomb(sound("xlsx"), plan, 200_000_000), "refused"
    yield "zip bomb, 2 GB in a Word part", lambda: bomb(sound("docx"), main, 2_000_000_000), "refused"
    yield "zip bomb, 2 GB in a sheet", lambda: bomb(sound("xlsx"), plan, 2_000_000_000), "refused"
    yield (
        "zip bomb in a part nobody needs",
        lambda: rezipped(sound("docx"), add=[("word/media/x.bin", b"\0" * 50_000_000)]),
        "read",
    )
    yield (
        "a million parts' names",
        lambda: rezipped(sound("docx"), add=[(f"x/{n}", b"") for n in range(6_000)]),
        "refused",
    )
    yield "XML entities, a billion laughs", lambda: rezipped(sound("docx"), part(main, lambda c: LOL)), "refused"
    yield (
        "XML entities in a sheet",
        lambda: rezipped(
            sound("xlsx"),
            part(
                plan,
                lambda c: c.replace(
                    b"<worksheet", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet', 1
                ),
            ),
        ),
        "refused",
    )
    yield (
        "XML entities in the shared strings",
        lambda: rezipped(
            sound("xlsx"),
            part(
                "xl/sharedStrings.xml",
                lambda c: c.replace(b"<sst", b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:PORT/e">]><sst', 1),
            ),
        ),
        "refused",
    )
    yield (
        "external relationships, Word",
        lambda: rezipped(
            sound("docx"), part("word/_rels/document.xml.rels", lambda c: c.replace(b"</Relationships>", ext))
        ),
        "read",
    )
    yield (
        "external relationships, Excel",
        lambda: rezipped(
            sound("xlsx"), part("xl/_rels/workbook.xml.rels", lambda c: c.replace(b"</Relationships>", ext))
        ),
        "read",
    )
    yield (
        "macros",
        lambda: rezipped(sound("xlsx"), add=[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"x" * 1000)]),
        "read",
    )
    yield (
        "embedded objects",
        lambda: rezipped(sound("docx"), add=[("word/embeddings/oleObject1.bin", b"MZ" + b"x" * 1000)]),
        "read",
    )
    yield "ten million rows", lambda: rezipped(sound("xlsx"), part(plan, lambda c: sheet_rows(1_400_000))), "refused"
    yield "a million rows", lambda: rezipped(sound("xlsx"), part(plan, lambda c: sheet_rows(1_000_000))), "refused"
    yield (
        "a table of 16,384 columns",
        lambda: rezipped(sound("xlsx"), part(plan, lambda c: sheet_rows(40, 16_384))),
        "refused",
    )
    yield (
        "a Word table of 16,384 columns",
        lambda: rezipped(
            sound("docx"),
            part(
                main,
                lambda c: c.replace(b"<w:tbl>", b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * 16_384 + b"</w:tr>", 1),
            ),
        ),
        "read",
    )
    yield (
        "a Word span of a billion columns",
        lambda: rezipped(
            sound("docx"),
            part(main, lambda c: c.replace(b'<w:gridSpan w:val="7"/>', b'<w:gridSpan w:val="999999999"/>')),
        ),
        "read",
    )
    yield (
        "75,000 Word paragraphs",
        lambda: rezipped(
            sound("docx"),
            part(
                main, lambda c: c.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 75_000, 1)
            ),
        ),
        "read",
    )
    yield (
        "800,000 empty Word paragraphs",
        lambda: rezipped(
            sound("docx"), part(main, lambda c: c.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 800_000, 1))
        ),
        "refused",
    )
    yield (
        "XML nested 100,000 deep",
        lambda: rezipped(
            sound("docx"), part(main, lambda c: c.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 100_000, 1))
        ),
        "refused",
    )
    yield (
        "tables nested 200 deep",
        lambda: rezipped(
            sound("docx"),
            part(
                main,
                lambda c: c.replace(
                    b"<w:body>",
                    b"<w:body>" + b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 60,
                    1,
                ),
            ),
        ),
        "read",
    )
    yield (
        "a mail whose parts lie in one another",
        lambda: (
            b"From: a@b.example\nMIME-Version: 1.0\n"
            + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(900))
        ),
        "refused",
    )
    yield (
        "200,000 shared strings",
        lambda: rezipped(
            sound("xlsx"),
            part(
                "xl/sharedStrings.xml",
                lambda c: b'<sst xmlns="' + SHEET.encode() + b'">' + b"<si><t>a</t></si>" * 210_000 + b"</sst>",
            ),
        ),
        "refused",
    )
    yield (
        "a million merged areas",
        lambda: rezipped(
            sound("xlsx"),
            part(
                plan,
                lambda c: c.replace(
                    b"</sheetData>",
                    b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:ZZ1048576"/>' * 1_000_000 + b"</mergeCells>",
                    1,
                ),
            ),
        ),
        "refused",
    )
    yield "formulas in every cell", lambda: formulas(deal_of()), "read"
    yield "a truncated Word file", lambda: sound("docx")[: len(sound("docx")) // 2], "refused"
    yield "a truncated Excel file", lambda: sound("xlsx")[:-300], "refused"
    yield (
        "a Word file with one byte changed",
        lambda: sound("docx")[:3000] + bytes([sound("docx")[3000] ^ 255]) + sound("docx")[3001:],
        "either",
    )
    yield (
        "the wrong file, a picture",
        lambda: (
            (ROOT / "docs/pictures/email.png").read_bytes()
            if (ROOT / "docs/pictures/email.png").exists()
            else b"\x89PNG\r\n\x1a\n" + b"x" * 500
        ),
        "refused",
    )
    yield "the wrong file, a zip of texts", rezipped_text, "refused"
    yield "the wrong Word document", other_document, "refused"
    yield "another deal's file", lambda: deal_of(name="Another deal").file("xlsx"), "refused"
    yield "protected by a password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "refused"
    yield "a zip protected by a password", lambda: encrypted_zip(sound("docx")), "refused"
    yield "an empty file", lambda: b"", "refused"
    yield "a PDF that is not a form", lambda: b"%PDF-1.7\n%%EOF", "refused"
    yield "a PDF whose pages and fields hang on themselves", pdf_loop, "refused"
    yield (
        "a mail of 20 MB",
        lambda: b"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n" + b"<table><tr><td>" * 1_200_000,
        "refused",
    )
    yield (
        "a mail with 100,000 parts",
        lambda: (
            b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
            + b"--x\n\na\n" * 100_000
        ),
        "refused",
    )


def formulas(deal):
    file = Excel(deal.file("xlsx"))
    for number in range(1, 7):
        for name in ("buyer_owner", "target_date", "exit_criteria", "note"):
            file.set(number, name, '=IMPORTXML("http://127.0.0.1:PORT/f","//x")')
    return file.save()


def rezipped_text():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("notes.txt", "hello")
    return out.getvalue()


def other_document():
    import docx

    document = docx.Document()
    document.add_paragraph("Minutes of the meeting")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Name"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# Each file is read in a process of its own, so that time and memory are this file's and no other's: a copy of one that has
# loaded the libraries and read a file.
READER = """
import json, os, signal, sys
sys.path[:0] = json.loads(sys.argv[1])
limit = float(sys.argv[2])
from pathlib import Path
from pace import Pace
from returning import deal_of
deal = deal_of()
deal.pull(deal_of(3).file("docx"))  # libraries are loaded before the clock starts
def read(raw):
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    with Pace() as pace:  # a busy machine is no slow reader
        pulled = deal.pull(raw)
    peak = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) // 1024
    print(json.dumps({"seconds": pace.computed, "in time": pace.within(limit), "peak": peak,
        "refused": pulled.files[0].refused, "kept": pulled.text == deal.text,
        "notes": list(pulled.files[0].changes.notes) if pulled.files[0].changes else []}), flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        read(Path(line.rstrip("\\n")).read_bytes())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        print(json.dumps({"ended": os.waitstatus_to_exitcode(status)}), flush=True)
"""


@pytest.fixture(scope="module")
def reader():
    """Reads a file as `pull` does: its time, its memory, what was said."""
    paths = [str(ROOT / "tests"), str(ROOT / "src")]
    with subprocess.Popen(
        [sys.executable, "-c", READER, json.dumps(paths), str(SECONDS)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONHASHSEED": "0"},
    ) as process:  # fmt: skip

        def read(path):
            process.stdin.write(f"{path}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield read
        process.stdin.close()


@pytest.fixture(scope="module")
def listener():
    """A server that must hear nothing."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    heard, running = [], True

    def listen():
        while running:
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            heard.append(connection.getpeername())
            connection.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.getsockname()[1], heard
    running = False
    server.close()


CASES = {name: (make, wanted) for name, make, wanted in cases()}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.long if "2 GB" in n or at % 3 else ()) for at, n in enumerate(CASES)]
)
def test_a_strangers_file(name, tmp_path, measure, listener, reader):
    port, heard = listener
    make, wanted = CASES[name]
    (tmp_path / "file").write_bytes(make().replace(b":PORT/", b":%d/" % port))
    outcome = reader(tmp_path / "file")
    assert "ended" not in outcome, outcome
    said = outcome["refused"][0] if outcome["refused"] else "read, " + ("; ".join(outcome["notes"]) or "no remark")
    peak = outcome["peak"]
    measure(f"hostile file: {name}: {outcome['seconds']:.2f} s, {peak} MB, {said}")
    assert outcome["kept"]
    if wanted != "either":
        assert bool(outcome["refused"]) == (wanted == "refused"), outcome
    if outcome["refused"]:
        assert outcome["refused"][1], "every refusal says what to do"
    assert outcome["in time"], outcome
    assert peak <= MEGABYTES
    assert not heard


def test_a_word_file_of_another_kind_of_zip_is_named():
    deal = deal_of()
    file = Word(deal.file("docx"))
    odt = io.BytesIO()
    with zipfile.ZipFile(odt, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        new.writestr("content.xml", "<x/>")
    refused = deal.pull(odt.getvalue()).files[0].refused
    assert "OpenDocument" in refused[0]
    assert ".docx" in refused[1]
    assert deal.pull(file.save()).files[0].refused is None
