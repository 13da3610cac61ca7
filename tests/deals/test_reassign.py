"""People change, and a deal is handed over to those who deliver."""

from dataclasses import replace
from datetime import date

import pytest

from commands import run
from helpers import dump, message_of, part, plan_values, spec_of
from mapdocs import check, loads
from mapdocs.deals.handoff import handoff
from mapdocs.deals.reassigning import Successor, reassign
from mapdocs.errors import MapdocsError
from mapdocs.formats.email.handover_mail import Handover, text
from mapdocs.language.lexicon import languages
from mapdocs.plan.builder import buyer_plan
from mapdocs.schema.model import Settings
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit

TODAY = date(2026, 11, 23)


def deal():
    values = plan_values(6)
    values["milestones"][0].update(target_date="2026-11-19", status="done", done_on="2026-11-19")
    values["milestones"][2]["agreed_on"] = "2026-11-20"
    values["internal"] = {"notes": "Canary: walk away at 30", "forecast": "Commit canary"}
    return values


def test_open_rows_move_and_wait_for_a_yes_of_their_own():
    spec = spec_of(deal())
    done = reassign(spec, "dana reyes", Successor(name="Nora Vance", title="Director"), "Dana moved", today=TODAY)
    now = done.spec.milestones
    assert [row.buyer_owner for row in now] == [
        "Dana Reyes", "Lena Brandt", "Nora Vance", "Lena Brandt", "Nora Vance", "Lena Brandt",
    ]  # fmt: skip
    assert [row.agreed_on for row in now] == [None] * 6
    assert done.spec.buyer.champion == "Nora Vance"
    assert [(p.name, p.title) for p in done.spec.buyer.people][-1] == ("Nora Vance", "Director")
    assert "Dana Reyes" in [p.name for p in done.spec.buyer.people], "her done row keeps her title"
    body = part(message_of(done.draft), "text/plain")
    assert "S3 Security / technical review: Dana Reyes agreed to 4 Dec on 20 Nov" in body
    assert "P5 Procurement / PO: 14 Dec is proposed, not agreed yet" in body
    assert "(Dana moved)" in body
    assert "anary" not in body


def test_who_left_and_owns_no_row_is_no_longer_among_the_people():
    values = plan_values(6)
    done = reassign(spec_of(values), "Dana Reyes", Successor(name="Nora Vance"), "Dana left", today=TODAY)
    assert [p.name for p in done.spec.buyer.people] == ["Lena Brandt", "Nora Vance"]


def test_a_change_on_the_sellers_side_leaves_the_buyers_yes():
    done = reassign(spec_of(deal()), "Sam Ortiz", Successor(name="Kim Park"), "Sam is on leave", today=TODAY)
    assert done.draft is None
    assert done.spec.seller.owner == "Kim Park"
    assert done.spec.milestones[2].agreed_on == date(2026, 11, 20)
    assert [row.seller_owner for row in done.spec.milestones] == ["Sam Ortiz", *["Kim Park"] * 5]


def test_an_unknown_name_is_told_with_the_nearest_one():
    with pytest.raises(MapdocsError) as caught:
        reassign(spec_of(deal()), "Lena Brand", Successor(name="Nora Vance"), "x", today=TODAY)
    assert caught.value.hint == "did you mean Lena Brandt?"


@pytest.mark.parametrize("locale", languages())
def test_the_catch_up_is_short_in_every_language(locale):
    plan = buyer_plan(spec_of(plan_values(6)), today=TODAY)
    rows = plan.rows
    handover = Handover("Dana Reyes", "Nora Vance", "Dana moved", rows[:3], {rows[0].key: TODAY})
    said = text(plan, handover, Kit(TemplateFolder()).words(locale))
    assert len(said.split()) < 90, said
    assert "{" not in said
    assert all(row.mark in said for row in rows[:3])


def test_the_commands(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text("# kept\n" + dump(deal()), "utf-8")
    done = run("reassign", path, "Dana Reyes", "Nora Vance", "--why", "Dana moved", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "out/test-deal/handover/test-deal-for-nora-vance.eml")
    assert path.read_text("utf-8").startswith("# kept\n")
    assert run("reassign", path, "Dana Reyes", "Nora Vance", "-o", tmp_path / "out").returncode == 2
    over = run("handoff", path, "-o", tmp_path / "out", "--today", "2026-11-23")
    assert [line.rsplit("/", 1)[1] for line in over.stdout.split()] == [
        "test-deal-handoff.md",
        "test-deal-onboarding.yaml",
    ]


def test_the_onboarding_plan_starts_at_the_go_live_and_holds_nothing_internal():
    made = handoff(spec_of(deal()), today=TODAY)
    assert "Canary: walk away at 30" in made.note
    assert "proof" in made.note or "Confirmation 1" in made.note
    assert "anary" not in made.spec
    plan = loads(made.spec)
    assert plan.milestones[0].target_date == date(2027, 1, 19)
    found = check(plan, today=TODAY)
    assert sorted({f.code for f in found}) == ["MAP113", "MAP114"], found


def test_without_a_go_live_there_is_nothing_to_start_from():
    values = deal()
    del values["deal"]["go_live"]
    with pytest.raises(MapdocsError, match="no go-live"):
        handoff(spec_of(values), today=TODAY)


@pytest.mark.parametrize(
    ("locale", "step"),
    [
        ("en_US", "Users trained"),
        ("de_DE", "Anwender geschult"),
        ("fr_FR", "Utilisateurs formés"),
        ("es_ES", "Usuarios formados"),
        ("pt_BR", "Usuários treinados"),
        ("pt_PT", "Utilizadores formados"),
        ("ja_JP", "利用者への研修"),
    ],
)
def test_the_onboarding_plan_is_in_the_deals_language_and_holds_our_own_rules(locale, step):
    made = handoff(spec_of(deal(), locale=locale), today=TODAY)
    spec = replace(loads(made.spec), settings=Settings(locale=locale))
    assert step in [row.milestone for row in spec.milestones]
    about_words = [f for f in check(spec, today=TODAY) if f.code in ("MAP101", "MAP104", "MAP105", "MAP111", "MAP112")]
    assert about_words == []
