"""Plans that stand in no table: points of lists in texts, Markdown, mails, Word documents and pages."""

import io
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.shared import OxmlElement
from field import buyer_text, imported, of_text, rows_of

from commands import run
from helpers import few_of
from mapdocs import import_file
from mapdocs.importing.api import ImportOptions

TODAY = date(2026, 11, 25)


def taken(folder, name, raw, **options):
    """(rows as (step, buyer, seller, day, proof, status), the draft, what was told, the result) of one file."""
    (folder / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    given = {"buyer": "Juniper Foods", "seller": "Nordgate Systems", **options}
    result = import_file(folder / name, folder / "out", today=TODAY, options=ImportOptions(**given))
    draft = result.taken[0].draft
    rows = [
        (r.milestone, r.buyer_owner, r.seller_owner, str(r.target_date or ""), r.exit_criteria, r.status)
        for r in draft.rows
    ]
    assert result.balance.lost == 0
    return rows, draft, "\n".join(result.notes), result


NUMBERED = """Plan Juniper / Nordgate

1. Security review – Priya (Juniper) / Sam (Nordgate) – by 12 Dec – done when report is signed
2. NDA signed (Dana, Juniper, 24 Nov)
3. Order form signed, Dana Reyes, 18 Dec 2026
   - legal has read it
   - internal: don't tell them about the 12 % discount
4. Pilot start - TBD - Jan 15
5. Dana to send the vendor forms by 4 Dec
"""


def test_numbered_lines_are_cut_at_their_dashes_brackets_and_commas(tmp_path):
    rows, draft, told, _ = taken(tmp_path, "plan.txt", NUMBERED, buyer_people=("Dana Reyes",))
    assert rows == [
        ("Security review", "Priya", "Sam", "2026-12-12", "report is signed", ""),
        ("NDA signed", "Dana", "", "2026-11-24", "", ""),
        ("Order form signed", "Dana Reyes", "", "2026-12-18", "", ""),
        ("Pilot start", "", "", "2027-01-15", "", ""),
        ("Dana to send the vendor forms", "Dana", "", "2026-12-04", "", ""),
    ]
    assert draft.rows[2].remarks == ("below it: legal has read it",)
    assert "the owner is given as “TBD”" in "".join(draft.rows[3].remarks)
    assert "internal: don't tell them about the 12 % discount" in draft.notes
    assert "discount" not in "".join(map(str, rows)) + "".join(r.note for r in draft.rows)
    assert "the steps are points of a list in the file, cut at dashes, brackets and labels" in told
    assert "words beside the lists: Plan Juniper / Nordgate" in told


BOXES = """# Pinwheel Health <> Latchkey

Buyer: Pinwheel Health
Target launch: Mar 1, 2027

_Format: what - who at Pinwheel / who at Latchkey - due - done when_

## Before signature

- [x] NDA signed - Tess / Jordan - Nov 18 - done when: countersigned PDF in the folder
- [ ] Security review - Devon / Ana - Dec 4 - done when: Devon emails his approval
  - [x] SOC 2 report sent
  - [ ] pen test summary sent
- [ ] ~~Onsite workshop - Tess / Ana - Dec 18~~ over Zoom in January

## After signature

- [ ] Sandbox connected - TBD / Ana - Jan 15 - done when: test patient syncs

## People

- Tess Okoro, VP Clinical Ops, Pinwheel
- Jordan Lim, sales, Latchkey

## Internal - Latchkey only

- [ ] get the 15% approved by Raj - Jordan - Dec 9
- 60% likely for Q4
"""


def test_check_boxes_under_titles_with_an_order_that_the_file_declares(tmp_path):
    rows, draft, told, result = taken(tmp_path, "path.md", BOXES, buyer="Pinwheel Health", seller="Latchkey")
    assert rows == [
        ("NDA signed", "Tess", "Jordan", "2026-11-18", "countersigned PDF in the folder", "done"),
        ("Security review", "Devon", "Ana", "2026-12-04", "Devon emails his approval", "open"),
        ("Sandbox connected", "", "Ana", "2027-01-15", "test patient syncs", "open"),
    ]
    assert [row.phase for row in draft.rows] == ["Before signature", "", "After signature"]
    assert draft.rows[1].remarks == ("below it: [x] SOC 2 report sent; [ ] pen test summary sent",)
    assert draft.go_live == date(2027, 3, 1)
    assert "struck through: “Onsite workshop - Tess / Ana - Dec 18 over Zoom in January”" in told
    assert "“People”: not read: 2 rows" in told
    assert "60% likely" in draft.notes
    assert "15%" in draft.notes
    assert "60%" not in told
    assert {table.name for table in result.account.source()} == {"list 1", "list 2", "list 3", "list 4"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "– Bis 12.12.: AVV unterschrieben (Brandt)\n– Bis 18.12.: Fragebogen beantwortet (Östermann / Vogel)\n"
            "– 15. Januar 2027 – Vertrag unterschrieben – Klemm\n"
            "– Einkauf klärt Bestellweg, Verantwortlich: Brandt, Termin: 8.1.2027, erledigt, wenn: Bestellnummer liegt vor\n",
            [
                ("AVV unterschrieben", "2026-12-12", "", "Brandt"),
                ("Fragebogen beantwortet", "2026-12-18", "", "Östermann / Vogel"),
                ("Vertrag unterschrieben", "2027-01-15", "", "Klemm"),
                ("Einkauf klärt Bestellweg", "2027-01-08", "Bestellnummer liegt vor", "Brandt"),
            ],
        ),
        (
            "1. Revisión de seguridad – Lucía Ferrán / Íñigo Salas – antes del 4 de diciembre – hecho cuando: acta firmada\n"
            "2. Contrato firmado (Rosa Tejedor, 18 de diciembre de 2026)\n3. Puesta en marcha – Lucía Ferrán – para el 1 de marzo de 2027\n",
            [
                ("Revisión de seguridad", "2026-12-04", "acta firmada", "Lucía Ferrán / Íñigo Salas"),
                ("Contrato firmado", "2026-12-18", "", "Rosa Tejedor"),
                ("Puesta en marcha", "2027-03-01", "", "Lucía Ferrán"),
            ],
        ),
        (
            "• Revue de sécurité – Claire Fontanel / Hugo Perrin – avant le 4 décembre 2026 – fait quand : compte rendu validé\n"
            "• D'ici le 18 décembre : contrat signé (Dubosc)\n",
            [
                ("Revue de sécurité", "2026-12-04", "compte rendu validé", "Claire Fontanel / Hugo Perrin"),
                ("contrat signé", "2026-12-18", "", "Dubosc"),
            ],
        ),
        (
            "1) Revisão jurídica – Helena Moura / Caio Bastos – até 29 de janeiro de 2027 – pronto quando: minuta sem ressalvas\n"
            "2) Até 19/02/2027: pedido de compra emitido (Renata Prado)\n",
            [
                ("Revisão jurídica", "2027-01-29", "minuta sem ressalvas", "Helena Moura / Caio Bastos"),
                ("pedido de compra emitido", "2027-02-19", "", "Renata Prado"),
            ],
        ),
        (
            "1. NDA締結（田中様／佐藤、12月4日まで）\n2. セキュリティチェック 担当：鈴木様 期限：12月18日 完了条件：承認メール\n"
            "・12月25日：契約書の法務確認（高橋様）\n・1月29日までに注文書の発行（伊藤様）\n",
            [
                ("NDA締結", "2026-12-04", "", "田中様／佐藤"),
                ("セキュリティチェック", "2026-12-18", "承認メール", "鈴木様"),
                ("契約書の法務確認", "2026-12-25", "", "高橋様"),
                ("注文書の発行", "2027-01-29", "", "伊藤様"),
            ],
        ),
    ],
    ids=["de", "es", "fr", "pt", "ja"],
)
def test_lists_in_other_languages(tmp_path, text, expected):
    rows, draft, _, _ = taken(tmp_path, "plan.txt", text)
    assert [(step, day, proof) for step, _, _, day, proof, _ in rows] == [one[:3] for one in expected]
    asked = [" ".join(row.remarks) for row in draft.rows]
    assert all(f"“{owner}”" in said for (*_, owner), said in zip(expected, asked, strict=True))


BLOCKS = """# Launch plan

Step 1: NDA signed
  Owner: Dana Reyes
  Due: 24 Nov 2026
  Status: done

Step 2: Security review
  Owner: Priya Raman
  Due: 12 Dec 2026
  Proof: report signed
  Notes: they use their own form
"""
TITLED = """# Launch plan

### 1. NDA signed
Owner: Dana Reyes
Due: 24 Nov 2026
Status: done

### 2. Security review
- Owner: Priya Raman
- Due: 12 Dec 2026
- Proof: report signed
- Notes: they use their own form
"""


@pytest.mark.parametrize("text", [BLOCKS, TITLED], ids=["blocks", "titles"])
def test_facts_below_a_step_in_lines_with_labels(tmp_path, text):
    rows, draft, _, _ = taken(tmp_path, "plan.md", text, buyer_people=("Dana Reyes", "Priya Raman"))
    assert rows == [
        ("NDA signed", "Dana Reyes", "", "2026-11-24", "", "done"),
        ("Security review", "Priya Raman", "", "2026-12-12", "report signed", ""),
    ]
    assert "Notes: they use their own form" in "".join(draft.rows[1].remarks)


def test_points_below_a_part_of_the_plan_are_its_steps(tmp_path):
    text = (
        "- Legal\n  - NDA signed (Dana, 24 Nov)\n  - MSA signed (Dana, 18 Dec)\n- IT\n  - SSO works (Dana, 15 Jan)\n"
        "  - Data loaded (Dana, 22 Jan)\n    - 40 tables\n"
    )
    rows, draft, _, _ = taken(tmp_path, "plan.md", text, buyer_people=("Dana Reyes",))
    assert [(row[0], row[3]) for row in rows] == [
        ("NDA signed", "2026-11-24"),
        ("MSA signed", "2026-12-18"),
        ("SSO works", "2027-01-15"),
        ("Data loaded", "2027-01-22"),
    ]
    assert [row.phase for row in draft.rows] == ["Legal", "", "IT", ""]
    assert draft.rows[3].remarks == ("below it: 40 tables",)


@pytest.mark.parametrize(
    "line",
    [
        "Price approval by CFO – Sam – 9 Dec – internal",
        "Price approval by CFO (internal only, Sam, 9 Dec)",
        "Internal: price approval by CFO – Sam – 9 Dec",
        "[internal] price approval by CFO – Sam – 9 Dec",
    ],
)
def test_a_point_that_calls_itself_internal_is_kept_for_the_seller(tmp_path, line):
    text = f"- NDA signed – Dana – 24 Nov\n- {line}\n- MSA signed – Dana – 18 Dec\n"
    rows, draft, _, _ = taken(tmp_path, "plan.md", text)
    assert [row[0] for row in rows] == ["NDA signed", "MSA signed"]
    assert "rice approval by CFO" in draft.notes


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\n\nWe met on 4 Dec 2026 - Dana and Sam were there - and it was good. The next meeting is on 11 Dec.\n\n"
        "- we liked the demo\n- the price is fine\n- parking was hard\n",
        "We will sign the NDA by 4 Dec and Dana sends it. Then comes legal, by 18 Dec, which Sam leads.\n",
        "- milk\n- bread (two)\n- call Dana on 4 Dec\n",
    ],
    ids=["minutes", "prose", "one"],
)
def test_prose_and_other_lists_are_no_plan(tmp_path, text):
    (tmp_path / "notes.txt").write_text(text)
    done = run("import", "notes.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_a_table_that_is_a_plan_goes_before_a_list(tmp_path):
    text = (
        "- 4 Dec: kick-off (Sam)\n- 11 Dec: review (Sam)\n- 12 Dec: dinner (Sam)\n\n"
        "| Step | Owner | Due |\n|---|---|---|\n| NDA signed | Dana Reyes | 24 Nov 2026 |\n| MSA signed | Dana Reyes | 18 Dec 2026 |\n"
    )
    spec, told = of_text(text, tmp_path, "plan.md")
    assert [row[0] for row in rows_of(spec)] == ["NDA signed", "MSA signed"]
    assert "dinner" in told


def test_a_list_goes_before_a_table_that_names_no_day(tmp_path):
    text = (
        "- NDA signed – Dana – 24 Nov\n- MSA signed – Dana – 18 Dec\n- Go-live – Dana – 15 Mar\n\n"
        "| Name | Role | Status |\n|---|---|---|\n| Dana Reyes | COO | open |\n| Sam Ortiz | AE | open |\n"
    )
    spec, told = of_text(text, tmp_path, "plan.md")
    assert [row[0] for row in rows_of(spec)] == ["NDA signed", "MSA signed", "Go-live"]
    assert "COO" in told
    assert "AE" not in buyer_text(spec)


MAIL = """From: Fiona Marsh <fiona.marsh@juniper.example>
To: Kate Adeyemi <kate@nordgate.example>
Subject: Re: timeline
Content-Type: text/plain; charset="utf-8"

Hi Kate,

My answers are in between.

On Wed, 25 Nov 2026 at 16:05, Kate Adeyemi <kate@nordgate.example> wrote:

> Hi Fiona,
>
> 1. NDA signed - done, 19 Nov 2026 - Fiona Marsh / Kate Adeyemi
>
> 2. Security questionnaire answered - 7 Dec 2026 - Owen Pritchard / Kate
> Adeyemi - proof: Owen's email saying yes

Owen is away that week. Make it 14 Dec please.

> 3. Contract through legal - 15 Jan 2027 - your legal (who?) / Dan Sowerby -
> proof: no open comments
>
> Kate

Best,
Fiona
"""


def test_a_quoted_list_with_answers_between_its_lines(tmp_path):
    rows, draft, told, _ = taken(tmp_path, "re.eml", MAIL)
    assert rows == [
        ("NDA signed", "Fiona Marsh", "Kate Adeyemi", "2026-11-19", "", "done"),
        (
            "Security questionnaire answered",
            "Owen Pritchard",
            "Kate Adeyemi",
            "2026-12-07",
            "Owen's email saying yes",
            "",
        ),
        ("Contract through legal", "", "Dan Sowerby", "2027-01-15", "no open comments", ""),
    ]
    assert "Owen is away that week. Make it 14 Dec please." in "".join(draft.rows[1].remarks)
    assert "your legal (who?)" in "".join(draft.rows[2].remarks)
    assert "Best," in told


def test_a_list_in_the_newer_mail_goes_before_the_one_it_quotes(tmp_path):
    head = "From: dana@juniper.example\nSubject: Re: plan\nContent-Type: text/plain; charset=utf-8\n\n"
    text = (
        f"{head}With our dates:\n\n1. NDA signed - Dana - 2 Dec\n2. MSA signed - Dana - 18 Dec\n\nOn Tue, 24 Nov 2026, Sam wrote:\n"
        "> 1. NDA signed - Dana - 24 Nov\n> 2. Site visit - Dana - 4 Dec\n"
    )
    rows, _, told, _ = taken(tmp_path, "re.eml", text)
    assert [(row[0], row[3]) for row in rows] == [("NDA signed", "2026-12-02"), ("MSA signed", "2026-12-18")]
    assert "since it stands in the older mail that is quoted" in told


PAGE = """<html><body><h1>Plan</h1><p>For Juniper Foods</p><h2>Contract</h2>
<ol><li><p>NDA signed (Dana, 24&nbsp;Nov)</p><ul><li>sent by post</li></ul></li>
<li>MSA signed &ndash; Dana &ndash; 18 Dec<br>Proof: signed PDF</li><li><s>Dinner &ndash; Dana &ndash; 19 Dec</s></li></ol>
<h2>Start</h2><ul><li><input type="checkbox" checked> Data loaded (Dana, 15 Jan)</li></ul>
<p>Questions to Sam.</p></body></html>"""
PAGE_ROWS = [
    ("NDA signed", "Dana", "", "2026-11-24", "", ""),
    ("MSA signed", "Dana", "", "2026-12-18", "signed PDF", ""),
    ("Data loaded", "Dana", "", "2027-01-15", "", "done"),
]


@pytest.mark.parametrize("name", ["plan.html", "plan.eml"])
def test_the_lists_of_a_page_and_of_a_mail_in_html(tmp_path, name):
    head = (
        "From: a@b.example\nSubject: plan\nContent-Type: text/html; charset=utf-8\n\n" if name.endswith("eml") else ""
    )
    rows, draft, told, _ = taken(tmp_path, name, head + PAGE, buyer_people=("Dana Reyes",))
    assert rows == PAGE_ROWS
    assert [row.phase for row in draft.rows] == ["Contract", "", "Start"]
    assert draft.rows[0].remarks == ("below it: sent by post",)
    assert "struck through: “Dinner – Dana – 19 Dec”" in told
    assert "Questions to Sam." in told


def test_the_lists_of_a_word_document(tmp_path):
    document = docx.Document()
    document.add_heading("Plan", 0)
    document.add_heading("Contract", 2)
    document.add_paragraph("NDA signed (Dana, 24 Nov)", style="List Number")
    document.add_paragraph("sent by post", style="List Bullet 2")
    document.add_paragraph("MSA signed – Dana – 18 Dec", style="List Number").add_run("\nProof: signed PDF")
    document.add_paragraph("", style="List Number").add_run("Dinner – Dana – 19 Dec").font.strike = True
    document.add_heading("Start", 2)
    plain = document.add_paragraph("☒ Data loaded (Dana, 15 Jan)")
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", "1")):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        numbering.append(element)
    plain._p.get_or_add_pPr().append(numbering)
    document.add_paragraph("Questions to Sam.")
    out = io.BytesIO()
    document.save(out)
    rows, draft, told, _ = taken(tmp_path, "plan.docx", out.getvalue(), buyer_people=("Dana Reyes",))
    assert rows == PAGE_ROWS
    assert [row.phase for row in draft.rows] == ["Contract", "", "Start"]
    assert draft.rows[0].remarks == ("below it: sent by post",)
    assert "struck through: “Dinner – Dana – 19 Dec”" in told
    assert "Questions to Sam." in told


def test_a_text_of_one_point_over_the_limit_is_read_as_no_list(tmp_path):
    lines = [f"- Step {n} done – Dana – 4 Dec" for n in range(401)]
    (tmp_path / "plan.md").write_text("\n".join(lines))
    done = run("import", "plan.md", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    (tmp_path / "plan.md").write_text("\n".join(lines[:400]))
    spec, _ = imported(tmp_path / "plan.md", tmp_path)
    assert len(spec.milestones) == 400


def test_a_word_struck_through_in_a_step_is_told_and_the_step_stays(tmp_path):
    text = "- NDA signed – ~~Dana~~ Priya – 4 Dec\n- MSA signed – Dana – 18 Dec\n- ~~Dinner – Dana – 19 Dec~~\n  - we go by train\n"
    rows, draft, told, _ = taken(tmp_path, "plan.md", text)
    assert [row[0] for row in rows] == ["NDA signed", "MSA signed"]
    assert "struck through in the step: “Dana”; done, or dropped?" in draft.rows[0].remarks
    assert "struck through: “Dinner – Dana – 19 Dec” · we go by train" in told


def test_a_line_that_goes_on_below_and_one_that_is_internal(tmp_path):
    text = "1. NDA signed\nDana, by 4 Dec\n2. MSA signed – Dana – 18 Dec\nInternal: they rush\n"
    rows, draft, _, _ = taken(tmp_path, "plan.txt", text, buyer_people=("Dana Reyes",))
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("NDA signed", "Dana", "2026-12-04"),
        ("MSA signed", "Dana", "2026-12-18"),
    ]
    assert "Internal: they rush" in draft.notes
    assert not draft.rows[1].remarks


def test_comments_in_markdown_are_kept_for_the_seller(tmp_path):
    text = "- NDA signed – Dana – 4 Dec\n  <!-- we can go\n  to 9 -->\n- MSA signed – Dana – 18 Dec\n%% they rush %%\n"
    rows, draft, told, _ = taken(tmp_path, "plan.md", text)
    assert [row[0] for row in rows] == ["NDA signed", "MSA signed"]
    assert "we can go to 9" in draft.notes
    assert "they rush" in draft.notes
    assert "“comments in the text” was kept out of the plan, since it is hidden: 2 rows" in told


def test_boxes_with_a_single_first_name_are_steps_with_owners(tmp_path):
    rows, _, _, _ = taken(
        tmp_path, "plan.md", "- [x] Review, Dana\n- [ ] Pilot, Sam\n- [/] Legal, Lena\n", buyer_people=("Dana Reyes",)
    )
    assert [(row[0], row[5]) for row in rows] == [("Review", "done"), ("Pilot", "open"), ("Legal", "in progress")]
    assert rows[0][1] == "Dana"


@pytest.mark.parametrize(
    ("line", "expected", "asked"),
    few_of(
        [
            ("☐ NDA signed (owner: Dana; due: 24 Nov)", ("NDA signed", "Dana", "2026-11-24", "open"), ""),
            ("☐ NDA signed [Dana, 24 Nov] - blocked", ("NDA signed", "Dana", "2026-11-24", "blocked"), ""),
            ("- mid January: NDA signed (Dana)", ("NDA signed", "Dana", "", ""), "“mid January” is not a date"),
            (
                "- Ende Januar 2027: NDA signed (Dana)",
                ("NDA signed", "Dana", "", ""),
                "“Ende Januar 2027” is not a date",
            ),
            ("- Frau Reyes: NDA unterschreiben, bis 4.12.", ("NDA unterschreiben", "Frau Reyes", "2026-12-04", ""), ""),
            ("- NDA signed by 4.12. (Dana)", ("NDA signed", "Dana", "2026-12-04", ""), ""),
            ("- 12/18/2026 NDA signed (Dana)", ("NDA signed", "Dana", "2026-12-18", ""), ""),
            ("- NDA signed → Dana → 4 Dec → done", ("NDA signed", "Dana", "2026-12-04", "done"), ""),
            ("- Upgrade to version 12.1 (Dana)", ("Upgrade to version 12.1", "Dana", "", ""), ""),
            (
                "- Plan for the first 30 days (Dana, 4 Dec)",
                ("Plan for the first 30 days", "Dana", "2026-12-04", ""),
                "",
            ),
        ],
        7,
    ),
)
def test_one_line_in_many_dresses(tmp_path, line, expected, asked):
    text = f"{line}\n- MSA signed – Dana – 18 Dec\n- Go-live – Dana – 15 Mar 2027\n"
    people = ("Dana Reyes", "Frau Reyes")
    rows, draft, _, _ = taken(tmp_path, "plan.md", text, buyer_people=people)
    step, buyer, _, day, _, status = rows[0]
    assert (step, buyer, day, status) == expected
    assert asked in "".join(draft.rows[0].remarks)
