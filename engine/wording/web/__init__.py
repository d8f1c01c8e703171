"""What the page says: titles, buttons, hints, refusals; a module for each part of the way."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text
from engine.wording.web.accounts import ACCOUNTS
from engine.wording.web.audit import AUDIT
from engine.wording.web.comparing import COMPARING
from engine.wording.web.council import COUNCIL
from engine.wording.web.evaluation import EVALUATION
from engine.wording.web.frame import FRAME
from engine.wording.web.intake import INTAKE
from engine.wording.web.papers import PAPERS
from engine.wording.web.results import RESULTS
from engine.wording.web.rulebooks import RULEBOOKS
from engine.wording.web.runs import RUNS

WEB: Mapping[str, Text] = {
    **ACCOUNTS,
    **FRAME,
    **RUNS,
    **RULEBOOKS,
    **INTAKE,
    **EVALUATION,
    **RESULTS,
    **PAPERS,
    **COUNCIL,
    **AUDIT,
    **COMPARING,
}
