"""What is missing and where: the cells, parameters and registers that would settle what is unknown."""

from __future__ import annotations

from collections.abc import Iterator

from engine.criteria import Facts
from engine.decisions.findings import tested
from engine.decisions.reading import registers_read
from engine.decisions.registers import open_cells
from engine.decisions.telling import cells_behind, first_clause, inside
from engine.decisions.values import cells_of, is_blank, is_unreadable, read_fields
from engine.evaluation import Evaluation
from engine.provenance import Text
from engine.records import Reason
from engine.rulebook import terms as t
from engine.rulebook.model import Criterion, Field
from engine.rulebook.walk import Term, every, parts
from engine.seats import OPEN, Around
from engine.truth import Truth
from engine.wording import joined, say


class Missing:
    """Tells for one evaluation what each candidate lacks."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.truths = evaluation.truths
        self.rulebook = evaluation.truths.rulebook
        self.roster = evaluation.truths.roster
        self.round = self.rulebook.rounds[self.truths.circumstances.round]

    def round_open(self, row: int) -> Iterator[Reason]:
        """What would tell whether the round is open for this candidate."""
        missing = [r for r in registers_read(self.round.opens, self.rulebook) if r not in self.roster.registers]
        fields = read_fields(self.truths, self.round.opens)
        clause = first_clause(self.round.clauses)
        if missing:
            what = joined([self.rulebook.registers[r].text for r in missing])
            what = Text(f"chưa có {what.vi[:1].lower()}{what.vi[1:]}", f"{what.en} was not given")
            yield Reason("round_unknown", say("reason.round_unknown", what=what), clause)
            return
        opened = Text(f"đợt xét “{self.round.text.vi}” đã mở chưa", f"the round “{self.round.text.en}” is open")
        blank = [f for f in fields if is_blank(self.truths.facts, f, row) or is_unreadable(self.truths.facts, f, row)]
        if blank:
            for field in blank:
                yield from self.cell(field, row, opened, clause)
            return
        open_ = list(self._register_blanks(self.round.opens, row, opened, clause))
        if open_:
            yield from open_
            return
        what = Text("danh sách đơn vị chưa đủ thông tin", "the list of units does not say enough")
        yield Reason(
            "round_unknown",
            say("reason.round_unknown", what=what),
            clause,
            cells_of(self.roster.candidates, fields, row),
        )

    def _register_blanks(
        self, condition: t.Condition, row: int, criterion: Text, clause: str | None
    ) -> Iterator[Reason]:
        for facts, field, their_row in open_cells(self.truths, condition, row):
            yield from self.cell(field, their_row, criterion, clause, facts=facts)

    def criterion(self, criterion: Criterion, row: int, code: str) -> Iterator[Reason]:
        """The cells that would settle a criterion, or what else is missing."""
        clause = first_clause(criterion.clauses)
        fields = self._open_fields(criterion.when, row)
        found = False
        for field in self._wanted(criterion, fields, row):
            found = True
            yield from self.cell(field, row, criterion.text, clause)
        for field in read_fields(self.truths, criterion.when):
            if field.evidence == "required" and self.truths.facts.unproven(field)[row]:
                found = True
                beside = (self.rulebook.fields[f"{field.id}_evidence"], field)
                text = say("reason.evidence", criterion=inside(field.text))
                yield Reason("evidence", text, clause, cells_of(self.roster.candidates, beside, row)[:1])
        for parameter, priced in self._unset(criterion.when, row).items():
            found = True
            if priced is not None:
                cells = cells_of(self.roster.candidates, (priced,), row)
                yield Reason("rate", say("reason.rate", unit=inside(priced.text)), clause, cells, parameter)
            else:
                text = say("reason.unset", parameter=self.rulebook.parameters[parameter].text)
                yield Reason("unset", text, clause, (), parameter)
        for register in registers_read(criterion.when, self.rulebook):
            if register not in self.roster.registers:
                found = True
                which = self.rulebook.registers[register].text
                text = say("reason.no_register", register=which, criterion=criterion.text)
                yield Reason("no_register", text, clause)
        for reason in self._register_blanks(criterion.when, row, criterion.text, clause):
            found = True
            yield reason
        if not found:
            yield self._nothing_to_ask_for(criterion, row, code)

    def _nothing_to_ask_for(self, criterion: Criterion, row: int, code: str) -> Reason:
        """Every cell says something, and still the criterion is open: two places that disagree, a span, a doubt."""
        clause = first_clause(criterion.clauses)
        differing = self._agreed_field(criterion.when)
        if differing is None:
            key = "reason.exclusion_unknown" if code == "exclusion_unknown" else "reason.unknown"
            text = say(key, criterion=criterion.text, exclusion=criterion.text)
            return Reason(code, text, clause, cells_behind(self.truths, criterion, row))
        cells = cells_of(self.roster.candidates, read_fields(self.truths, t.FieldRef(differing.id)), row)
        if differing.type == "money":
            return Reason("mismatch", say("reason.mismatch"), clause, cells)
        return Reason("disagree", say("reason.disagree", field=differing.text), clause, cells)

    def _open_fields(self, condition: t.Condition, row: int) -> tuple[Field, ...]:
        """The fields read where the condition is still open: of an ``any``, not those of a part that is decided."""
        if isinstance(condition, t.All | t.AnyOf | t.NoneOf | t.AtLeast):
            grounded = [self.truths.grounding.condition(c) for c in condition.of]
            open_ = [
                c for c, truth in zip(condition.of, self.truths.facts.truths(grounded), strict=True)
                if truth[row] == Truth.UNKNOWN
            ]
            found = {f.id: f for c in open_ for f in self._open_fields(c, row)}
            return tuple(found.values())
        return read_fields(self.truths, condition)

    def _wanted(self, criterion: Criterion, fields: tuple[Field, ...], row: int) -> list[Field]:
        """Fields whose blank or unreadable cell leaves the criterion open; not the parts beside a given total."""
        facts = self.truths.facts
        unreadable = [f for f in fields if is_unreadable(facts, f, row)]
        blank = [f for f in fields if is_blank(facts, f, row)]
        wanted = [f for f in fields if f in unreadable or (f in blank and f.blank is None and f.type != "unit")]
        subject = tested(criterion.when)
        field = self.rulebook.fields.get(subject.id) if isinstance(subject, t.FieldRef) else None
        if field is None or field.compute is None:
            return wanted
        # Of a computed value ask for one cell; where something was given, only for what cannot be read.
        return unreadable if len(blank) < len(fields) else wanted[:1]

    def _unset(self, condition: t.Condition, row: int) -> dict[str, Field | None]:
        """Parameters without value that this row needs, each with the field it prices (a rate), if it is one."""
        found: dict[str, Field | None] = {}
        fields, parameters = self.rulebook.fields, self.rulebook.parameters

        def unset(name: str) -> bool:
            return name in parameters and parameters[name].value is None

        def walk(term: Term) -> None:
            match term:
                case t.Op("product", of) if priced := [fields[v.id] for v in of if isinstance(v, t.FieldRef)]:
                    plain = [self.truths.facts.plain(f.id)[row] for f in priced if f.compute is None]
                    if all(value is not None and value != 0 for value in plain):
                        found.update({v.name: priced[0] for v in of if isinstance(v, t.Param) and unset(v.name)})
                case t.Param(name):
                    if unset(name):
                        found.setdefault(name, None)
                case t.FieldRef(name):
                    field = fields.get(name)
                    if field is not None and field.compute is not None:
                        walk(field.compute)
                case _:
                    for part in parts(term):
                        walk(part)

        walk(condition)
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
                agrees = any(isinstance(term, t.Op) and term.name == "agreed" for term in every(field.compute))
                return field if agrees else self._agreed_in(field.compute)
            case t.Op(of=of):
                return next((field for v in of if (field := self._agreed_in(v)) is not None), None)
            case _:
                return None

    def cell(
        self,
        field: Field,
        row: int,
        criterion: Text,
        clause: str | None,
        *,
        only_if_missing: bool = False,
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
                yield Reason(
                    "no_column", say("reason.no_column", field=field.text, criterion=inside(criterion)), clause
                )
        elif is_blank(facts, field, row):
            yield Reason("blank", say("reason.blank", cell=str(cell), criterion=inside(criterion)), clause, (cell,))

    def seat(self, row: int) -> Iterator[Reason]:
        """What would tell which seats the candidate may take."""
        placing = self.evaluation.placing
        for around in (self.evaluation.across, self.evaluation.slots):
            if around is not None:
                yield from self._crossing_seat(row, around)
        if placing.unlimited or placing.node[row] != OPEN:
            return
        per = placing.open_field.get(row)
        clause = first_clause(self.round.clauses)
        if per is not None:
            field = self.rulebook.fields[per]
            cells = cells_of(self.roster.candidates, (field,), row)
            yield Reason("seat_group", say("reason.seat_group", field=field.text), clause, cells)
            return
        for field in self._class_fields(row):
            cells = cells_of(self.roster.candidates, (field,), row)
            yield Reason("seat_class", say("reason.seat_class", field=field.text), clause, cells)

    def _crossing_seat(self, row: int, around: Around) -> Iterator[Reason]:
        """What would tell whether a limit that crosses holds the candidate, or in which group."""
        facts, clause = self.truths.facts, first_clause(self.round.clauses)
        for index, spec in enumerate(around.specs):
            if around.node[row, index] != OPEN or spec.quota is None:
                continue
            fields = read_fields(self.truths, spec.quota.of)
            wanted = [f for f in fields if is_blank(facts, f, row) or is_unreadable(facts, f, row)]
            if spec.per is not None:
                group = self.rulebook.fields[spec.per]
                wanted += [group] if is_blank(facts, group, row) or is_unreadable(facts, group, row) else []
            for field in {f.id: f for f in wanted}.values():
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
