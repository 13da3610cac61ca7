"""The figures that the README quotes: ours and each peer's, in turn, in one run, as ratios.

Usage: python benchmarks/run.py [--runs 15] [--deals 2000] [--only cold,check,batch,rows,sizes,scale]
Wants the packages of `pip install -e '.[bench]'`, and LibreOffice for the row that compares with it. Whole processes run in
the environment that runs this, their byte code and templates compiled before, as where a wheel is installed. Ratios are
medians of pairs.
"""

from __future__ import annotations

import argparse
import atexit
import compileall
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib import metadata
from pathlib import Path

import peers
import scale

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
import compile_templates  # noqa: E402

SAMPLE = ROOT / "samples" / "northwind.yaml"
DAY = "2026-11-23"
BIN = Path(sys.executable).parent
MAPDOCS = str(BIN / "mapdocs")

BARE_PDF = "import sys, weasyprint\nweasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])\n"
BARE_DOCX = """
import json, sys
from docxtpl import DocxTemplate
document = DocxTemplate(sys.argv[1])
document.render(json.load(open(sys.argv[2])))
document.save(sys.argv[3])
"""


def process(*command: str | Path) -> Callable[[], None]:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def run() -> None:
        done = subprocess.run([str(part) for part in command], check=False, capture_output=True, env=env)
        if done.returncode not in (0, 1):
            sys.exit(f"{command}: {done.stderr.decode(errors='replace')}")

    return run


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(
    name: str, ours: Callable[[], object], peer_name: str, peer: Callable[[], object], limit: float, runs: int
) -> None:
    """Run both in turn after a warm-up each; print medians, their ratio, and what it should be at most."""
    ours(), peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(runs)]
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"| {name} | {told(one)} | {peer_name} | {told(other)} | {ratio:.2f} | {limit} |", flush=True)


def told(took: float) -> str:
    return f"{took * 1000:.0f} ms" if took < 10 else f"{took:.1f} s"


def cold(work: Path, runs: int) -> None:
    """One deal, whole processes."""
    import mapdocs

    spec = mapdocs.load(work / "deal.yaml")
    heads = ["Milestone", "Buyer owner", "Seller owner", "Target date", "Done when"]
    rows = [
        [m.milestone or "", m.buyer_owner or "", m.seller_owner or "", str(m.target_date), m.exit_criteria or ""]
        for m in spec.milestones
    ]
    page = work / "page.html"
    page.write_text(peers.plan_page(spec.deal.name or "", heads, rows), "utf-8")
    (work / "bare_pdf.py").write_text(BARE_PDF)
    (work / "bare_docx.py").write_text(BARE_DOCX)
    build = (MAPDOCS, "build", work / "deal.yaml", "-o", work / "out", "--today", DAY, "--force")
    compare(
        "build one deal, every artifact", process(*build),
        "a bare script, one plan page by WeasyPrint", process(sys.executable, work / "bare_pdf.py", page, work / "bare.pdf"), 0.8, runs,
    )  # fmt: skip
    soffice = shutil.which("soffice")
    if soffice:
        document = next((work / "out").glob("*/buyer/*.docx"))
        compare(
            "the same", process(*build),
            "LibreOffice, that .docx to PDF", process(soffice, "--headless", f"-env:UserInstallation=file://{work}/office", "--convert-to", "pdf", "--outdir", work, document),
            0.55, max(3, runs // 2),
        )  # fmt: skip
    template, values = make_template(work, heads, rows)
    compare(
        "build --only email,docx,xlsx", process(*build, "--only", "email,docx,xlsx"),
        "docxtpl, one document", process(sys.executable, work / "bare_docx.py", template, values, work / "bare.docx"), 1.5, runs,
    )  # fmt: skip


def make_template(work: Path, heads: list[str], rows: list[list[str]]) -> tuple[Path, Path]:
    """A template for docxtpl, a table with a row a milestone, and the values for it."""
    import json

    import docx

    made = docx.Document()
    made.add_heading("{{ title }}")
    table = made.add_table(4, len(heads))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for at, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ row[{at}] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    made.save(str(work / "template.docx"))
    (work / "values.json").write_text(json.dumps({"title": "Plan", "rows": rows}), "utf-8")
    return work / "template.docx", work / "values.json"


def check(work: Path, runs: int, deals: int) -> None:
    """Checking beside yamllint: one file, and a folder."""
    compare(
        "check one spec", process(MAPDOCS, "check", work / "deal.yaml", "--today", DAY),
        "yamllint, same file", process(BIN / "yamllint", work / "deal.yaml"), 1.0, 2 * runs + 1,
    )  # fmt: skip
    folder = work / "many"
    scale.write_specs(folder, deals)
    compare(
        f"check {deals:,} specs", process(MAPDOCS, "check", folder, "--today", DAY),
        "yamllint, same files", process(BIN / "yamllint", folder), 0.5, 3,
    )  # fmt: skip


def batch(work: Path, runs: int) -> None:
    """A warm process writing deal after deal, beside the bare libraries writing the same content."""
    import mapdocs
    from mapdocs.building import company
    from mapdocs.formats.pdf import page, printing
    from mapdocs.plan.builder import buyer_plan

    day = date.fromisoformat(DAY)
    out = work / "warm"

    def ours() -> None:
        mapdocs.build(mapdocs.load(work / "deal.yaml"), out=out, today=day, force=True)

    ours()
    spec = mapdocs.load(work / "deal.yaml")
    kit = company.kit_for(spec.settings)
    plan = buyer_plan(spec, today=day, names=kit.words(spec.settings.locale).under("milestones"))
    deal = peers.Deal(next(out.iterdir()), page.page(plan, kit), printing.fetcher(kit))
    compare(
        "one more deal in a warm process, every artifact", ours,
        "WeasyPrint (same page), python-docx, openpyxl, email: same content", lambda: deal.write(work), 1.25, 2 * runs + 1,
    )  # fmt: skip


def rows(work: Path) -> None:
    """Plans of 40 and 400 rows in a warm process: ten times the rows, how many times the time."""
    import mapdocs

    day = date.fromisoformat(DAY)
    specs = {}
    for count in (40, 400):
        path = work / f"rows{count}.yaml"
        path.write_text(long_plan(count), "utf-8")
        specs[count] = path

    def build(count: int) -> None:
        result = mapdocs.build(mapdocs.load(specs[count]), out=work / "rows", today=day, force=True)
        assert not result.blocked, result.findings[0]

    compare("a plan of 400 rows", lambda: build(400), "ours, a plan of 40 rows", lambda: build(40), 11, 5)


def long_plan(count: int) -> str:
    """The sample with more milestones, all in one week."""
    text = SAMPLE.read_text("utf-8")
    head, _, tail = text.partition("\nmilestones:\n")
    ends = re.search(r"^\S", tail, re.M)
    owners = ("Dana Reyes", "Priya Raman")
    lines = [
        f"  - {{milestone: Site {number} is live, buyer_owner: {owners[number % 2]}, seller_owner: Sam Ortiz, "
        f"target_date: 2026-12-{14 + number * 5 // count}, exit_criteria: Site {number} signed off by its manager in writing}}\n"
        for number in range(count)
    ]
    return f"{head}\nmilestones:\n{''.join(lines)}{tail[ends.start() :] if ends else ''}"


def sizes(work: Path) -> None:
    """The files of the full sample, and what an installation takes."""
    process(MAPDOCS, "build", work / "deal.yaml", "-o", work / "out", "--today", DAY, "--force")()
    folder = next((work / "out").iterdir())
    for suffix, limit in ((".eml", 60), (".docx", 60), (".xlsx", 40), (".pdf", 80)):
        size = next(folder.glob(f"buyer/*{suffix}")).stat().st_size
        print(f"| {suffix} of the full sample | {size / 1000:.1f} kB | | | | {limit} kB |")
    taken = installed()
    largest = sorted(taken.items(), key=lambda pair: -pair[1])[:6]
    parts = ", ".join(f"{name} {size / 1e6:.0f}" for name, size in largest)
    print(f"| installed with all it needs, byte code left out | {sum(taken.values()) / 1e6:.0f} MB | {parts} | | | |")


def installed() -> dict[str, int]:
    """Bytes on disk by package, of mapdocs and all that it needs."""
    found: dict[str, int] = {}
    waiting = ["mapdocs"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        files = [Path(str(f.locate())) for f in package.files or () if f.suffix != ".pyc"]
        found[name] = sum(f.stat().st_size for f in files if f.is_file())
        wanted = [r for r in package.requires or () if "extra ==" not in r]
        if any("fonttools[woff]" in r for r in wanted):
            waiting += ["brotli", "zopfli"]
        waiting += [match[0] for r in wanted if (match := re.match(r"[\w.-]+", r))]
    return found


def as_in_a_wheel() -> None:
    """Templates compiled, until this ends."""
    package = compile_templates.SOURCE / compile_templates.PACKAGE
    names = compile_templates.write_compiled(package)
    atexit.register(shutil.rmtree, package / Path(names[0]).parent, ignore_errors=True)


def main() -> None:
    parts = ("cold", "check", "batch", "rows", "sizes", "scale")
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--deals", type=int, default=2000)
    parser.add_argument("--only", default=",".join(parts))
    args = parser.parse_args()
    asked = args.only.split(",")
    import mapdocs

    as_in_a_wheel()
    for folder in (Path(mapdocs.__file__).parent, Path(peers.__file__).parent):
        compileall.compile_dir(folder, quiet=2)
    print(f"{date.today():%d %B %Y}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}\n")
    print("| what | ours | beside | theirs | ratio | at most |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copy(SAMPLE, work / "deal.yaml")
        if "cold" in asked:
            cold(work, args.runs)
        if "check" in asked:
            check(work, args.runs, args.deals)
        if "batch" in asked:
            batch(work, args.runs)
        if "rows" in asked:
            rows(work)
        if "sizes" in asked:
            sizes(work)
        if "scale" in asked:
            scale.measure(work / "scale", args.deals)


if __name__ == "__main__":
    main()
