"""Loading WeasyPrint in half of its time; what is left out here is loaded when it is called.

Measured with WeasyPrint 70 on Linux: 380 ms become 150. Of these, 180 ms go into some eighty processes that
``ctypes.util.find_library`` starts, while names of libraries are tried that other systems use; and 50 ms into
fontTools' subsetter, which has nothing to do where HarfBuzz cuts the fonts. Of the first page's 200 ms, 40 go into cffi:
it reads each of the thirteen types that are named there after seventy others.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

#: Modules that WeasyPrint imports names from, and calls only for variable fonts, without HarfBuzz's subsetter, for compressed
#: fonts, for profiles of colours, and for pages that are no XML.
_DEFERRED = ("fontTools.varLib.instancer", "fontTools.subset", "fontTools.ttLib.woff2", "PIL.ImageCms", "tinyhtml5")

_C_WORD = re.compile(r"\w+")


def load() -> None:
    """Import WeasyPrint.

    Raises:
        ImportError: it is not installed.
        OSError: the libraries of Pango are missing.
    """
    if "weasyprint" in sys.modules:
        return
    if not sys.platform.startswith("linux"):
        import_module("weasyprint")
        return
    try:
        with _unprobed(), _deferred():
            import_module("weasyprint")
        with contextlib.suppress(KeyError, AttributeError):  # another cffi: it takes longer
            _name_types_alone(sys.modules["weasyprint.text.ffi"].ffi)
        return
    except (ImportError, OSError, AttributeError, TypeError):
        # A system that keeps its libraries elsewhere, or another WeasyPrint: once more, without short cuts.
        for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
            del sys.modules[name]
    import_module("weasyprint")


@contextlib.contextmanager
def _unprobed() -> Iterator[None]:
    """On Linux the loader finds a library by its own name; asking gcc, ld and ldconfig for it finds nothing more."""
    real = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = real


@contextlib.contextmanager
def _deferred() -> Iterator[None]:
    """Stand-ins for modules while others import names from them; they give way to the real ones when one is called."""
    import fontTools  # type: ignore[import-untyped,unused-ignore]

    if any(name in sys.modules for name in _DEFERRED):
        yield
        return
    placed = {name: _StandIn(name) for name in _DEFERRED}
    package = ModuleType("fontTools.varLib")  # its real one loads half of fontTools
    package.__path__ = []
    try:
        sys.modules.update({**placed, "fontTools.varLib": package})
        fontTools.subset = placed["fontTools.subset"]
        yield
    finally:
        for name in (*placed, "fontTools.varLib"):
            sys.modules.pop(name, None)
        del fontTools.subset


def _name_types_alone(ffi: Any) -> None:
    """From now on a type that is asked for by its name is read with those that it is made of, and no others."""
    parser = ffi._parser
    read, known = parser._parse, parser._declarations

    def sparingly(source: str) -> Any:
        words = _C_WORD.findall(source)
        parser._declarations = {key: known[key] for word in words if (key := f"typedef {word}") in known}
        try:
            return read(source)
        finally:
            parser._declarations = known

    parser._parse = sparingly


class _StandIn(ModuleType):
    """A module whose every name is a function that calls the real module's."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__

        def call(*args: Any, **options: Any) -> Any:
            return getattr(import_module(module), name)(*args, **options)

        return call
