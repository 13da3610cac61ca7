"""The bytes of every artifact of every sample are those that were recorded: a change of them is meant, or it is a fault."""

import json
import sys

import pytest

from helpers import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import same_bytes

RECORDED = json.loads(same_bytes.RECORD.read_text("utf-8"))


@pytest.mark.pdf
def test_every_artifact_is_as_it_was_recorded():
    """Where a difference is meant: look at what it changes, then python scripts/same_bytes.py --write."""
    here = same_bytes.versions()
    if here != RECORDED["versions"]:
        pytest.skip(
            f"recorded with other versions: {sorted(k for k, v in here.items() if RECORDED['versions'].get(k) != v)}"
        )
    assert same_bytes.digests() == RECORDED["digests"]
