"""Which standards are met, which exclusions hold, who is eligible: decided by durable_rules, provably.

``infer`` gives the verdicts of a whole roster, ``decide`` one condition over columns, ``prove`` why a condition is
what it is for one candidate.
"""

from __future__ import annotations

from engine.inference.decide import decide
from engine.inference.engine import EngineFault, EngineMissing
from engine.inference.proof import Proof, prove
from engine.inference.verdicts import Verdict, Verdicts, grounds_of_verdict, infer

__all__ = [
    "EngineFault",
    "EngineMissing",
    "Proof",
    "Verdict",
    "Verdicts",
    "decide",
    "grounds_of_verdict",
    "infer",
    "prove",
]
