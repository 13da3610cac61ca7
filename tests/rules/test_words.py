"""How well persons are told from departments and proofs from progress talk, measured on kept lists."""

from pathlib import Path

import pytest

from mapdocs.language.lexicon import lines
from mapdocs.language.phrases import Phrases
from mapdocs.rules.classify import internal, known, linear, person, proof
from mapdocs.schema.kinds import KINDS

LISTS = Path(__file__).resolve().parents[1] / "words"
COMPANIES = ("Northwind Traders", "Fabrikam")


def entries(name):
    return [line for line in (LISTS / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def rates(flagged_right, flagged_wrong, all_bad):
    precision = flagged_right / max(flagged_right + flagged_wrong, 1)
    return precision, flagged_right / all_bad


def measured_persons(prefix, measure):
    """(names taken for something else, precision, recall) on a pair of lists."""
    people, others = entries(f"{prefix}persons.txt"), entries(f"{prefix}not_persons.txt")
    wrong = [name for name in people if person.judge(name, COMPANIES) != "person"]
    missed = [name for name in others if person.judge(name, COMPANIES) == "person"]
    precision, recall = rates(len(others) - len(missed), len(wrong), len(others))
    measure(
        f"MAP101 on {prefix}persons: precision {precision:.3f}, recall {recall:.3f} ({len(people)} names, {len(others)} others)"
    )
    return wrong, precision, recall


def test_map101_tells_people_from_departments(measure):
    wrong, _, recall = measured_persons("", measure)
    assert wrong == []
    assert recall >= 0.97


def test_map105_tells_proofs_from_progress_talk(measure):
    vague, observable = entries("vague.txt"), entries("observable.txt")
    wrong = [text for text in observable if proof.judge(text)[0] != "observable"]
    missed = [text for text in vague if proof.judge(text)[0] != "progress"]
    precision, recall = rates(len(vague) - len(missed), len(wrong), len(vague))
    measure(
        f"MAP105 proofs: precision {precision:.3f}, recall {recall:.3f} ({len(observable)} proofs, {len(vague)} vague)"
    )
    assert wrong == []
    assert recall >= 0.97


def test_map105_lets_nothing_pass_that_it_does_not_recognise():
    assert [text for text in entries("unrecognised.txt") if proof.judge(text)[0] == "observable"] == []


@pytest.mark.parametrize(
    "text",
    ["Kitchen table", "Chess board", "Yellow bus", "Bread rolls", "Blue sky", "Küchentisch", "La table de cuisine",
     "Mesa de cocina", "台所のテーブル", "Stół kuchenny", "Кухонный стол", "부엌 식탁"],
)  # fmt: skip
def test_words_that_no_list_knows_stop_no_build(text):
    assert proof.judge(text)[0] == "unrecognised"
    assert internal.judge(text) is None


def test_notions_tell_talk_from_neutral_words():
    """The same shape, a thing that is neither and a feeling: only the feeling is an error."""
    assert proof.judge("Kitchen table")[0] == "unrecognised"
    assert proof.judge("Positive feeling")[0] == "progress"
    assert proof.judge("Signed delivery note")[0] == "observable"


def test_two_unknown_words_written_large_are_a_name():
    assert person.judge("Traders Northwind") == person.judge("Kitchen Table") == "person"
    assert person.judge("Kitchen table") == "group"
    assert person.judge("jsmith2") == "person"  # a handle may be anybody's
    assert person.judge("traders northwind desk team") == "group"


def test_on_lists_that_nothing_was_tuned_on(measure):
    """What the figures are worth outside: lists written by somebody who had not looked at the rules' words."""
    _, precision, recall = measured_persons("held_out_", measure)
    assert precision >= 0.97
    assert recall >= 0.85
    vague, observable = entries("held_out_vague.txt"), entries("held_out_observable.txt")
    wrong = [text for text in observable if proof.judge(text)[0] != "observable"]
    blocked = [text for text in observable if proof.judge(text)[0] == "progress"]
    missed = [text for text in vague if proof.judge(text)[0] == "observable"]
    precision, recall = rates(len(vague) - len(missed), len(wrong), len(vague))
    measure(
        f"held out, MAP105: precision {precision:.3f}, recall {recall:.3f} ({len(observable)} proofs, {len(vague)} vague)"
    )
    assert blocked == [], "a proof may be warned about; it never stops a build"
    assert precision >= 0.9
    assert recall >= 0.95


def test_the_lists_lose_no_entry():
    assert (
        Phrases(line.rstrip("! ") for line in lines("progress.txt")).count == 309
    )  # two words are Spanish and Portuguese
    assert Phrases(lines("jargon.txt")).count > 400


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_proposed_rewrite_is_itself_observable(kind, locale):
    for owner in ("Dana Reyes", None):
        assert proof.judge(proof.rewrite(kind, owner, locale))[0] == "observable"


def test_rewrites_are_in_the_plans_language():
    assert proof.rewrite("procurement", "鈴木 一郎", "ja_JP") == "鈴木 一郎様より注文番号を受領"
    assert proof.rewrite("procurement", "Dana Reyes", "nl_NL") == "PO number received from Dana Reyes"


@pytest.mark.parametrize(
    "owner",
    [
        "O'Brien",
        "Bo Li",
        "de la Cruz",
        "Jean-Luc",
        "Ng",
        "J. R. R. Tolkien",
        "陳大文",
        "Li Na",
        "Kenji Todo",
        "Mr. Todo",
        "Alma",
        "Jun Ai",
        "阿部",
        "服部",
        "Will Ward",
        "Tom Manager",
        "Ana?",
        "@ana",
        "Dana Reyes / TBD",
        "Tom Okafor (on leave until May)",
        "June",
        "Adam West",
    ],
)
def test_names_that_must_never_alarm(owner):
    assert person.judge(owner, COMPANIES) == "person"


@pytest.mark.parametrize(
    ("owner", "verdict"),
    [
        ("na", "nobody"),
        ("Todo", "nobody"),
        ("n/a", "nobody"),
        ("ditto", "nobody"),
        ("siehe oben", "nobody"),
        ("同上", "nobody"),
        ("to be confirmed w/ Sarah", "nobody"),
        ("Sr. Dir, Facilities", "group"),
        ("Head of IT, APAC", "group"),
        ("new CIO (starts March)", "group"),
        ("procurment", "group"),
        ("財務部長", "group"),
        ("法務部", "group"),
        ("invoices@acme.example", "group"),
        ("Deloitte", "group"),
        ("City of Graz", "group"),
        ("Dział prawny", "group"),
        ("Юридический отдел", "group"),
        ("Infra Team", "group"),
    ],
)
def test_what_is_no_person(owner, verdict):
    assert person.judge(owner, COMPANIES) == verdict


def test_a_sentence_in_an_owners_cell_is_cut_at_once_not_in_every_way():
    calls = 0

    class Counted(frozenset):
        def __contains__(self, word):
            nonlocal calls
            calls += 1
            return super().__contains__(word)

    assert not person._is_compound("財務" * 200 + "木", Counted({"財務", "財務財務"}))
    assert calls < 20_000
    assert person._is_compound("財務法務部長", frozenset({"財務", "法務"}))


@pytest.mark.parametrize("word", ["Halvorsen", "Müller", "Muller", "OKONKWO", "Łukasz", "박지훈", "陈伟", "佐藤健一"])
def test_names_of_many_countries_are_known(word):
    assert known.is_name(word)


@pytest.mark.parametrize("word", ["Beekeeping", "Kühlraum", "scaffolding", "воротами", "台所"])
def test_words_that_nobody_is_called_by_are_no_names(word):
    assert not known.is_name(word)


def test_words_of_trades_are_known():
    assert known.is_trade("Organist")
    assert not known.is_trade("Halvorsen")


def test_a_table_of_bits_holds_every_word_and_few_others():
    """Two in a hundred words that nobody put in seem known, where a word has eight bits."""
    words = [f"inside{number}" for number in range(2000)]
    table = bytearray(len(words))
    for word in words:
        for at in known.places(word, len(table) * 8):
            table[at >> 3] |= 1 << (at & 7)
    kept = bytes(table)
    assert all(known.has(kept, word) for word in words)
    assert 0 < sum(known.has(kept, f"outside{number}") for number in range(2000)) < 80


@pytest.mark.parametrize(
    "owner",
    ["bids@fjordbank.example", "welcome@lindenhof.example", "Organist", "press gallery", "オペレーター"],
)
def test_what_no_list_has_and_nobody_is_called_by_is_no_person(owner):
    assert person.by_lists(owner) == "person"
    assert person.judge(owner) == "group"


@pytest.mark.parametrize(
    "owner", ["runa.halvorsen@fjordbank.example", "Chidinma", "Tuğba", "박지훈", "@ runa.halvorsen@x.example"]
)
def test_who_is_called_so_somewhere_is_a_person(owner):
    assert person.judge(owner) == "person"


@pytest.mark.parametrize("text", ["Spirits are up", "Minds made up"])
def test_short_talk_stops_a_build_without_a_word_of_the_lists(text):
    assert proof.judge(text)[0] == "progress"


def test_a_smaller_table_holds_two_places_in_one():
    whole = linear.Model(memoryview(b"\x01\x00" * linear.PLACES).cast("h"), 1.0, 0.0)
    small = linear.Model(memoryview(b"\x01\x00" * 2).cast("h"), 1.0, 0.0)
    assert small.score("Signed lease") == whole.score("Signed lease") > 0
