"""Whatever cannot be used is said in one to three lines with what to do, exit code 2, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import ROOT, SAMPLES, Done, Xetkhen

NINH_THUAN = SAMPLES / "ninh-thuan-2023.xlsx"


@pytest.fixture
def refused(here: Path, xetkhen: Xetkhen) -> Callable[..., str]:
    """Runs a command that must be refused, and gives the complaint without its first word."""

    def run(*words: object) -> str:
        before = everything_in(here)
        done = xetkhen(*words)
        assert (done.code, done.out) == (2, "")
        assert everything_in(here) == before
        return complaint(done)

    return run


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def complaint(done: Done) -> str:
    """The complaint of a command; fails unless it is one to three lines."""
    lines = done.err.splitlines()
    assert 1 <= len(lines) <= 3, done.err
    first, _, rest = done.err.partition(" ")
    assert first in ("Lỗi:", "Error:")
    return rest


def write_book(path: Path, rows: list[list[object]], title: str = "Danh sách") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


HEADERS: list[object] = ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Tiêu biểu, xuất sắc"]


# ---- files ------------------------------------------------------------------------------------------------------


def test_a_wrong_path(refused: Callable[..., str]) -> None:
    assert refused("nominate", "khong-co.xlsx", "-r", "ninh-thuan-2023").startswith("khong-co.xlsx: không có tệp này")


def test_a_folder_in_the_place_of_a_file(here: Path, refused: Callable[..., str]) -> None:
    (here / "xa").mkdir()
    assert "xa: đây là một thư mục" in refused("nominate", "xa", "-r", "ninh-thuan-2023")


def test_a_file_that_cannot_be_opened(here: Path, refused: Callable[..., str]) -> None:
    (here / "vong.xlsx").symlink_to("vong.xlsx")  # nobody can follow it, root neither
    assert "vong.xlsx: không mở được tệp" in refused("nominate", "vong.xlsx", "-r", "ninh-thuan-2023")


def test_an_empty_file(here: Path, refused: Callable[..., str]) -> None:
    (here / "trong.xlsx").touch()
    assert "trong.xlsx: tệp trống" in refused("nominate", "trong.xlsx", "-r", "ninh-thuan-2023")


def test_half_a_file(here: Path, refused: Callable[..., str]) -> None:
    (here / "nua.xlsx").write_bytes(NINH_THUAN.read_bytes()[:3000])
    assert "nua.xlsx: tệp bị hỏng" in refused("nominate", "nua.xlsx", "-r", "ninh-thuan-2023")


def test_a_file_that_is_no_workbook(here: Path, refused: Callable[..., str]) -> None:
    (here / "anh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "anh.xlsx: không phải bảng tính" in refused("nominate", "anh.xlsx", "-r", "ninh-thuan-2023")


def test_a_workbook_without_a_table_of_candidates(here: Path, refused: Callable[..., str]) -> None:
    write_book(here / "khac.xlsx", [["Tháng", "Doanh thu"], ["1", 5], ["2", 7]])
    said = refused("nominate", "khac.xlsx", "-r", "ninh-thuan-2023")
    assert "khac.xlsx" in said
    assert "Họ và tên" in said


@pytest.mark.parametrize("missing", [1, 2])
def test_a_required_column_is_missing(here: Path, refused: Callable[..., str], missing: int) -> None:
    headers = [header for i, header in enumerate(HEADERS) if i != missing]
    row: list[object] = [value for i, value in enumerate(["A", "Cá nhân", "Cá nhân", "", "Có"]) if i != missing]
    write_book(here / "thieu.xlsx", [headers, row])
    said = refused("nominate", "thieu.xlsx", "-r", "ninh-thuan-2023")
    assert f"“{HEADERS[missing]}”" in said
    assert "thieu.xlsx" in said


def test_one_bad_file_among_good_ones_stops_the_run_before_anything_is_written(
    here: Path, refused: Callable[..., str]
) -> None:
    (here / "trong.xlsx").touch()
    assert "trong.xlsx" in refused("nominate", NINH_THUAN, "trong.xlsx", "-r", "ninh-thuan-2023", "-o", "kq")


@pytest.mark.parametrize("option", ["--register", "--units"])
def test_a_register_or_units_file_that_is_not_there(refused: Callable[..., str], option: str) -> None:
    said = refused("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", option, "so.xlsx", "-o", "kq")
    assert said.startswith("so.xlsx: không có tệp này")


def test_check_and_nominate_refuse_alike(here: Path, refused: Callable[..., str]) -> None:
    (here / "trong.xlsx").touch()
    words = ("trong.xlsx", "-r", "ninh-thuan-2023")
    assert refused("check", *words) == refused("nominate", *words)


# ---- rulebook, parameters, round, day ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "rest"), [("nominate", ["-r"]), ("check", ["-r"]), ("template", ["-o", "m.xlsx"])]
)
def test_an_unknown_rulebook_is_told_the_nearest(refused: Callable[..., str], command: str, rest: list[str]) -> None:
    words = ["ninh-thuan-203", *rest] if command == "template" else [NINH_THUAN, *rest, "ninh-thuan-203"]
    assert "`ninh-thuan-203`; có phải là `ninh-thuan-2023`?" in refused(command, *words)


@pytest.mark.parametrize("words", [["show"], ["lint"], ["test"]])
def test_an_unknown_rulebook_of_the_rulebook_commands(refused: Callable[..., str], words: list[str]) -> None:
    assert "có phải là `khanh-cu-2024`?" in refused("rulebook", *words, "khanh-cu-204")


def test_a_rulebook_with_mistakes_shows_the_first_and_how_to_see_the_rest(
    here: Path, refused: Callable[..., str]
) -> None:
    source = (ROOT / "rules" / "khanh-cu-2024.yaml").read_text(encoding="utf-8")
    for suffix in (".en.yaml", ".cases.yaml"):
        text = (ROOT / "rules" / f"khanh-cu-2024{suffix}").read_text(encoding="utf-8")
        (here / f"khanh-cu-2024{suffix}").write_text(text, encoding="utf-8")
    broken = source.replace("requires:", "requiers:")
    assert broken.count("requiers:") > 1
    (here / "khanh-cu-2024.yaml").write_text(broken, encoding="utf-8")
    said = refused("nominate", SAMPLES / "khanh-cu-2024.xlsx", "-r", "khanh-cu-2024.yaml", "-o", "kq")
    assert "khanh-cu-2024.yaml:" in said
    assert "`requiers`" in said
    assert "`requires`" in said
    assert "xetkhen rulebook lint" in said


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("prority=first", "có phải là `priority`?"),
        ("priority=frst", "first, condition, advisory"),
        ("priority", "TÊN=GIÁ_TRỊ"),
        ("=first", "TÊN=GIÁ_TRỊ"),
        ("register_required=perhaps", "register_required"),
    ],
)
def test_an_unknown_or_mistyped_parameter_or_value(refused: Callable[..., str], setting: str, said: str) -> None:
    words = ("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", "--set", setting, "-o", "kq")
    assert said in refused(*words)


def test_a_parameter_that_is_set_twice(refused: Callable[..., str]) -> None:
    words = ("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", "-o", "kq")
    assert "priority được đặt hai lần" in refused(*words, "--set", "priority=first", "--set", "priority=condition")


@pytest.mark.parametrize("value", ["khoảng 300", "-5", "1e3", ""])
def test_money_that_is_none(refused: Callable[..., str], value: str) -> None:
    words = ("nominate", SAMPLES / "vinh-chau-2021.xlsx", "-r", "vinh-chau-2021", "--round", "town")
    assert "`day_rate`" in refused(*words, "--set", f"day_rate={value}", "-o", "kq")


def test_a_round_is_missing_where_there_are_several(refused: Callable[..., str]) -> None:
    said = refused("nominate", SAMPLES / "vinh-chau-2021.xlsx", "-r", "vinh-chau-2021", "-o", "kq")
    assert all(name in said for name in ("recognised_unit", "departments", "town", "--round"))


def test_an_unknown_round_lists_those_there_are(refused: Callable[..., str]) -> None:
    said = refused("nominate", SAMPLES / "vinh-chau-2021.xlsx", "-r", "vinh-chau-2021", "--round", "twon", "-o", "kq")
    assert "`twon`" in said
    assert "town" in said


def test_a_round_that_needs_a_year(refused: Callable[..., str]) -> None:
    said = refused("nominate", SAMPLES / "cao-bang-2022.xlsx", "-r", "cao-bang-2022", "--round", "annual", "-o", "kq")
    assert "--year" in said


@pytest.mark.parametrize("year", ["24", "hai nghìn", "20245", "-2024"])
def test_a_year_that_is_none(refused: Callable[..., str], year: str) -> None:
    words = ("nominate", SAMPLES / "cao-bang-2022.xlsx", "-r", "cao-bang-2022", "--round", "annual")
    assert f"“{year}”" in refused(*words, f"--year={year}", "-o", "kq")


def test_a_year_that_is_not_the_rounds(refused: Callable[..., str]) -> None:
    words = ("nominate", SAMPLES / "cao-bang-2022.xlsx", "-r", "cao-bang-2022", "--round", "interim_review")
    assert "2023" in refused(*words, "--year", "2024", "-o", "kq")


@pytest.mark.parametrize("day", ["2023-02-30", "30/9/2023", "20230930", "2023-9-30", ""])
def test_a_day_of_decision_that_is_none(refused: Callable[..., str], day: str) -> None:
    words = ("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", f"--decided-on={day}", "-o", "kq")
    assert f"“{day}” không phải là một ngày" in refused(*words)


# ---- where results go -------------------------------------------------------------------------------------------


def test_an_output_that_is_a_file(here: Path, refused: Callable[..., str]) -> None:
    (here / "kq").write_text("của ai đó")
    assert "kq là một tệp" in refused("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", "-o", "kq")


def test_an_output_that_is_another_runs(here: Path, refused: Callable[..., str]) -> None:
    (here / "kq").mkdir()
    (here / "kq" / "decisions.json").write_text("{}")
    said = refused("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", "-o", "kq")
    assert "đã có kết quả của một lượt xét" in said
    assert "-o kq-2" in said


@pytest.mark.parametrize("here_itself", [".", "", "../{name}", "/"])
def test_an_output_that_is_where_one_stands_and_holds_something(
    here: Path, refused: Callable[..., str], here_itself: str
) -> None:
    (here / "của ai đó").touch()
    said = refused("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", "-o", here_itself.format(name=here.name))
    assert "không trống" in said


def test_the_output_is_looked_at_before_the_work_begins(here: Path, refused: Callable[..., str]) -> None:
    (here / "kq").write_text("của ai đó")
    assert "kq là một tệp" in refused("nominate", "khong-co.xlsx", "-r", "ninh-thuan-2023", "-o", "kq")


def test_an_output_where_nothing_can_be_written(refused: Callable[..., str]) -> None:
    said = refused("nominate", NINH_THUAN, "-r", "ninh-thuan-2023", "-o", "/proc/xetkhen/kq")
    assert "/proc/xetkhen/kq" in said


def test_a_template_never_replaces_a_file(here: Path, refused: Callable[..., str]) -> None:
    (here / "mau.xlsx").write_text("của ai đó")
    assert refused("template", "khanh-cu-2024", "-o", "mau.xlsx").startswith("mau.xlsx đã có")


@pytest.mark.parametrize("target", ["khong-co/mau.xlsx", "mau.xls", "mau"])
def test_a_template_that_cannot_be_written(refused: Callable[..., str], target: str) -> None:
    assert target.partition("/")[0] in refused("template", "khanh-cu-2024", "-o", target)


def test_a_new_rulebook_never_replaces_any_of_its_files(here: Path, refused: Callable[..., str]) -> None:
    (here / "ke-hoach-2027.en.yaml").write_text("của ai đó")
    assert refused("rulebook", "new", "ke-hoach-2027").startswith("ke-hoach-2027.en.yaml đã có")


@pytest.mark.parametrize("name", ["Kế hoạch", "../ke-hoach", "2027", ""])
def test_a_new_rulebook_needs_a_usable_id(refused: Callable[..., str], name: str) -> None:
    assert f"`{name}`" in refused("rulebook", "new", name)


def test_a_new_rulebook_is_named_after_its_id(refused: Callable[..., str]) -> None:
    assert "ke-hoach-2027.yaml" in refused("rulebook", "new", "ke-hoach-2027", "-o", "khac.yaml")


# ---- explain ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [".", "khong-co"])
def test_explain_needs_results(refused: Callable[..., str], folder: str) -> None:
    assert "decisions.json" in refused("explain", folder, "An")


def test_explain_says_when_the_results_are_damaged(here: Path, refused: Callable[..., str]) -> None:
    (here / "decisions.json").write_text('{"schema": "xetkhen/decisions/1", "decisions"')
    assert "tệp hỏng" in refused("explain", ".", "An")


def test_explain_knows_nobody_of_that_name(results: Path, refused: Callable[..., str]) -> None:
    assert refused("explain", results, "Không Ai Cả").startswith("Không có trường hợp nào tên “Không Ai Cả”")


def test_explain_asks_which_of_several(results: Path, here: Path, xetkhen: Xetkhen) -> None:
    done = xetkhen("explain", results, "nguyen")
    assert done.code == 2
    first, *namesakes = done.err.splitlines()
    assert first.startswith(f"Lỗi: Có {len(namesakes)} trường hợp khớp “nguyen”")
    key = namesakes[0].rsplit("  ", 1)[1]
    assert xetkhen("explain", results, key).code == 0
