"""What was kept back from honest plans: facts of the deal above a table, …"""

import pytest
from field import imported, of_text, workbook


def rows_of(spec):
    return [(row.milestone, row.buyer_owner, row.seller_owner) for row in spec.milestones]


@pytest.mark.parametrize(
    ("above", "head"),
    [
        (["Cliente: Juniper Foods", "", "Proveedor: Fabrikam"], ["Hito", "Responsable Juniper", "Responsable Fabrikam"]),
        (["Customer: Juniper Foods", "", "Our contact: Sam Ortiz"], ["Step", "Juniper owner", "Fabrikam owner"]),
        (["", "Customer", "Vendor"], ["Step", "Juniper owner", "Fabrikam owner"]),
        (["Client : Juniper Foods", "", "Fournisseur : Fabrikam"], ["Étape", "Responsable Juniper", "Responsable Fabrikam"]),
    ],
)  # fmt: skip
def test_facts_above_the_owners_of_a_side_keep_no_column(above, head, tmp_path):
    rows = [above, head, ["Workshop", "Dana Reyes", "Uma Berg"], ["Order form", "Dana Reyes", "Sam Ortiz"]]
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", rows)))
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert rows_of(spec) == [("Workshop", "Dana Reyes", "Uma Berg"), ("Order form", "Dana Reyes", "Sam Ortiz")]
