"""Names of deals and companies without what their writer keeps from the buyer in them: "Pilot (internal: sandbagged)"."""

from __future__ import annotations

import re

from mapdocs.importing.private import label_word

_BRACKETED = re.compile(r"\s*[(\[{（【]\s*([^()\[\]{}（）【】]{2,80}?)\s*[)\]}）】]")
_BEHIND = re.compile(r"\s+[-–—/|]+\s+(?=(\S.*)$)|\s*※\s*(?=(\S.*)$)|\s+//+\s*(?=(\S.*)$)")
_KINDS = ("inward", "banner", "private", "words")


def bare_name(said: str) -> str:
    """``said`` without such words; all of it where nothing else would be left. "Training - internal" is the name of one."""
    left = _BRACKETED.sub(lambda found: "" if _keeps(found[1]) else found[0], said)
    for found in _BEHIND.finditer(left):
        if _keeps(next(filter(None, found.groups()))):
            left = left[: found.start()]
            break
    return left.strip() or said


def _keeps(words: str) -> bool:
    labelled = re.match(r"([^:：,;]+)[:：]", words)
    label = labelled[1] if labelled else re.split(r"[,;]", words, maxsplit=1)[0]
    return bool((labelled or " " in label.strip()) and label_word(f"{label.strip()}:", *_KINDS))
