"""The public functions: what they are called, what they take, what they refuse."""

import pytest

import mapdocs
from helpers import SAMPLES, TODAY, dump, plan_values
from mapdocs import BuildOptions


def test_a_mistyped_option_is_a_type_error():
    spec = mapdocs.loads(dump(plan_values()))
    with pytest.raises(TypeError, match="onyl"):
        mapdocs.build(spec, onyl=["email"])
    with pytest.raises(TypeError, match="onyl"):
        BuildOptions(onyl=("email",))
    with pytest.raises(ValueError, match="no format emial; there are email, docx, xlsx, pdf, ics, crm"):
        BuildOptions(only=("emial",))


def test_render_writes_nothing_and_says_why_there_is_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = BuildOptions(only=("email", "xlsx"))
    made = mapdocs.render(mapdocs.load(SAMPLES / "northwind.yaml"), today=TODAY, options=options)
    assert not made.blocked
    assert [name.rsplit(".")[-1] for name in made.files] == ["eml", "html", "txt", "xlsx"]
    broken = mapdocs.render(mapdocs.loads("deal: {name: x}"), today=TODAY)
    assert broken.blocked
    assert (dict(broken.files), list(tmp_path.iterdir())) == ({}, [])


def test_what_is_rendered_is_what_is_built(tmp_path):
    spec = mapdocs.loads(dump(plan_values()))
    options = BuildOptions(only=("email", "docx", "ics"))
    made = mapdocs.render(spec, today=TODAY, options=options)
    result = mapdocs.build(spec, out=tmp_path, today=TODAY, options=options)
    assert {
        path.relative_to(tmp_path / "test-deal").as_posix(): path.read_bytes() for path in result.paths
    } == made.files


def test_dir_lists_the_public_names_and_each_is_there():
    listed = set(dir(mapdocs))
    for name in mapdocs.__all__:
        assert name in listed
        assert getattr(mapdocs, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        mapdocs.nonsense  # noqa: B018
