"""Specs drawn from the grammar itself, sound and unsound: no traceback, every finding inside the file."""

from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from helpers import TODAY, dump, examples
from mapdocs import check
from mapdocs.building.api import BuildOptions
from mapdocs.building.pipeline import render
from mapdocs.schema.decoding import lines_of
from mapdocs.schema.fields import SPEC
from mapdocs.schema.model import Settings
from mapdocs.schema.reader import read
from mapdocs.schema.shapes import Field, Group, Leaf, Many, Table

WORDS = st.sampled_from(
    [
        "",
        "x",
        "Dana Reyes",
        "TBD",
        "Legal",
        "legal",
        "no",
        "=1+1",
        "<b>",
        "2026-11-30",
        "0001-01-01",
        "9999-12-31",
        "2026-12-02 15:00",
        "0001-01-01 00:00",
        "9999-12-31 23:59",
        "10 working days after legal",
        "9999 weeks after go_live",
        "9999 working days before go_live",
        "1 day after review",
        "84,000",
        "84k",
        "America/New_York",
        "Asia/Kolkata",
        "UTC",
        "https://docs.example.com/x",
        "dana@x.example",
        "done",
        "open",
        "true",
        "5",
        "4",
        "security",
        "MSA countersigned",
        "legal progressing",
        "陳大文",
        "محمد",
        "👩‍💻",
        "a\nb",
        "a\u2028b",
        "\u202ex",
        " ",
        "{{ x }}",
        "%s",
        "\\",
        "'",
        '"',
        "#x",
        "a: b",
        "champion",
        "full",
        "EUR",
        "999999999999",
    ]
) | st.text(max_size=12)


def shaped(shape):
    if isinstance(shape, Group):
        return st.fixed_dictionaries({}, optional={f.key: shaped(f.shape) for f in shape.fields})
    if isinstance(shape, Many):
        return st.lists(shaped(shape.of), max_size=8)
    if isinstance(shape, Table):
        return st.dictionaries(st.sampled_from(shape.keys), WORDS)
    assert isinstance(shape, Leaf)
    return WORDS


def row():
    milestones = SPEC.field("milestones")
    assert isinstance(milestones, Field)
    return shaped(milestones.shape.of)


@settings(max_examples=examples(75, of=150), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    shaped(SPEC), st.sampled_from([TODAY, date(1900, 1, 1), date(2999, 12, 31)]), st.sampled_from([None, "US", "SA"])
)
def test_anything_the_grammar_can_say_is_checked(values, today, holidays):
    text = dump(values)
    spec = read(text, settings=Settings(holidays=holidays))
    lines = lines_of(text)
    for finding in check(spec, today=today):
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert finding.message


DAYS = st.sampled_from(
    ["2026-11-24", "2026-12-31", "1900-01-01", "2999-12-31", "2028-02-29", "4 working days after a0"]
)
SAFE = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=30)


@st.composite
def sound(draw):
    """A plan that is complete, with texts and dates of any kind."""
    count = draw(st.integers(6, 8))
    rows = []
    for number in range(count):
        rows.append(
            {
                "milestone": f"M {draw(SAFE)}",
                "id": f"a{number}",
                "buyer_owner": draw(st.sampled_from(["Bo Li", "陳大文", "O'Brien"])),
                "seller_owner": "Sam Ortiz",
                "target_date": draw(DAYS) if number else "2026-11-24",
                "exit_criteria": f"{draw(SAFE)} signed",
                "evidence": "e",
                "at_risk": "true",
                "status": draw(st.sampled_from(["open", "in progress", "done", "blocked"])),
                "note": draw(st.none() | SAFE),
                "agreed_on": draw(st.none() | st.just("2026-11-20")),
                "moved": draw(
                    st.lists(
                        st.fixed_dictionaries(
                            {"from": DAYS.filter(lambda d: "after" not in d), "on": st.just("2026-11-20"), "why": SAFE}
                        ),
                        max_size=2,
                    )
                ),
            }
        )
    return {
        "deal": {
            "name": draw(SAFE),
            "acv": draw(st.sampled_from([1, 15000, 84000])),
            "outcome": draw(st.none() | SAFE),
            "go_live": draw(st.none() | DAYS.filter(lambda d: "after" not in d)),
        },
        "buyer": {"company": f"B {draw(SAFE)}", "champion": "Bo Li"},
        "seller": {"company": f"S {draw(SAFE)}", "owner": "Sam Ortiz"},
        "review": draw(
            st.none() | st.just({"at": "2026-12-02 15:00", "timezone": "Asia/Kolkata", "edits_by": "2026-11-30"})
        ),
        "milestones": rows,
    }


@settings(max_examples=examples(15, of=30), deadline=None, suppress_health_check=list(HealthCheck))
@given(sound(), st.sampled_from(["en_US", "de_DE", "ja_JP", "pt_BR"]))
def test_anything_sound_is_built(values, locale):
    spec = read(dump(values), settings=Settings(locale=locale))
    found = check(spec, today=TODAY)
    assume(not any(f.level == "error" for f in found))  # fails by itself where no plan is sound
    made = render(spec, found, today=TODAY, options=BuildOptions(only=("email", "docx", "xlsx", "ics", "crm")))
    assert len(made.files) == (10 if spec.review is None else 11)
