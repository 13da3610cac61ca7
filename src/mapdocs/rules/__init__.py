"""The rules: one module a family, each rule a function with its reason beside it."""

from mapdocs.rules.checker import all_rules, check, explained
from mapdocs.rules.registry import RULES, Case, Rule, Violation

__all__ = ["RULES", "Case", "Rule", "Violation", "all_rules", "check", "explained"]
