"""Spec to plans: the variant, the three-line fold, what the buyer may see and what only the seller may."""
