"""Where an answer ends and what was written before begins, as mail programs mark it in every language."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.language import lexicon


@cache
def quote_begins() -> re.Pattern[str]:
    """A line that begins what was written before: quoted, parted by a rule, or told ("On Monday Dana wrote:")."""
    said = {key: "|".join(map(re.escape, words)) for key, words in lexicon.words("replies").items()}
    return re.compile(
        rf"\s*(?:>|-{{4,}}\s*\w|(?:{said['opens']})\s.{{4,120}}(?:{said['wrote']})\b"
        rf"|(?:{said['from']})\s?:|.{{4,80}}(?:{said['mail_of']}))"
    )
