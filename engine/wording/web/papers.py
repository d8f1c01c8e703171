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
    "web.papers_notices": Text("Thông báo cho từng đơn vị", "Notices to each sender"),
    "web.digest": Text("Mã băm của decisions.json: {digest}", "Digest of decisions.json: {digest}"),
}  # fmt: skip
