"""The officer's, the council's and the auditor's way in a real browser, every screen held against WCAG by axe-core."""

from __future__ import annotations

import http.server
import re
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import load_workbook

from engine.places import data_dir

from .browser import Seen, in_chromium, opened
from .conftest import PASSWORD, Served

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from playwright.sync_api import Browser, Page

pytestmark = in_chromium


def test_the_whole_way_from_a_workbook_to_the_council_and_the_auditor(chromium: Browser, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    assert "Chưa có lượt xét nào." in page.inner_text("main")
    seen.look("runs-empty")
    page.get_by_role("button", name="Tạo lượt xét mới").click()
    page.get_by_role("link", name=re.compile("Ninh Thuận")).click()
    seen.look("rulebooks")
    assert seen.main() == "Dùng bộ quy tắc này"
    page.locator("main .main").click()
    page.set_input_files("#files", [data_dir() / "samples" / "ninh-thuan-2023.xlsx"])
    page.get_by_role("button", name="Gửi lên").click()
    seen.look("files")
    assert seen.main() == "Đọc các tệp này"
    page.locator("main .main").click()
    assert "hỏi 0" in page.inner_text("main")
    seen.look("columns")
    assert seen.main() == "Đúng, tiếp tục"
    page.locator("main .main").click()
    assert "Còn 3 câu hỏi" in page.inner_text("main")
    page.locator("main .main").click()  # left for later
    assert "Xã Phước Vin" in page.inner_text("td.boxed")
    seen.look("cells")
    page.get_by_role("link", name=re.compile("Tin nhắn gửi")).first.click()
    seen.look("message")
    page.go_back()
    assert seen.main() == "Xong, xét tiếp"
    page.locator("main .main").click()
    seen.look("parameters")
    assert seen.main() == "Xét"
    page.locator("main .main").click()
    page.wait_for_url(re.compile("ket-qua$"), timeout=60_000)
    assert "8/8" in page.inner_text("main")
    assert "15/15" in page.inner_text("main")
    seen.look("results")
    page.locator("table.list a").first.click()
    page.wait_for_selector("#panel #who")
    assert page.evaluate("document.activeElement.id") == "who"
    seen.look("panel")
    page.locator("#panel").get_by_role("link", name="Nếu khác đi").click()
    page.select_option("#field", "board_score")
    page.fill("#value", "40")
    page.locator("main .main").click()
    seen.look("whatif")
    assert seen.main() == "Thử"
    page.go_back()
    page.go_back()
    page.locator("table.list a").first.click()
    page.wait_for_selector("#panel #who")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('hx-target')") == "#panel"
    page.fill("#search", "phuoc vinh")
    page.get_by_role("button", name="Tìm").click()
    assert "Nhân dân và cán bộ xã Phước Vinh" in page.inner_text("table.list")
    page.get_by_role("link", name="Điều khoản").click()
    page.get_by_role("link", name="I.1.b", exact=True).click()
    seen.look("clauses")
    page.get_by_role("link", name="Kết quả").click()
    page.get_by_role("link", name=re.compile("Khoảng cách")).click()
    seen.look("margins")
    page.get_by_role("link", name="Văn bản").click()
    seen.look("documents")
    assert seen.main() == "Tải tất cả"
    with page.expect_download() as sent:
        page.get_by_role("link", name="to-trinh.docx").first.click()
    assert Path(sent.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("link", name="Kết quả").click()
    assert seen.main() == "Trình hội đồng"
    page.locator("main .main").click()
    council = opened(chromium, served, "council", "binh")
    council.page.get_by_role("link", name=re.compile("Ninh Thuận")).click()
    council.look("council-results")
    assert council.page.get_by_role("button", name="Trình hội đồng").count() == 0
    council.page.get_by_role("link", name="Hội đồng quyết định").click()
    council.look("council")
    assert council.main() == "Ghi quyết định"
    settle(council.page, reason="")
    council.page.locator("main .main").click()
    assert "chưa ghi lý do" in council.page.inner_text("[role=alert]")
    assert all("422" in complaint for complaint in council.complaints)  # what a browser logs of a refusal
    council.complaints.clear()
    settle(council.page, reason="Thành tích nổi bật hơn")
    council.page.locator("main .main").click()
    assert "Phiên 1" in council.page.inner_text("main")
    assert "Mọi nhóm đồng hạng đã ghi." in council.page.inner_text("main")
    council.look("council-decided")
    council.page.get_by_role("link", name="Văn bản").click()
    assert council.page.locator("main .warn").count() == 0  # the papers are as the council left the run
    auditor = opened(chromium, served, "auditor", "chi")
    auditor.look("auditor-runs")
    auditor.page.get_by_role("link", name=re.compile("Ninh Thuận")).click()
    auditor.page.get_by_role("link", name="Kiểm tra", exact=True).click()
    assert auditor.main() == "Kiểm tra lại"
    auditor.page.locator("main .main").click()
    auditor.page.get_by_text("Khớp từng byte: 88 trường hợp").wait_for(timeout=60_000)
    auditor.page.get_by_text("mọi kết luận đều đúng").wait_for(timeout=60_000)
    assert "Lượt này là mục số 1" in auditor.page.inner_text("main")
    auditor.look("audit")
    auditor.page.get_by_role("link", name="Nhật ký truy cập").click()
    assert "Nhật ký nguyên vẹn" in auditor.page.inner_text("main")
    auditor.look("journal")


def settle(page: Page, reason: str) -> None:
    """Choose the first of each group of ties, as many as there are seats; say when, who and why."""
    for level in page.locator("form.council section.level").all():
        seats = int(re.search(r"(\d+) suất", level.locator("h2").inner_text())[1])  # type: ignore[index]
        for n, card in enumerate(level.locator("article").all()):
            card.get_by_label("Chọn" if n < seats else "Không chọn", exact=True).check()
            card.locator("textarea").fill(reason)
            card.locator("input[name^='by.']").fill("Trần Văn Bình")
    page.fill("#held_on", "20/10/2023")
    page.fill("#chair", "Nguyễn Thị Chủ")
    page.fill("#signed_by", "Nguyễn Thị Chủ")
    page.fill("#signed_on", "21/10/2023")


def in_parts(folder: Path) -> list[Path]:
    """The sample as offices send it: each sheet a workbook of its own, the individuals in two."""
    sample = data_dir() / "samples" / "ninh-thuan-2023.xlsx"
    parts = {"tap-the": ("Tập thể", "Sổ khen thưởng"), "ca-nhan-1": ("Cá nhân",), "ca-nhan-2": ("Cá nhân",),
             "ho": ("Hộ gia đình",)}  # fmt: skip
    made = []
    for name, sheets in parts.items():
        book = load_workbook(sample)
        for sheet in book.worksheets:
            if sheet.title not in sheets and sheet.sheet_state == "visible":
                book.remove(sheet)
        if name.startswith("ca-nhan"):
            first = sheet_rows(book["Cá nhân"])
            half = (first + book["Cá nhân"].max_row) // 2
            if name.endswith("1"):
                book["Cá nhân"].delete_rows(half + 1, book["Cá nhân"].max_row)
            else:
                book["Cá nhân"].delete_rows(first, half - first + 1)
        made.append(folder / f"{name}.xlsx")
        book.save(made[-1])
    return made


def sheet_rows(sheet: Worksheet) -> int:
    """The row under the header."""
    return next(int(row[0].row) + 1 for row in sheet.iter_rows(max_col=1) if row[0].value == "STT")


def test_a_folder_of_workbooks_comes_to_signed_papers_with_the_councils_changes(
    chromium: Browser, served: Served, tmp_path: Path
) -> None:
    officer = opened(chromium, served, "officer", "an").page
    officer.get_by_role("button", name="Tạo lượt xét mới").click()
    officer.get_by_role("link", name=re.compile("Ninh Thuận")).click()
    officer.locator("main .main").click()
    officer.set_input_files("#files", in_parts(tmp_path))
    officer.get_by_role("button", name="Gửi lên").click()
    assert officer.locator("main tbody tr").count() == 4
    for _ in range(10):
        if officer.url.endswith("/tham-so"):
            break
        officer.locator("main .main").click()
        officer.wait_for_load_state()
    officer.locator("main .main").click()
    officer.wait_for_url(re.compile("ket-qua$"), timeout=60_000)
    text = officer.inner_text("main")
    assert "8/8" in text
    assert "15/15" in text
    assert "Tất cả 88" in text  # as from the one workbook
    officer.locator("main .main").click()
    council = opened(chromium, served, "council", "binh").page
    council.get_by_role("link", name=re.compile("Ninh Thuận")).click()
    council.get_by_role("link", name="Hội đồng quyết định").click()
    settle(council, reason="Thành tích nổi bật hơn")
    struck = council.locator("#everybody option[value*='xã Nhơn Hải']").first.get_attribute("value")
    council.fill("[id='who.change.0']", struck or "")
    council.select_option("[id='action.change.0']", "strike")
    council.fill("[id='reason.change.0']", "Đã nhận hình thức cao hơn")
    council.fill("[id='by.change.0']", "Trần Văn Bình")
    council.locator("main .main").click()
    council.wait_for_load_state()
    assert "Phiên 1" in council.inner_text("main")
    assert "Đã nhận hình thức cao hơn" in council.inner_text("main")
    officer.get_by_role("link", name="Văn bản").click()
    with officer.expect_download() as sent:
        officer.locator("main .main").click()
    with zipfile.ZipFile(sent.value.path()) as papers:
        submission = next(name for name in papers.namelist() if name.endswith("to-trinh.docx"))
        (tmp_path / "to-trinh.docx").write_bytes(papers.read(submission))
    tables = Document(str(tmp_path / "to-trinh.docx")).tables
    listed = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "Nhân dân và cán bộ xã Hộ Hải" in listed  # chosen
    assert "Nhân dân và cán bộ xã Nhơn Hải" not in listed  # struck
    auditor = opened(chromium, served, "auditor", "chi").page
    auditor.get_by_role("link", name=re.compile("Ninh Thuận")).click()
    for link in ("Kết quả", "Điều khoản", "Hội đồng quyết định", "Văn bản"):
        auditor.get_by_role("link", name=link, exact=True).first.click()
        changes = auditor.eval_on_selector_all("form[method=post]", "f => f.map(e => new URL(e.action).pathname)")
        assert set(changes) <= {"/ngon-ngu", "/dang-xuat"}, link
    work = served.office.works.all()[0]
    for path in ("trinh", "rut-lai", "hoi-dong", "tham-so", "xoa", "cot", "tep"):
        status = auditor.evaluate(
            "(path) => fetch(path, {method: 'POST'}).then(answer => answer.status)", f"/luot-xet/{work.id}/{path}"
        )
        assert status == 403, path


def test_every_screen_speaks_english_too(chromium: Browser, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Try with sample data").click()
    vietnamese = re.compile(r"Các cột|Bảng tính|Tham số|Kết quả|Đăng xuất|Quay lại")
    for step in ("Rulebook", "Workbooks", "Columns", "Cells", "Parameters"):
        page.get_by_role("link", name=step, exact=True).click()
        assert not vietnamese.search(page.inner_text(".steps") + page.inner_text("h1"))
        seen.look(f"en-{step.lower()}")


def test_signing_in_by_keyboard_alone(chromium: Browser, served: Served) -> None:
    served.office.accounts.add("an", "officer", PASSWORD)
    page = chromium.new_context().new_page()
    seen = Seen(page)
    page.goto(f"{served.address}/dang-nhap")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for expected in ("name", "password"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == expected
        page.keyboard.type("an" if expected == "name" else PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("luot-xet$"))
    assert seen.complaints == []


def test_search_and_detail_work_without_javascript(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.address}/vao/{served.office.sessions.launch('an', 'officer')}")
    page.get_by_role("button", name="Thử với dữ liệu mẫu").click()
    for _ in range(4):
        page.locator("main .main").click()
    work = served.office.works.all()[0]
    served.office.jobs.wait(work, 60)
    page.get_by_role("link", name="Xem lại tiến độ").click()
    page.wait_for_timeout(300)
    page.goto(f"{served.address}/luot-xet/{work.id}")
    page.fill("#search", "nhon hai")
    page.get_by_role("button", name="Tìm").click()
    page.locator("table.list a").first.click()
    assert "Giải thích" in page.inner_text("h1")


def test_a_hostile_page_elsewhere_changes_nothing(chromium: Browser, served: Served, tmp_path: Path) -> None:
    (tmp_path / "evil.html").write_text(
        f'<form method="post" action="{served.address}/luot-xet" id="f"></form><script>f.submit()</script>',
        encoding="utf-8",
    )
    handler = lambda *a: Quiet(*a, directory=str(tmp_path))
    evil = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=evil.serve_forever, daemon=True).start()
    try:
        seen = opened(chromium, served, "officer", "an")
        for name in ("127.0.0.1", "localhost"):
            seen.page.goto(f"http://{name}:{evil.server_port}/evil.html")
            seen.page.wait_for_url(f"{served.address}/luot-xet")
            assert "không có quyền" in seen.page.inner_text("main")
        assert served.office.works.all() == []
    finally:
        evil.shutdown()
        evil.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_a_stopped_run_leaves_nothing_half_written(chromium: Browser, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.get_by_role("button", name="Thử với dữ liệu mẫu").click()
    for _ in range(4):
        page.locator("main .main").click()
    page.get_by_role("button", name="Dừng").click()
    work = served.office.works.all()[0]
    assert work.state in ("stopped", "done")  # on a quick machine it may have ended first
    left = sorted(path.name for path in served.office.works.folder(work).iterdir())
    assert left == ["inputs", "uploads"] if work.state == "stopped" else "results-1" in left


def test_axe_finds_a_planted_fault(chromium: Browser, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    seen.page.evaluate("""() => {
        const picture = document.createElement('img');
        picture.src = '/static/mark.svg';
        document.querySelector('main').append(picture); }""")
    with pytest.raises(AssertionError, match="image-alt"):
        seen.look("planted")


def test_an_injected_htmx_attribute_does_nothing(chromium: Browser, served: Served) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.evaluate("""() => {
        const a = document.createElement('button');
        a.setAttribute('hx-post', '/luot-xet'); a.id = 'evil'; a.textContent = 'x';
        document.querySelector('main').append(a); htmx.process(a); }""")
    page.click("#evil")
    page.wait_for_timeout(300)
    assert served.office.works.all() == []
    assert any("hx-csp" in complaint for complaint in seen.complaints)
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.querySelector('main').innerHTML = '<b>x</b>'")
