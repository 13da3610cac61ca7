"""Files as Google's and Microsoft's programs write them, made from ours by what their output is known to look like.

Google Docs: runs, rows and tables in content controls of its own, style names gone, custom properties and unknown parts
dropped, widths as decimals, tracking off. Google Sheets: no table objects, other style numbers, formulas that it does
not know wrapped, a thousand formatted blank rows. Word: runs cut in the middle of words, revision ids, proofing marks,
smart tags. Excel: shared formulas, rich text, strings in place, comments in threads.
"""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _s(name: str) -> str:
    return f"{{{S}}}{name}"


def rezip(raw: bytes, change, drop=()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if any(re.search(pattern, name) for pattern in drop):
                continue
            content = old.read(name)
            if name == "[Content_Types].xml":
                for pattern in drop:
                    content = re.sub(rb'<Override[^>]*PartName="/' + pattern.encode() + rb'[^"]*"[^>]*/>', b"", content)
            new.writestr(name, change(name, content))
    return out.getvalue()


def _wrapped(element, number: int):
    """``element`` in a content control, as Google's exports wrap what was touched."""
    sdt = etree.Element(_w("sdt"))
    properties = etree.SubElement(sdt, _w("sdtPr"))
    etree.SubElement(properties, _w("tag")).set(_w("val"), f"goog_rdk_{number}")
    content = etree.SubElement(sdt, _w("sdtContent"))
    element.addprevious(sdt)
    content.append(element)
    return sdt


def google_docs(raw: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name == "word/document.xml":
            root = etree.fromstring(content)
            number = 0
            for kind, every in (("r", 2), ("p", 5), ("tr", 2), ("tbl", 2)):
                for index, element in enumerate(list(root.iter(_w(kind)))):
                    inside_table = any(a.tag == _w("tbl") for a in element.iterancestors())
                    if (
                        index % every == 0
                        and (kind in ("tr", "tbl") or inside_table)
                        and not (kind == "tbl" and inside_table)
                    ):
                        _wrapped(element, number)
                        number += 1
            for style in (*root.iter(_w("pStyle")), *root.iter(_w("rStyle"))):
                style.set(_w("val"), "Normal")
            for width in root.iter(_w("tcW"), _w("gridCol")):
                width.set(_w("w"), f"{width.get(_w('w'))}.0000000000005")
            return etree.tostring(root)
        if name == "word/settings.xml":
            return re.sub(rb"<w:trackRevisions[^>]*/>|<w:docVars>.*?</w:docVars>", b"", content)
        return content

    return rezip(raw, change, drop=(r"docProps/custom\.xml", r"customXml/", r"docProps/thumbnail"))


def word(raw: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        root = etree.fromstring(content)
        for paragraph in root.iter(_w("p")):
            paragraph.set(_w("rsidR"), "00A77B3E")
            paragraph.set(_w("rsidRDefault"), "00A77B3E")
        for run in list(root.iter(_w("r"))):
            texts = run.findall(_w("t"))
            if len(texts) != 1 or len(run) > 2 or len(texts[0].text or "") < 4 or run.getparent().tag != _w("p"):
                continue
            whole = texts[0].text
            twin = etree.fromstring(etree.tostring(run))
            for line_break in twin.findall(_w("br")):
                twin.remove(line_break)
            texts[0].text, twin.find(_w("t")).text = whole[:3], whole[3:]
            for piece in (texts[0], twin.find(_w("t"))):
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(twin)
            proof = etree.Element(_w("proofErr"))
            proof.set(_w("type"), "spellStart")
            run.addnext(proof)
            if len(whole) % 3 == 0:
                tag = etree.Element(_w("smartTag"))
                tag.set(_w("element"), "place")
                twin.addprevious(tag)
                tag.append(twin)
        return etree.tostring(root)

    return rezip(raw, change)


def google_sheets(raw: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            root = etree.fromstring(content)
            for gone in (*root.findall(_s("tableParts")), *root.findall(_s("legacyDrawing"))):
                root.remove(gone)
            for formula in root.iter(_s("f")):
                formula.text = (
                    f'IFERROR(__xludf.DUMMYFUNCTION("{(formula.text or "").replace(chr(34), chr(34) * 2)}"),"")'
                )
            data = root.find(_s("sheetData"))
            last = max((int(r.get("r")) for r in data), default=0)
            for number in range(last + 1, last + 1000):
                row = etree.SubElement(data, _s("row"))
                row.set("r", str(number))
                for letter in "ABCDEFGHIJ":
                    cell = etree.SubElement(row, _s("c"))
                    cell.set("r", f"{letter}{number}")
                    cell.set("s", "1")
            return etree.tostring(root)
        if re.fullmatch(r"xl/worksheets/_rels/sheet\d+\.xml\.rels", name):
            return re.sub(rb'<Relationship [^>]*/table"[^>]*/>', b"", content)
        return content

    return rezip(raw, change, drop=(r"xl/tables/", r"docProps/custom\.xml", r"xl/calcChain\.xml"))


def excel(raw: bytes) -> bytes:
    """Shared strings (every third of them rich text with a reading aid), shared formulas."""
    strings: list[etree._Element] = []

    def item(text: str) -> str:
        holder = etree.Element(_s("si"))
        pieces = (
            (text[: len(text) // 2], text[len(text) // 2 :]) if len(strings) % 3 == 0 and len(text) > 3 else (text,)
        )
        for piece in pieces:
            inside = etree.SubElement(holder, _s("r")) if len(pieces) > 1 else holder
            if len(pieces) > 1:
                etree.SubElement(etree.SubElement(inside, _s("rPr")), _s("b"))
            said = etree.SubElement(inside, _s("t"))
            said.text = piece
            said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if len(pieces) > 1:
            reading = etree.SubElement(holder, _s("rPh"))
            reading.set("sb", "0")
            reading.set("eb", "1")
            etree.SubElement(reading, _s("t")).text = "furigana"
        strings.append(holder)
        return str(len(strings) - 1)

    def change(name: str, content: bytes) -> bytes:
        if name == "[Content_Types].xml":
            kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            entry = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
            return content.replace(b"</Types>", entry)
        if name == "xl/_rels/workbook.xml.rels":
            kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            entry = b'<Relationship Id="rIdStrings" Type="' + kind + b'" Target="sharedStrings.xml"/></Relationships>'
            return content.replace(b"</Relationships>", entry)
        if not re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            return content
        root = etree.fromstring(content)
        shared = 0
        for cell in root.iter(_s("c")):
            formula, inline = cell.find(_s("f")), cell.find(_s("is"))
            if formula is not None and (cell.get("r") or "").startswith("I"):
                formula.set("t", "shared")
                formula.set("si", "0")
                if shared:
                    formula.text = None
                else:
                    formula.set("ref", "I9:I40")
                shared += 1
            elif inline is not None:
                text = "".join(t.text or "" for t in inline.iter(_s("t")))
                cell.remove(inline)
                cell.set("t", "s")
                etree.SubElement(cell, _s("v")).text = item(text)
        return etree.tostring(root)

    changed = rezip(raw, change, drop=(r"xl/sharedStrings\.xml",))
    out = io.BytesIO(changed)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        table = etree.Element(_s("sst"), nsmap={None: S})
        table.extend(strings)
        archive.writestr("xl/sharedStrings.xml", etree.tostring(table))
    return out.getvalue()
