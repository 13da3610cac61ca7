"""The tools over the Model Context Protocol, on standard input and output. The SDK is loaded here, and nowhere else."""

from __future__ import annotations

import dataclasses
import inspect
import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from mapdocs._version import __version__
from mapdocs.assistant import prompts
from mapdocs.assistant.folder import Inside
from mapdocs.assistant.tools import PROMPTS, TOOLS
from mapdocs.errors import MapdocsError

if TYPE_CHECKING:
    from mcp.server import MCPServer

INSTALL = "pip install 'mapdocs[mcp]'"


class NoServer(MapdocsError):
    """The SDK is not installed."""


def serve(root: Path, *, day: date | None = None) -> None:
    """Answer on standard input and output until the other side has gone.

    Args:
        root: the folder that is open to the assistant; nothing outside it is.
        day: the day to act on; the machine's, anew for each call, where left out.

    Raises:
        NoServer: the SDK is not installed.
    """
    server_for(Inside(root.resolve(), day)).run("stdio")


def server_for(inside: Inside) -> MCPServer[Any]:
    """The server with all tools and prompts of ``inside``.

    Raises:
        NoServer: the SDK is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.server.mcpserver.prompts import Prompt
        from mcp.server.mcpserver.tools import Tool
        from mcp.types import ToolAnnotations
    except ImportError as problem:
        raise NoServer(f"assistants need one more package ({problem.name})", INSTALL) from problem
    alone = threading.Lock()  # calls come at once; files are read and written by one at a time
    tools = []
    for one in TOOLS:
        tool = Tool.from_function(
            _bound(one.run, inside, alone, ToolError),
            name=one.name,
            title=one.title,
            description=_said(one.run),
            annotations=ToolAnnotations(
                title=one.title,
                read_only_hint=one.reads_only,
                destructive_hint=one.destroys,
                idempotent_hint=one.repeats,
                open_world_hint=False,
            ),
            structured_output=True,
        )
        for name, said in _arguments(one.run).items():
            tool.parameters["properties"][name]["description"] = said
        tools.append(tool)
    server: MCPServer[Any] = MCPServer(
        "mapdocs",
        title="mapdocs",
        version=__version__,
        instructions=prompts.instructions(inside),
        tools=tools,
        log_level="ERROR",
    )
    for name, title, make in PROMPTS:
        bound = _bound(make, inside, alone, ToolError)
        server.add_prompt(Prompt.from_function(bound, name=name, title=title, description=_said(make)))
    return server


def _bound(
    run: Callable[..., Any], inside: Inside, alone: threading.Lock, refusal: type[Exception]
) -> Callable[..., Any]:
    """``run`` without its first argument, as the SDK takes it: what is wrong comes as its ``refusal``, with what to do."""
    signature = inspect.signature(run, eval_str=True)

    def call(**arguments: Any) -> Any:
        with alone:
            try:
                return run(inside, **arguments)
            except MapdocsError as problem:
                said = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
            except OSError as problem:
                said = f"the machine's trouble: {problem.strerror or problem}"
        raise refusal(inside.said(said))

    parameters = list(signature.parameters.values())[1:]
    call.__name__ = run.__name__
    call.__doc__ = run.__doc__
    answer = _model(signature.return_annotation)
    call.__signature__ = signature.replace(parameters=parameters, return_annotation=answer)  # type: ignore[attr-defined]
    call.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": answer}
    return call


def _model(answer: type) -> type:
    """A result's type as the SDK reads it: of a class with slots it takes the slots for the fields' defaults."""
    from pydantic import ConfigDict, create_model

    if not dataclasses.is_dataclass(answer):
        return answer
    fields: dict[str, Any] = {name: (kind, ...) for name, kind in get_type_hints(answer).items()}
    made: type = create_model(answer.__name__, __config__=ConfigDict(from_attributes=True), **fields)
    return made


def _said(run: Callable[..., Any]) -> str:
    """A tool's description: its docstring up to the arguments, on one line."""
    return " ".join((inspect.getdoc(run) or "").split("\nArgs:")[0].split())


def _arguments(run: Callable[..., Any]) -> dict[str, str]:
    """What its docstring says of each argument."""
    _, _, section = (inspect.getdoc(run) or "").partition("Args:\n")
    return dict(re.findall(r"^    (\w+): (.+)$", section, re.MULTILINE))
