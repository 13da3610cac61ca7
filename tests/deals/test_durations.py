"""Durations against a count of our own on forty drawn deals: weekends, a holiday, slips, cancelled rows; silence below three."""

import json
import random
from datetime import date, timedelta

import pytest

from commands import run
from formats.test_leaks import everything_in, forms
from helpers import TODAY, codes, dump, findings_of, plan_values, spec_of
from mapdocs import build
from mapdocs.dates import working_days
from mapdocs.deals.durations_report import as_json, told, write_medians
from mapdocs.plan.durations import durations, history_of
from mapdocs.schema.loader import load, settings_for
from mapdocs.schema.model import Settings
from mapdocs.schema.reader import read
from mapdocs.training.pressure import pressure

HOLIDAYS = {date(2026, 5, 25), date(2026, 7, 3), date(2026, 9, 7), date(2026, 6, 19)}  # Memorial Day, Independence Day (observed), Labor Day, Juneteenth  # fmt: skip
KINDS = ("alignment", "business_case", "security", "legal", "procurement", "signature")


def ahead(day, count, off=frozenset()):
    """``count`` working days after ``day``, a day at a time: nothing of the program's own arithmetic."""
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5 and day not in off
    return day


def won(number, took, slips, *, american=False, tags=(), acv=84000, start=date(2026, 5, 4)):
    """A finished deal in which each step took so many working days after the one above; ``slips`` by row."""
    off = HOLIDAYS if american else frozenset()
    values = plan_values(name=f"Deal {number}", acv=acv, tags=list(tags))
    values["buyer"]["company"] = f"Customer {number}"
    day = start
    values["milestones"][0].update(agreed_on=start.isoformat())
    for place, (row, count) in enumerate(zip(values["milestones"], took, strict=True)):
        done = day = ahead(day, count, off)
        row.update(status="done", done_on=done.isoformat(), target_date=done.isoformat())
        if place in slips:
            promised = done
            for _ in range(slips[place]):
                promised -= timedelta(1)
                while promised.weekday() > 4 or promised in off:
                    promised -= timedelta(1)
            row["moved"] = [{"from": promised.isoformat(), "on": promised.isoformat(), "why": "Audit"}]
    return values


def forty():
    rng = random.Random(19)
    answers = {kind: [] for kind in KINDS}
    slipped = {kind: [] for kind in KINDS}
    deals = []
    for number in range(40):
        took = [rng.randint(1, 9), rng.randint(2, 12), rng.randint(5, 30), rng.randint(10, 40), rng.randint(3, 20), rng.randint(1, 6)]  # fmt: skip
        slips = {place: rng.randint(1, 11) for place in range(6) if rng.random() < 0.3}
        american = number % 2 == 0
        start = date(2026, 1, 5) + timedelta(rng.randint(0, 40)) if not american else date(2026, 5, 4)
        deals.append((won(number, took, slips, american=american, start=start), american))
        for place, kind in enumerate(KINDS):
            answers[kind].append(took[place])
            slipped[kind] += [slips[place]] if place in slips else []
    return deals, answers, slipped


def test_forty_deals_against_a_count_by_hand():
    deals, answers, slipped = forty()
    specs = [read(dump(v), settings=Settings(holidays="US" if american else None)) for v, american in deals]
    assert not any(f for spec in specs for f in spec.findings)
    found = durations(specs)
    assert (found.deals, found.finished, found.left_out) == (40, 40, 0)
    for kind, took in answers.items():
        one, ranked = found.of(kind), sorted(took)
        assert sorted(step.days for step in one.steps) == ranked
        assert one.median == (ranked[19] + ranked[20]) / 2
        assert one.most == ranked[31], "of 40, the 32nd: four of five took no longer"
        assert sorted(one.slipped) == sorted(slipped[kind])
        assert one.promised == 40
        newest = sorted(one.steps, key=lambda s: s.done_on)[-3:]
        assert {s.done_on for s in one.last} == {s.done_on for s in newest}


@pytest.mark.parametrize(("count", "claimed"), [(2, False), (3, True)])
def test_below_three_there_is_silence(count, claimed):
    specs = [read(dump(won(n, [1, 2, 3, 18 + n, 5, 6], {}))) for n in range(count)]
    found = durations(specs)
    assert ("legal" in found.usual()) == claimed
    loaded = json.loads(as_json(found))["kinds"]["legal"]
    assert (loaded["n"], loaded["median"]) == (count, 19.0 if claimed else None)
    assert ("Customer 0" in told(found)) == claimed


def test_a_deal_that_goes_on_is_not_counted_and_a_cancelled_row_is_looked_through():
    open_deal = won(1, [1] * 6, {})
    for row in open_deal["milestones"][4:]:
        row.update(status="open", done_on=None)
    assert durations([read(dump(open_deal))]).finished == 0
    values = won(2, [1, 2, 3, 4, 5, 6], {})
    values["milestones"][2].update(status="cancelled", done_on=None)
    found = durations([read(dump(values))])
    assert [s.days for s in found.of("legal").steps] == [3 + 4]


def test_steps_beside_each_other_wait_for_the_last_and_without_a_day_the_yes_counts():
    values = won(3, [1, 2, 3, 4, 5, 6], {})
    for row, name in zip(values["milestones"], "abcdef", strict=True):
        row["id"] = name
    values["milestones"][3]["after"] = ["b"]  # legal beside security
    values["milestones"][4]["after"] = ["c", "d"]
    found = durations([read(dump(values))])
    assert [s.days for s in found.of("legal").steps] == [7]
    assert [s.days for s in found.of("procurement").steps] == [5]
    del values["milestones"][0]["agreed_on"]
    assert durations([read(dump(values))]).left_out == 1


def test_groups_only_where_there_are_enough_and_they_are_not_all():
    deals = [won(n, [1, 2, 3, 10 + n, 5, 6], {}, tags=["renewal"] if n < 3 else ["new"], acv=9000 if n == 4 else 84000) for n in range(5)]  # fmt: skip
    names = {name for name, _ in durations([read(dump(v)) for v in deals]).groups()}
    assert names == {"tag renewal", "15,000 to 100,000"}


@pytest.fixture
def company(tmp_path):
    (tmp_path / "won").mkdir()
    for number, days in enumerate((31, 22, 18)):
        values = won(number, [1, 2, 3, days, 5, 6], {}, american=True)
        values["buyer"]["company"] = ("Umbrella Systems", "Contoso Airlines", "Acme Industries")[number]
        (tmp_path / "won" / f"{number}.yaml").write_text(dump(values))
    (tmp_path / "mapdocs.yaml").write_text("history: won\nholidays: US\n")
    return tmp_path


def test_map110_speaks_from_history(company):
    settings, wrong = settings_for(company / "deal.yaml")
    assert wrong == ()
    past = history_of(settings)
    assert past.usual()["legal"] == 22
    values = plan_values()
    values["milestones"][3].pop("evidence")
    found = [f for f in findings_of(values, history="won", folder=str(company)) if f.code == "MAP110"]
    assert len(found) == 1
    assert all(
        name in found[0].message
        for name in ("Acme Industries", "Contoso Airlines", "Umbrella Systems", "18", "22", "31")
    )
    assert "are planned" in found[0].message
    assert "the median, 22" in found[0].hint
    assert "Acme" not in found[0].hint, "what is typed into the spec names no other customer"


def test_no_other_customer_reaches_a_buyers_file(company):
    values = plan_values()
    values["milestones"][3].pop("evidence")
    (company / "deal.yaml").write_text(dump(values))
    spec = load(company / "deal.yaml")
    result = build(spec, out=company / "out", today=TODAY)
    assert any("Contoso" in f.message for f in result.findings), "the finding names them"
    files = [p for p in company.rglob("*") if p.is_file() and {"buyer", ".mapdocs"} & set(p.parts)]
    assert len(files) > 5
    for path in files:
        for content in everything_in(path.read_bytes()):
            for name in ("Acme Industries", "Contoso Airlines", "Umbrella Systems"):
                assert not any(form in content for form in forms(name)), (path.name, name)


def test_the_skeptic_cites_the_last_three(company):
    values = plan_values()
    values["milestones"][3].pop("evidence")
    spec = spec_of(values, history="won", folder=str(company))
    page = pressure(spec, working_days.of_country(None), today=TODAY)
    asked = next(one for one in page.rows if one.row.kind == "legal").doubts[0].question
    assert asked.startswith("The last three took 31, 22 and 18 working days: Umbrella Systems, Contoso Airlines, Acme")
    assert "you assumed" in asked


def test_init_plans_with_it(company):
    done = run("init", "new.yaml", "--deal", "X", "--acv", "84000", "--buyer", "Y", "--champion", "Kim Ly", "--seller", "F", "--owner", "Sam Ortiz", "--go-live", "2027-06-01", "--today", "2026-11-23", cwd=company)  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = {row.kind: row.target_date for row in load(company / "new.yaml").milestones}
    assert rows["legal"] == ahead(rows["business_case"], 22, {date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)})
    assert not any(
        name in (company / "new.yaml").read_text()
        for name in ("Acme Industries", "Contoso Airlines", "Umbrella Systems")
    )


def test_a_history_that_is_not_there_is_told(tmp_path):
    (tmp_path / "mapdocs.yaml").write_text("history: wno\n")
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    done = run("check", "deal.yaml", "--today", "2026-11-23", cwd=tmp_path)
    assert done.returncode == 1
    assert "wno is no folder" in done.stderr


@pytest.mark.parametrize(
    "before", [None, "", "# ours\n", "currency: EUR\n", "currency: EUR\ntypical_working_days:\n  legal: 9 # old\n  other: 3\n", "typical_working_days: {legal: 9}"]
)  # fmt: skip
def test_the_medians_go_into_the_settings_and_nothing_else_changes(tmp_path, before):
    path = tmp_path / "mapdocs.yaml"
    if before is not None:
        path.write_text(before)
    found = durations([read(dump(won(n, [1, 2, 3, 18 + n, 5, 6], {}))) for n in range(3)])
    assert write_medians(found, str(tmp_path))[0] == path
    settings, wrong = settings_for(tmp_path / "deal.yaml")
    assert wrong == ()
    assert settings.typical_working_days["legal"] == 19
    assert settings.currency == ("EUR" if before and "EUR" in before else "USD")
    assert settings.typical_working_days.get("other", 0) == (3 if before and "other" in before else 0)
    for line in (before or "").splitlines():
        assert "legal" in line or line in path.read_text()


def test_the_command(company):
    done = run("durations", "won", "--write", cwd=company)
    assert done.returncode == 0, done.stderr
    assert "22 Contoso" in done.stdout
    assert "legal 22" in done.stderr
    assert "history: won" in (company / "mapdocs.yaml").read_text()
    assert run("durations", "nowhere", cwd=company).returncode == 2
    assert codes(plan_values(), history=None) == []
