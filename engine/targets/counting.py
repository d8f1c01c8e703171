"""How far each target is reached. Rows whose cells are blank or unreadable may count or not: both ends are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.criteria import Facts, Grounding, facts_of
from engine.criteria.ground import Circumstances, holds_on
from engine.frozen import dataclass
from engine.provenance import Cell, Text
from engine.rulebook import terms as t
from engine.rulebook.walk import parts
from engine.targets.units import Unit, rows_of_units
from engine.truth import Truth

if TYPE_CHECKING:
    from datetime import date

    from engine.intake.roster import Roster
    from engine.rulebook.model import Rulebook, Target

MET, UNKNOWN, UNMET = Truth.MET, Truth.UNKNOWN, Truth.UNMET


@dataclass(frozen=True, slots=True)
class Open:
    """What would settle a target: a cell that is blank or unreadable, or something that nobody has given."""

    what: Text
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """One target: ``reached`` for certain, ``most`` where everything unknown turns out well, of ``total`` units.

    ``needed`` is how many must be reached; None where the target is a statement and nothing is counted, or where the
    number hangs on what is not known.
    """

    id: str
    text: Text
    clauses: tuple[str, ...]
    truth: Truth
    reached: int = 0
    most: int = 0
    total: int = 0
    needed: int | None = None
    share: bool = False  # the number is a share of the units, or all of them: told as a part of the total
    units: tuple[Unit, ...] = ()
    open: tuple[Open, ...] = ()

    @property
    def of(self) -> int:
        """What ``reached`` is told as a part of: the units of a share, else the number wanted."""
        return self.total if self.share or self.needed is None else self.needed

    @property
    def missing(self) -> int:
        """How many more are needed, counting for certain."""
        return max(0, (self.needed or 0) - self.reached)


def measure(rulebook: Rulebook, roster: Roster, day: date) -> tuple[Progress, ...]:
    """Every target in force on ``day``, in the rulebook's order."""
    circumstances = Circumstances(next(iter(rulebook.rounds)), None, day, frozenset(roster.registers), roster.absent)
    grounding = Grounding(rulebook, circumstances)
    facts = facts_of(roster, rulebook)
    return tuple(
        _stated(target, grounding, facts) if target.holds is not None else _counted(target, grounding, facts, rulebook)
        for target in rulebook.targets.values()
        if holds_on(target, day)
    )


# ---- a statement ------------------------------------------------------------------------------------------------


def _stated(target: Target, grounding: Grounding, facts: Facts) -> Progress:
    assert target.holds is not None
    grounded = grounding.condition(target.holds)
    if isinstance(grounded, t.Fixed):
        truth = MET if grounded.met else UNMET
    else:
        found = {int(value) for value in facts.truth(grounded)}
        truth = Truth(found.pop()) if len(found) == 1 else UNKNOWN
    unset = () if truth is MET else tuple(_unset(target.holds, grounding.rulebook))
    return Progress(target.id, target.text, target.clauses, truth, open=unset)


def _unset(term: t.Condition | t.Value, rulebook: Rulebook) -> Iterator[Open]:
    """The parameters of a statement that have no value."""
    for part in (term, *parts(term)):
        if isinstance(part, t.Param) and rulebook.parameters[part.name].value is None:
            text = rulebook.parameters[part.name].text
            yield Open(Text(
                f"chưa đặt tham số {part.name} ({text.vi})", f"the parameter {part.name} is not set ({text.en})",
            ))


# ---- a number of units ------------------------------------------------------------------------------------------


def _counted(target: Target, grounding: Grounding, facts: Facts, rulebook: Rulebook) -> Progress:
    assert target.register is not None
    register = rulebook.registers[target.register]
    theirs = facts.registers.get(target.register)
    if theirs is None:
        missing = Open(Text(f"chưa có “{register.text.vi}”", f"“{register.text.en}” is not given"))
        return Progress(target.id, target.text, target.clauses, UNKNOWN, share=_is_share(target), open=(missing,))
    where = theirs.truth(grounding.condition(target.where, register.fields))
    counted = theirs.truth(grounding.condition(target.counted, register.fields))
    units = rows_of_units(theirs, where.tolist(), counted.tolist())
    listed = [unit for unit in units if unit.belongs is not UNMET]
    sure = [unit for unit in listed if unit.belongs is MET]
    reached = sum(unit.counted is MET for unit in sure)
    most = sum(unit.counted is not UNMET for unit in listed)
    worst = _Count(reached, sum(unit.belongs is MET or unit.counted is not MET for unit in listed))
    best = _Count(most, sum(unit.belongs is MET or unit.counted is not UNMET for unit in listed))
    wanted = target.at_least
    ends = [_needed(wanted, count, target, theirs, grounding) for count in (worst, best)]
    lacking = _not_listed(target, listed, rulebook, facts)
    unknown = tuple(_open(unit, target, theirs) for unit in listed if UNKNOWN in (unit.belongs, unit.counted))
    if ends[0] is None or ends[1] is None or not listed:  # a sheet without one such unit says nothing of them
        truth, needed = UNKNOWN, None
    else:
        needed = ends[0]
        truth = MET if worst.reached >= needed else UNMET if best.reached + len(lacking) < ends[1] else UNKNOWN
    opens = () if truth is MET else (*(each for group in unknown for each in group), *lacking)
    if truth is UNKNOWN and not opens:
        opens = (Open(Text(f"“{register.text.vi}” chưa có đơn vị nào", f"“{register.text.en}” lists no unit")),)
    return Progress(
        target.id, target.text, target.clauses, truth, reached, most + len(lacking), len(sure), needed,
        _is_share(target), tuple(listed), opens,
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """One way in which what is not known may turn out."""

    reached: int
    total: int


def _is_share(target: Target) -> bool:
    return target.at_least == "all" or isinstance(target.at_least, t.Percent)


def _needed(
    wanted: t.Amount | str, count: _Count, target: Target, theirs: Facts, grounding: Grounding
) -> int | None:
    """How many must be reached; None where it is not known."""
    match wanted:
        case "all":
            return count.total
        case int():
            return wanted
        case t.Param(name):
            value = grounding.rulebook.parameters[name].value
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case t.Percent(Fraction() as percent, of, rounding):
            total = _whole(of, count, target, theirs, grounding)
            return None if total is None else _rounded(percent * total / 100, rounding)
        case _:
            return None


def _whole(of: t.Value, count: _Count, target: Target, theirs: Facts, grounding: Grounding) -> int | None:
    """What a share is taken of: a number, or the units that a register lists."""
    match of:
        case t.Constant(int() as number):
            return number
        case t.Lookup("count_in", register, _, (), where) if register == target.register:
            if where == target.where:
                return count.total
            fields = grounding.rulebook.registers[register].fields
            truths = theirs.truth(grounding.condition(where, fields)).tolist()
            units = rows_of_units(theirs, truths, truths)
            if any(unit.belongs is UNKNOWN for unit in units):
                return None
            return sum(unit.belongs is MET for unit in units)
        case _:
            return None


def _rounded(value: Fraction, rounding: str) -> int:
    match rounding:
        case "down":
            return int(value // 1)
        case "up":
            return -int(-value // 1)
        case _:
            return int((value + Fraction(1, 2)) // 1)


def _open(unit: Unit, target: Target, theirs: Facts) -> tuple[Open, ...]:
    """The cells of a unit's rows that leave it open; all that were read where none is blank but rows disagree."""
    frame = theirs.table.frame
    found = []
    for row in unit.rows:
        for field_id in _fields(target, theirs):
            blank = bool(frame[field_id].isna().iloc[row])
            if not blank and frame[field_id].iloc[list(unit.rows)].nunique(dropna=False) == 1:
                continue
            cell = theirs.table.cell(field_id, row)
            label = theirs.fields[field_id].text
            said = theirs.table.unreadable.get(field_id, {}).get(row)
            if cell is None:
                what = Text(f"{unit.name}: trang không có cột “{label.vi}”", f"{unit.name}: no column “{label.en}”")
            elif said is not None:
                what = Text(f"{unit.name}: “{label.vi}” ghi “{said}”", f"{unit.name}: “{label.en}” says “{said}”")
            elif blank:
                what = Text(f"{unit.name}: “{label.vi}” để trống", f"{unit.name}: “{label.en}” is blank")
            else:
                what = Text(
                    f"{unit.name}: “{label.vi}” ở các dòng ghi khác nhau",
                    f"{unit.name}: the rows say different things of “{label.en}”",
                )
            found.append(Open(what, cell))
    return tuple(found)


def _fields(target: Target, theirs: Facts) -> tuple[str, ...]:
    """The register's own fields that a target reads."""
    found: dict[str, None] = {}
    waiting: list[t.Condition | t.Value] = [target.where, target.counted]
    while waiting:
        term = waiting.pop(0)
        if isinstance(term, t.FieldRef) and term.id in theirs.table.frame:
            found[term.id] = None
        waiting.extend(parts(term))  # type: ignore[arg-type]
    return tuple(found)


def _not_listed(target: Target, listed: Sequence[Unit], rulebook: Rulebook, facts: Facts) -> tuple[Open, ...]:
    """Units of the plan's list that the sheet leaves out, where it lists fewer than some target needs of that sort."""
    alike = [o for o in rulebook.targets.values() if (o.register, o.where) == (target.register, target.where)]
    whole = max((o.at_least for o in alike if isinstance(o.at_least, int)), default=0)
    if _is_share(target) or len(listed) >= whole:
        return ()
    wanted = {unit.type for unit in listed if unit.type}
    there = {unit.key for unit in listed}
    if len(wanted) != 1:
        return ()
    from engine.intake.units import split_type
    from engine.names import unit_key

    return tuple(
        Open(Text(f"{name}: chưa có trong danh sách đơn vị", f"{name}: not on the list of units"))
        for name in facts.units
        if split_type(name)[0] in wanted and unit_key(name) not in there
    )

