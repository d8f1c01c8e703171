"""The papers as they are shown before anybody downloads them: every word of the file, and no other."""

from __future__ import annotations

import hashlib
import html
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from engine.documents import all_papers
from engine.pipeline import nominate
from engine.report import decisions_json
from engine.samples import sample_request
from engine.web.office import Office
from engine.web.preview import Grid, Leaf, Line, book_of, paper_of
from engine.web.works import Work

from .browser import in_chromium, opened
from .conftest import Browser, Served, add_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

PLANS = ("ninh-thuan-2023", "vinh-chau-2021", "cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024")


def told(blocks: tuple[Line | Grid, ...]) -> str:
    """All words of a preview, in their order, without spaces."""
    return "".join("".join(words(blocks)).split())


def words(blocks: tuple[Line | Grid, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            assert block.more == 0
            for row in block.rows:
                for cell in row:
                    yield from words(cell.lines)


def written(paper: bytes, part: str = "word/document.xml") -> str:
    """All words of the paper, read from its XML with nothing but a pattern."""
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        found = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", archive.read(part).decode())
    return "".join(html.unescape("".join(found)).split())


@pytest.mark.parametrize("plan", PLANS)
def test_a_preview_says_what_the_paper_says_and_nothing_else(plan: str) -> None:
    document = decisions_json(nominate(sample_request(plan)[0]).decisions)
    for lang in ("vi", "en"):
        papers = dict(all_papers(document, "0" * 64, lang))
        assert len(papers) >= 3
        for paper in papers.values():
            leaves = paper_of(paper)
            assert told(tuple(block for leaf in leaves for block in leaf.blocks)) == written(paper)
            assert {told(leaf.foot) for leaf in leaves} == {written(paper, "word/footer1.xml")}


def lines_of(leaf: Leaf) -> list[Line]:
    return [block for block in leaf.blocks if isinstance(block, Line)]


def test_a_preview_keeps_how_the_submission_looks() -> None:
    document = decisions_json(nominate(sample_request("ninh-thuan-2023")[0]).decisions)
    first, second = paper_of(dict(all_papers(document, "0" * 64))["to-trinh.docx"])
    title = next(line for line in lines_of(first) if line.text == "TỜ TRÌNH")
    assert (title.align, [(s.bold, s.points) for s in title.spans]) == ("center", [(True, 14)])
    assert lines_of(first)[0].boxed
    grounds = next(line for line in lines_of(first) if line.text.startswith("Căn cứ"))
    assert (grounds.align, grounds.first, grounds.spans[0].italic) == ("both", True, True)
    assert (first.wide, second.wide) == (False, True)  # the list lies across
    listed = next(block for block in second.blocks if isinstance(block, Grid) and block.lined)
    assert listed.heads == 1
    assert listed.rows[0][0].lines[0].text == "STT"


def test_a_long_table_is_cut_and_says_by_how_much() -> None:
    import docx

    document = docx.Document()
    table = document.add_table(rows=203, cols=1)
    table.rows[0].cells[0].text = "đầu"
    saved = io.BytesIO()
    document.save(saved)
    grid = paper_of(saved.getvalue())[0].blocks[0]
    assert isinstance(grid, Grid)
    assert (len(grid.rows), grid.more, grid.rows[0][0].lines[0].text) == (200, 3, "đầu")


def test_a_sheet_is_shown_cell_by_cell(sample_results: Path) -> None:
    file = sample_results / "nominations.xlsx"
    book = load_workbook(file)
    for number, sheet in enumerate(book.worksheets):
        shown = book_of(file, 0, number)
        assert (shown.names[number], shown.chosen, shown.more) == (sheet.title, number, 0)
        expected = [["" if c.value is None else str(c.value) for c in row] for row in sheet.iter_rows()]
        assert [[c.text for c in row if c.text] for row in shown.rows] == [[t for t in row if t] for row in expected]
        assert {sum(c.span for c in row) for row in shown.rows} == {sheet.max_column}
    assert book_of(file, 0, 99).chosen == 0


# ---- the screen -------------------------------------------------------------------------------------------------


def test_papers_are_called_what_an_office_calls_them(sign_in: Callable[..., Browser], done: Work) -> None:
    text = sign_in("officer").get(f"/luot-xet/{done.id}/van-ban").text
    for title in ("Tờ trình", "Biên bản họp", "Thông báo gửi UBND huyện Ninh Hải", "Danh sách đề nghị (Excel)"):
        assert f">{title}</a>" in text
    assert "Kính gửi: Chủ tịch UBND tỉnh Ninh Thuận." in text
    assert 'data-draft="BẢN NHÁP"' in text


def test_each_file_has_its_digest_and_the_download_holds_what_was_shown(
    sign_in: Callable[..., Browser], done: Work
) -> None:
    officer = sign_in("officer")
    text = officer.get(f"/luot-xet/{done.id}/van-ban").text
    with zipfile.ZipFile(io.BytesIO(officer.get(f"/luot-xet/{done.id}/van-ban.zip").content)) as archive:
        names = [name for name in archive.namelist() if name != "SHA256SUMS"]
        assert {"to-trinh.docx", "thong-bao/ubnd-huyen-ninh-hai.docx", "nominations.xlsx"} <= set(names)
        digests = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}
        sums = archive.read("SHA256SUMS").decode().splitlines()
    assert sums == [f"{digests[name]}  {name}" for name in names]
    shown = dict(re.findall(r'<th scope="row">([^<]+)</th><td class="digest">([0-9a-f]{64})</td>', text))
    assert shown == digests


def test_what_is_no_paper_of_the_run_cannot_be_seen(sign_in: Callable[..., Browser], done: Work) -> None:
    officer = sign_in("officer")
    for name in ("../../page.sqlite", "thong-bao/nobody.docx", "to-trinh.docx/"):
        assert officer.get(f"/luot-xet/{done.id}/van-ban", params={"paper": name}).status_code == 404


def test_a_hostile_name_stays_text_in_a_preview(
    sign_in: Callable[..., Browser], office: Office, tmp_path: Path
) -> None:
    work = done_with_hostile_name(office, tmp_path)
    text = sign_in("officer").get(f"/luot-xet/{work.id}/van-ban", params={"paper": "bien-ban.docx"}).text
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def done_with_hostile_name(office: Office, folder: Path) -> Work:
    from engine.pipeline import Request
    from engine.places import data_dir
    from engine.report.writing import write_results

    source = data_dir() / "samples" / "ninh-thuan-2023.xlsx"
    book = load_workbook(source)
    cells = [cell for row in book["Tập thể"].iter_rows() for cell in row]
    names = [cell for cell in cells if str(cell.value or "").startswith("Nhân dân")]
    for cell in names:
        cell.value = f"<script>alert(1)</script> {cell.value}"
    assert names
    book.save(folder / source.name)
    run = nominate(Request((folder / source.name,), "ninh-thuan-2023"))
    work = add_files(office, office.works.new("a-officer", "Thử"), folder / source.name)
    write_results(run.decisions, office.works.folder(work) / "results-1")
    return office.works.move(work, "done", results="results-1", rulebook="ninh-thuan-2023")


@in_chromium
def test_every_paper_can_be_looked_at_in_a_browser(chromium: Chromium, served: Served, sample_results: Path) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    work = served.office.works.new("an", "Thử")
    shutil.copytree(sample_results, served.office.works.folder(work) / "results-1")
    served.office.works.move(work, "done", results="results-1", rulebook="ninh-thuan-2023")
    page.goto(f"{served.address}/luot-xet/{work.id}/van-ban")
    assert "Tờ trình" in page.inner_text("#paper")
    seen.look("documents")
    assert seen.main() == "Tải tất cả"
    page.get_by_role("link", name="Thông báo gửi UBND huyện Ninh Hải").click()
    assert "UBND huyện Ninh Hải" in page.inner_text(".paper >> nth=0")
    seen.look("documents-notice")
    page.get_by_role("link", name="Danh sách đề nghị (Excel)").click()
    page.get_by_role("link", name="DS Cá nhân").click()
    assert "Katơr Thị Sinh" in page.inner_text("table.book")
    seen.look("documents-workbook")
