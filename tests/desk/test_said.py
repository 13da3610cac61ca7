"""The library's sentences in the desk's other languages: what rules, cells, parsers, readers, imports and the skeptic say."""

import ast
import re
from datetime import date

import pytest

from helpers import GOOD_SAMPLES, ROOT, SAMPLES, TODAY
from mapdocs import check, load
from mapdocs.dates import working_days
from mapdocs.desk import shell
from mapdocs.desk.incoming import Incoming
from mapdocs.rules.accept import hint_alone
from mapdocs.rules.registry import RULES
from mapdocs.training.pressure import pressure, records
from said_in import is_worded, sentences_of

SRC = ROOT / "src" / "mapdocs"
CASES = ROOT / "tests" / "importing" / "cases"
#: English on purpose: what only an assistant's rows bring, what a company's own history says, and keys as one types them.
LEFT_ENGLISH = (
    "filled in by an assistant",
    "are open (?)",
    "the line away",
    "(the median,",
    "this one is shorter",
    "planned, and",
    "evidence, or move it right: write",
    "edits_by:",
    ", why: …",
    "evidence:",
)
#: What is put together of parts that have words; what the program says to itself; and what the terminal alone can do.
PARTS = re.compile(
    r"(“?X1”?[:;,]? ?)+|X1 on X1X1: X1|“X1” (can be|is a) X1|the owner is given as “X1”; X1|X1 is given as “X1”; who is it\?"
    r"|also named as X1: X1|X1 hidden in the file, by hand .*|the id X1 X1|“X1”, where “X1” was sentX1"
    r"|The go-liveX1 cannot .*|Has X1 said yesX1.*|(It )?moved X1.*|our X1's end|Is X1 their date, or the end of our X1\?"
    r"|an order names .*|X1 is no (place in the spec|list.*)|the text is no valid YAML|a block without keys|.*--columns.*|.*--deal.*|X1 is there already, .* overwritten\."
)
CALLS = {"Bad", "Doubt", "Finding", "NotWritten", "Problem", "Refused", "Unclear", "Unreadable", "append", "report"}
SPEAKING = [
    "schema/*.py",
    "readers/*.py",
    "importing/*.py",
    "returns/*.py",
    "training/pressure.py",
]
WRITES = ("draft.py", "report.py")  # files, which have their own words


def test_what_rules_and_cells_say_is_worded_in_every_language():
    parts = set()
    for source in [*(SRC / "rules").glob("*.py"), SRC / "schema/converters.py"]:
        for call in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Violation", "Bad"):
                inside = [part for argument in call.args[1:3] for part in ast.walk(argument)]
                parts |= {one.value for one in inside if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    parts = {part.partition("[{")[0].partition("{")[0].strip() for part in parts if len(part) > 8}
    assert len(parts) > 110
    worded = "\n".join(shell.said("de")["sentences"])
    rest = {
        part
        for part in parts
        if part not in worded and not is_worded(part) and not any(left in part for left in LEFT_ENGLISH)
    }
    assert rest == set()


@pytest.mark.parametrize("path", [*GOOD_SAMPLES, *sorted((SAMPLES / "broken").glob("*.yaml"))], ids=lambda p: p.stem)
def test_what_is_found_in_the_samplesis_worded(path):
    found = [f for f in check(load(path), today=TODAY) if f.code >= "MAP100"]
    assert [said for f in found for said in (f.message, hint_alone(f.hint)) if said and not is_worded(said)] == []


def test_every_language_words_the_same_sentences():
    assert shell.said("en") is None
    first = shell.said("de")
    for language in shell.languages()[1:]:
        told = shell.said(language)
        assert set(told["rules"]) == set(RULES)
        assert list(told["sentences"]) == list(first["sentences"]), language
        for english, own in told["sentences"].items():
            assert own.strip(), (language, english)
            assert set(re.findall(r"\{\w\}", own)) <= set(re.findall(r"\{\w\}", english)), (language, english)


@pytest.mark.parametrize("pattern", SPEAKING)
def test_what_is_said_of_texts_and_files_is_worded(pattern):
    sources = [source for source in sorted(SRC.glob(pattern)) if source.name not in WRITES]
    said = {text for source in sources for text in sentences_of(source, CALLS) if " " in text.strip()}
    assert len(said) > 1
    assert sorted(text for text in said if not is_worded(text) and not PARTS.fullmatch(text)) == []


def test_a_parsers_own_words_stand_below_ours():
    for language in shell.languages()[1:]:
        assert re.fullmatch(r"[^{\n]+\n\{a\}", shell.said(language)["sentences"]["this is not valid YAML: {a}"]), (
            language
        )


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_what_is_told_of_an_imported_file_is_worded(desk, path):
    told = Incoming(desk).receive(path.name, path.read_bytes())
    if "refused" in told:
        assert is_worded(told["refused"]["message"])
        return
    deals = told["deals"]
    asked = [
        question for one in (*deals, *(row for deal in deals for row in deal["rows"])) for _, question in one["asks"]
    ]
    said = [*told["notes"], *(text for text in asked if "@" not in text)]  # an address is the file's own
    assert [text for text in said if not is_worded(text[:600])] == []


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("today", [TODAY, date(2027, 3, 1)], ids=["before", "after"])
def test_what_the_skeptic_asks_is_worded(path, today):
    spec = load(path)
    (told,) = records([pressure(spec, working_days.of_country(spec.settings.holidays), today=today)])
    doubts = [doubt for row in told["rows"] for doubt in row["doubts"]]
    assert doubts
    assert [said for doubt in doubts for said in (doubt["reason"], doubt["question"]) if not is_worded(said)] == []
