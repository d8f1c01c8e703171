"""Limits as numbers: of the whole list, or of one group where a share hangs on its unit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from engine.criteria import Choice, Truths
from engine.criteria import grounded as g
from engine.criteria.exact import needs_fractions
from engine.criteria.operands import LIMIT
from engine.problems import UnusableInput
from engine.rulebook import terms as t
from engine.rulebook.model import UNLIMITED as NO_CAP
from engine.rulebook.model import Quota
from engine.rulebook.walk import every
from engine.wording import say

Rows = npt.NDArray[np.int64]


def amount(
    value: t.Amount, quota: Quota, truths: Truths, rows: Rows | None = None, group: str | None = None
) -> int | None:
    """A limit as a number; None is no limit. ``rows``: those of the group, all that are in the quota otherwise.

    Raises UnusableInput where a parameter or what a share is taken of is unknown, or the rows do not agree on it.
    """
    match value:
        case None | int():
            return value
        case t.Param(name):
            setting = truths.rulebook.parameters[name].value
            if setting == NO_CAP:
                return None
            if setting is None:
                raise UnusableInput(say("problem.seats_unset", parameter=name, quota=quota.text))
            return int(t.as_fraction(setting))
        case t.Percent():
            everybody = np.arange(truths.facts.size, dtype=np.int64)
            return _Share(quota, truths, everybody if rows is None else rows, group).of(value)


def by_group(value: t.Amount, truths: Truths) -> bool:
    """Whether a limit hangs on who is in the quota: a share of something of its unit."""
    if not isinstance(value, t.Percent):
        return False
    terms = [value.of] + ([value.percent.value] if isinstance(value.percent, t.Rate) else [])
    return any(_of_rows(truths.grounding.value(term)) for term in terms)


def _of_rows(value: g.Value) -> bool:
    match value:
        case g.Column() | g.Scored():
            return True
        case g.Op(_, of):
            return any(_of_rows(v) for v in of)
        case g.Lookup(match=match):
            return bool(match)
        case _:
            return False


def _registers(value: t.Value, truths: Truths) -> set[str]:
    """The registers that a value is taken from, computed fields followed."""
    found: set[str] = set()
    for part in every(value):
        if isinstance(part, t.Lookup | t.InRegister):
            found.add(part.register)
        elif isinstance(part, t.FieldRef) and part.id in truths.rulebook.fields:
            compute = truths.rulebook.fields[part.id].compute
            found |= set() if compute is None else _registers(compute, truths)
    return found


class _Share:
    """A percentage for one quota, or for one group of it."""

    def __init__(self, quota: Quota, truths: Truths, rows: Rows, group: str | None) -> None:
        self.quota, self.truths, self.rows, self.group = quota, truths, rows, group

    def of(self, share: t.Percent) -> int:
        self._given(share.of)
        if isinstance(share.percent, t.Rate):
            self._given(share.percent.value)
        base = self._number(share.of)
        percent = self._rate(share.percent) if isinstance(share.percent, t.Rate) else share.percent
        if base is None or percent is None:
            return 0  # nobody is there
        exact = base * percent / 100
        if share.round == "down":
            return exact.numerator // exact.denominator
        if share.round == "up":
            return -(-exact.numerator // exact.denominator)
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)

    def _given(self, value: t.Value) -> None:
        for name in sorted(_registers(value, self.truths)):
            register = self.truths.rulebook.registers[name]
            if name not in self.truths.roster.registers and register.if_not_given != "empty":
                # Nothing of a list that nobody has seen is not nothing.
                raise UnusableInput(say("problem.share_not_given", quota=self.quota.text, register=register.text))

    def _rate(self, rate: t.Rate) -> Fraction | None:
        if rate.bands:
            base = self._number(rate.value)
            reached = [Fraction(0), *(percent for start, percent in rate.bands if base is not None and base >= start)]
            return None if base is None else reached[-1]
        found = self.truths.facts.value(self.truths.grounding.value(rate.value))
        assert isinstance(found, Choice)
        codes = sorted({int(c) for c in found.code[self.rows]})
        if not codes:
            return None
        if codes[0] < 0:
            raise self._unknown()
        if len(codes) > 1:
            raise self._differ(found.options[codes[0]], found.options[codes[1]])
        return dict(rate.by_option).get(found.options[codes[0]], Fraction(0))

    def _number(self, value: t.Value) -> Fraction | None:
        """What all the rows agree on; None where there are none."""
        grounded = self.truths.grounding.value(value)
        if isinstance(grounded, t.Constant):
            return t.as_fraction(grounded.value)
        if not len(self.rows):
            return None
        found: set[Fraction] = set()
        if needs_fractions(grounded):
            rows = self.truths.facts.exact(grounded).rows
            for i in self.rows.tolist():
                if not rows[i].known:
                    raise self._unknown()
                found.add(Fraction(rows[i].low))
        else:
            span = self.truths.facts.span(grounded)
            low, high = span.low[self.rows], span.high[self.rows]
            if bool((low != high).any()) or bool((np.abs(low) >= LIMIT).any()):
                raise self._unknown()
            found = {Fraction(int(x), 10**span.scale) for x in np.unique(low).tolist()}
        if len(found) > 1:
            raise self._differ(*(str(x) for x in sorted(found)[:2]))
        return found.pop()

    def _unknown(self) -> UnusableInput:
        if self.group is None:
            return UnusableInput(say("problem.share_unknown", quota=self.quota.text))
        return UnusableInput(say("problem.share_unknown_of", quota=self.quota.text, group=self.group))

    def _differ(self, first: str, second: str) -> UnusableInput:
        return UnusableInput(
            say("problem.share_differs", quota=self.quota.text, group=self.group or "-", first=first, second=second)
        )
