"""Labels with a day, a person or the kind of a remark beside them, and marks that end a note; and sentences that only sound so."""

import pytest
from field import of_text

from helpers import few_of

HEAD = "Step,Juniper owner,Fabrikam owner,Due,Notes\n"


def notes(said, tmp_path):
    spec, told = of_text(f'{HEAD}Workshop held,Dana Reyes,Sam Ortiz,2026-12-02,"{said}"\n', tmp_path)
    (milestone,) = spec.milestones
    return milestone.note or "", spec.internal.notes or "", told


@pytest.mark.parametrize(
    "said",
    few_of([
        "Internal 20/11: they stop at 40k", "Internal (SO 20 Nov): they stop at 40k", "[Internal 20/11] they stop at 40k", "Internal comment (Sam): they stop at 40k",
        "Internal, 20 Nov: they stop at 40k", "internal/Sam: they stop at 40k", "(internal, Sam) they stop at 40k", "Internal question: will they stop at 40k",
        "Internal reminder: they stop at 40k", "Sam's private note: they stop at 40k", "Work note: they stop at 40k", "From Sam's coaching: they stop at 40k",
        "Not for Dana's eyes: they stop at 40k", "Internal use only. They stop at 40k", "Manager (Sam): they stop at 40k", "AE note 20/11: they stop at 40k",
        "2026-11-20 10:12:11 - Sam Ortiz (Work notes)\nthey stop at 40k", "Private note by Sam Ortiz, 20 Nov\nthey stop at 40k", "Interne Notiz vom 20.11.: they stop at 40k",
        "Intern (SO, 20.11.): they stop at 40k", "Note interne du 20/11 : they stop at 40k", "Nota interna (20/11): they stop at 40k", "社内メモ(11/20)：they stop at 40k",
        "上長コメント：they stop at 40k", "(not for Dana) they stop at 40k", "they stop at 40k - internal only", "they stop at 40k <- internal", "they stop at 40k – nur intern",
        "they stop at 40k - usage interne", "they stop at 40k, uso interno", "they stop at 40k ※社内", "they stop at 40k. Internal only.", "they stop at 40k INTERNAL",
        "they stop at 40k -- internal use only", "they stop at 40k !internal!", "they stop at 40k (off record)", "2) Internal (Sam): they stop at 40k",
    ], 6),
)  # fmt: skip
def test_a_label_with_something_beside_it_keeps_its_note(said, tmp_path):
    note, kept, _ = notes(said, tmp_path)
    assert "40k" not in note
    assert "40k" in kept


@pytest.mark.parametrize("label", few_of(["Internal 20/11:", "AE note 20/11:", "Internal (Sam):", "Interne Notiz 20.11.:", "Note interne (SO):"], 7))  # fmt: skip
def test_what_stands_before_the_label_stays(label, tmp_path):
    note, kept, _ = notes(f"Room booked. {label} they stop at 40k", tmp_path)
    assert note.startswith("Room booked")
    assert "40k" not in note
    assert "40k" in kept


@pytest.mark.parametrize(
    "said",
    few_of([
        "Training - internal", "Approved by legal 20/11: signed", "Internal audit 20/11: all rooms seen", "Audit of 20 Nov: nothing found", "Sales 20/11: numbers sent",
        "Manager (Dana): signs on Friday", "Dana 20/11: room is booked", "Note 20/11: room is booked", "Update 20 Nov: room is booked", "Comment from Dana: fine",
        "Held in the private room", "Question from Dana: who brings the demo", "Runs in our private cloud", "Forecast 20/11 shows rain", "Managerin (Eva) kommt am 20.11.: Raum 4",
        "AUDIT INTERNAL", "See work notes of 20/11 in the binder", "Interner Zugang ab 20.11.: Tor 3",
    ], 6),
)  # fmt: skip
def test_a_note_that_only_sounds_so_stays(said, tmp_path):
    note, kept, told = notes(said, tmp_path)
    assert note.replace("\n", " ") == said.replace("\n", " "), told
    assert not kept
