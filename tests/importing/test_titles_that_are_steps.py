"""Steps that are titles, with their owners and days in a list below."""

import pytest
from field import of_text, rows_of

WORDS = {
    "en": ("Buyer", "Seller", "Due", "Done when"),
    "bold": ("**Buyer owner**", "**Seller owner**", "**Due date**", "**Exit criteria**"),
    "de": ("Kunde", "Anbieter", "Fällig am", "Fertig wenn"),
    "fr": ("Client", "Fournisseur", "Échéance", "Preuve"),
    "es": ("Cliente", "Proveedor", "Fecha límite", "Evidencia"),
    "pt": ("Cliente", "Fornecedor", "Prazo", "Evidência"),
    "ja": ("お客様", "当社", "期限", "完了条件"),
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("sign", ["- ", "* ", ""])
def test_a_title_with_its_owners_and_its_day_below_is_a_step(language, sign, tmp_path):
    buyer, seller, due, proof = WORDS[language]
    steps = [("Load data", "2026-12-12", "3 files load"), ("Show result", "2026-12-19", "slides sent")]
    text = "# Juniper plan\n\n## Evaluate\nLead: Per Aune\n"
    for step, day, shown in steps:
        text += f"### {step}\n{sign}{buyer}: Siri Moe\n{sign}{seller}: Hal Crane\n{sign}{due}: {day}\n{sign}{proof}: {shown}\n\n"
    text += f"## Buy\n### Sign\n{sign}{buyer}: Per Aune\n{sign}{due}: 2027-01-15\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert [row[:4] for row in rows_of(spec)] == [
        *((step, "Siri Moe", "Hal Crane", day) for step, day, _ in steps), ("Sign", "Per Aune", "", "2027-01-15"),
    ]  # fmt: skip
    assert [row.exit_criteria for row in spec.milestones[:2]] == ["3 files load", "slides sent"]


def test_what_stands_below_that_is_no_fact_is_a_comment(tmp_path):
    text = "### Load\n- Buyer: Siri Moe\n- Due: 12 Dec 2026\n- Blocker: zip password missing\n### Show\n- Buyer: Siri Moe\n- Due: 19 Dec 2026\n"
    _, told = of_text(text, tmp_path, "plan.md")
    assert "“Load”: below it: Blocker: zip password missing" in told


def test_the_customer_below_the_title_of_a_page_makes_that_no_step(tmp_path):
    text = "# Joint plan\n- Customer: Juniper Foods\n- Date: 24 Nov 2026\n\n## Steps\n- Load data – Siri Moe – 12 Dec 2026\n- Sign – Per Aune – 15 Jan 2027\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert [row[0] for row in rows_of(spec)] == ["Load data", "Sign"]
