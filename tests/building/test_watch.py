"""What is saved between the call and the first look is seen; what a build does not read is not."""

from mapdocs.building.watch import changes, stamps


def test_a_change_before_the_first_look_is_seen(tmp_path):
    spec = tmp_path / "deal.yaml"
    spec.write_text("deal: {name: a}\n")
    seen = changes([spec], every=0.01)
    spec.write_text("deal: {name: other}\n")
    assert next(seen) is None
    (tmp_path / "mapdocs.yaml").write_text("paper: a4\n")
    assert next(seen) is None


def test_settings_templates_and_the_logo_count(tmp_path):
    spec = tmp_path / "deals" / "deal.yaml"
    spec.parent.mkdir()
    spec.write_text("deal: {name: a}\n")
    before = stamps([tmp_path / "deals"])
    (tmp_path / "unrelated.txt").write_text("x")
    assert stamps([tmp_path / "deals"]) == before
    (tmp_path / "mapdocs.yaml").write_text("templates: looks\nbrand: {logo: logo.png}\n")
    with_settings = stamps([tmp_path / "deals"])
    assert with_settings != before
    (tmp_path / "looks" / "labels").mkdir(parents=True)
    (tmp_path / "looks" / "labels" / "en.yaml").write_text("a: b\n")
    with_templates = stamps([tmp_path / "deals"])
    assert with_templates != with_settings
    (tmp_path / "logo.png").write_bytes(b"x")
    assert stamps([tmp_path / "deals"]) != with_templates
    spec.unlink()
    assert stamps([spec]) != before
