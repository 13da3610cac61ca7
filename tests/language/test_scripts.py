"""Letters of East Asia: told without a pattern as one tells them, for every letter that there is."""

import re
import sys

import pytest

from mapdocs.formats.word import measure
from mapdocs.language import layout
from mapdocs.language.scripts import has_east, has_unspaced

LETTERS = list(map(chr, range(sys.maxunicode + 1)))


def test_every_letter_is_told_as_by_a_pattern():
    east = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]")
    unspaced = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
    assert [c for c in LETTERS if has_east(c)] == [c for c in LETTERS if east.search(c)]
    assert [c for c in LETTERS if has_unspaced(c)] == [c for c in LETTERS if unspaced.search(c)]


def test_one_letter_among_others_is_enough():
    assert has_east("Müller & 佐藤")
    assert has_east("Kim 김")
    assert not has_unspaced("Kim 김")
    assert not has_east("Überprüfung – «señal», 10 °C")


@pytest.mark.long
def test_a_text_without_them_is_cut_alike_by_both_patterns():
    """The pattern that is quick to compile is taken for it, with every letter beside a word, a hyphen and each kind of space."""
    for letter in LETTERS:
        if has_east(letter):
            continue
        text = f"a{letter}b-{letter} \u00a0{letter}\t https://x{letter}y"
        assert layout._PIECES.findall(text) == layout._pieces_of_east().findall(text), hex(ord(letter))
        assert measure._PIECES.findall(text) == measure._pieces_of_east().findall(text), hex(ord(letter))
