"""The papers of a run."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

PAPERS: Mapping[str, Text] = {
    # papers
    "web.all_papers": Text("Tải tất cả", "Download all"),
    "web.papers_tied": Text(
        "Còn {n} trường hợp đồng hạng: các văn bản là bản nháp.", "{n} ties are open: the papers are drafts."
    ),
    "web.papers_hint": Text(
        "Số, ngày, người ký, số phiếu để trống (…) vì chương trình không biết. Mở bằng Word để điền.",
        "Number, day, signer and votes are left blank (…): the program cannot know them. Fill them in with Word.",
    ),
    "web.papers_main": Text("Trình và biên bản", "Submission and minutes"),
    "web.papers_lists": Text("Danh sách, báo cáo", "Lists and report"),
    "web.papers_notices": Text("Thông báo cho từng đơn vị", "Notices to each sender"),
    "web.papers_record": Text("Để kiểm tra, lưu trữ", "For checking and keeping"),
    "web.digest": Text("Mã băm của decisions.json: {digest}", "Digest of decisions.json: {digest}"),
    "web.download_one": Text("Tải {file}", "Download {file}"),
    "web.kilobytes": Text("{n} KB", "{n} KB"),
    "web.digests": Text("Mã băm SHA-256 của từng tệp", "SHA-256 digest of each file"),
    "web.digests_hint": Text(
        "Cũng có trong tệp tải về (SHA256SUMS). Ghi vào biên bản để sau này biết tệp có bị sửa không.",
        "Also in the download (SHA256SUMS). Written into the minutes, they show later whether a file was altered.",
    ),
    "web.draft_word": Text("BẢN NHÁP", "DRAFT"),
    "web.more_rows": Text("… còn {n} dòng nữa trong tệp tải về.", "… {n} more rows are in the file."),
    "web.sheets": Text("Các trang tính", "Sheets"),
    # what the files of a results folder are called
    "web.file_nominations.xlsx": Text("Danh sách đề nghị (Excel)", "Nomination lists (Excel)"),
    "web.file_decisions.json": Text("Từng quyết định (cho máy đọc)", "Each decision (for programs)"),
    "web.file_report.html": Text("Báo cáo xem bằng trình duyệt", "Report for a browser"),
    "web.file_to-trinh.docx": Text("Tờ trình lúc xét", "Submission as evaluated"),
    "web.file_record.zip": Text("Bản ghi để tính lại", "Record to compute again from"),
    "web.file_nominations-council.xlsx": Text(
        "Danh sách sau phiên họp hội đồng (Excel)", "Lists after the council's decision (Excel)"
    ),
    "web.file_report-council.html": Text(
        "Báo cáo sau phiên họp hội đồng", "Report after the council's decision"
    ),
    "web.file_to-trinh-council.docx": Text(
        "Tờ trình sau phiên họp hội đồng", "Submission after the council's decision"
    ),
    "web.file_council.json": Text("Quyết định của hội đồng (cho máy đọc)", "What the council decided (for programs)"),
}  # fmt: skip
