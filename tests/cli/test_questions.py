"""Questions to a run that was made, asked on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Xetkhen


def test_what_if_a_dossier_had_come_in_time(results: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("whatif", results, "phuoc thai", "--set", "dossier_received=09/10/2023")
    assert (done.code, done.err) == (0, "")
    assert "Nhân dân và cán bộ xã Phước Thái: Không xét → Đề nghị khen thưởng" in done.out
    assert "Ngày nhận hồ sơ: 12/10/2023 → 09/10/2023  [Tập thể!R26]" in done.out
    assert "Nhân dân và cán bộ xã Hộ Hải: Đồng hạng → Dự bị" in done.out


def test_the_same_in_english_and_as_data(results: Path, xetkhen: Xetkhen) -> None:
    words = ("whatif", results, "phuoc thai", "--set", "Ngày nhận hồ sơ=9/10/2023")
    assert "Excluded → Nominated" in xetkhen(*words, "--lang", "en").out
    answer = json.loads(xetkhen(*words, "--format", "json").out)
    assert (answer["from"]["status"], answer["to"]["status"]) == ("excluded", "nominated")
    assert [other["name"] for other in answer["others"]] == [
        "Nhân dân và cán bộ xã Hộ Hải", "Công ty Cổ phần Nho sạch Thái An Farm",
    ]
    assert answer["set"][0]["cell"] == "ninh-thuan-2023.xlsx!Tập thể!R26"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("dosier=1", "có phải là: dossier_complete"),
        ("contribution=khoảng 50", "không đọc được số tiền"),
        ("dossier_received=31/02/2023", "31/02/2023"),
        ("score=90", "board_score"),
        ("round=x", "do lượt xét quyết định"),
        ("name=", "phải có tên"),
        ("commune=Xã Phước Ving", "Xã Phước Vinh"),
        ("recognised=đẹp", "không có trong danh mục"),
        ("board_score", "NAME=VALUE" ),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(
    results: Path, xetkhen: Xetkhen, setting: str, expected: str
) -> None:
    done = xetkhen("whatif", results, "phuoc thai", "--set", setting)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err or (expected == "NAME=VALUE" and "TÊN=GIÁ_TRỊ" in done.err)
    assert len(done.err.strip().split("\n")) <= 3


def test_a_folder_without_its_record_still_explains_but_cannot_be_asked(
    results: Path, xetkhen: Xetkhen, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    shutil.copy(results / "decisions.json", bare)
    told, asked = xetkhen("explain", bare, "mai thi thu thuy"), xetkhen("explain", results, "mai thi thu thuy")
    assert "Thay đổi nhỏ nhất" not in told.out
    assert "Thay đổi nhỏ nhất" in asked.out
    assert "Có nhiều đóng góp tích cực: không → có  [Cá nhân!K30]" in asked.out
    assert xetkhen("explain", results, "mai thi thu thuy", "--search", "never").out == told.out
    assert xetkhen("whatif", bare, "mai thi thu thuy", "--set", "board_score=1").code == 2


def test_a_damaged_record_is_said_and_the_decision_still_explained(
    results: Path, xetkhen: Xetkhen, tmp_path: Path
) -> None:
    shutil.copytree(results, tmp_path / "r")
    (tmp_path / "r" / "record.zip").write_bytes(b"PK")
    done = xetkhen("explain", tmp_path / "r", "mai thi thu thuy")
    assert done.code == 0
    assert "Quyết định: Dự bị" in done.out
    assert done.err.startswith("Không tìm thay đổi nhỏ nhất: ")
    assert xetkhen("explain", tmp_path / "r", "mai thi thu thuy", "--search", "always").code == 2


def test_the_lines_and_the_impact_of_every_reading(results: Path, xetkhen: Xetkhen) -> None:
    lines = json.loads(xetkhen("explain", results, "--margins", "--format", "json").out)
    assert [line["id"] for line in lines["lines"]] == ["collectives", "individuals"]
    effects = json.loads(xetkhen("impact", results, "--format", "json").out)["effects"]
    assert {e["parameter"]: len(e["changed"]) for e in effects if e["to"]["value"] == "condition"} == {"priority": 18}
    assert "18 trường hợp thay đổi" in xetkhen("impact", results, "--set", "priority=condition").out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--set", "prioritty=condition"), "prioritty"),
        (("--set", "priority=maybe"), "maybe"),
        (("-r", "khong-co"), "khong-co"),
        (("-r", "cam-thanh-2022"), "interim_review"),
        (("--round", "review"), "-r"),
    ],
)
def test_an_impact_that_cannot_be_told(
    results: Path, xetkhen: Xetkhen, words: tuple[str, ...], expected: str
) -> None:
    done = xetkhen("impact", results, *words)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err


def test_whom_to_explain_or_the_lines_but_not_both(results: Path, xetkhen: Xetkhen) -> None:
    assert xetkhen("explain", results).code == 2
    assert xetkhen("explain", results, "ho hai", "--margins").code == 2
