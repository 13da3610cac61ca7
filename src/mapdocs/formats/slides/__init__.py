"""The plan as one slide."""
