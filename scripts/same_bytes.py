"""The bytes of every artifact of every sample, as digests: what a change of the house must not change.

``python scripts/same_bytes.py`` prints what differs from tests/digests.json and ends with 1; ``--write`` records
today's. The digests hold for the versions of the libraries that are named in the file, and for no others.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

import mapdocs
from mapdocs.formats.pdf import engine
from mapdocs.formats.registry import USUAL

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "tests" / "digests.json"
LIBRARIES = (
    "babel",
    "fonttools",
    "holidays",
    "jinja2",
    "lxml",
    "pydyf",
    "python-docx",
    "resvg-py",
    "weasyprint",
    "xlsxwriter",
)
TODAY = date(2026, 11, 23)


def versions() -> dict[str, str]:
    """The libraries that shape the bytes, with Pango and Python's own version, of which zlib is a part."""
    engine.load()
    from weasyprint.text.ffi import pango

    return {
        "python": sys.version.split()[0],
        "pango": str(pango.pango_version()),
        **{name: version(name) for name in LIBRARIES},
    }


def samples() -> list[Path]:
    """The samples that build."""
    company = [path for path in sorted(ROOT.glob("samples/company/*.yaml")) if path.name != "mapdocs.yaml"]
    return [*sorted(ROOT.glob("samples/*.yaml")), *company]


def digests() -> dict[str, str]:
    """sha256 of each artifact, by sample, variant and path."""
    found: dict[str, str] = {}
    for sample in samples():
        for variant in ("full", "lite"):
            with tempfile.TemporaryDirectory() as out:
                found |= _digests_of(sample, variant, Path(out))
    return dict(sorted(found.items()))


def _digests_of(sample: Path, variant: str, out: Path) -> dict[str, str]:
    work = out / "work"
    work.mkdir()
    for beside in sample.parent.iterdir():  # the settings, the logo; never what was remembered of earlier builds
        if beside.is_file():
            (work / beside.name).write_bytes(beside.read_bytes())
    asked = mapdocs.BuildOptions(variant=variant, only=USUAL)
    mapdocs.build(mapdocs.load(work / sample.name), out=work / "out", today=TODAY, options=asked)
    return {
        f"{sample.stem} {variant} {path.relative_to(work / 'out').as_posix()}": hashlib.sha256(
            path.read_bytes()
        ).hexdigest()[:16]
        for path in sorted((work / "out").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def main() -> int:
    if "--write" in sys.argv[1:]:
        RECORD.write_text(json.dumps({"versions": versions(), "digests": digests()}, indent=1) + "\n", "utf-8")
        return 0
    recorded = json.loads(RECORD.read_text("utf-8"))
    if recorded["versions"] != versions():
        print(
            "recorded with other versions:", {k: v for k, v in versions().items() if recorded["versions"].get(k) != v}
        )
    now = digests()
    changed = [
        name
        for name in sorted(now.keys() | recorded["digests"].keys())
        if now.get(name) != recorded["digests"].get(name)
    ]
    print("\n".join(changed) or f"all {len(now)} the same")
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main())
