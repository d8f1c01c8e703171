"""Mutants of a rulebook: small mistakes of meaning that lint cannot see, each of which some case must notice.

``all`` for ``any``, a day or a threshold moved by one, a seat more or less, a criterion dropped: where no case comes
out otherwise, nobody would have noticed had the plan been written down so.
"""

from engine.mutants.run import MutantReport, run_mutants

__all__ = ["MutantReport", "run_mutants"]
