"""What every artifact needs beside its plan: the words in its language, the templates, the fonts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapdocs.errors import MissingTemplate
from mapdocs.language.lexicon import former_labels
from mapdocs.templating.folder import TemplateFolder, stamps_in
from mapdocs.templating.sandbox import run, sandbox
from mapdocs.templating.words import Words, labels_in

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

ReadTemplate = Callable[[str], bytes | None]


#: What stands where neither a company's file nor a built-in one of its language says something.
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Borrowed:
    """The ``labels`` that a label ``file`` lacks; ``foreign`` where some of them are in the default language instead."""

    file: str
    labels: tuple[str, ...]
    foreign: bool

    def __str__(self) -> str:
        """What a person is told of it; empty where nothing is lacking."""
        if not self.labels:
            return ""
        count, some = len(self.labels), ", ".join(self.labels[:3])
        more = f" and {count - 3} more" if count > 3 else ""
        text = "the English text" if self.foreign else "the built-in text"
        return f"{self.file} lacks {count} label{'' if count == 1 else 's'}, and {text} stands there: {some}{more}"


class Kit:
    """Labels, templates and fonts, read through ``read`` and kept for the next plan."""

    def __init__(self, read: ReadTemplate, builtin: ReadTemplate | None = None) -> None:
        """``builtin`` reads the built-in templates alone: what a company's own labels lack is taken from those."""
        self._read = read
        self._builtin = builtin or read
        self._words: dict[str, Words] = {}
        self._borrowed: dict[str, Borrowed] = {}

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
        """The words and formats of ``locale``: its own label file, or its language's.

        A company's file that is older than a label has the built-in text of its language there, else the default
        language's; :meth:`borrowed` tells which.
        """
        if locale not in self._words:
            language = locale.split("_")[0]
            names = (f"labels/{locale}.yaml", f"labels/{language}.yaml")
            name, source = next(((n, s) for n in names if (s := self._read(n)) is not None), ("", b""))
            if not name:
                raise MissingTemplate(f"there are no labels for {locale}: labels/{language}.yaml is missing")
            own = labels_in(name, source)
            same = {
                **self._builtin_labels(names[1]),
                **self._builtin_labels(names[0]),
            }  # a country's over its language's
            default = self._builtin_labels(f"labels/{DEFAULT_LANGUAGE}.yaml")
            foreign = tuple(label for label in default if label not in own and label not in same)
            lacking = () if source == self._builtin(name) else tuple(n for n in {**default, **same} if n not in own)
            self._words[locale] = Words(locale, {**default, **same, **own}, foreign)
            self._borrowed[locale] = Borrowed(name, lacking, bool(foreign))
        return self._words[locale]

    def before(self, locale: str) -> Kit:
        """This kit as it spoke ``locale`` before its built-in labels were last put otherwise: for reading what was sent then."""
        words, earlier = self.words(locale), Kit(self._read, self._builtin)
        language = locale.split("_")[0]
        now = {**self._builtin_labels(f"labels/{language}.yaml"), **self._builtin_labels(f"labels/{locale}.yaml")}
        former = {k: v for k, v in former_labels(locale).items() if words.has(k) and words.says(k) == now.get(k)}
        earlier._words[locale] = words.put(former)
        return earlier

    def borrowed(self, locale: str) -> Borrowed:
        """What the label file of ``locale`` lacks, and has from the built-in ones."""
        self.words(locale)
        return self._borrowed[locale]

    def _builtin_labels(self, name: str) -> Mapping[str, str]:
        source = self._builtin(name)
        return labels_in(name, source) if source is not None else {}

    @cached_property
    def _jinja(self) -> SandboxedEnvironment:
        return sandbox(self._read)

    def render(self, template: str, **values: Any) -> str:
        """The template filled in, in a sandbox; everything but ``*.txt.j2`` escapes what it prints.

        Raises:
            WrongTemplate: it is not there, cannot be read as a template, asks for what it may not have, or does not end.
        """
        return run(self._jinja, template, values)


def kit_in(templates: Path | None) -> Kit:
    """The kit of a company's ``templates`` over the built-in ones, as they are on the disk now.

    One that is asked for again is the same one as long as no file in the folder has changed, so that a folder of deals
    compiles its templates once and ``--watch`` sees every edit.
    """
    return _kit(templates, stamps_in(templates) if templates is not None else ())


@lru_cache(maxsize=8)
def _kit(templates: Path | None, _stamps: tuple[tuple[str, int, int], ...]) -> Kit:
    return Kit(TemplateFolder(templates), TemplateFolder())
