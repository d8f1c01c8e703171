"""For each sender a message that can be sent as it stands: what is wrong, in which cells, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.names import fold
from engine.wording import two_digits

if TYPE_CHECKING:
    from engine.checking import Checked, Noted

MOST = 200  # lines of one message; the marked copy has them all


def message(sender: str, noted: Sequence[Noted], checked: Checked, copies: Mapping[str, str], lang: str) -> str:
    """``copies``: file -> its marked copy, of the files that are this sender's alone."""
    errors = [n for n in noted if n.problem.severity == "error"]
    others = [n for n in noted if n.problem.severity != "error"]
    said = _VI if lang == "vi" else _EN
    counts = [
        said[key].format(n=two_digits(len(group)).in_(lang))
        for key, group in (("errors", errors), ("points", others))
        if group
    ]
    is_file = any(sender == source.file for source in checked.inputs)
    lines = [said["to_file" if is_file else "to"].format(sender=sender), ""]
    lines.append(said["opening"].format(title=checked.title.in_(lang), counts=said["and"].join(counts)))
    for heading, group in (("must", errors), ("look", others)):
        if group:
            lines += ["", said[heading], *_lines(group, said, lang)]
    files = [file for file in dict.fromkeys(n.problem.file for n in noted) if file in copies]
    lines += ["", said["how" if files else "how_own"]]
    lines += [said["copy"].format(file=file, copy=copies[file]) for file in files if file is not None]
    lines += [said["blank"], "", said["closing"]]
    return "\n".join(lines) + "\n"


def _lines(group: Sequence[Noted], said: Mapping[str, str], lang: str) -> list[str]:
    found = []
    for number, noted in enumerate(group[:MOST], 1):
        problem = noted.problem
        first, colon, last = (problem.ref or "").partition(":")
        where = ("row", first) if colon and first == last else ("cell", problem.ref)
        place = ", ".join(
            said[key].format(value=value)
            for key, value in (("file", problem.file), ("sheet", problem.sheet), where)
            if value
        )
        name = f" ({noted.name})" if noted.name and noted.name not in problem.text.in_(lang) else ""
        found.append(f"{number}. {place}{name}: {problem.text.in_(lang)}")
    if len(group) > MOST:
        found.append(said["more"].format(n=len(group) - MOST))
    return found


_VI = {
    "to": "Kính gửi: {sender}",
    "to_file": "Kính gửi: Đơn vị gửi tệp {sender}",
    "opening": "Qua kiểm tra danh sách đề nghị khen thưởng do đơn vị gửi (theo {title}), còn {counts}.",
    "errors": "{n} lỗi phải sửa",
    "points": "{n} điểm đề nghị xem lại",
    "and": " và ",
    "must": "PHẢI SỬA (chưa sửa thì trường hợp liên quan có thể chưa được xét)",
    "look": "ĐỀ NGHỊ XEM LẠI",
    "file": "Tệp {value}",
    "sheet": "trang {value}",
    "cell": "ô {value}",
    "row": "dòng {value}",
    "more": "… và {n} điểm nữa, xem trang “Lỗi cần sửa” của tệp đã đánh dấu.",
    "how": "Cách sửa: sửa trực tiếp trên tệp đã đánh dấu gửi kèm (ô đỏ: phải sửa; ô vàng: xem lại; danh sách đầy đủ ở"
    " trang “Lỗi cần sửa”), rồi gửi lại cả tệp.",
    "how_own": "Cách sửa: sửa ngay trong tệp đã gửi, tại các ô nêu trên, rồi gửi lại cả tệp.",
    "copy": "- {file}: tệp đã đánh dấu là {copy}",
    "blank": "Nội dung nào chưa rõ thì để trống, không ghi 0 và không ghi “không”.",
    "closing": "Đề nghị đơn vị sửa và gửi lại trước ngày ……/……/……. Trân trọng./.",
}
_EN = {
    "to": "To: {sender}",
    "to_file": "To: the sender of {sender}",
    "opening": "We have checked the list of candidates that you sent ({title}). There are: {counts}.",
    "errors": "{n} to put right",
    "points": "{n} to look at",
    "and": ", ",
    "must": "TO PUT RIGHT (until then the candidates concerned may not be considered)",
    "look": "PLEASE LOOK AT",
    "file": "File {value}",
    "sheet": "sheet {value}",
    "cell": "cell {value}",
    "row": "row {value}",
    "more": "… and {n} more, see the sheet “To put right” of the marked copy.",
    "how": "How: correct the attached marked copy itself (red cells must be put right, yellow ones looked at; the sheet"
    " “To put right” lists all of them) and send the whole file back.",
    "how_own": "How: correct the file that you sent, in the cells named above, and send the whole file back.",
    "copy": "- {file}: its marked copy is {copy}",
    "blank": "Leave blank what is not known; do not write 0 or “no” for it.",
    "closing": "Please correct it and send it back before ……/……/……. Thank you.",
}


def slug(text: str, taken: set[str]) -> str:
    """A file name that any system takes: ``UBND xã Phước Vinh`` -> ``ubnd-xa-phuoc-vinh``; each only once."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60] or "don-vi"
    name, n = plain, 1
    while name in taken:
        n += 1
        name = f"{plain}-{n}"
    taken.add(name)
    return name
