"""What a rep can ask an assistant for, as texts that a company may change in its templates."""

from __future__ import annotations

from mapdocs.assistant.folder import Inside
from mapdocs.building.company import templates_of
from mapdocs.errors import MissingTemplate
from mapdocs.schema.loader import settings_for
from mapdocs.templating.folder import TemplateFolder


def instructions(inside: Inside) -> str:
    """How an assistant works with the tools."""
    return _text(inside, "instructions")


def plan_from_call_notes(inside: Inside, notes: str) -> str:
    """A plan from the notes of a call: what was said goes in with its source, what was not stays open."""
    return _text(inside, "plan-from-call-notes").replace("{notes}", notes)


def prepare_champion_call(inside: Inside, plan: str) -> str:
    """The call with the champion: what is open, what has no yes yet, which dates are tight, and the questions."""
    return _text(inside, "prepare-the-champion-call").replace("{plan}", plan)


def what_came_back(inside: Inside, plan: str, files: str) -> str:
    """What a returned file changes, what to take, what to ask back."""
    return _text(inside, "what-came-back").replace("{plan}", plan).replace("{files}", files)


def _text(inside: Inside, name: str) -> str:
    settings, _ = settings_for(inside.root / "x.yaml")
    raw = TemplateFolder(templates_of(settings))(f"assistant/{name}.md")
    if raw is None:
        raise MissingTemplate(f"assistant/{name}.md is not there")
    return raw.decode("utf-8", "replace")
