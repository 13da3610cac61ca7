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
    with pytest.raises(MissingTemplate, match=r"the template nowhere.html is missing"):
        kit.bytes_of("nowhere.html")
    with pytest.raises(MissingTemplate, match=r"labels/xx.yaml is missing"):
        kit.words("xx")
    with pytest.raises(MissingTemplate, match="the label nonsense is missing for en_US"):
        kit.words("en_US")("nonsense")
    with pytest.raises(WrongTemplate, match=r"labels/nl.yaml holds no labels"):
        labels_in("labels/nl.yaml", b"- a\n- b\n")
    with pytest.raises(WrongTemplate, match=r"labels/nl.yaml is not YAML"):
        labels_in("labels/nl.yaml", b"a: [")


def house_with(tmp_path, name, text):
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / name).write_text(text, "utf-8")
    return kit_in(tmp_path)


def test_labels_older_than_the_program_have_the_built_in_text_of_their_language(tmp_path):
    kit = house_with(tmp_path, "fr.yaml", "who_heading: Porteur\nstatus: {open: Ouvert}\n")
    words = kit.words("fr_FR")
    assert (words("who_heading"), words("status.open")) == ("Porteur", "Ouvert")
    assert words("status.done") == kit_in(None).words("fr_FR")("status.done") == "Terminé"
    assert words.has("agenda.heading")
    assert str(kit.borrowed("fr_FR")).startswith("labels/fr.yaml lacks ")
    assert "the built-in text" in str(kit.borrowed("fr_FR"))
    assert str(kit_in(None).borrowed("fr_FR")) == ""


def test_labels_of_a_language_that_is_not_built_in_have_the_english_text(tmp_path):
    kit = house_with(tmp_path, "nl.yaml", "status: {open: Open}\n")
    assert kit.words("nl_NL")("status.done") == "Done"
    assert not kit.words("nl_NL").has("agenda.heading"), "it is not Dutch"
    assert "the English text" in str(kit.borrowed("nl_NL"))
