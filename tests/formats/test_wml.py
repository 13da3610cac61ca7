"""WordprocessingML as strings: a parser reads back what was written, whatever the text."""

import lxml.etree
from hypothesis import given
from hypothesis import strategies as st

from mapdocs.formats.word.wml import escape, quoteattr

TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff") | st.sampled_from("\"'<>&\n\t")
)


@given(TEXT)
def test_a_parser_reads_what_was_written(text):
    read = lxml.etree.fromstring(f"<a b={quoteattr(text)}>{escape(text)}</a>")
    assert read.get("b") == text
    assert (read.text or "") == text
