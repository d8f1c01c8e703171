from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.problems import Problem
from engine.provenance import Text
from engine.records import Decisions, Status
from engine.report import write_workbook
from engine.report.styles import lines_of, sheet_name
from tests.report.made import made_run
from tests.report.many import many_lists
from tests.report.sheets import Workbook

SHEETS = [
    "Tổng hợp",
    "DS Tập thể",
    "DS Cá nhân",
    "Danh sách dự bị",
    "Trường hợp đồng hạng",
    "Không đề nghị và lý do",
    "Trường hợp cần bổ sung hồ sơ",
    "Bảng đối chiếu tiêu chuẩn",
    "Lỗi dữ liệu cần xử lý",
    "Cách hiểu kế hoạch và tham số",
    "Thông tin lượt xét",
]


@pytest.fixture
def book(run: Decisions, tmp_path: Path) -> Workbook:
    write_workbook(run, tmp_path / "nominations.xlsx")
    return Workbook(tmp_path / "nominations.xlsx")


def test_a_list_has_a_sheet_of_its_own_and_the_rest_follows(book: Workbook) -> None:
    assert book.names == SHEETS


def test_the_list_reads_down_to_its_cut_line_and_the_reserves_below_it(book: Workbook) -> None:
    names = book.column("DS Tập thể", "Họ và tên / Tên tập thể")
    assert names[:2] == ["Xã Phước Vinh", "HTX Nông nghiệp Tuấn Tú"]
    text = book.text("DS Tập thể")
    places = [
        text.index(part)
        for part in ("Xã Phước Vinh\n", "Đồng hạng: 02", "Xã Nhị Hà", "Hết số lượng đề nghị (03/03)", "Xã Bắc Sơn")
    ]
    assert places == sorted(places)


def test_the_letterhead_names_the_issuer_the_state_and_the_award(book: Workbook) -> None:
    text = book.text("DS Cá nhân")
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH NINH THUẬN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        "Danh sách gồm 04 cá nhân./.",
        "TM. BAN CHỈ ĐẠO CÁC CTMTQG TỈNH",
    ):
        assert line in text


def test_a_provisional_nominee_is_marked_and_says_on_whom_it_hangs(book: Workbook) -> None:
    notes = dict(
        zip(book.column("DS Cá nhân", "Họ và tên / Tên tập thể"), book.column("DS Cá nhân", "Ghi chú"), strict=True)
    )
    assert "TẠM THỜI" in notes["Bà Katơr Thị Mai"]
    assert "Ông Trần Quốc Việt" in notes["Bà Katơr Thị Mai"]
    assert notes["Bà Nguyễn Thị Thanh Hương"] is None


def test_an_advisory_stands_in_the_notes_and_not_among_the_grounds(book: Workbook) -> None:
    rows = [row for row in book.rows("DS Cá nhân") if "Bà Katơr Thị Mai" in row]
    assert "Hồ sơ thiếu báo cáo thành tích" not in rows[0][7]
    assert "Hồ sơ thiếu báo cáo thành tích" in rows[0][8]


def test_nothing_a_user_wrote_becomes_a_formula_or_a_link(run: Decisions, tmp_path: Path) -> None:
    evil = [
        "=1+1",
        "+84123",
        "-2+3",
        "@SUM(A1)",
        "http://xau.example",
        "mailto:a@b.example",
        "internal:Sheet1!A1",
        "{=1}",
        "007",
        "1E5",
    ]
    decisions = tuple(
        replace(d, candidate=replace(d.candidate, name=name, position=name, commune=name, unit=name))
        for d, name in zip(run.decisions * 2, evil * 5, strict=True)
    )
    problems = tuple(Problem("x", "error", Text(e, e), e, e, "A1", e) for e in evil)
    write_workbook(replace(run, decisions=decisions, problems=problems), tmp_path / "evil.xlsx")
    cells = Workbook(tmp_path / "evil.xlsx").cells()
    texts = [cell for cell in cells if isinstance(cell.value, str) and any(e in cell.value for e in evil)]
    assert len(texts) > 100
    assert {cell.data_type for cell in texts} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {cell.hyperlink.location.split("!")[0] for cell in cells if cell.hyperlink} <= {
        "'DS Tập thể'",
        "'DS Cá nhân'",
    }


def test_the_not_nominated_are_all_there_each_with_a_reason(run: Decisions, book: Workbook) -> None:
    sheet = "Không đề nghị và lý do"
    names = book.column(sheet, "Họ và tên / Tên tập thể")
    expected = [d.candidate.name for d in run.decisions if d.status not in ("nominated", "tied", "reserve")]
    assert sorted(names) == sorted(expected)
    assert all(book.column(sheet, "Lý do"))
    reasons = dict(zip(names, book.column(sheet, "Lý do"), strict=True))
    assert "Còn thiếu 5.000.000 đồng so với mức 50.000.000 đồng" in reasons["Ông Nguyễn Văn Bình"]


def test_evidence_that_can_change_a_list_comes_first(book: Workbook) -> None:
    sheet = "Trường hợp cần bổ sung hồ sơ"
    assert book.column(sheet, "Ảnh hưởng danh sách") == ["Có – ưu tiên bổ sung"] * 3 + ["Không"]
    assert book.column(sheet, "Ô cần xem")[0] == "Tập thể!K14"


def test_the_matrix_says_each_result_in_words(run: Decisions, book: Workbook) -> None:
    sheet = "Bảng đối chiếu tiêu chuẩn"
    assert len(book.column(sheet, "STT")) == len(run.decisions)
    contributed = dict(
        zip(
            book.column(sheet, "Họ và tên / Tên tập thể"),
            book.column(sheet, "Đóng góp quy đổi từ 50 triệu đồng\n(II.1.c)"),
            strict=True,
        )
    )
    assert contributed["HTX Nông nghiệp Tuấn Tú"] == "Đạt"
    assert contributed["Ông Nguyễn Văn Bình"] == "Không đạt"
    assert contributed["HTX Dịch vụ Phước Hậu"] == "Chưa xác định"
    assert contributed["Xã Phước Vinh"] == "–"


def test_points_of_the_boards_own_are_called_so_and_a_draft_a_draft(book: Workbook) -> None:
    for sheet in ("Tổng hợp", "DS Tập thể", "DS Cá nhân", "Thông tin lượt xét"):
        assert "Thang điểm do Ban Chỉ đạo các CTMTQG tỉnh đặt ra; kế hoạch không quy định" in book.text(sheet)
    assert all("BẢN NHÁP" in (page.oddHeader.left.text or "") for page in book.book)


def test_an_approved_rulebook_prints_no_draft(tmp_path: Path) -> None:
    write_workbook(made_run("approved"), tmp_path / "a.xlsx")
    book = Workbook(tmp_path / "a.xlsx")
    assert not [name for name in book.names if "NHÁP" in book.text(name)]
    assert not [page for page in book.book if page.oddHeader.left.text]


def test_pages_print_on_landscape_a4_one_page_wide_with_their_header_repeated(book: Workbook) -> None:
    for page in book.book:
        assert page.page_setup.paperSize == 9
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.print_area
        assert "&P" in "".join(filter(None, [page.oddHeader.center.text]))
    for name in ("DS Tập thể", "DS Cá nhân", "Bảng đối chiếu tiêu chuẩn", "Lỗi dữ liệu cần xử lý"):
        page = book.page(name)
        assert page.print_title_rows
        assert page.freeze_panes


def test_the_text_is_times_new_roman_throughout(book: Workbook) -> None:
    assert {cell.font.name for cell in book.cells() if cell.value is not None} == {"Times New Roman"}


def test_a_problem_opens_its_cell_where_the_file_is_known(run: Decisions, tmp_path: Path) -> None:
    inputs, results = tmp_path / "vào", tmp_path / "ra"
    inputs.mkdir()
    results.mkdir()
    write_workbook(run, results / "n.xlsx", inputs=[inputs / "de-nghi.xlsx"])
    page = Workbook(results / "n.xlsx").page("Lỗi dữ liệu cần xử lý")
    links = {cell.value: cell.hyperlink for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert links["K14"].target.replace("\\", "/") == "../vào/de-nghi.xlsx"
    assert links["K14"].location == "'Tập thể'!K14"


def test_two_inputs_of_one_name_are_not_linked_for_a_link_could_open_the_wrong_one(
    run: Decisions, tmp_path: Path
) -> None:
    write_workbook(run, tmp_path / "n.xlsx", inputs=[tmp_path / "a" / "de-nghi.xlsx", tmp_path / "b" / "de-nghi.xlsx"])
    page = Workbook(tmp_path / "n.xlsx").page("Lỗi dữ liệu cần xử lý")
    assert not [cell for row in page.iter_rows() for cell in row if cell.hyperlink]


def test_the_parameters_say_who_set_them_and_what_was_changed(tmp_path: Path) -> None:
    run = made_run()
    changed = replace(run, run=replace(run.run, parameters={**run.run.parameters, "day_rate": "300000"}))
    write_workbook(changed, tmp_path / "n.xlsx")
    rows = {row[0]: row for row in Workbook(tmp_path / "n.xlsx").rows("Cách hiểu kế hoạch và tham số")}
    assert rows["Đơn giá một ngày công"][2] == "300.000 đồng (ĐÃ ĐỔI)"
    assert rows["Đơn giá một ngày công"][3] == "chưa đặt"
    assert rows["Đơn giá một ngày công"][5] == "do đơn vị xét đặt ra"
    assert rows["Mức đóng góp tối thiểu"][2] == "50.000.000 đồng"


def test_the_readings_name_whoever_would_fare_otherwise(book: Workbook) -> None:
    rows = [row for row in book.rows("Cách hiểu kế hoạch và tham số") if row[4] == "priority"]
    assert rows[0][2] == "Xếp trước"
    assert rows[0][3] == "Là điều kiện\nChỉ lưu ý"
    assert rows[0][5] == "HTX Nông nghiệp Tuấn Tú và Ông Đỗ Hữu Hòa"


def test_an_english_workbook_has_english_headings(run: Decisions, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "n.xlsx", "en")
    book = Workbook(tmp_path / "n.xlsx")
    assert book.names[:3] == ["Summary", "List Collectives", "List Individuals"]
    assert "COLLECTIVES PROPOSED FOR BẰNG KHEN OF THE PROVINCIAL CHAIRMAN" in book.text("List Collectives")


def test_the_same_decisions_give_the_same_workbook(run: Decisions, tmp_path: Path) -> None:
    write_workbook(run, tmp_path / "a.xlsx")
    write_workbook(run, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_commune_each_has_its_sheet_and_says_what_stayed_empty(tmp_path: Path) -> None:
    write_workbook(many_lists(12), tmp_path / "n.xlsx")
    book = Workbook(tmp_path / "n.xlsx")
    assert len([name for name in book.names if name.startswith("DS ")]) == 12
    text = book.text("DS Xã số 007 – Tập thể")
    assert "Tập thể 01/02, trong đó: Ấp, khóm 00/01; Các trường hợp khác 01/01" in text
    assert "Đã bố trí 01/02; còn trống 01" in text
    seats = [row for row in book.rows("Tổng hợp") if row[0] == "Ấp, khóm"]
    assert len(seats) == 12
    assert seats[0][1:4] == [1, 0, 1]


def test_very_many_lists_share_a_sheet_each_on_pages_of_its_own(tmp_path: Path) -> None:
    write_workbook(many_lists(60), tmp_path / "n.xlsx")
    book = Workbook(tmp_path / "n.xlsx")
    assert [name for name in book.names if name.startswith("DS ")] == ["DS Tập thể"]
    page = book.page("DS Tập thể")
    assert len(page.row_breaks.brk) == 59
    assert book.text("DS Tập thể").count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 60
    links = [cell.hyperlink.location for row in book.page("Tổng hợp").iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == len(set(links)) == 60


def test_a_run_without_anybody_is_still_a_workbook(run: Decisions, tmp_path: Path) -> None:
    write_workbook(replace(run, decisions=(), quotas=(), problems=(), rules={}), tmp_path / "n.xlsx")
    assert Workbook(tmp_path / "n.xlsx").names[0] == "Tổng hợp"


def test_a_text_longer_than_a_cell_holds_is_cut_and_not_lost(run: Decisions, tmp_path: Path) -> None:
    long = replace(run.decisions[0], candidate=replace(run.decisions[0].candidate, name="Xã " + "rất " * 20_000))
    write_workbook(replace(run, decisions=(long,)), tmp_path / "n.xlsx")
    name = Workbook(tmp_path / "n.xlsx").column("DS Tập thể", "Họ và tên / Tên tập thể")[0]
    assert name.startswith("Xã rất rất")
    assert name.endswith("…")


@pytest.mark.parametrize(
    ("wanted", "legal"),
    [
        ("DS Tập thể: Xã A/B [1]*?", "DS Tập thể Xã A B 1"),
        ("'nháy'", "nháy"),
        ("History", "History 1"),
        ("", "Sheet"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names_are_what_excel_takes(wanted: str, legal: str) -> None:
    assert sheet_name(wanted, set()) == legal


def test_names_alike_but_for_case_get_numbers() -> None:
    taken: set[str] = set()
    names = [sheet_name("Xã Rất Dài " * 4, taken) for _ in range(12)]
    assert len({name.casefold() for name in names}) == 12
    assert all(len(name) <= 31 for name in names)


def test_an_advisory_that_many_share_is_said_once_below_the_list(run: Decisions, tmp_path: Path) -> None:
    provisional = run.decisions[13]
    told = provisional.reasons[-1]
    shared = tuple(
        replace(d, advisories=provisional.advisories, reasons=(*d.reasons, told))
        if d.list == provisional.list and d is not provisional
        else d
        for d in run.decisions
    )
    write_workbook(replace(run, decisions=shared), tmp_path / "n.xlsx")
    book = Workbook(tmp_path / "n.xlsx")
    assert book.text("DS Cá nhân").count("Hồ sơ thiếu báo cáo thành tích") == 1
    assert "(1) Hồ sơ thiếu báo cáo thành tích (mục IV.4)" in book.text("DS Cá nhân")
    assert book.column("DS Cá nhân", "Ghi chú")[:2] == ["Lưu ý (1)", "Lưu ý (1)"]


def test_a_unit_for_which_the_round_is_not_open_has_no_seats(run: Decisions, tmp_path: Path) -> None:
    many = many_lists(3)
    closed = tuple(
        replace(d, status=Status.NOT_CONSIDERED, list=None, quota=None, rank=None, witness_seated=False)
        if d.candidate.commune == "Xã số 002"
        else d
        for d in many.decisions
    )
    lines = tuple(
        replace(line, filled=0, eligible=0, cut_off=None) if line.group == "Xã số 002" else line for line in many.quotas
    )
    write_workbook(replace(many, decisions=closed, quotas=lines), tmp_path / "n.xlsx")
    book = Workbook(tmp_path / "n.xlsx")
    rows = {row[0]: row for row in book.rows("Tổng hợp")}
    assert rows["Tập thể – Xã số 002"][1:4] == ["chưa mở đợt", None, None]
    assert "02 suất còn trống" in book.text("Tổng hợp")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("một", 10, 1), ("một hai ba bốn", 10, 2), ("a\nb\nc", 10, 3), ("x" * 100, 10, 12)],
)
def test_rows_grow_with_what_stands_in_them(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_every_page_names_the_run_even_one_that_begins_with_digits(run: Decisions, tmp_path: Path) -> None:
    write_workbook(replace(run, run=replace(run.run, id="7048b1c16efe")), tmp_path / "n.xlsx")
    for page in Workbook(tmp_path / "n.xlsx").book:
        assert (page.oddFooter.right.text or "").strip() == "7048b1c16efe"


def test_the_rest_of_a_quota_that_has_no_seat_and_nobody_for_one_is_not_told(tmp_path: Path) -> None:
    many = many_lists(2)
    lines = tuple(
        replace(line, at_most=0, eligible=0, filled=0) if line.id == "collectives/rest" else line
        for line in many.quotas
    )
    write_workbook(replace(many, quotas=lines), tmp_path / "n.xlsx")
    assert "Các trường hợp khác" not in Workbook(tmp_path / "n.xlsx").text("Tổng hợp")
