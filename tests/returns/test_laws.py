"""Laws of the way back, for any plan and any edits: edited, pulled, applied and built again gives the edited plan."""

import unicodedata
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from helpers import dump, examples, plan_values
from mapdocs.rules.classify.person import by_lists
from returning import Deal, editor, source_of


def nfc(text):
    return unicodedata.normalize("NFC", text)


WORD = st.text(
    st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd"), max_codepoint=0x2FFF), min_size=2, max_size=9
)
PUNCTUATED = st.tuples(
    WORD, st.sampled_from(["", ":", " #1", " - x", "'", '"', ", etc.", " {y}", " [z]", "!", " 100%", " & co"])
).map("".join)
TITLE = st.lists(PUNCTUATED, min_size=2, max_size=4).map(lambda words: nfc(" ".join(words)))
PERSON = (
    st.tuples(WORD, WORD)
    .map(lambda parts: nfc(f"{parts[0].title()} {parts[1].title()}"))
    .filter(lambda name: by_lists(name) == "person")  # "00 00" and "00 Nn" are nobody, and asked about
)
DAYS = st.integers(0, 120).map(lambda n: date(2026, 11, 24) + timedelta(n))
STATUS = st.sampled_from(["open", "in progress", "done", "blocked"])
SHOWN = {"open": "Open", "in progress": "In progress", "done": "Done", "blocked": "Blocked"}


@st.composite
def plans(draw):
    """A spec as text: rows with their own names, owners, days and proofs, in block or flow style."""
    count = draw(st.integers(6, 9))
    titles = draw(st.lists(TITLE, min_size=count, max_size=count, unique_by=lambda t: t.casefold()))
    values = plan_values(count)
    for row, title in zip(values["milestones"], titles, strict=True):
        row.pop("kind")
        row.update(
            milestone=title,
            buyer_owner=draw(PERSON),
            target_date=draw(DAYS).isoformat(),
            exit_criteria=draw(TITLE),
        )
        if draw(st.booleans()):
            row["note"] = draw(TITLE)
    return values


EDIT = st.one_of(
    st.tuples(st.just("target_date"), DAYS),
    st.tuples(st.just("buyer_owner"), PERSON),
    st.tuples(st.just("exit_criteria"), TITLE),
    st.tuples(st.just("status"), STATUS),
)


@settings(
    max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(data=st.data(), kind=st.sampled_from(["docx", "tracked", "xlsx"]), values=plans())
def test_edited_pulled_applied_and_built_gives_the_edited_plan(data, kind, values):
    deal = Deal(dump(values))
    rows = [
        {"title": r.milestone, "target_date": r.target_date, "buyer_owner": r.buyer_owner, "exit_criteria": r.exit_criteria, "status": r.status, "note": r.note}
        for r in deal.spec.milestones
    ]  # fmt: skip
    file = editor(kind, deal.file(source_of(kind)))
    if data.draw(st.booleans()):
        order = data.draw(st.permutations(range(1, len(rows) + 1)))
        file.order(list(order))
        rows = [rows[n - 1] for n in order]
    for number in data.draw(st.sets(st.integers(1, len(rows)), max_size=4)):
        name, value = data.draw(EDIT)
        if rows[number - 1][name] == value:
            continue
        rows[number - 1][name] = value
        if name == "target_date" and kind != "xlsx":
            value = f"{value.day} {value:%b %Y}"
        if name == "exit_criteria" and kind != "xlsx" and rows[number - 1]["note"]:
            value = f"{value}\nNote: {rows[number - 1]['note']}"  # who retypes the proof leaves the note below it
        file.set(number, name, SHOWN.get(value, value) if name == "status" else value)
    if data.draw(st.booleans()):
        title = data.draw(TITLE)
        assume(title.casefold() not in {r["title"].casefold() for r in rows})
        at = data.draw(st.integers(1, len(rows)))
        proof = data.draw(TITLE)
        file.add(at, milestone=title, buyer_owner="Nora Vance", exit_criteria=proof)
        rows.insert(
            at - 1,
            {
                "title": title,
                "target_date": None,
                "buyer_owner": "Nora Vance",
                "exit_criteria": proof,
                "status": "open",
                "note": None,
            },
        )
    pulled = deal.pull(file.save(), decide=lambda p: None)
    assert not pulled.open, [(p.label, p.field, p.why) for p in pulled.open]
    again = deal.read(pulled.text)
    got = [
        {"title": r.milestone, "target_date": r.target_date, "buyer_owner": r.buyer_owner, "exit_criteria": r.exit_criteria, "status": r.status, "note": r.note}
        for r in again.milestones
    ]  # fmt: skip
    assert got == rows
    # And the plan that is built from it shows exactly that: what came back is what goes out.
    unedited = Deal(pulled.text)
    fresh = unedited.pull(unedited.file(source_of(kind)))
    assert fresh.text == pulled.text
    assert fresh.files[0].changes.empty


@settings(
    max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(kind=st.sampled_from(["docx", "xlsx", "eml"]), values=plans())
def test_an_unedited_file_pulls_back_as_no_change(kind, values):
    deal = Deal(dump(values))
    pulled = deal.pull(deal.file(kind))
    assert pulled.files[0].refused is None
    assert pulled.files[0].changes.empty, pulled.files[0].changes
    assert pulled.text == deal.text
