"""Arithmetic over operands: sums, products and the like of spans, and the first given of choices and texts.

Unknown parts make spans; an unbounded end stays so.
"""

from __future__ import annotations

from functools import reduce

from engine.criteria.algebra import Col, clip, largest, magnitude, smallest, where
from engine.criteria.operands import INF, LIMIT, Code, Literal, Number, Operand, Words, aligned, number, word
from engine.names import name_key
from engine.rulebook import terms as t


def operate(name: t.Operation, operands: list[Operand]) -> Operand:
    """One operation over its operands, in their order."""
    if name in ("first_given", "agreed") and not any(isinstance(o, Number) for o in operands):
        codes = [o for o in operands if isinstance(o, Code)]
        if codes:
            return _codes(name, operands, codes[0].options)
        if any(isinstance(o, Words) for o in operands):
            return _first_words(operands)
    numbers = [number(o) for o in operands]
    match name:
        case "product":
            return reduce(product, numbers)
        case _:
            numbers = aligned(numbers)
    scale = numbers[0].scale
    lows, highs = [n.low for n in numbers], [n.high for n in numbers]
    all_given = _and(*(n.given for n in numbers))
    match name:
        case "sum":
            return Number(_total(lows), _total(highs), scale, all_given)
        case "difference":
            a, b = numbers
            return Number(_clip(a.low - b.high), _clip(a.high - b.low), scale, all_given)
        case "days_between":
            a, b = numbers
            return Number(_clip(b.low - a.high), _clip(b.high - a.low), scale, all_given)
        case "smallest":
            return Number(smallest(*lows), smallest(*highs), scale, all_given)
        case "largest":
            return Number(largest(*lows), largest(*highs), scale, all_given)
        case "sum_of_given":
            return _sum_of_given(numbers)
        case "first_given":
            return _first_given(numbers)
        case "agreed":
            return _agreed(numbers)
    raise AssertionError(f"no such operation: {name}")


def _clip(expression: Col) -> Col:
    return clip(expression, -INF, INF)


def _total(ends: list[Col]) -> Col:
    return reduce(lambda a, b: _clip(a + b), ends)


def _and(*given: Col | None) -> Col | None:
    some = [g for g in given if g is not None]
    return reduce(lambda a, b: a & b, some) if some else None


def _or(*given: Col | None) -> Col | None:
    some = [g for g in given if g is not None]
    return reduce(lambda a, b: a | b, some) if len(some) == len(given) else None


def _times(a: Col, b: Col) -> Col:
    # A product beyond LIMIT counts as unbounded. The division is only ever a guard: no value comes of it.
    sign = where((a < 0) == (b < 0), 1, -1)
    room = LIMIT // largest(magnitude(b), 1)
    beyond = magnitude(a) > room
    # Nothing times anything is nothing, unbounded or not.
    return where(beyond, where(b == 0, 0, sign * INF), where(beyond, 0, a) * b)


def product(a: Number, b: Number) -> Number:
    """Row by row; nothing times anything is nothing."""
    scale, given = a.scale + b.scale, _and(a.given, b.given)
    if a.least >= 0 and b.least >= 0:
        return Number(_times(a.low, b.low), _times(a.high, b.high), scale, given, 0)
    corners = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Number(smallest(*corners), largest(*corners), scale, given)


def _sum_of_given(numbers: list[Number]) -> Number:
    some = _or(*(n.given for n in numbers))

    def given(ends: list[Col]) -> Col:
        return _total(
            [end if n.given is None else where(n.given, end, 0) for n, end in zip(numbers, ends, strict=True)]
        )

    lows, highs = [n.low for n in numbers], [n.high for n in numbers]
    low, high = given(lows), given(highs)
    if some is not None:
        # Of those that are all blank any may turn out to be given, but at least one.
        least, most = smallest(*lows), largest(*highs)
        below, above = (_total([clip(end, *to) for end in ends]) for ends, to in ((lows, (-INF, 0)), (highs, (0, INF))))
        low = where(some, low, where(least >= 0, least, below))
        high = where(some, high, where(most <= 0, most, above))
    return Number(low, high, numbers[0].scale, some)


def _first_given(numbers: list[Number]) -> Number:
    # Of those that are all blank any may turn out to be given.
    low, high = smallest(*(n.low for n in numbers)), largest(*(n.high for n in numbers))
    for n in reversed(numbers):
        if n.given is None:
            low, high = n.low, n.high
        else:
            low = where(n.given, n.low, low)
            high = where(n.given, n.high, high)
    return Number(low, high, numbers[0].scale, _or(*(n.given for n in numbers)))


def _agreed(numbers: list[Number]) -> Number:
    first, *others = numbers
    low, high = first.low, first.high
    for other in others:
        exact = (other.low == other.high) & (first.low == first.high)
        if other.given is not None:
            exact = exact & other.given
        low = where(exact, smallest(low, other.low), low)
        high = where(exact, largest(high, other.high), high)
    return Number(low, high, first.scale, first.given)


def _code(operand: Operand, options: tuple[str, ...]) -> Code:
    match operand:
        case Literal(value=value):
            return Code(options.index(word(value)), options, None)
        case Code(code=code, options=theirs, given=given) if theirs != options:
            # The same ids in another order, as a register may list more of them.
            known = [(i, options.index(o)) for i, o in enumerate(theirs) if o in options]
            moved: Col = -1
            for i, j in known:
                moved = where(code == i, j, moved)
            return Code(moved, options, given)
        case Code():
            return operand
    raise AssertionError(f"not a choice: {operand!r}")


def _codes(name: t.Operation, operands: list[Operand], options: tuple[str, ...]) -> Code:
    codes = [_code(o, options) for o in operands]
    if name == "agreed":
        first, *others = codes
        code = first.code
        for other in others:
            # Two known values that differ: nobody knows which is right.
            differ = (first.code >= 0) & (other.code >= 0) & (other.code != first.code)
            code = where(differ, -1, code)
        return Code(code, options, first.given)
    code = codes[-1].code
    for c in reversed(codes[:-1]):
        code = c.code if c.given is None else where(c.given, c.code, code)
    return Code(code, options, _or(*(c.given for c in codes)))


def _first_words(operands: list[Operand]) -> Words:
    words = [_word(o) for o in operands]
    text = words[-1].text
    for w in reversed(words[:-1]):
        text = w.text if w.given is None else where(w.given, w.text, text)
    return Words(text, _or(*(w.given for w in words)))


def _word(operand: Operand) -> Words:
    match operand:
        case Words():
            return operand
        case Literal(value=value):
            return Words(name_key(str(value)), None)
        case Number() | Code():
            raise AssertionError(f"not a text: {operand!r}")
