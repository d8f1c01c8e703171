"""What is decided for every candidate of a case, one at a time, by the definitions and by trying every selection.

An oracle for criteria, inference, scoring, seats and evaluation together; it takes nothing from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from engine.names import name_key, unit_key
from engine.rulebook import terms as t
from engine.rulebook.model import Points, Quota, RankKey
from tests.reference import allocation
from tests.reference.meaning import (
    INF,
    MET,
    UNKNOWN,
    UNMET,
    UNREADABLE,
    Case,
    End,
    Meaning,
    Num,
    Opt,
    Row,
    number_of,
    option_id,
)

ORDER = (
    "not_considered",
    "excluded",
    "not_eligible",
    "needs_evidence",
    "no_seat",
    "reserve",
    "tied",
    "nominated",
)  # strongest first
Place = tuple[str, str | None]  # a quota's id and its group
Path = tuple[Place, ...]  # from the top
NOWHERE: Path = ()
SOME = "\x00some"
"""A group that nobody knows."""
ZERO = Fraction(0)


@dataclass(frozen=True)
class Key:
    """A ranking key from its lowest to its highest; what is known for sure ranks."""

    low: tuple[End, ...]
    high: tuple[End, ...]


class Evaluator:
    """Statuses, points and ranks of one case."""

    def __init__(self, case: Case) -> None:
        self.case, self.book = case, case.rulebook
        self.meaning = Meaning(case)
        self.meaning.score = self.score
        self.round = self.book.rounds[case.round]
        self.rows = case.rows

    # ---- verdicts ---------------------------------------------------------------------------------------------

    def read(self, row: Row, field: str) -> object:
        """A choice's id, a text; None where blank or unreadable."""
        said = row.get(field)
        return None if said == UNREADABLE else said

    def opens(self, row: Row) -> int:
        """A round that opens unit by unit: of any unit for who may take such a unit's seat and names none.

        Who takes no such seat and names no unit hangs on none: for them it is open once it is open for one.
        """
        groups = _fields_per(self.round.quotas or ())
        if self._held_per_group(self.round.quotas or (), row) != UNMET:
            return self.meaning.truth(self.round.opens, row, open_units=groups)
        units = [g for g in groups if self.book.fields[g].type == "unit"]
        blank = bool(units) and all(row.get(g) is None for g in units)
        return self.meaning.truth(self._of_some_unit(self.round.opens, groups) if blank else self.round.opens, row)

    def _of_some_unit(self, condition: t.Condition, groups: frozenset[str]) -> t.Condition:
        """The same of some unit of the register, whichever."""
        match condition:
            case t.InRegister(register, match, where):
                return t.InRegister(register, tuple(m for m in match if m.ours not in groups), where)
            case t.All(of):
                return t.All(tuple(self._of_some_unit(c, groups) for c in of))
            case t.AnyOf(of):
                return t.AnyOf(tuple(self._of_some_unit(c, groups) for c in of))
            case t.Name(name):
                if self.meaning.gone(condition):
                    return condition  # left out, wherever it stands
                return self._of_some_unit(self.meaning.named[name].when, groups)
            case _:
                return condition

    def _held_per_group(self, quotas: Sequence[Quota], row: Row) -> int:
        truths = []
        for quota in quotas:
            of = self.meaning.truth(quota.of, row)
            truths.append(of if quota.per else min(of, self._held_per_group(quota.within, row)))
        return max(truths, default=UNMET)

    def excluded(self, row: Row) -> int:
        return max((self.meaning.holds(name, row) for name in self.book.exclusions), default=UNMET)

    def an_object(self, row: Row) -> int:
        categories, kinds = [self.read(row, "category")], [self.read(row, "kind")]
        admitted = {
            self.book.categories[str(c)].requires is not None and k in self.book.categories[str(c)].kinds
            for c in (categories if categories[0] is not None else self.book.categories)
            for k in (kinds if kinds[0] is not None else self.book.fields["kind"].options)
        }
        return UNKNOWN if len(admitted) == 2 else MET if True in admitted else UNMET

    def standard(self, row: Row) -> int:
        category = self.read(row, "category")
        if category is None:
            return UNKNOWN
        requires = self.book.categories[str(category)].requires
        if requires is not None and self.meaning.gone(requires):
            return MET
        return UNMET if requires is None else self.meaning.truth(requires, row)

    def verdict(self, row: Row) -> str:
        opens, excluded, is_object, standard = (
            self.opens(row),
            self.excluded(row),
            self.an_object(row),
            self.standard(row),
        )
        if opens == UNMET:
            return "not_considered"
        if excluded == MET:
            return "excluded"
        if UNMET in (is_object, standard):
            return "not_eligible"
        return "needs_evidence" if UNKNOWN in (opens, excluded, is_object, standard) else "eligible"

    def award(self, row: Row) -> str | None:
        if self.round.award is not None:
            return self.round.award
        if len(self.book.awards) == 1:
            return next(iter(self.book.awards))
        said = self.read(row, "award")
        return self.lowest_dealt(row) if said is None else str(said)

    def lowest_dealt(self, row: Row) -> str | None:
        """Where a quota deals several awards by rank nobody need propose one: the lowest stands till it is dealt."""
        classes = self.classes(row)
        if not self.settled(classes):
            return None
        quotas = {q.id: q for q in _flat(self.round.quotas or ())}
        tiers = [quotas[name].tiers for name, _ in next(iter(classes)) if name in quotas and quotas[name].tiers]
        order = list(self.book.awards)
        return min(tiers[-1], key=order.index) if tiers else None

    @cached_property
    def copies(self) -> list[int]:
        """How often each row's candidate stands in the sheet."""

        def identity(row: Row) -> tuple[object, ...]:
            name, unit, commune = (self.read(row, f) for f in ("name", "unit", "commune"))
            return (
                None if name is None else name_key(str(name)),
                self.read(row, "kind"),
                self.read(row, "category"),
                None if commune is None else unit_key(str(commune)),
                None if unit is None else name_key(str(unit)),
                self.read(row, "award"),
            )

        identities = [identity(row) for row in self.rows]
        return [identities.count(i) for i in identities]

    # ---- points -----------------------------------------------------------------------------------------------

    def points(self, entry: Points, row: Row) -> Num:
        earned = self._earned(entry, row)
        least = -INF if entry.at_least is None else entry.at_least
        most = INF if entry.at_most is None else entry.at_most
        low, high = (min(max(end, least), most) for end in (earned.low, earned.high))
        counts = min(self.meaning.truth(entry.of, row), self.meaning.truth(entry.when, row))
        if counts == UNMET:
            return Num(ZERO, ZERO)
        return Num(low, high) if counts == MET else Num(min(low, ZERO), max(high, ZERO))

    def _earned(self, entry: Points, row: Row) -> Num:
        for parts, together in ((entry.parts, lambda ends: sum(ends, ZERO)), (entry.best_of, max)):
            if parts:
                spans = [self.points(p, row) for p in parts]
                return Num(together([s.low for s in spans]), together([s.high for s in spans]))
        if entry.mark is not None:
            own = entry.id.rsplit("/", 1)[-1]
            mark = self.meaning.number(self.meaning.cell(self.book.fields[own], row.get(own)))
            low, high = (min(max(end, ZERO), entry.mark) for end in (mark.low, mark.high))
            return Num(low, high)
        if entry.value is None:
            return Num(entry.points or ZERO, entry.points or ZERO)
        operand = self.meaning.value(entry.value, row)
        if entry.by_option:
            assert isinstance(operand, Opt)
            ids = operand.options if operand.id is None else (operand.id,)
            worth = [entry.by_option.get(i, ZERO) for i in ids]
            return Num(min(worth), max(worth))
        number = self.meaning.number(operand)
        if entry.bands:
            steps: list[tuple[End, Fraction]] = [(-INF, ZERO), *entry.bands]
            ends: list[End] = [*(start for start, _ in entry.bands), INF]
            # Every band that the value may lie in; the last holds everything from its start on.
            reached = [
                worth
                for (start, worth), end in zip(steps, ends, strict=True)
                if number.high >= start and (number.low < end or end == INF)
            ]
            return Num(min(reached), max(reached))
        if entry.every is not None:
            assert entry.points is not None
            earned = [_units(end, entry.every, entry.points) for end in (number.low, number.high)]
            return Num(min(earned), max(earned))
        return number

    def items(self, row: Row) -> dict[str, Num]:
        """The board's mark and the entries of the table, as far as they count."""
        parameter = self.book.parameters.get("score_from")
        source = "both" if parameter is None or parameter.value is None else parameter.value
        found: dict[str, Num] = {}
        if source in ("board", "both") and "board_score" in self.book.fields and "board_score" not in self.case.absent:
            found["board_score"] = self.meaning.number(
                self.meaning.cell(self.book.fields["board_score"], row.get("board_score"))
            )
        if source in ("table", "both"):
            found |= {entry.id: self.points(entry, row) for entry in self.book.scoring.points}
        return found

    def score(self, row: Row) -> Num:
        items = self.items(row).values()
        return Num(sum((i.low for i in items), ZERO), sum((i.high for i in items), ZERO))

    def key(self, row: Row) -> Key:
        levels = [self._level(key, row) for key in self.book.ranking]
        return Key(tuple(s.low for s in levels), tuple(s.high for s in levels))

    def _level(self, key: RankKey, row: Row) -> Num:
        if key.direction == "first":
            truth = self.meaning.holds(str(key.criterion), row)
            return Num(Fraction(truth == MET), Fraction(truth != UNMET))
        assert key.value is not None
        span = (
            self.score(row)
            if key.value == t.FieldRef("score")
            else self.meaning.number(self.meaning.value(key.value, row))
        )
        return Num(-span.high, -span.low) if key.direction == "low" else span

    # ---- seats ------------------------------------------------------------------------------------------------

    def classes(self, row: Row) -> set[Path]:
        """The places that may hold a candidate, NOWHERE among them; ``SOME`` stands for a group that is not known."""
        return self._among(self.round.quotas or (), (), row)

    @staticmethod
    def settled(classes: set[Path]) -> bool:
        return len(classes) == 1 and not any(group == SOME for path in classes for _, group in path)

    def _among(self, quotas: Sequence[Quota], above: Path, row: Row) -> set[Path]:
        truths = [(quota, self.meaning.truth(quota.of, row)) for quota in quotas]
        sure = [quota for quota, truth in truths if truth == MET]
        if sure:
            return self._inside(sure[0], above, row)
        rest: Path = (*above, (f"{above[-1][0]}/rest", above[-1][1])) if above else NOWHERE
        found: set[Path] = {rest}
        for quota, truth in truths:
            if truth == UNKNOWN:
                found |= self._inside(quota, above, row)
        return found

    def _inside(self, quota: Quota, above: Path, row: Row) -> set[Path]:
        group = above[-1][1] if above else None
        if quota.per is not None:
            group = self.group(quota.per, row) or SOME
        path: Path = (*above, (quota.id, group))
        return self._among(quota.within, path, row) if quota.within else {path}

    def group(self, per: str, row: Row) -> str | None:
        said = self.read(row, per)
        if said is None:
            blank = self.book.fields[per].blank
            return None if blank is None or row.get(per) == UNREADABLE else option_id(blank)
        type_ = self.book.fields[per].type
        return unit_key(str(said)) if type_ == "unit" else name_key(str(said)) if type_ == "text" else option_id(said)

    @cached_property
    def forest(self) -> dict[Path, allocation.Node]:
        """Every quota with every group that somebody may belong to; parents first."""
        nodes: dict[Path, allocation.Node] = {}
        index: dict[Path, int] = {}

        def grow(quotas: Sequence[Quota], above: Path, rows: Sequence[Row], around: Quota | None, parent: int) -> None:
            for quota in quotas:
                mine = [row for row in rows if self.meaning.truth(quota.of, row) != UNMET]
                groups: Mapping[str | None, list[Row]] = {above[-1][1] if above else None: mine}
                if quota.per is not None:
                    named = sorted({g for row in mine if (g := self.group(quota.per, row)) is not None})
                    groups = {g: [row for row in mine if self.group(str(quota.per), row) == g] for g in named}
                for group, members in groups.items():
                    path: Path = (*above, (quota.id, group))
                    index[path] = len(nodes)
                    nodes[path] = self._node(quota, parent, group, around, members[0] if members else None)
                    if quota.within:
                        exact = [q for q in quota.within if q.exactly is not None]
                        grow(exact, path, members, quota, index[path])
                        rest: Path = (*path, (f"{quota.id}/rest", group))
                        index[rest] = len(nodes)
                        nodes[rest] = self._rest(quota, index[path], nodes[path])
                        # What is not counted exactly shares what the exact ones leave.
                        others = [q for q in quota.within if q.exactly is None]
                        grow(others, path, members, quota, index[rest] if exact else index[path])

        grow(self.round.quotas or (), (), self.rows, None, -1)
        return nodes

    def _node(
        self, quota: Quota, parent: int, group: str | None, around: Quota | None, row: Row | None = None
    ) -> allocation.Node:
        keep = quota.unfilled == "empty"
        at_most, floor = self.limit(quota.at_most, row), self.limit(quota.at_least, row) or 0
        if quota.exactly is not None:
            floor = self.number_of_seats(quota) or 0
            # Only inside a number of seats can others' unfilled ones come in on top.
            grows = not keep and around is not None and self.number_of_seats(around) is not None
            at_most = None if grows else floor
        for name, limits in quota.exceptions.items():
            if group is not None and group in (name, unit_key(name)):
                at_most, floor = self.limit(limits[0]), self.limit(limits[1]) or 0
        return allocation.Node(parent, at_most, floor, keep and floor > 0)

    def number_of_seats(self, quota: Quota) -> int | None:
        return self.limit(quota.at_most if quota.exactly is None else quota.exactly)

    def _rest(self, quota: Quota, parent: int, own: allocation.Node) -> allocation.Node:
        """Seats that are not reserved exactly: at most those where reserved ones stay empty, else at least those."""
        exact = [q for q in quota.within if q.exactly is not None]
        room = self.number_of_seats(quota)
        left = None if room is None else max(0, room - sum(self.limit(q.exactly) or 0 for q in exact))
        if not exact or left is None:
            return allocation.Node(parent)
        if any(q.unfilled == "transfer" for q in exact):
            return allocation.Node(parent, None, left)
        # A quota that may itself grow beyond its number leaves its rest open.
        grows = quota.exactly is not None and own.ceiling is None
        return allocation.Node(parent) if grows else allocation.Node(parent, left)

    def limit(self, amount: t.Amount, row: Row | None = None) -> int | None:
        """``row``: one of the group, where a share goes by something of its unit."""
        match amount:
            case None | int():
                return amount
            case t.Param(name):
                value = self.book.parameters[name].value
                return None if value == "none" else int(str(value))
            case t.Percent(percent, of, rounding):
                if isinstance(percent, t.Rate):
                    if row is None:
                        return None  # of a group that nobody knows it may be any
                    percent = self.rate(percent, row)
                base = self.meaning.number(self.meaning.value(of, row or {}))
                exact = number_of(base.low) * percent / 100
                down = exact.numerator // exact.denominator
                up = down + (exact > down)
                return {"down": down, "up": up, "half_up": up if exact - down >= Fraction(1, 2) else down}[rounding]

    def rate(self, rate: t.Rate, row: Row) -> Fraction:
        operand = self.meaning.value(rate.value, row)
        if rate.by_option:
            assert isinstance(operand, Opt)
            return dict(rate.by_option).get(str(operand.id), ZERO)
        reached = [worth for start, worth in rate.bands if self.meaning.number(operand).low >= start]
        return reached[-1] if reached else ZERO

    def seatless(self, path: Path) -> bool:
        """No candidate there can ever be seated, for a ceiling of 0 stands on its way up."""
        if any(group == SOME for _, group in path):
            quotas = {q.id: q for q in _flat(self.round.quotas or ())}
            chain = [quotas[name] for name, _ in path if name in quotas]
            nodes = [self._node(q, -1, None, around) for around, q in zip([None, *chain], chain, strict=False)]
            if path[-1][0] not in quotas:
                nodes.append(self._rest(chain[-1], -1, nodes[-1]))
            return any(node.ceiling == 0 for node in nodes) and not any(q.exceptions for q in chain)
        return any(self.forest[path[:n]].ceiling == 0 for n in range(1, len(path) + 1))

    @cached_property
    def outcomes(self) -> list[str]:
        """Outcomes before seats; ``competing`` for those who compete for one."""
        return [self._outcome(row, self.copies[i]) for i, row in enumerate(self.rows)]

    def _outcome(self, row: Row, copies: int) -> str:
        verdict = self.verdict(row)
        if verdict != "eligible":
            return verdict
        if copies > 1 or self.award(row) is None:
            return "needs_evidence"
        if self.round.quotas is None:
            return "nominated"
        classes = self.classes(row)
        if all(path == NOWHERE or self.seatless(path) for path in classes):
            return "no_seat"
        return "competing" if self.settled(classes) else "needs_evidence"

    @cached_property
    def competing(self) -> list[int]:
        return [i for i, outcome in enumerate(self.outcomes) if outcome == "competing"]

    @cached_property
    def statuses(self) -> list[str]:
        found = list(self.outcomes)
        if self.competing:
            paths = list(self.forest)
            places = [paths.index(next(iter(self.classes(self.rows[i])))) for i in self.competing]
            keys = [self.key(self.rows[i]).low for i in self.competing]
            order = sorted(set(keys))
            contest = tuple((place, order.index(key)) for place, key in zip(places, keys, strict=True))
            standings = self.standings(tuple(self.forest.values()), contest)
            for i, standing in zip(self.competing, standings, strict=True):
                found[i] = ("reserve", "tied", "nominated")[standing]
        return found

    def standings(
        self, forest: tuple[allocation.Node, ...], contest: tuple[allocation.Candidate, ...]
    ) -> Sequence[int]:
        return standings_of(forest, contest)

    # ---- lists ------------------------------------------------------------------------------------------------

    def list_of(self, i: int) -> tuple[object, ...] | None:
        row = self.rows[i]
        if self.award(row) is None:
            return None
        if self.round.quotas is None:
            return None if self.read(row, "kind") is None else (self.award(row), self.read(row, "kind"))
        classes = self.classes(row)
        path = next(iter(classes))
        return (self.award(row), *path[0]) if self.settled(classes) and path else None

    def rank(self, i: int) -> int | None:
        """1, 2, 2, 4 among the eligible of the list."""
        seats = ("nominated", "tied", "reserve")
        if self.statuses[i] not in seats or self.list_of(i) is None:
            return None
        mine = self.key(self.rows[i]).low
        return 1 + sum(
            1
            for j in range(len(self.rows))
            if self.statuses[j] in seats and self.list_of(j) == self.list_of(i) and self.key(self.rows[j]).low > mine
        )

    def tier(self, i: int) -> set[str] | None:
        """The awards that a nominee of a quota with tiers may come to: one, or several where the level stand across an
        edge; None where none are dealt."""
        dealing = {q.id: q for q in _flat(self.round.quotas or ()) if q.tiers}
        if self.statuses[i] != "nominated" or not dealing:
            return None
        path = next(iter(self.classes(self.rows[i])))
        around = [path[: n + 1] for n, (name, _) in enumerate(path) if name in dealing]
        if not around:
            return None
        node = around[-1]
        mine = [
            j for j in self.competing
            if next(iter(self.classes(self.rows[j])))[: len(node)] == node and self.statuses[j] in ("nominated", "tied")
        ]  # fmt: skip
        sure = [j for j in mine if self.statuses[j] == "nominated"]
        seats = len(sure) + self._tied_seats(node, [j for j in mine if self.statuses[j] == "tied"])
        order = list(self.book.awards)
        numbers = dealing[node[-1][0]].tiers
        given = {a: 0 if isinstance(n, str) else self.limit(n) or 0 for a, n in numbers.items()}
        rest = max(0, seats - sum(given.values()))
        ladder = [
            a for a in sorted(given, key=order.index, reverse=True)
            for _ in range(rest if isinstance(numbers[a], str) else given[a])
        ] or [max(given, key=order.index, default="")]  # fmt: skip
        key = self.key(self.rows[i]).low
        better = sum(1 for j in sure if self.key(self.rows[j]).low > key)
        level = sum(1 for j in sure if self.key(self.rows[j]).low == key)
        return {ladder[min(place, len(ladder) - 1)] for place in range(better, better + level)}

    def _tied_seats(self, node: Path, tied: Sequence[int]) -> int:
        """Of a quota without others inside it: what its ceiling leaves to those level for the last seats."""
        ceiling = self.forest[node].ceiling
        sure = sum(
            1 for j in self.competing
            if self.statuses[j] == "nominated" and next(iter(self.classes(self.rows[j])))[: len(node)] == node
        )  # fmt: skip
        return 0 if not tied or ceiling is None else ceiling - sure

    def is_missing(self, i: int) -> bool:
        """Whether anything about a candidate is unknown."""
        row = self.rows[i]
        key = self.key(row)
        category = self.read(row, "category")
        requires = None if category is None else self.book.categories[str(category)].requires
        open_class = self.round.quotas is not None and not self.settled(self.classes(row))
        return (
            UNKNOWN in (self.opens(row), self.an_object(row))
            or self.award(row) is None
            or category is None
            or key.low != key.high
            or open_class
            or self.copies[i] > 1
            or any(self.meaning.holds(name, row) == UNKNOWN for name in self.book.exclusions)
            or any(self.meaning.holds(name, row) == UNKNOWN for name in names_in(requires))
        )


def _units(end: End, every: Fraction, worth: Fraction) -> End:
    """Full units only, and none below zero."""
    if end == INF:
        return ZERO if worth == 0 else INF if worth > 0 else -INF
    return worth * (max(number_of(end), ZERO) // every) if end != -INF else ZERO


def _fields_per(quotas: Sequence[Quota]) -> frozenset[str]:
    own = frozenset(q.per for q in quotas if q.per is not None)
    return own.union(*(_fields_per(q.within) for q in quotas))


def _flat(quotas: Sequence[Quota]) -> list[Quota]:
    return [q for quota in quotas for q in (quota, *_flat(quota.within))]


def names_in(condition: t.Condition | None) -> list[str]:
    match condition:
        case t.Name(name):
            return [name]
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(of=of):
            return [name for c in of for name in names_in(c)]
        case _:
            return []


@lru_cache(maxsize=100_000)
def standings_of(forest: tuple[allocation.Node, ...], contest: tuple[allocation.Candidate, ...]) -> tuple[int, ...]:
    return tuple(allocation.standings(forest, contest))
