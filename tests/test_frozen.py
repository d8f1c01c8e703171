"""A frozen class of ours is, to whoever uses it, what the standard library makes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

import pytest

from engine import frozen

MAKERS: tuple[Callable[..., Any], ...] = (dataclasses.dataclass, frozen.dataclass)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """What it is."""

    name: str
    count: int = 3
    more: Mapping[str, int] = field(default_factory=dict)


@frozen.dataclass(frozen=True, slots=True)
class Ours:
    """What it is."""

    name: str
    count: int = 3
    more: Mapping[str, int] = field(default_factory=dict)


BOTH = pytest.mark.parametrize("cls", [Theirs, Ours])


def outcome(act: Callable[[], object]) -> object:
    try:
        return act()
    except (TypeError, AttributeError) as error:  # FrozenInstanceError is the second
        return type(error)


def uses(cls: Any) -> Iterator[object]:
    one = cls("a", 2)
    yield outcome(lambda: repr(one).replace(cls.__name__, ""))
    yield outcome(lambda: one == cls("a", 2))
    yield outcome(lambda: one == cls("a", 3))
    yield outcome(lambda: one == ("a", 2, {}))
    yield outcome(lambda: one != cls("b"))
    yield outcome(lambda: hash(one))  # a dict has no hash
    yield outcome(lambda: hash(cls("a", 2, ())) == hash(("a", 2, ())))
    yield outcome(lambda: setattr(one, "name", "b"))
    yield outcome(lambda: delattr(one, "name"))
    yield outcome(cls)
    yield outcome(lambda: cls("a", 1, {}, 4))
    yield outcome(lambda: cls("a", kind=1))
    yield outcome(lambda: cls("a").more is not cls("a").more)
    yield outcome(lambda: dataclasses.asdict(one))
    yield outcome(lambda: dataclasses.replace(one, count=9).count)
    yield outcome(lambda: copy.copy(one) == one)
    yield outcome(lambda: copy.deepcopy(one) == one)
    yield outcome(lambda: pickle.loads(pickle.dumps(one)) == one)
    yield outcome(lambda: [f.name for f in dataclasses.fields(one)])
    yield cls.__match_args__, cls.__slots__, cls.__doc__, hasattr(one, "__dict__")


def test_every_use_comes_out_as_with_the_standard_library() -> None:
    assert list(uses(Ours)) == list(uses(Theirs))


@BOTH
def test_positions_match(cls: Any) -> None:
    match cls("a", 2):
        case cls(name, count):
            assert (name, count) == ("a", 2)


@pytest.mark.parametrize("make", MAKERS)
def test_objects_of_other_classes_are_not_equal(make: Any) -> None:
    class One:
        a: int

    class Other:
        a: int

    one, other = (make(frozen=True, slots=True)(cls) for cls in (One, Other))
    assert one(1) == one(1)
    assert one(1) != other(1)
    assert len({one(1), one(1), other(1)}) == 2


def test_one_value_is_compared_as_in_a_tuple() -> None:
    """What is one object is equal; from Python 3.13 on the standard library's own compares field by field."""

    class One:
        a: float

    make: Any = frozen.dataclass(frozen=True, slots=True)
    one, same = make(One), float("nan")
    assert one(same) == one(same)


@pytest.mark.parametrize("make", MAKERS)
def test_methods_and_what_comes_after_init_are_kept(make: Any) -> None:
    seen: list[object] = []

    class One:
        a: int

        def __post_init__(self) -> None:
            seen.append(self.a)

        def __repr__(self) -> str:
            return "one"

    one = make(frozen=True, slots=True, eq=False)(One)
    first = one(5)
    assert (seen, repr(first)) == ([5], "one")
    assert first != one(5)


@pytest.mark.parametrize("make", MAKERS)
def test_what_asks_for_more_is_made_by_the_standard_library(make: Any) -> None:
    class One:
        a: int
        b: int = field(compare=False, default=0)

    one = make(frozen=True, slots=True)(One)
    assert one(1, 2) == one(1, 3)
