"""The officer's way from a pile of workbooks to a run: map the columns, settle the copies, send back what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import SAMPLES, Xetkhen
from tests.cli.test_bad_input import write_book

PLAN = "ninh-thuan-2023"
NINH_THUAN = SAMPLES / f"{PLAN}.xlsx"
ODD: list[object] = ["Người được đề xuất", "Loại hình", "Nhóm đối tượg", "Xã, phường", "Tiêu biểu, xuất sắc"]
ROW: list[object] = ["Nguyễn Văn An", "Cá nhân", "Cá nhân", "Xã An Hải", "x"]


@pytest.fixture
def odd(here: Path) -> Path:
    return write_book(here / "xa.xlsx", [ODD, ROW])


def answer(path: Path, *answers: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for said in answers:
        at = next(n for n, line in enumerate(lines) if '"?"' in line and not line.startswith("#"))
        lines[at] = lines[at].replace('"?"', said)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def decisions(folder: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((Path(folder) / "decisions.json").read_text(encoding="utf-8"))
    return found


# ---- columns ----------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_mapped_and_then_read(odd: Path, xetkhen: Xetkhen) -> None:
    assert xetkhen("check", odd, "-r", PLAN).code == 2
    done = xetkhen("check", odd, "-r", PLAN, "--write-mapping", "map.yaml")
    assert done.code == 0
    assert "map.yaml: 2 câu hỏi cần trả lời" in done.err
    assert "chưa dùng được" in done.err
    answer(Path("map.yaml"), "name", "category")
    assert "1 trường hợp đề nghị" in xetkhen("check", odd, "-r", PLAN, "--mapping", "map.yaml").out


def test_an_unanswered_map_is_refused_with_its_line(odd: Path, xetkhen: Xetkhen) -> None:
    xetkhen("check", odd, "-r", PLAN, "--write-mapping", "map.yaml")
    done = xetkhen("nominate", odd, "-r", PLAN, "--mapping", "map.yaml", "--lang", "en")
    assert done.code == 2
    assert done.err.startswith("Error: map.yaml:17:")
    assert "not answered" in done.err


def test_a_map_of_understood_files_changes_nothing_but_the_record(here: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("check", NINH_THUAN, "-r", PLAN, "--write-mapping", "map.yaml")
    assert done.code == 0
    assert "map.yaml: 0 câu hỏi" in done.err
    assert xetkhen("nominate", NINH_THUAN, "-r", PLAN, "-o", "a").code == 0
    assert xetkhen("nominate", NINH_THUAN, "-r", PLAN, "--mapping", "map.yaml", "-o", "b").code == 0
    plain, mapped = decisions("a"), decisions("b")
    assert (plain["decisions"], plain["quotas"], plain["problems"]) == (
        mapped["decisions"], mapped["quotas"], mapped["problems"],
    )  # fmt: skip
    run = mapped["run"]
    assert isinstance(run, dict)
    assert (run["mapping"]["file"], len(run["mapping"]["sha256"])) == ("map.yaml", 64)
    assert isinstance(plain["run"], dict)
    assert "mapping" not in plain["run"]
    assert run["id"] != plain["run"]["id"]
    sheet = openpyxl.load_workbook("b/nominations.xlsx")["Thông tin lượt xét"]
    assert run["mapping"]["sha256"] in [cell.value for row in sheet.iter_rows() for cell in row]


def test_a_map_never_replaces_a_file(odd: Path, xetkhen: Xetkhen) -> None:
    Path("map.yaml").write_text("của ai đó")
    done = xetkhen("check", odd, "-r", PLAN, "--write-mapping", "map.yaml")
    assert (done.code, Path("map.yaml").read_text()) == (2, "của ai đó")


def test_strict_asks_for_open_questions_to_be_answered(odd: Path, xetkhen: Xetkhen) -> None:
    assert xetkhen("check", odd, "-r", PLAN, "--write-mapping", "map.yaml", "--strict").code == 1


# ---- copies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["choices.yaml", "choices.xlsx"])
def test_copies_are_settled_and_every_row_is_still_counted(here: Path, xetkhen: Xetkhen, name: str) -> None:
    done = xetkhen("check", NINH_THUAN, "-r", PLAN, "--write-resolve", name)
    assert done.code == 0
    assert f"{name}: 3 câu hỏi" in done.err
    if name.endswith("yaml"):
        answer(here / name, "1", "all", "Xã Phước Vinh")
    else:
        book = openpyxl.load_workbook(here / name)
        for row, said in zip(range(5, 9), ("giữ", "bỏ", "giữ", "giữ"), strict=True):
            book["Trùng lặp"].cell(row, 6, said)
        book["Đơn vị"].cell(5, 4, "Xã Phước Vinh")
        book.save(here / name)
    done = xetkhen("nominate", NINH_THUAN, "-r", PLAN, "--resolve", name, "-o", "kq")
    assert done.code == 0, done.err
    found = decisions("kq")
    counts, problems, run = found["counts"], found["problems"], found["run"]
    assert isinstance(counts, dict)
    assert isinstance(problems, list)
    assert isinstance(run, dict)
    assert (counts["rows"], counts["candidates"], counts["rejected_rows"]) == (88, 87, 1)
    assert [p["cell"] for p in problems if p["code"] == "row-set-aside"] == ["49:49"]
    assert [p for p in problems if p["severity"] == "error"] == []
    assert run["resolve"]["file"] == name


def test_decisions_about_another_version_of_the_file_stop_the_run(here: Path, xetkhen: Xetkhen) -> None:
    xetkhen("check", NINH_THUAN, "-r", PLAN, "--write-resolve", "c.yaml")
    answer(here / "c.yaml", "1", "all", "none")
    book = openpyxl.load_workbook(NINH_THUAN)
    book["Cá nhân"].delete_rows(20)
    book.save(here / NINH_THUAN.name)
    done = xetkhen("nominate", here / NINH_THUAN.name, "-r", PLAN, "--resolve", "c.yaml", "-o", "kq")
    assert done.code == 2
    assert "c.yaml:14:" in done.err
    assert not (here / "kq").exists()


def test_where_nothing_is_to_be_settled_nothing_is_written(here: Path, xetkhen: Xetkhen) -> None:
    write_book(here / "a.xlsx", [["Họ và tên", "Loại hình", "Nhóm đối tượng"], ["A", "Cá nhân", "Cá nhân"]])
    done = xetkhen("check", "a.xlsx", "-r", PLAN, "--write-resolve", "c.yaml")
    assert (done.code, (here / "c.yaml").exists()) == (0, False)


def test_a_file_of_decisions_is_yaml_or_excel(here: Path, xetkhen: Xetkhen) -> None:
    assert "c.txt" in xetkhen("check", NINH_THUAN, "-r", PLAN, "--write-resolve", "c.txt").err


# ---- sending back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("option", "lang"), [("-o", "vi"), ("--annotate", "en")])
def test_a_folder_to_send_back_from(here: Path, xetkhen: Xetkhen, option: str, lang: str) -> None:
    assert xetkhen("check", NINH_THUAN, "-r", PLAN, option, "back", "--lang", lang).code == 0
    names = sorted(path.relative_to(here / "back").as_posix() for path in (here / "back").rglob("*") if path.is_file())
    other = "en" if lang == "vi" else "vi"
    messages, copies = ("thong-bao", "ban-sao-danh-dau") if lang == "vi" else ("messages", "marked-copies")
    assert names == sorted([
        "check.json",
        "bao-cao.html" if lang == "vi" else "report.html",
        "bao-cao.xlsx" if lang == "vi" else "report.xlsx",
        f"{copies}/ninh-thuan-2023.{'can-sua' if lang == 'vi' else 'to-correct'}.xlsx",
        *(f"{messages}/ubnd-{unit}{ending}.txt" for ending in ("", f".{other}")
          for unit in ("huyen-ninh-phuoc", "thanh-pho-phan-rang-thap-cham")),
    ])  # fmt: skip


def test_a_workbook_of_several_senders_is_offered_to_none_of_them(here: Path, xetkhen: Xetkhen) -> None:
    xetkhen("check", NINH_THUAN, "-r", PLAN, "-o", "back")
    said = (here / "back/thong-bao/ubnd-huyen-ninh-phuoc.txt").read_text(encoding="utf-8")
    assert "can-sua.xlsx" not in said
    assert "sửa ngay trong tệp đã gửi" in said


def test_a_folder_that_holds_anything_is_left_alone(here: Path, xetkhen: Xetkhen) -> None:
    (here / "back").mkdir()
    (here / "back" / "x").touch()
    assert xetkhen("check", NINH_THUAN, "-r", PLAN, "-o", "back").code == 2
    assert [p.name for p in (here / "back").iterdir()] == ["x"]


def test_the_page_is_printed(here: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("check", NINH_THUAN, "-r", PLAN, "--format", "html", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith('<!doctype html>\n<html lang="en">')
    assert done.out.endswith("</html>\n")
