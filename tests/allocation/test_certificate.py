"""Whoever has decisions.json can check the selection; whoever changes it is found out."""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.allocation import Fault, certificate, check_certificate
from tests.allocation.forests import contests, published, recounted, seat
from tests.reference.allocation import Candidate, Node, outcomes

Contest = tuple[list[Node], list[Candidate]]


@given(contests(levels=6))
@settings(max_examples=300)
def test_every_right_selection_is_accepted(contest: Contest) -> None:
    forest, people = contest
    assert check_certificate(*published(forest, people, seat(forest, people))) == []
    assert check_certificate(*published(forest, people, seat(forest, people, reverse=True))) == []


@given(contests(most=5, levels=4))
@settings(max_examples=60)
def test_every_other_selection_is_refused(contest: Contest) -> None:
    forest, people = contest
    quotas, decisions = published(forest, people, seat(forest, people))
    right = outcomes(forest, people)
    for bits in product((False, True), repeat=len(people)):
        changed = [{**decision, "witness_seated": bit} for decision, bit in zip(decisions, bits, strict=True)]
        faults = check_certificate(recounted(forest, quotas, changed), changed)
        assert (frozenset(i for i, bit in enumerate(bits) if bit) in right) == (not faults)


@given(contests(most=5, levels=4), st.data())
@settings(max_examples=150)
def test_no_forged_price_makes_a_wrong_selection_pass(contest: Contest, data: st.DataObject) -> None:
    forest, people = contest
    quotas, decisions = published(forest, people, seat(forest, people))
    bits = data.draw(st.tuples(*(st.booleans() for _ in people)))
    changed = [{**decision, "witness_seated": bit} for decision, bit in zip(decisions, bits, strict=True)]
    forged = [{**q, "price": q["price"] + data.draw(st.integers(-1, 1))} for q in recounted(forest, quotas, changed)]
    if not check_certificate(forged, changed):
        assert frozenset(i for i, bit in enumerate(bits) if bit) in outcomes(forest, people)


@given(contests(most=6, levels=3), st.data())
@settings(max_examples=150)
def test_no_status_but_the_right_one_passes(contest: Contest, data: st.DataObject) -> None:
    forest, people = contest
    quotas, decisions = published(forest, people, seat(forest, people))
    for i, decision in enumerate(decisions):
        other = data.draw(st.sampled_from([s for s in ("nominated", "tied", "reserve") if s != decision["status"]]))
        changed = [*decisions[:i], {**decision, "status": other}, *decisions[i + 1 :]]
        assert Fault("status-wrong", f"c{i}") in check_certificate(quotas, changed)


def test_faults_say_what_and_where() -> None:
    forest, people = [Node(-1, 1)], [(0, 9), (0, 5)]
    quotas, decisions = published(forest, people, seat(forest, people))
    swapped = [{**decisions[0], "witness_seated": False}, {**decisions[1], "witness_seated": True}]
    assert [Fault("passed-over", "c0"), Fault("seated-out-of-turn", "c1")] == check_certificate(quotas, swapped)
    assert [Fault("counts-disagree", "q0")] == check_certificate([{**quotas[0], "filled": 0}], decisions)
    both = [{**decision, "witness_seated": True} for decision in decisions]
    assert Fault("ceiling-broken", "q0") in check_certificate(recounted(forest, quotas, both), both)
    elsewhere = [decisions[0], {**decisions[1], "quota": {"node": "q7", "group": None}}]
    assert [Fault("quota-or-rank-unknown", "c1")] == check_certificate(quotas, elsewhere)
    orphan = [{**quotas[0], "parent": "q7"}]
    assert Fault("parent-unknown", "q0") in check_certificate(orphan, [])
    assert Fault("quota-twice", "q0") in check_certificate([*quotas, *quotas], [])
    unfit = [*decisions, {**decisions[0], "status": "excluded", "candidate": {"key": "c2"}}]
    assert [Fault("seated-without-standing", "c2")] == check_certificate(quotas, unfit)


def test_a_group_is_told_from_another() -> None:
    quotas = [
        {
            "id": "c",
            "parent": None,
            "group": g,
            "unfilled": "empty",
            "at_most": 1,
            "at_least": 0,
            "eligible": 1,
            "filled": 1,
            "short": 0,
            "cut_off": None,
            "price": 0,
        }
        for g in ("X", "Y")
    ]
    decisions = [
        {
            "candidate": {"key": g},
            "status": "nominated",
            "rank": 1,
            "witness_seated": True,
            "quota": {"node": "c", "group": g},
        }
        for g in ("X", "Y")
    ]
    assert check_certificate(quotas, decisions) == []
    quotas[1]["filled"] = 0
    assert [Fault("counts-disagree", "c (Y)")] == check_certificate(quotas, decisions)


def test_the_checker_stands_on_nothing_of_the_engine() -> None:
    imported = {
        name
        for node in ast.walk(ast.parse(Path(certificate.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported <= {"__future__", "collections.abc", "dataclasses", "itertools", "typing"}
