"""Every kind of edit in every kind of file: what was edited is found, nothing else is."""

from datetime import date, datetime

import pytest

from helpers import dump, few_of, plan_values
from mapdocs.returns.proposals import NOTHING
from returning import LATER, Deal, Excel, Word, deal_of, editor, found, source_of

KINDS = ("docx", "tracked", "xlsx")
LEGAL = "Legal / redlines"


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def deal():
    return deal_of()


def edited(deal, kind, edit):
    file = editor(kind, deal.file(source_of(kind)))
    edit(file)
    return deal.pull(file.save())


def day(kind, text):
    return datetime.fromisoformat(text) if kind == "xlsx" else f"{date.fromisoformat(text):%-d %b %Y}"


@pytest.mark.parametrize("rows", [3, 6, 12, 40])
@pytest.mark.parametrize("source", ["docx", "xlsx", "eml"])
def test_an_unedited_file_changes_nothing(rows, source):
    deal = deal_of(rows, acv=9600 if rows == 3 else 84000)
    pulled = deal.pull(deal.file(source))
    assert pulled.files
    assert [o.refused for o in pulled.files] == [None] * len(pulled.files)
    assert all(o.changes.empty for o in pulled.files), pulled.files
    assert pulled.text == deal.text


def test_a_moved_date(deal, kind):
    pulled = edited(deal, kind, lambda f: f.set(4, "target_date", day(kind, "2026-12-18")))
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]
    row = pulled.spec.milestones[3]
    assert row.target_date == date(2026, 12, 18)
    assert [(m.from_date, m.on) for m in row.moved] == [(deal.spec.milestones[3].target_date, LATER)]
    assert row.agreed_on is None, "a changed date is the buyer's proposal"


def test_an_owner_named(deal, kind):
    pulled = edited(deal, kind, lambda f: f.set(2, "buyer_owner", "Maria López"))
    assert found(pulled) == [("sure", "Business case / ROI", "buyer_owner", "Maria López")]
    assert pulled.spec.milestones[1].buyer_owner == "Maria López"


def test_an_owner_retyped_without_the_title_is_no_change(deal, kind):
    assert found(edited(deal, kind, lambda f: f.set(1, "buyer_owner", "Dana  Reyes "))) == []


def test_a_proof_reworded(deal, kind):
    pulled = edited(deal, kind, lambda f: f.set(3, "exit_criteria", "Questionnaire “v2” returned – no open findings"))
    assert found(pulled) == [
        ("sure", "Security / technical review", "exit_criteria", "Questionnaire “v2” returned – no open findings")
    ]


def test_a_step_reworded_keeps_its_own_name_and_id(deal, kind):
    pulled = edited(deal, kind, lambda f: f.set(4, "milestone", "Legal: contract signed off"))
    assert found(pulled) == [("sure", LEGAL, "milestone", "Legal: contract signed off")]
    row = pulled.spec.milestones[3]
    assert (row.milestone, row.buyer_label, row.id) == (LEGAL, "Legal: contract signed off", "legal")


@pytest.mark.parametrize(("typed", "status"), few_of([("Done", "done"), ("completed", "done"), ("In Progress", "in progress"), ("on hold", "blocked"), ("✓", "done")], 5))  # fmt: skip
def test_a_status_set(deal, kind, typed, status):
    pulled = edited(deal, kind, lambda f: f.set(5, "status", typed))
    assert found(pulled) == [("sure", "Procurement / PO", "status", status)]


@pytest.mark.parametrize("typed", few_of(["Done 20 Nov", "● Done\ndone 20 Nov", "completed on 20 November 2026", "✅ done (2026-11-20)", "○ Open\ndone 20 Nov"], 5))  # fmt: skip
def test_a_day_of_doing_means_that_it_is_done(deal, typed):
    pulled = edited(deal, "docx", lambda f: f.set(5, "status", typed))
    assert set(found(pulled)) == {
        ("sure", "Procurement / PO", "status", "done"),
        ("sure", "Procurement / PO", "done_on", "2026-11-20"),
    }
    row = pulled.spec.milestones[4]
    assert (row.status, row.done_on) == ("done", date(2026, 11, 20))


def test_reopened_is_not_done_though_the_old_day_still_stands_below(deal):
    pulled = edited(deal, "docx", lambda f: f.set(5, "status", "Blocked\ndone 20 Nov"))
    assert ("sure", "Procurement / PO", "status", "blocked") in found(pulled)


def test_a_date_that_the_rep_moved_silently_is_told_from_the_one_that_the_buyer_read(deal):
    file = Word(deal.file("docx"))
    file.set(4, "target_date", "29 Dec 2026")
    read, kept = deal.spec.milestones[3].target_date, "2026-12-23"
    silent = deal.read(deal.text.replace(f"target_date: '{read}'", f"target_date: {kept}"))
    row = deal.pull(file.save(), spec=silent, decide=lambda p: p.theirs).spec.milestones[3]
    assert [str(move.from_date) for move in row.moved] == [str(read)]
    told = deal.read(silent.source.text.replace(f"target_date: {kept}", f"target_date: {kept}\n  moved: [{{from: {read}, on: 2026-11-24, why: Audit}}]"))  # fmt: skip
    row = deal.pull(file.save(), spec=told, decide=lambda p: p.theirs).spec.milestones[3]
    assert [str(move.from_date) for move in row.moved] == [str(read), kept]


def test_a_step_that_we_could_not_see(deal, kind):
    new = {
        "milestone": "Vendor registration",
        "buyer_owner": "Tom Okafor",
        "target_date": day(kind, "2026-12-09"),
        "exit_criteria": "Supplier number issued",
    }
    pulled = edited(deal, kind, lambda f: f.add(5, **new))
    assert found(pulled) == [("sure", "add", "Vendor registration")]
    row = pulled.spec.milestones[4]
    assert (row.milestone, row.buyer_owner, row.id) == ("Vendor registration", "Tom Okafor", "vendor-registration")
    assert row.target_date == date(2026, 12, 9)
    assert [r.milestone for r in pulled.spec.milestones][3:6] == [LEGAL, "Vendor registration", "Procurement / PO"]


def test_a_step_in_the_blank_rows_or_below_the_table(deal, kind):
    pulled = edited(deal, kind, lambda f: f.add(0, milestone="Works council", exit_criteria="Written consent filed"))
    assert found(pulled) == [("sure", "add", "Works council")]
    assert pulled.spec.milestones[-1].milestone == "Works council"


def test_a_row_taken_out_stays_until_asked(deal, kind):
    pulled = edited(deal, kind, lambda f: f.delete(5))
    assert found(pulled) == [("asked", "remove", "Procurement / PO")]
    assert pulled.text == deal.text


def test_a_row_taken_out_when_asked_for(deal, kind):
    file = editor(kind, deal.file(source_of(kind)))
    file.delete(5)
    pulled = deal.pull(file.save(), decide=lambda p: "yes")
    assert [r.id for r in pulled.spec.milestones] == [
        "champion-alignment",
        "business-case",
        "security",
        "legal",
        "signature-kickoff",
    ]
    assert "Procurement / PO" in pulled.removed[0]


def test_another_order(deal, kind):
    pulled = edited(deal, kind, lambda f: f.order([1, 3, 4, 2, 5, 6]))
    assert found(pulled) == [("sure", "reorder", "Business case / ROI")]
    assert [r.id for r in pulled.spec.milestones][1:4] == ["security", "legal", "business-case"]


def test_everything_at_once(deal, kind):
    def edit(file):
        file.set(1, "status", "done")
        file.set(2, "buyer_owner", "Marcus Chen")
        file.set(4, "target_date", day(kind, "2026-12-18"))
        file.set(6, "exit_criteria", "Order form countersigned by both")
        file.add(3, milestone="Board approval", buyer_owner="Nora Vance", exit_criteria="Minute extract received")
        file.delete(6)

    pulled = edited(deal, kind, edit)
    assert sorted(found(pulled)) == sorted(
        [
            ("sure", "Plan agreed on both sides", "status", "done"),
            ("sure", "Business case / ROI", "buyer_owner", "Marcus Chen"),
            ("sure", LEGAL, "target_date", "2026-12-18"),
            ("sure", "Signature & kickoff", "exit_criteria", "Order form countersigned by both"),
            ("sure", "add", "Board approval"),
            ("asked", "remove", "Procurement / PO"),
        ]
    )


@pytest.mark.parametrize("typed", few_of(["next Friday", "mid December", "end of Q1", "12/5", "12/5/2026", "TBD", "as soon as legal is done", "31 Feb 2027", "Thu 4 Dec 2026"], 5))  # fmt: skip
def test_a_date_that_can_be_read_in_two_ways_is_a_question(deal, kind, typed):
    pulled = edited(deal, kind, lambda f: f.set(4, "target_date", typed))
    (state, label, name, value), *rest = found(pulled)
    assert (state, label, name, value) == ("question", LEGAL, "target_date", "")
    assert not rest
    assert pulled.text == deal.text
    assert pulled.open
    assert typed.split()[0] in pulled.open[0].why


@pytest.mark.parametrize("typed", few_of(["18 Dec 2026", "Dec 18, 2026", "Fri 18 Dec 2026", "Fri 18 Dec", "18. Dezember 2026", "18/12/2026", "2026-12-18", "18 déc. 2026", "18-Dec-26"], 5))  # fmt: skip
def test_a_date_in_any_plain_style(deal, kind, typed):
    assert found(edited(deal, kind, lambda f: f.set(4, "target_date", typed))) == [
        ("sure", LEGAL, "target_date", "2026-12-18")
    ]


@pytest.mark.parametrize("name", ["target_date", "buyer_owner", "exit_criteria", "status"])
def test_an_emptied_cell_is_a_question_and_nothing_is_lost(deal, kind, name):
    pulled = edited(deal, kind, lambda f: f.set(4, name, "" if kind != "xlsx" else None))
    if name == "status":  # an open row without its word still is open
        assert found(pulled) == []
        return
    assert found(pulled) == [("question", LEGAL, name, "")]
    assert pulled.text == deal.text


def empties(pulled):
    return [(p.field, p.empties, p.why) for p in pulled.open]


@pytest.mark.parametrize("name", ["target_date", "buyer_owner", "seller_owner", "exit_criteria"])
def test_an_emptied_cell_is_empty_here_too_once_that_is_said(deal, kind, name):
    file = editor(kind, deal.file(source_of(kind)))
    file.set(4, name, "" if kind != "xlsx" else None)
    raw = file.save()
    assert empties(deal.pull(raw)) == [(name, True, "it was emptied")]
    pulled = deal.pull(raw, decide=lambda p: NOTHING)
    assert not pulled.problems
    row, before = pulled.spec.milestones[3], deal.spec.milestones[3]
    assert (getattr(row, name), row.id) == (None, before.id)
    others = [r for r in pulled.spec.milestones if r.id != row.id]
    assert others == [r for r in deal.spec.milestones if r.id != row.id]
    slips = [(before.target_date, LATER)] if name == "target_date" else []
    assert [(move.from_date, move.on) for move in row.moved] == slips
    assert deal.pull(raw, decide=lambda p: "").text == deal.text


def test_a_step_has_a_name_whatever_was_emptied(deal, kind):
    file = editor(kind, deal.file(source_of(kind)))
    file.set(4, "milestone", "" if kind != "xlsx" else None)
    assert [empty for field, empty, _ in empties(deal.pull(file.save())) if field == "milestone"] == [False]


def test_what_was_emptied_and_changed_here_since_says_so(deal, kind):
    file = editor(kind, deal.file(source_of(kind)))
    file.set(4, "exit_criteria", "" if kind != "xlsx" else None)
    proof = deal.spec.milestones[3].exit_criteria
    since = deal.read(deal.text.replace(proof, "MSA signed by both sides"))
    (question,) = deal.pull(file.save(), spec=since).open
    assert (question.why, question.ours) == ("it was emptied, and you changed it since", "MSA signed by both sides")


def test_no_agreement_outlives_a_date_that_was_emptied():
    values = plan_values()
    values["milestones"][3]["agreed_on"] = "2026-11-20"
    deal = Deal(dump(values))
    file = Word(deal.file("docx"))
    file.set(4, "target_date", "")
    row = deal.pull(file.save(), decide=lambda p: NOTHING if p.empties else None).spec.milestones[3]
    assert (row.target_date, row.agreed_on) == (None, None)


def test_a_date_that_others_hang_on_stays_and_the_rest_is_taken(deal):
    hanging = Deal(
        deal.text.replace(
            f"target_date: '{deal.spec.milestones[4].target_date}'", "target_date: 5 working days after legal"
        )
    )
    file = Word(hanging.file("docx"))
    file.set(4, "target_date", "")
    file.set(4, "buyer_owner", "")
    pulled = hanging.pull(file.save(), decide=lambda p: NOTHING)
    assert pulled.problems == [
        "the date of “Legal / redlines” was not taken out: “Procurement / PO” hangs on it; change that first"
    ]
    row = pulled.spec.milestones[3]
    assert (row.target_date, row.buyer_owner) == (hanging.spec.milestones[3].target_date, None)


def test_renumbered_rows_are_recognised(deal, kind):
    def edit(file):
        for number in range(1, 7):
            file.set(number, "mark", str(number))
        file.set(4, "target_date", day(kind, "2026-12-18"))

    assert found(edited(deal, kind, edit)) == [("sure", LEGAL, "target_date", "2026-12-18")]


def test_marks_that_slid_by_one_mislead_nobody(deal, kind):
    def edit(file):
        marks = ["B2", "S3", "L4", "P5", "K6", "A1"]
        for number, mark in enumerate(marks, 1):
            file.set(number, "mark", mark)

    assert found(edited(deal, kind, edit)) == []


def test_a_copied_row_is_a_new_step_and_the_old_one_stays(deal, kind):
    def edit(file):
        file.add(
            5, mark="L4", milestone="Data processing agreement", buyer_owner="Lena Brandt", exit_criteria="DPA executed"
        )

    assert found(edited(deal, kind, edit)) == [("sure", "add", "Data processing agreement")]


def test_a_row_without_mark_and_with_another_name_is_asked_about(deal, kind):
    def edit(file):
        file.set(4, "mark", "")
        file.set(4, "milestone", "Legal review of the redlines")

    states = found(edited(deal, kind, edit))
    assert states
    assert all(state[0] == "question" for state in states), states


def test_a_formula_is_text_and_never_computed(deal):
    file = Excel(deal.file("xlsx"))
    file.set(4, "target_date", "=E9+14")
    file.set(3, "exit_criteria", '=WEBSERVICE("http://127.0.0.1/x")')
    pulled = deal.pull(file.save())
    assert [s[:3] for s in found(pulled)] == [
        ("question", "Security / technical review", "exit_criteria"),
        ("question", LEGAL, "target_date"),
    ]
    assert pulled.text == deal.text


def test_a_date_that_became_a_number(deal):
    file = Excel(deal.file("xlsx"))
    file.set(4, "target_date", 46374)
    file.cell(4, "target_date").number_format = "General"
    assert found(deal.pull(file.save())) == [("sure", LEGAL, "target_date", "2026-12-18")]


def test_a_row_typed_far_below_the_table(deal):
    file = Excel(deal.file("xlsx"))
    at = file.top + file.count + 12
    for column, value in ((2, "Kickoff workshop"), (3, "Dana Reyes"), (5, 46374)):
        file.sheet.cell(at, column).value = value
    assert found(deal.pull(file.save())) == [("sure", "add", "Kickoff workshop")]


def test_a_yes_agrees_a_row(deal):
    file = Excel(deal.file("xlsx"))
    file.set(4, "agreed_on", "yes")
    file.set(5, "agreed_on", datetime(2026, 11, 23))
    pulled = deal.pull(file.save())
    assert found(pulled) == [
        ("sure", LEGAL, "agreed_on", "2026-11-24"),
        ("sure", "Procurement / PO", "agreed_on", "2026-11-23"),
    ]


def test_a_proposal_confirmed_in_the_document(deal):
    file = Word(deal.file("docx"))
    file.set(4, "status", "○ Open\nagreed")
    assert found(deal.pull(file.save())) == [("sure", LEGAL, "agreed_on", "2026-11-24")]


def test_a_row_struck_through_by_hand_is_taken_out(deal):
    file = Word(deal.file("docx"))
    for cell in file.table.rows[5].cells[1:]:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.strike = True
    assert found(deal.pull(file.save())) == [("asked", "remove", "Procurement / PO")]


def test_an_old_date_struck_through_and_a_new_one_beside_it(deal):
    file = Word(deal.file("docx"))
    cell = file.table.rows[4].cells[4]
    cell.paragraphs[0].runs[0].font.strike = True
    cell.paragraphs[0].add_run(" 18 Dec 2026")
    assert found(deal.pull(file.save())) == [("sure", LEGAL, "target_date", "2026-12-18")]


def test_merged_cells_count_for_the_rows_that_they_cover(deal):
    file = Word(deal.file("docx"))
    file.table.cell(4, 2).merge(file.table.cell(5, 2))
    text = file.table.cell(4, 2)
    text.text = "Nora Vance"
    assert found(deal.pull(file.save())) == [
        ("sure", LEGAL, "buyer_owner", "Nora Vance"),
        ("sure", "Procurement / PO", "buyer_owner", "Nora Vance"),
    ]
    sheet = Excel(deal.file("xlsx"))
    sheet.set(4, "buyer_owner", "Nora Vance")
    sheet.sheet.merge_cells(start_row=sheet.top + 4, end_row=sheet.top + 5, start_column=3, end_column=3)
    assert found(deal.pull(sheet.save())) == [
        ("sure", LEGAL, "buyer_owner", "Nora Vance"),
        ("sure", "Procurement / PO", "buyer_owner", "Nora Vance"),
    ]


def test_a_column_inserted_is_named_and_its_text_kept(deal):
    file = Excel(deal.file("xlsx"))
    file.sheet.cell(file.top, 11).value = "Our cost centre"
    file.sheet.cell(file.top + 2, 11).value = "CC 4711"
    pulled = deal.pull(file.save())
    assert found(pulled) == []
    assert [row.extra for row in pulled.files[0].changes.touched] == [("Our cost centre: CC 4711",)]


def test_columns_moved_and_retitled_are_still_known(deal):
    file = Word(deal.file("docx"))
    for row in file.table.rows:
        cells = row._tr.tc_lst
        if len(cells) == 7:
            cells[1].addprevious(cells[4])  # the date in front of the step
    head = file.table.rows[0].cells
    head[1].text, head[2].text, head[5].text = "Deadline (please confirm)", "What?", "Done when"
    assert found(deal.pull(file.save())) == []
    file.table.rows[4].cells[1].text = "18 Dec 2026"
    assert found(deal.pull(file.save())) == [("sure", LEGAL, "target_date", "2026-12-18")]


def test_a_column_whose_title_says_nothing_is_known_by_what_stands_in_it(deal):
    file = Word(deal.file("docx"))
    file.table.rows[0].cells[4].text = "Zzz"
    file.table.rows[4].cells[4].text = "18 Dec 2026"
    assert found(deal.pull(file.save())) == [("sure", LEGAL, "target_date", "2026-12-18")]


def test_comments_are_read_with_their_authors_and_give_the_reason(deal):
    file = Word(deal.file("docx"), track="Dana Reyes")
    cell = file.table.rows[4].cells[4]
    file.set(4, "target_date", "18 Dec 2026")
    runs = cell.paragraphs[0].runs
    file.document.add_comment(
        runs or [cell.paragraphs[0].add_run("")], text="Counsel is on leave until the 14th", author="Lena Brandt"
    )
    pulled = deal.pull(file.save())
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]
    proposal = pulled.taken[0]
    assert (proposal.author, proposal.reason) == ("Dana Reyes", "Counsel is on leave until the 14th")
    assert pulled.spec.milestones[3].moved[-1].why == "Counsel is on leave until the 14th"
    sheet = Excel(deal.file("xlsx"))
    sheet.set(4, "target_date", datetime(2026, 12, 18))
    sheet.cell(4, "target_date").comment = __import__("openpyxl").comments.Comment("Counsel is on leave", "Lena Brandt")
    pulled = deal.pull(sheet.save())
    assert pulled.spec.milestones[3].moved[-1].why == "Counsel is on leave"
    assert pulled.files[0].changes.rows[3].remarks[0].author == "Lena Brandt"


def test_what_the_seller_edited_is_no_agreement(deal):
    file = Word(deal.file("docx"), track="Sam Ortiz")
    file.set(4, "exit_criteria", "MSA countersigned by both")
    pulled = deal.pull(file.save())
    assert pulled.spec.milestones[3].exit_criteria == "MSA countersigned by both"
    assert pulled.spec.milestones[3].agreed_on is None


def test_formatting_alone_is_no_edit(deal):
    file = Word(deal.file("docx"))
    for row in file.table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.bold = True
                    run.text = run.text.replace(" ", "\u00a0")
    assert found(deal.pull(file.save())) == []


def test_two_files_are_merged_one_after_the_other(deal):
    legal, finance = Word(deal.file("docx")), Excel(deal.file("xlsx"))
    legal.set(4, "target_date", "18 Dec 2026")
    finance.set(2, "status", "done")
    pulled = deal.pull(legal.save(), finance.save())
    assert (pulled.spec.milestones[3].target_date, pulled.spec.milestones[1].status) == (date(2026, 12, 18), "done")
    finance.set(4, "target_date", datetime(2026, 12, 21))
    pulled = deal.pull(legal.save(), finance.save())
    assert [p.state for p in pulled.open] == ["conflict"]
    assert pulled.spec.milestones[3].target_date == date(2026, 12, 18)


def test_a_second_pull_of_the_same_file_changes_nothing(deal, kind):
    file = editor(kind, deal.file(source_of(kind)))
    file.set(4, "target_date", day(kind, "2026-12-18"))
    file.add(3, milestone="Board approval", buyer_owner="Nora Vance")
    first = deal.pull(file.save())
    second = deal.pull(file.save(), spec=deal.read(first.text))
    assert second.text == first.text
    assert {p.state for p in second.files[0].proposals} == {"settled"}


def test_a_relative_date_becomes_plain_when_the_buyer_moves_it(deal, kind):
    text = deal.text.replace(
        f"target_date: '{deal.spec.milestones[3].target_date}'", "target_date: 3 working days after security"
    )
    assert text != deal.text
    other = type(deal)(text)
    file = editor(kind, other.file(source_of(kind)))
    file.set(4, "target_date", day(kind, "2026-12-18"))
    pulled = other.pull(file.save())
    assert pulled.spec.milestones[3].target_rule is None
    assert pulled.spec.milestones[3].target_date == date(2026, 12, 18)
