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
    ],
)
def test_the_kind_that_a_name_suggests(name, kind):
    assert guess(name) == kind
