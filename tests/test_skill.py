"""The skill for assistants with a shell and the site's llms.txt: what stands in them is there, and the way in the skill is one."""

import json
import re
import shlex
import shutil

import pytest

from commands import run
from helpers import ROOT, TODAY
from mapdocs.cli import COMMANDS
from mapdocs.rules import all_rules

SKILL = (ROOT / "skills" / "mapdocs" / "SKILL.md").read_text("utf-8")
LLMS = (ROOT / "docs" / "llms.txt").read_text("utf-8")
OWNERS = ("Lena Brandt", "Omar Said", "Tom Weber", "Ruth Okafor", "Daniel Finch")


def lines():
    """The commands of the skill's way, in order, as words."""
    return [shlex.split(block) for block in re.findall(r"```sh\n(.+?)\n```", SKILL)]


@pytest.mark.parametrize("text", [SKILL, LLMS], ids=["skill", "llms.txt"])
def test_every_command_and_every_rule_is_named_and_there_are_no_others(text):
    named = set(re.findall(r"`mapdocs ([a-z]+)", text))
    assert set(COMMANDS) <= named <= set(COMMANDS), named ^ set(COMMANDS)
    if text is SKILL:
        assert set(re.findall(r"^\| (MAP\d+)", text, re.MULTILINE)) == set(all_rules())


def test_every_option_in_the_skill_is_there():
    asked = re.findall(r"`?mapdocs ([a-z]+)([^`\n|]*)", SKILL)
    for name, rest in asked:
        helped = run(name, "--help").stdout
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in helped, (name, option)


def test_the_skill_begins_as_assistants_programs_read_it():
    head = re.match(r"---\nname: ([a-z-]+)\ndescription: (.+)\n---\n", SKILL)
    assert head is not None
    assert head[1] == "mapdocs"
    assert 80 < len(head[2]) <= 1024


def test_the_way_in_the_skill_leads_from_nothing_to_files_and_back(tmp_path):
    init, check, build, pull = ([*words[1:], "--today", TODAY.isoformat()] for words in lines())
    assert run(*init, cwd=tmp_path).returncode == 0
    open_places = run(*check, cwd=tmp_path)
    assert open_places.returncode == 1
    assert {f["code"] for f in json.loads(open_places.stdout) if f["level"] == "error"} == {"MAP101", "MAP107"}
    assert run(*build, cwd=tmp_path).returncode == 1
    text = (tmp_path / "deal.yaml").read_text()
    for name in OWNERS:
        text = re.sub(r"buyer_owner: +#.*", f"buyer_owner: {name}\n    source: call of 24 Nov", text, count=1)
    (tmp_path / "deal.yaml").write_text(text)
    done = run(*check, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    built = run(*build, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    (told,) = json.loads(built.stdout)
    document = next(path for path in told["paths"] if path.endswith("map.docx"))
    shutil.copy(tmp_path / document, tmp_path / "returned.docx")
    back = run(*pull, cwd=tmp_path)
    assert back.returncode == 0, back.stderr
    assert json.loads(back.stdout)[0]["changes"] == []


def test_every_page_of_the_site_stands_in_llms_txt_and_every_link_leads_to_one():
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = [name for part in re.findall(r":maxdepth: 1\n\n(.*?)```", index, re.DOTALL) for name in part.split()]
    links = re.findall(r"\]\(([^)]+)\.html\)", LLMS)
    assert links == pages
    for name in pages:
        assert name.startswith("reference/") or (ROOT / "docs" / f"{name}.md").is_file()
