"""``xetkhen targets`` from a workbook to what a person sees, for all five plans, against numbers counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import SAMPLES, Xetkhen, xetkhen
from tests.intake.made import workbook

__all__ = ["xetkhen"]

SAMPLED = {  # counted by hand in the sheets “Đơn vị” of the samples: result, reached, units, needed
    "vinh-chau-2021": {
        "communes_ntm": ("unmet", 5, 6, 6), "commune_advanced": ("met", 1, 6, 1),
        "town_completes": ("unmet", 0, 0, None), "model_roads": ("met", 9, 9, 9),
        "civilised_quarters": ("unmet", 8, 9, 9),
    },
    "cam-thanh-2022": {
        "commune_keeps_ntm": ("met", 1, 1, 1), "villages_ntm": ("met", 6, 8, 4), "villages_model": ("met", 3, 8, 2),
    },
    "khanh-cu-2024": {"one_model_village": ("met", 1, 5, 1)},
    "ninh-thuan-2023": {},
    "cao-bang-2022": {},
}


@pytest.mark.parametrize("plan", SAMPLED)
def test_the_samples_as_counted_by_hand(plan: str, xetkhen: Xetkhen) -> None:
    done = xetkhen("targets", SAMPLES / f"{plan}.xlsx", "-r", plan, "--format", "json")
    found = {t["id"]: (t["result"], t["reached"], t["total"], t["needed"]) for t in json.loads(done.out)["targets"]}
    assert (done.code, found) == (0, SAMPLED[plan])
    assert ("không nêu chỉ tiêu" in done.err) == (not SAMPLED[plan])


UNITS: list[list[object]] = [
    ["STT", "Tên đơn vị", "Loại đơn vị", "Được công nhận đạt chuẩn"], [1, "Xã Cẩm Thành", "Xã", "NTM"],
    [2, "Thôn 1", "Thôn", "NTM"], [3, "Thôn 2", "Thôn", ""], [4, "Thôn 3", "Thôn", "chưa rõ"],
]


def test_what_would_settle_a_target_is_said_with_its_cell(tmp_path: Path, xetkhen: Xetkhen) -> None:
    path = workbook(tmp_path / "dv.xlsx", {"Đơn vị": UNITS})
    done = xetkhen("targets", "--units", path, "-r", "cam-thanh-2022", "--strict")
    assert done.code == 1
    assert done.out.splitlines()[3:7] == [
        "50 % số thôn đạt chuẩn nông thôn mới (II.2 –2)",
        "  ██████▒▒▒▒▒▒▒▒▒▒▒▒▒▒  Chưa xác định: chắc chắn 1/3 (33,3 %), có thể đến 3",
        "    · Thôn 2: “Được công nhận đạt chuẩn” để trống (dv.xlsx!Đơn vị!D4)",
        "    · Thôn 3: “Được công nhận đạt chuẩn” ghi “chưa rõ” (dv.xlsx!Đơn vị!D5)",
    ]
    assert "dv.xlsx!Đơn vị!D5" in done.err


def test_a_workbook_of_units_alone_may_stand_among_the_files(tmp_path: Path, xetkhen: Xetkhen) -> None:
    path = workbook(tmp_path / "dv.xlsx", {"Đơn vị": UNITS[:3]})
    done = xetkhen("targets", path, "-r", "cam-thanh-2022", "--lang", "en")
    assert (done.code, "Target met: 1 of 1 (100 %), clause II.2 –2" in done.out) == (0, True)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_picture_has_a_bar_for_each_target_and_asks_nothing_of_a_network(
    lang: str, tmp_path: Path, xetkhen: Xetkhen
) -> None:
    target = tmp_path / "t.html"
    done = xetkhen(
        "targets", SAMPLES / "vinh-chau-2021.xlsx", "-r", "vinh-chau-2021", "-o", target, "--lang", lang
    )
    page = target.read_text(encoding="utf-8")
    assert (done.code, page.count("<svg"), "http" in page.replace("http-equiv", "")) == (0, 5, False)
    bars = [ET.fromstring(f"<svg{part.split('</svg>')[0]}</svg>") for part in page.split("<svg")[1:]]
    widths = [[int(rect.get("width", "0")) for rect in bar.findall("rect")] for bar in bars]
    assert widths == [[900, 750], [900, 900], [900], [900, 900], [900, 800]]  # 5 of 6, 1 of 1, none, 9 of 9, 8 of 9


def test_what_a_unit_is_called_is_escaped(tmp_path: Path, xetkhen: Xetkhen) -> None:
    odd: list[object] = [2, "Thôn <script>x</script>", "Thôn", ""]
    path = workbook(tmp_path / "dv.xlsx", {"Đơn vị": [*UNITS[:2], odd]})
    done = xetkhen("targets", "--units", path, "-r", "cam-thanh-2022", "--format", "html")
    assert (done.code, "<script" in done.out, "Thôn &lt;script&gt;" in done.out) == (0, False, True)


@pytest.mark.parametrize(("words", "said"), [
    (("-r", "cam-thanh-2022"), "--units"),
    ((SAMPLES / "cam-thanh-2022.xlsx", "-r", "cam-thanh-2022", "-o", "a.png"), ".html"),
])
def test_wrong_use_is_two_lines_and_code_2(words: tuple[object, ...], said: str, xetkhen: Xetkhen) -> None:
    done = xetkhen("targets", *words)
    assert (done.code, len(done.err.splitlines()), said in done.err) == (2, 2, True)
