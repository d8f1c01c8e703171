"""Certain or provisional by trying everything: every value that every missing cell may turn out to have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

from tests.reference.evaluator import Evaluator
from tests.reference.meaning import Case, Cell

Place = tuple[int, str]  # a row and a field
LISTED = ("nominated", "tied")


class Completions:
    """A case, and the statuses in each of its completions."""

    def __init__(self, case: Case, domains: Mapping[Place, Sequence[Cell]]) -> None:
        self.case, self.domains = case, domains
        self.places = list(domains)

    @cached_property
    def worlds(self) -> dict[tuple[int, ...], tuple[str, ...]]:
        """Statuses, by the choice made in each place."""
        return {
            choice: tuple(Evaluator(self.filled(choice)).statuses)
            for choice in product(*(range(len(self.domains[p])) for p in self.places))
        }

    def filled(self, choice: Sequence[int | None]) -> Case:
        """The case with these choices made; None leaves a cell as it is."""
        rows = [dict(row) for row in self.case.rows]
        for (i, field), chosen in zip(self.places, choice, strict=True):
            if chosen is not None:
                rows[i][field] = self.domains[(i, field)][chosen]
        return self.case.with_rows(rows)

    @cached_property
    def now(self) -> list[str]:
        return Evaluator(self.case).statuses

    def is_certain(self, row: int) -> bool:
        """No completion changes the status."""
        return all(statuses[row] == self.now[row] for statuses in self.worlds.values())

    def matters(self, row: int) -> bool:
        """Whether what is missing of a candidate can change the list: who is on it, or tied for it."""
        if self.now[row] == "needs_evidence" and any(statuses[row] in LISTED for statuses in self.worlds.values()):
            return True
        return any(len(set(lists)) > 1 for lists in self._by_others(row))

    def _by_others(self, row: int) -> Iterator[list[tuple[str, ...]]]:
        """The lists for every own completion, others' cells the same."""
        mine = [k for k, (i, _) in enumerate(self.places) if i == row]
        together: dict[tuple[int, ...], list[tuple[str, ...]]] = {}
        for choice, statuses in self.worlds.items():
            others = tuple(c for k, c in enumerate(choice) if k not in mine)
            together.setdefault(others, []).append(tuple(s if s in LISTED else "" for s in statuses))
        yield from together.values()

    def without(self, rows: Sequence[int]) -> Iterator[list[str]]:
        """Statuses in every completion that leaves these rows' cells as they are."""
        free = [[None] if i in rows else list(range(len(self.domains[(i, f)]))) for i, f in self.places]
        for choice in product(*free):
            yield Evaluator(self.filled(choice)).statuses
