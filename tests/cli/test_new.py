"""``rulebook new``: a whole dialogue, wrong answers in it, and what comes of it; on a terminal and elsewhere."""

from __future__ import annotations

import io
import os
import pty
import select
import sys
import time
from pathlib import Path

import pytest

from engine.casebook import run_cases
from engine.rulebook import lint, load
from tests.cli.conftest import ROOT, Done, Xetkhen, real

GOLDEN = ROOT / "tests" / "golden"

# What somebody types, part by part; what cannot be used is followed by what can.
ANSWERS = """\
Kế hoạch hội thi "Trường em xanh, sạch"
5/KH-PGD
Phòng Giáo dục và Đào tạo
31/02/2027
01/02/2027
thôn
huyện
2/2027
tháng 12/2026
tháng 6/2027
15/6/2027
Hội thi Trường em xanh, sạch
Hội đồng Thi đua - Khen thưởng

Trưởng phòng
I. MỤC ĐÍCH
II. ĐỐI TƯỢNG, TIÊU CHUẨN
1. Trường học
không có số
2. Học sinh
III.1 Số lượng
III.1 Số lượng lần nữa
III.2 Hồ sơ trước 01/6/2027
III.3 Chỉ tiêu

Giấy khen của Trưởng phòng
III.1
Giấy khen của Chủ tịch UBND huyện
III.1

Trường tiểu học
x
t
II.9
II.1
Có mô hình xanh


Trồng nhiều cây
m
s
nhiều
99,5
II.7
II.2

Trường trung học
t
II.1
có mô hình xanh



Học sinh
c, h
II.2
Có sáng kiến


Góp vào quỹ cây xanh
t




Nộp muộn
III.2
1/13/2027
01/6/2027
Bịa số liệu



Xét cuối năm
III.1
3
1
có lẽ
c
0
3
4
2
1



k
9
1
Trường có vườn cây
120 %
50 %
III.3

Nhận hồ sơ
chiều thứ sáu
01/6/2027
III.2

Chỉ tính cây còn sống
II.1

"""


def type_in(answers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))


def asked(xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch, *words: object, answers: str = ANSWERS) -> Done:
    type_in(answers, monkeypatch)
    return xetkhen("rulebook", "new", *words, "--ask")


def test_a_whole_dialogue_with_wrong_answers_and_what_comes_of_it(
    here: Path, xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    done = asked(xetkhen, monkeypatch, "hoi-thi-2027")
    assert (done.code, done.err) == (0, "")
    said = done.out + "\n" + (here / "hoi-thi-2027.yaml").read_text(encoding="utf-8")
    golden = GOLDEN / "new-rulebook.vi.txt"
    if pytestconfig.getoption("--write-golden"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
    assert done.out.count("Chưa dùng được") == 18
    assert lint("hoi-thi-2027.yaml") == ()
    report = run_cases("hoi-thi-2027.yaml")
    assert (report.failures, report.one_sided) == ([], [])
    book = load("hoi-thi-2027.yaml")
    assert book.document.period == ("2027-02", "2027-06")
    assert [c.id for c in book.criteria.values()] == [
        "co_mo_hinh_xanh", "trong_nhieu_cay", "co_sang_kien", "gop_vao_quy_cay_xanh"
    ]  # fmt: skip
    assert book.parameters["gop_vao_quy_cay_xanh_muc"].value is None
    assert book.clauses["I"].not_a_rule is not None


def test_every_question_can_be_skipped(here: Path, xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch) -> None:
    done = asked(xetkhen, monkeypatch, "bo-trong", "--lang", "en", answers="\n" * 40)
    assert (done.code, done.err) == (0, "")
    assert "[10/10] What the plan leaves open" in done.out
    assert (here / "bo-trong.cases.yaml").is_file()
    assert lint("bo-trong.yaml") == ()
    assert run_cases("bo-trong.yaml").failed is False


def test_stopped_half_way_nothing_is_written(here: Path, xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch) -> None:
    done = asked(xetkhen, monkeypatch, "do-dang", answers="Kế hoạch\n")
    assert done.code == 130
    assert list(here.iterdir()) == []


def test_the_clauses_come_from_the_plans_own_text(
    here: Path, xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "ke-hoach.txt").write_text(
        "Số: 12/KH-UBND\nKẾ HOẠCH\nXã sạch\nI. MỤC ĐÍCH\nII. KHEN THƯỞNG\n1. Tiêu chuẩn\n2. Số lượng\n",
        encoding="utf-8",
    )
    done = xetkhen("rulebook", "new", "xa-sach", "--from", "ke-hoach.txt")
    assert (done.code, done.err) == (0, "")
    book = load("xa-sach.yaml")
    assert [c for c in book.clauses if "law/" not in c] == ["I", "II", "II.1", "II.2", "CẦN-GHI"]
    assert (book.document.title.vi, book.document.number) == ("Xã sạch", "12/KH-UBND")
    again = asked(xetkhen, monkeypatch, "hoi", "--from", "ke-hoach.txt", answers="\n" * 40)
    assert "  II.2  Số lượng\n" in again.out
    assert "Tên kế hoạch [Xã sạch]: " in again.out
    assert load("hoi.yaml").document.number == "12/KH-UBND"


def test_what_is_no_plan_is_refused_in_two_lines(here: Path, xetkhen: Xetkhen) -> None:
    (here / "a.txt").write_text("không có đề mục", encoding="utf-8")
    (here / "b.docx").write_bytes(b"PK\x03\x04\xff\xfe")
    for words in (["--from", "a.txt"], ["--from", "b.docx"], ["--from", "a.txt", "--plain"]):
        done = xetkhen("rulebook", "new", "moi", *words)
        assert (done.code, len(done.err.splitlines())) == (2, 2)
    assert xetkhen("rulebook", "new", "moi", "--from", "khong-co.txt").code == 2
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "b.docx"]


def test_a_bad_id_is_told_before_anything_is_asked(
    here: Path, xetkhen: Xetkhen, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = asked(xetkhen, monkeypatch, "kế hoạch")
    assert (done.code, done.out) == (2, "")
    assert list(here.iterdir()) == []


def test_away_from_a_terminal_the_sample_draft_is_left(here: Path) -> None:
    done = real("rulebook", "new", "mau-2027", cwd=here, input="x\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["mau-2027.yaml", "mau-2027.en.yaml", "mau-2027.cases.yaml"]
    assert "Thôn" in (here / "mau-2027.yaml").read_text(encoding="utf-8")


def test_on_a_terminal_it_asks(here: Path) -> None:
    command = str(Path(sys.executable).with_name("xetkhen"))
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover  # the child
        os.chdir(here)
        os.execv(command, [command, "rulebook", "new", "tren-may-2027"])
    said = b""
    deadline = time.monotonic() + 60
    answers = ["Kế hoạch thử", "12/KH-UBND", *[""] * 60]
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            try:
                more = os.read(terminal, 4096)
            except OSError:  # the other end is closed
                break
            if not more:
                break
            said += more
            if said.endswith(b": ") and answers:
                os.write(terminal, answers.pop(0).encode() + b"\n")
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
    assert "[10/10]" in said.decode()
    book = load(here / "tren-may-2027.yaml")
    assert (book.document.title.vi, book.document.number) == ("Kế hoạch thử", "12/KH-UBND")
