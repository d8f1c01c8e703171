"""The decisions on the samples, line by line as they were reviewed against the plans; `make golden` writes them anew.

One file for each run: one line for each candidate, in the order of the sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from engine.pipeline import Request, Run, nominate
from engine.records import Decision, Decisions, Status
from engine.rulebook import load, shipped
from engine.samples import sample_request

GOLDEN = Path(__file__).parent / "golden" / "decisions"


@dataclass(frozen=True)
class Variant:
    """A run of a plan's sample, other than the demo's in what is given here."""

    plan: str
    name: str
    round: str | None = None
    year: int | None = None
    decided_on: date | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.plan}.{self.name}"

    def request(self) -> Request:
        request, _ = sample_request(self.plan)
        return replace(
            request, round=self.round or request.round, year=self.year, decided_on=self.decided_on,
            settings={**request.settings, **self.settings},
        )  # fmt: skip


TOWN = {"town_recognised_on": "2022-08-15"}
RUNS = (
    Variant("ninh-thuan-2023", "review"),
    Variant("ninh-thuan-2023", "priority-condition", settings={"priority": "condition"}),
    Variant("ninh-thuan-2023", "commune-excluded", settings={"exclusion_scope": "commune"}),
    Variant("ninh-thuan-2023", "sent", settings={"deadline_basis": "sent", "deadline_inclusive": "yes"}),
    Variant("ninh-thuan-2023", "cv4791", settings={"cv4791_is_condition": "yes", "priority": "advisory"}),
    Variant("vinh-chau-2021", "recognised-unit"),
    Variant("vinh-chau-2021", "at-least-transfer", settings={"reserved": "at_least", "unfilled": "transfer"}),
    Variant("vinh-chau-2021", "no-rates", settings={"day_rate": "unset", "land_price": "unset"}),
    Variant("vinh-chau-2021", "departments", round="departments"),
    Variant("vinh-chau-2021", "departments-per-commune", round="departments",
            settings={"departments_pool": "per_commune"}),
    Variant("vinh-chau-2021", "town", round="town", settings=TOWN),
    Variant("vinh-chau-2021", "town-not-open", round="town"),
    Variant("cam-thanh-2022", "interim"),
    Variant("cam-thanh-2022", "final", round="final_review",
            settings={"enterprise_bullets": "any", "official_reading": "either",
                      "worker_reading": "model_with_invention"}),
    Variant("cao-bang-2022", "interim"),
    Variant("cao-bang-2022", "annual", round="annual", year=2024, settings={"other_units_as_divisions": "yes"}),
    Variant("khanh-cu-2024", "campaign"),
    Variant("khanh-cu-2024", "registered", settings={"registration_is_condition": "yes", "period_start": "2024-05-13"}),
)  # fmt: skip

NEVER = {
    # every other status is given by some run of the plan; these no setting of its parameters can give
    "ninh-thuan-2023": {Status.NOT_CONSIDERED},  # its one round is always open
    "cam-thanh-2022": {Status.NOT_CONSIDERED, Status.NO_SEAT},  # rounds always open; a cap for every award and kind
    "cao-bang-2022": {Status.NOT_CONSIDERED, Status.NO_SEAT, Status.RESERVE, Status.TIED},  # no number at all
    "khanh-cu-2024": {Status.NOT_CONSIDERED, Status.NO_SEAT, Status.RESERVE, Status.TIED},
    "vinh-chau-2021": set[Status](),
}


@pytest.fixture(scope="module")
def ran() -> dict[str, Run]:
    return {}


def run_of(variant: Variant, ran: dict[str, Run]) -> Run:
    if str(variant) not in ran:
        ran[str(variant)] = nominate(variant.request())
    return ran[str(variant)]


# ---- a decision in one line -------------------------------------------------------------------------------------


def told(variant: Variant, decisions: Decisions) -> str:
    """The whole file: what was run, how many of each, then everybody."""
    counts = Counter(d.status for d in decisions.decisions)
    settings = "".join(f" {name}={value}" for name, value in variant.request().settings.items())
    head = [
        f"# {variant.plan}, {decisions.run.round}, ngày quyết định {decisions.run.decided_on}{settings}",
        "# " + ", ".join(f"{status} {counts[status]}" for status in Status if counts[status]),
        "# tên | kết quả | danh sách | hạng | điểm | chắc chắn | cách hiểu | lý do",
        "",
    ]
    return "\n".join([*head, *lines(decisions)]) + "\n"


def lines(decisions: Decisions) -> Iterator[str]:
    sheet = None
    for decision in decisions.decisions:
        if decision.candidate.sheet != sheet:
            if sheet is not None:
                yield ""
            sheet = decision.candidate.sheet
            yield f"[{sheet}]"
        yield line(decision)


def line(decision: Decision) -> str:
    score = decision.score
    if score is None and decision.score_range is not None:
        score = "..".join(bound or "∞" for bound in decision.score_range)
    seat = decision.quota
    place = ""
    if seat is not None and (seat.seat or seat.queue):
        place = f" suất {seat.seat}" if seat.seat else f" dự bị {seat.queue}"
    return " | ".join([
        f"{decision.candidate.row}: {decision.candidate.name}",
        decision.status + place,
        decision.list or "-",
        str(decision.rank or "-"),
        score or "-",
        {True: "chắc chắn", False: "tạm thời"}[decision.certain],
        ", ".join(decision.depends_on_readings) or "-",
        "; ".join(reason.text.vi for reason in decision.reasons[:3]),
    ])  # fmt: skip


# ---- tests ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", RUNS, ids=str)
def test_the_decisions_are_those_that_were_reviewed(
    variant: Variant, ran: dict[str, Run], pytestconfig: pytest.Config
) -> None:
    text = told(variant, run_of(variant, ran).decisions)
    path = GOLDEN / f"{variant}.txt"
    if pytestconfig.getoption("--write-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "if the change is meant, run `make golden` and review it"


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {str(variant) for variant in RUNS}


@pytest.mark.parametrize("plan", shipped())
def test_every_status_that_a_plan_can_give_is_given(plan: str, ran: dict[str, Run]) -> None:
    runs = [run_of(variant, ran) for variant in RUNS if variant.plan == plan]
    given = {decision.status for run in runs for decision in run.decisions.decisions}
    assert given == set(Status) - NEVER[plan]


@pytest.mark.parametrize("plan", shipped())
def test_every_category_and_every_round_is_in_the_goldens(plan: str, ran: dict[str, Run]) -> None:
    runs = [run_of(variant, ran) for variant in RUNS if variant.plan == plan]
    categories = {d.candidate.category for run in runs for d in run.decisions.decisions if d.candidate.category}
    assert categories == set(load(plan).categories)
    if plan != "cao-bang-2022":  # its two reviews differ in their year alone
        assert {run.decisions.run.round for run in runs} == set(load(plan).rounds)


@pytest.mark.parametrize("plan", shipped())
def test_every_reading_of_a_plan_moves_somebody_in_the_goldens(plan: str, ran: dict[str, Run]) -> None:
    runs = [run_of(variant, ran) for variant in RUNS if variant.plan == plan]
    moved = {name for run in runs for d in run.decisions.decisions for name in d.depends_on_readings}
    # Those of rules/standard.yaml that a plan gives no clause have nothing in it to decide.
    readings = {p.id for p in load(plan).parameters.values() if p.set_by == "reading" and p.clauses}
    assert moved == readings


@pytest.mark.parametrize("plan", shipped())
def test_rows_in_are_rows_out(plan: str, ran: dict[str, Run]) -> None:
    for variant in RUNS:
        if variant.plan == plan:
            run = run_of(variant, ran)
            read = sum(int(str(source["rows"])) for source in run.decisions.run.inputs)
            assert read == len(run.decisions.decisions) + run.decisions.rejected_rows
