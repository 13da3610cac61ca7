"""YAML 1.1's traps, everything wrong in one pass, positions, settings."""

import codecs
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import BROKEN_SAMPLES, TODAY, dump, plan_values, read_codes
from mapdocs import check, load
from mapdocs.schema import nodes
from mapdocs.schema.reader import read

GOOD = dump(plan_values())


def test_a_good_spec_has_no_findings_and_keeps_every_value():
    spec = read(GOOD)
    assert spec.findings == ()
    assert spec.deal.acv == Decimal(84000)
    assert spec.milestones[0].target_date == date(2026, 11, 24)
    assert [m.id for m in spec.milestones] == [
        "champion-alignment",
        "business-case",
        "security",
        "legal",
        "procurement",
        "signature-kickoff",
    ]
    assert spec.buyer.people[0].email == "dana.reyes@northwind.example"


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "NO",
        "off",
        "yes",
        "on",
        "010",
        "12:30",
        "1_000",
        "1e3",
        "0x1F",
        "Null",
        "2026-01-01",
        "3.10",
        ".5",
        "!x"[1:],
    ],
)
def test_a_text_is_the_text_that_was_written(word):
    spec = read(GOOD.replace("company: Northwind Traders", f"company: {word}"))
    assert spec.buyer.company == word


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_nothing(nothing):
    spec = read(GOOD.replace("stage: 3", f"stage: {nothing}"))
    assert spec.deal.stage is None
    assert spec.findings == ()


@pytest.mark.parametrize(
    ("change", "code", "line_has"),
    [
        (("stage: 3", "stage: 3\n  stage: 4"), "MAP003", "stage: 4"),
        (("stage: 3", "stagge: 3"), "MAP010", "stagge"),
        (("company: Northwind Traders", "company: &a Northwind"), "MAP004", "&a"),
        (("company: Northwind Traders", "company: *a"), "MAP004", "*a"),
        (("company: Northwind Traders", "company: !!python/object:os.system x"), "MAP004", "python"),
        (("acv: 84000", "acv: 84.000"), "MAP014", "84.000"),
        (("acv: 84000", "acv: [84000]"), "MAP012", "[84000]"),
        (("acv: 84000", "acv: €84000"), "MAP014", "€84000"),
        (("go_live: '2027-01-19'", "go_live: 1/2/2027"), "MAP013", "1/2/2027"),
        (("stage: 3", "stage: 12"), "MAP016", "12"),
        (("stage: 3", "stage: three"), "MAP016", "three"),
        (("map_url: https://docs.example.com/plan", "map_url: javascript:alert(1)"), "MAP017", "javascript"),
        (("email: dana.reyes@northwind.example", "email: dana.reyes"), "MAP018", "dana.reyes"),
        (("outcome: Close the books in four days.", 'outcome: "a\\x07b"'), "MAP019", "x07"),
        (("at: 2026-12-02 15:00", "at: 2026-12-02"), "MAP020", "2026-12-02"),
        (("timezone: America/New_York", "timezone: Mars/Base"), "MAP021", "Mars"),
        (("timezone: America/New_York", "timezone: Berlin"), "MAP021", "Berlin"),
        (("at: 2026-12-02 15:00", "at: 2027-03-14 02:30"), "MAP020", "02:30"),
        (("exit_criteria: Confirmation 1 received in writing", "exit_criteria: {a: b}"), "MAP012", "{a: b}"),
        (("name: Test deal", "name: {}"), "MAP012", "name"),
        (("champion: Dana Reyes", "champion: Dana Reyse"), "MAP025", "Reyse"),
    ],
)
def test_each_slip_is_found_where_it_stands(change, code, line_has):
    assert change[0] in GOOD
    text = GOOD.replace(*change, 1)
    found = [f for f in read(text).findings if f.code == code]
    assert found, read(text).findings
    assert line_has in text.splitlines()[found[0].line - 1]
    assert found[0].hint
    assert 1 <= found[0].column <= len(text.splitlines()[found[0].line - 1]) + 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "MAP006"),
        ("# nothing\n", "MAP006"),
        ("just text", "MAP012"),
        ("- a\n- b", "MAP012"),
        ("a: [", "MAP002"),
        ("a: b\n\tc: d", "MAP002"),
        ("a: b: c", "MAP002"),
        ("a: 'x", "MAP002"),
        ("--- \na: b\n---\nc: d", "MAP005"),
        ("a: &x [*x, *x]", "MAP004"),
        ("? {a: b}\n: c", "MAP012"),
        ("a: @b", "MAP002"),
        ('a: "\\q"', "MAP002"),
        ("[" * 40 + "]" * 40, "MAP006"),
        ("a: %x", "MAP002"),
    ],
)
def test_text_that_is_no_spec(text, code):
    assert code in read_codes(text)


def test_anchors_that_explode_are_refused_at_once():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
    )
    assert read_codes(bomb).count("MAP004") > 20


def test_many_slips_are_told_in_one_pass():
    text = GOOD.replace("stage: 3", "stagge: 3").replace("acv: 84000", "acv: x").replace("minutes: 30", "minutes: many")
    assert {"MAP010", "MAP014", "MAP016"} <= set(read_codes(text))


def test_unknown_keys_come_with_a_proposal():
    finding = read(GOOD.replace("buyer_owner:", "buyer-owner:", 1)).findings[0]
    assert finding.code == "MAP010"
    assert finding.hint == "did you mean buyer_owner?"


def test_a_value_swallowed_by_a_comment_is_told():
    finding = next(f for f in read(GOOD.replace("milestone: Champion alignment", "milestone: #1 priority")).findings)
    assert "comment" in finding.hint


@pytest.mark.parametrize(
    "encode",
    [
        lambda t: t.encode(),
        lambda t: codecs.BOM_UTF8 + t.encode(),
        lambda t: t.replace("\n", "\r\n").encode(),
        lambda t: codecs.BOM_UTF16_LE + t.encode("utf-16-le"),
        lambda t: codecs.BOM_UTF16_BE + t.encode("utf-16-be"),
    ],
)
def test_however_an_editor_saved_it(tmp_path, encode):
    path = tmp_path / "deal.yaml"
    path.write_bytes(encode(GOOD.replace("Northwind Traders", "Müller Žluť 日本")))
    spec = load(path)
    assert spec.findings == ()
    assert spec.buyer.company == "Müller Žluť 日本"


@pytest.mark.parametrize("raw", [b"deal:\n  name: M\xfcller\n", b"\xff\xfeab\x00", b"deal: \x00", b"x" * 1_000_001])
def test_bytes_that_are_no_text_are_said_with_a_place(tmp_path, raw):
    path = tmp_path / "deal.yaml"
    path.write_bytes(raw)
    spec = load(path)
    assert [f.code for f in spec.findings] == ["MAP001"]
    assert not spec.readable


def test_positions_count_from_one_in_characters():
    text = "deal:\r\n  näme: x\r\n"
    finding = next(f for f in read(text).findings if f.code == "MAP010")
    assert (finding.line, finding.column, finding.length) == (2, 3, 4)


def test_settings_are_found_upwards_and_merged_under_the_spec(tmp_path):
    (tmp_path / "mapdocs.yaml").write_text(
        "acv_threshold: 20k\ncurrency: EUR\nseller: {company: Kranich, owner: Anja Vogt}\n"
    )
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    values = plan_values()
    del values["seller"]
    (folder / "deal.yaml").write_text(dump(values))
    spec = load(folder / "deal.yaml")
    assert spec.findings == ()
    assert spec.seller.company == "Kranich"
    assert spec.deal.currency == "EUR"
    assert spec.settings.acv_threshold == 20000


def test_slips_in_the_settings_are_found_too(tmp_path):
    (tmp_path / "mapdocs.yaml").write_text(
        "acv_treshold: 1\npaper: a5\nholidays: ZZ\nlocale: xx\nfiscal_year_start: 13\n"
    )
    (tmp_path / "deal.yaml").write_text(GOOD)
    found = load(tmp_path / "deal.yaml").findings
    assert {f.code for f in found} == {"MAP010", "MAP015", "MAP016"}
    assert all(f.file.endswith("mapdocs.yaml") for f in found)


def test_relative_dates_follow_chains_and_find_circles():
    values = plan_values()
    rows = values["milestones"]
    rows[3]["target_date"] = "5 working days before go_live"
    rows[4]["target_date"] = "2 working days after legal"
    rows[5]["target_date"] = "1 week after procurement"
    spec = read(dump(values))
    assert [m.target_date for m in spec.milestones[3:]] == [
        date(2027, 1, 12),
        date(2027, 1, 14),
        date(2027, 1, 21),
    ]
    rows[3]["target_date"] = "1 day after signature"
    assert read_codes(dump(values)).count("MAP023") == 3
    rows[3]["target_date"] = "1 day after nothing"
    assert "MAP022" in read_codes(dump(values))


CIRCLES = [
    ({1: {"after": ["legal"]}, 3: {"after": ["business-case"]}}, "Business case / ROI", 1),
    ({1: {"after": ["legal"]}, 3: {"after": ["security"]}, 2: {"after": ["business-case"]}}, "Business case / ROI", 1),
    ({2: {"after": ["legal"]}, 3: {"target_date": "5 working days after security"}}, "Security / technical review", 1),
    ({2: {"after": ["legal"]}, 3: {"target_date": "5 working days before security"}}, "", 0),
    ({2: {"after": ["business-case"]}, 3: {"after": ["business-case", "security"]}}, "", 0),
    ({n: {"after": [f"r{(n + 1) % 6}"], "id": f"r{n}"} for n in range(6)}, "Champion alignment", 1),
    ({0: {"after": ["business-case"]}, 1: {"after": ["champion-alignment"]}, 2: {"after": ["legal"]}, 3: {"after": ["security"]}}, "Champion alignment", 2),
]  # fmt: skip


@pytest.mark.parametrize(("said", "first", "count"), CIRCLES)
def test_rows_that_wait_for_each_other_in_a_circle_are_told_once(said, first, count):
    values = plan_values()
    for number, more in said.items():
        values["milestones"][number].update(more)
    found = [f for f in read(dump(values)).findings if f.code == "MAP023"]
    assert len(found) == count
    for finding in found[:1]:
        assert finding.path.endswith(".after")
        assert finding.message.startswith(f"in a circle, “{first}” waits for “")
        assert finding.message.endswith(f"which waits for “{first}”")


@pytest.mark.parametrize("path", BROKEN_SAMPLES, ids=lambda p: p.stem)
def test_broken_samples_have_positioned_findings(path):
    spec = load(path)
    lines = path.read_text().splitlines()
    assert [f for f in check(spec, today=TODAY) if f.level == "error"]
    for finding in spec.findings:
        assert 1 <= finding.line <= len(lines)
        assert finding.message
        assert finding.hint


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_text_brings_the_reader_down(text):
    spec = read(text)
    for finding in spec.findings:
        assert finding.line >= 1
        assert finding.column >= 1


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_to_a_good_spec_brings_the_reader_down(data):
    at = data.draw(st.integers(0, len(GOOD) - 1))
    length = data.draw(st.integers(0, 20))
    text = GOOD[:at] + data.draw(st.text(alphabet="abc:-[]{}#'\"\n\t &*!|>%@`,?0", max_size=6)) + GOOD[at + length :]
    read(text)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.text(alphabet="aé日b1 ", max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(alphabet="abcd", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=12,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_the_tree_has_the_texts_that_yaml_has_where_yaml_has_them(value, newline):
    text = yaml.safe_dump(value, allow_unicode=True).replace("\n", newline)
    root, problems = nodes.parse(text)
    assert problems == []
    assert root is not None
    for scalar in nodes.scalars(root):
        raw = text[scalar.span.start : scalar.span.end]
        if scalar.plain and "\n" not in raw:
            assert raw == scalar.text
        line = text.split(newline)[scalar.span.line - 1] if raw else ""
        assert raw.split(newline)[0] in line
