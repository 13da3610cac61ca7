"""Remarks and labels within a cell: what somebody on the seller's side says in brackets, behind a sign or below a label is kept, and
nothing else of the cell is."""

import pytest
from field import of_text

from helpers import few_of
from mapdocs.importing.asides import asides_in
from mapdocs.importing.labelled import parted
from mapdocs.importing.owners import Side, Sides

SIDES = Sides(Side("Juniper Foods", ("Dana Reyes",)), Side("Fabrikam", ("Sam Ortiz",)))


def deep(text):
    return asides_in(text, SIDES, deep=True)


@pytest.mark.parametrize(
    "remark",
    few_of([
        "[Sam: CFO stalls (see mail), go around him]", "[Sam:\nCFO stalls,\ngo around]", "[Sam 12/1: CFO stalls]", "[Sam, 3 Dec: CFO stalls]",
        "[Sam - CFO stalls again]", "[CFO stalls again - Sam]", "[CFO stalls again – SO]", "{Sam: CFO stalls}", "<Sam: CFO stalls>",
        "[AE: CFO stalls]", "[our SE: CFO stalls]", "(our SE: CFO stalls)", "[Fabrikam legal: CFO stalls]", "[note to Sam: CFO stalls]",
        "[Sam to self: CFO stalls]", "[nadia: CFO stalls]", "【サム：CFOが反対】", "(entre nous : le DAF bloque)", "(unter uns: CFO bremst)",
        "(privé : le DAF bloque)", "(confidentiel : le DAF bloque)", "（社内メモ：下限40k）", "(Intern! CFO bremst)", "(ACHTUNG intern - CFO bremst)",
        "(nota interna - el CFO frena)", "(for Sam's eyes only: CFO stalls)", "(keep from Dana: CFO stalls)", "(SO: CFO stalls)",
        "%%CFO stalls%%", "[Sam: never closed",
    ], 7),
)  # fmt: skip
def test_a_remark_in_brackets_is_taken_out_alone(remark):
    left, apart = deep(f"Report filed {remark}")
    assert left.strip() == "Report filed"
    assert " ".join(apart[0].split()) == " ".join(remark.strip("[](){}<>【】（）%").split())


@pytest.mark.parametrize(
    "said",
    few_of([
        "Workshop (Sam: demo, Dana: data)", "Workshop [Dana: by mail]", "Call (Will: all documents)", "Report [Type: SOC 2]",
        "Report (Owner: Dana and Sam)", "Report (May: first draft; June: final)", "Workshop (30 minutes – Sam)", "Workshop (Sam - SE)",
        "Kick-off (internal IT of Juniper)", "Kick-off (International: three sites)", "Report [Legal: signed off by counsel]",
        "Room (A - B)", "Price < 5: fine", "Review (our data, your servers: both)", "ISO 27001 [Annex A: 5.1]", "レポート【メモ：別紙】",
        "Report (internally reviewed by Juniper)", "Team [AE: Sam]", "Team [AE: Sam Ortiz, champion: Dana]",
    ], 7),
)  # fmt: skip
def test_brackets_that_are_anybodys_stay(said):
    assert deep(said) == (said, [])


def test_a_bracket_in_a_steps_name_is_only_a_remark_where_somebody_makes_it():
    assert asides_in("Audit [on site, two days - Sam]", SIDES) == ("Audit [on site, two days - Sam]", [])


@pytest.mark.parametrize(
    ("line", "left", "apart"),
    few_of(
        [
            ("SOC 2 // internal: they stall", "SOC 2", "// internal: they stall"),
            ("SOC 2 | internal – they stall", "SOC 2", "internal – they stall"),
            ("SOC 2 – intern: sie bremsen", "SOC 2", "– intern: sie bremsen"),
            ("SOC 2; INTERNAL they stall", "SOC 2", "INTERNAL they stall"),
            ("SOC 2 **INT** they stall", "SOC 2", "**INT** they stall"),
            ("SOC 2 [int.] they stall", "SOC 2", "[int.] they stall"),
            ("SOC 2 #internal they stall", "SOC 2", "#internal they stall"),
            ("SOC 2 --- Sam only: they stall", "SOC 2", "--- Sam only: they stall"),
            ("SOC 2 // Sam: they stall", "SOC 2", "// Sam: they stall"),
            ("they stall [internal]", "", "they stall [internal]"),
            ("they stall (int)", "", "they stall (int)"),
            ("they stall // Fabrikam only", "", "they stall // Fabrikam only"),
            ("they stall (do not share)", "", "they stall (do not share)"),
            ("en interne : 40k mini", "", "en interne : 40k mini"),
            ("(réservé Fabrikam) 40k", "", "(réservé Fabrikam) 40k"),
            ("SOC 2 (ne pas transmettre au client, 40k)", "", "SOC 2 (ne pas transmettre au client, 40k)"),
            ("SOC 2 (nicht an Juniper weitergeben, 40k)", "", "SOC 2 (nicht an Juniper weitergeben, 40k)"),
            ("SOC 2, keep this from Dana", "", "SOC 2, keep this from Dana"),
            ("keep this between us; 40k", "", "keep this between us; 40k"),
            ("no compartir esto con Juniper: 40k", "", "no compartir esto con Juniper: 40k"),
        ],
        7,
    ),
)
def test_a_label_within_a_line(line, left, apart):
    assert parted([line], SIDES) == ([left] if left else [], [apart])


@pytest.mark.parametrize(
    "line",
    few_of([
        "Internal audit passed", "SOC 2; INTERNAL AUDIT passed", "SOC 2 – international: three sites", "Report // annex: three pages",
        "Juniper does not share its logs", "Not signed by Juniper yet", "Sam: send the list", "Dana: data", "Phase 2 – status: open",
        "Don't forget to share the deck with Juniper",
        "Training – internal", "SSO, secret: rotated", "We will not tell the press before Juniper agrees",
        "Budget approval, internal",
        "Demo (Sam only)",
        "#international plan", "INTERNAL REVIEW OF JUNIPER", "Interne Revision: Bericht liegt vor", "Data not sent to Juniper before March",
        "Signed, sent: Friday", "https://fabrikam.example/internal: see there", "社内会議：議事録あり", "Report shared with Dana", "int main(void)",
    ], 7),
)  # fmt: skip
def test_a_line_that_only_looks_like_it_stays(line):
    assert parted([line], SIDES) == ([line], [])


@pytest.mark.parametrize(
    "label",
    few_of(
        [
            "Internal:",
            "Not for Juniper:",
            "**Intern:**",
            "En interne :",
            "社内：",
            "[internal]",
            "For Sam's eyes only:",
        ],
        7,
    ),
)
def test_a_label_alone_keeps_the_lines_below_it(label):
    assert parted(["Report filed", label, "never below 40k", "CFO: against us"], SIDES) == (
        ["Report filed"],
        [label, "never below 40k", "CFO: against us"],
    )


@pytest.mark.parametrize("end", ["For Juniper:", "Customer:", "Pour le client :"])
def test_a_label_for_the_buyer_ends_it(end):
    left, apart = parted(["Internal:", "never below 40k", end, "Report filed"], SIDES)
    assert left == [end, "Report filed"]
    assert apart == ["Internal:", "never below 40k"]


@pytest.mark.parametrize(
    ("lines", "kept"),
    few_of(
        [
            (["Report filed", "Sam: CFO stalls", "go around"], 2),
            (["Report filed", "@Sam: CFO stalls"], 1),
            (["Report filed", "SO: CFO stalls"], 1),
            (["Sam: deck", "Rita: data"], 0),
            (["Report filed", "Sam: deck", "Dana: data"], 0),
            (["Report filed", "Due: Friday"], 0),
        ],
        7,
    ),
)
def test_last_lines_that_one_of_ours_says(lines, kept):
    left, apart = parted(lines, SIDES)
    assert (left, apart) == (lines[: len(lines) - kept], lines[len(lines) - kept :])


def notes(folder, *cells):
    rows = [f'Step {n},Dana Reyes,2026-12-0{n},"{said}"' for n, said in enumerate(cells, 1)]
    spec, _ = of_text("\n".join(["Step,Owner,Due,Notes", *rows, ""]), folder)
    return [row.note for row in spec.milestones], spec.internal.notes or ""


def test_our_company_in_brackets_in_front_of_a_note_is_for_us_alone_where_the_buyer_has_none(tmp_path):
    assert notes(tmp_path, "[FAB] they stall", "on site") == ([None, "on site"], "Step 1: Notes: [FAB] they stall")


def test_companies_in_brackets_in_front_of_notes_say_who_does_it(tmp_path):
    said = ["[FAB] sends the form", "[JUN] signs it"]
    assert notes(tmp_path, *said) == (said, "")


@pytest.mark.parametrize(
    "name",
    ["Contract // internal: they stall", "Contract – keep from Dana: they stall", "Contract #internal never below 40k"],
)
def test_a_steps_name_with_such_a_label_keeps_the_row(name, tmp_path):
    spec, _ = of_text(f"Step,Owner,Due\nReport,Dana Reyes,2026-12-01\n{name},Sam Ortiz,2026-12-09\n", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Report"]
    assert name in spec.internal.notes
