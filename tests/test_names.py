"""Two spellings of one name agree; two names do not."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.names import fold, name_key, normal, tidy, unit_key


@pytest.mark.parametrize(("one", "other"), [
    ("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("Nguyễn Văn Hoà", "NGUYỄN VĂN HÒA"), ("Uỷ ban", "Ủy ban"), ("khoẻ", "khỏe"),
    ("Tuý", "Túy"), ("HUẾ", "huế"),
    ("Quý", "QUÝ"), ("Phước  Vinh", " Phước Vinh "), ("Phước\u00a0Vinh", "Phước Vinh"),
    ("Ph\u200bước Vinh", "Phước Vinh"), ("Loè", "Lòe"),
    ("Đặng", "ĐẶNG"), ("Nguye\u0302\u0303n", "Nguyễn"), ("ngoài", "NGOÀI"), ("Hòa,", "Hoà,"),
])
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [
    ("Hoa", "Hòa"), ("Hòa", "Hóa"), ("Đặng", "Đăng"), ("Đẳng", "Đăng"), ("An", "Ân"), ("Thủy", "Thuý"),
    ("Dung", "Dũng"), ("Đức", "Dức"), ("Phước Vinh", "Phước Vĩnh"),
    ("Của", "Cua"), ("Nguyễn", "Nguyên"), ("Xã 1", "Xã 2"), ("Ấp 1", "Ấp 11"), ("Mỹ", "My"), ("Hòa-Bình", "Hoa-Bình"),
    ("Hòa-Binh", "Hoa-Bình"),
])
def test_two_names_stay_two(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize("word", [
    "nguyễn", "phước", "hòa", "thủy", "quý", "giáo", "già", "gì", "của", "mía", "ngoài", "khuỷu", "huyền", "quỳnh",
    "thuở", "ủy", "đẳng", "trường", "yến", "kỳ", "lý", "xã",
    "khuya", "toàn", "giường", "quốc", "nghĩa", "tuấn", "bảo", "đỗ", "ý", "úc",
])
def test_the_normal_form_is_good_spelling(word: str) -> None:
    assert normal(word.upper()) == word


@given(st.text(max_size=40))
def test_the_normal_form_is_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet="aăâeêiouưyđbcghnqtàáạảãếềốồờởỳýú ABĐÀ12-.", max_size=20))
def test_composition_and_case_never_matter(text: str) -> None:
    assert normal(unicodedata.normalize("NFD", text)) == normal(text) == normal(text.upper())


@pytest.mark.parametrize("written", [
    "Ông Nguyễn Văn A", "ÔNG NGUYỄN VĂN A", "Ông: Nguyễn Văn A", "đ/c Nguyễn Văn A", "Đ/c. Nguyễn Văn A",
    "Đồng chí Nguyễn Văn A", "Ông (bà) Nguyễn Văn A", "Ông/bà Nguyễn Văn A",
    "Thượng tá Nguyễn Văn A", "Đồng chí Thượng tá Nguyễn Văn A", "Đại úy Nguyễn Văn A", "Đại uý Nguyễn Văn A",
    "Hộ ông Nguyễn Văn A", "Hộ gia đình ông Nguyễn Văn A",
    "Gia đình bà Nguyễn Văn A", "ThS. Nguyễn Văn A", "BS. Nguyễn Văn A", "Thầy Nguyễn Văn A", "Nguyễn  Văn  A",
    "(Ông) Nguyễn Văn A",
])
def test_titles_are_no_part_of_a_name(written: str) -> None:
    assert name_key(written) == "nguyễn văn a"


@pytest.mark.parametrize("written", [
    "Anh", "Bà", "Hộ Nguyễn Văn A", "Bàn Văn Ông", "Cônesco", "TS Nguyễn", "Gia đình văn hóa", "Trung tâm Y tế",
    "Ngô Thị Anh",
])
def test_what_only_looks_like_a_title_stays(written: str) -> None:
    assert name_key(written) == normal(written)


@pytest.mark.parametrize("written", [
    "Phước Vinh", "Xã Phước Vinh", "xã phước vinh", "x. Phước Vinh", "X.Phước Vinh", "x . Phước Vinh", "XÃ PHƯỚC  VINH",
    "UBND xã Phước Vinh", "Uỷ ban nhân dân xã Phước Vinh",
    "Ủy ban nhân dân xã Phước Vinh", "Phường Phước Vinh", "P. Phước Vinh", "Thị trấn Phước Vinh", "TT. Phước Vinh",
])
def test_the_kind_of_unit_is_no_part_of_its_name(written: str) -> None:
    assert unit_key(written) == "phước vinh"


def test_a_unit_whose_name_begins_like_a_kind_keeps_it() -> None:
    assert (unit_key("Xuân Hải"), unit_key("Phường 1"), unit_key("Phú Hà")) == ("xuân hải", "1", "phú hà")


def test_folding_leaves_letters_alone() -> None:
    assert fold("  ĐỖ Thị  Hòa ") == "do thi hoa"


def test_tidying_drops_what_cannot_be_seen() -> None:
    assert tidy("\ufeffA\u200bn\u00ad  \t\r\nB\u3000") == "An B"


@given(st.text(max_size=40))
def test_folding_is_what_decomposing_leaves(text: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", tidy(text).casefold()) if not unicodedata.combining(c))
    assert fold(text) == re.sub("[\u0111\u00f0\u0256]", "d", plain)


@pytest.mark.parametrize("written", ["Ðặng Thị Đào", "Ɖặng Thị Ðào", "ÐẶNG THỊ ÐÀO", "ðặng thị đào"])
def test_letters_that_only_look_like_d_with_a_stroke_are_it(written: str) -> None:
    assert normal(written) == "đặng thị đào"
    assert fold(written) == "dang thi dao"
