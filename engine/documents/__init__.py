"""The papers of a run, from ``decisions.json`` alone: submission, minutes, notices, outline of a report.

What the program cannot know (number, day, signer, who was present, how they voted) is a blank, never an invention.
"""

from engine.documents.papers import Paper, all_papers, named_papers, to_trinh
from engine.documents.said import Sitting
from engine.documents.templates import NAMES, all_shipped, own

__all__ = ["NAMES", "Paper", "Sitting", "all_papers", "all_shipped", "named_papers", "own", "to_trinh"]
