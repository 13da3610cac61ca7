"""The week's digest: says what is new, once, and is silent otherwise."""

from datetime import date

import pytest

from commands import run
from helpers import dump, message_of, part, plan_values, spec_of
from mapdocs.deals.digesting import for_manager, week_of
from mapdocs.formats.email.digest_mail import text
from mapdocs.language.lexicon import languages
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.digest import digest_of
from mapdocs.schema.loader import load
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit

MONDAY, NEXT = date(2026, 11, 23), date(2026, 11, 30)


def plan_of(values, today=MONDAY):
    return buyer_plan(spec_of(values), today=today)


def labels(rows):
    return [row.mark for row in rows]


def test_the_first_one_looks_back_a_week_and_on_a_week():
    values = plan_values(6)
    values["milestones"][0].update(target_date="2026-11-19", status="done", done_on="2026-11-19")
    values["milestones"][2]["moved"] = [{"from": "2026-12-01", "on": "2026-11-20", "why": "Audit week"}]
    digest = digest_of(plan_of(values), None)
    assert (labels(digest.done), labels(digest.week), labels(digest.passed)) == (["A1"], ["B2"], [])
    assert [(move.row.mark, move.old, move.why) for move in digest.moved] == [("S3", date(2026, 12, 1), "Audit week")]


def test_nothing_new_is_nothing_to_say():
    values = plan_values(6)
    first = digest_of(plan_of(values), None)
    assert first.has_news
    assert not digest_of(plan_of(values, date(2026, 11, 24)), first.seen).has_news


def test_a_date_that_has_passed_is_told_once_and_again_only_where_it_moved_and_passed_again():
    values = plan_values(6)
    seen = digest_of(plan_of(values), None).seen
    second = digest_of(plan_of(values, NEXT), seen)
    assert labels(second.passed) == ["A1"]
    third = digest_of(plan_of(values, date(2026, 12, 1)), second.seen)
    assert "A1" not in labels(third.passed)
    values["milestones"][0]["target_date"] = "2026-12-02"
    fourth = digest_of(plan_of(values, date(2026, 12, 3)), third.seen)
    assert "A1" in labels(fourth.passed)
    assert [(move.row.mark, move.why) for move in fourth.moved] == [("A1", None)]


@pytest.mark.parametrize("locale", languages())
def test_a_digest_of_six_rows_stays_under_ninety_words(locale):
    values = plan_values(6)
    for row in values["milestones"]:
        row["exit_criteria"] = "The questionnaire is returned with no open findings above medium and the minutes say so"
        row["target_date"] = "2026-11-26"
        row["moved"] = [{"from": "2026-11-12", "on": "2026-11-20", "why": "The audit took a week longer"}]
    values["milestones"][0].update(status="done", done_on="2026-11-20")
    values["milestones"][1]["target_date"] = "2026-11-19"
    plan = plan_of(values)
    said = text(plan, digest_of(plan, None), Kit(TemplateFolder()).words(locale))
    assert len(said.split()) < 90, said
    assert "{" not in said


def test_the_command_writes_a_draft_a_deal_with_news_and_remembers(tmp_path):
    values = plan_values(6)
    values["internal"] = {"forecast": "Canary forecast", "notes": "canary notes"}
    (tmp_path / "deal.yaml").write_text(dump(values), "utf-8")
    done = run("digest", tmp_path, "-o", tmp_path / "out", "--today", "2026-11-23")
    assert done.returncode == 0, done.stderr
    path = tmp_path / "out/test-deal/digest/test-deal-digest-2026-11-23.eml"
    assert done.stdout.strip() == str(path)
    mail = message_of(path.read_bytes())
    body = part(mail, "text/plain")
    assert mail["To"] == "Dana Reyes <dana.reyes@northwind.example>"
    assert body.startswith("Hi Dana,\n\nIn the next seven days:\n  A1 Plan agreed on both sides: 24 Nov\n")
    assert "canary" not in body.casefold()
    again = run("digest", tmp_path, "-o", tmp_path / "out", "--today", "2026-11-23")
    assert again.stdout == done.stdout
    later = run("digest", tmp_path, "-o", tmp_path / "out", "--today", "2026-11-24")
    assert (later.stdout, later.stderr.splitlines()[0]) == ("", "Test deal: nothing new")


def test_the_manager_gets_one_for_all_deals_with_a_memory_of_its_own(tmp_path):
    for name in ("One", "Two"):
        (tmp_path / f"{name}.yaml").write_text(dump(plan_values(6, name=name)), "utf-8")
    weeks = [week_of(load(tmp_path / f"{name}.yaml"), today=MONDAY, manager=True) for name in ("One", "Two")]
    weeks[1].remember()
    body = part(message_of(for_manager(weeks)), "text/plain")
    assert body.count("0 of 6 done") == 2
    later = [
        week_of(load(tmp_path / f"{name}.yaml"), today=date(2026, 11, 24), manager=True) for name in ("One", "Two")
    ]
    assert "Nothing new: Two" in part(message_of(for_manager(later)), "text/plain")
    assert week_of(load(tmp_path / "Two.yaml"), today=MONDAY).draft is not None
