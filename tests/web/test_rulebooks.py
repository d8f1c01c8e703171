"""A rulebook of the office's on the page: sent in, refused by line, used, followed by another version, compared."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2 as httpx
import pytest
from openpyxl import Workbook, load_workbook

from engine.examining import CASES, ENGLISH, RULES, quoted
from engine.problems import UnusableInput
from engine.rulebook import new_draft, samples, shipped
from engine.web import Config
from engine.web.backup import back_up, restore
from engine.web.office import Office, open_office
from engine.web.rulebooks import MOST_BYTES, Own
from engine.web.screens.library import by_kind
from engine.web.works import Work

from .browser import in_chromium, opened
from .conftest import Browser, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

ID = "ke-hoach-2027"
DRAFT = {suffix: text.encode() for suffix, text in new_draft(ID).items()}
CAP_MOVED = DRAFT[RULES].replace(b"at_most: 10}", b"at_most: 11}")


def send(browser: Browser, *files: tuple[str, bytes]) -> httpx.Response:
    return browser.post("/bo-quy-tac", files=[("files", file) for file in files])


def sent(office: Office, files: dict[str, bytes] | None = None, by: str = "an") -> Own:
    found = office.rulebooks.send(files or DRAFT, "ke-hoach.yaml", by)
    assert found.own is not None, found.findings
    return found.own


def with_line(number: int, text: str) -> bytes:
    lines = DRAFT[RULES].decode().splitlines()
    lines[number - 1] = text
    return "\n".join(lines).encode()


# ---- sending one in ----------------------------------------------------------------------------------------------


def test_a_rulebook_is_kept_as_it_came_under_a_name_of_ours(office: Office, sign_in: Callable[..., Browser]) -> None:
    officer = sign_in("officer", "an")
    answer = send(officer, ("../../k (1).yaml", DRAFT[RULES]), (f"{ID}.cases (1).yaml", DRAFT[CASES]))
    assert answer.status_code == 303
    [own] = office.rulebooks.latest()
    assert (own.id, own.number, own.by, own.approval, own.name) == (ID, 1, "an", "draft", "k (1).yaml")
    assert re.fullmatch(r"dv-[0-9a-f]{16}", own.ref)
    assert office.rulebooks.file(own, RULES).read_bytes() == DRAFT[RULES]
    assert sorted(own.files) == [CASES, RULES]
    shown = officer.get(answer.headers["location"]).text
    assert "Đã nhận bản 1" in shown
    assert "từ 50.000.000 đồng trở lên" in shown
    assert "bản nháp" in shown


def test_what_is_wrong_is_said_with_its_line(sign_in: Callable[..., Browser], office: Office) -> None:
    wrong = with_line(63, "  contributed: {vi: Đóng góp, when: {contribution: {at_lest: 1}}}")
    answer = send(sign_in("officer"), ("k.yaml", wrong))
    assert answer.status_code == 422
    assert "Bộ quy tắc có lỗi ở dòng 63" in answer.text
    assert "Dòng 63, cột 53" in answer.text
    assert "<mark>at_lest</mark>" in answer.text
    assert "có phải là `at_least`?" in answer.text
    assert office.rulebooks.latest() == []


def test_a_mistake_in_the_cases_is_said_too(sign_in: Callable[..., Browser]) -> None:
    wrong = DRAFT[CASES].replace(b"expect: nominated", b"expect: nominatd", 1)
    answer = send(sign_in("officer"), ("k.yaml", DRAFT[RULES]), ("k.cases.yaml", wrong))
    assert answer.status_code == 422
    assert f"{ID}.cases.yaml" in answer.text
    assert "<mark>nominatd</mark>" in answer.text


def test_warnings_are_kept_beside_a_version(office: Office, sign_in: Callable[..., Browser]) -> None:
    own = sent(office, {RULES: DRAFT[RULES]})
    assert [w["code"] for w in own.warnings] == ["english-missing"]
    assert "1 điểm nên xem lại" in sign_in("officer").get(f"/bo-quy-tac/xem?id={own.ref}").text


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [("a: b", 4, ("a: ", "b", "")), ("a: b", 99, ("a: b", "", "")), ("x" * 300, 200, ("…" + "x" * 70, "x" * 101, "")),
     ("\r\nđiều: {}", 7, None)],
)  # fmt: skip
def test_the_line_is_quoted_around_the_place(text: str, column: int, expected: object) -> None:
    assert quoted(text, 1, column) == (expected or ("", "", ""))
    assert quoted(text, 99, 1) is None


@pytest.mark.parametrize("taken", [shipped()[0], samples()[0].rpartition("/")[2], "standard", "Khanh-Cu-2024"])
def test_what_comes_with_the_product_is_never_shadowed(
    taken: str, sign_in: Callable[..., Browser], office: Office
) -> None:
    answer = send(sign_in("officer"), ("k.yaml", DRAFT[RULES].replace(ID.encode(), taken.encode())))
    assert answer.status_code == 422
    assert f"`{taken}` là mã của bộ quy tắc có sẵn" in answer.text
    assert "lỗi ở dòng 5" in answer.text
    assert office.rulebooks.latest() == []


@pytest.mark.parametrize("id_", ["../../etc/x", "kế-hoạch", "x" * 200, "1a", '"a\\0b"'])
def test_an_id_is_a_word(id_: str, sign_in: Callable[..., Browser], office: Office) -> None:
    answer = send(sign_in("officer"), ("k.yaml", DRAFT[RULES].replace(f"id: {ID} ".encode(), f"id: {id_} ".encode())))
    assert answer.status_code == 422
    assert office.rulebooks.latest() == []


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{c}: &{c} [{','.join('*' + p for _ in range(9))}]\n" for p, c in zip("abcdefghi", "bcdefghij", strict=True)
)
HOSTILE = {
    "aliases": BOMB.encode(),
    "deep": b"a: " + b"[" * 100_000,
    "deep maps": b"{a: " * 50_000,
    "NUL": DRAFT[RULES] + b"\x00",
    "bell": DRAFT[RULES] + b"\x07",
    "UTF-16": DRAFT[RULES].decode().encode("utf-16"),
    "a zip": b"PK\x03\x04" + b"\x00" * 100,
    "a tag": b"a: !!python/object/apply:os.system [id]\n",
    "many documents": b"--- 1\n" * 10_000,
    "nothing": b"",
    "a list": b"- 1\n",
    "a long word": b"id: " + b"x" * 400_000,
    "a thousand keys": b"".join(b"k%d: 1\n" % n for n in range(30_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_words(name: str, sign_in: Callable[..., Browser], office: Office) -> None:
    answer = send(sign_in("officer"), ("k.yaml", HOSTILE[name]))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "/tmp" not in answer.text
    assert office.rulebooks.latest() == []
    assert not list(office.config.data.glob("rulebooks/*"))


def test_five_megabytes_are_no_rulebook(sign_in: Callable[..., Browser]) -> None:
    answer = send(sign_in("officer"), ("k.yaml", DRAFT[RULES] + b"# x\n" * 1_300_000))
    assert answer.status_code == 422
    assert f"lớn hơn {MOST_BYTES // 1024} KB" in answer.text


def test_one_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, office: Office) -> None:
    monkeypatch.setenv("XETKHEN_READ_SECONDS", "1")
    fields = "\n".join(f"  f{n}: {{type: yes_no, vi: F{n}}}" for n in range(2400))
    when = "{choose: {unfilled: {empty: {f%d: yes}, transfer: {f%d: no}}}}"
    rules = "\n".join(f"  c{n}: {{vi: C{n}, clause: III.1, when: {when % (n, n)}}}" for n in range(2400))
    text = DRAFT[RULES].decode().replace("criteria: ", f"fields:\n{fields}\ncriteria: ", 1)
    text = text.replace("exclusions:", f"{rules}\nexclusions:", 1)
    begun = time.monotonic()
    with pytest.raises(UnusableInput, match="within the time"):
        office.rulebooks.send({RULES: text.encode()}, "k.yaml", "an")
    assert time.monotonic() - begun < 20
    assert list((office.config.data / "rulebooks").iterdir()) == []


def test_kinds_of_files_are_told_by_name_and_by_content() -> None:
    named = [("a.yaml", DRAFT[RULES]), ("b.cases.yaml", b"cases: {}"), ("c.en.yaml", b"x: y")]
    assert by_kind(named) == {RULES: DRAFT[RULES], CASES: b"cases: {}", ENGLISH: b"x: y"}
    assert by_kind([("a.txt", DRAFT[RULES]), ("b.txt", DRAFT[CASES])]) == {RULES: DRAFT[RULES], CASES: DRAFT[CASES]}
    for wrong in ([("a.yaml", b"id: a"), ("b.yaml", b"id: b")], [("a.cases.yaml", b"cases: {}")], []):
        with pytest.raises(UnusableInput):
            by_kind(wrong)


def test_html_in_a_title_is_text(office: Office, sign_in: Callable[..., Browser]) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    own = sent(office, {RULES: DRAFT[RULES].replace(
        "Kế hoạch phát động phong trào thi đua".encode(), f"'{evil}'".encode()
    )})  # fmt: skip
    work = office.works.new("a-officer", "x")
    officer = sign_in("officer")
    for path in ("/bo-quy-tac", f"/bo-quy-tac/xem?id={own.ref}", f"/luot-xet/{work.id}/quy-tac?id={own.ref}"):
        answer = officer.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;alert(1)" in answer.text


# ---- extends -----------------------------------------------------------------------------------------------------

OVER_SHIPPED = """language: 1
id: khanh-cu-2025
version: "1.0"
approval: draft
extends:
  rulebook: khanh-cu-2024
document: {vi: Kế hoạch năm 2025, issuer: UBND xã Khánh Cư}
"""


def test_one_that_comes_with_the_product_may_be_extended(office: Office) -> None:
    own = sent(office, {RULES: OVER_SHIPPED.encode()})
    assert own.base == "khanh-cu-2024"
    book = office.rulebooks.book(own.ref)
    assert book.document.title.vi == "Kế hoạch năm 2025"
    assert book.criteria.keys() == office.rulebooks.book("khanh-cu-2024").criteria.keys()


def test_one_of_the_offices_may_be_extended_and_may_go_afterwards(office: Office) -> None:
    base = sent(office)
    over = f"language: 1\nid: them\nversion: '1'\napproval: draft\nextends: {{rulebook: {ID}}}\n"
    own = sent(office, {RULES: over.encode() + b"document: {vi: K, issuer: U}\n"})
    assert office.rulebooks.remove(base, lambda: False)
    office.rulebooks._kept.clear()
    assert "contributed" in office.rulebooks.book(own.ref).criteria


@pytest.mark.parametrize("name", ["/etc/passwd", "../../secret.yaml", "standard", ID, "samples/hoi-thi"])
def test_nothing_else_of_the_server_can_be_extended(name: str, office: Office, tmp_path: Path) -> None:
    secret = DRAFT[RULES].replace(b"Thu", b"Bi mat")
    for place in (tmp_path / "page" / "secret.yaml", tmp_path / "secret.yaml"):
        place.write_bytes(secret)
    text = f"language: 1\nid: {ID}\nversion: '1'\napproval: draft\nextends: {{rulebook: {name}}}\n"
    found = office.rulebooks.send({RULES: f"{text}document: {{vi: K, issuer: U}}\n".encode()}, "k.yaml", "an")
    assert found.own is None
    assert [f["line"] for f in found.findings if f["severity"] == "error"] == [5]


# ---- versions ----------------------------------------------------------------------------------------------------


def test_the_same_to_the_byte_is_no_new_version(office: Office) -> None:
    first = sent(office)
    again = office.rulebooks.send(DRAFT, "khác.yaml", "binh")
    assert again.known
    assert again.own == first
    assert [v.number for v in office.rulebooks.versions(ID)] == [1]


def test_a_cap_moved_by_one_is_one_sentence(office: Office, sign_in: Callable[..., Browser]) -> None:
    first, second = sent(office), sent(office, {RULES: CAP_MOVED}, by="binh")
    assert (second.number, second.by) == (2, "binh")
    officer = sign_in("officer")
    answer = officer.get(f"/bo-quy-tac/so-sanh?truoc={first.ref}&sau={second.ref}").text
    assert "Khác ở 1 câu" in answer
    assert re.search(r"<del>[^<]*: [^<]*\b10\b[^<]*</del>", answer)
    assert re.search(r"<ins>[^<]*: [^<]*\b11\b[^<]*</ins>", answer)
    assert "giống hệt nhau" in officer.get(f"/bo-quy-tac/so-sanh?truoc={first.ref}&sau={first.ref}").text
    assert "Đã có bản mới hơn: bản 2." in officer.get(f"/bo-quy-tac/xem?id={first.ref}").text


def test_cases_and_english_texts_stay_unless_the_box_is_emptied(
    office: Office, sign_in: Callable[..., Browser]
) -> None:
    first, officer = sent(office), sign_in("officer")
    changed = ("k.yaml", CAP_MOVED)
    kept = officer.post("/bo-quy-tac", files=[("files", changed)], data={"carry": "1"})
    second = office.rulebooks.versions(ID)[0]
    assert second.files == {**first.files, RULES: second.files[RULES]}
    assert office.rulebooks.file(second, CASES).read_bytes() == DRAFT[CASES]
    assert "thì không" not in officer.get(kept.headers["location"]).text
    without = officer.post("/bo-quy-tac", files=[("files", changed)])
    assert sorted(office.rulebooks.versions(ID)[0].files) == [RULES]
    assert "Bản 2 có trường hợp thử, bản này thì không." in officer.get(without.headers["location"]).text


def test_a_version_that_a_run_uses_stays(office: Office, sign_in: Callable[..., Browser]) -> None:
    own, officer = sent(office), sign_in("officer")
    work = office.works.new("binh", "x")
    office.works.keep(work, rulebook=own.ref)
    answer = officer.post("/bo-quy-tac/xoa", data={"rulebook": own.ref})
    assert "không xóa được" in officer.get(answer.headers["location"]).text
    assert office.rulebooks.find(own.ref) == own
    office.works.remove(work)
    assert officer.post("/bo-quy-tac/xoa", data={"rulebook": own.ref}).headers["location"] == "/bo-quy-tac"
    assert office.rulebooks.find(own.ref) is None
    assert officer.get(f"/bo-quy-tac/xem?id={own.ref}").status_code == 404
    assert officer.post("/bo-quy-tac/xoa", data={"rulebook": "khanh-cu-2024"}).status_code == 404


def test_a_file_that_was_changed_behind_our_back_is_not_used(office: Office, sign_in: Callable[..., Browser]) -> None:
    own = sent(office)
    office.rulebooks.file(own, RULES).write_bytes(CAP_MOVED)
    answer = sign_in("officer").get(f"/bo-quy-tac/xem?id={own.ref}")
    assert answer.status_code == 422
    assert "không còn như khi gửi" in answer.text


@pytest.mark.parametrize(
    "ref", ["../../etc/passwd", "dv-0000000000000000", "", "standard", "samples/../khanh-cu-2024", "\x00", "%00"]
)
def test_a_browser_names_no_path(ref: str, sign_in: Callable[..., Browser]) -> None:
    officer = sign_in("officer")
    for screen in ("xem", "truong-hop", "ra-soat", "ra-soat.xlsx", "tep", "mau.xlsx"):
        assert officer.get(f"/bo-quy-tac/{screen}", params={"id": ref}).status_code == 404
    assert officer.get("/bo-quy-tac/so-sanh", params={"truoc": ref, "sau": ref}).status_code == 404
    assert officer.post("/bo-quy-tac/dung", data={"rulebook": ref}).status_code == 404


def test_a_backup_brings_them_back(office: Office, tmp_path: Path) -> None:
    own = sent(office)
    back_up(office.config.data, None, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new", None)
    again = open_office(Config(tmp_path / "new"))
    try:
        assert again.rulebooks.find(own.ref) == own
        assert again.rulebooks.book(own.ref).sha256 == own.rulebook
    finally:
        again.store.close()


def test_the_very_file_comes_back(office: Office, sign_in: Callable[..., Browser]) -> None:
    own, officer = sent(office), sign_in("officer")
    for which, suffix in (("quy-tac", RULES), ("truong-hop", CASES), ("tieng-anh", ENGLISH)):
        answer = officer.get(f"/bo-quy-tac/tep?id={own.ref}&tep={which}")
        assert answer.content == DRAFT[suffix]
        assert answer.headers["content-disposition"].startswith("attachment")
    assert officer.get(f"/bo-quy-tac/tep?id={own.ref}&tep=../x").status_code == 404


# ---- what officers see -------------------------------------------------------------------------------------------


def test_every_rulebook_is_offered_and_found_without_marks(office: Office, sign_in: Callable[..., Browser]) -> None:
    sent(office)
    work = office.works.new("a-officer", "x")
    officer = sign_in("officer")
    every = officer.get(f"/luot-xet/{work.id}/quy-tac").text
    assert all(f"<code>{name.rpartition('/')[2]}</code>" in every for name in (ID, *shipped(), *samples()))
    assert every.index("Của đơn vị") < every.index("Kế hoạch có sẵn") < every.index("Mẫu để thử")
    found = officer.get(f"/luot-xet/{work.id}/quy-tac", params={"search": "vinh chau"}).text
    assert re.findall(r"<code>(.*?)</code>", found) == ["vinh-chau-2021"]


@pytest.mark.parametrize("ref", [*shipped(), *samples()])
def test_every_rule_stands_beside_its_clause(ref: str, sign_in: Callable[..., Browser], office: Office) -> None:
    from html import unescape

    from engine.review import review_of

    shown = unescape(sign_in("officer").get("/bo-quy-tac/xem", params={"id": ref}).text)
    for line in review_of(ref).lines:
        if line.part != "cases":
            assert line.sentence.vi in shown


def test_cases_are_run_and_kept(
    office: Office, sign_in: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, officer = sent(office), sign_in("officer")
    path = f"/bo-quy-tac/truong-hop?id={own.ref}"
    assert "Chưa chạy" in officer.get(path).text
    ran = officer.get(f"{path}&chay=1").text
    assert "9 trường hợp đều ra đúng như đã ghi" in ran
    assert "6/6 quy tắc được thử cả hai chiều" in ran
    monkeypatch.setattr("engine.web.rulebooks._apart", None)  # kept: nothing is run again
    assert "9 trường hợp đều ra đúng" in officer.get(path).text


def test_a_case_that_comes_out_otherwise_stands_first_with_what_was_found(
    office: Office, sign_in: Callable[..., Browser]
) -> None:
    text = DRAFT[CASES].decode()
    head, _, tail = text.rpartition("expect: nominated")
    own = sent(office, {RULES: DRAFT[RULES], CASES: f"{head}expect: excluded{tail}".encode()})
    answer = sign_in("officer").get(f"/bo-quy-tac/truong-hop?id={own.ref}&chay=1").text
    assert "1/9 trường hợp ra khác điều đã ghi" in answer
    first = answer.index('class="wrong"')
    assert first < answer.index('class="right"')
    assert "Đề nghị khen thưởng" in answer[first : answer.index("</tr>", first)]


def test_a_review_goes_out_and_comes_back(office: Office, sign_in: Callable[..., Browser]) -> None:
    own, officer = sent(office), sign_in("officer")
    book = load_workbook(io.BytesIO(officer.get(f"/bo-quy-tac/ra-soat.xlsx?id={own.ref}").content))
    sheet = book.worksheets[1]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Ý kiến" for cell in row))
    columns = {str(cell.value): cell.column for cell in header if cell.value}
    sheet.cell(header[0].row + 1, columns["Ý kiến"], "Mức này là 60 triệu")
    returned = io.BytesIO()
    book.save(returned)
    path = f"/bo-quy-tac/ra-soat?id={own.ref}"
    answer = officer.post(path, files={"file": ("phieu.xlsx", returned.getvalue())})
    assert answer.status_code == 200
    assert "1 dòng còn ý kiến" in answer.text
    assert "« Mức này là 60 triệu »" in answer.text
    other = officer.post("/bo-quy-tac/ra-soat?id=khanh-cu-2024", files={"file": ("p.xlsx", returned.getvalue())})
    assert other.status_code == 422
    assert "là phiếu của ke-hoach-2027" in other.text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0", b"x" * 100, b"PK" + b"0" * 9_000_000])
def test_what_is_no_review_is_refused(content: bytes, sign_in: Callable[..., Browser]) -> None:
    answer = sign_in("officer").post(
        "/bo-quy-tac/ra-soat?id=khanh-cu-2024", files={"file": ("p.xlsx", content)}
    )
    assert answer.status_code == (422 if len(content) < 8_000_000 else 413)
    assert answer.status_code == 413 or 'role="alert"' in answer.text


def test_council_and_auditor_read_the_rulebook_of_a_run(
    sign_in: Callable[..., Browser], done: Work, office: Office
) -> None:
    path = f"/luot-xet/{done.id}/bo-quy-tac"
    assert "Bộ quy tắc của lượt xét này" in sign_in("auditor").get(path).text
    assert sign_in("council").get(path).status_code == 404  # not before it was submitted
    office.works.move(done, "submitted")
    shown = sign_in("council").get(path).text
    assert "Bộ quy tắc của lượt xét này" in shown
    head = json.loads((office.works.folder(done) / "results-1" / "decisions.json").read_text(encoding="utf-8"))
    assert head["run"]["rulebook"]["sha256"] in shown
    assert "không khớp mã băm" not in shown


def test_what_was_submitted_keeps_its_rulebook(sign_in: Callable[..., Browser], done: Work, office: Office) -> None:
    office.works.move(done, "submitted")
    answer = sign_in("officer").post(f"/luot-xet/{done.id}/quy-tac", data={"rulebook": "khanh-cu-2024"})
    assert answer.status_code == 409
    found = office.works.find(done.id)
    assert found is not None
    assert found.details.rulebook == "ninh-thuan-2023"


# ---- the whole way, in a browser ---------------------------------------------------------------------------------


def workbook_of(office: Office, own: Own, folder: Path) -> Path:
    """A commune's own table: three villages, under the names that the rulebook has for its columns."""
    fields = office.rulebooks.book(own.ref).fields
    columns = {"name": ("Thôn Một", "Thôn Hai", "Thôn Ba"), "kind": ("Tập thể",) * 3, "category": ("Thôn",) * 3,
               "tasks_done": ("Có",) * 3, "creative_model": ("Có", "Có", "Không"),
               "dossier_received": ("01/10/2024",) * 3}  # fmt: skip
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([fields[name].text.vi for name in columns])
    for row in zip(*columns.values(), strict=True):
        sheet.append(row)
    book.save(folder / "xa.xlsx")
    return folder / "xa.xlsx"


@in_chromium
def test_from_a_broken_rulebook_to_results_and_a_second_version(
    chromium: Chromium, served: Served, tmp_path: Path
) -> None:
    files = {f"{ID}{suffix}": content for suffix, content in DRAFT.items()}
    files |= {"hong.yaml": with_line(14, "  dates: 2024-01-15"), "moi.yaml": CAP_MOVED}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    seen = opened(chromium, served, "officer", "an")
    page = seen.page
    page.get_by_role("link", name="Bộ quy tắc", exact=True).click()
    seen.look("rulebook-library")
    assert seen.main() == "Gửi lên"
    page.set_input_files("#files", tmp_path / "hong.yaml")
    page.locator("main .main").click()
    assert "lỗi ở dòng 14" in page.inner_text("[role=alert]").lower()
    assert page.inner_text("mark") == "dates"
    assert all("422" in complaint for complaint in seen.complaints)
    seen.complaints.clear()
    seen.look("rulebook-mistake")
    page.set_input_files("#files", [tmp_path / f"{ID}{suffix}" for suffix in (RULES, CASES, ENGLISH)])
    page.locator("main .main").click()
    assert "Đã nhận bản 1" in page.inner_text("[role=status]")
    seen.look("rulebook-shown")
    assert seen.main() == "Tạo lượt xét với bộ quy tắc này"
    page.get_by_role("link", name="Trường hợp thử", exact=True).click()
    assert seen.main() == "Chạy các trường hợp"
    page.locator("main .main").click()
    assert "9 trường hợp đều ra đúng như đã ghi" in page.inner_text("main")
    seen.look("rulebook-cases")
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Rà soát và ký").click()
    seen.look("rulebook-review")
    page.go_back()
    page.locator("main .main").click()
    seen.look("rulebooks-own")
    assert seen.main() == "Dùng bộ quy tắc này"
    page.locator("main .main").click()
    [own] = served.office.rulebooks.latest()
    page.set_input_files("#files", workbook_of(served.office, own, tmp_path))
    page.get_by_role("button", name="Gửi lên").click()
    for wanted in ("Đọc các tệp này", "Đúng, tiếp tục", "Xong, xét tiếp", "Xét"):
        assert seen.main() == wanted
        page.locator("main .main").click()
    page.wait_for_url(re.compile("ket-qua"), timeout=60_000)
    assert "Thôn Một" in page.inner_text("main")
    [work] = served.office.works.all()
    folder = served.office.works.results(work)
    assert folder is not None
    # A second version comes, and the first run is what it was.
    page.get_by_role("link", name="Bộ quy tắc", exact=True).first.click()
    page.set_input_files("#files", tmp_path / "moi.yaml")
    page.locator("main .main").click()
    assert "Đã nhận bản 2" in page.inner_text("main")
    page.get_by_role("link", name="khác bản 1 ở đâu").click()
    assert "Khác ở 1 câu" in page.inner_text("main")
    assert [text for text in page.locator("ins").all_inner_texts() if "11" in text] != []
    seen.look("rulebook-versions")
    auditor = opened(chromium, served, "auditor", "chi")
    auditor.page.goto(f"{served.address}/luot-xet/{work.id}/bo-quy-tac")
    assert "không khớp mã băm" not in auditor.page.inner_text("main")
    auditor.look("run-rulebook")
    auditor.page.goto(f"{served.address}/luot-xet/{work.id}/kiem-tra")
    assert run_again(folder).whole


def run_again(folder: Path) -> Any:
    from engine.rerun import find_run
    from engine.rerun.verifying import verify_run

    return verify_run(find_run(folder))


def test_what_a_record_keeps_of_a_rulebook_names_no_folder_of_the_server(
    office: Office, sign_in: Callable[..., Browser], tmp_path: Path
) -> None:
    own = sent(office)
    work = office.works.keep(office.works.new("an", "x"), rulebook=own.ref)
    command = office.jobs._command(work, office.works.folder(work) / "results-1", "an", "vi")
    assert command[command.index("-r") + 1] == f"../../rulebooks/{own.ref}/{ID}.yaml"
