"""What a council decides on top of a run: ties broken, nominees struck, added, moved to a lower award. Never instead.

>>> council = read_council(Path("ket-qua"))  # doctest: +SKIP
>>> applied = apply(document, council)  # doctest: +SKIP
>>> applied.document["decisions"], applied.overruns, applied.draft  # doctest: +SKIP
"""

from engine.council.applying import apply
from engine.council.filling import Said, Tie, fill_sheet, labels, ties
from engine.council.model import Applied, Change, Choice, Council, Overrun, Session, Votes
from engine.council.record import COUNCIL, read_council

__all__ = [
    "COUNCIL",
    "Applied",
    "Change",
    "Choice",
    "Council",
    "Overrun",
    "Said",
    "Session",
    "Tie",
    "Votes",
    "apply",
    "fill_sheet",
    "labels",
    "read_council",
    "ties",
]
