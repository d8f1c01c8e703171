"""Checking a run again, and holding two against each other: asked of the command, in a process that can be stopped."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from engine.answers import TOPICS
from engine.pipeline import Request
from engine.places import data_dir
from engine.problems import UnusableInput
from engine.report.writing import write_results
from engine.rerun import recorded
from engine.web.office import Office
from engine.web.questions import KEPT, WAITING, Questions
from engine.web.works import Work

from .browser import in_chromium, opened
from .conftest import Browser, Served, add_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

SAMPLE = data_dir() / "samples" / "ninh-thuan-2023.xlsx"


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's results once one cell says something else: Hán Thị Ngà's blank is filled in."""
    folder = tmp_path_factory.mktemp("mended")
    book = load_workbook(SAMPLE)
    sheet = book["Cá nhân"]
    row = next(row for row in sheet.iter_rows() if any(cell.value == "Hán Thị Ngà" for cell in row))
    assert sheet.cell(row[0].row, 17).value is None  # column Q
    sheet.cell(row[0].row, 17).value = "05/10/2023"
    book.save(folder / SAMPLE.name)
    run, record = recorded(Request((folder / SAMPLE.name,), "ninh-thuan-2023"), by="")
    write_results(run.decisions, folder / "results", last=record.keep_in)
    return folder / "results"


@pytest.fixture
def twice(office: Office, done: Work, mended: Path) -> Work:
    """A run whose cell was mended, and that was made a second time."""
    shutil.copytree(mended, office.works.folder(done) / "results-2")
    return office.works.move(done, "done", results="results-2")


def settle(browser: Browser, path: str, seconds: float = 60) -> str:
    """The page at an address, once nothing is at work there any more."""
    deadline = time.monotonic() + seconds
    while 'id="progress"' in (text := browser.get(path).text):
        assert time.monotonic() < deadline, "no answer"
        time.sleep(0.1)
    return text


# ---- checking again ---------------------------------------------------------------------------------------------


def test_a_run_that_nobody_touched_comes_out_the_same_and_each_check_computes_anew(
    sign_in: Callable[..., Browser], done: Work, office: Office
) -> None:
    auditor = sign_in("auditor")
    where = f"/luot-xet/{done.id}/kiem-tra"
    assert "Khớp từng byte" not in auditor.get(where).text  # looking computes nothing
    assert auditor.post(where).headers["location"] == where
    text = settle(auditor, where)
    assert "Khớp từng byte: 88 trường hợp; decisions.json" in text
    assert "mọi kết luận đều đúng" in text
    assert "Không thấy sổ ở" in text  # nothing was recorded, and the page says so
    with (office.works.folder(done) / "results-1" / "nominations.xlsx").open("ab") as file:
        file.write(b" ")
    auditor.post(where)
    assert "Khác ở 1 chỗ" in settle(auditor, where)


def test_a_result_that_was_altered_is_found(sign_in: Callable[..., Browser], done: Work, office: Office) -> None:
    file = office.works.folder(done) / "results-1" / "decisions.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    reserve = next(d for d in document["decisions"] if d["status"] == "reserve")
    reserve["status"] = "nominated"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    auditor = sign_in("auditor")
    where = f"/luot-xet/{done.id}/kiem-tra"
    auditor.post(where)
    text = settle(auditor, where)
    assert "Khác ở" in text
    assert reserve["candidate"]["name"] in text
    assert "kết luận không suy ra được" in text


def test_an_auditors_questions_are_answered_as_the_command_answers(
    sign_in: Callable[..., Browser], done: Work
) -> None:
    auditor = sign_in("auditor")
    listed = auditor.get(f"/luot-xet/{done.id}/kiem-tra").text
    for topic, (title, _) in TOPICS.items():
        assert title.vi in listed
        assert title.vi in auditor.get(f"/luot-xet/{done.id}/kiem-tra/{topic}").text
    assert "118/QĐ-UBND" in auditor.get(f"/luot-xet/{done.id}/kiem-tra/registers").text
    assert auditor.get(f"/luot-xet/{done.id}/kiem-tra/nothing").status_code == 404


def test_the_checking_program_is_the_one_that_is_published(sign_in: Callable[..., Browser]) -> None:
    tool = Path(__file__).resolve().parents[2] / "tools" / "check_certificate.py"
    assert sign_in("auditor").get("/cong-cu/check_certificate.py").content == tool.read_bytes()


# ---- two runs ---------------------------------------------------------------------------------------------------


def test_after_a_cell_is_mended_the_page_says_who_changed_and_by_which_cell(
    sign_in: Callable[..., Browser], twice: Work
) -> None:
    officer = sign_in("officer")
    where = f"/luot-xet/{twice.id}/so-sanh"
    link = f"{where}?other={twice.id}/results-1"
    assert f'href="{link}"' in officer.get(f"/luot-xet/{twice.id}/ket-qua").text
    assert officer.post(where, data={"other": f"{twice.id}/results-1"}).status_code == 303
    text = settle(officer, link)
    count = re.search(r"Khác ở (\d+) đối tượng", text)
    assert count is not None
    assert int(count[1]) == len(re.findall(r'<th scope="row">', text)) >= 1
    assert "Hán Thị Ngà" in text
    assert "một mình đủ làm đổi" in text
    assert "Cá nhân!Q40" in text


def test_both_explanations_are_one_click_away(sign_in: Callable[..., Browser], twice: Work) -> None:
    officer = sign_in("officer")
    officer.post(f"/luot-xet/{twice.id}/so-sanh", data={"other": f"{twice.id}/results-1"})
    text = settle(officer, f"/luot-xet/{twice.id}/so-sanh?other={twice.id}/results-1")
    row = text[text.index('<th scope="row">Hán Thị Ngà') :]
    then, now = re.findall(r'href="([^"]+/ket-qua/\d+[^"]*)"', row)[:2]
    assert then.endswith("?of=results-1")
    before, after = officer.get(then).text, officer.get(now).text
    assert "Hán Thị Ngà" in before
    assert "Hán Thị Ngà" in after
    assert "Đang xem kết quả cũ (lần xét 1)" in before
    assert "Đang xem kết quả cũ" not in after
    assert "Chưa đủ căn cứ" in before or "Cần bổ sung" in before


def test_the_same_data_differ_in_nobody(
    sign_in: Callable[..., Browser], done: Work, office: Office, sample_results: Path
) -> None:
    other = add_files(office, office.works.new("a-officer", "Bản sao"), SAMPLE)
    shutil.copytree(sample_results, office.works.folder(other) / "results-1")
    other = office.works.move(other, "done", results="results-1", rulebook="ninh-thuan-2023")
    officer = sign_in("officer")
    officer.post(f"/luot-xet/{done.id}/so-sanh", data={"other": f"{other.id}/results-1"})
    text = settle(officer, f"/luot-xet/{done.id}/so-sanh?other={other.id}/results-1")
    assert "Không ai khác kết quả" in text
    assert "Không khác gì." in text


def test_nobody_compares_with_a_run_that_is_not_theirs(
    sign_in: Callable[..., Browser], done: Work, office: Office, sample_results: Path
) -> None:
    other = office.works.new("somebody-else", "Của người khác")
    shutil.copytree(sample_results, office.works.folder(other) / "results-1")
    other = office.works.move(other, "done", results="results-1", rulebook="ninh-thuan-2023")
    reference = f"{other.id}/results-1"
    officer, auditor = sign_in("officer"), sign_in("auditor")
    assert "Của người khác" not in officer.get(f"/luot-xet/{done.id}/so-sanh").text
    assert officer.post(f"/luot-xet/{done.id}/so-sanh", data={"other": reference}).status_code == 404
    assert officer.get(f"/luot-xet/{done.id}/so-sanh", params={"other": reference}).status_code == 404
    assert "Của người khác" in auditor.get(f"/luot-xet/{done.id}/so-sanh").text
    assert auditor.post(f"/luot-xet/{done.id}/so-sanh", data={"other": reference}).status_code == 303
    for wrong in ("../..", f"{done.id}/results-9", f"{done.id}/uploads", "/"):
        assert officer.post(f"/luot-xet/{done.id}/so-sanh", data={"other": wrong}).status_code == 404


def test_a_question_belongs_to_its_run(sign_in: Callable[..., Browser], twice: Work, office: Office) -> None:
    id_ = office.questions.ask("another-run", ("verify",), ("-c", "print('{}')"), office.config.data)
    officer = sign_in("officer")
    assert officer.get(f"/luot-xet/{twice.id}/hoi/{id_}/tien-do").status_code == 404
    assert officer.post(f"/luot-xet/{twice.id}/hoi/{id_}/dung").status_code == 404


def test_an_earlier_result_is_only_looked_at(sign_in: Callable[..., Browser], twice: Work, office: Office) -> None:
    officer = sign_in("officer")
    shown = officer.get(f"/luot-xet/{twice.id}/ket-qua/0?of=results-1").text
    assert "Đang xem kết quả cũ" in shown
    assert "neu-khac" not in shown  # a number is another candidate's in another result
    assert "Đang xem kết quả cũ" not in officer.get(f"/luot-xet/{twice.id}/ket-qua?of=results-1").text
    for wrong in ("results-3", "../results-1", "uploads", "inputs"):
        assert officer.get(f"/luot-xet/{twice.id}/ket-qua/0", params={"of": wrong}).status_code == 404
    officer.post(f"/luot-xet/{twice.id}/trinh?of=results-1")
    found = office.works.find(twice.id)
    assert found is not None
    assert (found.state, found.details.results) == ("submitted", "results-2")


# ---- a process of its own ---------------------------------------------------------------------------------------


@pytest.fixture
def questions() -> Iterator[Questions]:
    found = Questions(lambda: datetime(2026, 3, 2, 8, 0, tzinfo=UTC), most=1, longest=5)
    yield found
    found.stop_all()


def ended(questions: Questions, id_: str) -> str:
    question = questions.find("w", id_)
    assert question is not None
    deadline = time.monotonic() + 20
    while not question.ended:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return question.state


SLOW = ("-c", "import time; time.sleep(30)")


def test_who_asks_the_same_joins_in(questions: Questions, tmp_path: Path) -> None:
    command = ("-c", "import os; print(os.getpid())")
    first = questions.ask("w", ("a",), command, tmp_path)
    assert ended(questions, first) == "answered"
    answered = questions.find("w", first)
    assert answered is not None
    assert questions.ask("w", ("a",), command, tmp_path) == first
    assert questions.find("w", first) is answered
    questions.ask("w", ("a",), command, tmp_path, anew=True)
    assert questions.find("w", first) is not answered
    assert questions.find("another", first) is None


def test_a_question_that_is_stopped_leaves_no_process(questions: Questions, tmp_path: Path) -> None:
    id_ = questions.ask("w", ("slow",), SLOW, tmp_path)
    question = questions.find("w", id_)
    assert question is not None
    while question.process is None:
        time.sleep(0.01)
    questions.stop(question)
    assert question.state == "stopped"
    assert question.process.poll() is not None
    assert ended(questions, questions.ask("w", ("next",), ("-c", "print(1)"), tmp_path)) == "answered"


def test_one_waits_for_its_turn_and_may_be_stopped_while_it_waits(questions: Questions, tmp_path: Path) -> None:
    first = questions.find("w", questions.ask("w", ("slow",), SLOW, tmp_path))
    second = questions.find("w", questions.ask("w", ("later",), ("-c", "print(1)"), tmp_path))
    assert first is not None
    assert second is not None
    assert second.state == "waiting"
    questions.stop(second)
    questions.stop(first)
    questions.stop_all()
    assert (first.state, second.state, second.process) == ("stopped", "stopped", None)


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    questions = Questions(lambda: datetime(2026, 3, 2, tzinfo=UTC), longest=0.2)
    assert ended(questions, questions.ask("w", ("slow",), SLOW, tmp_path)) == "late"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("-c", "import sys; sys.exit('record.zip: hỏng')"), "record.zip: hỏng"),
        (("-c", "import sys; print('no json'); sys.exit(0)"), ""),
        (("-c", "import sys; print('{}'); sys.exit(2)"), ""),
    ],
)
def test_what_a_command_refuses_is_told(
    questions: Questions, tmp_path: Path, command: tuple[str, ...], said: str
) -> None:
    id_ = questions.ask("w", ("refused",), command, tmp_path)
    assert ended(questions, id_) == "refused"
    question = questions.find("w", id_)
    assert question is not None
    assert question.said == said


def test_only_so_many_wait_and_so_many_answers_are_kept(questions: Questions, tmp_path: Path) -> None:
    for n in range(WAITING):
        questions.ask("w", (str(n),), SLOW, tmp_path)
    with pytest.raises(UnusableInput):
        questions.ask("w", ("one more",), SLOW, tmp_path)
    questions.stop_all()
    assert WAITING < KEPT


# ---- in a browser -----------------------------------------------------------------------------------------------


@in_chromium
def test_checking_and_comparing_in_a_browser(
    chromium: Chromium, served: Served, sample_results: Path, mended: Path
) -> None:
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    work = served.office.works.new("an", "Thử")
    for name, source in (("results-1", sample_results), ("results-2", mended)):
        shutil.copytree(source, served.office.works.folder(work) / name)
    served.office.works.move(work, "done", results="results-2", rulebook="ninh-thuan-2023")
    page.goto(f"{served.address}/luot-xet/{work.id}/ket-qua")
    page.get_by_role("link", name="Khác gì so với lần xét trước").click()
    assert seen.main() == "So sánh"
    page.locator("main .main").click()
    page.get_by_text(re.compile(r"Khác ở \d+ đối tượng")).wait_for(timeout=60_000)
    seen.look("compare")
    page.get_by_role("link", name="giải thích lúc trước").first.click()
    seen.look("earlier")
    page.get_by_role("link", name="Kiểm tra", exact=True).click()
    assert seen.main() == "Kiểm tra lại"
    served.office.questions.ask("w", ("one",), SLOW, served.office.config.data)
    served.office.questions.ask("w", ("two",), SLOW, served.office.config.data)
    page.locator("main .main").click()  # nothing is free: it waits
    page.locator("#progress").wait_for()
    seen.look("audit-waiting")
    for question in list(served.office.questions._kept.values()):
        if question.work == "w":
            served.office.questions.stop(question)
    page.get_by_text("Khớp từng byte: 88 trường hợp").wait_for(timeout=60_000)
    page.get_by_text("mọi kết luận đều đúng").wait_for(timeout=60_000)
    seen.look("audit")
    page.get_by_role("link", name=TOPICS["readings"][0].vi).click()
    seen.look("audit-topic")
