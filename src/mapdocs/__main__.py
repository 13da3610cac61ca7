"""``python -m mapdocs``."""

from mapdocs.cli import main

main()
