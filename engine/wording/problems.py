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
    "problem.overlapping_quotas": Text(
        "{name} (ô {cell}) thuộc cả hai chỉ tiêu số lượng `{first}` ({first_text}) và `{second}` ({second_text}) "
        "đứng cạnh nhau; tách `of` của hai chỉ tiêu, lồng cái này trong cái kia (`within`), "
        "hoặc đưa một chỉ tiêu sang `across`",
        "{name} (cell {cell}) is in both of the quotas `{first}` ({first_text}) and `{second}` ({second_text}), "
        "side by side; part their `of`, put one inside the other (`within`), or move one to `across`",
    ),
    "problem.seats_exceed": Text(
        "Số suất dành riêng trong “{quota}” cộng lại là {reserved}, mà chỉ có {seats} suất; sửa số suất rồi chạy lại",
        "The seats counted exactly inside “{quota}” come to {reserved}, and it has {seats}; "
        "correct the numbers and run again",
    ),
    "problem.earlier_unused": Text(
        "Không đọc kết quả của lượt xét trước: bộ quy tắc này không dùng đến (`nominations`)",
        "The results of the earlier run are not read: this rulebook does not use them (`nominations`)",
    ),
    "problem.earlier_unreadable": Text(
        "{file} không phải kết quả của một lượt xét; "
        "--register nhận thư mục kết quả, tệp decisions.json hoặc sổ khen thưởng",
        "{file} is no result of a run; --register takes a results folder, its decisions.json, or an award register",
    ),
    "problem.share_not_given": Text(
        "Chưa tính được số lượng “{quota}”: tỷ lệ tính trên “{register}” mà chưa có.\n"
        "Bổ sung bằng --register hoặc một trang tính.",
        "The number of “{quota}” cannot be told: it is a percentage of “{register}”, which was not given.\n"
        "Add it with --register or as a sheet.",
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
    "problem.seats_unset": Text(
        "Tham số `{parameter}` chưa đặt, nên chưa biết số lượng “{quota}”.\n"
        "Đặt bằng --set {parameter}=SỐ, hoặc --set {parameter}=none nếu không giới hạn.",
        "The parameter `{parameter}` is not set, so the number of “{quota}” is unknown.\n"
        "Set it with --set {parameter}=NUMBER, or --set {parameter}=none for no limit.",
    ),
    "problem.share_unknown": Text(
        "Chưa tính được số lượng “{quota}”: tỷ lệ phần trăm của một con số chưa biết.\n"
        "Bổ sung danh sách hoặc sổ mà tỷ lệ ấy tính trên đó.",
        "The number of “{quota}” cannot be told: it is a percentage of an unknown number.\n"
        "Add the sheet or register that the percentage is taken of.",
    ),
    "problem.share_unknown_of": Text(
        "Chưa tính được số lượng “{quota}” của {group}: tỷ lệ phần trăm của một con số chưa biết.\n"
        "Ghi con số (hoặc xếp loại) của {group} vào sổ hay danh sách mà tỷ lệ tính trên đó.",
        "The number of “{quota}” for {group} cannot be told: it is a percentage of an unknown number.\n"
        "Write the number (or the grade) of {group} into the sheet or register that it is taken of.",
    ),
    "problem.share_differs": Text(
        "Chưa tính được số lượng “{quota}” của {group}: các dòng ghi khác nhau ({first} và {second}).\n"
        "Sửa cho khớp, hoặc lấy con số ấy từ một sổ.",
        "The number of “{quota}” for {group} cannot be told: the rows say different things ({first} and {second}).\n"
        "Make them agree, or take the number from a register.",
    ),
    "problem.share_exactly": Text(
        "“{quota}”: tỷ lệ theo từng nhóm không đi cùng `exactly`; dùng `at_most` và `at_least`",
        "“{quota}”: a percentage of each group's own number does not go with `exactly`; use `at_most` and `at_least`",
    ),
    "problem.crossing_limits": Text(
        "Đợt xét này có giới hạn cắt ngang các chỉ tiêu: "
        "không có điểm thấp nhất được chọn, không có chứng nhận để kiểm, "
        "số suất của những người đồng hạng là của một cách chọn; "
        "khi còn thiếu căn cứ thì chưa kết quả nào là chắc chắn",
        "This round has limits that cross its quotas: there is no cut-off and no certificate, "
        "and the seats of those tied are those of one way to choose; "
        "while any evidence is missing no result is called certain",
    ),
    "problem.ties_first": Text(
        "Nhiều trường hợp đồng hạng ở mép các giới hạn cắt ngang: "
        "hội đồng phân định những người đồng hạng đứng trên trước, rồi chạy lại",
        "Too many are level where limits cross: the council decides those level above first, then run again",
    ),
    "problem.no_such_round": Text("Không có đợt xét `{round}`", "There is no round `{round}`"),
    "problem.several_rounds": Text("Kế hoạch có nhiều đợt xét", "The plan has several rounds"),
    "problem.choose_round": Text(
        "{what}: {rounds}.\nChọn một đợt bằng --round.", "{what}: {rounds}.\nChoose one with --round."
    ),
    "problem.year_differs": Text(
        "Đợt xét “{round}” thuộc năm {year}, không phải {asked}.\nBỏ --year.",
        "The round “{round}” is of {year}, not {asked}.\nLeave out --year.",
    ),
    "problem.year_wanted": Text(
        "Đợt xét “{round}” cần biết năm.\nThêm --year, ví dụ --year 2024.",
        "The round “{round}” needs a year.\nAdd --year, for example --year 2024.",
    ),
    "problem.round_asks": Text(
        "Đợt xét “{round}” cần tham số `{id}` ({parameter}).\nĐặt bằng --set {id}=…",
        "The round “{round}” needs the parameter `{id}` ({parameter}).\nSet it with --set {id}=…",
    ),
}
