"""The finished example: nothing is wrong with it on any day, and it asks nothing."""

from datetime import date, timedelta

import pytest

import mapdocs
from commands import run
from helpers import dump, plan_values
from mapdocs.importing.sample import sample_text
from mapdocs.schema.model import Settings


@pytest.mark.parametrize("country", [None, "US", "DE", "JP"])
def test_nothing_is_wrong_with_it_on_any_day_of_a_year(country, long):
    settings = Settings(holidays=country)
    step = (3 if country else 1) if long else 13 if country else 5
    for number in range(0, 366, step):
        day = date(2026, 11, 23) + timedelta(number)
        spec = mapdocs.loads(sample_text(day, settings), settings=settings)
        assert mapdocs.check(spec, today=day) == (), day


def test_it_is_written_with_its_files_before_any_question(tmp_path):
    done = run("init", "--sample", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    spec, *built = done.stdout.splitlines()
    assert spec == "example.yaml"
    assert len(built) == 12
    assert all((tmp_path / name).is_file() for name in built)
    assert "mapdocs preview example.yaml" in done.stderr
    again = run("init", "--sample", cwd=tmp_path)
    assert (again.returncode, "--force" in again.stderr) == (1, True)
    assert run("init", "--sample", "other.yaml", "--force", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("more", [("--deal", "Contoso"), ("--lite",), ("--go-live", "2027-03-15")])
def test_it_goes_with_no_answer(tmp_path, more):
    done = run("init", "--sample", *more, cwd=tmp_path)
    assert done.returncode == 2
    assert not any(tmp_path.iterdir())


def test_it_writes_over_nobodys_plan(tmp_path):
    (tmp_path / "example.yaml").write_text(dump(plan_values()))
    assert run("init", "--sample", cwd=tmp_path).returncode == 1
    assert (tmp_path / "example.yaml").read_text() == dump(plan_values())
    assert not (tmp_path / "out").exists()
