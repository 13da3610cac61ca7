"""Words that Word does not show, two plans side by side in a sheet, steps as titles with labelled points."""

import io
from datetime import date

import docx
from docx.oxml.shared import OxmlElement
from test_keys_and_groups import sheet
from test_lists import taken

import mapdocs
from commands import run
from helpers import TODAY, dump, plan_values

HEADS = ("Next step", "Juniper lead", "Nordgate lead", "By", "Remarks")
ROWS = (
    ("List confirmed", "Abel Ngata", "Sam Ortiz", "3 Dec 2026", "North fleet only"),
    ("Sensors fitted", "Abel Ngata", "Rhea Castell", "16 Dec 2026", "Bring a ladder.| Rhea is on probation."),
    ("|Counter the other quote", "", "|Sam Ortiz", "|17 Dec 2026", ""),
    ("Order signed", "Dana Reyes", "Sam Ortiz", "22 Jan 2027", ""),
)


def hide(run):
    run._r.get_or_add_rPr().append(OxmlElement("w:vanish"))


def document():
    """A plan in which what stands behind a bar is hidden: a sentence above it, the end of a cell, a whole row."""
    paper = docx.Document()
    line = paper.add_paragraph("We meet on Thursdays.")
    hide(line.add_run(" Close before Dana leaves."))
    table = paper.add_table(rows=1, cols=len(HEADS))
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = head
    for row in ROWS:
        for cell, said in zip(table.add_row().cells, row, strict=True):
            shown, _, hidden = said.partition("|")
            cell.paragraphs[0].add_run(shown)
            if hidden:
                hide(cell.paragraphs[0].add_run(hidden))
    raw = io.BytesIO()
    paper.save(raw)
    return raw.getvalue()


def test_words_that_word_hides_are_kept_and_end_no_plan(tmp_path):
    rows, draft, told, _ = taken(tmp_path, "plan.docx", document())
    assert [row[:4] for row in rows] == [
        ("List confirmed", "Abel Ngata", "Sam Ortiz", "2026-12-03"),
        ("Sensors fitted", "Abel Ngata", "Rhea Castell", "2026-12-16"),
        ("Order signed", "Dana Reyes", "Sam Ortiz", "2027-01-22"),
    ]
    assert [row.note for row in draft.rows] == ["North fleet only", "Bring a ladder.", ""]
    for hidden in ("Rhea is on probation", "Counter the other quote", "Close before Dana leaves"):
        assert hidden in draft.notes
    assert "hidden in the file" in told
    assert "“hidden words” was kept out of the plan, since it is hidden" in told


def test_two_plans_side_by_side_are_a_table_a_side(tmp_path):
    rows = [
        ["Who does what"],
        ["Juniper Foods does", None, None, None, "Nordgate does"],
        ["Step", "Who", "By when", None, "Step", "Who", "By when"],
        ["Artwork sent", "Rosa Lind", date(2026, 12, 2), None, "Printer shipped", "Petra Hollis", date(2026, 12, 4)],
        ["Lines named", "Gil Navarro", date(2026, 12, 9), None, "Report written", "Petra Hollis", date(2027, 1, 8)],
        ["Order raised", "Dana Reyes", date(2027, 1, 20)],
    ]
    found, _, _, result = taken(tmp_path, "plan.xlsx", sheet(rows))
    assert [row[:4] for row in found] == [
        ("Artwork sent", "Rosa Lind", "", "2026-12-02"),
        ("Lines named", "Gil Navarro", "", "2026-12-09"),
        ("Order raised", "Dana Reyes", "", "2027-01-20"),
        ("Printer shipped", "", "Petra Hollis", "2026-12-04"),
        ("Report written", "", "Petra Hollis", "2027-01-08"),
    ]
    assert result.balance.lost == 0


def test_an_empty_column_within_one_plan_parts_nothing(tmp_path):
    rows = [
        ["Step", "Juniper", None, "Due", "Done when"],
        ["Artwork sent", "Rosa Lind", None, date(2026, 12, 2), "Mail sent"],
        ["Lines named", "Gil Navarro", None, date(2026, 12, 9), "Two named"],
    ]
    found, _, _, _ = taken(tmp_path, "plan.xlsx", sheet(rows))
    assert [row[:2] + row[3:5] for row in found] == [
        ("Artwork sent", "Rosa Lind", "2026-12-02", "Mail sent"),
        ("Lines named", "Gil Navarro", "2026-12-09", "Two named"),
    ]


def test_steps_that_are_titles_with_labelled_points_below(tmp_path):
    text = (
        "# Portal\n\n## Step 1: Data extract\n- Juniper owner: Wanda Kruk\n- Nordgate owner: Jesper Holm\n- Target date: 2 December 2026\n- Done when: File opens\n\n"
        "## Step 2: Pilot\n- Juniper owner: to be named\n- Target date: 14 January 2027\n- Status: not started\n"
    )
    rows, draft, _, _ = taken(tmp_path, "plan.md", text)
    assert rows == [
        ("Data extract", "Wanda Kruk", "Jesper Holm", "2026-12-02", "File opens", ""),
        ("Pilot", "", "", "2027-01-14", "", "open"),
    ]
    assert "to be named" in "".join(draft.rows[1].remarks)


def test_hidden_words_in_a_file_that_comes_back_are_told(tmp_path):
    spec = tmp_path / "deal.yaml"
    spec.write_text(dump(plan_values()), "utf-8")
    mapdocs.build(mapdocs.load(spec), out=tmp_path / "out", today=TODAY)
    path = next((tmp_path / "out").glob("*/buyer/*.docx"))
    paper = docx.Document(path)
    plan = max(paper.tables, key=lambda table: len(table.rows))
    hide(plan.rows[1].cells[0].paragraphs[0].add_run("We may leave in May"))
    paper.save(tmp_path / "back.docx")
    done = run("pull", spec, tmp_path / "back.docx", "--today", TODAY, cwd=tmp_path)
    assert "the text “We may leave in May” is hidden; it was not read" in done.stdout + done.stderr
