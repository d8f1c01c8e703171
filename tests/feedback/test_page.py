"""The page opens without a network and escapes whatever was read."""

from __future__ import annotations

import html.parser
from pathlib import Path

from engine.feedback import page
from tests.feedback.conftest import BAD, GOOD, HEADER, Check
from tests.intake.made import workbook

EVIL = "<script>alert('x')</script>&\"'"


class Page(html.parser.HTMLParser):
    """What a browser would find: the tags, balanced, and the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_problem_stands_under_its_sender(book: Path, check: Check) -> None:
    seen = Page(page(check(book), "vi"))
    assert seen.open == []
    assert "UBND xã Phước Vinh: 2 lỗi, 0 điểm xem lại" in seen.text
    assert "ghi “Xã Phước Vin”; không có trong danh sách đơn vị" in seen.text
    assert "Columns" not in seen.text
    assert "2 errors" in Page(page(check(book), "en")).text


def test_it_asks_nothing_of_a_network_and_runs_nothing(book: Path, check: Check) -> None:
    seen = Page(page(check(book), "vi"))
    assert (seen.links, {"script", "img", "link", "iframe"} & set(seen.tags)) == ([], set())


def test_whatever_was_read_is_escaped(tmp_path: Path, check: Check) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S'&": [
        HEADER, [1, EVIL, *GOOD[2:4], EVIL, EVIL, EVIL], [2, EVIL, *GOOD[2:4], EVIL, EVIL, 5],
    ]})  # fmt: skip
    source = page(check(path), "vi")
    assert "<script" not in source
    assert EVIL in Page(source).text


def test_duplicates_and_spellings_to_decide_are_shown(tmp_path: Path, check: Check) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER, GOOD, GOOD, BAD]})
    seen = Page(page(check(path), "vi"))
    assert "a.xlsx!S!B2: Lê Văn Cường" in seen.text
    assert "Xã Phước Vin" in seen.text


def test_nothing_wrong_is_said_so(tmp_path: Path, check: Check) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER, GOOD]})
    assert "Không có lỗi hay điểm nào cần xem lại." in Page(page(check(path), "vi")).text
