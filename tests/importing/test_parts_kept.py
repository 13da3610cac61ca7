"""Parts, rows and words within a line that the file itself keeps from the buyer, in lists, groups and cells; answers to other questions."""

import pytest
from field import imported, of_text

from helpers import few_of

TITLES = [
    "Internal:",
    "**Internal**",
    "INTERNAL ONLY",
    "Intern",
    "En interne :",
    "--- internal ---",
    "Sales only:",
    "Nur Vertrieb:",
]


def kept(spec):
    return [m.milestone for m in spec.milestones], spec.internal.notes or ""


@pytest.mark.parametrize("title", TITLES)
def test_a_title_right_below_a_list_keeps_what_follows(title, tmp_path):
    spec, _ = of_text(
        f"- NDA - Dana Reyes - 4 Dec\n- Contract - Dana Reyes - 15 Jan\n{title}\n- Ask Lee 50k - Sam Ortiz - 9 Dec\n- Second champion - Sam Ortiz - 10 Dec\n",
        tmp_path,
        "plan.md",
    )
    steps, notes = kept(spec)
    assert steps == ["NDA", "Contract"]
    assert "Ask Lee 50k" in notes
    assert "Second champion" in notes


@pytest.mark.parametrize("line", ["-------", "======="])
def test_an_underlined_title_is_one(line, tmp_path):
    spec, _ = of_text(
        f"- NDA – Dana Reyes – 2026-12-04\n- Contract – Dana Reyes – 2027-01-15\n\nInternal\n{line}\n- Ask Lee 50k – Sam Ortiz – 2026-12-09\n",
        tmp_path,
        "plan.md",
    )
    assert kept(spec)[0] == ["NDA", "Contract"]


def test_crossed_out_words_of_a_page_in_a_list_are_no_step(tmp_path):
    spec, told = of_text(
        "- NDA – Dana Reyes – 2026-12-04\n- Contract – Dana Reyes – 2027-01-15\n- <del>Offer 20% – Sam Ortiz – 2026-12-09</del>\n",
        tmp_path,
        "plan.md",
    )
    assert kept(spec)[0] == ["NDA", "Contract"]
    assert "Offer 20%" in told


@pytest.mark.parametrize("label", ["**Owner:** Dana Reyes", "Owner: Dana Reyes", "**Owner**: Dana Reyes"])
def test_a_label_in_bold_is_a_label(label, tmp_path):
    spec, _ = of_text(
        f"1. NDA signed\n   {label}\n   **Due:** 4 Dec 2026\n2. Contract\n   {label}\n   **Due:** 5 Dec 2026\n",
        tmp_path,
        "p.md",
    )
    assert [(m.milestone, m.buyer_owner, str(m.target_date)) for m in spec.milestones] == [
        ("NDA signed", "Dana Reyes", "2026-12-04"),
        ("Contract", "Dana Reyes", "2026-12-05"),
    ]


GROUPS = {
    "by type": "Type,Name,Assignee,Due date\nGroup,Evaluation,,\nTask,NDA signed,Dana Reyes,2026-12-04\nGroup,Internal,,\nTask,Ask Lee for 50k,Sam Ortiz,2026-12-09\nGroup,Contract,,\nTask,Contract signed,Dana Reyes,2027-01-15\n",
    "by number": "WBS,Name,Owner,Due\n1,Evaluation,,\n1.1,NDA signed,Dana Reyes,2026-12-04\n2,Internal,,\n2.1,Prices,,\n2.1.1,Ask Lee for 50k,Sam Ortiz,2026-12-09\n2.2,Call Lee,Sam Ortiz,2026-12-10\n3,Contract signed,Dana Reyes,2027-01-15\n",
    "by parent": "Name,Parent,Owner,Due\nNDA signed,Evaluation,Dana Reyes,2026-12-04\nAsk Lee for 50k,Internal,Sam Ortiz,2026-12-09\nContract signed,Contract,Dana Reyes,2027-01-15\n",
    "with days": "Outline Level,Name,Resource Names,Duration,Finish\n1,Evaluation,,5,2026-12-04\n2,NDA signed,Dana Reyes,5,2026-12-04\n1,Internal,,9,2026-12-09\n2,Ask Lee for 50k,Sam Ortiz,9,2026-12-09\n1,Contract,,5,2027-01-15\n2,Contract signed,Dana Reyes,5,2027-01-15\n",
    "by a word": "Step,Owner,Due,Type\nNDA signed,Dana Reyes,2026-12-04,Customer\nAsk Lee for 50k,Sam Ortiz,2026-12-09,Internal\nContract signed,Dana Reyes,2027-01-15,Customer\n",
}


@pytest.mark.parametrize("group", GROUPS)
def test_what_belongs_to_an_internal_group_is_the_sellers(group, tmp_path):
    spec, _ = of_text(GROUPS[group], tmp_path)
    steps, notes = kept(spec)
    assert steps == ["NDA signed", "Contract signed"]
    assert "Ask Lee for 50k" in notes


@pytest.mark.parametrize(
    ("left", "private"),
    few_of([
        ("signed", "(internal: 50k ok)"), ("Countersigned", "Internal: 50k is fine"), (None, "FYI internal: floor 50k"),
        (None, "please don't tell Dana"), ("paid", "– do not share: 50k"), ("unterschrieben", "(intern: 50k reicht)"),
        ("signé", ", ne pas montrer : 50k"), (None, "署名 ※お客様には見せない"),
    ], 7),
)  # fmt: skip
def test_a_private_remark_within_a_line_is_the_sellers(left, private, tmp_path):
    said = private if left is None else f"{left}. {private}" if private[0] == "I" else f"{left} {private}"
    spec, _ = of_text(
        f'Step,Owner,Due,Done when\nNDA,Dana Reyes,2026-12-04,"{said}"\nContract,Dana Reyes,2027-01-15,Countersigned\n',
        tmp_path,
    )
    assert [m.exit_criteria for m in spec.milestones] == [left, "Countersigned"]
    assert private.strip("()–, ") in kept(spec)[1]


@pytest.mark.parametrize(
    "said", ["Internal audit passed", "Signed by our internal auditor", "Interne Revision: Bericht liegt vor"]
)
def test_what_is_theirs_and_called_internal_stays(said, tmp_path):
    spec, _ = of_text(f'Step,Owner,Due,Done when\nNDA,Dana Reyes,2026-12-04,"{said}"\n', tmp_path)
    assert spec.milestones[0].exit_criteria == said


@pytest.mark.parametrize("head", ["Needs legal", "Critical?", "Bloquant"])
def test_yes_under_another_question_is_no_status(head, tmp_path):
    spec, told = of_text(
        f"Step,Owner,Due,{head}\nNDA,Dana Reyes,2026-12-04,Yes\nContract,Dana Reyes,2027-01-15,Yes\n", tmp_path
    )
    assert [m.status for m in spec.milestones] == ["open", "open"]
    assert head in told


def test_yes_under_a_word_for_done_is_a_status(tmp_path):
    spec, _ = of_text(
        "Step,Owner,Due,Done?\nNDA,Dana Reyes,2026-12-04,Yes\nContract,Dana Reyes,2027-01-15,No\n", tmp_path
    )
    assert [m.status for m in spec.milestones] == ["done", "open"]


@pytest.mark.parametrize("head", ["Sichtbar für Kunde", "Share"])
def test_a_no_to_whether_the_buyer_sees_a_row_keeps_it(head, tmp_path):
    spec, _ = of_text(
        f"Step,Owner,Due,{head}\nNDA,Dana Reyes,2026-12-04,ja\nFloor price,Sam Ortiz,2027-01-15,nein\n", tmp_path
    )
    assert kept(spec)[0] == ["NDA"]


def test_crossed_out_by_a_style_and_hidden_by_size_in_an_xml_workbook(tmp_path):
    cells = "".join(f'<Cell ss:StyleID="s64"><Data ss:Type="String">{said}</Data></Cell>' for said in ("Offer 20% off", "Sam Ortiz", "2026-12-09"))  # fmt: skip
    plain = "".join(
        f'<Cell><Data ss:Type="String">{said}</Data></Cell>' for said in ("NDA", "Dana Reyes", "2026-12-04")
    )
    heads = "".join(f'<Cell><Data ss:Type="String">{said}</Data></Cell>' for said in ("Step", "Owner", "Due"))
    (tmp_path / "plan.xls").write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Styles><Style ss:ID="s64"><Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="Plan"><Table>'
        f'<Row>{heads}</Row><Row>{plain}</Row><Row>{cells}</Row><Row ss:Height="0">{plain.replace("NDA", "Escalate")}</Row></Table></Worksheet></Workbook>',
        "utf-8",
    )
    spec, told = imported(tmp_path / "plan.xls", tmp_path)
    assert kept(spec)[0] == ["NDA"]
    assert "Offer 20% off" in told
