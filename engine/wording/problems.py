"""Problems that no single cell causes: what a whole run should be told."""

from __future__ import annotations

from engine.provenance import Text

PROBLEMS: dict[str, Text] = {
    "problem.register_not_given": Text(
        "Chưa có {register}: mọi kết quả là tạm thời. Bổ sung bằng --register hoặc một trang tính “{register}”",
        "{register} was not given: every result is provisional. Add it with --register or as a sheet “{register}”",
    ),
    "problem.units_not_given": Text(
        "Chưa có {register}: chưa xác định được đợt xét đã mở hay chưa. "
        "Bổ sung bằng --units hoặc một trang tính “{register}”",
        "{register} was not given: it is unknown whether the round is open. "
        "Add it with --units or as a sheet “{register}”",
    ),
    "problem.no_board_score": Text(
        "Không tệp nào có cột “{field}”: điểm chấm không được tính cho trường hợp nào",
        "No file has the column “{field}”: the board's score counts for nobody",
    ),
    "problem.column_absent": Text(
        "Không tệp nào có cột “{field}”: coi như để trống cho mọi trường hợp",
        "No file has the column “{field}”: it counts as blank for everybody",
    ),
    "problem.award_not_in_force": Text(
        "{award} không còn được tặng từ ngày {date}; danh sách quyết định ngày {decided}",
        "{award} is no longer given from {date} on; this list is decided on {decided}",
    ),
    "problem.award_not_yet": Text(
        "{award} chỉ được tặng từ ngày {date}; danh sách quyết định ngày {decided}",
        "{award} is given only from {date} on; this list is decided on {decided}",
    ),
    "problem.parameter_unset": Text(
        "Tham số “{parameter}” chưa đặt; những gì cần đến nó là chưa xác định. Đặt bằng --set {id}=…",
        "The parameter “{parameter}” is not set; whatever needs it is unknown. Set it with --set {id}=…",
    ),
    "problem.letter_not_seen": Text(
        "Văn bản {letter} không có trong bộ quy tắc", "The letter {letter} was not available to the rulebook"
    ),
}
