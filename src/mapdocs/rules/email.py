"""The email's own words: MAP117."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mapdocs.language.layout import MAX_SUBJECT
from mapdocs.language.sentences import sentences, word_count
from mapdocs.rules.registry import Case, Violation, rule

OWN_SENTENCES = 3
MAX_INTRO_WORDS = 75
MAX_OUTCOME_WORDS = 40  # the template's own three sentences take 35 words
MAX_WHY_WORDS = 150  # half a page


@rule("MAP117", "error")
def the_emails_intro_is_three_sentences(case: Case) -> Iterator[Violation]:
    """The email's intro is three sentences: the outcome, the plan and its link, the ask with its date.

    The training: a champion-forwardable email intro is three sentences, link to MAP, explicit ask for edits by date.
    Where ``email.intro`` replaces the template's sentences, it is held to the same: exactly three, the link in them, a
    question or a request for edits, the day for edits, at most 75 words. ``email.ask`` is the last of them, so an own intro
    beside it has the other two. An outcome of more than 40 words makes the template's intro too long, a ``deal.why`` of more
    than 150 is more than the half page that gets read, and an inbox shows 60 characters of an ``email.subject``.
    """
    spec = case.spec
    outcome = spec.deal.outcome or ""
    if not spec.email.intro and word_count(outcome) > MAX_OUTCOME_WORDS:
        yield Violation(
            "deal.outcome",
            f"{word_count(outcome)} words are too many for the first sentence of an email",
            f"say it in {MAX_OUTCOME_WORDS} at most; the rest belongs to deal.why",
            "warning",
        )
    why = spec.deal.why
    if why and word_count(" ".join(filter(None, (why.problem, why.cost, why.ask)))) > MAX_WHY_WORDS:
        yield Violation(
            "deal.why", "this is more than half a page", f"{MAX_WHY_WORDS} words at most get read", "warning"
        )
    if spec.email.subject and len(spec.email.subject) > MAX_SUBJECT:
        said = f"the subject has {len(spec.email.subject)} characters"
        yield Violation(
            "email.subject", said, f"an inbox shows {MAX_SUBJECT} at most: what matters stands first", "warning"
        )
    if spec.email.intro:
        yield from _own_intro(spec.email.intro, case)
    if spec.email.ask:
        yield from _own_ask(spec.email.ask, case)


def _own_intro(intro: str, case: Case) -> Iterator[Violation]:
    spec, path, ask = case.spec, "email.intro", case.spec.email.ask
    count, wanted = len(sentences(intro)), OWN_SENTENCES - bool(ask)
    if count != wanted:
        takes = f"{'two beside your own ask' if ask else 'three'}"
        said = f"the intro has {count} sentence{'' if count == 1 else 's'}, and it takes {takes}"
        yield Violation(
            path, said, "say why, and where the plan is" if ask else "say why, where the plan is, and what you ask"
        )
    link = spec.deal.map_url
    if link and link not in intro:
        yield Violation(path, "the intro lacks the link to the plan", f"write it out: {link}")
    if not ask:
        yield from _asks_for_edits(intro, path, "the intro", case)
    words = word_count(f"{intro} {ask or ''}")
    if words > MAX_INTRO_WORDS:
        yield Violation(path, f"the intro has {words} words", f"{MAX_INTRO_WORDS} at most get read", "warning")


def _own_ask(ask: str, case: Case) -> Iterator[Violation]:
    path = "email.ask"
    count = len(sentences(ask))
    if count != 1:
        yield Violation(
            path,
            f"the ask has {count} sentences, and it is the last of three",
            "say it in one, as in: Please tell me by Mon 30 Nov 2026: what did we get wrong?",
        )
    yield from _asks_for_edits(ask, path, "the ask", case)


def _asks_for_edits(text: str, path: str, what: str, case: Case) -> Iterator[Violation]:
    if not re.search(r"[?？]|\b(please|correct|add|change|bitte|merci|favor)\b", text, re.IGNORECASE):
        yield Violation(path, f"{what} asks for nothing", "ask for edits: What did we get wrong?")
    review = case.spec.review
    if review and review.edits_by and not _names_day(text, review.edits_by):
        yield Violation(
            path,
            f"{what} does not say by when",
            f"name the day for edits: {review.edits_by.day} {review.edits_by:%b}",
            "warning",
        )


def _names_day(text: str, day: date) -> bool:
    """The day's number beside a word or a month's number, or the date as the spec writes it."""
    return day.isoformat() in text or bool(re.search(rf"(?<!\d){day.day}(?:st|nd|rd|th)?(?!\d)", text))
