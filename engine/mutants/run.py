"""Every mutant against every case: which are noticed, which survive, and the case that would notice each survivor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.mutants.made import Mutant, mutants
from engine.mutants.suggest import Suggestion, suggest
from engine.mutants.worlds import World, worlds
from engine.provenance import Text
from engine.rulebook import load, locate
from engine.rulebook.casefile import cases_path, read_cases, read_equivalents
from engine.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices, and a case that would, if a small change of one makes it."""

    id: str
    suggestion: Suggestion | None


@dataclass(slots=True)
class MutantReport:
    """What became of the mutants."""

    file: str
    made: int = 0
    survivors: list[Survivor] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)  # equivalent mutants, with the reason given
    stale: list[str] = field(default_factory=list)  # declared equivalent, and noticed or not there

    @property
    def failed(self) -> bool:
        """Something survives, or is called equivalent wrongly."""
        return bool(self.survivors or self.stale)

    def lines(self, lang: str) -> Iterator[str]:
        """What a person reads."""
        for survivor in self.survivors:
            yield f"? {self.file}: {survivor.id}"
            yield from (f"    {line}" for line in _suggested(survivor.suggestion).in_(lang).split("\n"))
        for id_ in self.stale:
            text = Text("ghi là tương đương, nhưng có trường hợp phát hiện được hoặc không còn", "called equivalent, but a case notices it or it is not there")
            yield f"! {self.file}: {id_}: {text.in_(lang)}"
        for id_, why in self.declared.items():
            yield f"= {id_}: {why}"
        noticed = self.made - len(self.survivors) - len(self.declared)
        yield (
            f"{noticed} of {self.made} mutants are noticed, {len(self.declared)} are equivalent, {len(self.survivors)} survive."
            if lang == "en"
            else f"{noticed}/{self.made} biến thể bị phát hiện, {len(self.declared)} tương đương, {len(self.survivors)} lọt."
        )


def _suggested(suggestion: Suggestion | None) -> Text:
    if suggestion is None:
        return Text(
            "chưa tìm được trường hợp phân biệt; thêm một trường hợp, hoặc ghi lý do vào `equivalent:`",
            "no case that tells it apart was found; add one, or give the reason under `equivalent:`",
        )
    return Text(f"trường hợp phát hiện được:\n{suggestion.text}", f"a case that notices it:\n{suggestion.text}")


def run_mutants(reference: str) -> MutantReport:
    """All mutants of a rulebook against its cases. Raises UnusableInput and BadRulebook as reading them does."""
    path = cases_path(locate(reference))
    report = MutantReport(path.name)
    found = list(worlds(read_cases(path), lambda settings: load(reference, settings)))
    made: dict[str, dict[tuple[tuple[str, str], ...], Mutant]] = {}
    for settings, book in _books(reference, found).items():
        for mutant in mutants(book):
            made.setdefault(mutant.id, {}).setdefault(settings, mutant)
    report.made = len(made)
    survivors: list[tuple[str, dict[tuple[tuple[str, str], ...], Mutant]]] = []
    order = sorted(found, key=lambda w: -len(w.expected))
    for id_, by_settings in made.items():
        killer = next((w for w in order if _noticed(w, by_settings)), None)
        if killer is None:
            survivors.append((id_, by_settings))
        else:  # like mutants are noticed by like cases
            order.remove(killer)
            order.insert(0, killer)
    declared = read_equivalents(path)
    for id_, by_settings in survivors:
        if any(_noticed(w, by_settings, why=True) for w in found):
            continue
        if id_ in declared:
            report.declared[id_] = declared[id_]
        else:
            report.survivors.append(Survivor(id_, suggest(by_settings, found)))
    report.stale = [id_ for id_ in declared if id_ not in report.declared]
    return report


def _books(reference: str, found: list[World]) -> dict[tuple[tuple[str, str], ...], Rulebook]:
    return {(): load(reference), **{w.settings: w.book for w in found}}


def _noticed(world: World, by_settings: dict[tuple[tuple[str, str], ...], Mutant], *, why: bool = False) -> bool:
    mutant = by_settings.get(world.settings)
    if mutant is None or mutant.round not in (None, world.circumstances.round):
        return False
    return world.notices_why(mutant) if why else world.notices(mutant.book)
