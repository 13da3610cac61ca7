"""Phrase lists: what a line may look like, and which of several phrases is found."""

import pytest

from helpers import few_of
from mapdocs.language.phrases import Phrases

LINES = ("go", "go live = say when", "go live date", "re-plan*  # a remark", "承認 = 誰が", "- ", "", "# nothing else")


def found(lines, text):
    return [(match.phrase, match.advice, text[match.start : match.end]) for match in Phrases(lines).find(text)]


@pytest.mark.parametrize("lines", [LINES, LINES[::-1]])
@pytest.mark.parametrize(
    ("text", "matches"),
    few_of(
        [
            ("We go now", [("go", "", "go")]),
            ("Go-live is Monday", [("go live", "say when", "Go-live")]),
            ("The go live date moved", [("go live date", "", "go live date")]),
            ("Re-planning twice", [("re-plan*", "", "Re-planning")]),
            ("部長の承認", [("承認", "誰が", "承認")]),
            ("A gopher re plays", []),
        ],
        3,
    ),
)
def test_the_longest_phrase_at_a_place_is_found_wherever_it_is_listed(lines, text, matches):
    assert found(lines, text) == matches


def test_an_empty_line_is_no_phrase():
    assert Phrases(LINES).count == 5
    assert Phrases(()).count == 0
