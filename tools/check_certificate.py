#!/usr/bin/env python3
"""Kiểm tra decisions.json mà không cần phần mềm đã làm ra nó. Checks a decisions.json without the program that made it.

    python3 check_certificate.py RESULTS [--lang vi|en] [--format text|json]

RESULTS is a results folder or its decisions.json. One file, Python 3.11 or later, nothing but the standard library.
From the values, the registers' rows and the rules that the file carries it works out again, in exact fractions and
with "unknown" as a value: every criterion, exclusion and advisory, whether the round is open, every status, points and
scores, ranks, lists, seat classes, quotas, the selection and its ties. What it does not prove it says at the end.

Exit code: 0 nothing wrong; 1 something does not follow; 2 no certificate that could be checked.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA = "xetkhen/decisions/1"
UNMET, UNKNOWN, MET = 0, 1, 2
WORDS = ("unmet", "unknown", "met")
INF = float("inf")  # only ever compared with: no amount is a float
ZERO = Fraction(0)
SEATED = ("nominated", "tied", "reserve")
STATUSES = (
    "nominated", "reserve", "tied", "no_seat", "needs_evidence", "not_eligible", "excluded", "not_considered",
)  # fmt: skip

Json = dict[str, Any]
Row = Mapping[str, Any]  # field -> text; None is blank, False is what nobody can read
End = Fraction | float
Path_ = tuple[tuple[str, tuple[str, ...]], ...]  # quotas from the outermost inwards: id, groups
SOME = "\x00"  # a group that is not known


# ---- names ------------------------------------------------------------------------------------------------------

TONES = "\u0300\u0301\u0303\u0309\u0323"
SHAPED = "ăâêôơư"
VOWELS = "aăâeêioôơuưy"
TITLES = (
    "ông", "bà", "anh", "chị", "cô", "thầy", "đồng chí", "đ/c", "đ.c", "ông (bà)", "ông/bà", "thiếu tướng", "hạ sĩ",
    "trung sĩ", "thượng sĩ", "hòa thượng", "thượng tọa", "đại đức", "ni sư", "ni trưởng", "sư cô", "linh mục", "mục sư",
    "nghệ nhân", "nghệ nhân ưu tú", "thiếu úy", "trung úy", "thượng úy", "đại úy", "thiếu tá", "trung tá", "thượng tá",
    "đại tá",
)  # fmt: skip
DOTTED = ("bs", "ths", "ts", "gs", "pgs", "kts", "ks", "cn", "đc")  # titles only where a dot follows


def normal(text: str) -> str:
    """One form for one name: composed, lower case, single spaces, tones where they belong ("hoà" is "hòa")."""
    text = unicodedata.normalize("NFC", text)
    kinds = [(c, unicodedata.category(c)) for c in text]
    text = "".join(" " if kind in ("Cc", "Zs", "Zl", "Zp") else c for c, kind in kinds if kind != "Cf")
    return re.sub(r"[^\W\d_]+", lambda found: toned(found[0]), " ".join(text.split()).casefold())


@lru_cache(maxsize=1 << 16)
def toned(syllable: str) -> str:
    """A syllable with its tone on the vowel that carries it."""
    letters = unicodedata.normalize("NFD", syllable)
    tones = [c for c in letters if c in TONES]
    if len(tones) != 1:
        return syllable
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
    at = carrier(bare)
    return syllable if at is None else unicodedata.normalize("NFC", bare[: at + 1] + tones[0] + bare[at + 1 :])


def carrier(bare: str) -> int | None:
    """Which letter carries the tone; None where this is not one Vietnamese syllable."""
    shaped = [i for i, c in enumerate(bare) if c in SHAPED]
    if shaped:
        return shaped[-1]
    start = 2 if bare[:2] in ("qu", "gi") and bare[2:3] in tuple(VOWELS) else 0
    vowels = [i for i in range(start, len(bare)) if bare[i] in VOWELS]
    if not vowels or vowels != list(range(vowels[0], vowels[-1] + 1)):
        return None
    second = len(vowels) > 2 or (len(vowels) == 2 and vowels[-1] < len(bare) - 1)
    return vowels[1] if second else vowels[0]


def titles() -> re.Pattern[str]:
    """Titles before a person's name, several of them, in brackets or after "hộ"."""
    words = sorted((normal(w) for w in (*TITLES, *DOTTED)), key=len, reverse=True)
    dotted = {normal(w) for w in DOTTED}
    one = "|".join(re.escape(w) + (r"\." if w in dotted else r"(?:\s*[.:]|(?=[\s)]))") for w in words)
    household = "|".join(normal(w) for w in ("hộ gia đình", "gia đình", "hộ"))
    return re.compile(rf"^(?:(?:(?:{household})\s+(?=(?:{one})))?\(?(?:{one})\)?\s*)+(?=\w)")


TITLE = titles()
UNIT = re.compile(r"^(?:(?:ubnd|ủy ban nhân dân)\s+)?(?:xã|x\s*\.|phường|p\s*\.|thị trấn|tt\s*\.)\s*(?=\w)")


@lru_cache(maxsize=1 << 18)
def name_key(text: str) -> str:
    """A name without titles."""
    key = normal(text)
    return TITLE.sub("", key) or key


@lru_cache(maxsize=1 << 18)
def unit_key(text: str) -> str:
    """A unit without its kind."""
    return UNIT.sub("", normal(text))


def reference(text: str) -> str:
    """A paper's number without marks, case, spaces and punctuation."""
    letters = unicodedata.normalize("NFD", normal(text).replace("đ", "d"))
    return re.sub(r"\W|_", "", "".join(c for c in letters if not unicodedata.combining(c)))


# ---- values -----------------------------------------------------------------------------------------------------


class Num(NamedTuple):
    """A number, day or year between two ends; the same where it is known."""

    low: End
    high: End
    given: bool = True


class Opt(NamedTuple):
    """One of some options; None where it is not known."""

    id: str | None
    options: tuple[str, ...]
    given: bool = True


class Txt(NamedTuple):
    """A text by its normal form."""

    key: str | None
    given: bool = True


class Untold(NamedTuple):
    """What a register that was not handed in would say."""

    given: bool = True


Value = Num | Opt | Txt | Untold


def exactly(number: Fraction | int) -> Num:
    return Num(Fraction(number), Fraction(number))


def day_number(text: str) -> Fraction:
    return Fraction(date.fromisoformat(text).toordinal())


def fraction(value: object) -> Fraction:
    """A number as it is carried: a text or a whole number, never a float."""
    if isinstance(value, bool | float) or not isinstance(value, str | int):
        raise Malformed(f"{value!r}")
    return Fraction(value)


def number_of(value: Value) -> Num:
    """An ordered choice counts by its place."""
    match value:
        case Num():
            return value
        case Opt(id_, options, given) if id_ is None:
            return Num(ZERO, Fraction(max(0, len(options) - 1)), given)
        case Opt(id_, options, given):
            place = Fraction(options.index(str(id_)))
            return Num(place, place, given)
        case Untold():
            return Num(ZERO, INF)
    raise Malformed("number")


def times(a: End, b: End) -> End:
    if a == 0 or b == 0:
        return ZERO
    if INF in (abs(a), abs(b)):
        return INF if (a > 0) == (b > 0) else -INF
    return a * b


def total(ends: Iterator[End] | Sequence[End]) -> End:
    return sum(ends, ZERO)


class Malformed(Exception):
    """The file is not what it says it is."""


# ---- conditions -------------------------------------------------------------------------------------------------


class Meaning:
    """What the carried rules mean for one row of candidates or of a register; truths as numbers above."""

    def __init__(self, document: Json) -> None:
        self.run, self.rules, self.basis = document["run"], document["rules"], document["basis"]
        self.fields: Json = self.basis["fields"]
        self.conditions: Json = self.basis["conditions"]
        decided = self.run["decided_on"]
        self.day = date.fromisoformat(decided) if decided else date.max
        self.score: Callable[[Row], Num] | None = None  # set by who counts points
        self.reused: Mapping[int, bool] = {}
        self.registers = {name: self._rows_of(register) for name, register in self.basis["registers"].items()}
        self._index: dict[Any, dict[tuple[object, ...], list[int]]] = {}
        self._where: dict[Any, list[int]] = {}

    @staticmethod
    def _rows_of(register: Json) -> list[Row] | None:
        if not register["given"]:
            return None
        return [dict(zip(register["columns"], row, strict=True)) for row in register["rows"]]

    # -- conditions

    def in_force(self, name: str) -> bool:
        since, until = self.conditions[name].get("in_force", (None, None))
        return (since is None or date.fromisoformat(since) <= self.day) and (
            until is None or self.day <= date.fromisoformat(until)
        )

    def gone(self, condition: Any) -> bool:
        """Nothing of it is in force on the day of decision."""
        if isinstance(condition, str):
            return not self.in_force(condition)
        of = branches(condition)
        return bool(of) and all(self.gone(c) for c in of)

    def named(self, name: str, row: Row, units: frozenset[str] = frozenset()) -> int:
        """A criterion, exclusion or advisory by its id."""
        if not self.in_force(name):
            return UNMET
        when = self.conditions[name]["when"]
        if when == "used_once":
            return MET if self.reused.get(id(row)) else UNMET
        return self.truth(when, row, units=units)

    def truth(self, condition: Any, row: Row, fields: Json | None = None, units: frozenset[str] = frozenset()) -> int:
        """``units``: unit fields whose blank leaves open which unit is meant; else a blank is known to be none."""
        fields = self.fields if fields is None else fields
        if isinstance(condition, bool):
            return MET if condition else UNMET
        if self.gone(condition):
            return UNMET
        if isinstance(condition, str):
            return self.named(condition, row, units)
        if "flag" in condition:
            value = self.rules["parameters"][condition["flag"]]["value"]
            return UNKNOWN if value is None else MET if value == "yes" else UNMET
        if "in_register" in condition:
            return self._in_register(condition, row, units)
        if "value" in condition:
            return self._test(condition, row, fields)
        return self._combined(condition, row, fields, units)

    def _combined(self, condition: Json, row: Row, fields: Json, units: frozenset[str]) -> int:
        of = branches(condition)
        left = [c for c in of if not self.gone(c)]
        truths = [self.truth(c, row, fields, units) for c in left]
        if "all" in condition:
            return min(truths, default=MET)
        if "any" in condition:
            return max(truths, default=UNMET)
        if "none" in condition:
            return MET - max(truths, default=UNMET)
        n = min(condition["at_least"], len(left)) if len(left) < len(of) else condition["at_least"]
        if truths.count(MET) >= n:
            return MET
        return UNKNOWN if len(truths) - truths.count(UNMET) >= n else UNMET

    # -- registers

    def _in_register(self, condition: Json, row: Row, units: frozenset[str]) -> int:
        name = condition["in_register"]
        if self.registers[name] is None:
            return UNKNOWN if self.basis["registers"][name]["if_not_given"] == "unknown" else UNMET
        return max((truth for truth, _ in self.speaking(condition, name, row, units)), default=UNMET)

    def speaking(self, term: Json, name: str, row: Row, units: frozenset[str]) -> list[tuple[int, Row]]:
        """The register's rows that speak, or may speak, of a candidate and satisfy ``where``."""
        rows, theirs = self.registers[name], self.basis["registers"][name]["fields"]
        assert rows is not None
        key = json.dumps([name, term["where"]])
        if key not in self._where:
            self._where[key] = [self.truth(term["where"], r, theirs) for r in rows]
        where = self._where[key]
        hard = [m for m in term["match"] if not m[2]]
        soft = [m for m in term["match"] if m[2]]
        found = []
        for i in self._near(name, hard, row, rows, theirs):
            truth = min([where[i], *(self._matches(m, row, rows[i], theirs, units) for m in (*hard, *soft))])
            if truth:
                found.append((truth, rows[i]))
        return found

    def _near(self, name: str, hard: list[Any], row: Row, rows: list[Row], theirs: Json) -> Sequence[int]:
        """The rows that a candidate whose key is fully known can match at all: found by the key."""
        mine = [
            self._form(row.get(ours), self.fields[ours], self._as_unit(their, ours, theirs)) for their, ours, _ in hard
        ]
        if not hard or any(not isinstance(m, str) for m in mine):
            return range(len(rows))
        key = json.dumps([name, hard])
        if key not in self._index:
            index: dict[tuple[object, ...], list[int]] = {}
            for i, other in enumerate(rows):
                forms = [self._form(other.get(t), theirs[t], self._as_unit(t, o, theirs)) for t, o, _ in hard]
                index.setdefault(tuple(forms), []).append(i)
            self._index[key] = index
        return self._index[key].get(tuple(mine), [])

    def _as_unit(self, their: str, ours: str, theirs: Json) -> bool:
        return "unit" in (self.fields[ours]["type"], theirs[their]["type"]) or their in ("unit_name", "parent")

    @staticmethod
    def _form(value: Any, field_: Json, as_unit: bool) -> Any:
        if isinstance(value, str) and field_["type"] in ("text", "unit"):
            return (unit_key if as_unit else name_key)(value)
        return value

    def _matches(self, pair: Any, row: Row, other: Row, theirs: Json, units: frozenset[str]) -> int:
        their, ours, if_given = pair
        mine, said = row.get(ours), other.get(their)
        if not if_given:
            if said is None or said is False:
                return UNMET
            if mine is None:
                return UNMET if self.fields[ours]["type"] == "unit" and ours not in units else UNKNOWN
        if mine is None or said is None:
            return MET
        if mine is False or said is False:
            return UNKNOWN
        as_unit = self._as_unit(their, ours, theirs)
        same = self._form(mine, self.fields[ours], as_unit) == self._form(said, theirs[their], as_unit)
        return MET if same else UNMET

    # -- tests

    def _test(self, condition: Json, row: Row, fields: Json) -> int:
        subject = condition["value"]
        if "parameter" in subject:
            unset = self._setting(subject["parameter"]) is None
            if "given" in condition:
                return UNMET if unset else MET
            if unset and ("is" in condition or "is_not" in condition):
                return UNKNOWN
        order = next((op for op in (">=", ">", "<=", "<") if op in condition), None)
        compute = fields[subject["field"]].get("compute") if subject.get("field") in fields else None
        if order and compute and "ratio" in compute:
            return self._ratio(compute["ratio"], order, condition[order], row, fields)
        value = self.value(subject, row, fields)
        if "known" in condition or "given" in condition:
            if is_known(value):
                return MET
            return UNKNOWN if value.given or "known" in condition else UNMET
        for word in ("is", "is_not"):
            if word in condition:
                truth = max((self._equals(value, wanted) for wanted in condition[word]), default=UNMET)
                return truth if word == "is" else MET - truth
        if order:
            return compare(number_of(value), order, self._bound(value, condition[order], row, fields))
        if "between" in condition:
            low, high = (self._bound(value, end, row, fields) for end in condition["between"])
            return min(compare(number_of(value), ">=", low), compare(number_of(value), "<=", high))
        late = "late" in condition
        inclusive = self.rules["parameters"].get("deadline_inclusive", {}).get("value") == "yes"
        deadline = number_of(self.value(condition["late" if late else "in_time"], row, fields))
        truth = compare(number_of(value), "<=" if inclusive else "<", deadline)
        return MET - truth if late else truth

    def _equals(self, value: Value, wanted: Json) -> int:
        other = self.value(wanted, {})
        if isinstance(value, Untold) or not is_known(other) or (value == Num(-INF, INF) and not isinstance(other, Num)):
            return UNKNOWN
        match value, other:
            case Opt(None, _, _), _:
                return UNKNOWN
            case Opt(id_, _, _), Opt(wanted_id, _, _):
                return MET if id_ == wanted_id else UNMET
            case Txt(None, _), _:
                return UNKNOWN
            case Txt(key, _), Opt(wanted_id, _, _):
                return MET if key == name_key(str(wanted_id)) else UNMET
            case Num(low, high, _), Num(exact, _, _):
                return MET if low == high == exact else UNKNOWN if low <= exact <= high else UNMET
        raise Malformed("is")

    def _bound(self, value: Value, bound: Json, row: Row, fields: Json) -> Num:
        if isinstance(value, Opt) and "text" in bound:
            return exactly(value.options.index(bound["text"]))
        return number_of(self.value(bound, row, fields))

    def _ratio(self, of: list[Json], order: str, bound: Json, row: Row, fields: Json) -> int:
        top, bottom = (number_of(self.value(v, row, fields)) for v in of)
        if bottom.low <= 0:
            return UNKNOWN
        return compare(top, order, multiplied(bottom, number_of(self.value(bound, row, fields))))

    # -- values

    def _setting(self, name: str) -> str | None:
        value = self.rules["parameters"][name]["value"]
        return None if value == "none" else value

    def _parameter(self, name: str) -> Value:
        if name not in self.rules["parameters"]:
            if name == "year":
                return Num(-INF, INF) if self.run["year"] is None else exactly(self.run["year"])
            return exactly(self.day.toordinal())
        value, type_ = self._setting(name), self.rules["parameters"][name]["type"]
        if value is None:
            return Num(ZERO if type_ in ("whole", "number", "money", "seats") else -INF, INF)
        match type_:
            case "yes_no":
                return Opt(value, ("no", "yes"))
            case "whole" | "number" | "money" | "seats":
                return exactly(fraction(value.replace(",", "")))
            case "date" | "deadline":
                return exactly(day_number(value))
            case _:
                return Opt(value, (value,))

    def constant(self, value: Json) -> Value:
        if "yes" in value:
            return Opt("yes" if value["yes"] else "no", ("no", "yes"))
        if "text" in value:
            return Opt(value["text"], (value["text"],))
        return exactly(day_number(value["day"]) if "day" in value else fraction(value["number"]))

    def value(self, value: Json, row: Row, fields: Json | None = None) -> Value:
        fields = self.fields if fields is None else fields
        if not value.keys().isdisjoint(("yes", "text", "day", "number")):
            return self.constant(value)
        if "parameter" in value:
            return self._parameter(value["parameter"])
        if "over" in value:
            return self._over(value, row)
        if "field" not in value:
            name, of = next(iter(value.items()))
            return operation(name, [self.value(v, row, fields) for v in of])
        name, ours = value["field"], fields is self.fields
        if name == "round" and (ours or name not in fields):
            return Opt(self.run["round"], (self.run["round"],))
        if name == "award" and ours and self.basis["award"] is not None:
            return Opt(self.basis["award"], (self.basis["award"],))
        if name == "score" and ours and name not in fields:
            assert self.score is not None
            return self.score(row)
        if "gone" in fields[name]:
            return Num(-INF, INF)
        if "compute" in fields[name]:
            return self.value(fields[name]["compute"], row, fields)
        return self.cell(fields[name], row.get(name), proof=row.get(f"{name}_evidence"))

    def cell(self, field_: Json, said: Any, proof: Any = None) -> Value:
        """What stands in a cell: blanks as the field says, and unknown where a proof is wanted and there is none."""
        given, type_ = said is not None, field_["type"]
        nothing = ("no", "0") if type_ not in ("choice", "unit", "date") else ()
        lacking = field_.get("proven") and not proof and said not in (None, False, *nothing)
        if said is None and "blank" in field_:
            blank = field_["blank"]
            said = next(iter(blank.values()))
            said = ("no", "yes")[said] if isinstance(said, bool) else said
        unknown = said is None or said is False or lacking
        match type_:
            case "text":
                return Txt(None if unknown else name_key(said) or None, given)
            case "yes_no":
                return Opt(None if unknown else said, ("no", "yes"), given)
            case "choice":
                if not unknown and said not in field_["options"]:
                    raise Malformed(str(said))
                return Opt(None if unknown else said, tuple(field_["options"]), given)
            case "unit":
                return Opt(None if unknown else unit_key(said), (), given)
        if not unknown:
            exact = day_number(said) if type_ == "date" else fraction(said)
            return Num(exact, exact, given)
        low: End = fraction(field_["minimum"]) if "minimum" in field_ else -INF
        if "minimum" not in field_ and type_ in ("money", "whole"):
            low = ZERO
        return Num(low, fraction(field_["maximum"]) if "maximum" in field_ else INF, given)

    def _over(self, term: Json, row: Row) -> Value:
        register = self.basis["registers"][term["register"]]
        op, theirs = term["over"], register["fields"]
        if not register["given"]:
            unknown = register["if_not_given"] == "unknown"
            blank = self.value(term["value"], {}, theirs) if op == "find_in" else None
            if isinstance(blank, Opt):
                return Opt(None, blank.options, unknown)
            if op in ("mean_in", "find_in"):
                return Untold() if unknown else Num(-INF, INF, given=False)
            return Untold() if unknown else exactly(0)
        found = self.speaking(term, term["register"], row, frozenset())
        sure = [r for truth, r in found if truth == MET]
        maybe = [r for truth, r in found if truth == UNKNOWN]
        if op == "count_in":
            return Num(Fraction(len(sure)), Fraction(len(sure) + len(maybe)))
        said = [self.value(term["value"], r, theirs) for r in sure]
        perhaps = [self.value(term["value"], r, theirs) for r in maybe]
        if op == "find_in":
            return found_in(said, bool(maybe), self.value(term["value"], {}, theirs))
        known, possible = [number_of(v) for v in said], [number_of(v) for v in perhaps]
        if op in ("run_of_years_in", "years_in"):
            dated = theirs.get(term["value"].get("field"), {}).get("type") == "date"
            years = [year_of(n, dated) for n in known], [year_of(n, dated) for n in possible]
            return runs(*years) if op == "run_of_years_in" else different(*years)
        return {"total_in": total_in, "largest_in": largest_in, "mean_in": mean_in}[op](known, possible)


def branches(condition: Any) -> list[Any]:
    if not isinstance(condition, dict):
        return []
    for word in ("all", "any", "none", "of"):
        if word in condition:
            found: list[Any] = condition[word]
            return found
    return []


def is_known(value: Value) -> bool:
    match value:
        case Num(low, high, _):
            return low == high
        case Opt(id_, _, _):
            return id_ is not None
        case Txt(key, _):
            return key is not None
    return False


def compare(a: Num, op: str, b: Num) -> int:
    """Met where every value of both agrees, unmet where none does."""
    if op in ("<", "<="):
        return compare(b, ">" if op == "<" else ">=", a)
    if op == ">=":
        return MET if a.low >= b.high else UNMET if a.high < b.low else UNKNOWN
    return MET if a.low > b.high else UNMET if a.high <= b.low else UNKNOWN


def multiplied(a: Num, b: Num) -> Num:
    corners = [times(x, y) for x in a[:2] for y in b[:2]]
    return Num(min(corners), max(corners))


def operation(name: str, of: list[Value]) -> Value:
    if name in ("first_given", "agreed"):
        return first_given(of) if name == "first_given" else agreed(of)
    numbers = [number_of(v) for v in of]
    every = all(n.given for n in numbers)
    match name:
        case "sum":
            return Num(total([n.low for n in numbers]), total([n.high for n in numbers]), every)
        case "product":
            result = numbers[0]
            for n in numbers[1:]:
                result = multiplied(result, n)
            return result._replace(given=every)
        case "difference" | "days_between":
            a, b = numbers if name == "difference" else numbers[::-1]
            return Num(a.low - b.high, a.high - b.low, every)
        case "ratio":
            a, b = numbers
            if b.low <= 0:
                return Num(-INF, INF, every)
            corners: list[End] = [ZERO if y == INF or x == 0 else x / y for x in a[:2] for y in b[:2]]
            return Num(min(corners), max(corners), every)
        case "smallest":
            return Num(min(n.low for n in numbers), min(n.high for n in numbers), every)
        case "largest":
            return Num(max(n.low for n in numbers), max(n.high for n in numbers), every)
        case "years_between":
            a, b = numbers
            low = -INF if INF in (a.high, -b.low) else Fraction(full_years(a.high, b.low))
            return Num(low, INF if INF in (-a.low, b.high) else Fraction(full_years(a.low, b.high)))
        case "sum_of_given":
            return sum_of_given(numbers)
    raise Malformed(name)


def sum_of_given(numbers: list[Num]) -> Num:
    some = [n for n in numbers if n.given]
    if some:
        return Num(total([n.low for n in some]), total([n.high for n in some]))
    # At least one of them turns out to be given, whichever.
    least, most = min(n.low for n in numbers), max(n.high for n in numbers)
    return Num(
        least if least >= 0 else total([min(n.low, ZERO) for n in numbers]),
        most if most <= 0 else total([max(n.high, ZERO) for n in numbers]),
        given=False,
    )


def first_given(of: list[Value]) -> Value:
    for value in of:
        if value.given:
            return value
    if all(isinstance(v, Num | Untold) for v in of):
        numbers = [number_of(v) for v in of]
        return Num(min(n.low for n in numbers), max(n.high for n in numbers), given=False)
    first = next((v for v in of if isinstance(v, Opt | Txt)), None)
    return (
        Untold() if first is None else Opt(None, first.options, False) if isinstance(first, Opt) else Txt(None, False)
    )


def agreed(of: list[Value]) -> Value:
    first = of[0]
    if isinstance(first, Opt) and not any(isinstance(v, Num) for v in of):
        others = [v.id for v in of[1:] if isinstance(v, Opt) and v.id is not None]
        return first._replace(id=None) if first.id is not None and any(o != first.id for o in others) else first
    if not any(isinstance(v, Num) for v in of):
        return first
    numbers = [number_of(v) for v in of]
    exact = [n for n in numbers[1:] if n.given and n.low == n.high] if is_known(numbers[0]) else []
    return Num(
        min([numbers[0].low, *(n.low for n in exact)]), max([numbers[0].high, *(n.high for n in exact)]), first.given
    )


def full_years(first: End, second: End) -> int:
    a, b = date.fromordinal(int(first)), date.fromordinal(int(second))
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))


def found_in(said: list[Value], doubtful: bool, blank: Value) -> Value:
    if isinstance(blank, Opt):
        ids = {v.id for v in said if isinstance(v, Opt)}
        return Opt(next(iter(ids)) if len(ids) == 1 and not doubtful else None, blank.options, bool(said) or doubtful)
    if doubtful or not said:
        return Num(-INF, INF, given=doubtful)
    numbers = [number_of(v) for v in said]
    return Num(min(n.low for n in numbers), max(n.high for n in numbers))


def total_in(sure: list[Num], maybe: list[Num]) -> Num:
    return Num(
        total([n.low for n in sure]) + total([min(n.low, ZERO) for n in maybe]),
        total([n.high for n in sure]) + total([max(n.high, ZERO) for n in maybe]),
    )


def largest_in(sure: list[Num], maybe: list[Num]) -> Num:
    if sure:
        return Num(max(n.low for n in sure), max(n.high for n in (*sure, *maybe)))
    return Num(min([ZERO, *(n.low for n in maybe)]), max([ZERO, *(n.high for n in maybe)]))


def mean_in(sure: list[Num], maybe: list[Num]) -> Num:
    if not sure:
        return Num(-INF, INF, given=bool(maybe))
    low = least_mean([n.low for n in sure], [n.low for n in maybe])
    return Num(low, -least_mean([-n.high for n in sure], [-n.high for n in maybe]))


def least_mean(sure: list[End], maybe: list[End]) -> End:
    whole, count = total(sure), len(sure)
    for value in sorted(maybe):
        if value * count >= whole:
            break
        whole, count = whole + value, count + 1
    return whole / count


def year_of(n: Num, dated: bool) -> int | None:
    if n.low != n.high:
        return None
    return date.fromordinal(int(n.low)).year if dated else int(n.low)


def runs(sure: list[int | None], maybe: list[int | None]) -> Num:
    """The longest run of consecutive years, at least and at most."""
    known = [y for y in sure if y is not None]
    least = longest(known, 0) or (1 if sure else 0)
    told = [y for y in (*sure, *maybe) if y is not None]
    return Num(Fraction(least), Fraction(longest(told, len(sure) + len(maybe) - len(told))))


def different(sure: list[int | None], maybe: list[int | None]) -> Num:
    """How many different years: one that nobody knows may be there already, or be another."""
    known, told = {y for y in sure if y is not None}, {y for y in (*sure, *maybe) if y is not None}
    untold = sum(y is None for y in (*sure, *maybe))
    return Num(Fraction(len(known) or (1 if sure else 0)), Fraction(len(told) + untold))


def longest(years: list[int], spare: int) -> int:
    """``spare`` further years may be any."""
    have = sorted(set(years))
    best = spare
    for i in range(len(have)):
        for j in range(i, len(have)):
            gaps = have[j] - have[i] + 1 - (j - i + 1)
            if gaps <= spare:
                best = max(best, j - i + 1 + spare)
    return best


# ---- points and ranking -----------------------------------------------------------------------------------------


class Scoring:
    """Points, scores and ranking keys."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning, self.basis = meaning, meaning.basis
        meaning.score = self.score
        chosen = meaning.rules["parameters"].get("score_from", {}).get("value") or "both"
        self.board = chosen in ("board", "both") and "board_score" in meaning.fields
        self.board = self.board and "board_score" not in self.basis["no_column"]
        self.table = chosen in ("table", "both")

    def items(self, row: Row) -> dict[str, Num]:
        found = {}
        if self.board:
            found["board_score"] = number_of(self.meaning.value({"field": "board_score"}, row))
        if self.table:
            found |= {entry["id"]: self.entry(entry, row) for entry in self.basis["points"]}
        return found

    def score(self, row: Row) -> Num:
        items = self.items(row).values()
        return Num(total([i.low for i in items]), total([i.high for i in items]))

    def entry(self, entry: Json, row: Row) -> Num:
        earned = self._earned(entry, row)
        least = fraction(entry["at_least"]) if "at_least" in entry else -INF
        most = fraction(entry["at_most"]) if "at_most" in entry else INF
        low, high = (min(max(end, least), most) for end in earned[:2])
        counts = min(self.meaning.truth(entry.get("of", True), row), self.meaning.truth(entry.get("when", True), row))
        if counts == UNMET:
            return Num(ZERO, ZERO)
        return Num(low, high) if counts == MET else Num(min(low, ZERO), max(high, ZERO))

    def _earned(self, entry: Json, row: Row) -> Num:
        if "parts" in entry:
            parts = [self.entry(p, row) for p in entry["parts"]]
            return Num(total([p.low for p in parts]), total([p.high for p in parts]))
        if "best_of" in entry:
            parts = [self.entry(p, row) for p in entry["best_of"]]
            return Num(max(p.low for p in parts), max(p.high for p in parts))
        if "mark" in entry:
            own = entry["id"].rsplit("/", 1)[-1]
            mark, top = number_of(self.meaning.cell(self.meaning.fields[own], row.get(own))), fraction(entry["mark"])
            return Num(min(max(mark.low, ZERO), top), min(max(mark.high, ZERO), top))
        if "value" not in entry:
            return exactly(fraction(entry.get("points", "0")))
        value = self.meaning.value(entry["value"], row)
        if "by_option" in entry:
            if not isinstance(value, Opt):
                raise Malformed(entry["id"])
            ids = value.options if value.id is None else (value.id,)
            worth = [fraction(entry["by_option"].get(i, "0")) for i in ids]
            return Num(min(worth, default=ZERO), max(worth, default=ZERO))
        return self._of_amount(entry, number_of(value))

    @staticmethod
    def _of_amount(entry: Json, number: Num) -> Num:
        if "bands" in entry:
            bands = [(fraction(start), fraction(worth)) for start, worth in entry["bands"]]
            steps: list[tuple[End, Fraction]] = [(-INF, ZERO), *bands]
            ends: list[End] = [*(start for start, _ in bands), INF]
            touched = [
                worth
                for (start, worth), end in zip(steps, ends, strict=True)
                if number.high >= start and (number.low < end or end == INF)
            ]
            return Num(min(touched), max(touched))
        if "every" in entry:
            every, each = fraction(entry["every"]), fraction(entry["points"])
            earned = [units(end, every, each) for end in number[:2]]
            return Num(min(earned), max(earned))
        return number

    def levels(self, row: Row) -> tuple[tuple[End, ...], tuple[End, ...]]:
        """The ranking key at its lowest and at its highest; more is better. What is known for sure ranks."""
        found: list[tuple[End, End]] = []
        for key in self.basis["ranking"]:
            if "first" in key:
                if not self.meaning.in_force(key["first"]):
                    continue
                truth = self.meaning.named(key["first"], row)
                found.append((Fraction(truth == MET), Fraction(truth != UNMET)))
                continue
            direction, value = next(iter(key.items()))
            number = self.score(row) if value == {"field": "score"} else number_of(self.meaning.value(value, row))
            found.append((-number.high, -number.low) if direction == "low" else (number.low, number.high))
        return tuple(low for low, _ in found), tuple(high for _, high in found)


def units(end: End, every: Fraction, worth: Fraction) -> End:
    """Full units only, and none below zero."""
    if end == -INF or worth == 0:
        return ZERO
    if end == INF:
        return INF if worth > 0 else -INF
    return worth * (max(Fraction(end), ZERO) // every)


def shown(number: Fraction) -> str:
    """``82.5``; what has no end in decimals stays a fraction."""
    scaled = number * 10**8
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    whole, rest = divmod(abs(scaled.numerator), 10**8)
    return ("-" if number < 0 else "") + str(whole) + (f".{rest:08d}".rstrip("0") if rest else "")


def shown_end(end: End) -> str | None:
    return None if isinstance(end, float) else shown(end)


# ---- quotas -----------------------------------------------------------------------------------------------------


def rounded(exact: Fraction, how: str) -> int:
    down = exact.numerator // exact.denominator
    up = down + (exact > down)
    return {"down": down, "up": up, "half_up": up if exact - down >= Fraction(1, 2) else down}[how]


@dataclass
class Node:
    """One quota of one group, with what the file says of it and what is found again."""

    path: Path_
    parent: int
    ceiling: int | None
    floor: int
    keep: bool
    unfilled: str
    clause: str | None = None
    tiers: Json = field(default_factory=dict)
    price: int = 0
    direct: list[int] = field(default_factory=list)
    filled: int = 0
    eligible: int = 0
    supply: int = 0
    lo: int = 0
    hi: int = 0
    surely: int = 0
    kept: int = 0

    @property
    def id(self) -> str:
        return self.path[-1][0]

    @property
    def group(self) -> str | None:
        return " / ".join(self.path[-1][1]) or None

    @property
    def name(self) -> str:
        return self.id if self.group is None else f"{self.id} ({self.group})"

    @property
    def contenders(self) -> int:
        return len(self.direct) + (self.floor if self.keep else 0)

    @property
    def taken(self) -> int:
        return self.filled + self.kept


class Seats:
    """The round's quotas as a forest, and where every candidate belongs."""

    def __init__(self, meaning: Meaning, rows: list[Row]) -> None:
        self.meaning, self.rows = meaning, rows
        self.quotas: list[Json] | None = meaning.basis["quotas"]
        self.nodes: list[Node] = []
        self.at: dict[Path_, int] = {}
        if self.quotas is not None:
            self._grow(self.quotas, (), rows, None, -1)

    def _grow(self, quotas: list[Json], above: Path_, rows: Sequence[Row], around: Json | None, parent: int) -> None:
        outer = above[-1][1] if above else ()
        for quota in quotas:
            mine = [row for row in rows if self.meaning.truth(quota["of"], row) != UNMET]
            if quota["per"] is None:
                groups: dict[tuple[str, ...], Sequence[Row]] = {outer: mine}
            else:
                named = {g for row in mine if (g := self.group(quota["per"], row)) is not None}
                groups = {(*outer, g): [r for r in mine if self.group(quota["per"], r) == g] for g in sorted(named)}
            for group, members in groups.items():
                path: Path_ = (*above, (quota["id"], group))
                here = self._add(self._node(quota, path, parent, around, members))
                inside = quota.get("within", [])
                if inside:
                    exact = [q for q in inside if q["exactly"] is not None]
                    self._grow(exact, path, members, quota, here)
                    rest = self._add(self._rest(quota, path, here, self.nodes[here].ceiling))
                    others = [q for q in inside if q["exactly"] is None]
                    self._grow(others, path, members, quota, rest if exact else here)

    def _add(self, node: Node) -> int:
        self.at[node.path] = len(self.nodes)
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _node(self, quota: Json, path: Path_, parent: int, around: Json | None, members: Sequence[Row] | None) -> Node:
        """``members``: who may be in it; None where it is not known which group it is."""
        empty = quota["unfilled"] == "empty"
        ceiling, floor = self.amount(quota["at_most"], members), self.amount(quota["at_least"], members) or 0
        if quota["exactly"] is not None:
            floor = self.amount(quota["exactly"]) or 0
            # Only inside a number of seats can unfilled seats of others come in on top.
            grows = not empty and around is not None and self.room(around) is not None
            ceiling = None if grows else floor
        group = path[-1][1][-1] if path[-1][1] and quota["per"] is not None else None
        for name, (most, least) in quota.get("exceptions", {}).items():
            if group is not None and (name == group or unit_key(name) == unit_key(group)):
                ceiling, floor = self.amount(most), self.amount(least) or 0
        clause = next(iter(quota["clauses"]), None)
        keep = empty and floor > 0
        return Node(path, parent, ceiling, floor, keep, quota["unfilled"], clause, quota.get("tiers", {}))

    def _rest(self, quota: Json, path: Path_, parent: int, own: int | None) -> Node:
        exact = [q for q in quota["within"] if q["exactly"] is not None]
        rest, room = (*path, (f"{quota['id']}/rest", path[-1][1])), self.room(quota)
        if not exact or room is None:
            return Node(rest, parent, None, 0, False, "transfer")
        left = max(0, room - sum(self.amount(q["exactly"]) or 0 for q in exact))
        if any(q["unfilled"] == "transfer" for q in exact):
            return Node(rest, parent, None, left, False, "transfer")
        grows = quota["exactly"] is not None and own is None
        return Node(rest, parent, None if grows else left, 0, False, "transfer")

    def room(self, quota: Json) -> int | None:
        return self.amount(quota["at_most"] if quota["exactly"] is None else quota["exactly"])

    def amount(self, amount: Any, members: Sequence[Row] | None = ()) -> int | None:
        """A limit as a number; where a share goes by something of the group, that of its members."""
        if amount is None or isinstance(amount, int):
            return amount
        if "parameter" in amount:
            value = self.meaning.rules["parameters"][amount["parameter"]]["value"]
            return None if value == "none" else int(fraction(value))
        rate = amount["percent"] if isinstance(amount["percent"], dict) else None
        if self._of_rows(amount["of"]) or (rate is not None and self._of_rows(rate["value"])):
            if not members:
                return None if members is None else 0
            row = members[0]
        else:
            constant = not amount["of"].keys().isdisjoint(("number", "parameter"))
            if not self.rows and not constant:
                return 0
            row = self.rows[0] if self.rows else {}
        percent = self._rate(rate, row) if rate is not None else fraction(amount["percent"])
        base = number_of(self.meaning.value(amount["of"], row))
        return rounded(Fraction(base.low) * percent / 100, amount["round"])

    def _rate(self, rate: Json, row: Row) -> Fraction:
        value = self.meaning.value(rate["value"], row)
        if "by_option" in rate:
            return fraction(rate["by_option"].get(value.id if isinstance(value, Opt) else None, "0"))
        low = number_of(value).low
        return max([(fraction(start), fraction(worth)) for start, worth in rate["bands"] if low >= fraction(start)],
                   default=(ZERO, ZERO))[1]  # fmt: skip

    def _of_rows(self, term: Any) -> bool:
        """Whether a value is something of the candidate, or of its unit."""
        if "field" in term:
            own = self.meaning.fields.get(term["field"], {})
            return self._of_rows(own["compute"]) if "compute" in own else bool(own) or term["field"] == "score"
        if "over" in term:
            return bool(term["match"])
        return any(self._of_rows(part) for of in term.values() if isinstance(of, list) for part in of)

    def group(self, per: str, row: Row) -> str | None:
        field_, said = self.meaning.fields[per], row.get(per)
        value = self.meaning.value({"field": per}, row) if field_["type"] not in ("unit", "text") else None
        match value:
            case Opt(id_, _, _):
                return id_
            case Num(low, high, _):
                return str(low) if low == high else None
        if said is None and "blank" in field_:
            return str(next(iter(field_["blank"].values())))
        if not isinstance(said, str):
            return None
        return name_key(said) if field_["type"] == "text" else said

    def classes(self, row: Row) -> set[Path_]:
        """The places that may hold a candidate; the empty path is none."""
        return self._among(self.quotas or [], (), row)

    def _among(self, quotas: list[Json], above: Path_, row: Row) -> set[Path_]:
        truths = [(quota, self.meaning.truth(quota["of"], row)) for quota in quotas]
        sure = next((quota for quota, truth in truths if truth == MET), None)
        if sure is not None:
            return self._inside(sure, above, row)
        found: set[Path_] = {(*above, (f"{above[-1][0]}/rest", above[-1][1]))} if above else {()}
        for quota, truth in truths:
            if truth == UNKNOWN:
                found |= self._inside(quota, above, row)
        return found

    def _inside(self, quota: Json, above: Path_, row: Row) -> set[Path_]:
        group = above[-1][1] if above else ()
        if quota["per"] is not None:
            group = (*group, self.group(quota["per"], row) or SOME)
        path: Path_ = (*above, (quota["id"], group))
        return self._among(quota["within"], path, row) if quota.get("within") else {path}

    @staticmethod
    def settled(classes: set[Path_]) -> bool:
        return len(classes) == 1 and not any(SOME in group for path in classes for _, group in path)

    def seatless(self, path: Path_) -> bool:
        """No candidate there can ever be seated: a ceiling of 0 stands around it."""
        if not any(SOME in group for _, group in path):
            return any(self.nodes[self.at[path[:n]]].ceiling == 0 for n in range(1, len(path) + 1))
        chain, quotas, around = [], self.quotas or [], None
        nodes: list[Node] = []
        for name, _ in path:
            quota = next((q for q in quotas if q["id"] == name), None)
            if quota is None:
                break
            nodes.append(self._node(quota, ((name, ()),), -1, around, None))
            chain.append(quota)
            quotas, around = quota.get("within", []), quota
        if around is not None and path[-1][0] == f"{around['id']}/rest":
            nodes.append(self._rest(around, path[:-1], -1, nodes[-1].ceiling))
        return any(node.ceiling == 0 for node in nodes) and not any(q.get("exceptions") for q in chain)

    def at_or_in(self, at: int, node: Node) -> bool:
        """Whether a node is another, or stands inside it."""
        return any(self.nodes[i] is node for i in self.around(at))

    def around(self, at: int) -> list[int]:
        """A node and those around it, innermost first."""
        found = []
        while at >= 0:
            found.append(at)
            at = self.nodes[at].parent
        return found


# ---- the selection ----------------------------------------------------------------------------------------------


@dataclass
class Contender:
    """A candidate who competes for seats; the lower ``place``, the better the ranking key."""

    row: int
    place: int
    node: int
    seated: bool


class Selection:
    """Whether the seated are the right ones: no ceiling broken, no more floors missed than must be, best first.

    Weak duality: for any prices at all a bound on how many floors every selection misses; where the selection meets
    it, both are right, and each quota's number of seats lies where its own term of the bound is least.
    """

    def __init__(self, nodes: list[Node], people: list[Contender]) -> None:
        self.nodes = nodes
        # Level ones: those seated first, for some order of a tie must give this selection.
        self.people = sorted(people, key=lambda one: (one.place, not one.seated))
        for i, one in enumerate(self.people):
            nodes[one.node].direct.append(i)
        for node in reversed(nodes):
            node.filled += sum(self.people[i].seated for i in node.direct)
            node.eligible += len(node.direct)
            node.supply += node.contenders
            if node.parent >= 0:
                above = nodes[node.parent]
                above.filled, above.eligible = above.filled + node.filled, above.eligible + node.eligible
                above.supply += node.supply

    def faults(self) -> Iterator[tuple[str, int | None]]:
        """Code, and the row it is about."""
        bound = self._bound()
        for node in reversed(self.nodes):
            if node.price < 0:
                node.surely += node.contenders
            if node.parent >= 0:
                self.nodes[node.parent].surely += max(node.lo, node.surely)
        for one in self.people:
            if self._take(one.node) != one.seated:
                yield ("seated-out-of-turn" if one.seated else "passed-over"), one.row
        for i, node in enumerate(self.nodes):  # empty seats that are kept rank last
            for _ in range(node.floor if node.keep else 0):
                if not self._take(i):
                    break
                for at in self.around(i):
                    self.nodes[at].kept += 1
        if any(node.ceiling is not None and node.taken > node.ceiling for node in self.nodes):
            yield "ceiling-broken", None
        if sum(max(0, node.floor - node.taken) for node in self.nodes) != bound:
            yield "floors-missed-or-price-wrong", None

    def _bound(self) -> int:
        bound = 0
        for node in self.nodes:
            toll = (self.nodes[node.parent].price if node.parent >= 0 else 0) - node.price
            most = node.supply if node.ceiling is None else min(node.ceiling, node.supply)
            met = min(node.floor, most)
            node.lo, node.hi = (
                (0, 0) if toll > 1 else (0, met) if toll == 1 else (met, most) if toll == 0 else (most, most)
            )
            bound += max(0, node.floor - node.hi) + toll * node.hi - node.contenders * max(0, -node.price)
        return bound

    def _take(self, at: int) -> bool:
        if self.nodes[at].price:
            return self.nodes[at].price < 0
        way = []
        for i in self.around(at):
            node = self.nodes[i]
            if node.surely >= node.hi:
                return False
            way.append(node)
            if node.surely < node.lo:
                break
        for node in way:
            node.surely += 1
        return True

    def around(self, at: int) -> list[int]:
        found = []
        while at >= 0:
            found.append(at)
            at = self.nodes[at].parent
        return found

    def standings(self) -> tuple[dict[int, str], dict[int, frozenset[int]]]:
        """Of each row its status, and of each tied one all with whom it is one question to the council."""
        status: dict[int, str] = {}
        together: dict[int, frozenset[int]] = {}
        for _, level in groupby(self.people, key=lambda one: one.place):
            group = list(level)
            leaving: dict[tuple[int, int], list[int]] = {}
            entering: dict[tuple[int, int], list[int]] = {}
            for one in group:
                for step in self._leaving(one.node) if one.seated else self._entering(one.node):
                    (leaving if one.seated else entering).setdefault(step, []).append(one.row)
            joined: dict[int, int] = {}
            for step in leaving.keys() & entering.keys():
                rows = leaving[step] + entering[step]
                for row in rows:
                    joined[root(joined, row)] = root(joined, rows[0])
            for one in group:
                status[one.row] = "tied" if one.row in joined else "nominated" if one.seated else "reserve"
            for row in joined:
                together[row] = frozenset(r for r in joined if root(joined, r) == root(joined, row))
        return status, together

    def _leaving(self, at: int) -> Iterator[tuple[int, int]]:
        cost = 0
        for i in self.around(at):
            yield i, cost
            cost += 0 < self.nodes[i].floor >= self.nodes[i].taken

    def _entering(self, at: int) -> Iterator[tuple[int, int]]:
        gain = 0
        for i in self.around(at):
            yield i, gain
            node = self.nodes[i]
            if node.ceiling is not None and node.taken >= node.ceiling:
                return
            gain += node.taken < node.floor


def root(joined: dict[int, int], row: int) -> int:
    joined.setdefault(row, row)
    while joined[row] != row:
        row = joined[row]
    return row


# ---- the checks -------------------------------------------------------------------------------------------------


class Fault(NamedTuple):
    """One thing that does not follow: whom or what it is about, what the file says, and what follows."""

    code: str
    where: str
    said: object = None
    follows: object = None


def digest(document: Json) -> str:
    run = {key: value for key, value in document["run"].items() if key != "started_at"}
    sealed = {key: value for key, value in document.items() if key != "seal"} | {"run": run}
    return hashlib.sha256(json.dumps(sealed, sort_keys=True).encode()).hexdigest()


def named_at(candidate: Json) -> str:
    return f"{candidate['name']} ({candidate['file']}, {candidate['sheet']}, {candidate['row']})"


class Checker:
    """All checks over one document, each in a method; ``counted`` says how many of what were compared."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.run, self.rules, self.basis = document["run"], document["rules"], document["basis"]
        self.decisions: list[Json] = document["decisions"]
        self.faults: list[Fault] = []
        self.counted: Counter[str] = Counter()
        columns = self.basis["columns"]
        for d in self.decisions:
            if len(d["values"]) != len(columns):
                raise Malformed("values")
        self.rows: list[Row] = [dict(zip(columns, d["values"], strict=True)) for d in self.decisions]
        self.meaning = Meaning(document)
        self.meaning.reused = {id(self.rows[i]): True for i in self._reused()}
        self.scoring = Scoring(self.meaning)
        self.seats = Seats(self.meaning, self.rows)
        self.unlimited = self.basis["quotas"] is None
        self.names = [named_at(d["candidate"]) for d in self.decisions]
        self.levels = [self.scoring.levels(row) for row in self.rows]
        self.classes = [self.seats.classes(row) for row in self.rows]
        self.copies = self._copies()
        self.opens = [self._opens(row) for row in self.rows]
        self.exclusions = [self._named(self.rules["exclusions"], row) for row in self.rows]
        self.awards = [self._award(row, classes) for row, classes in zip(self.rows, self.classes, strict=True)]
        self.expected = [self._expected(i) for i in range(len(self.rows))]
        self.people: list[Contender] = []
        self.together: dict[int, frozenset[int]] = {}
        self.tiers: dict[int, tuple[str | None, list[str], list[int]]] = {}
        self._reads: dict[str, list[str]] = {}

    def check(self) -> list[Fault]:
        self._run()
        self._selection()
        self.tiers = self._tiers()
        for i in range(len(self.rows)):
            self._candidate(i)
            self._findings(i)
            self._points(i)
        self._lists()
        self._certain()
        self._counts()
        self._problems()
        return self.faults

    def same(self, what: str, where: str, said: object, follows: object, code: str | None = None) -> None:
        """One comparison: what the file says against what follows."""
        self.counted[what] += 1
        if said != follows or isinstance(said, bool) != isinstance(follows, bool):
            self.faults.append(Fault(code or what, where, said, follows))

    # -- what the run says of itself

    def _run(self) -> None:
        run, rulebook = self.run, self.run["rulebook"]
        if self.document["schema"] != SCHEMA:
            self.faults.append(Fault("schema", SCHEMA, self.document["schema"], SCHEMA))
        parameters = {name: p["value"] for name, p in self.rules["parameters"].items()}
        for name in {**parameters, **run["parameters"]}:
            self.same("parameter", name, run["parameters"].get(name), parameters.get(name))
        about = {key: rulebook[key] for key in ("id", "version", "approval", "sha256")}
        essence: list[object] = [about, *(run[key] for key in ESSENCE)]
        answers = {name: run[name]["sha256"] for name in ("mapping", "resolve") if name in run}
        if answers:
            essence.append(answers)
        made = hashlib.sha256(json.dumps(essence, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass"))
        self.same("run-id", run["id"], run["id"], made.hexdigest()[:12])
        self.same("seal", run["id"], self.document["seal"], digest(self.document))
        self.same("seal", run["round"], run["round"] in self.rules["rounds"], True, "round")

    # -- before the seats

    def _reused(self) -> set[int]:
        """Who hands in a paper that a register, or somebody further up, already used."""
        found: set[int] = set()
        for name, field_ in self.basis["fields"].items():
            if not field_.get("used_once"):
                continue
            paper, first = f"{name}_evidence", set()
            for register in self.basis["registers"].values():
                if register["given"] and paper in register["columns"]:
                    at = register["columns"].index(paper)
                    first |= {reference(r[at]) for r in register["rows"] if r[at]}
            first.discard("")
            for i, row in enumerate(self.rows):
                key = reference(row[paper]) if row.get(paper) else ""
                if not key or row.get(name) in (None, False, "no", "0"):
                    continue
                if key in first:
                    found.add(i)
                first.add(key)
        return found

    def _copies(self) -> list[list[int]]:
        """The other rows that are the same candidate, less those that somebody said are two."""
        apart = {tuple(pair) for pair in self.basis["apart"]}
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, row in enumerate(self.rows):
            name, unit, commune = row.get("name"), row.get("unit"), row.get("commune")
            if isinstance(name, str) and name_key(name):
                key = (
                    name_key(name),
                    isinstance(unit, str) and name_key(unit),
                    isinstance(commune, str) and unit_key(commune),
                    *((row.get(f) or None) for f in ("kind", "category", "award")),
                )
                groups.setdefault(key, []).append(i)
        others: list[list[int]] = [[] for _ in self.rows]
        for rows in groups.values():
            for i in rows:
                others[i] = [j for j in rows if j != i and (min(i, j), max(i, j)) not in apart]
        return others

    def _named(self, names: Json, row: Row) -> int:
        return max((self.meaning.named(name, row) for name in names), default=UNMET)

    def _opens(self, row: Row) -> int:
        """Who may take a unit's seat and names none leaves open which; who takes none hangs on any that is open."""
        opens, groups = self.basis["opens"], frozenset(per_fields(self.basis["quotas"] or []))
        if self._per_group(self.basis["quotas"] or [], row) != UNMET:
            return self.meaning.truth(opens, row, units=groups)
        units_ = [g for g in groups if self.meaning.fields[g]["type"] == "unit"]
        blank = bool(units_) and all(row.get(g) is None for g in units_)
        return self.meaning.truth(self._of_some_unit(opens, groups) if blank else opens, row)

    def _per_group(self, quotas: list[Json], row: Row) -> int:
        found = UNMET
        for quota in quotas:
            of = self.meaning.truth(quota["of"], row)
            found = max(found, of if quota["per"] else min(of, self._per_group(quota.get("within", []), row)))
        return found

    def _of_some_unit(self, condition: Any, groups: frozenset[str]) -> Any:
        if isinstance(condition, str):
            in_force = self.meaning.in_force(condition)
            return self._of_some_unit(self.meaning.conditions[condition]["when"], groups) if in_force else False
        if isinstance(condition, dict):
            if "in_register" in condition:
                return {**condition, "match": [m for m in condition["match"] if m[1] not in groups]}
            for word in ("all", "any"):
                if word in condition:
                    return {word: [self._of_some_unit(c, groups) for c in condition[word] if not self.meaning.gone(c)]}
        return condition

    def _award(self, row: Row, classes: set[Path_]) -> str | None:
        if not self.rules["awards"]:
            return ""
        fixed: str | None = self.basis["award"]
        if fixed is not None:
            return fixed
        said = row.get("award")
        if isinstance(said, str):
            return said
        tiers = self._tiered(next(iter(classes))) if Seats.settled(classes) else None
        return None if tiers is None else min(self.seats.nodes[tiers].tiers, key=list(self.rules["awards"]).index)

    def _tiered(self, path: Path_) -> int | None:
        """The smallest quota around a place that gives several awards by rank."""
        around = self.seats.around(self.seats.at.get(path, -1))
        return next((at for at in around if self.seats.nodes[at].tiers), None)

    def _object(self, row: Row) -> int:
        category, kind = row.get("category") or None, row.get("kind") or None
        categories = [category] if category else list(self.rules["categories"])
        kinds = [kind] if kind else list(self.rules["kinds"])
        admitted = {k in self.basis["admits"].get(c, ()) for c in categories for k in kinds}
        return UNKNOWN if len(admitted) == 2 else MET if True in admitted else UNMET

    def _standard(self, row: Row) -> int:
        category = row.get("category") or None
        if category is None:
            return UNKNOWN
        requires = self.rules["categories"][category]["requires"]
        if requires is None:
            return UNMET
        return MET if self.meaning.gone(requires) else self.meaning.truth(requires, row)

    def _expected(self, i: int) -> str:
        """The status before seats; ``competing`` for who competes for one."""
        row = self.rows[i]
        opens, excluded, is_object, standard = (
            self.opens[i], self.exclusions[i], self._object(row), self._standard(row),
        )  # fmt: skip
        if opens == UNMET:
            return "not_considered"
        if excluded == MET:
            return "excluded"
        if UNMET in (is_object, standard):
            return "not_eligible"
        if UNKNOWN in (opens, excluded, is_object, standard) or self.copies[i] or self.awards[i] is None:
            return "needs_evidence"
        if self.unlimited:
            return "nominated"
        if all(path == () or self.seats.seatless(path) for path in self.classes[i]):
            return "no_seat"
        return "competing" if Seats.settled(self.classes[i]) else "needs_evidence"

    # -- quotas and the selection

    def _selection(self) -> None:
        """The quotas as the rules and values give them, then the selection with the file's prices."""
        nodes, lines = self.seats.nodes, self.document["quotas"]
        published = {(line["id"], line["group"]): line for line in lines}
        if len(published) != len(lines):
            self.faults.append(Fault("quota-twice", ", ".join(str(k[0]) for k, n in Counter(
                (line["id"], line["group"]) for line in lines).items() if n > 1)))  # fmt: skip
        for node in nodes:
            line = published.pop((node.id, node.group), None)
            if line is None:
                self.faults.append(Fault("quota-missing", node.name))
                continue
            if not isinstance(line["price"], int) or isinstance(line["price"], bool):
                raise Malformed("price")
            node.price = line["price"]
            parent = nodes[node.parent].id if node.parent >= 0 else None
            self.same("quota-parent", node.name, line["parent"], parent)
            self.same("quota-at-most", node.name, line["at_most"], node.ceiling)
            self.same("quota-at-least", node.name, line["at_least"], node.floor)
            self.same("quota-unfilled", node.name, line["unfilled"], node.unfilled)
            self.same("quota-clause", node.name, line["clause"], node.clause)
        for id_, group in published:
            self.faults.append(Fault("quota-unknown", f"{id_} ({group})" if group else str(id_)))
        keys = {key: place for place, key in enumerate(sorted({low for low, _ in self.levels}, reverse=True))}
        for i, expected in enumerate(self.expected):
            if expected == "competing":
                at = self.seats.at[next(iter(self.classes[i]))]
                seated = self.decisions[i]["witness_seated"]
                self.people.append(Contender(i, keys[self.levels[i][0]], at, seated is True))
        selection = Selection(nodes, self.people)
        if self.people:
            for code, row in selection.faults():
                where = self.names[row] if row is not None else ", ".join(n.name for n in nodes if n.parent < 0)
                self.faults.append(Fault(code, where))
        else:
            for node in nodes:
                self.same("quota-price", node.name, node.price, 0)
        status, self.together = selection.standings()
        for i, expected in enumerate(self.expected):
            follows = status[i] if expected == "competing" else expected
            self.expected[i] = follows
            self.same("status", self.names[i], self.decisions[i]["status"], follows)
            if expected != "competing":
                seated = self.unlimited and follows == "nominated"
                self.same("witness", self.names[i], self.decisions[i]["witness_seated"], seated)
            else:
                self.same("witness", self.names[i], type(self.decisions[i]["witness_seated"]), bool)
        for node in nodes:
            line = next((x for x in lines if (x["id"], x["group"]) == (node.id, node.group)), None)
            if line is not None:
                self.same("quota-eligible", node.name, line["eligible"], node.eligible)
                self.same("quota-filled", node.name, line["filled"], node.filled)
                self.same("quota-short", node.name, line["short"], max(0, node.floor - node.filled))
                self._cut_off(node, line)

    def _cut_off(self, node: Node, line: Json) -> None:
        """The score of the last seated: of several level ones any, where the key holds more than the score."""
        inside = [one for one in self.people if one.seated and self.seats.at_or_in(one.node, node)]
        last = max((one.place for one in inside), default=None)
        possible = {shown_end(self.scoring.score(self.rows[one.row]).low) for one in inside if one.place == last}
        self.counted["cut-off"] += 1
        if line["cut_off"] not in (possible or {None}):
            self.faults.append(Fault("cut-off", node.name, line["cut_off"], ", ".join(map(str, possible)) or None))

    def _tiers(self) -> dict[int, tuple[str | None, list[str], list[int]]]:
        """Of the nominees of quotas with tiers: award, awards it may be, rows level across the edge."""
        members: dict[int, list[int]] = {}
        for one in self.people:
            at = self._tiered(self.seats.nodes[one.node].path)
            if at is not None and self.expected[one.row] == "nominated":
                members.setdefault(at, []).append(one.row)
        found: dict[int, tuple[str | None, list[str], list[int]]] = {}
        for at, rows in members.items():
            awards = self._dealt(self.seats.nodes[at])
            rows.sort(key=lambda r: self.levels[r][0], reverse=True)
            start = 0
            for _, same in groupby(rows, key=lambda r: self.levels[r][0]):
                level = list(same)
                among = list(dict.fromkeys(awards[min(start + i, len(awards) - 1)] for i in range(len(level))))
                for row in level:
                    alone = len(among) == 1
                    others = [] if alone else sorted(r for r in level if r != row)
                    found[row] = (among[0] if alone else None, among, others)
                start += len(level)
        return found

    def _dealt(self, node: Node) -> list[str]:
        order = list(self.rules["awards"])
        ranked = sorted(node.tiers, key=order.index, reverse=True)
        numbers = {a: None if isinstance(node.tiers[a], str) else self.seats.amount(node.tiers[a]) for a in ranked}
        rest = max(0, node.filled - sum(n for n in numbers.values() if n is not None))
        return [a for a in ranked for _ in range(rest if numbers[a] is None else numbers[a] or 0)] or [ranked[-1]]

    # -- one decision

    def _candidate(self, i: int) -> None:
        candidate, row, where = self.decisions[i]["candidate"], self.rows[i], self.names[i]
        for name in ("kind", "category", "unit", "commune"):
            self.same("candidate", where, candidate[name] or None, row.get(name) or None)
        self.same("candidate", where, candidate["name"], row.get("name") or "")
        award = self.awards[i]
        self.same("award", where, candidate["award"], self.tiers[i][0] if i in self.tiers else award or None)
        self.same("key", where, candidate["key"], self.key(i))
        self.same("sheet", where, self._sheet(candidate["file"], candidate["sheet"]) is not None, True)

    def _sheet(self, file: str, sheet: str) -> Json | None:
        return next((s for s in self.basis["sheets"] if (s["file"], s["sheet"]) == (file, sheet)), None)

    def key(self, i: int) -> str:
        row = self.rows[i]
        forms = [
            (row.get(f) or "", unit_key if f == "commune" else name_key)
            for f in ("name", "category", "commune", "unit")
        ]
        parts = [text if f == 1 else form(text) if text else "" for f, (text, form) in enumerate(forms)]
        return "|".join([*parts, self.awards[i] or ""])

    def _findings(self, i: int) -> None:
        """Every criterion, exclusion and advisory: result, value, clause, cells."""
        decision, row, where = self.decisions[i], self.rows[i], self.names[i]
        category = row.get("category") or None
        about: Json = self.rules["categories"][category] if category else {"requires": None, "clauses": []}
        ranked = [
            key["first"] for key in self.basis["ranking"] if "first" in key and self.meaning.in_force(key["first"])
        ]
        wanted = [n for n in dict.fromkeys([*names_in(about["requires"]), *ranked]) if n in self.rules["criteria"]]
        for section, expected in (
            ("criteria", wanted),
            ("exclusions", list(self.rules["exclusions"])),
            ("advisories", list(self.rules["advisories"])),
        ):
            self.same("findings", where, list(decision[section]), expected)
            for name in expected:
                found = decision[section].get(name)
                if found is None:
                    continue
                at = f"{where}: {name}"
                self.same("result", at, found["result"], WORDS[self.meaning.named(name, row)])
                self.same("value", at, found["value"], self._value(name, row))
                own, all_ = about["clauses"], self.rules[section][name]["clauses"]
                clause = next((c for c in all_ if c in own), all_[0]) if all_ else next(iter(own), None)
                self.same("clause", at, found["clause"], clause)
                cells = self._cells(i, name)
                self.same("cell", at, found["cells"], cells)
                self.same("cell", at, found["cell"] in cells if cells else found["cell"] is None, True)

    def _value(self, name: str, row: Row) -> str | None:
        """The one value that a criterion tests, as a program reads it."""
        when = self.meaning.conditions[name]["when"]
        fields = self.reads(name)
        subject = tested(when)
        own = subject.get("field") if subject else None
        if own == "score" and own not in self.meaning.fields:
            return plain(self.scoring.score(row), "")
        if own in self.meaning.fields and "compute" in self.meaning.fields[own]:
            compute = self.meaning.fields[own]["compute"]
            value = self.meaning.value(compute, row)
            if self._quotient(compute) and isinstance(value, Num) and value.low == value.high:
                value = exactly(Fraction(Fraction(value.low) * 10_000 // 1, 10_000))  # as people are shown it
            return plain(value, self.meaning.fields[own]["type"])
        one = own if own in self.meaning.fields else fields[0] if len(fields) == 1 else None
        return None if one is None else row.get(one) or None

    def _quotient(self, term: Any) -> bool:
        """Whether a value may have no end in decimals."""
        if isinstance(term, list):
            return any(self._quotient(part) for part in term)
        if not isinstance(term, dict):
            return False
        compute = self.meaning.fields.get(str(term.get("field")), {}).get("compute")
        return "ratio" in term or term.get("over") == "mean_in" or any(map(self._quotient, (compute, *term.values())))

    def reads(self, name: str) -> list[str]:
        """The candidate's own fields that a criterion reads, in order."""
        if name not in self._reads:
            found: dict[str, None] = {}
            self._walk(name, found)
            self._reads[name] = list(found)
        return self._reads[name]

    def _walk(self, term: Any, found: dict[str, None]) -> None:
        if isinstance(term, str):
            when = self.meaning.conditions[term]["when"]
            if when != "used_once":
                self._walk(when, found)
        elif isinstance(term, list):
            for part in term:
                self._walk(part, found)
        elif isinstance(term, dict):
            if "field" in term:
                self._walk_field(term["field"], found)
            elif "in_register" in term or "over" in term:
                for _, ours, _ in term["match"]:
                    self._walk_field(ours, found)
            elif not ("text" in term or "day" in term or "yes" in term or "number" in term or "parameter" in term):
                for part in term.values():
                    if isinstance(part, dict | list) or (isinstance(part, str) and "flag" not in term):
                        self._walk(part, found)

    def _walk_field(self, name: str, found: dict[str, None]) -> None:
        if name == "score" and name not in self.meaning.fields:
            if "board_score" in self.meaning.fields:
                found["board_score"] = None
            for entry in self.basis["points"]:
                self._walk_points(entry, found)
        elif name in self.meaning.fields:
            compute = self.meaning.fields[name].get("compute")
            if compute is None:
                found[name] = None
            else:
                self._walk(compute, found)

    def _walk_points(self, entry: Json, found: dict[str, None]) -> None:
        for part in ("of", "when", "value"):
            if part in entry:
                self._walk(entry[part], found)
        if "mark" in entry:
            self._walk_field(entry["id"].rsplit("/", 1)[-1], found)
        for part in (*entry.get("parts", ()), *entry.get("best_of", ())):
            self._walk_points(part, found)

    def _cells(self, i: int, name: str) -> list[str]:
        candidate = self.decisions[i]["candidate"]
        file, sheet, row = candidate["file"], candidate["sheet"], candidate["row"]
        about = self._sheet(file, sheet) or {"columns": {}}
        found = []
        for f in self.reads(name):
            title = about.get("titles", {}).get(f, {}).get(str(row))
            if title or f in about["columns"]:
                found.append(f"{file}!{sheet}!{title or about['columns'][f] + str(row)}")
        return found

    def _points(self, i: int) -> None:
        decision, row, where = self.decisions[i], self.rows[i], self.names[i]
        follows = {}
        for name, span in self.scoring.items(row).items():
            if span.low == span.high:
                if span.low:
                    follows[name] = shown_end(span.low)
            else:
                follows[name] = f"{shown_end(span.low) or '-∞'}..{shown_end(span.high) or '∞'}"
        self.same("points", where, decision["points"], follows)
        score = self.scoring.score(row)
        known = score.low == score.high
        self.same("score", where, decision["score"], shown_end(score.low) if known else None)
        span_ = None if known else [shown_end(score.low), shown_end(score.high)]
        self.same("score", where, decision["score_range"], span_)

    # -- lists, ranks, seats

    def _label(self, i: int) -> str | None:
        award = self.awards[i]
        if award is None:
            return None
        if self.unlimited:
            kind = self.rows[i].get("kind") or None
            return None if kind is None else f"{award}|{kind}"
        path = next(iter(self.classes[i]))
        if not Seats.settled(self.classes[i]) or path == ():
            return None
        top = self.seats.nodes[self.seats.at[path[:1]]]
        return "|".join([award, self.run["round"], top.id, *([top.group] if top.group is not None else [])])

    def _lists(self) -> None:
        node_of = {one.row: one.node for one in self.people}
        members: dict[str, list[int]] = {}
        for i, d in enumerate(self.decisions):
            label = self._label(i)
            self.same("list", self.names[i], d["list"], label)
            if label is not None and self.expected[i] in SEATED:
                members.setdefault(label, []).append(i)
        rank: dict[int, int] = {}
        seat: dict[int, int] = {}
        queue: dict[int, int] = {}
        for rows in members.values():
            rows.sort(key=lambda r: self.levels[r][0], reverse=True)
            for i, row in enumerate(rows):
                level = i and self.levels[row][0] == self.levels[rows[i - 1]][0]
                rank[row] = rank[rows[i - 1]] if level else i + 1
            for status, numbers in (("nominated", seat), ("reserve", queue)):
                within: dict[int, list[int]] = {}
                for row in rows:
                    if self.expected[row] == status:
                        within.setdefault(self._counted_in(node_of.get(row, -1)), []).append(row)
                for some in within.values():
                    for i, row in enumerate(some):
                        level = i and status == "reserve" and self.levels[row][0] == self.levels[some[i - 1]][0]
                        numbers[row] = numbers[some[i - 1]] if level else i + 1
        for i, d in enumerate(self.decisions):
            self.same("rank", self.names[i], d["rank"], rank.get(i))
            self._placement(i, node_of.get(i), seat.get(i), queue.get(i))

    def _counted_in(self, at: int) -> int:
        """The outermost quota with a number around a place, else the topmost."""
        around = self.seats.around(at)
        limited = [n for n in around if self.seats.nodes[n].ceiling is not None]
        return (limited or around or [-1])[-1]

    def _placement(self, i: int, at: int | None, seat: int | None, queue: int | None) -> None:
        said, where = self.decisions[i]["quota"], self.names[i]
        if at is None or said is None:
            self.same("seat", where, said is None, at is None, "placement")
            return
        node = self.seats.nodes[at]
        self.same("seat", where, [said["node"], said["group"]], [node.id, node.group], "placement")
        self.same("seat", where, said["seat"], seat)
        self.same("seat", where, said["queue"], queue, "queue")
        around = [self.seats.nodes[a] for a in self.seats.around(at)]
        full = [n.id for n in around if n.ceiling is not None and n.taken >= n.ceiling]
        seated = self.decisions[i]["witness_seated"]
        if seated or full:
            self.same("seat", where, said["blocked_by"], [] if seated else full, "blocked-by")
        else:
            one_around = len(said["blocked_by"]) <= 1 and set(said["blocked_by"]) <= {n.id for n in around}
            self.same("seat", where, one_around, True, "blocked-by")
        keys = [d["candidate"]["key"] for d in self.decisions]
        tied = sorted(self.together.get(i, frozenset()) - {i})
        self.same("seat", where, said["tied_with"], [keys[j] for j in tied], "tied-with")
        _, among, level = self.tiers.get(i, (None, [], []))
        self.same("seat", where, said.get("tiers", []), among, "tiers")
        self.same("seat", where, said.get("level_with", []), [keys[j] for j in level], "tiers")

    # -- what could still change, as far as it can be said without trying every completion

    def _certain(self) -> None:
        keys, readings = (
            {d["candidate"]["key"] for d in self.decisions},
            {r["parameter"] for r in self.rules["readings"]},
        )
        unseen = self._register_missing()
        loose = {self._top(one.row) for one in self.people if self.levels[one.row][0] != self.levels[one.row][1]}
        open_ = any(status == "needs_evidence" for status in self.expected)
        for i, d in enumerate(self.decisions):
            status, where, free = self.expected[i], self.names[i], self.exclusions[i] == UNMET
            follows: bool | None = {
                "not_considered": True, "no_seat": not unseen, "needs_evidence": False,
                "excluded": self.opens[i] == MET, "not_eligible": self.opens[i] == MET and free,
            }.get(status)  # fmt: skip
            if follows is None and unseen:
                follows = False
            elif follows is None and (self.unlimited or (not open_ and self._top(i) not in loose)):
                follows = True
            if follows is not None:
                self.same("certain", where, d["certain"], follows)
            missing = self._missing(i)
            matters = d["evidence_matters"]
            if not missing:
                self.same("matters", where, matters, None)
            elif self.unlimited or (status not in SEATED and status != "needs_evidence"):
                self.same("matters", where, matters, status == "needs_evidence")
            else:
                self.same("matters", where, isinstance(matters, bool), True)
            if d["certain"] or status not in SEATED:
                self.same("certain", where, d["provisional_on"], [], "provisional")
                self.same("certain", where, d["provisional_count"], 0, "provisional")
            told = min(d["provisional_count"], 20)  # no more are listed
            self.same("certain", where, len(d["provisional_on"]), told, "provisional")
            self.same("certain", where, set(d["provisional_on"]) <= keys - {d["candidate"]["key"]}, True, "provisional")
            self.same("readings", where, set(d["depends_on_readings"]) <= readings, True)

    def _top(self, i: int) -> Path_:
        return next(iter(self.classes[i]))[:1]

    def _missing(self, i: int) -> bool:
        row = self.rows[i]
        category = row.get("category") or None
        names = names_in(self.rules["categories"][category]["requires"]) if category else []
        low, high = self.levels[i]
        return (
            UNKNOWN in (self.opens[i], self._object(row)) or self.awards[i] is None or category is None or low != high
            or (not self.unlimited and not Seats.settled(self.classes[i])) or bool(self.copies[i])
            or any(self.meaning.named(n, row) == UNKNOWN for n in (*self.rules["exclusions"], *names))
        )  # fmt: skip

    def _register_missing(self) -> bool:
        """A register that decides and was not handed in: nobody has looked, so nothing seated is certain."""
        found: set[str] = set()
        self._registers_in(self.basis["opens"], found, set())
        for name in (*self.rules["criteria"], *self.rules["exclusions"]):
            self._registers_in(name, found, set())
        registers = self.basis["registers"]
        return any(registers[r]["if_not_given"] == "provisional" and not registers[r]["given"] for r in found)

    def _registers_in(self, term: Any, found: set[str], seen: set[str]) -> None:
        if isinstance(term, list):
            for part in term:
                self._registers_in(part, found, seen)
        elif isinstance(term, str) and term in self.meaning.conditions and term not in seen:
            self._registers_in(self.meaning.conditions[term]["when"], found, seen | {term})
        elif isinstance(term, dict):
            name = term.get("in_register") or term.get("register")
            if name:
                found.add(name)
            own = self.meaning.fields.get(str(term.get("field")), {})
            if "compute" in own:
                self._registers_in(own["compute"], found, seen)
            for part in term.values():
                self._registers_in(part, found, seen)

    # -- the whole

    def _counts(self) -> None:
        counts, tally = self.document["counts"], Counter(self.expected)
        for status in STATUSES:
            self.same("count", status, counts[status], tally[status])
        self.same("count", "candidates", counts["candidates"], len(self.decisions))
        self.same("count", "rows", counts["rows"], len(self.decisions) + counts["rejected_rows"])
        rejected = sum(problem["code"] in NOT_CANDIDATES for problem in self.document["problems"])
        self.same("count", "rejected_rows", counts["rejected_rows"], rejected)
        rows = sum(source["rows"] for source in self.run["inputs"])
        self.same("count", "inputs", counts["rows"], rows)
        stands = [(d["candidate"]["file"], d["candidate"]["sheet"], d["candidate"]["row"]) for d in self.decisions]
        self.same("count", "rows", len(set(stands)), len(stands), "row-twice")
        files = {source["file"] for source in self.run["inputs"]}
        self.same("count", "inputs", {file for file, _, _ in stands} <= files, True, "file-unknown")

    def _problems(self) -> None:
        """Reasons and problems are sentences; that what they point at is there is all that is checked of them."""
        clauses, files = self.rules["clauses"], {source["file"] for source in self.run["inputs"]}
        for i, d in enumerate(self.decisions):
            for reason in d["reasons"]:
                if clauses and reason["clause"] is not None:
                    self.same("reason", self.names[i], reason["clause"] in clauses, True, "reason-clause")
                for cell in reason["cells"]:
                    at = CELL.fullmatch(cell)
                    self.same("reason", self.names[i], at is not None and at[1] in files, True, "reason-cell")
            codes = {reason["code"] for reason in d["reasons"]}
            of_a_seat = codes & {"seated", "no_number"}
            self.same("reason", self.names[i], len(of_a_seat), int(self.expected[i] == "nominated"), "reason-code")
            for status, code in SEAT_REASONS.items():
                self.same("reason", self.names[i], code in codes, self.expected[i] == status, "reason-code")


NOT_CANDIDATES = ("row-rejected", "row-set-aside")  # a row that is no case, or a copy that somebody set aside
ESSENCE = ("round", "year", "parameters", "decided_on", "inputs", "engine_version")  # of a run's id, in order

CELL = re.compile(r"([^!]+)!.+![A-Z]{1,3}[1-9][0-9]*")

SEAT_REASONS = {"no_seat": "no_seat", "tied": "tied", "reserve": "queue"}


def per_fields(quotas: list[Json]) -> Iterator[str]:
    for quota in quotas:
        if quota["per"] is not None:
            yield quota["per"]
        yield from per_fields(quota.get("within", []))


def names_in(condition: Any) -> list[str]:
    """The criteria a standard names, in order, each once."""
    if isinstance(condition, str):
        return [condition]
    return list(dict.fromkeys(name for c in branches(condition) for name in names_in(c)))


def tested(condition: Any) -> Json | None:
    """The one thing that a condition tests."""
    if not isinstance(condition, dict):
        return None
    if "value" in condition:
        found: Json = condition["value"]
        return found
    if "all" in condition or "any" in condition:
        of = branches(condition)
        if of and all(isinstance(c, dict) and "value" in c and c["value"] == of[0].get("value") for c in of):
            first: Json = of[0]["value"]
            return first
    return None


def plain(value: Value, type_: str) -> str | None:
    """A computed value where it is exactly known."""
    match value:
        case Opt(id_, _, _):
            return id_
        case Num(low, high, _) if low == high and not isinstance(low, float):
            if type_ == "date":
                return None if low < 1 else date.fromordinal(int(low)).isoformat()
            return shown(low)
    return None


# ---- what is printed --------------------------------------------------------------------------------------------

COUNTED: dict[str, tuple[str, str]] = {
    "result": ("kết quả tiêu chuẩn, trường hợp không xét, lưu ý", "results of criteria, exclusions and advisories"),
    "value": ("giá trị được xét", "values under test"),
    "clause": ("điều khoản của kết quả", "clauses of results"),
    "cell": ("ô của kết quả", "cells of results"),
    "status": ("kết luận", "statuses"),
    "points": ("bảng điểm", "tables of points"),
    "score": ("điểm", "scores"),
    "rank": ("thứ hạng", "ranks"),
    "list": ("danh sách", "lists"),
    "seat": ("suất, dự bị, đồng hạng", "seats, queues and ties"),
    "quota-at-most": ("số lượng tối đa", "ceilings"),
    "quota-filled": ("suất đã bố trí", "seats filled"),
    "cut-off": ("điểm thấp nhất được chọn", "cut-offs"),
    "certain": ("kết luận chắc chắn hay tạm thời", "certain or provisional"),
    "reason": ("lý do trỏ đúng điều khoản, tệp", "reasons that point at a clause and file"),
    "parameter": ("tham số", "parameters"),
    "count": ("số đếm", "counts"),
}

FAULTS: dict[str, tuple[str, str]] = {
    "schema": ("không đúng định dạng", "another format"),
    "parameter": ("tham số của lượt xét khác tham số của quy tắc", "the run's parameter is not the rules'"),
    "run-id": (
        "mã lượt xét không khớp quy tắc, tham số, tệp đầu vào",
        "the run's id does not fit its rules, parameters, inputs",
    ),
    "seal": ("tệp đã bị sửa sau khi chạy: dấu niêm phong không khớp", "edited after the run: the seal does not fit"),
    "round": ("đợt xét không có trong quy tắc", "no such round"),
    "status": ("kết luận", "status"),
    "witness": ("có suất trong phương án mẫu", "seated in the sample selection"),
    "candidate": ("thông tin trường hợp khác giá trị đã đọc", "what is said of the candidate is not what was read"),
    "award": ("hình thức đề nghị", "award"),
    "key": ("khóa", "key"),
    "sheet": ("trang tính không có trong danh mục", "no such sheet"),
    "findings": ("thiếu hoặc thừa tiêu chuẩn", "criteria missing or too many"),
    "result": ("kết quả", "result"),
    "value": ("giá trị được xét", "value under test"),
    "clause": ("điều khoản", "clause"),
    "cell": ("ô", "cell"),
    "points": ("điểm từng mục", "itemised points"),
    "score": ("điểm", "score"),
    "list": ("danh sách", "list"),
    "rank": ("thứ hạng", "rank"),
    "placement": ("nhóm suất", "seat class"),
    "seat": ("suất số", "seat"),
    "queue": ("dự bị thứ", "place in the queue"),
    "blocked-by": ("bị chặn bởi", "blocked by"),
    "tied-with": ("đồng hạng với", "tied with"),
    "tiers": ("mức thưởng theo thứ hạng", "award by rank"),
    "certain": ("chắc chắn", "certain"),
    "provisional": ("phụ thuộc hồ sơ của", "provisional on"),
    "matters": ("bổ sung hồ sơ có thể đổi kết quả", "evidence matters"),
    "readings": ("phụ thuộc cách hiểu không có trong quy tắc", "hangs on a reading that is none"),
    "count": ("số đếm", "count"),
    "row-twice": ("một dòng đứng hai lần", "a row stands twice"),
    "file-unknown": ("tệp không có trong đầu vào", "a file that is no input"),
    "reason-clause": ("lý do trỏ tới điều khoản không có", "a reason names no clause"),
    "reason-cell": ("lý do trỏ tới ô ngoài đầu vào", "a reason names no cell of the inputs"),
    "reason-code": ("lý do không hợp kết luận", "a reason that does not fit the status"),
    "quota-twice": ("số lượng ghi hai lần", "a quota stands twice"),
    "quota-missing": ("thiếu dòng số lượng", "a quota is missing"),
    "quota-unknown": ("dòng số lượng không có trong quy tắc", "no such quota"),
    "quota-parent": ("nằm trong", "stands inside"),
    "quota-at-most": ("nhiều nhất", "at most"),
    "quota-at-least": ("ít nhất", "at least"),
    "quota-unfilled": ("suất trống", "unfilled seats"),
    "quota-clause": ("điều khoản", "clause"),
    "quota-price": ("giá", "price"),
    "quota-eligible": ("số đủ tiêu chuẩn", "eligible"),
    "quota-filled": ("đã bố trí", "filled"),
    "quota-short": ("còn thiếu", "short"),
    "cut-off": ("điểm thấp nhất được chọn", "cut-off"),
    "seated-out-of-turn": ("được chọn khi chưa đến lượt", "seated out of turn"),
    "passed-over": ("bị bỏ qua khi còn suất", "passed over"),
    "ceiling-broken": ("vượt số lượng", "a ceiling is broken"),
    "floors-missed-or-price-wrong": (
        "suất dành riêng bị thiếu, hoặc giá sai",
        "reserved seats missed, or a price is wrong",
    ),
}

LIMITS: tuple[tuple[str, str], ...] = (
    ("giá trị có đúng như trong tệp Excel không (đối chiếu mã sha256 của tệp đầu vào)",
     "whether the values are those of the workbooks (compare the inputs' sha256)"),
    ("quy tắc có đúng như kế hoạch không (đối chiếu sha256 của bộ quy tắc; xetkhen rulebook show)",
     "whether the rules say what the plan says (compare the rulebook's sha256; xetkhen rulebook show)"),
    ("câu chữ: tên gọi, lý do, lỗi dữ liệu (chỉ được bảo vệ bằng dấu niêm phong)",
     "sentences: names of rules, reasons, problems (kept by the seal alone)"),
    ("khi còn hồ sơ thiếu: chắc chắn hay tạm thời của người có suất, và phụ thuộc hồ sơ của ai",
     "where evidence is missing: whether who competes for seats is certain, and on whom it hangs"),
    ("phụ thuộc cách hiểu nào (cần chạy lại với cách hiểu khác)",
     "which readings a decision hangs on (that takes a run under the other reading)"),
)  # fmt: skip

CHECKS = (
    ("Kiểm tra", "Checked"),
    ("Đã tính lại", "Worked out again"),
    ("Không có sai lệch.", "Everything follows."),
    ("sai lệch", "faults"),
    ("tệp ghi", "the file says"),
    ("tính lại ra", "what follows is"),
    ("Tệp này không chứng minh được", "What this file cannot prove"),
    ("lượt xét", "run"),
)


def told(value: object, lang: int) -> str:
    if isinstance(value, bool):
        return (("không", "có"), ("no", "yes"))[lang][value]
    if value is None:
        return ("(trống)", "(nothing)")[lang]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def report(path: Path, checker: Checker, faults: Sequence[Fault], lang: int) -> str:
    """What a person reads."""
    words = [pair[lang] for pair in CHECKS]
    run = checker.run
    lines = [
        f"{words[0]}: {path} ({words[7]} {run['id']}, {run['rulebook']['id']}, {run['round']})",
        "",
        f"{words[1]}:",
    ]
    lines += [f"  {checker.counted[name]:>7} {text[lang]}" for name, text in COUNTED.items() if checker.counted[name]]
    lines += ["", words[2] if not faults else f"{len(faults)} {words[3]}:"]
    for fault in faults:
        line = f"  ✗ {fault.where}: {FAULTS[fault.code][lang]}"
        if fault.said is not None or fault.follows is not None:
            line += f"; {words[4]} {told(fault.said, lang)}, {words[5]} {told(fault.follows, lang)}"
        lines.append(line)
    return "\n".join([*lines, "", f"{words[6]}:", *(f"  · {text[lang]}" for text in LIMITS)])


def read(path: Path) -> Json:
    """The document; OSError or ValueError where there is none."""
    file = path / "decisions.json" if path.is_dir() else path
    document = json.loads(file.read_text(encoding="utf-8"))
    if (
        not isinstance(document, dict)
        or not {"run", "rules", "basis", "decisions", "quotas", "seal"} <= document.keys()
    ):
        raise ValueError
    return document


def check(document: Json) -> tuple[Checker, list[Fault]]:
    """All faults of a document. Raises Malformed where it is no document of this kind."""
    try:
        checker = Checker(document)
        return checker, checker.check()
    except Malformed:
        raise
    except Exception as error:  # whatever breaks, somebody changed the file
        raise Malformed(f"{type(error).__name__}: {error}") from error


def limits_cross(document: Json) -> bool:
    """Whether the run says that no prices prove its selection: its rules have limits that are not nested."""
    quotas = document.get("quotas")
    return isinstance(quotas, list) and any(
        isinstance(line, dict) and str(line.get("id")).startswith(("across/", "slots/")) for line in quotas
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    given = parser.parse_args(arguments)
    lang = ("vi", "en").index(given.lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        document = read(given.results)
    except (OSError, ValueError, RecursionError):
        said = (
            f"{given.results}: không có decisions.json kèm chứng nhận.\nChạy lại xetkhen nominate (phiên bản mới).",
            f"{given.results}: no decisions.json with a certificate can be read.\nRun a recent xetkhen nominate again.",
        )
        print(said[lang], file=sys.stderr)
        return 2
    if limits_cross(document):
        said = (
            f"{given.results}: đợt xét có giới hạn cắt ngang, không có chứng nhận để kiểm.\nHãy lập lại lượt xét.",
            f"{given.results}: limits cross in this round: there is no certificate to check.\nMake the run again.",
        )
        print(said[lang], file=sys.stderr)
        return 2
    try:
        checker, faults = check(document)
    except Malformed as error:
        said = (
            f"{given.results}: chứng nhận hỏng hoặc đã bị sửa ({error}); không tính lại được.",
            f"{given.results}: the certificate is damaged or was edited ({error}); nothing can be worked out.",
        )
        print(said[lang], file=sys.stderr)
        return 2
    if given.format == "json":
        plainly = [{"code": f.code, "where": f.where, "said": f.said, "follows": f.follows} for f in faults]
        print(json.dumps({"run": checker.run["id"], "checked": checker.counted, "faults": plainly},
                         ensure_ascii=False, indent=1, default=str))  # fmt: skip
    else:
        print(report(given.results, checker, faults, lang))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
