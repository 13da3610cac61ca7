"""Which of a page's style rules reach which of its elements: what they hide, strike through and colour, by classes, by tags, within
others, written onto the elements themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_RULES = 5_000
MAX_WITHIN = 500  # rules that name an element by more than a class
MAX_SHEET = 500_000  # characters of a style sheet
MAX_ASKED = (
    6_000_000  # rules asked of elements, and elements looked at for them, after which a page is read as it stands
)
_DEEPEST = 60  # elements within each other; each more costs more than the one before
_STEPS = 3  # elements that a rule names above the one that it dresses
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: What holds on small or dark screens alone.
_NARROW = re.compile(
    r"@media[^{}]{0,300}(?:width|height|prefers|orientation|hover|pointer)[^{}]{0,300}\{(?:[^{}]{0,2000}\{[^{}]{0,4000}\}){0,500}\s*\}"
)
_TELLING = re.compile(
    r"(?<![\w-])(display|visibility|mso-hide|color|background(?:-color|-image)?|font(?:-size|-style|-weight)?|opacity|text-decoration(?:-line)?)"
    r"\s*:\s*([^;{}]{1,200})",
    re.IGNORECASE,
)
_BY_CLASS = re.compile(r"([a-z0-9]*)\.([\w-]+)", re.IGNORECASE)
_LARGE_TAG = re.compile(r"(?<![\w.#:\"'=\[-])([A-Z][A-Z0-9]*)(?![\w-])")
_ASKS_MUCH = (":has(", ":not(", ":is(", ":where(", "of-type", "::")


class _TooManyAsked(Exception):
    """A page whose rules would take seconds."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One declaration, and how much it counts against others of its ``name``."""

    name: str
    value: str
    weight: tuple[bool, tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class _Rule:
    selectors: tuple[str, ...]
    told: tuple[tuple[str, str], ...]
    number: int


@dataclass(frozen=True, slots=True)
class Missed:
    """What of a page's rules was not read: a colour behind something, or what they say of the last of very many elements."""

    colours: bool = False
    rules: bool = False


def write_rules(root: _Element) -> Missed:
    """Put what the page's rules say into the ``style`` of the elements that they reach."""
    rules = list(_rules(root))
    by_class: dict[tuple[str, str], list[_Said]] = {}
    within: list[_Rule] = []
    for rule in rules:
        for selector in rule.selectors:
            plain = _BY_CLASS.fullmatch(selector)
            if plain:
                weight = (0, 1, int(bool(plain[1])))
                by_class.setdefault((plain[1].lower(), plain[2]), []).extend(_said(rule, weight))
            elif len(within) < MAX_WITHIN:
                within.append(_Rule((selector,), rule.told, rule.number))
    found, missed = _within(root, within) if within else ({}, Missed())
    for element in root.iter() if by_class or found else ():
        if not isinstance(element.tag, str):
            continue
        said = list(found.get(element, ()))
        for name in (element.get("class") or "").split()[:40] if by_class else ():
            for tag in ("", element.tag):
                said += by_class.get((tag, name), ())
        if said:
            element.set("style", _settled(said, element.get("style") or ""))
    return missed


def _rules(root: _Element) -> Iterator[_Rule]:
    count = 0
    for sheet in root.iter("style"):
        text = _COMMENT.sub(" ", (sheet.text or "")[:MAX_SHEET])
        for rule in _RULE.finditer(_NARROW.sub(" ", text) if "@media" in text else text):
            count += 1
            if count > MAX_RULES:
                return
            told = tuple((name.lower(), value.strip()) for name, value in _TELLING.findall(rule[2]))
            said = rule[1].rpartition(";")[2]  # behind an @import
            selectors = tuple(one for part in said.split(",") if (one := " ".join(part.split())))
            if told and selectors and not selectors[0].startswith("@"):
                yield _Rule(selectors, told, count)


def _said(rule: _Rule, weight: tuple[int, ...]) -> list[_Said]:
    return [
        _Said(name, value.lower().replace("!important", "").strip(), ("!important" in value, weight, rule.number))
        for name, value in rule.told
    ]


def _within(root: _Element, rules: Sequence[_Rule]) -> tuple[dict[_Element, list[_Said]], Missed]:
    """What ``rules`` that name more than a class say of each element, and what was not asked."""
    from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list

    class Counted(ElementWrapper):  # type: ignore[misc]
        """An element that counts what is looked at for its rules: those within many others ask for many."""

        left = MAX_ASKED

        def charged(self, elements: Sequence[ElementWrapper]) -> Sequence[ElementWrapper]:
            Counted.left -= len(elements)
            if Counted.left < 0:
                raise _TooManyAsked
            return elements

        @property
        def ancestors(self) -> Sequence[ElementWrapper]:
            return self.charged(super().ancestors)

        @property
        def previous_siblings(self) -> Sequence[ElementWrapper]:
            return self.charged(super().previous_siblings)

    matcher = Matcher()
    missed = False
    for rule in rules:
        selector = _LARGE_TAG.sub(lambda tag: tag[1].lower(), rule.selectors[0])
        if any(one in selector for one in _ASKS_MUCH) or len(re.findall(r"[\s>+~]+", selector)) > _STEPS:
            missed = missed or any(name.startswith("background") for name, _ in rule.told)
            continue
        try:
            for one in compile_selector_list(selector):
                if one.pseudo_element is None:
                    matcher.add_selector(one, rule)
        except SelectorError:
            continue
    found: dict[_Element, list[_Said]] = {}
    walk: list[tuple[ElementWrapper, int]] = [(Counted.from_html_root(root), 0)]
    try:
        while walk:
            wrapped, depth = walk.pop()
            wrapped.charged(rules)
            for weight, _, _, rule in matcher.match(wrapped):
                found.setdefault(wrapped.etree_element, []).extend(_said(rule, weight))
            if depth < _DEEPEST:
                walk += [(child, depth + 1) for child in wrapped.iter_children()]
    except _TooManyAsked:
        return found, Missed(colours=True, rules=True)
    return found, Missed(colours=missed)


def _settled(said: Sequence[_Said], own: str) -> str:
    """The style of an element: of each name what counts most, what stands on the element itself last."""
    kept: dict[str, str] = {}
    for one in sorted(said, key=lambda one: one.weight):
        kept[one.name] = one.value
    firm = {one.name: one.value for one in sorted(said, key=lambda one: one.weight) if one.weight[0]}
    for name, value in _declared(own):
        if "!important" in value or name not in firm:
            kept[name] = value
    return ";".join(f"{name}:{value}" for name, value in kept.items())


@lru_cache(maxsize=2_000)
def _declared(style: str) -> tuple[tuple[str, str], ...]:
    pairs = (one.partition(":") for one in style.split(";"))
    return tuple((name.strip().lower(), value.strip()) for name, _, value in pairs if name.strip())
