"""Whose the step of a row is: the owners' columns, of one side each or of both, with what the row says of the side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from mapdocs.importing import more_owners, raci, values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.draft import Title
from mapdocs.importing.owner_dress import bare_list, given_first, merged_over_both, person_and_unit, without_phone
from mapdocs.importing.owners import Owners, Sides, is_absent, is_title, is_written_as_name, parts_of
from mapdocs.importing.repeats import Told
from mapdocs.importing.short_owners import beside_one_another, in_full, people_in, with_deputy, with_title
from mapdocs.importing.values import words
from mapdocs.readers.tables import GridRow, clean
from mapdocs.rules.classify import person

_SIDES = ("buyer", "seller")
_BRACKETED = re.compile(r"([^\W\d_][^();,/]*?)\s*\((\d{3,}|@?[a-z][a-z0-9._-]+)\)")
_NAMED_ADDRESS = re.compile(r"([^;,()<>]*[^;,()<>\s])\s*[(<]\s*([^\s;,()<>]+@[^\s;,()<>]+)\s*[)>]")
_BEHIND_NAME = re.compile(r"([^,;:(（\[*|→<\n]*?[^\s,;:(（\[*|→<-])\s*(?:[,;:(（\[*|→<]|\s(?:[-–—]|--|->)\s)\s*(\S.*)")
_BEFORE_WORDS = re.compile(
    r"([A-ZÀ-Þ][\w.'’-]+(?: (?:de|da|del|van|von|der|la|le|di|al|el|bin|ter))*(?: [A-ZÀ-Þ][\w.'’-]+){1,2}) ([a-zà-þ&].*)"
)
_NOTHING = ("-", "–", "—", "－", "?", "？")


class RowOwners:
    """Reads the owners of a table's rows. ``unplaced`` and ``titles_of`` are filled for the whole import; ``ask`` gets the
    row, the field and the questions where something did not become an owner."""

    def __init__(
        self,
        chosen: Chosen,
        sides: Sides,
        ask: Callable[..., None],
        unplaced: dict[str, None],
        titles_of: dict[str, Title],
    ) -> None:
        self.chosen, self.sides, self._ask = chosen, sides, ask
        self.fields, self.unplaced, self.titles_of = chosen.fields, unplaced, titles_of
        self._everybody = people_in(chosen, sides)
        self._further = more_owners.beside(chosen)
        self.beside: dict[int, str] = {}  # the columns of further owners that gave one in the row in hand, by side

    def of(self, row: GridRow, remarks: list[str], told: Told) -> tuple[str, str]:
        """Both owners; one column for both is split by the words for sides, the companies and the people we know, and by
        what the row's note has ``told``."""
        if told.buyer or told.seller:
            single = parts_of(words(row.cell(self.fields.get("owner"))))
            if set(single) <= {told.buyer, told.seller}:
                return told.buyer, told.seller
        buyer, seller = self._of(row, remarks)
        buyer, seller = buyer or told.buyer, seller or told.seller
        self.beside = {}
        for side in [side for side, who in (("buyer", buyer), ("seller", seller)) if not who and (buyer or seller)]:
            column, who = more_owners.of_the_other_side(row, self._further, side, self.sides)
            if who and not _is_unsettled(who):
                self.beside[column] = side
                buyer, seller = (who, seller) if side == "buyer" else (buyer, who)
        return buyer, seller

    def _of(self, row: GridRow, remarks: list[str]) -> tuple[str, str]:
        if self.chosen.people and not {"owner", "buyer_owner", "seller_owner"} & self.fields.keys():
            by_letters, asked = raci.owners_in(self.chosen, row, self.sides)
            remarks += asked
            self._ask(row, "owner", *asked)
            return by_letters.get("buyer", ""), by_letters.get("seller", "")
        both = merged_over_both(row, self.fields, self.sides)
        if all(both):
            return both
        buyer = self._name(row, "buyer_owner", "the buyer's owner", remarks)
        seller = self._name(row, "seller_owner", "your owner", remarks)
        marked = [name for name in ("buyer", "seller") if values.words(row.cell(self.fields.get(f"{name}_mark")))]
        single = " ".join(clean(row.cell(self.fields.get("owner")).text).replace("\n", " / ").split())
        address = words(row.cell(self.fields.get("owner_email")))
        side = words(row.cell(self.fields.get("side"))) or (marked[0] if len(marked) == 1 else "")
        if single in _NOTHING:
            single = ""
        if not single and (not address or buyer or seller):
            if address and not self._whose_address(address, buyer, seller):
                remarks.append(f"{self.chosen.heads.get(self.fields['owner_email'], 'e-mail')}: {address}")
                self._ask(row, "owner_email", remarks[-1])
            if side:
                remarks.append(f"the side is given as “{side}”")
            return buyer, seller
        before = len(remarks)
        owners = self._said_owners(single, address, side or self._other_side() or self.chosen.side, remarks)
        if owners.unplaced or owners.beside or not (owners.buyer or owners.seller):
            self._ask(row, "owner", *remarks[before:])
        buyer, seller = buyer or owners.buyer, seller or owners.seller
        if address and not self._whose_address(address, buyer, seller):
            remarks.append(f"{self.chosen.heads.get(self.fields['owner_email'], 'e-mail')}: {address}")
            self._ask(row, "owner_email", remarks[-1])
        return buyer, seller

    def _whose_address(self, address: str, buyer: str, seller: str) -> bool:
        """Whether ``address`` is one of the two owners', by their names: it is then known of that person."""
        said = set(values.from_address(address)[0].casefold().split())
        fitting = [
            (side, name)
            for side, name in (("buyer", buyer), ("seller", seller))
            if said and any(word in said for word in name.casefold().split())
        ]
        if len(fitting) != 1:
            return False
        ((side, name),) = fitting
        known = self.titles_of.get(name, Title(side, name))
        self.titles_of[name] = replace(known, email=known.email or address.strip("<>"))
        return known.email in ("", address.strip("<>"))

    def _said_owners(self, single: str, address: str, side: str, remarks: list[str]) -> Owners:
        said = re.sub(r"\[\d{1,3}%\]|(?<!\S)@(?=[^\W\d_])", "", single)
        said = _BRACKETED.sub(_without_handle, said)
        said = _NAMED_ADDRESS.sub(self._of_named_address, said)
        said = re.sub(r"[^\s,;<>]+@[^\s,;<>]+", lambda m: self._of_address(m[0]), said) or self._of_address(address)
        said = said.removeprefix("[").removesuffix("]")  # ClickUp's lists
        shown = single or address
        said, read = in_full(beside_one_another(said), self._everybody, self.sides)
        remarks += [
            f"the owner “{part}” was read as “{name}”, the only one known who is called so"
            for part, name in read.items()
        ]
        said, deputy = with_deputy(said)
        remarks += [f"of the owner is said: {deputy}"] if deputy else []
        said, title = with_title(said)
        if is_absent(said):
            remarks.append(f"the owner is given as “{shown}”; who is it meanwhile?")
            return Owners("", "", ())
        parts = parts_of(said)
        owners = self.sides.owners(said)
        if title:
            self._entitle(owners, title, remarks)
        if owners.unplaced and self.chosen.order and len(parts) == 2:
            apart = [self.sides.owners(part) for part in parts]
            found = ["buyer" if one.buyer else "seller" if one.seller else "" for one in apart]
            if all(who in ("", wanted) for who, wanted in zip(found, self.chosen.order, strict=True)):
                both = dict(zip(self.chosen.order, parts, strict=True))
                return self._only_people(Owners(both["buyer"], both["seller"], ()), single or address, remarks)
        named = self.sides.side_named(side) if side else ""
        if not named and address:
            name, company = values.from_address(address)
            named = self.sides.side_at(company) if name else ""
        if owners.unplaced == (said,) and named in ("buyer", "seller") and person.judge(said) == "person":
            return Owners(said, "", ()) if named == "buyer" else Owners("", said, ())
        if named in ("buyer", "seller") and len(parts) > 1 and owners.unplaced[:1] == tuple(parts[:1]):
            both = {"buyer": owners.buyer, "seller": owners.seller}
            if not both["seller" if named == "buyer" else "buyer"] and all(person.judge(p) == "person" for p in parts):
                label = "the buyer's owner" if named == "buyer" else "your owner"
                remarks.append(f"also named as {label}: {', '.join(parts[1:])}")
                return Owners(parts[0], "", ()) if named == "buyer" else Owners("", parts[0], ())
        if side and not named:
            remarks.append(f"the side is given as “{side}”")
        if owners.beside:
            remarks.append(f"of the owner is said: {', '.join(owners.beside)}")
        whose = {"buyer": "the buyer's side", "seller": "your side", "both": "both sides"}.get(
            self.sides.side_named(said), ""
        )
        if owners.unplaced:
            self.unplaced |= dict.fromkeys(filter(_is_name, owners.unplaced))
            asked = f"{whose}; which person?" if whose else "who is it on which side?"
            remarks.append(f"the owner is given as “{shown}”; {asked}")
        return self._only_people(owners, shown, remarks)

    def _entitle(self, owners: Owners, title: str, remarks: list[str]) -> None:
        """Note the ``title`` of the one owner who is known; else it stays with the question."""
        side = "buyer" if owners.buyer else "seller"
        name = owners.buyer or owners.seller
        known = self.titles_of.get(name, Title(side, name))
        if name and known.title in ("", title):
            self.titles_of[name] = replace(known, title=title)
        else:
            remarks.append(f"of the owner is said: {title}")

    def _only_people(self, owners: Owners, shown: str, remarks: list[str]) -> Owners:
        if not any(map(_is_unsettled, filter(None, (owners.buyer, owners.seller)))):
            return owners
        remarks.append(f"the owner is given as “{shown}”; who is it?")
        buyer, seller = ("" if _is_unsettled(name) else name for name in (owners.buyer, owners.seller))
        return replace(owners, buyer=buyer, seller=seller)

    def _of_named_address(self, found: re.Match[str]) -> str:
        """ "Dana Reyes (dana@juniper.example)": the name, with its side in front where the address says it."""
        _, company = values.from_address(found[2])
        side = self.sides.side_at(company)
        known = self.sides.owners(found[1])
        return f"{side}: {found[1]}" if side and not (known.buyer or known.seller) else found[1]

    def _of_address(self, address: str) -> str:
        """The name in an address, with its company in front where that is one of the two sides."""
        name, company = values.from_address(address)
        side = self.sides.side_at(company) if name else ""
        known = [one for one in getattr(self.sides, side).people if one.split()[0] == name] if side in _SIDES else []
        name = known[0] if len(known) == 1 else name
        return f"{side}: {name}" if side in ("buyer", "seller") else name or address

    def _name(self, row: GridRow, name: str, label: str, remarks: list[str]) -> str:
        """The owner in a column of one side: of two people the first, and a question where it is nobody."""
        side = name.removesuffix("_owner")
        lines = [line for line in clean(row.cell(self.fields.get(name)).text).split("\n") if line]
        if len(lines) == 2 and "@" not in lines[0] and values.from_address(lines[1])[0]:
            who, address = lines[0], lines.pop()
            if not self._whose_address(address, *((who, "") if side == "buyer" else ("", who))):
                lines.append(address)
        lines = [self._by_address(self.sides.short.get(line, line), side) for line in lines]
        if len(lines) == 2 and person.judge(lines[0]) == "person" and is_title(lines[1]):
            who, title = lines
            known = self.titles_of.get(who, Title(side, who))
            self.titles_of[who] = replace(known, title=known.title or title)
            return who
        said, phone = without_phone(bare_list(" ".join(", ".join(lines).split())))
        remarks += [f"of the owner is said: {phone}"] if phone else []
        said, unit = person_and_unit(given_first(said), self.sides)
        if unit:
            remarks.append(f"of the owner is said: {unit}")
            return said
        who, beside = self._and_more(said)
        if beside:
            remarks.append(f"of the owner is said: {beside}")
            said = who
        if said in _NOTHING or not said:
            unit = words(row.cell(self.chosen.units.get(side)))
            if unit and unit not in _NOTHING:
                remarks.append(f"{label} is given as “{unit}”; who is it?")
                self._ask(row, name, remarks[-1])
            return ""
        if is_absent(said) or _is_unsettled(said) or person.judge(said) == "group":
            remarks.append(f"{label} is given as “{said}”; who is it?")
            self._ask(row, name, remarks[-1])
            return ""
        parts: Sequence[str] = parts_of(said)
        if len(parts) > 1 and all(person.judge(part) == "person" and " " in part for part in parts):
            who, beside = self._and_more(parts[0])
            remarks.append(f"also named as {label}: {', '.join(parts[1:])}")
            remarks += [f"of the owner is said: {beside}"] if beside else []
            return who
        return said

    def _and_more(self, said: str) -> tuple[str, str]:
        """The name in an owner's cell and what stands behind it that is neither a title nor another person: "only after 5 pm"."""
        found = _BEHIND_NAME.fullmatch(said) or self._behind_known(said)
        name, rest = (found[1].strip(), found[2].strip(" ()[]*<>|–—-")) if found else ("", "")
        known = self.sides.buyer.has(name) or self.sides.seller.has(name)
        is_name = known or (" " in name and person.judge(name) == "person")
        if not is_name or is_title(rest) or self.sides.side_named(rest) or is_absent(said) or _is_unsettled(said):
            return said, ""
        others = parts_of(rest)
        if any(person.judge(other) == "person" and is_written_as_name(other) for other in others):
            return said, ""
        return name, rest

    def _behind_known(self, said: str) -> re.Match[str] | None:
        """A name of two or three words written large, and words written small behind it: "Dana Reyes until she leaves"."""
        found = _BEFORE_WORDS.fullmatch(said)
        return found if found and person.judge(found[1]) == "person" else None

    def _by_address(self, line: str, side: str) -> str:
        """The name for an address in the column of one side; "@Dana Reyes", as chats write it, without its sign."""
        name, _ = values.from_address(line)
        if not name:
            return re.sub(r"^@(?=[^\W\d_])", "", line)
        known = [one for one in getattr(self.sides, side).people if one.split()[0] == name]
        name = known[0] if len(known) == 1 else name
        self.titles_of.setdefault(name, Title(side, name, "", line.strip("<>")))
        return name

    def _other_side(self) -> str:
        """The side that has no column of its own where the other one has: the column for both is then this side's."""
        has = [side for side in ("buyer", "seller") if f"{side}_owner" in self.fields]
        return {"buyer": "seller", "seller": "buyer"}[has[0]] if len(has) == 1 else ""


def _is_name(part: str) -> bool:
    """Whether ``part`` of an owner's cell is a person's name and nothing else."""
    return person.judge(part) == "person" and not re.search(r"[:(（：]", part)


def _is_unsettled(name: str) -> bool:
    """Whether ``name`` is nobody yet, a department, or leaves open who it is."""
    return person.judge(name) in ("nobody", "group") or person.leaves_open(name)


def _without_handle(found: re.Match[str]) -> str:
    """ "Gareth Pugh (4410221)", "Gareth Pugh (garethpugh3)": the name without the number or the handle of a program's user."""
    handle = re.sub(r"[\W\d_]", "", found[2])
    return found[1] if not handle or handle == re.sub(r"\W", "", found[1].casefold()) else found[0]
