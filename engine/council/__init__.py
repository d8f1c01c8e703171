"""What a council decides on top of a run: ties broken, nominees struck, added, moved to a lower award. Never instead.

>>> council = read_council(Path("ket-qua"))  # doctest: +SKIP
>>> applied = apply(document, council)  # doctest: +SKIP
>>> applied.document["decisions"], applied.overruns, applied.draft  # doctest: +SKIP
"""

from engine.council.applying import apply
from engine.council.filling import Said, fill_sheet, labels
from engine.council.groups import Compared, Group, Member, Value, groups
from engine.council.model import Applied, Change, Choice, Council, Overrun, Session, Votes
from engine.council.record import COUNCIL, read_council
from engine.council.seats import Places

__all__ = [
    "COUNCIL",
    "Applied",
    "Change",
    "Choice",
    "Compared",
    "Council",
    "Group",
    "Member",
    "Overrun",
    "Places",
    "Said",
    "Session",
    "Value",
    "Votes",
    "apply",
    "fill_sheet",
    "groups",
    "labels",
    "read_council",
]
