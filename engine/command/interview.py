"""``rulebook new`` on a terminal: the parts of a plan in the plan's own order; a wrong answer is asked for again."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

import click

from engine.names import fold
from engine.provenance import Text
from engine.rulebook.findings import suggestion
from engine.rulebook.headings import Heading, clause_line, clauses_in, with_heads
from engine.rulebook.planning import (
    How,
    Kind,
    Plan,
    PlanAward,
    PlanCategory,
    PlanClause,
    PlanCriterion,
    PlanExclusion,
    PlanMilestone,
    PlanPoints,
    PlanQuota,
    PlanReading,
    PlanRound,
    PlanTarget,
    id_of,
    typed_amount,
    typed_day,
    typed_number,
    typed_time,
)
from engine.wording import say

Answer = TypeVar("Answer")
_KINDS: dict[str, Kind] = {"t": "collective", "c": "individual", "h": "household"}
_KIND_NAMES: dict[Kind, Text] = {
    "collective": Text("Tập thể", "Collectives"),
    "individual": Text("Cá nhân", "Individuals"),
    "household": Text("Hộ gia đình", "Households"),
}
_LEVELS = {
    "tinh": "province", "thanh pho": "province", "province": "province", "huyen": "town", "thi xa": "town",
    "quan": "town", "town": "town", "xa": "commune", "phuong": "commune", "thi tran": "commune", "commune": "commune",
    "so": "department", "ban": "department", "nganh": "department", "co quan": "department",
    "truong": "department", "department": "department",
}  # fmt: skip
_PARTS = 10
_INDENT = {
    "period_to": 1, "clause": 1, "kinds": 1, "criterion": 1, "before": 1, "round_award": 1, "numbers": 1,
    "points_entry": 1, "least": 1, "on": 1, "how": 2, "own_clause": 2, "floor": 2, "at_most": 2, "most": 2, "inside": 3,
}  # fmt: skip


class _Wrong(Exception):
    """An answer that cannot be used, and what is expected instead."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class Interview:
    """Asks for a plan in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.part = 0
        self.clauses: tuple[PlanClause, ...] = ()
        self.taken: set[str] = set()

    # ---- asking -------------------------------------------------------------------------------------------------

    def tell(self, key: str, **values: object) -> None:
        click.echo(say(f"new.{key}", **values).in_(self.lang))

    def title(self, key: str) -> None:
        self.part += 1
        click.echo()
        self.tell("part", n=self.part, all=_PARTS, title=say(f"new.{key}"))

    def ask(self, key: str, read: Callable[[str], Answer], default: str = "", **values: object) -> Answer | None:
        """The answer; None where the question was skipped. A wrong one is asked again."""
        question = "  " * _INDENT.get(key, 0) + say(f"new.{key}", **values).in_(self.lang)
        while True:
            given = click.prompt(question, default=default, show_default=bool(default)).strip()
            if not sys.stdin.isatty():  # no terminal that shows what was typed
                click.echo(given)
            if not given:
                return None
            try:
                return read(given)
            except _Wrong as wrong:
                click.echo("  " + say("new.again", why=wrong.why).in_(self.lang))

    def text(self, key: str, default: str = "", **values: object) -> str:
        return self.ask(key, str, default, **values) or ""

    def each(self, key: str) -> Iterator[str]:
        """Texts until an empty line."""
        while text := self.text(key):
            yield text

    def id(self, text: str) -> str:
        made = id_of(text, self.taken)
        self.taken.add(made)
        return made

    def clause(self) -> str | None:
        return self.ask("clause", self._clause) if self.clauses else None

    def _clause(self, given: str) -> str:
        for clause in self.clauses:
            if given.casefold() == clause.id.casefold():
                return clause.id
        vi, en = suggestion(given, [clause.id for clause in self.clauses])
        raise _Wrong(say("new.want_clause", given=given, hint=Text(vi, en)))

    # ---- the parts ----------------------------------------------------------------------------------------------

    def plan(self, id_: str, found: Sequence[PlanClause], heading: Heading, file: str) -> Plan:
        """The whole plan; ``found`` and ``heading`` are what the text of the plan was seen to hold."""
        self.tell("hello", id=id_)
        self.title("document")
        title = self.text("title", heading.title)
        number = self.text("number", heading.number)
        issuer = self.text("issuer")
        printed = self.ask("date", _day, "/".join(reversed(heading.date.split("-"))))  # as it is typed
        level = self.ask("level", _level)
        begins = self.ask("period_from", _time)
        ends = self.ask("period_to", lambda given: _not_before(_time(given), begins or "")) if begins else None
        decided_on = self.ask("decided_on", _day)
        movement, considers = self.text("movement"), self.text("considers")
        submits, decides = self.text("submits"), self.text("decides")
        self._ask_clauses(found, file)
        awards = self._awards()
        categories = self._categories()
        exclusions = self._exclusions()
        rounds = self._rounds(awards, categories)
        points, first = self._scoring(categories)
        return Plan(
            title=title, number=number, issuer=issuer, printed=printed.isoformat() if printed else "",
            level=level or "", period=(begins, ends) if begins and ends else None, decided_on=decided_on,
            movement=movement, considers=considers, submits=submits, decides=decides, clauses=self.clauses,
            awards=awards, categories=categories, exclusions=exclusions, rounds=rounds, points=points, first=first,
            targets=self._targets(), milestones=self._milestones(), readings=self._readings(),
        )  # fmt: skip

    def _ask_clauses(self, found: Sequence[PlanClause], file: str) -> None:
        self.title("clauses")
        clauses = list(found)
        if clauses:
            self.tell("clauses_found", n=len(clauses), file=file)
            for clause in clauses:
                click.echo(f"  {clause.id}  {clause.text}")
        lines: list[str] = []

        def read(given: str) -> PlanClause:
            whole = clause_line(given, clauses)
            short = clauses_in([*lines, given])
            if whole is not None and ("." in whole.id or not short or len(short) <= len(clauses_in(lines))):
                return whole
            if len(short) > len(clauses_in(lines)) and all(c.id != short[-1].id for c in clauses):
                lines.append(given)
                return short[-1]
            raise _Wrong(say("new.want_clause_line"))

        key = "clauses_more" if clauses else "clause_line"
        while (told := self.ask(key, read)) is not None:
            clauses.append(told)
        self.clauses = with_heads(clauses)

    def _awards(self) -> tuple[PlanAward, ...]:
        self.title("awards")
        return tuple(PlanAward(self.id(text), text, self.clause()) for text in self.each("award"))

    def _categories(self) -> tuple[PlanCategory, ...]:
        self.title("categories")
        made: list[PlanCategory] = []
        criteria: dict[tuple[str, How, int | Fraction | None], PlanCriterion] = {}
        for text in self.each("category"):
            id_ = self.id(text)
            kinds = self.ask("kinds", _kinds, "t")
            clause = self.clause()
            own: list[PlanCriterion] = []
            for said in self.each("criterion"):
                how = self.ask("how", _how)
                floor: int | Fraction | None = None
                if how is not None:
                    floor = self.ask("floor", _amount) if how == "money" else self.ask("floor", _number)
                own_clause = self.ask("own_clause", self._clause) if self.clauses else None
                key = (fold(said), how or "assessor", floor)
                if key not in criteria:  # what two categories ask is one criterion
                    criteria[key] = PlanCriterion(self.id(said), said, how or "assessor", floor, own_clause)
                if criteria[key] not in own:
                    own.append(criteria[key])
            made.append(PlanCategory(id_, text, kinds or ("collective",), clause, tuple(own)))
        return tuple(made)

    def _exclusions(self) -> tuple[PlanExclusion, ...]:
        self.title("exclusions")
        return tuple(
            PlanExclusion(self.id(text), text, self.clause(), self.ask("before", _day))
            for text in self.each("exclusion")
        )

    def _rounds(
        self, awards: Sequence[PlanAward], categories: Sequence[PlanCategory]
    ) -> tuple[PlanRound, ...]:
        self.title("rounds")
        made: list[PlanRound] = []
        for text in self.each("round"):
            id_ = self.id(text)
            clause = self.clause()
            award = awards[0].id if awards else None
            if len(awards) > 1:
                listed = "; ".join(f"{n} {a.text}" for n, a in enumerate(awards, 1))
                number = self.ask("round_award", _one_of(len(awards)), "1", awards=listed)
                award = awards[(number or 1) - 1].id
            quotas: tuple[PlanQuota, ...] = ()
            numbered = self.ask("numbers", _yes) if categories else False
            if numbered:
                kinds = [k for k in _KINDS.values() if any(k in category.kinds for category in categories)]
                quotas = tuple(self._quota(kind, categories) for kind in kinds)
            made.append(PlanRound(id_, text, clause, award, quotas))
        return tuple(made)

    def _quota(self, kind: Kind, categories: Sequence[PlanCategory]) -> PlanQuota:
        most = self.ask("at_most", _seats, kind=_KIND_NAMES[kind])
        inside: list[tuple[str, int]] = []
        of_kind = [category for category in categories if kind in category.kinds]
        if most is not None and len(of_kind) > 1:
            for category in of_kind:
                left = most - sum(seats for _, seats in inside)
                seats = self.ask("inside", _seats_up_to(left, most), category=category.text) if left else None
                if seats is not None:
                    inside.append((category.id, seats))
        return PlanQuota(kind, most, tuple(inside))

    def _scoring(self, categories: Sequence[PlanCategory]) -> tuple[tuple[PlanPoints, ...], tuple[str, ...]]:
        self.title("scoring")
        points: list[PlanPoints] = []
        if self.ask("points", _yes):
            for text in self.each("points_entry"):
                most = self.ask("most", _points)
                points.append(PlanPoints(self.id(text), text, most or Fraction(10)))
        criteria = list(dict.fromkeys(c for category in categories for c in category.criteria))
        if not criteria:
            return tuple(points), ()
        listed = "; ".join(f"{n} {c.text}" for n, c in enumerate(criteria, 1))
        number = self.ask("first", _one_of(len(criteria)), criteria=listed)
        return tuple(points), () if number is None else (criteria[number - 1].id,)

    def _targets(self) -> tuple[PlanTarget, ...]:
        self.title("targets")
        made: list[PlanTarget] = []
        for text in self.each("target"):
            least, percent = self.ask("least", _least) or (1, False)
            made.append(PlanTarget(self.id(text), text, self.clause(), least, percent))
        return tuple(made)

    def _milestones(self) -> tuple[PlanMilestone, ...]:
        self.title("milestones")
        made: list[PlanMilestone] = []
        for text in self.each("milestone"):
            when = self.ask("on", _time)
            if when is not None:
                made.append(PlanMilestone(self.id(text), text, self.clause(), when))
        return tuple(made)

    def _readings(self) -> tuple[PlanReading, ...]:
        self.title("readings")
        return tuple(PlanReading(self.id(text), text, self.clause()) for text in self.each("reading"))


# ---- what is typed ----------------------------------------------------------------------------------------------


def _wanted(value: Answer | None, key: str, **values: object) -> Answer:
    if value is None:
        raise _Wrong(say(f"new.{key}", **values))
    return value


def _day(given: str) -> date:
    return _wanted(typed_day(given), "want_day")


def _time(given: str) -> str:
    return _wanted(typed_time(given), "want_time")


def _not_before(last: str, first: str) -> str:
    if last[: len(first)] < first[: len(last)]:
        raise _Wrong(say("new.period_reversed"))
    return last


def _level(given: str) -> str:
    return _wanted(_LEVELS.get(fold(given)), "want_level")


def _kinds(given: str) -> tuple[Kind, ...]:
    letters = [letter for letter in re.split(r"[\s,;]+", given.casefold()) if letter]
    if not letters or any(letter[:1] not in _KINDS or len(letter) > 1 for letter in letters):
        raise _Wrong(say("new.want_kinds"))
    return tuple(dict.fromkeys(_KINDS[letter] for letter in letters))


def _how(given: str) -> How:
    ways: dict[str, How] = {"t": "money", "s": "number"}
    return _wanted(ways.get(given.casefold()), "want_how")


def _amount(given: str) -> int:
    amount = typed_amount(given)
    return _wanted(amount or None, "want_amount")


def _number(given: str) -> Fraction:
    number = typed_number(given)
    return _wanted(number if number is not None and number > 0 else None, "want_amount")


def _yes(given: str) -> bool:
    said = {"c": True, "co": True, "y": True, "yes": True, "k": False, "khong": False, "n": False, "no": False}
    return _wanted(said.get(fold(given)), "want_yes")


def _one_of(most: int) -> Callable[[str], int]:
    def read(given: str) -> int:
        number = int(given) if given.isdecimal() else 0
        return _wanted(number if 1 <= number <= most else None, "want_number", most=most)

    return read


def _seats(given: str) -> int:
    number = int(given) if given.isdecimal() else 0
    return _wanted(number or None, "want_seats")


def _seats_up_to(left: int, most: int) -> Callable[[str], int]:
    def read(given: str) -> int:
        seats = _seats(given)
        return _wanted(seats if seats <= left else None, "too_many", most=most)

    return read


def _points(given: str) -> Fraction:
    number = typed_number(given)
    return _wanted(number if number is not None and number > 0 else None, "want_points")


def _least(given: str) -> tuple[int, bool]:
    found = re.fullmatch(r"(\d+)\s*(%)?", given)
    number = int(found[1]) if found else 0
    fits = found is not None and number > 0 and not (found[2] and number > 100)
    return _wanted((number, bool(found and found[2])) if fits else None, "want_least")

