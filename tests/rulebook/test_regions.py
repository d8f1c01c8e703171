"""Regions never leave anybody out: held against trying every candidate."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.provenance import Text
from engine.rulebook import terms as t
from engine.rulebook.model import Field
from engine.rulebook.regions import Members, Regions, Span

NAME = Text("x", "x")
ROW = {
    "kind": Field("kind", "choice", NAME, {"collective": NAME, "individual": NAME}),
    "category": Field("category", "choice", NAME, {"a": NAME, "b": NAME, "c": NAME}),
    "stars": Field("stars", "whole", NAME),
    "good": Field("good", "yes_no", NAME),
}
KINDS = {"a": frozenset({"collective"}), "b": frozenset({"individual"}), "c": frozenset({"collective", "individual"})}
REGIONS = Regions(ROW, {}, {k: frozenset(v) for k, v in KINDS.items()})
EVERYBODY = [
    {"kind": kind, "category": category, "stars": stars, "good": good}
    for category, stars, good in product("abc", range(6), (True, False))
    for kind in KINDS[category]
]

choices = st.sampled_from([("kind", "collective"), ("kind", "individual"), ("category", "a"), ("category", "b")])
numbers = st.integers(0, 5)
tests: st.SearchStrategy[t.Condition] = st.one_of(
    st.builds(lambda c, n: t.Test(t.FieldRef(c[0]), t.Is((t.Constant(c[1]),), n)), choices, st.booleans()),
    st.builds(lambda b: t.Test(t.FieldRef("good"), t.Is((t.Constant(b),))), st.booleans()),
    st.builds(
        lambda op, n: t.Test(t.FieldRef("stars"), t.Compare(op, t.Constant(n))),
        st.sampled_from([">=", ">", "<=", "<"]),
        numbers,
    ),
    st.builds(
        lambda a, b: t.Test(t.FieldRef("stars"), t.Between(t.Constant(min(a, b)), t.Constant(max(a, b)))),
        numbers,
        numbers,
    ),
    st.sampled_from([t.Fixed(True), t.Fixed(False)]),
)  # fmt: skip


def several(inner: st.SearchStrategy[t.Condition]) -> st.SearchStrategy[tuple[t.Condition, ...]]:
    return st.lists(inner, min_size=1, max_size=3).map(tuple)


conditions = st.recursive(
    tests,
    lambda inner: st.one_of(
        several(inner).map(t.All),
        several(inner).map(t.AnyOf),
        several(inner).map(t.NoneOf),
        several(inner).map(lambda of: t.AtLeast((len(of) + 1) // 2, of)),
    ),
    max_leaves=8,
)


def holds(condition: t.Condition, who: dict[str, object]) -> bool:
    match condition:
        case t.Fixed(met=met):
            return met
        case t.All(of=of):
            return all(holds(c, who) for c in of)
        case t.AnyOf(of=of):
            return any(holds(c, who) for c in of)
        case t.NoneOf(of=of):
            return not any(holds(c, who) for c in of)
        case t.AtLeast(n=n, of=of):
            return sum(holds(c, who) for c in of) >= n
        case t.Test(subject=t.FieldRef(id=id_), test=t.Is(values=values, negated=negated)):
            return (who[id_] in [v.value for v in values if isinstance(v, t.Constant)]) != negated
        case t.Test(subject=t.FieldRef(id=id_), test=t.Compare(op=op, bound=t.Constant(value=bound))):
            return bool(eval(f"a {op} b", {}, {"a": who[id_], "b": bound}))
        case t.Test(subject=t.FieldRef(id=id_), test=t.Between(low=t.Constant(value=a), high=t.Constant(value=b))):
            return a <= who[id_] <= b  # type: ignore[operator]
    raise AssertionError(condition)


@given(conditions)
def test_a_region_is_empty_only_where_nobody_is(condition: t.Condition) -> None:
    region = REGIONS.region(condition)
    somebody = any(holds(condition, who) for who in EVERYBODY)
    assert not (region.empty and somebody)
    if region.exact and not somebody:
        # Numbers beyond those tried may still be in it.
        assert region.empty or any(isinstance(d, Span) for a in region.alternatives for d in a.values())


@given(conditions, conditions)
def test_regions_that_do_not_meet_share_nobody(one: t.Condition, other: t.Condition) -> None:
    meet = REGIONS.region(one).meets(REGIONS.region(other))
    assert meet or not any(holds(one, who) and holds(other, who) for who in EVERYBODY)


def test_a_category_has_its_kinds() -> None:
    a = t.Test(t.FieldRef("category"), t.Is((t.Constant("a"),)))
    individual = t.Test(t.FieldRef("kind"), t.Is((t.Constant("individual"),)))
    assert not REGIONS.region(a).meets(REGIONS.region(individual))


def test_what_cannot_be_seen_through_makes_no_demand() -> None:
    other_field = t.Test(t.FieldRef("stars"), t.Compare(">", t.FieldRef("stars")))
    region = REGIONS.region(other_field)
    assert not region.empty
    assert not region.exact


def test_a_number_may_be_asked_for_by_name_and_by_bound() -> None:
    five = t.Test(t.FieldRef("stars"), t.Is((t.Constant(5),)))
    low = t.Test(t.FieldRef("stars"), t.Compare("<", t.Constant(Fraction(9, 2))))
    assert not REGIONS.region(five).meets(REGIONS.region(low))
    assert REGIONS.region(five).alternatives == ({"stars": Members(frozenset({5}))},)
