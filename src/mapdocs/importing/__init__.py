"""A file to new specs."""
