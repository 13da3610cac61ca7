"""Spec to files: what is asked for, the pipeline, one deal or many, watching."""
