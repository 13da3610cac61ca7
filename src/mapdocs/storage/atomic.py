"""Files are written here: the old one or the new one, whole, at every moment."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mapdocs.errors import NoFile, NotToBeReplaced

if sys.platform != "win32":
    import fcntl


def write_whole(
    path: Path, content: bytes, *, right_before: Callable[[], None] | None = None, same_owner: bool = False
) -> None:
    """Write ``content`` so that ``path`` is the old file or the new one at every moment.

    A file that is replaced keeps its mode, and its owner where this user may give files away; one that this user may not
    write stays, and with ``same_owner`` one that would become another's. ``right_before`` is called when only the
    replacing is left to do, and stops it by raising.

    Raises:
        OSError: the disk is full, the folder or the file read-only, the path not to be had, or no file but a device.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    before = _status(path)
    with _beside(path, content) as temporary:
        os.chmod(temporary, stat.S_IMODE(before.st_mode) if before else 0o666 & ~_umask())
        if before and not _keep_owner(Path(temporary), before) and same_owner:
            raise NotToBeReplaced(errno.EPERM, "the file is another user's, and would become yours", str(path))
        if right_before is not None:
            right_before()
        os.replace(temporary, path)


def create_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` where nothing is yet: the whole file, or none.

    Raises:
        FileExistsError: something is there, be it since a moment ago.
        OSError: as for :func:`write_whole`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _beside(path, content) as temporary:
        os.chmod(temporary, 0o666 & ~_umask())
        try:
            os.link(temporary, path)  # unlike a renaming, it never replaces
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            os.replace(temporary, path)


def _keep_owner(path: Path, before: os.stat_result) -> bool:
    """Give ``path`` the owner and group of ``before``; False where the owner could not be given."""
    now = path.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with contextlib.suppress(OSError):
            os.chown(path, -1, before.st_gid)
        with contextlib.suppress(OSError):
            os.chown(path, before.st_uid, -1)
        os.chmod(path, stat.S_IMODE(before.st_mode))  # giving away takes some bits off
    return path.stat().st_uid == before.st_uid


def _status(path: Path) -> os.stat_result | None:
    """The file that is to be replaced, if this user may."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):  # the link goes, what it leads to stays
        return None
    if not stat.S_ISREG(found.st_mode):
        raise NoFile(errno.EINVAL, "this is no file that can be written anew", str(path))
    if not os.access(path, os.W_OK):
        raise NotToBeReplaced(errno.EACCES, "the file is read-only", str(path))
    return found


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One of our own processes at a time replaces files in ``folder``; where the system has no such locks, all do."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as problem:
            if problem.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EBADF, errno.EINVAL):
                raise
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[str]:
    """A temporary file beside ``path`` that holds ``content``; gone at the end, unless it has become another."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None
