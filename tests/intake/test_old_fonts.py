"""Old font encodings: converted, said, and never found where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.intake import read_roster
from engine.intake.old_fonts import _TCVN3_TABLE, _VNI_TABLE, from_tcvn3, from_vni, is_vietnamese
from tests.intake.made import codes, column, rulebook, workbook

PAIRS = [
    ("Nguyễn Văn Hòa", "NguyÔn V¨n Hßa", "Nguyeãn Vaên Hoøa"), ("Trần Thị Thủy", "TrÇn ThÞ Thñy", "Traàn Thò Thuûy"),
    ("Đặng Quốc Bảo", "§Æng Quèc B¶o", "Ñaëng Quoác Baûo"), ("Lê Hữu Phước", "Lª H÷u Ph­íc", "Leâ Höõu Phöôùc"),
    ("xã Phước Vinh", "x· Ph­íc Vinh", "xaõ Phöôùc Vinh"), ("Cá nhân", "C¸ nh©n", "Caù nhaân"),
    ("Tập thể", "TËp thÓ", "Taäp theå"),
    ("Họ và tên", "Hä vµ tªn", "Hoï vaø teân"), ("Huỳnh Mỹ Kỳ", "Huúnh Mü Kú", "Huyønh Myõ Kyø"), ("sĩ", "sÜ", "só"),
    ("nghị", "nghÞ", "nghò"),
]


@pytest.mark.parametrize(("text", "tcvn3", "vni"), PAIRS)
def test_both_encodings_give_the_same_name(text: str, tcvn3: str, vni: str) -> None:
    assert (from_tcvn3(tcvn3), from_vni(vni)) == (text, text)
    assert is_vietnamese(text)


def test_both_tables_write_every_vietnamese_letter() -> None:
    letters = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
    assert letters - {"đ"} <= set(_TCVN3_TABLE.values()) | {"đ"}
    assert letters <= set(_TCVN3_TABLE.values())
    assert letters - set("íì") <= set(_VNI_TABLE.values())  # VNI writes these two as they are


@pytest.mark.parametrize("which", [1, 2])
def test_a_sheet_in_an_old_font_reads_like_one_in_unicode(which: int, tmp_path: Path) -> None:
    heads = {1: ["STT", "Hä vµ tªn", "Lo¹i h×nh", "Nhãm ®èi t­îng", "X·, ph­êng", "§iÓm"],
             2: ["STT", "Hoï vaø teân", "Loaïi hình", "Nhoùm ñoái töôïng", "Xaõ, phöôøng", "Ñieåm"]}[which]
    rows = [
        [n, name[which], PAIRS[5][which], PAIRS[5][which], PAIRS[4][which], 5] for n, name in enumerate(PAIRS[:4], 1)
    ]
    roster = read_roster([workbook(tmp_path / "a.xlsx", {"S": [heads, *rows]})], rulebook())
    assert column(roster.candidates, "name") == [name[0] for name in PAIRS[:4]]
    assert column(roster.candidates, "kind") == [1] * 4
    assert column(roster.candidates, "commune") == [roster.units.index("Xã Phước Vinh")] * 4
    assert codes(roster.problems, "error", "warning") == ["old-font"]
    assert [p.text.vi for p in roster.problems if p.code == "old-font"] == [
        (f"Cột B, C, D, E, F ghi bằng phông chữ cũ {('TCVN3 (.VnTime)', 'VNI (VNI-Times)')[which - 1]};"
        " đã chuyển sang Unicode, hãy kiểm tra lại.")]


def test_one_column_in_an_old_font_under_a_unicode_header(tmp_path: Path) -> None:
    roster = read_roster([workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng"],
        *([name[1], "Cá nhân", "Cá nhân"] for name in PAIRS[:4])]})], rulebook())
    assert column(roster.candidates, "name") == [name[0] for name in PAIRS[:4]]


@pytest.mark.parametrize("name", [
    "Hồ Văn Mười", "Công ty Café Trung Nguyên", "Château Đà Lạt", "Đỗ Ý Nhi", "Y Ê-ban", "Kiều Maily",
    "Sản phẩm ® 200 m²", "Bà Tô Lâm Ngà", "Lò Văn Pản", "K'Brêu", "Ksor H'Bơ Khăp", "Đàng Năng Thọ © 2023",
])
def test_unicode_is_left_as_it_is(name: str, tmp_path: Path) -> None:
    roster = read_roster([workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng"], [name, "Cá nhân", "Cá nhân"]]})], rulebook())
    assert column(roster.candidates, "name") == [name]
    assert "old-font" not in codes(roster.problems)


@given(st.lists(st.sampled_from([p[0] for p in PAIRS] + [
    "Xuân Hoà", "Gò Đền", "Tri Hải", "Mỹ Tân", "Hà", "Tô", "Vân", "Âu", "Lê Thị Bé", "Hộ ông Lâm",
]), min_size=1, max_size=6))
def test_no_list_of_vietnamese_names_is_taken_for_an_old_font(names: list[str]) -> None:
    from engine.intake.old_fonts import to_unicode
    from engine.intake.raw import RawSheet

    sheet = RawSheet("f", "s", [[name] for name in names])
    assert to_unicode(sheet) == (sheet, [])
