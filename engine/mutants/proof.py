"""Mutants that no case can notice: proven so, pattern by pattern, never assumed.

A mutant changes one condition into another. Where both come out the same in every pattern of truths that rows can
show, no candidate, no register and no case will ever tell the two rulebooks apart.
"""

from __future__ import annotations

from engine.mutants.made import Mutant
from engine.rulebook import terms as t
from engine.rulebook.model import Rulebook
from engine.rulebook.patterns import Patterns, Rows


def proven(mutant: Mutant, book: Rulebook) -> int | None:
    """In how many patterns the two come out the same, which is all there are; None where that is not proven."""
    if mutant.change.pair is None:
        return None
    found = patterns(mutant, book)
    return found[0].count if found and found[0].same() else None


def patterns(mutant: Mutant, book: Rulebook) -> tuple[Patterns, ...]:
    """Every pattern of each condition that the mutant changes, as it was and as it is now."""
    change = mutant.change
    if change.pair is not None:
        rows = Rows.candidates(book) if change.register is None else Rows.of_register(book, change.register)
        found = rows.patterns(change.pair)
        return () if found is None else (found,)
    if change.at[0] != "parameters":
        return ()
    before, after = Rows.candidates(book), Rows.candidates(mutant.book)
    pairs = [(before.plain(c), after.plain(c)) for c in _conditions(book)]
    made = (before.patterns(pair) for pair in dict.fromkeys(pairs) if pair[0] != pair[1])
    return tuple(each for each in made if each is not None)


def _conditions(book: Rulebook) -> list[t.Condition]:
    rules = (*book.criteria.values(), *book.exclusions.values(), *book.advisories.values())
    return [*(rule.when for rule in rules), *(this_round.opens for this_round in book.rounds.values())]
