"""Only a yes agrees a row: what a buyer changes is a proposal, and what they refuse is told first."""

from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import openpyxl
import pytest

from helpers import dump, few_of, plan_values
from mapdocs.building.checking import check
from mapdocs.returns import report
from mapdocs.returns.ask_back import questions
from returning import KIT, LATER, Deal, Excel, Word, deal_of, found

LEGAL = "Legal / redlines"
NO = "No. This date is impossible for us"


def sheet(deal, number=4, *, comment="", **values):
    file = Excel(deal.file("xlsx"))
    for name, value in values.items():
        file.set(number, name, value)
    if comment:
        file.cell(number, "milestone").comment = openpyxl.comments.Comment(comment, "Lena Brandt")
    return file.save()


def agreed_deal(**more):
    """A deal whose legal row was agreed when it was sent."""
    values = plan_values(6, **more)
    values["milestones"][3]["agreed_on"] = "2026-11-20"
    for row in values["milestones"]:
        row.pop("kind")
    return Deal(dump(values))


@pytest.mark.parametrize(
    "edit",
    [
        {"note": NO},
        {"note": "Bring the DPA template"},
        {"buyer_owner": "Nora Vance"},
        {"exit_criteria": "MSA countersigned by both"},
        {"status": "in progress"},
        {"target_date": datetime(2026, 12, 18)},
        {"comment": "Could we do Thursday?"},
        {"agreed_on": "No"},
        {"agreed_on": "yes, if finance signs first"},
    ],
    ids=str,
)
def test_what_is_no_yes_agrees_no_row(edit):
    deal = deal_of()
    pulled = deal.pull(sheet(deal, **edit), decide=lambda p: p.theirs)
    assert pulled.spec.milestones[3].agreed_on is None


@pytest.mark.parametrize(
    "edit", [{"note": "Agreed, thanks!"}, {"comment": "OK for us"}, {"agreed_on": "passt für uns"}], ids=str
)
def test_a_plain_yes_agrees_the_row(edit):
    deal = deal_of()
    pulled = deal.pull(sheet(deal, **edit))
    assert [row.agreed_on for row in pulled.spec.milestones] == [None, None, None, LATER, None, None]


def test_a_yes_below_a_note_that_stood_is_a_yes():
    values = plan_values(6)
    values["milestones"][3]["note"] = "The lawyers meet on Mondays."
    deal = Deal(dump(values))
    pulled = deal.pull(sheet(deal, note="The lawyers meet on Mondays. Fine with us."))
    assert pulled.spec.milestones[3].agreed_on == LATER


def test_a_new_row_is_a_proposal():
    deal = deal_of()
    file = Excel(deal.file("xlsx"))
    file.add(5, milestone="Works council", buyer_owner="Nora Vance")
    assert deal.pull(file.save()).spec.milestones[4].agreed_on is None


@pytest.mark.parametrize(
    "edit", [{"note": NO}, {"comment": NO}, {"status": "Open\n" + NO}, {"target_date": "Impossible"}], ids=str
)
def test_a_refusal_is_told_first_stands_in_the_row_and_takes_the_agreement_back(edit):
    deal = agreed_deal()
    pulled = deal.pull(sheet(deal, **edit))
    row = pulled.spec.milestones[3]
    assert row.agreed_on is None
    assert row.note in (NO, "Impossible")
    first, second, *rest = report.terminal(pulled)
    assert first == "They say no:"
    assert LEGAL in second
    assert row.note in second
    assert any("agreed on: Fri 20 Nov 2026 → a proposal again" in line for line in rest)
    again = deal.pull(sheet(deal, **edit), spec=deal.read(pulled.text))
    assert again.text == pulled.text, "the same file once more changes nothing"


def test_a_question_leaves_the_agreement_to_the_rep():
    deal = agreed_deal()
    pulled = deal.pull(sheet(deal, comment="Does this include the DPA?"))
    assert pulled.spec.milestones[3].agreed_on == date(2026, 11, 20)
    assert [p.kind for p in pulled.open] == ["withdraw"]
    assert next(iter(report.terminal(pulled))) == "They ask, or name a condition:"


def test_a_changed_date_makes_an_agreed_row_a_proposal_with_the_buyers_date():
    deal = agreed_deal()
    pulled = deal.pull(sheet(deal, target_date=datetime(2026, 12, 18)))
    row = pulled.spec.milestones[3]
    assert (row.target_date, row.agreed_on) == (date(2026, 12, 18), None)
    kept = deal.pull(sheet(deal, target_date="12/5"))
    assert kept.spec.milestones[3].agreed_on == date(2026, 11, 20), "a date that was not taken changes nothing"


def test_a_changed_owner_leaves_an_agreement_as_it_was():
    deal = agreed_deal()
    assert deal.pull(sheet(deal, buyer_owner="Nora Vance")).spec.milestones[3].agreed_on == date(2026, 11, 20)


def test_an_agreed_cell_beside_a_refusal_is_a_question():
    deal = deal_of()
    pulled = deal.pull(sheet(deal, agreed_on="yes", note=NO))
    assert pulled.spec.milestones[3].agreed_on is None
    assert [(p.state, p.field) for p in pulled.open] == [("question", "agreed_on")]


def test_nobody_agrees_on_a_day_to_come():
    deal = deal_of()
    pulled = deal.pull(sheet(deal, agreed_on=datetime(2027, 1, 15)))
    assert [(p.state, p.field) for p in pulled.open] == [("question", "agreed_on")]


def test_a_yes_to_a_date_that_we_have_moved_since_is_a_question():
    deal = deal_of()
    ours = deal.read(deal.text.replace(str(deal.spec.milestones[3].target_date), "2026-12-23"))
    pulled = deal.pull(sheet(deal, agreed_on="yes"), spec=ours)
    assert [(p.state, p.field) for p in pulled.open] == [("question", "agreed_on")]


def test_the_day_is_the_mails():
    deal = deal_of()
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "dana.reyes@northwind.example", "sam.ortiz@fabrikam.example"
    message["Date"] = "Fri, 20 Nov 2026 18:20:00 -0500"
    message.set_content("Attached.")
    file = Word(deal.file("docx"))
    file.set(4, "status", "Open\nagreed")
    file.set(2, "target_date", "11 Dec 2026")
    message.add_attachment(file.save(), maintype="application", subtype="octet-stream", filename="plan.docx")
    rows = deal.pull(message.as_bytes()).spec.milestones
    assert rows[3].agreed_on == date(2026, 11, 20)
    assert rows[1].moved[-1].on == date(2026, 11, 20)


def test_the_day_is_the_comments():
    deal = deal_of()
    file = Word(deal.file("docx"))
    cell = file.table.rows[4].cells[1]
    made = file.document.add_comment(cell.paragraphs[0].runs, text="Agreed.", author="Lena Brandt")
    made._comment_elm.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date", "2026-11-22T09:00:00Z")
    assert deal.pull(file.save()).spec.milestones[3].agreed_on == date(2026, 11, 22)


def test_a_sellers_own_words_are_no_yes():
    deal = deal_of()
    file = Word(deal.file("docx"))
    file.document.add_comment(file.table.rows[4].cells[1].paragraphs[0].runs, text="Agreed.", author="Sam Ortiz")
    assert deal.pull(file.save()).spec.milestones[3].agreed_on is None


def test_a_new_row_goes_where_its_date_belongs_hangs_on_nothing_and_is_the_reps():
    deal = deal_of()
    file = Excel(deal.file("xlsx"))
    file.add(
        0,
        milestone="Works council",
        buyer_owner="Nora Vance",
        target_date=datetime(2026, 12, 2),
        exit_criteria="Written consent filed",
    )
    pulled = deal.pull(file.save())
    assert found(pulled) == [("sure", "add", "Works council")]
    rows = pulled.spec.milestones
    (new,) = [row for row in rows if row.milestone == "Works council"]
    assert (new.after, new.seller_owner) == ((), "Sam Ortiz")
    days = [row.target_date for row in rows]
    assert days == sorted(days)
    assert not [f for f in check(pulled.spec, today=LATER) if f.level == "error"]


def asked(deal, pulled):
    return questions(
        pulled, check(deal.spec, today=LATER), check(pulled.spec, today=LATER), KIT.words(deal.settings.locale)
    )


def test_what_to_send_back_is_never_made_from_our_quarter_or_our_own_order():
    deal = deal_of(go_live="2027-03-01")
    late = deal.pull(sheet(deal, target_date=datetime(2027, 2, 15)))
    assert len(asked(deal, late)) == 1, "the reason of the move, and nothing of the quarter or the order"


@pytest.mark.parametrize(
    ("locale", "words"),
    few_of([("en_US", "What is the reason?"), ("de_DE", "Was ist der Grund?"), ("fr_FR", "Quelle en est la raison"), ("es_ES", "¿Cuál es el motivo?"), ("pt_PT", "Qual é o motivo?"), ("ja_JP", "理由")], 5),
)  # fmt: skip
def test_what_to_send_back_is_in_the_plans_language(locale, words):
    from mapdocs.schema.model import Settings

    deal = Deal(deal_of().text, Settings(locale=locale))
    file = Excel(deal.file("xlsx"))
    file.set(4, "target_date", datetime(2026, 12, 17))
    file.set(5, "target_date", datetime(2026, 12, 18))
    (line,) = asked(deal, deal.pull(file.save()))
    assert words in line
    read = KIT.words(locale).under("milestones")  # the names that the buyer reads, not the training's
    assert read["legal"] in line
    assert read["procurement"] in line


@pytest.mark.parametrize("internal", [None, {"forecast": "Commit"}])
def test_a_buyers_own_step_beyond_the_quarter_stops_nothing_and_asks_for_nothing(internal):
    plain = deal_of(go_live="2027-03-01").text
    deal = Deal(plain + (dump({"internal": internal}) if internal else ""))
    file = Excel(deal.file("xlsx"))
    file.add(
        0,
        milestone="Works council",
        buyer_owner="Nora Vance",
        target_date=datetime(2027, 1, 20),
        exit_criteria="Written consent filed",
    )
    pulled = deal.pull(file.save())
    assert asked(deal, pulled) == []
    assert not [f for f in check(pulled.spec, today=LATER) if f.code == "MAP108"]
    assert str(pulled.spec.internal.beyond_period).startswith("Works council")
    assert any("beyond your fiscal period" in line for line in report.terminal(pulled))
    assert not pulled.spec.milestones[-1].at_risk


def test_a_date_that_the_buyer_moves_beyond_the_quarter_is_the_sellers_to_mark():
    deal = deal_of(go_live="2027-03-01")
    pulled = deal.pull(sheet(deal, 6, target_date=datetime(2027, 1, 20)))
    assert not pulled.spec.internal.beyond_period
    assert [f.code for f in check(pulled.spec, today=LATER) if f.level == "error"] == ["MAP108"]


_LANGUAGES = [
    ("en_US", "should the go-live move", "has to wait for", "is another"),
    ("de_DE", "den Start verschieben", "setzt", "Stimmt das noch"),
    ("fr_FR", "décaler la mise en service", "dépend de", "toujours exact"),
    ("es_ES", "puesta en marcha", "depende de", "Sigue siendo"),
    ("pt_PT", "entrada em operação", "depende de", "Continua correto"),
    ("ja_JP", "本稼働日", "前提", "このまま"),
]


@pytest.mark.parametrize(("locale", "after", "before", "other"), _LANGUAGES)
def test_a_date_after_the_go_live_or_before_what_comes_first_and_a_proof_that_no_longer_fits_are_asked(
    locale, after, before, other
):
    from mapdocs.schema.model import Settings

    values = plan_values(6, go_live="2026-12-30")
    for row in values["milestones"]:
        row.pop("kind")
    values["milestones"][4]["after"] = ["legal-redlines"]
    values["milestones"][3]["id"] = "legal-redlines"
    day = values["milestones"][2]["target_date"]
    values["milestones"][2]["exit_criteria"] = f"Report signed by {day}"
    deal = Deal(dump(values), Settings(locale=locale))
    file = Excel(deal.file("xlsx"))
    file.set(6, "target_date", datetime(2026, 12, 31))
    file.set(4, "target_date", datetime(2026, 12, 22))
    file.set(5, "target_date", datetime(2026, 12, 17))
    file.set(3, "exit_criteria", "Report signed by 2026-12-29")
    lines = asked(deal, deal.pull(file.save()))
    (late,) = [line for line in lines if after in line]
    (early,) = [line for line in lines if before in line]
    (proof,) = [line for line in lines if other in line]
    read = KIT.words(locale).under("milestones")
    assert read["signature"] in late
    assert early.index(read["procurement"]) < early.index(read["legal"])
    assert "2026-12-29" in proof


def test_a_refusal_is_asked_about():
    deal = deal_of()
    (line,) = asked(deal, deal.pull(sheet(deal, note=NO)))
    assert LEGAL in line
    assert NO in line


def test_an_agreement_never_follows_from_a_text_that_is_no_yes():
    lines = (Path(__file__).parent.parent / "words" / "replies_held_out.tsv").read_text("utf-8").splitlines()
    replies = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")][1:]
    texts = [text for label, _, text in replies if label != "yes"]
    assert len(texts) >= 100
    deal = deal_of(40)
    for start in range(0, len(texts), 40):
        part = texts[start : start + 40]
        for way in ("note", "comment", "agreed_on"):
            file = Excel(deal.file("xlsx"))
            for number, text in enumerate(part, 1):
                if way == "comment":
                    file.cell(number, "milestone").comment = openpyxl.comments.Comment(text, "Lena Brandt")
                else:
                    file.set(number, way, text)
            pulled = deal.pull(file.save())
            assert pulled.files[0].refused is None
            assert not [row for row in pulled.spec.milestones if row.agreed_on], way
