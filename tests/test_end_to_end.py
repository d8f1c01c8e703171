"""Each plan as an officer would use it, with the installed command: a template, filled in, checked, decided, explained.

Nothing here knows the engine: commands go in, files and words come out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Row = Mapping[str, object]


@dataclass(frozen=True)
class Errand:
    """What an officer fills in under which headers, what is typed, and what must come of it."""

    plan: str
    candidates: tuple[tuple[Row, str], ...]  # with the status that is due
    register: tuple[Row, ...] = ()
    units: tuple[Row, ...] = ()
    words: tuple[str, ...] = ()
    asked: str = ""  # of whom an explanation is asked, as typed in a hurry
    told: tuple[str, ...] = ()  # what it must say
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # sheets of the workbook and who stands there

    def __str__(self) -> str:
        return self.plan


PERSON = {"Loại hình": "Cá nhân", "Đang xem xét kỷ luật, thanh tra, khiếu nại": "Không", "Hồ sơ đầy đủ": "Có"}
BODY = {**PERSON, "Loại hình": "Tập thể"}
HOUSE = {**PERSON, "Loại hình": "Hộ gia đình"}
NAME = "Họ và tên / Tên tập thể"

NINH_THUAN = {
    "Xã, phường": "Xã Nhơn Hải", "Tiêu biểu, xuất sắc": "Có", "Minh chứng: Tiêu biểu, xuất sắc": "BC 01",
    "Ngày nhận hồ sơ": "27/9/2023",
}  # fmt: skip
VINH_CHAU = {"Xã, phường": "Xã Vĩnh Hải", "Điển hình tiên tiến": "Có", "Nhóm đối tượng": "Nhân dân"}
HAMLET = {
    **BODY, "Nhóm đối tượng": "Ấp, khóm", "Xã, phường": "Xã Vĩnh Hải", "Được công nhận đạt chuẩn": "Nông thôn mới",
    "Mô hình hay, cách làm sáng tạo": "Có", "Huy động đóng góp": "Có",
}  # fmt: skip
CAM_THANH = {"Xã, phường": "Xã Cẩm Thành", "Hình thức đề nghị": "Giấy khen của Chủ tịch UBND xã"}
KHANH_CU = {
    "Xã, phường": "Xã Khánh Cư", "Hình thức đề nghị": "Khen thưởng của Chủ tịch UBND huyện",
    "Tiêu biểu, xuất sắc": "Có",
}  # fmt: skip

ERRANDS = (
    Errand(
        "ninh-thuan-2023",
        (
            *(({**BODY, **NINH_THUAN, NAME: f"Nhân dân xã số {n}", "Nhóm đối tượng": "Xã", "Điểm chấm": 90 - n,
                "Đạt và vượt chỉ tiêu": "Có", "Được công nhận đạt chuẩn": "Nông thôn mới"}, "nominated")
              for n in range(1, 8)),
            ({**BODY, **NINH_THUAN, NAME: "Hợp tác xã Nho", "Nhóm đối tượng": "Doanh nghiệp, hợp tác xã",
              "Điểm chấm": 70, "Có nhiều đóng góp tích cực": "Có", "Giá trị đóng góp (đồng)": 95_000_000}, "nominated"),
            ({**BODY, **NINH_THUAN, NAME: "Hội Phụ nữ tỉnh", "Điểm chấm": 99,
              "Nhóm đối tượng": "Sở, ban, ngành, huyện, đoàn thể và tập thể khác"}, "reserve"),
            ({**PERSON, **NINH_THUAN, NAME: "Trần Thị Mơ", "Nhóm đối tượng": "Cá nhân", "Điểm chấm": 80,
              "Có nhiều đóng góp tích cực": "Có", "Giá trị đóng góp (đồng)": 20_000_000}, "nominated"),
            ({**PERSON, **NINH_THUAN, NAME: "Lê Văn Muộn", "Nhóm đối tượng": "Cá nhân", "Điểm chấm": 95,
              "Có nhiều đóng góp tích cực": "Có", "Giá trị đóng góp (đồng)": 0,
              "Ngày nhận hồ sơ": "10/10/2023"}, "excluded"),
            ({**PERSON, **NINH_THUAN, NAME: "Chamaléa Hương", "Nhóm đối tượng": "Cá nhân", "Điểm chấm": 85,
              "Có nhiều đóng góp tích cực": "Có", "Giá trị đóng góp (đồng)": 0}, "excluded"),
            ({**PERSON, **NINH_THUAN, NAME: "Đạo Quang", "Nhóm đối tượng": "Cá nhân", "Tiêu biểu, xuất sắc": None,
              "Điểm chấm": 60}, "needs_evidence"),
            ({**HOUSE, **NINH_THUAN, NAME: "Hộ ông Mai", "Nhóm đối tượng": "Hộ gia đình", "Điểm chấm": 88}, "no_seat"),
        ),
        register=({NAME: "CHAMALÉA HƯƠNG", "Xã, phường": "Xã Nhơn Hải", "Ngày công nhận": "15/12/2022",
                   "Hình thức khen": "Bằng khen của Chủ tịch UBND tỉnh", "Khi được công nhận": "Nông thôn mới",
                   "Số quyết định": "118/QĐ-UBND", "Ngày quyết định": "17/01/2023"},),
        asked="hoi phu nu tinh",
        told=("Hội Phụ nữ tỉnh", "IV.3", "Hợp tác xã Nho"),
        lists={"DS Tập thể": ("Nhân dân xã số 1", "Hợp tác xã Nho"), "DS Cá nhân": ("Trần Thị Mơ",),
               "Danh sách dự bị": ("Hội Phụ nữ tỉnh",), "Trường hợp cần bổ sung hồ sơ": ("Đạo Quang",),
               "Không đề nghị và lý do": ("Lê Văn Muộn", "Chamaléa Hương", "Hộ ông Mai")},
    ),
    Errand(
        "vinh-chau-2021",
        (
            ({**HAMLET, NAME: "Ấp Trà Sết", "Điểm chấm": 88}, "nominated"),
            ({**HAMLET, NAME: "Ấp Huỳnh Kỳ", "Điểm chấm": 85}, "reserve"),
            ({**BODY, NAME: "Hợp tác xã Muối", "Nhóm đối tượng": "Tập thể, tổ chức kinh tế", "Điểm chấm": 60,
              "Xã, phường": "xã vĩnh hải", "Giá trị đóng góp (đồng)": 50_000_000}, "nominated"),
            ({**PERSON, **VINH_CHAU, NAME: "Thạch Hươl", "Tài sản (đồng)": 20_000_000, "Ngày công": 100,
              "Tiền mặt (đồng)": 0, "Diện tích đất (m2)": 0, "Điểm chấm": 80}, "nominated"),
            ({**HOUSE, **VINH_CHAU, NAME: "Hộ bà Sết", "Giá trị đóng góp (đồng)": 45_000_000,
              "Giá trị vận động (đồng)": 0, "Điểm chấm": 90}, "not_eligible"),
            ({**HAMLET, NAME: "Ấp Xẻo Cóc", "Xã, phường": "Xã Lai Hòa", "Điểm chấm": 70}, "not_considered"),
        ),
        units=({"Tên đơn vị": "Xã Vĩnh Hải", "Loại đơn vị": "Xã", "Được công nhận đạt chuẩn": "Nông thôn mới",
                "Ngày công nhận": "20/12/2021", "Ngày công bố": "10/01/2022"},
               {"Tên đơn vị": "Xã Lai Hòa", "Loại đơn vị": "Xã", "Được công nhận đạt chuẩn": "Chưa"}),
        words=("--round", "recognised_unit", "--set", "day_rate=300000"),
        asked="ho ba set",
        told=("Hộ bà Sết", "5.000.000 đồng", "IV.2.(1).a"),
        lists={"Danh sách dự bị": ("Ấp Huỳnh Kỳ",), "Không đề nghị và lý do": ("Hộ bà Sết", "Ấp Xẻo Cóc")},
    ),
    Errand(
        "cam-thanh-2022",
        (
            ({**BODY, **CAM_THANH, NAME: "Thôn Én Giăng", "Nhóm đối tượng": "Thôn", "Đạt chuẩn NTM kiểu mẫu": "x",
              "Nâng cao tiêu chí toàn diện, nổi bật": "x", "Điểm chấm": 84}, "nominated"),
            ({**BODY, **CAM_THANH, NAME: "Hợp tác xã Mật ong", "Nhóm đối tượng": "Doanh nghiệp, hợp tác xã",
              "Đóng góp được cấp có thẩm quyền ghi nhận": "Có", "Liên kết chuỗi giá trị": "Có", "Hạng sao OCOP": 2,
              "Phối hợp tiêu thụ nông sản": "Có", "Giải quyết việc làm": "Có", "Điểm chấm": 90}, "not_eligible"),
            *(({**PERSON, **CAM_THANH, NAME: name, "Nhóm đối tượng": "Nông dân, công nhân, thành viên hợp tác xã",
                "Việc làm thiết thực": "Có", "Mô hình hay, cách làm sáng tạo": "Không", "Phát minh, sáng chế": "Không",
                "Điểm chấm": points}, status)
              for name, points, status in (("Bùi Thị Mến", 90, "nominated"), ("Hà Văn Dần", 80, "tied"),
                                           ("Cao Thị Lan", 80, "tied"), ("Lê Văn Đạo", 70, "reserve"))),
        ),
        words=("--round", "interim_review", "--set", "cap_gk_xa_individual=2"),
        asked="Cao Thị Lan",
        told=("Cao Thị Lan", "Hà Văn Dần"),
        lists={"Trường hợp đồng hạng": ("Hà Văn Dần", "Cao Thị Lan"),
               "Không đề nghị và lý do": ("Hợp tác xã Mật ong",)},
    ),
    Errand(
        "cao-bang-2022",
        (
            ({**BODY, NAME: "Phòng Chính sách", "Nhóm đối tượng": "Phòng chuyên môn", "Triển khai có hiệu quả": "Có",
              "Tuyên truyền, vận động": "Có", "Tạo đồng thuận, lan tỏa": "Có", "Đóng góp cụ thể, thiết thực": "Có",
              "Điểm chấm": 92}, "nominated"),
            ({**PERSON, NAME: "Nông Thị Hà", "Nhóm đối tượng": "Công chức, người lao động", "Việc làm thiết thực": "Có",
              "Sáng kiến, giải pháp hữu ích": "Có", "Điểm chấm": 88}, "nominated"),
            ({**PERSON, NAME: "Lý Văn Chài", "Nhóm đối tượng": "Công chức, người lao động", "Việc làm thiết thực": "Có",
              "Sáng kiến, giải pháp hữu ích": "Không", "Điểm chấm": 93}, "not_eligible"),
            ({**PERSON, NAME: "Hoàng Ích Lưu", "Nhóm đối tượng": "Khác", "Điểm chấm": 70}, "not_eligible"),
        ),
        register=({NAME: "Nông Thị Hà", "Hình thức khen": "Giấy khen của Thủ trưởng cơ quan",
                   "Số quyết định": "112/QĐ-BDT", "Ngày quyết định": "20/12/2022"},),
        words=("--round", "annual", "--year", "2024"),
        asked="nông thị hà",
        told=("Nông Thị Hà", "Đã có Giấy khen của Thủ trưởng cơ quan trong sổ"),
        lists={"Không đề nghị và lý do": ("Lý Văn Chài", "Hoàng Ích Lưu")},
    ),
    Errand(
        "khanh-cu-2024",
        (
            ({**BODY, **KHANH_CU, NAME: "Trạm Y tế xã", "Nhóm đối tượng": "Ban, ngành, cơ quan, đơn vị",
              "Đã xây dựng kế hoạch": "Có", "Số công trình đăng ký": 1, "Ngày đăng ký": "24/5/2024",
              "Đã báo cáo kết quả": "Có", "Điểm chấm": 85}, "nominated"),
            ({**PERSON, **KHANH_CU, NAME: "Vũ Thị Mùi", "Nhóm đối tượng": "Cá nhân", "Ngày lập thành tích": "30/9/2024",
              "Điểm chấm": 81}, "nominated"),
            ({**PERSON, **KHANH_CU, NAME: "Trần Thị Lụa", "Nhóm đối tượng": "Cá nhân",
              "Ngày lập thành tích": "01/10/2024", "Điểm chấm": 80}, "not_eligible"),
            ({**PERSON, **KHANH_CU, NAME: "Đặng Thị Tươi", "Nhóm đối tượng": "Cá nhân", "Hình thức đề nghị": None,
              "Ngày lập thành tích": "18/6/2024", "Điểm chấm": 82}, "needs_evidence"),
            ({**HOUSE, **KHANH_CU, NAME: "Hộ ông Tứ", "Nhóm đối tượng": "Khác", "Điểm chấm": 85}, "not_eligible"),
        ),
        asked="tran thi lua",
        told=("Trần Thị Lụa", "01/10/2024", "II.3"),
        lists={"Trường hợp cần bổ sung hồ sơ": ("Đặng Thị Tươi",),
               "Không đề nghị và lý do": ("Trần Thị Lụa", "Hộ ông Tứ")},
    ),
)  # fmt: skip


def xetkhen(*words: object, cwd: Path) -> str:
    """The installed command; it must end with 0 and complain of nothing."""
    command = Path(sys.executable).with_name("xetkhen")
    done = subprocess.run([str(command), *map(str, words)], cwd=cwd, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def fill(path: Path, sheets: Mapping[str, tuple[Row, ...]]) -> None:
    """Types the rows under the template's own headers, as a person would."""
    book = openpyxl.load_workbook(path)
    for title, rows in sheets.items():
        if not rows:
            continue
        sheet = book[title]
        header = next(r for r in sheet.iter_rows() if sum(cell.value is not None for cell in r) > 3)
        columns = {str(cell.value).removesuffix(" (*)"): cell.column for cell in header if cell.value is not None}
        for n, row in enumerate(rows, header[0].row + 1):
            assert row.keys() <= columns.keys(), row.keys() - columns.keys()
            for name, value in row.items():
                sheet.cell(n, columns[name]).value = value
    book.save(path)


def texts(sheet: Any) -> set[str]:
    return {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}


@pytest.mark.parametrize("errand", ERRANDS, ids=str)
def test_from_an_empty_template_to_an_explained_list(errand: Errand, tmp_path: Path) -> None:
    xetkhen("template", errand.plan, "-o", "mau.xlsx", cwd=tmp_path)
    fill(tmp_path / "mau.xlsx", {
        "Danh sách đề nghị": tuple(row for row, _ in errand.candidates),
        "Sổ khen thưởng": errand.register, "Đơn vị": errand.units,
    })  # fmt: skip

    # checked: nothing is wrong with what was filled in
    checked = json.loads(xetkhen("check", "mau.xlsx", "-r", errand.plan, "--format", "json", cwd=tmp_path))
    assert [p["vi"] for p in checked["problems"] if p["severity"] != "info"] == []
    assert checked["counts"] == {
        "rows": len(errand.candidates), "candidates": len(errand.candidates), "rejected_rows": 0,
    }  # fmt: skip

    # decided
    printed = xetkhen("nominate", "mau.xlsx", "-r", errand.plan, *errand.words, "-o", "kết quả", cwd=tmp_path)
    document = json.loads((tmp_path / "kết quả" / "decisions.json").read_text(encoding="utf-8"))
    found = {d["candidate"]["name"]: d["status"] for d in document["decisions"]}
    assert found == {str(row[NAME]): status for row, status in errand.candidates}
    nominated = Counter(found.values())["nominated"]
    assert f"{nominated}  Đề nghị khen thưởng" in printed

    # the workbook, as a person opens it
    book = openpyxl.load_workbook(tmp_path / "kết quả" / "nominations.xlsx")
    for title, names in errand.lists.items():
        assert set(names) <= texts(book[title]), title
    everywhere = set().union(*(texts(sheet) for sheet in book.worksheets))
    assert set(found) <= everywhere

    # explained
    told = " ".join(xetkhen("explain", "kết quả", errand.asked, cwd=tmp_path).split())
    for words in errand.told:
        assert unicodedata.normalize("NFC", words) in told


def test_the_five_plans_are_all_here() -> None:
    listed = json.loads(xetkhen("rulebook", "list", "--format", "json", cwd=Path.cwd()))
    assert sorted(str(errand) for errand in ERRANDS) == sorted(book["id"] for book in listed if not book["sample"])
