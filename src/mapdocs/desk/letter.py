"""The email's own words on the page: how long each is beside what MAP117 takes, and what stands there where nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mapdocs.building.company import kit_for
from mapdocs.findings import Finding, has_errors
from mapdocs.formats.email import wording
from mapdocs.language.layout import MAX_SUBJECT
from mapdocs.language.sentences import sentences, word_count
from mapdocs.plan.builder import buyer_plan
from mapdocs.rules.email import MAX_INTRO_WORDS, OWN_SENTENCES
from mapdocs.schema.model import Email, Spec


def counts(spec: Spec) -> dict[str, dict[str, int]]:
    """How long the email's own subject, intro and ask are, as MAP117 counts them; 0 for what nobody wrote."""
    own = spec.email
    intro, ask = own.intro or "", own.ask or ""
    return {
        "subject": {"signs": len(own.subject or ""), "most": MAX_SUBJECT},
        "intro": {
            "sentences": len(sentences(intro)),
            "of": OWN_SENTENCES - bool(ask),
            "words": word_count(f"{intro} {ask}"),
            "most": MAX_INTRO_WORDS,
        },
        "ask": {"sentences": len(sentences(ask))},
    }


def usual(spec: Spec, findings: tuple[Finding, ...], today: date) -> dict[str, str]:
    """What the email says of itself, by field; nothing as long as an error keeps it from being made."""
    if has_errors(findings):
        return {}
    words = kit_for(spec.settings).words(spec.settings.locale)
    plain = replace(spec, email=Email(to=spec.email.to, cc=spec.email.cc))
    plan = buyer_plan(plain, today=today, names=words.under("milestones"))
    composed = wording.compose(plan, words)
    intro = words.joined(composed.intro).replace(wording.LINK, composed.link or "")
    return {
        "email.subject": composed.subject,
        "email.greeting": composed.greeting,
        "email.intro": intro,
        "email.ask": wording.usual_ask(plan, words),
    }
