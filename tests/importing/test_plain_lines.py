"""Lines of a note that begin with a word for what is private and count or tell what both sides know; and such that are the seller's."""

import pytest
from field import of_text

from helpers import few_of

PLAIN = [
    "Internal: 4 sensors / external: 2 sensors", "Private: 3 rooms; public: 9 rooms", "Our side: 2 people. Your side: 3 people", "Confidentiality: NDA signed 12 Nov",
    "Intern: Max Weber helps until March", "Intern: 4 Geräte / extern: 2 Geräte", "Vertraulichkeit: NDA liegt vor", "Confidentialité : accord de confidentialité signé",
    "Confidencialidad: acuerdo de confidencialidad firmado", "Interni: 4 sensori / esterni: 2 sensori", "Privé : 3 salles ; public : 9 salles",
]  # fmt: skip
OURS = [
    "Internal: 50k ok / external: 60k", "Internal: 3 weeks; external: 5 weeks", "Internal: 2 discounts / external: 0 discounts", "Internal: 4 sensors are late",
     "Confidentiality: the CFO stalls", "Confidential: 45k floor, NDA or not", "Confidentiality: NDA not signed by us, keep quiet", "Intern: Max Weber ist skeptisch",
    "Private: 3 rooms", "Internal: they are late / external: all fine", "Intern: Max Weber",
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "ours"), few_of([*((one, False) for one in PLAIN), *((one, True) for one in OURS)], 6)
)
@pytest.mark.parametrize("name", ["plan.csv", "plan.md"])
def test_a_line_of_a_note(line, ours, name, tmp_path):
    table = f'Step,Owner,Due,Notes\nKick-off,Dana Reyes,2026-12-01,"{line}"\nDemo,Sam Ortiz,2026-12-02,\n'
    points = f"- Kick-off – Dana Reyes – 2026-12-01\n  {line}\n- Demo – Sam Ortiz – 2026-12-02\n"
    spec, _ = of_text(table if name == "plan.csv" else points, tmp_path, name)
    assert (line.split(":")[0].strip() in (spec.internal.notes or "")) is ours
