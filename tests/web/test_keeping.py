"""What is kept at hand is never too much, never made twice at once, and the last asked for stays."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.web.keeping import Kept


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 12)), max_size=60))
def test_it_never_holds_more_than_it_may_and_gives_what_was_made(asked: list[tuple[int, int]]) -> None:
    kept = Kept(20)
    held: list[tuple[int, int]] = []  # key and weight, the last asked for last
    for key, other in asked:
        weight = key * 3 + other % 2
        before = next((w for k, w in held if k == key), None)
        made: list[int] = []
        assert kept.get(key, lambda key=key, made=made: made.append(key) or key, weight) == key  # type: ignore[misc]
        assert made == ([] if before is not None else [key])
        held = [each for each in held if each[0] != key]
        if before is not None or weight <= 20:
            held.append((key, weight if before is None else before))
        while sum(w for _, w in held) > 20:
            held.pop(0)
        assert kept.weight == sum(w for _, w in held)


def test_it_is_made_once_and_others_do_not_wait_for_another_thing() -> None:
    kept, made = Kept(100), []
    begun, go = threading.Event(), threading.Event()

    def slow() -> str:
        made.append("slow")
        begun.set()
        go.wait(20)
        return "slow"

    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(kept.get("a", slow, 1))) for _ in range(6)]
    for thread in threads:
        thread.start()
    begun.wait(20)
    assert kept.get("b", lambda: "quick", 1) == "quick"
    time.sleep(0.05)
    go.set()
    for thread in threads:
        thread.join()
    assert (made, found) == (["slow"], ["slow"] * 6)
    assert kept._making == {}


def test_what_fails_is_not_kept_and_the_next_tries() -> None:
    kept = Kept(100)

    def failing() -> str:
        raise FileNotFoundError

    with pytest.raises(FileNotFoundError):
        kept.get("a", failing, 1)
    assert kept.get("a", lambda: "good", 1) == "good"
    assert kept._making == {}
