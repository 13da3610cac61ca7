"""Internal stays internal: a unique string in every internal field is found in no buyer file, in any encoding."""

import base64
import io
import os
import quopri
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from helpers import SAMPLES, TODAY, dump, plan_values
from mapdocs import build, load
from mapdocs.building.options import BuildOptions
from mapdocs.formats.registry import FORMATS
from mapdocs.schema.fields import SETTINGS, SPEC
from mapdocs.schema.model import Source
from planting import WORD, Planter

#: Places of the grammar whose words stand in no internal file, and why.
NOWHERE = {
    "jargon[]": "words to look for, never to print",
    "deal.id": "what deals are told apart by, never printed",
    "templates": "a folder's name; what lies in it is found by it",
    "history": "a folder's name; finished deals lie in it",
}
FOLDED = {
    "milestones[].at_risk": "a folded line has no mark of its own",
    "milestones[].evidence": "a folded line has no mark of its own",
    "milestones[].source": "a folded line has no mark of its own",
}
NOT_PRINTED = {"full": NOWHERE, "lite": NOWHERE | FOLDED}


def planted(tmp_path, *, other=False):
    """A deal and its company's settings whose every internal field holds a word or a value of its own; the words by place."""
    planter = Planter("seller", other=other)
    values = planter.plant(plan_values(), SPEC)
    settings = planter.plant({}, SETTINGS)
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / settings["templates"]).mkdir()
    (tmp_path / settings["history"]).mkdir()
    (tmp_path / "mapdocs.yaml").write_text(dump(settings))
    (tmp_path / "deal.yaml").write_text(dump(values))
    return planter.words


def built(folder, variant="auto"):
    """The spec in ``folder`` as it was read, and what a buyer gets and what is remembered of it, by path."""
    spec = load(folder / "deal.yaml")
    result = build(
        spec, out=folder / "out", today=TODAY, options=BuildOptions(FORMATS, variant=variant, per_person=True)
    )
    assert result.paths, result.findings
    assert not result.missing
    files = {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return spec, {path: raw for path, raw in files.items() if "buyer" in path.parts or ".mapdocs" in path.parts}


def inside(folder):
    """All that the internal files hold."""
    return b"\n".join(c for p in sorted(folder.rglob("internal/*")) for c in everything_in(p.read_bytes()))


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
    words = planted(tmp_path)
    spec, buyer = built(tmp_path, variant)
    read = repr(replace(spec, source=Source(), findings=()))
    assert [word for found in words.values() for word in found if word not in read] == [], "planted, and never read"
    assert len(buyer) >= 8
    needles = {form for found in words.values() for word in found for form in forms(word)}
    assert min(map(len, needles)) >= 12
    needles |= {form for form in forms(WORD) if len(form) >= 5} | {
        b"98765",
        b"python-docx",
        b"python-pptx",
        b"openpyxl",
    }
    for path, raw in buyer.items():
        for content in everything_in(raw):
            for needle in needles:
                assert needle not in content, (path.name, needle)


@pytest.mark.parametrize("variant", ["full", "lite"])
def test_every_canary_can_be_found(tmp_path, variant):
    """What is looked for in the buyer's files stands in the internal ones, or is knowingly printed nowhere."""
    words = planted(tmp_path)
    built(tmp_path, variant)
    internal = inside(tmp_path / "out")
    missing = {place for place, found in words.items() if any(word.encode() not in internal for word in found)}
    assert missing == set(NOT_PRINTED[variant])
    assert b"98,765.43" in internal


@pytest.mark.parametrize("variant", ["full", "lite"])
def test_no_byte_for_the_buyer_hangs_on_an_internal_field(tmp_path, variant):
    """Also where a field can hold no word, as a stage or a day: every one has another value, and the files are the same."""
    planted(tmp_path / "one")
    planted(tmp_path / "two", other=True)
    (_, one), (_, two) = (built(tmp_path / name, variant) for name in ("one", "two"))
    assert one == two
    assert inside(tmp_path / "one" / "out") != inside(tmp_path / "two" / "out")
    text = (tmp_path / "two" / "deal.yaml").read_text()
    (tmp_path / "two" / "deal.yaml").write_text(text.replace("received in writing", "received on paper"))
    _, changed = built(tmp_path / "two", variant)
    assert changed != two, "the comparison sees what a buyer may see"


#: Places whose words no file for the buyer shows, and why.
UNSHOWN = {"milestones[].id": "a row's short mark stands for it; the id itself is kept beside the spec, in .mapdocs"}
#: Places that a buyer may see and no word of one's own can be put in.
NO_WORD = {
    "milestones[].after[]": "only another row's id can stand there; the rows' order and dates say it",
    "review.timezone": "only a zone's name can stand there, which is written in the buyer's language",
}


@pytest.mark.parametrize("variant", ["full", "lite"])
def test_what_a_buyer_may_see_reaches_the_buyer(tmp_path, variant):
    """The other direction: a field that the grammar gives to the buyer stands in one of the buyer's files."""
    words, reached = {}, set()
    for name, left in (
        ("a", {"email.intro", "milestones[].milestone"}),
        ("b", {"deal.map_url", "milestones[].buyer_label", "email.ask"}),
    ):
        ways = {"email.intro": "{} agreed. See https://docs.example.com/plan now. What did we get wrong by Nov 30?"}
        ways |= {"email.ask": "{}: what did we get wrong by Nov 30?"}
        ways |= dict.fromkeys(("email.to[]", "email.cc[]"), "{}@canary.example")
        planter = Planter("buyer", ways=ways, left=frozenset(left | NO_WORD.keys()), gently=True)
        values = planter.plant(plan_values(), SPEC)
        (tmp_path / name).mkdir()
        (tmp_path / name / "deal.yaml").write_text(dump(values))
        _, files = built(tmp_path / name, variant)
        shown = b"".join(
            str(path).encode() + content
            for path, raw in files.items()
            if "buyer" in path.parts
            for content in everything_in(raw)
        ).lower()
        words |= planter.words
        reached |= {place for place, found in planter.words.items() if any(w.lower().encode() in shown for w in found)}
    assert words.keys() - reached == UNSHOWN.keys()


@pytest.mark.parametrize("variant", ["full", "lite"])
def test_the_search_finds_what_is_hidden(tmp_path, variant):
    """The canary test can fail: a leak through a note is found in every format."""
    planted(tmp_path)
    text = (tmp_path / "deal.yaml").read_text()
    (tmp_path / "deal.yaml").write_text(text.replace("  buyer_owner:", f"  note: {WORD}LEAK\n  buyer_owner:"))
    _, buyer = built(tmp_path, variant)
    for suffix in ("eml", "html", "txt", "docx", "xlsx", "pdf"):
        raw = next(raw for path, raw in buyer.items() if path.name.endswith(f"-map.{suffix}"))
        assert any(f"{WORD}LEAK".encode() in content for content in everything_in(raw)), suffix


SCRIPT = """
import sys, mapdocs
from datetime import date
for sample in sys.argv[2:]:
    result = mapdocs.build(mapdocs.load(sample), out=sys.argv[1], today=date(2026, 11, 23))
    assert result.paths and not result.missing, result
"""


@pytest.mark.pdf
def test_the_same_spec_gives_the_same_bytes(tmp_path):
    outs = []
    for number, env in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
        )
    ):
        out = tmp_path / str(number)
        specs = [tmp_path / "specs" / f"{name}.yaml" for name in ("northwind", "corner-cafe", "harbor-freight-slipped")]
        for spec in specs:
            spec.parent.mkdir(exist_ok=True)
            spec.write_bytes((SAMPLES / spec.name).read_bytes())
        subprocess.run([sys.executable, "-c", SCRIPT, out, *specs], check=True, env={**os.environ, **env})
        outs.append(out)
    first, second = (
        {p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()} for out in outs
    )
    assert len(first) >= 33
    assert first.keys() == second.keys()
    for name in first:
        assert first[name] == second[name], name


def test_no_artifact_names_this_machine(tmp_path):
    options = BuildOptions(FORMATS)
    result = build(load(SAMPLES / "northwind.yaml"), out=tmp_path, today=TODAY, options=options)
    needles = [str(Path.cwd()).encode(), str(tmp_path).encode(), os.uname().nodename.encode()]
    for path in result.paths:
        for content in everything_in(path.read_bytes()):
            assert not [n for n in needles if len(n) > 3 and n in content], path
