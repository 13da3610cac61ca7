"""Remarks that somebody typed into the cell of a step's name or proof, beside what was sent there: no part of the plan's text.

Only words beside a text that stands as it was sent are looked at: who rewords it has said what it is to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, plain, weekdays
from mapdocs.language.consent import plain_yes, verdict
from mapdocs.language.layout import shorten
from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.cells import read_status
from mapdocs.readers.tables import clean, same
from mapdocs.returns.cells import Context, Fields
from mapdocs.returns.changes import BESIDE, FIELDS, Edit
from mapdocs.returns.owner_names import names_one_of
from mapdocs.returns.said import begins_with_first_day
from mapdocs.rules.classify.person import judge
from mapdocs.schema.sums import is_open

_ARROW = re.compile(r"^[\s(\[]*(?:<[-–—=]+|[-–—=]*>+|[←→⇐⇒➔➜»«]+|//)")
_APART = re.compile(r"^\s*[-–—:;,/|(\[（【>.!?。…]")  # what parts words on one line from the text before them
_BRACKETED = re.compile(r"[(\[（【].*[)\]）】]\W*", re.DOTALL)
_ASKS = re.compile(r"[?？]|か[。．\s]*$")
_LABEL = re.compile(r"\W*([^\W\d_][^\d_:>\]]{0,40}?)\s*[:：>\]]+\s*\S")
_SIGNED = re.compile(r"\s[-–—/]\s*([^\W\d_][^\d_]{0,40}?)\W*$")
_LONGEST_DAY, _LONGEST_NAME = 5, 6  # words
_KATAKANA = re.compile(r"[\u30a0-\u30ff]+")
_JOINS = re.compile(r"\s*[&+/,]")
_TICK = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _Beside:
    """What stands in a cell beside the text that was sent, sorted by what it is."""

    parts: list[tuple[bool, str]] = field(default_factory=list)  # whether it stands below the text, and the words
    remarks: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def with_remarks(
    edits: Sequence[Edit], fields: Fields, sent: SentRow, context: Context
) -> tuple[list[Edit], list[str]]:
    """``edits`` without the remarks that were read as a part of a name or a proof, and these, each with the cell's name.

    A status or a day among them is a question about that field, and so is what may be either.
    """
    found = {edit.field: edit for edit in edits}
    extra: list[str] = []
    for name in ("milestone", "exit_criteria"):
        edit, cell = found.get(name), fields.cells.get(name)
        if edit is None or not edit.new or not edit.old or edit.question or (cell is not None and cell.struck):
            continue
        typed = _typed(name, edit, fields, context)
        if not typed:
            continue
        beside = _sorted(name, typed, edit, sent, context)
        if beside.doubtful:
            said = shorten(" / ".join(beside.doubtful))
            question = f"“{said}” was added in the cell; a part of it, or a remark?"
            found[name] = replace(edit, new=None, question=question, readings=(edit.new,))
        elif len(beside.parts) < len(typed):
            found[name] = replace(edit, new=_whole(edit, beside.parts, name))
            if same(found[name].new) == same(edit.old):
                del found[name]
        for more in beside.edits:
            if more.field in found:
                beside.remarks.append(more.raw)
            else:
                found[more.field] = replace(more, raw="")
        extra += [f"{said}{BESIDE}{name.replace('_', ' ')})" for said in beside.remarks]
    ordered = [found[name] for name in FIELDS if name in found]
    return ordered, extra


def _typed(name: str, edit: Edit, fields: Fields, context: Context) -> list[tuple[bool, bool, str]]:
    """What was typed beside the text that was sent: whether on a line of its own, whether below it, and the words."""
    old, new = same(edit.old), edit.new or ""
    lines = [line for line in clean(new).split("\n") if line]
    if name == "milestone" and name in fields.cells:
        shown = [
            line for line in clean(fields.cells[name].text).split("\n") if line and not context.book.is_includes(line)
        ]
        if same(" ".join(shown)) == same(new):  # else a mark stands before it, as in a mail
            lines = shown
    for first in range(len(lines)):
        for last in range(first + 1, len(lines) + 1):
            if same(" ".join(lines[first:last])) == old:
                above, below = lines[:first], lines[last:]
                return [*((True, False, line) for line in above), *((True, True, line) for line in below)]
    if not lines:
        return []
    # On the text's own last line, and then on lines below it.
    whole = ""
    for last, line in enumerate(lines, 1):
        before, whole = whole, f"{whole} {line}".strip()
        if same(whole).startswith(old):
            rest = _behind(line, old.removeprefix(same(before)).strip())
            behind = (
                [(False, True, rest)]
                if rest[:1] and not (rest[0].isalnum() and same(whole)[len(old)].isalnum())
                else []
            )
            return [*behind, *((True, True, more) for more in lines[last:])] if behind else []
        if not old.startswith(same(whole)):
            return []
    return []


def _behind(line: str, text: str) -> str:
    """What stands behind ``text`` in ``line``, as it was written where the signs before it are as they were sent."""
    return (line[len(text) :] if same(line[: len(text)]) == text else same(line)[len(text) :]).strip()


def _sorted(name: str, typed: Sequence[tuple[bool, bool, str]], edit: Edit, sent: SentRow, context: Context) -> _Beside:
    beside = _Beside()
    own = replace(edit, readings=(), reason="")
    for alone, below, said in typed:
        apart = alone or bool(_APART.match(said))
        bare = said.strip(" -–—:;,/|()[]（）【】<>=→←")
        status = read_status(bare, context.book.statuses) if bare else None
        labelled = _is_signed(said, context)
        if plain_yes(said) and not _TICK.sub("", said) and (status or said.strip()):  # "✔"
            question = f"“{said}” was added beside the step; done, or agreed?"
            beside.edits.append(
                replace(own, field="status", old=sent.status, new=None, raw=said, question=question, readings=("done",))
            )
        elif plain_yes(bare) and apart:
            beside.remarks.append(said)
        elif status is not None and (apart or bare.isupper() or name == "milestone"):
            if status == sent.status:
                beside.remarks.append(said)
            else:
                question = f"“{shorten(said)}” was added beside the step; is that its status?"
                beside.edits.append(
                    replace(
                        own, field="status", old=sent.status, new=None, raw=said, question=question, readings=(status,)
                    )
                )
        elif name == "milestone" and (day := _day_in(bare, sent, context)) is not None:
            question = f"“{shorten(said)}” was added beside the step; is that its date?"
            old = sent.text("target_date")
            beside.edits.append(
                replace(
                    own,
                    field="target_date",
                    old=old,
                    new=None,
                    raw=said,
                    question=question,
                    readings=(day.isoformat(),),
                )
            )
        elif name == "exit_criteria" and not alone and _BRACKETED.fullmatch(said) and begins_with_first_day(bare):
            beside.doubtful.append(said)  # "(not before the MSA is signed)" may well be what is to be seen
        elif name == "milestone" and not alone and _BRACKETED.fullmatch(said) and _is_name(bare, context):
            beside.parts.append((below, said))
        elif _is_remark(name, said, bare, alone) or labelled or _ARROW.match(said) or _answers(name, said, context):
            beside.remarks.append(said)
        elif (name == "milestone" and (alone or _BRACKETED.fullmatch(said))) or (apart and verdict(bare) == "question"):
            beside.doubtful.append(said)
        else:
            beside.parts.append((below, said))
    return beside


def _is_name(bare: str, context: Context) -> bool:
    """Whether words in brackets behind a step's name are more of it: "MSA + DPA", "Coupa", "MSA und AVV". Names are written
    large; a sentence, a person, a day and a number are not what a step is called by."""
    words = bare.split()
    joins = lexicon.words("brackets")["joins"]
    people = {part.casefold() for name in context.people for part in name.split()}
    if (
        context.kind == "mail" or not words or len(words) > _LONGEST_NAME
    ):  # what is typed into a quote mostly answers it
        return False
    if verdict(bare) or is_open(bare) or re.search(r"\d", bare):
        return False
    named = [word.strip(".,;:") for word in words if word.casefold().strip(".,") not in joins]
    return bool(named) and all(
        (word[:1].isupper() or _KATAKANA.fullmatch(word) is not None)
        and word.casefold() not in people | lexicon.entries("given_names.txt")
        and plain(word) not in months()
        and plain(word) not in weekdays()
        for part in named
        for word in re.split(r"[/&+-]", part)
        if word
    )


def _answers(name: str, said: str, context: Context) -> bool:
    """Whether words behind a quoted name answer it: in a mail they do unless they go on with it, "& data protection", "and DPA"."""
    goes_on = _JOINS.match(said) or said.split()[0].casefold() in lexicon.words("replies")["goes_on"]
    return context.kind == "mail" and name == "milestone" and not (goes_on or _BRACKETED.fullmatch(said))


def _is_remark(name: str, said: str, bare: str, alone: bool) -> bool:
    """Whether ``said`` asks or refuses. A condition below a proof may be one more of what is to be seen."""
    says = verdict(bare)
    if name == "milestone" and says == "question" and alone:
        return True
    return bool(_ASKS.search(said)) or (says == "refusal" and (alone or bool(_APART.match(said))))


def _is_signed(said: str, context: Context) -> bool:
    """Whether somebody's name or initials stand before or behind it: "LB: who drafts it?", "we need it - DR"."""
    found: Iterator[re.Match[str] | None] = iter((_LABEL.match(said), _SIGNED.search(said)))
    for match in found:
        who = same(match[1]) if match else ""
        if names_one_of(who, context.people) or (
            len(who.split()) in (2, 3) and who.istitle() and judge(who) == "person"
        ):
            return True
    return False


def _day_in(said: str, sent: SentRow, context: Context) -> date | None:
    """The day that words beside a step's name begin with or are: "29 Dec please", "now 29 Dec"."""
    words = said.split()[: _LONGEST_DAY + 1]
    near = sent.target_date or context.today
    for first in (0, 1):
        for last in range(len(words), first, -1):
            text = " ".join(words[first:last]).strip("()[]:;,!–- ")
            if len(re.findall(r"\d+", text)) + len(re.findall(r"[^\W\d_]{3,}", text)) < 2 or not re.search(r"\d", text):
                continue
            day = context.book.read_day(text, near=near, day_first=context.day_first)
            if isinstance(day, date):
                return day
    return None


def _whole(edit: Edit, parts: Sequence[tuple[bool, str]], name: str) -> str:
    """What was sent with the lines that belong to it."""
    between = " " if name == "milestone" else "\n"
    above, below = [said for is_below, said in parts if not is_below], [said for is_below, said in parts if is_below]
    return between.join([*above, edit.old or "", *below])
