"""From a plan as it was told to the three files of a draft: rules, English texts, cases.

What was not told becomes a placeholder that says so (``CẦN GHI``): the draft is a rulebook from the first minute, and
shows on every output what is left to do. A clause that no rule cites is ``not_a_rule`` with the same mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import field, replace

from engine.frozen import dataclass
from engine.rulebook.draftcases import cases_text, number_text
from engine.rulebook.headings import with_heads
from engine.rulebook.planning import (
    Kind,
    Plan,
    PlanAward,
    PlanCategory,
    PlanClause,
    PlanCriterion,
    PlanQuota,
    PlanRound,
)

TO_DO = "CẦN GHI"
NO_CLAUSE = "CẦN-GHI"  # cited where nobody said which clause
_PLAIN = re.compile(r"[^\W_][^:#,\[\]{}\"'&*!|>%@`\\]*[^\s:#,\[\]{}\"'&*!|>%@`\\]|[^\W_]")
_HEAD = """\
# Bản nháp bộ quy tắc, ghi từ lời đáp của `xetkhen rulebook new`. Mỗi quy tắc dẫn mục của kế hoạch (`clause`).
# Chỗ có chữ CẦN GHI là chỗ chưa ai nói tới: sửa, rồi xóa chữ ấy. Cầm kế hoạch mà đọc lại từng dòng.
# Kiểm tra: xetkhen rulebook lint {id}.yaml    Chạy thử: xetkhen rulebook test {id}.yaml
# Xem thành câu: xetkhen rulebook show {id}.yaml    Mọi khóa, có ví dụ: docs/language.vi.md
language: 1
id: {id}
version: "0.1"
approval: draft                 # approved: khi người có thẩm quyền đã duyệt bộ quy tắc

"""
_ENGLISH_HEAD = """\
# English texts. `(vi)` marks a text that nobody has translated yet: put the English in its place.
"""


@dataclass(frozen=True, slots=True)
class _Texts:
    """Every Vietnamese text of the draft by the path under which its English is wanted."""

    by_path: dict[str, str] = field(default_factory=dict)

    def __call__(self, path: str, text: str) -> str:
        self.by_path[path] = text
        return quoted(text)


def draft_of(id_: str, plan: Plan) -> dict[str, str]:
    """The files of the draft by suffix: ``.yaml``, ``.en.yaml``, ``.cases.yaml``."""
    plan = whole(plan)
    texts = _Texts()
    body = "\n".join(_lines(plan, texts))
    english = "".join(f"{path}: {quoted(f'(vi) {text}')}\n" for path, text in texts.by_path.items())
    return {
        ".yaml": _HEAD.format(id=id_) + body + "\n",
        ".en.yaml": _ENGLISH_HEAD + english,
        ".cases.yaml": cases_text(plan),
    }


def quoted(text: str) -> str:
    """A text as YAML takes it, in quotes only where it must be.

    >>> quoted("Thôn"), quoted("Cá nhân, hộ"), quoted("12/KH-UBND")
    ('Thôn', '"Cá nhân, hộ"', '12/KH-UBND')
    """
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def whole(plan: Plan) -> Plan:
    """The plan with a placeholder for each part without which there is no rulebook."""
    made = plan
    if not made.awards:
        made = replace(made, awards=(PlanAward("hinh_thuc_khen", f"{TO_DO}: hình thức khen thưởng", None),))
    if not made.categories:
        criterion = PlanCriterion("tieu_bieu", f"{TO_DO}: tiêu chuẩn của nhóm này")
        kinds: tuple[Kind, ...] = ("collective", "individual", "household")
        category = PlanCategory("doi_tuong", f"{TO_DO}: nhóm đối tượng", kinds, None, (criterion,))
        made = replace(made, categories=(category,))
    made = replace(made, categories=tuple(_with_criterion(category) for category in made.categories))
    if not made.rounds:
        made = replace(made, rounds=(PlanRound("xet_khen", "Xét khen thưởng", None, made.awards[0].id),))
    return replace(made, clauses=_clauses(made))


def _with_criterion(category: PlanCategory) -> PlanCategory:
    if category.criteria:
        return category
    criterion = PlanCriterion(f"dat_{category.id}", f"{TO_DO}: tiêu chuẩn của {category.text}")
    return replace(category, criteria=(criterion,))


def _cited(plan: Plan) -> set[str | None]:
    return {
        *(a.clause for a in plan.awards), *(c.clause for c in plan.categories), *(e.clause for e in plan.exclusions),
        *(r.clause for r in plan.rounds), *(x.clause for x in plan.targets), *(m.clause for m in plan.milestones),
        *(r.clause for r in plan.readings), *(c.clause for c in criteria_of(plan) if c.clause is not None),
    }  # fmt: skip


def _clauses(plan: Plan) -> tuple[PlanClause, ...]:
    clauses = with_heads(plan.clauses)
    if None in _cited(plan):
        clauses = (*clauses, PlanClause(NO_CLAUSE, f"{TO_DO}: các quy tắc dẫn mục này chưa ghi mục của kế hoạch"))
    return clauses


# ---- the rules --------------------------------------------------------------------------------------------------


def _lines(plan: Plan, t: _Texts) -> Iterator[str]:
    yield from _document(plan, t)
    yield from _clause_lines(plan, t)
    yield from _parameters(plan, t)
    if plan.targets:
        yield "registers:"
        yield "  units:                        # mỗi dòng một đơn vị; cột có/không cho từng chỉ tiêu"
        yield f"    vi: {t('registers/units', 'Danh sách đơn vị')}"
        yield "    fields:"
        yield "      unit_name: standard"
        yield "      unit_type: standard"
        for target in plan.targets:
            yield f"      {target.id}: {{type: yes_no, vi: {t(f'registers/units/fields/{target.id}', target.text)}}}"
        yield ""
    yield from _fields(plan, t)
    yield "awards:                         # từ thấp đến cao"
    for award in plan.awards:
        yield f"  {award.id}: {{clause: {_clause(award.clause)}, vi: {t(f'awards/{award.id}', award.text)}}}"
    yield ""
    yield "categories:                     # `requires`: tất cả (all) các tiêu chuẩn; chỉ cần một thì đổi thành any"
    for category in plan.categories:
        yield f"  {category.id}:"
        yield f"    kinds: [{', '.join(category.kinds)}]"
        yield f"    clause: {_clause(category.clause)}"
        yield f"    vi: {t(f'categories/{category.id}', category.text)}"
        yield f"    requires: {{all: [{', '.join(criterion.id for criterion in category.criteria)}]}}"
    yield ""
    yield "criteria:                       # không có `when`: cột có/không do người thẩm định ghi"
    for criterion in criteria_of(plan):
        yield f"  {criterion.id}: {_criterion(criterion, t)}"
    yield ""
    if plan.exclusions:
        yield "exclusions:                     # trường hợp không xét, dù đủ tiêu chuẩn"
        for exclusion in plan.exclusions:
            text = t(f"exclusions/{exclusion.id}", exclusion.text)
            late = f", reason: late, when: {{dossier_received: {{late: ${exclusion.id}_han}}}}"
            when = late if exclusion.before else ""
            yield f"  {exclusion.id}: {{clause: {_clause(exclusion.clause)}, vi: {text}{when}}}"
        yield ""
    yield "rounds:"
    for round_ in plan.rounds:
        yield from _round(round_, plan, t)
    yield ""
    yield from _scoring(plan, t)
    yield from _rest(plan, t)


def _document(plan: Plan, t: _Texts) -> Iterator[str]:
    yield "document:"
    yield f"  vi: {t('document', plan.title or f'{TO_DO}: tên kế hoạch')}"
    yield f"  issuer: {t('document/issuer', plan.issuer or f'{TO_DO}: cơ quan ban hành')}"
    if plan.level:
        yield f"  level: {plan.level}"
    yield f"  number: {quoted(plan.number or '…/KH-…')}             # chỗ kế hoạch để trống thì để trống"
    if plan.printed:
        yield f"  date: {plan.printed}"
    if plan.period:
        yield f"  period: [{plan.period[0]}, {plan.period[1]}]"
    if plan.movement:
        yield f"  movement: {t('document/movement', plan.movement)}"
    if plan.decided_on:
        yield f"  decided_on: {plan.decided_on.isoformat()}        # khi lệnh chạy không ghi --decided-on"
    yield "  units: []                     # tên danh sách xã, phường trong data/units, nếu có"
    yield "  bodies:"
    for role, text in (
        ("considers", plan.considers or f"{TO_DO}: hội đồng xét"),
        ("submits", plan.submits),
        ("decides", plan.decides or f"{TO_DO}: người quyết định"),
    ):
        if text:
            yield f"    {role}: {t(f'document/bodies/{role}', text)}"
    yield ""


def _clause_lines(plan: Plan, t: _Texts) -> Iterator[str]:
    cited = {_clause(clause) for clause in _cited(plan)}
    yield "clauses:                        # mỗi mục được quy tắc dẫn, hoặc nói vì sao không (not_a_rule)"
    for clause in plan.clauses:
        text = t(f"clauses/{clause.id}", clause.text)
        if _clause(clause.id) in cited or (clause.id == NO_CLAUSE):
            yield f"  {quoted(clause.id)}: {text}"
            continue
        why = "Tiêu đề; nội dung ở các mục bên dưới." if clause.heads else (
            f"{TO_DO}: chưa quy tắc nào dẫn mục này; dẫn nó, hoặc ghi vì sao không thành quy tắc."
        )  # fmt: skip
        yield f"  {quoted(clause.id)}: {{vi: {text}, not_a_rule: {t(f'clauses/{clause.id}/not_a_rule', why)}}}"
    yield ""


def _parameters(plan: Plan, t: _Texts) -> Iterator[str]:
    lines = []
    for criterion in criteria_of(plan):
        if criterion.how == "assessor":
            continue
        name = f"{criterion.id}_muc"
        clause = criterion.clause or next(c.clause for c in plan.categories if criterion in c.criteria)
        text = t(f"parameters/{name}", f"Mức tối thiểu: {criterion.text}")
        value, by, note = f", value: {number_text(criterion.level or 0)}", "plan", ""
        if criterion.level is None:
            value, by, note = "", "board", "   # kế hoạch để ngỏ: hội đồng đặt; chưa đặt thì chưa đủ căn cứ"
        lines.append(
            f"  {name}: {{type: {criterion.how}{value}, set_by: {by}, clause: {_clause(clause)}, vi: {text}}}{note}"
        )
    for exclusion in plan.exclusions:
        if exclusion.before:
            name = f"{exclusion.id}_han"
            text = t(f"parameters/{name}", f"Hạn: {exclusion.text}")
            day, clause = exclusion.before.isoformat(), _clause(exclusion.clause)
            lines.append(f"  {name}: {{type: deadline, value: {day}, set_by: plan, clause: {clause}, vi: {text}}}")
    inside = next((r for r in plan.rounds for q in r.quotas if q.inside), None)
    if inside is not None:
        clause = _clause(inside.clause)
        lines += [
            "  trong_do:",
            "    type: choice",
            "    value: exactly              # cách hiểu: lượt xét thử cả cách kia và nói ai sẽ đổi",
            "    set_by: reading",
            f"    clause: {clause}",
            f"    vi: {t('parameters/trong_do', '“Trong đó có” nghĩa là gì?')}",
            "    options:",
            f"      exactly: {t('parameters/trong_do/options/exactly', 'Đúng bằng số ấy')}",
            f"      at_least: {t('parameters/trong_do/options/at_least', 'Ít nhất số ấy')}",
            "  suat_trong:",
            "    type: choice",
            "    value: empty",
            "    set_by: reading",
            f"    clause: {clause}",
            f"    vi: {t('parameters/suat_trong', 'Suất dành riêng còn trống xử lý thế nào?')}",
            "    options:",
            f"      empty: {t('parameters/suat_trong/options/empty', 'Để trống')}",
            f"      transfer: {t('parameters/suat_trong/options/transfer', 'Chuyển cho trường hợp kế tiếp')}",
        ]
    if lines:
        yield "parameters:                     # con số và cách hiểu có thể đổi bằng --set"
        yield from lines
        yield ""


def _fields(plan: Plan, t: _Texts) -> Iterator[str]:
    fields = []
    for criterion in criteria_of(plan):
        if criterion.how != "assessor":
            name = f"{criterion.id}_gia_tri"
            fields.append(f"  {name}: {{type: {criterion.how}, vi: {t(f'fields/{name}', criterion.text)}}}")
    if fields:
        yield "fields:                         # cột riêng của kế hoạch này; cột chung thì không cần khai"
        yield from fields
        yield ""


def _criterion(criterion: PlanCriterion, t: _Texts) -> str:
    text = t(f"criteria/{criterion.id}", criterion.text)
    clause = f"clause: {_clause(criterion.clause)}, " if criterion.clause is not None else ""
    if criterion.how == "assessor":
        return f"{{{clause}vi: {text}}}"
    return f"{{{clause}vi: {text}, when: {{{criterion.id}_gia_tri: {{at_least: ${criterion.id}_muc}}}}}}"


def _round(round_: PlanRound, plan: Plan, t: _Texts) -> Iterator[str]:
    path = f"rounds/{round_.id}"
    yield f"  {round_.id}:"
    yield f"    vi: {t(path, round_.text)}"
    yield f"    clause: {_clause(round_.clause)}"
    yield f"    award: {round_.award or plan.awards[0].id}"
    if not round_.quotas:
        yield "    quotas: none                # kế hoạch không nêu số lượng"
        return
    yield "    quotas:                     # ai không thuộc nhánh nào: đủ tiêu chuẩn, không có suất"
    for quota in round_.quotas:
        yield from _quota(quota, round_, plan, t)


_KINDS = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}


def _quota(quota: PlanQuota, round_: PlanRound, plan: Plan, t: _Texts) -> Iterator[str]:
    name = {"collective": "tap_the", "individual": "ca_nhan", "household": "ho_gia_dinh"}[quota.kind]
    path = f"rounds/{round_.id}/quotas/{name}"
    yield f"      {name}:"
    yield f"        vi: {t(path, _KINDS[quota.kind])}"
    yield f"        clause: {_clause(round_.clause)}"
    yield f"        of: {{kind: {quota.kind}}}"
    yield f"        at_most: {'none' if quota.at_most is None else quota.at_most}"
    if quota.inside:
        yield "        within:                 # trong đó"
    for category, seats in quota.inside:
        label = next(c.text for c in plan.categories if c.id == category)
        entry = f"vi: {t(f'{path}/{category}', label)}, clause: {_clause(round_.clause)}, of: {{category: {category}}}"
        yield f"          {category}:"
        yield "            choose:"
        yield "              trong_do:"
        for how in ("exactly", "at_least"):
            yield f"                {how}: {{{entry}, {how}: {seats}, unfilled: $suat_trong}}"


def _scoring(plan: Plan, t: _Texts) -> Iterator[str]:
    if plan.points:
        yield "scoring:"
        yield "  basis: plan                   # chính kế hoạch cho điểm; cột điểm do người chấm ghi"
        yield "  points:"
        for points in plan.points:
            yield f"    {points.id}: {{mark: {number_text(points.most)}, vi: {t(f'points/{points.id}', points.text)}}}"
    else:
        yield "scoring: {basis: board}         # kế hoạch không cho điểm: thứ tự theo cột “Điểm chấm” của hội đồng"
    yield ""
    keys = [*(f"{{first: {criterion}}}" for criterion in plan.first), "{high: score}"]
    yield f"ranking: [{', '.join(keys)}]"
    yield ""


def _rest(plan: Plan, t: _Texts) -> Iterator[str]:
    if plan.targets:
        yield "targets:"
    for target in plan.targets:
        least = str(target.least)
        if target.percent:
            least = f"{{percent: {target.least}, of: {{count_in: units}}, round: up}}"
        text = t(f"targets/{target.id}", target.text)
        yield f"  {target.id}:"
        counted = f"in: units, counted: {{{target.id}: yes}}, at_least: {least}"
        yield f"    {{clause: {_clause(target.clause)}, vi: {text}, {counted}}}"
    if plan.targets:
        yield ""
    if plan.milestones:
        yield "milestones:"
    for milestone in plan.milestones:
        text = t(f"milestones/{milestone.id}", milestone.text)
        yield f"  {milestone.id}: {{clause: {_clause(milestone.clause)}, vi: {text}, on: {milestone.on}}}"
    if plan.milestones:
        yield ""
    if plan.readings:
        yield "readings:                       # chỗ kế hoạch hiểu được nhiều cách: ghi cách đang hiểu"
    for reading in plan.readings:
        text = t(f"readings/{reading.id}", reading.text)
        yield f"  {reading.id}: {{clause: {_clause(reading.clause)}, vi: {text}}}"


def criteria_of(plan: Plan) -> list[PlanCriterion]:
    """The criteria of all categories, each once."""
    return list(dict.fromkeys(criterion for category in plan.categories for criterion in category.criteria))


def _clause(clause: str | None) -> str:
    return quoted(clause if clause is not None else NO_CLAUSE)
