"""What a rulebook asks under the options that are not in force: a run is repeated under them, over the same sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.pipeline import evaluate_roster
from engine.rosters import roster_of
from engine.rulebook import Rulebook, load

PLAN = """\
language: 1
id: plan
version: 1
document: {vi: Kế hoạch, issuer: UBND xã, units: [ninh-thuan]}
clauses: {I.1: Tiêu chuẩn}
parameters:
  floor:
    type: money
    set_by: reading
    value: 5_000_000
    clause: I.1
    vi: Mức
    options: {5_000_000: Thấp, 9_000_000: Cao}
  measured_by:
    type: choice
    set_by: reading
    value: merit
    clause: I.1
    vi: Tính theo gì?
    options: {merit: Thành tích, gift: Đóng góp, list: Danh sách, days: Ngày công}
  day_rate: {type: money, set_by: board, value: 100_000, vi: Giá ngày công}
registers:
  list: {vi: Danh sách, fields: {name: standard, recognised_on: standard}}
categories:
  person: {kinds: [individual], clause: I.1, vi: Cá nhân, requires: {all: [exemplary, enough]}}
  initiative: {kinds: [individual], clause: I.1, vi: Sáng kiến, requires: exemplary}
criteria:
  exemplary: Điển hình
  enough:
    vi: Đủ mức
    when:
      choose:
        measured_by:
          merit: always
          gift: {contribution: {at_least: $floor}}
          list: {in_register: list, match: {name: unit}, where: {recognised_on: known}}
          days: {all: [{category: [person, initiative]}, {worth: {at_least: $floor}}]}
fields:
  worth: {type: money, vi: Giá trị, compute: {product: [labour_days, $day_rate]}}
rounds:
  yearly: {vi: Hằng năm, clause: I.1, quotas: none}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "plan.yaml"


def test_a_sheet_may_carry_what_any_option_asks_for(path: Path) -> None:
    fields = load(path).fields
    assert {"contribution", "labour_days", "worth"} <= fields.keys()
    assert fields.keys() == load(path, {"measured_by": "gift"}).fields.keys()


def test_what_an_option_asks_of_a_registers_rows_is_no_column_of_the_candidates(path: Path) -> None:
    assert "recognised_on" not in load(path).fields


def test_the_options_a_field_is_held_against_are_no_fields(path: Path) -> None:
    assert "initiative" not in load(path).fields


def test_a_register_of_the_standard_that_another_option_looks_into_is_read(path: Path) -> None:
    asking = PLAN.replace("in_register: list, match: {name: unit}", "in_register: awards, match: [name]")
    path.write_text(asking, encoding="utf-8")
    assert "awards" in load(path).registers


def test_each_reading_is_tried_over_the_same_sheet(path: Path) -> None:
    assert depends_on(load(path), {"contribution": "9000000", "labour_days": "60"}) == ("measured_by",)
    assert depends_on(load(path, {"measured_by": "gift"}), {"contribution": "6000000"}, measured_by="gift") == (
        "floor",
        "measured_by",
    )


def test_a_reading_that_no_rule_asks_is_not_tried(path: Path) -> None:
    assert {"floor", "measured_by", "day_rate"} <= load(path).asked
    assert load(path).asked & {"deadline_inclusive", "late_dossier"} == set()


def test_a_deadline_under_some_option_asks_what_before_the_day_means(path: Path) -> None:
    path.write_text(
        PLAN.replace("merit: always", "merit: {dossier_received: {in_time: $last}}").replace(
            "  day_rate:",
            "  last: {type: deadline, value: 2023-10-10, set_by: plan, clause: I.1, vi: Hạn}\n  day_rate:",
        ),
        encoding="utf-8",
    )
    assert "deadline_inclusive" in load(path).asked
    assert "deadline_inclusive" in load(path, {"measured_by": "gift"}).asked


def depends_on(book: Rulebook, row: dict[str, str], **settings: str) -> tuple[str, ...]:
    roster = roster_of(book, [{"name": "An", "kind": "individual", "category": "person", "exemplary": "yes", **row}])
    run = evaluate_roster(roster, book, "yearly", None, date(2023, 1, 1), reference=book.path, settings=settings)
    return run.decisions.decisions[0].depends_on_readings
