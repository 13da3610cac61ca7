"""Columns, folding, shortening and the direction of texts."""

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from helpers import few_of
from mapdocs.language.layout import fold, is_rtl, shorten, width


@pytest.mark.parametrize(
    ("text", "columns"),
    few_of(
        [
            ("Legal / redlines", 16),
            ("", 0),
            ("日本語", 6),
            ("한글", 4),
            ("é", 1),
            ("e\u0301", 1),
            ("ไทยที่", 4),  # two marks stand above a letter
            ("नमस्ते", 4),
            ("👍🏽", 2),  # one picture of two characters
            ("👨‍👩‍👧", 2),  # one picture of five
            ("a\u200bb", 2),
            ("שָׁלוֹם", 4),
        ],
        3,
    ),
)
def test_width_is_what_a_terminal_shows(text, columns):
    assert width(text) == columns


@given(st.text(st.characters(max_codepoint=0x2100, exclude_categories=["Cc", "Cs"])))
def test_width_is_the_library_s_where_it_is_not_asked(text):
    assert width(text) == wcwidth.width(text, control_codes="ignore")


def test_folding_breaks_between_words_and_between_wide_letters_but_no_address():
    assert fold("one two three", limit=8) == "one two\nthree"
    assert fold("締結された契約書", limit=8) == "締結され\nた契約書"
    address = "https://docs.example.com/a-long-plan"
    assert fold(f"see {address} now", limit=12) == f"see\n{address}\nnow"
    assert fold("one two three", limit=8, first="- ", indent="  ") == "- one\n  two\n  three"


def test_shortening_keeps_one_line():
    assert shorten("a  b\nc") == "a b c"
    assert shorten("x" * 41) == "x" * 39 + "…"
    assert shorten("three words here", 8) == "three w…"


@pytest.mark.parametrize(("text", "rtl"), [("12 شهر", True), ("MSA שלום", False), ("12", False), ("", False)])
def test_the_first_letter_with_a_direction_decides(text, rtl):
    assert is_rtl(text) is rtl
