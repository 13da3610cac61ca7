"""The kinds of milestone, how a kind is guessed from a name, and the training's six standard names."""

from __future__ import annotations

import re
from typing import Literal, get_args

Kind = Literal["alignment", "business_case", "security", "legal", "procurement", "signature", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: The six rows of the training's worksheet, in its order, by kind.
STANDARD: dict[Kind, str] = {
    "alignment": "Champion alignment",
    "business_case": "Business case / ROI",
    "security": "Security / technical review",
    "legal": "Legal / redlines",
    "procurement": "Procurement / PO",
    "signature": "Signature & kickoff",
}

# First match wins, so the narrow words stand before the wide ones. English, German, French, Spanish, Portuguese.
_SIGNS: tuple[tuple[Kind, str], ...] = (
    (
        "signature",
        r"signature|signing|sign[- ]off meeting|kick-?off|go-?live|unterschrift|unterzeichn|firma\b|assinatura",
    ),
    (
        "procurement",
        r"procure|purchas|\bpo\b|vendor (?:set-?up|onboard|regist)|supplier|einkauf|bestell|achats?\b|compra",
    ),
    (
        "security",
        r"secur|infosec|technical|\bit\b|\bsso\b|architect|penetration|privacy|data protection|hipaa|compliance"
        r"|sicherheit|datenschutz|technisch|sécurité|technique|segur|técnic|pilot|validation|integration",
    ),
    ("legal", r"legal|redline|contract|msa\b|dpa\b|baa\b|terms|juridi|rechts|vertrag|contrat|jurídic"),
    (
        "business_case",
        r"business case|\broi\b|budget|value|finance|approval|wirtschaftlich|rentabil|board|cfo",
    ),
    ("alignment", r"champion|align|agree|sponsor|stakeholder|plan\b|abstimm|accord|alinea"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SIGNS)


def guess(name: str) -> Kind:
    """The kind that a milestone's name suggests, ``other`` where it suggests none."""
    for kind, pattern in _COMPILED:
        if pattern.search(name):
            return kind
    return "other"


def standard_kind(name: str) -> Kind | None:
    """The kind whose standard name ``name`` is, or None where the rep wrote a name of their own."""
    folded = " ".join(name.casefold().replace(" and ", " & ").split())
    for kind, standard in STANDARD.items():
        if folded == standard.casefold():
            return kind
    return None
