"""What `rulebook check-review` says."""

from __future__ import annotations

from engine.provenance import Text

REVIEW: dict[str, Text] = {
    "review.heading": Text(
        "{file}: phiếu rà soát bộ quy tắc {rulebook} (bản {version})",
        "{file}: review of the rulebook {rulebook} (version {version})",
    ),
    "review.changed": Text(
        "! Bộ quy tắc đã thay đổi sau khi lập phiếu ({before} → {now}).",
        "! The rulebook has changed since the workbook was made ({before} → {now}).",
    ),
    "review.remarks": Text("CÓ Ý KIẾN, CHƯA GIẢI QUYẾT", "Open remarks"),
    "review.edited": Text(
        "CÂU BỊ SỬA TRONG PHIẾU (sửa ở đây không sửa quy tắc)",
        "Sentences changed in the workbook (no rule changes by it)",
    ),
    "review.since": Text("QUY TẮC ĐÃ THAY ĐỔI SAU KHI LẬP PHIẾU", "Rules that changed since the workbook was made"),
    "review.missing": Text("KHÔNG CÓ TRONG PHIẾU", "Not in the workbook"),
    "review.settled": Text("CÓ Ý KIẾN, ĐÃ ĐỒNG Ý", "Remarks, agreed all the same"),
    "review.unseen": Text("CHƯA AI XEM", "Not looked at"),
    "review.more": Text(", và {n} mục nữa", ", and {n} more"),
    "review.gone": Text("DÒNG CỦA PHIẾU KHÔNG CÒN TRONG BỘ QUY TẮC", "Rows that are no longer in the rulebook"),
    "review.count": Text(
        "Đồng ý {agreed}, còn ý kiến {remarks}, chưa xem {unseen}.",
        "{agreed} agreed, {remarks} with open remarks, {unseen} not looked at.",
    ),
    "review.written": Text(
        "{target}: phiếu rà soát. Đọc lại: xetkhen rulebook check-review {target} -r {rulebook}",
        "{target}: the review workbook. To read it back: xetkhen rulebook check-review {target} -r {rulebook}",
    ),
    "review.name": Text(
        "{target}: phiếu rà soát là tệp Excel.\nĐặt tên có đuôi .xlsx.",
        "{target}: a review is an Excel file.\nGive it a name that ends in .xlsx.",
    ),
    "review.only_xlsx": Text(
        "-o chỉ dùng với --format xlsx.\nThêm --format xlsx, hoặc bỏ -o.",
        "-o goes with --format xlsx only.\nAdd --format xlsx, or leave -o out.",
    ),
    "review.no_setting": Text(
        "Phiếu rà soát đã ghi mọi cách hiểu; không dùng với --set.\nBỏ --set.",
        "The review shows every reading; it does not go with --set.\nLeave --set out.",
    ),
}
