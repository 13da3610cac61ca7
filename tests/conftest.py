"""What all tests share: other people's programs are called only when asked for; measures are printed at the end."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from mapdocs.formats.pdf import engine, printing, requirements

# No example fails for the time that it took: the machine may be busy.
settings.register_profile("whatever the clock says", deadline=None)
settings.load_profile("whatever the clock says")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--clients", action="store_true", help="also run the tests that need other people's programs")
    parser.addoption(
        "--long", action="store_true", help="all of every family; kill 200 times instead of 4, 120 reps instead of 12"
    )
    parser.addoption("--write-docs", action="store_true", help="write the tables that the docs quote")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if requirements.pdf_problem() is not None:
        for item in items:
            if "pdf" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="needs Pango"))
    if not config.getoption("--long"):  # a thousand of families that have others: not even begun
        config.hook.pytest_deselected(items=[item for item in items if "long" in item.keywords])
        items[:] = [item for item in items if "long" not in item.keywords]
    if config.getoption("--clients") or os.environ.get("MAPDOCS_CLIENTS"):
        return
    skip = pytest.mark.skip(reason="needs other people's programs: run with --clients")
    for item in items:
        if "clients" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def _only_where_pdfs_can_be_made(monkeypatch):
    """Without Pango, which needs root to install, a test is skipped at the moment at which it asks for a PDF."""
    if requirements.pdf_problem() is None:
        return

    def skip(*_: object, **__: object) -> None:
        pytest.skip("needs Pango")

    monkeypatch.setattr(printing, "pdf_problem", skip)
    monkeypatch.setattr(engine, "load", skip)


@pytest.fixture
def killings(long) -> int:
    """How often a test that kills a build does so."""
    return 200 if long else 4


@pytest.fixture
def long(request) -> bool:
    """Whether time is no matter."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def measure(record_property, request):
    """Say a figure in the summary of the test run, also from a worker process."""

    def say(text: str) -> None:
        record_property("measure", text)

    return say


def pytest_terminal_summary(terminalreporter) -> None:
    lines = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "measure"
    ]
    if lines:
        terminalreporter.section("measures")
        for line in sorted(set(lines)):
            terminalreporter.line(line)
