"""A mail with a plan: of a newer list above an older one the newer is the plan, and "me" is who wrote it."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.importing.api import ImportOptions

OPTIONS = ImportOptions(buyer="Alder Clinics", champion="Mona Frey", seller="Quill", owner="Ben Okoye")
MAIL = "From: {who}\nTo: {to}\nSubject: Re: steps\nContent-Type: text/{kind}; charset=utf-8\n\n{body}"
MONA, BEN = "Mona Frey <mona.frey@alder.example>", "Ben Okoye <ben@quill.example>"
QUOTED = "> From: Ben Okoye\n> - Interface draft: Ben Okoye, 11 Dec\n> - Sample charts: Mona Frey, 2 Dec\n"


def read(tmp_path, who, body, kind="plain"):
    to = BEN if who == MONA else MONA
    (tmp_path / "re.eml").write_text(MAIL.format(who=who, to=to, kind=kind, body=body), encoding="utf-8")
    result = import_file(tmp_path / "re.eml", tmp_path, today=date(2026, 11, 25), options=OPTIONS)
    assert result.balance.lost == 0
    return loads(result.specs[0].text), result


@pytest.mark.parametrize(
    ("above", "me", "you", "both"),
    few_of(
        [
            ("two changes from our side (our internal freeze is in week 52):", "me", "you", "both of us"),
            ("Zwei Änderungen, intern schon abgestimmt:", "ich", "Sie", "wir beide"),
            ("Deux changements après notre réunion interne :", "moi", "vous", "nous deux"),
            ("Dos cambios tras la revisión interna:", "yo", "usted", "los dos"),
            ("Duas mudanças depois da reunião interna:", "eu", "você", "nós dois"),
        ],
        7,
    ),
)
def test_the_buyers_newer_list_is_the_plan_whatever_its_words_say(above, me, you, both, tmp_path):
    body = f"Hi Ben,\n\n{above}\n\n- Sample charts: {me}, 9 Dec\n- Interface draft: {you}, 18 Dec\n- Training: {both}, 5 Feb\n\nMona\n\n{QUOTED}"
    spec, result = read(tmp_path, MONA, body)
    assert [(m.milestone, m.buyer_owner, m.seller_owner, str(m.target_date)) for m in spec.milestones] == [
        ("Sample charts", "Mona Frey", None, "2026-12-09"),
        ("Interface draft", None, "Ben Okoye", "2026-12-18"),
        ("Training", "Mona Frey", "Ben Okoye", "2027-02-05"),
    ]
    assert any("2 rows, since it stands in the older mail that is quoted" in note for note in result.notes)
    assert any(f"“{me}” was read as “Mona Frey”, as its writer means it" in note for note in result.notes)


def test_me_is_the_seller_where_the_seller_wrote(tmp_path):
    body = "Hi Mona, new days:\n\n- Sample charts: you, 9 Dec\n- Interface draft: me, 18 Dec\n\nBen\n\n> - Interface draft: Ben, 11 Dec\n> - Sample charts: Mona, 2 Dec\n"
    spec, _ = read(tmp_path, BEN, body)
    assert [(m.buyer_owner, m.seller_owner) for m in spec.milestones] == [("Mona Frey", None), (None, "Ben Okoye")]


def test_a_newer_list_that_the_seller_keeps_leaves_the_older_one_but_says_so(tmp_path):
    body = f"For us, not to be passed on to Mona:\n- Interface draft: Ben Okoye, 20 Dec\n- Price talk: Ben Okoye, 21 Dec\n\n{QUOTED}"
    spec, result = read(tmp_path, BEN, body)
    assert [str(m.target_date) for m in spec.milestones] == ["2026-12-11", "2026-12-02"]
    assert "Price talk" in spec.internal.notes
    assert any("the plan is that of the older mail, which is quoted" in note for note in result.notes)


def tables(day):
    return f"<table><tr><th>Step<th>Owner<th>Due</tr><tr><td>Charts<td>Mona Frey<td>{day}</tr><tr><td>Training<td>Ben Okoye<td>2027-01-15</tr></table>"


@pytest.mark.parametrize(("who", "day"), [(MONA, "2026-12-09"), (BEN, "2026-12-02")])
def test_a_table_that_the_buyer_wrote_is_read_and_the_sellers_own_is_kept(who, day, tmp_path):
    body = (
        f"<p>Internal plan</p>{tables('2026-12-09')}<p>On Tue, 24 Nov 2026, somebody wrote:</p>{tables('2026-12-02')}"
    )
    spec, result = read(tmp_path, who, body, "html")
    assert str(spec.milestones[0].target_date) == day
    assert any("which is quoted: a newer one" in note for note in result.notes) == (who == BEN)
