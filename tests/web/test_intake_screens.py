"""From what communes really send to a list that can be read: files, columns, cells on the page."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import openpyxl.styles
import pytest

from engine.places import data_dir
from engine.web.office import Office
from engine.web.onpage import on_page
from engine.web.works import Work

from .browser import in_chromium, opened
from .conftest import Browser, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

SAMPLE = data_dir() / "samples" / "ninh-thuan-2023.xlsx"
HEADER = ["STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Năm sinh", "Xã, phường", "Đơn vị đề nghị"]


def person(n: int, name: str, commune: str = "Xã Phước Vinh") -> list[object]:
    return [n, name, "Cá nhân", "Cá nhân", 1970 + n % 20, commune, f"UBND {commune}"]


def sheet(rows: Sequence[Sequence[object]], title: str = "Danh sách") -> bytes:
    book = openpyxl.Workbook()
    made = book.active
    assert made is not None
    made.title = title
    for row in rows:
        made.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LIST = sheet([HEADER, person(1, "Nguyễn Văn An")])


@pytest.fixture
def officer(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in("officer")


@pytest.fixture
def empty(office: Office) -> Work:
    return office.works.keep(office.works.new("a-officer", "Thử"), rulebook="ninh-thuan-2023")


def send(browser: Browser, work: Work, *files: tuple[str, bytes], role: str = "candidates") -> Any:
    return browser.post(
        f"/luot-xet/{work.id}/tep", data={"role": role},
        files=[("files", (name, data, "application/octet-stream")) for name, data in files],
    )  # fmt: skip


def files_page(browser: Browser, work: Work) -> str:
    return str(browser.get(f"/luot-xet/{work.id}/tep").text)


# ---- files ------------------------------------------------------------------------------------------------------


def test_each_file_says_what_it_was_recognised_as(officer: Browser, empty: Work) -> None:
    summary = sheet([
        ["BẢNG TỔNG HỢP SỐ LƯỢNG ĐỀ NGHỊ KHEN THƯỞNG"[:32]], ["STT", "Đơn vị", "Tập thể", "Cá nhân"],
        [1, "Xã Phước Vinh", 2, 5], [2, "Xã Phước Hải", 1, 3],
    ], "Tổng hợp")  # fmt: skip
    assert send(officer, empty, ("xa-1.xlsx", LIST), ("tong-hop.xlsx", summary)).status_code == 303
    page = files_page(officer, empty)
    assert "Danh sách đề nghị: 1 trường hợp (trang Danh sách)." in page
    assert "Bạn gửi nhầm bảng tổng hợp số lượng" in page
    assert "2 tệp, trong đó 1 tệp có danh sách đề nghị với 1 trường hợp." in page
    assert "1 tệp cần xem lại." in page


def test_what_is_no_workbook_is_told_and_the_others_stay(officer: Browser, empty: Work, office: Office) -> None:
    word = Path("docs").resolve().parent / "engine" / "web" / "static" / "mark.svg"
    sent = [("xa-1.xlsx", LIST), ("anh.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"), ("cong-van.docx", docx()),
            ("~$xa-1.xlsx", b"lock"), ("trong.xlsx", b""), ("mark.svg", word.read_bytes())]  # fmt: skip
    assert send(officer, empty, *sent).status_code == 303
    work = office.works.find(empty.id)
    assert work is not None
    assert [upload.name for upload in work.details.uploads] == ["xa-1.xlsx"]
    assert len(list(office.works.uploads(empty).iterdir())) == 1
    page = files_page(officer, empty)
    assert "anh.jpg: không phải bảng tính Excel. Hãy lưu thành .xlsx rồi gửi lại." in page
    assert "cong-van.docx: không phải bảng tính" in page
    assert "trong.xlsx: tệp trống" in page
    assert "~$xa-1.xlsx" not in page


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


def test_nothing_of_use_is_refused_with_the_reason(officer: Browser, empty: Work) -> None:
    refused = send(officer, empty, ("anh.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"))
    assert refused.status_code == 422
    assert "Hãy lưu thành .xlsx rồi gửi lại." in refused.text
    assert "Chưa chọn tệp nào." in send(officer, empty).text


def test_a_file_that_was_sent_twice_is_told_and_counted_once(officer: Browser, empty: Work, office: Office) -> None:
    send(officer, empty, ("xa-1.xlsx", LIST), ("xa-1 (bản sao).xlsx", LIST))
    assert "xa-1 (bản sao).xlsx: đã gửi rồi (giống hệt tệp xa-1.xlsx)" in files_page(officer, empty)
    assert send(officer, empty, ("xa-1.xlsx", LIST)).status_code == 422
    send(officer, empty, ("xa-1.xlsx", sheet([HEADER, person(2, "Trần Thị Bình")])))
    assert "tệp mới mang tên xa-1 (2).xlsx" in files_page(officer, empty)
    work = office.works.find(empty.id)
    assert work is not None
    assert [upload.name for upload in work.details.uploads] == ["xa-1.xlsx", "xa-1 (2).xlsx"]


@pytest.mark.parametrize("name", ["ds.xls", "ds.xlsb", "ds.html", "ds", "ds.pdf"])
def test_a_file_is_what_is_in_it_whatever_it_is_called(officer: Browser, empty: Work, name: str) -> None:
    text = "\n".join(";".join(map(str, row)) for row in (HEADER, person(1, "Nguyễn Văn An")))
    page = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (HEADER, person(1, "Trần Thị Bình")))
    for data in (LIST, text.encode(), f"<html><meta charset=utf-8><table>{page}</table></html>".encode()):
        assert send(officer, empty, (name, data)).status_code == 303, name
    assert "3 tệp, trong đó 3 tệp có danh sách đề nghị với 3 trường hợp." in files_page(officer, empty)
    assert officer.get(f"/luot-xet/{empty.id}/o-can-sua").status_code == 200


def test_a_register_is_known_as_one(officer: Browser, empty: Work) -> None:
    register = sheet([["Họ và tên", "Xã, phường", "Hình thức khen", "Số quyết định"],
                      ["Nguyễn Văn An", "Xã Phước Vinh", "Bằng khen", "12/QĐ"]], "Sổ khen thưởng")  # fmt: skip
    send(officer, empty, ("so.xlsx", register), role="register")
    assert "1 dòng (trang Sổ khen thưởng)." in files_page(officer, empty)


def test_two_hundred_files_are_taken_at_once_and_no_more(officer: Browser, empty: Work) -> None:
    def list_of(n: int) -> bytes:
        rows = (HEADER, person(n, "Nguyễn Văn An"))
        return "\n".join(";".join(map(str, row)) for row in rows).replace("1970", str(1900 + n)).encode()

    many = [(f"xa-{n}.csv", list_of(n) + b"\n" * n) for n in range(200)]
    assert send(officer, empty, *many).status_code == 303
    assert "200 tệp, trong đó 200 tệp có danh sách đề nghị" in files_page(officer, empty)
    refused = send(officer, empty, ("xa-200.csv", list_of(7) + b";"))
    assert refused.status_code == 422
    assert "tối đa 200 tệp" in refused.text


# ---- cells ------------------------------------------------------------------------------------------------------


def cells_page(browser: Browser, work: Work, asked: str = "") -> str:
    answer = browser.get(f"/luot-xet/{work.id}/o-can-sua{asked}")
    assert answer.status_code == 200
    return str(answer.text)


WIDE_HEADER = [*HEADER, "Giá trị đóng góp (đồng)", "Đạt tiêu chuẩn Công văn 4791"]


def wrong(n: int, commune: str = "Xã Phước Vinh") -> list[object]:
    return [*person(n, f"Nguyễn Văn {letters(n)}", commune), "khoảng 50tr", "có lẽ"]


def letters(n: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in f"{n:04d}").title()


def test_five_thousand_problems_of_many_senders_make_a_small_page(officer: Browser, empty: Work) -> None:
    communes = ("Xã Phước Vinh", "Xã Phước Hữu", "Xã Nhơn Hải")
    rows: list[list[object]] = [[*WIDE_HEADER], *(wrong(n, communes[n % 3]) for n in range(2500))]
    send(officer, empty, ("nhieu.xlsx", sheet(rows)))
    page = cells_page(officer, empty)
    assert "Còn 5000 lỗi" in page
    assert len(page.encode()) < 200_000
    assert page.count('<li class="error') == 200
    assert re.search(r"Đang hiện 1–200 trong \d{4}\.", page)
    (later,) = re.findall(r'href="([^"]+)#o">Các điểm sau', page)
    assert "Đang hiện 201–400" in cells_page(officer, empty, later)
    assert all(f"UBND {commune}" in page for commune in communes)
    began = time.process_time()
    cells_page(officer, empty, later)
    assert time.process_time() - began < 1.5  # nothing is read again


def test_the_sheet_is_drawn_as_it_is_laid_out(officer: Browser, empty: Work) -> None:
    book = openpyxl.Workbook()
    made = book.active
    assert made is not None
    made.title = "Danh sách"
    made["A1"] = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"
    made.merge_cells("A1:I1")
    for column, text in enumerate(WIDE_HEADER, 1):
        made.cell(3, column, text)
        made.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    for n in range(30):
        row = [*person(n, f"Nguyễn Văn {letters(n)}"), 5_000_000, "có"]
        for column, value in enumerate(row, 1):
            made.cell(5 + n, column, value)
    made["H30"] = "khoảng 50tr"
    out = io.BytesIO()
    book.save(out)
    send(officer, empty, ("ds.xlsx", out.getvalue()))
    page = cells_page(officer, empty)
    assert re.search(r'<td class="boxed" id="o" tabindex="-1">khoảng 50tr</td>', page)
    grid = page[page.index('<table class="grid">') :]
    head = grid[: grid.index("</thead>")]
    assert re.search(r'<td class="heading" rowspan="2">\s*Họ và tên</td>', head)  # kept, however far down the cell is
    assert grid.count("<tr") == 1 + 2 + 1 + 11  # letters, header, what is left out, six rows above and what is below
    assert '<tr class="gap">' in grid


def test_errors_alone_and_the_problem_before_and_after(officer: Browser, draft: Work) -> None:
    page = cells_page(officer, draft)
    sender = re.findall(r'href="\?don-vi=([^"&]+)" aria-current="true"', page)[0]
    only = cells_page(officer, draft, f"?don-vi={sender}&loai=loi")
    assert '<li class="warning' not in only
    after = re.findall(r'rel="next" class="button small" href="([^"]+)"', page)
    if after:
        assert 'rel="prev"' in cells_page(officer, draft, after[0].partition("#")[0].replace("&amp;", "&"))
    assert cells_page(officer, draft, "?o=999999&don-vi=x&loai=y")  # nonsense shows the first


def test_what_happens_to_whom_with_errors_left_is_said(officer: Browser, draft: Work) -> None:
    page = cells_page(officer, draft)
    assert "Xét tiếp khi còn lỗi thì sao?" in page
    assert "chưa được đề nghị, cũng không bị loại" in page
    assert "Còn 3 câu hỏi về trường hợp trùng và cách viết" in page


def test_one_unit_gets_its_own_marked_copy_and_message_and_nobody_elses(officer: Browser, empty: Work) -> None:
    for n, commune in enumerate(("Xã Phước Vinh", "Xã Nhơn Hải")):
        send(officer, empty, (f"xa-{n}.xlsx", sheet([WIDE_HEADER, wrong(n, commune)])))
    address = f"/luot-xet/{empty.id}/gui-tra.zip?sender=UBND%20X%C3%A3%20Ph%C6%B0%E1%BB%9Bc%20Vinh"
    answer = officer.get(address)
    assert answer.headers["content-disposition"].startswith('attachment; filename="ubnd-xa-phuoc-vinh.zip"')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [
            "ban-sao-danh-dau/xa-0.can-sua.xlsx", "thong-bao/ubnd-xa-phuoc-vinh.en.txt",
            "thong-bao/ubnd-xa-phuoc-vinh.txt",
        ]  # fmt: skip
        said = archive.read("thong-bao/ubnd-xa-phuoc-vinh.txt").decode()
    assert "tệp đã đánh dấu là ban-sao-danh-dau/xa-0.can-sua.xlsx" in said
    assert "Nhơn Hải" not in said
    assert officer.get(f"/luot-xet/{empty.id}/gui-tra.zip?sender=nobody").status_code == 404


# ---- columns ----------------------------------------------------------------------------------------------------

ODD_HEADER = ["STT", "Họ tên người được đề xuất", "Loại hình", "Nhóm ĐT", "Năm sinh", "Xã, phường", "Đơn vị đề nghị"]


def columns_page(browser: Browser, work: Work, asked: str = "") -> str:
    answer = browser.get(f"/luot-xet/{work.id}/cot{asked}")
    assert answer.status_code == 200
    return str(answer.text)


def asked_columns(page: str) -> list[str]:
    return re.findall(r'<select name="([^"]+)"', page)


def test_what_is_asked_comes_first_and_alone_with_its_samples(officer: Browser, empty: Work) -> None:
    send(officer, empty, ("a.xlsx", LIST))
    send(officer, empty, ("b.xlsx", sheet([ODD_HEADER, person(1, "Trần Thị Bình"), person(2, "Lê Văn Cường")])))
    page = columns_page(officer, empty)
    asked = asked_columns(page)
    assert page.index(f'<select name="{asked[0]}"') < page.index('<details class="columns"')
    assert [name.split(".")[1] for name in asked] == ["B", "D"] or [n.split(".")[1] for n in asked] == ["D"]
    assert "Cá nhân" in page[: page.index('<details class="columns"')]  # what stands in the column


def test_a_column_that_is_missing_is_told_before_anything_is_read(officer: Browser, empty: Work) -> None:
    without = [[cell for n, cell in enumerate(row) if n != 3] for row in (HEADER, person(1, "Nguyễn Văn An"))]
    send(officer, empty, ("a.xlsx", sheet(without)))
    assert "chưa rõ cột nào là “Nhóm đối tượng”" in files_page(officer, empty)
    page = columns_page(officer, empty)
    assert "Thiếu cột “Nhóm đối tượng” ở a.xlsx – Danh sách." in page
    refused = officer.post(f"/luot-xet/{empty.id}/cot", data={})
    assert refused.status_code == 422
    assert "thiếu cột “Nhóm đối tượng”" in refused.text
    assert "Hiểu các cột" in refused.text  # told here, where it can be answered


def test_an_answer_is_remembered_shown_and_revoked_here_and_for_later(
    officer: Browser, empty: Work, office: Office
) -> None:
    odd = sheet([ODD_HEADER, person(1, "Trần Thị Bình")])
    send(officer, empty, ("b.xlsx", odd))
    page = columns_page(officer, empty)
    meant = {"B": "name", "D": "category"}
    data = {name: meant[name.split(".")[1]] for name in asked_columns(page)}
    assert officer.post(f"/luot-xet/{empty.id}/cot", data=data).headers["location"].endswith("/o-can-sua")
    later = office.works.keep(office.works.new("a-officer", "Năm sau"), rulebook="ninh-thuan-2023")
    send(officer, later, ("c.xlsx", odd))
    page = columns_page(officer, later)
    assert page.count("theo câu trả lời lần trước") == len(data)
    assert "hỏi 0" in page
    assert officer.get(f"/luot-xet/{later.id}/o-can-sua").status_code == 422  # shown, and not applied unseen
    for run in (later, empty):  # revoked for later, then where it had been given
        for header in ODD_HEADER:
            assert officer.post(
                f"/luot-xet/{run.id}/cot/quen", data={"form": "candidates", "header": header}
            ).status_code == 303
        assert f"hỏi {len(data)}" in columns_page(officer, run)
    assert not (office.works.folder(empty) / "mapping.yaml").exists()


def test_every_column_can_be_changed_and_what_is_not_shown_stays(
    officer: Browser, empty: Work, office: Office
) -> None:
    send(officer, empty, ("a.xlsx", sheet([[*HEADER, "Ghi chú"], [*person(1, "Nguyễn Văn An"), "mới"]])))
    send(officer, empty, ("b.xlsx", sheet([HEADER[:6], person(2, "Trần Thị Bình")[:6]])))
    page = columns_page(officer, empty, "?sua=0")
    assert len(asked_columns(page)) == 8
    officer.post(f"/luot-xet/{empty.id}/cot", data={"0.E": "none"})
    assert (office.works.folder(empty) / "mapping.yaml").exists()
    officer.post(f"/luot-xet/{empty.id}/cot", data={})
    work = office.works.find(empty.id)
    assert work is not None
    assert [dict(given) for given in work.details.columns.values()] == [{"E": "none"}]


def test_a_hundred_layouts_make_a_page_of_moderate_size(officer: Browser, empty: Work) -> None:
    many = [
        (f"xa-{n}.xlsx", sheet([[*HEADER, *(f"Cột riêng {n} {k}" for k in range(20))], person(n, "Nguyễn Văn An")]))
        for n in range(100)
    ]
    send(officer, empty, *many)
    assert len(columns_page(officer, empty).encode()) < 400_000


# ---- what is said -----------------------------------------------------------------------------------------------


def test_no_sentence_on_the_page_says_what_to_type() -> None:
    """Every sentence of intake that names an option or a command is said in the page's own words."""
    typed = re.compile(r"--[a-z]{3,}|`template`")
    for file in sorted(Path("engine/intake").resolve().glob("*.py")):
        if file.stem in ("resolve_sheet", "resolve_file", "mapping_file", "template", "template_guide"):
            continue  # files of answers that the page writes itself
        whole = re.sub(r'"\n\s*f?"', "", file.read_text(encoding="utf-8"))  # sentences of several lines
        for line in whole.splitlines():
            for said in re.findall(r'f?"([^"\n]*)"', line):
                if typed.search(said) and "#" not in line.partition('"')[0]:
                    both = {on_page(said, "vi"), on_page(said, "en")}
                    assert any(not typed.search(text) for text in both), f"{file.name}: {said}"


def test_old_fonts_are_read_on_the_page_as_reading_reads_them(officer: Browser, empty: Work) -> None:
    book = openpyxl.Workbook()
    made = book.active
    assert made is not None
    for row in (HEADER, person(1, "NguyÔn V¨n An"), person(2, "NguyÔn V¨n An")):
        made.append(row)
    for number in (2, 3):
        made.cell(number, 2).font = openpyxl.styles.Font(name=".VnTime")
        made.cell(number, 5, 1970)
    out = io.BytesIO()
    book.save(out)
    send(officer, empty, ("cu.xlsx", out.getvalue()))
    for screen in ("cot", "trung", "o-can-sua"):
        page = officer.get(f"/luot-xet/{empty.id}/{screen}").text
        assert "Nguyễn Văn An" in page, screen
        assert "NguyÔn" not in page, screen


def test_a_map_made_for_other_columns_is_told_in_the_pages_words(
    officer: Browser, empty: Work, office: Office
) -> None:
    send(officer, empty, ("a.xlsx", sheet([[*HEADER, "Ghi chú"], [*person(1, "Nguyễn Văn An"), "mới"]])))
    officer.post(f"/luot-xet/{empty.id}/cot", data={"0.E": "none"})
    work = office.works.find(empty.id)
    assert work is not None
    officer.post(f"/luot-xet/{empty.id}/tep/{work.details.uploads[0].stored}/xoa")
    send(officer, empty, ("a.xlsx", sheet([[*HEADER, "Khác"], [*person(1, "Nguyễn Văn An"), "mới"]])))
    refused = officer.get(f"/luot-xet/{empty.id}/o-can-sua")
    assert refused.status_code == 422
    assert "bước “Các cột”" in refused.text
    assert "--write" not in refused.text
    assert officer.post(f"/luot-xet/{empty.id}/cot", data={}).status_code == 303
    assert officer.get(f"/luot-xet/{empty.id}/o-can-sua").status_code == 200


# ---- in a browser -----------------------------------------------------------------------------------------------


@in_chromium
def test_files_and_cells_in_a_browser(chromium: Chromium, served: Served, tmp_path: Path) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.get_by_role("button", name="Tạo lượt xét mới").click()
    work = served.office.works.all()[0]
    served.office.works.keep(work, rulebook="ninh-thuan-2023")
    page.goto(f"{served.address}/luot-xet/{work.id}/tep")
    assert seen.main() == "Gửi lên"
    seen.look("files-empty")
    (tmp_path / "a.xlsx").write_bytes(sheet([WIDE_HEADER, *(wrong(n) for n in range(30))]))
    (tmp_path / "cong-van.docx").write_bytes(docx())
    (tmp_path / "tong-hop.xlsx").write_bytes(
        sheet([["BẢNG TỔNG HỢP SỐ LƯỢNG"], ["STT", "Đơn vị", "Tập thể", "Cá nhân"], [1, "Xã A", 2, 5]])
    )
    page.set_input_files("#files", sorted(tmp_path.glob("*.*x")))
    assert "3 tệp đã chọn" in page.inner_text("#dropped")
    page.get_by_role("button", name="Gửi lên").click()
    page.wait_for_selector("table.sent")
    seen.look("files-recognised")
    assert seen.main() == "Đọc các tệp này"
    page.locator("main .main").click()
    seen.look("columns-understood")
    page.goto(f"{served.address}/luot-xet/{work.id}/o-can-sua")
    seen.look("cells-many")
    page.locator("td.boxed").focus()
    first = page.inner_text(".turn .muted")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile("o="))
    assert page.inner_text(".turn .muted") != first
    assert page.evaluate("document.activeElement.id") == "o"  # the next arrow works as well
    page.get_by_role("link", name=re.compile("Tin nhắn gửi")).click()
    seen.look("message-copy")
    assert seen.main() == "Sao chép"


@in_chromium
def test_a_problem_is_reached_without_javascript_at_320_pixels(chromium: Chromium, served: Served) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{served.address}/vao/{served.office.sessions.launch('an', 'officer')}")
    page.get_by_role("button", name="Thử với dữ liệu mẫu").click()
    page.get_by_role("link", name="Ô cần sửa", exact=True).click()
    page.locator(".noted a").nth(1).click()
    page.wait_for_timeout(800)  # the way there is shown
    box = page.locator("td.boxed").first.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < 320
    assert 0 <= box["y"] < 640


@in_chromium
def test_questions_about_columns_in_a_browser(chromium: Chromium, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    page, works = seen.page, served.office.works
    work = works.keep(works.new("an", "Thử"), rulebook="ninh-thuan-2023")
    page.goto(f"{served.address}/luot-xet/{work.id}/tep")
    odd = [[cell for n, cell in enumerate(row) if n != 2] for row in (ODD_HEADER, person(1, "Trần Thị Bình"))]
    for name, data in (("a.xlsx", LIST), ("b.xlsx", sheet(odd))):
        page.set_input_files("#files", {"name": name, "mimeType": "", "buffer": data})
        page.get_by_role("button", name="Gửi lên").click()
        page.wait_for_selector(f"table.sent >> text={name}")
    page.locator("main .main").click()
    seen.look("columns-asked")
    assert seen.main() == "Đúng, tiếp tục"
    page.get_by_role("link", name="Chọn cột").first.click()
    seen.look("columns-choosing")


@in_chromium
def test_a_folder_is_sent_and_files_are_dropped(chromium: Chromium, served: Served, tmp_path: Path) -> None:
    seen = opened(chromium, served, "officer", "an")
    page, works = seen.page, served.office.works
    work = works.keep(works.new("an", "Thử"), rulebook="ninh-thuan-2023")
    page.goto(f"{served.address}/luot-xet/{work.id}/tep")
    inner = tmp_path / "cac-xa" / "dot-1"
    inner.mkdir(parents=True)
    (inner / "xa-1.xlsx").write_bytes(LIST)
    (inner / "Thumbs.db").write_bytes(b"x")
    (tmp_path / "cac-xa" / "xa-2.xlsx").write_bytes(sheet([HEADER, person(2, "Trần Thị Bình")]))
    page.set_input_files("#folder", tmp_path / "cac-xa")
    page.get_by_role("button", name="Gửi lên").click()
    page.wait_for_selector("text=2 tệp, trong đó 2 tệp có danh sách đề nghị")
    page.evaluate(
        """async (rows) => {
        const all = new DataTransfer();
        all.items.add(new File([rows], 'xa-3.csv'));
        const dropped = new DragEvent('drop', { dataTransfer: all, cancelable: true });
        document.getElementById('drop').dispatchEvent(dropped); }""",
        "\n".join(";".join(map(str, row)) for row in (HEADER, person(3, "Lê Văn Cường"))),
    )
    page.wait_for_selector("text=1 tệp đã chọn")
    page.get_by_role("button", name="Gửi lên").click()
    page.wait_for_selector("text=3 tệp, trong đó 3 tệp có danh sách đề nghị với 3 trường hợp.")
    assert seen.complaints == []


@in_chromium
def test_a_message_is_copied(chromium: Chromium, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Thử với dữ liệu mẫu").click()
    page.get_by_role("link", name="Ô cần sửa", exact=True).click()
    page.get_by_role("link", name=re.compile("Tin nhắn gửi")).first.click()
    page.get_by_role("button", name="Sao chép").click()
    page.wait_for_selector("text=Đã sao chép.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("Kính gửi:")
