"""Why a file could not be read, in words: what, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.problems import UnusableInput
from engine.provenance import Text

MEMORY, SECONDS = "XETKHEN_READ_MEMORY", "XETKHEN_READ_SECONDS"

# {file}: as problems name it; {path}: as it was typed; {0}, {1}, {2}: the details. The codes are engine.sheets'.
_SAID = {
    "folder": Text(
        "{path}: đây là một thư mục; hãy ghi tên tệp bảng tính (.xlsx) trong đó.",
        "{path}: this is a folder; name the workbook (.xlsx) inside it.",
    ),
    "missing": Text(
        "{path}: không có tệp này; hãy kiểm tra lại tên tệp và thư mục.",
        "{path}: there is no such file; check its name and folder.",
    ),
    "no-file": Text(
        "{path}: không phải là một tệp; hãy ghi tên tệp bảng tính (.xlsx).",
        "{path}: this is no file; name a workbook (.xlsx).",
    ),
    "unopened": Text(
        "{path}: không mở được tệp ({0}); hãy đóng tệp trong Excel hoặc kiểm tra quyền đọc.",
        "{path}: the file cannot be opened ({0}); close it in Excel, or check that you may read it.",
    ),
    "empty": Text(
        "{file}: tệp trống; hãy lưu lại bảng tính rồi thử lại.",
        "{file}: the file is empty; save the workbook again and retry.",
    ),
    "damaged": Text(
        "{file}: tệp bị hỏng hoặc chưa tải về hết; hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.",
        "{file}: the file is damaged or incomplete; open it in Excel, save it as .xlsx and retry.",
    ),
    "no-workbook": Text(
        "{file}: không phải bảng tính đọc được; hãy mở bằng Excel và lưu dạng .xlsx.",
        "{file}: not a workbook that can be read; open it in Excel and save it as .xlsx.",
    ),
    "password": Text(
        "{file}: tệp đặt mật khẩu; hãy bỏ mật khẩu (Excel: Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại.",
        "{file}: the file is protected by a password; remove it (Excel: File, Info, Protect Workbook) and save again.",
    ),
    "too-large": Text(
        "{file}: tệp quá lớn (khi giải nén hơn {0} MB); hãy chép bảng danh sách sang một tệp mới.",
        "{file}: the file is too large (more than {0} MB unpacked); copy the table into a new file.",
    ),
    "too-sparse": Text(
        "{file}, trang {0}: có ô ghi ở rất xa bảng (đến dòng {1}, cột thứ {2}); hãy xóa các ô thừa đó rồi lưu lại.",
        "{file}, sheet {0}: there are cells very far from the table (down to row {1}, column number {2}); delete them"
        " and save again.",
    ),
    "web-page": Text(
        "{file}: bên trong là một trang web không có bảng nào đọc được; hãy mở bằng Excel và lưu dạng .xlsx.",
        "{file}: inside it is a web page without a table that can be read; open it in Excel and save it as .xlsx.",
    ),
    "no-text": Text(
        "{file}: không phải bảng tính, cũng không phải văn bản UTF-8; hãy mở bằng Excel và lưu dạng .xlsx.",
        "{file}: neither a workbook nor UTF-8 text; open it in Excel and save it as .xlsx.",
    ),
    "no-table": Text(
        "{file}: không phải bảng tính; hãy chọn tệp .xlsx có danh sách đề nghị.",
        "{file}: not a workbook; choose the .xlsx file that holds the list.",
    ),
    "memory": Text(
        "{file}: đọc tệp cần hơn {0} MiB bộ nhớ nên đã dừng; hãy chép riêng bảng danh sách sang một tệp mới,"
        f" hoặc đặt biến môi trường {MEMORY} lớn hơn.",
        "{file}: reading it takes more than {0} MiB of memory, so it was stopped; copy the table alone into a new file,"
        f" or set the environment variable {MEMORY} higher.",
    ),
    "time": Text(
        "{file}: đọc tệp lâu hơn {0} giây nên đã dừng; hãy chép riêng bảng danh sách sang một tệp mới,"
        f" hoặc đặt biến môi trường {SECONDS} lớn hơn.",
        "{file}: reading it takes more than {0} seconds, so it was stopped; copy the table alone into a new file,"
        f" or set the environment variable {SECONDS} higher.",
    ),
    "broke": Text(
        "{file}: trình đọc đã dừng đột ngột vì nội dung tệp bất thường; hãy mở bằng Excel, chép riêng bảng danh sách"
        " sang một tệp mới rồi thử lại.",
        "{file}: the reader broke down on what the file holds; open it in Excel, copy the table alone into a new file"
        " and retry.",
    ),
}


def refusal(code: str, file: str, path: Path, details: Sequence[str | int] = ()) -> UnusableInput:
    """The sentence for a code of ``engine.sheets`` (or ``memory``, ``time``, ``broke``) about one file."""
    said = _SAID[code]
    return UnusableInput(Text(
        said.vi.format(*details, file=file, path=path), said.en.format(*details, file=file, path=path),
    ))


def bad_limit(name: str, value: str, least: int) -> UnusableInput:
    """A limit in the environment that is no number, or too small to read anything."""
    return UnusableInput(Text(
        f"Biến môi trường {name}: “{value}” không dùng được; hãy ghi một số nguyên từ {least} trở lên,"
        " hoặc bỏ biến này.",
        f"Environment variable {name}: “{value}” cannot be used; give a whole number of at least {least},"
        " or unset it.",
    ))
