"""What every artifact needs beside its plan: the words in its language, the templates, the fonts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - Words.date is the word for it below
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

ReadTemplate = Callable[[str], bytes | None]

#: Shape beside the word, so that status is never colour alone.
SHAPES = {"open": "○", "in progress": "◐", "done": "●", "blocked": "■", "cancelled": "✕", "late": "◆"}


class WrongTemplate(ValueError):
    """A template or a label file cannot be used as it stands: the message says which, where and why."""


class MissingTemplate(WrongTemplate):
    """A template or a label that an artifact needs is not there."""


class Kit:
    """Labels, templates and fonts, read through ``read`` and kept for the next plan."""

    def __init__(self, read: ReadTemplate) -> None:
        self._read = read
        self._words: dict[str, Words] = {}

    def bytes_of(self, name: str) -> bytes:
        """The template ``name`` as bytes.

        Raises:
            MissingTemplate: there is none of that name.
        """
        found = self._read(name)
        if found is None:
            raise MissingTemplate(f"the template {name} is missing")
        return found

    def speaks(self, locale: str) -> bool:
        """Whether there are labels for ``locale`` or its language."""
        return any(self._read(f"labels/{name}.yaml") is not None for name in (locale, locale.split("_")[0]))

    def words(self, locale: str) -> Words:
        """The words and formats of ``locale``: its own label file, or its language's."""
        if locale not in self._words:
            language = locale.split("_")[0]
            for name in (f"labels/{locale}.yaml", f"labels/{language}.yaml"):
                source = self._read(name)
                if source is not None:
                    self._words[locale] = Words(locale, _labels(name, source))
                    break
            else:
                raise MissingTemplate(f"there are no labels for {locale}: labels/{language}.yaml is missing")
        return self._words[locale]

    @cached_property
    def _jinja(self) -> SandboxedEnvironment:
        from jinja2 import FunctionLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        def load(name: str) -> str | None:
            source = self._read(name)
            return None if source is None else source.decode("utf-8")

        return ImmutableSandboxedEnvironment(
            loader=FunctionLoader(load),
            autoescape=lambda name: name is None or not name.endswith(".txt.j2"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, template: str, **values: Any) -> str:
        """The template filled in, in a sandbox; everything but ``*.txt.j2`` escapes what it prints.

        Raises:
            WrongTemplate: it is not there, cannot be read as a template, or asks for what it may not have.
        """
        from jinja2 import TemplateError

        try:
            return self._jinja.get_template(template).render(**values)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as problem:
            raise _wrong(template, problem) from problem


def _wrong(template: str, problem: Exception) -> WrongTemplate:
    """What a person who changed ``template`` needs to know of a failure in it."""
    if isinstance(problem, WrongTemplate):
        return problem
    from traceback import extract_tb

    from jinja2 import TemplateNotFound, TemplateSyntaxError

    lines = [frame.lineno for frame in extract_tb(problem.__traceback__) if frame.filename == "<template>"]
    line = problem.lineno if isinstance(problem, TemplateSyntaxError) else lines[-1] if lines else None
    said = f"there is no template {problem}" if isinstance(problem, TemplateNotFound) else str(problem)
    where = f"{template}, line {line}" if line else template
    return WrongTemplate(f"the template {where}: {said.rstrip('.')}")


@lru_cache(maxsize=32)
def _labels(name: str, source: bytes) -> Mapping[str, str]:
    import yaml

    def flatten(value: Any, prefix: str) -> dict[str, str]:
        if isinstance(value, dict):
            return {k: v for key, below in value.items() for k, v in flatten(below, f"{prefix}{key}.").items()}
        return {prefix[:-1]: str(value)}

    try:
        loaded = yaml.load(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - strings only
    except yaml.YAMLError as problem:
        raise WrongTemplate(f"the template {name} is not YAML: {' '.join(str(problem).split())}") from problem
    if not isinstance(loaded, dict):
        raise WrongTemplate(f"the template {name} holds no labels")
    return flatten(loaded, "")


class Words:
    """The words of one language and the one place where dates and times become text."""

    def __init__(self, locale: str, labels: Mapping[str, str]) -> None:
        from babel import Locale, UnknownLocaleError

        self.locale = locale
        try:
            self.babel = Locale.parse(locale)
        except (UnknownLocaleError, ValueError):
            try:
                self.babel = Locale.parse(locale.split("_")[0])
            except (UnknownLocaleError, ValueError) as problem:
                raise WrongTemplate(f"how {locale} writes dates is not known: {problem}") from problem
        self._labels = labels

    @property
    def language(self) -> str:
        """The BCP 47 tag, as documents state it: en-US."""
        return self.locale.replace("_", "-")

    def __call__(self, label: str, /, **values: object) -> str:
        """The label, with ``{name}`` replaced by the value of that name.

        Raises:
            MissingTemplate: the language lacks the label.
        """
        if label not in self._labels:
            raise MissingTemplate(f"the label {label} is missing for {self.locale}")
        text = self._labels[label]
        return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), text) if values else text

    def under(self, prefix: str) -> dict[str, str]:
        """All labels below ``prefix``, by the rest of their name."""
        return {k[len(prefix) + 1 :]: v for k, v in self._labels.items() if k.startswith(f"{prefix}.")}

    @property
    def _english(self) -> bool:
        return self.babel.language == "en"

    def date(self, day: Day) -> str:
        """A day with its month in letters: 30 Nov 2026. No country misreads it."""
        from babel.dates import format_date, format_skeleton

        if self._english:
            return str(format_date(day, "d MMM y", locale=self.babel)).replace("Sept", "Sep")
        return str(format_skeleton("yMMMd", day, locale=self.babel))

    def day_month(self, day: Day) -> str:
        from babel.dates import format_date, format_skeleton

        if self._english:
            return str(format_date(day, "d MMM", locale=self.babel)).replace("Sept", "Sep")
        return str(format_skeleton("MMMd", day, locale=self.babel))

    def near_date(self, day: Day, today: Day) -> str:
        """A day without its year where that is this year's: 20 Nov."""
        return self.day_month(day) if day.year == today.year else self.date(day)

    def full_date(self, day: Day) -> str:
        """A day with its weekday: Mon 30 Nov 2026."""
        from babel.dates import format_date, format_skeleton

        if self._english:
            return str(format_date(day, "EEE d MMM y", locale=self.babel)).replace("Sept", "Sep")
        return str(format_skeleton("yMMMEd", day, locale=self.babel))

    def month(self, day: Day) -> str:
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMM", day, locale=self.babel)).replace("Sept", "Sep")

    def time_span(self, at: datetime, minutes: int) -> str:
        """The hours of a meeting and whose clock they are on: 15:00–15:30 (Eastern Time)."""
        from datetime import timedelta

        # The end is reckoned in UTC, so that a meeting over the change of the clocks keeps its length.
        from zoneinfo import ZoneInfo

        from babel.dates import format_time, get_timezone_name

        end = (at.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(at.tzinfo)
        start_text, end_text = (
            str(format_time(moment, "short", locale=self.babel)).replace("\u202f", " ") for moment in (at, end)
        )
        zone = str(get_timezone_name(at, width="long", locale=self.babel))
        return f"{start_text}–{end_text} ({zone})"

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
