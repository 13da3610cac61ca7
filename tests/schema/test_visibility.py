"""The grammar and the wall agree: what it says a buyer may see is in the buyer's plan, and nothing else moves it."""

from __future__ import annotations

import dataclasses
import re
from functools import cache

import pytest

from helpers import ROOT, TODAY, dump, plan_values, spec_of
from mapdocs.plan.builder import buyer_plan
from mapdocs.returns.difference import between_specs
from mapdocs.rules.wording import buyer_visible
from mapdocs.schema import model
from mapdocs.schema.fields import SETTINGS, SPEC
from mapdocs.schema.leaves import LINE
from mapdocs.schema.reader import read
from mapdocs.schema.settings import read_settings
from mapdocs.schema.shapes import Field, Group, Many
from mapdocs.schema.visibility import places, written
from planting import Planter

#: How a word stands where only some words can.
WAYS = {"email.to[]": "{}@x.example", "email.cc[]": "{}@x.example", "review.timezone": "America/New_York"}
OTHER_WAYS = {**WAYS, "review.timezone": "Asia/Kolkata"}
#: What a buyer may see and the buyer's plan has no place for, and why.
NOT_IN_THE_PLAN = {
    "milestones[].after[]": "what is planted names no row; the ids of rows are tested with the timeline",
    "milestones[].milestone": "the buyer reads buyer_label where there is one",
    "brand.logo": "the plan holds the picture, read by whoever builds",
}
FOLDED = {"milestones[].id": "a folded line has an id of its own"}
PLACES = [place.path for place in places(SPEC)]
COMPANY = [place.path for place in places(SETTINGS)]


def planted(group, values, *, other=False):
    """``values`` with everything that ``group`` has planted in it, for both sides."""
    ways = OTHER_WAYS if other else WAYS
    for side in ("buyer", "seller"):
        values = Planter(side, ways=ways, other=other).plant(values, group)
    return values


def transplanted(values, other, path):
    """``values`` with what ``other`` has at the place ``path``, in every row."""
    key, _, rest = path.partition(".")
    name = key.removesuffix("[]")
    if not rest:
        return {**values, name: other[name]}
    if key.endswith("[]"):
        pairs = zip(values[name], other[name], strict=True)
        return {**values, name: [transplanted(mine, theirs, rest) for mine, theirs in pairs]}
    return {**values, name: transplanted(values[name], other[name], rest)}


def side_of(group, path):
    return next(place.seen_by for place in places(group) if place.path == path)


@cache
def both():
    """A spec with a word in every field, and another one, as values; nobody changes them."""
    return planted(SPEC, plan_values()), planted(SPEC, plan_values(), other=True)


@cache
def spec_before():
    return read(dump(both()[0]))


@cache
def plan_before(variant):
    return buyer_plan(spec_before(), today=TODAY, variant=variant)


@pytest.mark.parametrize("variant", ["full", "lite"])
@pytest.mark.parametrize("path", PLACES)
def test_a_field_of_a_spec_changes_the_buyers_plan_if_the_buyer_may_see_it(path, variant):
    before, after = spec_before(), read(dump(transplanted(*both(), path)))
    assert dataclasses.replace(before, source=model.Source()) != dataclasses.replace(after, source=model.Source())
    moved = plan_before(variant) != buyer_plan(after, today=TODAY, variant=variant)
    left_out = NOT_IN_THE_PLAN | (FOLDED if variant == "lite" else {})
    assert moved == (side_of(SPEC, path) == "buyer" and path not in left_out)


@pytest.mark.parametrize("path", COMPANY)
def test_a_companys_setting_changes_the_buyers_plan_if_the_buyer_may_see_it(path):
    values = planted(SETTINGS, {})
    changed = transplanted(values, planted(SETTINGS, {}, other=True), path)
    specs = []
    for stated in (values, changed):
        settings, _ = read_settings(dump(stated))
        bare = {key: value for key, value in plan_values().items() if key != "seller"}
        specs.append(read(dump(bare), settings=settings))
    assert specs[0].settings != specs[1].settings
    before, after = (buyer_plan(spec, today=TODAY, variant="full") for spec in specs)
    assert (before != after) == (side_of(SETTINGS, path) == "buyer" and path not in NOT_IN_THE_PLAN)


def test_the_reasons_are_of_places_that_there_are():
    assert {*PLACES, *COMPANY} >= NOT_IN_THE_PLAN.keys()


def test_the_milestones_own_name_is_in_the_plan_where_there_is_no_label():
    values = plan_values()
    values["milestones"][0]["milestone"] = "Kickoff in Ghent"
    assert buyer_plan(spec_of(values), today=TODAY) != buyer_plan(spec_of(plan_values()), today=TODAY)


def test_a_field_that_nobody_has_placed_is_refused():
    unsaid = Group((Field("secret", LINE, "Who may see it?"),))
    with pytest.raises(ValueError, match="who may see secret"):
        list(places(unsaid))


def test_every_field_has_a_place_in_the_values_and_every_default_is_said_once():
    def groups(group):
        yield group
        for field in group.fields:
            inner = field.shape.of if isinstance(field.shape, Many) else field.shape
            if isinstance(inner, Group):
                yield from groups(inner)

    for group in (*groups(SPEC), *groups(SETTINGS)):
        assert group.made is not None
        assert {f.attribute for f in group.fields} <= {f.name for f in dataclasses.fields(group.made)}
    stated = {f.key: SETTINGS.default(f) for f in SETTINGS.fields if SETTINGS.default(f) is not None}
    assert (
        stated.items()
        <= {f.name: getattr(model.Settings(), f.name) for f in dataclasses.fields(model.Settings)}.items()
    )
    assert stated.keys() >= {"acv_threshold", "currency", "locale", "paper", "typical_working_days"}


def test_what_the_word_rules_read_is_the_buyers_prose():
    spec = read(dump(planted(SPEC, plan_values())))
    found = {re.sub(r"\[\d+\]", "[]", path) for path, _ in buyer_visible(spec)}
    prose = {place.path for place in places(SPEC) if place.seen_by == "buyer" and place.leaf.prose}
    assert found == prose - {"milestones[].milestone"}
    assert {"deal.outcome", "email.intro", "milestones[].note", "milestones[].moved[].why"} <= found
    assert not found & {"buyer.company", "milestones[].evidence", "internal.notes"}
    values = {found.path: found.value for found in written(spec, SPEC)}
    assert all(text == values[path] for path, text in buyer_visible(spec))


def test_the_comparison_marks_what_is_the_sellers():
    for path in PLACES:
        if path in ("milestones[].id", "milestones[].kind") or path.startswith("milestones[].moved"):
            continue  # they are no difference by themselves
        found = between_specs(spec_before(), read(dump(transplanted(*both(), path))))
        marks = {difference.internal for difference in found if difference.sign == "~"}
        assert marks == {side_of(SPEC, path) == "seller"} or path == "milestones[].after[]", path


def test_the_page_on_internal_data_names_every_internal_field():
    page = (ROOT / "docs" / "internal-data.md").read_text("utf-8")
    table = re.findall(r"^\| `([^`]+)` \| (.+) \|$", page, re.MULTILINE)
    assert table == [
        (p.path, p.field.doc) for group in (SPEC, SETTINGS) for p in places(group) if p.seen_by == "seller"
    ]
