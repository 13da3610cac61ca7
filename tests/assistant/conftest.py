"""A folder that is open to an assistant: one whole plan, and beside it a folder that is not."""

import pytest

from helpers import TODAY, dump, plan_values
from mapdocs.assistant.folder import Inside, digest_of


class Room:
    """``root`` is open, ``outside`` is not; ``plan`` is the file deal.yaml in it."""

    def __init__(self, path):
        self.root, self.outside = path / "open", path / "closed"
        for folder in (self.root, self.outside):
            folder.mkdir()
            (folder / "deal.yaml").write_text(dump(plan_values()))
        self.plan = self.root / "deal.yaml"
        self.inside = Inside(self.root.resolve(), TODAY)

    @property
    def digest(self):
        return digest_of(self.plan)


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)
