"""What can go wrong that is neither a finding in a spec nor a bug: each says what, where, and what to do instead."""

from __future__ import annotations


class MapdocsError(Exception):
    """Something outside the spec is wrong; ``message`` says what and where, ``hint`` what to do instead.

    Args:
        message: one sentence for the user, without a stop at its end.
        hint: what to type or to do; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return self.message


class NoFile(OSError):
    """What lies there is a device or a pipe; ``strerror`` is a sentence for the user."""


class NotToBeReplaced(PermissionError):
    """A file's mode or owner forbids that it is replaced; ``strerror`` is a sentence for the user."""


class WrongTemplate(MapdocsError):
    """A template or a label file cannot be used as it stands: the message says which, where and why."""


class MissingTemplate(WrongTemplate):
    """A template or a label that an artifact needs is not there."""


class NoSuchPlan(MapdocsError):
    """No starting plan has the name that was asked for."""


class Unreadable(MapdocsError):
    """A stranger's file cannot be read: it is damaged, too large, or of a kind that holds no plan."""


class Refused(MapdocsError):
    """A returned file cannot be compared with what was sent."""


class AnotherDeal(MapdocsError):
    """What is remembered in a place is of another deal than the one at hand."""


class NotWritten(MapdocsError):
    """A change cannot be written into the spec's text without harm."""


class OutsideFolder(MapdocsError):
    """A file would land outside the folder that was asked for, through a symbolic link."""
