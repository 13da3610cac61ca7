"""What a mail says around the plan that it quotes: told with its row, wherever it was typed, and taken for no more than it says."""

import re

import pytest

from helpers import few_of
from mapdocs.schema.model import Settings
from replying import LEGAL, ORDER, OUTLOOK, SECURITY, WROTE, html_of, lines_of, mail, marks_of, quoted, told
from returning import Word, deal_of, found


def refused(pulled):
    return [(one.label, one.said.text) for one in pulled.files[0].objections if one.said.verdict == "refusal"]


def asked(pulled):
    return [(one.label, one.said.text) for one in pulled.files[0].objections if one.said.verdict == "question"]


def after(lines, title, said):
    """``lines`` with ``said`` behind the step's first line."""
    number = next(n for n, line in enumerate(lines) if re.match(rf"\S+\. {re.escape(title)}", line))
    return [*lines[: number + 1], *said, *lines[number + 1 :]]


@pytest.mark.parametrize("top", ["", "Answers inline.\n\n"])
def test_an_answer_typed_between_the_quoted_lines(top):
    deal = deal_of()
    body = [f"> {line}" for line in lines_of(deal)]
    at = next(n for n, line in enumerate(body) if LEGAL in line) + 1
    pulled = deal.pull(
        mail("\n".join([f"{top}{WROTE}", *body[: at + 1], "Lena cannot sign before the 29th.", *body[at + 1 :]]))
    )
    assert found(pulled) == [("sure", LEGAL, "note", "Lena cannot sign before the 29th.")]
    assert refused(pulled) == [(LEGAL, "Lena cannot sign before the 29th.")]
    assert (("", "Answers inline.") in told(pulled)) == bool(top)


def test_a_yes_inside_a_rows_lines_agrees_it_and_one_between_two_rows_is_asked():
    deal = deal_of()
    body = [f"> {line}" for line in lines_of(deal)]
    at = next(n for n, line in enumerate(body) if LEGAL in line)
    inside = deal.pull(mail("\n".join([WROTE, *body[: at + 2], "OK", *body[at + 2 :]])))
    assert [(p.label, p.field, p.theirs) for p in inside.files[0].proposals] == [(LEGAL, "agreed_on", "2026-11-24")]
    between = deal.pull(mail("\n".join([WROTE, *body[:at], "OK", *body[at:]])))
    assert between.files[0].proposals == []
    assert told(between) == {("", f"OK (below {marks_of(deal)[SECURITY]} {SECURITY})")}
    assert between.files[0].objections == []


@pytest.mark.parametrize("above", ["", "See below.\n\n"])
def test_what_stands_below_the_quote(above):
    deal = deal_of()
    pulled = deal.pull(mail(f"{above}{WROTE}\n{quoted(lines_of(deal))}\n\nWe do not accept the January dates.\nDana"))
    assert found(pulled) == []
    assert refused(pulled) == [("", "We do not accept the January dates.")]


@pytest.mark.parametrize("said", ["[DR] the 29th is realistic.", "--> the 29th is realistic."])
def test_a_program_that_marks_no_quote(said):
    deal = deal_of()
    lines = after(lines_of(deal), LEGAL, [said])
    pulled = deal.pull(mail("\n".join(["My comments are below.", "", OUTLOOK, *lines])))
    assert found(pulled) == []
    assert told(pulled) == {("", "My comments are below."), (LEGAL, said.removeprefix("--> "))}


def test_what_was_sent_tells_nothing_however_a_program_breaks_it():
    deal = deal_of()
    whole = "\n".join(lines_of(deal))
    for body in (quoted(lines_of(deal)), whole, f"{OUTLOOK}\n{whole}"):
        pulled = deal.pull(mail(f"Fine.\n\n{WROTE}\n{body}"))
        assert (found(pulled), told(pulled)) == ([], {("", "Fine.")})
    cut = re.sub(r"(?m)^(?=\S)(.{50,60}) ", r"\1\n", "\n".join(lines_of(deal)))  # broken, the rest without its mark
    broken = "\n".join(line if n % 2 and len(line) < 30 else f"> {line}" for n, line in enumerate(cut.splitlines()))
    assert {text for _, text in told(deal.pull(mail(f"Fine.\n\n{WROTE}\n{broken}")))} == {"Fine."}


@pytest.mark.parametrize(
    "said",
    [
        "<p style='color:red'>We do not accept {} on that day.</p>",
        "</div></div></blockquote><div>We do not accept {} on that day.</div><blockquote><div>",
    ],
)
def test_a_paragraph_below_the_table_of_a_page(said):
    deal = deal_of()
    mark = marks_of(deal)[ORDER]
    html = html_of(deal).replace("</table>", "</table>" + said.format(mark), 1)
    page = f"<html><body><p>See inline</p><div>{WROTE.replace('<', '&lt;')}</div><blockquote>{html}</blockquote></body></html>"
    pulled = deal.pull(mail(html=page))
    assert refused(pulled) == [(ORDER, f"We do not accept {mark} on that day.")]
    assert told(pulled) == {("", "See inline"), (ORDER, f"We do not accept {mark} on that day.")}


def test_a_line_that_begins_with_a_rows_mark_is_told_with_the_row():
    deal = deal_of()
    one, two, three = (marks_of(deal)[title] for title in (SECURITY, LEGAL, ORDER))
    top = f"Hi Sam,\n\n{one}: 18 Dec please\n{two} ok\n{three} - impossible before 15 January\n\nBest regards\nDana Reyes\n"
    pulled = deal.pull(mail(f"{top}\n{WROTE}\n{quoted(lines_of(deal))}"))
    assert told(pulled) == {(SECURITY, "18 Dec please"), (LEGAL, "ok"), (ORDER, "impossible before 15 January")}
    assert refused(pulled) == [(ORDER, "impossible before 15 January")]
    agreed = [(p.label, p.theirs) for p in pulled.files[0].proposals if p.field == "agreed_on"]
    assert agreed == [(LEGAL, "2026-11-24")]


@pytest.mark.parametrize(
    ("line", "row", "yes"),
    few_of(
        [
            ("{} ok if legal has signed", LEGAL, False),
            ("If the board agrees, {} is ok", LEGAL, False),
            ("{}, {other}: ok", "", False),
            ("{}: ok\nprovided that Priya is back", LEGAL, False),
            ("{}: ok", LEGAL, True),
            ("- {}: ok, thanks", LEGAL, True),
        ],
        5,
    ),
)
def test_only_a_yes_that_says_nothing_else_agrees_its_row(line, row, yes):
    deal = deal_of()
    said = line.format(marks_of(deal)[LEGAL], other=marks_of(deal)[ORDER])
    pulled = deal.pull(mail(f"{said}\n\nDana\n\n{WROTE}\n{quoted(lines_of(deal))}"))
    assert [p.label for p in pulled.files[0].proposals if p.field == "agreed_on"] == [LEGAL] * yes
    assert {label for label, _ in told(pulled)} == {row}


@pytest.mark.parametrize(
    ("top", "verdict"),
    few_of(
        [
            ("Einverstanden.\n\nDana", []),
            ("Agreed.\n\nSent from my iPhone", []),
            (
                "Hi Sam,\n\nlooks good to us, no changes.\n\nBest regards\nDana Reyes\nVP Finance Operations\n+49 30 123456",
                [],
            ),
            ("ok, see inline", []),
            ("ok, see inline?", [""]),
            ("問題ありません。\n\niPhoneから送信", []),
            ("Agreed.\n\nDana\nbut legal must sign first", [""]),
        ],
        5,
    ),
)
def test_a_signature_makes_no_condition_of_a_yes(top, verdict):
    deal = deal_of()
    pulled = deal.pull(mail(f"{top}\n\n{WROTE}\n{quoted(lines_of(deal))}"))
    assert [label for label, _ in asked(pulled)] == verdict
    assert "\n".join(line for line in top.split("\n") if line) in pulled.files[0].changes.remarks[0].text


@pytest.mark.parametrize(
    ("below", "verdict"),
    few_of(
        [
            ("Best regards,\nDana\n--\nDana Reyes\nVP Finance Operations\nNorthwind Traders", []),
            ("Best regards,\n\nDana Reyes\nVP Finance Operations | Northwind Traders\n+1 555 0100 | d.r@n.example", []),
            ("Bien cordialement,\nDana Reyes\nDirectrice financière\nNorthwind Traders", []),
            ("Best\nDana\n\nThis e-mail is confidential. If you are not the intended recipient, please delete it.", []),
            ("Viele Grüße\nDana Reyes\nLeiterin Finanzen\nNorthwind Traders GmbH\nTel. +49 30 1234567", []),
            ("Best regards,\nDana Reyes\nonly if legal signs first", [""]),
            ("Best regards,\nDana Reyes\nVP Finance\nPS: can L4 move?", ["Legal / redlines"]),
        ],
        5,
    ),
)
def test_a_full_signature_makes_no_condition_of_a_yes(below, verdict):
    deal = deal_of()
    pulled = deal.pull(mail(f"Hi Sam,\n\nlooks good, thanks!\n\n{below}\n\n{WROTE}\n{quoted(lines_of(deal))}"))
    assert [label for label, _ in asked(pulled)] == verdict


@pytest.mark.parametrize(
    "wrote",
    [
        "2026年11月20日(金) 9:00 Sam Ortiz <s@f.example>:",
        "On Mon, 23 Nov 2026 at 09:00, Sam Ortiz <sam.ortiz@fabrikam.example>\nwrote:",
    ],
)
def test_the_line_that_says_whose_mail_is_quoted_is_nobodys_word(wrote):
    deal = deal_of()
    pulled = deal.pull(mail(f"修正しました。\n\n{wrote}\n{quoted(lines_of(deal))}"))
    assert told(pulled) == {("", "修正しました。")}


def test_the_words_of_a_mail_come_with_the_document_attached_to_it():
    deal = deal_of()
    file = Word(deal.file("docx"))
    file.set(3, "target_date", "18 Dec 2026")
    mark = marks_of(deal)[LEGAL]
    body = (
        f"Sam, edits attached. But {mark} on that day is not possible, Lena is away.\n{marks_of(deal)[ORDER]}: ok\nDana"
    )
    pulled = deal.pull(mail(body, files={"plan.docx": file.save()}))
    assert refused(pulled) == [(LEGAL, f"But {mark} on that day is not possible, Lena is away.")]
    assert ("sure", SECURITY, "target_date", "2026-12-18") in found(pulled)
    assert "Sam, edits attached." in "".join(text for label, text in told(pulled) if not label)
    assert not [p for p in pulled.files[0].proposals if p.field == "agreed_on"]  # of which date, the document says


def test_another_persons_mail_that_was_passed_on_is_told_as_theirs():
    deal = deal_of()
    mark = marks_of(deal)[LEGAL]
    passed = f"---------- Forwarded message ---------\nFrom: Lena Brandt <lena@northwind.example>\nSubject: Re: plan\n\n{mark}: ok\n"
    pulled = deal.pull(mail(f"See Lena's answer.\n\n{passed}\n{WROTE}\n{quoted(lines_of(deal))}"))
    assert found(pulled) == []
    assert pulled.files[0].proposals == []
    assert [(r.text, r.author) for row in pulled.files[0].changes.rows for r in row.remarks] == [
        (f"Lena Brandt, further down: {mark}: ok", "Lena Brandt")
    ]


def test_what_our_own_people_wrote_agrees_and_refuses_nothing():
    deal = deal_of()
    mark = marks_of(deal)[LEGAL]
    body = f"{mark}: ok\n\n{WROTE}\n{quoted(lines_of(deal))}"
    for sender in ("Sam Ortiz <sam.ortiz@fabrikam.example>",):
        pulled = deal.pull(mail(body, sender=sender))
        assert (pulled.files[0].proposals, pulled.files[0].objections) == ([], [])


def test_a_mail_of_many_lines_is_read_in_time():
    deal = deal_of()
    pulled = deal.pull(mail(f"{WROTE}\n{quoted(lines_of(deal))}\n" + "Nothing to see here.\n" * 20_000))
    assert ("", "Nothing to see here.") in {(label, text.split("\n")[0]) for label, text in told(pulled)}


@pytest.mark.parametrize("typed", ["zebra crossing", "> zebra crossing", "   zebra crossing"])
def test_a_line_typed_anywhere_in_a_mail_is_told_and_changes_nothing(typed):
    deal = deal_of()
    body = [f"> {line}" for line in lines_of(deal)]
    for at in range(len(typed) % 9, len(body) + 1, 9):
        pulled = deal.pull(mail("\n".join([WROTE, *body[:at], typed, *body[at:]])))
        assert found(pulled) == []
        assert [text for _, text in told(pulled)] == ["zebra crossing"], body[at - 1 : at]


@pytest.mark.parametrize(
    "body", ["<blockquote>{}</blockquote>", "<p><b>From:</b> Sam Ortiz<br><b>Sent:</b> Monday</p>{}"]
)
def test_a_paragraph_typed_anywhere_in_a_page_is_told_and_changes_nothing(body):
    deal = deal_of()
    html = html_of(deal)
    for place in list(re.finditer(r"</p>|</table>", html))[::3]:
        typed = f"{html[: place.end()]}<p>zebra crossing</p>{html[place.end() :]}"
        pulled = deal.pull(mail(html=f"<p>Fine.</p>{body.format(typed)}"))
        assert found(pulled) == []
        assert {text for _, text in told(pulled)} == {"Fine.", "zebra crossing"}


@pytest.mark.parametrize("locale", few_of(["en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"], 5))
def test_what_was_sent_tells_nothing_in_any_language(locale):
    deal = deal_of()
    deal.settings = Settings(locale=locale)
    deal.__post_init__()
    for raw in (
        mail(f"Fine.\n\n{WROTE}\n{quoted(lines_of(deal))}"),
        mail(html=f"<p>Fine.</p><blockquote>{html_of(deal)}</blockquote>"),
    ):
        pulled = deal.pull(raw)
        assert (found(pulled), told(pulled)) == ([], {("", "Fine.")})


@pytest.mark.parametrize(("lines", "told"), [(7_000, False), (9_000, True)])
def test_a_mail_of_more_lines_than_are_looked_at_says_so(lines, told):
    deal = deal_of()
    body = f"See below.\n\n{WROTE}\n{quoted(lines_of(deal))}\n" + "> and so on\n" * lines
    (file,) = deal.pull(mail(body)).files
    assert any("answers further down in it were not looked for" in note for note in file.changes.notes) == told
