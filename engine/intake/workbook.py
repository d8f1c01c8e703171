"""Bytes to sheets. What a file is, its content decides; its name does not."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from engine.intake.raw import Raw, RawBook, RawSheet, Row, Ticked
from engine.intake.sheet_xml import Findings, formats_of, inspect
from engine.problems import UnusableInput
from engine.provenance import Text

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_BYTES = 400 * 1024 * 1024  # of a file, and of what a zipped one unpacks to
MOST_CELLS = 12_000_000  # of the rectangle from A1 to a sheet's last cell

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_book(path: Path, file: str | None = None) -> RawBook:
    """All sheets of one file. ``file`` is the name that problems print (default: the file's own name).

    Raises UnusableInput: missing, a folder, empty, no workbook, damaged, password-protected, or too large.
    """
    file = file or path.name
    data = _bytes(path, file)
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(_ZIP):
        sheets = _zipped(data, file)
    elif data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _password(file)
        sheets = _by_calamine(data, file, {})
    else:
        from engine.intake.delimited import read_delimited

        sheets = read_delimited(data, file)
    return RawBook(file, digest, tuple(sheets))


def _bytes(path: Path, file: str) -> bytes:
    if path.is_dir():
        raise UnusableInput(Text(
            f"{path}: đây là một thư mục; hãy ghi tên tệp bảng tính (.xlsx) trong đó.",
            f"{path}: this is a folder; name the workbook (.xlsx) inside it.",
        ))
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _too_large(file)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnusableInput(Text(
            f"{path}: không có tệp này; hãy kiểm tra lại tên tệp và thư mục.",
            f"{path}: there is no such file; check its name and folder.",
        )) from None
    except OSError as error:
        raise UnusableInput(Text(
            f"{path}: không mở được tệp ({error.strerror}); hãy đóng tệp trong Excel hoặc kiểm tra quyền đọc.",
            f"{path}: the file cannot be opened ({error.strerror}); close it in Excel, or check that you may read it.",
        )) from None
    if not data.strip(b"\x00 \t\r\n"):
        raise UnusableInput(Text(
            f"{file}: tệp trống; hãy lưu lại bảng tính rồi thử lại.",
            f"{file}: the file is empty; save the workbook again and retry.",
        ))
    return data


def _zipped(data: bytes, file: str) -> list[RawSheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise _too_large(file)
            findings = _inspected(archive, names, file) if "xl/workbook.xml" in names else {}
            late = "xl/workbook.xml" in names and _LATE.search(_text(archive, "xl/workbook.xml")) is not None
            if not findings and "content.xml" in names:
                _check_ods(archive, file)
            elif not findings and not any(n.endswith("workbook.bin") for n in names):
                raise _no_workbook(file)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, zlib.error):
        raise _damaged(file) from None
    return [replace(sheet, late_epoch=late) for sheet in _by_calamine(data, file, findings)]


_LATE = re.compile(r"date1904\s*=\s*[\"'](?:1|true)[\"']")


def _inspected(archive: zipfile.ZipFile, names: set[str], file: str) -> dict[str, Findings]:
    """Sheet name -> what its XML says."""
    formats = formats_of(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
    targets: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for tag in re.finditer(r"<(?:\w+:)?Relationship\s([^>]*)>", _text(archive, "xl/_rels/workbook.xml.rels")):
            said = _attributes(tag[1])
            target = said.get("Target", "").lstrip("/")
            targets[said.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    found: dict[str, Findings] = {}
    for tag in re.finditer(r"<(?:\w+:)?sheet\s([^>]*)>", _text(archive, "xl/workbook.xml")):
        said = _attributes(tag[1])
        part = targets.get(next((v for k, v in said.items() if k.endswith(":id")), ""), "")
        if part not in names or "worksheet" not in part:
            continue
        findings = inspect(archive.read(part), formats)
        if findings.rows * findings.columns > MOST_CELLS:
            raise _too_sparse(file, said.get("name", part), findings)
        found[said.get("name", "")] = findings
    return found


def _check_ods(archive: zipfile.ZipFile, file: str) -> None:
    """An .ods repeats rows and cells by a number: what it unpacks to must stay within bounds too."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise _password(file)
    for table in re.split(rb"<table:table[\s>]", archive.read("content.xml"))[1:]:
        rows = columns = filled_rows = filled_columns = 0
        for tag in re.finditer(rb"<table:(table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>", table):
            times = re.search(rb"number-(?:rows|columns)-repeated=[\"'](\d+)[\"']", tag[2])
            count = int(times[1]) if times else 1
            if tag[1] == b"table-row":
                rows, columns = rows + count, 0
                continue
            columns += count
            if b"value" in tag[2]:  # trailing rows and cells without one are only said, never laid out
                filled_rows, filled_columns = rows, max(filled_columns, columns)
        if filled_rows * filled_columns > MOST_CELLS:
            raise _too_large(file)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace")


def _attributes(tag: str) -> dict[str, str]:
    import html

    return {m[1]: html.unescape(m[2] or m[3] or "") for m in re.finditer(
        r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag,
    )}


def _by_calamine(data: bytes, file: str, findings: dict[str, Findings]) -> list[RawSheet]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(data))
        return [sheet for number in range(len(book.sheet_names)) if (sheet := _sheet(book, number, file, findings))]
    except calamine.PasswordError:
        raise _password(file) from None
    except calamine.ZipError:
        raise _damaged(file) from None
    except (calamine.CalamineError, ValueError, OverflowError):
        raise _no_workbook(file) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own way to fail, which is no Exception
            raise _no_workbook(file) from None
        raise


def _sheet(book: CalamineWorkbook, number: int, file: str, findings: dict[str, Findings]) -> RawSheet | None:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    meta = book.sheets_metadata[number]
    if meta.typ is not SheetTypeEnum.WorkSheet:
        return None
    if meta.visible is not SheetVisibleEnum.Visible:
        return RawSheet(file, meta.name, (), hidden=True)
    sheet = book.get_sheet_by_index(number)
    rows: list[Row] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
    found = findings.get(meta.name)
    if found:
        rows = _laid(rows, found)
    for row in rows:
        if True in row or False in row:  # also where 1.0 or 0.0 stands; the types are looked at only then
            row[:] = [Ticked(v) if isinstance(v, bool) else v for v in row]
    merged = tuple((a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    return RawSheet(file, meta.name, rows, merged)


def _laid(rows: Sequence[Row], found: Findings) -> list[Row]:
    """The rows with error cells, percentages and leading zeros put in place."""
    laid = list(rows)
    if found.broken:  # such cells may lie outside the rectangle of the values
        height = max(r for r, _ in found.broken) + 1
        width = max([len(laid[0]) if laid else 0, *(c + 1 for _, c in found.broken)])
        laid.extend([] for _ in range(height - len(laid)))
        for row in laid:
            row.extend([""] * (width - len(row)))
    for (r, c), broken in found.broken.items():
        laid[r][c] = broken
    for (r, c), how in found.shown.items():
        if r < len(laid) and c < len(laid[r]):
            laid[r][c] = _as_shown(laid[r][c], how)
    return laid


def _as_shown(value: Raw, how: str) -> Raw:
    match value:
        case float() if how == "%":
            return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
        case float() if how.startswith("0") and value.is_integer() and value >= 0:
            return f"{int(value):0{len(how)}d}"
        case date() if how == "m":
            return f"{value.month}/{value.year}"
        case date() if how == "y":
            return str(value.year)
        case _:
            return value


def _damaged(file: str) -> UnusableInput:
    return UnusableInput(Text(
        f"{file}: tệp bị hỏng hoặc chưa tải về hết; hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.",
        f"{file}: the file is damaged or incomplete; open it in Excel, save it as .xlsx and retry.",
    ))


def _no_workbook(file: str) -> UnusableInput:
    return UnusableInput(Text(
        f"{file}: không phải bảng tính đọc được; hãy mở bằng Excel và lưu dạng .xlsx.",
        f"{file}: not a workbook that can be read; open it in Excel and save it as .xlsx.",
    ))


def _password(file: str) -> UnusableInput:
    return UnusableInput(Text(
        f"{file}: tệp đặt mật khẩu; hãy bỏ mật khẩu (Excel: Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại.",
        f"{file}: the file is protected by a password; remove it (Excel: File, Info, Protect Workbook) and save again.",
    ))


def _too_large(file: str) -> UnusableInput:
    return UnusableInput(Text(
        f"{file}: tệp quá lớn (khi giải nén hơn {MOST_BYTES >> 20} MB); hãy chép bảng danh sách sang một tệp mới.",
        f"{file}: the file is too large (more than {MOST_BYTES >> 20} MB unpacked); copy the table into a new file.",
    ))


def _too_sparse(file: str, sheet: str, found: Findings) -> UnusableInput:
    return UnusableInput(Text(
        f"{file}, trang {sheet}: có ô ghi ở rất xa bảng (đến dòng {found.rows}, cột thứ {found.columns});"
        " hãy xóa các ô thừa đó rồi lưu lại.",
        f"{file}, sheet {sheet}: there are cells very far from the table (down to row {found.rows}, column number"
        f" {found.columns}); delete them and save again.",
    ))
