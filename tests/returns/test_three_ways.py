"""What was sent, what the spec says now, what came back: the outcome of every pair of changes."""

import itertools

import pytest

from returning import Word, deal_of

LEGAL = "Legal / redlines"
SENT, OURS, THEIRS = "Confirmation 4 received in writing", "MSA countersigned", "Signed copy received"


def ours_of(deal, what):
    """The spec as the rep changed it after sending."""
    text = deal.text
    if what == "changed":
        text = text.replace(SENT, OURS)
    elif what == "removed":
        start = text.index("- milestone: Legal / redlines")
        text = text[:start] + text[text.index("- milestone: Procurement", start) :]
    elif what == "moved":
        start, end = text.index("- milestone: Legal / redlines"), text.index("- milestone: Procurement")
        row = text[start:end]
        at = text.index("- milestone: Business case")
        text = text[:at] + row + text[at:start] + text[end:]
    elif what == "same change":
        text = text.replace(SENT, THEIRS)
    return deal.read(text)


def theirs_of(deal, what):
    file = Word(deal.file("docx"))
    if what in ("changed", "same change"):
        file.set(4, "exit_criteria", THEIRS)
    elif what == "removed":
        file.delete(4)
    elif what == "moved":
        file.order([1, 2, 3, 5, 6, 4])
    return file.save()


#: The documented outcome by (ours, theirs): the state of the proposal, and what stands in the spec under --theirs
#: and --ours. An order is told by the place of legal, a proof by its text; "gone" is a row that is not there.
OUTCOMES = {
    ("unchanged", "unchanged"): (None, SENT, SENT),
    ("unchanged", "changed"): ("sure", THEIRS, THEIRS),
    ("unchanged", "removed"): ("asked", "gone", SENT),
    ("unchanged", "moved"): ("sure", 5, 5),
    ("changed", "unchanged"): (None, OURS, OURS),
    ("changed", "changed"): ("conflict", THEIRS, OURS),
    ("changed", "removed"): ("conflict", "gone", OURS),
    ("changed", "moved"): ("sure", 5, 5),
    ("removed", "unchanged"): (None, "gone", "gone"),
    ("removed", "changed"): ("conflict", THEIRS, "gone"),
    ("removed", "removed"): (None, "gone", "gone"),
    ("removed", "moved"): ("settled", "gone", "gone"),
    ("moved", "unchanged"): (None, 1, 1),
    ("moved", "changed"): ("sure", THEIRS, THEIRS),
    ("moved", "removed"): ("asked", "gone", SENT),
    ("moved", "moved"): ("conflict", 5, 1),
    ("same change", "same change"): ("settled", THEIRS, THEIRS),
}


def standing(spec, wanted):
    places = [r.milestone for r in spec.milestones]
    if LEGAL not in places:
        return "gone"
    row = spec.milestones[places.index(LEGAL)]
    return row.index if isinstance(wanted, int) else row.exit_criteria


def test_every_pair_is_documented():
    kinds = ("unchanged", "changed", "removed", "moved")
    assert set(itertools.product(kinds, kinds)) <= set(OUTCOMES)


@pytest.mark.parametrize(("ours", "theirs"), OUTCOMES, ids=lambda v: v)
def test_outcome(ours, theirs):
    deal = deal_of()
    spec, file = ours_of(deal, ours), theirs_of(deal, theirs)
    state, if_theirs, if_ours = OUTCOMES[ours, theirs]
    open_pull = deal.pull(file, spec=spec)
    states = [p.state for p in open_pull.files[0].proposals if p.kind != "agree"]
    assert states == ([state] if state else [])
    if state in (None, "conflict", "asked", "settled"):
        assert open_pull.text == spec.source.text, "nothing is written that nobody decided"
    taken = deal.pull(file, spec=spec, decide=lambda p: p.theirs or "yes")
    assert standing(taken.spec, if_theirs) == if_theirs
    kept = deal.pull(file, spec=spec, decide=lambda p: "")
    assert standing(kept.spec, if_ours) == if_ours
    if state == "conflict":  # nothing is lost: what was not taken is told
        from mapdocs.returns.report import leftovers

        assert LEGAL in leftovers(kept, kept_day())
    if if_theirs == "gone" and state in ("asked", "conflict"):
        assert any(LEGAL in source for source in taken.removed)


def kept_day():
    from returning import LATER

    return LATER


def test_without_what_was_sent_it_is_refused_and_says_what_to_name():
    deal = deal_of()
    pulled = deal.pull(theirs_of(deal, "changed"), find=lambda revision: None)
    message, hint = pulled.files[0].refused
    assert deal.sent.revision in message
    assert "--base" in hint
    named = deal.pull(theirs_of(deal, "changed"), find=lambda revision: None, named=deal.sent)
    assert [p.state for p in named.taken] == ["sure"]


def test_tracked_changes_are_a_base_in_themselves():
    deal = deal_of()
    file = Word(deal.file("docx"), track="Dana Reyes")
    file.set(4, "exit_criteria", THEIRS)
    file.set(2, "target_date", "11 Dec 2026")
    file.delete(5)
    file.add(0, milestone="Works council", exit_criteria="Written consent filed")
    pulled = deal.pull(file.save(), find=lambda revision: None)
    assert pulled.files[0].refused is None
    assert pulled.files[0].changes.base == "its own text before the tracked changes"
    told = sorted((p.state, p.kind, p.label, p.field) for p in pulled.files[0].proposals if p.kind != "agree")
    assert told == [
        ("asked", "remove", "Procurement / PO", ""),
        ("sure", "add", "Works council", ""),
        ("sure", "set", "Business case / ROI", "target_date"),
        ("sure", "set", LEGAL, "exit_criteria"),
    ]


def test_another_deals_file_is_refused():
    deal, other = deal_of(), deal_of(name="Another deal")
    pulled = deal.pull(other.file("docx"))
    assert "another-deal" in pulled.files[0].refused[0]
    assert pulled.text == deal.text


def test_a_table_copied_into_a_fresh_document_needs_its_base_named():
    import copy
    import io

    import docx

    deal = deal_of()
    source = Word(deal.file("docx"))
    source.set(4, "target_date", "18 Dec 2026")
    fresh = docx.Document()
    fresh.element.body.insert(0, copy.deepcopy(source.table._tbl))
    out = io.BytesIO()
    fresh.save(out)
    pulled = deal.pull(out.getvalue())
    assert f"--base {deal.sent.revision}" in pulled.files[0].refused[1]
    named = deal.pull(out.getvalue(), named=deal.sent)
    assert [p.theirs for p in named.taken if p.kind == "set"] == ["2026-12-18"]
