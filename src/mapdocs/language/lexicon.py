"""The words of the data files, in every language: a folder of ``data/`` a language, beside what belongs to none.

What a language calls a thing stands in its folder and nowhere else, and the folders are the list of languages. Every
file may be missing from a folder. Files are read once a process.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
_COMMENT = re.compile("#.*")

Table = Mapping[str, tuple[str, ...]]
_Parsed = Mapping[str, list[str]]


@cache
def languages() -> tuple[str, ...]:
    """The built-in languages by their ISO 639 codes, English first: its words win where two languages share one."""
    found = sorted(
        folder.name for folder in DATA.iterdir() if folder.is_dir() and not folder.name.startswith(("_", "."))
    )
    return tuple(sorted(found, key=lambda name: name != "en"))


def _files(name: str) -> Iterator[Path]:
    """The files called ``name`` of all languages, and last the one of what belongs to no language."""
    return (folder / name for folder, names in _folders().items() if name in names)


@cache
def _folders() -> Mapping[Path, frozenset[str]]:
    """What the folders hold, asked once: a check looks for a dozen lists in each of them."""
    return {folder: frozenset(os.listdir(folder)) for folder in (*(DATA / language for language in languages()), DATA)}


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of the list ``name`` in every language, without comments and empty ones."""
    texts = (_COMMENT.sub("", path.read_bytes().decode()) for path in _files(name))
    return tuple(line for text in texts for line in map(str.strip, text.splitlines()) if line)


@cache
def entries(name: str) -> frozenset[str]:
    """The single words of the list ``name``, in lower case."""
    return frozenset(word for line in lines(name) for word in line.casefold().split())


def words(section: str) -> Table:
    """A section of ``words.yaml`` by key, each with the words of every language; a key that no language has is missing."""
    return _words()[section]


@cache
def table(name: str) -> Table:
    """The table ``name``, such as ``sides.yaml``, by key, each with the words of every language."""
    return _merged(_parsed(path) for path in _files(name))


@cache
def table_in(name: str, language: str) -> Table:
    """The table ``name`` in one language, or, where that is empty, of the languages without a folder; nothing where there is none."""
    path = DATA / language / name
    return _merged([_parsed(path)] if path.is_file() else [])


def only(name: str, language: str) -> Mapping[str, str]:
    """The texts of the file ``name`` in one language; English where that has none."""
    path = DATA / language / name
    return _texts(path if path.is_file() else DATA / "en" / name)


@cache
def former_labels(locale: str) -> Mapping[str, str]:
    """What versions before said under a label's name, where it was put otherwise since: a country's over its language's."""
    language, _, country = locale.partition("_")
    names = ("former_labels.yaml", *([f"former_labels_{country}.yaml"] if country else []))
    return {k: v for name in names if (path := DATA / language / name).is_file() for k, v in _texts(path).items()}


@cache
def _texts(path: Path) -> Mapping[str, str]:
    found: Mapping[str, str] = _parsed(path)
    return found


@cache
def _words() -> Mapping[str, Table]:
    parsed: list[Mapping[str, _Parsed]] = [_parsed(path) for path in _files("words.yaml")]
    sections = dict.fromkeys(section for language in parsed for section in language)
    return {section: _merged(language.get(section, {}) for language in parsed) for section in sections}


def _merged(tables: Iterable[_Parsed]) -> Table:
    found: dict[str, dict[str, None]] = {}
    for known in tables:
        for key, said in known.items():
            found.setdefault(key, {}).update(dict.fromkeys(said))
    return {key: tuple(said) for key, said in found.items()}


def _parsed(path: Path) -> Any:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts alone: "no" and "on" are words here
    root = yaml.compose(path.read_bytes(), Loader=loader)
    return _values(root) if root is not None else {}


def _values(node: Any) -> Any:
    """The texts, lists and mappings of a document: a fourth of the work that yaml's own constructor makes of ours."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_values(one) for one in node.value]
    return {key.value: _values(value) for key, value in node.value}
