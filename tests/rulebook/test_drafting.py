"""Whatever was told of a plan, the draft has no mistake, and its cases come out as they say."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.casebook import run_cases
from engine.rulebook import lint, load
from engine.rulebook.drafting import TO_DO, draft_of
from engine.rulebook.findings import Findings
from engine.rulebook.headings import clauses_in
from engine.rulebook.nodes import MapNode, Scalar, compose
from engine.rulebook.planning import (
    How,
    Kind,
    Plan,
    PlanAward,
    PlanCategory,
    PlanClause,
    PlanCriterion,
    PlanExclusion,
    PlanMilestone,
    PlanPoints,
    PlanQuota,
    PlanReading,
    PlanRound,
    PlanTarget,
    id_of,
    typed_amount,
    typed_day,
    typed_time,
)

NAMES = st.text("aăâbcdđêghiôơư ABC,:#{}[]\"'&*!|>%@`\\?-\t0123456789", min_size=1, max_size=20).filter(str.strip)
KINDS: tuple[Kind, ...] = ("collective", "individual", "household")


def draft(folder: Path, plan: Plan, id_: str = "thu-2027") -> Path:
    for suffix, text in draft_of(id_, plan).items():
        (folder / f"{id_}{suffix}").write_text(text, encoding="utf-8")
    return folder / f"{id_}.yaml"


def errors(path: Path) -> list[str]:
    return [str(f) for f in lint(path) if f.severity == "error"]


def wrong(path: Path) -> list[str]:
    report = run_cases(str(path))
    return [*errors(path), *(f.text.en for f in report.failures), *(text.en for text in report.one_sided)]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans as somebody could tell them, with whatever signs in the texts."""
    taken: set[str] = set()

    def named() -> tuple[str, str]:
        text = draw(NAMES).strip()
        made = id_of(text, taken)
        taken.add(made)
        return made, text

    lines = draw(st.lists(st.sampled_from(["I", "I.1", "II", "II.1", "II.2.(1).a"]), unique=True))
    clauses = tuple(PlanClause(line, draw(NAMES).strip()) for line in lines)
    clause = st.sampled_from([None, *lines])
    awards = tuple(PlanAward(*named(), draw(clause)) for _ in range(draw(st.integers(0, 2))))
    levels = st.one_of(st.none(), st.integers(1, 10**9))
    ways: list[How] = ["assessor", "money", "number"]
    criteria = [
        PlanCriterion(*named(), how, None if how == "assessor" else draw(levels), draw(clause))
        for how in draw(st.lists(st.sampled_from(ways), max_size=4))
    ]
    categories = []
    for _ in range(draw(st.integers(0, 3))):
        own = draw(st.lists(st.sampled_from(criteria), unique=True)) if criteria else []
        kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
        categories.append(PlanCategory(*named(), tuple(kinds), draw(clause), tuple(own)))
    days = st.one_of(st.none(), st.dates(date(2027, 1, 2), date(2027, 12, 30)))
    exclusions = tuple(PlanExclusion(*named(), draw(clause), draw(days)) for _ in range(draw(st.integers(0, 3))))
    rounds = tuple(
        PlanRound(*named(), draw(clause), awards[0].id if awards else None, draw(quotas(categories)))
        for _ in range(draw(st.integers(0, 2)))
    )
    few, yes_or_no = st.integers(0, 2), st.booleans()
    prefers = draw(yes_or_no)
    used = [c for category in categories for c in category.criteria]
    return Plan(
        title=draw(st.sampled_from(["", 'Kế hoạch "A": b, c', "= 1"])), number=draw(st.sampled_from(["", "1/KH-UBND"])),
        printed="2027-01-05", period=("2027-01", "2027-Q4"), decided_on=date(2027, 12, 15), clauses=clauses,
        awards=awards, categories=tuple(categories), exclusions=exclusions, rounds=rounds,
        points=tuple(PlanPoints(*named(), Fraction(draw(st.integers(1, 200)), 2)) for _ in range(draw(few))),
        first=(used[0].id,) if used and prefers else (),
        targets=tuple(PlanTarget(*named(), draw(clause), 5, draw(yes_or_no)) for _ in range(draw(few))),
        milestones=tuple(PlanMilestone(*named(), draw(clause), "2027-Q4") for _ in range(draw(st.integers(0, 2)))),
        readings=tuple(PlanReading(*named(), draw(clause)) for _ in range(draw(st.integers(0, 1)))),
    )  # fmt: skip


@st.composite
def quotas(draw: st.DrawFn, categories: list[PlanCategory]) -> tuple[PlanQuota, ...]:
    if not categories or draw(st.booleans()):
        return ()
    made = []
    for kind in KINDS:
        of_kind = [category for category in categories if kind in category.kinds]
        if of_kind:
            seats = [draw(st.integers(0, 2)) if len(of_kind) > 1 else 0 for _ in of_kind]
            inside = tuple((c.id, n) for c, n in zip(of_kind, seats, strict=True) if n)
            most = sum(seats) + draw(st.integers(0, 2)) or 1
            numbered = draw(st.booleans())
            made.append(PlanQuota(kind, most if inside or numbered else None, inside))
    return tuple(made)


@given(plans())
@settings(max_examples=25, deadline=timedelta(seconds=20))
def test_any_plan_that_can_be_told_becomes_a_rulebook_whose_cases_come_out(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert wrong(draft(Path(folder), plan)) == []


def test_of_a_plan_nobody_told_anything_about_every_part_is_to_be_written(tmp_path: Path) -> None:
    path = draft(tmp_path, Plan())
    assert [str(f) for f in lint(path)] == []
    assert wrong(path) == []
    book = load(path)
    assert book.approval == "draft"
    told = [book.document.title, book.document.issuer, *(c.text for c in book.categories.values() if c.id != "other"),
            *(c.text for c in book.criteria.values()), book.awards["hinh_thuc_khen"].text]  # fmt: skip
    assert [text.vi for text in told if TO_DO not in text.vi] == []


def test_clauses_that_nothing_cites_say_what_is_to_be_done(tmp_path: Path) -> None:
    clauses = clauses_in(["I. Mục đích", "II. Khen thưởng", "1. Tiêu chuẩn", "2. Hồ sơ"])
    category = PlanCategory("thon", "Thôn", ("collective",), "II.1", (PlanCriterion("sach", "Sạch"),))
    book = load(draft(tmp_path, Plan(clauses=clauses, categories=(category,))))
    said = {c.id: c.not_a_rule.vi if c.not_a_rule else None for c in book.clauses.values() if "law/" not in c.id}
    assert said["II.1"] is None
    assert said["II"] == "Tiêu đề; nội dung ở các mục bên dưới."
    assert said["I"] is not None
    assert said["I"].startswith(TO_DO)
    assert list(said)[:4] == ["I", "II", "II.1", "II.2"]


def test_what_a_plan_leaves_open_has_no_value(tmp_path: Path) -> None:
    criterion = PlanCriterion("gop", "Góp tiền", "money", None)
    category = PlanCategory("dan", "Người dân", ("individual",), None, (criterion,))
    book = load(draft(tmp_path, Plan(categories=(category,))))
    assert (book.parameters["gop_muc"].value, book.parameters["gop_muc"].set_by) == (None, "board")
    said = replace(category, criteria=(replace(criterion, level=5),))
    book = load(draft(tmp_path, Plan(categories=(said,))))
    assert (book.parameters["gop_muc"].value, book.parameters["gop_muc"].set_by) == (5, "plan")


def test_every_text_has_its_english_place_marked_as_untranslated(tmp_path: Path) -> None:
    path = draft(tmp_path, Plan(title="Kế hoạch"))
    node = compose(path.with_suffix(".en.yaml").read_text(encoding="utf-8"), "x", Findings())
    assert isinstance(node, MapNode)
    texts = [value.text for _, value in node.entries if isinstance(value, Scalar)]
    assert texts
    assert all(text.startswith("(vi) ") for text in texts)


@pytest.mark.parametrize("text", ["", "!!!", "2027", "Tất cả: all", "name", "Cá nhân"])
def test_an_id_is_one_whatever_it_is_made_of(text: str) -> None:
    first = id_of(text, ())
    second = id_of(text, {first})
    assert first != second
    assert first.isascii()
    assert first[0].isalpha()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("50 triệu", 50_000_000), ("1,5 tỷ đồng", 1_500_000_000), ("50.000.000", 50_000_000), ("1.5", None), ("3", 3),
     ("", None), ("mười", None), ("500 nghìn", 500_000), ("1.234 triệu", 1_234_000_000)],
)  # fmt: skip
def test_amounts_as_people_type_them(text: str, expected: int | None) -> None:
    assert typed_amount(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9/10/2027", "2027-10-09"), ("ngày 09-10-2027", "2027-10-09"), ("2027-10-9", "2027-10-09"),
     ("11/2027", "2027-11"), ("tháng 3/2027", "2027-03"), ("quý IV/2027", "2027-Q4"), ("Q1/2027", "2027-Q1"),
     ("2027", "2027"), ("13/2027", None), ("31/2/2027", None), ("mai", None)],
)  # fmt: skip
def test_times_as_people_type_them(text: str, expected: str | None) -> None:
    assert typed_time(text) == expected
    assert (typed_day(text) is not None) == (expected is not None and expected.count("-") == 2)
