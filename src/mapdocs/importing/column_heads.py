"""What a heading names: a column's field, by its words in every language, with the names of both companies among them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from mapdocs.importing.column_words import kinds, words_of
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded, in_brackets, meaning, without_brackets

_KINDS = {"done_date": "done_on", "before_go_live": "before_go_live", "person_word": ""}
_WRAPPED = re.compile(
    r"(?:custom field|benutzerdefiniertes feld|champ personnalisé|champs personnalisés|campo personalizado|campo personalizzato|aangepast veld"
    r"|カスタム ?フィールド) \((.+)\)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*[/／|\n&＆+>→・,;:–—]\s*|\s+(?:-|and|und|et|y|e)\s+", re.IGNORECASE)
_SIGNS = re.compile(r"[\s✓✔☑☒☐✅\[\]xX]+")


def kind_of(head: str, lower: str, own: Mapping[str, str]) -> tuple[str | None, bool]:
    """What a heading names and whether exactly: as a whole, without its brackets, by its lowest row, by whose side it is.

    Notes of which brackets say more are the buyer's to read only where these say so: "Notes (shared)".
    """
    head, lower = _unwrapped(head), _unwrapped(lower)
    found = _kind_of(head, lower, own)
    beside = in_brackets(head)
    if found[0] == "note" and any(not _is_harmless(folded(said)) for said in beside):
        return None, False
    return found


def _unwrapped(head: str) -> str:
    """The field's own name in "Custom field (Proof)", as Jira exports it."""
    found = _WRAPPED.fullmatch(head.strip())
    return found[1] if found else head


def _is_harmless(said: str) -> bool:
    """Whether what stands in the brackets of a heading keeps its column from nobody."""
    words = set(said.split())
    return side_of_word(said, {}) in ("buyer", "both") or words <= {*words_of("harmless"), *"0123456789"}


def _kind_of(head: str, lower: str, own: Mapping[str, str]) -> tuple[str | None, bool]:
    whole = folded(head)
    bare = folded(without_brackets(head))
    if not whole:  # nothing but signs
        return ("percent" if "%" in head else "status" if head and _SIGNS.fullmatch(head) else None), True
    if whole in own:
        return own[whole], True
    if "%" in head:
        return "percent", True
    side = side_owner(head, own)
    if side:
        return side, True
    for said in (whole, bare, folded(lower)):
        if said in kinds():
            dated = _dated(whole) if said == bare != whole else ""  # "Plan (original)", "Plan (current)"
            kind = kinds()[said][0]
            return dated or _KINDS.get(kind, kind), True
    for said in dict.fromkeys((head, lower)):
        name, exact = meaning(said)
        if exact or folded(said) in own:
            return own.get(folded(said), name), True
    if bare in own:
        return own[bare], True
    if is_result(head) and any(kind_of(half, half, own)[0] == "exit_criteria" for half in halves(head)):
        return "exit_criteria", True
    dated = _dated(whole)
    if dated:
        return dated, True
    both = {kind_of(half, half, own) for half in halves(head)}
    if len(both) == 1 and (one := both.pop())[1] and one[0]:
        return one
    named = side_of_word(bare, own)
    if named in ("buyer", "seller") and len(bare.split()) <= 2:
        return f"{named}_owner", True
    if _is_of_a_step(whole):
        return "owner", False
    if _says_when_done(whole) or _says_what_is_wanted(whole):
        return "exit_criteria", False
    name, exact = meaning(head)
    return ("exit_criteria", False) if name in (None, "status") and _says_proof(whole) else (name, exact)


def _dated(said: str) -> str:
    """ "Revised finish", "Fecha original", 変更後期限: which of several dates a heading is, by a word beside one for a date.

    "Date de mise à jour" is the day of an update, though "Date mise à jour" is a newer day, and "Date de référence" a first one.
    """
    for words, kind in (("now_word", "forecast_date"), ("first_word", "baseline_date")):
        for word in words_of(words):
            if has_unspaced(word):
                rest = (
                    said.removeprefix(word)
                    if said.startswith(word)
                    else said.removesuffix(word)
                    if said.endswith(word)
                    else ""
                )
            elif f" {word} " in f" {said} ":
                rest = " ".join(f" {said} ".replace(f" {word} ", " ", 1).split())
            else:
                continue
            left = rest.split()
            while kind == "baseline_date" and left and left[-1] in words_of("between"):
                left.pop()
            if _is_due(" ".join(left)):
                return kind
    return ""


def _is_due(said: str) -> bool:
    """Whether a heading, folded, is a word for the day on which a step is due."""
    kind = kinds().get(said, ("", 0))[0]
    return bool(said) and (
        kind in ("due_words", "due_text", "planned_date", "forecast_date") or meaning(said) == ("target_date", True)
    )


def halves(head: str) -> list[str]:
    """The parts of a heading in two languages, "Due / Échéance"; empty where it is in one."""
    parts = [part for part in re.split(r"\s*[/|\n]\s*", head) if folded(part)]
    return parts if len(parts) == 2 and not re.search(r"[()（）]", head) else []


def is_result(head: str) -> bool:
    """Whether a heading, or a half of it, speaks of what comes out of a step: "Deliverable", "Livrable / preuve"."""
    return any(folded(said) in words_of("result") for said in (head, *halves(head)))


def step_halves(head: str, beside: Collection[str]) -> list[str]:
    """The parts of a heading that may name its step: the first in one of two languages; the second in "Phase / Task" and "Phase &
    Task", a column of groups with their steps, where none of those ``beside`` it names the steps alone."""
    said = [part for part in re.split(_JOINED, head) if folded(part)]
    group, step = map(folded, said) if len(said) == 2 else ("", "")
    grouped = (group in words_of("group_word") or meaning(group) == ("phase", True)) and step in words_of("step")
    whole = folded(head) in words_of("group_word") or step in map(folded, beside)
    return [*halves(head)[:1], *([step] if grouped and not whole else [])]


def step_named(said: str) -> str:
    """The step's word in a heading, folded, that speaks of its name and nothing else: "Nom de tâche", "Titel der Aufgabe"."""
    words = said.split()
    left = [word for word in words if word not in words_of("called") and word not in words_of("between")]
    named = " ".join(left)
    return named if len(left) < len(words) and named in words_of("step") else ""


def is_admin(said: str) -> bool:
    """Whether a heading, folded, is one that programs add for themselves: who created a row and when, the row's id."""
    if said in words_of("admin"):
        return True
    words = said.split()
    left = [word for word in words if word not in words_of("id_word") and word not in words_of("between")]
    own = " ".join(left)
    return (
        len(left) < len(words) <= 4 and bool(left) and (own in words_of("step") or own in ("row", "record", "project"))
    )


def _is_of_a_step(whole: str) -> bool:
    """ "Milestone owner", "Responsable del hito": who has the step."""
    words = [word for word in whole.split() if word not in words_of("between")]
    left = [word for word in words if word not in words_of("person_word")]
    return 0 < len(left) < len(words) <= 3 and " ".join(left) in words_of("step")


def _says_when_done(whole: str) -> bool:
    """ "Ready when", "Pronto quando", "Se cierra cuando"."""
    said = whole.split()
    rest = [word for word in said if word not in words_of("when_word")]
    if not 0 < len(rest) < len(said):
        return False
    beside = {*words_of("reflexive"), *words_of("pronoun")}
    bare = [word for word in rest if word not in beside] or rest  # "Se cierra cuando", "We close it when"
    return read_status(" ".join(rest), {}) == "done" or bare[0] in {*words_of("settled"), *words_of("closing")}


def _says_what_is_wanted(whole: str) -> bool:
    """ "Result we want", "Desired outcome", "Gewünschtes Ergebnis": a word for what comes out and one for a wish, and hardly more."""
    if has_unspaced(whole):
        return all(
            any(word in whole for word in words_of(kind) if has_unspaced(word)) for kind in ("outcome", "wish_word")
        )
    words = whole.split()
    named = {kind: [word for word in words if word in words_of(kind)] for kind in ("outcome", "wish_word")}
    return all(named.values()) and len(words) <= 6 and meaning(whole)[0] != "target_date"


def _says_proof(whole: str) -> bool:
    """Whether a heading speaks of how one sees that a step is done: "Pass/fail criteria", "How we know"."""
    words = words_of("proof_word")
    compound = tuple(word for word in words if len(word) > 6)  # "Prüfkriterium"
    return any(word in words or word.endswith(compound) for word in whole.split()) or any(
        word in whole for word in words if has_unspaced(word)
    )


def side_owner(head: str, own: Mapping[str, str]) -> str:
    """The owner of which side a heading names that holds a word for a person and one for a side, or a company's name, and
    nothing else: "Accountable (Juniper)", "Client DRI", "Who at Fabrikam", "Resp. fournisseur"; empty for any other."""
    said = folded(head)
    if has_unspaced(said):
        return _unspaced_owner(said, own)
    words = said.split()
    left = [word for word in words if word not in _persons() and word not in _between()]
    if not left or not any(word in _persons() for word in words):
        return ""
    name = own.get(" ".join(left), "")
    if name in ("buyer_owner", "seller_owner"):
        return name
    sides = {_sides().get(word, "") for word in left}
    if len(sides) == 1 and "" not in sides:
        return f"{sides.pop()}_owner"
    part = _side_of_part(left, own)
    return f"{part}_owner" if part else ""


def _unspaced_owner(said: str, own: Mapping[str, str]) -> str:
    """The same where words are written without blanks: お客様側のご担当者, 担当（Juniper様）."""
    left = said.replace(" ", "")
    found = False
    for word in sorted((w for w in _persons() if has_unspaced(w)), key=len, reverse=True):
        found = found or word in left
        left = left.replace(word, "")
    for word in sorted((w for w in _between() if has_unspaced(w)), key=len, reverse=True):
        left = left.replace(word, "")
    side = _sides().get(left, "")
    if found and not side:
        name = left.rstrip("様側殿ごの")
        side = (
            _sides().get(name, "")
            or _sides().get(f"{name}様", "")
            or own.get(name, "").removesuffix("_owner")
            or _side_of_part([name], own)
            or _side_of_joined(name, own)
        )
    return f"{side}_owner" if found and side else ""


def _side_of_joined(name: str, own: Mapping[str, str]) -> str:
    """The side of the company whose name is ``name`` without its blanks: juniperfoods."""
    found = {field for key, field in own.items() if " " in key and key.replace(" ", "") == name}
    side = found.pop() if len(found) == 1 else ""
    return side.removesuffix("_owner") if side in ("buyer_owner", "seller_owner") else ""


def without_person(head: str) -> tuple[frozenset[str], str]:
    """The words for a person in a heading, and what is left of it, folded: 担当 and ジュニパー of ジュニパー担当."""
    said = folded(head)
    if has_unspaced(said):
        left = said.replace(" ", "")
        found: set[str] = set()
        for word in sorted((w for w in _persons() if has_unspaced(w)), key=len, reverse=True):
            found |= {word} if word in left else set()
            left = left.replace(word, "")
        return frozenset(found), left.strip("様側殿ごの")
    words = said.split()
    left_words = [word for word in words if word not in _persons() and word not in _between()]
    return frozenset(word for word in words if word in _persons()), " ".join(left_words)


def side_of_heading(head: str, own: Mapping[str, str]) -> str:
    """The side that a heading names, by its words or by a part of a company's name, and nothing else: "Customer", "De Linde";
    empty where it names none."""
    said = folded(head)
    side = side_of_word(said, own)
    left = [word for word in said.split() if word not in _between()]
    return side if side in ("buyer", "seller") else _side_of_part(left, own)


def _side_of_part(words: Sequence[str], own: Mapping[str, str]) -> str:
    """The side of whose company's name ``words`` are a part in its order: Linde, of Zorggroep De Linde."""
    if not any(len(word) > 2 and word not in _forms() for word in words):
        return ""
    found: set[str] = set()
    for name, field in own.items():
        whole = [word for word in name.split() if word not in _between()]
        parts = (whole[at : at + len(words)] for at in range(len(whole) - len(words) + 1))
        if field in ("buyer_owner", "seller_owner") and list(words) in parts:
            found.add(field.removesuffix("_owner"))
    return found.pop() if len(found) == 1 else ""


def says_done(head: str) -> bool:
    """Whether true and false below a heading may say that a step is done: it says so, or says nothing, as "T/F" and "✓" do."""
    words = folded(head).split()
    if has_unspaced(head):
        return any(word in head for word in words_of("settled") if has_unspaced(word))
    return (
        all(len(word) <= 2 for word in words)
        or meaning(head)[0] == "status"
        or any(word in words_of("settled") or read_status(word, {}) == "done" for word in (*words, folded(head)))
    )


def is_pronoun(head: str) -> bool:
    """Whether a heading says "our" or "your": whose that is depends on who wrote the plan."""
    return any(word in words_of("pronoun") for word in folded(head).split())


def side_of_word(said: str, own: Mapping[str, str]) -> str:
    """The side that a cell, folded, names without a person: "customer", "fabrikam", "both"; empty where it names none."""
    table = lexicon.table("sides.yaml")
    if said in {folded(word) for word in table["both"]}:
        return "both"
    named = {
        _sides().get(word, own.get(word, "").removesuffix("_owner")) for word in said.split() if word not in _between()
    }
    whole = own.get(said, "").removesuffix("_owner")
    side = whole or (named.pop() if len(named) == 1 else "")
    return side if side in ("buyer", "seller") else ""


def is_common(word: str) -> bool:
    """Whether many companies have ``word``, folded, in their names."""
    return word in _forms()


@cache
def _forms() -> frozenset[str]:
    """Words in companies' names that tell none from another."""
    return frozenset(
        word for file in ("company_forms.txt", "company_generic.txt") for word in map(folded, lexicon.lines(file))
    )


@cache
def _persons() -> frozenset[str]:
    return frozenset(words_of("person_word"))


@cache
def _between() -> frozenset[str]:
    table = lexicon.table("sides.yaml")
    return frozenset(words_of("between")) | {folded(word) for word in table["filler"]}


@cache
def _sides() -> Mapping[str, str]:
    table = lexicon.table("sides.yaml")
    return {folded(word): side for side in ("buyer", "seller") for word in table[side]}


def declared(head: str) -> tuple[str, ...]:
    """The sides in the order in which a heading names them, where it names both."""
    table = lexicon.table("sides.yaml")
    sides = {folded(word): side for side in ("buyer", "seller") for word in table[side]}
    found = [sides[word] for word in folded(head).split() if word in sides]
    return tuple(found) if sorted(found) == ["buyer", "seller"] else ()
