"""Templates are known by what stands on the disk; a name cannot leave their folders; labels say where they are wrong."""

import os

import pytest

from mapdocs.errors import MissingTemplate, WrongTemplate
from mapdocs.templating.folder import TemplateFolder, stamps_in
from mapdocs.templating.kit import kit_in
from mapdocs.templating.words import labels_in


def test_a_kit_is_the_same_one_until_a_file_changes(tmp_path):
    house = tmp_path / "house"
    house.mkdir()
    (house / "note.txt.j2").write_text("First {{ who }}")
    kit = kit_in(house)
    assert kit.render("note.txt.j2", who="Dana") == "First Dana"
    assert kit_in(house) is kit
    stamp = (house / "note.txt.j2").stat().st_mtime_ns
    (house / "note.txt.j2").write_text("Other {{ who }}")
    os.utime(house / "note.txt.j2", ns=(stamp + 1, stamp + 1))  # of the same size, in the next nanosecond
    assert kit_in(house) is not kit
    assert kit_in(house).render("note.txt.j2", who="Dana") == "Other Dana"


def test_stamps_tell_added_and_removed_files(tmp_path):
    before = stamps_in(tmp_path)
    (tmp_path / "labels").mkdir()
    assert stamps_in(tmp_path) == before
    (tmp_path / "labels" / "nl.yaml").write_text("a: b")
    added = stamps_in(tmp_path)
    assert len(added) == len(before) + 1
    (tmp_path / "labels" / "nl.yaml").unlink()
    assert stamps_in(tmp_path) == before


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "labels/../../secret.txt"])
def test_a_name_cannot_leave_the_folder(tmp_path, name):
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "house").mkdir()
    assert TemplateFolder(tmp_path / "house")(name) is None


def test_what_is_missing_or_wrong_is_named(tmp_path):
    kit = kit_in(None)
    with pytest.raises(MissingTemplate, match="the template nowhere.html is missing"):
        kit.bytes_of("nowhere.html")
    with pytest.raises(MissingTemplate, match="labels/xx.yaml is missing"):
        kit.words("xx")
    with pytest.raises(MissingTemplate, match="the label nonsense is missing for en_US"):
        kit.words("en_US")("nonsense")
    with pytest.raises(WrongTemplate, match="labels/nl.yaml holds no labels"):
        labels_in("labels/nl.yaml", b"- a\n- b\n")
    with pytest.raises(WrongTemplate, match="labels/nl.yaml is not YAML"):
        labels_in("labels/nl.yaml", b"a: [")
