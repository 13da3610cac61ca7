"""mapdocs mcp as assistants' programs start it: the SDK's own client over standard input and output drives every tool."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from commands import run
from helpers import SAMPLES, TODAY, dump, plan_values
from mapdocs.assistant.tools import PROMPTS, TOOLS
from mapdocs.cli import COMMANDS

pytest.importorskip("mcp", reason="needs pip install 'mapdocs[mcp]'")

import anyio
from mcp import Client, MCPError, StdioServerParameters

NEW = {
    "deal": "Contoso rollout", "acv": 84000, "buyer": "Contoso", "champion": "Kim Ly", "go_live": "2027-03-15",
    "seller": "Fabrikam", "owner": "Sam Ortiz", "source": "call of 23 Nov",
}  # fmt: skip


def session(folder, work, mode="auto"):
    """What ``work`` returns of a client that is connected to ``mapdocs mcp folder``."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "mapdocs", "mcp", str(folder), "--today", TODAY.isoformat()],
        env=environment,
    )

    async def main():
        async with Client(server, mode=mode, read_timeout_seconds=120) as client:
            return await work(client)

    return anyio.run(main)


async def answer(client, tool, **arguments):
    done = await client.call_tool(tool, arguments)
    assert not done.is_error, done.content
    assert json.loads(done.content[0].text) == done.structured_content
    return done.structured_content


async def refusal(client, tool, **arguments):
    done = await client.call_tool(tool, arguments)
    assert done.is_error, done.structured_content
    return done.content[0].text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_every_tool_answers(room, mode):
    shutil.copy(SAMPLES / "crm" / "salesforce-opportunities.csv", room.root / "crm.csv")

    async def work(client):
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert list(listed) == [tool.name for tool in TOOLS]
        for tool in TOOLS:
            said, schema = listed[tool.name], listed[tool.name].input_schema
            assert said.description
            assert said.output_schema["type"] == "object"
            assert all("description" in one for one in schema["properties"].values()), tool.name
            hints = said.annotations
            assert (hints.read_only_hint, hints.destructive_hint) == (tool.reads_only, tool.destroys)
            assert hints.open_world_hint is False
        seen = ["schema", "rules"]
        assert (await answer(client, "schema", part="review"))["keys"]
        assert (await answer(client, "rules", code="MAP119"))["rules"][0]["code"] == "MAP119"
        for tool, more in (
            ("list_deals", {}), ("next", {}), ("durations", {}), ("coverage", {"export": "crm.csv"}),
            ("check", {"plan": "deal.yaml"}),
        ):  # fmt: skip
            await answer(client, tool, **more)
            seen.append(tool)
        made = await answer(client, "new_plan", **NEW)
        read = await answer(client, "read_plan", plan="deal.yaml")
        text = read["text"].replace("four days", "three days")
        saved = await answer(client, "save_plan", plan="deal.yaml", text=text, digest=read["digest"])
        assert (saved["saved"], made["plan"]) == (True, "contoso-rollout.yaml")
        built = await answer(client, "build", plan="deal.yaml", digest=saved["digest"], formats=["docx", "ics"])
        document = next(file["file"] for file in built["files"] if file["file"].endswith(".docx"))
        back = await answer(client, "what_came_back", plan="deal.yaml", files=[document])
        assert back["files"][0]["changes"] == []
        done = await answer(client, "apply_changes", plan="deal.yaml", files=[document], digest=back["digest"])
        assert (done["written"], done["digest"]) == (False, saved["digest"])
        seen += ["new_plan", "read_plan", "save_plan", "build", "what_came_back", "apply_changes"]
        assert sorted(seen) == sorted(listed)

        prompts = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
        assert list(prompts) == [name for name, *_ in PROMPTS]
        for name, prompt in prompts.items():
            given = {argument.name: f"the {argument.name} of {name}" for argument in prompt.arguments}
            (message,) = (await client.get_prompt(name, given)).messages
            assert all(words in message.content.text for words in given.values())
        assert "Never invent" in client.instructions

    session(room.root, work, mode)
    assert "three days" in room.plan.read_text()
    assert (room.root / "contoso-rollout.yaml").is_file()


def test_wrong_arguments_paths_that_leave_and_stale_digests_are_refused_with_what_to_do(room):
    (room.root / "link.yaml").symlink_to(room.outside / "deal.yaml")

    async def work(client):
        for tool, arguments, said in (
            ("read_plan", {}, "plan"),
            ("read_plan", {"plan": ["deal.yaml"]}, "plan"),
            ("build", {"plan": "deal.yaml", "digest": "0", "formats": "pdf"}, "formats"),
            ("apply_changes", {"plan": "deal.yaml", "files": ["x"], "digest": "0", "conflicts": "mine"}, "conflicts"),
            ("read_plan", {"plan": "dael.yaml"}, "did you mean deal.yaml"),
            ("schema", {"part": "milestone5"}, "there are deal, buyer"),
            ("rules", {"code": "MAP999"}, "there is no rule"),
            ("new_plan", {**NEW, "go_live": "soon"}, "write it year first"),
            ("read_plan", {"plan": "../closed/deal.yaml"}, "leads out of the folder"),
            ("read_plan", {"plan": str(room.outside / "deal.yaml")}, "is not named from the folder on"),
            ("read_plan", {"plan": "link.yaml"}, "leads out of the folder"),
            (
                "save_plan",
                {"plan": "deal.yaml", "text": dump(plan_values()), "digest": "0" * 64},
                "call read_plan again",
            ),
            ("build", {"plan": "deal.yaml", "digest": "0" * 64}, "call read_plan again"),
        ):
            assert said in await refusal(client, tool, **arguments), (tool, arguments)
        with pytest.raises(MCPError):
            await client.get_prompt("plan_from_call_notes", {})
        unknown = await refusal(client, "delete_everything")
        assert "delete_everything" in unknown
        return await answer(client, "check", plan="deal.yaml")

    assert session(room.root, work)["can_be_built"], "and it goes on afterwards"


def test_fifty_calls_at_once_are_all_answered_and_one_of_fifty_saves_wins(room):
    async def work(client):
        read = await answer(client, "read_plan", plan="deal.yaml")
        answers = {}

        async def save(number):
            text = read["text"].replace("four days", f"{number} days")
            answers[number] = await client.call_tool(
                "save_plan", {"plan": "deal.yaml", "text": text, "digest": read["digest"]}
            )

        async def look(number):
            tool, more = [("list_deals", {}), ("check", {"plan": "deal.yaml"}), ("next", {}), ("rules", {})][number % 4]
            answers[-number] = await client.call_tool(tool, more)

        async with anyio.create_task_group() as group:
            for number in range(1, 51):
                group.start_soon(save, number)
                group.start_soon(look, number)
        return answers

    answers = session(room.root, work)
    saved = [number for number, done in answers.items() if number > 0 and not done.is_error]
    assert len(answers) == 100
    assert len(saved) == 1
    assert all("call read_plan again" in d.content[0].text for n, d in answers.items() if n > 0 and n not in saved)
    assert not any(done.is_error for number, done in answers.items() if number < 0)
    assert f"{saved[0]} days" in room.plan.read_text()


LOADED = """
import sys
{}
print([m for m in ("mcp", "mcp_types", "pydantic", "starlette", "anyio") if m in sys.modules])
"""


def test_neither_the_library_nor_another_command_loads_the_sdk(tmp_path):
    """The modules of all commands, mcp's own among them, load nothing of it: the server does, once it starts."""
    parts = ["import mapdocs; [getattr(mapdocs, name) for name in mapdocs.__all__]"]
    parts += [f"import mapdocs.cli.{module}" for module in COMMANDS.values()]
    for code in ("import mapdocs", "\n".join(parts)):
        done = subprocess.run([sys.executable, "-c", LOADED.format(code)], capture_output=True, text=True, check=False)
        assert done.stdout == "[]\n", done.stderr


def test_without_the_sdk_the_command_says_what_to_install(tmp_path):
    (tmp_path / "mcp").mkdir()
    (tmp_path / "mcp" / "__init__.py").write_text("raise ImportError('none here', name='mcp')\n")
    done = run("mcp", tmp_path, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 3
    assert "pip install 'mapdocs[mcp]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("args", [(), (".", "--root", "."), ("nowhere",)])
def test_the_folder_is_named_once_and_is_there(tmp_path, args):
    done = run("mcp", *args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")


def test_it_ends_when_nobody_is_there_any_more(tmp_path):
    done = run("mcp", "--root", tmp_path, fresh=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "")
