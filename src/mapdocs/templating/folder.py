"""The edge where templates are read: the built-in ones, with a company's own laid over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def builtin_templates() -> Path:
    """The folder of built-in templates: inside the installed package, or beside ``src`` in a checkout."""
    here = Path(__file__).parents[1]
    packaged = here / "templates"
    return packaged if packaged.is_dir() else here.parents[1] / "templates"


def template_names() -> Iterator[str]:
    """Every built-in template's name, relative to the folder, with forward slashes."""
    root = builtin_templates()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix()


def files_below(root: Path, folder: str, suffix: str) -> list[Path]:
    """The files in ``root``'s ``folder`` that end in ``suffix``, by name; what leads out of ``root`` is none of them."""
    root = root.resolve()
    found = sorted((root / folder).glob(f"*{suffix}"))
    return [path for path in found if path.resolve().is_relative_to(root) and path.is_file()]


class TemplateFolder:
    """Reads templates by name, from ``overrides`` first. A name cannot leave the two folders."""

    def __init__(self, overrides: Path | None = None) -> None:
        self._roots = [root.resolve() for root in (overrides, builtin_templates()) if root is not None]
        self._seen: dict[str, bytes | None] = {}

    def __call__(self, name: str) -> bytes | None:
        """The bytes of the template ``name``, or None where there is none."""
        if name not in self._seen:
            self._seen[name] = self._read(name)
        return self._seen[name]

    def _read(self, name: str) -> bytes | None:
        for root in self._roots:
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path.read_bytes()
        return None


def stamps_in(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file below ``folder``, in order: what tells one state of it from another."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            stat = path.stat()
            found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)
