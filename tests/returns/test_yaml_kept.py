"""The spec's text after an edit: the lines that the change needs differ, and no other."""

import difflib
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapdocs.schema import editing
from mapdocs.schema.fields import MILESTONE
from mapdocs.schema.reader import read

ORDER = tuple(field.key for field in MILESTONE.fields)

HEAD = """\
# Deal of the quarter
deal:
  name: Kept deal   # do not rename
  acv: 84000

buyer: {company: Northwind, champion: Dana Reyes}
seller:
  company: "Fabrikam"
  owner: 'Sam Ortiz'
"""

# Five layouts of the rows, each with comments in every place where people put them.
LAYOUTS = {
    "block": """\
milestones:
  # first the champion
  - milestone: Champion alignment   # their word
    buyer_owner: Dana Reyes
    target_date: 2026-11-30
    exit_criteria: Dana confirms in writing
    # counsel is away
    note: Away until 1 December

  - milestone: Legal / redlines
    id: legal
    buyer_owner: Lena Brandt
    target_date: 2026-12-04   # hard date
    exit_criteria: MSA countersigned
# the end
internal:
  notes: |
    Keep me.

    And me.
""",
    "flow": """\
milestones:
  - {milestone: Champion alignment, buyer_owner: Dana Reyes, target_date: 2026-11-30, exit_criteria: Dana confirms in writing}  # one line
  - {milestone: Legal / redlines, id: legal, buyer_owner: Lena Brandt, target_date: 2026-12-04, exit_criteria: MSA countersigned}
""",
    "all flow": """\
milestones: [
  {milestone: Champion alignment, buyer_owner: Dana Reyes, target_date: 2026-11-30, exit_criteria: Dana confirms in writing},
  {milestone: Legal / redlines, id: legal,
   buyer_owner: Lena Brandt, target_date: 2026-12-04,
   exit_criteria: MSA countersigned}
]
""",
    "folded and quoted": """\
milestones:
- milestone: "Champion alignment"
  buyer_owner: 'Dana Reyes'
  target_date: '2026-11-30'
  exit_criteria: >-
    Dana confirms
    in writing

  # about legal
- milestone: 'Legal / redlines'
  id: legal
  buyer_owner: "Lena Brandt"
  target_date: "2026-12-04"
  exit_criteria: |
    MSA countersigned
""",
    "empty and deep": """\
milestones:
    -   milestone: Champion alignment
        buyer_owner: Dana Reyes
        target_date: 2026-11-30
        note: ~
        evidence:          # ask Dana
        exit_criteria: Dana confirms
            in writing
    -
        milestone: Legal / redlines
        id: legal
        buyer_owner: Lena Brandt
        target_date: 2026-12-04
        exit_criteria: MSA countersigned
""",
}
ENDS = {"lf": lambda t: t, "crlf": lambda t: t.replace("\n", "\r\n"), "no last newline": lambda t: t.rstrip("\n"),
        "marked": lambda t: "# yaml-language-server: $schema=./mapdocs.schema.json\n---\n" + t, "settings last": lambda t: t}  # fmt: skip
STYLES = [(layout, end, double) for layout in LAYOUTS for end in ENDS for double in (False, True)]


def styled(layout: str, end: str, double: bool) -> str:
    rows = LAYOUTS[layout]
    if double:  # a second comment style: everywhere a blank line between the parts
        rows = rows.replace("milestones:", "\n# --- rows ---\nmilestones:", 1)
    text = rows + HEAD if end == "settings last" and "internal" not in rows and layout != "all flow" else HEAD + rows
    return ENDS[end](text)


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    diff = list(difflib.ndiff(old.splitlines(keepends=True), new.splitlines(keepends=True)))
    return [d[2:] for d in diff if d.startswith("- ")], [d[2:] for d in diff if d.startswith("+ ")]


def test_there_are_fifty_styles():
    assert len(STYLES) == 50
    assert len({styled(*style) for style in STYLES}) == 46
    for style in STYLES:
        assert not [f for f in read(styled(*style)).findings if f.level == "error"], style


@pytest.mark.parametrize("style", STYLES, ids=lambda s: "-".join(map(str, s)))
def test_one_changed_value_changes_its_line(style, measure):
    old = styled(*style)
    path = ("milestones", 1, "target_date")
    new = editing.set_values(old, {path: "2026-12-18"}, ORDER)
    gone, come = changed_lines(old, new)
    assert len(gone) == len(come) == 1
    assert come[0] == gone[0].replace("2026-12-04", "2026-12-18")
    assert read(new).milestones[1].target_date.isoformat() == "2026-12-18"


@pytest.mark.parametrize("style", STYLES, ids=lambda s: "-".join(map(str, s)))
def test_a_new_key_adds_its_line_and_touches_no_other(style):
    old = styled(*style)
    new = editing.set_values(old, {("milestones", 0, "agreed_on"): "2026-11-24"}, ORDER)
    gone, come = changed_lines(old, new)
    in_flow = style[0] in ("flow", "all flow")
    assert len(come) == 1
    assert len(gone) == (1 if in_flow else 0)
    assert read(new).milestones[0].agreed_on.isoformat() == "2026-11-24"
    assert read(new).milestones[0].exit_criteria == "Dana confirms in writing"


@pytest.mark.parametrize("style", STYLES, ids=lambda s: "-".join(map(str, s)))
@pytest.mark.parametrize("proof", ["PO number received", "Yes: signed, by #1 {both}", "Long " + "word " * 30 + "end"])
def test_a_changed_proof_keeps_the_style_it_had(style, proof):
    old = styled(*style)
    new = editing.set_values(old, {("milestones", 0, "exit_criteria"): proof}, ORDER)
    gone, come = changed_lines(old, new)
    assert 1 <= len(gone) <= 2
    assert len(come) <= 4
    assert read(new).milestones[0].exit_criteria == proof.strip()
    if style[0] == "folded and quoted":
        assert ">-" in new


@pytest.mark.parametrize("style", STYLES, ids=lambda s: "-".join(map(str, s)))
def test_a_new_row_adds_its_lines_in_its_sisters_style(style):
    old = styled(*style)
    fields = {"milestone": "Vendor: registration", "buyer_owner": "Tom", "id": "vendor-registration"}
    for index in (0, 1, 2):
        new = editing.insert_item(old, ("milestones",), index, fields)
        gone, come = changed_lines(old, new)
        rows = read(new).milestones
        assert [r.id for r in rows].index("vendor-registration") == index
        assert len(gone) <= (2 if style[0] == "all flow" or style[1] == "no last newline" else 0), (gone, come)
        assert len([line for line in come if line.strip()]) <= len(fields) + len(gone)
        assert rows[index].milestone == "Vendor: registration"


@pytest.mark.parametrize("style", STYLES, ids=lambda s: "-".join(map(str, s)))
def test_rows_that_are_removed_or_swapped_take_their_comments_along(style):
    old = styled(*style)
    without, gone = editing.remove_items(old, ("milestones",), [1])
    assert [r.id for r in read(without).milestones] == ["champion-alignment"]
    assert "MSA countersigned" in gone[0]
    swapped = editing.reorder_items(old, ("milestones",), [1, 0])
    assert [r.id for r in read(swapped).milestones] == ["legal", "champion-alignment"]
    back = editing.reorder_items(swapped, ("milestones",), [1, 0])
    assert read(back).milestones == read(old).milestones
    comments = [line.split("#", 1)[1] for line in old.splitlines() if "#" in line and "'" not in line]
    assert all(comment in swapped for comment in comments)


NASTY = st.one_of(
    st.sampled_from(
        ["no", "on", "~", "null", "2026-12-04", "1.10", "010", "a: b", "a #b", "#b", "- x", "[x", "{x", "'q'", '"q"', "@x",
         "%x", "!x", "&x", "*x", "| x", "> x", "a\\b", "ünïcode ✓", "日本語", "x'", "x, y", "? x", ": x", "x:", "0x1F", "=1+1", "yes"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(style=st.sampled_from(STYLES), edits=st.dictionaries(
    st.tuples(st.integers(0, 1), st.sampled_from(["milestone", "buyer_owner", "exit_criteria", "note", "buyer_label", "evidence"])),
    NASTY, min_size=1, max_size=6,
))  # fmt: skip
def test_any_text_reads_back_as_it_was_given(style, edits):
    old = styled(*style)
    edits = {key: " ".join(value.split()) for key, value in edits.items()}
    wanted = {key: value for key, value in edits.items() if value}
    if not wanted:
        return
    new = editing.set_values(old, {("milestones", row, key): value for (row, key), value in wanted.items()}, ORDER)
    spec = read(new)
    before = read(old)
    for (row, key), value in wanted.items():
        import unicodedata

        expected = " ".join(unicodedata.normalize("NFC", value).split())
        got = getattr(spec.milestones[row], key)
        assert got == expected, (key, value, new)
    for row, key in itertools.product((0, 1), ("buyer_owner", "exit_criteria", "note", "target_date")):
        if (row, key) not in wanted:
            assert getattr(spec.milestones[row], key) == getattr(before.milestones[row], key)


def test_a_thousand_random_edits_in_a_row_keep_every_comment():
    rng = random.Random(6)
    text = styled("block", "lf", True)
    comments = [line.split("#", 1)[1] for line in text.splitlines() if "#" in line]
    for number in range(1000):
        row = rng.randrange(2)
        key = rng.choice(["buyer_owner", "exit_criteria", "note", "target_date", "agreed_on", "evidence"])
        value = (
            f"2026-12-{rng.randrange(1, 29):02}" if key.endswith(("date", "_on")) else f"Text {number}: {rng.random()}"
        )
        text = editing.set_values(text, {("milestones", row, key): value}, ORDER)
        if number % 100 == 0:
            text = editing.reorder_items(text, ("milestones",), [1, 0])
    assert not [f for f in read(text).findings if f.level == "error"]
    assert all(comment in text for comment in comments)
