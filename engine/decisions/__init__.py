"""One record per candidate: status, reasons, certain or provisional, and the readings it hangs on."""

from engine.decisions.assemble import decide
from engine.decisions.basis import basis_of
from engine.decisions.certainty import Certainty, certainty_of
from engine.decisions.figures import figures_of
from engine.decisions.selfexplaining import rules_of

__all__ = ["Certainty", "basis_of", "certainty_of", "decide", "figures_of", "rules_of"]
