"""A rulebook made by hand, small but with a field of every type, and workbooks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.provenance import Text
from engine.rulebook.model import Category, Document, Field, Register, Rulebook, Scoring


def text(words: str) -> Text:
    return Text(words, f"en {words}")


RECOGNISED = {"none": text("Chưa"), "ntm": text("Nông thôn mới"), "advanced": text("Nông thôn mới nâng cao"),
              "model": text("Nông thôn mới kiểu mẫu")}
AWARDS = {"bk_tinh": text("Bằng khen của Chủ tịch UBND tỉnh"), "gk_huyen": text("Giấy khen của Chủ tịch UBND huyện"),
          "ld_tien_tien": text("Lao động tiên tiến")}


def _fields(*fields: Field) -> dict[str, Field]:
    return {f.id: f for f in fields}


FIELDS = _fields(
    Field("name", "text", text("Họ và tên / Tên tập thể"), required=True,
          aliases=("Họ và tên", "Họ tên", "HoTen", "Tên tập thể", "Tên tập thể/cá nhân/hộ gia đình")),
    Field("kind", "choice", text("Loại hình"), required=True, aliases=("Phân loại khen thưởng",),
          options={"collective": text("Tập thể"), "individual": text("Cá nhân"), "household": text("Hộ gia đình")}),
    Field("category", "choice", text("Nhóm đối tượng"), required=True, aliases=("Đối tượng", "Phân loại đối tượng"),
          options={"commune": text("Xã"), "enterprise": text("Doanh nghiệp, hợp tác xã"),
                   "individual": text("Cá nhân"), "household": text("Hộ gia đình"), "other": text("Khác")},
          option_aliases={"enterprise": ("Doanh nghiệp", "HTX")}),
    Field("unit", "text", text("Đơn vị đề nghị"), aliases=("Đơn vị", "DonVi")),
    Field("commune", "unit", text("Xã, phường"), aliases=("Xã/phường", "Xã")),
    Field("position", "text", text("Chức vụ"), aliases=("Chức vụ, đơn vị công tác",)),
    Field("birth_year", "year", text("Năm sinh"), minimum=Fraction(1900), maximum=Fraction(2100)),
    Field("award", "choice", text("Hình thức đề nghị"), options=AWARDS, aliases=("Hình thức khen thưởng",)),
    Field("board_score", "number", text("Điểm chấm"), minimum=Fraction(0), aliases=("Điểm",)),
    Field("held_back", "yes_no", text("Đang xem xét kỷ luật, thanh tra, khiếu nại")),
    Field("outstanding", "yes_no", text("Tiêu biểu, xuất sắc"), evidence="optional"),
    Field("outstanding_evidence", "text", text("Minh chứng: Tiêu biểu, xuất sắc")),
    Field("dossier_received", "date", text("Ngày nhận hồ sơ")),
    Field("contribution", "money", text("Giá trị đóng góp (đồng)"), minimum=Fraction(0),
          aliases=("Giá trị đóng góp", "Mức đóng góp")),
    Field("cash", "money", text("Tiền mặt (đồng)"), minimum=Fraction(0), aliases=("Tiền mặt", "Tiền")),
    Field("labour_days", "number", text("Ngày công"), minimum=Fraction(0)),
    Field(
        "land_area", "number", text("Diện tích đất (m2)"), minimum=Fraction(0),
        aliases=("Diện tích đất", "Đất hiến (m2)"),
    ),
    Field("ocop_stars", "whole", text("Hạng sao OCOP"), minimum=Fraction(1), maximum=Fraction(5)),
    Field("works_registered", "whole", text("Số công trình đăng ký"), minimum=Fraction(0)),
    Field("recognised", "choice", text("Được công nhận đạt chuẩn"), options=RECOGNISED,
          option_aliases={"ntm": ("NTM",), "none": ("Không",)}),
)

REGISTERS = {
    "awards": Register("awards", text("Sổ khen thưởng"), _fields(
        Field("name", "text", text("Họ và tên / Tên tập thể"), aliases=("Họ và tên",)),
        Field("commune", "unit", text("Xã, phường")),
        Field("award", "choice", text("Hình thức khen"), options=AWARDS, aliases=("Hình thức khen thưởng",)),
        Field("recognised_as", "choice", text("Khi được công nhận"), options=RECOGNISED),
        Field("recognised_on", "date", text("Ngày công nhận")),
        Field("decision_number", "text", text("Số quyết định"), aliases=("SoQD",)),
        Field("decision_date", "date", text("Ngày quyết định"), aliases=("NgayQD",)),
    ), aliases=("Sổ theo dõi khen thưởng",)),
    "units": Register("units", text("Danh sách đơn vị"), _fields(
        Field("unit_name", "text", text("Tên đơn vị"), required=True, aliases=("Đơn vị",)),
        Field("unit_type", "choice", text("Loại đơn vị"),
              options={"commune": text("Xã"), "ward": text("Phường"), "hamlet": text("Ấp"),
                       "quarter": text("Khóm"), "village": text("Thôn")}),
        Field("parent", "unit", text("Trực thuộc")),
        Field("recognised", "choice", text("Được công nhận đạt chuẩn"), options=RECOGNISED),
        Field("recognised_on", "date", text("Ngày công nhận")),
        Field("decision_number", "text", text("Số quyết định")),
        Field("announced_on", "date", text("Ngày công bố")),
    ), aliases=("Đơn vị",)),
}


def rulebook(**changes: Any) -> Rulebook:
    """The hand-made rulebook, of Ninh Thuận's units."""
    values: dict[str, Any] = {
        "id": "made-2023", "version": "1", "approval": "draft", "path": "made-2023.yaml", "sha256": "0" * 64,
        "document": Document(
            text("Kế hoạch thử"), text("UBND tỉnh"), "province", "1/KH", None, "", None, ("ninh-thuan",), {},
            text("Hội đồng"), ()
        ),
        "clauses": {}, "parameters": {}, "registers": REGISTERS, "fields": FIELDS, "awards": {},
        "categories": {
            option: Category(option, label, ("collective", "individual", "household"), (), None)
            for option, label in FIELDS["category"].options.items()
        },
        "criteria": {}, "exclusions": {}, "advisories": {}, "rounds": {}, "scoring": Scoring("board", ()),
        "ranking": (),
        "targets": {}, "milestones": {}, "readings": {}, "outline": (),
    }
    return Rulebook(**(values | changes))


def workbook(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], merges: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """Write rows to sheets with XlsxWriter, values as they are; ``merges`` are ranges whose first cell is filled."""
    import datetime as dt

    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(r, c, dt.datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    sheet.write(r, c, value)
        for area in (merges or {}).get(name, ()):
            sheet.merge_range(area, "")
            first = area.partition(":")[0]
            from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
            letter, number = coordinate_from_string(first)
            sheet.write(
                number - 1, column_index_from_string(letter) - 1, rows[number - 1][column_index_from_string(letter) - 1]
            )
    book.close()
    return path


def column(table: Any, field: str) -> list[Any]:
    """A column as plain values, null as None."""
    values = table.frame[field]
    return [None if missing else v for v, missing in zip(values.tolist(), values.isna().tolist(), strict=True)]


def codes(problems: Sequence[Any], *severities: str) -> list[str]:
    return [p.code for p in problems if not severities or p.severity in severities]
