"""Internal stays internal: a unique string in every internal field is found in no buyer file, in any encoding."""

import base64
import io
import os
import quopri
import re
import subprocess
import sys
import zlib
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from helpers import dump, plan_values
from mapdocs import build, load

CANARY = "Zq7Canary"


def canaries():
    """A plan whose every internal field holds a string of its own."""
    values = plan_values(stage=9, acv="98765.43")
    marks = iter(f"{CANARY}{n:03}Xw" for n in range(100))
    used = []

    def mark():
        used.append(next(marks))
        return used[-1]

    for row in values["milestones"]:
        row["at_risk"] = mark()
        row["evidence"] = mark()
    values["internal"] = {
        "crm_url": f"https://crm.example/{mark()}",
        "forecast": mark(),
        "notes": f"{mark()}\n{mark()}",
        "tasks": [{"task": mark(), "owner": mark(), "due": "2026-11-27"}, {"task": mark(), "owner": mark()}],
    }
    return values, used


def everything_in(raw: bytes, depth: int = 0):
    """``raw`` and all that is packed into it: zip members, MIME parts, PDF streams, base64."""
    yield raw
    if depth > 4:
        return
    if raw[:2] == b"PK":
        import zipfile

        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.filename.encode()
                yield info.comment + info.extra
                yield from everything_in(archive.read(info), depth + 1)
    elif raw[:5] == b"%PDF-":
        import pypdf

        for match in re.finditer(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
            try:
                yield zlib.decompress(match[1])
            except zlib.error:
                yield match[1]
        reader = pypdf.PdfReader(io.BytesIO(raw))
        yield "\n".join(page.extract_text() for page in reader.pages).encode()
        yield repr(reader.metadata).encode()
    elif raw[:8] == b"Subject:" or b"MIME-Version" in raw[:400]:
        for part in message_from_bytes(raw, policy=default).walk():
            yield repr(part.items()).encode()
            if not part.is_multipart():
                yield from everything_in(part.get_payload(decode=True) or b"", depth + 1)
    for blob in re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", raw):
        yield from everything_in(base64.b64decode(blob + b"==="), depth + 1)
    if raw[:1] == b"<":
        yield re.sub(rb"<[^>]+>", b"", raw)  # a text may be split over runs


def forms(text: str) -> list[bytes]:
    plain = text.encode()
    shifted = [base64.b64encode(b"x" * n + plain)[4:-4] for n in range(3)]
    return [
        plain,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        quopri.encodestring(plain),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        *shifted,
    ]


@pytest.mark.parametrize("variant", ["full", "lite"])
def test_no_canary_reaches_the_buyer(tmp_path, variant):
    values, used = canaries()
    (tmp_path / "deal.yaml").write_text(dump(values))
    from helpers import TODAY

    result = build(load(tmp_path / "deal.yaml"), out=tmp_path / "out", today=TODAY, variant=variant)
    assert result.paths
    assert not result.missing
    buyer = [p for p in tmp_path.rglob("*") if p.is_file() and ("buyer" in p.parts or ".mapdocs" in p.parts)]
    assert len(buyer) >= 8
    needles = [form for text in [*used, CANARY] for form in forms(text) if len(form) >= 5]
    also = [b"98765", b"python-docx", b"openpyxl"]
    for path in buyer:
        for content in everything_in(path.read_bytes()):
            for needle in [*needles, *also]:
                if needle == b"XlsxWriter" or len(needle) < 4:
                    continue
                assert needle not in content, (path.name, needle)
    internal = b"".join(c for p in (tmp_path / "out").rglob("internal/*") for c in everything_in(p.read_bytes()))
    assert sum(text.encode() in internal for text in used) >= len(used) - 14  # the search itself finds what is there


def test_the_search_finds_what_is_hidden(tmp_path):
    """The canary test can fail: a leak through a note is found in every format."""
    values, _ = canaries()
    values["milestones"][1]["note"] = "Zq7CanaryLEAK"
    (tmp_path / "deal.yaml").write_text(dump(values))
    from helpers import TODAY

    build(load(tmp_path / "deal.yaml"), out=tmp_path / "out", today=TODAY)
    for suffix in ("eml", "html", "txt", "docx", "xlsx", "pdf"):
        path = next((tmp_path / "out").rglob(f"buyer/*-map.{suffix}"))
        assert any(b"Zq7CanaryLEAK" in content for content in everything_in(path.read_bytes())), suffix


SCRIPT = """
import sys, mapdocs
from datetime import date
result = mapdocs.build(mapdocs.load(sys.argv[1]), out=sys.argv[2], today=date(2026, 11, 23))
assert result.paths and not result.missing, result
"""


@pytest.mark.pdf
@pytest.mark.parametrize("sample", ["northwind.yaml", "corner-cafe.yaml", "harbor-freight-slipped.yaml"])
def test_the_same_spec_gives_the_same_bytes(tmp_path, sample):
    from helpers import SAMPLES

    outs = []
    for number, env in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
        )
    ):
        out = tmp_path / str(number)
        spec = tmp_path / "specs" / sample
        spec.parent.mkdir(exist_ok=True)
        spec.write_bytes((SAMPLES / sample).read_bytes())
        subprocess.run([sys.executable, "-c", SCRIPT, str(spec), str(out)], check=True, env={**os.environ, **env})
        outs.append(out)
    first, second = (
        {p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()} for out in outs
    )
    assert len(first) >= 11
    assert first.keys() == second.keys()
    for name in first:
        assert first[name] == second[name], name


def test_no_artifact_names_this_machine(tmp_path):
    from helpers import SAMPLES, TODAY

    result = build(load(SAMPLES / "northwind.yaml"), out=tmp_path, today=TODAY)
    needles = [str(Path.cwd()).encode(), str(tmp_path).encode(), os.uname().nodename.encode()]
    for path in result.paths:
        for content in everything_in(path.read_bytes()):
            assert not [n for n in needles if len(n) > 3 and n in content], path
