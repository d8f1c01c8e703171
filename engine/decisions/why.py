"""Why: the reasons of one candidate, as codes with a sentence in both languages, a clause and cells.

Every status has its reason first; what the board should know besides follows. A reason never repeats what another
says, and names only cells that a person could look at or fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.criteria import USED_ONCE, Choice, reuses
from engine.criteria.operands import LIMIT, integer
from engine.decisions.findings import deciding, find
from engine.decisions.missing import Missing
from engine.decisions.telling import first_clause, own_sentence, told
from engine.decisions.values import amount, cells_of, read_fields, show
from engine.evaluation import Evaluation, Result
from engine.provenance import Text
from engine.records import Reason
from engine.rulebook import required_text
from engine.rulebook import terms as t
from engine.rulebook.model import Category, Criterion
from engine.truth import Truth
from engine.wording import joined, say


class Why:
    """Makes the reasons of an evaluation's candidates."""

    def __init__(self, evaluation: Evaluation, duplicates: dict[int, tuple[int, ...]]) -> None:
        self.evaluation = evaluation
        self.truths = evaluation.truths
        self.rulebook = evaluation.truths.rulebook
        self.roster = evaluation.truths.roster
        self.round = self.rulebook.rounds[self.truths.circumstances.round]
        self.duplicates = duplicates
        self.missing = Missing(evaluation)
        self._categories = list(self.rulebook.categories.values())
        columns = self.truths.columns
        self._advisories = [(a, columns[a.id] == Truth.MET) for a in self.rulebook.advisories.values()]
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
        clause = first_clause(self.round.clauses)
        text = (
            say("reason.round_not_open", unit=unit)
            if unit is not None
            else say("reason.round_not_open_plain", round=self.round.text)
        )
        yield Reason("round_not_open", text, clause, cells)

    def _excluded(self, row: int) -> Iterator[Reason]:
        for exclusion in self.rulebook.exclusions.values():
            if self.truths.columns[exclusion.id][row] != Truth.MET:
                continue
            if exclusion.id == USED_ONCE:
                yield self._reused(exclusion, row)
            else:
                yield told(self.truths, exclusion, row, "exclusion")

    def _reused(self, exclusion: Criterion, row: int) -> Reason:
        reuse = reuses(self.truths.facts, self.rulebook)[row]
        cells = tuple(c for c in (reuse.cell, reuse.first) if c is not None)
        where = cells[-1].full if len(cells) == 2 and cells[0].file != cells[1].file else str(cells[-1])
        text = say("reason.evidence_used_once", field=reuse.field.text, said=reuse.said, cell=where)
        return Reason(USED_ONCE, text, first_clause(exclusion.clauses), cells)

    def _not_eligible(self, row: int) -> Iterator[Reason]:
        category = self.category(row)
        if self.evaluation.verdicts.objects[row] == Truth.UNMET:
            fields = (self.rulebook.fields["category"], self.rulebook.fields["kind"])
            cells = cells_of(self.roster.candidates, fields, row)
            kind = show(self.truths.facts, self.rulebook.fields["kind"], row)
            clause = first_clause(category.clauses) if category else None
            yield Reason("not_an_object", say("reason.not_an_object"), clause, cells)
            if category is not None and category.requires is not None and kind is not None:
                yield Reason("kind", say("reason.kind", kind=kind, category=category.text), clause, cells)
            return
        assert category is not None
        assert category.requires is not None
        for name, turned in deciding(category.requires, Truth.UNMET, self.truths, row):
            yield from self._unmet(self._criteria[name], category, row, turned)

    def _unmet(self, criterion: Criterion, category: Category, row: int, turned: bool) -> Iterator[Reason]:
        finding = find(self.truths, criterion, row)
        clause = finding.clause or first_clause(category.clauses)
        own = None if turned else own_sentence(self.truths, criterion, row)
        if own is not None:
            yield Reason(criterion.reason or "unmet", own, clause, finding.cells)
            return
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
        if isinstance(found, Choice) or not isinstance(bound, t.Constant):
            return None
        high, floor = int(found.high[row]), integer(bound.value, found.scale)
        if field.type not in ("money", "number", "whole") or abs(high) >= LIMIT or floor is None or floor <= high:
            return None
        short_by, wanted = (amount(found, units, field.type) for units in (floor - high, floor))
        return say("reason.short", amount=short_by, floor=wanted)

    def _needs_evidence(self, row: int) -> Iterator[Reason]:
        truths, verdicts = self.truths, self.evaluation.verdicts
        category = self.category(row)
        if verdicts.opens[row] == Truth.UNKNOWN:
            yield from self.missing.round_open(row)
        for exclusion in self.rulebook.exclusions.values():
            if truths.columns[exclusion.id][row] == Truth.UNKNOWN:
                yield from self.missing.criterion(exclusion, row, "exclusion_unknown")
        if category is None or verdicts.objects[row] == Truth.UNKNOWN:
            fields = [self.rulebook.fields[f] for f in ("category", "kind")]
            for field in fields:
                yield from self.missing.cell(field, row, say("reason.category_unknown"), None, only_if_missing=True)
        elif category.requires is not None:
            for name, _ in deciding(category.requires, Truth.UNKNOWN, truths, row):
                yield from self.missing.criterion(self._criteria[name], row, "unknown")
        if row in self.duplicates:
            yield self._duplicate(row)
        if self.evaluation.award[row] < 0:
            yield Reason(
                "list_unknown",
                say("reason.list_unknown"),
                first_clause(self.round.clauses),
                cells_of(self.roster.candidates, (self.rulebook.fields["award"],), row),
            )
        yield from self.missing.seat(row)

    def _duplicate(self, row: int) -> Reason:
        cells = tuple(
            c for other in self.duplicates[row] if (c := self.roster.candidates.cell("name", other)) is not None
        )
        own = self.roster.candidates.cell("name", row)
        places = joined([c.full if own is None or c.file != own.file else str(c) for c in cells])
        return Reason("duplicate", say("reason.duplicate", cell=places), None, (*((own,) if own else ()), *cells))

    def _eligible(self, row: int) -> Iterator[Reason]:
        category = self.category(row)
        assert category is not None
        assert category.requires is not None
        names = [n for n, _ in deciding(category.requires, Truth.MET, self.truths, row)]
        cells = tuple(dict.fromkeys(c for n in names for c in find(self.truths, self._criteria[n], row).cells))
        clause = ", ".join(category.clauses) or None
        yield Reason("all_met", say("reason.all_met", clause=clause or "…"), first_clause(category.clauses), cells)
        for key in self.rulebook.ranking:
            if key.direction == "first" and key.criterion and self.truths.columns[key.criterion][row] == Truth.MET:
                criterion = self._criteria[key.criterion]
                found = find(self.truths, criterion, row)
                yield Reason("priority", say("reason.priority", clause=found.clause or "…"), found.clause, found.cells)

    def advisories(self, row: int) -> tuple[Reason, ...]:
        """What the plan or the law asks for without making it a condition, and is not so."""
        return tuple(told(self.truths, advisory, row, "advisory") for advisory, met in self._advisories if met[row])


def distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    seen: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.code, reason.text.vi), reason)
    return tuple(seen.values())
