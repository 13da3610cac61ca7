"""A plan of ours, of which somebody has nothing but the file: imported, it is the plan again."""

from datetime import date

import pytest

from helpers import TODAY, few_of, plan_values, spec_of
from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import render
from mapdocs.importing.api import import_file
from mapdocs.schema.reader import read

PROOFS = [
    "minutes of 7 December, page 2",
    "https://northwind-traders.example/sites/finance/shared/minutes.pdf?version=3",
    "page 2 of https://northwind-traders.example/sites/finance/shared/minutes.pdf, signed",
    None,
]
FACTS = (
    "milestone",
    "buyer_owner",
    "seller_owner",
    "target_date",
    "exit_criteria",
    "status",
    "done_on",
    "proof",
    "note",
)


def sent(proof, locale):
    values = plan_values()
    for number, row in enumerate(values["milestones"], 1):
        row.pop("kind")
        row["milestone"] = f"Our step number {number}"  # one of the training's would be said in the plan's language
    values["milestones"][0].update(status="done", done_on="2026-11-20", **({"proof": proof} if proof else {}))
    values["milestones"][1].update(status="in progress", note="Waits for the board")
    values["milestones"][4]["status"] = "blocked"
    return spec_of(values, locale=locale)


def imported(spec, kind, folder):
    files = render(spec, (), today=TODAY, options=BuildOptions(only=(kind,))).files
    name, content = next((name, content) for name, content in files.items() if name.endswith(kind))
    path = folder / name.rsplit("/", 1)[-1]
    path.write_bytes(content)
    result = import_file(path, folder / "specs", today=TODAY)
    return result, read(result.specs[0].text, settings=spec.settings)


@pytest.mark.parametrize("locale", few_of(["en_US", "de_DE", "es_ES", "fr_FR", "ja_JP", "pt_BR"], 7))
@pytest.mark.parametrize("proof", [PROOFS[2], *(pytest.param(p, marks=pytest.mark.long) for p in (*PROOFS[:2], None))])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_every_fact_of_every_row_is_there(kind, proof, locale, tmp_path):
    spec = sent(proof, locale)
    result, again = imported(spec, kind, tmp_path)
    facts = [fact for fact in FACTS if (fact, kind) != ("done_on", "xlsx")]  # no column of the tracker says it
    for old, new in zip(spec.milestones, again.milestones, strict=True):
        assert {fact: getattr(new, fact) for fact in facts} == {fact: getattr(old, fact) for fact in facts}
    assert (again.buyer.company, again.seller.company) == ("Northwind Traders", "Fabrikam")
    assert not [note for note in result.notes if "is not one of a plan's" in note]
    if kind == "docx":
        titles = {person.name: person.title for side in (again.buyer, again.seller) for person in side.people}
        assert titles == {person.name: person.title for side in (spec.buyer, spec.seller) for person in side.people}


def test_a_status_of_several_lines_from_elsewhere(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(
        "| Step | Owner | Due | Status |\n| --- | --- | --- | --- |\n"
        "| Kickoff | Dana Reyes | 2026-12-01 | Done<br>completed on 20 Nov 2026<br>ask Tom |\n"
        "| Review | Dana Reyes | 2026-12-08 | Waiting<br>for Godot |\n",
        "utf-8",
    )
    result = import_file(path, tmp_path / "specs", today=TODAY)
    text = result.specs[0].text
    first = read(text).milestones[0]
    assert (first.status, first.done_on) == ("done", date(2026, 11, 20))
    assert "beside the status: ask Tom" in text
    assert "Godot" in text
