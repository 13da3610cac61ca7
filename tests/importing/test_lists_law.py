"""The law of a list: no word of the text is lost, and nothing that calls itself internal stands in what the buyer reads."""

from __future__ import annotations

import re
from datetime import date

from field import buyer_text
from hypothesis import given, settings
from hypothesis import strategies as st

from mapdocs import loads
from mapdocs.errors import Unreadable
from mapdocs.importing.api import ImportOptions, import_bytes

OPTIONS = ImportOptions(buyer="Juniper Foods", seller="Nordgate Systems", buyer_people=("Dana Reyes",))
MARKS = ("- ", "* ", "1. ", "2) ", "- [ ] ", "- [x] ", "• ", "– ", "", "Step 3: ", "> - ", "## ", "### 4. ")
STEPS = ("NDA signed", "Security review", "Vertrag unterschrieben", "契約書の確認")
PIECES = (
    " – Dana", " - Dana / Sam", " (Dana, 4 Dec)", " (Priya (Juniper))", " – by 12 Dec", " – bis 12.12.2026", ", Dana Reyes, 18 Dec 2026",
    " – done when report is signed", " – done", " – TBD", "; Owner: Dana", ". Due: 4 Dec", " ✅ 2026-11-20", " 📅 2026-12-04",
    " ~~old words~~", " **bold**", " – KW 50", " [a link](https://x.example)", " (", ")", ": ", " - ", " – internal", " (internal)", " – NGS only:",
)  # fmt: skip
BELOW = (
    "",
    "",
    "",
    "\n  - {}",
    "\n  Owner: {}",
    "\n    Due: 4 Dec",
    "\n  {}",
    "\n{}",
    "\n\n{}",
    "\n  internal: {}",
    "\nInternal note: {}",
    "\n<!-- {} -->",
    "\n> {}",
)


@st.composite
def points(draw):
    said = draw(st.sampled_from(STEPS)) if draw(st.booleans()) else ""
    pieces = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=4)))
    below = draw(st.sampled_from(BELOW))
    return draw(st.sampled_from(("", "", "  ", "    "))) + draw(st.sampled_from(MARKS)) + said + " {}" + pieces + below


def numbered(parts):
    """The text with a word of its own wherever one is to stand, and those words."""
    count = 0

    def word(_):
        nonlocal count
        count += 1
        return f"zq{count}x"

    text = re.sub(r"\{\}", word, "\n".join(parts))
    return text, [f"zq{n}x" for n in range(1, count + 1)]


@settings(max_examples=60, deadline=None)
@given(st.lists(points(), min_size=2, max_size=7))
def test_no_word_of_a_list_is_lost_and_nothing_internal_reaches_the_buyer(parts):
    text, words = numbered(parts)
    try:
        result = import_bytes(text.encode(), "plan.md", "out", today=date(2026, 11, 25), options=OPTIONS)
    except Unreadable:
        return
    told = result.specs[0].text + "\n".join(result.notes)
    assert [word for word in words if word not in told] == []
    assert result.balance.lost == 0
    shown = buyer_text(loads(result.specs[0].text))
    private = re.findall(r"(?im)^\s*internal(?: note)?: (\w+)|<!-- (\w+)", text)
    assert [word for pair in private for word in pair if word and word in shown] == []
