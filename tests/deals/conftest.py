"""Tests of many deals read their exports from beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
