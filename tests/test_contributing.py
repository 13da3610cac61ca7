"""How to add a rule, a format, a language, a flaw: the examples of CONTRIBUTING.md, followed in a copy of the tree."""

import re
import shutil
import subprocess
import sys

import pytest

from helpers import ROOT, SAMPLES, dump, plan_values

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
STEP = re.compile(
    r"<!-- (?P<kind>into|in|copy): (?P<what>.*?) -->(?:\n```(?:python|yaml)\n(?P<code>.*?)```)?", re.DOTALL
)  # fmt: skip
DAY = ("--today", "2026-11-23")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the tree in which every example has been followed."""
    folder = tmp_path_factory.mktemp("house")
    for name in ("src", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    steps = list(STEP.finditer(TEXT))
    assert len(steps) == 9
    for step in steps:
        if step["kind"] == "into":
            assert not (folder / step["what"]).exists()
            (folder / step["what"]).parent.mkdir(exist_ok=True)
            (folder / step["what"]).write_text(step["code"], "utf-8")
        elif step["kind"] == "copy":
            source, target = step["what"].split(" to ")
            shutil.copy(folder / source, folder / target)
        else:
            file, old = step["what"].split(", instead of: ")
            before = (folder / file).read_text("utf-8")
            assert before.count(old) == 1, (file, old)
            (folder / file).write_text(before.replace(old, step["code"].rstrip("\n")), "utf-8")
    return folder


@pytest.fixture
def mapdocs(house, tmp_path):
    def run(*args):
        code = f"import sys; sys.path.insert(0, {str(house / 'src')!r}); sys.argv[0] = 'mapdocs'; from mapdocs.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, args)], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


def test_the_rule(mapdocs, tmp_path):
    assert "short enough to be said" in mapdocs("rules", "MAP199").stdout
    for count, found in ((8, False), (9, True)):
        values = plan_values()
        values["milestones"][1]["milestone"] = " ".join(["Business", "case"] + ["more"] * (count - 2))
        (tmp_path / "deal.yaml").write_text(dump(values), "utf-8")
        assert ("MAP199" in mapdocs("check", "deal.yaml", *DAY).stderr) == found


@pytest.mark.pdf
def test_the_format(mapdocs, tmp_path):
    values = plan_values()
    values["milestones"][1]["milestone"] = "Business | case"
    (tmp_path / "deal.yaml").write_text(dump(values), "utf-8")
    done = mapdocs("build", "deal.yaml", "--only", "md", *DAY)
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "out" / "test-deal" / "buyer" / "test-deal-map.md").read_text("utf-8")
    assert "| Business \\| case | Lena Brandt | 30 Nov 2026 |" in made
    assert len(made.splitlines()) == 8
    assert len(mapdocs("build", "deal.yaml", *DAY).stdout.splitlines()) == 13


def test_the_language(mapdocs, tmp_path):
    (tmp_path / "mapdocs.yaml").write_text("locale: it_IT\n")
    (tmp_path / "deal.yaml").write_text(dump(plan_values()), "utf-8")
    done = mapdocs("build", "deal.yaml", "--only", "email", *DAY)
    assert done.returncode == 0, done.stderr
    assert "19 gen 2027" in (tmp_path / "out" / "test-deal" / "buyer" / "test-deal-map.txt").read_text("utf-8")


def test_a_language_of_the_companys_own_needs_no_code(tmp_path):
    from commands import run

    (tmp_path / "deal.yaml").write_text(dump(plan_values()), "utf-8")
    (tmp_path / "mapdocs.yaml").write_text("templates: looks\nlocale: nl_NL\n")
    done = run("check", "deal.yaml", *DAY, cwd=tmp_path)
    assert done.returncode == 1
    assert "mapdocs.yaml:2:9: error MAP015" in done.stderr
    assert "looks/labels/nl.yaml" in done.stderr
    (tmp_path / "looks" / "labels").mkdir(parents=True)
    shutil.copy(ROOT / "templates" / "labels" / "en.yaml", tmp_path / "looks" / "labels" / "nl.yaml")
    done = run("build", "deal.yaml", "--only", "email", *DAY, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "19 jan 2027" in (tmp_path / "out" / "test-deal" / "buyer" / "test-deal-map.txt").read_text("utf-8")


def test_the_flaw(mapdocs, tmp_path):
    shutil.copy(SAMPLES / "northwind.yaml", tmp_path)
    done = mapdocs("anchor", "northwind.yaml", "-o", "pair", "--flaw", "missing-dates", "--spec", *DAY)
    assert done.returncode == 0, done.stderr
    checked = mapdocs("check", tmp_path / "pair" / "flawed-example-for-training.yaml", *DAY)
    assert "MAP103" in checked.stderr
    assert set(re.findall(r"error (MAP\d+)", checked.stderr)) == {"MAP103"}


def test_the_picture_of_the_house_names_every_room():
    picture = TEXT.split("```\n")[1]
    for path in (ROOT / "src" / "mapdocs").iterdir():
        if path.name.startswith("_") or path.name == "py.typed":
            continue
        name = f"{path.name}/" if path.is_dir() else path.name
        assert re.search(rf"\b{re.escape(name)}", picture), name
