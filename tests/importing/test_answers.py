"""An import that is looked at before it is written: each cell with what became of it, and the answers to what is asked."""

from __future__ import annotations

from datetime import date

import pytest
from exports import EXPORTS
from plans import PLANS

from helpers import few_of
from mapdocs.errors import NotWritten
from mapdocs.importing.api import ImportOptions, import_bytes, import_file, write_import

TODAY = date(2026, 11, 23)
PLAN = b"""| Step | Owner | Due | Status | Risk |
| --- | --- | --- | --- | --- |
| Kick-off | Dana Reyes | 1 Dec 2026 | simmering | none |
| Legal | TBD | 3/4/2027 | open | |
"""


FILES = [*((f"{name}.{kind}", raw) for name, kind, raw, *_ in PLANS), *((name, raw) for name, raw, _ in EXPORTS)]


@pytest.mark.parametrize(("name", "raw"), few_of(FILES, 7), ids=[name for name, _ in FILES])
def test_every_cell_of_the_source_is_shown_with_what_became_of_it(name, raw, tmp_path):
    result = import_bytes(raw, name, tmp_path, today=TODAY)
    cells = [cell for table in result.account.source() for row in table.rows for cell in row.cells]
    told = [cell for cell in cells if cell.fate]
    assert len(told) == result.balance.cells
    for fate in ("placed", "kept", "told"):
        assert sum(cell.fate == fate for cell in told) == result.balance.count(fate)
    assert any(cell.became == "heading" and cell.column for cell in told)
    places = [row.at for table in result.account.source() for row in table.rows]
    assert len(places) == len(set(places)), "each row has a place of its own"
    at = {taken.at for taken in result.taken} | {r.at for t in result.taken if t.draft for r in t.draft.rows if r.at}
    assert at - {""} <= set(places)
    assert list(tmp_path.iterdir()) == []


def asked(result):
    return {row.milestone: [field for field, _ in row.asks] for row in result.taken[0].draft.rows}


def test_an_answer_settles_its_question_and_no_other(tmp_path):
    first = import_bytes(PLAN, "p.md", tmp_path, today=TODAY)
    assert asked(first) == {"Kick-off": ["owner", "status"], "Legal": ["target_date", "owner"]}
    kick_off, legal = (row.at for row in first.taken[0].draft.rows)
    options = ImportOptions(
        buyer_people=("Dana Reyes",),
        answers={kick_off: {"status": "open"}, legal: {"seller_owner": "Sam Ortiz", "target_date": "soon"}},
    )
    then = import_bytes(PLAN, "p.md", tmp_path, today=TODAY, options=options)
    assert asked(then) == {"Kick-off": [], "Legal": ["target_date"]}
    assert [(wrong.at, wrong.field) for wrong in then.wrong] == [(legal, "target_date")]
    text = then.specs[0].text
    assert "# (?) the status" not in text
    assert "# in the source, the status “simmering” is none of ours" in text
    assert "# (?) Risk: none" in text, "what is no question stays as it was"
    assert "buyer_owner: Dana Reyes" in text
    assert "seller_owner: Sam Ortiz" in text


def test_looking_tells_of_a_name_that_is_taken_and_the_command_refuses_it(tmp_path):
    (tmp_path / "p.md").write_bytes(PLAN)
    there = tmp_path / "p.yaml"
    there.write_text("mine\n")
    with pytest.raises(NotWritten, match="is there already"):
        import_file(tmp_path / "p.md", tmp_path, today=TODAY)
    result = import_bytes(PLAN, "p.md", tmp_path, today=TODAY)
    assert result.specs[0].path == there
    assert len(write_import(result)) == 1
    assert there.read_text() == "mine\n"
