"""Columns in which "internal" is the kind or the place of a thing, and columns in which it says who may see a row."""

import pytest
from field import of_text

from helpers import few_of
from mapdocs.importing.inside import holds_no_secret, owners_inside

STEPS = ("Leak test", "Mash plan", "Hop list", "Roof")


def read(folder, head, said, owners=("Dana Reyes", "Dana Reyes", "Sam Ortiz", "Sam Ortiz"), steps=STEPS, below=""):
    rows = [
        f"{step},{word},{who},2026-12-0{n}"
        for n, (step, word, who) in enumerate(zip(steps, said, owners, strict=True), 1)
    ]
    folder = folder / str(len(list(folder.iterdir())))
    folder.mkdir()
    spec, told = of_text("\n".join([f"Step,{head},Owner,Due", *rows, below]), folder)
    return [row.milestone for row in spec.milestones], spec.internal.notes or "", told


@pytest.mark.parametrize(
    "head", few_of(["Audit type", "Location", "Internal/External works", "Resource type", "Cabling", "Tipo de auditoría", "Ubicación", "設置場所"], 7)
)  # fmt: skip
def test_a_heading_that_asks_of_what_kind_or_where(head, tmp_path):
    found, notes, told = read(tmp_path, head, ("External", "External", "Internal", "Internal"))
    assert found == list(STEPS)
    assert not notes
    assert f"“{head}” was read as the kind or place of a thing" in told
    assert f"{head}: Internal" in told


def test_a_column_of_trades_that_parts_the_plan(tmp_path):
    assert read(tmp_path, "Gewerk", ("External", "External", "Internal", "Internal"))[0] == list(STEPS)
    assert read(tmp_path, "Phase", ("External", "External", "Internal", "Internal"))[0] == ["Leak test", "Mash plan"]


@pytest.mark.parametrize(
    ("head", "inner", "outer"),
    few_of([("Type", "Internal", "External"), ("Int/Ext", "Int", "Ext"), ("Intern/Extern", "intern", "extern"), ("区分", "社内", "社外"), ("I/E", "I", "E")], 7),
)  # fmt: skip
def test_rows_of_both_sides_tell_what_it_means_and_rows_of_the_seller_alone_that_it_keeps_them(
    head, inner, outer, tmp_path
):
    found, _, told = read(tmp_path, head, (outer, inner, inner, outer))
    assert found == list(STEPS)
    assert f"“Hop list”: “{head}” says “{inner}”; may the buyer see this row?" in told
    assert "“Mash plan”: “" + head not in told.replace("kept as comments: “Mash plan”", "")
    found, notes, _ = read(tmp_path, head, (outer, outer, inner, inner))
    assert found == ["Leak test", "Mash plan"]
    assert "Hop list" in notes


@pytest.mark.parametrize("step", ["Discount approval", "Forecast for December", "Win plan for the CFO", "値引の承認"])
def test_a_step_of_the_sellers_dealings_among_them_keeps_them_all(step, tmp_path):
    said = ("External", "Internal", "Internal", "External")
    found, notes, _ = read(tmp_path, "Type", said, steps=("Leak test", "Mash plan", step, "Roof"))
    assert step not in found
    assert step in notes
    found, notes, _ = read(tmp_path, "Location", said, steps=("Leak test", "Mash plan", step, "Roof"))
    assert found == ["Leak test", "Mash plan", "Roof"]
    assert step in notes


@pytest.mark.parametrize(
    ("head", "other"),
    few_of([("Visibility", "External"), ("Audience", "All"), ("Labels", "External"), ("Public", "External"), ("Type", "Customer"), ("Type", "Joint"), ("List", "Open")], 7),
)  # fmt: skip
def test_a_column_of_who_sees_a_row_keeps_what_anybody_owns(head, other, tmp_path):
    found, notes, _ = read(tmp_path, head, (other, "Internal", "Internal", other))
    assert found == ["Leak test", "Roof"]
    assert "Mash plan" in notes


@pytest.mark.parametrize("said", ["Internal (us only)", "internal only", "Internal, pricing", "Fabrikam only"])
def test_a_cell_that_says_more_keeps_its_row_under_any_heading(said, tmp_path):
    found, notes, _ = read(tmp_path, "Location", ("External", "Internal", said.replace(",", ";"), "External"))
    assert "Hop list" not in found
    assert "Hop list" in notes


@pytest.mark.parametrize(
    ("key", "kept"),
    few_of([
        ("Int = interior of the coach; Ext = exterior", False), ("I = import; E = export", False), ("Int: interior · Ext: exterior", False),
        ("Int = internal; Ext = external", True), ("Int = Fabrikam; Ext = Juniper", True), ("Int = us only; Ext = customer", True),
        ("Int = in-house; Ext = outside", True), ("Int = interior", True), ("nothing", True),
    ], 7),
)  # fmt: skip
def test_the_files_own_key_says_what_it_means(key, kept, tmp_path):
    inner, outer = ("I", "E") if key.startswith("I =") else ("Int", "Ext")
    found, _, _ = read(tmp_path, "Int/Ext", (outer, outer, inner, inner), below=f'\n"{key}",,,\n')
    assert ("Hop list" not in found) == kept


def test_classes_of_documents(tmp_path):
    found, notes, told = read(tmp_path, "Classification", ("Confidential", "Public", "Restricted", "Public"))
    assert (found, notes) == (list(STEPS), "")
    assert "Classification: Restricted" in told
    found, notes, _ = read(tmp_path, "Classification", ("Confidential", "Public", "Internal", "Public"))
    assert found == ["Leak test", "Mash plan", "Roof"]
    assert "Hop list" in notes


@pytest.mark.parametrize(
    ("head", "said", "plain"),
    few_of([
        ("Commission", ["2026-12-09", "2026-12-12"], True), ("Margin", ["2 days", "1 day"], True), ("Marge", ["2 j", "1 semaine"], True),
        ("Marge", ["3 Tage", "5 Tage"], True), ("Margin (days)", ["2", "3"], True), ("Commission", ["Cold commissioning", "2026-12-09"], True),
        ("Confidentiality", ["High", "Strictly confidential"], True), ("Vertraulichkeit", ["hoch", "gering"], True), ("Margen", ["2 semanas"], True),
        ("Commission", ["8%", "10%"], False), ("Margin", ["31,000", "2 days"], False), ("Margin", ["12", "15"], False), ("Commission", ["Sam 60/40"], False),
        ("Commission paid on", ["2026-12-09"], False), ("Margin floor", ["2 days"], False), ("Confidentiality", ["Dana must not know", "High"], False),
        ("Commission", ["pending"], False), ("Margin", [], False), ("Discount", ["2 days"], False), ("Internal", ["High"], False),
    ], 7),
)  # fmt: skip
def test_a_column_under_a_word_for_what_is_kept(head, said, plain):
    assert holds_no_secret(head, said) == plain


def test_days_under_commission_are_told_and_shares_are_kept(tmp_path):
    _, notes, told = read(tmp_path, "Commission", ("2026-12-09", "2026-12-10", "", "2026-12-11"))
    assert not notes
    assert "“Leak test”: Commission: 2026-12-09" in told
    _, notes, told = read(tmp_path, "Commission", ("8%", "10%", "", "8%"))
    assert "Leak test: Commission: 8%" in notes
    assert "Leak test”: Commission" not in told


def test_a_shared_drive_hides_no_row(tmp_path):
    assert read(tmp_path, "Shared drive?", ("Yes", "No", "No", "Yes"))[0] == list(STEPS)
    assert read(tmp_path, "Shared?", ("Yes", "No", "No", "Yes"))[0] == ["Leak test", "Roof"]


@pytest.mark.parametrize(
    ("inside", "outside"),
    few_of([
        ("Internal owner", "External owner"), ("Owner (internal)", "Owner (external)"), ("Verantwortlich intern", "Verantwortlich extern"),
        ("Responsable interne", "Responsable externe"), ("Responsable interno", "Responsable externo"), ("社内担当", "社外担当"),
    ], 7),
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_owners_inside_and_outside_are_those_of_both_sides(inside, outside, turned, tmp_path):
    ours, theirs = ("Dana Reyes", "Sam Ortiz") if turned else ("Sam Ortiz", "Dana Reyes")
    text = f"Step,{inside},{outside},Due\nLoad,{ours},{theirs},2026-12-03\nTrain,,{theirs},2026-12-05\nTest,{ours},,2026-12-06\n"
    spec, _ = of_text(text, tmp_path)
    assert [(row.buyer_owner, row.seller_owner) for row in spec.milestones] == [
        ("Dana Reyes", "Sam Ortiz"), (None, "Sam Ortiz") if turned else ("Dana Reyes", None), ("Dana Reyes", None) if turned else (None, "Sam Ortiz"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heads",
    [("Internal owner", "Owner"), ("Internal notes", "External notes"), ("Internal owner", "External reviewer")],
)
def test_one_of_them_alone_stays_the_sellers_own(heads, tmp_path):
    assert owners_inside(dict(enumerate(heads))) == {}
    text = f"Step,{heads[0]},Customer owner,Due\nLoad,Mona Reed,Dana Reyes,2026-12-03\nTrain,Mona Reed,Dana Reyes,2026-12-05\n"
    spec, _ = of_text(text, tmp_path)
    assert "Mona Reed" in spec.internal.notes
    assert {row.seller_owner for row in spec.milestones} == {None}


def test_words_below_internal_and_external_are_the_sellers_own(tmp_path):
    _, notes, told = read(tmp_path, "Internal/External", ("External", "They stall until March", "", "External"))
    assert "Mash plan: Internal/External: They stall until March" in notes
    assert "“Mash plan”: Internal" not in told


@pytest.mark.parametrize("step", ["Call the CFO", "Prep for the board", "Notes on Dana"])
def test_a_talk_of_the_sellers_among_them_keeps_them_all(step, tmp_path):
    said = ("External", "Internal", "Internal", "External")
    found, notes, _ = read(tmp_path, "Type", said, steps=("Leak test", "Mash plan", step, "Roof"))
    assert found == ["Leak test", "Roof"]
    assert step in notes
