"""What an author sets aside by a style, a content control, a panel, words for screen readers, a hint, bold letters or marks of a page."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from field import buyer_text, imported, of_text

from helpers import few_of

HEADS = ("Step", "Owner", "Due", "Notes")
ROWS = (("Audit", "Dana Reyes", "2026-12-04", "Report filed "), ("Contract", "Dana Reyes", "2027-01-15", "Signed "))
OURS = "Priya stalls it"


def document(folder, put):
    one = docx.Document()
    table = one.add_table(0, 4)
    for number, row in enumerate((HEADS, *ROWS)):
        cells = table.add_row().cells
        for cell, said in zip(cells, row, strict=True):
            cell.paragraphs[0].add_run(said)
        if number == 1:
            put(one, cells[3])
    raw = io.BytesIO()
    one.save(raw)
    (folder / "plan.docx").write_bytes(raw.getvalue())
    return imported(folder / "plan.docx", folder)


@pytest.mark.parametrize(
    ("style", "kept"),
    few_of([("Internal", True), ("Internal Note", True), ("Intern", True), ("Note interne", True), ("Private notes", True), ("Internal Heading", False), ("Annotation", False), ("International", False)], 7),
)  # fmt: skip
@pytest.mark.parametrize("of_letters", [True, False])
def test_a_style_of_word(style, kept, of_letters, tmp_path):
    def put(one, cell):
        kind = WD_STYLE_TYPE.CHARACTER if of_letters else WD_STYLE_TYPE.PARAGRAPH
        own = one.styles.add_style(style, kind)
        paragraph = cell.paragraphs[0] if of_letters else cell.add_paragraph(style=own)
        paragraph.add_run(OURS, style=own if of_letters else None)

    spec, _ = document(tmp_path, put)
    assert (OURS in buyer_text(spec)) is not kept
    assert (OURS in (spec.internal.notes or "")) is kept
    assert [row.milestone for row in spec.milestones] == ["Audit", "Contract"]


@pytest.mark.parametrize(
    ("name", "mark", "kept"),
    [("Internal note", "alias", True), ("internal", "tag", True), ("Customer note", "alias", False)],
)
def test_a_content_control(name, mark, kept, tmp_path):
    def put(one, cell):
        run = cell.paragraphs[0].add_run(OURS)._r
        control, properties, content = (OxmlElement(f"w:{tag}") for tag in ("sdt", "sdtPr", "sdtContent"))
        called = OxmlElement(f"w:{mark}")
        called.set(qn("w:val"), name)
        properties.append(called)
        run.getparent().append(control)
        content.append(run)
        control.extend((properties, content))

    spec, _ = document(tmp_path, put)
    assert (OURS in buyer_text(spec)) is not kept
    assert (OURS in (spec.internal.notes or "")) is kept


def page(folder, cell="Report filed", before="", more=""):
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td><td>{c}</td><td>{cell if a == 'Audit' else d}</td></tr>" for a, b, c, d in ROWS
    )
    text = f"<!doctype html><html><body>{before}<h2>Plan</h2><table><tr><th>{'</th><th>'.join(HEADS)}</th></tr>{rows}</table>{more}</body></html>"
    return of_text(text, folder, "plan.html")


@pytest.mark.parametrize("name", ["sr-only", "visually-hidden", "screen-reader-text", "slds-assistive-text"])
def test_words_for_screen_readers(name, tmp_path):
    spec, _ = page(tmp_path, f'Report filed<span class="{name}">{OURS}</span>')
    assert spec.milestones[0].note == "Report filed"
    assert OURS in spec.internal.notes


def test_words_that_a_screen_reader_speaks_for_a_sign_stay(tmp_path):
    spec, _ = page(tmp_path, '<i class="tick"></i><span class="sr-only">Report was filed</span>')
    assert spec.milestones[0].note == "Report was filed"


def test_a_hint_is_told(tmp_path):
    spec, told = page(tmp_path, f'<span title="{OURS}">Report filed</span>')
    assert OURS in told
    assert OURS not in buyer_text(spec)


@pytest.mark.parametrize(("title", "kept"), [("Fabrikam team only", True), ("Internal", True), ("Rollout", False)])
def test_the_title_of_a_panel(title, kept, tmp_path):
    own = f'<div class="panel"><div class="panelHeader">{title}</div><table><tr><th>{"</th><th>".join(HEADS)}</th></tr><tr><td>Settle the floor</td><td>Sam Ortiz</td><td>2026-12-09</td><td></td></tr></table></div>'
    spec, _ = page(tmp_path, before=own)
    assert ("Settle the floor" not in [row.milestone for row in spec.milestones]) is kept


@pytest.mark.parametrize(
    ("note", "kept"),
    few_of([
        (f"**Internal** {OURS}", True), (f"`int` {OURS}", True), (f"*intern* {OURS}", True), (f'<span style="color:white">{OURS}</span>', True), (f"<span hidden>{OURS}</span>", True),
        (f"**Status** {OURS}", False), (f'<span style="color:red">{OURS}</span>', False), ("**Internal** audit report", False), ("*Private* cloud report", False),
    ], 7),
)  # fmt: skip
def test_marks_of_a_text(note, kept, tmp_path):
    lines = (
        f"| {' | '.join(HEADS)} |",
        "|---|---|---|---|",
        f"| Audit | Dana Reyes | 2026-12-04 | {note} |",
        "| Contract | Dana Reyes | 2027-01-15 | |",
    )
    spec, _ = of_text("\n".join(lines), tmp_path, "plan.md")
    assert (spec.milestones[0].note is None) is kept
    assert "<span" not in buyer_text(spec)
    assert kept is (OURS in (spec.internal.notes or ""))


def test_a_hidden_step_of_a_text(tmp_path):
    spec, _ = of_text(
        "| Step | Owner | Due |\n|---|---|---|\n| <span hidden>Settle the floor</span> | Sam Ortiz | 2026-12-04 |\n| Contract | Dana Reyes | 2027-01-15 |",
        tmp_path,
        "plan.md",
    )
    assert [row.milestone for row in spec.milestones] == ["Contract"]
