"""What is read as a spec, and whose settings are believed."""

import os

import pytest

from helpers import dump, plan_values
from mapdocs.schema import loader
from mapdocs.schema.decoding import MAX_BYTES

root_only = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


def test_a_pipe_is_told_at_once(tmp_path):
    os.mkfifo(tmp_path / "deal.yaml")
    with pytest.raises(OSError, match="a pipe"):
        loader.load(tmp_path / "deal.yaml")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_told_at_once(device):
    with pytest.raises(OSError, match="a device"):
        loader.load(device)


@pytest.mark.parametrize(("size", "readable"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_no_more_is_read_than_says_that_it_is_too_much(tmp_path, size, readable):
    text = dump(plan_values()).encode()
    (tmp_path / "deal.yaml").write_bytes(text + b"#" * (size - len(text)))
    assert loader.load(tmp_path / "deal.yaml").readable is readable


@root_only
@pytest.mark.parametrize(
    ("settings_of", "folder_of", "where", "believed"),
    [
        (12345, 0, "above", False),
        (12345, 0, "beside", True),
        (12345, 12345, "above", True),  # whoever owns the spec's folder owns the spec
        (0, 12345, "above", True),
    ],
)
def test_settings_above_the_spec_are_believed_of_whom_it_concerns(tmp_path, settings_of, folder_of, where, believed):
    deals = tmp_path / "top" / "deals"
    deals.mkdir(parents=True)
    (deals / "deal.yaml").write_text(dump(plan_values()))
    settings = (deals if where == "beside" else deals.parent) / "mapdocs.yaml"
    settings.write_text("seller: {company: Somebody}\n")
    os.chown(settings, settings_of, -1)
    os.chown(deals, folder_of, -1)
    spec = loader.load(deals / "deal.yaml")
    assert ("MAP007" in [finding.code for finding in spec.findings]) is not believed
    assert (spec.settings.seller.company == "Somebody") is believed
