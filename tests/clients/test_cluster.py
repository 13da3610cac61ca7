"""Building on a Dask cluster: a real scheduler and two workers on loopback, one of which is killed midway."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from commands import run
from helpers import dump, plan_values

DEALS = 60


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def cluster(tmp_path):
    """A scheduler's address and its two workers' processes."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    log = (tmp_path / "cluster.log").open("w")
    common = {"stdout": log, "stderr": log, "cwd": tmp_path, "start_new_session": True}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    processes = [
        subprocess.Popen([*dask, "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"], **common)
    ]
    for name in ("one", "two"):
        processes.append(
            subprocess.Popen(
                [
                    sys.executable, "-m", "distributed.cli.dask_worker", address, "--host", "127.0.0.1", "--name", name,
                    "--nthreads", "1", "--no-nanny", "--no-dashboard",
                ],
                **common,
            )
        )  # fmt: skip
    yield address, processes[1:]
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_every_deal_is_built_exactly_once_though_a_worker_is_killed(tmp_path, cluster, measure):
    address, workers = cluster
    deals, out = tmp_path / "deals", tmp_path / "out"
    deals.mkdir()
    for number in range(DEALS):
        (deals / f"deal{number:03}.yaml").write_text(dump(plan_values(name=f"Deal {number}")))
    command = [
        "build", str(deals), "-o", str(out), "--executor", "dask", "--scheduler", address, "--today", "2026-11-23",
        "--only", "email,docx,xlsx,ics",
    ]  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "mapdocs", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    started = time.monotonic()
    while len(list(out.glob("*/.mapdocs.json"))) < DEALS // 4 and time.monotonic() - started < 60:
        time.sleep(0.01)
    at = len(list(out.glob("*/.mapdocs.json")))
    os.killpg(workers[0].pid, signal.SIGKILL)
    said, complained = process.communicate(timeout=120)
    assert process.returncode == 0, complained
    assert DEALS // 4 <= at < DEALS, "the worker was killed midway"
    # Each deal is told once and stands there whole. One that the killed worker had finished without saying so is found
    # unchanged by the other.
    folders = said.split()
    assert len(folders) == len(set(folders)) >= DEALS - 1
    assert f"{len(folders)} of {DEALS} deals built" in complained
    assert len(folders) == DEALS or "1  unchanged" in complained
    assert sorted(out.glob("deal-*")) == sorted(out / f"deal-{n}" for n in range(DEALS))
    assert "Traceback" not in complained
    for folder in sorted(out.glob("deal-*")):
        assert json.loads((folder / ".mapdocs.json").read_text())["made_from"]
        sent = json.loads((deals / ".mapdocs" / f"{folder.name}.json").read_text())
        assert sent["sequence"] == 0  # a deal that had been built twice as something new would count on
    measure(f"Dask: {DEALS} deals, one of two workers killed after {at}: {len(folders)} built, each once")
    again = run(*command)
    assert f"0 of {DEALS} deals built" in again.stderr, again.stderr


def test_no_scheduler_is_said_in_words(tmp_path):
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    done = run("build", tmp_path, "--executor", "dask", "--scheduler", f"tcp://127.0.0.1:{free_port()}", cwd=tmp_path)
    assert done.returncode == 3
    assert "no Dask scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_without_an_executor_is_a_wrong_command(tmp_path):
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    assert run("build", tmp_path, "--scheduler", "tcp://127.0.0.1:1", cwd=tmp_path).returncode == 2
