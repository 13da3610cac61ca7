"""Many deals: deals a second, each process's memory over time, and what a second run costs after one change.

Part of run.py. Linux only: memory is read from /proc.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = (ROOT / "samples" / "northwind.yaml").read_text("utf-8")
DAY = "2026-11-23"


def resident(process: int) -> dict[int, float]:
    """The resident memory in megabytes of a process and its children, by process."""
    found = {}
    children = Path(f"/proc/{process}/task/{process}/children")
    for one in [process, *map(int, children.read_text().split() if children.exists() else ())]:
        try:
            status = Path(f"/proc/{one}/status").read_text()
        except OSError:
            continue
        if "VmRSS" in status and "resource_tracker" not in Path(f"/proc/{one}/cmdline").read_text():
            found[one] = int(status.split("VmRSS:")[1].split()[0]) / 1024
    return found


def timed_build(specs: Path, out: Path, jobs: int) -> tuple[float, list[tuple[int, dict[int, float]]]]:
    """Seconds for building all, and memory seen at every hundredth deal."""
    command = [
        sys.executable,
        "-m",
        "mapdocs",
        "build",
        str(specs),
        "-o",
        str(out),
        "--jobs",
        str(jobs),
        "--today",
        DAY,
    ]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    assert process.stdout
    assert process.stderr
    complaints: list[str] = []
    reader = threading.Thread(target=lambda: complaints.extend(process.stderr or ()))
    reader.start()
    seen = []
    for number, _ in enumerate(process.stdout, 1):
        if number % 100 == 0:
            seen.append((number, resident(process.pid)))
    process.wait()
    reader.join()
    if process.returncode:
        sys.exit("".join(complaints))
    return time.perf_counter() - start, seen


def write_specs(folder: Path, deals: int) -> None:
    """The sample ``deals`` times, each deal with a name of its own."""
    folder.mkdir(parents=True)
    for number in range(deals):
        name = f"Northwind rollout {number}"
        text = "\n".join(f"  name: {name}" if line.startswith("  name: ") else line for line in SAMPLE.split("\n"))
        (folder / f"deal{number:05}.yaml").write_text(text, "utf-8")


def measure(work: Path, deals: int, jobs: Sequence[int] = (1, 2)) -> None:
    """Build ``deals`` with each number of processes, then twice more: nothing changed, one spec changed."""
    specs, out = work / "specs", work / "out"
    write_specs(specs, deals)
    print("\n| processes | deals | time | deals a second | MB a process after 100 | at the end | most |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    speeds = []
    for count in jobs:
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(specs / ".mapdocs", ignore_errors=True)
        seconds, seen = timed_build(specs, out, count)
        first, last = seen[0][1], seen[-1][1]
        most = max(size for _, sizes in seen for size in sizes.values())
        speeds.append(deals / seconds)
        print(
            f"| {count} | {deals:,} | {seconds:.1f} s | {deals / seconds:.1f} | "
            f"{' + '.join(f'{v:.0f}' for v in first.values())} | {' + '.join(f'{v:.0f}' for v in last.values())} | {most:.0f} |",
            flush=True,
        )
    again, _ = timed_build(specs, out, 1)
    changed = specs / "deal00007.yaml"
    changed.write_text(changed.read_text("utf-8").replace("four days", "three days"), "utf-8")
    one, _ = timed_build(specs, out, 1)
    print(
        f"\nFastest beside slowest: {max(speeds) / min(speeds):.2f} times. Nothing changed: {again:.2f} s. One spec changed: {one:.2f} s."
    )
