"""Sentences counted as a person counts them, and a rep's own intro held to the training's three."""

import pytest

from helpers import findings_of, plan_values
from mapdocs.language.sentences import sentences, word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("We met Dr. Reyes of Fabrikam Inc. in Berlin. Good.", 2),
        ("We chose Fabrikam Inc. We start in May.", 2),
        ("Costs fall by 3.5 percent. Right?", 2),
        ("See e.g. the list, i.e. all of it. Fine.", 2),
        ("The plan is at https://docs.example.com/a.b/c?d=e.f. Please look.", 2),
        ("The plan <https://docs.example.com/plan.v2> is ours. Please look!", 2),
        ("Write to dana.reyes@northwind.example today. Thanks.", 2),
        ("J. R. R. Tolkien agrees. So do we.", 2),
        ("What did we get wrong? Tell us by 30 Nov. 2026.", 2),
        ("No end here", 1),
        ("Wait... what? Yes!", 2),
        ("He said “Done.” We agree.", 2),
        ("One paragraph\n\nAnother paragraph", 2),
        ("One line\ngoes on here.", 1),
        ("目標は四日です。計画はこれです。何が違いますか？", 3),
        ("Wir wollen z. B. schneller sein. Bitte bis 30. November.", 2),
        ("At 3 p.m. we meet. Good.", 2),
        ("", 0),
        ("U.S. and E.U. teams agree. Done.", 2),
        ("Is it right?! Yes.", 2),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text)) == count, sentences(text)


def test_words():
    assert word_count("Our plan (https://docs.example.com/plan) – gives each step.") == 6


GOOD = "We want the books closed in four days. Our plan is at https://docs.example.com/plan. By 30 Nov, what did we get wrong?"


@pytest.mark.parametrize(
    ("intro", "said"),
    [
        (GOOD, None),
        (GOOD + " Thank you.", "4 sentences"),
        ("One. Two.", "2 sentences"),
        (GOOD.replace("https://docs.example.com/plan", "the usual place"), "lacks the link"),
        (GOOD.replace("what did we get wrong?", "it is done."), "asks for nothing"),
        (GOOD.replace("By 30 Nov, what", "What"), "by when"),
        (GOOD.replace("four days", "four " + "very " * 60 + "short days"), "words"),
    ],
)
def test_a_reps_own_intro_is_held_to_the_same(intro, said):
    values = plan_values()
    values["email"] = {"intro": intro}
    found = [f for f in findings_of(values) if f.code == "MAP117"]
    assert bool(found) is (said is not None)
    if said:
        assert said in " ".join(f.message for f in found)


TWO, ASK = GOOD.rsplit(". By", 1)[0] + ".", "By 30 Nov, what did we get wrong?"


@pytest.mark.parametrize(
    ("email", "path", "said"),
    [
        ({"ask": ASK}, None, None),
        ({"intro": TWO, "ask": ASK}, None, None),
        ({"intro": GOOD, "ask": ASK}, "email.intro", "3 sentences, and it takes two"),
        ({"ask": "Please look. " + ASK}, "email.ask", "2 sentences"),
        ({"ask": "We look forward to 30 Nov."}, "email.ask", "asks for nothing"),
        ({"ask": "What did we get wrong?"}, "email.ask", "by when"),
        ({"intro": TWO, "ask": ASK.replace("what", "very " * 60 + "much")}, "email.intro", "words"),
        ({"subject": "x" * 60}, None, None),
        ({"subject": "x" * 61}, "email.subject", "61 characters"),
    ],
)
def test_an_ask_and_a_subject_of_ones_own(email, path, said):
    values = plan_values()
    values["email"] = email
    found = [(f.path, f.message) for f in findings_of(values) if f.code == "MAP117"]
    assert [at for at, _ in found] == ([path] if path else [])
    if said:
        assert said in found[0][1]


def test_jargon_in_the_intro_is_found():
    values = plan_values()
    values["email"] = {"intro": GOOD.replace("We want", "Our champion wants")}
    assert "MAP112" in [f.code for f in findings_of(values)]


def test_long_outcomes_and_long_whys():
    assert "MAP117" in [f.code for f in findings_of(plan_values(outcome="word " * 41))]
    assert "MAP117" not in [f.code for f in findings_of(plan_values(outcome="word " * 40))]
    assert "MAP117" in [f.code for f in findings_of(plan_values(why={"problem": "word " * 151}))]
