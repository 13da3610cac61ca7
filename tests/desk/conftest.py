"""A desk over an empty folder, and its page."""

import pytest

from desk_page import Page
from helpers import TODAY
from mapdocs.desk import studio
from mapdocs.desk.pages import serve
from mapdocs.desk.sessions import Desk


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deals").mkdir()
    return tmp_path / "deals"


@pytest.fixture
def desk(folder, request, monkeypatch):
    """Every deal that is opened is printed for its pictures, which takes longer than most of what is tried here: left out,
    but where a test asks for ``printed``. What the pictures show is tested in test_preview.py."""
    if "printed" not in request.fixturenames:
        monkeypatch.setattr(studio, "SLOW", ())
    made = Desk(folder, today=TODAY)
    yield made
    made.close()


@pytest.fixture
def printed():
    """The desk's pictures have the PDF and the slide among them."""


@pytest.fixture
def page(desk):
    server = serve(desk)
    server.start()
    yield Page(server)
    server.close()
