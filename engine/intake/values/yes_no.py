"""Yes or no. A mark in the cell is a yes; a blank is neither."""

from __future__ import annotations

from engine.intake.raw import Broken, Raw, Several, Ticked
from engine.intake.values.reading import Read, Unreadable, cell_error, is_blank
from engine.names import normal, tidy
from engine.provenance import Text

_YES = frozenset(normal(word) for word in (
    "x", "×", "✕", "✗x", "v", "√", "✓", "✔", "☑", "☒", "1", "1.0", "yes", "y", "true", "ok",
    "có", "co", "c", "đạt", "dat", "đ", "đúng", "đủ", "rồi", "đã", "đã có", "có đạt", "đã đạt", "đạt chuẩn", "đầy đủ",
    "hoàn thành", "đã hoàn thành", "đã nộp", "đã gửi", "đã báo cáo", "có ạ",
))
_NO = frozenset(normal(word) for word in (
    "0", "0.0", "no", "n", "false",
    "không", "khong", "ko", "k", "kh", "không có", "ko có", "không đạt", "ko đạt", "k đạt", "kđ", "khong dat",
    "không đủ",
    "chưa", "chua", "chưa có", "chưa đạt", "chua dat", "cđ", "chưa đủ", "chưa hoàn thành", "không hoàn thành",
    "chưa nộp",
    "chưa gửi", "chưa báo cáo", "sai", "không đúng", "thiếu", "còn thiếu",
))


def read_yes_no(raw: Raw) -> Read:
    """1 yes, 0 no."""
    match raw:
        case Broken() | Several():
            return cell_error(raw)
        case Ticked():
            return int(raw.value)
        case str():
            if is_blank(raw):
                return None
            word = normal(tidy(raw).strip(" .;,!()[]"))
            if word in _YES:
                return 1
            return 0 if word in _NO else _no()
        case int() | float():
            return int(raw) if raw in (0, 1) else _no()
        case _:
            return _no()


def _no() -> Unreadable:
    return Unreadable("yes-no-unreadable", Text(
        "không rõ là có hay không; hãy ghi “có” hoặc “không”",
        "neither yes nor no; write “có” (yes) or “không” (no)",
    ))
