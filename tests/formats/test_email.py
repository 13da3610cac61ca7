"""The email that a champion forwards: a draft, three sentences, complete in both parts, safe in every header."""

import re
import smtplib
import socket
import textwrap
from datetime import date
from urllib.parse import unquote

import pytest
from aiosmtpd.controller import Controller

from helpers import GOOD_SAMPLES, TODAY, made, made_of, message_of, part, plan_values, spec_of
from mapdocs import check, load
from mapdocs.building.company import kit_for
from mapdocs.formats.email import hyphens, wording
from mapdocs.formats.email.wording import LINK, one_sentence
from mapdocs.language.phrases import listed
from mapdocs.language.sentences import sentences, word_count
from mapdocs.plan.builder import buyer_plan
from mapdocs.readers import tables
from mapdocs.templating.kit import kit_in


def composed(spec, variant="auto", today=TODAY):
    words = kit_for(spec.settings).words(spec.settings.locale)
    plan = buyer_plan(spec, today=today, variant=variant, names=words.under("milestones"))
    return wording.compose(plan, words), plan, words


def eml(values, **more):
    return made(values, only=("email",), **more)["map.eml"]


def test_it_is_a_draft_that_nobody_sent():
    raw = eml(plan_values())
    message = message_of(raw)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Dana Reyes <dana.reyes@northwind.example>"
    for header in ("From", "Date", "Message-ID", "X-Mailer", "User-Agent", "Sender"):
        assert message[header] is None
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    assert {
        p["Content-Transfer-Encoding"]
        for p in message.walk()
        if p.get_content_maintype() == "text" and not p.is_attachment()
    } == {"quoted-printable"}
    assert not [p for p in message.walk() if p.defects]


def test_the_invitation_is_attached_and_the_document_where_there_is_no_link():
    names = [p.get_filename() for p in message_of(eml(plan_values())).iter_attachments()]
    assert names == ["test-deal-review.ics"]
    names = [p.get_filename() for p in message_of(eml(plan_values(map_url=None))).iter_attachments()]
    assert names == ["test-deal-review.ics", "test-deal-map.docx"]


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda p: p.stem)
@pytest.mark.parametrize("variant", ["full", "lite"])
def test_read_aloud(path, variant, measure):
    spec = load(path)
    if any(f.level == "error" for f in check(spec, today=TODAY, variant=variant)):
        pytest.skip("this deal has no such plan")
    message, plan, _ = composed(spec, variant)
    intro = " ".join(message.intro).replace(LINK, plan.link or "")
    assert len(message.intro) == 3
    assert len(sentences(intro)) == 3, sentences(intro)
    assert word_count(intro) <= 75
    assert [m.phrase for m in listed("jargon.txt").find(" ".join(message.intro)) if m.phrase != "MAP"] == []
    before_table = f"{message.to_champion} {intro} {message.progress}"
    assert word_count(before_table) <= 120
    assert (plan.link in intro) if plan.link else ("attached" in intro)
    assert "what did we get wrong?" in intro
    assert len(message.subject) <= 60
    assert message.subject.startswith(plan.buyer.split()[0])
    assert not re.search(r"\bMAP\b|mutual action plan|^(Re|Fwd):", message.subject, re.IGNORECASE)
    assert intro.count(plan.seller) in (1, 2)
    assert "behind" not in f"{intro} {message.progress}"
    assert "at risk" not in intro
    measure(
        f"email intro, {path.stem}, {variant}: 3 sentences, {word_count(intro)} words, subject {len(message.subject)} characters"
    )


def test_both_parts_tell_the_whole_plan():
    values = plan_values()
    values["milestones"][2].update(
        note="Priya is away", moved=[{"from": "2026-11-20", "on": "2026-11-18", "why": "Audit week"}]
    )
    values["milestones"][0].update(status="done", done_on="2026-11-20")
    values["milestones"][1].update(agreed_on="2026-11-20")
    message = message_of(eml(values))
    plain = part(message, "text/plain")
    rich = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part(message, "text/html")))
    for text in (re.sub(r"\s+", " ", plain), rich):
        for row in spec_of(values).milestones:
            assert row.exit_criteria in text
            assert row.buyer_owner in text
            assert f"{row.target_date.day} {row.target_date:%b %Y}" in text
        for said in (
            "Priya is away",
            "Audit week",
            "1 of 6 done",
            "done 20 Nov",
            "agreed 20 Nov",
            "What moved",
            "Not agreed yet: Security",
        ):
            assert said in text, said
    assert all(len(line) <= 78 for line in plain.splitlines())
    assert "https://docs.example.com/plan" in plain


def test_quoted_and_forwarded_it_still_tells_who_and_when():
    plain = part(message_of(eml(plan_values(12))), "text/plain")
    for _ in range(3):
        quoted = []
        for line in plain.splitlines():
            quoted += textwrap.wrap(f"> {line}", 78, subsequent_indent="> ", break_long_words=False) or [">"]
        plain = "\n".join(quoted)
    text = re.sub(r"[\s>]+", " ", plain)
    for row in spec_of(plan_values(12)).milestones:
        assert row.buyer_owner in text
        assert f"{row.target_date.day} {row.target_date:%b %Y}" in text


def test_the_html_survives_forwarding():
    html = part(message_of(eml(plan_values(40))), "text/html")
    assert len(html.encode()) < 60_000
    for forbidden in (
        "<style",
        "<img",
        "class=",
        "<script",
        "@import",
        "url(",
        "javascript:",
        "<link",
        "<form",
        "<button",
    ):
        assert forbidden not in html.lower()
    assert re.findall(r"(?:src|background)=", html) == []
    links = re.findall(r'href="([^"]+)"', html)
    assert links
    assert all(href.startswith("https://docs.example.com") for href in links)
    assert "max-width:640px" in html


def test_the_page_holds_what_the_button_copies():
    files = made(plan_values(), only=("email",))
    page = files["map.html"].decode()
    assert 'id="copy"' in page
    assert "http" not in re.sub(r"https(?::|%3A)//docs\.example\.com/plan|http-equiv", "", page)
    short = plan_values(acv=9600, why=None)
    short["milestones"] = short["milestones"][:3]
    draft = re.search(r'href="(mailto:[^"]+)"', made(short, only=("email",))["map.html"].decode())[1].replace(
        "&amp;", "&"
    )
    assert draft.startswith("mailto:dana.reyes@northwind.example?subject=Northwind")
    assert len(draft) <= 1900
    longer = re.search(r'href="(mailto:[^"]+)"', made(plan_values(40), only=("email",))["map.html"].decode())[1]
    assert len(longer.replace("&amp;", "&")) <= 1900
    body = unquote(longer.split("body=")[1])
    assert "what did we get wrong?" in body
    assert "<https://docs.example.com/plan>" in body
    assert "Confirmation 1" not in body  # the table does not fit, the letter does
    tall = plan_values(outcome="長" * 400)
    assert "mailto:" not in made(tall, only=("email",))["map.html"].decode()


@pytest.mark.parametrize(
    ("name", "address", "shown"),
    [
        ("Jürgen Weiß", "j.weiss@müller.example", "j.weiss@xn--mller-kva.example"),
        ("陳大文", "chen@northwind.example", "chen@northwind.example"),
        ('O"Brien, Zoë', "zoe@northwind.example", "zoe@northwind.example"),
    ],
)
def test_names_and_addresses_of_the_world(name, address, shown):
    values = plan_values()
    values["buyer"]["people"][0].update(name=name, email=address)
    values["buyer"]["champion"] = name
    header = message_of(eml(values))["To"].addresses[0]
    assert header.display_name == name
    assert header.addr_spec == shown


def test_two_recipients_and_a_copy():
    values = plan_values()
    values["buyer"]["people"][1]["email"] = "lena@northwind.example"
    values["email"] = {
        "to": ["Dana Reyes", "lena brandt"],
        "cc": ["Marcus Chen <marcus@northwind.example>", "x@y.example"],
    }
    message = message_of(eml(values))
    assert [a.addr_spec for a in message["To"].addresses] == ["dana.reyes@northwind.example", "lena@northwind.example"]
    assert [a.display_name for a in message["Cc"].addresses] == ["Marcus Chen", ""]


def test_a_recipient_without_an_address_is_told():
    values = plan_values()
    values["email"] = {"to": ["Lena Brandt", "Nobody Known", "bad@"]}
    found = [f for f in spec_of(values).findings if f.code == "MAP018"]
    assert [f.path for f in found] == ["email.to[0]", "email.to[1]", "email.to[2]"]


@pytest.mark.parametrize(
    "evil",
    [
        "x\r\nBcc: evil@x.example",
        "x\nBcc: evil@x.example",
        "x\u2028Bcc: evil@x.example",
        "x\u0085Bcc: evil@x.example",
        "x\r\n\r\n<b>body</b>",
    ],
)
@pytest.mark.parametrize("field", ["company", "name", "champion", "outcome", "milestone", "seller"])
def test_no_field_can_add_a_header(evil, field):
    values = plan_values()
    if field == "company":
        values["buyer"]["company"] = evil
    elif field in ("name", "champion"):
        values["buyer"]["people"][0]["name"] = values["buyer"]["champion"] = evil
        values["milestones"][0]["buyer_owner"] = "Dana Reyes"
    elif field == "outcome":
        values["deal"]["outcome"] = evil
    elif field == "milestone":
        values["milestones"][0]["buyer_label"] = evil
    else:
        values["seller"]["company"] = evil
    message = message_of(eml(values))
    assert message["Bcc"] is None
    assert set(message.keys()) == {"Subject", "To", "X-Unsent", "MIME-Version", "Content-Type"}


def test_through_a_real_smtp_server(tmp_path):
    received = []

    class Keep:
        async def handle_DATA(self, server, session, envelope):
            received.append(envelope.content)
            return "250 OK"

    raw = eml(plan_values(map_url=None))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Keep(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as client:
            client.sendmail("sam@fabrikam.example", ["dana.reyes@northwind.example"], raw)
    finally:
        controller.stop()
    sent, got = message_of(raw), message_of(received[0])
    assert [(p.get_content_type(), p.get_filename()) for p in got.walk()] == [
        (p.get_content_type(), p.get_filename()) for p in sent.walk()
    ]
    for one, other in zip(sent.walk(), got.walk(), strict=True):
        if not one.is_multipart():
            assert one.get_payload(decode=True) == other.get_payload(decode=True)
    assert got["Subject"] == sent["Subject"]


def test_every_status_has_its_words():
    values = plan_values()
    for row in values["milestones"]:
        row.update(status="done", done_on="2026-11-20")
    message, _, _ = composed(spec_of(values))
    assert message.subject == "Northwind Traders: all 6 steps done"
    assert len(sentences(" ".join(message.intro).replace(LINK, "https://x.example"))) == 3
    assert message.progress == "6 of 6 done."
    assert message.open_points == ()
    slipped = plan_values()
    slipped["milestones"][3]["moved"] = [{"from": "2026-11-20", "on": "2026-11-18", "why": "Audit"}]
    message, _, _ = composed(spec_of(slipped))
    assert "new dates" in message.subject
    assert message.moves


def test_a_day_for_edits_that_has_passed_is_not_asked_for():
    values = plan_values()
    values["review"].update(edits_by="2026-11-20")
    message, _, _ = composed(spec_of(values))
    assert message.intro[2] == "Please tell me: what did we get wrong?"


@pytest.mark.parametrize(
    "company",
    [
        "A",
        "Northwind Traders International Holdings and Partners Limited of Delaware",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller GmbH",
        "陳大文有限公司",
    ],
)
def test_subjects_stay_short(company):
    values = plan_values()
    values["buyer"]["company"] = company
    message, _, _ = composed(spec_of(values))
    assert 0 < len(message.subject) <= 60
    assert message.subject[:6] == company[:6] or len(company) < 6


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Close the books.", "Close the books."),
        ("Close. Open. Done", "Close; Open; Done."),
        ("Why wait?", "Why wait?"),
        ("", ""),
        ("Asked by Dr. Reyes of Acme Inc. in May", "Asked by Dr. Reyes of Acme Inc. in May."),
        ("目標は四日", "目標は四日。"),
    ],
)
def test_an_outcome_becomes_one_sentence(text, sentence):
    assert one_sentence(text) == sentence


def test_the_draft_for_new_outlook_on_a_mac(tmp_path):
    from helpers import dump
    from mapdocs import BuildOptions, build

    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    result = build(
        load(tmp_path / "deal.yaml"),
        out=tmp_path / "out",
        today=TODAY,
        options=BuildOptions(only=("email",), emltpl=True),
    )
    drafts = {p.suffix: p.read_bytes() for p in result.paths}
    assert drafts[".emltpl"] == drafts[".eml"]


def test_the_lite_email_has_three_lines_and_no_table():
    html = part(
        message_of(made_of(load(next(p for p in GOOD_SAMPLES if "cafe" in p.name)), only=("email",))["map.eml"]),
        "text/html",
    )
    assert "<table" not in html
    assert html.count("Exit Criteria") == 3
    assert "Includes: Plan agreed on both sides" in html


@pytest.mark.parametrize("variant", ["full", "lite"])
def test_a_sign_is_drawn_in_a_font_that_has_it_and_the_text_says_words(variant):
    values = plan_values(6)
    values["milestones"][0].update(status="done", done_on="2026-11-20")
    values["milestones"][1]["status"] = "in progress"
    message = message_of(eml(values, variant=variant))
    html, text = part(message, "text/html"), part(message, "text/plain")
    signs = re.findall(r"[○◐●■✕◆]", html)
    assert signs
    assert len(re.findall(r"font-family:'Segoe UI Symbol',[^\"]*\">[○◐●■✕◆]</span>", html)) == len(signs)
    assert not re.search(r"[○◐●■✕◆▼★✓]", text)


def test_a_day_is_not_broken_on_a_phone_unless_it_is_longer_than_its_column():
    for locale, held in (
        ("ja_JP", r'<b style="white-space:nowrap">2026年\d+月\d+日'),
        ("de_DE", "<b>\\d+\\.\u00a0\\w+\\.\u00a02026</b>"),
        ("pt_BR", r"<b>\d+ de \w+\. de 2026</b>"),
    ):
        html = part(message_of(made(plan_values(), only=("email",), locale=locale)["map.eml"]), "text/html")
        assert re.search(held, html)


@pytest.mark.parametrize(
    ("locale", "day"),
    [("fr_FR", "lun. 30 nov. 2026"), ("ja_JP", "2026年11月30日（月）"), ("pt_BR", "seg., 30 de nov. de 2026")],
)
def test_no_sentence_breaks_a_day(locale, day):
    html = part(message_of(made(plan_values(), only=("email",), locale=locale)["map.eml"]), "text/html")
    held = day.replace(" ", "\u00a0") if " " in day else f'<span style="white-space:nowrap">{day}</span>'
    plain = [line for line in html.splitlines() if not line.startswith("<title")]
    assert "\n".join(plain).count(held) > 0
    assert "\n".join(plain).replace(held, "").count(day) == 0


def test_a_sentence_never_parts_a_number_from_its_sign():
    values = plan_values(6, success=["Under 2 % late", "Above 90 € a day"])
    html = part(message_of(made(values, only=("email",))["map.eml"]), "text/html")
    assert "Under 2\u00a0% late · Above 90\u00a0€ a day" in html.replace("&nbsp;", "\u00a0")


def test_the_body_says_its_language_and_takes_no_style_that_few_mail_programs_know():
    values = plan_values(6)
    values["milestones"][4]["proof"] = "https://example.com/a-very-long-address/of-the-minutes/2026-12-07.pdf"
    html = part(message_of(made(values, only=("email",), locale="en_US")["map.eml"]), "text/html")
    assert '<div lang="en-US"' in html
    assert not re.search("hyphens|word-break|overflow|white-space", html)


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR", "pt_BR"])
def test_no_line_of_the_plain_mail_ends_within_a_day(locale):
    for filler in range(12):  # so that a day comes to stand at every place of a line
        values = plan_values(6, outcome=f"Close the books {'very ' * filler}well.")
        values["milestones"][0]["milestone"] = values["milestones"][0]["buyer_label"] = f"Plan{' and' * filler} agreed"
        text = made(values, only=("email",), locale=locale, found=())["map.txt"].decode()
        words = kit_in(None).words(locale)
        for day in (date(2026, 11, 30), date(2026, 11, 24), date(2026, 12, 2)):
            full = words.full_date(day)
            assert " ".join(text.split()).count(full) == text.count(full) > 0


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "Datenschutzfolgenabschätzung"),
        ("de", "Auftragsverarbeitungsvertrag"),
        ("sv", "personuppgiftsbiträdesavtal"),
    ],
)
def test_a_long_word_may_break_between_pieces_of_three_letters_and_is_read_back_whole(language, word):
    broken = hyphens.broken(f"{word} signed", language)
    assert tables.clean(broken) == f"{word} signed"
    pieces = broken.removesuffix(" signed").split(hyphens.SOFT)
    assert len(pieces) > 2
    assert min(map(len, pieces)) >= 3


def test_a_short_word_and_a_language_without_rules_are_left():
    assert hyphens.broken("Datenschutzvertrag"[:17], "de") == "Datenschutzvertrag"[:17]
    assert hyphens.broken("Datenschutzfolgenabschätzung", "xx") == "Datenschutzfolgenabschätzung"
    assert hyphens.SOFT in hyphens.broken("Datenschutzvertrag", "de")


def test_the_mails_table_breaks_long_words_and_its_text_does_not():
    values = plan_values()
    values["milestones"][2]["exit_criteria"] = "Datenschutzfolgenabschätzung unterschrieben"
    message = message_of(made(values, only=("email",), locale="de_DE", found=())["map.eml"])
    assert "Daten\xadschutz" in part(message, "text/html")
    assert "Datenschutzfolgenabschätzung" in part(message, "text/plain")


def test_a_mail_without_long_words_has_no_soft_hyphen():
    assert hyphens.SOFT not in part(message_of(eml(plan_values())), "text/html")
