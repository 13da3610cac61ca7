"""What readers make of a file is seen best in the plan that is imported from it."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "importing")]
