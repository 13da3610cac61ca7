"""The figures that the README quotes: ours and each peer's, in turn, in one run, as ratios of medians.

Usage: python benchmarks/run.py [--runs 11]
Both are measured as whole processes in the environment that runs this; byte code is compiled before.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "northwind.yaml"
DAY = "2026-11-23"

BARE = """
import sys, weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
"""


def timed(command: list[str]) -> float:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True, env=env)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], peer_name: str, peer: list[str], runs: int) -> None:
    """Run both in turn (ours, peer, ours, …) after one warm-up each, and print medians and their ratio."""
    timed(ours), timed(peer)
    pairs = [(timed(ours), timed(peer)) for _ in range(runs)]
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"| {name} | {one * 1000:.0f} ms | {peer_name} | {other * 1000:.0f} ms | {ratio:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    import mapdocs

    compileall.compile_dir(Path(mapdocs.__file__).parent, quiet=2)
    bin_dir = Path(sys.executable).parent
    program = str(bin_dir / "mapdocs")
    work = Path(tempfile.mkdtemp())
    spec = work / "deal.yaml"
    spec.write_bytes(SAMPLE.read_bytes())
    bare = work / "bare.py"
    bare.write_text(BARE)
    html = work / "plan.html"
    html.write_text("<h1>Plan</h1><table>" + "<tr>" + "<td>cell</td>" * 7 + "</tr>" * 7 + "</table>")
    print("| what, whole process, cold | ours | peer | peer's | ratio |\n| --- | --- | --- | --- | --- |")
    compare(
        "check one spec", [program, "check", str(spec), "--today", DAY],
        "yamllint, same file", [str(bin_dir / "yamllint"), str(spec)], runs,
    )  # fmt: skip
    compare(
        "build one deal, every artifact", [program, "build", str(spec), "-o", str(work / "out"), "--today", DAY, "--force"],
        "a bare script, one page by WeasyPrint", [sys.executable, str(bare), str(html), str(work / "bare.pdf")], max(3, runs // 2),
    )  # fmt: skip
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
