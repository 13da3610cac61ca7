"""The words of one language, and the one place where dates and times become a buyer's text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date as Day  # noqa: N812 - Words.date is the word for it below
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from mapdocs.errors import MissingTemplate, WrongTemplate
from mapdocs.language import layout
from mapdocs.language.calendar_words import day_order
from mapdocs.language.company import called, plain_name, short_name

#: Shape beside the word, so that status is never colour alone.
SHAPES = {"open": "○", "in progress": "◐", "done": "●", "blocked": "■", "cancelled": "✕", "late": "◆"}


_DAY_FIRST = {"yMMMd": "d MMM y", "MMMd": "d MMM", "yMMMEd": "EEE d MMM y", "yMMM": "MMM y"}
_HEAD, _LONG_HEAD = 24, 120  # characters of a company's name over its column
_OTHER_HEADS = (
    *(f"columns.{name}" for name in ("id", "milestone", "target_date", "exit_criteria", "status")),
    *(f"tracker.{name}" for name in ("agreed", "days", "note")),
)


def shortened(name: str, room: int) -> str:
    """``name`` where it fits, else its first whole words; empty where not even six letters fit."""
    if len(name) <= room:
        return name
    while " " in name and len(name) > room:
        name = name.rsplit(" ", 1)[0].rstrip(",;&-")
    if len(name) <= room:
        return name
    return name[: room - 1] + "…" if room >= 6 else ""


MAX_DEPTH = 50  # of a data file's mappings and lists in one another; labels have three


@lru_cache(maxsize=32)
def labels_in(name: str, source: bytes) -> Mapping[str, str]:
    """The labels of the file ``name`` by their dotted names.

    Raises:
        WrongTemplate: it is not YAML, or holds no labels.
    """

    try:
        loaded = plain_yaml(source)
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        raise WrongTemplate(f"the template {name} is not YAML: {' '.join(str(problem).split())}") from problem
    if not isinstance(loaded, dict):
        raise WrongTemplate(f"the template {name} holds no labels")
    return _flat(loaded, "")


def plain_yaml(source: bytes) -> Any:
    """Mappings, lists and texts of a company's own data file; whatever its author means by 2026 or no stays as written.

    Raises:
        yaml.YAMLError: it is not YAML, repeats a part by an alias (ten lines of those can mean a thousand million), or nests
            deeper than any label, which would end the process within the library.
    """
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    depth = 0
    for event in yaml.parse(source, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"line {line}: *{event.anchor} repeats a part; write it out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError(f"line {line}: nested without end")
    return yaml.load(source, Loader=loader)  # noqa: S506 - strings only


def _flat(value: Any, prefix: str) -> dict[str, str]:
    if isinstance(value, dict):
        return {k: v for key, below in value.items() for k, v in _flat(below, f"{prefix}{key}.").items()}
    return {prefix[:-1]: str(value)}


def _bound(text: str) -> str:
    """French ``text`` whose colons, question marks and quotes are never parted from what they belong to."""
    return re.sub(r" (?=[:;?!»])|(?<=«) ", "\u00a0", text)


def _short(text: str, language: str) -> str:
    return text.replace("Sept", "Sep") if language == "en" else text


def _first_day(text: str, locale: Any) -> str:
    """The first of a month as it is written and said: "1er déc." in French, "1º de dez." in Brazil."""
    sign = "er" if locale.language == "fr" else "º" if locale.language == "pt" and locale.territory != "PT" else ""
    return re.sub(r"\b1(?= )", f"1{sign}", text, count=1) if sign else _short(text, locale.language)


class Words:
    """The words of one language and the one place where dates and times become text."""

    def __init__(self, locale: str, labels: Mapping[str, str], foreign: Collection[str] = ()) -> None:
        """``foreign``: which of the ``labels`` are in another language than ``locale``'s, for want of its own."""
        from babel import Locale, UnknownLocaleError, dates

        self.locale = locale
        self._dates = dates
        try:
            self.babel = Locale.parse(locale)
        except (UnknownLocaleError, ValueError):
            try:
                self.babel = Locale.parse(locale.split("_")[0])
            except (UnknownLocaleError, ValueError) as problem:
                raise WrongTemplate(f"how {locale} writes dates is not known: {problem}") from problem
        self._said = labels
        self._labels = {k: _bound(v) for k, v in labels.items()} if self.babel.language == "fr" else labels
        self._foreign = frozenset(foreign)

    @property
    def language(self) -> str:
        """The BCP 47 tag, as documents state it: en-US, also where only English is said: spelling needs a country."""
        return "en-US" if self.locale == "en" else self.locale.replace("_", "-")

    def __call__(self, label: str, /, **values: object) -> str:
        """The label, with ``{name}`` replaced by the value of that name.

        Raises:
            MissingTemplate: the language lacks the label.
        """
        if label not in self._labels:
            raise MissingTemplate(f"the label {label} is missing for {self.locale}")
        text = self._labels[label]
        return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), text) if values else text

    def joined(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other; behind the full stop of Chinese and Japanese stands no space."""
        return re.sub(r"(?<=[。！？]) (?=\S)", "", " ".join(sentences))

    def sentence(self, text: str) -> str:
        """``text`` with a full stop behind it, where it has none."""
        stop = "。" if self.babel.language == "ja" else "."
        return text if not text or text.endswith((".", "。", "!", "?", "？")) else f"{text}{stop}"

    def labelled(self, head: str, text: str = "") -> str:
        """``text`` behind its ``head`` and a colon, as the language sets one."""
        colon = {"fr": "\u00a0: ", "ja": "："}.get(self.babel.language, ": ")
        return f"{head}{colon}{text}" if text else f"{head}{colon}".rstrip(" ")

    def listed(self, things: Iterable[str]) -> str:
        """Things in a row, as the language sets them apart."""
        return ("、" if self.babel.language == "ja" else ", ").join(things)

    def titled(self, title: str | None) -> str:
        """What stands behind a person's name: ", CFO", （経理部長）."""
        if not title:
            return ""
        return f"（{title}）" if self.babel.language == "ja" else f", {title}"

    def has(self, label: str) -> bool:
        """Whether the language itself says ``label``: a company's own file may be older than the label is."""
        return label in self._labels and label not in self._foreign

    def says(self, label: str) -> str:
        """The label as its file has it."""
        return self._said[label]

    def put(self, others: Mapping[str, str]) -> Words:
        """These words with ``others`` in the place of labels of the same names."""
        return Words(self.locale, {**self._said, **others}, self._foreign)

    def under(self, prefix: str) -> dict[str, str]:
        """All labels below ``prefix``, by the rest of their name."""
        return {k[len(prefix) + 1 :]: v for k, v in self._labels.items() if k.startswith(f"{prefix}.")}

    def owner_heads_before(self, buyer: str, seller: str) -> list[tuple[str, str]]:
        """What stood there while names lost their last words first, and while those behind generic words did; read in what was
        sent then, and never written."""
        both = (buyer, seller)
        ways = ([shortened(name, _HEAD) for name in both], [shortened(short_name(name, _HEAD), _HEAD) for name in both])
        return [self._heads(names, buyer, seller) for names in ways]

    def owner_heads(self, buyer: str, seller: str) -> tuple[str, str]:
        """What stands over the owners' columns: the companies' names, shortened, and told apart from each other and from
        the plan's other headings."""
        names = [called(name, _HEAD, layout.width) for name in (buyer, seller)]
        if names != [buyer, seller]:  # one without its legal form beside one that has it looks like a slip
            names = [plain_name(name) if name in (buyer, seller) else name for name in names]
        return self._heads(names, buyer, seller)

    def _heads(self, names: list[str], buyer: str, seller: str) -> tuple[str, str]:
        if names[0].casefold() == names[1].casefold():
            names = [buyer[:_LONG_HEAD], seller[:_LONG_HEAD]]
        if names[0].casefold() == names[1].casefold():
            names = [f"{name} {number}" for number, name in enumerate(names, 1)]
        others = {self._labels[label].casefold() for label in _OTHER_HEADS if label in self._labels}
        heads = (self(f"columns.{label}", buyer=names[0], seller=names[1]) for label in ("buyer_owner", "seller_owner"))
        first, second = (f"{self('who_heading')}: {head}" if head.casefold() in others else head for head in heads)
        return first, second

    @property
    def month_first(self) -> bool:
        """Whether people of this locale write Dec 3, 2026."""
        return day_order(self.locale) == "mdy"

    def _day(self, skeleton: str, day: Day) -> str:
        """``day`` in the locale's order, its month always in letters; English without a country has the day first."""
        if self.babel.language == "en" and not self.month_first:
            text = self._dates.format_date(day, _DAY_FIRST[skeleton], locale=self.babel)
        else:
            pattern = self.babel.datetime_skeletons.get(skeleton)
            lettered = pattern is not None and "MMM" in pattern.pattern
            text = self._dates.format_skeleton(skeleton, day, locale=self.babel if lettered else self.babel.language)
        return _first_day(str(text), self.babel) if day.day == 1 else _short(str(text), self.babel.language)

    def date(self, day: Day) -> str:
        """A day with its month in letters: 30 Nov 2026. No country misreads it."""
        return self._day("yMMMd", day)

    def day_month(self, day: Day) -> str:
        return self._day("MMMd", day)

    def near_date(self, day: Day, today: Day) -> str:
        """A day without its year where that is this year's: 20 Nov."""
        return self.day_month(day) if day.year == today.year else self.date(day)

    def full_date(self, day: Day) -> str:
        """A day with its weekday: Mon 30 Nov 2026, in the United States Mon, Nov 30, 2026."""
        said = self._day("yMMMEd", day)
        return said.replace("(", "（").replace(")", "）") if self.babel.language == "ja" else said

    def month(self, day: Day) -> str:
        return self._day("yMMM", day)

    def time_span(self, at: datetime, minutes: int) -> str:
        """The hours of a meeting and whose clock they are on: 15:00–15:30 (Eastern Time), de 15 h 00 à 15 h 30 (…)."""
        # The end is reckoned in UTC, so that a meeting over the change of the clocks keeps its length.
        end = (at.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(at.tzinfo)
        zone = str(self._dates.get_timezone_name(at, width="long", locale=self.babel))
        return self("time.span", start=self._moment(at), end=self._moment(end), zone=zone)

    def _moment(self, moment: datetime) -> str:
        said = str(self._dates.format_time(moment, "short", locale=self.babel)).replace("\u202f", "\u00a0")
        return said.replace(":", self("time.colon").replace(" ", "\u00a0"))

    def distance(self, today: Day, day: Day) -> str:
        """How far off ``day`` is, in the unit that a person would use."""
        days = (day - today).days
        if days < 0:
            return ""
        if days < 14:
            key, count = "days", days
        elif days < 120:
            key, count = "weeks", round(days / 7)
        else:
            key, count = "months", round(days / 30.44)
        return self(f"distance.{key}.{'one' if count == 1 else 'many'}", n=count) if days else self("distance.today")
