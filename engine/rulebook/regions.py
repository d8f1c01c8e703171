"""Who a condition can hold for, as far as can be told without candidates: sets of options, spans of numbers and days.

A condition becomes alternatives (any of them), each a set of demands (all of them) by subject. What cannot be seen
through, such as a comparison of two fields, makes no demand: a region is never smaller than the truth. So two regions
that do not meet really do not; two that seem to meet may not, unless both are ``exact``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from engine.frozen import dataclass
from engine.rulebook.model import Field, Parameter, Rulebook
from engine.rulebook.terms import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    Condition,
    Constant,
    Fixed,
    Flag,
    Given,
    InRegister,
    Is,
    Known,
    Name,
    NoneOf,
    Param,
    Scalar,
    Test,
    Value,
)

_MOST = 256  # alternatives; beyond, the region is everything


@dataclass(frozen=True, slots=True)
class Members:
    """One of the values; ``negated``: none of them."""

    values: frozenset[object]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Between two bounds, each in or out; None is unbounded."""

    low: Scalar | None = None
    high: Scalar | None = None
    low_in: bool = True
    high_in: bool = True

    def has(self, value: object) -> bool:
        above = self.low is None or _less(self.low, value) or (self.low_in and self.low == value)
        below = self.high is None or _less(value, self.high) or (self.high_in and self.high == value)
        return above and below


Domain = Members | Span
Demands = Mapping[object, Domain]


@dataclass(frozen=True, slots=True)
class Region:
    alternatives: tuple[Demands, ...]
    exact: bool = True

    @property
    def empty(self) -> bool:
        return not self.alternatives

    def meets(self, other: Region) -> bool:
        """Whether somebody could be in both, as far as can be told."""
        return any(both(a, b) is not None for a in self.alternatives for b in other.alternatives)

    def within(self, other: Region) -> Region:
        """What is in both."""
        found = [d for a in self.alternatives for b in other.alternatives if (d := both(a, b)) is not None]
        if len(found) > _MOST:
            return Region(({},), exact=False)
        return Region(tuple(found), self.exact and other.exact)


EVERYTHING = Region(({},))


def _less(a: object, b: object) -> bool:
    if isinstance(a, date) and isinstance(b, date):
        return a < b
    if isinstance(a, int | Fraction) and isinstance(b, int | Fraction):
        return a < b
    return False


def both(a: Demands, b: Demands) -> Demands | None:
    """Both sets of demands at once; None where they contradict each other."""
    made = dict(a)
    for subject, domain in b.items():
        met = _meet(made[subject], domain) if subject in made else domain
        if met is None:
            return None
        made[subject] = met
    return made


def _meet(a: Domain, b: Domain) -> Domain | None:
    if isinstance(a, Span) and isinstance(b, Span):
        return _narrow(a, b)
    if isinstance(a, Span):
        a, b = b, a
    assert isinstance(a, Members)
    if isinstance(b, Span):
        if a.negated:
            return b
        kept = frozenset(v for v in a.values if b.has(v))
        return Members(kept) if kept else None
    if a.negated and b.negated:
        return Members(a.values | b.values, negated=True)
    kept = (b.values - a.values) if a.negated else (a.values - b.values) if b.negated else (a.values & b.values)
    return Members(kept) if kept else None


def _narrow(a: Span, b: Span) -> Span | None:
    low, low_in = a.low, a.low_in
    if b.low is not None and (low is None or _less(low, b.low) or (low == b.low and not b.low_in)):
        low, low_in = b.low, b.low_in
    high, high_in = a.high, a.high_in
    if b.high is not None and (high is None or _less(b.high, high) or (high == b.high and not b.high_in)):
        high, high_in = b.high, b.high_in
    if low is not None and high is not None and (_less(high, low) or (low == high and not (low_in and high_in))):
        return None
    return Span(low, high, low_in, high_in)


@dataclass(frozen=True, slots=True)
class Regions:
    """Makes regions of one rulebook's conditions under its parameters."""

    row: Mapping[str, Field]
    parameters: Mapping[str, Parameter]
    kinds: Mapping[str, frozenset[object]]  # of each category

    @classmethod
    def of(cls, book: Rulebook) -> Regions:
        return cls(book.fields, book.parameters, {c.id: frozenset(c.kinds) for c in book.categories.values()})

    def region(self, condition: Condition) -> Region:
        made = self._of(condition, negated=False)
        return Region(tuple(d for a in made.alternatives if (d := self._with_kinds(a)) is not None), made.exact)

    def _with_kinds(self, demands: Demands) -> Demands | None:
        # A category has its kinds: `kind: individual` and a category of collectives do not meet.
        category = demands.get("category")
        if not isinstance(category, Members) or category.negated:
            return demands
        kinds: frozenset[object] = frozenset().union(*(self.kinds.get(str(c), frozenset()) for c in category.values))
        return both(demands, {"kind": Members(kinds)}) if kinds else demands

    def _of(self, term: Condition, *, negated: bool) -> Region:
        match term:
            case Fixed(met=met):
                return EVERYTHING if met != negated else Region(())
            case Name(id=name):
                return _one(("name", name), Members(frozenset([not negated])))
            case Flag(parameter=name):
                value = self.parameters[name].value if name in self.parameters else None
                if isinstance(value, bool):
                    return EVERYTHING if value != negated else Region(())
                return _one(("parameter", name), Members(frozenset([not negated])))
            case All(of=of):
                return self._any(of, negated=True) if negated else self._all(of, negated=False)
            case AnyOf(of=of):
                return self._all(of, negated=True) if negated else self._any(of, negated=False)
            case NoneOf(of=of):
                return self._any(of, negated=False) if negated else self._all(of, negated=True)
            case AtLeast(n=n, of=of):
                if n == len(of):
                    return self._of(All(of), negated=negated)
                if n == 1:
                    return self._of(AnyOf(of), negated=negated)
                return Region(({},), exact=False)
            case Test():
                return self._test(term, negated=negated)
            case InRegister():
                return _one(term, Members(frozenset([not negated])))

    def _all(self, of: tuple[Condition, ...], *, negated: bool) -> Region:
        made = EVERYTHING
        for part in of:
            made = made.within(self._of(part, negated=negated))
        return made

    def _any(self, of: tuple[Condition, ...], *, negated: bool) -> Region:
        regions = [self._of(part, negated=negated) for part in of]
        alternatives = tuple(a for r in regions for a in r.alternatives)
        if len(alternatives) > _MOST:
            return Region(({},), exact=False)
        return Region(alternatives, all(r.exact for r in regions))

    def _test(self, term: Test, *, negated: bool) -> Region:
        subject: object = term.subject.id if not isinstance(term.subject, Param) else ("parameter", term.subject.name)
        match term.test:
            case Is(values=values, negated=not_):
                known = [self._known(v) for v in values]
                if any(v is None for v in known):
                    return Region(({},), exact=False)
                return _one(subject, self._members(term, frozenset(known), negated=not_ != negated))
            case Known() | Given():
                return _one(("given", subject), Members(frozenset([not negated])))
            case Compare(op=op, bound=bound):
                value = self._known(bound)
                if value is None or isinstance(value, str | bool):
                    return Region(({},), exact=False)
                inclusive = (op in (">=", "<=")) != negated
                if (op in (">=", ">")) != negated:
                    return _one(subject, Span(low=value, low_in=inclusive))
                return _one(subject, Span(high=value, high_in=inclusive))
            case Between(low=low, high=high):
                first, last = self._known(low), self._known(high)
                if first is None or last is None or isinstance(first, str | bool) or isinstance(last, str | bool):
                    return Region(({},), exact=False)
                if negated:
                    return Region(({subject: Span(high=first, high_in=False)}, {subject: Span(low=last, low_in=False)}))
                if _less(last, first):  # reversed, and a finding of its own
                    return Region(({},), exact=False)
                return _one(subject, Span(first, last))
            case _:
                return Region(({},), exact=False)

    def _members(self, term: Test, values: frozenset[object], *, negated: bool) -> Members:
        if not negated or isinstance(term.subject, Param):
            return Members(values, negated)
        field = self.row.get(term.subject.id)
        universe: frozenset[object] = frozenset()
        if field is not None:
            universe = frozenset([True, False]) if field.type == "yes_no" else frozenset(field.options)
        return Members(universe - values) if universe - values else Members(values, negated=True)

    def _known(self, value: Value) -> Scalar | None:
        if isinstance(value, Constant):
            return value.value
        if isinstance(value, Param) and value.name in self.parameters:
            return self.parameters[value.name].value
        return None


def _one(subject: object, domain: Domain) -> Region:
    return Region(({subject: domain},))


def subjects(region: Region) -> Iterator[object]:
    """What a region makes demands on."""
    for demands in region.alternatives:
        yield from demands
