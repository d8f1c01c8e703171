"""The cases of a draft: each standard met, each criterion failed and blank, each exclusion; none from a run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from engine.rulebook.choose import decimal
from engine.rulebook.planning import Plan, PlanCategory, PlanCriterion

_HEAD = """\
# Các trường hợp thử: hồ sơ giả định, kết quả phải có, và vì sao. Chạy: xetkhen rulebook test. Thêm trường hợp của bạn:
# đúng mức và thiếu một đồng, đúng ngày và muộn một ngày, suất cuối cùng, suất dành riêng còn trống.
cases:
"""


def cases_text(plan: Plan) -> str:
    """The file of cases of a plan that is whole."""
    return _HEAD + "".join(f"{line}\n" for line in _cases(plan))


def _cases(plan: Plan) -> Iterator[str]:
    for category in plan.categories:
        met = {criterion.id: _met(criterion) for criterion in category.criteria}
        yield from _case(f"{_name(category.id)}-dat-du", plan, category, met, _seat(plan, category),
                         [c.id for c in category.criteria])  # fmt: skip
        for criterion in category.criteria:
            name = f"{_name(category.id)}-{_name(criterion.id)}"
            failed = {**met, criterion.id: _unmet(criterion)}
            yield from _case(f"{name}-khong-dat", plan, category, failed, "not_eligible", [criterion.id])
            blank = {key: value for key, value in met.items() if key != criterion.id}
            yield from _case(f"{name}-bo-trong", plan, category, blank, "needs_evidence", [criterion.id])
    first = plan.categories[0]
    met = {criterion.id: _met(criterion) for criterion in first.criteria}
    yield from _case("dang-xem-xet-ky-luat", plan, first, met, "excluded", ["held_back"], "held_back")
    for exclusion in plan.exclusions:
        yield from _case(f"khong-xet-{_name(exclusion.id)}", plan, first, met, "excluded", [exclusion.id], exclusion.id)


def _case(
    name: str, plan: Plan, category: PlanCategory, values: dict[str, str], expect: str, because: list[str],
    excluded: str = "",
) -> Iterator[str]:  # fmt: skip
    how = {criterion.id: criterion.how for criterion in category.criteria}
    cells = [f"category: {category.id}"]
    cells += [f"{key if how[key] == 'assessor' else f'{key}_gia_tri'}: {value}" for key, value in values.items()]
    for exclusion in plan.exclusions:
        holds = exclusion.id == excluded
        if exclusion.before is None:
            cells.append(f"{exclusion.id}: {'yes' if holds else 'no'}")
        elif not any(cell.startswith("dossier_received") for cell in cells) or holds:
            cells = [cell for cell in cells if not cell.startswith("dossier_received")]
            first = min(e.before for e in plan.exclusions if e.before is not None)
            day = exclusion.before if holds else first - timedelta(days=1)
            cells.append(f"dossier_received: {day.isoformat()}")
    if excluded == "held_back":
        cells.append("held_back: yes")
    yield f"  {name}:"
    unset = [c for c in category.criteria if c.how != "assessor" and c.level is None]
    levels = [f"{c.id}_muc: {number_text(_level(c))}" for c in unset]
    if levels:
        yield f"    set: {{{', '.join(levels)}}}"
    if len(plan.rounds) > 1:
        yield f"    round: {plan.rounds[0].id}"
    yield f"    candidate: {{{', '.join(cells)}}}"
    yield f"    expect: {expect}"
    yield f"    because: [{', '.join(because)}]"


def _seat(plan: Plan, category: PlanCategory) -> str:
    """What becomes of somebody of this category who is alone and meets all."""
    quotas = plan.rounds[0].quotas
    for quota in quotas:
        if quota.kind == category.kinds[0]:
            kept = sum(seats for other, seats in quota.inside if other != category.id)
            own = any(other == category.id for other, _ in quota.inside)
            return "nominated" if own or quota.at_most is None or kept < quota.at_most else "no_seat"
    return "no_seat" if quotas else "nominated"


def _level(criterion: PlanCriterion) -> Fraction:
    return Fraction(criterion.level if criterion.level is not None else 10)


def _met(criterion: PlanCriterion) -> str:
    return "yes" if criterion.how == "assessor" else number_text(_level(criterion))


def _unmet(criterion: PlanCriterion) -> str:
    """A dong short, or a tenth of a point."""
    if criterion.how == "assessor":
        return "no"
    return number_text(_level(criterion) - (1 if criterion.how == "money" else Fraction(1, 10)))


def number_text(number: int | Fraction) -> str:
    """A number of at most four decimals as a rulebook writes it.

    >>> number_text(50_000_000), number_text(Fraction(29, 2))
    ('50_000_000', '14.5')
    """
    return decimal(Fraction(number)) if Fraction(number).denominator != 1 else f"{int(number):_}"


def _name(id_: str) -> str:
    return id_.replace("_", "-")
