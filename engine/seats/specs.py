"""The quotas of a round with their limits settled, and the rest of each that has others inside it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.allocation import QuotaSpec, settle
from engine.criteria import Truths
from engine.criteria.exact import needs_fractions
from engine.criteria.operands import LIMIT
from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.rulebook import terms as t
from engine.rulebook.model import UNLIMITED as NO_CAP
from engine.rulebook.model import Quota
from engine.rulebook.walk import every
from engine.wording import say


@dataclass(frozen=True, slots=True)
class Spec:
    """One quota of the tree, before its copies for groups; ``quota`` is None for the rest of one."""

    id: str
    quota: Quota | None
    parent: int  # around it in the tree: what is not counted exactly stands inside the rest
    per: str | None
    at_most: int | None
    at_least: int
    keep: bool  # an unfilled reserved seat stays empty
    of: int  # the spec of its quota; of a rest, of the quota it is the rest of
    inside: tuple[int, ...] = ()  # the quotas inside it as the plan has them, and its rest, last


def flatten(quotas: Sequence[Quota], truths: Truths) -> tuple[Spec, ...]:
    """The quotas with their limits settled, and the rest of each that has others inside; parents before children."""
    flat: list[Quota] = []
    asked: list[QuotaSpec] = []
    inside: list[list[int]] = []

    def add(quota: Quota, parent: str | None) -> int:
        index = len(flat)
        flat.append(quota)
        inside.append([])
        asked.append(
            QuotaSpec(
                quota.id,
                parent,
                at_most=amount(quota.at_most, quota, truths),
                at_least=0 if quota.at_least is None else amount(quota.at_least, quota, truths) or 0,
                exactly=None if quota.exactly is None else amount(quota.exactly, quota, truths),
                unfilled=quota.unfilled,
                per_group=quota.per is not None,
            )
        )
        inside[index] = [add(child, quota.id) for child in quota.within]
        return index

    for quota in quotas:
        add(quota, None)
    _fits(flat, asked)
    settled = settle(asked)
    own = {s.quota: i for i, s in enumerate(settled) if not s.rest}
    rest = {s.quota: i for i, s in enumerate(settled) if s.rest}
    return tuple(
        Spec(
            s.id,
            None if s.rest else flat[s.quota],
            s.parent,
            None if s.rest else flat[s.quota].per,
            s.at_most,
            s.at_least,
            s.keep,
            own[s.quota],
            () if s.rest or not inside[s.quota] else (*(own[c] for c in inside[s.quota]), rest[s.quota]),
        )
        for s in settled
    )


def _fits(quotas: Sequence[Quota], asked: Sequence[QuotaSpec]) -> None:
    """Seats that are counted exactly fit into the quota around them: known only once shares are worked out."""
    for quota, spec in zip(quotas, asked, strict=True):
        seats = spec.at_most if spec.exactly is None else spec.exactly
        reserved = sum(inner.exactly or 0 for inner in asked if inner.parent == spec.id and not inner.per_group)
        if seats is not None and reserved > seats:
            raise UnusableInput(say("problem.seats_exceed", quota=quota.text, reserved=reserved, seats=seats))


def amount(value: t.Amount, quota: Quota, truths: Truths) -> int | None:
    """A limit as a number; None is no limit. Raises UnusableInput where a parameter or a share's base is unknown."""
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
        case t.Percent(percent, of, rounding):
            return _share(percent, of, rounding, quota, truths)


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


def _share(percent: Fraction, of: t.Value, rounding: str, quota: Quota, truths: Truths) -> int:
    for name in _registers(of, truths):
        register = truths.rulebook.registers[name]
        if name not in truths.roster.registers and register.if_not_given != "empty":
            # Nothing of a list that nobody has seen is not nothing.
            raise UnusableInput(say("problem.share_not_given", quota=quota.text, register=register.text))
    grounded = truths.grounding.value(of)
    if isinstance(grounded, t.Constant):
        base = t.as_fraction(grounded.value)
    elif needs_fractions(grounded):
        rows = truths.facts.exact(grounded).rows
        if not rows:
            return 0
        if not rows[0].known:
            raise UnusableInput(say("problem.share_unknown", quota=quota.text))
        base = Fraction(rows[0].low)
    else:
        span = truths.facts.span(grounded)
        if len(span.low) == 0:
            return 0
        if int(span.low[0]) != int(span.high[0]) or abs(int(span.low[0])) >= LIMIT:
            raise UnusableInput(say("problem.share_unknown", quota=quota.text))
        base = Fraction(int(span.low[0]), 10**span.scale)
    exact = base * percent / 100
    if rounding == "down":
        return exact.numerator // exact.denominator
    if rounding == "up":
        return -(-exact.numerator // exact.denominator)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
