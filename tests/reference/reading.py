"""A rulebook from its text, read a second time: by docs/language.md alone, and by nothing that the engine reads with.

It takes trees of maps, lists and texts that are right, as ``tests/evaluation/written.py`` makes them, and gives the
same data types that the engine's own reading gives; what is out of force on the day of decision it leaves out at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, cast

from engine.provenance import Text
from engine.rulebook import terms as t
from engine.rulebook.model import (
    Award,
    Category,
    Criterion,
    Document,
    Field,
    Parameter,
    Points,
    Quota,
    RankKey,
    Register,
    Round,
    Rulebook,
    Scoring,
    Setting,
)

Tree = Any
"""A text, a list or a map of them."""

NO_TEXT = Text("", "")
ALWAYS = t.Fixed(True)
NUMBERS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
DAYS = {"on_or_after": ">=", "after": ">", "on_or_before": "<=", "before": "<"}
LOOKUPS = ("count_in", "total_in", "mean_in", "largest_in", "find_in", "run_of_years_in", "years_in")
STANDARD_KINDS = ("collective", "individual", "household")
SECTIONS = (
    "parameters",
    "registers",
    "fields",
    "awards",
    "categories",
    "criteria",
    "exclusions",
    "advisories",
    "rounds",
)


def number(text: str) -> int | Fraction:
    exact = Fraction(text.replace("_", ""))
    return int(exact) if exact.denominator == 1 else exact


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def span_of(text: str) -> tuple[date, date]:
    """A day, month, quarter or year from its first day to its last."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return day_of(text), day_of(text)
    year = int(text[:4])
    if "Q" in text:
        first, last = 3 * int(text[-1]) - 2, 3 * int(text[-1])
    else:
        first, last = (int(text[5:]), int(text[5:])) if "-" in text else (1, 12)
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), date.fromordinal(after.toordinal() - 1)


def extended(base: Tree, own: Tree) -> Tree:
    """What a rulebook that extends another comes to."""
    said = own["extends"]
    merged = {name: node for name, node in own.items() if name != "extends"}
    gone = {*said.get("replace", []), *said.get("remove", [])}
    for section in SECTIONS:
        theirs = {k: v for k, v in base.get(section, {}).items() if f"{section}/{k}" not in gone}
        if section == "parameters":
            theirs = {k: {**v, "value": said["set"][k]} if k in said.get("set", {}) else v for k, v in theirs.items()}
        if theirs or section in own:
            merged[section] = {**theirs, **own.get(section, {})}
    for section in ("scoring", "ranking"):
        if section not in own and section in base:
            merged[section] = base[section]
    return merged


@dataclass
class Reading:
    """One rulebook under one setting, on one day of decision."""

    tree: Tree
    standard: Tree
    day: date
    settings: Mapping[str, str] = field(default_factory=dict)

    def rulebook(self) -> Rulebook:
        declared = {**self.standard["parameters"], **self.tree.get("parameters", {})}
        self.parameters = {name: self._parameter(name, entry) for name, entry in declared.items()}
        tree = {k: v if k == "parameters" else self._chosen(v) for k, v in self.tree.items()}
        standard = {k: v if k == "parameters" else self._chosen(v) for k, v in self.standard.items()}
        self.awards = tuple(tree.get("awards", {}))
        self.round_ids = tuple(tree["rounds"])
        self.category_ids = (*tree["categories"], "other")
        self.register_fields: dict[str, dict[str, Field]] = {}
        own = tree.get("fields", {})
        self.fields: dict[str, Field] = {}
        for name, entry in {**standard["fields"], **own}.items():
            self.fields[name] = self._field(name, standard["fields"][name] if entry == "standard" else entry)
        marks = self._marks(tree.get("scoring", {}).get("points", {}))
        for name, most in marks.items():
            self.fields[name] = Field(name, "number", NO_TEXT, minimum=Fraction(0), maximum=most)
        for section in ("criteria", "exclusions", "advisories"):
            for name, entry in {**standard.get(section, {}), **tree.get(section, {})}.items():
                if isinstance(entry, str) or "when" not in entry:
                    self.fields.setdefault(name, Field(name, "yes_no", NO_TEXT))
        registers = {}
        for name, entry in tree.get("registers", {}).items():
            there = standard["registers"].get(name, {}).get("fields", {})
            columns = {
                f: self._field(f, (there.get(f) or standard["fields"][f]) if e == "standard" else e)
                for f, e in entry["fields"].items()
            }
            self.register_fields[name] = columns
            registers[name] = entry
        for columns, entries in [(self.fields, own)] + [
            (self.register_fields[name], entry["fields"]) for name, entry in registers.items()
        ]:
            where = next((n for n, f in self.register_fields.items() if f is columns), None)
            for name, entry in entries.items():
                if isinstance(entry, dict) and "compute" in entry:
                    columns[name] = replace(columns[name], compute=self._value(entry["compute"], where))
        self.out_of_force = {name for name, entry in own.items() if not self._in_force(entry)}
        self.empty_registers = {name for name, entry in registers.items() if not self._in_force(entry)}
        return Rulebook(
            id=tree["id"],
            version="1",
            approval="draft",
            path="",
            sha256="",
            document=Document(NO_TEXT, NO_TEXT, "", "", None, "", None, (), {}, NO_TEXT, ()),
            clauses={},
            parameters=self.parameters,
            registers={
                name: Register(name, NO_TEXT, self.register_fields[name], entry.get("if_not_given", "provisional"))
                for name, entry in registers.items()
            },
            fields=self.fields,
            awards={a: Award(a, NO_TEXT, "issuer", i) for i, a in enumerate(self.awards)},
            categories={name: self._category(name, entry) for name, entry in tree["categories"].items()}
            | {"other": Category("other", NO_TEXT, STANDARD_KINDS, (), None)},
            criteria=self._criteria("criteria", standard, tree),
            exclusions=self._criteria("exclusions", standard, tree),
            advisories=self._criteria("advisories", standard, tree),
            rounds={name: self._round(name, entry) for name, entry in tree["rounds"].items()},
            scoring=self._scoring(tree.get("scoring", {})),
            ranking=self._ranking(tree.get("ranking")),
            targets={},
            milestones={},
            readings={},
            outline=(),
        )

    # ---- what is in force, and what is chosen -------------------------------------------------------------------

    def _dates(self, entry: Tree) -> tuple[date | None, date | None]:
        said = entry.get("in_force", {}) if isinstance(entry, dict) else {}
        first, last = (day_of(said[k]) if k in said else None for k in ("from", "to"))
        return first, last

    def _in_force(self, entry: Tree) -> bool:
        first, last = self._dates(entry)
        return (first or date.min) <= self.day <= (last or date.max)

    def _chosen(self, node: Tree) -> Tree:
        if isinstance(node, list):
            return [self._chosen(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "choose" not in node:
            return {key: self._chosen(value) for key, value in node.items()}
        ((name, options),) = node["choose"].items()
        value = self.parameters[name].value
        text = "unset" if value is None else {True: "yes", False: "no"}.get(cast("bool", value), str(value))
        return self._chosen(options[text] if text in options else options["given"])

    def _parameter(self, name: str, entry: Tree) -> Parameter:
        said = self.settings.get(name, entry.get("value") if isinstance(entry, dict) else entry)
        own = self.standard["parameters"].get(name)
        type_ = (entry if own is None else {**own, **entry} if isinstance(entry, dict) else own)["type"]
        value: Setting = None
        if said not in (None, "unset") and self._in_force(entry):
            match type_:
                case "yes_no":
                    value = said == "yes"
                case "date" | "deadline":
                    value = day_of(said)
                case "choice" | "period":
                    value = said
                case _:
                    value = "none" if said == "none" else number(said)
        options = dict.fromkeys(entry.get("options", {}) if isinstance(entry, dict) else {}, NO_TEXT)
        set_by = entry.get("set_by", "board") if isinstance(entry, dict) else "board"
        return Parameter(name, type_, set_by, NO_TEXT, (), value, value, options)  # type: ignore[arg-type]

    # ---- columns --------------------------------------------------------------------------------------------------

    def _field(self, name: str, entry: Tree) -> Field:
        options = dict.fromkeys(entry.get("options", {}), NO_TEXT)
        if entry["type"] == "choice" and not options:
            known = {"award": self.awards, "category": self.category_ids, "round": self.round_ids}
            options = dict.fromkeys(known.get(name, ()), NO_TEXT)
        blank = entry.get("blank")
        typed: Setting = None
        if blank is not None:
            typed = (
                {"yes": True, "no": False}[blank]
                if entry["type"] == "yes_no"
                else (blank if entry["type"] == "choice" else number(blank))
            )
        low, high = (Fraction(entry[k]) if k in entry else None for k in ("min", "max"))
        return Field(
            name,
            entry["type"],
            NO_TEXT,
            options=options,
            ordered=entry.get("ordered") == "yes",
            minimum=low,
            maximum=high,
            blank=typed,
        )

    def _marks(self, points: Tree) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for name, entry in points.items() if isinstance(points, dict) else ():
            if "mark" in entry:
                found[name] = Fraction(entry["mark"])
            for inside in ("parts", "best_of"):
                found |= self._marks(entry.get(inside, {}))
        return found

    def _subject(self, name: str, where: str | None) -> tuple[str, tuple[str, ...], bool]:
        """Type, options, and whether they are in order."""
        if where is None and name == "score":
            return "number", (), False
        if where is None and name == "round":
            return "choice", self.round_ids, False
        found = (self.fields if where is None else self.register_fields[where])[name]
        return found.type, tuple(found.options), found.ordered

    # ---- conditions -----------------------------------------------------------------------------------------------

    def _criteria(self, section: str, standard: Tree, tree: Tree) -> dict[str, Criterion]:
        found = {}
        for name, entry in {
            **tree.get(section, {}),
            **{k: v for k, v in standard.get(section, {}).items() if k not in tree.get(section, {})},
        }.items():
            assessed = isinstance(entry, str) or "when" not in entry
            when = self._test(name, "yes", None) if assessed else self._condition(entry["when"])
            found[name] = Criterion(name, NO_TEXT, (), when, assessed=assessed, in_force=self._dates(entry))
        return found

    def _category(self, name: str, entry: Tree) -> Category:
        # Out of force it is no object of the plan.
        requires = self._condition(entry["requires"]) if self._in_force(entry) else None
        return Category(name, NO_TEXT, tuple(entry["kinds"]), (), requires)

    def _condition(self, node: Tree, where: str | None = None) -> t.Condition:
        if isinstance(node, str):
            if node in ("always", "never"):
                return t.Fixed(node == "always")
            return t.Flag(node[1:]) if node.startswith("$") else t.Name(node)
        of = node.get("of")
        for key, make in (("all", t.All), ("any", t.AnyOf), ("none", t.NoneOf)):
            if key in node:
                return make(tuple(self._condition(c, where) for c in node[key]))
        if of is not None:
            return t.AtLeast(int(node["at_least"]), tuple(self._condition(c, where) for c in of))
        if "in_register" in node:
            register = node["in_register"]
            return t.InRegister(register, self._matches(node), self._where(node, register))
        tests = tuple(self._test(subject, test, where) for subject, test in node.items())
        return tests[0] if len(tests) == 1 else t.All(tests)

    def _where(self, node: Tree, register: str) -> t.Condition:
        return self._condition(node["where"], register) if "where" in node else ALWAYS

    def _matches(self, node: Tree) -> tuple[t.Match, ...]:
        found = []
        for key in ("match", "match_if_given"):
            said = node.get(key, [])
            pairs = said.items() if isinstance(said, dict) else [(f, f) for f in said]
            found += [t.Match(theirs, ours, key == "match_if_given") for theirs, ours in pairs]
        return tuple(found)

    def _test(self, subject: str, node: Tree, where: str | None) -> t.Condition:
        of: t.FieldRef | t.Param = t.FieldRef(subject)
        type_: str
        ordered = False
        options: tuple[str, ...] = ()
        if subject.startswith("$"):
            of, type_ = t.Param(subject[1:]), self.parameters[subject[1:]].type
        else:
            type_, options, ordered = self._subject(subject, where)
        if node in ("known", "given"):
            return t.Test(of, t.Known() if node == "known" else t.Given())
        if not isinstance(node, dict):
            return t.Test(of, t.Is(self._literals(node, type_)))
        made = [
            t.Test(of, self._named(key, value, type_, options if ordered else (), where)) for key, value in node.items()
        ]
        return made[0] if len(made) == 1 else t.All(tuple(made))

    def _literals(self, node: Tree, type_: str) -> tuple[t.Constant | t.Param, ...]:
        items: Sequence[str] = node if isinstance(node, list) else [node]
        return tuple(t.Param(i[1:]) if i.startswith("$") else t.Constant(self._literal(i, type_)) for i in items)

    @staticmethod
    def _literal(text: str, type_: str) -> t.Scalar:
        match type_:
            case "yes_no":
                return text == "yes"
            case "date":
                return day_of(text)
            case "whole" | "number" | "money" | "year":
                return number(text)
        return text

    def _named(self, key: str, node: Tree, type_: str, steps: tuple[str, ...], where: str | None) -> t.TestTerm:
        if key == "is_not":
            return t.Is(self._literals(node, type_), negated=True)
        if steps and key in (*NUMBERS, "between"):
            ends = node if isinstance(node, list) else [node]
            first, last = steps.index(ends[0]), steps.index(ends[-1])
            kept = {
                "at_least": steps[first:],
                "more_than": steps[first + 1 :],
                "at_most": steps[: first + 1],
                "less_than": steps[:first],
                "between": steps[first : last + 1],
            }[key]
            return t.Is(tuple(t.Constant(option) for option in kept))
        if key in ("in_time", "late"):
            return t.Deadline(t.Param(node[1:]), key == "late")
        if key in ("between", "within"):
            ends = [node["from"], node["to"]] if isinstance(node, dict) else node
            if isinstance(ends, str):
                return self._within(ends)
            if type_ == "date":
                days = [
                    t.Constant(span_of(e)[i]) if e[0].isdigit() else self._value(e, where) for i, e in enumerate(ends)
                ]
                return t.Between(*days)
            return t.Between(*(self._value(e, where) for e in ends))
        if key in NUMBERS:
            return t.Compare(cast("t.Order", NUMBERS[key]), self._value(node, where))
        if isinstance(node, str) and node[0].isdigit():
            # Before a month is before its first day; on or before it, up to its last.
            return t.Compare(cast("t.Order", DAYS[key]), t.Constant(span_of(node)[key in ("on_or_before", "after")]))
        return t.Compare(cast("t.Order", DAYS[key]), self._value(node, where))

    def _within(self, text: str) -> t.TestTerm:
        if text.startswith("$"):
            said = self.parameters[text[1:]].value
            if said is None:
                return t.Between(t.Param(text[1:]), t.Param(text[1:]))
            text = str(said)
        first, _, last = text.partition("/")
        return t.Between(t.Constant(span_of(first)[0]), t.Constant(span_of(last or first)[1]))

    # ---- values and amounts ---------------------------------------------------------------------------------------

    def _value(self, node: Tree, where: str | None = None) -> t.Value:
        if isinstance(node, str):
            if node.startswith("$"):
                return t.Param(node[1:])
            if re.fullmatch(r"\d{4}-\d\d-\d\d", node):
                return t.Constant(day_of(node))
            return t.Constant(number(node)) if re.fullmatch(r"-?[\d_.]+", node) else t.FieldRef(node)
        for op in LOOKUPS:
            if op in node:
                register = node[op]
                value = self._value(node["value"], register) if "value" in node else None
                return t.Lookup(
                    cast("t.OverRows", op), register, value, self._matches(node), self._where(node, register)
                )
        ((name, of),) = node.items()
        parts = tuple(self._value(v, where) for v in of)
        if name == "mean":
            return t.Op("ratio", (t.Op("sum", parts), t.Constant(len(parts))))
        return t.Op(cast("t.Operation", name), parts)

    def _amount(self, node: Tree) -> t.Amount:
        if node is None or node == "none":
            return None
        if isinstance(node, str):
            return t.Param(node[1:]) if node.startswith("$") else int(node)
        rate = node["percent"]
        percent: Fraction | t.Rate
        if isinstance(rate, dict):
            by_option = tuple((o, Fraction(p)) for o, p in rate.get("by_option", {}).items())
            bands = tuple(sorted((Fraction(a), Fraction(p)) for a, p in rate.get("bands", {}).items()))
            percent = t.Rate(self._value(rate["value"]), by_option, bands)
        else:
            percent = self._points_number(rate)
        return t.Percent(percent, self._value(node["of"]), node["round"])

    def _points_number(self, text: str) -> Fraction:
        if text.startswith("$"):
            value = self.parameters[text[1:]].value
            assert isinstance(value, int | Fraction)
            return Fraction(value)
        return Fraction(text)

    # ---- rounds, points, order --------------------------------------------------------------------------------------

    def _round(self, name: str, entry: Tree) -> Round:
        opens = self._condition(entry["opens"]) if "opens" in entry else ALWAYS
        quotas = None if entry["quotas"] == "none" else self._quotas(entry["quotas"], "")
        return Round(
            name, NO_TEXT, (), opens if self._in_force(entry) else t.Fixed(False), (), entry.get("award"), quotas
        )

    def _quotas(self, node: Tree, above: str) -> tuple[Quota, ...]:
        return tuple(self._quota(f"{above}{k}", entry) for k, entry in node.items() if self._in_force(entry))

    def _quota(self, id_: str, entry: Tree) -> Quota:
        if not isinstance(entry, dict):
            entry = {"at_most": entry}
        limits = {}
        for group, said in entry.get("except", {}).items():
            both = said if isinstance(said, dict) else {"at_most": said}
            exactly = both.get("exactly")
            limits[group] = tuple(self._amount(both.get(k, exactly)) for k in ("at_most", "at_least"))
        return Quota(
            id_,
            NO_TEXT,
            (),
            self._condition(entry["of"]) if "of" in entry else ALWAYS,
            entry.get("per"),
            cast("dict[str, tuple[t.Amount, t.Amount]]", limits),
            self._amount(entry.get("at_most")),
            self._amount(entry.get("at_least")),
            self._amount(entry.get("exactly")),
            entry.get("unfilled", "empty"),
            self._quotas(entry.get("within", {}), f"{id_}/"),
            {a: n if n == "rest" else self._amount(n) for a, n in entry.get("tiers", {}).items()},
        )

    def _scoring(self, node: Tree) -> Scoring:
        return Scoring(node.get("basis", "board"), self._points(node.get("points", {}), ""))

    def _points(self, node: Tree, above: str) -> tuple[Points, ...]:
        entries = node.items() if isinstance(node, dict) else ()
        return tuple(self._point(f"{above}{k}", entry) for k, entry in entries if self._in_force(entry))

    def _point(self, id_: str, entry: Tree) -> Points:
        made = {
            k: self._points_number(entry[k]) for k in ("points", "every", "mark", "at_most", "at_least") if k in entry
        }
        bands = sorted((self._points_number(a), self._points_number(p)) for a, p in entry.get("bands", {}).items())
        parts, best_of = (self._points(entry.get(k, {}), f"{id_}/") for k in ("parts", "best_of"))
        emptied = not parts and not best_of and ("parts" in entry or "best_of" in entry)
        return Points(
            id_,
            NO_TEXT,
            self._condition(entry["of"]) if "of" in entry else ALWAYS,
            t.Fixed(False) if emptied else self._condition(entry["when"]) if "when" in entry else ALWAYS,
            made.get("points"),
            self._value(entry["value"]) if "value" in entry else None,
            made.get("every"),
            tuple(bands),
            {o: self._points_number(p) for o, p in entry.get("by_option", {}).items()},
            made.get("mark"),
            parts,
            best_of,
            made.get("at_most"),
            made.get("at_least"),
        )

    def _ranking(self, node: Tree) -> tuple[RankKey, ...]:
        if node is None:
            return (RankKey("high", None, t.FieldRef("score")),)
        found = []
        for item in node:
            ((how, what),) = item.items()
            found.append(RankKey("first", what, None) if how == "first" else RankKey(how, None, self._value(what)))
        return tuple(found)
