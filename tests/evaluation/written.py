"""Random rulebooks as files, covering the grammar: trees of maps, lists and texts, and rows for their sheets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.reference.meaning import UNREADABLE, Cell, Row

Tree = Any

DAY = date(2023, 10, 10)
DECIDED = date(2024, 6, 30)
KINDS = ("collective", "individual", "household")
COMMUNES = ("Xã An", "Xã Bình", "Xã Cát")
SHAPES, STARS = ("ring", "disc", "cone"), ("one", "two", "three")
AWARDS = ("low_award", "mid_award", "high_award")
NUMERIC = ("few", "some", "cash", "goods", "share", "since")
OPEN_END = {"from": "2020-01-01"}

FIELDS: dict[str, Tree] = {
    "p": {"type": "yes_no"},
    "q": {"type": "yes_no"},
    "s": {"type": "yes_no", "blank": "no"},
    "shape": {"type": "choice", "options": dict.fromkeys(SHAPES, "x")},
    "stars": {"type": "choice", "ordered": "yes", "options": dict.fromkeys(STARS, "x")},
    "few": {"type": "whole", "min": "0", "max": "3"},
    "some": {"type": "whole", "min": "1", "max": "4"},
    "cash": {"type": "money"},
    "goods": {"type": "money", "blank": "0"},
    "share": {"type": "number"},
    "on": {"type": "date"},
    "until": {"type": "date"},
    "since": {"type": "year"},
}
PAST: dict[str, Tree] = {
    "name": "standard",
    "shape": {"type": "choice", "options": dict.fromkeys(SHAPES, "x")},
    "few": {"type": "whole"},
    "cash": {"type": "money"},
    "on": {"type": "date"},
    "until": {"type": "date"},
    "since": {"type": "year"},
    "day": {"type": "date", "compute": {"first_given": ["on", "until"]}},
    "age": {"type": "whole", "compute": {"years_between": ["day", "$decided_on"]}},
}
UNITS: dict[str, Tree] = {
    "unit_name": "standard",
    "shape": {"type": "choice", "options": dict.fromkeys(SHAPES, "x")},
    "few": {"type": "whole"},
    "on": {"type": "date"},
}


@dataclass
class Writer:
    """Draws a rulebook; every construct of the language has its place here."""

    rng: Random
    names: tuple[str, ...] = ()
    rows_of: dict[str, dict[str, Tree]] = field(default_factory=lambda: {"": FIELDS, "past": PAST, "units": UNITS})

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def whole(self, low: int, high: int) -> str:
        return str(self.rng.randint(low, high))

    def dated(self, entry: Tree, share: float = 0.06) -> Tree:
        """Now and then with days, some of which the day of decision lies outside."""
        if not isinstance(entry, dict) or not self.chance(share):
            return entry
        edge = DECIDED + timedelta(days=self.rng.randint(-1, 1))
        return {**entry, "in_force": {self.rng.choice(("from", "to")): edge.isoformat()}}

    def chosen(self, node: Tree, other: Tree) -> Tree:
        """Now and then hung on a parameter."""
        if not self.chance(0.06):
            return node
        if self.chance(0.5):
            return {"choose": {"mode": {"a": node, "b": other}}}
        return {"choose": {"floor": {"unset": node, "given": other}}}

    # ---- conditions -----------------------------------------------------------------------------------------------

    def condition(self, where: str = "", depth: int = 2) -> Tree:
        made = self._condition(where, depth)
        return self.chosen(made, self.test(where)) if depth == 2 else made

    def _condition(self, where: str, depth: int) -> Tree:
        way = self.rng.randint(0, 12 if depth else 5)
        if way <= 4:
            return self.test(where)
        if way == 5:
            if where or not self.names:
                return self.rng.choice(("always", "never", "$flag"))
            return self.rng.choice(self.names)
        if way <= 7 and not where:
            register = self.rng.choice(("past", "units"))
            made = {"in_register": register, **self.match(register)}
            return {**made, "where": self.condition(register, 1)} if self.chance(0.8) else made
        of = [self._condition(where, depth - 1) for _ in range(self.rng.randint(1, 3))]
        if way == 8:
            return {"at_least": self.whole(1, len(of)), "of": of}
        return {self.rng.choice(("all", "any", "none")): of}

    def match(self, register: str) -> Tree:
        if register == "units":
            return {"match": {"unit_name": self.rng.choice(("name", "commune"))}}
        return self.rng.choice(
            (
                {"match": ["name"]},
                {"match": ["name"], "match_if_given": ["shape"]},
                {"match": {"few": "some"}},
                {"match": ["shape", "name"]},
                {},
            )
        )

    def test(self, where: str) -> Tree:
        if not where and self.chance(0.12):
            return self.rng.choice(
                (
                    {"$flag": "yes"},
                    {"$taste": "ring"},
                    {"$floor": {"at_least": "2"}},
                    {"$floor": "given"},
                    {"round": self.rng.choice(("spring", "autumn"))},
                    {"kind": ["individual", "household"]},
                    {"category": {"is_not": "second"}},
                    {"worth": {"more_than": self.whole(0, 3)}},
                    {"found": "ring"},
                    {"rate": {"at_least": "0.5"}},
                )
            )
        fields = self.rows_of[where]
        names = self.rng.sample([n for n, f in fields.items() if f != "standard"], 2 if self.chance(0.15) else 1)
        return {n: self.test_of(fields[n], where) for n in names}

    def test_of(self, said: Tree, where: str) -> Tree:
        if self.chance(0.08):
            return "known"
        match said["type"]:
            case "yes_no":
                return "yes" if self.chance(0.7) else {"is_not": "no"} if self.chance(0.5) else "no"
            case "choice" if said.get("ordered") and self.chance(0.7):
                return self.bounds(lambda: self.rng.randint(0, 2), lambda i: STARS[i])
            case "choice":
                ids = self.rng.sample(list(said["options"]), self.rng.randint(1, 2))
                items = [*ids, "$taste"] if list(said["options"]) == list(SHAPES) and self.chance(0.15) else ids
                return (
                    items if len(items) > 1 or self.chance(0.3) else {"is_not": items} if self.chance(0.4) else items[0]
                )
            case "date":
                return self.day_test(where)
            case "money" if self.chance(0.25):
                return {self.rng.choice(("at_least", "more_than", "at_most", "less_than")): "$floor"}
            case "year":
                return self.bounds(lambda: self.rng.randint(2019, 2023), str)
            case "number":
                return self.bounds(lambda: Fraction(self.rng.randint(-4, 12), 4), lambda x: str(float(x)))
            case _:
                if self.chance(0.15):
                    return [self.whole(0, 1), self.whole(2, 4)]
                if self.chance(0.15):
                    return {"at_most": self.number(1) if not where else "few"}
                return self.bounds(lambda: self.rng.randint(0, 4), str)

    def bounds(self, draw: Any, text: Any) -> Tree:
        low, high = sorted((draw(), draw()))
        way = self.rng.randint(0, 6)
        if way == 0:
            return {"between": [text(low), text(high)]}
        if way == 1 and low < high:
            return {"at_least": text(low), "at_most": text(high)}
        return {self.rng.choice(("at_least", "more_than", "at_most", "less_than")): text(low)}

    def day_test(self, where: str) -> Tree:
        day = (DAY + timedelta(days=self.rng.randint(-2, 2))).isoformat()
        ways: list[Tree] = [
            {"before": day},
            {"on_or_before": day},
            {"after": day},
            {"on_or_after": day},
            {"within": [DAY.isoformat(), day]} if day >= DAY.isoformat() else {"within": [day, DAY.isoformat()]},
            {"within": "2023-10"},
            {"within": "2023-Q4"},
            {"within": "2023"},
            {"within": "$term"},
            {"after": "2023-09"},
            {"on_or_before": "2023-10"},
            {"before": "2023-10"},
            {"on_or_after": "2023-11"},
            {"before": "$decided_on"},
        ]
        if not where:
            ways += [{"in_time": "$deadline"}, {"late": "$deadline"}]
        return self.rng.choice(ways)

    # ---- values -----------------------------------------------------------------------------------------------------

    def number(self, depth: int = 2) -> Tree:
        way = self.rng.randint(0, 9 if depth else 3)
        if way <= 2:
            return self.rng.choice(NUMERIC)
        if way == 3:
            return self.rng.choice(("2", "1.5", "$rate", "0", "$year"))
        if way == 4:
            return self.looked_up()
        if way == 5:
            return {self.rng.choice(("days_between", "years_between")): ["on", "until"]}
        name = self.rng.choice(
            (
                "sum",
                "sum_of_given",
                "product",
                "difference",
                "smallest",
                "largest",
                "first_given",
                "agreed",
                "ratio",
                "mean",
            )
        )
        many = 2 if name in ("difference", "product", "ratio") else self.rng.randint(2, 3)
        return {name: [self.number(depth - 1) for _ in range(many)]}

    def looked_up(self) -> Tree:
        op = self.rng.choice(
            ("count_in", "total_in", "largest_in", "mean_in", "find_in", "run_of_years_in", "years_in")
        )
        of = ("on", "day", "since") if "years" in op else ("few", "cash")
        made: Tree = {op: "past", **self.match("past")}
        if op != "count_in":
            made["value"] = self.rng.choice(of)
        return {**made, "where": self.condition("past", 1)} if self.chance(0.6) else made

    def choice_value(self) -> Tree:
        found = {"find_in": "units", "value": "shape", "match": {"unit_name": self.rng.choice(("name", "commune"))}}
        return {self.rng.choice(("first_given", "agreed")): ["shape", found]}

    # ---- points -----------------------------------------------------------------------------------------------------

    def points(self, prefix: str, depth: int = 1) -> dict[str, Tree]:
        return {f"{prefix}{i}": self.point(f"{prefix}{i}", depth) for i in range(self.rng.randint(1, 3))}

    def point(self, id_: str, depth: int) -> Tree:
        worth = str(float(Fraction(self.rng.randint(-3, 6), self.rng.choice((1, 2)))))
        made: Tree = {"vi": "x"}
        way = self.rng.randint(0, 7 if depth else 5)
        if way <= 1:
            made["points"] = "$rate_of_points" if self.chance(0.1) else worth
        elif way == 2:
            made |= {"value": self.number(), "every": self.rng.choice(("1", "2", "0.5", "1.25")), "points": worth}
        elif way == 3:
            made |= {
                "value": self.number(),
                "bands": {str(s): self.whole(0, 6) for s in sorted({0, 2, self.rng.randint(-1, 5)})},
            }
        elif way == 4:
            made |= {"value": self.rng.choice(("shape", "found")), "by_option": {"ring": "1", "disc": worth}}
        elif way == 5:
            made["mark"] = self.whole(1, 5)
        else:
            made["parts" if way == 6 else "best_of"] = self.points(f"{id_}_", depth - 1)
        if self.chance(0.3):
            made["at_most"] = self.whole(2, 5)
        if self.chance(0.15):
            made["at_least"] = self.whole(-1, 1)
        if self.chance(0.3):
            made["when"] = self.condition("", 1)
        if self.chance(0.2):
            made["of"] = self.rng.choice(({"category": "first"}, {"kind": "individual"}, {"p": "yes"}))
        return self.dated(made)

    # ---- quotas -----------------------------------------------------------------------------------------------------

    def quotas(self) -> Tree:
        if self.chance(0.12):
            return "none"
        if self.chance(0.15):
            return {"prizes": self.prizes()}
        return self.siblings("", self.rng.choice((1, 2, 2, 3)))

    def prizes(self) -> Tree:
        numbers = {a: self.rng.randint(1, 3) for a in AWARDS[:: self.rng.choice((1, -1))]}
        most, tiers = sum(numbers.values()), {a: str(n) for a, n in numbers.items()}
        if self.chance(0.4):
            tiers[self.rng.choice(AWARDS)] = "rest"
        return {"vi": "x", "at_most": str(most), "tiers": tiers, **({"per": "stars"} if self.chance(0.3) else {})}

    def siblings(self, used: str, depth: int) -> Tree:
        """Siblings share nobody: each takes other options of one field."""
        by = self.rng.choice([f for f in ("kind", "category", "shape", "p") if f not in used])
        options = {"kind": KINDS, "category": ("first", "second"), "shape": SHAPES, "p": ("yes", "no")}[by]
        ids = self.rng.sample(options, self.rng.randint(1, len(options)))
        exactly = bool(used) and self.chance(0.4)
        unfilled = self.rng.choice(("empty", "transfer"))
        return {
            f"{by}_{x}": self.quota(
                {by: x}, f"{used}{by}", depth, exactly=exactly, unfilled=unfilled, inside=bool(used)
            )
            for x in ids
        }

    def quota(self, of: Tree, used: str, depth: int, *, exactly: bool, unfilled: str, inside: bool) -> Tree:
        made: Tree = {"vi": "x", "of": of, "unfilled": unfilled}
        per = self.rng.choice((None, None, "commune", "unit", "stars")) if not inside or self.chance(0.2) else None
        if per:
            made["per"] = per
        within = self.siblings(used, depth - 1) if depth > 1 and self.chance(0.6) else {}
        reserved = sum(int(q.get("exactly", q.get("at_least", "0"))) for q in within.values() if "per" not in q)
        counted = any("exactly" in q for q in within.values())
        if within:
            made["within"] = within
        if exactly:
            inner = [int(q.get("exactly", q.get("at_most", "0"))) for q in within.values() if _counts(q)]
            made["exactly"] = str(max([reserved, self.rng.randint(0, 2), *inner]))
            return made
        inner = [int(q.get("exactly", q.get("at_most", "0"))) for q in within.values() if _counts(q)]
        at_most: Tree = str(max([reserved, *inner]) + self.rng.randint(0, 2))
        if not reserved and not within:
            at_most = self.rng.choice(("0", "1", "2", "3", "none", "$cap", self.share(per)))
        elif self.chance(0.3) and not counted:
            at_most = "none"
        if at_most != "none" or self.chance(0.5):
            made["at_most"] = at_most
        if self.chance(0.3) and isinstance(at_most, str) and at_most.isdigit():
            made["at_least"] = self.whole(min(reserved, int(at_most)), int(at_most))
        if per in ("commune", "stars") and not within and self.chance(0.3):
            group = COMMUNES[0] if per == "commune" else "two"
            made["except"] = {
                group: self.rng.choice(("2", "none", {"at_most": "2", "at_least": "1"}, {"exactly": "1"}))
            }
        return self.dated(made) if not within and not inside else made

    def share(self, per: str | None) -> Tree:
        made: Tree = {"percent": self.whole(20, 60), "of": "7", "round": self.rng.choice(("down", "up", "half_up"))}
        if per == "stars" and self.chance(0.6):
            made["percent"] = {"value": "stars", "by_option": {"one": "10", "two": "20", "three": "45"}}
        elif self.chance(0.4):
            made["of"] = (
                {"sum": ["3", {"count_in": "units", "where": {"shape": ["ring", "disc"]}}]} if self.units_sure else "5"
            )
        return made

    units_sure: bool = False

    # ---- the whole --------------------------------------------------------------------------------------------------

    def parameters(self) -> Tree:
        def one(type_: str, *values: str | None, **more: Tree) -> Tree:
            value = self.rng.choice(values)
            made = {"type": type_, "set_by": "board", "vi": "x", **more}
            return made if value is None else {**made, "value": value}

        return {
            "flag": one("yes_no", None, "yes", "no"),
            "floor": one("money", None, "2"),
            "rate": one("number", None, "1.5"),
            "rate_of_points": one("number", "2.5"),
            "taste": one("choice", None, "ring", options={"ring": "x", "disc": "x"}),
            "mode": one("choice", "a", "b", options={"a": "x", "b": "x"}),
            "cap": one("seats", "none", "0", "1", "2"),
            "deadline": one("deadline", DAY.isoformat()),
            "term": one("period", None, "2023-10/2023-10", "2023-10-09/2023-10-11"),
            "score_from": {"value": self.rng.choice(("board", "table", "both"))},
            "deadline_inclusive": {"value": self.rng.choice(("yes", "no"))},
            "held_back_required": {"value": self.rng.choice(("yes", "no"))},
        }

    def criterion(self) -> Tree:
        return self.dated({"vi": "x", "when": self.condition()})

    def standard(self, depth: int = 2) -> Tree:
        if not depth or self.chance(0.4):
            return self.rng.choice(self.names)
        of = [self.standard(depth - 1) for _ in range(self.rng.randint(1, 3))]
        if self.chance(0.25):
            return {"at_least": self.whole(1, len(of)), "of": of}
        return {self.rng.choice(("all", "all", "any", "none")): of}

    def rulebook(self) -> Tree:
        """One file's tree."""
        fields = {**FIELDS} | {
            "worth": {"type": "number", "vi": "x", "compute": self.number()},
            "rate": {"type": "number", "vi": "x", "compute": {"ratio": [self.number(1), self.number(1)]}},
            "found": {
                "type": "choice",
                "options": dict.fromkeys(SHAPES, "x"),
                "vi": "x",
                "compute": self.choice_value(),
            },
        }
        fields = {k: v if v == "standard" else {"vi": "x", **v} for k, v in fields.items()}
        criteria: dict[str, Tree] = {}
        for i in range(self.rng.randint(1, 5)):
            self.names = tuple(criteria)
            criteria[f"k{i}"] = "x" if self.chance(0.1) else self.criterion()
        self.names = tuple(criteria)
        given = self.rng.choice(("provisional", "unknown", "empty"))
        registers = {
            "past": {"vi": "x", "if_not_given": given, "fields": _called(PAST)},
            "units": {"vi": "x", "if_not_given": self.rng.choice(("unknown", "empty")), "fields": _called(UNITS)},
        }
        rounds = {
            "spring": {
                "vi": "x",
                "quotas": self.quotas(),
                **({"opens": self.condition("", 1)} if self.chance(0.3) else {}),
                **({"award": self.rng.choice(AWARDS)} if self.chance(0.5) else {}),
            },
            "autumn": {"vi": "x", "quotas": "none"},
        }
        tree: Tree = {
            "language": "1",
            "id": "made",
            "version": "1",
            "approval": "draft",
            "document": {"vi": "x", "issuer": "x", "units": []},
            "clauses": {"I": "x"},
            "parameters": self.parameters(),
            "registers": registers,
            "fields": fields,
            "awards": dict.fromkeys(AWARDS, "x"),
            "categories": {
                name: self.dated(
                    {
                        "kinds": self.rng.sample(KINDS, self.rng.randint(1, 3)),
                        "vi": "x",
                        "clause": "I",
                        "requires": self.standard(),
                    }
                )
                for name in ("first", "second")
            },
            "criteria": criteria,
            "exclusions": {f"x{i}": self.criterion() for i in range(self.rng.randint(1, 2))},
            "advisories": {
                "note": {
                    "vi": "x",
                    "when": self.rng.choice(({"none": [{"few": "given"}]}, {"score": {"at_least": "3"}})),
                }
            },
            "rounds": rounds,
        }
        if self.chance(0.8):
            tree["scoring"] = {"basis": "plan", "points": self.points("e")}
        if self.chance(0.8):
            tree["ranking"] = [self.key() for _ in range(self.rng.randint(1, 3))]
        return tree

    def key(self) -> Tree:
        way = self.rng.randint(0, 3)
        if way == 0:
            return {"first": self.rng.choice(self.names)}
        if way == 1:
            return {"high": "score"}
        return {"high" if way == 2 else "low": self.rng.choice((*NUMERIC, "worth", "rate", "stars", "on"))}

    def extension(self) -> Tree:
        """A rulebook upon another: parameters set, a criterion replaced, an exclusion taken away, one added."""
        own: Tree = {
            "language": "1",
            "id": "upon",
            "version": "1",
            "approval": "draft",
            "document": {"vi": "x", "issuer": "x", "units": []},
            "extends": {"rulebook": "made", "set": {"floor": self.whole(1, 3), "cap": "1"}, "replace": ["criteria/k0"]},
        }
        self.names = ()
        own["criteria"] = {"k0": self.criterion()}
        if self.chance(0.5):
            own["extends"]["remove"] = ["exclusions/x0"]
        if self.chance(0.5):
            own["exclusions"] = {"more": self.criterion()}
        return own

    # ---- rows -------------------------------------------------------------------------------------------------------

    def cell(self, said: Tree) -> Cell:
        if self.chance(0.12):
            return UNREADABLE if self.chance(0.1) else None
        match said["type"]:
            case "yes_no":
                return self.chance(0.75)
            case "choice":
                return str(self.rng.choice(list(said["options"])))
            case "date":
                return DAY + timedelta(days=self.rng.randint(-2, 2))
            case "year":
                return self.rng.randint(2019, 2023)
            case "number":
                return Fraction(self.rng.randint(-16, 16), 4)
            case _:
                low = int(said.get("min", "0"))
                return self.rng.randint(low, low + 3)

    def row(self, i: int, marks: list[str]) -> Row:
        row: dict[str, Cell] = {n: self.cell(f) for n, f in FIELDS.items()}
        row |= {
            "name": f"Người {i}" if self.chance(0.98) else "Người 0",
            "kind": self.rng.choice(KINDS) if self.chance(0.97) else None,
            "category": self.rng.choice(("first", "first", "second", "other")) if self.chance(0.97) else None,
            "commune": self.rng.choice((*COMMUNES, "an", "Bình")) if self.chance(0.9) else None,
            "unit": self.rng.choice(("Phòng A", "phòng  a", "Phòng B")) if self.chance(0.9) else None,
            "award": self.rng.choice(AWARDS) if self.chance(0.9) else None,
            "board_score": Fraction(self.rng.randint(0, 40), 4) if self.chance(0.95) else None,
            "held_back": self.rng.choice((None, False, False, True)) if self.chance(0.3) else False,
        }
        for k in range(5):
            row[f"k{k}"] = self.rng.choice((True, True, False, None))
        for mark in marks:
            row[mark] = Fraction(self.rng.randint(0, 24), 4) if self.chance(0.9) else None
        return row

    def register_row(self, fields: Tree) -> Row:
        row: dict[str, Cell] = {n: self.cell(f) for n, f in fields.items() if f != "standard" and "compute" not in f}
        if "name" in fields:
            row["name"] = f"người {self.rng.randint(0, 9)}"
        if "unit_name" in fields:
            row["unit_name"] = self.rng.choice(("Xã An", "bình", "Người 1", "Người 2", None))
        return row


def _counts(quota: Tree) -> bool:
    most = quota.get("exactly", quota.get("at_most"))
    return isinstance(most, str) and most.isdigit()


def _called(fields: dict[str, Tree]) -> dict[str, Tree]:
    return {k: v if v == "standard" else {"vi": "x", **v} for k, v in fields.items()}


def as_yaml(tree: Tree) -> str:
    """A file with this tree: what is JSON is YAML."""
    return json.dumps(tree, ensure_ascii=False, indent=0)
