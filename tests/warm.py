"""The command line in a process that is a copy of one which has everything loaded.

Most of a short command's time goes into loading libraries and word lists and compiling templates, the same ones hundreds of
times in a test run. Here a process does that once, for a deal that no test has, and is copied for each command: the copy has
its own memory, folder, arguments and streams, and ends as the interpreter ends. What depends on how an interpreter starts
needs a fresh one: another environment, signals, time limits, what a command loads. ``commands.run`` decides.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
import traceback
from datetime import date
from pathlib import Path

#: What a command may load, and all that it loads itself.
LOADED = ("docx", "openpyxl", "xlsxwriter", "babel.dates", "jinja2.sandbox", "lxml.html", "icalendar")


def possible() -> bool:
    return hasattr(os, "fork") and hasattr(socket, "AF_UNIX") and sys.platform.startswith("linux")


def environment() -> dict[str, str]:
    """What a process would inherit, but for the name of the running test."""
    return {key: value for key, value in os.environ.items() if key != "PYTEST_CURRENT_TEST"}


class Warm:
    """The loaded process, and the commands that its copies run."""

    def __init__(self) -> None:
        self.environment = environment()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket = ours
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
        theirs.close()

    def run(self, args: list[str], cwd: str | None, given: str | None) -> subprocess.CompletedProcess[str]:
        """``mapdocs args…`` in ``cwd`` with ``given`` on standard input."""
        with contextlib.ExitStack() as files:
            streams = [files.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            if given is None:
                streams[0] = files.enter_context(open(os.devnull, "rb"))
            else:
                streams[0].write(given.encode())
                streams[0].seek(0)
            order = json.dumps({"args": args, "cwd": cwd or os.getcwd()}).encode()
            socket.send_fds(self._socket, [order], [stream.fileno() for stream in streams])
            answer = self._socket.recv(100)
            if not answer:
                raise RuntimeError("the loaded process is gone")
            texts = []
            for stream in streams[1:]:
                stream.seek(0)
                texts.append(stream.read().decode("utf-8").replace("\r\n", "\n"))
        return subprocess.CompletedProcess(args, int(answer), *texts)


def _serve(number: int) -> None:
    """Copy this process for each order until nobody is there any more; only copies return from here."""
    ours = socket.socket(fileno=number)
    while True:
        order, ancillary, _, _ = ours.recvmsg(1 << 20, socket.CMSG_SPACE(3 * array.array("i").itemsize))
        if not order:
            os._exit(0)
        streams = array.array("i")
        for _level, _type, data in ancillary:
            streams.frombytes(data)
        child = os.fork()
        if child == 0:
            ours.close()
            _become(json.loads(order), list(streams))
            return
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        ours.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(order: dict[str, object], streams: list[int]) -> None:
    from mapdocs import __main__

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(str(order["cwd"]))
    sys.argv = [str(__main__.__file__), *map(str, order["args"])]  # type: ignore[call-overload]


def _command() -> int:
    """Run the command, and what its interpreter would do at the end; the exit code."""
    from mapdocs.__main__ import main

    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(ValueError):  # closed by the command
            stream.flush()
    return code if isinstance(code, int) else int(code is not None)


def _load() -> None:
    from importlib import import_module

    from mapdocs.cli import COMMANDS
    from mapdocs.formats.pdf.requirements import pdf_problem

    for name in (*LOADED, *(f"mapdocs.cli.{module}" for module in COMMANDS.values())):
        with contextlib.suppress(ImportError):
            import_module(name)
    if pdf_problem() is None:
        import_module("weasyprint")


def _read() -> None:
    """Word lists, labels and templates, which no command changes: each is read where it is first asked for. No page is
    printed: what Pango keeps is not to be copied."""
    import mapdocs

    day, office = date(2026, 11, 23), ("email", "docx", "xlsx", "ics", "crm", "pptx")
    with tempfile.TemporaryDirectory() as folder:
        path, table = Path(folder, "deal.yaml"), Path(folder, "plan.md")
        path.write_bytes((Path(__file__).parents[1] / "samples" / "northwind.yaml").read_bytes())
        table.write_text(
            "| Step | Owner | Due | Status | Done when |\n|---|---|---|---|---|\n| Legal | Al Ba | 1 Dec | open | Signed |\n"
        )
        spec = mapdocs.load(path)
        made = mapdocs.build(spec, out=folder, today=day, options=mapdocs.BuildOptions(only=office))
        returned = [path for path in made.paths if path.suffix in (".docx", ".xlsx") and path.parent.name == "buyer"]
        mapdocs.pull(spec, returned, today=day)
        for file in (*returned, table):
            mapdocs.import_file(file, folder, today=day)


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())  # not the tests' folder, which a command does not see
    _load()
    _read()
    gc.freeze()  # what is loaded is never looked through again, and stays one memory
    _serve(int(sys.argv[1]))
    os._exit(_command())  # without taking down, object by object, what it has not built
