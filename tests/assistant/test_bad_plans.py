"""Plans as assistants write them: refused with a hint by which a second try passes, and nothing that nobody said is kept."""

import copy

import pytest

import mapdocs
from helpers import TODAY, dump, plan_values
from mapdocs.assistant.writing import save_plan

CALL = "call of 23 Nov, 12:40"


def row(index, **values):
    return lambda plan: plan["milestones"][index].update(values)


def task_row(plan):
    plan["milestones"].insert(
        4, {**plan["milestones"][4], "milestone": "Pricing approval", "id": "pricing", "source": CALL}
    )


def task_where_it_belongs(plan):
    plan["internal"] = {"tasks": [{"task": "Pricing approval", "owner": "Sam Ortiz"}]}


def without(index):
    return lambda plan: plan["milestones"].pop(index)


def nothing(plan):
    pass


#: What the assistant wrote; the code and place of the refusal; words of its hint; what it writes then.
REFUSED = {
    "progress talk": (row(3, exit_criteria="legal progressing"), "MAP105", "exit_criteria", "MSA countersigned", row(3, exit_criteria="MSA countersigned")),
    "a good feeling": (row(2, exit_criteria="Good feedback from the team"), "MAP105", "exit_criteria", "Security questionnaire returned", row(2, exit_criteria="Security questionnaire returned with no open findings")),
    "a department": (row(3, buyer_owner="Legal team", source=CALL), "MAP101", "buyer_owner", "Write the name", row(3, buyer_owner="Tom Weber", source=CALL)),
    "nobody yet": (row(4, buyer_owner="TBD"), "MAP101", "buyer_owner", "ask your champion", row(4, buyer_owner="")),
    "our own person as theirs": (row(2, buyer_owner="Sam Ortiz", source=CALL), "MAP101", "buyer_owner", "name the buyer's person", row(2, buyer_owner="Dana Reyes", source=CALL)),
    "internal talk": (row(3, note="Discount of 15% approved by deal desk"), "MAP111", "note", "internal.tasks", row(3, note="Counsel is away until Monday")),
    "our own task as a row": (task_row, "MAP111", "milestone", "move it to internal.tasks", task_where_it_belongs),
    "a key of its own": (row(1, probability="80%"), "MAP010", "probability", "one of these can stand here", nothing),
    "a day in words": (row(3, target_date="next Friday", source=CALL), "MAP013", "target_date", "write it year first", row(3, target_date="2026-12-10", source=CALL)),
    "overruling the rule": (row(3, exit_criteria="legal progressing", accept=[{"rule": "MAP105", "why": "It is fine"}]), "MAP105", "accept", "a person may overrule it", row(3, exit_criteria="MSA countersigned")),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_plan_is_refused_with_a_hint_by_which_the_second_try_passes(room, name):
    spoil, code, where, hint, mend = REFUSED[name]
    before, plan = room.plan.read_bytes(), plan_values()
    spoil(plan)
    first = save_plan(room.inside, "deal.yaml", dump(plan), room.digest)
    assert (first.saved, room.plan.read_bytes()) == (False, before)
    (found,) = [f for f in first.refused if f.code == code and f.path.endswith(where)]
    assert hint in found.hint
    assert "accept: [" not in found.hint, "how to overrule is for a person to know"
    plan = plan_values()
    mend(plan)
    second = save_plan(room.inside, "deal.yaml", dump(plan), first.digest)
    assert (second.saved, second.refused, second.left_open) == (True, (), ()), second
    assert second.digest == room.digest


#: What nobody said: where it stands, and what stands there when it is not taken.
INVENTED = {
    "a date": ({"target_date": "2026-12-10"}, "2026-12-09"),
    "a yes": ({"agreed_on": "2026-11-20"}, None),
    "an owner": ({"buyer_owner": "Tom Weber"}, "Lena Brandt"),
    "a seller's person": ({"seller_owner": "Nina Vogel"}, "Sam Ortiz"),
    "a day done": ({"done_on": "2026-11-20"}, None),
}


@pytest.mark.parametrize("vague", ["", "typical timeline"])
@pytest.mark.parametrize("name", INVENTED)
def test_what_nobody_said_stays_open_until_its_source_is_named(room, name, vague):
    (values, was) = INVENTED[name]
    ((fact, said),) = values.items()
    plan = plan_values()
    plan["milestones"][3].update(values, **({"source": vague} if vague else {}))
    first = save_plan(room.inside, "deal.yaml", dump(plan), room.digest)
    assert first.saved
    (left,) = first.left_open
    assert (left.path, left.value) == (f"milestones[3].{fact}", said)
    assert "source: call of 24 Nov, 12:40" in left.hint
    spec = mapdocs.load(room.plan)
    now = getattr(spec.milestones[3], fact)
    assert (str(now) if now else None) == was
    assert [(f.code, f.path) for f in mapdocs.check(spec, today=TODAY)] == [("MAP119", "milestones[3].source")]
    assert any("(?)" in one.text for one in first.open)
    plan["milestones"][3]["source"] = CALL
    second = save_plan(room.inside, "deal.yaml", dump(plan), first.digest)
    assert (second.saved, second.left_open) == (True, ())
    spec = mapdocs.load(room.plan)
    assert str(getattr(spec.milestones[3], fact)) == said
    assert "MAP119" not in {f.code for f in mapdocs.check(spec, today=TODAY)}


def test_a_source_of_the_whole_change_is_written_on_each_row_that_names_none(room):
    plan = plan_values()
    plan["milestones"][2]["buyer_owner"] = "Tom Weber"
    plan["milestones"][3].update(agreed_on="2026-11-20", source="mail from Lena, 20 Nov")
    plan["deal"]["go_live"] = "2027-01-26"
    done = save_plan(room.inside, "deal.yaml", dump(plan), room.digest, CALL)
    assert (done.saved, done.left_open) == (True, ())
    rows = mapdocs.load(room.plan).milestones
    assert [rows[i].source for i in (1, 2, 3)] == [None, CALL, "mail from Lena, 20 Nov"]
    assert "# deal.go_live: 2027-01-26, from call of 23 Nov, 12:40" in room.plan.read_text()


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        (("deal", "go_live"), "2027-02-01", "deal.go_live"),
        (("buyer", "champion"), "Lena Brandt", "buyer.champion"),
        (("review", "at"), "2026-12-03 09:00", "review.at"),
    ],
)
def test_what_stands_outside_the_rows_needs_the_source_of_the_change(room, key, value, path):
    plan = plan_values()
    was = plan[key[0]][key[1]]
    plan[key[0]][key[1]] = value
    done = save_plan(room.inside, "deal.yaml", dump(plan), room.digest)
    assert [(left.path, left.value) for left in done.left_open] == [(path, value)]
    assert f"{key[1]}: " in room.plan.read_text()
    assert mapdocs.load(room.plan).findings == ()
    assert was in room.plan.read_text()


def test_a_new_row_without_a_source_is_there_with_its_places_open(room):
    plan = plan_values()
    plan["milestones"].insert(
        4,
        {"milestone": "Data protection agreement", "buyer_owner": "Tom Weber", "target_date": "2026-12-15", "exit_criteria": "DPA signed"},
    )  # fmt: skip
    done = save_plan(room.inside, "deal.yaml", dump(plan), room.digest)
    assert done.saved
    assert [left.value for left in done.left_open] == ["Tom Weber", "2026-12-15"]
    spec = mapdocs.load(room.plan)
    assert (spec.milestones[4].buyer_owner, spec.milestones[4].target_date) == (None, None)
    assert {"MAP101", "MAP103", "MAP119"} <= {f.code for f in mapdocs.check(spec, today=TODAY)}
    assert "# (?) Tom Weber: who said so?" in room.plan.read_text()


def test_what_was_said_cannot_be_unsaid(room):
    plan = plan_values()
    plan["milestones"][3]["moved"] = [{"from": "2026-12-01", "on": "2026-11-20", "why": "Audit week"}]
    plan["milestones"][4]["agreed_on"] = "2026-11-20"
    room.plan.write_text(dump(plan))
    for spoil, message in (
        (without(3), "never deleted"),
        (without(4), "never deleted"),
        (row(3, moved=[]), "a slip is never hidden"),
    ):
        worse = copy.deepcopy(plan)
        spoil(worse)
        done = save_plan(room.inside, "deal.yaml", dump(worse), room.digest)
        assert not done.saved
        assert message in " ".join(f.message for f in done.refused)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_on_one_line_and_other_ends_of_lines_are_put_back_too(room, end):
    """In a mapping on one line there is no place for a comment: the value is taken out, and the source says (?)."""
    flow = "- {milestone: Data protection agreement, buyer_owner: Tom Weber, target_date: 2026-12-15, exit_criteria: DPA signed, seller_owner: Sam Ortiz}\n"
    before = dump(plan_values()).replace("\n", end)
    room.plan.write_bytes(before.encode())
    text = dump(plan_values()) + "# the end\n"
    text = text.replace("milestones:\n", f"milestones:\n{flow}", 1)
    done = save_plan(room.inside, "deal.yaml", text.replace("\n", end), room.digest)
    assert done.saved, done.refused
    assert [left.value for left in done.left_open] == ["Tom Weber", "2026-12-15"]
    row = mapdocs.load(room.plan).milestones[0]
    assert (row.milestone, row.buyer_owner, row.target_date, row.source) == (
        "Data protection agreement",
        None,
        None,
        "(?)",
    )
    assert room.plan.read_bytes().count(b"\r\n") == (len(text.splitlines()) if end == "\r\n" else 0)
