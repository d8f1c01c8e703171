"""A session is recorded once: of two who press at the same time one wins, and the other is told what was written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.ledger import open_ledger, place_of
from engine.problems import UnusableInput
from engine.web import commanding, sittings
from engine.web.councilform import begun, filled, left_over, lines, wrong
from engine.web.keeping import Kept
from engine.web.office import Office
from engine.web.sittings import Overtaken, Recorded, Refused, Standing, standing_of
from engine.web.works import Work

from .conftest import Browser

FACTS = {"held_on": "20/10/2023", "chair": "Nguyễn Thị Chủ"}


@pytest.fixture
def submitted(office: Office, done: Work) -> Work:
    return office.works.move(done, "submitted")


def said(standing: Standing, reason: str = "Thành tích hơn", groups: int = 9) -> dict[str, str]:
    """The first of each tie is chosen, as many as there are seats."""
    found = dict(FACTS)
    for group in standing.groups[:groups]:
        for n, member in enumerate(group.members):
            key = member.row + 1
            found |= {f"decision.{key}": "choose" if n < group.seats else "pass",
                      f"reason.{key}": reason, f"by.{key}": "Trần Văn Bình"}  # fmt: skip
    return found


def form_of(work: Work, values: dict[str, str], seen: int = 0) -> dict[str, str]:
    return {"about": work.details.results or "", "seen": str(seen), **values}


def standing(office: Office, work: Work) -> Standing:
    folder = office.works.results(work)
    assert folder is not None
    return standing_of(folder)


def record(office: Office, work: Work, values: dict[str, str], by: str) -> sittings.Outcome:
    def write(now: Standing, file: Path) -> None:
        filled(now, values, file)

    return office.sittings.record(work, work.details.results or "", sittings.SHEET, write, by, "vi")


def test_of_two_who_press_at_once_one_is_recorded_and_one_is_told(office: Office, submitted: Work) -> None:
    values = said(standing(office, submitted))
    outcomes: dict[str, sittings.Outcome] = {}
    ready = threading.Barrier(2)

    def press(by: str) -> None:
        ready.wait()
        outcomes[by] = record(office, submitted, values, by)

    both = [threading.Thread(target=press, args=(by,)) for by in ("binh", "lan")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes.values()) == ["Overtaken", "Recorded"]
    (winner,) = (by for by, outcome in outcomes.items() if isinstance(outcome, Recorded))
    work = office.works.find(submitted.id)
    assert work is not None
    assert (work.state, work.details.results, work.details.recorded_by) == ("decided", "council-1", (winner,))
    place = place_of(office.config.ledger, {})
    assert place is not None
    assert [entry.author for entry in open_ledger(place).entries("choices")] == [winner]
    assert [path.name for path in office.works.folder(work).glob("council-*")] == ["council-1"]


def test_the_second_is_told_who_wrote_what_and_keeps_what_can_still_be_used(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    values = said(standing(office, submitted))
    mine = {**values, "reason.55": "Lý do của Lan", "who.change.0": "6. Nhân dân và cán bộ xã Hộ Hải (Xã Hộ Hải)"}
    path = f"/luot-xet/{submitted.id}/hoi-dong"
    first = sign_in("council", "binh").post(path, data=form_of(submitted, values))
    assert first.status_code == 303, first.text
    second = sign_in("council", "lan").post(path, data=form_of(submitted, mine))
    assert second.status_code == 409
    assert "binh vừa ghi phiên 1 (họp ngày 20/10/2023)" in second.text
    assert "Nguyễn Hữu Phước: Chọn" in second.text
    assert "6. Nhân dân và cán bộ xã Hộ Hải (Xã Hộ Hải)" in second.text  # a line that can still be recorded
    work = office.works.find(submitted.id)
    assert work is not None
    kept = office.drafts.of(work).values
    assert kept["who.change.0"].startswith("6.")
    assert "reason.55" not in kept  # settled meanwhile
    assert office.drafts.of(work, "results-1").values["reason.55"] == "Lý do của Lan"  # and still not lost


def test_who_takes_a_run_back_waits_until_the_council_has_decided(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    officer = sign_in("officer")
    answers = []
    with office.sittings.alone(submitted) as now:
        thread = threading.Thread(target=lambda: answers.append(officer.post(f"/luot-xet/{submitted.id}/rut-lai")))
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
        office.works.move(now, "decided")
    thread.join(20)
    assert answers[0].status_code == 409
    again = office.works.find(submitted.id)
    assert again is not None
    assert again.state == "decided"


def test_a_run_that_was_taken_back_is_not_decided_on(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    values = said(standing(office, submitted))
    office.works.move(submitted, "done")
    assert isinstance(record(office, submitted, values, "binh"), Overtaken)
    answer = sign_in("council").post(f"/luot-xet/{submitted.id}/hoi-dong", data=form_of(submitted, values))
    assert answer.status_code == 404


def test_what_the_command_wrote_when_the_server_went_down_is_taken_up(office: Office, submitted: Work) -> None:
    values = said(standing(office, submitted))
    recorded = record(office, submitted, values, "binh")
    assert isinstance(recorded, Recorded)
    office.works.move(recorded.work, "submitted", results="results-1", recorded_by=())  # as if it had not been noted
    lost = office.works.find(submitted.id)
    assert lost is not None
    again = record(office, lost, values, "lan")
    assert isinstance(again, Overtaken)
    assert (again.work.details.results, again.work.details.recorded_by) == ("council-1", ("",))
    signing = {**FACTS, "signed_by": "Chủ", "signed_on": "21/10/2023"}
    assert isinstance(record(office, again.work, signing, "lan"), Recorded)


def test_a_command_that_never_ends_is_stopped_and_told(
    office: Office, submitted: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sittings, "_PATIENCE", 0.01)
    values = said(standing(office, submitted))
    before = sorted(path.name for path in office.works.folder(submitted).iterdir())
    with pytest.raises(UnusableInput, match="was stopped"):
        record(office, submitted, values, "binh")
    assert sorted(path.name for path in office.works.folder(submitted).iterdir()) == before
    found = office.works.find(submitted.id)
    assert found is not None
    assert found.state == "submitted"


def test_a_process_that_will_not_stop_is_made_to(tmp_path: Path) -> None:
    process = commanding.begun(["demo"], tmp_path)
    commanding.stop(process, grace=0)
    process.communicate()
    assert process.returncode not in (None, 0)
    assert commanding.ended(["--version"], tmp_path, 60).code == 0
    assert commanding.ended(["decide"], tmp_path, 60).code == 2


# ---- the form ------------------------------------------------------------------------------------------------------


def test_what_is_wrong_is_told_of_the_field_it_was_typed_in(office: Office, submitted: Work) -> None:
    now = standing(office, submitted)
    values = {**said(now), "reason.6": "", "by.55": "", "agree.56": "2", "signed_by": "Chủ"}
    values |= {"who.change.3": "Ai đó", "action.change.3": "strike", "reason.change.3": "x", "by.change.3": "y"}
    nobody = "“Ai đó” không có trong trang “Danh sách”; chọn trong danh sách của ô"
    assert told(office, submitted, values) == [("who.change.3", nobody)]
    values |= {"who.change.3": "6. Nhân dân và cán bộ xã Hộ Hải (Xã Hộ Hải)", "reason.change.3": ""}
    assert [field for field, _ in told(office, submitted, values)] == [
        "signed_on", "reason.6", "by.55", "against.56", "reason.change.3",
    ]  # fmt: skip


def told(office: Office, work: Work, values: dict[str, str]) -> list[tuple[str, str]]:
    cells: dict[str, str] = {}

    def write(now: Standing, file: Path) -> None:
        cells.update(filled(now, values, file))

    outcome = office.sittings.record(work, work.details.results or "", sittings.SHEET, write, "binh", "vi")
    assert isinstance(outcome, Refused)
    return [(one.field, one.text) for one in wrong(outcome.said, cells, "vi")]


def test_a_line_half_filled_in_is_asked_about_and_not_dropped(office: Office, submitted: Work) -> None:
    values = {**said(standing(office, submitted)), "reason.change.0": "Chỉ có lý do"}
    assert [field for field, _ in told(office, submitted, values)] == ["who.change.0", "action.change.0"]


def test_a_group_with_notes_alone_stays_open_and_its_notes_are_carried_over(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    now = standing(office, submitted)
    values = {**said(now, groups=1), "reason.55": "Bàn tiếp phiên sau"}
    assert [begun(group, values) for group in now.groups] == [True, False]
    assert left_over(now, values) == {"reason.55": "Bàn tiếp phiên sau"}
    answer = sign_in("council", "binh").post(f"/luot-xet/{submitted.id}/hoi-dong", data=form_of(submitted, values))
    assert answer.status_code == 303, answer.text
    work = office.works.find(submitted.id)
    assert work is not None
    assert office.drafts.of(work).values == {"reason.55": "Bàn tiếp phiên sau"}
    assert [group.open for group in standing(office, work).groups] == [False, True]


def test_as_many_lines_as_are_wanted() -> None:
    assert lines({}, 0) == 2
    assert lines({"who.change.4": "x"}, 0) == 6
    assert lines({"who.change.4": ""}, 0) == 2
    assert lines({}, 9) == 9
    assert lines({"reason.change.59": "x"}, 99) == 60


def test_a_refused_form_loses_nothing_and_goes_to_the_first_field_that_is_wrong(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    browser, path = sign_in("council", "binh"), f"/luot-xet/{submitted.id}/hoi-dong"
    values = {**said(standing(office, submitted)), "reason.56": "", "members": "Một\r\nHai", "minutes": "12/BB"}
    answer = browser.post(path, data=form_of(submitted, values))
    assert answer.status_code == 422
    wrong_one = 'name="reason.56" rows="2" aria-invalid="true" aria-describedby="wrong.reason.56" autofocus'
    assert wrong_one in answer.text
    assert answer.text.count(" autofocus") == 1
    assert "Katơr Thị Sinh: chưa ghi lý do" in answer.text
    again = browser.get(path).text
    for kept in ("12/BB", "Một\nHai", "Thành tích hơn", "Bản nháp do binh sửa lúc 08:00"):
        assert kept in again
    assert 'name="decision.6" value="choose" checked' in again


def test_a_sheet_that_is_refused_is_to_be_chosen_again(
    office: Office, submitted: Work, sign_in: Callable[..., Browser], tmp_path: Path
) -> None:
    browser, path = sign_in("council", "binh"), f"/luot-xet/{submitted.id}/hoi-dong"
    empty = browser.get(f"{path}.xlsx")
    assert empty.status_code == 200
    answer = browser.post(
        path, data={**form_of(submitted, {}), "minutes": "12/BB"}, files={"sheet": ("phiếu họp.xlsx", empty.content)}
    )
    assert answer.status_code == 422
    assert "phiếu họp.xlsx!Phiên họp!B6: chưa ghi ngày họp" in answer.text
    assert "Tệp “phiếu họp.xlsx” chưa được ghi." in answer.text
    assert "12/BB" in answer.text


def test_a_line_more_without_javascript(office: Office, submitted: Work, sign_in: Callable[..., Browser]) -> None:
    browser, path = sign_in("council", "binh"), f"/luot-xet/{submitted.id}/hoi-dong"
    sent = {**form_of(submitted, {"chair": "Chủ"}), "shown": "2", "go": "more"}
    answer = browser.post(f"{path}/nhap", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?dong=3#who.change.2")
    shown = browser.get(f"{path}?dong=3").text
    assert 'id="who.change.2"' in shown
    assert 'value="Chủ"' in shown
    assert browser.get(f"{path}?dong=x").status_code == 200
    odd = browser.post(f"{path}/nhap", data={"about": "nothing", "seen": "x" * 40, "go": "99999", "shown": "²"})
    assert odd.status_code == 409  # a form of other results than these


def test_only_the_council_types_and_only_while_the_run_is_before_it(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    path = f"/luot-xet/{submitted.id}/hoi-dong/nhap"
    for role in ("officer", "auditor"):
        assert sign_in(role).post(path, data=form_of(submitted, {"chair": "x"})).status_code == 403
    assert office.drafts.of(submitted).values == {}


def test_what_the_page_keeps_by_itself_says_when(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    browser, path = sign_in("council", "binh"), f"/luot-xet/{submitted.id}/hoi-dong/nhap"
    headers = {"x-draft": "kept"}
    answer = browser.post(path, data=form_of(submitted, {"chair": "Chủ"}), headers=headers).json()
    assert answer == {"seen": office.drafts.of(submitted).seen, "said": "Đã giữ nháp lúc 08:00, chưa ghi."}
    other = sign_in("council", "lan").post(path, data=form_of(submitted, {"chair": "Khác"}), headers=headers).json()
    assert "binh vừa ghi khác ở ô này: “Chủ”" in other["said"]


def test_two_who_type_differently_in_one_field_are_told_of_each_other(
    office: Office, submitted: Work, sign_in: Callable[..., Browser]
) -> None:
    path = f"/luot-xet/{submitted.id}/hoi-dong/nhap"
    sign_in("council", "lan").post(path, data=form_of(submitted, {"decision.6": "choose", "by.6": "Lan"}))
    other = form_of(submitted, {"decision.6": "pass", "by.6": "", "go": "2"})
    answer = sign_in("council", "binh").post(path, data=other)
    assert answer.status_code == 409
    assert "lan vừa ghi khác ở ô này: “choose”" in answer.text
    assert "2 suất cho 3 trường hợp" in answer.text  # and on to the tie that was asked for
    assert office.drafts.of(submitted).values == {"decision.6": "pass", "by.6": "Lan"}


# ---- rounds that no council can decide on here -----------------------------------------------------------------------


def test_a_round_whose_limits_cross_says_so_before_anything_is_typed(
    office: Office, submitted: Work, sign_in: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.council import seats

    monkeypatch.setattr(sittings, "_KEPT", Kept(0))
    monkeypatch.setattr(seats.tool(), "limits_cross", lambda _document: True)
    for path in ("hoi-dong", "hoi-dong/trinh-chieu"):
        answer = sign_in("council").get(f"/luot-xet/{submitted.id}/{path}")
        assert answer.status_code == 200
        assert "giới hạn cắt ngang" in answer.text
        assert "Nhân dân và cán bộ xã Hộ Hải" in answer.text
        assert "<textarea" not in answer.text
