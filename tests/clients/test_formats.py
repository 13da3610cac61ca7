"""Independent readers decide: Microsoft's validator, qpdf, mail and calendar libraries of other people."""

import os
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import idna
import pypdf
import pytest
from icalendar import Calendar

from clients.conftest import files
from helpers import made, message_of, part, plan_values

HERE = Path(__file__).parent


def test_office_files_pass_microsofts_validator(deals, node, measure):
    office_files = [*files(deals, "*.docx"), *files(deals, "*.xlsx")]
    results = node("ooxml", *office_files)
    errors = {
        path.name: result["errors"] for path, result in zip(office_files, results, strict=True) if not result["ok"]
    }
    measure(f"Open XML SDK validator: {len(office_files)} files, {len(errors)} with errors")
    assert errors == {}


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"])
def test_slides_pass_microsofts_validator(locale, node, tmp_path):
    path = tmp_path / "map.pptx"
    path.write_bytes(made(plan_values(), only=("pptx",), locale=locale)["map.pptx"])
    assert node("ooxml", path)[0]["errors"] == []


@pytest.mark.parametrize("font", ["IBM Plex Sans", "Carlito"])
def test_six_rows_of_word_stand_on_one_page(deals, program, tmp_path, font):
    """The sample with its memo, on a machine that has our font, and on one that shows Calibri (Carlito is as wide)."""
    (path,) = [p for p in files(deals, "*.docx") if p.name.startswith("northwind")]
    fonts = tmp_path / "data/fonts"
    fonts.mkdir(parents=True)
    for own in (HERE.parents[1] / "templates/fonts").glob("*.ttf"):
        shutil.copy(own, fonts)
    given = tmp_path / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(given, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace(b"IBM Plex Sans", font.encode()) if name.endswith(".xml") else content
            )
    done = subprocess.run(
        [program("soffice"), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, given],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    reader = pypdf.PdfReader(tmp_path / f"{path.stem}.pdf")
    shown = [used.get_object()["/BaseFont"] for used in reader.pages[0]["/Resources"]["/Font"].values()]
    assert any(font.replace(" ", "") in name for name in shown), (shown, done.stderr)
    assert len(reader.pages) == 1
    assert "What did we get wrong?" in reader.pages[0].extract_text()


def test_marks_stay_whole_in_word(deals, office, program, tmp_path):
    """M40 on one line: it is what an edited row is known by, and what people say on the phone."""
    (path,) = [p for p in files(deals, "*.docx") if p.name.startswith("rows-40")]
    command = [program("pdftotext"), "-layout", office(path, "pdf", tmp_path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for number in range(10, 41):
        assert re.search(rf"^\s*[A-Z]{number}\b", text, re.MULTILINE), number


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
        assert "Target Date" in plain
        assert "Target Date" in html
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
    # Two names degrade to something sound. Where <body> is taken away nothing is lost, since it carries no style; and
    # "height" is the reader's own mistake: it takes line-height for it.
    assert not re.search(r"(?<!line-)height\s*[:=]", html.read_text("utf-8"))
    assert "<body>" in html.read_text("utf-8")
    unknown = {k: v for k, v in found["errors"].items() if k not in ("<body> element", "height property")}
    measure(f"caniemail: unsupported {unknown or 'none'}; supported in part: {', '.join(sorted(found['warnings']))}")
    assert not unknown


def test_axe_copy_button_and_widths(deals, browse, measure):
    folder = next(deals[0].parent.glob("northwind*/buyer"))
    page = next(folder.glob("*-map.html"))
    raw = next(folder.glob("*.eml")).read_bytes()
    mail = folder.parent / "mail.html"
    html = part(message_of(raw), "text/html")
    mail.write_text(html, encoding="utf-8")
    outcome = browse("page.mjs", page, mail, folder.parent)
    assert outcome["axe"] == [[], []]
    assert outcome["requests"] == []
    assert max(outcome["overflow"]) <= 0
    assert outcome["said"].startswith("Copied")

    def visible(markup):
        return re.sub(
            r"\s+",
            " ",
            re.sub(r"<[^>]+>", " ", re.sub(r"<!--.*?-->|<(title|head).*?</\1>", " ", markup, flags=re.DOTALL)),
        ).strip()

    pasted = outcome["clipboard"]
    assert visible(pasted["html"]) == visible(html)
    assert re.findall(r"<(?:table|tr|td|a|b)\b", pasted["html"]) == re.findall(r"<(?:table|tr|td|a|b)\b", html)
    assert pasted["text"].replace("\r\n", "\n").strip() == part(message_of(raw), "text/plain").strip()
    measure(
        "axe-core: no violation on the copy page and the email; Copy puts the message's HTML and text on the clipboard"
    )


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        ("America/New_York", "15:00"),
        ("Europe/Berlin", "15:00"),
        ("Asia/Kolkata", "15:00"),
        ("Australia/Sydney", "15:00"),
    ],
)
@pytest.mark.parametrize("day", ["2026-12-02", "2027-07-07"])
def test_khal_and_ical_js_see_the_same_hour(zone, local, day, node, program, tmp_path):
    values = plan_values()
    values["review"] = {"at": f"{day} {local}", "timezone": zone, "edits_by": "2026-11-30"}
    path = tmp_path / "review.ics"
    path.write_bytes(made(values, only=("ics",))["review.ics"])
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path / 'c'}\n[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    (tmp_path / "c").mkdir()
    env = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    shown = subprocess.run(
        [program("khal"), "-c", config, "printics", path, "--format", "{start} {title}"],
        capture_output=True, text=True, env=env, check=False,
    )  # fmt: skip
    assert f"{day} {local}" in shown.stdout, shown.stdout + shown.stderr
    start = node("ical", path)[0][0]["start"]
    utc = datetime.fromisoformat(f"{day}T{local}").replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
    assert start == utc.strftime("%Y-%m-%dT%H:%M:%SZ")
