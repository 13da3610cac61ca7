"""The words of the files: whose columns they are, one vocabulary, nothing said twice, and each language's manners."""

import io
import re

import openpyxl
import pytest
import yaml

from helpers import ROOT, docx_tables, docx_text, dump, made, message_of, part, plan_values
from mapdocs.formats.email.wording import salutation
from mapdocs.schema.model import Settings
from returning import KIT, Deal, found

LOCALES = ["en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"]
SIDES = re.compile(r"\b(buyer|seller|Käufer|Anbieter|fournisseur|proveedor|fornecedor)\b|買い手|売り手", re.IGNORECASE)


def heads_of(files):
    table = openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets[0]
    return {
        "map.docx": docx_tables(files["map.docx"])[1][0],
        "map.xlsx": [cell.value for cell in table[8]][:7],
        "crm-note.tsv": ["#", *files["crm-note.tsv"].decode().split("\n")[0].split("\t")],
    }


def all_heads(deal):
    """The plan's headings in the Word file of ``deal``."""
    return docx_tables(deal.file("docx"))[1][0]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_companies_names_head_the_owners_columns(locale):
    files = made(plan_values(), locale=locale, only=("docx", "xlsx", "crm", "email"))
    theirs = "Northwind Traders" + (
        "様" if locale == "ja_JP" else ""
    )  # the other side has the honorific, one's own never
    for name, heads in heads_of(files).items():
        assert heads[2:4] == [theirs, "Fabrikam"], name
    html = part(message_of(files["map.eml"]), "text/html")
    assert f'{theirs}\n<br><span style="font-weight:normal">Fabrikam</span></th>' in html
    for text in (docx_text(files["map.docx"]), html, part(message_of(files["map.eml"]), "text/plain")):
        assert not SIDES.search(text), SIDES.search(text)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "eml"])
@pytest.mark.parametrize(
    ("buyer", "seller"),
    [
        ("Status", "Target"),
        ("Milestone", "Note"),
        ("Globex Group North", "Globex Group South of the Whole Wide Long River"),
        ("The Very Long Holding of North Rhine", "The Very Long Holding of North Hesse"),
        ("Same Ltd", "Same Ltd"),
        ("Notes & Dates", "株式会社日本"),
    ],
)
def test_a_company_may_be_called_anything_and_the_file_still_comes_back(buyer, seller, kind):
    values = plan_values()
    values["buyer"]["company"], values["seller"]["company"] = buyer, seller
    deal = Deal(dump(values))
    heads = all_heads(deal)
    assert len(set(map(str.casefold, heads))) == len(heads)
    assert found(deal.pull(deal.file(kind))) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_with_the_headings_of_the_version_before_comes_back(locale):
    before = {
        "en_US": ("Buyer Owner", "Seller Owner"),
        "de_DE": ("Verantwortlich (Käufer)", "Verantwortlich (Anbieter)"),
        "fr_FR": ("Responsable (client)", "Responsable (fournisseur)"),
        "es_ES": ("Responsable (cliente)", "Responsable (proveedor)"),
        "pt_BR": ("Responsável (cliente)", "Responsável (fornecedor)"),
        "ja_JP": ("担当（買い手）", "担当（売り手）"),
    }
    deal = Deal(dump(plan_values()), Settings(locale=locale))
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    for column, head in zip((3, 4), before[locale], strict=True):
        book.worksheets[0].cell(8, column).value = head
    book.worksheets[0].cell(10, 3).value = "Nora Vance"
    out = io.BytesIO()
    book.save(out)
    (change,) = found(deal.pull(out.getvalue()))
    assert change[2:] == ("buyer_owner", "Nora Vance")


def test_the_email_of_the_version_before_comes_back():
    deal = Deal(dump(plan_values()))
    text = part(message_of(deal.file("eml")), "text/plain")
    old = text.replace("Target Date:", "By when:").replace("Exit Criteria (proof):", "Done when:")
    old = re.sub(r"(Done when: .*)", r"\1\n   Status:   Open", old).replace("24 Nov 2026", "25 Nov 2026 (proposed)")
    reply = f"From: dana.reyes@northwind.example\nSubject: Re: plan\n\n{old}".encode()
    assert [change[2:] for change in found(deal.pull(reply))] == [("target_date", "2026-11-25")]


@pytest.mark.parametrize("locale", LOCALES)
def test_email_document_and_tracker_have_one_vocabulary(locale):
    files = made(plan_values(), locale=locale, only=("docx", "xlsx", "email"))
    heads = docx_tables(files["map.docx"])[1][0]
    plain = part(message_of(files["map.eml"]), "text/plain")
    html = re.sub(r"\s+", " ", part(message_of(files["map.eml"]), "text/html"))
    for head in (heads[4], heads[5]):
        assert f"{head}:" in re.sub(r"\s+", " ", plain).replace(f"{head} :", f"{head}:").replace("：", ":")
    assert heads[4] in html
    assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets[0][8]][:7] == heads


def test_what_is_true_of_every_row_is_said_once():
    files = made(plan_values(), only=("docx", "email"))
    message = message_of(files["map.eml"])
    for text in (docx_text(files["map.docx"]), part(message, "text/plain"), part(message, "text/html")):
        assert re.sub(r"\s+", " ", text).count("None of the dates is agreed yet; all are proposals") == 1
        assert not re.search(r"\bproposed\b", text)
    assert "Open" not in part(message, "text/plain")
    values = plan_values()
    values["milestones"][1].update(status="blocked")
    assert "Blocked" in part(message_of(made(values, only=("email",))["map.eml"]), "text/plain")


def test_success_is_in_the_email_and_the_memo_in_the_tracker_above_the_table_that_keeps_its_place():
    why = {"problem": "Nine days leave two.", "cost": "Five days of overtime.", "ask": "Approve the order."}
    files = made(plan_values(success=["Close in 4 days", "No uploads"], why=why), only=("email", "xlsx"))
    for kind in ("text/plain", "text/html"):
        assert "Close in 4 days · No uploads" in part(message_of(files["map.eml"]), kind)
    sheet = openpyxl.load_workbook(io.BytesIO(files["map.xlsx"])).worksheets[0]
    for said in (*why.values(), "Close in 4 days · No uploads"):
        assert said in sheet["B7"].value
    assert sheet["A8"].value == "#"
    assert sheet.row_dimensions[7].height >= 4 * 14


@pytest.mark.parametrize("kind", ["docx", "xlsx", "eml"])
def test_a_file_with_a_memo_comes_back_as_no_change(kind):
    deal = Deal(dump(plan_values(success=["Close in 4 days"], why={"problem": "Nine days leave two."})))
    pulled = deal.pull(deal.file(kind))
    assert found(pulled) == []
    assert pulled.files[0].changes.unplaced == ()


@pytest.mark.parametrize(
    ("locale", "name", "said"),
    [
        ("en_US", "Dana Reyes", "Hi Dana,"),
        ("de_DE", "Anna Weber", "Guten Tag Anna Weber,"),
        ("de_DE", "Dr. Anna Weber", "Guten Tag Dr. Anna Weber,"),
        ("fr_FR", "Claire Dubois", "Bonjour Claire Dubois,"),
        ("es_ES", "Ana Ruiz", "Hola, Ana:"),
        ("pt_BR", "Ana Lima", "Olá, Ana,"),
        ("ja_JP", "田中 健二", "田中 健二様"),
        ("ja_JP", "Kenji Tanaka", "Kenji Tanaka様"),
    ],
)
def test_each_language_greets_by_its_manners(locale, name, said):
    assert salutation(name, KIT.words(locale)) == said


def test_a_greeting_of_ones_own_replaces_the_salutation():
    values = plan_values()
    values["email"] = {"greeting": "Dear Ms Reyes,"}
    for kind in ("text/plain", "text/html"):
        text = part(message_of(made(values, only=("email",))["map.eml"]), kind)
        assert "Dear Ms Reyes," in text
        assert "Hi Dana" not in text


OWN = [
    ({"subject": "Four days, not nine"}, "Four days, not nine", "Please tell me by Mon 30 Nov 2026: what did we get wrong?"),
    ({"ask": "By 30 November: what is missing?"}, "Northwind Traders: dates to go live by 19 Jan 2027", "By 30 November: what is missing?"),
    ({"intro": "We want it. It is at {link}.", "ask": "By 30 November: what is missing?"}, "", "We want it. It is at <{link}>. By 30 November: what is missing?"),
]  # fmt: skip


@pytest.mark.parametrize(("own", "subject", "ask"), OWN)
def test_a_subject_and_an_ask_of_ones_own_replace_the_emails(own, subject, ask):
    values = plan_values()
    link = values["deal"]["map_url"]
    values["email"] = {key: text.replace("{link}", link) for key, text in own.items()}
    files = made(values, only=("email",))
    message = message_of(files["map.eml"])
    text = " ".join(part(message, "text/plain").split())
    assert ask.replace("{link}", link) in text
    assert text.count("?") == 1
    if "intro" not in own:
        assert f"<b>{ask}</b>" in part(message, "text/html").replace("\u00a0", " ")
        assert message["Subject"] == subject


def test_no_label_names_the_sides():
    for path in (ROOT / "templates" / "labels").glob("*.yaml"):
        columns = {"buyer_owner": "{buyer}", "seller_owner": "{seller}"}
        columns |= yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["columns"]
        assert (columns["buyer_owner"].removesuffix("様"), columns["seller_owner"]) == ("{buyer}", "{seller}")
