"""Operands: what a grounded value is over a whole table, before it is held against anything.

A number is a span ``[low, high]``, equal where it is known; ends beyond ``LIMIT`` stand for unbounded. Spans carry
a scale (0, 4, 8 decimals) so that dong times ten-thousandths stays exact. A choice is a nullable code with its
options, a text its normal form.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.criteria.algebra import Col, clip, where
from engine.frozen import dataclass
from engine.intake.roster import NUMBER_SCALE
from engine.rulebook import terms as t

if TYPE_CHECKING:
    from engine.rulebook.model import Field

INF = 2**61
LIMIT = 2**60
"""A span's end at or beyond this is unbounded."""

_DECIMALS = 4  # NUMBER_SCALE is 10 ** 4
assert 10**_DECIMALS == NUMBER_SCALE


@dataclass(frozen=True, slots=True)
class Number:
    """A span, in units of ``10 ** -scale``. ``given``: something stands in the cells; None is always."""

    low: Col
    high: Col
    scale: int
    given: Col | None
    least: int = -INF  # known of every row before anything is read: a way to simpler products
    known: bool = False  # low and high are the same expression


@dataclass(frozen=True, slots=True)
class Code:
    """One of ``options`` by position; -1 is unknown."""

    code: Col
    options: tuple[str, ...]
    given: Col | None
    known: bool = False  # of every row
    yes: Col | None = None  # of yes/no: the truth of "yes", kept so for most criteria are just that


@dataclass(frozen=True, slots=True)
class Words:
    """A text, by its normal form; empty is unknown."""

    text: Col
    given: Col | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant whose meaning depends on what it is held against."""

    value: t.Scalar


Operand = Number | Code | Words | Literal

YES_NO = ("no", "yes")
"""The options of yes/no, by code."""


def word(value: t.Scalar) -> str:
    """The id of the option that a literal stands for."""
    return YES_NO[value] if isinstance(value, bool) else str(value)


def options_of(field: Field, units: tuple[str, ...]) -> tuple[str, ...]:
    """What the codes of a field's column stand for."""
    if field.type == "yes_no":
        return YES_NO
    return units if field.type == "unit" else tuple(field.options)


def scale_of(field: Field) -> int:
    """Decimals that a field's column counts in."""
    return _DECIMALS if field.type == "number" else 0


def integer(value: t.Scalar, scale: int) -> int | None:
    """A number, money or day in units of ``10 ** -scale``; None where it does not come out whole."""
    if isinstance(value, date):
        return value.toordinal() * _ten_to(scale)
    if isinstance(value, bool | str):
        return None
    exact = Fraction(value) * _ten_to(scale)
    return int(exact) if exact.denominator == 1 else None


def _ten_to(exponent: int) -> int:
    power: int = 10**exponent  # of an int that may be negative, mypy cannot say
    return power


def number(operand: Operand) -> Number:
    """The operand as a span; an ordered choice counts by position."""
    match operand:
        case Number():
            return operand
        case Literal(value=value):
            for scale in (0, _DECIMALS, 2 * _DECIMALS):
                whole = integer(value, scale)
                if whole is not None:
                    return Number(whole, whole, scale, None, whole, known=True)
        case Code(code=code, options=options, given=given):
            top = max(0, len(options) - 1)
            return Number(clip(code, 0, top), where(code < 0, top, code), 0, given)
        case Words():
            pass
    raise AssertionError(f"not a number: {operand!r}")


def _rescaled(span: Number, scale: int) -> Number:
    if span.scale == scale:
        return span
    factor = _ten_to(scale - span.scale)

    def grow(end: Col) -> Col:
        # Saturated before it is multiplied: an unbounded end stays beyond LIMIT.
        return clip(end, -(INF // factor), INF // factor) * factor

    least = span.least * factor if abs(span.least) < LIMIT // factor else span.least
    return Number(grow(span.low), grow(span.high), scale, span.given, least, span.known)


def aligned(numbers: list[Number]) -> list[Number]:
    """The same spans, all in the finest of their scales."""
    scale = max(n.scale for n in numbers)
    return [_rescaled(n, scale) for n in numbers]
