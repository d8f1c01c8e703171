"""Money: whole dong, or unreadable."""

from __future__ import annotations

from datetime import date

import pytest

from engine.intake.raw import Broken, Raw, Ticked
from engine.intake.values.money import read_money
from engine.intake.values.reading import LIMIT, Read, Unreadable

M = 1_000_000
B = 1_000_000_000

READ: list[tuple[int | None, Raw]] = [
    # numbers
    (50 * M, 50_000_000.0), (50 * M, 50_000_000), (0, 0.0), (1, 1.0), (LIMIT, float(LIMIT)),
    (300_000, 100_000.1 + 199_999.9),
    # digits
    (50 * M, "50000000"), (50 * M, "50.000.000"), (50 * M, "50,000,000"), (50 * M, "50 000 000"),
    (50 * M, "50\u00a0000\u00a0000"),
    (50 * M, " 50.000.000 "), (50_000, "50.000"), (50_000, "50,000"), (500, "500"), (0, "0"), (1_234_567, "1.234.567"),
    (1_234_567_890, "1.234.567.890"), (50 * M, "50.000.000,00"), (50 * M, "50,000,000.00"), (50 * M, "+50.000.000"),
    (50 * M, "50'000'000"),
    # with the dong
    (50 * M, "50.000.000 đ"), (50 * M, "50,000,000 đ"), (50 * M, "50.000.000đ"), (50 * M, "50.000.000 đồng"),
    (50 * M, "50.000.000đồng"),
    (50 * M, "50.000.000 VNĐ"), (50 * M, "50.000.000VND"), (50 * M, "50.000.000 vnd"), (50 * M, "50.000.000 ₫"),
    (50 * M, "50000000₫"),
    (50 * M, "50.000.000 đồng./."), (50 * M, "50.000.000 đồng."), (50 * M, "50.000.000."), (50 * M, "50000000.0"),
    (50 * M, "50.000.000 đ,-"), (50 * M, "50.000.000 ĐỒNG"),
    (50 * M, "50.000.000 đồng chẵn"), (50_000, "50.000 đồng"), (50_000, "50,000đ"),
    # with a scale
    (50 * M, "50 triệu"), (50 * M, "50 triệu đồng"), (50 * M, "50triệu"), (50 * M, "50tr"), (50 * M, "50 tr"),
    (50 * M, "50 TR"),
    (50 * M, "50 Triệu Đồng"), (50 * M, "50tr."), (50 * M, "50 trđ"), (50 * M, "50trđ"), (50 * M, "50 tr.đ"),
    (50 * M, "50tr.đồng"),
    (50 * M, "50 tr đồng"), (50 * M, "50 triệu đ"), (50 * M, "50 triệu VNĐ"), (50 * M, "50 triệu đồng chẵn"),
    (50 * M, "50.0 triệu"),
    (1_500 * M, "1,5 tỷ đồng"), (1_500 * M, "1.5 tỷ"), (1_500 * M, "1,5 tỉ"), (1_500 * M, "1,5tỷ"),
    (1_250 * M, "1,25 tỷ đồng"),
    (2 * B, "2 tỷ"), (2 * B, "02 tỷ đồng"), (50 * M, "50.000 nghìn đồng".replace(".000", "000")),
    (500_000, "500 nghìn"), (500_000, "500 ngàn đồng"),
    (500_000, "500k"), (500_000, "500K"), (500_000, "500 k"), (500_000, "0,5 triệu"), (500_000, "0.500 triệu"),
    (70_500_000, "70,5 triệu"),
    (70_500_000, "70.5 triệu"), (1_500_500, "1,5005 triệu"), (125_000, "0,125 triệu"),
    (1_500 * M, "1 tỷ 500 triệu"), (1_500 * M, "1 tỷ 500 triệu đồng"), (1_500 * M, "1tỷ500triệu"),
    (50_500_000, "50 triệu 500 nghìn"),
    (50_500_000, "50 triệu 500 nghìn đồng"), (50_500_000, "50tr500k"), (1_050_300_000, "1 tỷ 50 triệu 300 nghìn"),
    (1_500 * M, "1 tỷ rưỡi"),
    (2_500_000, "2 triệu rưỡi"), (1_500_000, "1 triệu 500.000"), (1_500_000, "1 triệu 500.000 đồng"),
    # in words
    (50 * M, "năm mươi triệu đồng"), (50 * M, "Năm mươi triệu"), (1_500 * M, "một tỷ năm trăm triệu đồng"),
    (25_000, "hai mươi lăm nghìn đồng"), (105_000, "một trăm linh năm nghìn đồng"),
    (21 * M, "hai mươi mốt triệu đồng chẵn"),
    # decomposed letters, capitals
    (50 * M, "50 trie\u0323\u0302u"), (50 * M, "50 TRIỆU ĐỒNG"), (1_500 * M, "1,5 TỶ"),
    # blanks
    (None, ""), (None, " "), (None, "\u00a0"), (None, "-"), (None, "–"), (None, "..."), (None, "…"), (None, "."),
    (None, "__"), (None, " - "),
]

UNREADABLE: list[Raw] = [
    "khoảng 50 triệu", "khoảng 50tr", "~50 triệu", "≈50tr", "trên 50 triệu", "hơn 50 triệu", ">50 triệu", ">= 50000000",
    "gần 50tr", "50 triệu+",
    "dưới 50 triệu", "50-60 triệu", "50 - 60 triệu", "từ 50 đến 60 triệu", "50/60", "50 triệu + 200 m2 đất",
    "50 triệu + 200m2 đất",
    "50 triệu, 200m2 đất", "200 m2 đất", "200m2", "30 ngày công", "10 bao xi măng", "1 con bò", "có", "không", "x",
    "nhiều", "chưa rõ", "đã góp",
    "50 USD", "$50", "50$", "50 usd", "1.000 đô", "50%", "0,5%", "50 triệu/năm", "50 triệu/hộ", "5 triệu x 10 hộ",
    "50 x 2", "50 trăm",
    "1.500 triệu", "1,500 triệu", "1.250 tỷ", "1,250 tỷ đồng", "1 tỷ 5", "1 triệu 2", "50 triệu 50 triệu",
    "500 nghìn 2 triệu", "50 nghìn tỷ",
    "50..000", "50.00.000", "5.0000", "50.000.00", "1.23.456", "50,5", "50.5", "50,5 đồng", "0,5 đ", "50.000.000,50",
    "1,2,3", "50.00", "50.0",
    "-50.000.000", "-50", "−50 triệu", "(50.000.000)", "âm 50 triệu", "50 triệu (ước)", "50 triệu?", "?",
    "50 triệu và đất", "50 tr iệu",
    "năm mươi", "một trăm", "triệu", "đồng", "tỷ", "500 triệu tỷ", "năm mươi mươi triệu", "hai ba triệu",
    "một tỷ hai tỷ",
    "O50000000", "5O.000.000", "l00000", "50000000 50000000", "50 000 00", "=50*2", "#N/A", "50.000.000 50", "50m",
    "50 tấn", "50mil",
    "50 000 0000", "1e7", "50.000.000-60.000.000", "100.000.000.000.001", "1.000.000 tỷ", "00.500.000",
    -1.0, 0.5, 50_000_000.5, float(LIMIT + 1000), 1e20, date(2023, 10, 9), Ticked(True), Ticked(False), Broken("#N/A"),
    Broken("="),
]


@pytest.mark.parametrize(("dong", "raw"), READ, ids=repr)
def test_an_amount_is_read_to_the_dong(dong: int | None, raw: Raw) -> None:
    assert read_money(raw) == dong


@pytest.mark.parametrize("raw", UNREADABLE, ids=repr)
def test_what_is_not_exactly_one_amount_is_unreadable(raw: Raw) -> None:
    assert isinstance(read_money(raw), Unreadable)


@pytest.mark.parametrize(("dong", "raw", "unit"), [
    (70_500_000, 70.5, M), (70_500_000, "70.5", M), (70_500_000, "70,5", M), (70 * M, "70", M), (70 * M, 70.0, M),
    (50 * M, 50_000.0, 1000),
    (50 * M, "50000", 1000), (1_500 * M, 1.5, B), (1_500 * M, "1,5", B), (0, 0.0, M), (123_456, 0.123456, M),
    (123_456_000, 123.456, M),
    (50 * M, "50 triệu", M), (50 * M, "50 triệu", 1000), (50 * M, "50.000.000 đ", M), (50 * M, "50.000.000 đồng", 1000),
    (2 * B, "2 tỷ", M),
    (500_000, "500 nghìn", M), (50 * M, "50 triệu", B), (999_999 * M, 999_999.0, M),
    (1_234_567 * 1000, "1.234.567", 1000), (None, "", M),
])
def test_a_bare_number_counts_what_its_header_says_and_a_unit_in_the_cell_goes_before_it(
    dong: int | None, raw: Raw, unit: int,
) -> None:
    assert read_money(raw, unit) == dong


@pytest.mark.parametrize(("raw", "unit"), [
    (50_000_000.0, M), ("50.000.000", M), ("50000000", M), ("50,000,000", 1000 * 1000), (1_000_000.0, M),
    (2_000_000_000.0, 1000), (1500.0, B),
    ("1.500", M), ("1,500", M), ("70.500", M), ("70,500", 1000), ("1.250", B), (0.0000001, M), ("0,1234567", M),
    (-5.0, M), ("khoảng 50", M),
])
def test_an_amount_that_the_header_makes_absurd_or_doubtful_is_unreadable(raw: Raw, unit: int) -> None:
    assert isinstance(read_money(raw, unit), Unreadable)


def test_why_is_said_in_both_languages() -> None:
    found: Read = read_money("1.500 triệu")
    assert isinstance(found, Unreadable)
    assert found.code == "money-unreadable"
    assert found.text.vi == "“1.500” có thể đọc hai cách (phần nghìn hay phần thập phân); hãy ghi số nguyên đồng"
    assert found.text.en == "“1.500” can be read in two ways (thousands or decimals); write whole dong"
