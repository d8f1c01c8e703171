"""The sample workbooks are what their lists of people say, to the byte."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
PLANS = ("cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024", "ninh-thuan-2023", "vinh-chau-2021")


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SAMPLES)
        return importlib.import_module("make_samples")


@pytest.mark.parametrize("plan", PLANS)
def test_a_sample_is_made_of_its_list_byte_for_byte(maker: ModuleType, plan: str) -> None:
    assert (SAMPLES / f"{plan}.xlsx").read_bytes() == maker.make(SAMPLES / "source" / f"{plan}.txt")


@pytest.mark.parametrize("plan", PLANS)
def test_a_sample_holds_thirty_to_two_hundred_candidates(maker: ModuleType, plan: str) -> None:
    _, sheets = maker.read_list(SAMPLES / "source" / f"{plan}.txt")
    assert 30 <= sum(len(s.rows) for s in sheets if "Loại hình" in (*s.headers, *s.fixed)) <= 200


def test_a_row_with_a_cell_too_few_is_refused(maker: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "thieu.txt"
    source.write_text("== Cá nhân\nHọ và tên | Năm sinh\nLê Thị Na\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"thieu\.txt:3: 1 cells under 2 headers"):
        maker.read_list(source)


@pytest.mark.parametrize(("text", "value"), [("45000000", 45_000_000), ("82,5", 82.5), ("", None), ("8/QĐ", "8/QĐ")])
def test_a_cell_of_a_list_gets_its_type(maker: ModuleType, text: str, value: object) -> None:
    assert maker.read_value(text) == value
