"""A deal is known by itself: nothing of one stands in another's files, whatever the two are called and wherever they lie."""

import itertools
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

import mapdocs
from helpers import TODAY, dump, examples, plan_values
from mapdocs.errors import AnotherDeal
from mapdocs.storage import history, manifest
from mapdocs.storage.identity import Deal, deal_of

EMAIL = mapdocs.BuildOptions(only=("email",))
WORD = mapdocs.BuildOptions(only=("docx",))


def deal(word, *, name="Phase 1", buyer="Northwind Traders", person="Dana Reyes", **more):
    """A spec's text; ``word`` stands in what its buyer reads, and in no other's."""
    values = plan_values(name=name, outcome=f"Close the {word} books in four days.", **more)
    values["buyer"]["company"] = buyer
    values["milestones"][2]["exit_criteria"] = f"The {word} confirmation received in writing"
    values["milestones"].append(
        {
            **values["milestones"][-1],
            "milestone": f"{word} merger sign-off",
            "kind": "other",
            "target_date": "2026-12-22",
        }
    )
    return dump(values).replace("Dana Reyes", person)


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def build(path, out, options=EMAIL, **more):
    return mapdocs.build(mapdocs.load(path), out=out, today=TODAY, options=options, **more)


def words_of(folder):
    return {
        word for path in Path(folder).rglob("buyer/*") for word in re.findall(r"\bZ[a-z]+q\b", path.read_text("utf-8"))
    }


def all_bytes(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    names=st.tuples(*[st.sampled_from(["Phase 1", "phase-1", "Pilot"])] * 2),
    buyers=st.tuples(*[st.sampled_from(["Northwind Traders", "Contoso Ltd"])] * 2),
    people=st.tuples(*[st.sampled_from(["Dana Reyes", "Olga Petrov"])] * 2),
    ids=st.tuples(*[st.sampled_from([None, "one", "two"])] * 2).filter(
        lambda pair: pair[0] is None or pair[0] != pair[1]
    ),
    folders=st.tuples(*[st.sampled_from(["a", "b"])] * 2),
    outs=st.tuples(*[st.sampled_from(["out", "other"])] * 2),
    order=st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.booleans()), min_size=2, max_size=5),
)
def test_no_buyer_file_holds_a_word_of_another_deal(tmp_path_factory, names, buyers, people, ids, folders, outs, order):
    """Two specs in any folders, with any ``-o``, built in any order, edited in between, with --force and without."""
    root = tmp_path_factory.mktemp("deals")
    paths = [root / folder / file for folder, file in zip(folders, ("one.yaml", "two.yaml"), strict=True)]
    for number, forced, edited in order:
        word, path = ("Zonq", "Ztwoq")[number], paths[number]
        more = {"id": ids[number]} if ids[number] else {}
        text = deal(word, name=names[number], buyer=buyers[number], person=people[number], **more)
        put(path, text.replace("2026-12-22", "2026-12-23") if edited else text)
        out = root / outs[number]
        try:
            result = build(path, out, force=forced)
        except AnotherDeal:
            assert not forced
            continue
        assert not result.blocked, result.findings
        if result.paths:
            assert words_of(result.paths[0].parents[1]) == {word}


@pytest.fixture
def two(tmp_path):
    """Two deals of one name in one folder, the first of them built."""
    one = put(tmp_path / "northwind.yaml", deal("Zonq"))
    other = put(tmp_path / "contoso.yaml", deal("Ztwoq", buyer="Contoso Ltd", person="Olga Petrov"))
    build(one, tmp_path / "out")
    return one, other


def test_a_clash_names_both_places_and_nothing_is_written(two, tmp_path):
    before = all_bytes(tmp_path)
    for out in ("out", "elsewhere"):
        with pytest.raises(AnotherDeal) as told:
            build(two[1], tmp_path / out)
        assert "northwind.yaml" in told.value.message
        assert "contoso.yaml" in told.value.message
        assert "Northwind Traders" in told.value.message
        assert "--force" in told.value.hint
    assert all_bytes(tmp_path) == before


def test_a_shared_folder_of_outputs_is_one_deals(tmp_path):
    one = put(tmp_path / "a" / "deal.yaml", deal("Zonq"))
    other = put(tmp_path / "b" / "deal.yaml", deal("Ztwoq"))  # same name, same buyer, another file
    build(one, tmp_path / "out")
    before = all_bytes(tmp_path)
    with pytest.raises(AnotherDeal):
        build(other, tmp_path / "out")
    assert all_bytes(tmp_path) == before


def test_a_place_that_is_taken_over_keeps_nothing_of_the_other_deal(two, tmp_path):
    build(two[0], tmp_path / "out", options=mapdocs.BuildOptions(only=("email", "crm")))
    result = build(two[1], tmp_path / "out", options=mapdocs.BuildOptions(only=("crm",)), force=True)
    assert result.paths
    assert words_of(tmp_path / "out") == set()
    build(two[1], tmp_path / "out", options=EMAIL)
    assert words_of(tmp_path / "out") == {"Ztwoq"}
    with pytest.raises(AnotherDeal):
        build(two[0], tmp_path / "out")


def test_what_somebody_edited_for_the_other_deal_is_not_left_among_the_new_files(two, tmp_path):
    draft = next((tmp_path / "out").rglob("*-map.txt"))
    draft.write_text("my own words to Northwind")
    result = build(two[1], tmp_path / "out", options=WORD, force=True)
    assert result.edited == (draft,)
    assert not result.paths


def test_a_spec_that_is_renamed_or_moved_with_its_folder_goes_on(tmp_path):
    path = put(tmp_path / "a" / "deal.yaml", deal("Zonq"))
    build(path, tmp_path / "a" / "out")
    path = path.rename(path.with_name("northwind.yaml"))
    put(path, path.read_text().replace("2026-12-22", "2026-12-23"))
    build(path, tmp_path / "a" / "out")
    assert history.sequence_for(path.parent, "phase-1", "other") == 2
    moved = Path(shutil.move(tmp_path / "a", tmp_path / "b"))
    assert build(moved / "northwind.yaml", moved / "out").paths


def test_a_buyer_under_a_new_name_is_known_by_its_people_in_its_own_file_alone(tmp_path):
    path = put(tmp_path / "deal.yaml", deal("Zonq"))
    build(path, tmp_path / "out")
    put(path, path.read_text().replace("Northwind Traders", "Northwind Group"))
    assert build(path, tmp_path / "out").paths
    put(path, deal("Ztwoq", buyer="Contoso Ltd", person="Olga Petrov").replace("Lena Brandt", "Max Roth"))
    with pytest.raises(AnotherDeal):
        build(path, tmp_path / "out")


@pytest.mark.parametrize(
    ("own", "kept", "same"),
    [
        ({}, {}, True),
        ({"buyer": "northwind  TRADERS"}, {}, True),
        ({"buyer": "Contoso"}, {}, False),
        ({"buyer": "Contoso"}, {"buyer": ""}, True),
        ({"plan": "pilot"}, {}, False),
        ({"id": "1", "plan": "pilot"}, {"id": "1"}, False),
        ({"id": "1"}, {"id": "2"}, False),
        ({"id": "1"}, {}, True),
        ({"buyer": "Contoso", "people": frozenset({"dana"})}, {"people": frozenset({"dana", "sam"})}, True),
        ({"buyer": "Contoso", "people": frozenset({"olga"})}, {"people": frozenset({"dana", "sam"})}, False),
    ],
)
def test_what_makes_two_the_same_deal(own, kept, same):
    base = Deal(plan="phase-1", buyer="Northwind Traders", place=Path("/here/deal.yaml"))
    assert replace(base, **own).is_in(replace(base, **kept)) is same


def test_a_copy_is_another_deal_unless_both_say_the_same_id(tmp_path):
    for name in ("one.yaml", "two.yaml"):
        put(tmp_path / name, deal("Zonq"))
        put(tmp_path / f"id-{name}", deal("Zonq", id="northwind"))
    put(tmp_path / "id-three.yaml", deal("Zonq", id="northwind", buyer="Contoso"))
    found = {path.stem: deal_of(mapdocs.load(path)) for path in tmp_path.glob("*.yaml")}
    assert found["two"].is_in(replace(found["one"], place=tmp_path / "gone.yaml"))
    assert not found["two"].is_in(found["one"])
    assert found["id-two"].is_in(found["id-one"])
    assert not found["id-three"].is_in(found["id-one"])  # a copy, id and all, made into another buyer's


def test_the_id_stands_in_nothing_that_a_buyer_gets(tmp_path):
    path = put(tmp_path / "deal.yaml", deal("Zonq", id="opportunity-0061"))
    build(path, tmp_path / "out")
    assert not any("opportunity-0061" in path.read_text() for path in (tmp_path / "out").rglob("buyer/*"))
    assert not any("opportunity-0061" in path.read_text() for path in (tmp_path / ".mapdocs").rglob("*.json"))


def test_memories_of_older_versions_go_on(tmp_path):
    """They say neither deal nor file: what was sent says the buyer."""
    path = put(tmp_path / "deal.yaml", deal("Zonq"))
    build(path, tmp_path / "out")
    for file in (
        *tmp_path.glob(".mapdocs/*.json"),
        *tmp_path.glob(".mapdocs/sent/*.json"),
        *tmp_path.rglob(manifest.FILE_NAME),
    ):
        said = json.loads(file.read_text())
        said.pop("spec", None)
        said.pop("deal", None)
        file.write_text(json.dumps(said))
    put(path, path.read_text().replace("2026-12-22", "2026-12-23"))
    assert build(path, tmp_path / "out").paths
    assert history.sequence_for(tmp_path, "phase-1", "other") == 2
    for file in (*tmp_path.glob(".mapdocs/*.json"), *tmp_path.glob(".mapdocs/sent/*.json")):
        said = json.loads(file.read_text())
        said.pop("spec", None)
        file.write_text(json.dumps(said))
    other = put(tmp_path / "contoso.yaml", deal("Ztwoq", buyer="Contoso Ltd", person="Olga Petrov"))
    with pytest.raises(AnotherDeal):
        build(other, tmp_path / "elsewhere")


@pytest.mark.parametrize("forgotten", [False, True])
def test_another_deals_returned_file_is_refused(two, tmp_path, forgotten):
    build(two[0], tmp_path / "out", options=WORD)
    (returned,) = (tmp_path / "out").rglob("*.docx")
    other = two[1]
    if forgotten:  # nothing is remembered of the file where the other spec lies
        other = put(tmp_path / "away" / "contoso.yaml", other.read_text())
    pulled = mapdocs.pull(mapdocs.load(other), [returned], today=TODAY)
    assert not pulled.changed
    assert pulled.files[0].refused
    with pytest.raises(mapdocs.MapdocsError, match="Contoso"):
        mapdocs.diff(mapdocs.load(other), returned, today=TODAY)
    (base,) = list(tmp_path.glob(".mapdocs/sent/*.json"))
    named = mapdocs.pull(mapdocs.load(other), [returned], today=TODAY, base=base)
    assert named.files[0].refused
    assert "Northwind Traders" in named.files[0].refused[0]


def test_a_folder_of_two_deals_of_one_name_mixes_nothing(tmp_path):
    from mapdocs.building.batch import Order, build_all

    for order in itertools.permutations(
        [("Zonq", "one.yaml", "Northwind Traders"), ("Ztwoq", "two.yaml", "Contoso Ltd")]
    ):
        for word, file, buyer in order:
            put(tmp_path / file, deal(word, buyer=buyer, person=f"{word} Reyes"))
            orders = [
                Order(str(p), str(tmp_path / "out"), TODAY, EMAIL, only_changed=True)
                for p in sorted(tmp_path.glob("*.yaml"))
            ]
            states = [outcome.state for outcome in build_all(orders)]
            assert states.count("built") + states.count("unchanged") <= 1
            assert len(words_of(tmp_path / "out")) == 1


def test_the_preview_says_whose_the_place_is(two):
    from mapdocs.desk.studio import Studio

    studio = Studio(two[1], today=TODAY)
    studio.renew()
    assert "northwind.yaml" in studio.state.problem
    assert not studio.state.views


ICS = mapdocs.BuildOptions(only=("ics",))


def entries(folder):
    """What calendars know the invitation and the milestones by."""
    return {str(e["UID"]) for p in folder.rglob("*.ics") for e in Calendar.from_ical(p.read_bytes()).walk("VEVENT")}


def test_two_buyers_invitations_are_two_entries_in_the_reps_calendar(tmp_path):
    one = put(tmp_path / "a/deal.yaml", deal("Zonq"))
    other = put(tmp_path / "b/deal.yaml", deal("Ztwoq", buyer="Contoso", person="Ana Lima"))
    for path in (one, other):
        assert build(path, path.parent / "out", ICS).paths
    assert len(entries(one.parent)) == len(entries(other.parent)) == 8
    assert not entries(one.parent) & entries(other.parent)


def test_a_buyer_under_a_new_name_keeps_the_entries(tmp_path):
    path = put(tmp_path / "deal.yaml", deal("Zonq"))
    build(path, tmp_path / "out", ICS)
    before = entries(tmp_path / "out")
    put(path, path.read_text().replace("Northwind Traders", "Northwind Group"))
    for _ in range(2):
        assert build(path, tmp_path / "out", ICS).paths
        assert entries(tmp_path / "out") == before


def test_what_an_older_version_sent_is_renewed_and_not_sent_twice(tmp_path):
    """It knew the entries by the deal's name alone."""
    path = put(tmp_path / "deal.yaml", deal("Zonq"))
    build(path, tmp_path / "out", ICS)
    new = entries(tmp_path / "out")
    (pointer,) = tmp_path.glob(".mapdocs/*.json")
    said = json.loads(pointer.read_text())
    assert said.pop("calendar") == "phase-1/northwind traders"
    pointer.write_text(json.dumps(said))
    put(path, path.read_text().replace("2026-12-22", "2026-12-23"))
    build(path, tmp_path / "out", ICS)
    old = entries(tmp_path / "out")
    assert not old & new
    assert history.calendar_name(tmp_path, "phase-1") == "phase-1"
    put(path, path.read_text().replace("2026-12-23", "2026-12-22"))
    build(path, tmp_path / "out", ICS)
    assert entries(tmp_path / "out") == old
