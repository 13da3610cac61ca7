"""Web addresses in a text: which text is one, and where they stand in a longer one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

_END = (
    r"[^\s<>\"'\\]*[^\s<>\"'\\.,;:!?)\]}」』。、]"  # the sentence's own full stop or bracket is no part of an address
)


def is_link(text: str) -> bool:
    """Whether the whole ``text`` is one address that opens: http or https, nothing else."""
    return re.fullmatch(rf"https?://{_END}/?", text.strip(), re.IGNORECASE) is not None


def blanked(text: str) -> str:
    """``text`` with blanks for its addresses, so that every other word keeps its place."""
    for start, end in links_in(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def links_in(text: str) -> list[tuple[int, int]]:
    """Where addresses begin and end in ``text``."""
    return [found.span() for found in re.finditer(rf"https?://{_END}", text, re.IGNORECASE)]


def shortened(address: str, width: int = 26) -> str:
    """``address`` as a narrow column shows it: without its scheme, whole within ``width`` characters, else its host alone."""
    bare = re.sub(r"^https?://(?:www\.)?", "", address.strip(), count=1, flags=re.IGNORECASE).rstrip("/")
    return bare if len(bare) <= width else f"{bare.split('/', 1)[0]}/…"


def pieces(text: str) -> list[tuple[str, bool]]:
    """``text`` in order, each piece with whether it is an address."""
    found: list[tuple[str, bool]] = []
    last = 0
    for start, end in links_in(text):
        found += [(text[last:start], False), (text[start:end], True)]
        last = end
    return [piece for piece in (*found, (text[last:], False)) if piece[0]]


def shown(text: str) -> str:
    """``text`` as a narrow column shows it, its addresses shortened."""
    return "".join(shortened(piece) if is_address else piece for piece, is_address in pieces(text))


#: What mail programs and online documents put before the address that somebody wrote: the host, and where it stands in
#: the query. Outlook's is documented under "Safe Links", Google's is in every page that Docs publishes or exports.
_WRAPPED = (("safelinks.protection.outlook.com", "url"), ("google.com", "q"))


def opened(address: str) -> str | None:
    """The address that ``address`` leads to, taken out of what a mail program put around it; None where it is none."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    for wrapper, key in _WRAPPED:
        if (host == wrapper or host.endswith(f".{wrapper}")) and (wrapper != "google.com" or parts.path == "/url"):
            address = next(iter(parse_qs(parts.query).get(key, ())), address)
    return address if is_link(address) else None


def linked(said: str, links: Iterable[tuple[str, str]], before: str = "") -> str:
    """``said`` with the addresses of ``links``, (words, address), behind the words over which they lie, or in place of
    them where they are that address shortened. What stands in ``before`` as words alone stays so."""
    for over, address in links:
        words = " ".join(over.split())
        if not words or address in said:
            continue
        if is_shown_whole(words, address):
            if not is_link(words) and words not in before:
                said = said.replace(words, address, 1)
        elif words == shortened(address):
            said = said.replace(words, address, 1)
        elif words in said:
            said = said.replace(words, f"{words}: {address}", 1)
        elif said and said in words:  # laid over what stands in front as well
            said = f"{said}: {address}"
    return said


def is_shown_whole(words: str, address: str) -> bool:
    """Whether the words of a link are an address themselves, as programs make one of "example.com" while one types."""
    return is_link(words) or words.strip().rstrip("/") == re.sub(r"^https?://", "", address).rstrip("/")
