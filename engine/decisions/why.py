"""Why: the reasons of one candidate, as codes with a sentence in both languages, a clause and cells.

Every status has its reason first; what the board should know besides follows. A reason never repeats what another
says, and names only cells that a person could look at or fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from engine.criteria import Choice, Facts
from engine.criteria.operands import LIMIT
from engine.decisions.findings import deciding, find, leaves, tested, value_of
from engine.decisions.reading import registers_read
from engine.decisions.registers import cells as register_cells
from engine.decisions.registers import open_cells, rows_for, words
from engine.decisions.values import amount, cells_of, is_blank, is_unreadable, read_fields, show, typed
from engine.evaluation import Evaluation, Result
from engine.provenance import Text
from engine.records import Reason
from engine.rulebook import required_text
from engine.rulebook import terms as t
from engine.rulebook.model import Category, Criterion, Field
from engine.seats import OPEN
from engine.truth import Truth
from engine.wording import day, joined, say


class Why:
    """Makes the reasons of an evaluation's candidates."""

    def __init__(self, evaluation: Evaluation, duplicates: dict[int, tuple[int, ...]]) -> None:
        self.evaluation = evaluation
        self.truths = evaluation.truths
        self.rulebook = evaluation.truths.rulebook
        self.roster = evaluation.truths.roster
        self.round = self.rulebook.rounds[self.truths.circumstances.round]
        self.duplicates = duplicates
        self._categories = list(self.rulebook.categories.values())
        self._criteria = {**self.rulebook.criteria, **self.rulebook.exclusions, **self.rulebook.advisories}

    def category(self, row: int) -> Category | None:
        """The candidate's category; None where it is unknown."""
        code = int(self.evaluation.verdicts.category[row])
        return None if code < 0 else self._categories[code]

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """What decided, without seats; those of eligible candidates are told by ``engine.decisions.seating``."""
        match Result(int(self.evaluation.result[row])):
            case Result.NOT_CONSIDERED:
                return tuple(self._not_open(row))
            case Result.EXCLUDED:
                return tuple(self._excluded(row))
            case Result.NOT_ELIGIBLE:
                return tuple(self._not_eligible(row))
            case Result.NEEDS_EVIDENCE:
                return distinct(self._needs_evidence(row))
            case _:
                return tuple(self._eligible(row))

    # ---- by status ----------------------------------------------------------------------------------------------

    def _not_open(self, row: int) -> Iterator[Reason]:
        fields = read_fields(self.truths, self.round.opens)
        cells = cells_of(self.roster.candidates, fields, row)
        unit = next((v for f in fields if (v := show(self.truths.facts, f, row)) is not None), None)
        clause = _first(self.round.clauses)
        text = (say("reason.round_not_open", unit=unit) if unit is not None
                else say("reason.round_not_open_plain", round=self.round.text))
        yield Reason("round_not_open", text, clause, cells)

    def _excluded(self, row: int) -> Iterator[Reason]:
        for exclusion in self.rulebook.exclusions.values():
            if self.truths.columns[exclusion.id][row] == Truth.MET:
                yield self._told(exclusion, row, "exclusion")

    def _not_eligible(self, row: int) -> Iterator[Reason]:
        category = self.category(row)
        if self.evaluation.verdicts.objects[row] == Truth.UNMET:
            fields = (self.rulebook.fields["category"], self.rulebook.fields["kind"])
            cells = cells_of(self.roster.candidates, fields, row)
            kind = show(self.truths.facts, self.rulebook.fields["kind"], row)
            clause = _first(category.clauses) if category else None
            yield Reason("not_an_object", say("reason.not_an_object"), clause, cells)
            if category is not None and category.requires is not None and kind is not None:
                yield Reason("kind", say("reason.kind", kind=kind, category=category.text), clause, cells)
            return
        assert category is not None and category.requires is not None
        for name, turned in deciding(category.requires, Truth.UNMET, self.truths, row):
            yield from self._unmet(self._criteria[name], category, row, turned)

    def _unmet(self, criterion: Criterion, category: Category, row: int, turned: bool) -> Iterator[Reason]:
        finding = find(self.truths, criterion, row)
        clause = finding.clause or _first(category.clauses)
        required = required_text(criterion.when, self.rulebook)
        if turned:
            required = Text(f"không được có: {required.vi}", f"must not be: {required.en}")
        if finding.value is None:
            text = say("reason.unmet_plain", criterion=criterion.text)
        else:
            text = say("reason.unmet", criterion=criterion.text, value=finding.value, required=required)
        yield Reason("unmet", text, clause, finding.cells)
        short = self._short(criterion, row)
        if short is not None and not turned:
            yield Reason("short", short, clause, finding.cells)

    def _short(self, criterion: Criterion, row: int) -> Text | None:
        """What is missing to a threshold: "còn thiếu 5.000.000 đồng"."""
        if not (isinstance(criterion.when, t.Test) and isinstance(criterion.when.test, t.Compare)):
            return None
        test, subject = criterion.when.test, criterion.when.subject
        if test.op not in (">=", ">") or not isinstance(subject, t.FieldRef) or subject.id not in self.rulebook.fields:
            return None
        field = self.rulebook.fields[subject.id]
        found = self.truths.facts.value(self.truths.grounding.value(subject))
        bound = self.truths.grounding.value(test.bound)
        if isinstance(found, Choice) or not isinstance(bound, t.Constant) or field.type not in ("money", "number", "whole"):
            return None
        high = int(found.high[row])
        if high >= LIMIT or high <= -LIMIT:
            return None
        floor = Fraction(bound.value) * 10**found.scale  # type: ignore[arg-type]
        if floor.denominator != 1 or floor <= high:
            return None
        return say(
            "reason.short",
            amount=amount(found, int(floor) - high, field.type), floor=amount(found, int(floor), field.type),
        )

    def _needs_evidence(self, row: int) -> Iterator[Reason]:
        truths, verdicts = self.truths, self.evaluation.verdicts
        category = self.category(row)
        if verdicts.opens[row] == Truth.UNKNOWN:
            yield from self._open_unknown(row)
        for exclusion in self.rulebook.exclusions.values():
            if truths.columns[exclusion.id][row] == Truth.UNKNOWN:
                yield from self._unknown(exclusion, row, "exclusion_unknown")
        if category is None or verdicts.objects[row] == Truth.UNKNOWN:
            fields = [self.rulebook.fields[f] for f in ("category", "kind")]
            for field in fields:
                yield from self._missing(field, row, say("reason.category_unknown"), _first(()), only_if_missing=True)
        elif category.requires is not None:
            for name, _ in deciding(category.requires, Truth.UNKNOWN, truths, row):
                yield from self._unknown(self._criteria[name], row, "unknown")
        if row in self.duplicates:
            yield self._duplicate(row)
        if self.evaluation.award[row] < 0:
            yield Reason("list_unknown", say("reason.list_unknown"), _first(self.round.clauses),
                         cells_of(self.roster.candidates, (self.rulebook.fields["award"],), row))
        yield from self._seat_unknown(row)

    def _open_unknown(self, row: int) -> Iterator[Reason]:
        missing = [r for r in self._registers_read(self.round.opens) if r not in self.roster.registers]
        fields = read_fields(self.truths, self.round.opens)
        clause = _first(self.round.clauses)
        if missing:
            what = joined([self.rulebook.registers[r].text for r in missing])
            what = Text(f"chưa có {what.vi[:1].lower()}{what.vi[1:]}", f"{what.en} was not given")
            yield Reason("round_unknown", say("reason.round_unknown", what=what), clause)
            return
        opened = Text(f"đợt xét “{self.round.text.vi}” đã mở chưa", f"the round “{self.round.text.en}” is open")
        blank = [f for f in fields if is_blank(self.truths.facts, f, row) or is_unreadable(self.truths.facts, f, row)]
        if blank:
            for field in blank:
                yield from self._missing(field, row, opened, clause)
            return
        open_ = list(self._register_blanks(self.round.opens, row, opened, clause))
        if open_:
            yield from open_
            return
        what = Text("danh sách đơn vị chưa đủ thông tin", "the list of units does not say enough")
        yield Reason("round_unknown", say("reason.round_unknown", what=what), clause,
                     cells_of(self.roster.candidates, fields, row))

    def _register_blanks(
        self, condition: t.Condition, row: int, criterion: Text, clause: str | None
    ) -> Iterator[Reason]:
        for facts, field, their_row in open_cells(self.truths, condition, row):
            yield from self._missing(field, their_row, criterion, clause, facts=facts)

    def _registers_read(self, condition: t.Condition) -> tuple[str, ...]:
        found = sorted(registers_read(condition))
        if isinstance(condition, t.Name):
            found = sorted(registers_read(self._criteria[condition.id].when))
        return tuple(found)

    def _unknown(self, criterion: Criterion, row: int, code: str) -> Iterator[Reason]:
        """The cells that would settle a criterion, or what else is missing."""
        clause = _first(criterion.clauses)
        fields = read_fields(self.truths, criterion.when)
        found = False
        for field in self._wanted(criterion, fields, row):
            found = True
            yield from self._missing(field, row, criterion.text, clause)
        for parameter, priced in self._unset(criterion.when, row).items():
            found = True
            if priced is not None:
                cells = cells_of(self.roster.candidates, (priced,), row)
                yield Reason("rate", say("reason.rate", unit=_said(priced.text)), clause, cells)
            else:
                yield Reason("unset", say("reason.unset", parameter=self.rulebook.parameters[parameter].text), clause)
        for register in self._registers_read(criterion.when):
            if register not in self.roster.registers:
                found = True
                text = say("reason.no_register", register=self.rulebook.registers[register].text, criterion=criterion.text)
                yield Reason("no_register", text, clause)
        for reason in self._register_blanks(criterion.when, row, criterion.text, clause):
            found = True
            yield reason
        if not found:
            cells = cells_of(self.roster.candidates, fields, row) + register_cells(
            self.truths, rows_for(self.truths, criterion.when, row)
        )
            differing = self._agreed_field(criterion.when)
            if differing is not None:
                cells = cells_of(self.roster.candidates, read_fields(self.truths, t.FieldRef(differing.id)), row)
            if differing is not None and differing.type == "money":
                yield Reason("mismatch", say("reason.mismatch"), clause, cells)
                return
            if differing is not None:
                yield Reason("disagree", say("reason.disagree", field=differing.text), clause, cells)
                return
            key = "reason.exclusion_unknown" if code == "exclusion_unknown" else "reason.unknown"
            yield Reason(code, say(key, criterion=criterion.text, exclusion=criterion.text), clause, cells)

    def _wanted(self, criterion: Criterion, fields: tuple[Field, ...], row: int) -> list[Field]:
        """Fields whose blank or unreadable cell leaves the criterion open. Parts beside a given total are not asked for."""
        facts = self.truths.facts
        open_fields = [f for f in fields if is_unreadable(facts, f, row) or (is_blank(facts, f, row) and f.blank is None
                                                                        and f.type != "unit")]
        subject = tested(criterion.when)
        value = self.rulebook.fields[subject.id].compute if (
            isinstance(subject, t.FieldRef) and subject.id in self.rulebook.fields) else None
        if value is not None and any(not is_blank(facts, f, row) for f in fields):
            # Something was given: ask only for what the given part needs, unreadable cells first.
            unreadable = [f for f in open_fields if is_unreadable(facts, f, row)]
            return unreadable
        return open_fields[:1] if value is not None else open_fields

    def _unset(self, term: object, row: int) -> dict[str, Field | None]:
        """Parameters without value that this row needs, each with the field it prices (a rate), if it is one."""
        found: dict[str, Field | None] = {}

        def priced(of: tuple[t.Value, ...]) -> list[Field]:
            return [self.rulebook.fields[v.id] for v in of if isinstance(v, t.FieldRef) and v.id in self.rulebook.fields]

        def walk(term: object) -> None:
            match term:
                case t.Op("product", of) if fields := priced(of):
                    plain = [self.truths.facts.plain(f.id)[row] for f in fields if f.compute is None]
                    if all(value is not None and value != 0 for value in plain):
                        for name in (v.name for v in of if isinstance(v, t.Param)):
                            if name in self.rulebook.parameters and self.rulebook.parameters[name].value is None:
                                found[name] = fields[0]
                case t.Param(name):
                    if name in self.rulebook.parameters and self.rulebook.parameters[name].value is None:
                        found.setdefault(name, None)
                case t.Flag(name):
                    walk(t.Param(name))
                case t.FieldRef(name):
                    field = self.rulebook.fields.get(name)
                    if field is not None and field.compute is not None:
                        walk(field.compute)
                case t.Test(subject, test):
                    walk(subject)
                    walk(test)
                case t.Compare(bound=bound):
                    walk(bound)
                case t.Between(low, high):
                    walk(low)
                    walk(high)
                case t.Is(values=of) | t.Op(of=of) | t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(of=of):
                    for item in of:
                        walk(item)
                case _:
                    return

        walk(term)
        return found

    def _agreed_field(self, condition: t.Condition) -> Field | None:
        """The computed field under test, where it holds values of two places against each other."""
        subject = tested(condition)
        return self._agreed_in(subject) if isinstance(subject, t.FieldRef) else None

    def _agreed_in(self, value: t.Value) -> Field | None:
        match value:
            case t.FieldRef(name):
                field = self.rulebook.fields.get(name)
                if field is None or field.compute is None:
                    return None
                return field if "agreed" in _operations(field.compute) else self._agreed_in(field.compute)
            case t.Op(of=of):
                return next((field for v in of if (field := self._agreed_in(v)) is not None), None)
            case _:
                return None

    def _missing(
        self, field: Field, row: int, criterion: Text, clause: str | None, *, only_if_missing: bool = False,
        facts: Facts | None = None,
    ) -> Iterator[Reason]:
        """The cell that would settle ``criterion``: blank, unreadable, or a column that the sheet does not have."""
        facts = facts or self.truths.facts
        cell = facts.table.cell(field.id, row)
        if is_unreadable(facts, field, row):
            assert cell is not None
            raw = facts.table.unreadable[field.id][row]
            yield Reason("unreadable", say("reason.unreadable", cell=str(cell), value=raw), clause, (cell,))
        elif cell is None:
            if not only_if_missing or is_blank(facts, field, row):
                yield Reason("no_column", say("reason.no_column", field=field.text, criterion=_said(criterion)), clause)
        elif is_blank(facts, field, row):
            yield Reason("blank", say("reason.blank", cell=str(cell), criterion=_said(criterion)), clause, (cell,))

    def _duplicate(self, row: int) -> Reason:
        cells = tuple(c for other in self.duplicates[row] if (c := self.roster.candidates.cell("name", other)) is not None)
        own = self.roster.candidates.cell("name", row)
        places = joined([c.full if own is None or c.file != own.file else str(c) for c in cells])
        return Reason("duplicate", say("reason.duplicate", cell=places), None, (*((own,) if own else ()), *cells))

    def _seat_unknown(self, row: int) -> Iterator[Reason]:
        placing = self.evaluation.placing
        if placing.unlimited or placing.node[row] != OPEN:
            return
        per = placing.open_field.get(row)
        clause = _first(self.round.clauses)
        if per is not None:
            field = self.rulebook.fields[per]
            cells = cells_of(self.roster.candidates, (field,), row)
            yield Reason("seat_group", say("reason.seat_group", field=field.text), clause, cells)
            return
        for field in self._class_fields(row):
            cells = cells_of(self.roster.candidates, (field,), row)
            yield Reason("seat_class", say("reason.seat_class", field=field.text), clause, cells)

    def _class_fields(self, row: int) -> list[Field]:
        """The missing fields for which it cannot be told which quota holds the candidate."""
        facts, found = self.truths.facts, {}
        for spec in self.evaluation.placing.specs:
            if spec.quota is None:
                continue
            if facts.truth(self.truths.grounding.condition(spec.quota.of))[row] != Truth.UNKNOWN:
                continue
            for field in read_fields(self.truths, spec.quota.of):
                if field.id not in ("category", "kind", "award") and (
                    is_blank(facts, field, row) or is_unreadable(facts, field, row)
                ):
                    found[field.id] = field
        return list(found.values())

    def _eligible(self, row: int) -> Iterator[Reason]:
        category = self.category(row)
        assert category is not None and category.requires is not None
        names = [n for n, _ in deciding(category.requires, Truth.MET, self.truths, row)]
        cells = tuple(dict.fromkeys(c for n in names for c in find(self.truths, self._criteria[n], row).cells))
        clause = ", ".join(category.clauses) or None
        yield Reason("all_met", say("reason.all_met", clause=clause or "…"), _first(category.clauses), cells)
        for key in self.rulebook.ranking:
            if key.direction == "first" and key.criterion and self.truths.columns[key.criterion][row] == Truth.MET:
                criterion = self._criteria[key.criterion]
                found = find(self.truths, criterion, row)
                yield Reason("priority", say("reason.priority", clause=found.clause or "…"), found.clause, found.cells)

    # ---- exclusions and advisories ------------------------------------------------------------------------------

    def advisories(self, row: int) -> tuple[Reason, ...]:
        """What the plan or the law asks for without making it a condition, and is not so."""
        return tuple(
            self._told(advisory, row, "advisory")
            for advisory in self.rulebook.advisories.values()
            if self.truths.columns[advisory.id][row] == Truth.MET
        )

    def _told(self, criterion: Criterion, row: int, kind: str) -> Reason:
        """An exclusion or advisory that holds, by its own sentence where it names one and all its values are there."""
        fields = read_fields(self.truths, criterion.when)
        cells = cells_of(self.roster.candidates, fields, row) + register_cells(
            self.truths, rows_for(self.truths, criterion.when, row)
        )
        code = criterion.reason or (criterion.id if kind == "exclusion" else kind)
        values = self._values(criterion, fields, row)
        text = None
        if criterion.reason is not None:
            text = _try(f"reason.{criterion.reason}", values) or _try(f"reason.{criterion.reason}_plain", values)
        if text is None:
            text = say(f"reason.{kind}", exclusion=criterion.text, advisory=criterion.text)
        return Reason(code, text, _first(criterion.clauses), tuple(dict.fromkeys(cells)))

    def _values(self, criterion: Criterion, fields: tuple[Field, ...], row: int) -> dict[str, Text]:
        """What a sentence may want to say: the first day read, the deadline, the register's row."""
        values: dict[str, Text] = {"criterion": criterion.text}
        for field in fields:
            shown = show(self.truths.facts, field, row)
            if shown is not None and field.type == "date":
                values.setdefault("date", shown)
        found = value_of(self.truths, criterion, fields, row)
        if found is not None:
            values["value"] = found
        for name in _deadlines(criterion.when):
            value = self.rulebook.parameters[name].value
            if isinstance(value, date):
                values["deadline"] = day(value)
        values.update(words(self.truths, rows_for(self.truths, criterion.when, row)))
        return values


def _first(clauses: tuple[str, ...]) -> str | None:
    return clauses[0] if clauses else None


def _said(text: Text) -> Text:
    """Inside a sentence: a small first letter, unless the first word is a name or an abbreviation."""

    def small(s: str) -> str:
        head = s.split(" ", 1)[0]
        return s if len(head) > 1 and head.isupper() else s[:1].lower() + s[1:]

    return Text(small(text.vi), small(text.en))


def distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    seen: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.code, reason.text.vi), reason)
    return tuple(seen.values())


def _try(key: str, values: dict[str, Text]) -> Text | None:
    from engine.wording import CATALOGUE, placeholders

    message = CATALOGUE.get(key)
    if message is None or any(name not in values for name in placeholders(message.vi)):
        return None
    return say(key, **values)


def _deadlines(condition: t.Condition) -> Iterator[str]:
    match condition:
        case t.Test(test=t.Deadline(deadline=deadline)):
            yield deadline.name
        case t.All(of) | t.AnyOf(of) | t.NoneOf(of) | t.AtLeast(of=of):
            for c in of:
                yield from _deadlines(c)
        case _:
            return


def _operations(value: t.Value) -> frozenset[str]:
    if isinstance(value, t.Op):
        return frozenset({value.name}).union(*(_operations(v) for v in value.of))
    return frozenset()


__all__ = ["Why", "leaves", "typed"]
