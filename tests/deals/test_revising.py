"""Cells typed into a table, written into the spec's text: one change, one line, over all samples."""

import difflib

import pytest

from helpers import GOOD_SAMPLES, TODAY, dump, plan_values
from mapdocs import BuildOptions, build, check
from mapdocs.deals.revising import asks_why, revise, stated
from mapdocs.deals.typed import Elsewhere, Gone, NewEntry, NewRow, Place, Put, Unfit
from mapdocs.errors import NotWritten
from mapdocs.schema.loader import load
from mapdocs.schema.reader import read

TYPED = {
    "buyer_owner": "Ada Quill",
    "seller_owner": "Bo Tern",
    "exit_criteria": "Minutes of 7 May: “signed” # not a comment, said O'Hara",
    "status": "blocked",
    "target_date": "7 working days before go_live",
    "note": "Two lines\nof text: yes",
    "agreed_on": "21 Nov 2026",
    "evidence": "no",
}


def changed_lines(old, new):
    """The lines that went, and those that came."""
    gone, came = [], []
    for line in difflib.ndiff(old.splitlines(True), new.splitlines(True)):
        if line[0] in "-+":
            (gone if line[0] == "-" else came).append(line[2:])
    return gone, came


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda p: p.stem)
def test_what_is_not_touched_is_the_same_bytes_and_one_change_is_one_line(path):
    spec = load(path)
    old = spec.source.text
    assert revise(spec, [], today=TODAY).text == old
    for row in spec.milestones:
        for key in TYPED:
            at = ("milestones", row.id, key)
            same = revise(spec, [Put(path=at, value=stated(spec, at), was=stated(spec, at))], today=TODAY)
            assert same.text == old, (row.id, key)
            if key == "target_date" and asks_why(spec, row):
                continue
            new = revise(spec, [Put(path=at, value=TYPED[key], was=stated(spec, at))], today=TODAY)
            gone, came = changed_lines(old, new.text)
            assert len(came) == 1, (row.id, key, came)
            assert len(gone) <= 1, (row.id, key, gone)
            assert stated(new.spec, at).split()[:2] == ("2026-11-21" if key == "agreed_on" else TYPED[key]).split()[:2]
            back = revise(new.spec, [Put(path=at, value=stated(spec, at))], today=TODAY)
            if stated(spec, at) and key not in ("note", "exit_criteria"):
                assert back.text.splitlines()[0] == old.splitlines()[0]
                assert [r.id for r in back.spec.milestones] == [r.id for r in spec.milestones]


@pytest.fixture
def spec(tmp_path):
    text = dump(plan_values()).replace("milestones:\n", "# the steps\nmilestones:\n")
    (tmp_path / "deal.yaml").write_text(text, "utf-8")
    return load(tmp_path / "deal.yaml")


def row(spec, number):
    return spec.milestones[number].id


def test_a_cell_that_is_emptied_loses_its_line(spec):
    at = ("milestones", row(spec, 2), "evidence")
    gone, came = changed_lines(spec.source.text, revise(spec, [Put(path=at, value=" ")], today=TODAY).text)
    assert (len(gone), came) == (1, [])


def test_a_text_with_a_comment_beside_it_keeps_the_comment():
    spec = read("deal: {name: A}\nmilestones:\n  - milestone: X\n    note: yes please   # ask Ann\n    id: x\n")
    text = revise(spec, [Put(path=("milestones", "x", "note"), value="")], today=TODAY).text
    assert "    note: null   # ask Ann\n" in text


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("target_date", "some day", "is not a date"),
        ("target_date", "5 working days after nobody", "nobody"),
        ("status", "nearly", "is no status"),
        ("agreed_on", "31 June 2026", "has 30 days"),
        ("milestone", "  ", "cannot be empty"),
        ("note", "bell \x07", "cannot stand in a document"),
        ("colour", "red", "is no field"),
    ],
)
def test_what_is_no_value_is_not_written(spec, key, typed, said):
    with pytest.raises(Unfit) as told:
        revise(spec, [Put(path=("milestones", row(spec, 1), key), value=typed)], today=TODAY)
    assert said in told.value.message
    assert told.value.path.startswith("milestones[1]")


def test_a_value_changed_elsewhere_is_asked_about_and_the_same_change_twice_is_none(spec):
    at = ("milestones", row(spec, 1), "exit_criteria")
    with pytest.raises(Elsewhere) as told:
        revise(spec, [Put(path=at, value="Mine", was="What it was")], today=TODAY)
    assert told.value.now == "Confirmation 2 received in writing"
    same = revise(spec, [Put(path=at, value="Confirmation 2 received in writing", was="Before")], today=TODAY)
    assert same.text == spec.source.text
    with pytest.raises(Gone):
        revise(spec, [Put(path=("milestones", "no-such", "note"), value="x")], today=TODAY)


def test_rows_are_added_filled_and_moved_in_one_go(spec):
    changes = [
        NewRow(key="new-1", behind=row(spec, 5), name="Data protection: annex", seller_owner="Sam Ortiz"),
        Put(path=("milestones", "new-1", "buyer_owner"), value="Lena Brandt"),
        Put(path=("milestones", "new-1", "target_date"), value="3 Dec 2026"),
        Place(row="new-1", index=0),
        Place(row=row(spec, 0), index=99),
    ]
    new = revise(spec, changes, today=TODAY).spec
    assert new.milestones[0].milestone == "Data protection: annex"
    assert new.milestones[-1].id == row(spec, 0)
    assert new.milestones[0].buyer_owner == "Lena Brandt"
    assert new.milestones[0].target_date.isoformat() == "2026-12-03"
    assert [r.id for r in new.milestones[1:6]] == [r.id for r in spec.milestones[1:]]


def test_the_first_row_of_an_empty_plan():
    spec = read("deal:\n  name: A\nmilestones: []\n")
    new = revise(spec, [NewRow(key="k", behind="", name="Kickoff")], today=TODAY)
    assert [r.milestone for r in new.spec.milestones] == ["Kickoff"]


def test_a_row_that_others_hang_on_keeps_its_id_when_it_is_renamed(spec):
    at = ("milestones", row(spec, 2), "milestone")
    _, came = changed_lines(spec.source.text, revise(spec, [Put(path=at, value="Pen test")], today=TODAY).text)
    assert len(came) == 1, "nothing knows the row by its id"
    values = plan_values()
    values["milestones"][3]["target_date"] = "5 working days after security"
    hanging = read(dump(values))
    assert row(hanging, 2) == "security"
    new = revise(hanging, [Put(path=("milestones", row(hanging, 2), "milestone"), value="Pen test")], today=TODAY)
    assert new.spec.milestones[2].id == "security"
    moved = revise(hanging, [Put(path=("milestones", row(hanging, 2), "target_date"), value="2026-12-07")], today=TODAY)
    assert [(r.id, b.isoformat(), a.isoformat()) for r, b, a in moved.along] == [
        (row(hanging, 3), hanging.milestones[3].target_date.isoformat(), "2026-12-14")
    ]


def test_a_date_that_the_buyer_has_is_moved_with_its_reason(spec):
    at = ("milestones", row(spec, 2), "target_date")
    assert not asks_why(spec, spec.milestones[2])
    assert revise(spec, [Put(path=at, value="2026-12-08")], today=TODAY).spec.milestones[2].moved == ()
    build(spec, out=spec.source.file + ".out", today=TODAY, options=BuildOptions(only=("docx",)))
    assert asks_why(spec, spec.milestones[2])
    added = revise(
        spec,
        [NewRow(key="n", behind="", name="Kickoff"), Put(path=("milestones", "n", "target_date"), value="2026-12-01")],
        today=TODAY,
    ).spec
    again = revise(added, [Put(path=("milestones", "kickoff", "target_date"), value="2026-12-03")], today=TODAY)
    assert again.unexplained == (), "no buyer has read of this row"
    assert (
        revise(added, [Put(path=("milestones", "kickoff", "milestone"), value="Start")], today=TODAY)
        .spec.milestones[0]
        .id
        == "start"
    )
    sent = revise(spec, [Put(path=(*at[:2], "milestone"), value="Pen test")], today=TODAY).spec
    assert sent.milestones[2].id == spec.milestones[2].id, "a returned file knows it by its id"
    bare = revise(spec, [Put(path=at, value="2026-12-08")], today=TODAY)
    assert bare.unexplained == (row(spec, 2),)
    agreed = revise(spec, [Put(path=(*at[:2], "agreed_on"), value="2026-11-20")], today=TODAY).spec
    told = revise(agreed, [Put(path=at, value="2026-12-08", why="Auditors  late")], today=TODAY)
    (slip,) = told.spec.milestones[2].moved
    assert (slip.from_date, slip.on, slip.why) == (spec.milestones[2].target_date, TODAY, "Auditors late")
    assert told.unexplained == ()
    assert told.spec.milestones[2].agreed_on is None
    yes = revise(agreed, [Put(path=at, value="2026-12-08", why="", agreed=True)], today=TODAY).spec
    assert yes.milestones[2].agreed_on == TODAY


def test_entries_are_added_and_groups_begun(spec):
    bare = read("deal: {name: A}\nmilestones:\n  - milestone: X\n    buyer_owner: Legal\n")
    new = revise(
        bare,
        [
            Put(path=("review", "at"), value="2026-12-02 15:00"),
            Put(path=("review", "timezone"), value="Europe/Berlin"),
            NewEntry(path=("buyer", "people"), values=(("name", "Åsa Öberg"), ("title", "CFO, Group"))),
            NewEntry(path=("milestones", "x", "accept"), values=(("rule", "map101"), ("why", "It is: so"))),
            NewEntry(path=("internal", "tasks"), values=(("task", "Pricing"), ("due", ""))),
        ],
        today=TODAY,
    ).spec
    assert new.review.timezone == "Europe/Berlin"
    assert new.buyer.people[0].title == "CFO, Group"
    assert new.internal.tasks[0].task == "Pricing"
    assert not [f for f in check(new, today=TODAY) if f.code == "MAP101" and f.level == "error"]


def test_a_broken_file_is_left_alone():
    spec = read("deal: [\n")
    with pytest.raises(NotWritten, match="no valid YAML"):
        revise(spec, [Put(path=("deal", "name"), value="A")], today=TODAY)


LISTS = (("deal", "success"), ("deal", "tags"), ("email", "to"))


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda p: p.stem)
def test_lists_too_are_the_same_bytes_and_one_entry_is_one_line(path):
    spec = load(path)
    old = spec.source.text
    places = [*LISTS[:2], *(("milestones", row.id, "after") for row in spec.milestones)]
    same = [Put(path=at, value=stated(spec, at), was=stated(spec, at)) for at in places]
    assert revise(spec, same, today=TODAY).text == old
    for at in places:
        now = stated(spec, at)
        more = (*now, spec.milestones[0].id if at[-1] == "after" else "Fewer calls, “by May” # all: of them")
        if at[:2] == ("milestones", spec.milestones[0].id):
            continue
        new = revise(spec, [Put(path=at, value=more, was=now)], today=TODAY)
        gone, came = changed_lines(old, new.text)
        assert (len(gone) <= 1, len(came)) == (True, 1), (at, gone, came)
        assert stated(new.spec, at) == more
        back = revise(new.spec, [Put(path=at, value=now, was=more)], today=TODAY)
        if now:
            assert back.text == old, at


WRITTEN = [
    ("deal: {name: A, success: [x, 'y: z']}\n", ("x", "new, one", "y: z"), "deal: {name: A, success: [x, \"new, one\", 'y: z']}\n"),
    ("deal:\n  name: A\n  success: just one   # said on the phone\n", ("another",), "deal:\n  name: A\n  success: another   # said on the phone\n"),
    ("deal:\n  name: A\n  success: just one   # said\n", ("just one", "two"), "deal:\n  name: A\n  success: [just one, two]   # said\n"),
    (
        "deal:\n  success:   # both sides\n    - 'one'   # first\n\n    # about the second\n    - two\n    - three\n  name: A\n",
        ("one", "2", "three", "four"),
        "deal:\n  success:   # both sides\n    - 'one'   # first\n\n    # about the second\n    - \"2\"\n    - three\n    - four\n  name: A\n",
    ),
    (
        "deal:\n  success:   # both sides\n  - one   # first\n  - two: not # this\n",
        (), None,
    ),
    (
        "deal:\n  success:   # both sides\n  - one   # first\n  - two\n  name: A\n",
        ("two",), "deal:\n  success:   # both sides\n  - two\n  name: A\n",
    ),
    ("deal:\n  success:   # both sides\n    - one\n    - two\n  name: A\n", (), "deal:\n  success: []   # both sides\n  name: A\n"),
    ("deal:\n  success: [\n    one,   # first\n    two,\n  ]\n  name: A\n", ("one", "zwei"), "deal:\n  success: [\n    one,   # first\n    zwei,\n  ]\n  name: A\n"),
    ("deal:\n  success: []\n  name: A\n", ("one",), "deal:\n  success: [one]\n  name: A\n"),
    ("deal:\n  success: [one]\n  name: A\n", "", "deal:\n  name: A\n"),
    (
        "deal:\n  name: A\n", ("A sentence of more than sixty letters, which is said by both sides", "And another one that is about as long as that"),
        "deal:\n  name: A\n  success:\n    - A sentence of more than sixty letters, which is said by both sides\n    - And another one that is about as long as that\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "values", "new"), WRITTEN)
def test_a_list_keeps_its_layout_and_the_comments_of_what_stays(old, values, new):
    change = [Put(path=("deal", "success"), value=values)]
    if new is None:
        with pytest.raises(NotWritten):
            revise(read(old), change, today=TODAY)
        return
    assert revise(read(old), change, today=TODAY).text == new


def test_a_list_is_begun_with_its_group_and_each_entry_is_what_it_should_be():
    spec = read("deal: {name: A}\n")
    new = revise(spec, [Put(path=("email", "to"), value=("a@b.example", " ", "c@d.example"))], today=TODAY)
    assert new.text == "deal: {name: A}\nemail: {to: [a@b.example, c@d.example]}\n"
    with pytest.raises(Unfit, match="is not under people"):
        revise(new.spec, [Put(path=("email", "to"), value=("Ann",))], today=TODAY)
    with pytest.raises(Unfit, match="a single value belongs here"):
        revise(spec, [Put(path=("deal", "name"), value=("A", "B"))], today=TODAY)
    with pytest.raises(Elsewhere) as told:
        revise(new.spec, [Put(path=("email", "to"), value=("x@y.example",), was=())], today=TODAY)
    assert told.value.now == "a@b.example\nc@d.example"


def test_what_a_row_waits_for_is_no_circle(spec):
    first, second, third = (row(spec, n) for n in range(3))

    def waiting(*pairs):
        return [Put(path=("milestones", one, "after"), value=names) for one, names in pairs]

    new = revise(spec, waiting((second, (first,)), (third, (second, first))), today=TODAY)
    assert new.spec.milestones[2].after == (second, first)
    with pytest.raises(Unfit) as told:
        revise(new.spec, waiting((first, (third,))), today=TODAY)
    assert told.value.path == "milestones[0].after"
    assert told.value.message == (
        "in a circle, “Champion alignment” waits for “Security / technical review”, which waits for “Champion alignment”"
    )
    with pytest.raises(Unfit, match="waits for itself"):
        revise(spec, waiting((first, (first,))), today=TODAY)
    with pytest.raises(Unfit, match="no row with the id"):
        revise(spec, waiting((first, ("nobody",))), today=TODAY)
    nothing = revise(new.spec, waiting((third, ())), today=TODAY)
    assert nothing.spec.milestones[2].after == ()
    unsaid = revise(nothing.spec, waiting((third, "")), today=TODAY)
    assert unsaid.spec.milestones[2].after is None
