"""mapdocs mcp seen by the protocol's inspector, the npm package: every tool and prompt, and a way out that is none."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import SAMPLES, TODAY, dump, plan_values
from mapdocs.assistant.folder import digest_of
from mapdocs.assistant.tools import PROMPTS, TOOLS

pytest.importorskip("mcp", reason="needs pip install 'mapdocs[mcp]'")


@pytest.fixture
def inspect(tmp_path):
    installed = Path(__file__).parent / "node_modules" / ".bin" / "mcp-inspector"
    program = installed if installed.exists() else shutil.which("mcp-inspector")
    if program is None:
        pytest.skip("needs the inspector: npm install in tests/clients")
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    shutil.copy(SAMPLES / "crm" / "salesforce-opportunities.csv", tmp_path / "crm.csv")
    serve = [sys.executable, "-m", "mapdocs", "mcp", str(tmp_path), "--today", TODAY.isoformat()]

    def run(method, *more):
        done = subprocess.run(
            [str(program), "--cli", *serve, "--method", method, *more], capture_output=True, text=True, check=False, timeout=120
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def call(name, **arguments):
        given = [part for key, value in arguments.items() for part in ("--tool-arg", f"{key}={value}")]
        return run("tools/call", "--tool-name", name, *given)

    run.folder, run.call = tmp_path, call
    return run


def test_the_inspector_lists_and_calls_every_tool(inspect):
    assert [tool["name"] for tool in inspect("tools/list")["tools"]] == [tool.name for tool in TOOLS]
    assert [prompt["name"] for prompt in inspect("prompts/list")["prompts"]] == [name for name, *_ in PROMPTS]
    plan, text = inspect.folder / "deal.yaml", dump(plan_values()).replace("four days", "three days")
    calls = {
        "list_deals": {}, "schema": {"part": "review"}, "rules": {"code": "MAP119"}, "next": {}, "durations": {},
        "check": {"plan": "deal.yaml"}, "read_plan": {"plan": "deal.yaml"}, "coverage": {"export": "crm.csv"},
        "new_plan": {
            "deal": "Contoso", "acv": "84k", "buyer": "Contoso", "champion": "Kim Ly", "go_live": "2027-03-15", "source": "call of 23 Nov",
            "seller": "Fabrikam", "owner": "Sam Ortiz",
        },
        "save_plan": {"plan": "deal.yaml", "text": text, "digest": digest_of(plan)},
        "build": {"plan": "deal.yaml", "digest": None, "formats": '["docx"]'},
        "what_came_back": {"plan": "deal.yaml", "files": '["out/test-deal/buyer/test-deal-map.docx"]'},
        "apply_changes": {"plan": "deal.yaml", "files": '["out/test-deal/buyer/test-deal-map.docx"]', "digest": None},
    }  # fmt: skip
    assert set(calls) == {tool.name for tool in TOOLS}
    for name, arguments in calls.items():
        given = {key: digest_of(plan) if value is None else value for key, value in arguments.items()}
        answer = inspect.call(name, **given)
        assert not answer.get("isError"), (name, answer)
        assert answer["structuredContent"]
    assert "three days" in plan.read_text()
    assert (inspect.folder / "out" / "test-deal" / "buyer" / "test-deal-map.docx").is_file()
    assert inspect.call("read_plan", plan="../deal.yaml")["isError"]
