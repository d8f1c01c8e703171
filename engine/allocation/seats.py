"""Seats for the ranked under nested quotas, exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.allocation.bounds import Bounds, bounds
from engine.allocation.edges import Edges, edges
from engine.allocation.greedy import places, seat
from engine.allocation.ordering import by_group, check_keys, first_of_each
from engine.allocation.seating import Seating, Standing
from engine.allocation.tree import Tree, checked, levels, sum_upwards

TieBreak = Callable[[np.ndarray], np.ndarray]


def allocate(tree: Tree, seat_class: np.ndarray, key: np.ndarray, tiebreak: TieBreak | None = None) -> Seating:
    """Seat the ranked: no ceiling broken, as few floor seats missed as possible, then the best ranks.

    ``seat_class``: per candidate the innermost node that holds it. ``key``: int64 per candidate, higher is better,
    equal is tied. ``tiebreak`` gets the indices of tied candidates (ascending) and gives their order, best first, as
    positions into what it got; it decides nothing but the witness. Without it, the order given.

    Exact for nested quotas; the argument is in docs/allocation.md.
    Raises ValueError when the tree is none, a candidate stands in no node of it, or a key is 2**62 or beyond.
    """
    tree = checked(tree)
    node = np.asarray(seat_class, dtype=np.int64)
    ranked = np.asarray(key, dtype=np.int64)
    if node.shape != ranked.shape or node.ndim != 1:
        raise ValueError("one seat class and one key per candidate")
    if len(node) and (int(node.min()) < 0 or int(node.max()) >= len(tree)):
        raise ValueError("every candidate stands in a node of the tree")
    check_keys(ranked)
    plan = _plan(tree, node)
    contenders = _contenders(plan, node, ranked)
    draw = _draw(plan, node, contenders)
    status = _status(plan, draw, node, ranked)
    if tiebreak is not None:
        tied = np.flatnonzero(status == Standing.TIED)
        if len(tied):
            order = tied[np.asarray(tiebreak(tied), dtype=np.int64)]
            draw = _draw(plan, node, _reordered(plan, node, ranked, contenders, order))
    return _seating(plan, draw, node, ranked, status)


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
    out: np.ndarray = cut[np.lexsort((cut, -key[cut]))]
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

    contenders: np.ndarray  # candidates, best first
    seated: np.ndarray  # bool per position
    filled: np.ndarray  # per node
    kept: np.ndarray  # per node
    edge: Edges


def _draw(plan: _Plan, node: np.ndarray, contenders: np.ndarray) -> _Draw:
    tree, of = plan.tree, plan.of
    spare = np.where(tree.keep & ~plan.loose, np.minimum(tree.floor, plan.take), 0)
    line = np.concatenate((node[contenders], np.repeat(np.arange(len(tree)), spare)))
    real = len(contenders)
    # Loose nodes stand apart: everybody in them is seated, and their own place-holders have room as well.
    seated = seat(tree, plan.limits, line)
    loose_supply = np.where(plan.loose, plan.supply, 0)
    filled = sum_upwards(tree, of, loose_supply + np.bincount(line[:real][seated[:real]], minlength=len(tree)))
    kept_here = np.bincount(line[real:][seated[real:]], minlength=len(tree))
    kept_here = np.where(plan.loose & tree.keep, tree.floor, kept_here)
    kept = sum_upwards(tree, of, kept_here)
    return _Draw(contenders, seated, filled, kept, edges(tree, of, filled + kept, line, seated, real))


def _status(plan: _Plan, draw: _Draw, node: np.ndarray, key: np.ndarray) -> np.ndarray:
    status = np.zeros(len(node), dtype=np.int8)  # Standing.RESERVE
    seated = draw.contenders[draw.seated[: len(draw.contenders)]]
    # An unseated one ties with whom it would have to outrank, a seated one with whoever would come in.
    bar, has_bar = _keys(draw, draw.edge.bar, key)
    level = key == bar[node]
    if not bool(has_bar.all()):
        level &= has_bar[node]
    status[level] = Standing.TIED
    into, has_replacement = _keys(draw, draw.edge.replacement, key)
    group = node[seated]
    tied = has_replacement[group] & (key[seated] == into[group])
    status[seated] = np.where(tied, Standing.TIED, Standing.NOMINATED)
    if bool(plan.loose.any()):
        status[plan.loose[node]] = Standing.NOMINATED
    return status


def _keys(draw: _Draw, positions: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    there = positions >= 0
    keys = np.zeros(len(positions), dtype=np.int64)
    keys[there] = key[draw.contenders[positions[there]]]
    return keys, there


def _seating(plan: _Plan, draw: _Draw, node: np.ndarray, key: np.ndarray, status: np.ndarray) -> Seating:
    tree = plan.tree
    witness = plan.loose[node]
    witness[draw.contenders] = draw.seated[: len(draw.contenders)]
    full_at = np.where(draw.filled + draw.kept >= tree.ceiling, np.arange(len(tree)), -1)
    for nodes in plan.of[1:]:
        full_at[nodes] = np.where(full_at[nodes] >= 0, full_at[nodes], full_at[tree.parent[nodes]])
    blocked_by = np.where(witness, -1, full_at[node]).astype(np.int32)
    bar = _candidates(draw, draw.edge.bar)
    replacement = _candidates(draw, draw.edge.replacement)
    return Seating(
        tree=tree,
        seat_class=node,
        key=key,
        status=status,
        witness=witness,
        blocked_by=blocked_by,
        eligible=plan.eligible,
        filled=draw.filled,
        kept=draw.kept,
        short=np.maximum(tree.floor - draw.filled, 0),
        price=plan.limits.price,
        lo=plan.limits.lo,
        hi=plan.limits.hi,
        bar=bar,
        replacement=replacement,
    )


def _candidates(draw: _Draw, positions: np.ndarray) -> np.ndarray:
    out = positions.copy()
    there = positions >= 0
    out[there] = draw.contenders[positions[there]]
    return out
