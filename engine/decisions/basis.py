"""The basis: what the decisions follow from, so that anybody can follow it again without this program.

Conditions, points, ranking keys and quotas as trees; the registers' rows; and for each candidate the typed values of
the fields that they read. ``tools/check_certificate.py`` reads it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.criteria import Circumstances, Facts
from engine.criteria.ground import holds_on
from engine.criteria.reads import fields_read
from engine.criteria.single_use import USED_ONCE
from engine.decisions.terms_data import condition_data, constant, key_data, points_data, quota_data, value_data
from engine.decisions.values import exact, plain
from engine.evaluation import Evaluation
from engine.intake.roster import Table
from engine.rulebook.model import Criterion, Field, Rulebook
from engine.rulebook.walk import Term, of_points, of_quota

ALWAYS_CARRIED = ("name", "kind", "category", "unit", "commune", "award", "board_score")

Typed = str | bool | None
"""A value as a program reads it; None where the cell is blank, False where nobody can read it."""


def basis_of(evaluation: Evaluation) -> tuple[dict[str, object], list[tuple[Typed, ...]]]:
    """The basis of all decisions, and of each candidate the values of its ``columns``."""
    truths = evaluation.truths
    rulebook, facts, this_round = truths.rulebook, truths.facts, truths.rulebook.rounds[truths.circumstances.round]
    read = _fields_read(evaluation)
    columns = [f for f in read if rulebook.fields[f].compute is None and _said(facts, f)]
    values = list(zip(*(_column(facts, rulebook.fields[f]) for f in columns), strict=True))
    if not columns:
        values = [()] * len(evaluation.result)
    rules = {**rulebook.criteria, **rulebook.exclusions, **rulebook.advisories}
    award = this_round.award
    if award is None and len(rulebook.awards) == 1:
        award = next(iter(rulebook.awards))
    basis: dict[str, object] = {
        "award": award,
        "opens": condition_data(this_round.opens),
        "admits": {c.id: list(c.kinds) for c in rulebook.categories.values() if c.requires is not None},
        "conditions": {c.id: _condition(c) for c in rules.values()},
        "points": [points_data(p) for p in rulebook.scoring.points],
        "ranking": [key_data(k) for k in rulebook.ranking],
        "quotas": None if this_round.quotas is None else [quota_data(q) for q in this_round.quotas],
        "no_column": sorted(truths.circumstances.absent & set(read)),
        "fields": {f: _field(rulebook.fields[f], truths.circumstances) for f in _with_computed(read, rulebook)},
        "registers": {
            r.id: {
                "if_not_given": r.if_not_given,
                "fields": {f.id: _field(f, truths.circumstances) for f in r.fields.values()},
                **_register(facts, r.id, truths.circumstances),
            }
            for r in rulebook.registers.values()
        },
        "apart": [list(pair) for pair in sorted(truths.roster.apart)],
        "sheets": _sheets(truths.roster.candidates, read),
        "columns": columns,
    }
    return basis, values


def _condition(criterion: Criterion) -> dict[str, object]:
    found: dict[str, object] = {"when": "used_once" if criterion.id == USED_ONCE else condition_data(criterion.when)}
    since, until = criterion.in_force
    if since or until:
        found["in_force"] = [since.isoformat() if since else None, until.isoformat() if until else None]
    return found


# ---- fields -----------------------------------------------------------------------------------------------------


def _fields_read(evaluation: Evaluation) -> list[str]:
    """Every field of the candidates that anything hangs on, in the rulebook's order."""
    truths, rulebook = evaluation.truths, evaluation.truths.rulebook
    this_round = rulebook.rounds[truths.circumstances.round]
    terms: list[Term] = [this_round.opens]
    for rules in (rulebook.criteria, rulebook.exclusions, rulebook.advisories):
        terms += [rule.when for rule in rules.values()]
    for quota in this_round.quotas or ():
        terms += of_quota(quota)
    for points in rulebook.scoring.points:
        terms += of_points(points)
    terms += [key.value for key in rulebook.ranking if key.value is not None]
    found = set(ALWAYS_CARRIED)
    for term in terms:
        found |= set(fields_read(term, rulebook))
    for field in rulebook.fields.values():
        if field.used_once or (field.id in found and field.evidence == "required"):
            found |= {field.id, f"{field.id}_evidence"}
    return [f for f in rulebook.fields if f in found]


def _with_computed(read: Iterable[str], rulebook: Rulebook) -> list[str]:
    wanted = set(read) | {f.id for f in rulebook.fields.values() if f.compute is not None}
    return [f for f in rulebook.fields if f in wanted]


def _field(field: Field, circumstances: Circumstances) -> dict[str, object]:
    found: dict[str, object] = {"type": field.type}
    if not holds_on(field, circumstances.decided_on):
        found["gone"] = True
    if field.type == "choice":
        found["options"] = list(field.options)
    for name, limit in (("minimum", field.minimum), ("maximum", field.maximum)):
        if limit is not None:
            found[name] = exact(limit)
    if field.blank is not None:
        found["blank"] = constant(field.blank)
    if field.compute is not None:
        found["compute"] = value_data(field.compute)
    if field.evidence == "required":
        found["proven"] = True
    if field.used_once:
        found["used_once"] = True
    return found


def _said(facts: Facts, field_id: str) -> bool:
    """Whether anything stands in a column at all."""
    if field_id not in facts.table.frame:
        return False
    return bool(facts.table.unreadable.get(field_id)) or bool(facts.table.frame[field_id].notna().any())


def _column(facts: Facts, field: Field) -> list[Typed]:
    shown: dict[int | str | None, Typed] = {None: None}
    column: list[Typed] = []
    for row, value in enumerate(facts.plain(field.id)):
        if value not in shown:
            shown[value] = plain(facts, field, row)
        column.append(shown[value])
    for row in facts.table.unreadable.get(field.id, ()):
        column[row] = False
    return column


# ---- registers and sheets ---------------------------------------------------------------------------------------


def _register(facts: Facts, register: str, circumstances: Circumstances) -> dict[str, object]:
    """Its rows as they were read; none where it was not given."""
    if register not in circumstances.registers or register not in facts.registers:
        return {"given": False}
    theirs = facts.registers[register]
    columns = [f for f in theirs.fields if _said(theirs, f)]
    rows = zip(*(_column(theirs, theirs.fields[f]) for f in columns), strict=True)
    return {
        "given": True,
        "columns": columns,
        "rows": [list(row) for row in rows] if columns else [[]] * theirs.size,
    }


def _sheets(table: Table, columns: list[str]) -> list[Mapping[str, object]]:
    """Which column of which sheet holds which field; and of what a section's title says, for which rows."""
    found: list[Mapping[str, object]] = []
    for i, source in enumerate(table.sources):
        sheet: dict[str, object] = {
            "file": source.file,
            "sheet": source.sheet,
            "columns": {f: source.columns[f] for f in columns if f in source.columns},
        }
        titles = {
            f: {str(int(table.row[row])): ref for row, ref in rows.items() if table.source[row] == i}
            for f, rows in table.elsewhere.items()
        }
        if any(titles.values()):
            sheet["titles"] = {f: rows for f, rows in titles.items() if rows}
        found.append(sheet)
    return found
