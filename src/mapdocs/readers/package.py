"""A stranger's zip or XML, opened with limits: no bomb is unpacked, no entity resolved, no address fetched."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from mapdocs.errors import Unreadable
from mapdocs.language.links import opened

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

MAX_FILE = 20_000_000  # bytes; a tracker of 400 rows has 60,000
MAX_PART = 16_000_000  # bytes of one part, unpacked
MAX_XML = 6_000_000  # bytes of a part that is held as a tree
MAX_ELEMENTS = 250_000  # of such a tree; a plan of 400 rows has 40,000
MAX_MEMBERS = 5_000
MAX_LINKS = 5_000  # out of one part
MAX_ADDRESS = 4_000  # characters; Excel keeps 2,079

_AGAIN = "ask for the file once more"


def unpacked_size(raw: bytes) -> int:
    """The bytes that a zip says it unpacks to; 0 for what is none. More than it says is never read of a part."""
    try:
        return sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(raw)).infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error, NotImplementedError):
        return 0


class Package:
    """The parts of a .docx or .xlsx by name; parts that are not asked for are never unpacked."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) > MAX_FILE:
            raise Unreadable(
                f"the file has {len(raw):,} bytes, far more than a plan", "check that it is the right file"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error) as problem:
            raise Unreadable("the file is damaged or cut off", _AGAIN) from problem
        if len(members) > MAX_MEMBERS:
            raise Unreadable(
                f"the file holds {len(members):,} parts, far more than a plan", "check that it is the right file"
            )
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("the file is protected by a password", "ask for a copy without a password")
        self._members = {member.filename.lstrip("/").lower(): member for member in members}

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def has(self, name: str) -> bool:
        return name.lstrip("/").lower() in self._members

    def bytes_of(self, name: str, limit: int = MAX_PART) -> bytes:
        """The part ``name``, at most ``limit`` bytes of it.

        Raises:
            Unreadable: it is damaged, or larger than ``limit``.
        """
        member = self._members.get(name.lstrip("/").lower())
        if member is None:
            raise Unreadable(f"the part {name} is missing in the file", _AGAIN)
        try:
            with self._zip.open(member) as part:
                content = part.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as problem:
            raise Unreadable("the file is damaged or cut off", _AGAIN) from problem
        if len(content) > limit:
            raise Unreadable(
                f"{posixpath.basename(name)} in the file unpacks to more than {limit:,} bytes, far more than a plan",
                "check that it is the right file",
            )
        return content

    def xml(self, name: str) -> _Element:
        """The root element of the part ``name``."""
        root = parse_xml(self.bytes_of(name, MAX_XML))
        if sum(1 for _ in islice(root.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
            raise Unreadable(
                f"{posixpath.basename(name)} in the file has more than {MAX_ELEMENTS:,} elements, far more than a plan",
                "check that it is the right file",
            )
        return root

    def related(self, name: str) -> Iterator[tuple[str, str, str]]:
        """(id, kind, part) of what ``name`` refers to inside the package; what lies outside is passed over."""
        folder = posixpath.dirname(name)
        for relation in self._relations(name):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path and not path.startswith("..") and self.has(path):
                yield relation.get("Id") or "", (relation.get("Type") or "").rsplit("/", 1)[-1], path

    def addresses(self, name: str) -> dict[str, str]:
        """By id, the web addresses that links in ``name`` lead to. Nothing is fetched."""
        links = (
            (relation.get("Id") or "", opened((relation.get("Target") or "")[:MAX_ADDRESS]))
            for relation in islice(self._relations(name), MAX_LINKS)
            if relation.get("TargetMode") == "External" and (relation.get("Type") or "").endswith("/hyperlink")
        )
        return {key: address for key, address in links if address}

    def _relations(self, name: str) -> Iterator[_Element]:
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if self.has(rels):
            yield from (relation for relation in self.xml(rels) if isinstance(relation.tag, str))

    def main_part(self) -> str | None:
        """The part that an office program would open first."""
        return next((path for _, kind, path in self.related("") if kind == "officeDocument"), None)


def parse_xml(raw: bytes) -> _Element:
    """The root of an XML text; a document type is refused, since entities only come with one.

    Raises:
        Unreadable: it is no well-formed XML, or declares a document type.
    """
    from lxml import etree

    refuse_doctype(raw)
    try:
        return etree.fromstring(raw, _parser())
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable("the file is damaged: its XML does not hold together", _AGAIN) from problem


def _parser() -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def elements_of(raw: bytes, *names: str) -> Iterator[_Element]:
    """Elements of these local names as the text is read, each freed as soon as the next is asked for.

    Raises:
        Unreadable: it is no well-formed XML, or declares a document type.
    """
    from lxml import etree

    refuse_doctype(raw[:2_000])  # a document type stands before everything else
    try:
        for _, element in etree.iterparse(
            io.BytesIO(raw),
            events=("end",),
            tag=tuple(f"{{*}}{name}" for name in names),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable("the file is damaged: its XML does not hold together", _AGAIN) from problem


def parse_html(text: str) -> _Element | None:
    """The root of a page of HTML, however untidy it is; None where there is nothing in it."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(text.replace("\0", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def refuse_doctype(raw: bytes) -> None:
    """No office program writes a document type; only attacks do."""
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", raw.replace(b"\0", b"")):
        raise Unreadable(
            "the file holds XML entities, which no office program writes", "do not open it; ask the sender"
        )


def local(element: _Element) -> str:
    """An element's name without its namespace, so that transitional and strict files read alike."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """An attribute by its local name, in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rsplit("}", 1)[-1] == name:
            return str(value)
    return None


def is_on(element: _Element | None) -> bool:
    """Whether a toggle such as <w:strike/> is there and not switched off."""
    return element is not None and (attribute(element, "val") or "1") not in ("0", "false", "off", "none")
