"""Mails written to hurt their reader: every header long in every way, every charset, parts by the hundred.

Each is read, or refused with what to do instead, within two seconds of computing.
"""

import base64
import io
import zipfile

import pytest

from helpers import few_of, some_of
from mapdocs.errors import Unreadable
from mapdocs.readers.detect import MAX_UNPACKED, open_papers
from mapdocs.readers.mail import MAX_HEADERS, MAX_TEXT
from mapdocs.readers.package import unpacked_size
from pace import Pace
from returning import deal_of

SECONDS = 2.0
MANY = 100_000
HEADERS = (
    "From", "To", "Subject", "Date", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "X-Mailer",
    "Message-ID", "References", "Content-ID",
)  # fmt: skip
VALUES = {
    "brackets": b"(" * MANY,
    "quotes": b'"' * MANY,
    "encoded words": b"=?utf-8?q?=41?= " * 20_000,
    "encoded words, open": b"=?utf-8?b?" * 20_000,
    "semicolons": b";" * MANY,
    "numbered parameters": b"text/plain" + b"".join(b"; a*%d=x" % n for n in range(30_000)),
    "quoted parameters": b"text/plain" + b"".join(b'; a%d="x\\"' % n for n in range(30_000)),
    "addresses": b"a@b.example, " * 30_000,
    "angles": b"<" * MANY,
    "folded lines": b"x" + b"\r\n x" * 50_000,
    "backslashes": b"\\" * MANY,
    "colons": b"a:" * MANY,
    "digits": b"9" * MANY,
    "zero bytes": b"\0" * MANY,
    "no ASCII": b"\xff" * MANY,
    "a charset without end": b"text/plain; charset=" + b"a" * MANY,
    "a boundary without end": b"multipart/mixed; boundary=" + b"a" * MANY,
}
CHARSETS = (
    "punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "zlib", "hex", "base64", "rot13",
    "mbcs", "oem", "utf-16", "x\0y", "../../x", "ä", "a" * 500, "iso-2022-jp", "gb18030", "none-such",
)  # fmt: skip


def within(raw):
    """What becomes of the mail: papers, or the refusal."""
    papers, refused = [], None
    with Pace() as pace:
        try:
            papers = open_papers(raw, "reply.eml")
        except Unreadable as problem:
            refused = problem
    assert pace.within(SECONDS), pace.computed
    assert refused is None or refused.hint
    return papers, refused and refused.message


@pytest.mark.parametrize("header", some_of(HEADERS, "From", "Content-Type", "Message-ID"))
def test_a_header_of_any_length(header):
    for value in VALUES.values():
        raw = header.encode() + b": " + value + b"\r\nSubject: Re: plan\r\n\r\nFine with us.\r\n> what we sent\r\n"
        papers, refused = within(raw)
        assert refused or any("what we sent" in line for line in papers[0].paper.texts)


@pytest.mark.parametrize("charset", few_of(CHARSETS, 3), ids=ascii)
def test_any_charset(charset):
    named = charset.encode()
    for kind, text in (("plain", b"-9" * 60_000), ("html", b"<p>xn--" * 15_000)):
        within(
            b"From: a@b.example\r\nContent-Type: text/" + kind.encode() + b'; charset="' + named + b'"\r\n\r\n' + text
        )
    papers, _ = within(
        b"From: =?" + named + b"?q?Dana-9?= <a@b.example>\r\n\r\nYes.\r\n\r\nOn Monday you wrote:\r\n> x\r\n"
    )
    assert papers


def parts_of(parts):
    inner = b"".join(b"--X\r\n" + part + b"\r\n" for part in parts)
    return b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n" + inner + b"--X--\r\n"


def attached(raw, name):
    head = b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=" + name.encode()
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(raw)


def long_document(raw, paragraphs):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            more = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * paragraphs + b"<w:sectPr"
            new.writestr(
                name, old.read(name).replace(b"<w:sectPr", more, 1) if name == "word/document.xml" else old.read(name)
            )
    return out.getvalue()


@pytest.mark.long
def test_as_many_pages_as_a_mail_can_hold():
    page = b"Content-Type: text/html\r\n\r\n<table>" + b"<tr><td>x<td>y</tr>" * 3_000 + b"</table>"
    assert within(parts_of([page] * 150))[1] == "the mail's tables have more than 5,000 rows"
    assert within(parts_of([b"Content-Type: text/html\r\n\r\n" + b"<p>x " * 60_000] * 20))[1]
    papers, _ = within(parts_of([b"Content-Type: text/html\r\n\r\n<table><tr><td>%d</table>" % n for n in range(3)]))
    assert [table.rows[0].cells[0].text for table in papers[0].paper.tables] == ["0", "1", "2"]


def test_documents_are_read_within_limits_for_all_of_them_together():
    document = deal_of().file("docx")
    assert (
        within(parts_of([attached(document, f"{n}.docx") for n in range(60)]))[1]
        == "the mail has 60 documents attached"
    )
    papers, _ = within(parts_of([attached(document, f"{n}.docx") for n in range(3)]))
    assert len(papers) == 4
    long = long_document(document, 25_000)
    papers, _ = within(parts_of([attached(long, f"{n}.docx") for n in range(10)]))
    assert len(papers[0].paper.notes) >= 5
    assert "more than a plan has; give it by itself" in papers[0].paper.notes[0]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(b"<tr><td>x<td>y</tr>\n" + b"<p>x " * 20, marks=pytest.mark.long),
        b"<tr><td>Legal<td>Lena Brandt<td>Sam Ortiz<td>2026-12-09<td>x</tr>\n",
        pytest.param(b"<a href=https://a.example>x</a>", marks=pytest.mark.long),
    ],
    ids=["rows", "rows of a plan", "links"],
)
@pytest.mark.parametrize("length", some_of([0.2, 0.99], 0.99))
def test_everything_just_within_its_own_limit_at_once(page, length):
    """Pulled, and not only opened: headers, a page, documents and a PDF together have no more time than one file."""
    deal = deal_of()
    document = deal.file("docx")
    long = long_document(document, 6_000)
    texts = page * (int(MAX_TEXT * length) // len(page))
    parts = [b"Content-Type: text/html\r\n\r\n<table>" + texts[: 4_900 * len(page)] + b"</table>"]
    parts += [attached(long, f"{n}.docx") for n in range(MAX_UNPACKED // unpacked_size(long))]
    parts += [attached(b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 20_000, "form.pdf")]
    heads = b"".join(b"To: " + VALUES["encoded words"][:1_900] + b"\r\n" for _ in range(MAX_HEADERS - 60))
    mail = b"From: a@b.example\r\n" + heads + parts_of(parts).split(b"\r\n", 1)[1]
    deal.pull(document)  # libraries are loaded before the clock starts
    with Pace() as pace:
        pulled = deal.pull(mail)
    assert pace.within(SECONDS), pace.computed
    assert pulled.files[0].refused is None
    assert any("more than a plan has" in note for one in pulled.files if one.changes for note in one.changes.notes)


def nested(kind, depth):
    raw = b"Subject: x\r\n\r\nhello"
    for number in range(depth):
        mark = b"B%d" % number
        if kind == "multipart":
            raw = (
                b"Content-Type: multipart/mixed; boundary="
                + mark
                + b"\r\n\r\n--"
                + mark
                + b"\r\n"
                + raw
                + b"\r\n--"
                + mark
                + b"--\r\n"
            )
        else:
            raw = b"Content-Type: message/rfc822\r\n\r\n" + raw
    return b"From: a@b.example\r\n" + raw


@pytest.mark.parametrize("raw", [
    nested("multipart", 450), nested("rfc822", 2_000),
    b"From: a\r\n" + b"X: y\r\n" * MANY + b"\r\nhello",
    b"From: a\r\n" + b"x" * 10_000_000,
    b"From: a\r\nContent-Type: message/delivery-status\r\n\r\n" + b"A: b\r\n\r\n" * 50_000,
    b"From: a\r\n\r\n" + b">" * 900_000,
    b"From: a\r\n\r\n" + b"> x | y\r\n" * 90_000,
    b"From: a\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=\r\n" * 1_000_000,
    b"From: a\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n" + b"M" * 1_000_000,
    b"From: a\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"!a" * 1_000_000,
], ids=["parts in parts", "mails in mails", "headers", "one line", "delivery", "signs", "quoted", "qp", "uu", "base64"])  # fmt: skip
def test_shapes_of_whole_mails(raw):
    within(raw)


def test_what_an_honest_mail_says_is_all_read():
    raw = (
        "From: =?utf-8?b?TMOpYSBEdWJvaXM=?= <lea@northwind.example>\r\nSubject: =?iso-8859-1?q?R=E9ponse?=\r\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n"
        "--X\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "C'est not\xe9.\r\n\r\n> le plan\r\n--X\r\n"
        "Content-Type: application/octet-stream\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''pl%C3%A4;\r\n"
        " filename*1=ne.pdf\r\n\r\n%PDF-1.7\r\n--X--\r\n"
    ).encode("latin-1")
    papers, _ = within(raw)
    paper = papers[0].paper
    assert paper.day.isoformat() == "2026-11-24"
    assert "C'est noté." in paper.texts
    assert paper.notes[0].startswith("the attachment pläne.pdf was not read: ")
