"""The exports of programs in which people keep plans, as language/data/profiles.yaml describes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from mapdocs.language import lexicon
from mapdocs.readers.headings import folded


@dataclass(frozen=True, slots=True)
class Profile:
    """One program's export. Headings are folded; ``known_by`` are the sets of headings of which one is enough; under those of
    ``private`` the program's users write to each other; ``left_out`` maps a heading to the words, in lower case, that leave a
    row out ("*" is any); ``statuses`` maps the program's own words to ours, and ``nothing`` a heading to the words, in lower case,
    that the program writes itself where nothing was filled in: ClickUp's list without a folder lies in "hidden"."""

    name: str
    known_by: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]
    unused: frozenset[str]
    private: frozenset[str]
    left_out: Mapping[str, frozenset[str]]
    statuses: Mapping[str, str]
    nothing: Mapping[str, frozenset[str]]

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that means something here."""
        mine = frozenset(word for words in (*self.columns.values(), *self.known_by) for word in words)
        return mine | self.unused | self.private

    def says_nothing(self, heading: str, said: str) -> bool:
        return said.casefold() in self.nothing.get(folded(heading), ())


def matching(headings: Iterable[str]) -> Profile | None:
    """The program whose headings all stand among ``headings``; of several the one known by most."""
    said = {folded(heading) for heading in headings}
    fitting = [(len(words), profile) for profile in _profiles() for words in profile.known_by if words <= said]
    return max(fitting, key=lambda one: one[0], default=(0, None))[1]


@cache
def _profiles() -> tuple[Profile, ...]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts alone: "no" and "true" are words here
    loaded: Any = yaml.load((lexicon.DATA / "profiles.yaml").read_bytes(), Loader=loader)  # noqa: S506
    return tuple(_profile(name, entry) for name, entry in loaded.items())


def _profile(name: str, entry: Any) -> Profile:
    return Profile(
        name,
        tuple(frozenset(map(folded, words)) for words in _lists(entry["known_by"])),
        {key: tuple(map(folded, [said] if isinstance(said, str) else said)) for key, said in entry["columns"].items()},
        frozenset(map(folded, entry.get("unused", ()))),
        frozenset(map(folded, entry.get("private", ()))),
        _words_below(entry.get("left_out", {})),
        {word.casefold(): status for status, words in entry.get("statuses", {}).items() for word in words},
        _words_below(entry.get("nothing", {})),
    )


def _words_below(said: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Words in lower case, by the folded heading below which they stand."""
    return {folded(heading): frozenset(word.casefold() for word in words) for heading, words in said.items()}


def _lists(said: list[Any]) -> list[list[str]]:
    """``said`` as the lists that it is, or as the only one."""
    return said if isinstance(said[0], list) else [said]
