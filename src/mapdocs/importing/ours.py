"""What our own files say of a plan, in every language that they are written in: whose it is, the headings of its columns,
and what stands below a status or a proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from mapdocs.language.lexicon import languages
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import same
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

_COLUMNS = {
    "columns.id": "mark",
    "columns.milestone": "milestone",
    "columns.target_date": "target_date",
    "columns.exit_criteria": "exit_criteria",
    "columns.status": "status",
    "tracker.agreed": "agreed_on",
    "tracker.days": "days",
    "tracker.note": "note",
    "proof": "proof",
}
_DATE = "DATE"
_SELLER, _BEHIND = r"(?P<seller>[^·]+?)", r"(?: · .+)?"  # Word's title says what the document is behind it


def companies_in(texts: Iterable[str]) -> tuple[str, str]:
    """The buyer's and the seller's company out of the title of a plan of ours ("Shared plan: Northwind and Fabrikam");
    both empty where no text is one."""
    every = [found for text in texts for title in _titles() if (found := title.fullmatch(same(text)))]
    return (every[0]["buyer"], every[0]["seller"]) if every else ("", "")


@cache
def headings() -> Mapping[str, str]:
    """The headings of our tables, folded, with their fields."""
    return {folded(words(key)): name for words in _every_language() for key, name in _COLUMNS.items()}


def owner_headings(buyer: str, seller: str) -> Mapping[str, str]:
    """What stands over the owners' columns of a plan of these two companies, folded, with the column's field."""
    found: dict[str, str] = {}
    for words in _every_language() if buyer and seller else ():
        heads = words.owner_heads(buyer, seller)
        found |= dict(zip(map(folded, heads), ("buyer_owner", "seller_owner"), strict=True))
    return found


def proof_in(line: str) -> str:
    """What follows "Proof attached:"; empty where the line says something else."""
    return _after("proof", line)


def is_proof_label(line: str) -> bool:
    """Whether the line is "Proof attached" alone, as where it leads to an address."""
    return any(line.strip().casefold() == words("proof").casefold() for words in _every_language())


def note_in(line: str) -> str:
    """What follows "Note:"; empty where the line says something else."""
    return _after("note", line)


def split_note(criteria: str) -> tuple[str, str]:
    """The exit criteria, and the note that stands below them in our own files."""
    lines = criteria.split("\n")
    at = next((n for n, line in enumerate(lines) if n and note_in(line)), len(lines))
    return "\n".join(lines[:at]), " ".join(note_in(line) or line for line in lines[at:])


def done_in(line: str) -> str:
    """The day in words of "done 20 Nov"; empty where the line says something else."""
    found = (done.fullmatch(" ".join(line.split())) for done in _done())
    return next((match["date"] for match in found if match), "")


def _after(label: str, line: str) -> str:
    said = " ".join(line.split())
    for words in _every_language():
        rest = said[len(words(label)) :].lstrip()
        if said.casefold().startswith(words(label).casefold()) and rest[:1] in (":", "："):
            return rest[1:].lstrip()
    return ""


@cache
def _every_language() -> tuple[Words, ...]:
    kit = Kit(TemplateFolder())
    return tuple(kit.words(language) for language in languages())


@cache
def _titles() -> tuple[re.Pattern[str], ...]:
    said = (same(words("title", buyer="BUYER", seller="SELLER")) for words in _every_language())
    return tuple(
        re.compile(
            re.escape(text).replace("BUYER", "(?P<buyer>.+)").replace("SELLER", _SELLER) + _BEHIND, re.IGNORECASE
        )
        for text in dict.fromkeys(said)
    )


@cache
def _done() -> tuple[re.Pattern[str], ...]:
    said = (" ".join(words("standing.done_on", date=_DATE).split()) for words in _every_language())
    return tuple(
        re.compile(re.escape(text).replace(_DATE, "(?P<date>.+)"), re.IGNORECASE) for text in dict.fromkeys(said)
    )
