"""The tools by name, and what each does to the folder. A new tool is a function here and its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mapdocs.assistant import prompts, reading, writing


@dataclass(frozen=True, slots=True)
class AssistantTool:
    """``run`` takes the folder and the tool's arguments. ``reads_only`` leaves every file as it is; ``destroys`` writes over
    what was there; ``repeats`` does nothing more the second time."""

    name: str
    title: str
    run: Callable[..., Any]
    reads_only: bool = True
    destroys: bool = False
    repeats: bool = True


TOOLS = (
    AssistantTool("list_deals", "The deals in the folder", reading.list_deals),
    AssistantTool("new_plan", "Start a plan", writing.new_plan, reads_only=False, repeats=False),
    AssistantTool("read_plan", "A plan's text and digest", reading.read_plan),
    AssistantTool("schema", "What may stand in a plan", reading.schema),
    AssistantTool("rules", "The rules and their reasons", reading.rules),
    AssistantTool("check", "Check a plan", reading.check),
    AssistantTool("save_plan", "Write a plan's new text", writing.save_plan, reads_only=False, destroys=True),
    AssistantTool("build", "Write a plan's files", writing.build, reads_only=False, destroys=True),
    AssistantTool("what_came_back", "What returned files change", writing.what_came_back),
    AssistantTool("apply_changes", "Take over what came back", writing.apply_changes, reads_only=False, destroys=True),
    AssistantTool("next", "What is next in every deal", reading.next_steps),
    AssistantTool("coverage", "Opportunities without a plan", reading.coverage),
    AssistantTool("durations", "What finished steps took", reading.durations),
)

PROMPTS: tuple[tuple[str, str, Callable[..., str]], ...] = (
    ("plan_from_call_notes", "Plan from call notes", prompts.plan_from_call_notes),
    ("prepare_champion_call", "Prepare the champion call", prompts.prepare_champion_call),
    ("what_came_back", "What came back", prompts.what_came_back),
)
