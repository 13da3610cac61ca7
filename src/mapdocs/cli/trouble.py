"""What ends a command and is no finding: the machine's troubles, and a template that cannot be used, in a sentence.

Loads nothing of a plan, so that the command line can speak before it knows what is asked of it.
"""

from __future__ import annotations

import errno

from mapdocs.errors import NoFile, NotToBeReplaced

TEMPLATE_HINT = (
    "mend it in the folder that mapdocs.yaml names under templates:, or delete it there, and the built-in one is used"
)


def machine_message(problem: OSError) -> str:
    """What is wrong with the machine and what helps, in a sentence."""
    where = f" {problem.filename}" if problem.filename else ""
    if isinstance(problem, NoFile | NotToBeReplaced):
        return f"{where.strip()}: {problem.strerror}."
    if problem.errno == errno.ENOSPC:
        return f"the disk is full, and{where or ' a file'} was not written. Free some room and run the command again."
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"writing{where} is not allowed here. Close the file where it is open, or choose another folder with -o."
    if problem.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{where.strip() or 'a folder'} is in the way: it is a file where a folder is needed. Move it, or choose another folder with -o."
    if problem.errno == errno.EADDRINUSE:
        return "another program uses that port. Name another one with --port, or leave it out."
    if problem.errno == errno.EILSEQ:
        return f"this system's settings allow plain letters in file names only, and{where} has others. Set PYTHONUTF8=1 and try again."
    if problem.errno == errno.ENAMETOOLONG:
        return f"the path{where} is too long for this system. Choose a shorter folder with -o."
    return f"{problem.strerror or problem}{':' + where if where else ''}"
