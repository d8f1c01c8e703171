"""Numbers, days, years, stars, yes and no, text: exact, or unreadable."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from engine.intake.raw import Broken, Raw, Ticked
from engine.intake.values.dates import read_date
from engine.intake.values.numbers import read_number, read_whole, units_of
from engine.intake.values.reading import Unreadable
from engine.intake.values.stars import read_stars
from engine.intake.values.texts import read_text
from engine.intake.values.years import read_year
from engine.intake.values.yes_no import read_yes_no

NEVER: list[Raw] = [Broken("#N/A"), Broken("#REF!"), Broken("="), time(3, 4), timedelta(hours=30)]
BLANK: list[Raw] = ["", " ", "\u00a0", "\t", "\u200b", "-", "–", "—", "...", "…", "____"]


# ---- numbers, in ten-thousandths -------------------------------------------------------------------------------

NUMBERS: list[tuple[int, Raw]] = [
    (125_000, 12.5), (125_000, "12,5"), (125_000, "12.5"), (0, 0.0), (0, "0"), (10_000, 1), (3_000, 0.1 + 0.2),
    (1, 0.0001),
    (895_000, "89,5"), (1_000_000, "100"), (12_345_000, "1.234,5"), (12_345_000, "1,234.5"),
    (12_000_000_000, "1.200.000"),
    (1_250, "0,125"), (1_250, "0.125"), (-50_000, "-5"), (-50_000, -5.0), (-55_000, "−5,5"), (50_000, "+5"),
    (333_333, "33,3333"),
    (12_345_678, "1234,5678"), (10_000_000_000, "1 000 000"), (50_000, "05"), (850_000, "85.0"), (850_000, " 85 "),
    (850_000, "85."),
]
NO_NUMBERS: list[Raw] = [
    "1.200", "1,200", "12.345", "999,999", "1.2.3", "1,2,3", "12,5,0", "12.34567", 0.00001, "33,33333", "1/2", "3/4",
    "12-13", "~12", "> 5", "khoảng 5",
    "năm", "x", "có", "5 điểm", "5 m2", "5%", "1e5", "五", "12..5", ".5", "5,", "--5", "5 5", "12 34", "10^5", 1e15,
    "999999999999999",
    date(2023, 1, 1), datetime(2023, 1, 1, 5), Ticked(True), "1.23.456", "12.5.000", "5tr", "5k", "5 triệu", "m2", "?",
    "5?", "5*",
]


@pytest.mark.parametrize(("scaled", "raw"), NUMBERS, ids=repr)
def test_a_number_is_read_to_four_decimals(scaled: int, raw: Raw) -> None:
    assert read_number(raw) == scaled


@pytest.mark.parametrize("raw", [*NO_NUMBERS, *NEVER], ids=repr)
def test_what_is_not_exactly_one_number_is_unreadable(raw: Raw) -> None:
    assert isinstance(read_number(raw), Unreadable)


@pytest.mark.parametrize(("scaled", "raw", "label"), [
    (2_000_000, "200 m2", "Diện tích đất (m2)"), (2_000_000, "200m2", "Diện tích đất (m2)"),
    (2_000_000, "200 m²", "Diện tích đất (m2)"),
    (2_005_000, "200,5 m2", "Diện tích đất (m2)"), (300_000, "30 ngày công", "Ngày công"),
    (300_000, "30 công", "Ngày công"),
    (300_000, "30 ngày", "Ngày công"), (855_000, "85,5 điểm", "Điểm chấm"), (700_000, "70%", "Tỷ lệ nữ (%)"),
    (700_000, "70 %", "Tỷ lệ nữ (%)"),
])
def test_the_unit_of_its_own_header_may_stand_behind_a_number(scaled: int, raw: Raw, label: str) -> None:
    assert read_number(raw, units_of(label)) == scaled


@pytest.mark.parametrize(("raw", "label"), [
    ("2 ha", "Diện tích đất (m2)"), ("2 sào", "Diện tích đất (m2)"), ("30 giờ", "Ngày công"), ("70%", "Điểm chấm"),
    ("200 m2", "Ngày công"),
    ("200 m2 đất", "Diện tích đất (m2)"), ("200 điểm", "Tỷ lệ nữ (%)"), ("200 m", "Diện tích đất (m2)"),
    ("30 người", "Ngày công"),
])
def test_another_unit_behind_a_number_is_unreadable(raw: Raw, label: str) -> None:
    assert isinstance(read_number(raw, units_of(label)), Unreadable)


@pytest.mark.parametrize(("whole", "raw"), [
    (3, 3.0), (3, 3), (3, "3"), (3, "03"), (0, "0"), (3, "3.0"), (3, "3,0"), (-2, -2.0), (1_200_000, "1.200.000"),
    (12, " 12 "),
], ids=repr)
def test_a_whole_number_is_read(whole: int, raw: Raw) -> None:
    assert read_whole(raw) == whole


@pytest.mark.parametrize("raw", [2.5, "2,5", "2.5", "hai", "2 cái", "1.200", "0,5", *NEVER], ids=repr)
def test_a_fraction_is_no_whole_number(raw: Raw) -> None:
    assert isinstance(read_whole(raw), Unreadable)


# ---- days -------------------------------------------------------------------------------------------------------

DAY = date(2023, 10, 9)
DAYS: list[tuple[date, Raw]] = [
    *((DAY, raw) for raw in (
        DAY, datetime(2023, 10, 9), datetime(2023, 10, 9, 17, 30), 45208.0, 45208.75, 45208, "45208", "45208.0",
        "09/10/2023", "9/10/2023", "09-10-2023", "9-10-2023", "09.10.2023", "9.10.2023", "09 / 10 / 2023",
        " 09/10/2023 ", "09/10/2023.",
        "2023-10-09", "2023/10/09", "2023-10-9", "2023-10-09 00:00:00", "2023-10-09T08:30:00", "09/10/2023 08:30",
        "9/10/2023 8h30", "09/10/2023 17:00:00",
        "ngày 9 tháng 10 năm 2023", "ngày 09 tháng 10 năm 2023", "Ngày 09 tháng 10 năm 2023", "9 tháng 10 năm 2023",
        "NGÀY 09 THÁNG 10 NĂM 2023",
        "9 tháng 10, năm 2023", "ngày 9/10/2023", "nga\u0300y 9 tha\u0301ng 10 na\u0306m 2023",
        "ngày  9  tháng  10  năm  2023",
    )),
    (date(2024, 2, 29), "29/02/2024"), (date(1930, 1, 1), "01/01/1930"), (date(2100, 12, 31), "31/12/2100"),
    (date(2023, 12, 31), "31/12/2023"),
    (date(2023, 10, 25), "25/10/2023"), (date(2023, 2, 1), "01/02/2023"),
]
NO_DAYS: list[Raw] = [
    "31/02/2023", "29/02/2023", "32/01/2023", "00/10/2023", "10/25/2023", "10/00/2023", "31/04/2023", "2023-13-01",
    "2023-02-30",
    "10/2023", "tháng 10/2023", "tháng 10 năm 2023", "10-2023", "2023", "năm 2023", 2023.0, 2023, "quý IV",
    "quý IV/2023", "Quý 4 năm 2023",
    "09/10/23", "9-10-23", "9/10", "09/10", "ngày 9", "ngày 9 tháng 10", "09/10-2023", "9/10.2023", "2023.10/09",
    "01/01/1900", "31/12/1929", "01/01/2101", "09/10/2203", "09/10/0023", date(1905, 7, 15), date(1900, 1, 12),
    datetime(2203, 1, 1), date(2101, 1, 1),
    0.5, 1.0, -1.0, 10958.0, 73416.0, 1e9, 20231009.0, "20231009", "09102023", "hôm qua", "chưa", "x", "có", "?",
    "trước 10/10/2023", "~09/10/2023",
    "09/10/2023 và 10/10/2023", "09-10/10/2023", "09/10/2023 - 10/10/2023", "1O/10/2023", "Oct 9, 2023", "9 Oct 2023",
    "9/X/2023", "09/10/20233",
    "009/10/2023", "ngày 31 tháng 2 năm 2023", Ticked(True),
]


@pytest.mark.parametrize(("day", "raw"), DAYS, ids=repr)
def test_a_day_is_read_day_first(day: date, raw: Raw) -> None:
    assert read_date(raw) == day.toordinal()


@pytest.mark.parametrize("raw", [*NO_DAYS, *NEVER], ids=repr)
def test_what_is_not_exactly_one_day_is_unreadable(raw: Raw) -> None:
    assert isinstance(read_date(raw), Unreadable)


# ---- years ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "raw"), [
    (1978, 1978.0), (1978, 1978), (1978, "1978"), (1978, " 1978 "), (1978, "năm 1978"), (1978, "sinh năm 1978"),
    (1978, "SN 1978"), (1978, "Sn: 1978"),
    (1978, "03/05/1978"), (1978, "05/1978"), (1978, "3-5-1978"), (1978, date(1978, 5, 3)), (1978, datetime(1978, 5, 3)),
    (1900, "1900"), (2100, 2100.0),
    (1978, "ngày 3 tháng 5 năm 1978"), (1978, "1978."),
], ids=repr)
def test_a_year_is_read(year: int, raw: Raw) -> None:
    assert read_year(raw) == year


@pytest.mark.parametrize("raw", [
    "78", 78.0, "1978-1980", "1978/1980", "khoảng 1978", "1899", 1899.0, 2101.0, "19788", 1978.5, "một chín bảy tám",
    date(1905, 5, 31), "31/02/1978",
    "13/1978", "x", 28613.0, Ticked(True), "1978?", *NEVER,
], ids=repr)
def test_what_is_no_year_of_four_digits_is_unreadable(raw: Raw) -> None:
    assert isinstance(read_year(raw), Unreadable)


# ---- yes and no -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [
    "x", "X", " x ", "v", "V", "✓", "✔", "√", "☑", "1", 1.0, 1, Ticked(True), "có", "Có", "CÓ", "co", "Có.", "đạt",
    "Đạt", "ĐẠT", "Dat", "đúng", "đủ",
    "Đã có", "yes", "Yes", "Y", "TRUE", "true", "co\u0301", "hoàn thành", "rồi", "đã nộp", "Đầy đủ", "(x)",
], ids=repr)
def test_a_mark_or_a_word_of_consent_is_yes(raw: Raw) -> None:
    assert read_yes_no(raw) == 1


@pytest.mark.parametrize("raw", [
    "không", "Không", "KHÔNG", "khong", "ko", "Ko", "k", "0", 0.0, 0, Ticked(False), "chưa", "Chưa", "chưa đạt",
    "Chưa đạt", "không đạt", "Không có", "chưa có",
    "no", "No", "N", "FALSE", "false", "kho\u0302ng", "thiếu", "Chưa hoàn thành", "K đạt",
], ids=repr)
def test_a_word_of_denial_is_no(raw: Raw) -> None:
    assert read_yes_no(raw) == 0


@pytest.mark.parametrize("raw", [
    "có/không", "có lẽ", "?", "xx", "2", 2.0, 0.5, -1.0, "có (QĐ số 12)", "không rõ", "đang xét", "tốt", "khá",
    "xuất sắc", "một phần", "o", "O", "+", "☐",
    "đạt 80%", "Nguyễn Văn A", "hoàn thành tốt nhiệm vụ", "x?", "12/QĐ-UBND", "n/a", "NA", date(2023, 1, 1), *NEVER,
], ids=repr)
def test_anything_else_is_neither_yes_nor_no(raw: Raw) -> None:
    assert isinstance(read_yes_no(raw), Unreadable)


# ---- stars ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stars", "raw"), [
    (3, 3.0), (3, "3"), (3, "3 sao"), (3, "3sao"), (3, "Ba sao"), (3, "BA SAO"), (3, "★★★"), (3, "OCOP 3*"),
    (3, "OCOP 3 sao"), (3, "3*"), (3, "***"),
    (3, "hạng 3 sao"), (3, "đạt 3 sao"), (3, "OCOP: 3 sao"), (3, "OCOP hạng 3 sao"), (4, "bốn sao"), (4, "4 sao OCOP"),
    (5, "năm sao"), (5, "⭐⭐⭐⭐⭐"), (1, "một sao"),
    (3, "sản phẩm OCOP 3 sao"), (3, "3 ★"), (3, "ba"), (3, "OCOP ★★★"), (2, "hai sao"), (3, "3 Sao."), (3, "⭐️⭐️⭐️"),
], ids=repr)
def test_stars_are_counted(stars: int, raw: Raw) -> None:
    assert read_stars(raw) == stars


@pytest.mark.parametrize("raw", [
    0.0, 6.0, "6 sao", "0 sao", 2.5, "3,5 sao", "3-4 sao", "3 và 4 sao", "sao", "có", "x", "★★★★★★", "OCOP",
    "3 sản phẩm", "2 sản phẩm 3 sao",
    "tiềm năng 3 sao", "đang xét 3 sao", "chưa", date(2023, 3, 3), *NEVER,
], ids=repr)
def test_what_is_not_one_to_five_stars_is_unreadable(raw: Raw) -> None:
    assert isinstance(read_stars(raw), Unreadable)


# ---- text, and blanks for all -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "raw"), [
    ("1234567890123", 1234567890123.0), ("079123456789", "079123456789"), ("12", 12.0), ("12.5", 12.5),
    ("00123", "00123"), ("12/QĐ-UBND", "12/QĐ-UBND"),
    ("Nguyễn Văn An", "  Nguyễn  Văn\nAn "), ("Nguyễn", "Nguye\u0302\u0303n"), ("09/10/2023", date(2023, 10, 9)),
    ("TRUE", Ticked(True)), ("Phước Vinh", "Phước\u00a0Vinh"),
    ("123456789012345", 123456789012345.0), ("0.1", 0.1), ("=SUM(A1)", "=SUM(A1)"), ("a-b", "a-b"),
], ids=repr)
def test_text_keeps_every_digit_and_letter(text: str, raw: Raw) -> None:
    assert read_text(raw) == text


@pytest.mark.parametrize("raw", BLANK, ids=repr)
def test_spaces_dashes_and_dots_say_nothing(raw: Raw) -> None:
    readers = (read_number, read_whole, read_date, read_year, read_yes_no, read_stars, read_text)
    assert [reader(raw) for reader in readers] == [None] * len(readers)
