"""The days of the five plans, written down by hand from their texts; and the file that calendars read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from engine.milestones import Event, calendar_file, events, falls_in, from_day
from engine.rulebook import load
from tests.cli.conftest import PLANS, Xetkhen, xetkhen

__all__ = ["xetkhen"]

D = date
DAYS: Mapping[str, Mapping[str, tuple[date, date]]] = {
    "ninh-thuan-2023": {
        **dict.fromkeys(("unit_reviews", "reports", "dossiers"), (D(2023, 10, 9), D(2023, 10, 9))),
        "submission": (D(2023, 10, 19), D(2023, 10, 19)), "conference": (D(2023, 11, 1), D(2023, 11, 30)),
    },
    "vinh-chau-2021": {"campaign_end": (D(2022, 3, 31), D(2022, 3, 31))},
    "cam-thanh-2022": {
        "yearly_inspection": (D(2022, 12, 31), D(2022, 12, 31)),
        "interim_review_due": (D(2023, 10, 1), D(2023, 12, 31)), "final_review_due": (D(2025, 1, 1), D(2025, 12, 31)),
    },
    "cao-bang-2022": {
        "plan_made_due": (D(2022, 7, 1), D(2022, 9, 30)), "yearly_award": (D(2022, 12, 31), D(2022, 12, 31)),
        "interim_review_due": (D(2023, 1, 1), D(2023, 12, 31)), "final_review_due": (D(2025, 1, 1), D(2025, 12, 31)),
    },
    "khanh-cu-2024": {
        "model_village": (D(2024, 1, 1), D(2024, 12, 31)), "campaign_start": (D(2024, 5, 1), D(2024, 5, 31)),
        "works_registration": (D(2024, 5, 24), D(2024, 5, 24)), "campaign_end": (D(2024, 9, 1), D(2024, 9, 30)),
    },
}


@pytest.mark.parametrize("plan", PLANS)
def test_the_days_of_the_plans_in_order(plan: str) -> None:
    found = {event.id: (event.first, event.last) for event in events(load(plan))}
    assert list(found.items()) == list(DAYS[plan].items())


@pytest.mark.parametrize("plan", ["cam-thanh-2022", "cao-bang-2022"])
def test_what_comes_every_year_ends_with_the_plan(plan: str) -> None:
    (again,) = (event for event in events(load(plan)) if event.every)
    assert (again.every, again.until) == ("year", D(2025, 12, 31))


def test_a_deadline_that_includes_its_day_stands_on_it() -> None:
    book = load("ninh-thuan-2023", {"deadline_inclusive": "yes"})
    (dossiers,) = (event for event in events(book) if event.id == "dossiers")
    assert dossiers.last == D(2023, 10, 10)
    assert dossiers.note is not None
    assert dossiers.note.vi == "đến hết ngày 10/10/2023"


def test_a_deadline_without_a_value_is_listed_last_as_not_set() -> None:
    last = events(load("ninh-thuan-2023", {"submission_deadline": "unset"}))[-1]
    assert (last.id, last.first) == ("submission", None)
    assert last.note is not None
    assert "submission_deadline" in last.note.vi


def _named(found: tuple[Event, ...]) -> list[tuple[str, date | None]]:
    return [(event.id, event.first) for event in found]


def test_of_one_year() -> None:
    found = events(load("cam-thanh-2022"))
    assert _named(falls_in(found, 2023)) == [
        ("interim_review_due", D(2023, 10, 1)), ("yearly_inspection.2023-12-31", D(2023, 12, 31)),
    ]
    assert _named(falls_in(found, 2026)) == []


def test_from_a_day_on() -> None:
    found = events(load("cam-thanh-2022"))
    assert _named(from_day(found, D(2023, 12, 31))) == [
        ("yearly_inspection", D(2023, 12, 31)), ("interim_review_due", D(2023, 10, 1)),
        ("final_review_due", D(2025, 1, 1)),
    ]
    assert _named(from_day(found, D(2026, 1, 1))) == []


@pytest.mark.parametrize(("every", "expected"), [
    ("month", [D(2023, 1, 31), D(2023, 2, 28), D(2023, 3, 31), D(2023, 4, 30), D(2023, 5, 31), D(2023, 6, 30)]),
    ("quarter", [D(2023, 3, 31), D(2023, 6, 30)]), ("year", []),
])
def test_the_rule_in_the_file_gives_the_last_days(every: str, expected: list[date], tmp_path: Path) -> None:
    rules = (Path(__file__).parents[2] / "rules" / "cam-thanh-2022.yaml").read_text(encoding="utf-8")
    path = tmp_path / "cam-thanh-2022.yaml"
    path.write_text(rules.replace("every: year", f"every: {every}"), encoding="utf-8")
    book = load(str(path))
    found = from_day(events(book), D(2023, 1, 1))
    (entry,) = (e for e in entries(calendar_file(book, found, "vi")) if "RRULE" in e)
    rule = rrulestr(entry["RRULE"].to_ical().decode(), dtstart=_midnight(entry["DTSTART"].dt))
    days = [moment.date() for moment in rule if moment.date() <= D(2023, 6, 30)]
    assert days == expected
    assert entry["DTSTART"].dt == (expected[0] if expected else D(2023, 12, 31))


def entries(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


@pytest.mark.parametrize("plan", PLANS)
def test_the_file_holds_every_day_and_is_the_same_bytes_each_time(plan: str, tmp_path: Path, xetkhen: Xetkhen) -> None:
    files = [tmp_path / name for name in ("a.ics", "b.ics")]
    for file in files:
        assert xetkhen("calendar", "-r", plan, "-o", file).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    written = entries(files[0].read_bytes())
    assert {
        str(e["UID"]): (e["DTSTART"].dt, e["DTEND"].dt.toordinal() - 1) for e in written
    } == {f"{name}.{plan}@xetkhen": (first, last.toordinal()) for name, (first, last) in DAYS[plan].items()}
    assert all("Mục" in str(e["DESCRIPTION"]) for e in written)


def test_both_languages_and_data(xetkhen: Xetkhen) -> None:
    assert xetkhen("calendar", "-r", "vinh-chau-2021").out == "31/03/2022  Kết thúc đợt thi đua (II.2)\n"
    assert xetkhen("calendar", "-r", "vinh-chau-2021", "--lang", "en").out == (
        "31 March 2022  End of the campaign (II.2)\n"
    )
    (one,) = json.loads(xetkhen("calendar", "-r", "vinh-chau-2021", "--format", "json").out)["milestones"]
    assert (one["first"], one["last"], one["clauses"]) == ("2022-03-31", "2022-03-31", ["II.2"])


def test_nothing_due_is_said_and_a_wrong_name_is_wrong_use(xetkhen: Xetkhen) -> None:
    nothing = xetkhen("calendar", "-r", "vinh-chau-2021", "--year", "2030")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Không có mốc nào trong thời gian này.\n")
    assert xetkhen("calendar", "-r", "vinh-chau-2021", "-o", "a.txt").code == 2
