"""What the styles of an OpenDocument file strike through, hide, or dress so that nobody sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapdocs.errors import Unreadable
from mapdocs.readers.looks import alike
from mapdocs.readers.package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_STYLES = 20_000
_SMALL = 2  # points, up to which nobody reads letters


@dataclass(slots=True)
class Styles:
    """By name: which strike through, which hide a sheet, which colour they lay behind a cell."""

    struck: set[str] = field(default_factory=set)
    hiding: set[str] = field(default_factory=set)
    unsaid: set[str] = field(default_factory=set)  # whose text is not shown
    fills: dict[str, str] = field(default_factory=dict)
    inks: dict[str, str] = field(default_factory=dict)  # of letters, RRGGBB in lower case
    tiny: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)  # what is not shown, or cannot be seen, as far as the file was read

    def is_unseen(self, name: str) -> bool:
        """Whether the letters of a style are too small, or have the colour of what is behind them."""
        ink = self.inks.get(name, "")
        behind = self.fills.get(name, "#ffffff")[1:]
        return name in self.tiny or bool(ink and re.fullmatch("[0-9a-f]{6}", behind) and alike(ink, behind))

    def learn(self, style: _Element) -> None:
        name, above = attribute(style, "name") or "", attribute(style, "parent-style-name") or ""
        if not name:
            return
        for told in (self.struck, self.unsaid, self.tiny):
            if above in told:
                told.add(name)
        for known in (self.inks, self.fills):
            if above in known:
                known.setdefault(name, known[above])
        if len(self.fills) + len(self.struck) + len(self.hiding) > MAX_STYLES:
            raise Unreadable(f"the file has more than {MAX_STYLES:,} styles", "check that it is the right file")
        for properties in style:
            kind = local(properties)
            if kind == "text-properties":
                line = attribute(properties, "text-line-through-style") or attribute(
                    properties, "text-line-through-type"
                )
                if line is not None:
                    (self.struck.discard if line == "none" else self.struck.add)(name)
                colour, size = attribute(properties, "color") or "", attribute(properties, "font-size") or ""
                if re.fullmatch("#[0-9A-Fa-f]{6}", colour):
                    self.inks[name] = colour[1:].casefold()
                if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?pt", size):
                    (self.tiny.add if float(size[:-2]) <= _SMALL else self.tiny.discard)(name)
                behind = (attribute(properties, "background-color") or "").casefold()
                if re.fullmatch("#[0-9a-f]{6}", behind):
                    self.fills[name] = behind
                shown = attribute(properties, "display")
                if shown is not None:
                    (self.unsaid.add if shown == "none" else self.unsaid.discard)(name)
            elif kind == "table-properties" and attribute(properties, "display") == "false":
                self.hiding.add(name)
            elif kind in ("table-cell-properties", "paragraph-properties"):
                colour = (attribute(properties, "background-color") or "").casefold()
                if colour not in ("", "transparent", "#ffffff"):
                    self.fills[name] = colour
