"""What a template says about its columns: the headers, how to fill each in, what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.intake.uses import Use
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.rulebook.model import Field, Rulebook

CORE = frozenset({
    "name", "kind", "category", "unit", "commune", "position", "position_class", "level", "birth_year", "award",
})

HOW = {
    "text": Text("Ghi chữ.", "Text."),
    "yes_no": Text(
        "Chọn “có” hoặc “không”; chưa rõ thì để trống.", "Choose “có” (yes) or “không” (no); leave blank if not known.",
    ),
    "whole": Text("Ghi số nguyên.", "A whole number."),
    "number": Text("Ghi số, tối đa bốn chữ số thập phân.", "A number with at most four decimals."),
    "money": Text("Ghi số nguyên đồng, ví dụ 50000000.", "Whole dong, e.g. 50000000."),
    "date": Text("Ghi ngày/tháng/năm, ví dụ 09/10/2023.", "Day/month/year, e.g. 09/10/2023."),
    "year": Text("Ghi năm bốn chữ số, ví dụ 1978.", "A year of four digits, e.g. 1978."),
    "choice": Text("Chọn trong danh sách của ô.", "Choose from the cell's list."),
    "unit": Text("Chọn trong danh sách của ô; đơn vị chưa có tên thì ghi thêm ở trang “Đơn vị” (nếu mẫu có trang này).",
                 "Choose from the list; add a unit that is missing on the sheet “Đơn vị”, where the template has it."),
}


def document_line(rulebook: Rulebook) -> str:
    document = rulebook.document
    signed = document.date
    day = f"{signed.day:02d}/{signed.month:02d}/{signed.year}" if signed else document.date_text
    when = f" {'ngày ' if document.date else ''}{day}" if day else ""
    return f"(Theo {document.title.vi}; số {document.number}{when} của {document.issuer.vi})"


def header_text(field: Field, required: bool) -> str:
    return f"{field.text.vi} (*)" if required else field.text.vi


def note(rulebook: Rulebook, field: Field, use: Use) -> str:
    """The comment on a header: what it means, how to fill it in, which clause asks for it."""
    lines = [field.text.vi + (" (bắt buộc)" if field.required else ""), how_to(field).vi]
    if field.id in CORE:
        return "\n".join(lines)
    if use.categories:
        lines.append("Dùng cho: " + "; ".join(rulebook.categories[c].text.vi for c in use.categories) + ".")
    if use.criteria:
        lines.append("Để xét: " + "; ".join(text.vi for text in use.criteria) + ".")
    if use.clauses:
        own = [clause for clause in use.clauses if not clause.startswith("law/")]
        lines.append("Mục: " + "; ".join(own) if own else "Theo quy định chung.")
    return "\n".join(lines)


def purpose(rulebook: Rulebook, field: Field, use: Use) -> tuple[str, str, str]:
    """For whom, for what, by which clause; the columns that say who somebody is are for everything."""
    if field.id in CORE:
        return "Tất cả", "", ""
    return (
        "; ".join(rulebook.categories[c].text.vi for c in use.categories), "; ".join(text.vi for text in use.criteria),
        "; ".join(clause for clause in use.clauses if not clause.startswith("law/")),
    )


def how_to(field: Field) -> Text:
    if field.id.endswith("_evidence"):
        return Text(
            "Ghi số, ký hiệu văn bản hoặc tên tài liệu chứng minh.",
            "The number or name of the document that proves it.",
        )
    how = HOW[field.type]
    bounds = ""
    if field.minimum is not None and field.maximum is not None and field.type in {"whole", "number"}:
        bounds = f" Từ {float(field.minimum):g} đến {float(field.maximum):g}."
    return Text(how.vi + bounds, how.en)
