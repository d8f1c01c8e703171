"""What is said of runs kept and made again, and of the ledger."""

from __future__ import annotations

from engine.provenance import Text

RUNS: dict[str, Text] = {
    "rerun.none": Text(
        "không có {where}: thư mục này không có hồ sơ lượt xét để tính lại.\n"
        "Chỉ đúng thư mục kết quả, hoặc chạy lại xetkhen nominate.",
        "there is no {where}: this folder has no record of a run to make it again from.\n"
        "Give the results folder, or run xetkhen nominate again.",
    ),
    "rerun.damaged": Text(
        "{where}: hồ sơ lượt xét bị hỏng hoặc đã bị sửa ({what}).\nDùng bản khác, hoặc chạy lại xetkhen nominate.",
        "{where}: the record of the run is damaged or was edited ({what}).\nUse another copy, or run nominate again.",
    ),
    "rerun.other_schema": Text(
        "{where}: hồ sơ theo định dạng {schema}; bản xetkhen này đọc {wanted}.",
        "{where}: a record of the format {schema}; this xetkhen reads {wanted}.",
    ),
    "rerun.changed_meanwhile": Text(
        "{file} bị thay đổi trong khi đang đọc; chưa ghi gì. Đóng chương trình đang sửa tệp rồi chạy lại.",
        "{file} was changed while it was being read; nothing was written. Close what edits it, and run again.",
    ),
    # ---- the ledger: using it
    "ledger.what_address": Text(
        "không hiểu địa chỉ sổ `{address}`; hãy ghi tên tệp, postgresql://người-dùng@máy/cơ-sở-dữ-liệu, hoặc none.",
        "the ledger's address `{address}` is not understood; give a file, postgresql://user@host/database, or none.",
    ),
    "ledger.unusable": Text(
        "không dùng được sổ {place}: {why}.\nKiểm tra đường dẫn và quyền ghi, hoặc chỉ sổ khác bằng --ledger.",
        "the ledger {place} cannot be used: {why}.\nCheck its path and rights, or name another with --ledger.",
    ),
    "ledger.of_others": Text(
        "{place} là cơ sở dữ liệu của chương trình khác, không phải sổ của xetkhen; hãy chọn tệp khác cho --ledger.",
        "{place} is another program's database, no ledger of xetkhen; give --ledger another file.",
    ),
    "ledger.none": Text(
        "chưa có sổ ở {place}: chưa lượt xét nào được ghi vào đó.\n"
        "Chỉ sổ khác bằng --ledger, hoặc chạy xetkhen nominate.",
        "there is no ledger at {place}: no run was recorded there yet.\nName another with --ledger, or run nominate.",
    ),
    "ledger.no_such_run": Text(
        "sổ {place} không có lượt xét `{reference}`, và cũng không có thư mục kết quả tên đó.\nXem: xetkhen runs list",
        "the ledger {place} has no run `{reference}`, and no results folder is called so.\nSee: xetkhen runs list",
    ),
    "ledger.several": Text(
        "nhiều lượt xét có mã bắt đầu bằng `{reference}`: {ids}. Hãy ghi dài hơn.",
        "several runs have an id that begins with `{reference}`: {ids}. Write more of it.",
    ),
    "ledger.content_damaged": Text(
        "sổ {place}: nội dung {digest}… đã mất hoặc không còn như lúc ghi.\nXem: xetkhen runs verify",
        "the ledger {place}: the content {digest}… is gone, or not as it was written.\nSee: xetkhen runs verify",
    ),
    "ledger.not_recorded": Text(
        "Lượt xét này KHÔNG được ghi vào sổ: {why}\n"
        "Kết quả vẫn đủ trong {folder}, tính lại được từ record.zip ở đó. Cách ghi: --ledger TỆP, ở nơi ghi được.",
        "This run was NOT recorded in the ledger: {why}\n"
        "The results in {folder} are whole; record.zip there can be computed again. To record: --ledger FILE.",
    ),
    "ledger.unplaced": Text(
        "Lượt xét {run} (mục {n}) đã ghi vào sổ nhưng bị ngắt trước khi thư mục {folder} hoàn thành.\n"
        "Lấy lại kết quả: xetkhen runs export {run} -o {folder}; sau đó xóa {part}.",
        "Run {run} (entry {n}) is in the ledger, but was cut off before its folder {folder} was in place.\n"
        "To have its results: xetkhen runs export {run} -o {folder}; then remove {part}.",
    ),
    "ledger.is_none": Text(
        "`none` là không ghi sổ; hãy chỉ sổ cần xem bằng --ledger.",
        "`none` is no ledger; name the one to see with --ledger.",
    ),
    "ledger.asked_of_none": Text(
        "không có thư mục {reference}, và --ledger none nghĩa là không xem sổ nào.",
        "there is no folder {reference}, and --ledger none means that no ledger is looked at.",
    ),
    "ledger.nothing_yet": Text("Sổ {place} chưa có mục nào.", "The ledger {place} has no entry yet."),
    "ledger.line": Text(
        "{n}  {run}  {at}  {by}  {rulebook}/{round}  đề nghị {nominated}/{all}",
        "{n}  {run}  {at}  {by}  {rulebook}/{round}  nominated {nominated}/{all}",
    ),
    "ledger.rulebook": Text(
        "bộ quy tắc: {id}, bản {version}, SHA-256 {sha256}",
        "rulebook: {id}, version {version}, SHA-256 {sha256}",
    ),
    "ledger.of_round": Text(
        "đợt: {round}; năm: {year}; ngày quyết định: {day}",
        "round: {round}; year: {year}; decided on: {day}",
    ),
    "ledger.settings": Text("tham số đã đặt: {settings}", "parameters set: {settings}"),
    "ledger.file": Text("đã đọc: {file}", "read: {file}"),
    "ledger.folder": Text("thư mục: {folder} ({host})", "folder: {folder} ({host})"),
    "ledger.made_with": Text("bằng: {versions}", "by: {versions}"),
    "ledger.seal": Text("mã mục: {digest}", "digest: {digest}"),
    "ledger.exported": Text("Đã ghi lại lượt xét {run} vào {target}.", "Run {run} was written again to {target}."),
    "ledger.anchor": Text(
        "Sổ lượt xét có {n} mục, mục cuối ghi lúc {at}. Mã chốt, chép vào biên bản:\n{digest}",
        "The ledger has {n} entries, the last of {at}. Its anchor, for the minutes:\n{digest}",
    ),
    # ---- the ledger: what a check finds
    "ledger.whole": Text(
        "Sổ {place}: {n} mục, {contents} nội dung; mọi mục còn nguyên như lúc ghi, chuỗi liền.",
        "The ledger {place}: {n} entries, {contents} contents; every entry as it was written, the chain unbroken.",
    ),
    "ledger.not_whole": Text(
        "Sổ {place} KHÔNG còn như lúc ghi; {n} chỗ:", "The ledger {place} is NOT as it was written; {n} places:"
    ),
    "ledger.anchored": Text(
        "Mã chốt là của mục {n}; sau đó có thêm {more} mục.",
        "The anchor is that of entry {n}; {more} entries came after.",
    ),
    "ledger.triggers_missing": Text(
        "Khóa chống sửa của sổ đã bị gỡ: {names}.", "Locks of the ledger were taken away: {names}."
    ),
    "ledger.gap": Text("Mất mục: {span}.", "Missing entries: {span}."),
    "ledger.entry_unreadable": Text(
        "Mục {n}: không còn đọc được; đã bị sửa.", "Entry {n} can no longer be read; it was changed."
    ),
    "ledger.entry_changed": Text(
        "Mục {n}: nội dung không còn như lúc ghi (mã kiểm không khớp).",
        "Entry {n} is not as it was written (its digest does not fit).",
    ),
    "ledger.chain_broken": Text(
        "Mục {n} không nối vào mục đứng trước: mục trước đã bị sửa, thay hoặc xóa.",
        "Entry {n} does not follow on what stands before it: that was changed, replaced or removed.",
    ),
    "ledger.clock": Text(
        "Mục {n} ghi lúc {at}, sớm hơn mục đứng trước ({before}): đồng hồ máy đã bị chỉnh.",
        "Entry {n} is dated {at}, before the entry that precedes it ({before}): a clock was changed.",
    ),
    "ledger.content_unknown": Text(
        "Nội dung không thuộc mục nào: {n} ({digests}).", "Contents that belong to no entry: {n} ({digests})."
    ),
    "ledger.content_changed": Text(
        "Mục {n}: nội dung {digest}… đã bị sửa.", "Entry {n}: its content {digest}… was changed."
    ),
    "ledger.content_missing": Text("Mục {n}: nội dung {digest}… đã mất.", "Entry {n}: its content {digest}… is gone."),
    "ledger.file_damaged": Text("Tệp của sổ bị hỏng: {what}.", "The ledger's file is damaged: {what}."),
    "ledger.no_anchor": Text(
        "`{anchor}` không phải mã chốt; hãy chép lại từ biên bản, ít nhất {least} chữ số 0–9, a–f.",
        "`{anchor}` is no anchor; copy it from the minutes, at least {least} digits 0-9, a-f.",
    ),
    "ledger.anchor_gone": Text(
        "Sổ không còn mục nào có mã chốt {anchor}…: phần cuối bị cắt, hoặc cả sổ đã bị viết lại.",
        "No entry of the ledger has the anchor {anchor}… any more: its end was cut off, or all of it written anew.",
    ),
    # ---- a run made again
    "verify.at_work": Text("Đang tính lại…", "Making the run again…"),
    "verify.same": Text(
        "Lượt xét {run}: tính lại từ hồ sơ, {n} trường hợp, giống từng byte: {files}.",
        "Run {run}: made again from its record, {n} candidates, the same to the byte: {files}.",
    ),
    "verify.different": Text(
        "Lượt xét {run}: KHÔNG như đã ghi ({n} trường hợp, {differences} chỗ khác); giống từng byte: {files}.",
        "Run {run}: NOT as it was written ({n} candidates, {differences} differences); the same to the byte: {files}.",
    ),
    "verify.differs": Text("{where}: đã ghi {then}; tính lại được {now}", "{where}: written {then}; made again {now}"),
    "verify.more": Text("và {n} chỗ khác nữa", "and {n} more"),
    "verify.other_bytes": Text(
        "{file}: không giống từng byte với bản tính lại", "{file}: not the same to the byte when made again"
    ),
    "verify.written_otherwise": Text(
        "{file}: tính lại ra các byte khác, vì thư viện ghi tệp khác phiên bản",
        "{file}: other bytes when made again, since libraries are of other versions",
    ),
    "verify.file_gone": Text("{file}: không còn trong thư mục", "{file}: gone from the folder"),
    "verify.file_changed": Text("{file}: đã bị sửa sau khi ghi", "{file}: changed after it was written"),
    "verify.fails": Text("không tính lại được: {why}", "it cannot be made again: {why}"),
    "verify.other_version": Text(
        "lưu ý: khi ghi dùng {name} {then}, nay {now}", "note: written with {name} {then}, now {now}"
    ),
    "verify.no_ledger": Text(
        "Không có sổ ở máy này: chỉ đối chiếu thư mục với hồ sơ của chính nó.",
        "There is no ledger on this machine: the folder was held against its own record alone.",
    ),
    "verify.not_in_ledger": Text(
        "Sổ {place} không có lượt xét này: chỉ đối chiếu thư mục với hồ sơ của chính nó.",
        "The ledger {place} does not have this run: the folder was held against its own record alone.",
    ),
    "verify.in_ledger": Text(
        "Đúng như mục {n} của sổ ({at}, {by}).", "As entry {n} of the ledger has it ({at}, {by})."
    ),
    "verify.not_as_in_ledger": Text(
        "{file}: không như mục {n} của sổ", "{file}: not as entry {n} of the ledger has it"
    ),
}
