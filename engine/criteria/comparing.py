"""What a test says of an operand: int8 columns of truths, 0 unmet, 1 unknown, 2 met."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

from engine.criteria import grounded as g
from engine.criteria.algebra import Col, among, any_equal, as_truth, largest, smallest, where
from engine.criteria.operands import Code, Literal, Number, Operand, Words, aligned, number, word
from engine.names import name_key
from engine.rulebook import terms as t

_ORDERS: Mapping[t.Order, Callable[[Col, Col], Col]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}


def known(operand: Operand, blank: int) -> Col:
    """Met where a value is known; ``blank``, 0 or 1, where nothing stands there."""
    told: Col
    match operand:
        case Literal():
            return 2
        case Number(low=low, high=high):
            told = low == high
        case Code(code=code):
            told = code >= 0
        case Words(text=text):
            told = text != ""
    if blank:
        return 1 + as_truth(told)
    if operand.given is None:  # something stands everywhere; where it is not known, nobody can read it
        return 1 + as_truth(told)
    if isinstance(told, bool):
        return where(told, 2, as_truth(operand.given))
    # Something stands there that nobody can read: not known, and not a blank either.
    return 2 * as_truth(told) + as_truth(operand.given & ~told)


def compare(a: Number, op: t.Order, b: Number) -> Col:
    """Met or unmet where the whole span agrees, else unknown.

    One comparison holds where the whole span agrees, the other where any of it does: their sum is the truth.
    """
    a, b = aligned([a, b])
    holds = _ORDERS[op]
    if a.known and b.known:
        return 2 * as_truth(holds(a.low, b.low))
    if op in (">=", ">"):
        whole, any_ = holds(a.low, b.high), holds(a.high, b.low)
    else:
        whole, any_ = holds(a.high, b.low), holds(a.low, b.high)
    return as_truth(whole) + as_truth(any_)


def is_one_of(operand: Operand, values: tuple[t.Constant | g.Unset, ...]) -> Col:
    """Met where the operand is one of the values; unknown instead of unmet where one of those is unset."""
    literals = [v.value for v in values if isinstance(v, t.Constant)]
    otherwise = 1 if len(literals) < len(values) else 0
    match operand:
        case Literal(value=value):
            return 2 if value in literals else otherwise
        case Code(yes=yes) if yes is not None and literals in ([True], [False]) and not otherwise:
            return yes if literals[0] else 2 - yes
        case Code(code=code, options=options):
            words = [word(k) for k in literals]
            codes = [options.index(w) for w in words if w in options]
            return _truth(any_equal(code, codes), None if operand.known else code < 0, otherwise)
        case Words(text=text):
            keys = [name_key(str(k)) for k in literals]
            return _truth(among(text, keys), text == "", otherwise)
        case Number():
            truths = [
                smallest(compare(operand, ">=", n), compare(operand, "<=", n))
                for n in (number(Literal(k)) for k in literals)
            ]
            return largest(*truths, otherwise) if truths else otherwise


def _truth(met: Col, unknown: Col | None, otherwise: int) -> Col:
    """2 where met, 1 where unknown; ``met`` and ``unknown`` exclude each other. Sums, not ``when``: 9 times as fast."""
    if otherwise:
        return 1 + as_truth(met)
    return 2 * as_truth(met) if unknown is None else 2 * as_truth(met) + as_truth(unknown)
