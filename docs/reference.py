"""The pages of reference, written from the program itself: the schema, the rules' docstrings, the commands' options."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

import mapdocs
from mapdocs.cli import cli
from mapdocs.rules import all_rules
from mapdocs.schema.fields import SPEC
from mapdocs.schema.json_schema import json_schema, settings_schema
from mapdocs.schema.printed import PRINTED
from mapdocs.schema.shapes import Group
from mapdocs.schema.visibility import places


def pages() -> dict[str, str]:
    """Markdown by file name."""
    return {
        "spec.md": spec(),
        "settings.md": settings(),
        "rules.md": rules(),
        "commands.md": commands(),
        "json.md": printed(),
        "api.md": api(),
    }


#: The pages that are committed too, to be read in the repository without building the site.
COMMITTED = ("spec.md", "settings.md")


def spec() -> str:
    """Every key of a spec."""
    head = (
        "# The spec\n\nOne YAML file holds one deal. `mapdocs schema` prints the JSON Schema that editors complete from; "
        "`mapdocs init` writes it beside the spec. A key that is not listed here is an error, with the nearest key as a hint.\n\n"
        "Dates are written as 2026-11-30. Texts need quotes only where they hold a colon followed by a space, or begin with one of `[{&*!|>'\"%@#`.\n"
    )
    return head + _table(json_schema(), _internal(SPEC))


def settings() -> str:
    """Every key of a company's settings."""
    head = (
        "# Company settings\n\n`mapdocs.yaml` stands in the folder of a spec or in one above it; the nearest one is used. "
        "Everything in it may be left out.\n"
    )
    return head + _table(settings_schema(), frozenset())


def _internal(group: Group) -> frozenset[str]:
    """The places that only the seller's side may see."""
    return frozenset(place.path.removesuffix("[]") for place in places(group) if place.seen_by == "seller")


def _table(schema: dict[str, Any], internal: frozenset[str]) -> str:
    sections = []
    plain = {k: v for k, v in schema["properties"].items() if not _below(v)}
    if plain:
        sections.append(_rows(plain, "", schema.get("required", ()), internal))
    for key, value in schema["properties"].items():
        if _below(value):
            inner = _below(value)
            name = f"{key}[]" if "items" in _listed(value) else key
            sections.append(
                f"\n## {name}\n\n{value.get('description', '')}\n\n{_rows(inner['properties'], name, inner.get('required', ()), internal)}"
            )
    return "".join(sections)


def _rows(properties: dict[str, Any], section: str, required: Iterable[str], internal: frozenset[str]) -> str:
    below = frozenset(path.removeprefix(f"{section}.") for path in internal if path.startswith(f"{section}."))
    lines = ["\n| key | what it holds | |", "| --- | --- | --- |", *_lines(properties, "", required, below)]
    return "\n".join(lines) + "\n"


def _lines(properties: dict[str, Any], prefix: str, required: Iterable[str], internal: frozenset[str]) -> list[str]:
    lines = []
    for key, value in properties.items():
        inner = _below(value)
        said = value.get("description", "")
        notes = ["needed"] if key in required else []
        if f"{prefix}{key}" in internal:
            notes.append("your side only")
        if value.get("default") is not None and not isinstance(value["default"], dict):
            notes.append(
                f"else `{str(value['default']).lower() if isinstance(value['default'], bool) else value['default']}`"
            )
        if value.get("enum"):
            notes.append("one of " + ", ".join(f"`{one}`" for one in value["enum"] if one is not None))
        if value.get("examples"):
            notes.append("as in " + ", ".join(f"`{one}`" for one in value["examples"]))
        listed = "items" in _listed(value)
        name = f"{prefix}{key}{'[]' if listed and inner else ''}"
        if listed and not inner:
            notes.append("one, or a list")
        lines.append(f"| `{name}` | {_cell(said)} | {_cell('; '.join(notes))} |")
        if inner:
            lines += _lines(inner["properties"], f"{name}.", inner.get("required", ()), internal)
    return lines


def _listed(value: dict[str, Any]) -> dict[str, Any]:
    """The schema of a list, where ``value`` is one or may be one."""
    options = [value, *value.get("anyOf", ())]
    return next((option for option in options if "items" in option), {})


def _below(value: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of the mapping that ``value`` is, or is a list of."""
    found: dict[str, Any] = _listed(value).get("items", value)
    return found if "properties" in found else None


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def rules() -> str:
    """Each rule with the training's reason."""
    parts = [
        "# The rules\n\n`mapdocs check` applies them all. An error builds nothing; a warning is for you to weigh. "
        "`mapdocs rules CODE` prints what stands here.\n"
    ]
    for rule in all_rules().values():
        title, _, reason = rule.explanation.partition("\n")
        parts.append(f"\n## {rule.code}\n\n**{title}** ({rule.level})\n\n{reason.strip()}\n")
    return "".join(parts)


def commands() -> str:
    """Each command with its arguments and options, as ``--help`` has them."""
    parts = [
        "# Commands\n\nExit codes: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 the machine is wrong.\n"
    ]
    context = click.Context(cli, info_name="mapdocs")
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        parts.append(_command(command, click.Context(command, info_name=name, parent=context), 2))
    return "".join(parts)


def _command(command: click.Command, context: click.Context, level: int) -> str:
    usage = " ".join(command.collect_usage_pieces(context))
    parts = [
        f"\n{'#' * level} {context.command_path}\n\n```text\n{context.command_path} {usage}\n```\n\n"
        f"{inspect.cleandoc(command.help or '')}\n"
    ]
    options = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        and (record := parameter.get_help_record(context))
        and "--help" not in record[0]
    ]
    if options:
        parts.append("\n| option | does |\n| --- | --- |\n")
        parts += [f"| `{_cell(names)}` | {_cell(does)} |\n" for names, does in options]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            parts.append(_command(inner, click.Context(inner, info_name=name, parent=context), level + 1))
    return "".join(parts)


def printed() -> str:
    """What each command prints under ``--format json``, from the schemas."""
    parts = [
        "# As JSON\n\nEvery command that prints a table or a list prints it as JSON under `--format json`, in one shape. Every key "
        "is always there, null where there is nothing to say. `mapdocs schema --of COMMAND` prints the JSON Schema (draft 7) of what "
        "that command prints.\n"
    ]
    for name, shape in PRINTED.items():
        parts.append(f"\n## mapdocs {name}\n")
        shapes = shape.get("anyOf", [shape])
        for number, one in enumerate(shapes, 1):
            said = "a list of" if one.get("type") == "array" else "an object with"
            parts.append(f"\n{f'{number}. ' if len(shapes) > 1 else ''}{_told(one)}{said.capitalize()}:\n\n")
            inner = one.get("items", one) if one.get("type") == "array" else one
            for option in inner.get("anyOf", [inner]):
                parts += [*_keys(option, ""), "\n"]
    return "".join(parts).replace("<stdin>", "`<stdin>`")


def _told(shape: dict[str, Any]) -> str:
    said = shape.get("items", shape).get("description", "")
    return f"{said} " if said else ""


def _keys(shape: dict[str, Any], prefix: str) -> Iterable[str]:
    for key, value in shape.get("properties", {}).items():
        kinds = value.get("type", "")
        words = [", ".join(f"`{w}`" for w in value["enum"])] if "enum" in value else []
        words += ["or null"] if "null" in kinds or {"type": "null"} in value.get("anyOf", ()) else []
        notes = f" ({'; '.join(words)})" if words else ""
        yield f"- `{prefix}{key}`: {value.get('description', 'as follows')}{notes}\n"
        below = value.get("anyOf", [value])[0]
        listed = below.get("type") == "array"
        yield from _keys(below.get("items", below) if listed else below, f"{prefix}{key}{'[]' if listed else ''}.")


def api() -> str:
    """The public names of the package, from their docstrings."""
    head = (
        "# In Python\n\nThe commands do their work through these functions. Reading, checking and rendering touch no clock, disk or "
        "locale: the day and the settings go in, values come out. In the examples `day` is 23 November 2026, and `folder` an empty one.\n"
    )
    return head + "".join(
        _documented(name, getattr(mapdocs, name)) for name in mapdocs.__all__ if name != "__version__"
    )


def _documented(name: str, thing: Any) -> str:
    if not callable(thing):
        return f"\n## mapdocs.{name}\n\n`{thing!r}`\n"
    try:
        signature = str(inspect.signature(thing))
    except ValueError:
        signature = ""
    signature = re.sub(r"'|mapdocs\.(\w+\.)+|<factory>", "", signature)
    return f"\n## mapdocs.{name}\n\n```python\n{name}{signature}\n```\n\n{_as_markdown(inspect.getdoc(thing) or '')}\n"


_SECTION = re.compile(r"(Args|Attributes|Returns|Raises):")


def _as_markdown(docstring: str) -> str:
    """A docstring's sections as lists, its examples as code."""
    written: list[str] = []
    section = ""
    for line in (
        docstring.replace(":func:", "").replace(":class:", "").replace(":data:", "").replace(":mod:", "").split("\n")
    ):
        heading = _SECTION.fullmatch(line)
        entry = re.fullmatch(r"    (\*{0,2}\w+(?:, \w+)*): (.*)", line)
        if heading:
            section = heading[1]
            written.append(f"**{section}**\n")
        elif line.startswith(">>>") and section != "example":
            section = "example"
            written += ["```pycon", line]
        elif section in ("Args", "Attributes", "Raises") and entry:
            written.append(f"- `{entry[1]}`: {entry[2]}")
        elif section and section != "example" and line.startswith("    "):
            written.append(line[4:] if section == "Returns" else f"  {line.strip()}")
        else:
            written.append(line)
    text = "\n".join(written).replace("``", "`")
    text = re.sub(r"(?<!`)`~?mapdocs\.", "`mapdocs.", text)
    text = text.replace("```", "\0").replace("``", "`").replace("\0", "```")
    return f"{text}\n```" if section == "example" else text


if __name__ == "__main__":
    folder = Path(__file__).parent / "reference"
    folder.mkdir(exist_ok=True)
    for name in COMMITTED:
        (folder / name).write_text(pages()[name], "utf-8")
