"""The one module that speaks to durable_rules: what it refuses, and what it does when something fails."""

from __future__ import annotations

import sys
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from engine.inference import EngineFault, EngineMissing
from engine.inference import engine as module
from engine.inference.engine import BATCH, MOST_RULES, Rule, fired

MET = Rule(((0, "=", 2), (1, "=", 2)))
UNMET = Rule(((0, "=", 0),))


def test_each_pattern_is_answered_in_its_place() -> None:
    assert fired([MET, UNMET], [(2, 2), (0, 1), (1, 1)]) == [(0,), (1,), ()]


def test_more_patterns_than_a_batch_are_all_answered() -> None:
    patterns = [(2, 2), (0, 1), (1, 1)] * BATCH
    assert fired([MET, UNMET], patterns) == [(0,), (1,), ()] * BATCH


def test_comparisons_reach_from_a_value_on() -> None:
    at_least_unknown, at_most_unknown = Rule(((0, ">=", 1),)), Rule(((0, "<=", 1),))
    assert fired([at_least_unknown, at_most_unknown], [(0,), (1,), (2,)]) == [(1,), (0, 1), (0,)]


def test_a_missing_or_broken_durable_rules_says_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable.engine", None)
    with pytest.raises(EngineMissing) as caught:
        fired([MET], [(2, 2)])
    for said in (caught.value.text.vi, caught.value.text.en):
        assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject" in said
        assert "--no-cache-dir" in said
        assert len(said.splitlines()) <= 3


@pytest.mark.parametrize(
    ("rules", "patterns"),
    [
        ([MET], []),
        ([MET], [()]),
        ([MET], [(2, 2, 2, 2, 2, 2)]),
        ([MET], [(2, 2), (2,)]),
        ([MET], [(2, 3)]),
        ([MET], [(2, True)]),
        ([MET], [(2, "2")]),
        ([Rule(())], [(2, 2)]),
        ([Rule(((2, "=", 2),))], [(2, 2)]),
        ([Rule(((0, "=", 3),))], [(2, 2)]),
        ([UNMET] * (MOST_RULES + 1), [(2, 2)]),
    ],
)
def test_only_small_integers_in_five_slots_ever_reach_the_engine(rules: Any, patterns: Any) -> None:
    with pytest.raises(ValueError, match=r"rules over patterns|not a pattern|not a rule"):
        fired(rules, patterns)


class Broken:
    """durable_rules' Host, misbehaving."""

    def __init__(self, definition: dict[str, Any]) -> None:
        self.rules = definition["x"]


class Forgetful(Broken):
    def assert_facts(self, _: str, facts: list[dict[str, int]]) -> dict[str, Any]:
        for fact in facts[1:]:
            self.rules["z"]["run"](Closure([fact]))
        return {}


class Failing(Broken):
    def assert_facts(self, _: str, __: list[dict[str, int]]) -> dict[str, Any]:
        return {"exception": "timeout expired"}


class Closure:
    def __init__(self, facts: list[dict[str, int]]) -> None:
        self.m = [type("Fact", (), fact) for fact in facts]


@pytest.mark.parametrize(("host", "said"), [(Forgetful, "reported 1 of 2"), (Failing, "timeout expired")])
def test_a_pattern_it_does_not_report_or_a_failure_it_only_notes_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, host: type[Broken], said: str
) -> None:
    monkeypatch.setattr(module, "_durable", lambda: (host, lambda _: None))
    with pytest.raises(EngineFault, match=said):
        fired([MET], [(2, 2), (1, 1)])


def test_ctrl_c_inside_an_action_is_raised_and_not_kept_in_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        @property
        def p(self) -> int:
            raise KeyboardInterrupt

    class Host(Broken):
        def assert_facts(self, _: str, facts: list[dict[str, int]]) -> dict[str, Any]:
            closure = SimpleNamespace(m=[Interrupted() for _ in facts])
            try:
                self.rules["z"]["run"](closure)
            except BaseException as error:  # noqa: BLE001  # as durable_rules does
                return {"exception": str(error)}
            return {}

    monkeypatch.setattr(module, "_durable", lambda: (Host, lambda _: None))
    with pytest.raises(KeyboardInterrupt):
        fired([MET], [(2, 2)])


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    fired([MET], [(2, 2)])
    assert threading.active_count() == before
