"""Counting sentences as a person counts them: "Inc.", "e.g.", "3.5", "Dr. Reyes" and addresses end none."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"<?https?://[^\s<>]+>?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<=\d)[.:](?=\d)|(?<=\d)\.(?=\s+(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))", re.IGNORECASE
)
#: What stands before a name or a number and so never ends a sentence.
_BEFORE = "dr|mr|mrs|ms|mx|prof|st|sr|jr|sra|dra|mme|mlle|m|nr|no|fig|ca|approx|vs|al|z\\. ?b|d\\. ?h|e\\.g|i\\.e|p\\. ?ej|bzw|ggf|inkl|max|min|art|abs|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|déc"
#: What may end one, where a new sentence plainly follows.
_MAYBE = r"inc|ltd|co|corp|llc|plc|bros|etc|usw|gmbh|s\. ?a|s\.l|n\.v|b\.v|u\.s|u\.k|e\.u|a\.m|p\.m"
_STARTERS = (
    "we|our|the|this|these|those|that|please|what|which|who|when|where|why|how|it|they|you|your|i|in|on|for|a|an|to|if|as|by|"
    "each|every|all|here|there|tell|let|could|can|would|will|is|are|do|wir|unser|unsere|der|die|das|bitte|was|nous|notre|le|la|les|"
    "merci|nosotros|nuestro|el|los|por|nós|nosso|o"
)  # fmt: skip
_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』）]*|\n\s*\n")


def sentences(text: str) -> list[str]:
    """The sentences of ``text``; a paragraph's end is a sentence's end."""
    masked = _ADDRESS.sub(lambda m: "x" * len(m[0].rstrip(".,;:!?)>")) + m[0][len(m[0].rstrip(".,;:!?)>")) :], text)
    masked = _NUMBER.sub("x", masked)
    masked = re.sub(rf"(?i)\b(?:{_BEFORE})\.", lambda m: m[0].replace(".", "x"), masked)
    masked = re.sub(rf"(?i)\b(?:{_MAYBE})\.(?!\s*$)(?!\s+(?:{_STARTERS})\b)", lambda m: m[0].replace(".", "x"), masked)
    masked = re.sub(r"\b[A-ZÀ-Þ]\.(?=\s*[A-ZÀ-Þ])", lambda m: m[0].replace(".", "x"), masked)
    # "lun. 30 nov. 2026": a short word with a stop before a number is a weekday, a month or "No."
    masked = re.sub(r"\b([^\W\d_]{1,5})\.(?=\s+\d)", r"\1x", masked)
    masked = re.sub(r"\.(?=\s+[a-zà-ÿ])", "x", masked)  # what goes on in small letters goes on
    found, start = [], 0
    for end in _ENDS.finditer(masked):
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]


def word_count(text: str) -> int:
    """How many words ``text`` has; an address is one."""
    return len(re.findall(r"\S*\w\S*", text))
