"""Seats for the ranked under nested quotas, exactly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.allocation.bounds import Bounds, bounds
from engine.allocation.edges import Edges, edges
from engine.allocation.greedy import places, seat
from engine.allocation.ordering import best_first, by_group, check_keys, first_of_each
from engine.allocation.seating import Seating, Standing
from engine.allocation.tree import Tree, checked, levels, sum_upwards, tops
from engine.frozen import dataclass

TieBreak = Callable[[np.ndarray], np.ndarray]


def allocate(tree: Tree, seat_class: np.ndarray, key: np.ndarray, tiebreak: TieBreak | None = None) -> Seating:
    """Seat the ranked: no ceiling broken, as few floor seats missed as possible, then the best ranks.

    ``seat_class``: per candidate the innermost node that holds it. ``key``: int64 per candidate, higher is better,
    equal is tied. ``tiebreak`` gets the indices of tied candidates (ascending) and gives their order, best first, as
    positions into what it got; it decides nothing but the witness. Without it, the order given.

    Exact for nested quotas; the argument is in docs/allocation.md.
    Raises ValueError when the tree is none, a candidate stands in no node of it, or a key is 2**62 or beyond.
    """
    tree, node, ranked = _checked(tree, seat_class, key)
    plan = _plan(tree, node)
    contenders = _contenders(plan, node, ranked)
    draw = _draw(plan, node[contenders])
    status = _status(plan, draw, node, ranked, contenders)
    outcome = _outcome(plan, draw, node, contenders)
    if tiebreak is not None:
        tied = np.flatnonzero(status == Standing.TIED)
        if len(tied):
            order = tied[np.asarray(tiebreak(tied), dtype=np.int64)]
            _settle_ties(outcome, plan, node, ranked, contenders, order)
    return _seating(plan, outcome, node, ranked, status)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines run in one selection: what of a ``Seating`` says who could still come in or go."""

    seat_class: np.ndarray
    key: np.ndarray
    witness: np.ndarray
    bar: np.ndarray
    replacement: np.ndarray


def lines(tree: Tree, seat_class: np.ndarray, key: np.ndarray) -> Lines:
    """``allocate`` without standings, at half its cost. Raises as it does."""
    tree, node, ranked = _checked(tree, seat_class, key)
    plan = _plan(tree, node)
    contenders = _contenders(plan, node, ranked)
    outcome = _outcome(plan, _draw(plan, node[contenders]), node, contenders)
    return Lines(node, ranked, outcome.witness, outcome.bar, outcome.replacement)


def _checked(tree: Tree, seat_class: np.ndarray, key: np.ndarray) -> tuple[Tree, np.ndarray, np.ndarray]:
    tree = checked(tree)
    node = np.asarray(seat_class, dtype=np.int64)
    ranked = np.asarray(key, dtype=np.int64)
    if node.shape != ranked.shape or node.ndim != 1:
        raise ValueError("one seat class and one key per candidate")
    if len(node) and (int(node.min()) < 0 or int(node.max()) >= len(tree)):
        raise ValueError("every candidate stands in a node of the tree")
    check_keys(ranked)
    return tree, node, ranked


@dataclass(frozen=True, slots=True)
class _Plan:
    """What does not depend on ranks. One entry per node."""

    tree: Tree
    of: list[np.ndarray]  # levels
    supply: np.ndarray  # candidates directly in the node
    eligible: np.ndarray  # candidates anywhere in it
    limits: Bounds
    loose: np.ndarray  # bool: no quota around it could fill, so those directly in it are all seated
    take: np.ndarray  # the most of those directly in it that could be seated


def _plan(tree: Tree, node: np.ndarray) -> _Plan:
    of = levels(tree.parent)
    supply = np.bincount(node, minlength=len(tree)).astype(np.int64)
    kept = np.where(tree.keep, tree.floor, 0)
    eligible = sum_upwards(tree, of, supply)
    # Strictly: one more candidate would not fill it either.
    loose = eligible + sum_upwards(tree, of, kept) < tree.ceiling
    limits = bounds(tree, of, supply + kept)
    take = np.where(limits.open, limits.hi, 0)
    most = limits.hi.copy()
    for nodes in of[1:]:
        above = tree.parent[nodes]
        loose[nodes] &= loose[above]
        most[nodes] = np.minimum(most[nodes], most[above])
    return _Plan(tree, of, supply, eligible, limits, loose, np.minimum(take, most))


def _contenders(plan: _Plan, node: np.ndarray, key: np.ndarray) -> np.ndarray:
    """Of each class that could fill, as many as it could seat and the next one, best rank first.

    The rest are beaten by those of their own class whatever happens elsewhere.
    """
    if bool(plan.loose.all()):
        return np.zeros(0, dtype=np.int64)
    held = np.where(plan.loose, 0, plan.supply)
    if bool(plan.loose.any()):
        some = np.flatnonzero(~plan.loose[node])
        ordered = some[by_group(node[some], len(held), key[some])]
    else:
        ordered = by_group(node, len(held), key)
    cut = ordered[first_of_each(held, plan.take + 1)]
    cut.sort()
    out: np.ndarray = cut[best_first(key[cut])]
    return out


def _reordered(plan: _Plan, node: np.ndarray, key: np.ndarray, contenders: np.ndarray, tied: np.ndarray) -> np.ndarray:
    """The contenders again, with the tied (``tied``: all of them, best first) in their own order."""
    place = np.full(len(node), -1, dtype=np.int64)
    place[tied] = np.arange(len(tied))
    sure = contenders[place[contenders] < 0]
    grouped = tied[np.argsort(node[tied], kind="stable")]
    group = node[grouped]
    cut = np.concatenate((sure, grouped[places(group) <= plan.take[group]]))
    out: np.ndarray = cut[np.lexsort((cut, place[cut], -key[cut]))]
    return out


@dataclass(frozen=True, slots=True)
class _Draw:
    """One selection. Positions count the contenders, then the place-holders."""

    seated: np.ndarray  # bool per contender, best first
    filled: np.ndarray  # per node
    kept: np.ndarray  # per node
    edge: Edges


def _draw(plan: _Plan, standing: np.ndarray) -> _Draw:
    """``standing``: the nodes of the contenders, best first."""
    tree, of = plan.tree, plan.of
    spare = np.where(tree.keep & ~plan.loose, np.minimum(tree.floor, plan.take), 0)
    line = np.concatenate((standing, np.repeat(np.arange(len(tree)), spare)))
    real = len(standing)
    # Loose nodes stand apart: everybody in them is seated, and their own place-holders have room as well.
    seated = seat(tree, plan.limits, line)
    loose_supply = np.where(plan.loose, plan.supply, 0)
    filled = sum_upwards(tree, of, loose_supply + np.bincount(line[:real][seated[:real]], minlength=len(tree)))
    kept_here = np.bincount(line[real:][seated[real:]], minlength=len(tree))
    kept_here = np.where(plan.loose & tree.keep, tree.floor, kept_here)
    kept = sum_upwards(tree, of, kept_here)
    return _Draw(seated[:real], filled, kept, edges(tree, of, filled + kept, line, seated, real))


def _status(
    plan: _Plan, draw: _Draw, node: np.ndarray, key: np.ndarray, contenders: np.ndarray
) -> np.ndarray:
    status = np.zeros(len(node), dtype=np.int8)  # Standing.RESERVE
    # An unseated one ties with whom it would have to outrank, a seated one with whoever would come in.
    bar, has_bar = _keys(draw.edge.bar, key[contenders])
    level = key == bar[node]
    if not bool(has_bar.all()):
        level &= has_bar[node]
    status[level] = Standing.TIED
    seated = contenders[draw.seated]
    into, has_replacement = _keys(draw.edge.replacement, key[contenders])
    group = node[seated]
    tied = has_replacement[group] & (key[seated] == into[group])
    status[seated] = np.where(tied, Standing.TIED, Standing.NOMINATED)
    if bool(plan.loose.any()):
        status[plan.loose[node]] = Standing.NOMINATED
    return status


def _keys(positions: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    there = positions >= 0
    keys = np.zeros(len(positions), dtype=np.int64)
    keys[there] = key[positions[there]]
    return keys, there


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One selection, by candidates instead of positions."""

    witness: np.ndarray  # bool per candidate
    filled: np.ndarray  # per node
    kept: np.ndarray  # per node
    bar: np.ndarray  # per node: a candidate, FREE or CLOSED
    replacement: np.ndarray  # per node: a candidate or NOBODY


def _outcome(plan: _Plan, draw: _Draw, node: np.ndarray, contenders: np.ndarray) -> _Outcome:
    witness = plan.loose[node]
    witness[contenders] = draw.seated
    bar, replacement = _candidates(draw.edge.bar, contenders), _candidates(draw.edge.replacement, contenders)
    return _Outcome(witness, draw.filled, draw.kept, bar, replacement)


def _candidates(positions: np.ndarray, contenders: np.ndarray) -> np.ndarray:
    out = positions.copy()
    there = positions >= 0
    out[there] = contenders[positions[there]]
    return out


def _settle_ties(
    outcome: _Outcome, plan: _Plan, node: np.ndarray, key: np.ndarray, contenders: np.ndarray, order: np.ndarray
) -> None:
    """Draw again where somebody is tied, the tied in their ``order``; the other trees stay as they are."""
    top = tops(plan.tree.parent)
    touched = np.zeros(len(plan.tree), dtype=bool)
    touched[top[node[order]]] = True
    some = np.flatnonzero(touched[top])
    part = _part(plan, some)
    within = np.full(len(plan.tree), -1, dtype=np.int64)
    within[some] = np.arange(len(some))
    near = contenders[touched[top[node[contenders]]]]
    line = _reordered(plan, node, key, near, order)
    again = _draw(part, within[node[line]])
    outcome.witness[near] = False
    outcome.witness[line] = again.seated
    outcome.filled[some], outcome.kept[some] = again.filled, again.kept
    outcome.bar[some] = _candidates(again.edge.bar, line)
    outcome.replacement[some] = _candidates(again.edge.replacement, line)


def _part(plan: _Plan, nodes: np.ndarray) -> _Plan:
    """The plan of some whole trees by themselves; ``nodes`` ascending."""
    tree, limits = plan.tree, plan.limits
    above = tree.parent[nodes]
    parent = np.where(above >= 0, np.searchsorted(nodes, above), -1)
    mine = Tree(parent, tree.ceiling[nodes], tree.floor[nodes], tree.keep[nodes])
    return _Plan(
        mine,
        levels(parent),
        plan.supply[nodes],
        plan.eligible[nodes],
        Bounds(limits.lo[nodes], limits.hi[nodes], limits.price[nodes]),
        plan.loose[nodes],
        plan.take[nodes],
    )


def _seating(plan: _Plan, outcome: _Outcome, node: np.ndarray, key: np.ndarray, status: np.ndarray) -> Seating:
    tree = plan.tree
    full_at = np.where(outcome.filled + outcome.kept >= tree.ceiling, np.arange(len(tree)), -1)
    for nodes in plan.of[1:]:
        full_at[nodes] = np.where(full_at[nodes] >= 0, full_at[nodes], full_at[tree.parent[nodes]])
    blocked_by = np.where(outcome.witness, -1, full_at[node]).astype(np.int32)
    return Seating(
        tree=tree,
        seat_class=node,
        key=key,
        status=status,
        witness=outcome.witness,
        blocked_by=blocked_by,
        eligible=plan.eligible,
        filled=outcome.filled,
        kept=outcome.kept,
        short=np.maximum(tree.floor - outcome.filled, 0),
        price=plan.limits.price,
        lo=plan.limits.lo,
        hi=plan.limits.hi,
        bar=outcome.bar,
        replacement=outcome.replacement,
    )
