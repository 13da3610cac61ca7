"""Where templates run: they reach nothing but what they are given, and end.

A company's own template may call itself, loop over a hundred thousand things in one another, or write without end, by a
slip as well as by malice. Steps, calls and letters are counted, not seconds: the same template ends the same way on every
machine.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sized
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from mapdocs.errors import WrongTemplate
from mapdocs.templating import ready

try:
    import resource
except ImportError:  # Windows, which has no such limits
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.sandbox import SandboxedEnvironment

MAX_STEPS = 200_000  # passes of loops, calls and includes; a plan of 40 rows takes 3,000
MAX_LETTERS = 10_000_000  # of what is written; the page of a plan of 40 rows has 100,000
MAX_MEMORY = 300_000_000  # bytes, beside what the process has already
MAX_REPEATED = 1_000_000  # of a text or list that is repeated with *
MAX_BITS = 4_000  # of a whole number
_WEIGHS = {str: 1_000, bytes: 1_000}  # letters that cost a step where a filter, a test or a method looks through them
_MEMBERS = 10  # and members of anything else
_SOURCE = "template:"


class _Endless(WrongTemplate):
    """A template that would go on."""


def sandbox(read: Callable[[str], bytes | None]) -> SandboxedEnvironment:
    """The environment in which the templates that ``read`` finds are run; what :func:`run` needs."""
    import jinja2.sandbox

    class Loader(jinja2.BaseLoader):
        """Compiles what ``read`` finds, unless that was done before."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source = read(template)
            if source is None:
                raise jinja2.TemplateNotFound(template)
            return source.decode("utf-8"), _SOURCE + template, lambda: True

        def load(self, environment: Environment, name: str, given: MutableMapping[str, Any] | None = None) -> Template:
            source = read(name)
            code = ready.code_of(name, source) if source is not None else None
            if code is None:
                return super().load(environment, name, given)
            code = code.replace(co_filename=_SOURCE + name)  # where its lines are told
            return environment.template_class.from_code(environment, code, given or {}, lambda: True)

    def weigh(node: jinja2.nodes.Expr) -> jinja2.nodes.Expr:
        return jinja2.nodes.Filter(node, "weighed", [], [], None, None, lineno=node.lineno)

    class Counting(jinja2.sandbox.ImmutableSandboxedEnvironment):
        """Counts what a template does, and stops it where that is more than any document needs."""

        intercepted_binops = frozenset({"*", "**", "+"})
        left = MAX_STEPS

        def step(self, count: int = 1) -> None:
            self.left -= count
            if self.left < 0:
                raise _Endless("it loops without end, or as good as")

        def weighed(self, thing: Any) -> Any:
            """What a filter or a test is about to look through, once its length is counted."""
            if isinstance(thing, Iterator):
                return self.counted(thing)
            if isinstance(thing, Sized):
                self.step(len(thing) // _WEIGHS.get(type(thing), _MEMBERS))
            return thing

        def counted(self, things: Iterable[Any]) -> Iterator[Any]:
            for thing in things:
                self.step()
                yield thing

        def sized(self, made: Any) -> Any:
            """What was joined of two, unless it grows: doubled thirty times, a letter fills the memory."""
            if isinstance(made, str | list | tuple) and len(made) > MAX_REPEATED:
                raise _Endless("a text in it grows without end")
            if isinstance(made, int) and made.bit_length() > MAX_BITS:
                raise _Endless("a number in it grows without end")
            return self.weighed(made)

        def call(self, *args: Any, **kwargs: Any) -> Any:
            self.step()
            for thing in (getattr(args[1], "__self__", None), *args[2:], *kwargs.values()):
                if isinstance(thing, str | bytes | range | list | tuple | set | dict):
                    self.weighed(thing)
            return super().call(*args, **kwargs)

        def get_template(self, *args: Any, **kwargs: Any) -> Template:
            self.step()
            return super().get_template(*args, **kwargs)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" and (abs(left) > 10_000 or abs(right) > 100):
                raise _Endless("a number in it grows without end")
            if operator == "+":
                return self.sized(super().call_binop(context, operator, left, right))
            if operator == "*" and isinstance(left, int) and isinstance(right, int):
                return (
                    self.sized(left * right)
                    if left.bit_length() + right.bit_length() <= 2 * MAX_BITS
                    else self.sized(left)
                )
            for text, times in ((left, right), (right, left)):
                if isinstance(text, str | list | tuple) and isinstance(times, int) and len(text) * times > MAX_REPEATED:
                    raise _Endless("a text in it grows without end")
            return super().call_binop(context, operator, left, right)

        def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
            tree = super()._parse(source, name, filename)
            for loop in tree.find_all(jinja2.nodes.For):
                loop.iter = jinja2.nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
            for filtered in [*tree.find_all((jinja2.nodes.Filter, jinja2.nodes.Test))]:
                if filtered.node is not None and filtered.name not in ("counted", "sized", "weighed"):
                    filtered.node = weigh(filtered.node)
                    filtered.args = [weigh(arg) for arg in filtered.args or []]
            for compared in tree.find_all(jinja2.nodes.Operand):
                if compared.op in ("in", "notin"):
                    compared.expr = weigh(compared.expr)
            for joined in [*tree.find_all(jinja2.nodes.Concat)]:
                inner = jinja2.nodes.Concat(joined.nodes, lineno=joined.lineno)
                joined.nodes = [jinja2.nodes.Filter(inner, "sized", [], [], None, None, lineno=joined.lineno)]
            return tree

    made = Counting(
        loader=Loader(),
        autoescape=lambda name: name is None or not name.endswith(".txt.j2"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(counted=made.counted, sized=made.sized, weighed=made.weighed)
    del made.globals["lipsum"]  # text without sense, a hundred thousand paragraphs of it at a word
    return made


def run(environment: SandboxedEnvironment, template: str, values: dict[str, Any]) -> str:
    """The template filled in.

    Raises:
        WrongTemplate: it is not there, cannot be read as a template, asks for what it may not have, or does not end; which
            template, and the line.
    """
    from jinja2 import TemplateError

    try:
        environment.left = MAX_STEPS  # type: ignore[attr-defined]
        written: list[str] = []
        letters = 0
        with _memory_limited():
            for piece in environment.get_template(template).generate(**values):
                letters += len(piece)
                if letters > MAX_LETTERS:
                    raise _Endless(f"it writes more than {MAX_LETTERS:,} letters")
                written.append(piece)
        return "".join(written)
    except RecursionError as problem:
        raise _wrong(template, problem, "it includes or calls itself without end") from problem
    except MemoryError as problem:
        raise _wrong(template, problem, "a text in it grows without end") from problem
    except (_Endless, TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as problem:
        raise _wrong(template, problem) from problem


@contextlib.contextmanager
def _memory_limited() -> Iterator[None]:
    """Where the system can say so, this process gets MAX_MEMORY more than it has, for as long as the block takes: what a
    filter makes of a text (``replace``, ``join``, ``center``) is not seen before it is there. Not in a process that has Pango,
    which ends it where it is refused memory, and not in a thread beside others: the limit is the whole process's, and while
    one thread writes a mail another may be loading Pango, or take this one's limit for what was there before."""
    if "weasyprint" in sys.modules or threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limits = resource.getrlimit(resource.RLIMIT_AS)
    except (OSError, ValueError, AttributeError):
        yield
        return
    room = pages * resource.getpagesize() + MAX_MEMORY
    if limits[0] != resource.RLIM_INFINITY:
        room = min(room, limits[0])
    resource.setrlimit(resource.RLIMIT_AS, (room, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


def _wrong(template: str, problem: BaseException, why: str = "") -> WrongTemplate:
    """What a person who changed ``template``, or one that it includes, needs to know of a failure in it."""
    if isinstance(problem, WrongTemplate) and not isinstance(problem, _Endless):
        return problem
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    place, line = template, None
    for frame in extract_tb(problem.__traceback__):
        if frame.filename.startswith(_SOURCE):
            place, line = frame.filename.removeprefix(_SOURCE), frame.lineno
    if isinstance(problem, TemplateSyntaxError):
        place, line = problem.name or place, problem.lineno
    said = why or (f"there is no template {problem}" if isinstance(problem, TemplateNotFound) else str(problem))
    where = f"{place}, line {line}" if line else place
    return WrongTemplate(f"the template {where}: {said.rstrip('.')}")
