"""The cheap look before difflib loses none of what difflib would find."""

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from mapdocs.language.spelling import close_matches

WORDS = st.text("abcdé ", max_size=8)


@given(WORDS, st.lists(WORDS, max_size=5), st.sampled_from([0.5, 0.6, 0.85]))
def test_law_the_same_words_as_difflib(word, among, cutoff):
    assert close_matches(word, among, cutoff=cutoff) == get_close_matches(word, among, n=1, cutoff=cutoff)
