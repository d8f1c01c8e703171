"""Questions to a run: what if, what would change it, who changes and because of what.

Every answer is the run made again with something otherwise; nothing is guessed from what was decided.
"""

from engine.questions.alternatives import Alternative, alternatives, hanging, held_up
from engine.questions.asked import Asked, asked
from engine.questions.comparing import Cause, Changed, Comparison
from engine.questions.edits import Edit, read_edits, roster_with
from engine.questions.impact import Effect, Impact, impact
from engine.questions.margins import Margins, margins
from engine.questions.rundiff import RunDifference, run_difference
from engine.questions.smallest import Found, Smallest, smallest_changes
from engine.questions.telling import WouldChange, would_change
from engine.questions.whatif import WhatIf, what_if

__all__ = [
    "Alternative",
    "Asked",
    "Cause",
    "Changed",
    "Comparison",
    "Edit",
    "Effect",
    "Found",
    "Impact",
    "Margins",
    "RunDifference",
    "Smallest",
    "WhatIf",
    "WouldChange",
    "alternatives",
    "asked",
    "hanging",
    "held_up",
    "impact",
    "margins",
    "read_edits",
    "roster_with",
    "run_difference",
    "smallest_changes",
    "what_if",
    "would_change",
]
