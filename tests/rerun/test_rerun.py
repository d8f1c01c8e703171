"""A run made again from its record: the same to the byte, and from nothing but the record."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from engine.pipeline import Request, Run, nominate
from engine.places import rules_dir
from engine.problems import UnusableInput
from engine.report import write_results
from engine.report.json_report import decisions_json
from engine.rerun import RECORD, Changes, RunRecord, find_run, recorded
from engine.rulebook import shipped
from engine.samples import sample_request

SMALL = "khanh-cu-2024"


def as_bytes(run: Run) -> bytes:
    return json.dumps(decisions_json(run.decisions), ensure_ascii=True).encode()


def kept(request: Request, folder: Path) -> tuple[Run, RunRecord]:
    """A run and its record as it comes back from the folder of results."""
    run, record = recorded(request, by="An")
    write_results(run.decisions, folder, last=record.keep_in)
    return run, RunRecord.read(folder)


@pytest.mark.parametrize("rulebook", shipped())
def test_every_sample_comes_out_again_to_the_byte(rulebook: str, tmp_path: Path) -> None:
    request, _ = sample_request(rulebook)
    run, record = kept(request, tmp_path / "r")
    assert as_bytes(run) == as_bytes(record.perform())


def test_what_is_recorded_is_what_was_asked_and_read(tmp_path: Path) -> None:
    request, _ = sample_request("vinh-chau-2021")
    _, record = kept(request, tmp_path / "r")
    assert [k.content for k in record.inputs] == [request.files[0].read_bytes()]
    assert (record.by, record.round, dict(record.settings)) == ("An", request.round, dict(request.settings))
    assert record.cases == (rules_dir() / "vinh-chau-2021.cases.yaml").read_text(encoding="utf-8")
    assert [k.name for k in record.lists] == ["vinh-chau.csv", "vinh-chau-2025.csv"]
    assert {"xetkhen", "python", "pandas", "python-calamine"} <= record.versions.keys()
    assert "?" not in record.versions.values()
    assert set(record.results) == {"decisions.json", "nominations.xlsx", "report.html", "to-trinh.docx"}


def test_one_record_is_one_string_of_bytes(tmp_path: Path) -> None:
    request, _ = sample_request(SMALL)
    _, record = recorded(request, by="An")
    for name in ("a.zip", "b.zip"):
        record.write(tmp_path / name)
    RunRecord.read(tmp_path / "a.zip").write(tmp_path / "c.zip")
    assert len({(tmp_path / name).read_bytes() for name in ("a.zip", "b.zip", "c.zip")}) == 1


def test_files_of_one_name_and_all_that_may_go_with_them_come_out_again(tmp_path: Path) -> None:
    sample = sample_request("ninh-thuan-2023")[0].files[0]
    files = [tmp_path / commune / "danh sách.xlsx" for commune in ("xã a", "xã b")]
    for n, path in enumerate(files):
        path.parent.mkdir()
        book = openpyxl.load_workbook(sample)
        for sheet in book.worksheets[n + 1 :] if n else book.worksheets[1:]:
            book.remove(sheet)
        book.properties.title = str(n)
        book.save(path)
    first, _ = kept(Request((sample,), "ninh-thuan-2023"), tmp_path / "first")
    run, record = kept(
        Request((files[0],), "ninh-thuan-2023", register=tmp_path / "first" / "decisions.json"), tmp_path / "second"
    )
    assert as_bytes(run) == as_bytes(record.perform())
    both, record = kept(Request(tuple(files), "ninh-thuan-2023", register=tmp_path / "first"), tmp_path / "third")
    assert [k.name for k in record.inputs] == ["xã a/danh sách.xlsx", "xã b/danh sách.xlsx"]
    assert record.register is not None
    assert record.register.content == (tmp_path / "first" / "decisions.json").read_bytes()
    assert as_bytes(both) == as_bytes(record.perform())
    assert as_bytes(first) != as_bytes(both)


def test_a_rulebook_edited_since_changes_nothing(tmp_path: Path) -> None:
    for path in rules_dir().glob(f"{SMALL}*.yaml"):
        shutil.copy(path, tmp_path)
    rulebook = tmp_path / f"{SMALL}.yaml"
    request = replace(sample_request(SMALL)[0], rulebook=str(rulebook))
    run, record = kept(request, tmp_path / "r")
    rulebook.write_text("id: other\n", encoding="utf-8")
    rulebook.with_suffix(".en.yaml").unlink()
    assert as_bytes(run) == as_bytes(record.perform())


def test_rulebooks_lists_and_files_of_today_play_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, _ = sample_request("vinh-chau-2021")
    file = shutil.copy(source.files[0], tmp_path / "a.xlsx")
    run, record = kept(replace(source, files=(Path(file),)), tmp_path / "r")
    (tmp_path / "a.xlsx").unlink()
    nowhere = tmp_path / "nowhere"
    for module in ("rerun.perform", "rerun.recording", "intake.units", "intake.changed_units"):
        monkeypatch.setattr(f"engine.{module}.data_dir", lambda: nowhere)
    monkeypatch.setattr("engine.rulebook.files.rules_dir", lambda: nowhere)
    assert as_bytes(run) == as_bytes(record.perform())


def test_a_setting_a_rulebook_and_a_value_can_be_others(tmp_path: Path) -> None:
    request, _ = sample_request("cam-thanh-2022")
    run, record = kept(request, tmp_path / "r")
    other = record.perform(Changes(settings={"cap_gk_xa_individual": "1"}))
    assert other.decisions.run.parameters == {**run.decisions.run.parameters, "cap_gk_xa_individual": "1"}
    text = record.rulebook.layers[0]
    files = replace(record.rulebook, layers=(replace(text, text=text.text.replace("Cẩm Thành", "Cẩm Thanh")),))
    assert record.perform(Changes(rulebook=files)).rulebook.sha256 == files.sha256
    assert record.perform(Changes(rulebook=files)).decisions.run.id != run.decisions.run.id
    nobody = record.perform(Changes(roster=lambda roster, _: replace(roster, problems=())))
    assert nobody.roster.problems == ()


def test_another_rulebook_keeps_only_the_settings_it_knows(tmp_path: Path) -> None:
    request, _ = sample_request("cam-thanh-2022")
    _, record = kept(request, tmp_path / "r")
    with pytest.raises(UnusableInput, match="round"):
        record.perform(Changes(rulebook="ninh-thuan-2023"))  # not: no such parameter


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request, _ = sample_request(SMALL)
    file = Path(shutil.copy(request.files[0], tmp_path / "a.xlsx"))

    def meanwhile(asked: Request) -> Run:
        run = nominate(asked)
        file.write_bytes(file.read_bytes() + b"\0")
        return run

    monkeypatch.setattr("engine.rerun.recording.nominate", meanwhile)
    with pytest.raises(UnusableInput, match="was changed while it was being read"):
        recorded(replace(request, files=(file,)), by="An")


def test_a_byte_changed_in_a_record_is_found(tmp_path: Path) -> None:
    request, _ = sample_request(SMALL)
    run, _ = kept(request, tmp_path / "r")
    record = tmp_path / "r" / RECORD
    whole = record.read_bytes()
    for at in range(0, len(whole), len(whole) // 97):
        record.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        try:
            again = RunRecord.read(tmp_path / "r").perform()
        except UnusableInput:
            continue
        # What is left is not the run's: the name of who made it, versions, the archive's own notes.
        assert as_bytes(again) == as_bytes(run)


@pytest.mark.parametrize("name", ["..", "a/..", "", "a/", "b\0c"])
def test_a_record_cannot_have_files_put_elsewhere(name: str, tmp_path: Path) -> None:
    request, _ = sample_request(SMALL)
    _, record = recorded(request, by="An")
    replace(record, inputs=(replace(record.inputs[0], name=name),)).write(tmp_path / RECORD)
    with pytest.raises(UnusableInput, match="damaged"):
        RunRecord.read(tmp_path)


def test_a_folder_without_a_record_says_so(tmp_path: Path) -> None:
    request, _ = sample_request(SMALL)
    kept(request, tmp_path / "r")
    assert find_run(tmp_path / "r" / "decisions.json").record == find_run(tmp_path / "r").record
    (tmp_path / "r" / RECORD).unlink()
    with pytest.raises(UnusableInput, match="no record of a run"):
        find_run(tmp_path / "r")
