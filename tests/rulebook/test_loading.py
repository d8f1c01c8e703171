"""From an id or a path to a rulebook under a setting of its parameters."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from unicodedata import normalize

import pytest

from engine.problems import BadRulebook, UnusableInput
from engine.rulebook import load, parse_setting, shipped
from engine.rulebook import terms as t
from engine.rulebook.files import _compose
from engine.rulebook.loading import _load

COMPLETE = Path(__file__).parent / "complete.yaml"


def when(criterion: str, settings: dict[str, object] | None = None) -> t.Condition:
    return load(COMPLETE, settings).criteria[criterion].when  # type: ignore[arg-type]


# ---- terms ----


def test_a_bound_that_is_a_parameter_stays_one() -> None:
    assert when("donated") == t.Test(t.FieldRef("value"), t.Compare(">=", t.Param("floor")))


def test_several_bounds_in_one_test_must_all_hold() -> None:
    effort = t.FieldRef("effort")
    assert when("strong") == t.All(
        (t.Test(effort, t.Compare(">", t.Constant(5))), t.Test(effort, t.Compare("<=", t.Constant(10))))
    )


def test_a_period_is_its_first_and_last_day() -> None:
    days = t.Between(t.Constant(date(2023, 1, 1)), t.Constant(date(2023, 9, 30)))
    assert when("recent") == t.Test(t.FieldRef("achieved_on"), days)


def test_an_unset_period_leaves_the_test_open() -> None:
    assert when("recent", {"span": None}) == t.Test(
        t.FieldRef("achieved_on"), t.Between(t.Param("span"), t.Param("span"))
    )


def test_a_criterion_without_when_is_the_assessors_column() -> None:
    criterion = load(COMPLETE).criteria["good_model"]
    assert criterion.assessed
    assert criterion.when == t.Test(t.FieldRef("good_model"), t.Is((t.Constant(True),)))
    assert load(COMPLETE).fields["good_model"].type == "yes_no"


def test_a_criterions_clause_is_that_of_the_category_that_requires_it() -> None:
    assert load(COMPLETE).criteria["good_model"].clauses == ("II.1",)


def test_a_register_row_is_matched_and_tested_in_its_own_fields() -> None:
    gk = t.Test(t.FieldRef("award"), t.Is((t.Constant("gk"),)))
    since = t.Test(t.FieldRef("decided"), t.Compare(">=", t.Constant(date(2023, 1, 1))))
    wanted = t.InRegister("past", (t.Match("name", "name"),), t.All((gk, since)))
    assert load(COMPLETE).exclusions["again"].when == wanted


def test_a_column_of_a_register_may_be_computed() -> None:
    column = load(COMPLETE).registers["past"].fields["decided"]
    assert column.compute == t.Op("first_given", (t.FieldRef("recognised_on"), t.FieldRef("decision_date")))


def test_quotas_nest_and_are_called_by_their_path() -> None:
    collectives, people = load(COMPLETE).rounds["review"].quotas or ()
    assert [q.id for q in collectives.within] == ["collectives/known", "collectives/rest_of"]
    assert collectives.exceptions == {"hill": (9, None)}
    inside = t.Lookup("count_in", "past", None, (), t.Test(t.FieldRef("granted"), t.Is((t.Constant(2022),))))
    assert people.at_most == t.Percent(Fraction(25), inside, "half_up")


def test_a_quota_without_a_text_is_called_by_whom_it_is_for() -> None:
    rest = (load(COMPLETE).rounds["review"].quotas or ())[0].within[1]
    assert rest.text.vi == "“Được công nhận đạt chuẩn” là Chưa"
    assert rest.text.en != rest.text.vi


def test_unfilled_follows_its_parameter() -> None:
    quotas = {
        v: (load(COMPLETE, {"unfilled": v}).rounds["review"].quotas or ())[0].within[0].unfilled
        for v in ("empty", "transfer")
    }
    assert quotas == {"empty": "empty", "transfer": "transfer"}


def test_no_number_stated_is_not_a_quota_of_nothing() -> None:
    assert load(COMPLETE).rounds["third"].quotas is None


def test_the_fields_are_those_read_and_those_every_sheet_has_with_their_evidence() -> None:
    fields = load(COMPLETE).fields
    for needed in ("name", "kind", "category", "board_score", "held_back", "cash", "labour_days", "talk", "effort"):
        assert needed in fields
    assert "ocop_stars" not in fields
    assert fields["contribution_evidence"].text.vi == "Minh chứng: Giá trị đóng góp (đồng)"
    assert list(fields["category"].options) == ["commune", "donor", "other"]
    assert list(fields["award"].options) == ["gk", "bk"]


def test_a_registers_awards_go_on_beyond_the_rulebooks_own() -> None:
    options = list(load(COMPLETE).registers["past"].fields["award"].options)
    assert options[:2] == ["gk", "bk"]
    assert "ld_tien_tien" in options


# ---- choose and settings ----


def test_an_option_stands_where_its_parameter_has_that_value() -> None:
    assert load(COMPLETE).categories["donor"].requires == t.Name("donated")
    strict = load(COMPLETE, {"strict": "yes"}).categories["donor"].requires
    assert strict == t.All((t.Name("donated"), t.Name("strong")))


def test_a_setting_may_be_a_text_or_a_value() -> None:
    for given in ("60_000_000", 60_000_000):
        assert load(COMPLETE, {"floor": given}).parameters["floor"].value == 60_000_000
    assert load(COMPLETE, {"due": date(2023, 11, 1)}).parameters["due"].value == date(2023, 11, 1)
    assert load(COMPLETE, {"seats": 5}).parameters["seats"].value == 5


def test_a_value_can_be_taken_away() -> None:
    assert load(COMPLETE, {"floor": None}).parameters["floor"].value is None
    assert load(COMPLETE, {"floor": "unset"}).parameters["floor"].value is None


def test_a_parameter_that_a_choose_hangs_on_cannot_be_taken_away() -> None:
    with pytest.raises(BadRulebook) as error:
        load(COMPLETE, {"strict": None})
    assert "unset-choose" in str(error.value.findings[0])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("flor", "1", "`floor`"),
        ("floor", "12.5", "whole dong"),
        ("floor", "-5", "whole dong"),
        ("strict", "true", "yes or no"),
        ("reserved", "exactl", "`exactly`"),
        ("due", "31/12/2023", "year-month-day"),
        ("due", "2023-02-30", "year-month-day"),
        ("due", 5, "year-month-day"),
        ("seats", "many", "none"),
        ("span", "2023-09/2023-01", "a period"),
        ("floor", date(2023, 1, 1), "whole dong"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused_with_what_would(name: str, value: object, said: str) -> None:
    with pytest.raises(UnusableInput) as error:
        load(COMPLETE, {name: value})  # type: ignore[dict-item]
    assert said in error.value.text.en
    assert error.value.text.vi != error.value.text.en


def test_a_period_can_be_named_by_months_and_quarters() -> None:
    span = load(COMPLETE).parameters["span"]
    assert parse_setting(span, "2023-02/2023-Q3") == "2023-02-01/2023-09-30"
    assert parse_setting(span, "2024") == "2024-01-01/2024-12-31"


# ---- files ----


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(UnusableInput) as error:
        load("ninh-thuan-2032")
    assert "`ninh-thuan-2023`" in error.value.text.vi


def test_a_path_that_is_not_there_is_said_so() -> None:
    with pytest.raises(UnusableInput) as error:
        load("rules/not-there.yaml")
    assert "not-there.yaml" in error.value.text.en


def test_bytes_that_are_not_utf_8_are_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("vi: Kế hoạch".encode("utf-16"))
    with pytest.raises(UnusableInput):
        load(path)


def test_the_digest_changes_with_the_rules_and_not_with_the_folder(tmp_path: Path) -> None:
    copy = tmp_path / "complete.yaml"
    shutil.copy(COMPLETE, copy)
    assert load(copy).sha256 == load(COMPLETE).sha256
    copy.write_text(copy.read_text(encoding="utf-8").replace("50_000_000", "50_000_001"), encoding="utf-8")
    assert load(copy).sha256 != load(COMPLETE).sha256


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_rulebook_loads_under_each_value_of_each_reading(name: str) -> None:
    book = load(name)
    for parameter in book.parameters.values():
        others: list[object] = [True, False] if parameter.type == "yes_no" else list(parameter.options)
        for value in others:
            assert load(name, {parameter.id: value}).parameters[parameter.id].value == value  # type: ignore[dict-item]


def test_a_setting_more_costs_a_few_milliseconds() -> None:
    load("vinh-chau-2021")
    _load.cache_clear()
    started = time.process_time()
    load("vinh-chau-2021", {"reserved": "at_least"})
    assert time.process_time() - started < 0.1  # 6 ms when alone; generous on a busy machine
    assert _compose.cache_info().hits > 0


@pytest.mark.parametrize(
    "change", [lambda s: s.replace("\n", "\r\n"), lambda s: "\ufeff" + s, lambda s: normalize("NFD", s)]
)
def test_line_ends_byte_order_marks_and_composition_change_nothing(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    path = tmp_path / "complete.yaml"
    path.write_bytes(change(COMPLETE.read_text(encoding="utf-8")).encode())
    assert load(path).criteria == load(COMPLETE).criteria
    assert load(path).clauses == load(COMPLETE).clauses


@pytest.mark.parametrize("suffix", [".cases.yaml", ".en.yaml"])
def test_a_file_that_stands_beside_a_rulebook_is_none_and_names_its_own(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"xetkhen rulebook lint .*mine\.yaml"):
        load(tmp_path / f"mine{suffix}")
    with pytest.raises(UnusableInput, match=r"xetkhen rulebook test khanh-cu-2024$"):
        load(f"rules/khanh-cu-2024{suffix}")
