"""Intake: workbooks to a roster of typed values, each with the cell it came from.

Nothing after this stage sees a raw cell, and nothing here decides anything about a candidate.
"""

from engine.intake.read import read_roster, survey
from engine.intake.roster import NUMBER_SCALE, InputFile, Roster, Source, Table
from engine.intake.settled import answers_of

__all__ = ["NUMBER_SCALE", "InputFile", "Roster", "Source", "Table", "answers_of", "read_roster", "survey"]
