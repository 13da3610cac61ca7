"""Replies by mail, and filled worksheets: the plan's other ways back."""

import io
import re
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from pypdf import PdfReader, PdfWriter

from helpers import message_of, part
from mapdocs.schema.loader import load
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit
from mapdocs.training.blanks import sheet_for, traced
from mapdocs.training.worksheet import PrintOptions, worksheet
from returning import Word, deal_of, found

LEGAL = "Legal / redlines"


def reply(html: str = "", plain: str = "", files: dict[str, bytes] | None = None) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Dana Reyes <dana.reyes@northwind.example>"
    message["To"] = "sam.ortiz@fabrikam.example"
    message["Subject"] = "Re: dates"
    message.set_content(plain or "see below")
    if html:
        message.add_alternative(html, subtype="html")
    for name, raw in (files or {}).items():
        message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def sent_html(deal) -> str:
    return part(message_of(deal.file("eml")), "text/html")


def sent_plain(deal) -> str:
    return part(message_of(deal.file("eml")), "text/plain")


def outlook(html: str) -> str:
    """Quoted as Outlook does: paragraphs for line breaks, classes, a rule above."""
    html = re.sub(r"<br>", "</p><p class=MsoNormal>", html)
    return f"<html><body><p>Two corrections below.</p><div style='border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Sam</p></div>{html}</body></html>"


def gmail(html: str) -> str:
    body = html.split("<body>")[1].split("</body>")[0]
    return f'<div dir="ltr">Two corrections below.</div><br><div class="gmail_quote"><div>On Mon, Nov 23, 2026 Sam Ortiz wrote:<br></div><blockquote class="gmail_quote">{body}</blockquote></div>'


@pytest.mark.parametrize("client", [outlook, gmail])
def test_a_quoted_table_that_was_edited(client):
    deal = deal_of()
    html = sent_html(deal)
    assert found(deal.pull(reply(client(html)))) == []
    old = deal.spec.milestones[3]
    day = f"{old.target_date.day} {old.target_date:%b %Y}".replace(" ", "\u00a0")
    assert day in html
    cut = html.index("Legal / redlines")
    html = html[:cut] + html[cut:].replace(day, "18 Dec 2026", 1).replace("Lena Brandt", "Nora Vance", 1)
    assert sorted(found(deal.pull(reply(client(html))))) == [
        ("sure", LEGAL, "buyer_owner", "Nora Vance"),
        ("sure", LEGAL, "target_date", "2026-12-18"),
    ]


def test_a_plain_text_reply_with_marks_of_quoting():
    deal = deal_of()
    quoted = "\n".join(f"> {line}" for line in sent_plain(deal).splitlines())
    assert found(deal.pull(reply(plain=f"Fine but for legal.\n\nOn Mon, 23 Nov 2026 Sam Ortiz wrote:\n{quoted}"))) == []
    cut = quoted.index("4. Legal")
    edited = quoted[:cut] + re.sub(r"Target Date: +.*", "Target Date:   18 Dec 2026", quoted[cut:], count=1)
    pulled = deal.pull(reply(plain=f"Fine but for legal.\n\nOn Mon, 23 Nov 2026 Sam Ortiz wrote:\n{edited}"))
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]
    remark = pulled.files[0].changes.remarks[0]
    assert remark.text.startswith("Fine but for legal.")
    assert "Dana Reyes" in remark.author


def test_a_short_plan_has_no_table_and_still_comes_back():
    deal = deal_of(3, acv=9600)
    quoted = sent_plain(deal)
    cut = quoted.index("2. ")
    edited = quoted[:cut] + re.sub(r"Who: +.*", "Who: Nora Vance, with Sam Ortiz", quoted[cut:], count=1)
    assert [f[2:] for f in found(deal.pull(reply(plain=edited)))] == [("buyer_owner", "Nora Vance")]


def test_an_attached_document_is_read_and_a_broken_one_named():
    deal = deal_of()
    file = Word(deal.file("docx"))
    file.set(4, "target_date", "18 Dec 2026")
    pulled = deal.pull(reply(plain="Attached.", files={"plan (1).docx": file.save()}))
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]
    pulled = deal.pull(reply(plain="Attached.", files={"plan.docx": b"PK\x03\x04 no"}))
    assert pulled.files[0].refused


def test_a_filled_worksheet(tmp_path):
    (tmp_path / "deal.yaml").write_text(deal_of().text)
    spec = load(tmp_path / "deal.yaml")
    deal = type(deal_of())(spec.source.text)
    sheet = traced(sheet_for(spec), spec).sheet
    raw = worksheet((sheet,), Kit(TemplateFolder()), options=PrintOptions(fillable=True))
    assert found(deal.pull(raw)) == []
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(raw)))
    for page in writer.pages:
        writer.update_page_form_field_values(
            page, {"s1_f4_date": "18 Dec 2026", "s1_f2_buyer": "Nora Vance", "s1_f3_status": "done"}
        )
    out = io.BytesIO()
    writer.write(out)
    assert sorted(found(deal.pull(out.getvalue()))) == [
        ("sure", "Business case / ROI", "buyer_owner", "Nora Vance"),
        ("sure", LEGAL, "target_date", "2026-12-18"),
        ("sure", "Security / technical review", "status", "done"),
    ]
