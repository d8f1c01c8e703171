"""Every mutant against every case: which are noticed, which survive, and the case that would notice each survivor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from engine.frozen import dataclass
from engine.mutants.made import Mutant, mutants
from engine.mutants.places import Spot, spot
from engine.mutants.proof import proven
from engine.mutants.suggest import Settings, Suggestion, suggest
from engine.mutants.worlds import World, worlds
from engine.provenance import Text
from engine.rulebook import load, locate
from engine.rulebook.casefile import cases_path, read_cases
from engine.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices, and a case that would, where one was found."""

    id: str
    at: Spot
    what: Text
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant that no case can notice: both conditions come out the same in every one of so many patterns."""

    id: str
    at: Spot
    what: Text
    patterns: int


@dataclass(slots=True)
class MutantReport:
    """What became of the mutants."""

    file: str
    made: int = 0
    survivors: list[Survivor] = field(default_factory=list)
    equivalents: list[Equivalent] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Something survives."""
        return bool(self.survivors)

    @property
    def noticed(self) -> int:
        return self.made - len(self.survivors) - len(self.equivalents)

    def lines(self, lang: str) -> Iterator[str]:
        """What a person reads."""
        for survivor in self.survivors:
            yield f"? {survivor.at}: {survivor.what.in_(lang)}"
            yield from _suggested(survivor).in_(lang).split("\n")  # as it can be pasted under `cases:`
        for same in self.equivalents:
            why = Text(
                f"tương đương: cả {same.patterns} dạng dữ liệu có thể có đều cho cùng kết quả",
                f"equivalent: the same in each of the {same.patterns} patterns that there are",
            )
            yield f"= {same.at}: {same.what.in_(lang)}; {why.in_(lang)}"
        same_, left = len(self.equivalents), len(self.survivors)
        yield (
            f"{self.noticed} of {self.made} mutants are noticed, {same_} are equivalent, {left} survive."
            if lang == "en"
            else f"{self.noticed}/{self.made} lỗi thử bị phát hiện, {same_} không khác gì bản gốc, {left} lọt."
        )

    def as_json(self) -> dict[str, object]:
        """For ``--format json``."""
        return {
            "made": self.made,
            "noticed": self.noticed,
            "survivors": [
                {**_placed(s), "case": None if s.suggestion is None else named(s)} for s in self.survivors
            ],
            "equivalent": [{**_placed(e), "patterns": e.patterns} for e in self.equivalents],
        }


def _placed(found: Survivor | Equivalent) -> dict[str, object]:
    at = found.at
    return {
        "id": found.id, "file": at.file, "line": at.line, "column": at.column, "vi": found.what.vi, "en": found.what.en,
    }  # fmt: skip


def named(survivor: Survivor) -> str:
    """The suggested case with a name, to be pasted under ``cases:``."""
    assert survivor.suggestion is not None
    lines = [f"case-{survivor.at.line}-{survivor.at.column}:", *survivor.suggestion.text.split("\n")]
    return "\n".join(["  " + lines[0], *("    " + line for line in lines[1:])])


def _suggested(survivor: Survivor) -> Text:
    if survivor.suggestion is None:
        return Text(
            "  chưa tìm được trường hợp nào phân biệt; hãy thêm một trường hợp ở hai phía của chỗ này",
            "  no case that tells it apart was found; add one on either side of this place",
        )
    text = named(survivor)
    return Text(
        f"  không trường hợp thử nào phát hiện; trường hợp này thì có (đối chiếu kế hoạch rồi hãy ghi vào):\n{text}",
        f"  no case notices it; this one would (check what it expects against the plan):\n{text}",
    )


def run_mutants(reference: str) -> MutantReport:
    """All mutants of a rulebook against its cases. Raises UnusableInput and BadRulebook as reading them does."""
    path = cases_path(locate(reference))
    report = MutantReport(path.name)
    found = list(worlds(read_cases(path, load(reference)), lambda settings: load(reference, settings)))
    made: dict[str, dict[Settings, Mutant]] = {}
    books = _books(reference, found)
    for settings, book in books.items():
        for mutant in mutants(book):
            made.setdefault(mutant.id, {}).setdefault(settings, mutant)
    report.made = len(made)
    order = sorted(found, key=lambda w: -len(w.expected))
    for id_, by_settings in made.items():
        killer = next((w for w in order if _noticed(w, by_settings)), None)
        if killer is not None:  # like mutants are noticed by like cases
            order.remove(killer)
            order.insert(0, killer)
            continue
        settings, mutant = next(iter(by_settings.items()))
        counts = [proven(other, books[under]) for under, other in by_settings.items()]
        if all(count is not None for count in counts):
            at = spot(reference, dict(settings), mutant.change.at)
            most = max(count for count in counts if count is not None)
            report.equivalents.append(Equivalent(id_, at, mutant.change.what, most))
        elif not any(_noticed(w, by_settings, why=True) for w in found):
            at = spot(reference, dict(settings), mutant.change.at)
            report.survivors.append(Survivor(id_, at, mutant.change.what, suggest(by_settings, found)))
    return report


def _books(reference: str, found: list[World]) -> dict[Settings, Rulebook]:
    return {(): load(reference), **{w.settings: w.book for w in found}}


def _noticed(world: World, by_settings: Mapping[Settings, Mutant], *, why: bool = False) -> bool:
    mutant = by_settings.get(world.settings)
    if mutant is None or mutant.round not in (None, world.circumstances.round):
        return False
    return world.notices_why(mutant) if why else world.notices(mutant.book)
