"""What every artifact needs beside its plan: the words in its language, the templates, the fonts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapdocs.errors import MissingTemplate
from mapdocs.templating.folder import TemplateFolder, stamps_in
from mapdocs.templating.sandbox import run, sandbox
from mapdocs.templating.words import Words, labels_in

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

ReadTemplate = Callable[[str], bytes | None]


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
                    self._words[locale] = Words(locale, labels_in(name, source))
                    break
            else:
                raise MissingTemplate(f"there are no labels for {locale}: labels/{language}.yaml is missing")
        return self._words[locale]

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
    return Kit(TemplateFolder(templates))
