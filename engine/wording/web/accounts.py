"""The command `serve`, accounts, signing in."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text

ACCOUNTS: Mapping[str, Text] = {
    # accounts and the command
    "web.serving": Text(
        "Mở đường dẫn này trong trình duyệt (dùng được một lần, trong 10 phút):\n  {link}\nDừng: Ctrl-C",
        "Open this link in a browser (good once, for 10 minutes):\n  {link}\nStop: Ctrl-C",
    ),
    "web.serving_outside": Text("Trang mở tại {link}. Dừng: Ctrl-C", "The page is at {link}. Stop: Ctrl-C"),
    "web.port_taken": Text(
        "Không mở được trang ở {host}:{port}: {why}. Chọn cổng khác: --port 8766",
        "The page cannot be opened on {host}:{port}: {why}. Choose another port: --port 8766",
    ),
    "web.extra_missing": Text(
        "Thiếu thư viện của trang: {names}. Cài đặt: pip install 'xetkhen[serve]'",
        "Libraries of the page are missing: {names}. Install: pip install 'xetkhen[serve]'",
    ),
    "web.user_role": Text("`{role}` không phải vai trò; chọn: {roles}", "`{role}` is no role; choose: {roles}"),
    "web.user_name": Text(
        "`{name}` không dùng làm tên đăng nhập được; dùng chữ, số, dấu . _ @ -, tối đa 64 ký tự.",
        "`{name}` cannot be a user name; use letters, digits, . _ @ -, 64 characters at most.",
    ),
    "web.user_taken": Text("Đã có tài khoản `{name}`.", "There is an account `{name}` already."),
    "web.user_unknown": Text(
        "Không có tài khoản `{name}`. Xem: xetkhen user list", "No account `{name}`. See: xetkhen user list"
    ),
    "web.user_added": Text("Đã thêm tài khoản {name} ({role}).", "Added the account {name} ({role})."),
    "web.user_disabled": Text("Đã khóa tài khoản {name}.", "Disabled the account {name}."),
    "web.user_enabled": Text("Đã mở lại tài khoản {name}.", "Enabled the account {name} again."),
    "web.role_changed": Text("{name} nay là: {role}.", "{name} is now: {role}."),
    "web.tls_both": Text(
        "Thiếu {missing}: chứng thư và khóa phải đi cùng nhau (--tls-cert tệp.pem --tls-key tệp.pem).",
        "{missing} is missing: a certificate and its key go together (--tls-cert file.pem --tls-key file.pem).",
    ),
    "web.tls_unusable": Text(
        "Không dùng được chứng thư {certificate} với khóa {private}: {why}\n"
        "Cần hai tệp PEM của cùng một chứng thư, khóa không đặt mật khẩu, đọc được bởi tài khoản chạy xetkhen.",
        "The certificate {certificate} with the key {private} cannot be used: {why}\n"
        "Two PEM files of one certificate are wanted, the key without a passphrase, readable by the account that runs "
        "xetkhen.",
    ),
    "web.no_name": Text(
        "Mở ở {host} thì phải nói tên mà cán bộ gõ vào trình duyệt. Thêm --name ten-may.tinh.gov.vn",
        "On {host} the name that people type into the browser must be said. Add --name host.example.vn",
    ),
    "web.password_changed": Text("Đã đổi mật khẩu của {name}.", "Changed the password of {name}."),
    "web.disabled": Text("đã khóa", "disabled"),
    "web.nothing_to_back_up": Text(
        "{folder} không phải thư mục dữ liệu của trang (không có page.sqlite). Chỉ ra bằng --data.",
        "{folder} is no data folder of the page (it has no page.sqlite). Name it with --data.",
    ),
    "web.place_taken": Text(
        "{place} không trống; phục hồi chỉ ghi vào nơi còn trống. Chọn nơi khác.",
        "{place} is not empty; restoring writes into empty places only. Choose another.",
    ),
    "web.no_backup": Text(
        "{file} không phải bản sao lưu của xetkhen, hoặc đã hỏng.", "{file} is no backup of xetkhen, or is damaged."
    ),
    "web.backed_up": Text("Đã sao lưu {n} tệp vào {file}.", "Backed up {n} files into {file}."),
    "web.with_ledger": Text("Gồm cả sổ lượt xét {file}.", "The ledger {file} is part of it."),
    "web.ledger_not_there": Text(
        "Lưu ý: không có sổ lượt xét ở {file}; bản sao không có sổ. Sổ ở nơi khác thì thêm --ledger.",
        "Note: there is no ledger at {file}; the backup has none. If it lies elsewhere, name it with --ledger.",
    ),
    "web.ledger_left_out": Text("Lưu ý: không kèm sổ lượt xét (none).", "Note: without the ledger (none)."),
    "web.ledger_elsewhere": Text(
        "Lưu ý: sổ lượt xét nằm ở {place}, không thuộc bản sao này; sao lưu và phục hồi sổ bằng pg_dump, pg_restore.",
        "Note: the ledger lies at {place} and is no part of this; back it up and restore it with pg_dump, pg_restore.",
    ),
    "web.ledger_not_restored": Text("Lưu ý: không có sổ nào được phục hồi.", "Note: no ledger was restored."),
    "web.restored": Text("Đã phục hồi {n} tệp vào {place}.", "Restored {n} files into {place}."),
    "web.password_again": Text("Nhập lại mật khẩu", "Password again"),
    "web.account": Text("Tài khoản của tôi", "My account"),
    "web.signed_in_at": Text("Đang đăng nhập tại", "Signed in at"),
    "web.session_address": Text("Địa chỉ máy", "Address"),
    "web.session_made": Text("Đăng nhập lúc", "Signed in"),
    "web.session_seen": Text("Dùng lần cuối", "Last used"),
    "web.session_here": Text("máy này", "here"),
    "web.sign_out_elsewhere": Text("Đăng xuất ở mọi nơi khác", "Sign out everywhere else"),
    "web.signed_out_elsewhere": Text("Đã đăng xuất ở {n} nơi khác.", "Signed out at {n} other places."),
    "web.change_password": Text("Đổi mật khẩu", "Change the password"),
    "web.change_password_hint": Text(
        "Ít nhất 15 ký tự; một câu dễ nhớ là tốt nhất. Đổi xong, mọi nơi khác bị đăng xuất.",
        "At least 15 characters; a sentence you can remember is best. All other places are then signed out.",
    ),
    "web.password_old": Text("Mật khẩu đang dùng", "Present password"),
    "web.password_new": Text("Mật khẩu mới", "New password"),
    "web.password_differs": Text(
        "Hai lần nhập mật khẩu mới không giống nhau. Nhập lại.", "The two new passwords differ. Type them again."
    ),
    "web.old_password_wrong": Text("Mật khẩu đang dùng không đúng.", "The present password is wrong."),
    "web.password_short": Text(
        "Mật khẩu phải có ít nhất {n} ký tự; một câu dễ nhớ là tốt nhất.",
        "A password has at least {n} characters; a sentence you can remember is best.",
    ),
    "web.password_long": Text("Mật khẩu dài tối đa {most} ký tự.", "A password has at most {most} characters."),
    "web.password_common": Text(
        "Mật khẩu này dễ đoán (từ hay dùng, lặp lại, hoặc có tên đăng nhập). Chọn mật khẩu khác.",
        "This password is easy to guess (a common word, a repetition, or the user name in it). Choose another.",
    ),
    "web.role_officer": Text("cán bộ thi đua", "officer"),
    "web.role_council": Text("hội đồng", "council"),
    "web.role_auditor": Text("kiểm tra", "auditor"),
    # signing in
    "web.sign_in": Text("Đăng nhập", "Sign in"),
    "web.user": Text("Tên đăng nhập", "User name"),
    "web.password": Text("Mật khẩu", "Password"),
    "web.wrong_password": Text("Tên đăng nhập hoặc mật khẩu không đúng.", "User name or password is wrong."),
    "web.too_many_tries": Text(
        "Đã thử quá nhiều lần. Đợi một phút rồi thử lại.", "Too many tries. Wait a minute and try again."
    ),
    "web.link_used": Text(
        "Đường dẫn này đã dùng hoặc đã hết hạn. Chạy lại xetkhen serve để có đường dẫn mới, hoặc đăng nhập.",
        "This link was used or is too old. Run xetkhen serve again for a new one, or sign in.",
    ),
}  # fmt: skip
