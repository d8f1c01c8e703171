"""Itemised points, scores and ranking keys, exact, as spans where something is unknown.

``Truths`` and ``Verdicts`` in, ``Ranking`` out. No plan gives points: the order is the board's, and says so.
"""

from engine.scoring.points import SCALE, show
from engine.scoring.ranking import BOARD_SCORE, Ranking, composite, rank, score_of

__all__ = ["BOARD_SCORE", "SCALE", "Ranking", "composite", "rank", "score_of", "show"]
