"""Known candidates, written down as an office might: random layouts and spellings for the property tests.

Everything is drawn from a ``Random`` with a seed: many times faster than drawing each choice by itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

Item = TypeVar("Item")

KINDS = ("Tập thể", "Cá nhân", "Hộ gia đình")
CATEGORIES = ("Xã", "Doanh nghiệp, hợp tác xã", "Cá nhân", "Hộ gia đình", "Khác")
COMMUNES = ("Xã Phước Vinh", "Xã An Hải", "Phường Đô Vinh", "Thị trấn Phước Dân", "Xã Phước Hữu", "Phường Bảo An")
_NAMES = ("Nguyễn Văn Hòa", "Trần Thị Thủy", "Lê Quốc Bảo", "Hợp tác xã Tuấn Tú", "UBND xã Phước Vinh", "Kiều Maily",
          "Đàng Năng Thọ",
          "Hộ ông Châu Văn Đức", "Công ty TNHH Một Thành Viên", "Ban quản lý thôn Vụ Bổn", "Tổ 2 khu phố 3",
          "Cộng đồng dân cư thôn 1")

RANDOMS = st.integers(0, 1 << 32).map(Random)
Candidate = dict[str, Any]  # field -> the value as the sheet's author means it; absent: blank


class NotFound:
    """A look-up formula that found nothing: its cell shows #N/A."""


NOT_FOUND = NotFound()


@dataclass(slots=True)
class Layout:
    """Rows and merged ranges of one sheet, and the rows (from 1) in which its candidates stand."""

    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # row, column, row, column; from 0
    at: list[int] = field(default_factory=list)
    hidden: bool = False


def maybe(rng: Random, of: int = 2) -> bool:
    """True once in so many times."""
    return rng.randrange(of) == of - 1


def pick(rng: Random, *items: Item) -> Item:
    return items[rng.randrange(len(items))]


def _case(rng: Random, text: str) -> str:
    ways: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower)
    text = pick(rng, *ways)(text)
    return unicodedata.normalize("NFD", text) if maybe(rng, 6) else text


def _spaced(rng: Random, text: str) -> str:
    return pick(rng, "{}", " {}", "{} ", "{}\u00a0").format(text.replace(" ", "  ") if maybe(rng) else text)


def people(rng: Random) -> list[Candidate]:
    """One to eight candidates."""
    found: list[Candidate] = []
    for number in range(rng.randint(1, 8)):
        one: Candidate = {
            "name": f"{pick(rng, *_NAMES)} {number}", "kind": rng.randint(0, 2), "category": rng.randint(0, 4),
        }
        optional: dict[str, Callable[[], object]] = {
            "commune": lambda: pick(rng, *COMMUNES), "birth_year": lambda: rng.randint(1930, 2010),
            "outstanding": lambda: rng.randint(0, 1),
            "dossier_received": lambda: date(2022, 6, 1) + timedelta(days=rng.randint(0, 700)),
            "contribution": lambda: rng.randint(0, 999_999) * 1000,
            "board_score": lambda: Decimal(rng.randint(0, 1000)) / 10,
            "labour_days": lambda: Decimal(rng.randint(0, 300)), "cash": lambda: rng.randint(0, 5000) * 1_000_000,
            "ocop_stars": lambda: rng.randint(1, 5),
            "position": lambda: pick(rng, "Trưởng thôn", "007", "Giám đốc", "123456789012"),
        }
        for name, value in optional.items():
            if rng.randint(0, 3):
                one[name] = value()
        found.append(one)
    return found


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    return people(draw(RANDOMS))


@st.composite
def layouts(draw: st.DrawFn, them: list[Candidate]) -> Layout:
    """A sheet that holds these candidates, in this order."""
    return layout(draw(RANDOMS), them)


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


def header(rng: Random, field_id: str, unit: str | None) -> str:
    text = pick(rng, *HEADERS[field_id])
    if text == field_id and unit is None:
        return text
    if unit is not None:
        text = f"{HEADERS[field_id][0]} ({pick(rng, '', 'ĐVT: ')}{unit})"
    else:
        text += pick(rng, "", "", " (*)", " (nếu có)", " *", ":", " (2&3)")
    text = _case(rng, text)
    return text.replace(" ", "\n", 1) if maybe(rng, 5) else text


def _grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def money(rng: Random, dong: int, unit: int) -> object:
    ways: list[object] = [f"{_grouped(dong, '.')} đồng", f"{_grouped(dong, ',')}đ", f"{dong} VNĐ"]
    if unit == 1:
        ways += [dong, float(dong), _grouped(dong, "."), _grouped(dong, " "), str(dong)]
    else:
        ways += [dong / unit]
    if dong % 1_000_000 == 0:
        ways += [f"{dong // 1_000_000} triệu", f"{dong // 1_000_000}tr", f"{dong // 1_000_000} Triệu đồng"]
    if dong % 100_000_000 == 0 and dong:
        ways += [f"{Decimal(dong) / 10**9:f} tỷ".replace(".", ",")]
    if dong > 1_000_000 and dong % 1_000_000:
        ways += [f"{dong // 1_000_000} triệu {dong % 1_000_000 // 1000} nghìn"]
    return pick(rng, *ways)


def written(rng: Random, field_id: str, value: Any, unit: int) -> object:
    """One of the ways in which a person writes the value."""
    match field_id:
        case "name":
            return _spaced(rng, pick(rng, "", "", "Ông ", "Đ/c ") + value)
        case "kind":
            said = KINDS[value], ("TAPTHE", "CANHAN", "HOGIADINH")[value], "Khen thưởng " + KINDS[value].lower()
            return _case(rng, pick(rng, *said))
        case "category":
            return _case(rng, pick(rng, CATEGORIES[value], "2. " + CATEGORIES[value]))
        case "commune":
            bare = value.removeprefix("Xã ").removeprefix("Phường ").removeprefix("Thị trấn ")
            short = {"X": "x. ", "P": "P. ", "T": "TT. "}[value[0]]
            return _spaced(rng, _case(rng, pick(rng, value, bare, short + bare)))
        case "birth_year":
            return pick(rng, value, float(value), str(value), f"năm {value}")
        case "outstanding":
            yes, no = ("x", "X", "có", "Đạt", 1, True, "yes"), ("không", "Chưa đạt", 0, "ko", False, "KHÔNG")
            return pick(rng, *(yes if value else no))
        case "dossier_received":
            d = value
            return pick(rng, d, f"{d.day:02d}/{d.month:02d}/{d.year}", f"{d.day}-{d.month}-{d.year}", d.isoformat(),
                        f"ngày {d.day} tháng {d.month} năm {d.year}", (d - date(1899, 12, 30)).days)
        case "contribution" | "cash":
            return money(rng, value, unit)
        case "board_score":
            return pick(rng, float(value), str(value), str(value).replace(".", ","), f"{value} điểm")
        case "labour_days":
            return pick(rng, int(value), float(value), str(value), f"{value} ngày công", f"{value} công")
        case "ocop_stars":
            return pick(rng, value, str(value), f"{value} sao", "★" * value, f"OCOP {value}*")
        case _:
            return value


def layout(rng: Random, them: list[Candidate], *, lower: bool = False) -> Layout:
    """A sheet that holds these candidates, in this order, in one table. ``lower``: it is to stand under another."""
    out = Layout()
    optional = [f for f in HEADERS if f not in ("name", "kind", "category")]
    # A field that is left out of the sheet must be blank for everybody.
    carried = [f for f in optional if any(f in one for one in them) or maybe(rng)]
    kinds = [one["kind"] for one in them]
    sections = sorted(kinds) == kinds and maybe(rng)
    columns = shuffled(rng, ["name", "category", *carried, *([] if sections else ["kind"])])
    columns = [*(["#"] if maybe(rng) else []), *columns, *(["Ghi chú"] if maybe(rng) else [])]
    money_units = {f: pick(rng, None, *_UNITS) for f in ("contribution", "cash")}
    corner = pick(rng, None, *_UNITS)
    width = len(columns)

    def add(*cells: object) -> int:
        out.rows.append(list(cells) + [None] * (width - len(cells)))
        return len(out.rows)

    _letterhead(rng, out, width, add, lower=lower)
    if corner:
        add(*([None] * (width - 1)), f"{pick(rng, 'ĐVT', 'Đơn vị tính')}: {corner}")
    _header(rng, out, columns, money_units, add)
    if maybe(rng):
        add(*(n + 1 for n in range(width)))
    last = None
    for number, one in enumerate(them, 1):
        if sections and one["kind"] != last:
            last = one["kind"]
            numeral = ("I", "II", "III")[last]
            if columns[0] == "#" and columns[1] == "name" and maybe(rng):
                add(numeral, KINDS[last].upper())
            else:
                row = add(f"{numeral}. {KINDS[last].upper()}")
                if maybe(rng) and width > 2:
                    out.merges.append((row - 1, 0, row - 1, width - 1))
        cells: list[object] = []
        for column in columns:
            if column == "#":
                cells.append(number)
            elif column == "Ghi chú" or column not in one:
                cells.append(pick(rng, None, None, " ", "-") if column != "name" else None)
            else:
                said = money_units.get(column) or (corner if column in money_units else None)
                cells.append(written(rng, column, one[column], _UNITS[said] if said else 1))
        out.at.append(add(*cells))
        if maybe(rng, 10):
            add(*([number] if columns[0] == "#" else []))
    if maybe(rng, 4):  # rows prepared for more, whose look-ups find nothing yet
        for number in range(len(them) + 1, len(them) + 1 + rng.randint(1, 12)):
            add(*(
                number if column == "#" else NOT_FOUND if column in {"category", "commune", "position"} else None
                for column in columns
            ))
    _footer(rng, columns, add)
    return out


def _letterhead(rng: Random, out: Layout, width: int, add: Callable[..., int], *, lower: bool) -> None:
    lines = ("UBND HUYỆN NINH PHƯỚC", "", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "(Kèm theo Tờ trình số 12/TTr-UBND)",
             "Mẫu số 02")
    for _ in range(rng.randint(0, 6)):
        line = pick(rng, *lines[lower:])  # an office alone under a table would be its last candidate
        if line.startswith("UBND") and width > 4 and maybe(rng):
            number = add(line, *([None] * (width - 3)), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            continue
        number = add(line or None)
        if line and width > 2 and maybe(rng):
            out.merges.append((number - 1, 0, number - 1, width - 1))


def _header(
    rng: Random, out: Layout, columns: list[str], units: dict[str, str | None], add: Callable[..., int],
) -> None:
    texts = [
        pick(rng, "STT", "TT", "Số TT") if c == "#" else c if c == "Ghi chú" else header(rng, c, units.get(c))
        for c in columns
    ]
    group = next((i for i in range(len(columns) - 1) if {columns[i], columns[i + 1]} == {"cash", "labour_days"}), None)
    if group is None or maybe(rng):
        add(*texts)
        return
    over: list[object] = list(texts)
    over[group], over[group + 1] = "Mức đóng góp", None
    top = add(*over) - 1
    add(*(texts[i] if i in (group, group + 1) else None for i in range(len(columns))))
    out.merges.append((top, group, top, group + 1))
    if maybe(rng):
        out.merges.extend((top, i, top + 1, i) for i in range(len(columns)) if i not in (group, group + 1))


def _footer(rng: Random, columns: list[str], add: Callable[..., int]) -> None:
    if maybe(rng):
        at = columns.index("name")
        add(*([None] * at), pick(rng, "Tổng cộng", "Cộng:", "TỔNG CỘNG"))
    if maybe(rng):
        add()
        add(*([None] * (len(columns) - 1)), "Phước Vinh, ngày 05 tháng 10 năm 2023")
        add("NGƯỜI LẬP BIỂU", *([None] * (len(columns) - 2)), "TM. ỦY BAN NHÂN DÂN")
        add()
        add("Trần Thị Bích", *([None] * (len(columns) - 2)), "Lê Văn Cường")


def shuffled(rng: Random, items: Sequence[Item]) -> list[Item]:
    found = list(items)
    rng.shuffle(found)
    return found


def below(rng: Random, upper: Layout, lower: Layout) -> Layout:
    """One sheet with two tables, one under the other."""
    gap = rng.randint(1, 3)
    down = len(upper.rows) + gap
    between: list[list[object]] = [[None] for _ in range(gap)]
    return Layout(
        [*upper.rows, *between, *lower.rows],
        [*upper.merges, *((a + down, b, c + down, d) for a, b, c, d in lower.merges)],
        [*upper.at, *(row + down for row in lower.at)],
    )


def not_to_be_read(rng: Random) -> tuple[str, Layout]:
    """An instruction sheet with sample rows that look like candidates, or a hidden look-up sheet; and its name."""
    sample = Layout([["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["Nguyễn Văn Mẫu", "Cá nhân", "Cá nhân"]])
    if maybe(rng):
        return pick(rng, "Hướng dẫn", "HUONG DAN", "Danh mục"), sample
    return "DM", Layout(sample.rows, hidden=True)


def save(path: Path, sheets: dict[str, Layout]) -> Path:
    """Write the sheets, values as they are."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_numbers": False, "in_memory": True}
    )
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, layout_ in sheets.items():
        sheet = book.add_worksheet(name)
        if layout_.hidden:
            sheet.hide()
        elif not any(page.hidden is False for page in list(sheets.values())[: list(sheets).index(name)]):
            sheet.activate()  # the first one that is seen: an active sheet cannot be hidden
            sheet.set_first_sheet()
        for r, row in enumerate(layout_.rows):
            for c, value in enumerate(row):
                match value:
                    case None:
                        pass
                    case NotFound():
                        sheet.write_formula(r, c, "=VLOOKUP(A1,DM!A:B,2,0)", None, "#N/A")
                    case date():
                        sheet.write_datetime(r, c, value, day)
                    case _:
                        sheet.write(r, c, value)
        for top, left, bottom, right in layout_.merges:
            sheet.merge_range(top, left, bottom, right, "")
            sheet.write(top, left, layout_.rows[top][left])
    book.close()
    return path
