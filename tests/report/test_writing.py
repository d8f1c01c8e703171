from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from engine.problems import UnusableInput
from engine.records import Decisions
from engine.report import check_target, new_folder, print_run, read_results, write_results

ROOT = os.geteuid() == 0

FILES = ["decisions.json", "nominations.xlsx", "report.html", "to-trinh.docx"]


def test_a_results_folder_holds_the_workbook_and_the_record(run: Decisions, tmp_path: Path) -> None:
    files = write_results(run, tmp_path / "ket-qua")
    assert sorted(p.name for p in (tmp_path / "ket-qua").iterdir()) == FILES
    assert all(file.is_file() for file in files)
    assert [p.name for p in tmp_path.iterdir()] == ["ket-qua"]


def test_another_runs_folder_is_never_overwritten_and_a_free_one_is_named(run: Decisions, tmp_path: Path) -> None:
    write_results(run, tmp_path / "ket-qua")
    before = (tmp_path / "ket-qua" / "decisions.json").read_bytes()
    (tmp_path / "ket-qua-2").mkdir()
    with pytest.raises(UnusableInput) as refused:
        write_results(run, tmp_path / "ket-qua")
    assert str(tmp_path / "ket-qua-3") in refused.value.text.vi
    assert "ghi đè" in refused.value.text.vi
    assert (tmp_path / "ket-qua" / "decisions.json").read_bytes() == before


def test_a_folder_with_anything_else_in_it_is_left_alone(run: Decisions, tmp_path: Path) -> None:
    (tmp_path / "thu-muc").mkdir()
    (tmp_path / "thu-muc" / "ho-so.docx").write_text("của người khác")
    with pytest.raises(UnusableInput, match="not empty"):
        write_results(run, tmp_path / "thu-muc")
    assert [p.name for p in (tmp_path / "thu-muc").iterdir()] == ["ho-so.docx"]


def test_an_empty_folder_is_filled(run: Decisions, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    write_results(run, tmp_path / "trong")
    assert (tmp_path / "trong" / "decisions.json").is_file()


def test_the_folder_one_stands_in_stays_the_same_folder(
    run: Decisions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "đây"
    here.mkdir()
    monkeypatch.chdir(here)
    before = here.stat().st_ino
    write_results(run, Path())
    assert here.stat().st_ino == before
    assert sorted(p.name for p in here.iterdir()) == FILES
    assert [p.name for p in tmp_path.iterdir()] == ["đây"]


def test_missing_folders_above_are_made(run: Decisions, tmp_path: Path) -> None:
    write_results(run, tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c" / "nominations.xlsx").is_file()


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_whatever_interrupts_nothing_is_left_half(tmp_path: Path, error: type[BaseException]) -> None:
    def fill() -> None:
        with new_folder(tmp_path / "a" / "b") as folder:
            (folder / "decisions.json").write_text("nửa chừng")
            raise error

    with pytest.raises(error):
        fill()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    def fill() -> None:
        with new_folder(tmp_path / "ket-qua"):
            raise OSError(28, "No space left on device")

    with pytest.raises(UnusableInput, match="No space left on device"):
        fill()
    assert list(tmp_path.iterdir()) == []


def test_whoever_came_first_keeps_the_folder(tmp_path: Path) -> None:
    def fill() -> None:
        with new_folder(tmp_path / "ket-qua") as folder:
            (folder / "decisions.json").write_text("thứ hai")
            (tmp_path / "ket-qua").mkdir()
            (tmp_path / "ket-qua" / "decisions.json").write_text("thứ nhất")

    with pytest.raises(UnusableInput, match="never overwritten"):
        fill()
    assert (tmp_path / "ket-qua" / "decisions.json").read_text() == "thứ nhất"
    assert [p.name for p in tmp_path.iterdir()] == ["ket-qua"]


def test_a_file_in_the_place_of_the_folder_is_said_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("")
    with pytest.raises(UnusableInput, match="is a file"):
        check_target(tmp_path / "tep")
    with pytest.raises(UnusableInput, match="is a file"):
        check_target(tmp_path / "tep" / "ket-qua")


def test_a_place_that_cannot_be_written_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "khoa").mkdir(mode=0o500)
    if ROOT:  # may write anywhere, so the answer is put into its mouth
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnusableInput, match="cannot be written"):
        check_target(tmp_path / "khoa" / "ket-qua")


def test_the_folder_is_open_to_the_office_as_any_other(run: Decisions, tmp_path: Path) -> None:
    (tmp_path / "mau").mkdir()
    write_results(run, tmp_path / "ket-qua")
    assert (tmp_path / "ket-qua").stat().st_mode == (tmp_path / "mau").stat().st_mode


def test_a_file_whose_name_is_no_text_stops_nothing(run: Decisions, tmp_path: Path) -> None:
    name = os.fsdecode(b"de-nghi-\xff.xlsx")
    decisions = tuple(replace(d, candidate=replace(d.candidate, file=name)) for d in run.decisions)
    problems = tuple(replace(p, file=name) for p in run.problems)
    named = replace(run, decisions=decisions, problems=problems)
    write_results(named, tmp_path / "ket-qua", inputs=[tmp_path / name])
    assert read_results(tmp_path / "ket-qua")["decisions"][0]["candidate"]["file"] == name
    print_run(named, "vi", file=io.StringIO(), width=80)
