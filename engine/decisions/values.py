"""A typed value as a person reads it, in both languages, and the cells it came from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from engine.criteria import Choice, Facts, Span, Truths
from engine.criteria.operands import LIMIT
from engine.intake.roster import NUMBER_SCALE, Table
from engine.provenance import Cell, Text
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Field
from engine.wording import day, decimal, money

YES = Text("có", "yes")
NO = Text("không", "no")


def same(text: str) -> Text:
    """The same in both languages: what somebody wrote, a name, an id."""
    return Text(text, text)


def show(facts: Facts, field: Field, row: int) -> Text | None:
    """What a cell says: its typed value, or the text nobody could read; None for a blank."""
    table = facts.table
    unreadable = table.unreadable.get(field.id, {}).get(row)
    if unreadable is not None:
        return same(f"“{unreadable}”")
    value = facts.plain(field.id)[row]
    if value is None:
        return None
    return same(str(value)) if field.type == "text" else typed(field, int(value), facts.units)


def typed(field: Field, value: int, units: tuple[str, ...] = ()) -> Text:
    """A column's integer as a person reads it."""
    match field.type:
        case "yes_no":
            return YES if value else NO
        case "choice":
            return list(field.options.values())[value]
        case "unit":
            return same(units[value])
        case "money":
            return money(value)
        case "date":
            return day(date.fromordinal(value))
        case "year":
            return same(str(value))
        case "number":
            return decimal(Fraction(value, NUMBER_SCALE))
        case _:
            return decimal(Fraction(value))


def computed(truths: Truths, found: Span | Choice, field_type: str, row: int) -> Text | None:
    """A computed value: exact, or what it is at least and at most; None where nothing is known."""
    if isinstance(found, Choice):
        code = int(found.code[row])
        return None if code < 0 else _option(truths, found, code)
    low, high = int(found.low[row]), int(found.high[row])
    if low == high:
        return amount(found, low, field_type)
    if low <= 0 and high >= LIMIT:
        return None
    least = Text("", "") if low <= -LIMIT else amount(found, low, field_type)
    if high >= LIMIT:
        return Text(f"từ {least.vi} trở lên", f"{least.en} or more")
    most = amount(found, high, field_type)
    if low <= -LIMIT:
        return Text(f"nhiều nhất {most.vi}", f"at most {most.en}")
    return Text(f"từ {least.vi} đến {most.vi}", f"{least.en} to {most.en}")


def _option(truths: Truths, found: Choice, code: int) -> Text:
    option = found.options[code]
    if found.options == ("no", "yes"):
        return YES if code else NO
    for field in truths.rulebook.fields.values():
        if option in field.options:
            return field.options[option]
    return same(option)


def amount(span: Span, units: int, field_type: str) -> Text:
    """An exact number in a span's units."""
    exact = Fraction(units, 10**span.scale)
    if field_type == "date" and exact < 1:
        return Text("chưa có", "none")  # the largest day of no rows is before all days
    if field_type == "date" and exact.denominator == 1:
        return day(date.fromordinal(int(exact)))
    if field_type == "money" and exact.denominator == 1:
        return money(int(exact))
    return decimal(exact)


def plain(facts: Facts, field: Field, row: int) -> str | None:
    """A typed value for a program: option id, ``yes``/``no``, ISO day, number; None for a blank or unreadable cell."""
    value = facts.plain(field.id)[row]
    if value is None or isinstance(value, str):
        return value
    match field.type:
        case "yes_no":
            return ("no", "yes")[value]
        case "choice":
            return list(field.options)[value]
        case "unit":
            return facts.units[value]
        case "date":
            return date.fromordinal(value).isoformat()
        case "number":
            return exact(Fraction(value, NUMBER_SCALE))
        case _:
            return str(value)


def plain_computed(found: Span | Choice, field_type: str, row: int) -> str | None:
    """A computed value for a program; None where it is not exactly known."""
    if isinstance(found, Choice):
        code = int(found.code[row])
        return None if code < 0 else found.options[code]
    low, high = int(found.low[row]), int(found.high[row])
    if low != high or (field_type == "date" and low < 1):
        return None
    number = Fraction(low, 10**found.scale)
    return date.fromordinal(int(number)).isoformat() if field_type == "date" else exact(number)


def exact(number: Fraction) -> str:
    """``12.5``; what has no end in decimals stays a fraction."""
    if number.denominator == 1:
        return str(number.numerator)
    scaled = number * 10**8
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    whole, rest = divmod(abs(scaled.numerator), 10**8)
    return f"{'-' if number < 0 else ''}{whole}.{rest:08d}".rstrip("0")


def read_fields(truths: Truths, what: Criterion | t.Condition | t.Value) -> tuple[Field, ...]:
    """The candidate's fields that a criterion, condition or value reads."""
    return tuple(truths.rulebook.fields[f] for f in truths.grounding.fields_read(what))


def cells_of(table: Table, fields: tuple[Field, ...], row: int) -> tuple[Cell, ...]:
    """The cells of these fields in a row, as far as the row's sheet has such columns."""
    return tuple(cell for f in fields if (cell := table.cell(f.id, row)) is not None)


def is_blank(facts: Facts, field: Field, row: int) -> bool:
    """Nothing stands there (an unreadable cell is not blank)."""
    return facts.plain(field.id)[row] is None and not is_unreadable(facts, field, row)


def is_unreadable(facts: Facts, field: Field, row: int) -> bool:
    """Something stands there that nobody can read."""
    return row in facts.table.unreadable.get(field.id, {})
