"""What people read, in both languages: messages by id, and numbers, money and days as an officer writes them.

>>> say("reason.queue", n=two_digits(3)).vi
'Dự bị thứ 03'

A catalogue entry is a ``Text`` with ``{placeholders}``. A value may itself be a ``Text``: each language gets its
own. ``{AWARD}`` is the value ``award`` in capitals. ``{body}`` is the rulebook's ``document.body``.
"""

from __future__ import annotations

from engine.wording.catalogue import CATALOGUE, WordingError, placeholders, say
from engine.wording.figures import (
    capital,
    day,
    decimal,
    grouped,
    joined,
    long_day,
    money,
    percent,
    quantity,
    two_digits,
)

__all__ = [
    "CATALOGUE",
    "WordingError",
    "capital",
    "day",
    "decimal",
    "grouped",
    "joined",
    "long_day",
    "money",
    "percent",
    "placeholders",
    "quantity",
    "say",
    "two_digits",
]
