"""What a rulebook's terms mean for one row, written for reading: one candidate at a time, exact fractions, no columns.

An oracle for ``engine.criteria``: of the engine it knows the rulebook's own types and how names are compared.
Numbers are spans ``[low, high]`` with infinite ends for unbounded; truths are 0 unmet, 1 unknown, 2 met.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product

from engine.names import name_key, unit_key
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Field, Rulebook

INF = float("inf")
UNMET, UNKNOWN, MET = 0, 1, 2
UNREADABLE = "\x00unreadable"
"""Stands in a cell in which something stands that nobody can read."""

Cell = str | bool | int | Fraction | date | None
Row = Mapping[str, Cell]
End = Fraction | float  # a float only where it is infinite


@dataclass(frozen=True)
class Num:
    low: End
    high: End
    given: bool = True

    @property
    def known(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Opt:
    id: str | None  # None: unknown
    options: tuple[str, ...]
    given: bool = True


@dataclass(frozen=True)
class Txt:
    key: str | None
    given: bool = True


@dataclass(frozen=True)
class Untold:
    """What a register that was not given would say."""

    given: bool = True


Operand = Num | Opt | Txt | Untold


@dataclass(frozen=True)
class Case:
    """Everything one evaluation is about."""

    rulebook: Rulebook
    round: str
    rows: tuple[Row, ...]
    registers: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)  # those given
    year: int | None = None
    decided_on: date = date(2024, 6, 30)
    absent: frozenset[str] = frozenset()

    def with_rows(self, rows: Sequence[Row]) -> Case:
        return replace(self, rows=tuple(rows))


def number_of(value: object) -> Fraction:
    if isinstance(value, date):
        return Fraction(value.toordinal())
    assert isinstance(value, int | Fraction)
    return Fraction(value)


def option_id(value: object) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def times(a: End, b: End) -> End:
    """A product of ends; nothing times anything is nothing."""
    if a == 0 or b == 0:
        return Fraction(0)
    if abs(a) == INF or abs(b) == INF:
        return INF if (a > 0) == (b > 0) else -INF
    return a * b


def multiplied(a: Num, b: Num) -> tuple[End, End]:
    corners = [times(x, y) for x, y in product((a.low, a.high), (b.low, b.high))]
    return min(corners), max(corners)


class Meaning:
    """The meaning of conditions and values in one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.book = case.rulebook
        self.score: Callable[[Row], Num] | None = None  # set by who counts points
        self.named: dict[str, Criterion] = {**self.book.criteria, **self.book.exclusions, **self.book.advisories}

    # ---- conditions -------------------------------------------------------------------------------------------

    def holds(self, name: str, row: Row, open_units: frozenset[str] = frozenset()) -> int:
        """A criterion, exclusion or advisory; outside its days it asks nothing of anybody."""
        criterion = self.named[name]
        since, until = criterion.in_force
        day = self.case.decided_on
        if (since is not None and day < since) or (until is not None and day > until):
            return UNMET
        return self.truth(criterion.when, row, open_units=open_units)

    def gone(self, condition: t.Condition) -> bool:
        """Nothing of it is in force on the day."""
        match condition:
            case t.Name(name):
                since, until = self.named[name].in_force
                return not (since or date.min) <= self.case.decided_on <= (until or date.max)
            case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(of=of):
                return bool(of) and all(self.gone(c) for c in of)
        return False

    def truth(
        self,
        condition: t.Condition,
        row: Row,
        fields: Mapping[str, Field] | None = None,
        open_units: frozenset[str] = frozenset(),
    ) -> int:
        """``open_units``: fields whose blank leaves it open which unit is meant; else a blank is known to be none."""
        fields = self.book.fields if fields is None else fields

        def each(conditions: Sequence[t.Condition]) -> list[int]:
            return [self.truth(c, row, fields, open_units) for c in conditions if not self.gone(c)]

        if self.gone(condition):
            return UNMET
        match condition:
            case t.Fixed(met):
                return MET if met else UNMET
            case t.Flag(parameter):
                value = self.book.parameters[parameter].value
                return UNKNOWN if value is None else MET if value else UNMET
            case t.Name(name):
                return self.holds(name, row, open_units)
            case t.All(of):
                truths = each(of)
                return UNMET if UNMET in truths else UNKNOWN if UNKNOWN in truths else MET
            case t.AnyOf(of):
                truths = each(of)
                return MET if MET in truths else UNKNOWN if UNKNOWN in truths else UNMET
            case t.NoneOf(of):
                truths = each(of)
                return UNMET if MET in truths else UNKNOWN if UNKNOWN in truths else MET
            case t.AtLeast(n, of):
                truths = each(of)
                n = min(n, len(truths)) if len(truths) < len(of) else n
                if truths.count(MET) >= n:
                    return MET
                return UNKNOWN if truths.count(MET) + truths.count(UNKNOWN) >= n else UNMET
            case t.InRegister(register, match, where):
                if register not in self.case.registers:
                    return UNKNOWN if self.book.registers[register].if_not_given == "unknown" else UNMET
                return max(
                    (truth for truth, _ in self.register_rows(register, match, where, row, open_units)), default=UNMET
                )
            case t.Test(subject, test):
                return self.test(subject, test, row, fields)
        raise AssertionError(condition)

    def register_rows(
        self,
        register: str,
        match: Sequence[t.Match],
        where: t.Condition,
        row: Row,
        open_units: frozenset[str] = frozenset(),
    ) -> list[tuple[int, Row]]:
        """Every row of the register with the truth that it speaks of this candidate and satisfies ``where``."""
        theirs = self.book.registers[register].fields
        return [
            (
                min(
                    [self.matches(m, row, their_row, register, open_units) for m in match]
                    + [self.truth(where, their_row, theirs)]
                ),
                their_row,
            )
            for their_row in self.case.registers[register]
        ]

    def matches(self, pair: t.Match, row: Row, their_row: Row, register: str, open_units: frozenset[str]) -> int:
        ours, theirs = row.get(pair.ours), their_row.get(pair.theirs)
        mine, other = self.book.fields[pair.ours], self.book.registers[register].fields[pair.theirs]
        if not pair.if_given:
            if theirs is None or theirs == UNREADABLE:
                return UNMET  # it was reported when the register was read
            if ours is None:
                return UNMET if mine.type == "unit" and pair.ours not in open_units else UNKNOWN
        if ours is None or theirs is None:
            return MET
        if UNREADABLE in (ours, theirs):
            return UNKNOWN
        unit = "unit" in (mine.type, other.type) or pair.theirs in ("unit_name", "parent")

        def form(value: Cell, type_: str) -> str:
            if type_ in ("text", "unit"):
                return (unit_key if unit else name_key)(str(value))
            return option_id(value)

        return MET if form(ours, mine.type) == form(theirs, other.type) else UNMET

    def test(self, subject: t.FieldRef | t.Param, test: t.TestTerm, row: Row, fields: Mapping[str, Field]) -> int:
        if isinstance(subject, t.Param):
            unset = self._setting(subject.name) is None
            if isinstance(test, t.Given):
                return UNMET if unset else MET
            if unset and isinstance(test, t.Is):
                return UNKNOWN
        compute = fields[subject.id].compute if isinstance(subject, t.FieldRef) and subject.id in fields else None
        if isinstance(compute, t.Op) and compute.name == "ratio" and isinstance(test, t.Compare):
            return self._ratio(compute, test, row, fields)
        operand = self.value(subject, row, fields)
        match test:
            case t.Known() | t.Given():
                if self._known(operand):
                    return MET
                return UNKNOWN if operand.given or isinstance(test, t.Known) else UNMET
            case t.Is(values, negated):
                truth = max((self._equals(operand, v) for v in values), default=UNMET)
                return MET - truth if negated else truth
            case t.Compare(op, bound):
                return self.compare(self.number(operand), op, self._bound(operand, bound, row, fields))
            case t.Between(low, high):
                number = self.number(operand)
                return min(
                    self.compare(number, ">=", self._bound(operand, low, row, fields)),
                    self.compare(number, "<=", self._bound(operand, high, row, fields)),
                )
            case t.Deadline(deadline, late):
                inclusive = self.book.parameters.get("deadline_inclusive")
                in_time = "<=" if inclusive is not None and inclusive.value else "<"
                truth = self.compare(self.number(operand), in_time, self.number(self.value(deadline, row, fields)))
                return MET - truth if late else truth
        raise AssertionError(test)

    @staticmethod
    def _known(operand: Operand) -> bool:
        match operand:
            case Num():
                return operand.known
            case Opt(id=id_):
                return id_ is not None
            case Txt(key=key):
                return key is not None
            case Untold():
                return False

    def _equals(self, operand: Operand, value: t.Constant | t.Param) -> int:
        wanted = value.value if isinstance(value, t.Constant) else self._setting(value.name)
        if wanted is None:
            return UNKNOWN
        match operand:
            case Opt(id=id_):
                return UNKNOWN if id_ is None else MET if id_ == option_id(wanted) else UNMET
            case Txt(key=key):
                return UNKNOWN if key is None else MET if key == name_key(str(wanted)) else UNMET
            case Num(low=low, high=high):
                exact = number_of(wanted)
                return MET if low == high == exact else UNKNOWN if low <= exact <= high else UNMET
            case Untold():
                return UNKNOWN

    def _bound(self, operand: Operand, bound: t.Value, row: Row, fields: Mapping[str, Field]) -> Num:
        if isinstance(operand, Opt) and isinstance(bound, t.Constant):
            place = Fraction(operand.options.index(str(bound.value)))
            return Num(place, place)
        return self.number(self.value(bound, row, fields))

    @staticmethod
    def compare(a: Num, op: str, b: Num) -> int:
        """Met where every value of both spans agrees, unmet where none does."""
        if op in ("<", "<="):
            a, b, op = b, a, {"<": ">", "<=": ">="}[op]
        if op == ">=":
            return MET if a.low >= b.high else UNMET if a.high < b.low else UNKNOWN
        return MET if a.low > b.high else UNMET if a.high <= b.low else UNKNOWN

    def _ratio(self, ratio: t.Op, test: t.Compare, row: Row, fields: Mapping[str, Field]) -> int:
        """Without dividing: however large the divisor, a part of something is not nothing."""
        top, bottom = (self.number(self.value(v, row, fields)) for v in ratio.of)
        if bottom.low <= 0:
            return UNKNOWN
        share = Num(*multiplied(bottom, self.number(self.value(test.bound, row, fields))))
        return self.compare(top, test.op, share)

    # ---- values -----------------------------------------------------------------------------------------------

    def _setting(self, name: str) -> object:
        value = self.book.parameters[name].value
        return None if value == "none" else value

    def _parameter(self, name: str) -> Operand:
        if name == "year" and name not in self.book.parameters:
            return Num(-INF, INF) if self.case.year is None else Num(Fraction(self.case.year), Fraction(self.case.year))
        if name == "decided_on" and name not in self.book.parameters:
            return _exactly(self.case.decided_on)
        parameter, value = self.book.parameters[name], self._setting(name)
        if value is None:
            return Num(Fraction(0) if parameter.type in ("whole", "number", "money", "seats") else -INF, INF)
        return self._literal(value)

    @staticmethod
    def _literal(value: object) -> Operand:
        if isinstance(value, bool):
            return Opt(option_id(value), ("no", "yes"))
        if isinstance(value, str):
            return Opt(value, (value,))
        return _exactly(value)

    def number(self, operand: Operand) -> Num:
        """An ordered choice counts by its place."""
        match operand:
            case Num():
                return operand
            case Opt(id=id_, options=options, given=given):
                if id_ is None:
                    return Num(Fraction(0), Fraction(max(0, len(options) - 1)), given)
                place = Fraction(options.index(id_))
                return Num(place, place, given)
            case Untold():
                return Num(Fraction(0), INF)
            case _:
                raise AssertionError(operand)

    def value(self, value: t.Value, row: Row, fields: Mapping[str, Field] | None = None) -> Operand:
        fields = self.book.fields if fields is None else fields
        match value:
            case t.Constant(scalar):
                return self._literal(scalar)
            case t.Param(name):
                return self._parameter(name)
            case t.FieldRef(name):
                if name == "round" and not (name in fields and fields is not self.book.fields):
                    return self._literal(self.case.round)
                if name == "award" and fields is self.book.fields and self.book.rounds[self.case.round].award:
                    return self._literal(self.book.rounds[self.case.round].award)
                if name == "score" and fields is self.book.fields:
                    assert self.score is not None
                    return self.score(row)
                computed = fields[name].compute
                return (
                    self.value(computed, row, fields)
                    if computed is not None
                    else self.cell(fields[name], row.get(name))
                )
            case t.Op(name, of):
                return self._operation(name, [self.value(v, row, fields) for v in of])
            case t.Lookup():
                return self._looked_up(value, row)
        raise AssertionError(value)

    def cell(self, field_: Field, said: Cell) -> Operand:
        given = said is not None
        if said is None and field_.blank is not None:
            said = field_.blank
        unknown = said is None or said == UNREADABLE
        match field_.type:
            case "text":
                return Txt(None if unknown else name_key(str(said)) or None, given)
            case "yes_no":
                return Opt(None if unknown else option_id(said), ("no", "yes"), given)
            case "choice":
                return Opt(None if unknown else str(said), tuple(field_.options), given)
            case "unit":
                return Opt(None if unknown else unit_key(str(said)), (), given)
        if not unknown:
            return replace(_exactly(said), given=given)
        low: End = -INF if field_.minimum is None else field_.minimum
        if field_.minimum is None and field_.type in ("money", "whole"):
            low = Fraction(0)
        return Num(low, INF if field_.maximum is None else field_.maximum, given)

    def _operation(self, name: str, operands: list[Operand]) -> Operand:
        if name in ("first_given", "agreed") and not any(isinstance(o, Num) for o in operands):
            return self._chosen(name, operands)
        numbers = [self.number(o) for o in operands]
        every = all(n.given for n in numbers)
        match name:
            case "sum":
                return Num(
                    sum((n.low for n in numbers), Fraction(0)), sum((n.high for n in numbers), Fraction(0)), every
                )
            case "product":
                result = numbers[0]
                for n in numbers[1:]:
                    result = Num(*multiplied(result, n))
                return replace(result, given=every)
            case "difference":
                a, b = numbers
                return Num(a.low - b.high, a.high - b.low, every)
            case "days_between":
                a, b = numbers
                return Num(b.low - a.high, b.high - a.low, every)
            case "years_between":
                a, b = numbers
                return Num(
                    -INF if INF in (a.high, -b.low) else _full_years(a.high, b.low),
                    INF if INF in (-a.low, b.high) else _full_years(a.low, b.high),
                    given=True,
                )
            case "ratio":
                a, b = numbers
                if b.low <= 0:
                    return Num(-INF, INF, every)
                pairs = product((a.low, a.high), (b.low, b.high))
                corners = [Fraction(0) if y == INF or x == 0 else x / y for x, y in pairs]
                return Num(min(corners), max(corners), every)
            case "smallest":
                return Num(min(n.low for n in numbers), min(n.high for n in numbers), every)
            case "largest":
                return Num(max(n.low for n in numbers), max(n.high for n in numbers), every)
            case "sum_of_given":
                some = [n for n in numbers if n.given]
                if some:
                    return Num(sum((n.low for n in some), Fraction(0)), sum((n.high for n in some), Fraction(0)))
                # Whichever of them it turns out that there are, at least one.
                least = min(n.low for n in numbers)
                most = max(n.high for n in numbers)
                return Num(
                    least if least >= 0 else sum((n.low for n in numbers if n.low < 0), Fraction(0)),
                    most if most <= 0 else sum((n.high for n in numbers if n.high > 0), Fraction(0)),
                    given=False,
                )
            case "first_given":
                for n in numbers:
                    if n.given:
                        return n
                return Num(min(n.low for n in numbers), max(n.high for n in numbers), given=False)
            case "agreed":
                first = numbers[0]
                exact = [n for n in numbers[1:] if n.given and n.known] if first.known else []
                return Num(
                    min([first.low, *(n.low for n in exact)]), max([first.high, *(n.high for n in exact)]), first.given
                )
        raise AssertionError(name)

    @staticmethod
    def _chosen(name: str, operands: list[Operand]) -> Operand:
        if name == "first_given":
            chosen = next((o for o in operands if o.given), None)
            return chosen if chosen is not None else _nothing_of(operands)
        first = operands[0]
        if isinstance(first, Opt):
            others = [o.id for o in operands[1:] if isinstance(o, Opt) and o.id is not None]
            if first.id is not None and any(other != first.id for other in others):
                return replace(first, id=None)
        return first

    def _looked_up(self, term: t.Lookup, row: Row) -> Operand:
        their_fields = self.book.registers[term.register].fields
        if term.register not in self.case.registers:
            unknown = self.book.registers[term.register].if_not_given == "unknown"
            if term.op == "mean_in":
                return Untold() if unknown else Num(-INF, INF, given=False)
            if term.op != "find_in":
                return Untold() if unknown else _exactly(0)
            nothing = self._found(term, [], doubtful=False, fields=their_fields)
            return Untold() if unknown and isinstance(nothing, Num) else replace(nothing, given=unknown)
        found = self.register_rows(term.register, term.match, term.where, row)
        sure = [r for truth, r in found if truth == MET]
        maybe = [r for truth, r in found if truth == UNKNOWN]
        if term.op == "count_in":
            return Num(Fraction(len(sure)), Fraction(len(sure) + len(maybe)))
        assert term.value is not None
        values = {id(r): self.value(term.value, r, their_fields) for r in sure + maybe}
        if term.op == "find_in":
            return self._found(term, [values[id(r)] for r in sure], doubtful=bool(maybe), fields=their_fields)
        known, possible = ([self.number(values[id(r)]) for r in rows] for rows in (sure, maybe))
        if term.op == "total_in":
            return Num(
                sum((n.low for n in known), Fraction(0)) + sum((n.low for n in possible if n.low < 0), Fraction(0)),
                sum((n.high for n in known), Fraction(0)) + sum((n.high for n in possible if n.high > 0), Fraction(0)),
            )
        # Every way in which those that may count do or do not.
        ways = [known + list(some) for k in range(len(possible) + 1) for some in combinations(possible, k)]
        match term.op:
            case "largest_in":
                return Num(
                    min(max((n.low for n in way), default=Fraction(0)) for way in ways),
                    max(max((n.high for n in way), default=Fraction(0)) for way in ways),
                )
            case "mean_in":
                if not known:
                    return Num(-INF, INF, given=bool(possible))
                return Num(
                    min(sum((n.low for n in way), Fraction(0)) / len(way) for way in ways),
                    max(sum((n.high for n in way), Fraction(0)) / len(way) for way in ways),
                )
        dated = isinstance(term.value, t.FieldRef) and their_fields[term.value.id].type == "date"
        if term.op == "years_in":
            return Num(*_different(*([_year_of(n, dated=dated) for n in rows] for rows in (known, possible))))
        assert term.op == "run_of_years_in"
        sizes = [size for way in ways for size in _runs([_year_of(n, dated=dated) for n in way])]
        return Num(Fraction(min(sizes)), Fraction(max(sizes)))

    def _found(self, term: t.Lookup, said: list[Operand], *, doubtful: bool, fields: Mapping[str, Field]) -> Operand:
        assert term.value is not None
        kind = self.value(term.value, {}, fields)
        if isinstance(kind, Opt):
            ids = {o.id for o in said if isinstance(o, Opt)}
            one = next(iter(ids)) if len(ids) == 1 and not doubtful else None
            return Opt(one, kind.options, given=bool(said) or doubtful)
        numbers = [self.number(o) for o in said]
        if doubtful or not numbers:
            return Num(-INF, INF, given=doubtful)
        return Num(min(n.low for n in numbers), max(n.high for n in numbers))


def _year_of(n: Num, *, dated: bool) -> int | None:
    if not n.known:
        return None
    return date.fromordinal(int(n.low)).year if dated else int(n.low)


def _full_years(first: End, second: End) -> int:
    """Birthdays that have come by the second day, less those that had by the first."""
    a, b = date.fromordinal(int(first)), date.fromordinal(int(second))
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))


def _different(sure: Sequence[int | None], maybe: Sequence[int | None]) -> tuple[Fraction, Fraction]:
    """The fewest and the most different years: of what is not known, any; of what may not count, none or all."""
    told = {y for y in sure if y is not None}
    most = told | {y for y in maybe if y is not None}
    fewest = len(told) if told else min(1, len(sure))
    return Fraction(fewest), Fraction(len(most) + sum(1 for y in (*sure, *maybe) if y is None))


def _runs(years: Sequence[int | None]) -> list[int]:
    """The longest run of consecutive years for every way to fill in those that nobody knows."""
    told = [y for y in years if y is not None]
    near = range(min(told, default=0) - len(years), max(told, default=0) + len(years) + 1)
    sizes = []
    for guess in product(near, repeat=len(years) - len(told)):
        have = {*told, *guess}
        runs = [k for y in have for k in range(1, len(have) + 1) if all(y + i in have for i in range(k))]
        sizes.append(max(runs, default=0))
    return sizes


def _exactly(value: object) -> Num:
    exact = number_of(value)
    return Num(exact, exact)


def _nothing_of(operands: list[Operand]) -> Operand:
    for o in operands:
        if isinstance(o, Opt):
            return Opt(None, o.options, given=False)
        if isinstance(o, Txt):
            return Txt(None, given=False)
    return Untold()
