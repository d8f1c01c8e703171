"""A proof names parts that settle the truth by themselves, and no more of them than needed."""

from __future__ import annotations

from hypothesis import given

from engine.inference import prove
from engine.inference.proof import MOST_GROUNDS
from engine.rulebook.terms import All, AnyOf, AtLeast, Condition, Fixed, Name, NoneOf
from engine.truth import Truth
from tests.inference.conditions import conditions, rows_of_truths
from tests.reference.kleene import evaluate

A, B, C = Name("a"), Name("b"), Name("c")


def truths(**values: int) -> dict[str, Truth]:
    return {name: Truth(value) for name, value in values.items()}


def test_one_unmet_criterion_settles_all() -> None:
    proof = prove(All((A, B, C)), truths(a=2, b=0, c=1))
    assert (proof.truth, proof.grounds, proof.open) == (Truth.UNMET, ((1,),), ())


def test_each_unmet_criterion_is_a_ground_of_its_own() -> None:
    assert prove(All((A, B, C)), truths(a=0, b=2, c=0)).grounds == ((0,), (2,))


def test_all_met_together_settle_all() -> None:
    assert prove(All((A, B, C)), truths(a=2, b=2, c=2)).grounds == ((0, 1, 2),)


def test_what_is_unknown_is_named_where_nothing_settles_it() -> None:
    proof = prove(All((A, B, C)), truths(a=1, b=2, c=1))
    assert (proof.truth, proof.grounds, proof.open) == (Truth.UNKNOWN, (), (0, 2))


def test_an_unknown_that_no_longer_matters_is_not_open() -> None:
    proof = prove(AnyOf((A, B)), truths(a=2, b=1))
    assert (proof.truth, proof.grounds, proof.open) == (Truth.MET, ((0,),), ())


def test_none_is_unmet_by_one_that_is_met() -> None:
    assert prove(NoneOf((A, B)), truths(a=0, b=2)).grounds == ((1,),)


def test_two_of_three_are_met_by_any_two() -> None:
    assert prove(AtLeast(2, (A, B, C)), truths(a=2, b=2, c=2)).grounds == ((0, 1), (0, 2), (1, 2))


def test_the_parts_are_proved_too() -> None:
    proof = prove(All((A, AnyOf((B, C)))), truths(a=2, b=0, c=2))
    assert proof.parts[1].condition == AnyOf((B, C))
    assert proof.parts[1].grounds == ((1,),)


def test_a_split_node_is_proved_in_its_own_parts() -> None:
    of = tuple(Name(f"k{i}") for i in range(12))
    proof = prove(All(of), {f"k{i}": Truth(0 if i in (3, 11) else 2) for i in range(12)})
    assert proof.grounds == ((3,), (11,))


def test_a_condition_with_countless_proofs_gives_a_few() -> None:
    of = tuple(Name(f"k{i}") for i in range(40))
    proof = prove(AtLeast(5, of), {f"k{i}": Truth.MET for i in range(40)})
    assert proof.truth is Truth.MET
    assert 1 <= len(proof.grounds) <= MOST_GROUNDS


@given(conditions(), rows_of_truths)
def test_the_grounds_alone_settle_the_truth_and_each_part_of_them_is_needed(
    condition: Condition, rows: list[dict[str, int]]
) -> None:
    for row in rows:
        proof = prove(condition, {name: Truth(value) for name, value in row.items()})
        assert int(proof.truth) == evaluate(condition, row)
        if not isinstance(condition, All | AnyOf | NoneOf | AtLeast):
            continue
        assert bool(proof.open) == (proof.truth is Truth.UNKNOWN)
        assert bool(proof.grounds) == (proof.truth is not Truth.UNKNOWN)
        said = [int(part.truth) for part in proof.parts]
        for ground in proof.grounds:
            assert _with_only(condition, said, ground) == int(proof.truth)
            for one in ground:
                assert _with_only(condition, said, tuple(i for i in ground if i != one)) == 1


def _with_only(condition: All | AnyOf | NoneOf | AtLeast, said: list[int], known: tuple[int, ...]) -> int:
    """The condition's truth when only these of its parts are known."""
    names = tuple(Name(str(i)) for i in range(len(said)))
    flat: Condition = (
        AtLeast(condition.n, names) if isinstance(condition, AtLeast) else type(condition)(names)
    )
    return evaluate(flat, {str(i): value if i in known else 1 for i, value in enumerate(said)})


def test_always_and_never_prove_themselves() -> None:
    assert [prove(Fixed(met), {}).truth for met in (True, False)] == [Truth.MET, Truth.UNMET]
