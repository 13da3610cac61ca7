"""The data of languages: every file can be read, and a word means one thing within its language."""

import pytest
import yaml

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, weekdays
from mapdocs.schema.kinds import KINDS, guess

STATUSES = {"open", "in progress", "done", "blocked", "cancelled"}


def parsed(language, name):
    path = lexicon.DATA / language / name
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader) if path.is_file() else {}


def test_the_languages_are_the_folders():
    assert set(lexicon.languages()) == {path.name for path in lexicon.DATA.iterdir() if path.is_dir()}
    assert lexicon.languages()[0] == "en"


@pytest.mark.parametrize("language", lexicon.languages())
def test_a_folder_states_what_it_calls_a_status_and_says_only_known_things(language):
    words, english = parsed(language, "words.yaml"), parsed("en", "words.yaml")
    assert set(words["statuses"]) == STATUSES
    assert set(words) <= set(english)
    assert set(words.get("kinds", {})) <= set(KINDS)
    assert set(parsed(language, "headings.yaml")) <= set(parsed("en", "headings.yaml"))
    assert set(parsed(language, "sides.yaml")) <= set(parsed("en", "sides.yaml"))


@pytest.mark.parametrize("name", ["statuses", "answers"])
def test_no_word_means_two_things(name):
    seen = {}
    for key, said in lexicon.words(name).items():
        for word in said:
            assert word == word.casefold()
            assert seen.setdefault(word, key) == key or {seen[word], key} == {"yes", "agreed"}, word


def test_a_list_keeps_neither_comments_nor_empty_lines():
    assert not [line for line in lexicon.lines("progress.txt") if not line or "#" in line]
    assert {"tbd", "未定", "待定"} <= lexicon.entries("not_a_person.txt")


def test_ones_own_language_comes_before_the_others():
    assert months("hr_HR")["lis"] == 10
    assert months("pl_PL")["lis"] == 11
    assert "lis" not in months()
    assert months()["sept"] == 9
    assert weekdays("nl_NL")["di"] == 1
    assert months("tlh") == months()  # a language that Babel does not know


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Vertragsprüfung", "legal"),
        ("Achat validé", "procurement"),
        ("Firma del contrato", "signature"),
        ("Lunch", "other"),
    ],
)
def test_a_kind_is_guessed_in_every_language(name, kind):
    assert guess(name) == kind


def test_every_data_file_is_read_as_yaml_and_text_are():
    for path in sorted(lexicon.DATA.rglob("*.yaml")):
        assert lexicon._parsed(path) == (yaml.load(path.read_text("utf-8"), yaml.BaseLoader) or {}), path
    for name in sorted({path.name for path in lexicon.DATA.rglob("*.txt")}):
        folders = (*(lexicon.DATA / language for language in lexicon.languages()), lexicon.DATA)
        texts = [path.read_text("utf-8") for folder in folders if (path := folder / name).is_file()]
        said = [line.split("#", 1)[0].strip() for text in texts for line in text.splitlines()]
        assert lexicon.lines(name) == tuple(line for line in said if line), name
