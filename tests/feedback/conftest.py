from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.checking import Checked, check_files
from tests.intake.made import workbook

PLAN = "ninh-thuan-2023"
HEADER: list[object] = [
    "STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Đơn vị đề nghị", "Giá trị đóng góp (đồng)",
]  # fmt: skip
GOOD: list[object] = [1, "Lê Văn Cường", "Cá nhân", "Cá nhân", "Xã An Hải", "UBND xã An Hải", 5]
BAD: list[object] = [2, "Trần Thị Bình", "Cá nhân", "Cá nhân", "Xã Phước Vin", "UBND xã Phước Vinh", "nhiều"]
NAMELESS: list[object] = [3, None, "Cá nhân", "Cá nhân", "Xã An Hải", "UBND xã An Hải", 7]

Check = Callable[..., Checked]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A sheet with two unreadable cells and a row without a name."""
    return workbook(tmp_path / "xa.xlsx", {"Danh sách": [["DANH SÁCH"], HEADER, GOOD, BAD, NAMELESS]})


@pytest.fixture
def check() -> Check:
    return lambda *files: check_files(files, PLAN, None, None, {})
