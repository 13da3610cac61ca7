"""The deals that the desk shows, and what is kept of each that is open: its pictures, and the steps that can be undone."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mapdocs.building.watch import stamps
from mapdocs.desk.studio import Studio
from mapdocs.errors import NotWritten
from mapdocs.returns.pull import Returned
from mapdocs.schema.loader import load, specs_in
from mapdocs.schema.model import Spec
from mapdocs.storage.encoding import replace_text

_OPEN = 6  # deals whose pictures are kept at a time
_STEPS = 200  # that can be undone
_EVERY = 0.15  # seconds between two looks at the file
_LAST_PAGE = 5  # seconds that the last page may take


@dataclass(slots=True)
class Session:
    """One deal that is open. ``done`` and ``undone`` are pairs of the text before and after a change."""

    key: str
    path: Path
    today: date | None
    studio: Studio = field(init=False)
    lock: threading.RLock = field(default_factory=threading.RLock)
    done: list[tuple[str, str]] = field(default_factory=list)
    undone: list[tuple[str, str]] = field(default_factory=list)
    returned: Returned | None = None
    _wake: threading.Event = field(default_factory=threading.Event)
    _over: bool = False
    _following: threading.Thread | None = None

    def __post_init__(self) -> None:
        self.studio = Studio(self.path, today=self.today)

    @property
    def day(self) -> date:
        return self.today or date.today()

    def follow(self) -> None:
        """Make the pictures anew whenever something that they are made from is saved, until :meth:`close`."""
        self._following = threading.Thread(target=self._follow, daemon=True)
        self._following.start()

    def _follow(self) -> None:
        before = None
        while not self._over:
            self._wake.clear()
            now = stamps([self.path])
            if now != before:
                before = now
                self.studio.renew()
            self._wake.wait(_EVERY)

    def close(self) -> None:
        self._over = True
        self._wake.set()

    def finish(self) -> None:
        """Let the page that is in hand be finished: a thread that still draws one as the process ends can take it down."""
        if self._following is not None:
            self._following.join(_LAST_PAGE)

    def write(self, text: str, *, was: str) -> None:
        """Write ``text`` over ``was``, as a step that can be undone.

        Raises:
            NotWritten: the file holds another text by now.
            OSError: it cannot be written.
        """
        replace_text(self.path, text, was=was)
        self.remember(was, text)

    def remember(self, was: str, text: str) -> None:
        """Keep a change that was written, so that it can be undone."""
        self.done = [*self.done[1 - _STEPS :], (was, text)]
        self.undone.clear()
        self._wake.set()

    def step(self, *, back: bool) -> None:
        """Undo the last change, or do it again.

        Raises:
            NotWritten: there is none, or the file was changed elsewhere since.
        """
        source, target = (self.done, self.undone) if back else (self.undone, self.done)
        if not source:
            raise NotWritten("there is nothing to undo" if back else "there is nothing to do again")
        before, after = source[-1]
        try:
            replace_text(self.path, before if back else after, was=after if back else before)
        except NotWritten as problem:
            raise NotWritten(
                f"{self.path.name} was changed elsewhere since, and going back would take that away too",
                "change the cell itself",
            ) from problem
        target.append(source.pop())
        self._wake.set()


class Desk:
    """The deals below ``root``, a folder, or the one in ``root``, a file. Nothing outside of it is read or written."""

    def __init__(self, root: Path, *, today: date | None = None) -> None:
        self.root, self.today = root, today
        self.whole_folder = root.is_dir()
        self._open: OrderedDict[str, Session] = OrderedDict()
        self._read: dict[Path, tuple[object, Spec]] = {}
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self.keeping = threading.Lock()  # of the checkpoints' file: it is read, then written whole

    @property
    def day(self) -> date:
        return self.today or date.today()

    @property
    def folder(self) -> Path:
        return self.root if self.whole_folder else self.root.parent

    @staticmethod
    def folder_of(spec: Spec) -> Path:
        return Path(spec.source.file).parent

    def key_of(self, path: Path) -> str:
        """What a deal's file is called in addresses: stays the same, and tells nothing of the disk."""
        return hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def read_ahead(self) -> None:
        """Begin to read the deals, while the browser is on its way."""

        def read() -> None:
            with contextlib.suppress(OSError):  # told to whoever asks
                self.specs()

        threading.Thread(target=read, daemon=True).start()

    def specs(self) -> tuple[list[Spec], list[tuple[Path, str]]]:
        """The deals as they are on the disk now, each read again only if it or its settings changed; and what cannot be read, and
        why. Who asks while they are being read waits for that, and reads none twice."""
        with self._reading:
            return self._specs()

    def _specs(self) -> tuple[list[Spec], list[tuple[Path, str]]]:
        good, bad = [], []
        for path in specs_in(self.root):
            try:
                stamp = stamps([path])  # of its settings too
                known = self._read.get(path)
                if known is None or known[0] != stamp:
                    known = (stamp, load(path))
                    self._read[path] = known
            except OSError as problem:
                bad.append((path, problem.strerror or str(problem)))
                continue
            spec = known[1]
            if spec.readable:
                good.append(spec)
            else:
                bad.append((path, spec.findings[0].message if spec.findings else "it holds no spec"))
        return good, bad

    def session(self, key: str) -> Session | None:
        """The deal of that name, opened if it is not open yet; None where there is none."""
        with self._lock:
            if key in self._open:
                self._open.move_to_end(key)
                return self._open[key]
            path = next((path for path in specs_in(self.root) if self.key_of(path) == key), None)
            if path is None:
                return None
            session = self._open[key] = Session(key, path, self.today)
            session.follow()
            while len(self._open) > _OPEN:
                self._open.popitem(last=False)[1].close()
            return session

    def close(self) -> None:
        for session in self._open.values():
            session.close()
        for session in self._open.values():
            session.finish()
