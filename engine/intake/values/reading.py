"""What a reader gives back, and the shapes that all readers share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from engine.frozen import dataclass
from engine.intake.raw import Broken, Raw, Several, Ticked
from engine.names import tidy
from engine.provenance import Text

LIMIT = 10**14  # of money in dong and of numbers: beyond it, a typing error


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell gives no value. ``text`` says what to write instead; the cell is added by whoever knows it."""

    code: str
    text: Text


Read = int | str | None | Unreadable
"""A typed value as ``engine.intake.roster`` lays it down; None for a blank."""

Reader = Callable[[Raw], Read]

# Dashes and dots are how a form says "nothing here".
_NOTHING = re.compile(r"[-\u2010-\u2015.\u2026_/\s]*")


def is_blank(raw: Raw) -> bool:
    """Nothing, spaces, or only the dashes and dots that stand for nothing."""
    return isinstance(raw, str) and _NOTHING.fullmatch(tidy(raw)) is not None


def shown(raw: Raw) -> str:
    """The cell as a person sees it, as far as the file tells.

    >>> shown(1234567890123.0), shown(0.5), shown(date(2023, 10, 9))
    ('1234567890123', '0.5', '09/10/2023')
    """
    match raw:
        case str():
            return tidy(raw)
        case Broken() | Several():
            return raw.shown
        case Ticked():
            return "TRUE" if raw.value else "FALSE"
        case datetime():
            day = f"{raw.day:02d}/{raw.month:02d}/{raw.year}"
            return day if (raw.hour, raw.minute, raw.second) == (0, 0, 0) else f"{day} {raw.hour:02d}:{raw.minute:02d}"
        case date():
            return f"{raw.day:02d}/{raw.month:02d}/{raw.year}"
        case int() | float():
            return f"{exact(raw):f}"
        case time() | timedelta():
            return str(raw)


def exact(number: float) -> Decimal:
    """A cell's number. A spreadsheet keeps and shows 15 digits: what binary adds beyond them is noise.

    >>> exact(0.1 + 0.2), exact(50000000.0)
    (Decimal('0.3'), Decimal('50000000'))
    """
    if float(number).is_integer() and abs(number) < 2**63:
        return Decimal(int(number))
    return Decimal(f"{number:.15g}")


def cell_error(raw: Broken | Several) -> Unreadable:
    """For every type alike."""
    if isinstance(raw, Several) and raw.merged:
        return Unreadable("cells-merged", Text(
            "một ô gộp chung cho nhiều dòng; hãy ghi riêng số của từng dòng",
            "one cell merged over several rows; write the amount of each row",
        ))
    if isinstance(raw, Several):
        return Unreadable("cells-disagree", Text(
            "các ô của cùng một mục ghi khác nhau; hãy chỉ ghi một ô",
            "the cells of one field say different things; fill one",
        ))
    if raw.shown == "=":
        return Unreadable("cell-formula", Text(
            "ô có công thức nhưng tệp không lưu kết quả; hãy mở bằng Excel, lưu lại, hoặc ghi thẳng giá trị",
            "a formula whose result is not stored in the file; open and save it in Excel, or write the value",
        ))
    return Unreadable("cell-error", Text(
        f"ô báo lỗi {raw.shown}; hãy sửa công thức hoặc ghi thẳng giá trị",
        f"the cell shows the error {raw.shown}; correct the formula or write the value",
    ))
