"""durable_rules, and everything that has to be known about it. No other module imports it.

It is a fast engine with sharp edges (each has a test in ``tests/inference/test_traps.py``), so it is asked one kind
of question only: *given these facts, each one wide, made of small integers under names of our own, which of these
flat rules fire?* Nothing of a user's ever reaches it.

What is done because of the edges:

- ids and property names are compared by a 32-bit hash: names are ``c0`` .. ``c4``, made here;
- a condition that spans facts is answered wrongly: a fact holds a whole pattern, a rule is one conjunction over it;
- a fact that no rule matches, or state deleted with one, can crash the process: a last rule matches the marker that
  every fact carries, and a fact it has not reported is a fault;
- it compares text with numbers and loses exponents: a fact or rule with anything but small integers is refused here;
- an action that fails leaves only a note in the state, and an action that takes long drops the rules after it: what
  the actions do is append to a list, the note is looked for, and the caller checks every answer anyway;
- ``Host`` starts polling threads: ours starts none;
- rule sets stay in memory unless their handle is deleted: it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from engine.frozen import dataclass
from engine.problems import XetkhenError
from engine.provenance import Text

Test = tuple[int, Literal["=", ">=", "<="], int]
"""A slot of the pattern, how it is compared, and with what."""

MOST_SLOTS = 5
MOST_RULES = 64  # far below each of the engine's limits (256 rules on a condition, 510 conditions under a node)
BATCH = 400  # facts asserted at once, and matches handed to an action at once

_OPERATORS = {">=": "$gte", "<=": "$lte"}
_RULESET = "x"
_SID = 1
_MARK = "n"
_LAST = "z"

_REMEDY = (
    "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --no-cache-dir --force-reinstall "
    "--no-binary durable_rules durable_rules"
)


class EngineMissing(XetkhenError):
    """durable_rules is not there, or was built without the definition that Python 3.13 needs."""


class EngineFault(Exception):
    """durable_rules did something other than what was asked; nothing may be decided by it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Fires for a pattern that passes every test."""

    when: tuple[Test, ...]


def fired(rules: Sequence[Rule], patterns: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """For each pattern, the positions of the rules that fired for it, ascending.

    ``patterns``: tuples of 0, 1, 2, all of one length up to ``MOST_SLOTS``. An empty tuple in the answer means
    that the engine saw the pattern and no rule applied.

    Raises EngineMissing when durable_rules cannot be imported, EngineFault when it reports a failure or does not
    report a pattern at all, ValueError for a question it must not be asked.
    """
    _check(rules, patterns)
    host_type, delete_ruleset = _durable()
    found: list[list[int]] = [[] for _ in patterns]
    seen = [0] * len(patterns)
    faults: list[BaseException] = []

    def note(position: int | None) -> Callable[[Any], None]:
        def action(c: Any) -> None:
            try:
                matches = c.m if isinstance(c.m, list) else [c.m]
                for match in matches:
                    if position is None:
                        seen[match.p] += 1
                    else:
                        found[match.p].append(position)
            except BaseException as error:
                faults.append(error)
                raise

        return action

    definition = {f"r{i}": _definition(rule, note(i)) for i, rule in enumerate(rules)}
    definition[_LAST] = {"all": [{"m": {_MARK: 1}}], "cap": BATCH, "pri": 9, "run": note(None)}
    facts = [
        {"id": i, "sid": _SID, _MARK: 1, "p": i} | {f"c{slot}": value for slot, value in enumerate(pattern)}
        for i, pattern in enumerate(patterns)
    ]

    host = host_type({_RULESET: definition})
    for start in range(0, len(facts), BATCH):
        state = host.assert_facts(_RULESET, facts[start : start + BATCH])
        if faults:
            raise faults[0]
        if isinstance(state, dict) and "exception" in state:
            raise EngineFault(str(state["exception"]))
    if any(times != 1 for times in seen):
        # State is left as it is: deleting it with an unhandled fact in it crashes the process.
        raise EngineFault(f"durable_rules reported {seen.count(1)} of {len(seen)} patterns once")
    host.delete_state(_RULESET, _SID)
    delete_ruleset(host.get_ruleset(_RULESET)._handle)  # noqa: SLF001  # there is no other way to free it
    return [tuple(sorted(positions)) for positions in found]


def _definition(rule: Rule, action: Callable[[Any], None]) -> dict[str, Any]:
    tests = [
        {f"c{slot}": value} if operator == "=" else {_OPERATORS[operator]: {f"c{slot}": value}}
        for slot, operator, value in rule.when
    ]
    return {"all": [{"m": tests[0] if len(tests) == 1 else {"$and": tests}}], "cap": BATCH, "run": action}


def _check(rules: Sequence[Rule], patterns: Sequence[tuple[int, ...]]) -> None:
    slots = len(patterns[0]) if patterns else 0
    if not 0 < slots <= MOST_SLOTS or len(rules) > MOST_RULES:
        raise ValueError(f"{len(rules)} rules over patterns of {slots} slots")
    for pattern in patterns:
        if len(pattern) != slots or any(type(value) is not int or not 0 <= value <= 2 for value in pattern):
            raise ValueError(f"not a pattern: {pattern!r}")
    for rule in rules:
        if not rule.when or any(
            type(value) is not int or not 0 <= value <= 2 or not 0 <= slot < slots for slot, _, value in rule.when
        ):
            raise ValueError(f"not a rule over {slots} slots: {rule!r}")


def _durable() -> tuple[Any, Callable[[int], None]]:
    try:
        from durable.engine import Host
        from durable_rules_engine import delete_ruleset
    except ImportError as error:
        raise EngineMissing(
            Text(
                f"Không nạp được durable_rules ({error}).\nCài lại: {_REMEDY}\nhoặc: make clean && make test",
                f"durable_rules cannot be imported ({error}).\nInstall again: {_REMEDY}\nor: make clean && make test",
            )
        ) from error

    class QuietHost(Host):  # type: ignore[misc]
        """Without the two polling threads."""

        def _run(self) -> None:
            """Nothing to poll: facts are asserted and handled in one call."""

    return QuietHost, delete_ruleset
