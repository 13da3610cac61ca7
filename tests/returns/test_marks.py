"""One mark a row: the same in every format, kept when rows come in between, and no trouble to files that were sent before."""

import io
import re
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from pypdf import PdfReader

import mapdocs
from helpers import TODAY, docx_tables, dump, made, message_of, part, plan_values
from mapdocs.plan.builder import buyer_plan
from returning import Deal, found


def reply(html: str = "", plain: str = "") -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Dana Reyes <dana.reyes@northwind.example>"
    message["Subject"] = "Re: dates"
    message.set_content(plain or "see below")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def sent(deal: Deal, kind: str) -> str:
    return part(message_of(deal.file("eml")), f"text/{kind}")


def marks_in(text):
    return list(dict.fromkeys(re.findall(r"\b[ABSLPKM]\d{1,2}\b", text)))


def test_every_format_says_the_same_mark():
    files = made(plan_values(7), only=("email", "docx", "pdf", "xlsx", "ics"))
    wanted = ["A1", "B2", "S3", "L4", "P5", "K6", "M7"]
    assert [row[0] for row in docx_tables(files["map.docx"])[1][1:8]] == wanted
    message = message_of(files["map.eml"])
    assert marks_in(part(message, "text/plain")) == wanted
    assert marks_in(part(message, "text/html")) == wanted
    pdf = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files["map.pdf"])).pages)
    assert marks_in(pdf) == wanted
    assert marks_in(files["milestones.ics"].decode()) == wanted


def test_a_row_in_between_takes_the_next_number_and_the_others_keep_theirs(tmp_path: Path):
    values = plan_values(6)
    path = tmp_path / "deal.yaml"
    path.write_text(dump(values), "utf-8")
    options = mapdocs.BuildOptions(only=("email",))
    mapdocs.build(mapdocs.load(path), out=tmp_path / "out", today=TODAY, options=options)
    new = {**values["milestones"][2], "milestone": "Data processing agreement", "kind": "legal", "id": "dpa"}
    values["milestones"].insert(3, new)
    path.write_text(dump(values), "utf-8")
    for _ in range(2):  # again, and it stays so
        built = mapdocs.build(mapdocs.load(path), out=tmp_path / "out", today=TODAY, options=options)
        text = (tmp_path / "out/test-deal/buyer/test-deal-map.txt").read_text("utf-8")
        assert built.edited == ()
        assert marks_in(text) == ["A1", "B2", "S3", "L7", "L4", "P5", "K6"]
    pulled = mapdocs.pull(mapdocs.load(path), [tmp_path / "out/test-deal/buyer/test-deal-map.eml"], today=TODAY)
    assert pulled.files[0].refused is None
    assert not pulled.changed


def test_marks_of_another_kind_of_plan_are_not_taken_over():
    deal = Deal(dump(plan_values(6)))
    plan = buyer_plan(deal.spec, today=TODAY, marks={"decide": "P1"})
    assert [row.mark for row in plan.rows] == ["A1", "B2", "S3", "L4", "P5", "K6"]


@pytest.mark.parametrize("part_of", ["html", "plain"])
def test_a_mail_of_before_with_numbers_or_none_comes_back(part_of):
    """The text numbered its steps 1 to 6, the table said nothing."""
    deal = Deal(dump(plan_values(6)))
    step = next(row for row in deal.spec.milestones if row.kind == "legal")
    day = f"{step.target_date.day} {step.target_date:%b %Y}"
    if part_of == "html":
        old = re.sub(r"<b>[A-Z]\d\. ", "<b>", sent(deal, "html"))
        cut = old.index("Legal / redlines")
        returned = reply(old[:cut] + old[cut:].replace(day.replace(" ", "\u00a0"), "18 Dec 2026", 1))
    else:
        old = re.sub(r"^[A-Z](\d)\. ", r"\1. ", sent(deal, "plain"), flags=re.MULTILINE)
        cut = old.index("Legal / redlines")
        returned = reply(plain=old[:cut] + old[cut:].replace(day, "18 Dec 2026", 1))
    assert "S3." not in old
    assert found(deal.pull(returned)) == [("sure", "Legal / redlines", "target_date", "2026-12-18")]


@pytest.mark.parametrize("part_of", ["html", "plain"])
def test_the_mark_recognises_a_step_that_was_renamed(part_of):
    deal = Deal(dump(plan_values(6)))
    text = sent(deal, part_of)
    changed = text.replace("L4. Legal / redlines", "L4. Vertragswerk")
    assert changed != text
    returned = reply(changed) if part_of == "html" else reply(plain=changed)
    assert ("sure", "Legal / redlines", "milestone", "Vertragswerk") in found(deal.pull(returned))
