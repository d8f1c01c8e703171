"""What the screens read by the index is what the whole document says; the index is never believed for another file."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.explanation import explain
from engine.explanation.index import Indexed
from engine.pipeline import nominate
from engine.problems import UnusableInput
from engine.questions import margins
from engine.report.json_report import decisions_json, write_json
from engine.report.reading import read_results, sha256_of
from engine.samples import sample_request
from engine.web.backup import back_up, restore
from engine.web.index import IndexedRun, about_of, forget, index_of, making
from engine.web.index.stored import place_of
from engine.web.jobs import Jobs
from engine.web.office import Office
from engine.web.results import Asked, left_to_do, results_of
from engine.web.screens.margins import sections
from engine.web.works import Work

from . import plainly
from .conftest import Browser
from .large import write_large

PLANS = ("ninh-thuan-2023", "vinh-chau-2021", "cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A results folder of each plan's sample, with nothing in it but decisions.json."""
    found = {}
    for plan in PLANS:
        found[plan] = tmp_path_factory.mktemp(plan) / "results-1"
        found[plan].mkdir()
        write_json(found[plan] / "decisions.json", decisions_json(nominate(sample_request(plan)[0]).decisions))
    return found


@pytest.fixture(params=PLANS)
def sample(request: pytest.FixtureRequest, folders: dict[str, Path]) -> Path:
    return folders[request.param]


@pytest.fixture(params=["as written", "indented", "on one line"])
def layout(request: pytest.FixtureRequest, folders: dict[str, Path], tmp_path: Path) -> Path:
    """The same document, as other programs write JSON."""
    folder = tmp_path / "results-1"
    shutil.copytree(folders["vinh-chau-2021"], folder)
    if request.param != "as written":
        document = read_results(folder)
        text = json.dumps(document, indent=2 if request.param == "indented" else None, ensure_ascii=False)
        (folder / "decisions.json").write_text(f"\n {text} \n", encoding="utf-8")
    return folder


# ---- it says what the document says ------------------------------------------------------------------------------


def test_every_explanation_is_that_of_the_whole_document(sample: Path) -> None:
    document = Indexed(read_results(sample))
    for number in range(len(document["decisions"])):
        assert explain(index_of(sample), number) == explain(document, number)


def test_one_reading_explains_everybody_alike(layout: Path) -> None:
    document, run = Indexed(read_results(layout)), index_of(layout)
    told = [explain(run, number) for number in range(len(document["decisions"]))]
    assert told == [explain(document, number) for number in range(len(document["decisions"]))]


def test_the_margins_are_those_of_the_whole_document(sample: Path) -> None:
    expected = margins(read_results(sample))
    run = index_of(sample)
    count, pages = run.provisional_count()
    lines, about = sections(run, 0)
    told = tuple(node for page in range(pages) for node in sections(run, page)[1].children)
    assert (lines, replace(about, children=told)) == expected.sections
    assert count == len(told)
    assert index_of(sample).about["home"] == expected.file


def test_every_section_and_decision_is_read_as_it_stands(layout: Path) -> None:
    document, run = read_results(layout), index_of(layout)
    assert {name: list(v) if name == "decisions" else v for name, v in run.items()} == document
    assert run.about["digest"] == sha256_of(layout)


def test_the_list_has_the_plain_order_and_cut_lines(sample: Path) -> None:
    document, found = read_results(sample), results_of(sample)
    expected = plainly.listed(document)
    rows = found.rows(Asked(), 0, len(expected) + 1)
    assert [(row.number, row.cut) for row in rows] == expected
    for row in rows:
        whole = document["decisions"][row.number]
        quota = {k: v for k, v in (whole["quota"] or {}).items() if k not in ("tied_with", "level_with")} or None
        assert row.decision.items() <= {**whole, "quota": quota}.items()


def test_a_filter_finds_who_fits_it_page_by_page(sample: Path) -> None:
    document, found = read_results(sample), results_of(sample)
    order = [number for number, _ in plainly.listed(document)]
    about = [d["candidate"] for d in document["decisions"]]
    asked: list[dict[str, str]] = [{"status": d["status"]} for d in document["decisions"]]
    asked += [{"commune": who["commune"]} for who in about if who["commune"]]
    asked += [{"category": who["category"], "status": "reserve"} for who in about if who["category"]]
    asked += [{"search": who["name"].upper()} for who in about] + [{"search": "nguyen"}, {"search": "ubnd xa"}]
    asked += [{"search": said} for said in ("%", "_", "'", "\x00", "\\", "không ai tên này")] + [{"status": "no such"}]
    for each in map(dict, {tuple(sorted(each.items())) for each in asked}):
        expected = [n for n in order if plainly.fits(document["decisions"][n], **each)]
        assert found.count(Asked(**each)) == len(expected)
        pages = [found.rows(Asked(**each), first, 7) for first in range(0, len(expected) + 7, 7)]
        assert [row.number for page in pages for row in page] == expected


def test_the_clauses_name_whom_they_touched(sample: Path) -> None:
    document, run = read_results(sample), index_of(sample)
    counts = run.touched_counts()
    for clause in {*document["rules"]["clauses"], "no such"}:
        expected = plainly.touched(document, clause)
        assert counts.get(clause, 0) == sum(len(who) for by in expected.values() for who in by.values())
        assert [(it.section, it.rule) for it in run.touched(clause)] == list(expected)
        for it in run.touched(clause):
            by = expected[it.section, it.rule]
            assert it.counts == {result: len(who) for result, who in by.items()}
            for result, who in by.items():
                assert run.people(clause, it.section, it.rule, result, 0, 10_000) == who
                assert run.people(clause, it.section, it.rule, result, 3, 4) == who[3:7]


def test_what_is_counted_is_what_there_is(sample: Path) -> None:
    decisions, found = read_results(sample)["decisions"], results_of(sample)
    statuses = [d["status"] for d in decisions]
    assert found.facets["status"] == {status: statuses.count(status) for status in statuses}
    assert found.ties == statuses.count("tied")
    assert sum(found.run.about["readings"].values()) == sum(len(d["depends_on_readings"]) for d in decisions)
    assert left_to_do(sample) == found.left_to_do
    nominated = [d["candidate"]["commune"] or "" for d in decisions if d["status"] == "nominated"]
    put = [d["candidate"]["commune"] or "" for d in decisions]
    assert found.run.about["communes"] == {name: [put.count(name), nominated.count(name)] for name in put}


# ---- it is of this file or it is not used ------------------------------------------------------------------------


@pytest.fixture
def mine(folders: dict[str, Path], tmp_path: Path) -> Path:
    folder = tmp_path / "results-1"
    shutil.copytree(folders["ninh-thuan-2023"], folder)
    return folder


def name_of_first(folder: Path) -> str:
    return str(results_of(folder).run["decisions"][0]["candidate"]["name"])


def test_a_changed_file_is_read_anew_even_under_its_old_size_and_time(mine: Path) -> None:
    name = name_of_first(mine)
    document, before = mine / "decisions.json", (mine / "decisions.json").stat()
    changed = name[:-1] + ("x" if name[-1] != "x" else "y")
    text = document.read_text(encoding="utf-8")
    assert len(changed.encode()) == len(name.encode())
    document.write_text(text.replace(name, changed), encoding="utf-8")
    os.utime(document, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert document.stat().st_size == before.st_size
    assert name_of_first(mine) == changed
    assert results_of(mine).rows(Asked(search=changed), 0, 9)


def test_another_file_in_its_place_is_read_anew(mine: Path, folders: dict[str, Path]) -> None:
    name_of_first(mine)
    shutil.copyfile(folders["cao-bang-2022"] / "decisions.json", mine / "new")
    (mine / "new").replace(mine / "decisions.json")
    expected = read_results(folders["cao-bang-2022"])["decisions"]
    assert name_of_first(mine) == expected[0]["candidate"]["name"]
    assert about_of(mine)["decisions"] == len(expected)


@pytest.mark.parametrize("spoil", [b"", b"SQLite format 3\x00", b"no database at all" * 100])
def test_an_index_that_is_damaged_or_gone_is_made_again(mine: Path, spoil: bytes) -> None:
    expected = explain(index_of(mine), 3)
    place_of(mine).write_bytes(spoil)
    assert explain(index_of(mine), 3) == expected
    forget(mine)
    assert explain(index_of(mine), 3) == expected


def test_an_index_that_somebody_changed_is_gone_once_the_run_is_checked(
    done: Work, office: Office, sign_in: Callable[..., Browser]
) -> None:
    auditor, folder = sign_in("auditor"), office.works.folder(done) / "results-1"

    def listed() -> list[str]:
        page = auditor.get(f"/luot-xet/{done.id}/ket-qua?status=nominated").text
        return re.findall(r'<th scope="row"><a href="[^"]*"', page)

    true = listed()
    assert len(true) == 20
    with sqlite3.connect(place_of(folder)) as index:
        index.execute("delete from line where place % 2")
    assert listed() != true
    assert auditor.post(f"/luot-xet/{done.id}/kiem-tra").status_code == 303
    assert listed() == true


def test_an_index_of_another_version_is_made_again(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index_of(mine)
    before = place_of(mine).read_bytes()
    monkeypatch.setattr("engine.web.index.stored.FORM", "2/other")
    monkeypatch.setattr("engine.web.index.building.FORM", "2/other")
    assert index_of(mine).about["form"] == "2/other"
    assert place_of(mine).read_bytes() != before


BROKEN: dict[str, Callable[[str], str]] = {
    "cut off": lambda text: text[: len(text) // 2],
    "a comma is gone": lambda text: text.replace("},\n", "}\n", 1),
    "a decision is no object": lambda text: text.replace(' "decisions": [\n', ' "decisions": [\n  7,\n', 1),
    "a decision lacks its reasons": lambda text: text.replace('"reasons":', '"reason":', 1),
    "a decision lacks its rank": lambda text: text.replace('"rank":', '"runk":', 1),
    "another format": lambda text: text.replace("xetkhen/decisions/1", "xetkhen/decisions/9", 1),
    "the run has no id": lambda text: text.replace('  "id":', '  "ib":', 1),
    "no decisions": lambda text: text.replace(' "decisions":', ' "decision":', 1),
    "no JSON": lambda _: "gì đó",
    "more behind it": lambda text: text + "{}",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_damaged_file_is_refused(how: str, mine: Path) -> None:
    document = mine / "decisions.json"
    text = document.read_text(encoding="utf-8")
    assert BROKEN[how](text) != text
    document.write_text(BROKEN[how](text), encoding="utf-8")
    with pytest.raises(UnusableInput):
        results_of(mine)
    assert not list(mine.parent.glob(".*"))


def test_a_folder_without_results_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"no decisions\.json"):
        results_of(tmp_path)
    with pytest.raises(UnusableInput):
        results_of(tmp_path / "nowhere")


# ---- how it is made ----------------------------------------------------------------------------------------------


def test_it_is_made_once_however_many_ask(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []
    from engine.web.index.building import build


    def counted(folder: Path, target: Path) -> None:
        made.append(folder)
        build(folder, target)

    monkeypatch.setattr(making, "build", counted)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(name_of_first(mine))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found)), made) == (8, 1, [mine])


def test_a_large_one_is_made_by_a_process_of_its_own(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = explain(Indexed(read_results(mine)), 5)
    monkeypatch.setattr(making, "_LARGE", 0)
    monkeypatch.setattr(making, "build", None)  # not here
    assert explain(index_of(mine), 5) == expected
    (mine / "decisions.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnusableInput):
        index_of(mine)


def test_it_is_there_when_a_run_is_done(office: Office, draft: Work) -> None:
    jobs = Jobs(office.works, office.rulebooks, office.config.ledger)
    jobs.start(draft, "an", "vi")
    jobs.wait(draft, 60)
    jobs.stop_all()
    work = office.works.find(draft.id)
    assert work is not None
    folder = office.works.results(work)
    assert folder is not None
    assert place_of(folder).is_file()
    assert sorted(file.name for file in folder.iterdir()) == [
        "decisions.json", "nominations.xlsx", "record.zip", "report.html", "to-trinh.docx",
    ]  # fmt: skip


# ---- a large run -------------------------------------------------------------------------------------------------

MANY = 5_000


@pytest.fixture(scope="module")
def many(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "results-1"
    write_large(folders["ninh-thuan-2023"], folder, MANY)
    return folder


@pytest.fixture
def many_done(office: Office, draft: Work, many: Path) -> Work:
    shutil.copytree(many, office.works.folder(draft) / "results-1")
    return office.works.move(draft, "done", results="results-1")


SCREENS = (
    "/ket-qua", "/ket-qua?page=17", "/ket-qua?search=tuan+tu+421", "/ket-qua?status=reserve", "/ket-qua/421",
    "/dieu-khoan", "/dieu-khoan?clause=I.1.b", "/vach-cat", "/tham-so",
    "/dieu-khoan?clause=I.1.b&section=criteria&rule=outstanding&result=met&page=3",
)  # fmt: skip


def test_no_screen_of_a_large_run_reads_all_of_it_or_sends_60_kb(
    sign_in: Callable[..., Browser], many_done: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = sign_in("officer")
    assert officer.get(f"/luot-xet/{many_done.id}/ket-qua").status_code == 200  # the index is there now
    read: list[int] = []
    whole: list[object] = []
    monkeypatch.setattr("engine.web.results.read_results", whole.append)
    monkeypatch.setattr("engine.web.index.pieces._value", _counted(read))
    monkeypatch.setattr("engine.web.index.making.build", None)
    for screen in ("/luot-xet", *(f"/luot-xet/{many_done.id}{each}" for each in SCREENS)):
        read.clear()
        answer = officer.get(screen)
        assert answer.status_code == 200, screen
        assert len(answer.content) < 60_000, (screen, len(answer.content))
        assert sum(read) < 600_000, (screen, sum(read))
    assert whole == []


def _counted(read: list[int]) -> Callable[[Path, int, int], Any]:
    from engine.web.index.pieces import _value

    def counted(path: Path, start: int, length: int) -> Any:
        read.append(length)
        return _value(path, start, length)

    return counted


def test_an_index_takes_little_room(many: Path) -> None:
    run = index_of(many)
    assert isinstance(run, IndexedRun)
    assert place_of(many).stat().st_size < (many / "decisions.json").stat().st_size / 3


def test_no_backup_takes_it_along_and_what_comes_back_is_looked_at_like_any_other(
    office: Office, done: Work, tmp_path: Path
) -> None:
    folder = office.works.results(done)
    assert folder is not None
    expected = explain(index_of(folder), 3)
    back_up(office.config.data, None, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert [name for name in archive.namelist() if "index" in name] == []
    restore(tmp_path / "b.zip", tmp_path / "again", None)
    again = tmp_path / "again" / folder.relative_to(office.config.data)
    assert explain(index_of(again), 3) == expected
