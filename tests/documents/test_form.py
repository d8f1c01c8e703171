"""The form of Nghị định 30/2020/NĐ-CP, Phụ lục I, as far as a file shows it."""

from __future__ import annotations

import importlib.util
import re
import sys
import zipfile
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest

from engine.documents import all_papers, all_shipped, to_trinh
from tests.documents.conftest import DIGEST, one_of_each, papers_of, run_of
from tests.documents.reading import lines_of, opened, runs_of

ROOT = Path(__file__).resolve().parents[2]


def papers(plan: str, lang: str = "vi") -> dict[str, bytes]:
    return one_of_each(papers_of(plan, lang))


def test_every_page_is_a4_with_the_margins_of_the_decree(plan: str) -> None:
    from docx.shared import Length

    for name, paper in papers(plan).items():
        for section in opened(paper).sections:
            size = sorted(round(Length(side).mm) for side in (section.page_width, section.page_height))
            assert size == [210, 297], name
            top, bottom, left, right = (
                round(Length(margin).mm)
                for margin in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
            )
            assert (20 <= top <= 25, 20 <= bottom <= 25, 30 <= left <= 35, 15 <= right <= 20) == (True,) * 4, name


def test_all_text_is_times_new_roman_and_black(plan: str) -> None:
    for name, paper in papers(plan).items():
        for run in runs_of(opened(paper)):
            assert run.font.name == "Times New Roman", (name, run.text)
            assert str(run.font.color.rgb) == "000000", (name, run.text)


def test_the_state_and_its_motto_stand_above_in_their_sizes(plan: str) -> None:
    for name, paper in papers(plan).items():
        sizes = {run.text: (run.font.size.pt, run.bold) for run in runs_of(opened(paper))}
        assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12, True), name
        assert sizes["Độc lập - Tự do - Hạnh phúc"] == (13, True), name
        assert sizes["…, ngày … tháng … năm …"] == (13, None), name


def test_pages_are_numbered_in_the_middle_above_from_the_second_on(plan: str) -> None:
    for name, paper in papers(plan).items():
        for section in opened(paper).sections:
            assert section.different_first_page_header_footer, name
            (number,) = section.header.paragraphs
            assert "PAGE" in number._element.xml, name
            assert number.alignment == 1, name
            assert {run.font.size.pt for run in number.runs} == {13.0}, name
            assert section.first_page_header.paragraphs[0].text == "", name


def test_every_page_can_be_traced_to_its_run(plan: str) -> None:
    for name, paper in papers(plan).items():
        for section in opened(paper).sections:
            for footer in (section.footer, section.first_page_footer):
                assert DIGEST in footer.paragraphs[0].text, name
                assert run_of(plan)["run"]["id"] in footer.paragraphs[0].text, name


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_draft_says_so_on_every_paper_and_an_approved_one_does_not(plan: str, lang: str) -> None:
    word = {"vi": "BẢN NHÁP", "en": "DRAFT"}[lang]
    for name, paper in papers(plan, lang).items():
        assert lines_of(paper)[0].startswith(word), name
    approved = deepcopy(dict(run_of(plan)))
    approved["run"]["rulebook"]["approval"] = "approved"
    for name, paper in one_of_each(dict(all_papers(approved, DIGEST, lang))).items():
        assert word not in "\n".join(lines_of(paper)), name


def test_what_the_program_cannot_know_is_left_blank(plan: str) -> None:
    text = "\n".join(lines_of(papers(plan)["to-trinh.docx"]))
    for blank in ("Số: …/TTr-…", "…, ngày … tháng … năm …", "… (chức vụ của người ký)", "… (họ và tên)", "Lưu: VT, …"):
        assert blank in text
    minutes = "\n".join(lines_of(papers(plan)["bien-ban.docx"]))
    for blank in ("Chủ trì: …", "Thư ký: …", "có mặt: …/…", "…/… thành viên đồng ý, đạt … %"):
        assert blank in minutes
    assert not re.search(r"\bngày \d+ tháng \d+ năm (?:2026|2027)", text)


def test_the_templates_are_those_that_their_script_writes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_templates", ROOT / "data" / "documents" / "make_templates.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    sys.modules["make_templates"] = script  # its dataclass looks itself up there
    spec.loader.exec_module(script)
    script.main(tmp_path)
    for lang in ("vi", "en"):
        for name, content in all_shipped(lang):
            assert (tmp_path / lang / name).read_bytes() == content, "run data/documents/make_templates.py"


def test_a_paper_says_nothing_of_when_it_was_made() -> None:
    with zipfile.ZipFile(BytesIO(to_trinh(run_of("ninh-thuan-2023"), DIGEST))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-01-01" in archive.read("docProps/core.xml")
