"""The commands as a person types them: right, wrong, and on bad days."""

import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

import mapdocs
from commands import run, terminal
from helpers import BROKEN_SAMPLES, GOOD_SAMPLES, SAMPLES, dump, few_of, plan_values

TODAY = ["--today", "2026-11-23"]


@pytest.fixture
def deal(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text(dump(plan_values()), encoding="utf-8")
    return path


def never_a_traceback(done):
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_help_names_the_commands_that_are_there_and_no_others():
    done = run("--help")
    assert done.returncode == 0
    listed = [line.split()[0] for line in done.stdout.split("Commands:")[1].splitlines() if line.strip()]
    assert listed == [
        "init",
        "import",
        "check",
        "build",
        "preview",
        "desk",
        "schedule",
        "move",
        "reassign",
        "handoff",
        "agenda",
        "digest",
        "next",
        "coverage",
        "export",
        "pull",
        "diff",
        "durations",
        "pressure",
        "worksheet",
        "anchor",
        "mcp",
        "rules",
        "schema",
        "doctor",
        "templates",
    ]
    assert run("--version").stdout.startswith("mapdocs ")


@pytest.mark.parametrize(
    ("args", "said"),
    few_of(
        [
            (["chek", "x.yaml"], "did you mean check"),
            (["deal.yaml"], "did you mean: mapdocs build deal.yaml"),
            (["check"], "Missing argument"),
            (["check", "nothing.yaml"], "is not there"),
            (["build", "."], "holds no spec"),
            (["check", "x.yaml", "--format", "xml"], "xml"),
            (["build", "x.yaml", "--only", "dcox"], "Did you mean docx"),
            (["build", "x.yaml", "--today", "12/4/2026"], "could be"),
            (["rules", "MAP999"], "there is no rule"),
            (["build", "x.yaml", "--variant", "mini"], "mini"),
        ],
        3,
    ),
)
def test_a_wrong_command_line_exits_with_2_and_says_what_to_type(tmp_path, args, said):
    done = never_a_traceback(run(*args, cwd=tmp_path))
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize("command", [["check"], ["schedule"], ["move", "legal", "2027-01-19"], ["pull", "x.docx"]])
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("dael.yaml", ". Did you mean deal.yaml?"),
        ("northwind.yaml", ". The folder has deal.yaml"),
        (f"{'x' * 300}.yaml", ". The folder has deal.yaml"),
        ("notes.txt", ""),
    ],
)
def test_a_file_that_is_not_there_is_told_with_what_is(deal, command, name, hint):
    done = never_a_traceback(run(command[0], name, *command[1:], cwd=deal.parent))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"Error: {name} is not there{hint}"


def test_check_text_form(deal):
    deal.write_text(deal.read_text().replace("Confirmation 4 received in writing", "legal progressing"))
    done = run("check", deal.name, *TODAY, cwd=deal.parent)
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    place, level, code = lines[0].split()[:3]
    assert (level, code) == ("error", "MAP105")
    line, column = map(int, place.split(":")[1:3])
    assert deal.read_text().splitlines()[line - 1][column - 1 :].startswith("progressing")
    assert lines[2].index("^") - lines[2].index("|") == column + 1
    assert lines[3].strip().startswith("hint: ")


def test_check_json_form(deal):
    deal.write_text(deal.read_text().replace("stage: 3", "stagge: 3"))
    done = run("check", deal, "--format", "json", *TODAY)
    findings = json.loads(done.stdout)
    assert done.returncode == 1
    assert [list(f) for f in findings] == [["file", "line", "column", "code", "level", "path", "message", "hint"]]
    assert findings[0]["code"] == "MAP010"
    assert findings[0]["path"] == "deal.stagge"


def test_check_json_of_a_good_spec_is_an_empty_array(deal):
    done = run("check", deal, "--format", "json", *TODAY)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_check_github_form_escapes_what_could_end_the_command(deal):
    deal.write_text(deal.read_text().replace("Confirmation 4 received in writing", "legal progressing 100%"))
    done = run("check", deal, "--format", "github", *TODAY)
    assert done.stdout.startswith("::error file=")
    assert "title=MAP105::" in done.stdout


def test_strict_makes_warnings_errors(deal):
    deal.write_text(deal.read_text().replace("  map_url: https://docs.example.com/plan\n", ""))
    assert run("check", deal, *TODAY).returncode == 0
    assert run("check", deal, "--strict", *TODAY).returncode == 1


@pytest.mark.parametrize("path", BROKEN_SAMPLES, ids=lambda p: p.stem)
def test_broken_specs_build_nothing_and_say_where(tmp_path, path):
    done = never_a_traceback(run("build", path, "-o", tmp_path / "out", *TODAY))
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()
    assert "hint:" in done.stderr
    assert f"{path}:" in done.stderr


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda p: p.stem)
def test_samples_write_the_files_of_the_contract(tmp_path, path):
    done = never_a_traceback(run("build", path, "-o", tmp_path / "out", *TODAY))
    assert done.returncode == 0, done.stderr
    written = [Path(line) for line in done.stdout.splitlines()]
    assert all(p.is_file() for p in written)
    folder = written[0].parents[1]
    names = sorted(p.name.removeprefix(f"{folder.name}-") for p in written if p.parent.name == "buyer")
    assert names == [
        "map.docx",
        "map.eml",
        "map.html",
        "map.pdf",
        "map.txt",
        "map.xlsx",
        "milestones.ics",
        "review.ics",
    ]
    names = sorted(p.name.removeprefix(f"{folder.name}-") for p in written if p.parent.name == "internal")
    assert names == ["crm-note.html", "crm-note.tsv", "crm-note.txt", "internal.xlsx"]


def test_what_was_sent_is_kept_beside_the_spec(deal):
    run("build", deal, "-o", deal.parent / "out", "--only", "ics", *TODAY)
    kept = list((deal.parent / ".mapdocs" / "sent").glob("*.json"))
    assert len(kept) == 1
    sent = json.loads(kept[0].read_text())
    assert sent["revision"] == kept[0].stem
    assert sent["rows"][0]["buyer_owner"] == "Dana Reyes"
    assert "stage" not in kept[0].read_text()


def test_the_sequence_rises_when_something_changes_and_only_then(deal):
    out = deal.parent / "out"

    def sequence():
        run("build", deal, "-o", out, "--only", "ics", *TODAY)
        return next(out.rglob("*milestones.ics")).read_text().split("SEQUENCE:")[1].split()[0]

    before = deal.read_text()
    assert [sequence(), sequence()] == ["0", "0"]
    deal.write_text(before.replace("2026-11-24", "2026-11-25"))
    assert [sequence(), sequence()] == ["1", "1"]
    deal.write_text(before)
    assert sequence() == "2"


def test_an_edited_file_is_not_overwritten_without_force(deal):
    out = deal.parent / "out"
    assert run("build", deal, "-o", out, "--only", "email,ics", *TODAY).returncode == 0
    text = next(out.rglob("*-map.txt"))
    text.write_text("my own words")
    deal.write_text(deal.read_text().replace("four days", "three days"))
    done = run("build", deal, "-o", out, "--only", "email,ics", *TODAY)
    assert done.returncode == 1
    assert str(text) in done.stderr
    assert "--force" in done.stderr
    assert text.read_text() == "my own words"
    assert "three days" not in next(out.rglob("*-map.html")).read_text()
    assert run("build", deal, "-o", out, "--only", "email,ics", "--force", *TODAY).returncode == 0
    assert "three days" in text.read_text()


def test_a_second_build_leaves_unchanged_files_alone(deal):
    out = deal.parent / "out"
    run("build", deal, "-o", out, "--only", "email", *TODAY)
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    assert run("build", deal, "-o", out, "--only", "email", *TODAY).returncode == 0
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()} == before


def test_only_and_variant(deal):
    out = deal.parent / "out"
    done = run("build", deal, "-o", out, "--only", "docx", "--variant", "lite", *TODAY)
    assert [Path(p).name for p in done.stdout.split()] == ["test-deal-map.docx"]
    assert "forced" in done.stderr


def test_many_specs_one_bad_never_stops_the_others(tmp_path):
    for number in range(3):
        (tmp_path / f"deal{number}.yaml").write_text(dump(plan_values(name=f"Deal {number}")))
    (tmp_path / "bad.yaml").write_text("deal: [")
    (tmp_path / "twin.yaml").write_text(dump(plan_values(name="DEAL 0")))
    done = never_a_traceback(
        run("build", tmp_path, "-o", tmp_path / "out", "--only", "ics,email", "--jobs", "2", *TODAY)
    )
    assert done.returncode == 1
    assert "3 of 5 deals built" in done.stderr
    assert "twin.yaml: the deal is named like the one in" in done.stderr
    assert sorted(p.name for p in (tmp_path / "out").glob("[!.]*")) == ["deal-0", "deal-1", "deal-2"]


@pytest.mark.parametrize(
    "name",
    few_of(
        [
            "../../etc/passwd",
            "CON",
            "a/b\\c",
            "x" * 300,
            "🚀🚀",
            "陳大文 計画",
            ".hidden",
            "COM1",
            "a:b*c?",
            "  ",
        ],
        3,
    ),
)
def test_no_name_of_a_deal_leads_out_of_the_folder(tmp_path, name):
    (tmp_path / "deal.yaml").write_text(dump(plan_values(name=name)), encoding="utf-8")
    done = never_a_traceback(run("build", tmp_path / "deal.yaml", "-o", tmp_path / "out", "--only", "ics", *TODAY))
    if not name.strip():
        assert done.returncode == 1
        return
    assert done.returncode == 0, done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"deal.yaml", "out", ".mapdocs"}
    folder = next((tmp_path / "out").iterdir())
    assert folder.name.casefold() not in ("con", "com1")
    assert len(folder.name) <= 70


def test_machine_troubles_exit_with_3(deal, tmp_path):
    (tmp_path / "file").write_text("x")
    done = never_a_traceback(run("build", deal, "-o", tmp_path / "file" / "out", "--only", "ics", *TODAY))
    assert done.returncode == 3
    done = never_a_traceback(run("build", deal, "-o", "/proc/none", "--only", "ics", *TODAY))
    assert done.returncode == 3
    assert "Error:" in done.stderr


def test_a_full_disk_leaves_the_old_file_whole(deal):
    out = deal.parent / "out"
    run("build", deal, "-o", out, "--only", "email", *TODAY)
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file() and not p.name.startswith(".")}
    assert sorted(p.suffix for p in before) == [".eml", ".html", ".txt"]
    deal.write_text(deal.read_text().replace("four days", "three days"))
    limited = f"import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.argv = ['mapdocs', 'build', {str(deal)!r}, '-o', {str(out)!r}, '--only', 'email', '--today', '2026-11-23']; from mapdocs.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 3
    after = {p: p.read_bytes() for p in out.rglob("*") if p.is_file() and not p.name.startswith(".")}
    assert after == before
    assert not list(out.rglob("*.part"))


def test_a_missing_pango_costs_the_pdf_alone(deal, tmp_path):
    fake = tmp_path / "site" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError(\"cannot load library 'gobject-2.0-0'\")")
    done = never_a_traceback(run("build", deal, "-o", tmp_path / "out", *TODAY, env={"PYTHONPATH": str(fake.parent)}))
    assert done.returncode == 3
    assert "no pdf" in done.stderr
    assert "Mend it with:" in done.stderr
    assert len(done.stdout.splitlines()) == 11
    doctor = run("doctor", env={"PYTHONPATH": str(fake.parent)})
    assert doctor.returncode == 3
    assert "MISSING  PDF" in doctor.stdout


def test_doctor_on_a_whole_machine():
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert "ok       PDF" in done.stdout


def test_rules_schema_and_templates(tmp_path):
    listing = run("rules").stdout
    assert all(f"MAP{n}" in listing for n in range(101, 117))
    assert "MSA countersigned" in run("rules", "map105").stdout
    assert "two ways" in run("rules", "MAP013").stdout
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].startswith("http://json-schema.org/draft-07")
    assert run("templates", "eject", tmp_path / "t").returncode == 0
    assert (tmp_path / "t" / "labels" / "en.yaml").is_file()
    (tmp_path / "t" / "labels" / "en.yaml").write_text("mine")
    assert "already" in run("templates", "eject", tmp_path / "t").stderr
    assert (tmp_path / "t" / "labels" / "en.yaml").read_text() == "mine"


def test_own_templates_are_used(tmp_path):
    run("templates", "eject", tmp_path / "t")
    labels = tmp_path / "t" / "labels" / "en.yaml"
    labels.write_text(labels.read_text().replace("Mutual action plan", "Joint plan of ours"))
    (tmp_path / "mapdocs.yaml").write_text("templates: t\n")
    (tmp_path / "deal.yaml").write_text(dump(plan_values()))
    assert run("build", "deal.yaml", "--only", "docx", *TODAY, cwd=tmp_path).returncode == 0
    from helpers import docx_text

    document = next(tmp_path.rglob("*-map.docx"))
    assert "Joint plan of ours" in docx_text(document.read_bytes())


OPTIONS = [
    "--deal",
    "Contoso: phase #1",
    "--acv",
    "84k",
    "--buyer",
    "Contoso",
    "--champion",
    "Kim Ly",
    "--seller",
    "Fabrikam",
    "--owner",
    "Sam Ortiz",
    "--go-live",
    "2027-03-15",
]


def test_init_writes_a_spec_that_lacks_only_what_a_person_knows(tmp_path):
    done = never_a_traceback(run("init", *OPTIONS, *TODAY, cwd=tmp_path))
    assert done.returncode == 0, done.stderr
    path = tmp_path / "contoso-phase-1.yaml"
    assert done.stdout.strip() == path.name
    assert json.loads((tmp_path / "mapdocs.schema.json").read_text())["title"] == "mapdocs spec"
    spec = mapdocs.load(path)
    assert spec.deal.name == "Contoso: phase #1"
    assert spec.findings == ()
    errors = {f.code for f in mapdocs.check(spec, today=date(2026, 11, 23)) if f.level == "error"}
    assert errors <= {"MAP101", "MAP107"}
    assert run("init", *OPTIONS, *TODAY, cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(("go_live", "beyond"), [("2027-01-07", False), ("2027-01-08", True)])
def test_init_marks_a_plan_beyond_the_quarter_once_and_no_row(tmp_path, go_live, beyond):
    assert run("init", "deal.yaml", *OPTIONS[:-1], go_live, *TODAY, cwd=tmp_path).returncode == 0
    spec = mapdocs.load(tmp_path / "deal.yaml")
    assert any(row.target_date > date(2026, 12, 31) for row in spec.milestones) is beyond
    assert spec.internal.beyond_period is beyond
    assert not any(row.at_risk for row in spec.milestones)
    assert "MAP108" not in {f.code for f in mapdocs.check(spec, today=date(2026, 11, 23))}
    assert "at risk" not in run("next", "deal.yaml", *TODAY, cwd=tmp_path).stdout


def test_init_makes_three_lines_below_the_threshold_and_warns_of_the_past(tmp_path):
    done = run(
        "init",
        "small.yaml",
        *OPTIONS[:2],
        "--acv",
        "9600",
        *OPTIONS[4:-1],
        "2026-12-04",
        *TODAY,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert len(mapdocs.load(tmp_path / "small.yaml").milestones) == 3
    assert "too long" in done.stderr


def test_init_without_a_terminal_names_what_is_missing(tmp_path):
    done = run("init", "--deal", "x", cwd=tmp_path)
    assert done.returncode == 2
    assert "--acv" in done.stderr
    assert "--go-live" in done.stderr


HEAVY = "docx pptx openpyxl xlsxwriter weasyprint jinja2 babel lxml holidays pypdf pypdfium2 resvg_py distributed"
# What is printed after the command has ended is what the test reads: a command that ends the process says nothing here.
WHAT_IS_LOADED = """
import sys
from mapdocs.cli import main
try:
    main()
except SystemExit as ended:
    code = ended.code
print("ended with", code, "after loading", [m for m in %r.split() if m in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("check", "deal.yaml", *TODAY), ("rules",), ("schema",)])
def test_light_commands_load_no_document_library(deal, args):
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IS_LOADED % HEAVY, *args],
        capture_output=True,
        text=True,
        check=False,
        cwd=deal.parent,
    )
    assert done.stdout or args[0] == "check", done.stderr
    assert done.stderr.splitlines()[-1:] == ["ended with 0 after loading []"], done.stderr


def test_output_cut_off_by_its_reader_is_no_error(deal):
    done = subprocess.run(
        f"{sys.executable} -m mapdocs rules | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_no_color_and_no_terminal_mean_no_escape_codes(deal):
    deal.write_text("deal: [")
    assert "\x1b" not in run("check", deal, env={"NO_COLOR": "1"}).stderr
    assert "\x1b" not in run("check", deal).stderr


def test_watch_builds_again_after_a_change(deal):
    out = deal.parent / "out"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "mapdocs",
            "build",
            str(deal),
            "-o",
            str(out),
            "--only",
            "email",
            "--watch",
            *TODAY,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 30
        while not list(out.rglob("*-map.txt")) and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1)
        deal.write_text(deal.read_text().replace("four days", "three days"))
        while time.monotonic() < deadline and "three days" not in next(out.rglob("*-map.txt")).read_text():
            time.sleep(0.1)
        assert "three days" in next(out.rglob("*-map.txt")).read_text()
    finally:
        process.terminate()
        process.wait()


def test_the_library_does_what_the_commands_do(deal, tmp_path):
    spec = mapdocs.load(deal)
    assert mapdocs.check(spec, today=date(2026, 11, 23)) == ()
    result = mapdocs.build(
        spec, out=tmp_path / "o", today=date(2026, 11, 23), options=mapdocs.BuildOptions(only=("ics",))
    )
    assert [p.name for p in result.paths] == ["test-deal-review.ics", "test-deal-milestones.ics"]
    with pytest.raises(ValueError, match="no format"):
        mapdocs.BuildOptions(only=("dcox",))


def test_shell_completion_is_there():
    done = subprocess.run(
        [sys.executable, "-c", "from mapdocs.cli import cli; cli(prog_name='mapdocs')"],
        env={**os.environ, "_MAPDOCS_COMPLETE": "bash_source"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "_mapdocs_completion" in done.stdout


def test_samples_are_as_the_contract_wants():
    assert len(GOOD_SAMPLES) >= 6
    assert len(BROKEN_SAMPLES) >= 3
    assert (SAMPLES / "company" / "mapdocs.yaml").is_file()


def test_open_never_costs_the_build(deal):
    done = never_a_traceback(
        run("build", deal, "-o", deal.parent / "out", "--only", "email", "--open", "--emltpl", *TODAY)
    )
    assert done.returncode == 0
    assert "map.emltpl" in done.stdout


def test_init_asks_in_a_terminal(tmp_path):
    parent, child = terminal()
    process = subprocess.Popen(
        [sys.executable, "-m", "mapdocs", "init", "asked.yaml", *TODAY],
        stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, text=True,
    )  # fmt: skip
    answers = [
        "Contoso phase two",
        "a lot",
        "84k",
        "Contoso",
        "Kim Ly",
        "Fabrikam",
        "Sam Ortiz",
        "3/15/2027",
        "2027-03-15",
    ]
    os.write(parent, "".join(f"{answer}\n" for answer in answers).encode())
    out, err = process.communicate(timeout=30)
    os.close(parent)
    os.close(child)
    assert process.returncode == 0, err
    assert out.strip().endswith("asked.yaml")
    assert "is not an amount" in err
    assert "2027-03-15" in err
    assert mapdocs.load(tmp_path / "asked.yaml").deal.acv == 84000


def test_a_closed_output_is_no_traceback(deal):
    done = subprocess.run(
        f"{sys.executable} -m mapdocs rules >&-", shell=True, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("country", "go_live", "off"),
    [
        ("US", "2027-01-18", ["2026-11-26", "2026-12-25", "2027-01-01"]),  # a go-live on Martin Luther King Jr. Day
        ("DE", "2027-01-01", ["2026-12-25"]),
        ("JP", "2027-01-11", ["2026-12-31", "2027-01-01"]),  # Coming of Age Day
        ("US", "2026-12-07", []),  # the plan would have to start in the past
    ],
)
def test_init_works_back_over_holidays_and_the_year_end(tmp_path, country, go_live, off):
    import holidays

    (tmp_path / "mapdocs.yaml").write_text(f"holidays: {country}\n")
    done = run("init", "deal.yaml", *OPTIONS[:-1], go_live, *TODAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    spec = mapdocs.load(tmp_path / "deal.yaml")
    days = [row.target_date for row in spec.milestones]
    calendar = holidays.country_holidays(country)
    assert all(day.weekday() < 5 and day not in calendar for day in days), days
    by_kind = {row.kind: row.target_date for row in spec.milestones}
    assert by_kind["alignment"] < by_kind["business_case"] < by_kind["legal"] < by_kind["procurement"]
    assert by_kind["signature"] < date.fromisoformat(go_live) or "too long" in done.stderr
    assert ("too long" in done.stderr) == (days[0] <= date(2026, 11, 24))
    if "too long" not in done.stderr:
        # counted by hand with the other library: five working days lie between the signature and the go-live
        between, day = 0, by_kind["signature"]
        while (day := day + timedelta(1)) <= date.fromisoformat(go_live):
            between += day.weekday() < 5 and day not in calendar
        assert between == 5
        assert all(d not in [date.fromisoformat(o) for o in off] for d in days)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's script stands in for fc-list")
@pytest.mark.parametrize(
    ("answers", "told"),
    [("DejaVu", "ok       fonts for Chinese"), ("", "no font here has Chinese, Japanese, Korean, Arabic, Hebrew")],
)
def test_doctor_asks_the_system_for_fonts(tmp_path, answers, told):
    asked = tmp_path / "fc-list"
    asked.write_text(f"#!/bin/sh\necho '{answers}'\n")
    asked.chmod(0o755)
    assert told in run("doctor", env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}).stdout
    asked.write_text("#!/bin/sh\nexit 1\n")
    assert "fonts are needed" in run("doctor", env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}).stdout


def test_agenda_writes_its_three_files_and_a_second_time_renews_them(tmp_path):
    spec = SAMPLES / "northwind.yaml"
    for minutes in ("30", "45"):
        done = run("agenda", spec, "--today", "2026-11-23", "--minutes", minutes, "-o", tmp_path)
        assert done.returncode == 0, done.stderr
        assert [line.rsplit(".", 1)[1] for line in done.stdout.splitlines()] == ["ics", "eml", "docx"]
        assert f"Agenda ({minutes} minutes)" in done.stderr
    assert run("agenda", spec, "--today", "2026-11-23", "--at", "tomorrow").returncode == 2
    assert run("agenda", spec, "--today", "2027-11-23", "-o", tmp_path).returncode == 1
