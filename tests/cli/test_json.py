"""--format json: what every command prints is in the shape that its schema describes, and the schemas lie in the docs."""

import json
import os
import runpy
import shutil
import subprocess
import sys

import jsonschema
import pytest

from commands import run, terminal
from helpers import BROKEN_SAMPLES, ROOT, SAMPLES, TODAY, dump, plan_values
from mapdocs.cli import COMMANDS
from mapdocs.schema.printed import PRINTED, printed_schema

DAY = ("--today", TODAY.isoformat())
JSON = ("--format", "json")
#: They print no table and no list: a page's address, a schema.
WITHOUT = {"preview", "desk", "schema", "mcp"}
NEW = (
    "--deal", "Contoso", "--acv", "84k", "--buyer", "Contoso", "--champion", "Kim Ly", "--seller", "Fabrikam",
    "--owner", "Sam Ortiz", "--go-live", "2027-03-15",
)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A plan, what came back of it, finished deals, a CRM's export, a roster with a bad line."""
    folder = tmp_path_factory.mktemp("world")
    shutil.copy(SAMPLES / "northwind.yaml", folder)
    shutil.copy(SAMPLES / "crm" / "salesforce-opportunities.csv", folder / "opportunities.csv")
    shutil.copytree(SAMPLES, folder / "samples")
    (folder / "roster.csv").write_text("Name,Deal,ACV\nSam Ortiz,Northwind,84000\n,Nobody's,1\n")
    (folder / "plan.csv").write_text("Step,Owner,Due\nSecurity review,Dana Reyes,2026-12-15\n")
    run("build", "northwind.yaml", "--only", "docx", *DAY, cwd=folder)
    text = (folder / "northwind.yaml").read_text("utf-8")
    (folder / "moved.yaml").write_text(text.replace("2026-12-15", "2026-12-14"), "utf-8")
    (folder / "leaving.yaml").write_text(text, "utf-8")
    (folder / "finished").mkdir()
    for number in range(3):
        values = plan_values(name=f"Finished {number}")
        for row in values["milestones"]:
            row |= {"status": "done", "agreed_on": "2026-11-02", "done_on": row["target_date"], "proof": "By mail"}
        (folder / "finished" / f"{number}.yaml").write_text(dump(values))
    return folder


#: Every command, in each of its shapes: arguments, exit code, and what must not be empty.
CALLS = [
    ("init", ("init", "new.yaml", *NEW, *DAY), 0, "path"),
    ("init", ("init", "--list-plans"), 0, "plans"),
    ("import", ("import", "opportunities.csv", "-o", "crm", *DAY), 0, "specs"),
    ("import", ("import", "plan.csv", "-o", "plan", "--deal", "Security", *DAY), 0, "balance"),
    ("check", ("check", "northwind.yaml", *map(str, BROKEN_SAMPLES), *DAY), 1, None),
    ("build", ("build", "northwind.yaml", "--only", "ics", "-o", "built", *DAY), 0, None),
    ("build", ("build", "samples", "--only", "ics", "-o", "all", *DAY), 1, None),
    ("schedule", ("schedule", "northwind.yaml", *DAY), 0, "rows"),
    ("schedule", ("schedule", "northwind.yaml", "--from", "today", *DAY), 0, "rows"),
    ("move", ("move", "moved.yaml", "legal", "2026-12-17", "--why", "Counsel is away", *DAY), 0, "id"),
    ("agenda", ("agenda", "northwind.yaml", "-o", "agenda", *DAY), 0, "agenda"),
    ("digest", ("digest", "northwind.yaml", "-o", "digest", *DAY), 0, "quiet"),
    ("reassign", ("reassign", "leaving.yaml", "Priya Raman", "Nora Vance", "--why", "Priya left", "-o", "gone", *DAY), 0, "rows"),
    ("handoff", ("handoff", "northwind.yaml", "-o", "handed", *DAY), 0, "paths"),
    ("next", ("next", "samples/northwind.yaml", "samples/corner-cafe.yaml", *DAY), 0, None),
    ("next", ("next", "northwind.yaml", "--checkpoint", *DAY), 0, "deals"),
    ("next", ("next", "northwind.yaml", "--published", *DAY), 0, None),
    ("coverage", ("coverage", "opportunities.csv", "samples/northwind.yaml", *DAY), 0, "opportunities"),
    ("export", ("export", "crm", "northwind.yaml", "--for", "salesforce", *DAY), 0, "deals"),
    ("pull", ("pull", "northwind.yaml", "out/northwind-close-automation/buyer/northwind-close-automation-map.docx", *DAY), 0, None),
    ("pull", ("pull", "northwind.yaml", "opportunities.csv", *DAY), 1, None),
    ("diff", ("diff", "northwind.yaml", "samples/harbor-freight-slipped.yaml", *DAY), 0, None),
    ("durations", ("durations", "finished"), 0, "kinds"),
    ("pressure", ("pressure", "northwind.yaml", *DAY), 0, None),
    ("worksheet", ("worksheet", "--roster", "roster.csv", "-o", "sheet.pdf"), 1, "problems"),
    ("anchor", ("anchor", "samples/northwind.yaml", "-o", "anchor", *DAY), 0, "paths"),
    ("rules", ("rules",), 0, None),
    ("rules", ("rules", "MAP105"), 0, None),
    ("doctor", ("doctor",), 0, "checks"),
    ("templates", ("templates", "eject", "own"), 0, "paths"),
]  # fmt: skip


def test_every_command_that_prints_a_list_has_its_shape_and_every_shape_is_tried():
    assert set(PRINTED) == set(COMMANDS) - WITHOUT
    assert {name for name, *_ in CALLS} == set(PRINTED)
    for name in PRINTED:
        jsonschema.Draft7Validator.check_schema(printed_schema(name))


@pytest.mark.pdf
def test_what_the_commands_print_is_what_their_schemas_say(world):
    seen = dict.fromkeys(PRINTED, 0)
    for name, args, code, filled in CALLS:
        done = run(*args, *JSON, cwd=world)
        assert done.returncode == code, (args, done.stderr)
        said = json.loads(done.stdout)
        jsonschema.validate(said, printed_schema(name), cls=jsonschema.Draft7Validator)
        assert said[filled] if filled else said or name == "pull", args
        seen[name] += 1
    assert seen["next"] == 3


def test_a_shape_that_lacks_a_key_or_has_one_more_is_no_shape():
    finding = {"file": "a", "line": 1, "column": 1, "code": "MAP101", "level": "error", "path": "", "message": "", "hint": ""}  # fmt: skip
    schema = printed_schema("check")
    jsonschema.validate([finding], schema)
    for wrong in ({**finding, "more": 1}, {k: v for k, v in finding.items() if k != "hint"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([wrong], schema)


def test_the_schemas_in_the_docs_are_the_programs():
    assert runpy.run_path(str(ROOT / "scripts" / "make_texts.py"))["stale"]() == []
    assert json.loads(run("schema", "--of", "next").stdout) == printed_schema("next")


# Standard input


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_spec_is_read_from_standard_input_in_any_encoding_that_files_may_have(tmp_path, encoding):
    text = dump(plan_values()).replace("Dana Reyes", "Zoë Brandt")
    done = subprocess.run(
        [sys.executable, "-m", "mapdocs", "check", "-", *DAY],
        input=text.encode(encoding), capture_output=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (0, "<stdin>: nothing found\n")


def test_standard_input_builds_the_same_bytes_as_the_file_and_remembers_nothing(tmp_path):
    text = dump(plan_values())
    (tmp_path / "deal.yaml").write_text(text)
    given = run("build", "-", "-o", "given", "--only", "docx,ics", *DAY, cwd=tmp_path, input=text)
    assert given.returncode == 0, given.stderr
    assert not (tmp_path / ".mapdocs").exists()
    assert run("build", "deal.yaml", "-o", "named", "--only", "docx,ics", *DAY, cwd=tmp_path).returncode == 0
    files = [path.relative_to(tmp_path / "given") for path in (tmp_path / "given").rglob("*map.docx")]
    assert len(files) == 1
    assert all((tmp_path / "given" / f).read_bytes() == (tmp_path / "named" / f).read_bytes() for f in files)
    assert sorted(given.stdout.splitlines()) == sorted(
        str(path.relative_to(tmp_path))
        for path in (tmp_path / "given").rglob("buyer/*")
        if not path.name.startswith(".")
    )


def test_the_settings_of_the_working_folder_hold_for_standard_input(tmp_path):
    (tmp_path / "mapdocs.yaml").write_text("jargon: [Confirmation]\n")
    done = run("check", "-", *JSON, *DAY, cwd=tmp_path, input=dump(plan_values()))
    assert "MAP112" in {f["code"] for f in json.loads(done.stdout)}


@pytest.mark.parametrize(
    ("given", "code"),
    [("", "MAP006"), ("deal: [", "MAP002"), ("\0", "MAP001"), ("deal: {stagge: 3}", "MAP010"), ("x" * 1_100_000, "MAP001")],
    ids=["nothing", "no YAML", "NUL", "unknown key", "too much"],
)  # fmt: skip
def test_bad_input_is_found_as_in_a_file_and_builds_nothing(tmp_path, given, code):
    done = run("check", "-", *JSON, *DAY, cwd=tmp_path, input=given)
    findings = json.loads(done.stdout)
    assert done.returncode == 1
    assert code in {f["code"] for f in findings}
    assert {f["file"] for f in findings} == {"<stdin>"}
    told = run("build", "-", *DAY, cwd=tmp_path, input=given)
    assert (told.returncode, told.stdout) == (1, "")
    assert "<stdin>:" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "out").exists()


def test_bytes_that_are_no_text_are_told_with_their_place(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mapdocs", "check", "-", *DAY],
        input=b"deal:\n  name: Z\xfcrich\n", capture_output=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"<stdin>:2:10: error MAP001 byte 0xfc is not UTF-8" in done.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_terminal_or_nothing_at_all_on_standard_input_is_a_wrong_command_line(tmp_path, command):
    parent, child = terminal()
    done = subprocess.run(
        [sys.executable, "-m", "mapdocs", command, "-"], stdin=child, capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    os.close(parent)
    os.close(child)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing is piped in" in done.stderr
    shut = subprocess.run(
        f"{sys.executable} -m mapdocs {command} - <&-", shell=True, capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert shut.returncode == 2, shut.stderr
    assert "nothing is piped in" in shut.stderr


def test_standard_input_goes_with_files_for_check_and_alone_for_build(tmp_path):
    text = dump(plan_values())
    (tmp_path / "deal.yaml").write_text(text)
    done = run("check", "deal.yaml", "-", *DAY, cwd=tmp_path, input=text)
    assert (done.returncode, done.stderr) == (0, "2 specs: nothing found\n")
    for more in (("deal.yaml",), ("--watch",)):
        assert run("build", "-", *more, *DAY, cwd=tmp_path, input=text).returncode == 2
    assert run("build", "deal.yaml", "--watch", *JSON, *DAY, cwd=tmp_path).returncode == 2
