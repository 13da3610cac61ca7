"""The built-in templates as a wheel brings them along: compiled when it was made, so that no command has to.

A compiled template is called after what it was made from: the template itself, the sandbox whose rules are part of it, and
Jinja's version. Where one of them is another, as in a company's own template or under a newer Jinja, there is none of that
name, and the template is compiled when it is asked for, as all are in a checkout.
"""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

_SANDBOX = Path(__file__).with_name("sandbox.py")


def code_of(template: str, source: bytes) -> CodeType | None:
    """The code that ``source`` becomes as the template of that name; None where the wheel brought none."""
    name = module_of(template, source)
    spec = _found(f"{__package__}.{name}") if name else None
    loader: Any = spec.loader if spec else None
    code: CodeType | None = loader.get_code(spec.name) if spec and loader else None
    return code


def module_of(template: str, source: bytes) -> str:
    """The module below this package in which the code of a template stands; empty where none can be told from another."""
    made_by = _made_by()
    digest = sha256(b"/".join((made_by, template.encode(), source))).hexdigest()
    return f"compiled.t_{digest[:32]}" if made_by else ""


@cache
def _made_by() -> bytes:
    """What, beside the template, its code follows from; empty where that cannot be told."""
    version = getattr(sys.modules.get("jinja2"), "__version__", None)  # who compiles has loaded it
    try:
        return f"{version}/".encode() + sha256(_SANDBOX.read_bytes()).digest() if version else b""
    except OSError:  # a program in one piece has no such file
        return b""


def _found(module: str) -> ModuleSpec | None:
    try:
        return find_spec(module)
    except ModuleNotFoundError:  # the package of all of them is missing
        return None
