"""Compiled templates as a wheel brings them: the same texts and the same errors, and none where anything differs."""

import sys

import jinja2
import pytest

import mapdocs.templating
from helpers import ROOT
from mapdocs.errors import WrongTemplate
from mapdocs.templating import ready
from mapdocs.templating.folder import TemplateFolder, builtin_templates
from mapdocs.templating.kit import Kit

sys.path.insert(0, str(ROOT / "scripts"))
from compile_templates import write_compiled

BUILTIN = TemplateFolder()
NAMES = sorted(path.name for path in builtin_templates().glob("*.j2"))
NAME, SOURCE = "x.html.j2", b"<b>{{ who }}</b>\n{{ who.nobody }}\n"


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A package that has the compiled templates of ``tmp_path`` beside its modules."""
    monkeypatch.setattr(mapdocs.templating, "__path__", [*mapdocs.templating.__path__, str(tmp_path)])
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("mapdocs.templating.compiled")]:
        del sys.modules[name]


def test_a_checkout_compiles_what_it_finds():
    assert [name for name in NAMES if ready.code_of(name, BUILTIN(name)) is not None] == []


def test_a_wheel_has_every_built_in_template(wheel):
    assert len(write_compiled(wheel)) == len(NAMES) > 10
    assert [name for name in NAMES if ready.code_of(name, BUILTIN(name)) is None] == []


def test_any_other_letter_or_name_is_another_template(wheel):
    write_compiled(wheel)
    assert ready.code_of(NAMES[0], BUILTIN(NAMES[0]) + b" ") is None
    assert ready.code_of(NAMES[1], BUILTIN(NAMES[0])) is None


def test_another_jinja_compiles_for_itself(wheel, monkeypatch):
    write_compiled(wheel)
    for version in ("99.1", None):
        monkeypatch.setattr(jinja2, "__version__", version)
        ready._made_by.cache_clear()
        assert ready.code_of(NAMES[0], BUILTIN(NAMES[0])) is None
    ready._made_by.cache_clear()


@pytest.mark.parametrize("file", ["sandbox.py", "nowhere.py"])
def test_another_sandbox_compiles_for_itself(wheel, monkeypatch, file):
    write_compiled(wheel)
    (wheel / "sandbox.py").write_text("other rules")
    monkeypatch.setattr(ready, "_SANDBOX", wheel / file)
    ready._made_by.cache_clear()
    assert ready.code_of(NAMES[0], BUILTIN(NAMES[0])) is None
    ready._made_by.cache_clear()


def test_it_reads_the_same_and_errors_name_the_template_and_its_line(wheel):
    def kit():
        return Kit(lambda name: SOURCE if name == NAME else None)

    person = {"nobody": "no"}
    text = kit().render(NAME, who=person)
    with pytest.raises(WrongTemplate) as here:
        kit().render(NAME, who="<Dana>")
    module = wheel / (ready.module_of(NAME, SOURCE).replace(".", "/") + ".py")
    module.parent.mkdir()
    module.write_text(kit()._jinja.compile(SOURCE.decode(), NAME, NAME, raw=True))
    assert ready.code_of(NAME, SOURCE) is not None
    assert kit().render(NAME, who=person) == text
    with pytest.raises(WrongTemplate) as there:
        kit().render(NAME, who="<Dana>")
    assert str(there.value) == str(here.value)
    assert "x.html.j2, line 2" in str(there.value)


def test_the_code_of_one_kit_runs_in_that_kit_alone(wheel):
    """Each counts its own steps, so that one that was stopped stops no other."""
    write_compiled(wheel)
    first, second = (Kit(BUILTIN)._jinja for _ in range(2))
    for environment in (first, second, first):
        environment.cache.clear()
        template = environment.get_template(NAMES[0])
        assert template.root_render_func.__globals__["environment"] is environment
