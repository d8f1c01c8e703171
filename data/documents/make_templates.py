"""Writes the shipped templates of the papers: ``python data/documents/make_templates.py``.

The form is that of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20, 20, 30 and 15 mm, Times New Roman, the state
and its motto on the right, the office on the left, page numbers in the top margin from page 2 on. The templates are
Word files with docxtpl's marks in them; an office edits copies of them in Word. The same script gives the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor

HERE = Path(__file__).resolve().parent
FIXED = (1980, 1, 1, 0, 0, 0)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip
PORTRAIT, LANDSCAPE = 165, 252  # mm of text between the margins


@dataclass
class Page:
    """A place to write into, in one language: the document, or a cell of a table."""

    box: Any
    lang: str

    def __call__(self, vi: str, en: str) -> str:
        return en if self.lang == "en" else vi

    def para(
        self,
        text: str = "",
        align: str = "both",
        *,
        size: float = 14,
        bold: bool = False,
        italic: bool = False,
        first: float = 0,
        before: float = 0,
        after: float = 0,
        left: float = 0,
        right: float = 0,
        keep: bool = False,
        line: float | None = None,
        empty: Any = None,
    ) -> Any:
        """A paragraph; ``**bold**`` and ``__italic__`` inside it. Lengths in mm, spaces in points."""
        paragraph = empty if empty is not None else self.box.add_paragraph()
        paragraph.alignment = ALIGN[align]
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        if first:
            form.first_line_indent = Mm(first)
        if left:
            form.left_indent = Mm(left)
        if right:
            form.right_indent = Mm(right)
        if keep:
            form.keep_with_next = True
        if line:
            form.line_spacing = line
        for n, part in enumerate(text.split("**")):
            for m, piece in enumerate(part.split("__")):
                if piece:
                    run(paragraph, piece, size, bold=bold or n % 2 == 1, italic=italic or m % 2 == 1)
        if not text:
            mark_size(paragraph, size)
        return paragraph

    def body(self, text: str, **options: Any) -> Any:
        """A paragraph of the text itself: first line set in, 6 points above."""
        return self.para(text, **{"first": 10, "before": 6, **options})

    def tag(self, text: str) -> None:
        """``{%p for x in y %}``: a paragraph that vanishes when the template is filled in."""
        self.para("{%p " + text + " %}", size=8)


def run(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    made = paragraph.add_run(text)
    made.font.name = "Times New Roman"
    made.font.size = Pt(size)
    made.font.color.rgb = RGBColor(0, 0, 0)
    if bold:
        made.bold = True
    if italic:
        made.italic = True
    fonts = made._element.rPr.rFonts  # noqa: SLF001  # python-docx sets the Latin font only
    for name in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(name), "Times New Roman")
    for text_element in made._element.findall(qn("w:t")):  # noqa: SLF001
        text_element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def mark_size(paragraph: Any, size: float) -> None:
    """An empty paragraph is as high as its mark."""
    properties = paragraph._element.get_or_add_pPr()  # noqa: SLF001
    mark = OxmlElement("w:rPr")
    for name in ("w:sz", "w:szCs"):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(int(size * 2)))
        mark.append(element)
    properties.append(mark)


def edge(paragraph: Any, side: str = "top") -> None:
    """A thin line above or below a paragraph."""
    properties = paragraph._element.get_or_add_pPr()  # noqa: SLF001
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def boxed(paragraph: Any) -> None:
    for side in ("top", "left", "bottom", "right"):
        edge(paragraph, side)
    properties = paragraph._element.pPr  # noqa: SLF001
    first, *others = properties.findall(qn("w:pBdr"))
    for other in others:
        for line in list(other):
            first.append(line)
        properties.remove(other)


# ---- tables -----------------------------------------------------------------------------------------------------


def table(page: Page, widths: Sequence[float], *, lined: bool) -> Any:
    made = page.box.add_table(rows=0, cols=len(widths))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    if lined:
        made.style = "Table Grid"
    grid = made._tbl.tblGrid  # noqa: SLF001
    for column, width in zip(grid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(int(Mm(width).twips)))
    return made


def add_row(made: Any, widths: Sequence[float], *, whole: bool = True, repeat: bool = False) -> Any:
    row = made.add_row()
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    if whole:
        properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))
    return row


def put(cell: Any, lang: str, text: str, align: str = "left", **options: Any) -> None:
    Page(cell, lang).para(text, align, empty=cell.paragraphs[0], **{"size": 11.5, **options})


def tag_row(made: Any, widths: Sequence[float], lang: str, text: str) -> None:
    row = add_row(made, widths)
    put(row.cells[0], lang, "{%tr " + text + " %}", size=8)


def band_row(made: Any, widths: Sequence[float], lang: str, text: str) -> None:
    row = add_row(made, widths)
    cell = row.cells[0].merge(row.cells[-1])
    for extra in cell.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)  # noqa: SLF001
    put(cell, lang, text, bold=True, keep=True)


def rows_table(
    page: Page, widths: Sequence[float], head: Sequence[str], loop: str, cells: Sequence[tuple[str, str]], *,
    banded: str = "",
) -> None:  # fmt: skip
    """A table with a header that repeats; ``banded`` names the value of a band across it."""
    made = table(page, widths, lined=True)
    header = add_row(made, widths, repeat=True)
    for cell, text in zip(header.cells, head, strict=True):
        put(cell, page.lang, text, "centre", bold=True)
    name = loop.split(maxsplit=1)[0]
    tag_row(made, widths, page.lang, f"for {loop}")
    if banded:
        tag_row(made, widths, page.lang, f"if {name}.{banded}")
        band_row(made, widths, page.lang, "{{ " + f"{name}.{banded}" + " }}")
        tag_row(made, widths, page.lang, "else")
    row = add_row(made, widths)
    for cell, (text, align) in zip(row.cells, cells, strict=True):
        put(cell, page.lang, text, align)
    if banded:
        tag_row(made, widths, page.lang, "endif")
    tag_row(made, widths, page.lang, "endfor")


# ---- what papers have in common ---------------------------------------------------------------------------------


def letterhead(page: Page, office: str, symbol: str, *, wide: float = PORTRAIT) -> None:
    """The office on the left; the state, its motto, place and date on the right."""
    left = 68 if wide == PORTRAIT else 100
    widths = (left, wide - left)
    made = table(page, widths, lined=False)
    row = add_row(made, widths)
    ours, state = (Page(cell, page.lang) for cell in row.cells)
    first = ours.box.paragraphs[0]
    ours.para("{%p if " + office + ".above %}", size=8, empty=first)
    ours.para("{{ " + office + ".above }}", "centre", size=12)
    ours.tag("endif")
    ours.para("{{ " + office + ".letterhead }}", "centre", size=12, bold=True)
    rule = ours.para("", "centre", size=2, left=(left - 26) / 2, right=(left - 26) / 2, before=2)
    edge(rule)
    ours.para(symbol, "centre", size=13, before=2)
    state.para(page("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIETNAM"), "centre", size=12,
               bold=True, empty=state.box.paragraphs[0])
    state.para(page("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"), "centre", size=13, bold=True)
    length = 58 if page.lang == "vi" else 74
    rule = state.para("", "centre", size=2, left=(wide - left - length) / 2, right=(wide - left - length) / 2, before=2)
    edge(rule)
    state.para(page("…, ngày … tháng … năm …", "…, date …"), "centre", size=13, italic=True, before=2)


def draft_mark(page: Page) -> None:
    page.tag("if draft")
    boxed(page.para("{{ draft }}", "centre", size=11, bold=True, before=6, after=2))
    page.tag("endif")


def title(page: Page, name: str, subject: str) -> None:
    page.para(name, "centre", bold=True, before=14)
    page.para(subject, "centre", bold=True, before=2, left=8, right=8)
    edge(page.para("", "centre", size=2, left=60, right=60, before=2, after=4))


def signatures(page: Page, left: Callable[[Page], None], right: Callable[[Page], None], wide: float = PORTRAIT) -> None:
    widths = (wide / 2, wide / 2)
    made = table(page, widths, lined=False)
    row = add_row(made, widths)
    for cell, write in zip(row.cells, (left, right), strict=True):
        write(Page(cell, page.lang))
        empty = cell.paragraphs[0]._element  # noqa: SLF001
        empty.getparent().remove(empty)


def recipients(page: Page, *lines: str) -> None:
    page.para(page("Nơi nhận:", "Copies:"), "left", size=12, bold=True, italic=True)
    for line in lines:
        page.para(line, "left", size=11)


def signer(office: str) -> Callable[[Page], None]:
    def write(page: Page) -> None:
        page.tag(f"if {office}.on_behalf")
        page.para("{{ " + office + ".on_behalf }}", "centre", bold=True)
        page.tag("endif")
        page.para(page("… (chức vụ của người ký)", "… (title of the signer)"), "centre", bold=True)
        page.para(page("(chữ ký, dấu)", "(signature, seal)"), "centre", size=12, italic=True, after=40)
        page.para(page("… (họ và tên)", "… (name)"), "centre", bold=True)

    return write


def field(paragraph: Any, code: str, size: float) -> None:
    """A field such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "2"), ("end", "")):
        made = run(paragraph, "", size)
        if kind == "text":
            made.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            made._element.append(mark)  # noqa: SLF001
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            instruction.text = text
            made._element.append(instruction)  # noqa: SLF001


def geometry(section: Any, *, landscape: bool = False, restart: bool = True) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = restart
    if restart:
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")  # noqa: SLF001


def begin(lang: str, name: str) -> tuple[Any, Page]:
    """An empty document with the page, the header with its number, and the footer that traces the paper."""
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    geometry(section)
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = ALIGN["centre"]
    field(number, "PAGE", 13)
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        Page(footer, lang).para("{{ trace }}", "centre", size=7, empty=footer.paragraphs[0])
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = name, "xetkhen", "xetkhen", ""
    core.created = core.modified = datetime(2024, 1, 1, tzinfo=UTC)
    core.language = lang
    core.revision = 1
    return document, Page(document, lang)


def section_here(document: Any, like: Any, *, landscape: bool) -> None:
    """Ends a section at this paragraph, with the geometry of an orientation and the headers of ``like``."""
    paragraph = document.add_paragraph()
    mark_size(paragraph, 2)
    properties = deepcopy(like)
    paragraph._element.get_or_add_pPr().append(properties)  # noqa: SLF001
    section = Section(properties, document.part)
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    geometry(section, landscape=landscape)


# ---- the papers -------------------------------------------------------------------------------------------------


def to_trinh(lang: str) -> Any:
    """The submission; behind it, across the page, its lists."""
    document, page = begin(lang, page_name(lang, "Tờ trình", "Submission"))
    like = document.sections[0]._sectPr  # noqa: SLF001
    page.tag("for s in submissions")
    draft_mark(page)
    letterhead(page, "s.office", page("Số: …/TTr-…", "No. …/TTr-…"))
    title(page, page("TỜ TRÌNH", "SUBMISSION"), "{{ s.subject }}")
    page.para(page("Kính gửi: {{ s.recipient }}.", "To: {{ s.recipient }}."), "centre", before=8, after=4)
    page.tag("for g in s.grounds")
    page.body("{{ g }}", italic=True)
    page.tag("endfor")
    page.body("{{ s.meeting }}", italic=True)
    page.tag("for o in s.proposals")
    page.body(page(
        "{{ s.office.start }} đề nghị {{ s.recipient }} xem xét, quyết định **{{ o.giving }}** cho "
        "**{{ o.tally }}** đã có thành tích xuất sắc trong {{ s.movement }} (có danh sách và hồ sơ kèm theo).",
        "{{ s.office.start }} proposes that {{ s.recipient }} **{{ o.giving }}** to **{{ o.tally }}** with "
        "outstanding merit in {{ s.movement }} (the list and the dossiers are attached).",
    ))  # fmt: skip
    page.tag("endfor")
    page.body(page("**1. Kết quả xét**", "**1. What was considered**"), keep=True)
    page.tag("for f in s.facts")
    page.body("- {{ f }}")
    page.tag("endfor")
    page.tag("if s.open")
    page.body(
        page("**2. Những việc còn phải quyết định, lưu ý**", "**2. What is still to be settled or noted**"), keep=True
    )
    page.tag("for f in s.open")
    page.body("- {{ f }}")
    page.tag("endfor")
    page.tag("endif")
    page.body(page(
        "Kính trình {{ s.recipient }} xem xét, quyết định./.",
        "Respectfully submitted to {{ s.recipient }} for decision.",
    ), after=10)  # fmt: skip
    signatures(
        page,
        lambda p: recipients(p, p("- Như trên;", "- As above;"), "- …;", p("- Lưu: VT, ….", "- File: VT, …")),
        signer("s.office"),
    )
    section_here(document, like, landscape=False)
    page.tag("for l in s.lists")
    draft_mark(page)
    page.para("{{ l.title }}", "centre", bold=True, size=13, before=4)
    page.para("{{ l.about }}", "centre", size=12)
    page.para(page(
        "(Kèm theo Tờ trình số …/TTr-… ngày … tháng … năm … của {{ s.office.name }})",
        "(Attached to Submission no. …/TTr-… of … of {{ s.office.name }})",
    ), "centre", size=12, italic=True, after=6)  # fmt: skip
    rows_table(
        page, (13, 47, 42, 26, 30, 42, 16, 36),
        (
            page("STT", "No."), page("Họ và tên / Tên tập thể", "Name"), page("Chức vụ, đơn vị", "Position, unit"),
            page("Xã, phường", "Commune or ward"), page("Nhóm đối tượng", "Category"),
            page("Căn cứ đề nghị", "Grounds"), page("Số phiếu", "Votes"), page("Ghi chú", "Notes"),
        ),
        "r in l.rows",
        (("{{ r.number }}", "centre"), ("{{ r.name }}", "left"), ("{{ r.about }}", "left"), ("{{ r.commune }}", "left"),
         ("{{ r.category }}", "left"), ("{{ r.grounds }}", "left"), ("{{ r.votes }}", "centre"),
         ("{{ r.notes }}", "left")),
        banded="band",
    )  # fmt: skip
    page.para("{{ l.total }}", "left", size=13, bold=True, before=6, after=6, keep=True)
    signatures(page, lambda p: p.para("", size=12), signer("s.office"), LANDSCAPE)
    page.tag("if l.more")
    section_here(document, like, landscape=True)
    page.tag("endif")
    page.tag("endfor")
    page.tag("if s.more")
    section_here(document, like, landscape=True)
    page.tag("endif")
    page.tag("endfor")
    page.para("", size=2)
    last = document.sections[-1]
    for old in last._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001
        last._sectPr.remove(old)  # noqa: SLF001
    geometry(last, landscape=True)
    return document


def page_name(lang: str, vi: str, en: str) -> str:
    return en if lang == "en" else vi


def bien_ban(lang: str) -> Any:
    """The minutes of the body that considers."""
    document, page = begin(lang, page_name(lang, "Biên bản", "Minutes"))
    draft_mark(page)
    letterhead(page, "office", page("Số: {{ meeting.number }}", "No. {{ meeting.number }}"))
    title(page, page("BIÊN BẢN", "MINUTES"), page(
        "Họp {{ office.name }} xét, đề nghị khen thưởng trong {{ movement }}",
        "Meeting of {{ office.name }} on awards in {{ movement }}",
    ))  # fmt: skip
    page.body(page(
        "Hôm nay, hồi … giờ … phút, {{ meeting.day }}, tại …, {{ office.name }} họp xét, đề nghị khen thưởng đợt "
        "“{{ round }}”.",
        "On {{ meeting.day }}, at … o'clock, at …, {{ office.name }} met to consider awards of the round "
        "“{{ round }}”.",
    ))  # fmt: skip
    page.body(page("**I. THÀNH PHẦN**", "**I. PRESENT**"), keep=True)
    for line in (
        page("1. Chủ trì: {{ meeting.chair }}", "1. Chair: {{ meeting.chair }}"),
        page("2. Thư ký: {{ meeting.secretary }}", "2. Secretary: {{ meeting.secretary }}"),
        page("3. Thành viên có mặt: {{ meeting.members }}; vắng: … (lý do: …)",
             "3. Members present: {{ meeting.members }}; absent: … (reason: …)"),
        page("4. Cơ quan thẩm định: {{ appraises }}; báo cáo: …", "4. Appraised by {{ appraises }}; reported by …"),
    ):  # fmt: skip
        page.body(line)
    page.body(page("**II. CĂN CỨ**", "**II. GROUNDS**"), keep=True)
    page.tag("for g in grounds")
    page.body("{{ g }}", italic=True)
    page.tag("endfor")
    page.body(page("**III. NỘI DUNG**", "**III. WHAT WAS CONSIDERED**"), keep=True)
    page.body(page("**1. Kết quả thẩm định**", "**1. What was appraised**"), keep=True)
    page.tag("for f in facts")
    page.body("- {{ f }}")
    page.tag("endfor")
    page.body(page("**2. Biểu quyết từng danh sách**", "**2. Votes on each list**"), keep=True)
    page.tag("for l in lists")
    page.body("**{{ l.name }}** ({{ l.seats }})", keep=True, after=3)
    rows_table(
        page, (17, 38, 35, 14, 14, 15, 32),
        (page("STT", "No."), page("Họ và tên / Tên tập thể", "Name"), page("Chức vụ, đơn vị", "Position, unit"),
         page("Điểm", "Score"), page("Hạng", "Rank"), page("Số phiếu", "Votes"), page("Ghi chú", "Notes")),
        "r in l.rows",
        (("{{ r.mark }}", "centre"), ("{{ r.name }}", "left"), ("{{ r.about }}", "left"), ("{{ r.score }}", "centre"),
         ("{{ r.rank }}", "centre"), ("{{ r.votes }}", "centre"), ("{{ r.notes }}", "left")),
    )  # fmt: skip
    page.tag("endfor")
    page.body(page("**3. Trường hợp đồng hạng**", "**3. Ties**"), keep=True)
    page.tag("for t in ties")
    page.body("- {{ t }}")
    page.tag("endfor")
    page.body(
        page("**4. Điều chỉnh của cuộc họp (ngoài kết quả xếp)**", "**4. Changes made by the meeting**"), keep=True
    )
    page.tag("for c in changes")
    page.body("- {{ c }}")
    page.tag("endfor")
    page.tag("if reserves")
    page.body(page("**5. Danh sách dự bị, theo thứ tự**", "**5. Reserves, in order**"), keep=True, after=3)
    rows_table(
        page, (22, 45, 42, 18, 38),
        (page("Thứ tự", "Place"), page("Họ và tên / Tên tập thể", "Name"), page("Chức vụ, đơn vị", "Position, unit"),
         page("Điểm", "Score"), page("Danh sách", "List")),
        "r in reserves",
        (("{{ r.mark }}", "centre"), ("{{ r.name }}", "left"), ("{{ r.about }}", "left"), ("{{ r.score }}", "centre"),
         ("{{ r.list }}", "left")),
    )  # fmt: skip
    page.tag("endif")
    page.tag("if left_out")
    page.body(page("**6. Trường hợp không đề nghị và lý do**", "**6. Not nominated, and why**"), keep=True)
    page.tag("for c in counts")
    page.body("- {{ c }}")
    page.tag("endfor")
    page.para("", size=4)
    rows_table(
        page, (13, 42, 38, 24, 48),
        (page("STT", "No."), page("Họ và tên / Tên tập thể", "Name"), page("Chức vụ, đơn vị", "Position, unit"),
         page("Kết quả", "Decision"), page("Lý do (mục của kế hoạch)", "Why (clause of the plan)")),
        "r in left_out",
        (("{{ r.number }}", "centre"), ("{{ r.name }}", "left"), ("{{ r.about }}", "left"), ("{{ r.status }}", "left"),
         ("{{ r.why }}", "left")),
    )  # fmt: skip
    page.tag("endif")
    page.body(page("**7. Cách hiểu kế hoạch đã áp dụng**", "**7. How the plan was read**"), keep=True)
    page.tag("for r in readings")
    page.body("- {{ r }}")
    page.tag("endfor")
    page.tag("for r in settings")
    page.body("- {{ r }}")
    page.tag("endfor")
    page.tag("if open")
    page.body(
        page("**8. Những việc còn phải quyết định, lưu ý**", "**8. What is still to be settled or noted**"), keep=True
    )
    page.tag("for f in open")
    page.body("- {{ f }}")
    page.tag("endfor")
    page.tag("endif")
    page.body(page("**IV. KẾT LUẬN**", "**IV. CONCLUSION**"), keep=True)
    page.body(page(
        "{{ office.start }} biểu quyết (hoặc bỏ phiếu kín) thông qua danh sách: {{ vote }}.",
        "{{ office.start }} adopted the lists (by show of hands or in secret): {{ vote }}.",
    ))  # fmt: skip
    page.body(page(
        "Cuộc họp kết thúc hồi … giờ … phút cùng ngày; biên bản đã được các thành viên thông qua./.",
        "The meeting ended at … on the same day; the minutes were approved by the members.",
    ), after=10)  # fmt: skip
    signatures(page, plain_signer(page("THƯ KÝ", "SECRETARY")), plain_signer(page("CHỦ TRÌ", "CHAIR")))
    return document


def plain_signer(role: str) -> Callable[[Page], None]:
    def write(page: Page) -> None:
        page.para(role, "centre", bold=True)
        page.para(page("(chữ ký)", "(signature)"), "centre", size=12, italic=True, after=40)
        page.para(page("… (họ và tên)", "… (name)"), "centre", bold=True)

    return write


def thong_bao(lang: str) -> Any:
    """What a sending unit is told."""
    document, page = begin(lang, page_name(lang, "Thông báo", "Notice"))
    draft_mark(page)
    letterhead(page, "office", page("Số: …/TB-…", "No. …/TB-…"))
    title(page, page("THÔNG BÁO", "NOTICE"), page(
        "Kết quả xét, đề nghị khen thưởng trong {{ movement }}", "Result of considering awards in {{ movement }}",
    ))  # fmt: skip
    page.para(page("Kính gửi: {{ recipient }}.", "To: {{ recipient }}."), "centre", before=8, after=4)
    page.body(page(
        "Căn cứ {{ plan }}, {{ office.name }} đã tổng hợp hồ sơ do quý đơn vị đề nghị ({{ sent }}) để {{ body }} xét, "
        "và thông báo kết quả như sau. Đây là kết quả xét, chưa phải là quyết định khen thưởng của {{ decides }}.",
        "Pursuant to {{ plan }}, {{ office.name }} has gathered the dossiers that you sent ({{ sent }}) for {{ body }} "
        "to consider, with the result below. It is no decision yet: {{ decides }} decides.",
    ))  # fmt: skip
    number, name, who = page("STT", "No."), page("Họ và tên / Tên tập thể", "Name"), page("Chức vụ, xã", "Position")
    base = (("{{ r.number }}", "centre"), ("{{ r.name }}", "left"), ("{{ r.about }}", "left"))
    for key, head, last, cell in (
        ("nominated", page("Đề nghị khen thưởng", "Nominated"), page("Hình thức; ghi chú", "Award; notes"),
         "{{ r.award }}{% if r.notes %}\n{{ r.notes }}{% endif %}"),
        ("tied", page("Đồng hạng ở suất cuối, chờ {{ body }} quyết định", "Tied, to be settled by {{ body }}"),
         page("Lý do", "Why"), "{{ r.why }}"),
        ("reserve", page("Dự bị: đủ tiêu chuẩn, ngoài số lượng", "Reserves: eligible, beyond the quota"),
         page("Thứ tự, lý do", "Place, why"), "{{ r.why }}"),
    ):  # fmt: skip
        page.tag(f"if {key}")
        page.body(f"**{head}**", keep=True, after=3)
        rows_table(page, (13, 50, 42, 60), (number, name, who, last), f"r in {key}", (*base, (cell, "left")))
        page.tag("endif")
    page.tag("if evidence")
    page.body(page("**Cần bổ sung hồ sơ**", "**Evidence that is wanted**"), keep=True)
    page.body(page(
        "Đề nghị quý đơn vị bổ sung trước ngày …/…/… các nội dung sau, ghi vào đúng ô đã nêu và gửi kèm minh chứng; "
        "nội dung nào chưa rõ thì để trống, không ghi 0 và không ghi “không”.",
        "Please supply the following before …, in the cells named, with proof; leave blank what is not known.",
    ), after=3)  # fmt: skip
    rows_table(
        page, (13, 44, 54, 54),
        (number, name, page("Còn thiếu", "What is missing"), page("Ô cần ghi", "Cells")),
        "r in evidence",
        (("{{ r.number }}", "centre"), ("{{ r.name }}", "left"), ("{{ r.missing }}", "left"),
         ("{{ r.cells }}", "left")),
    )  # fmt: skip
    page.tag("endif")
    page.tag("if left_out")
    page.body(page("**Không đề nghị và lý do**", "**Not nominated, and why**"), keep=True, after=3)
    rows_table(
        page, (13, 50, 36, 66), (number, name, page("Kết quả", "Decision"), page("Lý do", "Why")),
        "r in left_out",
        (("{{ r.number }}", "centre"), ("{{ r.name }}", "left"), ("{{ r.status }}", "left"), ("{{ r.why }}", "left")),
    )  # fmt: skip
    page.tag("endif")
    page.body(page(
        "Nếu có ý kiến về kết quả trên, đề nghị quý đơn vị gửi về {{ office.name }} trước ngày …/…/…; người liên hệ: "
        "…, điện thoại: …. Trân trọng./.",
        "Should you wish to comment, please write to {{ office.name }} before …; contact: …, telephone: …. Thank you.",
    ), after=10)  # fmt: skip
    signatures(
        page,
        lambda p: recipients(p, p("- Như trên;", "- As above;"), "- …;", p("- Lưu: VT, ….", "- File: VT, …")),
        signer("office"),
    )
    return document


def de_cuong(lang: str) -> Any:
    """The report of a unit after the plan's outline: what the run knows is filled in, the rest is for the unit."""
    document, page = begin(lang, page_name(lang, "Đề cương báo cáo", "Report outline"))
    draft_mark(page)
    widths = (68, PORTRAIT - 68)
    made = table(page, widths, lined=False)
    row = add_row(made, widths)
    ours, state = (Page(cell, lang) for cell in row.cells)
    ours.para(page("… (cơ quan chủ quản)", "… (superior office)"), "centre", size=12, empty=ours.box.paragraphs[0])
    ours.para(page("… (ĐƠN VỊ BÁO CÁO)", "… (REPORTING UNIT)"), "centre", size=12, bold=True)
    edge(ours.para("", "centre", size=2, left=21, right=21, before=2))
    ours.para(page("Số: …/BC-…", "No. …/BC-…"), "centre", size=13, before=2)
    state.para(page("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIETNAM"), "centre", size=12,
               bold=True, empty=state.box.paragraphs[0])
    state.para(page("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"), "centre", size=13, bold=True)
    side = (97 - (58 if lang == "vi" else 74)) / 2
    edge(state.para("", "centre", size=2, left=side, right=side, before=2))
    state.para(page("…, ngày … tháng … năm …", "…, date …"), "centre", size=13, italic=True, before=2)
    title(page, page("BÁO CÁO", "REPORT"), "{{ title }}")
    page.para(page("(Theo Đề cương kèm theo {{ plan }})", "(After the outline of {{ plan }})"), "centre", size=12,
              italic=True)
    page.para("{{ variant }}", "centre", size=12, italic=True, after=4)
    page.tag("for s in sections")
    page.body("**{{ s.head }}**", keep=True)
    page.tag("for f in s.figures")
    page.body(page("- Số liệu: {{ f }}", "- Figure: {{ f }}"))
    page.tag("endfor")
    page.tag("for t in s.points")
    page.body("- {{ t }}: …")
    page.tag("endfor")
    page.tag("endfor")
    page.body(
        page("**Biểu số liệu khen thưởng theo đơn vị đề nghị**", "**Figures by sending unit**"), keep=True, after=3
    )
    rows_table(
        page, (13, 52, 17, 18, 17, 16, 17, 15),
        (page("STT", "No."), page("Đơn vị đề nghị", "Sent by"), page("Đề nghị xét", "Put forward"),
         page("Được đề nghị", "Nomi-nated"), page("Đồng hạng", "Tied"), page("Dự bị", "Reserve"),
         page("Chưa đủ căn cứ", "Needs evidence"), page("Còn lại", "Others")),
        "u in units",
        (("{{ u.number }}", "centre"), ("{{ u.name }}", "left"), ("{{ u.sent }}", "centre"),
         ("{{ u.nominated }}", "centre"), ("{{ u.tied }}", "centre"), ("{{ u.reserve }}", "centre"),
         ("{{ u.evidence }}", "centre"), ("{{ u.others }}", "centre")),
    )  # fmt: skip
    page.para("", size=10)
    signatures(
        page,
        lambda p: recipients(p, "- …;", p("- Lưu: VT, ….", "- File: VT, …")),
        plain_signer(page("… (chức vụ của người ký)", "… (title of the signer)")),
    )
    return document


TEMPLATES: dict[str, Callable[[str], Any]] = {
    "to-trinh": to_trinh, "bien-ban": bien_ban, "thong-bao": thong_bao, "de-cuong-bao-cao": de_cuong,
}  # fmt: skip


def write(document: Any, target: Path) -> None:
    """Save with fixed dates and without the picture that python-docx's own template carries."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    saved = io.BytesIO()
    document.save(saved)
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(source.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, source.read(name))


def main(folder: Path) -> None:
    for lang in ("vi", "en"):
        for name, make in TEMPLATES.items():
            write(make(lang), folder / lang / f"{name}.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
