"""Random conditions over names, and random truths for them."""

from __future__ import annotations

from hypothesis import strategies as st

from engine.rulebook.terms import All, AnyOf, AtLeast, Condition, Fixed, Name, NoneOf

NAMES = tuple(f"k{i}" for i in range(12))


def conditions(most: int = 13) -> st.SearchStrategy[Condition]:
    """Nested up to some depth, with up to ``most`` parts in a node: nodes that need splitting are common."""
    leaf = st.one_of(st.sampled_from([Name(name) for name in NAMES]), st.booleans().map(Fixed))
    return st.recursive(leaf, lambda inner: _nodes(inner, most), max_leaves=24)


def _nodes(inner: st.SearchStrategy[Condition], most: int) -> st.SearchStrategy[Condition]:
    of = st.lists(inner, max_size=most).map(tuple)
    return st.one_of(
        of.map(All), of.map(AnyOf), of.map(NoneOf), st.builds(AtLeast, st.integers(0, most + 1), of)
    )


rows_of_truths = st.lists(
    st.fixed_dictionaries({name: st.integers(0, 2) for name in NAMES}), min_size=1, max_size=8
)
