"""A milestone's kind, guessed from its name."""

import pytest

from mapdocs.schema.kinds import guess


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Pilot", "other"),
        ("Pilot in two wards", "other"),
        ("Data validation with the lab", "other"),
        ("Security / technical review", "security"),
        ("Technical validation", "security"),
        ("Integration test with SAP", "security"),
        ("Legal / redlines", "legal"),
        ("Procurement / PO", "procurement"),
        ("Go-live", "signature"),
        ("Bon de commande émis", "procurement"),
        ("Analyse d’impact RGPD", "security"),
        ("Caso de negocio aprobado", "business_case"),
        ("Pedido emitido", "procurement"),
        ("Plano combinado", "alignment"),
        ("Caso de negócio aprovado", "business_case"),
        ("Avaliação da LGPD", "security"),
        ("計画の合意", "alignment"),
        ("投資対効果の承認", "business_case"),
        ("セキュリティ審査", "security"),
        ("契約書の確認", "legal"),
        ("注文書の発行", "procurement"),
        ("契約締結とキックオフ", "signature"),
        ("利用者研修", "other"),
    ],
)
def test_the_kind_that_a_name_suggests(name, kind):
    assert guess(name) == kind
