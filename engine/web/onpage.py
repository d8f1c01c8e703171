"""What the command would have one type, as a person on the page does it."""

from __future__ import annotations

_SAID = {
    "vi": (
        ("; hãy lập lại bằng --write-mapping.", "; hãy xem lại ở bước “Các cột” rồi bấm “Đúng, tiếp tục”."),
        ("Hãy lập lại bằng --write-mapping.", "Hãy xem lại ở bước “Các cột” rồi bấm “Đúng, tiếp tục”."),
        ("; hãy lập lại bằng --write-resolve.", "; hãy bỏ câu trả lời cũ ở bước “Trùng, cách viết”."),
        (", hoặc nêu trang này trong bảng ghép cột (--mapping)", ""),
        ("(đưa vào bằng --register hoặc --units)", "(khi gửi, chọn “Sổ khen thưởng” hoặc “Danh sách đơn vị”)"),
        ("có thể quyết định một lần cho tất cả bằng --resolve", "trả lời một lần cho tất cả ở bước “Trùng, cách viết”"),
        ("hãy dùng mẫu do lệnh `template` tạo ra", "hãy dùng tệp mẫu ở bước “Bảng tính”"),
    ),
    "en": (
        ("; make it again with --write-mapping.", "; look at Columns again and press “Right, go on”."),
        ("Make it again with --write-mapping.", "Look at Columns again and press “Right, go on”."),
        ("; make it again with --write-resolve.", "; drop the old answer at Copies."),
        (", or name the sheet in a column map (--mapping)", ""),
        ("(give it by --register or --units)", "(when sending, choose “Award register” or “List of units”)"),
        ("one decision for all of them is possible with --resolve", "one answer for all of them is given at Copies"),
        ("use the template that the command `template` writes", "use the template at Workbooks"),
    ),
}


def on_page(said: str, lang: str) -> str:
    """The sentence without commands and options.

    >>> on_page("Tệp đã thay đổi; hãy lập lại bằng --write-resolve.", "vi")
    'Tệp đã thay đổi; hãy bỏ câu trả lời cũ ở bước “Trùng, cách viết”.'
    """
    if "--" in said or "`template`" in said:
        for typed, done in _SAID[lang]:
            said = said.replace(typed, done)
    return said
