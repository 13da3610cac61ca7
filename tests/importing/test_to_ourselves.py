"""What a cell or a point says to the seller's own side, by name or in confidence, is kept for the seller; the rest of it stays, and
so does what is said to the buyer or says who does what."""

import pytest
from field import buyer_text, of_text

from helpers import few_of
from mapdocs.importing.asides import asides_in
from mapdocs.importing.owners import Side, Sides

SIDES = Sides(Side("Tilia Mills", ("Noor Haddad",)), Side("Orfeo Systems", ("Pia Lund",)))


@pytest.mark.parametrize(
    "aside",
    few_of([
        "NB Pia: not below 40k", "N.B. Pia Lund - not below 40k", "FYI Pia the CFO stalls", "FYI Pia: the CFO stalls", "Note to self: not below 40k",
        "Note to self - not below 40k", "Reminder for Pia: not below 40k", "P.S. Pia: not below 40k", "Note to PL: not below 40k", "Our side only: not below 40k",
        "Just us: not below 40k", "For us: hold at 40k", "Off the record: not below 40k", "Between us, not below 40k", "Hinweis an Pia: nicht unter 40k",
        "Unter uns gesagt, der CFO bremst", "Nur für uns: 40k", "Bei uns: 40k", "Note pour Pia : 40k mini", "Entre nous, le DAF bloque", "Pour nous seuls : 40k mini",
        "Nota para Pia: 40k mínimo", "Entre nosotros, 40k mínimo", "Para nosotros: 40k mínimo", "Lembrete para Pia: 40k", "Só para nós: 40k", "Solo per noi: minimo 40k",
        "Tra noi, minimo 40k", "Nota per Pia: 40k", "Onder ons: 40k", "Notitie voor Pia: 40k", "Alleen voor ons: 40k", "自分用メモ：40kまで", "ここだけの話、40kまで",
    ], 7),
)  # fmt: skip
@pytest.mark.parametrize(
    ("front", "left"),
    [("Report filed. ", "Report filed."), ("Report filed – ", "Report filed"), ("Report filed\n", "Report filed")],
)
def test_what_is_said_to_our_side_is_taken_out(front, left, aside):
    stays, apart = asides_in(front + aside, SIDES, deep=True)
    assert (stays.strip(), apart) == (left, [aside])


@pytest.mark.parametrize(
    "said",
    few_of([
        "Minutes. NB: bring the badge", "Minutes. FYI Noor: room 3", "For us: the list; for you: the tests", "Minutes. For us: the list; for Noor: the tests",
        "Contract between us and Tilia signed", "Report. Between us and Tilia: NDA", "Minutes. Pia: minutes, Noor: data", "Memo. Note to Tilia: signed",
        "Our side: the list, your side: the tests", "Works for us – list", "Report. Thanks Pia", "FYI mail to Pia and Noor", "Contrat entre nous signé",
        "Report. Ready for us to test", "Report. FYI Pia and Noor: room 3", "Pia: send the list", "Report. Heads-up for the plant: dust", "Bei uns im Werk: Halle 3",
        "Report. Note to Noor and Pia: room 3", "Nota para la planta: polvo", "Report. Let op: stof", "Report. Ojo: polvo",
    ], 7),
)  # fmt: skip
def test_what_is_said_to_both_or_says_who_does_what_stays(said):
    assert asides_in(said, SIDES, deep=True) == (said, [])


def test_the_name_of_a_step_keeps_what_stands_before_it(tmp_path):
    text = "Step,Owner,Due\nReference call - our side only: ask for the score,Sam Ortiz,2026-12-04\nPrice review. NB Sam: 40k,Dana Reyes,2026-12-08\n"
    text += "NB Sam: push the CFO,Sam Ortiz,2026-12-09\nSam: send the list,Sam Ortiz,2026-12-10\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Reference call", "Price review", "Sam: send the list"]
    assert all(said in spec.internal.notes for said in ("ask for the score", "NB Sam: 40k", "push the CFO"))


def test_points_of_a_list_keep_their_days_and_owners(tmp_path):
    text = """# Plan

- [ ] Workshop — Dana Reyes — 2026-12-03
- [ ] Reference call - our side only: ask for the score — Sam Ortiz — 2026-12-04
- [ ] Legal — Dana Reyes — 2026-12-09 (just us: not below 50k)
- [ ] Signing — Dana Reyes — 2026-12-14 – unter uns: 48k geht
- [ ] Data load — Dana Reyes — 2026-12-11
  - for us: keep it slow
- [ ] Sam: send the list — 2026-12-07
- [ ] Tests — Dana Reyes — 2026-12-16. Entre nous, le DAF bloque
"""
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert [
        (row.milestone, row.buyer_owner or row.seller_owner, str(row.target_date)[5:]) for row in spec.milestones
    ] == [
        ("Workshop", "Dana Reyes", "12-03"),
        ("Reference call", "Sam Ortiz", "12-04"),
        ("Legal", "Dana Reyes", "12-09"),
        ("Signing", "Dana Reyes", "12-14"),
        ("Data load", "Dana Reyes", "12-11"),
        ("send the list", "Sam", "12-07"),
        ("Tests", "Dana Reyes", "12-16"),
    ]
    for said in ("ask for the score", "not below 50k", "48k geht", "keep it slow", "le DAF bloque"):
        assert said in spec.internal.notes
        assert said not in buyer_text(spec)
