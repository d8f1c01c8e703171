"""Printed pages: each carries the run, its rulebook, that it is a draft, and the digest of its decisions."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.web.printing import traced

from .browser import in_chromium, opened
from .conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page

PDFTOTEXT = shutil.which("pdftotext")
can_be_read = pytest.mark.skipif(PDFTOTEXT is None, reason="NO PDFTOTEXT: apt install poppler-utils")


def test_what_a_page_is_traced_by_is_the_file_itself(sample_results: Path, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    shutil.copytree(sample_results, folder)
    found = traced(folder)
    assert found.digest == hashlib.sha256((folder / "decisions.json").read_bytes()).hexdigest()
    assert (found.rulebook, found.draft) == ("ninh-thuan-2023", True)
    with (folder / "decisions.json").open("ab") as file:
        file.write(b"\n")
    assert traced(folder).digest == hashlib.sha256((folder / "decisions.json").read_bytes()).hexdigest()


def printed(page: Page, file: Path) -> list[str]:
    """The text of each page of paper, its white space made one."""
    page.pdf(path=file, prefer_css_page_size=True)
    assert PDFTOTEXT is not None
    made = subprocess.run([PDFTOTEXT, "-raw", str(file), "-"], capture_output=True, text=True, check=True)
    return [" ".join(text.split()) for text in made.stdout.split("\f")[:-1]]


@in_chromium
@can_be_read
def test_every_printed_page_says_of_which_run_it_is(
    chromium: Chromium, served: Served, sample_results: Path, tmp_path: Path
) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    work = served.office.works.new("an", "Lượt thử in")
    shutil.copytree(sample_results, served.office.works.folder(work) / "results-1")
    served.office.works.move(work, "done", results="results-1", rulebook="ninh-thuan-2023")
    of = traced(served.office.works.folder(work) / "results-1")
    where = f"{served.address}/luot-xet/{work.id}"
    screens = {"ket-qua": "Kết quả", "ket-qua/0": "", "dieu-khoan": "Điều khoản", "van-ban": "Văn bản",
               "van-ban?paper=nominations.xlsx": "Văn bản", "kiem-tra": "Kiểm tra", "vach-cat": ""}  # fmt: skip
    several = 0
    for number, (path, title) in enumerate(screens.items()):
        page.goto(f"{where}/{path}")
        pages = printed(page, tmp_path / f"{number}.pdf")
        several += len(pages) > 1
        for n, text in enumerate(pages):
            at = text.index("· Lượt thử in")
            foot = text[max(0, at - 60) : at + 260]
            assert title in foot, (path, n)
            assert f"Lượt xét {of.run} · bộ quy tắc ninh-thuan-2023 1.0 · BẢN NHÁP" in foot, (path, n)
            assert of.digest in foot.replace(" ", ""), (path, n)
            assert "http" not in text.replace("https://www.w3.org", ""), (path, n)
            assert "Đăng xuất" not in text
    assert several >= 2
    assert seen.complaints == []


@in_chromium
@can_be_read
def test_a_list_of_several_pages_repeats_its_header_and_loses_no_row(
    chromium: Chromium, served: Served, sample_results: Path, tmp_path: Path
) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    work = served.office.works.new("an", "Lượt thử in")
    shutil.copytree(sample_results, served.office.works.folder(work) / "results-1")
    served.office.works.move(work, "done", results="results-1", rulebook="ninh-thuan-2023")
    page.goto(f"{served.address}/luot-xet/{work.id}/ket-qua?all=1")
    names = page.locator("table.list tbody th a, table.list tbody th[scope=row]").all_inner_texts()
    pages = printed(page, tmp_path / "list.pdf")
    assert len(pages) >= 3
    assert all("Nhóm đối tượng" in text for text in pages[1:-1])
    everything = " ".join(pages).replace(" ", "")
    assert len(set(names)) > 80
    for name in set(names):
        assert "".join(name.split()) in everything, name
    page.locator("table.list a").first.click()
    page.wait_for_selector("#panel #who")
    with_panel = " ".join(printed(page, tmp_path / "panel.pdf"))
    assert page.inner_text("#panel .big").split()[-1] in with_panel
    assert page.locator("#panel details:not([open])").count() >= 1  # what is folded on the screen
    folded = page.locator("#panel details:not([open]) li").first.text_content()
    assert folded is not None
    assert "".join(folded.split())[:30] in with_panel.replace(" ", "")  # is not on paper
