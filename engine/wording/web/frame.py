"""What stands on every screen, and refusals."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

FRAME: Mapping[str, Text] = {
    # frame
    "web.product": Text("xetkhen – Xét khen thưởng", "xetkhen – weighing commendations"),
    "web.skip": Text("Đến nội dung", "To the content"),
    "web.skip_list": Text("Đến danh sách", "To the list"),
    "web.menu": Text("Trình đơn", "Menu"),
    "web.runs": Text("Lượt xét", "Runs"),
    "web.journal": Text("Nhật ký truy cập", "Access log"),
    "web.sign_out": Text("Đăng xuất", "Sign out"),
    "web.other_lang": Text("English", "Tiếng Việt"),
    "web.draft": Text(
        "BẢN NHÁP – bộ quy tắc chưa được phê duyệt", "DRAFT – the rulebook is not approved"
    ),
    "web.back": Text("Quay lại", "Back"),
    "web.steps": Text("Các bước của lượt xét", "Steps of the run"),
    "web.printed": Text(
        "Lượt xét {run} · bộ quy tắc {rulebook} {version}", "Run {run} · rulebook {rulebook} {version}"
    ),
    "web.printed_before": Text("Chưa có kết quả: chỉ là bản đang chuẩn bị.", "No result yet: still being prepared."),
    "web.here": Text("đang ở đây", "you are here"),
    "web.took_too_long": Text(
        "Lệnh {command} chạy quá {n} giây nên đã dừng; chưa ghi gì. Thử lại, hoặc báo người quản trị.",
        "The command {command} took more than {n} seconds and was stopped; nothing was written. Try again, or tell"
        " whoever runs the server.",
    ),
    # refusals
    "web.refused": Text("Không thực hiện được", "This cannot be done"),
    "web.refused_400": Text(
        "Yêu cầu không hợp lệ. Quay lại và thử lại.",
        "The request is not valid. Go back and try again.",
    ),
    "web.refused_401": Text("Hãy đăng nhập lại; việc đang làm vẫn còn.", "Sign in again; your work is still there."),
    "web.refused_403": Text("Bạn không có quyền làm việc này.", "You may not do this."),
    "web.refused_404": Text("Không có trang hoặc lượt xét này.", "There is no such page or run."),
    "web.refused_405": Text("Trang này không nhận yêu cầu như vậy.", "This page takes no such request."),
    "web.refused_408": Text(
        "Đường truyền quá chậm hoặc bị ngắt giữa chừng; chưa nhận gì. Gửi lại.",
        "The line was too slow or broke off; nothing was taken. Send it again.",
    ),
    "web.refused_409": Text(
        "Không đổi được lúc này: lượt xét đang chạy, đã trình hội đồng, hoặc đã là hồ sơ.",
        "It cannot be changed now: the run is under way, before the council, or a record.",
    ),
    "web.refused_413": Text(
        "Gửi lên quá nhiều dữ liệu một lúc. Chia nhỏ rồi gửi lại.",
        "Too much at once. Send it in parts.",
    ),
    "web.refused_421": Text(
        "Trang này không trả lời dưới tên máy đó. Dùng đúng đường dẫn mà xetkhen serve đã in ra.",
        "The page does not answer under that host name. Use the address that xetkhen serve printed.",
    ),
    "web.refused_422": Text("Chưa làm được với dữ liệu này:", "Not possible with these data:"),
    "web.refused_429": Text("Quá nhiều yêu cầu. Đợi một phút.", "Too many requests. Wait a minute."),
    "web.refused_507": Text(
        "Ổ đĩa của máy chủ đã đầy: việc vừa làm chưa được ghi, những gì đã ghi vẫn còn nguyên. "
        "Báo người quản trị giải phóng ổ đĩa rồi làm lại.",
        "The server's disk is full: what you just did was not recorded, and what was recorded is whole. "
        "Tell whoever runs the server to make room, then do it again.",
    ),
    "web.refused_500": Text(
        "Có lỗi của chương trình. Báo mã này cho người quản trị: {code}",
        "The program failed. Tell whoever runs it this code: {code}",
    ),
}  # fmt: skip
