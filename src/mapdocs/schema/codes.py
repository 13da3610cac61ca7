"""The problems of form, MAP001 to MAP099: what each code means, for ``mapdocs rules CODE``."""

from __future__ import annotations

FORM: dict[str, str] = {
    "MAP001": "The file is no text that can be read.\n\nSave it as UTF-8. A spec may have one million bytes.",
    "MAP002": "The file is not valid YAML.\n\nMost often a tab, a missing quote, or a colon inside a text: put such a text in quotes.",
    "MAP003": "A key stands twice.\n\nYAML would silently keep the last of the two.",
    "MAP004": "Anchors, aliases and tags (&, *, !) are not supported.\n\nWrite each value where it belongs. A text that begins with one of these signs goes in quotes.",
    "MAP005": "The file holds more than one document.\n\nOne spec holds one deal: take out the line ---.",
    "MAP006": "The file is empty, or nested too deep.",
    "MAP007": "The settings above the spec belong to another user.\n\nThey would decide what your buyers read. Copy them beside the spec to use them.",
    "MAP010": "A key is not known.\n\nThe hint names the key that was probably meant. All keys: mapdocs schema",
    "MAP011": "Something that is required is missing.",
    "MAP012": "A value has the wrong shape: a list where one value belongs, or one value where a group of keys does.",
    "MAP013": "A date cannot be read, or could be read in two ways.\n\nWrite it year first: 2026-11-30.",
    "MAP014": "An amount cannot be read, or could be read in two ways.\n\nWrite digits alone: 84000. 84,000 and 84k are understood too.",
    "MAP015": "A word is none of those that can stand here.",
    "MAP016": "A number cannot be read, or is out of range.",
    "MAP017": "A link is not a web address.\n\nLinks begin with https://.",
    "MAP018": "A mail address is wrong, or a recipient has none.",
    "MAP019": "A character cannot stand in a document.\n\nControl characters come from copying; delete them.",
    "MAP020": "A date with a time of day cannot be read, or does not exist in its time zone.",
    "MAP021": "A time zone is not known.\n\nWrite its IANA name, such as America/New_York.",
    "MAP022": "An id is given twice, or names no row.",
    "MAP023": "Dates or rows hang on each other in a circle.",
    "MAP030": "The blocks of a session do not add up to its length.\n\nThe message says by how many minutes.",
    "MAP025": "A name is nearly, but not quite, one of the people's.",
}
