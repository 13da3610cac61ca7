"""What all tests share: other people's programs are called only when asked for; measures are printed at the end."""

from __future__ import annotations

import os

import pytest

MEASURES: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--clients", action="store_true", help="also run the tests that need other people's programs")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--clients") or os.environ.get("MAPDOCS_CLIENTS"):
        return
    skip = pytest.mark.skip(reason="needs other people's programs: run with --clients")
    for item in items:
        if "clients" in item.keywords:
            item.add_marker(skip)


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
