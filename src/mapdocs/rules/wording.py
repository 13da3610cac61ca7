"""What a buyer may read: MAP111, MAP112."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mapdocs.language import lexicon
from mapdocs.language.links import blanked, links_in
from mapdocs.language.phrases import Match, Phrases, listed, words
from mapdocs.plan.labels import buyer_label
from mapdocs.rules.classify import internal, linear, notions
from mapdocs.rules.registry import Case, Violation, rule
from mapdocs.schema import converters
from mapdocs.schema.fields import SPEC
from mapdocs.schema.model import Milestone, Spec
from mapdocs.schema.visibility import written

#: Scores of the jargon's model: below SENSE a listed word has its other sense, above ALONE it warns by itself. Chosen with an
#: author left out (docs/word-rules.md).
SENSE, ALONE = -0.2, 0.0


_INTO_CRM = re.compile(
    r"//[^/]*(lightning\.force\.com|my\.salesforce\.com|app\.hubspot\.com|\.pipedrive\.com|crm\d*\.dynamics\.com)"
)
#: Hosts that no stranger reaches: without a dot, by a private ending, or by an address of a private network.
_IN_HOUSE = re.compile(
    r"(?i)https?://(?:[^/@]*@)?(?:[a-z0-9-]+(?=[:/?#]|$)|intranet\.[^/]*|[^/:?#]*\.(?:local|internal|intranet|corp|lan|localdomain)(?=[:/?#]|$)"
    r"|(?:10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+(?=[:/?#]|$))"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a buyer may read. ``names``: how many of its first words are a name, which is nobody's judgement."""

    path: str
    text: str
    prose: bool
    names: int = 0


def everything_visible(spec: Spec) -> Iterator[Text]:
    """All that a buyer may read, by the grammar's word on who may see it: prose, and what stands beside a name."""
    for found in written(spec, SPEC):
        leaf = found.place.leaf
        if found.place.seen_by != "buyer" or leaf.convert not in (converters.line, converters.text):
            continue
        text, row = str(found.value), found.holder
        if isinstance(row, Milestone) and found.place.field.key == "milestone":
            if row.buyer_label:
                continue  # the buyer reads that one in its place
            text = buyer_label(row)
        if found.place.field.key == "proof":
            text = blanked(text)  # what an address is made of is nobody's sentence; _internal_proofs judges it as one
        if text.strip():
            titled = found.place.field.key == "title"
            yield Text(found.path, text, leaf.prose, 0 if leaf.prose or titled else _name_length(text))


def buyer_visible(spec: Spec) -> Iterator[tuple[str, str]]:
    """Path and text of the prose in ``spec`` that a buyer may read: names and titles apart."""
    return ((found.path, found.text) for found in everything_visible(spec) if found.prose)


def _name_length(text: str) -> int:
    """Where the name at the beginning of ``text`` ends: at the first sign that parts it from the rest, or after two words."""
    end = re.search(r"\s*[(,;:/|\[–—]|\s-\s", text)
    if end:
        return end.start()
    two = re.match(r"\s*\S+(?:\s+\S+)?", text)
    return two.end() if two else 0


@rule("MAP111", "error")
def nothing_internal_is_visible(case: Case) -> Iterator[Violation]:
    """Nothing internal stands in a buyer-visible field.

    The training: seller-only tasks (internal pricing approval) sit in a separate internal tab; the buyer-facing MAP
    stays buyer-visible. Forecast, stages, at-risk marks, discounts and CRM links belong under ``internal``. Whose it is and
    what it is about decide together: "our floor is 82k" is internal, the buyer's own budget forecast is not. Everything that
    a buyer may read is judged, titles and what stands beside a name too; what is only likely is a warning.
    """
    spec = case.spec
    names = _names(spec)
    tasks = {_key(task.task): task.task for task in spec.internal.tasks if len(_key(task.task).split()) >= 3}
    notes = {_key(line) for line in (spec.internal.notes or "").splitlines() if len(_key(line).split()) >= 4}
    for visible in everything_visible(spec):
        path, text = visible.path, visible.text
        if visible.names >= len(text):
            continue

        def apart(start: int, end: int, text: str = text, visible: Text = visible) -> bool:
            return end <= visible.names or (visible.prose and _inside_a_name(text, start, end, names))

        found = internal.judge(text, beside_a_name=not visible.prose, apart=apart)
        if found is not None and found.level == "error":
            where = f"move it to {found.belongs}"
            if path.endswith((".milestone", ".buyer_label")) and found.belongs == "internal.tasks":
                where = "a seller-only task is an internal task, not a row: move it to internal.tasks"
            yield Violation(path, f"“{found.said}” is internal, and the buyer reads this", where, within=found.said)
            continue
        key = _key(text)
        hidden = next((task for folded, task in tasks.items() if folded in key), None)
        if hidden is not None:
            yield Violation(
                path,
                f"this is your internal task “{hidden}”, and the buyer reads it",
                "take it out here; it stands under internal.tasks",
            )
        elif any(note in key for note in notes):
            yield Violation(
                path,
                "this repeats your internal notes, and the buyer reads it",
                "take it out here; it stands under internal.notes",
            )
        elif found is not None:
            about = f"“{found.said}” sounds" if found.said else "this sounds"
            yield Violation(
                path,
                f"{about} like talk among sellers, and the buyer reads this",
                f"read it as the buyer would; what is yours alone goes to {found.belongs}",
                "warning",
                within=found.said,
            )
    yield from _internal_proofs(spec)
    link, crm = spec.deal.map_url, spec.internal.crm_url
    if link and crm and link.rstrip("/") == crm.rstrip("/"):
        yield Violation("deal.map_url", "the link for the buyer is the CRM's", "give the link of the shared document")
    elif link and _INTO_CRM.search(link):
        yield Violation(
            "deal.map_url",
            "this link leads into your CRM, which the buyer cannot open",
            "give the link of the shared document; the CRM's goes to internal.crm_url",
        )


def _internal_proofs(spec: Spec) -> Iterator[Violation]:
    """A proof's address that the buyer cannot open: the CRM's, or one inside the seller's own network."""
    crm = (spec.internal.crm_url or "").rstrip("/")
    for row in spec.milestones:
        for start, end in links_in(row.proof or ""):
            link = (row.proof or "")[start:end]
            if (crm and link.rstrip("/") == crm) or _INTO_CRM.search(link) or _IN_HOUSE.match(link):
                yield Violation(
                    f"{row.path}.proof",
                    f"the proof of {row.title} is a link that only your own side can open",
                    "give the address of the shared document, or words such as minutes of 7 December, page 2",
                    within=link,
                )


@rule("MAP112", "warning")
def buyer_text_is_free_of_jargon(case: Case) -> Iterator[Violation]:
    """Buyer-visible text is free of seller jargon and feature language.

    In the training two reps read their champion scripts aloud and the room flags jargon. A buyer is no "prospect",
    their project no "deal", and "seamless" says nothing. Your own words go into ``jargon`` in the settings. Words that
    are part of a person's or a company's name are left alone, and so are the training's six names of rows: the buyer
    reads other labels for those.
    """
    spec = case.spec
    names = _names(spec)
    own = _own_jargon(spec.settings.jargon)
    for path, text in buyer_visible(spec):
        told = False
        for phrases in (listed("jargon.txt"), own):
            for found in jargon_in(text, phrases, sure=phrases is own):
                said = text[found.start : found.end]
                if _inside_a_name(text, found.start, found.end, names) or _innocent(found.phrase, said, text, path):
                    continue
                told = True
                instead = found.advice or "say it in the buyer's words"
                hint = instead if instead.startswith(("say", "leave")) else f"write instead: {instead}"
                yield Violation(path, f"“{said}” is seller's language", hint, within=said)
        named = path.endswith((".milestone", ".buyer_label", ".name"))
        if not told and not named and sounds_like_jargon(text) and not internal.judge(text):
            said = linear.model("jargon").deciding(text)
            about = f"“{said}” sounds" if said else "this sounds"
            yield Violation(path, f"{about} like seller's language", "say it in the buyer's words", within=said)


def jargon_in(text: str, phrases: Phrases, *, sure: bool = False) -> Iterator[Match]:
    """The listed jargon in ``text``, without what MAP111 says already and, unless ``sure``, what has another sense."""
    for found in phrases.find(text):
        if _is_internal(text, found):
            continue
        around = _around(text, found)
        if sure or not (_other_sense(text, found) or linear.model("jargon").score(around, marks(around)) < SENSE):
            yield found


def _around(text: str, found: Match) -> str:
    """The sentence that ``found`` stands in."""
    start = 0
    for sentence in internal.sentences(text):
        start = text.find(sentence, start)
        if start <= found.start < start + len(sentence):
            return sentence
    return text


def marks(text: str) -> tuple[str, ...]:
    """What lists say of a text, for the jargon's model."""
    found = list(listed("jargon.txt").find(text))
    said = {"listed"} if found else {"unlisted"}
    if len(found) > 1:
        said.add("twice")
    if any(_other_sense(text, match) for match in found):
        said.add("sense")
    return tuple(sorted(said))


def sounds_like_jargon(text: str) -> bool:
    """Whether the model finds seller's language in a short text, whatever the lists say."""
    return len(text) <= 120 and linear.model("jargon").score(text, marks(text)) > ALONE


def _other_sense(text: str, found: Match) -> bool:
    """ "leverage ratio", "unlock user accounts": a phrase in which the word means what it says."""
    return any(m.start <= found.start < m.end for m in listed("senses.txt").find(text))


def _is_internal(text: str, found: Match) -> bool:
    said = (m for m in notions.found_in(text) if notions.is_place(m.advice))
    return any(m.start <= found.start and found.end <= m.end for m in said)


def _names(spec: Spec) -> tuple[str, ...]:
    people = (p.name for p in (*spec.buyer.people, *spec.seller.people))
    owners = (row.buyer_owner or "" for row in spec.milestones)
    return tuple({n for n in (spec.buyer.company, spec.seller.company, spec.buyer.champion, *people, *owners) if n})


def _inside_a_name(text: str, start: int, end: int, names: tuple[str, ...]) -> bool:
    for name in names:
        at = text.casefold().find(name.casefold())
        while at >= 0:
            if at <= start and end <= at + len(name):
                return True
            at = text.casefold().find(name.casefold(), at + 1)
        # "Champion confirms" where the people are Dana Champion: a surname alone, written as a name is
        said = text[start:end]
        if said[:1].isupper() and start > 0 and said.casefold() in name.casefold().split():
            return True
    return False


def _innocent(phrase: str, said: str, text: str, path: str) -> bool:
    """Words that are jargon in one sense only: short forms count in capitals, "deal" not in a deal's own name."""
    if phrase in lexicon.words("wording")["capitals"]:
        return said not in (phrase, phrase + "s")
    if phrase in ("deal", "the deal", "this deal", "opportunity", "discount") and path == "deal.name":
        return True
    return phrase == "deal" and any(w.text in ("deal", "deals") for w in words(text)) and "deal with" in text.casefold()


@lru_cache(maxsize=16)
def _own_jargon(phrases: tuple[str, ...]) -> Phrases:
    return Phrases(phrases)


def _key(text: str) -> str:
    return " ".join(w.text for w in words(text))
