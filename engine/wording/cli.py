"""What the command says on the terminal."""

from __future__ import annotations

from engine.provenance import Text

CLI: dict[str, Text] = {
    "cli.error": Text("Lỗi", "Error"),
    "cli.results": Text("Kết quả: {folder}", "Results: {folder}"),
    "cli.problems": Text("{n} vấn đề cần xem: {sheet}", "{n} problems to look at: {sheet}"),
    "cli.no_problems": Text("Không có vấn đề nào", "No problems"),
    "cli.interrupted": Text("Đã dừng theo yêu cầu; không ghi gì", "Stopped on request; nothing was written"),
    "cli.which": Text("Có {n} trường hợp trùng tên; chọn một:", "{n} candidates match; choose one:"),
}
