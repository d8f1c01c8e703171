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


# Letter, TCVN3, VNI; then the capital in VNI. TCVN3 has capitals of its own for seven letters only: its capital fonts
# (.VnTimeH) show the codes of small letters as capitals.
LETTERS = """
à µ aø AØ|ả ¶ aû AÛ|ã · aõ AÕ|á ¸ aù AÙ|ạ ¹ aï AÏ|ă ¨ aê AÊ|ằ » aè AÈ
ẳ ¼ aú AÚ|ẵ ½ aü AÜ|ắ ¾ aé AÉ|ặ Æ aë AË|â © aâ AÂ|ầ Ç aà AÀ|ẩ È aå AÅ
ẫ É aã AÃ|ấ Ê aá AÁ|ậ Ë aä AÄ|è Ì eø EØ|ẻ Î eû EÛ|ẽ Ï eõ EÕ|é Ð eù EÙ
ẹ Ñ eï EÏ|ê ª eâ EÂ|ề Ò eà EÀ|ể Ó eå EÅ|ễ Ô eã EÃ|ế Õ eá EÁ|ệ Ö eä EÄ
ì × ì Ì|ỉ Ø æ Æ|ĩ Ü ó Ó|í Ý í Í|ị Þ ò Ò|ò ß oø OØ|ỏ á oû OÛ
õ â oõ OÕ|ó ã où OÙ|ọ ä oï OÏ|ô « oâ OÂ|ồ å oà OÀ|ổ æ oå OÅ|ỗ ç oã OÃ
ố è oá OÁ|ộ é oä OÄ|ơ ¬ ô Ô|ờ ê ôø ÔØ|ở ë ôû ÔÛ|ỡ ì ôõ ÔÕ|ớ í ôù ÔÙ
ợ î ôï ÔÏ|ù ï uø UØ|ủ ñ uû UÛ|ũ ò uõ UÕ|ú ó uù UÙ|ụ ô uï UÏ|ư \u00ad ö Ö
ừ õ öø ÖØ|ử ö öû ÖÛ|ữ ÷ öõ ÖÕ|ứ ø öù ÖÙ|ự ù öï ÖÏ|ỳ ú yø YØ|ỷ û yû YÛ
ỹ ü yõ YÕ|ý ý yù YÙ|ỵ þ î Î|đ ® ñ Ñ
"""
ROWS = [tuple(entry.split(" ")) for entry in LETTERS.strip().replace("\n", "|").split("|")]


def test_the_table_has_every_vietnamese_letter_once() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS) == 67


@pytest.mark.parametrize(("letter", "tcvn3", "vni", "capital"), ROWS)
def test_every_letter_in_both_encodings_small_and_capital(letter: str, tcvn3: str, vni: str, capital: str) -> None:
    assert from_tcvn3(tcvn3) == letter
    assert from_vni(vni) == letter
    assert from_vni(capital) == letter.upper()
    if len(vni) == 2:
        assert from_vni(vni[0].upper() + vni[1]) == letter.upper()  # a capital with the mark of a small letter


@pytest.mark.parametrize(("letter", "tcvn3"), list(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True)))
def test_the_seven_capitals_of_tcvn3(letter: str, tcvn3: str) -> None:
    assert from_tcvn3(tcvn3) == letter


def _in_fonts(path: Path, rows: list[list[tuple[str, str]]]) -> Path:
    """A workbook of texts, each with the font it is written in."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("S")
    formats = {font: book.add_format({"font_name": font}) for row in rows for _, font in row}
    for r, row in enumerate(rows):
        for c, (text, font) in enumerate(row):
            sheet.write_string(r, c, text, formats[font])
    book.close()
    return path


HEADS = [(head, "Arial") for head in ("Họ và tên", "Loại hình", "Nhóm đối tượng", "Chức vụ")]


def _people(path: Path, *people: tuple[tuple[str, str], tuple[str, str]]) -> tuple[list[str], list[str], list[str]]:
    """Names, positions, and what is said of fonts, of people with name and position in their fonts."""
    kind = ("Cá nhân", "Arial")
    book = _in_fonts(path, [HEADS, *([name, kind, kind, post] for name, post in people)])
    roster = read_roster([book], rulebook())
    return (
        column(roster.candidates, "name"), column(roster.candidates, "position"),
        [p.text.vi.partition(";")[0] for p in roster.problems if p.code == "old-font"],
    )


def test_the_font_decides_where_the_letters_alone_would_pass_for_unicode(tmp_path: Path) -> None:
    # "Tó Ho¸" has a letter that tells; "Tó", "Lý", "Hô" alone are words in Unicode too.
    assert _people(
        tmp_path / "a.xlsx", (("Tó", ".VnTime"), ("Hé tr×nh", ".VnTime")), (("Lý", ".VnTime"), ("H«", ".VnTime"))
    ) == (["Tú", "Lý"], ["Hộ trình", "Hô"], ["Cột A, D ghi bằng phông chữ cũ TCVN3 (.VnTime)"])
    assert _people(tmp_path / "b.xlsx", (("Tó", "Arial"), ("Hé", "Arial"))) == (["Tó"], ["Hé"], [])


def test_fonts_of_capitals_give_capitals(tmp_path: Path) -> None:
    assert _people(tmp_path / "a.xlsx", (("NguyÔn V¨n an", ".VnTimeH"), ("Tr­ëng th«n", ".VnArial"))) == (
        ["NGUYỄN VĂN AN"], ["Trưởng thôn"], ["Cột A, D ghi bằng phông chữ cũ TCVN3 (.VnArial, .VnTimeH)"],
    )


def test_cells_of_one_column_in_different_fonts_are_converted_each_by_its_own(tmp_path: Path) -> None:
    names, posts, said = _people(
        tmp_path / "a.xlsx", (("NguyÔn V¨n Hßa", ".VnTime"), ("x", "Arial")),
        (("Traàn Thò Thuûy", "VNI-Times"), ("x", "Arial")), (("Đặng Quốc Bảo", "Times New Roman"), ("x", "Arial")),
    )
    assert (names, posts) == (["Nguyễn Văn Hòa", "Trần Thị Thủy", "Đặng Quốc Bảo"], ["x"] * 3)
    assert said == [
        "Cột A ghi bằng phông chữ cũ TCVN3 (.VnTime)", "Cột A ghi bằng phông chữ cũ VNI (VNI-Times)",
    ]


def test_unicode_that_only_bears_the_name_of_an_old_font_is_left_as_it_is(tmp_path: Path) -> None:
    assert _people(
        tmp_path / "a.xlsx", (("Nguyễn Văn Hòa", ".VnTime"), ("Tổ trưởng", "VNI-Times")),
        (("Hòa", ".VnTime"), ("Cố vấn", "VNI-Times")),
    ) == (["Nguyễn Văn Hòa", "Hòa"], ["Tổ trưởng", "Cố vấn"], [])


def test_plain_letters_in_an_old_font_need_no_word(tmp_path: Path) -> None:
    assert _people(tmp_path / "a.xlsx", (("Tran Van An", ".VnTime"), ("Cafe", ".VnTime"))) == (
        ["Tran Van An"], ["Cafe"], [],
    )


def test_rows_pasted_from_an_older_file_are_converted_and_told_cell_by_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["NguyÔn V¨n Hßa", "Cá nhân", "Cá nhân"],
        *([name, "Cá nhân", "Cá nhân"] for name in ("Trần Thị Thưởng", "Lê Đức Mẫn", "François Hollande", "Hồ Thị Út")),
    ]})
    roster = read_roster([path], rulebook())
    assert roster.candidates.frame["name"].tolist() == [
        "Nguyễn Văn Hòa", "Trần Thị Thưởng", "Lê Đức Mẫn", "François Hollande", "Hồ Thị Út",
    ]
    assert [(p.severity, p.ref) for p in roster.problems if p.code == "old-font"] == [("warning", "A2")]


def test_a_header_of_vni_alone_in_its_column_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [
        ["Hoï vaø teân", "Loaïi hình", "Nhoùm ñoái töôïng", "Naêm sinh"],
        ["Nguyeãn Vaên Hoøa", "Caù nhaân", "Caù nhaân", 1975],
    ]})
    frame = read_roster([path], rulebook()).candidates.frame
    assert (frame["name"].tolist(), frame["birth_year"].tolist()) == (["Nguyễn Văn Hòa"], [1975])
