"""Each rule on both sides of its line."""

from datetime import date

import pytest

from helpers import NAMES, TODAY, codes, findings_of, plan_values, spec_of
from mapdocs import check
from mapdocs.dates.working_days import of_country
from mapdocs.rules import all_rules
from mapdocs.rules.checker import FAMILIES


def changed(row, **fields):
    """A good plan with one row's fields changed; None takes a field away."""
    values = plan_values()
    for key, value in fields.items():
        if value is None:
            values["milestones"][row].pop(key, None)
        else:
            values["milestones"][row][key] = value
    return values


def only(found, code):
    return [f for f in found if f.code == code]


def test_the_good_plan_is_good():
    assert findings_of(plan_values()) == ()
    assert findings_of(plan_values(12)) == ()


def test_there_are_sixteen_rules_and_each_explains_itself():
    rules = all_rules()
    assert [f"MAP{n}" for n in range(101, 117)] == list(rules)[:16]
    assert all(len(rule.explanation) > 60 for rule in rules.values())
    assert {rule.check.__module__ for rule in rules.values()} == {family.__name__ for family in FAMILIES}


@pytest.mark.parametrize(
    ("owner", "bad"),
    [
        (None, True),
        ("Legal", True),
        ("TBD", True),
        ("CFO", True),
        ("Northwind Traders", True),
        ("Sam Ortiz", True),
        ("Bo Li", False),
        ("Dana Reyes (VP Finance)", False),
    ],
)
def test_map101_buyer_owner(owner, bad):
    found = only(findings_of(changed(2, buyer_owner=owner)), "MAP101")
    assert bool(found) is bad
    if bad:
        assert found[0].path == "milestones[2].buyer_owner"
        assert found[0].level == "error"


def test_map101_a_listed_person_may_share_words_with_the_company():
    values = changed(2, buyer_owner="Traders Northwind")
    assert "MAP101" not in codes(values)


@pytest.mark.parametrize(("owner", "bad"), [(None, True), ("TBD", True), ("Sam Ortiz", False), ("Legal", False)])
def test_map102_seller_owner(owner, bad):
    assert ("MAP102" in codes(changed(1, seller_owner=owner))) is bad


@pytest.mark.parametrize(
    ("fields", "bad"),
    [
        ({"target_date": None}, True),
        ({"target_date": "2026-12-01"}, False),
        ({"target_date": None, "status": "cancelled"}, False),
    ],
)
def test_map103_date(fields, bad):
    assert ("MAP103" in codes(changed(1, **fields))) is bad


def test_map103_is_silent_where_the_date_is_unreadable():
    found = codes(changed(1, target_date="2026-02-30"))
    assert "MAP013" in found
    assert "MAP103" not in found


def test_map104_exit_criterion():
    assert "MAP104" in codes(changed(1, exit_criteria=None))
    assert "MAP104" in codes(changed(1, exit_criteria=""))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("legal progressing", "error"),
        ("MSA countersigned", None),
        ("Security questionnaire returned with no open findings", None),
        ("PO number received", None),
        ("The blue house", "warning"),
        ("Approved", "warning"),
    ],
)
def test_map105_levels(text, level):
    found = only(findings_of(changed(3, exit_criteria=text)), "MAP105")
    assert [f.level for f in found] == ([level] if level else [])
    if level:
        assert "MSA countersigned" in found[0].hint  # the rewrite is of the row's kind


def test_map105_the_caret_stands_under_the_words():
    values = changed(3, exit_criteria="Our legal is progressing")
    spec = spec_of(values)
    found = only(check(spec, today=TODAY), "MAP105")[0]
    line = spec.source.text.splitlines()[found.line - 1]
    assert line[found.column - 1 : found.column - 1 + found.length] == "progressing"


def test_map105_leaves_done_rows_alone():
    assert "MAP105" not in codes(changed(3, exit_criteria="legal progressing", status="done"))


@pytest.mark.parametrize(("rows", "bad"), [(5, True), (6, False), (7, False)])
def test_map106_full_rows(rows, bad):
    found = only(findings_of(plan_values(rows)), "MAP106")
    assert bool(found) is bad
    if bad:
        assert NAMES[5] in found[0].hint


@pytest.mark.parametrize(("rows", "bad"), [(2, True), (3, False), (6, False)])
def test_map106_lite_lines(rows, bad):
    values = plan_values(6, acv=9600)
    values["milestones"] = [values["milestones"][n] for n in ([0, 3, 5] if rows == 3 else range(rows))]
    assert ("MAP106" in codes(values)) is bad


def test_map106_cancelled_rows_do_not_count():
    assert "MAP106" in codes(changed(5, status="cancelled"))


def test_map106_a_list_that_does_not_fold_into_three():
    values = plan_values(6, acv=9600)
    values["milestones"] = values["milestones"][:4]
    assert "MAP106" in codes(values)


def test_map107_two_buyer_owners():
    values = plan_values()
    for row in values["milestones"]:
        row["buyer_owner"] = "Dana Reyes"
    assert "MAP107" in codes(values)
    values["milestones"][0]["buyer_owner"] = "dana  reyes"
    assert "MAP107" in codes(values)
    values["milestones"][0]["buyer_owner"] = "Bo Li"
    assert "MAP107" not in codes(values)
    values["deal"]["acv"] = 9600
    values["milestones"][0]["buyer_owner"] = "Dana Reyes"
    assert "MAP107" not in codes(values)


@pytest.mark.parametrize(
    ("day", "bad"),
    [("2026-12-31", False), ("2027-01-01", True), ("2026-10-01", False), ("2026-09-30", True)],
)
def test_map108_the_periods_first_and_last_day(day, bad):
    assert ("MAP108" in codes(changed(5, target_date=day))) is bad


@pytest.mark.parametrize("mark", [True, "Jahreswechsel"])
def test_map108_a_marked_row_may_lie_outside(mark):
    assert "MAP108" not in codes(changed(5, target_date="2027-01-04", at_risk=mark))


@pytest.mark.parametrize("mark", [True, "The budget is next year's"])
def test_map108_a_plan_says_once_that_it_goes_beyond(mark):
    values = plan_values(go_live="2027-03-01")
    for number in (3, 4, 5):
        values["milestones"][number]["target_date"] = f"2027-01-{number + 11}"
    assert "MAP108" in codes({**values, "internal": {"beyond_period": False}})
    assert "MAP108" not in codes({**values, "internal": {"beyond_period": mark}})
    values["milestones"].append({**values["milestones"][5], "milestone": "A step of the buyer's", "id": "new"})
    assert "MAP108" not in codes({**values, "internal": {"beyond_period": mark}}), "a new step needs no mark of its own"
    values["milestones"][0]["target_date"] = "2026-09-30"
    assert "MAP108" in codes({**values, "internal": {"beyond_period": mark}}), "what lies before it is late"


def test_map108_is_one_finding_that_counts_the_rows_and_names_the_signature():
    values = plan_values(go_live="2027-03-01")
    for number in (3, 4, 5):
        values["milestones"][number]["target_date"] = f"2027-01-{number + 11}"
    (found,) = only(findings_of(values), "MAP108")
    assert found.path == "milestones[5].target_date"
    assert found.level == "error"
    assert found.message == (
        "3 of 6 open rows lie after your fiscal quarter (1 Oct 2026 to 31 Dec 2026), among them "
        "“Signature & kickoff” (16 Jan 2027)"
    )
    assert "beyond_period: true" in found.hint
    assert "fiscal_period: year" in found.hint
    assert "at_risk" not in found.hint
    values["milestones"][5]["at_risk"] = True
    (found,) = only(findings_of(values), "MAP108")
    assert found.path == "milestones[3].target_date", "the first, where the signature is not among them"
    assert "fiscal_period" not in only(findings_of(changed(5, target_date="2026-09-30")), "MAP108")[0].hint


def test_map108_by_year_and_by_start_month():
    late = changed(5, target_date="2027-01-29")
    assert "MAP108" not in codes(late, fiscal_year_start=2, fiscal_period="quarter")
    assert "MAP108" in codes(changed(5, target_date="2027-02-01"), fiscal_year_start=2)
    assert "MAP108" not in codes(changed(5, target_date="2027-01-29"), fiscal_year_start=2, fiscal_period="year")
    assert "MAP108" in codes(changed(5, target_date="2027-02-01"), fiscal_year_start=2, fiscal_period="year")


def test_map109_backwards_down_the_plan():
    assert "MAP109" in codes(changed(1, target_date="2026-11-23"))
    assert "MAP109" not in codes(changed(1, target_date="2026-11-24"))
    assert "MAP109" not in codes(changed(2, after=["signature"])), "MAP121 says that"


@pytest.mark.parametrize(("days", "bad"), [(19, True), (20, False)])
def test_map110_exactly_the_usual_time(days, bad):
    values = changed(
        3,
        evidence=None,
        after=["alignment"],
        target_date=of_country(None).shift(date(2026, 11, 24), days).isoformat(),
    )
    values["milestones"][4]["target_date"] = values["milestones"][5]["target_date"] = "2026-12-31"
    assert ("MAP110" in codes(values)) is bad


def test_map110_evidence_and_settings():
    short = changed(3, evidence=None)
    assert "MAP110" in codes(short)
    assert "MAP110" not in codes(short, typical_working_days={"legal": 1})
    assert "MAP110" not in codes(changed(3, evidence="Last three took 2 days"))


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("milestone", "Pricing approval"),
        ("milestone", "Deal desk review"),
        ("note", "Forecast: in Commit for this quarter"),
        ("exit_criteria", "Discount approval received"),
        ("note", "Ask our CRM record"),
        ("buyer_label", "Internal pricing approval"),
    ],
)
def test_map111_internal_talk(where, text):
    found = only(findings_of(changed(1, **{where: text})), "MAP111")
    assert [f.path for f in found] == [f"milestones[1].{where}"]


def test_map111_internal_tasks_and_notes_repeated_and_crm_links():
    values = changed(1, note="First the escalation to Rita, then the rest")
    values["internal"] = {
        "tasks": [{"task": "Escalation to Rita"}],
        "notes": "Marcus wants net sixty or nothing",
    }
    assert "MAP111" in codes(values)
    values["milestones"][1]["note"] = "Marcus wants net sixty or nothing"
    assert "MAP111" in codes(values)
    values["milestones"][1]["note"] = "Marcus is away"
    assert "MAP111" not in codes(values)
    values["deal"]["map_url"] = "https://fabrikam.lightning.force.com/lightning/r/Opportunity/006/view"
    assert "MAP111" in codes(values)


@pytest.mark.parametrize(
    "text",
    [
        "Internal review by Northwind minuted",
        "Forecast accuracy report received",
        "Patients at risk listed in the report",
        "CRM migration signed off in writing",
    ],
)
def test_map111_leaves_the_buyers_own_words_alone(text):
    assert "MAP111" not in codes(changed(1, exit_criteria=text))


@pytest.mark.parametrize(
    "text",
    [
        "Leverage the platform",
        "A seamless start",
        "POC signed",
        "We circle back",
        "Our best-in-class team",
        "Champion confirms by email",
    ],
)
def test_map112_jargon(text):
    found = only(findings_of(changed(1, exit_criteria=text)), "MAP112")
    assert found
    assert found[0].level == "warning"


def test_map112_names_and_the_trainings_own_rows_are_no_jargon():
    values = changed(1, exit_criteria="Dana Champion signs the form")
    values["buyer"]["people"].append({"name": "Dana Champion", "title": "Head of Pipeline"})
    assert "MAP112" not in codes(values)
    assert "MAP112" not in codes(plan_values())  # Champion alignment is read as another label
    assert "MAP112" in codes(changed(0, milestone="Champion sync", buyer_owner="Dana Reyes"))
    assert "MAP112" in codes(changed(1, note="Ein Leuchtturmprojekt"), jargon=("Leuchtturmprojekt",))


@pytest.mark.parametrize(("stage", "level"), [(None, "warning"), (3, "warning"), (4, "error"), (9, "error")])
def test_map113_link(stage, level):
    values = plan_values(map_url=None, stage=stage)
    found = only(findings_of(values), "MAP113")
    assert [f.level for f in found] == [level]
    assert only(findings_of(values, map_link_required_from_stage=9), "MAP113")[0].level == (
        "error" if stage == 9 else "warning"
    )


@pytest.mark.parametrize(
    ("review", "bad"),
    [
        (None, True),
        ({"at": "2026-12-02 15:00", "timezone": "America/New_York"}, True),
        ({"at": "2026-12-02 15:00", "timezone": "America/New_York", "edits_by": "2026-12-02"}, True),
        ({"at": "2026-12-02 15:00", "timezone": "America/New_York", "edits_by": "2026-12-01"}, False),
        ({"at": "2026-11-20 15:00", "timezone": "America/New_York", "edits_by": "2026-11-19"}, True),
    ],
)
def test_map114_review(review, bad):
    values = plan_values()
    values["review"] = review
    if review is None:
        del values["review"]
    assert ("MAP114" in codes(values)) is bad


def test_map115_past_dates_and_untold_moves():
    assert "MAP115" in codes(changed(0, target_date="2026-11-20"))
    assert "MAP115" not in codes(changed(0, target_date="2026-11-23"))
    assert "MAP115" not in codes(changed(0, target_date="2026-11-20", status="done"))
    move = {"from": "2026-11-20", "on": "2026-11-19", "why": "Audit week"}
    assert "MAP115" not in codes(changed(1, moved=[move]))
    assert "MAP115" in codes(changed(1, moved=[{"from": "2026-11-20", "on": "2026-11-19"}]))
    assert "MAP115" in codes(changed(1, moved=[{"from": "2026-11-20", "why": "Audit week"}]))
    (untold,) = [
        f for f in findings_of(changed(1, moved=[{"from": "2026-11-20", "on": "2026-11-19"}])) if f.code == "MAP115"
    ]
    assert untold.hint.startswith("write {from: 2026-11-20, on: 2026-11-19, why: …}"), (
        "its own dates, not another deal's"
    )


@pytest.mark.parametrize(
    ("day", "country", "bad"),
    [
        ("2026-12-05", None, True),
        ("2026-12-04", None, False),
        ("2026-12-25", None, False),
        ("2026-12-25", "US", True),
        ("2026-12-24", "US", False),
    ],
)
def test_map116_working_days(day, country, bad):
    assert ("MAP116" in codes(changed(5, target_date=day), holidays=country)) is bad


@pytest.mark.parametrize(("title", "bad"), [("CFO", False), (None, True)])
def test_map101_whoever_stands_under_people_with_a_title_is_a_person(title, bad):
    values = changed(2, buyer_owner="Todo")
    person = {"name": "Todo"} | ({"title": title} if title else {})
    values["buyer"]["people"] = [*values["buyer"].get("people", []), person]
    assert ("MAP101" in codes(values)) is bad


@pytest.mark.parametrize(
    "text",
    [
        "we can go down to $95k if they ask",
        "our floor is 82k, don't show",
        "RVP has to ok the 12% discount",
        "[INTERNAL] ask Jen first",
        "wir können bis 95k runter wenn sie fragen",
        "on peut lâcher 20 % s'ils insistent",
        "create urgency before the audit",
    ],
)
def test_map111_whose_it_is_and_what_it_is_about(text):
    found = only(findings_of(changed(1, note=text)), "MAP111")
    assert [f.level for f in found] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "Your own budget forecast loads into the tool",
        "gas pipeline pressure test passed",
        "disk quota 50 GB a user",
        "Volume discount of 12% as in the order form",
        "Opportunity records migrated into your new CRM",
        "We will send the documents by Friday",
        "I'll call you on Monday about the dates",
        "Please do not forward the test data",
    ],
)
def test_map111_what_is_the_buyers_own_is_no_error(text):
    assert not [f for f in only(findings_of(changed(1, note=text)), "MAP111") if f.level == "error"]


@pytest.mark.parametrize(
    ("title", "bad"),
    [
        ("CFO, detractor (in Commit)", True),
        ("CFO", False),
        ("Regional Sales Director", False),
        ("Pricing Manager", False),
    ],
)
def test_map111_titles_are_read_by_the_buyer_too(title, bad):
    values = changed(2)
    values["buyer"]["people"][0]["title"] = title
    assert ("MAP111" in codes(values)) is bad


@pytest.mark.parametrize(
    ("owner", "bad"),
    [("Lena Brandt (weak champion, deal desk)", True), ("Lena Brandt (VP Finance)", False), ("Mark Price", False)],
)
def test_map111_what_stands_beside_a_name(owner, bad):
    assert ("MAP111" in codes(changed(2, buyer_owner=owner))) is bad
