"""Known names in any dress, amounts and dates in any form: replaced in the teaching examples, or named as left."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands import run
from helpers import SAMPLES, dump, examples, plan_values, spec_of
from mapdocs.training.disguise import Disguise
from mapdocs.training.traces import traces_in


def values_with(text, buyer="Dana Reyes", company="Northwind Traders", **deal):
    values = plan_values(**deal)
    values["buyer"] = {"company": company, "champion": buyer, "people": [{"name": buyer, "title": "CFO"}]}
    for row in values["milestones"]:
        row["buyer_owner"] = buyer
    values["milestones"][0]["note"] = text
    return values


def disguise_of(**more):
    return Disguise(spec_of(values_with("x", **more)), weeks=1)


def without_marks(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


DRESSES = (
    str.upper, str.lower, str.title, without_marks,
    lambda n: n.replace(" ", "_"), lambda n: n.replace(" ", ""), lambda n: f"#{n.replace(' ', '')}",
    lambda n: f"@{n.split()[0]}", lambda n: f"{n}'s", lambda n: f"{n}s", lambda n: f"“{n}”,", lambda n: f"{n.split()[0].lower()}.tech",
    lambda n: f"{n[0].lower()}{n.split()[-1].lower()}@", lambda n: ".".join(n.lower().split()), lambda n: f"x{n.replace(' ', '')}y",
)  # fmt: skip


def bare(text):
    return re.sub(r"[\W_]+", "", without_marks(text).casefold().replace("ł", "l").replace("ß", "ss"))


@settings(max_examples=examples(40), deadline=None)
@given(
    st.sampled_from(DRESSES),
    st.sampled_from(["Northwind Traders", "Dana Reyes", "Müller Łukasz", "Żółkiewski Group"]),
    st.text("ab .,;:()/", max_size=12),
)
def test_law_no_dress_of_a_known_name_is_left(dress, name, around):
    company = name if name.endswith(("Traders", "Group")) else "Contoso Ltd"
    buyer = name if company == "Contoso Ltd" else "Priya Raman"
    disguise = disguise_of(buyer=buyer, company=company)
    told = bare(disguise.text(f"{around} {dress(name)} {around}"))
    for part in name.split():
        if part not in ("Traders", "Group"):  # words as well: in lower case they may be the word
            assert bare(part) not in told


@pytest.mark.parametrize(
    "said",
    [
        "84 000",
        "84'000",
        "$84000.-",
        "84,000",
        "84.000,00 €",
        "84k",
        "$84k",
        "EUR 84 000",
        "84 000 EUR",
        "8.4万円",
        "US$84,000",
    ],
)
def test_an_amount_in_any_form_is_another(said):
    told = disguise_of().text(f"Approved at {said} a year")
    assert "84" not in told
    assert told.startswith("Approved at ")
    assert told.endswith(" a year")
    assert re.search(r"\d", told) or "a sum" in told


@pytest.mark.parametrize(
    "said", ["eighty-four thousand", "eighty four thousand", "two hundred thousand", "three million"]
)
def test_an_amount_in_words_is_a_sum(said):
    assert disguise_of().text(f"Approved: {said}, by mail") == "Approved: a sum, by mail"


@pytest.mark.parametrize(
    ("said", "a_week_later"),
    [
        ("2026-12-07", "2026-12-14"), ("12/7/26", "12/14/26"), ("07.12.26", "14.12.26"), ("7th of December", "14th of December"),
        ("7 December", "14 December"), ("Dec-7", "Dec-14"), ("December 21st", "December 28th"), ("7 Dec 2026", "14 Dec 2026"), ("28 Dec 26", "4 Jan 27"), ("28-Dec-2026", "4-Jan-2027"),
        ("28 December 2026", "4 January 2027"), ("7. Dezember", "14. Dezember"), ("7 décembre 2026", "14 décembre 2026"),
        ("7 de diciembre", "14 de diciembre"), ("2026年12月7日", "2026年12月14日"), ("12月7日", "12月14日"),
    ],
)  # fmt: skip
def test_a_date_in_any_form_moves_with_the_plan(said, a_week_later):
    assert disguise_of().text(f"Signed {said}, both sides") == f"Signed {a_week_later}, both sides"


@pytest.mark.parametrize(
    "said",
    ["IBAN DE89370400440532013000", "IBAN GB29 NWBK 6016 1331 9268 19", "MSA NW-2026-118", "PO 4500012345", "1 Main St", "12 rue de la Paix", "Hauptstraße 12",
     "WA 98052", "+49 89 1234567", "(089) 123 45 67", "415-555-2671", "dreyes@", "dana.reyes@northwind.example", "www.northwind.example/x", "crm.northwind.io"],
)  # fmt: skip
def test_what_leads_to_somebody_is_replaced(said):
    told = disguise_of().text(f"Sent to {said} on paper")
    for word in re.findall(r"[^\W_]{3,}", said):
        assert word in ("IBAN", "MSA", "www", "555", "example") or word not in told, told
    assert told.startswith("Sent to ")
    assert told.endswith(" on paper")


@pytest.mark.parametrize("said", ["Müller", "Zoltan", "IBM", "McKinsey", "Kowalski", "FY27", "Q3", "2024", "田中様"])
def test_a_strangers_name_is_told_wherever_it_stands(said):
    disguise = disguise_of()
    for text in (f"{said} countersigned it", f"Signed. {said} has it", f"it went to {said}", f"received ({said})"):
        assert [word for word in disguise.left(disguise.text(text)) if word in said or said in word], text


@pytest.mark.parametrize(
    "said",
    [
        "SOC 2 report",
        "ISO 27001 certificate",
        "5 working days",
        "14, 16 and 19 working days",
        "100 % of 212 questions",
        "e.g. the order form",
        "we will sign",
    ],
)
def test_what_is_nobodys_stays(said):
    assert disguise_of(buyer="Will Mark").text(f"Proof: {said}.") == f"Proof: {said}."


@given(st.integers(1_000, 5_000_000), st.text(min_size=1, max_size=8))
@settings(max_examples=examples(30), deadline=None)
def test_law_an_amount_keeps_its_side_of_the_threshold_and_two_figures(acv, name):
    disguise = Disguise(spec_of(values_with("x", name=f"Deal {name!a}", acv=acv)), weeks=1)
    told = disguise.amount(Decimal(acv))
    assert told != acv
    assert (told >= 15_000) == (acv >= 15_000)


def test_the_command_names_what_is_left_by_line_and_field(tmp_path):
    values = values_with("Zoltan of Contoso has it since 2024")
    values["buyer"]["people"].append({"name": "Lena Brandt", "title": "General Counsel"})
    values["milestones"][3]["buyer_owner"] = "Lena Brandt"
    values["milestones"][1]["id"] = "reyes-roi"
    values["milestones"][2]["after"] = ["reyes-roi"]
    (tmp_path / "deal.yaml").write_text(dump(values))
    done = run("anchor", "deal.yaml", "-o", "out", "--spec", "--today", "2026-11-23", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    line = next(n for n, text in enumerate(dump(values).splitlines(), 1) if "Zoltan" in text)
    assert f"deal.yaml:{line} milestones[0].note: 2024, Zoltan, Contoso" in done.stderr
    for file in (tmp_path / "out").glob("*.yaml"):
        assert "reyes" not in file.read_text("utf-8").casefold()


def test_traces_do_not_lie_over_one_another():
    text = (SAMPLES / "northwind.yaml").read_text("utf-8")
    found = traces_in(text)
    assert found
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[trace.start : trace.end] == trace.written for trace in found)
