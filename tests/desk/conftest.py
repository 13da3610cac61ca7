"""A desk over an empty folder, and its page."""

import pytest

from desk_page import Page
from helpers import TODAY
from mapdocs.desk.pages import serve
from mapdocs.desk.sessions import Desk


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deals").mkdir()
    return tmp_path / "deals"


@pytest.fixture
def desk(folder):
    made = Desk(folder, today=TODAY)
    yield made
    made.close()


@pytest.fixture
def page(desk):
    server = serve(desk)
    server.start()
    yield Page(server)
    server.close()
