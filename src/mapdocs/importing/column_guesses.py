"""What a column is by how its cells read, where its heading does not say it or says another thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from mapdocs.importing import values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import (
    are_answers,
    are_checks,
    are_marks,
    are_people,
    are_truths,
    fits,
    reads_as_step,
    said_in,
    share_of_days,
    share_of_statuses,
)
from mapdocs.importing.column_heads import is_pronoun, kind_of, says_done, side_of_heading, side_of_word
from mapdocs.importing.column_words import words_of
from mapdocs.importing.private import (
    asks_who_sees,
    hides_from,
    is_for_them,
    is_for_us,
    is_tag,
    label_word,
    labels_in,
    outward_word,
    parts_joint,
    shows_to,
    speaks_of_notes,
    tags_apart,
)
from mapdocs.importing.said_of_us import is_nobody
from mapdocs.language.calendar_words import months
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

CIRCLES = "○〇◯◎"
_CROSSES = "×✕✖☓xX△-－ー"
_COUNTDOWN = re.compile(r"(?:[TDGtdg]|go-?live)\s*[-–\u2212+]\s*\d{1,3}(?:\s*(?:d|days?))?", re.IGNORECASE)


def by_cells(chosen: Chosen, below: Sequence[GridRow], own: Mapping[str, str]) -> None:
    """Find the side of each step, its status and its days before go-live in columns whose headings do not name them."""
    _both_of_one_side(chosen, own)
    _owners_of_companies(chosen, below, own)
    _side_by_marks(chosen, below)
    _ours(chosen, below)
    _addresses_of_owners(chosen, below)
    _side_by_its_cells(chosen, below, own)
    if "side" in chosen.fields and not {"owner", "owner_email", "buyer_owner", "seller_owner"} & set(chosen.fields):
        chosen.fields["owner"] = chosen.fields.pop("side")  # "Responsible party": a side here, a person there
    if not {"status", "percent"} & set(chosen.fields):
        _status_by_its_cells(chosen, below)
    elif "percent" not in chosen.fields:
        _box_beside_status(chosen, below, own)
    if "before_go_live" not in chosen.fields and "target_date" not in chosen.fields:
        _countdown(chosen, below)


def bars(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """The columns of a chart, a day or a week each, in which nothing but bars stands: told by their headings."""
    days = [column for column in chosen.unknown if is_day(chosen, column)]
    below = [row for row in below if not counts_bars(row, days)]
    for column in days:
        said = {text for row in below if (text := said_in(row.cell(column)))}
        if all((len(text) <= 2 and not text.isdigit()) or values.is_check(text) for text in said):
            chosen.unused[column] = chosen.unknown.pop(column)


def counts_bars(row: GridRow, days: Collection[int]) -> bool:
    """Whether a row has nothing but numbers below ``days``, and one name at most beside them: how many bars stand above."""
    said = {column: text for column, cell in enumerate(row.cells) if (text := said_in(cell))}
    numbers = [text for column, text in said.items() if column in days]
    return bool(numbers) and len(said) - len(numbers) <= 1 and all(text.isdigit() for text in numbers)


def _are_mostly_answers(said: Collection[str]) -> bool:
    answers = sum(values.says_yes_or_no(text) for text in said)
    return answers > 0 and answers * 2 >= len(said)


def _names_us(said: Collection[str], seller: Collection[str], buyer: Collection[str]) -> bool:
    """Whether cells of who sees a row name the seller's side alone in some rows, or in some the buyer and in others not."""
    them = sum(is_for_them(text, buyer) for text in said)
    ours = any(is_for_us(text, seller) and not (values.is_no(text) or is_nobody(text)) for text in said)
    return ours or 0 < them < len(said)


def outward(chosen: Chosen, below: Sequence[GridRow], seller: Collection[str], buyer: Collection[str]) -> None:
    """The column that asks whether the buyer sees a row, with yes and no below it; one called "Internal?" asks the same, and
    "Audience", where some rows name nobody but ``seller``. ``seller`` and ``buyer`` are folded names."""
    for column, head in chosen.heads.items():
        said = {text for row in below if (text := said_in(row.cell(column)))}
        if column in chosen.plain:
            continue
        hides = hides_from(head, buyer)
        shows = "" if hides else outward_word(head) or shows_to(head, buyer)
        asks = hides or shows or label_word(f"{head.rstrip(' ?？')}:")
        if asks and not speaks_of_notes(head) and _are_mostly_answers(said):
            shared = shows and any(values.says_yes_or_no(text) and not values.is_no(text) for text in said)
            how = "not yes" if shared else "no" if shows else "yes"
        elif asks and said <= {*CIRCLES, *_CROSSES} and said & set(CIRCLES):  # yes and no in Japanese
            how = "not circled" if shows else "circled"
        elif (asks_who_sees(head) and _names_us(said, seller, buyer)) or parts_joint(head, said, seller, buyer):
            how = "for us"
        elif tags_apart(said):
            how = "int"
        else:
            how = ""
        if how:
            chosen.hides = (column, how)
            chosen.secret.pop(column, None)
            chosen.unused[column] = head
            return


def private_rows(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """The column, called anything, in which some rows say "internal" and the others another word or two; among labels."""
    for column, head in sorted(chosen.heads.items()) if chosen.hides is None else ():
        if column in chosen.plain:
            continue
        said = {text for row in below if (text := said_in(row.cell(column)))}
        labels = folded(head) in words_of("labels")
        short = column in chosen.unknown and len(said) <= 4 and all(len(text.split()) <= 3 for text in said)
        if (labels or short) and any(
            label_word(f"{label}:") or (is_tag(label) and " " in folded(label))
            for text in said
            for label in labels_in(text)
        ):
            chosen.hides = (column, "private")
            chosen.unknown.pop(column, None)
            chosen.unused[column] = head
            return


def _both_of_one_side(chosen: Chosen, own: Mapping[str, str]) -> None:
    """ "Our owner" beside "Supplier owner": whoever wrote the plan is not the supplier, so "our" is the buyer's."""
    for side, other in (("seller_owner", "buyer_owner"), ("buyer_owner", "seller_owner")):
        if other in chosen.fields or side not in chosen.fields:
            continue
        first = chosen.fields[side]
        again = [column for column, head in chosen.unknown.items() if kind_of(head, head, own) == (side, True)]
        if len(again) != 1:
            continue
        pronouns = [column for column in (first, again[0]) if is_pronoun(chosen.heads[column])]
        if len(pronouns) == 1:
            chosen.fields[other] = pronouns[0]
            chosen.fields[side] = again[0] if pronouns[0] == first else first
            del chosen.unknown[again[0]]


def _owners_of_companies(chosen: Chosen, below: Sequence[GridRow], own: Mapping[str, str]) -> None:
    """People under a part of a company's name, "De Linde" of Zorggroep De Linde, are the owners of its side."""
    for column, head in sorted(chosen.unknown.items()):
        name = f"{side_of_heading(head, own)}_owner"
        if name in ("buyer_owner", "seller_owner") and name not in chosen.fields and are_people(below, column, 0.4):
            chosen.fields[name] = column
            del chosen.unknown[column]


def _ours(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """People under "Our contact" beside a column of one side's owners are the other side's."""
    has = [name for name in ("buyer_owner", "seller_owner") if name in chosen.fields]
    if len(has) != 1 or "owner" in chosen.fields:
        return
    for column, head in sorted(chosen.unknown.items()):
        if is_pronoun(head) and are_people(below, column):
            chosen.fields["seller_owner" if has == ["buyer_owner"] else "buyer_owner"] = column
            del chosen.unknown[column]
            return


def _addresses_of_owners(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """A column of mail addresses whose names are those of the column for owners, whatever it is called."""
    owner = chosen.fields.get("owner")
    if owner is None or "owner_email" in chosen.fields:
        return
    for column in sorted(chosen.unknown):
        pairs = [(said_in(row.cell(owner)), said) for row in below if (said := said_in(row.cell(column)))]
        named = [
            (folded(name).split(), folded(values.from_address(said)[0]).split()) for name, said in pairs if "@" in said
        ]
        if named and len(named) == len(pairs) and all(set(name) & set(mailed) for name, mailed in named):
            chosen.fields["owner_email"] = column
            del chosen.unknown[column]
            return


def _side_by_its_cells(chosen: Chosen, below: Sequence[GridRow], own: Mapping[str, str]) -> None:
    """A column of which every cell is a side's word or a company's name says whose the step is, whatever it is called."""
    if "owner" not in chosen.fields or "side" in chosen.fields:
        return
    phase = [chosen.fields["phase"]] if "phase" in chosen.fields else []
    for column in sorted({*chosen.unknown, *phase}):
        said = {text for row in below if (text := folded(said_in(row.cell(column))))}
        both = len({side_of_word(text, own) for text in said}) > 1
        named = folded(chosen.heads.get(column, "")) not in words_of(
            "project_word"
        )  # "Project: Juniper Foods" in every row
        if said and (both or named) and all(side_of_word(text, own) for text in said):
            chosen.unknown.pop(column, None)
            if column in phase:
                del chosen.fields["phase"]
            chosen.fields["side"] = column
            return


def _countdown(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """T-60, D-30, T+14: days before go-live, under any heading."""
    places = {*chosen.unknown, *([chosen.fields["mark"]] if "mark" in chosen.fields else [])}
    for column in sorted(places):
        said = [text for row in below if (text := said_in(row.cell(column)))]
        if said and all(_COUNTDOWN.fullmatch(text) for text in said):
            chosen.unknown.pop(column, None)
            if chosen.fields.get("mark") == column:
                del chosen.fields["mark"]
            chosen.fields["before_go_live"] = column
            return


def is_day(chosen: Chosen, column: int) -> bool:
    """Whether a column is headed by a day or a week, as those of a chart with bars are: 2026-11-30, "Dec 7", "Week 3", 12/07."""
    head = chosen.heads.get(column, "")
    if re.search(r"\d{4}-\d\d|\d[./]\d|^\d{1,2}\.?$|^\d{1,2}月|^第?\d{1,2}週", head):
        return True
    numbered = [re.sub(r"[\d.\s]+", "", part) for part in re.findall(r"[^\W\d_]+\.?\s?\d{1,2}$", head)]
    said = folded(head).split()
    of_month = len(said) < 4 and any(word in months() for word in said) and any(word.isdigit() for word in said)
    return of_month or (len(numbered) == 1 and numbered[0] != "" and folded(numbered[0]) in words_of("bar_week"))


_NO_TARGET = re.compile(
    r"(?i)creat|updat|modif|aktualis|angelegt|bijgewerkt|gewijzigd|atualiz|actualiz|aggiorn|jour|créé|creado|criado|skapad|ändrad|edit|start|actual|clos|erstellt|geändert|cré|gemaakt|begin|beginn|début|in[ií]ci|inizi|utwor|invoic|factur|rechnung|review|check|meet|call|report|gemeld|paid|betaald|bezahlt|作成|更新|開始|請求|報告"
)


def may_be_target(head: str) -> bool:
    """Whether a heading with a word for a date says none of when a row was made, changed, begun or looked at."""
    return not _NO_TARGET.search(head)


def newer_days(chosen: Chosen, below: Sequence[GridRow], originals: Sequence[int]) -> list[int]:
    """The columns of days that a heading calls the newer ones and nothing else, "Replanejado" beside "Original"; else the one in
    which every step of the ``originals`` has a day, and none an earlier one, whatever it is called."""
    days = [
        column
        for column in chosen.unknown
        if share_of_days(below, column) >= 0.6 and any(said_in(r.cell(column)) for r in below)
    ]
    named = [column for column in days if folded(chosen.unknown[column]) in words_of("now_word")]
    filled = sum(bool(said_in(row.cell(column))) for row in below for column in originals[:1])
    later = [
        column
        for column in days
        if may_be_target(chosen.unknown[column])
        and sum(bool(said_in(row.cell(column))) for row in below) == filled
        and all(_stands_after(row, column, originals[0]) for row in below)
    ]
    return named or (later if len(later) == 1 else [])


def _stands_after(row: GridRow, column: int, before: int) -> bool:
    """Whether the day in ``column`` is none before that of another; also where there is none."""
    first, day = (values.read(row.cell(one), near=date.min, day_first=None).day for one in (before, column))
    return first is None or day is None or first <= day


def dated_column(chosen: Chosen, below: Sequence[GridRow]) -> list[int]:
    """The column under a heading that nobody knows whose cells are days; of several the one whose days are the last: a step
    begins before it is due."""
    found = [
        column
        for column, head in chosen.unknown.items()
        if head
        and may_be_target(head)
        and any(said_in(row.cell(column)) for row in below)
        and share_of_days(below, column) >= 0.6
    ]
    days = [[values.read(row.cell(one), near=date.min, day_first=None).day for one in found] for row in below]
    return [found[place] for place in sorted(range(len(found)), key=lambda place: -_later(days, place))[:1]]


def _later(days: Sequence[Sequence[date | None]], place: int) -> int:
    """In how many rows the day at ``place`` is the last of all, where all can be read."""
    read = [[day for day in row if day is not None] for row in days]
    return sum(len(some) == len(row) and row[place] == max(some) for some, row in zip(read, days, strict=True))


def step_by_its_cells(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """Owners, dates or statuses under known headings make a plan: its step is then the first column that reads like one, or its stages
    where each row is one with its proof: that of a deal has none."""
    stages = [chosen.fields["phase"]] if {"phase", "exit_criteria"} <= chosen.fields.keys() else []
    for column in (*sorted(chosen.unknown), *stages):
        said = [text for row in below if (text := said_in(row.cell(column)))]
        head = folded(chosen.heads.get(column, ""))
        named = bool(head) and head not in words_of("aside")
        apart = len(said) * 2 > len(below) and len(set(said)) == len(said)
        if named and apart and reads_as_step(below, column) >= 0.8:
            chosen.fields["milestone"] = column
            if chosen.unknown.pop(column, None) is None:
                del chosen.fields["phase"]
            return


def proof_by_its_cells(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """Texts under a heading of nothing but words for a check, "How we check it", "Pass mark", are the proof where no other column is."""
    if "exit_criteria" in chosen.fields or "milestone" not in chosen.fields:
        return
    found = [
        column
        for column, head in chosen.unknown.items()
        if _speaks_of_a_check(folded(head))
        and reads_as_step(below, column) >= 0.5
        and fits("exit_criteria", below, column)
        and not share_of_statuses(below, column, {})
        and not are_answers(below, column)
        and not are_people(below, column, share=0.3)
    ]
    if len(found) == 1:
        chosen.fields["exit_criteria"] = found[0]
        del chosen.unknown[found[0]]


def _speaks_of_a_check(head: str) -> bool:
    words = head.split()
    checks = [word for word in words if word in words_of("check_word")]
    return bool(checks) and all(word in words_of("check_word") or word in words_of("check_filler") for word in words)


def _status_by_its_cells(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """Ticks under a heading that nobody knows, as Google's check boxes leave, are the status; and so is a column called
    "Stage" or "Position" of which every cell says one, as boards have it."""
    width = max((len(row.cells) for row in below), default=0)
    unnamed = {column for column in range(width) if column not in chosen.heads}
    answers = {c for c in chosen.heads if are_truths(below, c) or are_answers(below, c)}
    other = {column for column in answers if not says_done(chosen.heads[column])}
    ticked = [
        column
        for column in sorted({*chosen.unknown, *unnamed} - other)
        if are_checks(below, column) and not is_day(chosen, column)
    ]
    if len(ticked) == 1:
        chosen.fields["status"] = ticked[0]
        chosen.unknown.pop(ticked[0], None)
        return
    own = chosen.profile.statuses if chosen.profile else {}
    likely = {**chosen.unknown, **{chosen.fields[n]: "" for n in ("phase", "mark") if n in chosen.fields}}
    for column in sorted(likely):
        named = {name for name, place in chosen.fields.items() if place == column}
        if column in other or is_day(chosen, column):
            continue
        every = share_of_statuses(below, column, own) == 1 if "mark" not in named else are_checks(below, column)
        if every and any(re.search(r"[^\W\d_]|\W", said_in(row.cell(column))) for row in below):
            chosen.unknown.pop(column, None)
            for name in named:
                del chosen.fields[name]
            chosen.fields["status"] = column
            return


def _box_beside_status(chosen: Chosen, below: Sequence[GridRow], own: Mapping[str, str]) -> None:
    """Of two columns for the status, "Done" with boxes and "Status" in words, the words say more: a box that nobody ticked does
    not say that a step which was cancelled is open."""
    first = chosen.fields["status"]
    programs = chosen.profile.statuses if chosen.profile else {}
    others = [
        column
        for column, head in sorted(chosen.unknown.items())
        if kind_of(head, head, own)[0] == "status" or (are_checks(below, column) and says_done(head))
    ]
    ticked = [column for column in (first, *others) if are_checks(below, column) or are_truths(below, column)]
    worded = [
        column
        for column in (first, *others)
        if column not in ticked and share_of_statuses(below, column, programs) >= 0.5
    ]
    if len(ticked) == 1 and worded and first in (ticked[0], worded[0]):
        for column in (ticked[0], worded[0]):
            chosen.unknown.pop(column, None)
        chosen.fields["status"], chosen.fields["percent"] = worded[0], ticked[0]


def _side_by_marks(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """Crosses under the names of the sides say whose a step is; who it is then stands in a column for both."""
    marked = {name: chosen.fields[name] for name in ("buyer_owner", "seller_owner") if name in chosen.fields}
    if "owner" not in chosen.fields or not marked:
        return
    if all(are_marks(below, column) for column in marked.values()):
        for name, column in marked.items():
            del chosen.fields[name]
            chosen.fields[name.replace("owner", "mark")] = column
