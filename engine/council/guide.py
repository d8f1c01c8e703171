"""How the council's sheet is filled in, step by step: its first page."""

from __future__ import annotations

from engine.provenance import Text

STEPS = (
    Text(
        "Trang “Phiên họp”: ghi ngày họp, chủ trì, thành viên dự họp. Khi đã thông qua, ghi người ký duyệt và ngày ký;"
        " chưa ký thì mọi văn bản còn là bản nháp.",
        "Sheet “Session”: write the day, the chair and the members present. Once it is approved, write who signed and"
        " when; until then every paper is a draft.",
    ),
    Text(
        "Trang “Đồng hạng”: mỗi nhóm là những trường hợp ngang nhau về mọi căn cứ xếp hạng ở suất cuối. Ghi “Chọn” hoặc"
        " “Không chọn” cho TẤT CẢ trường hợp của nhóm, số được chọn đúng bằng số suất. Nhóm chưa bàn thì để trống cả"
        " nhóm: kết quả còn tạm thời.",
        "Sheet “Ties”: each tie is of those level on every ground of ranking at the last seat. Write “Choose” or"
        " “Do not choose” for ALL of a tie, exactly as many chosen as there are seats. A tie that was not discussed"
        " is left blank: the result stays provisional.",
    ),
    Text(
        "Cột “Căn cứ nên ưu tiên (luật)” để tham khảo, không tự phân định: quyết định là của hội đồng.",
        "The column “The law asks attention for” is for consideration and decides nothing: the council does.",
    ),
    Text(
        "Trang “Điều chỉnh”: rút một trường hợp khỏi danh sách, bổ sung một trường hợp, hoặc chuyển sang hình thức khen"
        " thấp hơn. Chọn trường hợp trong danh sách của ô. Rút một trường hợp thì suất để trống; muốn người kế tiếp vào"
        " thì ghi thêm một dòng bổ sung.",
        "Sheet “Changes”: strike somebody from the list, add somebody, or move somebody to a lower award. Choose from"
        " the cell's list. A seat that is struck stays empty; for the next one to take it, write another line that adds"
        " them.",
    ),
    Text(
        "Mỗi quyết định phải có lý do và người đề xuất. Có biểu quyết thì ghi cả số phiếu đồng ý và không đồng ý; thành"
        " viên dự họp là chính trường hợp được xét thì ghi tên vào cột “Không biểu quyết”.",
        "Each decision has a reason and the name of who proposed it. Where a vote was taken, write both votes for and"
        " against; a member who is the case itself is named under “Abstained”.",
    ),
    Text(
        "Bổ sung vượt số lượng của kế hoạch vẫn ghi nhận được, nhưng mọi văn bản sẽ ghi rõ là vượt.",
        "Adding beyond the plan's quota is recorded, and every paper says so.",
    ),
    Text(
        "Quyết định được ghi chồng lên kết quả xét theo quy tắc, không thay thế: cả hai đều còn. Phiên sau lập bảng mới"
        " từ thư mục kết quả của phiên trước.",
        "What is decided is laid on top of what the rules gave and does not take its place: both stay. The next"
        " session's sheet is made from the results folder of this one.",
    ),
)
