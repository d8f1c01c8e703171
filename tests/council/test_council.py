"""A council's word on top of a run: filled in on its sheet, checked cell by cell, laid over and never instead."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from cli import main
from engine.command.deciding import LISTS, NotDecidable, decide, standing_of
from engine.council import COUNCIL, Applied, apply, read_council
from engine.council.sheet import write_sheet
from engine.council.words import FACTS, FIRST_FACT, HEADER, label_of
from engine.ledger import check_ledger, open_ledger, place_of
from engine.names import fold
from engine.pipeline import nominate
from engine.problems import UnusableInput
from engine.report import read_results, write_results
from engine.samples import sample_request
from tests.documents.reading import lines_of

SESSION = {"held_on": date(2023, 10, 20), "chair": "Trần Văn Chủ", "members": "Trần Văn Chủ; Lê Thị Thư; Phạm Văn Ba"}
SIGNED = {**SESSION, "signed_by": "Trần Văn Chủ", "signed_on": date(2023, 10, 21)}
WHY = ("Thành tích nổi bật hơn", "Lê Thị Thư")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "ket-qua"
    write_results(nominate(sample_request("ninh-thuan-2023")[0]).decisions, folder)
    return folder


@pytest.fixture(scope="module")
def ladder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of a plan with several awards."""
    folder = tmp_path_factory.mktemp("run") / "cam-thanh"
    write_results(nominate(sample_request("cam-thanh-2022")[0]).decisions, folder)
    return folder


class Sheet:
    """The council's sheet of a run, filled in as a person would."""

    def __init__(self, run: Path, path: Path) -> None:
        self.run, self.path = run, path
        now = standing_of(str(run), "none")
        if path.exists():
            path.unlink()
        write_sheet(now.document, now.council, path)
        self.book = openpyxl.load_workbook(path)
        self.labels = {
            str(row[0].value).partition(". ")[2].partition(" (")[0]: row[0].value
            for row in self.book["Danh sách"].iter_rows(min_row=HEADER + 1)
        }

    def session(self, facts: Mapping[str, Any]) -> Sheet:
        for row, field in enumerate(FACTS, FIRST_FACT):
            if field in facts:
                self.book["Phiên họp"].cell(row, 2).value = facts[field]
        return self

    def ties(self, **said: Sequence[Any]) -> Sheet:
        """By name: what stands from the column of the decision on."""
        for row in self.book["Đồng hạng"].iter_rows(min_row=HEADER + 1):
            for name, values in said.items():
                if f". {name} (" in str(row[2].value):
                    for cell, value in zip(row[6:], values, strict=False):
                        cell.value = value
        return self

    def change(self, name: str, *values: Any) -> Sheet:
        """From the column of what is done on: action, award, reason, name, votes."""
        sheet = self.book["Điều chỉnh"]
        row = next(r for r in range(HEADER + 1, HEADER + 60) if not sheet.cell(r, 2).value)
        for column, value in enumerate((self.labels.get(name, name), *values), 2):
            sheet.cell(row, column, value)
        return self

    def decided(self, target: Path) -> Applied:
        self.book.save(self.path)
        return decide(str(self.run), self.path, target, "vi", "none")

    def refused(self, target: Path) -> list[tuple[str, str]]:
        """Cells with what is wrong in Vietnamese; nothing may be left behind."""
        with pytest.raises(NotDecidable) as refusal:
            self.decided(target)
        assert not target.exists()
        return [(cell.partition("!")[2], text.vi) for cell, text in refusal.value.found]


@pytest.fixture
def sheet(results: Path, tmp_path: Path) -> Sheet:
    return Sheet(results, tmp_path / "hoi-dong.xlsx")


BOTH_TIES: dict[str, Sequence[Any]] = {
    "Nhân dân và cán bộ xã Hộ Hải": ("Chọn", *WHY, 2, 1),
    "Công ty Cổ phần Nho sạch Thái An Farm": ("Không chọn", *WHY, 2, 1),
    "Nguyễn Hữu Phước": ("Chọn", *WHY),
    "Katơr Thị Sinh": ("Chọn", *WHY),
    "Lưu Quốc Cường": ("Không chọn", *WHY),
}


def by_name(document: Mapping[str, Any]) -> dict[str, Any]:
    return {d["candidate"]["name"]: d for d in document["decisions"]}


# ---- what comes of it ------------------------------------------------------------------------------------------------


def test_a_name_alone_is_enough_where_only_one_has_it(sheet: Sheet, results: Path, tmp_path: Path) -> None:
    decisions = read_results(results)["decisions"]
    lines = [n for n, d in enumerate(decisions, 1) if fold(d["candidate"]["name"]) == "nguyen tan luc"]
    assert len(lines) == 2
    sheet.labels = {}
    sheet.session(SIGNED).ties(**BOTH_TIES).change("NHÂN DÂN VÀ CÁN BỘ XÃ NHƠN HẢI", "Rút khỏi danh sách", None, *WHY)
    struck = by_name(sheet.decided(tmp_path / "sau").document)["Nhân dân và cán bộ xã Nhơn Hải"]
    assert struck["council"]["action"] == "strike"
    sheet.change("Nguyễn Tấn Lực", "Rút khỏi danh sách", None, *WHY)
    one, other = (label_of(n, decisions[n - 1]) for n in lines)
    assert sheet.refused(tmp_path / "nua") == [
        (f"Điều chỉnh!B{HEADER + 2}", f"“Nguyễn Tấn Lực” có 2 trường hợp: {one}; {other}; ghi cả số ở đầu")
    ]


def test_ties_are_broken_and_the_rules_word_stays(sheet: Sheet, results: Path, tmp_path: Path) -> None:
    applied = sheet.session(SIGNED).ties(**BOTH_TIES).decided(tmp_path / "sau")
    assert (applied.open_ties, applied.overruns, applied.draft) == ((), (), False)
    people = by_name(applied.document)
    chosen, passed = people["Nhân dân và cán bộ xã Hộ Hải"], people["Công ty Cổ phần Nho sạch Thái An Farm"]
    assert (chosen["status"], chosen["quota"]["seat"]) == ("nominated", 8)
    assert chosen["council"] == {
        "by_rules": "tied", "award_by_rules": "bk_tinh", "action": "choose", "reason": WHY[0], "by": WHY[1],
        "session": 1, "votes": {"agree": 2, "against": 1, "abstained": []},
    }  # fmt: skip
    assert (passed["status"], passed["quota"]["queue"]) == ("reserve", 1)
    # Who was first in the queue waits behind who was level for the last seat.
    first = next(d for d in read_results(results)["decisions"] if d["quota"] and d["quota"]["queue"] == 1
                 and d["candidate"]["kind"] == "collective")  # fmt: skip
    assert people[first["candidate"]["name"]]["quota"]["queue"] == 2
    assert applied.document["counts"]["tied"] == 0
    assert applied.document["counts"]["nominated"] == 23
    assert [line["filled"] for line in applied.document["quotas"]] == [8, 15]
    # Everything the rules gave is still there, byte for byte.
    for name in ("decisions.json", "nominations.xlsx"):
        assert (tmp_path / "sau" / name).read_bytes() == (results / name).read_bytes()


def test_what_a_session_does_not_touch_stays_as_it_was(sheet: Sheet, results: Path, tmp_path: Path) -> None:
    applied = sheet.session(SIGNED).decided(tmp_path / "sau")
    before = read_results(results)
    assert applied.document["decisions"] == before["decisions"]
    assert applied.document["quotas"] == [
        {**line, "filled": line["filled"] - ties} for line, ties in zip(before["quotas"], (1, 2), strict=True)
    ]  # the seats that are level for are nobody's yet
    assert applied.draft
    assert len(applied.open_ties) == 2


def test_a_tie_left_open_leaves_a_draft(sheet: Sheet, tmp_path: Path) -> None:
    some = {name: BOTH_TIES[name] for name in list(BOTH_TIES)[:2]}
    applied = sheet.session(SIGNED).ties(**some).decided(tmp_path / "sau")
    assert applied.open_ties == (("Nguyễn Hữu Phước", "Katơr Thị Sinh", "Lưu Quốc Cường"),)
    assert applied.draft


def test_who_has_not_signed_leaves_a_draft(sheet: Sheet, tmp_path: Path) -> None:
    applied = sheet.session(SESSION).ties(**BOTH_TIES).decided(tmp_path / "sau")
    assert (applied.open_ties, applied.signed, applied.draft) == ((), False, True)


def first_nominee(document: Mapping[str, Any], kind: str = "collective") -> Any:
    return next(d for d in document["decisions"] if d["status"] == "nominated" and d["candidate"]["kind"] == kind)


def test_a_seat_struck_stays_empty_until_somebody_is_added(sheet: Sheet, results: Path, tmp_path: Path) -> None:
    document = read_results(results)
    out = first_nominee(document)["candidate"]["name"]
    sheet.session(SESSION).ties(**BOTH_TIES).change(out, "Rút khỏi danh sách", None, "Đơn vị xin rút", "Lê Thị Thư")
    applied = sheet.decided(tmp_path / "sau")
    assert by_name(applied.document)[out]["status"] == "struck"
    assert applied.document["rules"]["statuses"]["struck"]["vi"] == "Hội đồng không đề nghị"
    assert applied.document["quotas"][0]["filled"] == 7
    assert applied.overruns == ()

    # The next session begins where this one ended.
    second = Sheet(tmp_path / "sau", tmp_path / "phien-2.xlsx")
    assert second.book["Phiên họp"]["A1"].value == "PHIÊN HỌP THỨ 02"
    assert second.book["Đồng hạng"].max_row == HEADER
    second.session(SIGNED).change("Công ty Cổ phần Nho sạch Thái An Farm", "Bổ sung vào danh sách", None, *WHY)
    applied = second.decided(tmp_path / "cuoi")
    assert len(applied.sessions) == 2
    assert applied.document["quotas"][0]["filled"] == 8
    assert (applied.overruns, applied.draft) == ((), False)
    assert [change.before for change in applied.changes if change.session == 2] == ["reserve"]
    council = read_council(tmp_path / "cuoi")
    assert council is not None
    assert apply(document, council) == applied
    assert sorted(p.name for p in (tmp_path / "cuoi").glob("phien-*")) == ["phien-01.xlsx", "phien-02.xlsx"]


def test_one_too_many_is_recorded_and_stated_as_beyond_the_quota(sheet: Sheet, tmp_path: Path) -> None:
    sheet.session(SIGNED).ties(**BOTH_TIES)
    both = {**BOTH_TIES, "Công ty Cổ phần Nho sạch Thái An Farm": ("Không chọn", *WHY)}
    sheet.ties(**both)
    reserve = next(d for d in read_results(sheet.run)["decisions"] if d["status"] == "reserve"
                   and d["candidate"]["kind"] == "collective")["candidate"]["name"]  # fmt: skip
    applied = sheet.change(reserve, "Bổ sung vào danh sách", None, *WHY).decided(tmp_path / "sau")
    assert [(over.id, over.at_most, over.filled) for over in applied.overruns] == [("collectives", 8, 9)]
    book = openpyxl.load_workbook(tmp_path / "sau" / LISTS)
    assert book.sheetnames[:2] == ["Hội đồng quyết định", "Danh sách cuối"]
    for name in book.sheetnames[:2]:
        text = "\n".join(str(cell.value) for row in book[name].iter_rows(max_row=6) for cell in row if cell.value)
        assert "VƯỢT SỐ LƯỢNG: Tập thể: 09 suất, kế hoạch cho nhiều nhất 08" in text
    final = [[cell.value for cell in row[:2]] for row in book["Danh sách cuối"].iter_rows(min_row=5)]
    titles = [name for number, name in final if number is None and str(name).isupper()]
    assert titles == ["TẬP THỂ", "CÁ NHÂN"]
    assert [number for number, _ in final if number][1:10] == [str(n) for n in range(1, 10)]


def test_who_has_no_seat_class_is_stated_as_outside(sheet: Sheet, tmp_path: Path) -> None:
    nowhere = next(d for d in read_results(sheet.run)["decisions"] if d["status"] == "no_seat")["candidate"]["name"]
    sheet.session(SIGNED).ties(**BOTH_TIES).change(nowhere, "Bổ sung vào danh sách", None, *WHY)
    applied = sheet.decided(tmp_path / "sau")
    assert applied.outside == (nowhere,)
    assert by_name(applied.document)[nowhere]["quota"] is None


def test_a_lower_award_takes_a_seat_of_its_own_list(ladder: Path, tmp_path: Path) -> None:
    document = read_results(ladder)
    awards = list(document["rules"]["awards"])
    nominated = (d for d in document["decisions"] if d["status"] == "nominated")
    high = next(d for d in nominated if d["candidate"]["award"] != awards[0])
    lower = awards[awards.index(high["candidate"]["award"]) - 1]
    sheet = Sheet(ladder, tmp_path / "hd.xlsx").session(SIGNED)
    name = high["candidate"]["name"]
    sheet.change(name, "Chuyển hình thức thấp hơn", document["rules"]["awards"][lower]["vi"], *WHY)
    applied = sheet.decided(tmp_path / "sau")
    moved = by_name(applied.document)[name]
    assert (moved["status"], moved["candidate"]["award"]) == ("nominated", lower)
    assert moved["list"].startswith(f"{lower}|")
    assert moved["council"]["award_by_rules"] == high["candidate"]["award"]


# ---- what is refused ----------------------------------------------------------------------------------------------


def test_every_line_wants_a_reason_and_a_name(sheet: Sheet, tmp_path: Path) -> None:
    some = {**BOTH_TIES, "Nguyễn Hữu Phước": ("Chọn", "", "Lê Thị Thư"), "Katơr Thị Sinh": ("Chọn", "Nữ", None)}
    assert sheet.session(SIGNED).ties(**some).refused(tmp_path / "sau") == [
        ("Đồng hạng!H7", "Nguyễn Hữu Phước: chưa ghi lý do"),
        ("Đồng hạng!I8", "Katơr Thị Sinh: chưa ghi người đề xuất"),
    ]


def test_a_tie_is_settled_whole(sheet: Sheet, tmp_path: Path) -> None:
    some = {name: said for name, said in BOTH_TIES.items() if name != "Katơr Thị Sinh"}
    assert sheet.session(SIGNED).ties(**some).refused(tmp_path / "sau") == [
        ("Đồng hạng!G7", "nhóm đồng hạng phải quyết định đủ; còn thiếu: Katơr Thị Sinh")
    ]


@pytest.mark.parametrize(("said", "chosen"), [("Chọn", 3), ("Không chọn", 1)])
def test_the_seats_of_a_tie_are_filled_exactly(said: str, chosen: int, sheet: Sheet, tmp_path: Path) -> None:
    other = "Lưu Quốc Cường" if said == "Chọn" else "Katơr Thị Sinh"
    some = {**BOTH_TIES, other: (said, *WHY)}
    assert sheet.session(SIGNED).ties(**some).refused(tmp_path / "sau") == [
        ("Đồng hạng!G7", f"nhóm đồng hạng này có 2 suất, đã chọn {chosen}; chọn đúng 2")
    ]


def test_a_session_says_when_it_was_and_who_chaired(sheet: Sheet, tmp_path: Path) -> None:
    found = sheet.session({"held_on": "hôm qua", "signed_by": "Ai đó"}).refused(tmp_path / "sau")
    assert [cell for cell, _ in found] == ["Phiên họp!B6"]
    found = sheet.session({"held_on": None}).refused(tmp_path / "sau")
    assert found == [
        ("Phiên họp!B6", "chưa ghi ngày họp (ngày/tháng/năm)"),
        ("Phiên họp!B7", "chưa ghi người chủ trì"),
        ("Phiên họp!B12", "người ký và ngày ký phải ghi cả hai, hoặc để trống cả hai"),
    ]


def test_nobody_signs_before_the_session_and_an_empty_one_is_none(sheet: Sheet, tmp_path: Path) -> None:
    found = sheet.session({**SESSION, "signed_by": "A", "signed_on": date(2023, 10, 1)}).refused(tmp_path / "sau")
    assert found == [("Phiên họp!B12", "ngày ký trước ngày họp")]
    found = sheet.session({**SESSION, "signed_by": None, "signed_on": None}).refused(tmp_path / "sau")
    assert [cell for cell, _ in found] == ["Phiên họp!B11"]


def test_votes_add_up_and_who_is_the_case_abstains(sheet: Sheet, tmp_path: Path) -> None:
    members = "Trần Văn Chủ; Nguyễn Hữu Phước; Lê Thị Thư"
    some = {
        **BOTH_TIES,
        "Katơr Thị Sinh": ("Chọn", *WHY, 3, 2),
        "Lưu Quốc Cường": ("Không chọn", *WHY, "nhiều", 0),
    }
    sheet.session({**SIGNED, "members": members})
    assert sheet.ties(**some).refused(tmp_path / "sau") == [("Đồng hạng!J9", "“nhiều” không phải số phiếu")]
    some["Lưu Quốc Cường"] = ("Không chọn", *WHY, 1, None)
    assert sheet.ties(**some).refused(tmp_path / "sau") == [
        ("Đồng hạng!L7",
         "Nguyễn Hữu Phước là thành viên dự họp và là trường hợp được xét: ghi vào cột “Không biểu quyết”"),
        ("Đồng hạng!J8", "tổng số phiếu 5 nhiều hơn 3 thành viên dự họp"),
        ("Đồng hạng!K9", "ghi cả số phiếu đồng ý và không đồng ý"),
    ]  # fmt: skip
    some |= {
        "Nguyễn Hữu Phước": ("Chọn", *WHY, 2, 0, "Ông Nguyễn Hữu Phước"),
        "Katơr Thị Sinh": ("Chọn", *WHY, 3, 0),
        "Lưu Quốc Cường": ("Không chọn", *WHY, 2, 1, "Người Lạ"),
    }
    found = sheet.ties(**some).refused(tmp_path / "sau")
    assert ("Đồng hạng!L9", "người không biểu quyết không có trong thành viên dự họp: Người Lạ") in found
    some["Lưu Quốc Cường"] = ("Không chọn", *WHY, 2, 1, "")
    for row in sheet.book["Đồng hạng"].iter_rows(min_row=HEADER + 1):
        row[11].value = None if "Lưu" in str(row[2].value) else row[11].value
    applied = sheet.decided(tmp_path / "sau")
    assert by_name(applied.document)["Nguyễn Hữu Phước"]["council"]["votes"]["abstained"] == ["Ông Nguyễn Hữu Phước"]


def test_only_who_is_on_the_list_can_be_struck_and_only_who_is_not_added(sheet: Sheet, tmp_path: Path) -> None:
    document = read_results(sheet.run)
    on, off = first_nominee(document), next(d for d in document["decisions"] if d["status"] == "excluded")
    on, off = on["candidate"]["name"], off["candidate"]["name"]
    sheet.session(SIGNED).change(off, "Rút khỏi danh sách", None, *WHY).change(on, "Bổ sung vào danh sách", None, *WHY)
    sheet.change("Nguyễn Hữu Phước", "Bổ sung vào danh sách", None, *WHY)
    sheet.change(on, "Chuyển hình thức thấp hơn", None, *WHY)
    assert sheet.refused(tmp_path / "sau") == [
        ("Điều chỉnh!C5", f"{off} không có trong danh sách đề nghị nên không rút hay chuyển được"),
        ("Điều chỉnh!C6", f"{on} đã có trong danh sách"),
        ("Điều chỉnh!C7", "Nguyễn Hữu Phước đang đồng hạng: quyết định ở trang “Đồng hạng”"),
        ("Điều chỉnh!C8", f"{on}: đã có một dòng khác trong phiên này"),
        ("Điều chỉnh!D8", f"{on}: chuyển phải sang hình thức thấp hơn hình thức đang đề nghị"),
    ]


def test_what_is_written_by_hand_is_told_with_its_cell(sheet: Sheet, tmp_path: Path) -> None:
    sheet.session(SIGNED).change("Ai Đó Không Có", "Thưởng", "Huân chương", *WHY)
    assert [cell for cell, _ in sheet.refused(tmp_path / "sau")] == [
        "Điều chỉnh!B5", "Điều chỉnh!C5", "Điều chỉnh!D5",
    ]  # fmt: skip


def test_a_sheet_of_another_run_and_no_sheet_at_all_are_refused(
    sheet: Sheet, ladder: Path, results: Path, tmp_path: Path
) -> None:
    sheet.session(SIGNED).book.save(sheet.path)
    with pytest.raises(UnusableInput, match="another run"):
        decide(str(ladder), sheet.path, tmp_path / "sau", "vi", "none")
    with pytest.raises(UnusableInput, match="no sheet of decisions"):
        decide(str(results), results / "nominations.xlsx", tmp_path / "sau", "vi", "none")
    assert not (tmp_path / "sau").exists()


def test_nothing_is_decided_on_an_edited_result(sheet: Sheet, results: Path, tmp_path: Path) -> None:
    edited = tmp_path / "sua"
    edited.mkdir()
    document = json.loads((results / "decisions.json").read_text(encoding="utf-8"))
    document["decisions"][0]["rank"] += 1
    (edited / "decisions.json").write_text(json.dumps(document), encoding="utf-8")
    sheet.session(SIGNED).book.save(sheet.path)
    with pytest.raises(UnusableInput, match="edited after the run"):
        decide(str(edited), sheet.path, tmp_path / "sau", "vi", "none")


def test_a_damaged_record_is_told(results: Path, tmp_path: Path) -> None:
    (tmp_path / COUNCIL).write_text('{"schema": "xetkhen/council/1"}', encoding="utf-8")
    with pytest.raises(UnusableInput, match="damaged or was edited"):
        read_council(tmp_path)
    assert read_council(results) is None


# ---- the command ---------------------------------------------------------------------------------------------------


def test_the_command_writes_a_sheet_and_takes_it(results: Path, tmp_path: Path) -> None:
    path = tmp_path / "hd.xlsx"
    runner = CliRunner()
    done = runner.invoke(main, ["decide", str(results), "--write-file", str(path)])
    assert (done.exit_code, "Đã lập bảng cho hội đồng" in done.output) == (0, True)
    assert isinstance(runner.invoke(main, ["decide", str(results), "--write-file", str(path)]).exception, UnusableInput)
    assert isinstance(runner.invoke(main, ["decide", str(results)]).exception, UnusableInput)
    sheet = Sheet(results, tmp_path / "hd2.xlsx").session(SESSION).ties(**BOTH_TIES)
    sheet.book.save(sheet.path)
    taken = ["decide", str(results), "--file", str(sheet.path), "-o", str(tmp_path / "sau"), "--strict"]
    said = runner.invoke(main, taken)
    assert said.exit_code == 1
    assert "Đã ghi phiên 1" in said.output
    assert "BẢN NHÁP: chưa ký duyệt" in said.output


# ---- the ledger ------------------------------------------------------------------------------------------------------


def test_a_session_is_an_entry_of_the_ledger_and_the_next_goes_on_top_of_it(tmp_path: Path) -> None:
    book, runner = str(tmp_path / "so.sqlite"), CliRunner()
    run, sheet = str(tmp_path / "ket-qua"), tmp_path / "hd.xlsx"
    assert runner.invoke(main, ["demo", "ninh-thuan-2023", "-o", run, "--ledger", book, "--by", "an"]).exit_code == 0
    filled = Sheet(Path(run), sheet).session(SESSION).ties(**BOTH_TIES)
    filled.book.save(sheet)
    first = ["decide", run, "--file", str(sheet), "--ledger", book, "--by", "bình", "-o"]
    assert runner.invoke(main, [*first, str(tmp_path / "mot")]).exit_code == 0
    place = place_of(book, {})
    assert place is not None
    (entry,) = open_ledger(place).entries("choices")
    assert (entry.author, entry.data["session"], entry.data["draft"], entry.data["choices"]) == ("bình", 1, True, 5)
    assert set(open_ledger(place).files(entry)) == {COUNCIL, "hd.xlsx"}
    assert check_ledger(open_ledger(place)).wrong == ()

    again = runner.invoke(main, [*first, str(tmp_path / "hai")])
    assert isinstance(again.exception, UnusableInput)
    assert "the ledger has session 1" in again.exception.text.en
    assert not (tmp_path / "hai").exists()

    # By its id, the run comes with the sessions that the ledger has.
    id_ = str(entry.data["run"])
    now = standing_of(id_, book)
    assert len(now.council.sessions) == 1
    assert {path.name: path.read_bytes() for path in Path(run).iterdir()} == now.files
    second = tmp_path / "hd2.xlsx"
    assert runner.invoke(main, ["decide", id_, "--write-file", str(second), "--ledger", book]).exit_code == 0
    workbook = openpyxl.load_workbook(second)
    workbook["Phiên họp"]["B6"], workbook["Phiên họp"]["B7"] = SIGNED["held_on"], SIGNED["chair"]
    workbook["Phiên họp"]["B11"], workbook["Phiên họp"]["B12"] = SIGNED["signed_by"], SIGNED["signed_on"]
    workbook.save(second)
    done = runner.invoke(main, ["decide", id_, "--file", str(second), "-o", str(tmp_path / "hai"), "--ledger", book])
    assert done.exit_code == 0, done.output
    assert "Đã ký duyệt: Trần Văn Chủ, ngày 21/10/2023" in done.output
    assert runner.invoke(main, ["runs", "verify", str(tmp_path / "hai"), "--ledger", book]).exit_code == 0


# ---- papers ----------------------------------------------------------------------------------------------------------


def test_the_page_and_the_submission_of_the_new_folder_are_the_councils(sheet: Sheet, tmp_path: Path) -> None:
    applied = sheet.session(SIGNED).ties(**BOTH_TIES).decided(tmp_path / "sau")
    (chosen, *_) = [change.choice.name for change in applied.changes if change.after == "nominated"]
    html = (tmp_path / "sau" / "report-council.html").read_text(encoding="utf-8")
    assert "Kết quả sau quyết định của hội đồng" in html
    assert "Hội đồng: chọn trong số đồng hạng; lý do: " in html
    lines = lines_of((tmp_path / "sau" / "to-trinh-council.docx").read_bytes())
    assert any("Hội đồng: chọn trong số đồng hạng" in line for line in lines if chosen in line)
    assert not any("Đồng hạng: " in line for line in lines)
