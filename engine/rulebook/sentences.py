"""A rule as a sentence, in Vietnamese and English."""

from __future__ import annotations

from engine.provenance import Text
from engine.rulebook.scope import Scope
from engine.rulebook.terms import Condition


def condition_text(condition: Condition, scope: Scope, brief: bool = False) -> Text:
    return Text(str(condition), str(condition))
