"""A point of a list cut into what it says: the step, its owners, its day, its proof, its status.

"Security review – Priya (Juniper) / Sam – by 12 Dec – done when report is signed"; "NDA signed (Dana, 24 Nov)"; "Bis 12.12.: AVV
unterschrieben (Brandt)". What fits no field stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from mapdocs.importing import values
from mapdocs.importing.column_words import words_of
from mapdocs.importing.list_labels import LONGEST_DAY, OPEN_DAYS, answers, names_owners
from mapdocs.importing.list_signs import without_signs
from mapdocs.importing.list_values import CUT, closed_at, facts_behind, facts_in, opened_at, owner_behind
from mapdocs.importing.list_words import (
    DAYLIKE,
    FACTS,
    UNSPACED,
    after_when,
    at_colon,
    cell_of,
    doer,
    field_of,
    is_named,
    is_plainly_day,
    is_time,
    is_titled,
    is_when,
    names_time,
    not_before,
    until,
    without_with,
)
from mapdocs.importing.owners import Sides, parts_of
from mapdocs.importing.private import inward_word, only_ours
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.rules.classify import person

_BRACKETED = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[\s,;.。、，(（]))([^\W\d_][^\s:：,;.。、，()（）]*\.?(?: [^\W\d_][^\s:：,;()（）]*){0,3}) ?[:：]\s*"
)
_DAY_BEFORE = re.compile(r"((?:\d{4}年)?\d{1,2}(?:月\d{1,2}日|/\d{1,2}))\s*(?:まで(?:に)?|迄)")
_MENTIONED = re.compile(r"\s@([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})$")
_MOST_WORDS = 70
_MOST_PARTS = 10
BELOW = -1  # the place of what stands in a line of its own below the point


@dataclass(slots=True)
class Pieces:
    """``facts`` are pieces by field, ``rest`` what fits none, each with its place in the point."""

    step: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    rest: list[tuple[int, str]] = field(default_factory=list)
    owner_at: int = -1

    def says(self) -> bool:
        """Whether a step stands there with a day or an owner."""
        return bool(self.step) and any(
            name in self.facts for name in ("buyer_owner", "seller_owner", "owner", "target_date")
        )

    def put(self, name: str, said: str, at: int = -1) -> None:
        if name in self.facts:
            joined = " / " if "owner" in name else "; "
            if name in ("target_date", "status", "done_on"):
                self.rest.append((at, said))
                return
            said = f"{self.facts[name]}{joined}{said}"
        elif name == "owner":
            self.owner_at = at
        self.facts[name] = said


class Cutter:
    """Cuts points as ``sides`` are known, with days read as ``near`` and ``locale`` say. ``heads`` are the fields in the order
    in which the file itself names them, if it does: "what - who - due - done when"."""

    def __init__(self, sides: Sides, own: dict[str, str], *, near: date, day_first: bool | None, locale: str) -> None:
        self.sides, self.own = sides, own
        self._how = (near, day_first, locale)

    def cut(self, said: str, labelled: list[str], heads: tuple[str, ...] = ()) -> Pieces:
        """The pieces of a point; ``labelled`` are lines below it that begin with a label."""
        pieces = Pieces()
        said, signed = without_signs(said, self.field_of)
        for field_name, fact in signed:
            self._put(field_name, fact, 0, pieces)
        labels = self._labels(said)
        body = said[: labels[0][0]] if labels else said
        body = self._in_front(body.rstrip(" ,;.–—-(（[") if labels else body, pieces)
        if body.count(" ") > _MOST_WORDS:  # prose
            pieces.step = body
            return pieces
        body, inner = opened_at(body) if labels else (body, "")
        segments = [one for one in CUT.split(re.sub(r"\s[-–—|]\s*$", "", body)) if one and one.strip()]
        segments += [inner] if inner else []
        if heads and len(segments) == len(heads):
            for at, (name, segment) in enumerate(zip(heads, segments, strict=True)):
                self._headed(name, segment.strip(), at, pieces)
        else:
            for at, segment in enumerate(segments):
                if pieces.step:
                    self._segment(segment.strip(), at, pieces)
                else:
                    self._first(segment.strip(), pieces)
        for start, end, name in labels:
            following = next((later for later, _, _ in labels if later > start), len(said))
            value, behind = closed_at(said[end:following])
            self._labelled(name, value, said[start:following].strip(" ,;"), pieces)
            for field_name, fact in facts_in(behind, self._kind, self.day_in):
                self._put(field_name, fact, 0, pieces)
        for line in labelled:
            label, _, rest = line.partition(": ")
            name = self.field_of(label)
            if name:
                self._labelled(name, rest.strip(), line, pieces)
            else:
                pieces.rest.append((BELOW, line))
        if "owner" not in pieces.facts and not {"buyer_owner", "seller_owner"} & pieces.facts.keys():
            mention = _MENTIONED.search(pieces.step)
            if mention and self.is_owner(mention[1]):
                pieces.facts["owner"] = mention[1]
                pieces.step = pieces.step[: mention.start()].rstrip()
            head, colon, rest = at_colon(pieces.step)
            if colon and rest.strip() and names_owners(head, self.sides, dated="target_date" in pieces.facts):
                pieces.facts["owner"], pieces.step = head, rest.strip()  # "Sam: send the list"
            found = doer().match(pieces.step)
            if found and is_named(found[1]) and person.judge(found[1]) == "person":
                pieces.facts["owner"] = found[1]
        return pieces

    def _labelled(self, name: str, said: str, whole: str, pieces: Pieces) -> None:
        for field_name, fact in facts_behind(name, said, whole, self._kind, self.day_in):
            self._put(field_name, fact, 0, pieces)

    def _put(self, name: str, said: str, at: int, pieces: Pieces) -> None:
        if name:
            pieces.put(name, said, at)
        else:
            pieces.rest.append((at, said))

    def field_of(self, label: str) -> str:
        """The field that the words in front of a colon name; empty where they name none."""
        return field_of(label.strip(" *_"), tuple(self.own.items()))

    def _labels(self, said: str, *, inner: bool = False) -> list[tuple[int, int, str]]:
        """(where a label begins, where it ends, its field): "Owner: ", "担当：", also in the middle of a line."""
        found: list[tuple[int, int, str]] = []
        for match in _LABEL.finditer(said):
            words = match[1].split(" ")
            for count in range(len(words), 0, -1):
                label = " ".join(words[-count:])
                name = self.field_of(label)
                if name and not (name == "status" and not match.start() and count < len(words)):
                    whole = count == len(words) and (inner or match.start())
                    side = bool(self.sides.side_named(label))
                    if not whole and not answers(name, said[match.end() :], self.day_in, self.is_owner, side=side):
                        break  # "Test data: …", "Us and you: …"
                    start = self._with_when(said, match.start(1) + len(match[1]) - len(label), label)
                    name = name if start == match.start(1) + len(match[1]) - len(label) else "exit_criteria"
                    if start or not (self._is_day_or_step(label) or self._names_step(name, said[match.end() :])):
                        found.append((start, match.end(), name))
                    break
        return found

    def _with_when(self, said: str, start: int, label: str) -> int:
        """Where a label begins that has a comma in it: "erledigt, wenn"."""
        before = re.search(r"(?<!\S)([^\s,]+),?\s+$", said[:start])
        return before.start(1) if before and is_when(f"{before[1]} {label}") else start

    def _names_step(self, name: str, said: str) -> bool:
        """Whether a word for a proof with which a point begins is its step, since somebody and a day follow: "Test: Dana Reyes, 4 Dec"."""
        if name not in ("exit_criteria", "proof"):
            return False
        who, more = owner_behind(said, self.sides.side_named, self.is_owner)
        named = {fact[0] for fact in facts_in(more, self._kind, self.day_in, commas=True)}
        return "target_date" in named and bool(who or "owner" in named)

    def _is_day_or_step(self, label: str) -> bool:
        return folded(label) in words_of("step")

    def _in_front(self, body: str, pieces: Pieces) -> str:
        """``body`` without the day with which it begins, "Bis 12.12.: …", "4 Dec – …", "12/4 …", or the person: "Herr Vogel: …"."""
        eastern = _DAY_BEFORE.match(body)
        if eastern and self._day(eastern[1]):
            pieces.put("target_date", eastern[1], 0)
            return body[eastern.end() :].lstrip(" ：:、に")
        head, colon, rest = at_colon(body)
        if colon and rest.strip() and (self.day_in(head) or is_time(head)):
            pieces.put("target_date", self.day_in(head) or head, 0)
            return rest.strip()
        if colon and rest.strip() and is_titled(head) and self.is_owner(head):
            pieces.put("owner", head, 0)
            return self._in_front(rest.strip(), pieces)
        words = body.split(" ")
        for count in range(min(LONGEST_DAY, len(words) - 1), 0, -1):
            said = " ".join(words[:count])
            day = self.day_in(said.rstrip(",：:")) if is_plainly_day(said) or until(said) else ""
            rest = " ".join(words[count:]).lstrip(" –—-:：|、,")
            named = day == said and rest[:1] == words[count][:1] and self._has_day(rest)  # "31 December close – 11 Jan"
            if day and rest and not named:
                pieces.put("target_date", day, 0)
                return rest
        return body

    def _has_day(self, said: str) -> bool:
        """Whether a piece of ``said``, behind its name, is a day: that is then the point's."""
        pieces = [piece for one in CUT.split(said)[1:] for piece in re.split(r"[,，、]\s+", one)]
        pieces += [piece for found in _BRACKETED.findall(said) for piece in re.split(r"[,;，、；]\s*", found)]
        return any(is_plainly_day(one) and self.day_in(one) for one in pieces)

    def _headed(self, name: str, segment: str, at: int, pieces: Pieces) -> None:
        if name == "milestone":
            pieces.step = segment
        elif name in FACTS:
            day = self.day_in(segment) if name == "target_date" else ""
            pieces.put(name, day or after_when(segment) or segment, at)
        else:
            pieces.rest.append((at, segment))

    def _first(self, segment: str, pieces: Pieces) -> None:
        """The segment with the step's name, and what stands in brackets or behind commas in it."""
        head, colon, rest = at_colon(segment)
        who, more = owner_behind(rest, self.sides.side_named, self.is_owner) if colon and head else ("", "")
        if who and (self._kind(head) or ("owner", ""))[0] == "owner" and not self.is_known_person(head):
            for name, said in (("owner", who), *facts_in(more, self._kind, self.day_in)):
                self._put(name, said, 0, pieces)  # "Sample: Rita Neri (Juniper) by 4 Dec"
            segment = head
        body = self._behind_colon(self._brackets(segment, pieces), pieces)
        parts = re.split(r"[,，、]\s+|、", body)
        while 1 < len(parts) <= _MOST_PARTS:
            kinds = self._kind(parts[-1].strip())
            surely = kinds and (kinds[0] != "owner" or pieces.facts or self._knows(parts[-1].strip()))
            if not kinds or not surely:
                break
            pieces.put(*kinds, 0)
            parts.pop()
        body = body if len(parts) == len(re.split(r"[,，、]\s+|、", body)) else ", ".join(parts)
        pieces.step = self._day_behind(body, pieces)

    def _behind_colon(self, body: str, pieces: Pieces) -> str:
        """``body`` without what stands behind its colon where that begins with an owner: "NDA: Dana Reyes, 4 Dec"."""
        head, colon, rest = at_colon(body)
        found = facts_in(rest, self._kind, self.day_in, commas=True) if colon and head else []
        first = found[0] if 0 < len(found) <= _MOST_PARTS else ("", "")
        kind = self._kind(head) or ("", "")
        if first[0] != "owner" or not self._knows(first[1]) or (kind[0] and (kind[0] != "owner" or self._knows(head))):
            return body  # "Kick-off", one word that nobody is known by, is the step
        for name, said in found:
            self._put(name, said, 0, pieces)
        return head

    def _knows(self, said: str) -> bool:
        known = len(said.split()) > 1 or said.casefold() in lexicon.entries("given_names.txt")
        return known or said in self.sides.short or bool(self.sides.buyer.has(said) or self.sides.seller.has(said))

    def is_known_person(self, said: str) -> bool:
        """Whether ``said`` is somebody whom we know, or begins with a known given name."""
        given = said.split(" ")[0].casefold() in lexicon.entries("given_names.txt")
        return self.is_owner(said) and (given or self.sides.buyer.has(said) or self.sides.seller.has(said))

    def _brackets(self, segment: str, pieces: Pieces) -> str:
        """``segment`` without brackets of which everything is a fact."""
        for match in reversed(list(_BRACKETED.finditer(segment))):
            found = self._list_of(match[1])
            if found:
                for name, said in found:
                    pieces.put(name, said, 0)
                segment = f"{segment[: match.start()]} {segment[match.end() :]}".strip()
        return re.sub(r"\s+([,.;:])", r"\1", segment)

    def _list_of(self, said: str) -> list[tuple[str, str]]:
        """The facts in a list of them; none where a part of it is none."""
        if re.search(r"[:：]", said):
            labels = self._labels(said, inner=True)
            if labels and not labels[0][0]:
                ends = [start for start, _, _ in labels[1:]] + [len(said)]
                return [(name, said[at:end].strip(" ,;")) for (_, at, name), end in zip(labels, ends, strict=True)]
        found: list[tuple[str, str]] = []
        parts = [one.strip() for one in re.split(r"[,;，、；]\s*|\s+[–—-]\s+", said) if one.strip()]
        for part in parts if len(parts) <= _MOST_PARTS else ():
            kind = self._kind(part)
            if not kind and found and found[-1][0] == "owner" and self.sides.side_named(part):
                found[-1] = ("owner", f"{found[-1][1]} ({part})")
            elif not kind and len(part.split()) < 5 and self._is_inward(part):
                found.append(("private", part))
            elif not kind:
                return []
            elif found and found[-1][0] == kind[0] == "owner":
                named = self.sides.side_named(part) in ("buyer", "seller")
                found[-1] = ("owner", f"{found[-1][1]} ({part})" if named else f"{found[-1][1]} / {part}")
            else:
                found.append(kind)
        return found

    def _segment(self, segment: str, at: int, pieces: Pieces) -> None:
        kind = self._kind(segment)
        found = [kind] if kind else self._list_of(segment)
        if not found:
            inner = Pieces()
            bare = self._brackets(segment, inner)
            kind = self._kind(bare) if inner.facts else None
            found = [kind, *inner.facts.items()] if kind else []
        for name, said in found or facts_in(segment, self._kind, self.day_in):
            self._put(name, said, at, pieces)

    def _kind(self, said: str) -> tuple[str, str] | None:
        """(field, what it says) of a segment that is one fact as a whole."""
        label, colon, rest = at_colon(said)
        name = self.field_of(label) if colon and rest.strip() else ""
        if name:
            return name, rest.strip()
        when = after_when(said)
        if when:
            return "exit_criteria", when
        day = self.day_in(said)
        if day:
            return "target_date", day
        status = values.status(cell_of(said), {})
        if status and not re.fullmatch(r"[\d.,]+", said):
            return "status", said
        owner = without_with(said).lstrip("@")
        return ("owner", owner) if self.is_owner(owner) else None

    def _is_inward(self, said: str) -> bool:
        return bool(inward_word(said) or only_ours(f"{said}:", self.sides.is_sellers))

    def is_owner(self, said: str) -> bool:
        """Whether ``said`` names people, or sides, and nothing else."""
        parts = parts_of(said)
        return (
            bool(parts)
            and len(said) <= 100
            and any(self._is_person(part) for part in parts)
            and all(self._is_person(part) or self._is_nobody(part) for part in parts)
        )

    def _is_person(self, part: str) -> bool:
        bare = _BRACKETED.sub(" ", part).strip().lstrip("@")
        if self.sides.side_named(part) or (bare and self.sides.side_named(bare)):
            return True
        known = part in self.sides.short or self.sides.buyer.has(bare) or self.sides.seller.has(bare)
        return known or (is_named(bare) and person.judge(bare) == "person")

    def _is_nobody(self, part: str) -> bool:
        """Whether a placeholder or a department stands where a name should: "TBD", "your legal (who?)"."""
        return len(part.split()) <= 4 and not re.search(r"\d", part) and person.judge(part) in ("nobody", "group")

    def day_in(self, said: str) -> str:
        """The day, or what should be one, that ``said`` is as a whole, without the words in front of it; else empty."""
        bare = said.strip().rstrip(",.") if not re.search(r"\d\.$", said.strip()) else said.strip()
        if values.friday_of(bare, self._how[0]):
            return bare
        word = until(bare)
        rest = bare[len(word) :].strip(" :：")
        if word and rest.casefold() in OPEN_DAYS:
            return rest
        if word and names_time(rest) and len(rest.split()) <= 4:
            return bare  # "Ende Januar": the word in front belongs to it
        if UNSPACED.search(bare):
            rest = re.sub(r"(?:まで(?:に)?|迄|予定|頃)$", "", bare)
        return rest if rest and re.search(r"\d", rest) and self._day(rest) else ""

    def _day(self, said: str) -> bool:
        near, day_first, locale = self._how
        if re.fullmatch(r"[\d.,\s]+", said) and not DAYLIKE.search(said):
            return False
        found = values.read(cell_of(said), near=near, day_first=day_first, locale=locale)
        return found.day is not None or " can be " in found.why or "names no year" in found.why

    def _day_behind(self, step: str, pieces: Pieces) -> str:
        """``step`` without the day with which it ends: "AVV unterschrieben bis 12.12."."""
        if "target_date" in pieces.facts:
            return step
        words = step.split(" ")
        for at in range(max(1, len(words) - LONGEST_DAY), len(words)):
            said = " ".join(words[at:])
            day = self.day_in(said) if is_plainly_day(said) or until(said) else ""
            before = " ".join(words[:at])
            begins = not_before(before)
            if day and begins:
                pieces.rest.append((0, f"{begins} {said}"))
                return before[: -len(begins)].rstrip(" ,;:")
            if day:
                pieces.put("target_date", day, 0)
                return before.rstrip(" ,;:")
        return step
