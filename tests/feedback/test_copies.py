"""Marked copies are made apart: what a file does to the library that loads it, it does to no one else."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from engine.feedback import copies
from engine.feedback.annotate import by_file
from engine.feedback.copies import marked_copy
from engine.feedback.writing import write_feedback
from engine.intake.apart import call_apart
from engine.intake.child import Stopped
from engine.intake.workbook import read_book
from tests.feedback.conftest import Check
from tests.sheets.test_book import with_parts


def _sheets(data: bytes) -> list[str]:
    return list(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)


def test_the_copy_made_apart_is_the_marked_workbook(book: Path, check: Check) -> None:
    noted = by_file(check(book).noted)[book.name]
    made = marked_copy(book.read_bytes(), read_book(book), noted, "vi")
    assert made is not None
    assert _sheets(made) == ["Lỗi cần sửa", "Danh sách"]


def test_a_part_that_exhausts_the_memory_costs_the_look_and_nothing_else(
    book: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XETKHEN_READ_MEMORY", "256")
    fonts = b'<font><name val="A"/><sz val="11"/></font>' * 1_500_000
    calls: list[int] = []

    def counted(function: str, payload: bytes) -> bytes:
        calls.append(len(payload))
        return call_apart(function, payload)

    monkeypatch.setattr(copies, "call_apart", counted)
    noted = by_file(check(book).noted)[book.name]
    odd = with_parts(book, {"xl/styles.xml": b"<styleSheet><fonts>" + fonts + b"</fonts></styleSheet>"})
    made = marked_copy(odd, read_book(book), noted, "vi")
    assert made is not None
    assert _sheets(made) == ["Lỗi cần sửa", "Danh sách"]
    assert len(calls) == 2


@pytest.mark.parametrize(("function", "code"), [("time:sleep_", "broke"), ("json:loads", "broke")])
def test_what_breaks_down_apart_is_told_by_a_code(function: str, code: str) -> None:
    with pytest.raises(Stopped) as stopped:
        call_apart(function, b"{")
    assert stopped.value.code == code


def test_what_takes_too_long_or_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XETKHEN_READ_SECONDS", "1")
    with pytest.raises(Stopped) as stopped:
        call_apart("tests.feedback.greedy:for_ever", b"")
    assert stopped.value.code == "time"
    monkeypatch.setenv("XETKHEN_READ_SECONDS", "20")
    with pytest.raises(Stopped) as stopped:
        call_apart("tests.feedback.greedy:without_end", b"")
    assert stopped.value.code == "memory"


def test_where_no_copy_can_be_made_the_folder_says_so_and_holds_the_rest(
    tmp_path: Path, book: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> bytes:
        raise Stopped("memory", 128)

    monkeypatch.setattr(copies, "call_apart", stopped)
    target = write_feedback(check(book), [book], tmp_path / "out", "vi")
    assert [p.name for p in (target / "ban-sao-danh-dau").iterdir()] == ["khong-co-ban-sao.txt"]
    assert "- xa.xlsx" in (target / "ban-sao-danh-dau" / "khong-co-ban-sao.txt").read_text(encoding="utf-8")
    assert "đã đánh dấu là" not in (target / "thong-bao" / "ubnd-xa-phuoc-vinh.txt").read_text(encoding="utf-8")
