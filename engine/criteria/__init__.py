"""Every criterion for every candidate, column by column.

``Roster`` and ``Rulebook`` in, ``Truths`` out. Nothing is decided here: a criterion is met, unmet or unknown.
"""

from engine.criteria.facts import Choice, Facts, Span
from engine.criteria.ground import Circumstances, Grounding
from engine.criteria.grounded import Column
from engine.criteria.inforce import standing
from engine.criteria.matching import Pairs, pairs
from engine.criteria.reads import fields_read
from engine.criteria.single_use import USED_ONCE, reuses
from engine.criteria.truths import Truths, evaluate, facts_of

__all__ = [
    "USED_ONCE",
    "Choice",
    "Circumstances",
    "Column",
    "Facts",
    "Grounding",
    "Pairs",
    "Span",
    "Truths",
    "evaluate",
    "facts_of",
    "fields_read",
    "pairs",
    "reuses",
    "standing",
]
