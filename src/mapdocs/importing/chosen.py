"""A table's heading, and what its columns were found to be."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapdocs.importing import profiles
from mapdocs.readers.tables import GridRow, Table

_OWNERS = ("buyer_owner", "seller_owner", "owner")
_FACTS = (*_OWNERS, "target_date", "status", "percent", "done_on", "exit_criteria", "start", "side", "before_go_live")


@dataclass(slots=True)
class Chosen:
    """A table's heading and what its columns are.

    ``first`` and ``height`` are the heading's rows among the filled ones. ``targets`` are all columns with target dates, the
    surest first. ``order`` is what a heading says of two owners in one cell: ("buyer", "seller") for "Owner (Buyer /
    Seller)". ``secret`` are the private columns with why, ``unused`` those that a known program adds, ``hours`` the one
    that stands beside every day of a column. ``hides`` is the column
    that says which rows are not for the buyer, with what it says of those: "yes", "no", "not yes", "for us", "seen", "int", "named", "circled", "not circled", "asked",
    "private row", or a private word. ``flags`` are the
    columns in which a yes takes a row out: "private" or "archived".
    """

    table: Table
    first: int
    height: int
    heads: dict[int, str]
    fields: dict[str, int] = field(default_factory=dict)
    targets: tuple[int, ...] = ()
    unknown: dict[int, str] = field(default_factory=dict)
    secret: dict[int, tuple[str, str]] = field(default_factory=dict)
    unused: dict[int, str] = field(default_factory=dict)
    hours: dict[int, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    profile: profiles.Profile | None = None
    hides: tuple[int, str] | None = None
    people: dict[int, tuple[str, str]] = field(default_factory=dict)  # letters under a name: the heading, and the side
    units: dict[str, int] = field(default_factory=dict)  # the column of a side's departments, beside that of its owners
    flags: dict[int, str] = field(default_factory=dict)
    plain: dict[int, str] = field(default_factory=dict)  # columns whose "internal" keeps no row, with why
    side: str = ""  # whose the owners of the whole table are: "buyer" or "seller", by its title
    legend: dict[str, str] = field(default_factory=dict)  # what the file's key says of letters: B is done
    sure: int = 0
    sure_step: bool = False

    @property
    def rows(self) -> list[GridRow]:
        return [row for row in self.table.rows if not row.blank][self.first + self.height :]

    def leave_unused(self, *columns: int) -> None:
        """Take ``columns`` for no field of a plan, and none of their cells for what a row says."""
        for column in columns:
            self.unknown.pop(column, None)
            self.unused[column] = self.heads.get(column, "the key")
        self.fields = {name: place for name, place in self.fields.items() if place not in columns}
        self.targets = tuple(place for place in self.targets if place not in columns)

    def is_plan(self) -> bool:
        """A step and a fact of it; a column that could be called anything needs two facts."""
        facts = sum(name in self.fields for name in _FACTS)
        return "milestone" in self.fields and facts >= (1 if self.sure_step else 2)
