"""What PDF/UA asks for and WeasyPrint leaves out, on its objects just before they are written."""

from __future__ import annotations

from typing import Any


def finish(_document: Any, pdf: Any) -> None:
    """Annotations print, header cells say what they head, running heads and feet are artifacts.

    The finisher of :meth:`weasyprint.HTML.write_pdf`.
    """
    import pydyf

    for entry in pdf.objects:
        if not isinstance(entry, dict):
            continue
        if entry.get("Type") == "/Annot":
            entry["F"] = 4  # 7.18.1: an annotation without the print flag counts as hidden
        elif entry.get("S") == "/TH":
            entry["A"] = pydyf.Dictionary({"O": "/Table", "Scope": "/Column"})  # 7.5
    _unread_is_artifact(pdf)


def _unread_is_artifact(pdf: Any) -> None:
    """Content in the page margins is marked with an id that no element of the structure holds: 7.8 wants artifacts."""
    by_reference: dict[Any, Any] = {entry.reference: entry for entry in pdf.objects}
    elements = {key: entry for key, entry in by_reference.items() if isinstance(entry, dict)}
    roots = [entry for entry in elements.values() if entry.get("Type") == "/StructTreeRoot"]
    read: set[tuple[Any, int]] = set()
    seen: set[Any] = set()
    waiting = list(roots)
    while waiting:
        element = waiting.pop()
        children = element.get("K", [])
        for child in children if isinstance(children, list) else [children]:
            if isinstance(child, int):
                read.add((element.get("Pg"), child))
            elif isinstance(child, dict):
                if "MCID" in child:
                    read.add((child.get("Pg", element.get("Pg")), child["MCID"]))
            elif child in elements and child not in seen:
                seen.add(child)
                waiting.append(elements[child])
    if not roots:
        return
    for reference, page in elements.items():
        if page.get("Type") == "/Page" and page.get("Contents") in by_reference:
            _unmark(by_reference[page["Contents"]].stream, reference, read)


def _unmark(stream: list[Any], page: Any, read: set[tuple[Any, int]]) -> None:
    for at, operand in enumerate(stream):
        if isinstance(operand, dict) and "MCID" in operand and (page, operand["MCID"]) not in read:
            stream[at - 1 : at + 2] = ["/Artifact", b"", b"BMC"]  # as many operands as before, so places stay
