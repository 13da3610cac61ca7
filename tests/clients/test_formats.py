"""Independent readers decide: Microsoft's validator, qpdf, mail and calendar libraries of other people."""

import re
import subprocess

import idna
from icalendar import Calendar

from clients.conftest import files


def test_office_files_pass_microsofts_validator(deals, node, measure):
    office_files = [*files(deals, "*.docx"), *files(deals, "*.xlsx")]
    results = node("ooxml", *office_files)
    errors = {
        path.name: result["errors"] for path, result in zip(office_files, results, strict=True) if not result["ok"]
    }
    measure(f"Open XML SDK validator: {len(office_files)} files, {len(errors)} with errors")
    assert errors == {}


def test_pdfs_pass_qpdf(deals, program):
    for path in files(deals, "*.pdf"):
        done = subprocess.run([program("qpdf"), "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "No syntax or stream encoding errors" in done.stdout


def test_pdf_fonts_are_embedded(deals, program):
    for path in files(deals, "*.pdf"):
        rows = subprocess.run(
            [program("pdffonts"), path], capture_output=True, text=True, check=True
        ).stdout.splitlines()[2:]
        assert rows
        for row in rows:
            assert re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+", row)[1] == "yes", row


def test_mails_are_read_by_mailparser_and_postal_mime(deals, node):
    mails = files(deals, "*.eml")
    for path, one, other in zip(mails, node("mailparser", *mails), node("postal", *mails), strict=True):
        assert one["unsent"] == "1"
        assert one["from"] is None
        assert one["id"] is None
        assert one["subject"] == other["subject"]
        assert len(one["subject"]) <= 60
        domains = [m["to"][0]["address"].split("@")[1] for m in (one, other)]
        assert idna.encode(domains[0]) == idna.encode(domains[1])  # one shows müller, the other xn--mller
        assert one["text"].strip() == other["text"].replace("\r\n", "\n").strip()
        text = (path.parent / path.name.replace(".eml", ".txt")).read_text("utf-8")
        assert one["text"].strip() in text
        names = [a["name"] for a in one["attachments"]]
        assert names == [a["name"] for a in other["attachments"]]
        assert names[0].endswith("-review.ics")


def test_calendars_are_read_by_icalendar_and_ical_js(deals, node):
    calendars = files(deals, "*.ics")
    for path, events in zip(calendars, node("ical", *calendars), strict=True):
        ours = Calendar.from_ical(path.read_bytes())
        assert not ours.errors
        found = ours.walk("VEVENT")
        assert not [e.errors for e in found if e.errors]
        assert [str(e["SUMMARY"]) for e in found] == [e["summary"] for e in events]
        for one, other in zip(found, events, strict=True):
            stamp = one["DTSTART"].dt
            shown = stamp.strftime("%Y-%m-%d") if other["allDay"] else stamp.strftime("%Y-%m-%dT%H:%M:%SZ")
            assert shown == other["start"]


def test_word_documents_are_read_by_pandoc_and_mammoth(deals, program, node):
    documents = files(deals, "*-map.docx")
    for path, read in zip(documents, node("mammoth", *documents), strict=True):
        plain = subprocess.run(
            [program("pandoc"), path, "-t", "plain", "--wrap=none"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        plain, html = (re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", t)) for t in (plain, read["html"]))
        assert "Buyer Owner" in plain
        assert "Buyer Owner" in html
        mail = (path.parent / path.name.replace(".docx", ".txt")).read_text("utf-8")
        for owner in re.findall(r"Who: +(.+?), with", mail):
            assert owner in plain
            assert owner in html


def test_libreoffice_opens_every_office_file(deals, office, tmp_path):
    for pattern in (
        "rows-40/buyer/*.docx",
        "rows-40/buyer/*.xlsx",
        "northwind*/internal/*.xlsx",
        "corner*/buyer/*.docx",
    ):
        path = next(deals[0].parent.glob(pattern))
        assert office(path, "pdf", tmp_path / pattern.replace("/", "_").replace("*", "")).stat().st_size > 5000


def test_the_email_uses_only_what_mail_programs_know(deals, node, measure, tmp_path):
    mail = next(deals[0].parent.glob("rows-40/buyer/*.eml"))
    html = tmp_path / "mail.html"
    html.write_text(part(message_of(mail.read_bytes()), "text/html"), encoding="utf-8")
    found = node("caniemail", html)[0]
    errors = {title: [i["title"] for i in issues] for title, issues in dict(found["issues"]["errors"]).items()}
    warned = {i["title"] for _, issues in dict(found["issues"]["warnings"]).items() for i in issues}
    measure(f"caniemail: features not supported {errors or 'none'}, partly supported {sorted(warned) or 'none'}")
    assert not errors
