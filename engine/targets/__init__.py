"""What a plan sets out to reach, counted over its units sheet: met, unmet, or unknown with what would settle it.

A rulebook, its registers and a day in, one ``Progress`` for each target out; and how that is told and drawn.
"""

from engine.targets.counting import Open, Progress, measure
from engine.targets.drawing import page
from engine.targets.telling import as_json, lines
from engine.targets.units import Unit

__all__ = ["Open", "Progress", "Unit", "as_json", "lines", "measure", "page"]
