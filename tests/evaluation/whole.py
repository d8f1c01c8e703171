"""A random rulebook from its file to the decisions, by the engine and by the reference, which reads the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from random import Random
from typing import Any, cast

from ruamel.yaml import YAML

from engine.criteria import Circumstances, facts_of
from engine.duplicates import exact_duplicates
from engine.evaluation import Evaluation, evaluate_once
from engine.places import rules_dir
from engine.problems import BadRulebook, UnusableInput
from engine.rulebook import Files, Layer, load
from tests.evaluation.compare import differing
from tests.evaluation.made import roster_for
from tests.evaluation.written import DECIDED, PAST, UNITS, Writer, as_yaml
from tests.reference import seats
from tests.reference.allocation import Candidate, Node
from tests.reference.evaluator import Evaluator, Key, Path
from tests.reference.meaning import Case, Num, Row
from tests.reference.reading import Reading, extended


@lru_cache(maxsize=1)
def standard_text() -> str:
    return (rules_dir() / "standard.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def standard_tree() -> Any:
    """As plain texts: a loader of another make, that is told to leave every scalar as it is written."""
    return YAML(typ="base", pure=True).load(standard_text())


@dataclass(frozen=True)
class Drawn:
    """A rulebook's files and the rows of its sheets."""

    seed: int
    layers: tuple[Any, ...]  # the rulebook's tree, then the one that it extends
    rows: tuple[Row, ...]
    registers: dict[str, tuple[Row, ...]]
    settings: dict[str, str]

    @property
    def files(self) -> Files:
        names = [tree["id"] for tree in self.layers]
        layers = tuple(Layer(n, as_yaml(tree), None) for n, tree in zip(names, self.layers, strict=True))
        return Files(f"{names[0]}.yaml", layers, Layer("standard", standard_text(), None))


def drawn(seed: int, rows: int) -> Drawn:
    writer = Writer(Random(seed))
    registers: dict[str, tuple[Row, ...]] = {}
    if writer.chance(0.85):
        registers["past"] = tuple(writer.register_row(PAST) for _ in range(writer.rng.randint(0, 6)))
    writer.units_sure = writer.chance(0.85)
    if writer.units_sure:
        registers["units"] = tuple(writer.register_row(UNITS) for _ in range(writer.rng.randint(0, 4)))
    tree = writer.rulebook()
    layers = (tree,) if writer.chance(0.85) else (writer.extension(), tree)
    marks = sorted(_marks(tree.get("scoring", {}).get("points", {})))
    people = tuple(writer.row(i, marks) for i in range(rows))
    return Drawn(seed, layers, people, registers, {"mode": writer.rng.choice(("a", "b"))})


def _marks(points: Any) -> Iterator[str]:
    for name, entry in points.items():
        if "mark" in entry:
            yield name
        yield from _marks({**entry.get("parts", {}), **entry.get("best_of", {})})


def evaluated(made: Drawn) -> tuple[Evaluation, Case]:
    """By the engine; and the case as the reference reads it. Raises BadRulebook where the rulebook is none."""
    book = load(made.files, made.settings)
    trees = [dict(tree) for tree in reversed(made.layers)]
    tree = trees[0] if len(trees) == 1 else extended(trees[0], trees[1])
    reading = Reading(tree, standard_tree(), DECIDED, made.settings)
    theirs = reading.rulebook()
    fields = set(book.fields)
    rows = tuple({k: v for k, v in row.items() if k in fields} for row in made.rows)
    known = {k: v for k, v in made.registers.items() if k in book.registers}
    roster = roster_for(Case(book, "spring", rows, known))
    circumstances = Circumstances("spring", 2023, DECIDED, frozenset(roster.registers), roster.absent)
    facts = facts_of(roster, book)
    ours = evaluate_once(roster, book, circumstances, facts, exact_duplicates(roster, facts))
    case = Case(theirs, "spring", rows, known, year=2023, decided_on=DECIDED, absent=roster.absent)
    return ours, replace(case, registers={k: () if k in reading.empty_registers else v for k, v in known.items()})


class Many(Evaluator):
    """For more candidates than every selection can be tried of; what is asked of a row again is remembered."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self._kept: dict[tuple[str, int], Any] = {}

    def _once(self, what: str, row: Row, of: Callable[[Row], Any]) -> Any:
        at = (what, id(row))
        if at not in self._kept:
            self._kept[at] = of(row)
        return self._kept[at]

    def standings(self, forest: tuple[Node, ...], contest: tuple[Candidate, ...]) -> Sequence[int]:
        return seats.standings(forest, contest)

    def classes(self, row: Row) -> set[Path]:
        return cast("set[Path]", self._once("classes", row, super().classes))

    def key(self, row: Row) -> Key:
        return cast("Key", self._once("key", row, super().key))

    def score(self, row: Row) -> Num:
        return cast("Num", self._once("score", row, super().score))

    def items(self, row: Row) -> dict[str, Num]:
        return cast("dict[str, Num]", self._once("items", row, super().items))

    def opens(self, row: Row) -> int:
        return cast("int", self._once("opens", row, super().opens))

    @cached_property
    def _lists(self) -> list[tuple[object, ...] | None]:
        return [super(Many, self).list_of(i) for i in range(len(self.rows))]

    def list_of(self, i: int) -> tuple[object, ...] | None:
        return self._lists[i]


def differences(made: Drawn) -> list[str] | None:
    """Sentences, the earliest stage first; None where what was drawn is no rulebook, or no run of it can be made."""
    try:
        ours, case = evaluated(made)
    except (BadRulebook, UnusableInput):
        return None
    return list(differing(ours, Many(case)))
