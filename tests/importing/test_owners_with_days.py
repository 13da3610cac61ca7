"""Points of lists of which a piece says who and by when at once, and a proof behind."""

import pytest
from field import of_text, rows_of

from helpers import few_of

OTHERS = "- Report sent – Dana – 8 Jan 2027\n- Keys returned – Sam – 15 Jan 2027\n"


@pytest.mark.parametrize(
    ("point", "buyer", "seller"),
    few_of(
        [
            ("Bay cleared | Juniper: Ilse Kamp | by 9 Dec 2026", "Ilse Kamp", ""),
            ("Bay cleared - Juniper: Ilse Kamp - 9 Dec 2026", "Ilse Kamp", ""),
            ("Bay cleared – Fabrikam: Olaf Brecht – bis 09.12.2026", "", "Olaf Brecht"),
            ("Bay cleared — Juniper: Ilse Kamp — due: 9 Dec 2026", "Ilse Kamp", ""),
            (
                "Bay cleared (owner: Ilse Kamp, Juniper; Fabrikam: Olaf Brecht) due 2026-12-09",
                "Ilse Kamp",
                "Olaf Brecht",
            ),
            ("Bay cleared (owner: Ilse Kamp, Juniper) due: 9 Dec 2026", "Ilse Kamp", ""),
            ("Bay cleared (Juniper: Ilse Kamp, due 9 Dec 2026)", "Ilse Kamp", ""),
            ("Bay cleared (Fabrikam: Olaf Brecht) by 9 Dec 2026", "", "Olaf Brecht"),
            ("Bay cleared (Fabrikam: Olaf Brecht, by 9 Dec 2026)", "", "Olaf Brecht"),
            ("Bay cleared (Juniper: Ilse Kamp; Fabrikam: Olaf Brecht; 9 Dec 2026)", "Ilse Kamp", "Olaf Brecht"),
            ("Bay cleared (Fabrikam: Olaf Brecht) vóór 9 december 2026", "", "Olaf Brecht"),
            ("Bay cleared – Juniper: Ilse Kamp – le 9 décembre 2026", "Ilse Kamp", ""),
            ("Bay cleared - Juniper: Ilse Kamp - 9 dic 2026", "Ilse Kamp", ""),
            ("Bay cleared – Juniper: Ilse Kamp até 9 de dezembro de 2026", "Ilse Kamp", ""),
            ("Bay cleared – Juniper：Ilse Kamp、2026年12月9日まで", "Ilse Kamp", ""),
            ("Bay cleared: Ilse Kamp (Juniper) entro il 9 dicembre 2026", "Ilse Kamp", ""),
            ("Bay cleared: Olaf Brecht (Fabrikam) il 9 dicembre 2026", "", "Olaf Brecht"),
            ("Bay cleared – Ilse Kamp (Juniper) by 9 Dec 2026", "Ilse Kamp", ""),
        ],
        7,
    ),
)
def test_who_and_by_when_are_parted(point, buyer, seller, tmp_path):
    spec, _told = of_text(f"- {point}\n{OTHERS}", tmp_path, "plan.md")
    assert rows_of(spec)[0][:4] == ("Bay cleared", buyer, seller, "2026-12-09")
    assert not spec.internal.notes


@pytest.mark.parametrize(
    ("behind", "proof"),
    [
        ("9 Dec 2026 - done when the photo is filed", "the photo is filed"),
        ("bis 9.12.2026, fertig wenn Ping ok", "Ping ok"),
        ("due: 9 Dec 2026 – exit: 20 scans a day", "20 scans a day"),
    ],
)
def test_a_proof_behind_the_day_is_the_steps(behind, proof, tmp_path):
    spec, _ = of_text(f"- Bay cleared - Fabrikam: Olaf Brecht - {behind}\n{OTHERS}", tmp_path, "plan.md")
    assert rows_of(spec)[0][:4] == ("Bay cleared", "", "Olaf Brecht", "2026-12-09")
    assert spec.milestones[0].exit_criteria == proof


def test_what_is_no_proof_is_said_beside_and_a_time_is_asked_as_the_day(tmp_path):
    text = f"1) Bay cleared — Juniper: Ilse Kamp — due: 9 Dec 2026 — PO in hand\n2) Decide - Juniper: Ilse Kamp - mid January\n{OTHERS}"
    spec, told = of_text(text, tmp_path, "plan.md")
    assert [row[:4] for row in rows_of(spec)[:2]] == [
        ("Bay cleared", "Ilse Kamp", "", "2026-12-09"), ("Decide", "Ilse Kamp", "", "")
    ]  # fmt: skip
    assert "also said: PO in hand" in told
    assert "“mid January” is not a date" in told


@pytest.mark.parametrize(
    ("word", "point"),
    [
        ("Prova", "Rita Neri (Fabrikam) entro il 18 dicembre 2026, dieci pezzi buoni"),
        ("Abnahme", "Rita Neri (Fabrikam), 18.12.2026"),
        ("Sign-off", "Rita Neri (Fabrikam) by 18 Dec 2026"),
        ("Validation", "Rita Neri (Fabrikam) avant le 18 décembre 2026"),
    ],
)
def test_a_step_called_like_a_proof_is_one_where_somebody_and_a_day_follow(word, point, tmp_path):
    spec, _ = of_text(f"- Kick-off: Ilse Kamp (Juniper), 9 Dec 2026\n- {word}: {point}\n{OTHERS}", tmp_path, "plan.md")
    assert [row[:4] for row in rows_of(spec)[:2]] == [
        ("Kick-off", "Ilse Kamp", "", "2026-12-09"), (word, "", "Rita Neri", "2026-12-18"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "remark",
    [
        "Fabrikam: Olaf Brecht, do not go below 40k",
        "Fabrikam: they are late",
        "Olaf: Priced too low",
        "Fabrikam: 40k is fine",
    ],
)
def test_what_our_side_remarks_in_brackets_stays_with_us(remark, tmp_path):
    spec, _ = of_text(f"- Bay cleared ({remark}) by 9 Dec 2026\n{OTHERS}", tmp_path, "plan.md")
    assert remark in spec.internal.notes


@pytest.mark.parametrize("title", ["CFO", "Head of IT", "Legal"])
def test_a_title_behind_a_name_stays_with_it(title, tmp_path):
    spec, _told = of_text(f"- Bay cleared (owner: Ilse Kamp, {title})\n{OTHERS}", tmp_path, "plan.md")
    assert rows_of(spec)[0][0] == "Bay cleared"
