"""What fuzzing found once stays found."""

from pathlib import Path

import pytest

from helpers import TODAY
from mapdocs import check
from mapdocs.schema.decoding import Undecodable, decode, lines_of
from mapdocs.schema.reader import read

SEEDS = sorted((Path(__file__).parent / "seeds").iterdir())
assert SEEDS, "without a seed the test below would be skipped in silence"


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_bytes_that_once_broke_something_are_read(path):
    text = decode(path.read_bytes())
    assert not isinstance(text, Undecodable)
    lines = lines_of(text)
    for finding in check(read(text), today=TODAY):
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
