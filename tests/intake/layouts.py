"""Known candidates, written down as an office might: random layouts and spellings for the property tests."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

KINDS = ("Tập thể", "Cá nhân", "Hộ gia đình")
CATEGORIES = ("Xã", "Doanh nghiệp, hợp tác xã", "Cá nhân", "Hộ gia đình", "Khác")
COMMUNES = ("Xã Phước Vinh", "Xã An Hải", "Phường Đô Vinh", "Thị trấn Phước Dân", "Xã Phước Hữu", "Phường Bảo An")
_NAMES = ("Nguyễn Văn Hòa", "Trần Thị Thủy", "Lê Quốc Bảo", "Hợp tác xã Tuấn Tú", "UBND xã Phước Vinh", "Kiều Maily",
          "Đàng Năng Thọ",
          "Hộ ông Châu Văn Đức", "Công ty TNHH Một Thành Viên", "Ban quản lý thôn Vụ Bổn", "Tổ 2 khu phố 3",
          "Cộng đồng dân cư thôn 1")

Candidate = dict[str, Any]  # field -> the value as the sheet's author means it; absent: blank


@dataclass(slots=True)
class Layout:
    """Rows and merged ranges of one sheet, and the rows (from 1) in which its candidates stand."""

    rows: list[list[object]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)


def _case(draw: Callable[..., Any], text: str) -> str:
    text = str(draw(st.sampled_from((str, str.upper, str.lower)))(text))
    decomposed = unicodedata.normalize("NFD", text)
    return decomposed if draw(st.integers(0, 5)) == 0 else text


def _spaced(draw: Callable[..., Any], text: str) -> str:
    around: str = draw(st.sampled_from(("{}", " {}", "{} ", "{}\u00a0")))
    return around.format(text.replace(" ", "  ") if draw(st.booleans()) else text)


@st.composite
def candidates(draw: Callable[..., Any]) -> list[Candidate]:
    count = draw(st.integers(1, 8))
    found: list[Candidate] = []
    for number in range(count):
        kind = draw(st.integers(0, 2))
        one: Candidate = {
            "name": f"{draw(st.sampled_from(_NAMES))} {number}", "kind": kind, "category": draw(st.integers(0, 4)),
        }
        optional = {
            "commune": st.sampled_from(COMMUNES), "birth_year": st.integers(1930, 2010),
            "outstanding": st.integers(0, 1),
            "dossier_received": st.integers(0, 700).map(lambda n: date(2022, 6, 1) + timedelta(days=n)),
            "contribution": st.integers(0, 999_999).map(lambda n: n * 1000),
            "board_score": st.integers(0, 1000).map(lambda n: Decimal(n) / 10),
            "labour_days": st.integers(0, 300).map(Decimal), "cash": st.integers(0, 5000).map(lambda n: n * 1_000_000),
            "ocop_stars": st.integers(1, 5),
            "position": st.sampled_from(("Trưởng thôn", "007", "Giám đốc", "123456789012")),
        }
        for name, values in optional.items():
            if draw(st.integers(0, 3)):
                one[name] = draw(values)
        found.append(one)
    return found


HEADERS = {
    "name": ("Họ và tên / Tên tập thể", "Họ và tên", "HoTen", "Tên tập thể/cá nhân/hộ gia đình", "name"),
    "kind": ("Loại hình", "Phân loại khen thưởng", "kind"),
    "category": ("Nhóm đối tượng", "Đối tượng", "Phân loại đối tượng"),
    "commune": ("Xã, phường", "Xã/phường", "Xã"),
    "birth_year": ("Năm sinh", "birth_year"),
    "outstanding": ("Tiêu biểu, xuất sắc", "outstanding"),
    "dossier_received": ("Ngày nhận hồ sơ",),
    "contribution": ("Giá trị đóng góp", "Mức đóng góp", "contribution"),
    "board_score": ("Điểm chấm", "Điểm"),
    "labour_days": ("Ngày công",),
    "cash": ("Tiền mặt", "Tiền"),
    "ocop_stars": ("Hạng sao OCOP",),
    "position": ("Chức vụ", "Chức vụ, đơn vị công tác"),
}
_UNITS = {"đồng": 1, "nghìn đồng": 1000, "triệu đồng": 1_000_000}


def header(draw: Callable[..., Any], field_id: str, unit: str | None) -> str:
    text: str = draw(st.sampled_from(HEADERS[field_id]))
    if text == field_id and unit is None:
        return text
    if unit is not None:
        text = f"{HEADERS[field_id][0]} ({draw(st.sampled_from(('', 'ĐVT: ')))}{unit})"
    else:
        text += draw(st.sampled_from(("", "", " (*)", " (nếu có)", " *", ":", " (2&3)")))
    text = _case(draw, text)
    return text.replace(" ", "\n", 1) if draw(st.integers(0, 4)) == 0 else text


def _grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def money(draw: Callable[..., Any], dong: int, unit: int) -> object:
    ways: list[object] = [f"{_grouped(dong, '.')} đồng", f"{_grouped(dong, ',')}đ", f"{dong} VNĐ"]
    if unit == 1:
        ways += [dong, float(dong), _grouped(dong, "."), _grouped(dong, " "), str(dong)]
    elif dong * 1 < 10**12:
        ways += [dong / unit]
    if dong % 1_000_000 == 0:
        ways += [f"{dong // 1_000_000} triệu", f"{dong // 1_000_000}tr", f"{dong // 1_000_000} Triệu đồng"]
    if dong % 100_000_000 == 0 and dong:
        ways += [f"{Decimal(dong) / 10**9:f} tỷ".replace(".", ",")]
    if dong > 1_000_000 and dong % 1_000_000:
        ways += [f"{dong // 1_000_000} triệu {dong % 1_000_000 // 1000} nghìn"]
    return draw(st.sampled_from(ways))


def written(draw: Callable[..., Any], field_id: str, value: Any, unit: int) -> object:
    """One of the ways in which a person writes the value."""
    match field_id:
        case "name":
            return _spaced(draw, draw(st.sampled_from(("", "", "Ông ", "Đ/c "))) + value)
        case "kind":
            return _case(draw, draw(st.sampled_from((
                KINDS[value], ("TAPTHE", "CANHAN", "HOGIADINH")[value], "Khen thưởng " + KINDS[value].lower(),
            ))))
        case "category":
            return _case(draw, draw(st.sampled_from((CATEGORIES[value], "2. " + CATEGORIES[value]))))
        case "commune":
            bare = value.removeprefix("Xã ").removeprefix("Phường ").removeprefix("Thị trấn ")
            short = {"X": "x. ", "P": "P. ", "T": "TT. "}[value[0]]
            return _spaced(draw, _case(draw, draw(st.sampled_from((value, bare, short + bare)))))
        case "birth_year":
            return draw(st.sampled_from((value, float(value), str(value), f"năm {value}")))
        case "outstanding":
            return draw(st.sampled_from(("x", "X", "có", "Đạt", 1, True, "yes") if value else (
                "không", "Chưa đạt", 0, "ko", False, "KHÔNG",
            )))
        case "dossier_received":
            d = value
            return draw(st.sampled_from((d, f"{d.day:02d}/{d.month:02d}/{d.year}", f"{d.day}-{d.month}-{d.year}",
                                         d.isoformat(),
                                         f"ngày {d.day} tháng {d.month} năm {d.year}", (d - date(1899, 12, 30)).days)))
        case "contribution" | "cash":
            return money(draw, value, unit)
        case "board_score":
            return draw(st.sampled_from((float(value), str(value), str(value).replace(".", ","), f"{value} điểm")))
        case "labour_days":
            return draw(st.sampled_from((int(value), float(value), str(value), f"{value} ngày công", f"{value} công")))
        case "ocop_stars":
            return draw(st.sampled_from((value, str(value), f"{value} sao", "★" * value, f"OCOP {value}*")))
        case _:
            return value


@st.composite
def layouts(draw: Callable[..., Any], people: list[Candidate]) -> Layout:
    """A sheet that holds these candidates, in this order."""
    out = Layout()
    optional = [f for f in HEADERS if f not in ("name", "kind", "category")]
    # A field that is left out of the sheet must be blank for everybody.
    carried = [f for f in optional if any(f in one for one in people) or draw(st.booleans())]
    kinds = [one["kind"] for one in people]
    sections = sorted(kinds) == kinds and draw(st.booleans())
    columns = draw(st.permutations(["name", "category", *carried, *([] if sections else ["kind"])]))
    columns = [*(["#"] if draw(st.booleans()) else []), *columns, *(["Ghi chú"] if draw(st.booleans()) else [])]
    money_units = {f: draw(st.sampled_from((None, *_UNITS))) for f in ("contribution", "cash")}
    corner = draw(st.sampled_from((None, *_UNITS)))
    width = len(columns)

    def add(*cells: object) -> int:
        out.rows.append(list(cells) + [None] * (width - len(cells)))
        return len(out.rows)

    for line in draw(st.lists(st.sampled_from((
        "UBND HUYỆN NINH PHƯỚC", "", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "(Kèm theo Tờ trình số 12/TTr-UBND)", "Mẫu số 02",
    )), max_size=6)):
        number = add(line or None)
        if line and width > 2 and draw(st.booleans()):
            out.merges.append(_area(number, 0, number, width - 1))
    if corner:
        add(*([None] * (width - 1)), f"{draw(st.sampled_from(('ĐVT', 'Đơn vị tính')))}: {corner}")
    _header(draw, out, columns, money_units, add)
    if draw(st.booleans()):
        add(*(n + 1 for n in range(width)))
    last = None
    for number, one in enumerate(people, 1):
        if sections and one["kind"] != last:
            last = one["kind"]
            numeral = ("I", "II", "III")[last]
            if columns[0] == "#" and columns[1] == "name" and draw(st.booleans()):
                add(numeral, KINDS[last].upper())
            else:
                row = add(f"{numeral}. {KINDS[last].upper()}")
                if draw(st.booleans()) and width > 2:
                    out.merges.append(_area(row, 0, row, width - 1))
        cells: list[object] = []
        for column in columns:
            if column == "#":
                cells.append(number)
            elif column == "Ghi chú" or column not in one:
                cells.append(draw(st.sampled_from((None, None, " ", "-"))) if column != "name" else None)
            else:
                said = money_units.get(column) or (corner if column in money_units else None)
                cells.append(written(draw, column, one[column], _UNITS[said] if said else 1))
        out.at.append(add(*cells))
        if draw(st.integers(0, 9)) == 0:
            add(*([number] if columns[0] == "#" else []))
    _footer(draw, columns, add)
    return out


def _header(
    draw: Callable[..., Any], out: Layout, columns: list[str], units: dict[str, str | None], add: Callable[..., int],
) -> None:
    texts = [
        draw(
            st.sampled_from(("STT", "TT", "Số TT"))
        ) if c == "#" else c if c == "Ghi chú" else header(draw, c, units.get(c)) for c in columns
    ]
    group = next((i for i in range(len(columns) - 1) if {columns[i], columns[i + 1]} == {"cash", "labour_days"}), None)
    if group is None or draw(st.booleans()):
        add(*texts)
        return
    over: list[object] = list(texts)
    over[group], over[group + 1] = "Mức đóng góp", None
    top = add(*over)
    add(*(texts[i] if i in (group, group + 1) else None for i in range(len(columns))))
    out.merges.append(_area(top, group, top, group + 1))
    if draw(st.booleans()):
        out.merges.extend(_area(top, i, top + 1, i) for i in range(len(columns)) if i not in (group, group + 1))


def _footer(draw: Callable[..., Any], columns: list[str], add: Callable[..., int]) -> None:
    if draw(st.booleans()):
        at = columns.index("name")
        add(*([None] * at), draw(st.sampled_from(("Tổng cộng", "Cộng:", "TỔNG CỘNG"))))
    if draw(st.booleans()):
        add()
        add(*([None] * (len(columns) - 1)), "Phước Vinh, ngày 05 tháng 10 năm 2023")
        add("NGƯỜI LẬP BIỂU", *([None] * (len(columns) - 2)), "TM. ỦY BAN NHÂN DÂN")
        add()
        add("Trần Thị Bích", *([None] * (len(columns) - 2)), "Lê Văn Cường")


def _area(top: int, left: int, bottom: int, right: int) -> str:
    from engine.provenance import column_letter

    return f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"


def save(path: Path, sheets: dict[str, Layout]) -> Path:
    from tests.intake.made import workbook

    return workbook(path, {n: s.rows for n, s in sheets.items()}, {n: s.merges for n, s in sheets.items()})
