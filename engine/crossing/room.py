"""Whether so many of each kind can be seated, and others beside them, in some selection that misses least.

Counting, where there are only ceilings; else an integer program with one variable for each kind (HiGHS): first as few
floor seats as can be are missed, then that number stands fixed and the program only says yes or no. It is asked only
where the selection it gave last has no room. Ranks are never weights in it: at 80 candidates that is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.crossing.asked import Asked, Kind

Taken = tuple[int, ...]
"""How many of each kind are seated."""


class Room(Protocol):
    """What the reading of the ranking asks."""

    def fits(self, taken: Taken) -> bool:
        """Whether a right selection seats at least so many of each kind."""

    def kept(self, taken: Taken) -> tuple[int, ...]:
        """With exactly these seated, per limit the seats of it that stay empty."""


class Counting(Room):
    """Ceilings alone."""

    def __init__(self, asked: Asked, kinds: Sequence[Kind]) -> None:
        self._ceilings = [(i, limit.ceiling) for i, limit in enumerate(asked.limits) if limit.ceiling is not None]
        self._kinds = kinds
        self._limits = len(asked.limits)

    def fits(self, taken: Taken) -> bool:
        return all(
            sum(n for n, (inside, _) in zip(taken, self._kinds, strict=True) if limit in inside) <= ceiling
            for limit, ceiling in self._ceilings
        )

    def kept(self, taken: Taken) -> tuple[int, ...]:  # noqa: ARG002  # nothing is kept where nothing is reserved
        return (0,) * self._limits


class Program(Room):
    """The integer program."""

    def __init__(self, asked: Asked, kinds: Sequence[Kind], supply: Sequence[int]) -> None:
        import highspy
        from highspy import _core

        self._supply = supply
        self._integer = highspy.HighsVarType.kInteger
        # Without anybody there is nothing to solve, and that is solved.
        self._solved_as = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
        # `highspy.Highs` announces itself on standard output, where data is printed; what it is made of does not.
        self._solver = _core._Highs()  # noqa: SLF001
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0)):
            self._solver.setOptionValue(option, value)
        self._infinite = highspy.kHighsInf
        self._count = 0
        self._seated = [self._variable(n) for n in supply]
        self._empty = {
            i: self._variable(limit.floor) for i, limit in enumerate(asked.limits) if limit.keep and limit.floor
        }
        self._missed: list[int] = []
        for i, limit in enumerate(asked.limits):
            counted = [v for v, (inside, _) in zip(self._seated, kinds, strict=True) if i in inside]
            counted += [v for j, v in self._empty.items() if i in asked.limits[j].around]
            self._limit(counted, limit.ceiling, limit.floor)
        if asked.slots is not None:
            self._slots(asked, kinds)
        self._known: dict[Taken, bool] = {}
        self._witness = self._least_missed()

    def _variable(self, most: float) -> int:
        self._solver.addVar(0.0, float(most))
        self._solver.changeColIntegrality(self._count, self._integer)
        self._count += 1
        return self._count - 1

    def _row(self, low: float, high: float, variables: Sequence[int], signs: Sequence[float]) -> None:
        self._solver.addRow(low, high, len(variables), list(variables), list(signs))

    def _limit(self, counted: Sequence[int], ceiling: int | None, floor: int) -> None:
        ones = [1.0] * len(counted)
        if ceiling is not None:
            self._row(-self._infinite, float(ceiling), counted, ones)
        if floor:
            missed = self._variable(floor)
            self._missed.append(missed)
            self._row(float(floor), self._infinite, [*counted, missed], [*ones, 1.0])

    def _slots(self, asked: Asked, kinds: Sequence[Kind]) -> None:
        """Everybody seated takes one of the slots that are for them."""
        assert asked.slots is not None
        into: list[list[int]] = [[] for _ in asked.slots]
        for seated, (_, takes) in zip(self._seated, kinds, strict=True):
            taken = []
            for slot in sorted(takes):
                variable = self._variable(self._infinite)
                taken.append(variable)
                into[slot].append(variable)
            self._row(0.0, 0.0, [seated, *taken], [-1.0, *[1.0] * len(taken)])
        for limit, variables in zip(asked.slots, into, strict=True):
            self._limit(variables, limit.ceiling, limit.floor)

    def _solved(self) -> list[int] | None:
        """The selection found, by variable; None where there is none."""
        self._solver.run()
        if self._solver.getModelStatus() not in self._solved_as:
            return None
        return [round(x) for x in self._solver.getSolution().col_value]

    def _least_missed(self) -> Taken:
        for variable in self._missed:
            self._solver.changeColCost(variable, 1.0)
        found = self._solved()
        assert found is not None, "nobody seated is always a selection"
        self.missed = sum(found[v] for v in self._missed)
        if self._missed:
            self._row(-self._infinite, float(self.missed), self._missed, [1.0] * len(self._missed))
        for variable in self._missed:
            self._solver.changeColCost(variable, 0.0)
        return tuple(found[v] for v in self._seated)

    def fits(self, taken: Taken) -> bool:
        if all(n <= there for n, there in zip(taken, self._witness, strict=True)):
            return True
        if taken not in self._known:
            for variable, n, most in zip(self._seated, taken, self._supply, strict=True):
                self._solver.changeColBounds(variable, float(n), float(most))
            found = self._solved()
            self._known[taken] = found is not None
            if found is not None:
                self._witness = tuple(found[v] for v in self._seated)
        return self._known[taken]

    def kept(self, taken: Taken) -> tuple[int, ...]:
        for variable, n in zip(self._seated, taken, strict=True):
            self._solver.changeColBounds(variable, float(n), float(n))
        for variable in self._empty.values():
            self._solver.changeColCost(variable, -1.0)  # a seat that may stay empty for somebody does
        found = self._solved()
        assert found is not None, "what was read is a selection"
        for variable in self._empty.values():
            self._solver.changeColCost(variable, 0.0)
        return tuple(found[self._empty[i]] if i in self._empty else 0 for i in range(self._limits_of_empty()))

    def _limits_of_empty(self) -> int:
        return max(self._empty, default=-1) + 1
