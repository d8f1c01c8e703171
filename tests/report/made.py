"""A run made by hand: invented candidates of every status over two lists, with the rules that explain them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.problems import Problem
from engine.provenance import Cell, Text
from engine.records import (
    Candidate,
    Decision,
    Decisions,
    Finding,
    Placement,
    QuotaLine,
    Reason,
    RunFacts,
    Status,
)
from engine.truth import Truth

FILE = "de-nghi.xlsx"
SHEETS = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Cá nhân", None: "Cá nhân"}
MET, UNMET, UNKNOWN = Truth.MET, Truth.UNMET, Truth.UNKNOWN
LISTS = {"collective": "bk_tinh|review|collectives", "individual": "bk_tinh|review|individuals"}
NODES = {"collective": "collectives", "individual": "individuals"}
COLUMNS = {
    "outstanding": "H",
    "creative_model": "I",
    "initiative": "J",
    "contributed_50m": "K",
    "already_awarded": "C",
    "held_back": "M",
    "dossier_complete": "N",
    "late": "L",
}


def text(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


def parameter(
    kind: str,
    set_by: str,
    value: str | None,
    shown: dict[str, str],
    name: dict[str, str],
    clause: str | None,
    **options: dict[str, str],
) -> dict[str, object]:
    return {
        **name, "type": kind, "set_by": set_by, "value": value, "default": value, "shown": shown, "options": options,
        "clauses": [clause] if clause else [],
    }  # fmt: skip


FINDINGS = ("criteria", "exclusions", "advisories")
RULES: dict[str, Any] = {
    "document": {
        "title": text(
            "Kế hoạch sơ kết phong trào thi đua “Chung sức xây dựng nông thôn mới” 2021-2023",
            "Plan to review the movement “Joining hands to build new countryside” 2021-2023",
        ),
        "issuer": text("Ủy ban nhân dân tỉnh Ninh Thuận", "People's Committee of Ninh Thuan province"),
        "level": "province",
        "basis": "board",
        "number": "3126/KH-UBND",
        "date": "2023-08-01",
        "bodies": {
            "considers": text(
                "Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh",
                "Steering Committee of the national target programmes",
            ),
            "submits": text("Sở Nội vụ", "Department of Home Affairs"),
            "decides": text("Chủ tịch Ủy ban nhân dân tỉnh", "Chairman of the provincial People's Committee"),
        },
        "body": text("Ban Chỉ đạo các CTMTQG tỉnh", "the Steering Committee"),
        "grounds": [text("Quyết định số 587/QĐ-TTg ngày 18/5/2022", "Decision 587/QD-TTg of 18/5/2022")],
        "movement": text(
            "phong trào thi đua “Chung sức xây dựng nông thôn mới”",
            "the movement “Joining hands to build new countryside”",
        ),
    },
    "categories": {
        "commune": {
            **text("Xã", "Commune"),
            "clauses": ["II.1.c"],
            "requires": {"all": ["outstanding", "creative_model"]},
        },
        "enterprise": {
            **text("Doanh nghiệp, hợp tác xã", "Enterprise or cooperative"),
            "clauses": ["II.1.c"],
            "requires": {"all": ["outstanding", {"any": ["contributed_50m", "creative_model"]}]},
        },
        "individual": {
            **text("Cá nhân", "Individual"),
            "clauses": ["II.1.c"],
            "requires": {"all": ["outstanding", {"at_least": 1, "of": ["initiative", "contributed_50m"]}]},
        },
        "household": {**text("Hộ gia đình", "Household"), "clauses": ["II.1.c"], "requires": {"all": ["outstanding"]}},
        "other": {**text("Khác", "Other"), "clauses": [], "requires": None},
    },
    "criteria": {
        "outstanding": {
            **text("Tiêu biểu, xuất sắc", "Is an outstanding case"),
            "clauses": ["I.1.b"],
            "required": text("có", "yes"),
        },
        "creative_model": {
            **text("Có mô hình hay, cách làm sáng tạo", "Has a good model or creative approach"),
            "clauses": ["II.1.c"],
            "required": text("có", "yes"),
        },
        "initiative": {
            **text("Có sáng kiến, giải pháp hữu ích", "Has an initiative or useful solution"),
            "clauses": ["II.1.c"],
            "required": text("có", "yes"),
        },
        "contributed_50m": {
            **text("Đóng góp quy đổi từ 50 triệu đồng", "Contributed 50 million dong or more"),
            "clauses": ["II.1.c"],
            "required": text("từ 50.000.000 đồng trở lên", "at least 50,000,000 dong"),
        },
    },
    "exclusions": {
        "already_awarded": {
            **text(
                "Đã được tặng Bằng khen khi xã được công nhận giai đoạn 2021-2023",
                "Already given the Bằng khen on the commune's recognition in 2021-2023",
            ),
            "clauses": ["IV.2"],
            "required": None,
        },
        "held_back": {
            **text(
                "Đang trong thời gian xem xét kỷ luật, thanh tra, kiểm tra hoặc xác minh đơn thư",
                "Under discipline, inspection or verification of a complaint",
            ),
            "clauses": [],
            "required": None,
        },
        "late": {**text("Hồ sơ nộp quá hạn", "Dossier received late"), "clauses": ["IV.4"], "required": None},
    },
    "advisories": {
        "dossier_complete": {**text("Hồ sơ chưa đầy đủ", "Dossier incomplete"), "clauses": ["IV.4"], "required": None},
    },
    "points": {
        "recognised": text("Xã đạt chuẩn", "Recognised commune"),
        "contribution": text("Đóng góp", "Contribution"),
        "board_score": text("Điểm chấm", "Board's score"),
    },
    "quotas": {
        "collectives": {**text("Tập thể", "Collectives"), "clause": "IV.3"},
        "individuals": {**text("Cá nhân", "Individuals"), "clause": "IV.3"},
    },
    "parameters": {
        "contribution_floor": parameter(
            "money",
            "plan",
            "50000000",
            text("50.000.000 đồng", "50,000,000 dong"),
            text("Mức đóng góp tối thiểu", "Least contribution"),
            "II.1.c",
        ),
        "priority": parameter(
            "choice",
            "reading",
            "first",
            text("Xếp trước", "Ranks first"),
            text("“Chú trọng” hiểu thế nào?", "What does “attention to” mean?"),
            "IV.2",
            first=text("Xếp trước", "Ranks first"),
            condition=text("Là điều kiện", "A condition"),
            advisory=text("Chỉ lưu ý", "Advisory only"),
        ),
        "exclusion_scope": parameter(
            "choice",
            "reading",
            "candidate",
            text("Người đã nhận", "Who received it"),
            text("Ai bị loại khi xã đã được tặng Bằng khen?", "Whom does an award at the commune's recognition bar?"),
            "IV.2",
            candidate=text("Người đã nhận", "Who received it"),
            commune=text("Mọi trường hợp của xã", "Everybody of the commune"),
        ),
        "deadline_inclusive": parameter(
            "yes_no",
            "reading",
            "no",
            text("không", "no"),
            text("Hạn nộp có gồm cả ngày đó không?", "Does the deadline include its day?"),
            "IV.4",
        ),
        "deadline": parameter(
            "deadline",
            "plan",
            "2023-10-10",
            text("10/10/2023", "10 October 2023"),
            text("Hạn nộp hồ sơ (trước ngày)", "Dossiers are due before"),
            "IV.4",
        ),
        "day_rate": parameter(
            "money",
            "board",
            None,
            text("chưa đặt", "not set"),
            text("Đơn giá một ngày công", "Rate of a day's labour"),
            None,
        ),
    },
    "readings": [
        {
            "id": "priority",
            **text(
                "“Chú trọng” chưa nói rõ là thứ tự hay điều kiện; mặc định: xếp trước khi so điểm.",
                "“Attention to” is not said to be an order or a condition; by default it ranks before the score.",
            ),
            "parameter": "priority",
            "clauses": ["IV.2"],
        },
        {
            "id": "household",
            **text(
                "Hộ gia đình không thuộc số lượng nào của kế hoạch.", "A household is in neither of the plan's numbers."
            ),
            "parameter": None,
            "clauses": ["IV.3"],
        },
    ],
    "clauses": {
        "I.1.b": {
            **text("Mục đích: biểu dương điển hình tiên tiến", "Purpose: to praise exemplary cases"),
            "not_a_rule": None,
        },
        "II.1.c": {
            **text("Khen thưởng tập thể, cá nhân tiêu biểu", "Awards for outstanding collectives and individuals"),
            "not_a_rule": None,
        },
        "IV.2": {
            **text("Chú trọng; không xét đã được khen", "Attention; not those already awarded"),
            "not_a_rule": None,
        },
        "IV.3": {
            **text("Số lượng: 08 tập thể, 15 cá nhân", "Number: 8 collectives, 15 individuals"),
            "not_a_rule": None,
        },
        "IV.4": {**text("Hồ sơ gửi trước ngày 10/10/2023", "Dossiers before 10/10/2023"), "not_a_rule": None},
    },
    "awards": {"bk_tinh": text("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "Bằng khen of the provincial chairman")},
    "kinds": {
        "collective": text("Tập thể", "Collective"),
        "individual": text("Cá nhân", "Individual"),
        "household": text("Hộ gia đình", "Household"),
    },
    "rounds": {"review": text("Sơ kết 03 năm 2021-2023", "Three-year review 2021-2023")},
    "statuses": {
        "nominated": text("Đề nghị khen thưởng", "Nominated"),
        "tied": text("Đồng hạng, chờ Ban Chỉ đạo các CTMTQG tỉnh quyết định", "Tied, for the Steering Committee"),
        "reserve": text("Dự bị (đủ tiêu chuẩn, ngoài số lượng)", "Reserve"),
        "no_seat": text("Đủ tiêu chuẩn, không có suất", "Eligible, no seat"),
        "needs_evidence": text("Chưa đủ căn cứ, đề nghị bổ sung", "Needs evidence"),
        "not_eligible": text("Không đủ tiêu chuẩn", "Not eligible"),
        "excluded": text("Không xét khen thưởng", "Excluded"),
        "not_considered": text("Chưa xét", "Not considered"),
    },
}


class Rows:
    """Hands out row numbers sheet by sheet and keeps the decisions made so far."""

    def __init__(self) -> None:
        self.made: list[Decision] = []
        self.next_row = {"Tập thể": 6, "Cá nhân": 6}

    def add(
        self,
        name: str,
        kind: str | None,
        category: str | None,
        status: Status,
        *,
        commune: str | None = None,
        position: str | None = None,
        rank: int | None = None,
        score: str | None = None,
        score_range: tuple[str | None, str | None] | None = None,
        points: Mapping[str, str] | None = None,
        truths: Mapping[str, Truth] | None = None,
        values: Mapping[str, Text] | None = None,
        exclusions: Mapping[str, Truth] | None = None,
        advisories: Mapping[str, Truth] | None = None,
        certain: bool = True,
        matters: bool | None = None,
        readings: tuple[str, ...] = (),
        seat: int | None = None,
        queue: int | None = None,
        blocked: tuple[str, ...] = (),
        tied_with: tuple[str, ...] = (),
        witness: bool | None = None,
        reasons: tuple[Reason, ...] = (),
        provisional_on: tuple[str, ...] = (),
        award: str | None = "bk_tinh",
    ) -> str:
        sheet = SHEETS[kind]
        row = self.next_row[sheet]
        self.next_row[sheet] += 1
        key = "|".join([name.casefold(), category or "", (commune or "").casefold(), "", award or ""])
        truths = {"outstanding": MET, **(truths or {})}
        node = NODES.get(kind or "")
        ranked = status in (Status.NOMINATED, Status.TIED, Status.RESERVE)

        def finding(name_id: str, truth: Truth) -> Finding:
            cell = Cell(FILE, sheet, f"{COLUMNS[name_id]}{row}")
            value = (values or {}).get(name_id)
            if value is None and truth is not UNKNOWN:
                value = Text("có", "yes") if truth is MET else Text("không", "no")
            entry = next(RULES[group][name_id] for group in FINDINGS if name_id in RULES[group])
            clauses = entry["clauses"]
            return Finding(name_id, truth, value, cell, (cell,), clauses[0] if clauses else None)

        if not reasons and status is Status.NOMINATED:
            reasons = (
                Reason("all_met", Text("Đủ tiêu chuẩn theo mục II.1.c", "All conditions of II.1.c are met"), "II.1.c"),
            )
        self.made.append(
            Decision(
                Candidate(
                    len(self.made),
                    key,
                    name,
                    kind,
                    category,
                    "UBND huyện Ninh Sơn" if commune else None,
                    commune,
                    award,
                    FILE,
                    sheet,
                    row,
                    position,
                ),
                LISTS.get(kind or "") if kind in LISTS and ranked else None,
                status,
                certain,
                matters,
                readings,
                rank,
                score,
                score_range,
                points or {},
                (status is Status.NOMINATED) if witness is None else witness,
                {item: finding(item, truth) for item, truth in truths.items()},
                {
                    item: finding(item, truth)
                    for item, truth in {"already_awarded": UNMET, "held_back": UNMET, **(exclusions or {})}.items()
                },
                {item: finding(item, truth) for item, truth in (advisories or {}).items()},
                Placement(node, None, seat, queue, blocked, tied_with) if node and ranked else None,
                reasons,
                provisional_on,
            )
        )
        return key


def made_run(approval: str = "draft") -> Decisions:
    """Two lists (3 collectives, 4 individuals), every status, a tie, a provisional nominee, a short contribution."""
    rows = Rows()
    add = rows.add
    money = Text("45.000.000 đồng", "45,000,000 dong")
    whole = Text("120.000.000 đồng", "120,000,000 dong")
    full = {"creative_model": MET}
    quota = Reason(
        "quota",
        Text(
            "Đủ tiêu chuẩn nhưng đã hết số lượng (03/03), mục IV.3",
            "Eligible, but the seats are taken (3/3), clause IV.3",
        ),
        "IV.3",
    )

    def queue(n: int) -> Reason:
        return Reason("queue", Text(f"Dự bị thứ {n:02d}", f"Reserve no. {n}"), "IV.3")

    add(
        "Xã Phước Vinh",
        category="commune",
        status=Status.NOMINATED,
        commune="Phước Vinh",
        rank=1,
        score="96",
        points={"recognised": "15", "board_score": "81"},
        seat=1,
        kind="collective",
        truths=full,
    )
    add(
        "HTX Nông nghiệp Tuấn Tú",
        category="enterprise",
        status=Status.NOMINATED,
        commune="An Hải",
        rank=2,
        score="92.5",
        points={"contribution": "12", "board_score": "80.5"},
        seat=2,
        kind="collective",
        truths={"contributed_50m": MET, "creative_model": UNMET},
        values={"contributed_50m": whole},
        readings=("priority",),
    )
    t1, t2 = "xã nhị hà|commune|nhị hà||bk_tinh", "xã xuân hải|commune|xuân hải||bk_tinh"
    tie = Reason(
        "tied",
        Text(
            "Ngang bằng về mọi căn cứ xếp hạng với Xã Xuân Hải ở suất cuối",
            "Level on every ranking ground with Xã Xuân Hải at the last seat",
        ),
        "IV.3",
    )
    tie2 = Reason(
        "tied",
        Text(
            "Ngang bằng về mọi căn cứ xếp hạng với Xã Nhị Hà ở suất cuối",
            "Level on every ranking ground with Xã Nhị Hà at the last seat",
        ),
        "IV.3",
    )
    add(
        "Xã Nhị Hà",
        category="commune",
        status=Status.TIED,
        commune="Nhị Hà",
        rank=3,
        score="90",
        points={"recognised": "10", "board_score": "80"},
        tied_with=(t2,),
        witness=True,
        reasons=(tie,),
        kind="collective",
        truths=full,
    )
    add(
        "Xã Xuân Hải",
        category="commune",
        status=Status.TIED,
        commune="Xuân Hải",
        rank=3,
        score="90",
        points={"recognised": "10", "board_score": "80"},
        tied_with=(t1,),
        witness=False,
        blocked=("collectives",),
        reasons=(tie2,),
        kind="collective",
        truths=full,
    )
    add(
        "Xã Bắc Sơn",
        category="commune",
        status=Status.RESERVE,
        commune="Bắc Sơn",
        rank=5,
        score="88",
        points={"recognised": "10", "board_score": "78"},
        queue=1,
        blocked=("collectives",),
        reasons=(quota, queue(1)),
        kind="collective",
        truths=full,
    )
    add(
        "Công ty TNHH Nắng Gió <Ninh Thuận> & Cộng sự",
        category="enterprise",
        status=Status.RESERVE,
        commune="Phước Dinh",
        rank=6,
        score="85",
        points={"contribution": "20", "board_score": "65"},
        queue=2,
        blocked=("collectives",),
        reasons=(quota, queue(2)),
        kind="collective",
        truths={"contributed_50m": MET, "creative_model": MET},
        values={"contributed_50m": whole},
    )
    add(
        "Xã Lợi Hải",
        category="commune",
        status=Status.EXCLUDED,
        commune="Lợi Hải",
        exclusions={"already_awarded": MET},
        values={
            "already_awarded": Text("Quyết định số 1520/QĐ-UBND ngày 12/10/2022", "Decision 1520/QD-UBND of 12/10/2022")
        },
        reasons=(
            Reason(
                "prior_award",
                Text(
                    "Đã được tặng Bằng khen của Chủ tịch UBND tỉnh theo Quyết định số 1520/QĐ-UBND ngày 12/10/2022",
                    "Already given the chairman's Bằng khen by Decision 1520/QD-UBND of 12/10/2022",
                ),
                "IV.2",
                (Cell("so-khen.xlsx", "Sổ khen thưởng", "C4"),),
            ),
        ),
        kind="collective",
        truths=full,
    )
    add(
        '=HYPERLINK("http://xau.example","Xã Giả Mạo")',
        category="commune",
        status=Status.NOT_ELIGIBLE,
        commune="Mỹ Sơn",
        kind="collective",
        truths={"creative_model": UNMET},
        reasons=(
            Reason(
                "unmet",
                Text(
                    "Không đạt: Có mô hình hay, cách làm sáng tạo; giá trị không, yêu cầu có",
                    "Unmet: Has a good model or creative approach; value no, required yes",
                ),
                "II.1.c",
                (Cell(FILE, "Tập thể", "I13"),),
            ),
        ),
    )
    add(
        "HTX Dịch vụ Phước Hậu",
        category="enterprise",
        status=Status.NEEDS_EVIDENCE,
        commune="Phước Hậu",
        kind="collective",
        certain=False,
        matters=True,
        truths={"contributed_50m": UNKNOWN, "creative_model": UNMET},
        values={"contributed_50m": Text("“khoảng 50tr”", "“khoảng 50tr”")},
        score_range=("70", "90"),
        reasons=(
            Reason(
                "unreadable",
                Text(
                    "Ô Tập thể!K14 ghi “khoảng 50tr”, không đọc được",
                    "Cell Tập thể!K14 says “khoảng 50tr”, which cannot be read",
                ),
                "II.1.c",
                (Cell(FILE, "Tập thể", "K14"),),
            ),
        ),
    )
    add(
        "Hội Nông dân xã Thành Hải",
        category="commune",
        status=Status.NOT_CONSIDERED,
        commune="Thành Hải",
        certain=True,
        reasons=(
            Reason(
                "round_closed",
                Text(
                    "Chưa mở đợt xét: xã Thành Hải chưa được công nhận và công bố",
                    "The round is not open: Thành Hải is not yet recognised and announced",
                ),
                "IV.2",
            ),
        ),
        kind="collective",
        truths=full,
    )

    person = {"initiative": MET}
    needs = "ông trần quốc việt|individual|phước nam||bk_tinh"
    add(
        "Bà Nguyễn Thị Thanh Hương",
        "individual",
        "individual",
        Status.NOMINATED,
        commune="Phước Vinh",
        position="Chủ tịch Hội Liên hiệp Phụ nữ xã Phước Vinh",
        rank=1,
        score="95",
        points={"board_score": "95"},
        truths=person,
        seat=1,
    )
    add(
        "Ông Đỗ Hữu Hòa",
        "individual",
        "individual",
        Status.NOMINATED,
        commune="An Hải",
        position="Nông dân, thôn Long Bình 1",
        rank=2,
        score="93.25",
        points={"contribution": "12", "board_score": "81.25"},
        truths={"contributed_50m": MET, "initiative": UNMET},
        values={"contributed_50m": whole},
        seat=2,
    )
    add(
        "Ông Đỗ Hữu Hòa",
        "individual",
        "individual",
        Status.NOMINATED,
        commune="Nhị Hà",
        position="Bí thư Chi bộ thôn Nhị Hà 2",
        rank=3,
        score="91",
        points={"board_score": "91"},
        truths=person,
        seat=3,
        readings=("priority", "exclusion_scope"),
    )
    add(
        "Bà Katơr Thị Mai",
        "individual",
        "individual",
        Status.NOMINATED,
        commune="Phước Tân",
        position="Công chức Văn hóa - xã hội xã Phước Tân",
        rank=4,
        score="89",
        points={"board_score": "89"},
        truths=person,
        seat=4,
        certain=False,
        provisional_on=(needs,),
        advisories={"dossier_complete": MET},
        reasons=(
            Reason("all_met", Text("Đủ tiêu chuẩn theo mục II.1.c", "All conditions of II.1.c are met"), "II.1.c"),
            Reason(
                "incomplete",
                Text("Hồ sơ thiếu báo cáo thành tích", "The dossier lacks the report of achievements"),
                "IV.4",
                (Cell(FILE, "Cá nhân", "N9"),),
            ),
        ),
    )
    for n, (name, commune, score) in enumerate(
        (
            ("Ông Lê Văn Tám", "Xuân Hải", "87.5"),
            ("Bà Phạm Thị Nụ", "Bắc Sơn", "87"),
            ("Ông Chamaléa Vương", "Phước Thành", "85"),
        ),
        1,
    ):
        full_q = Reason(
            "quota",
            Text(
                "Đủ tiêu chuẩn nhưng đã hết số lượng (04/04), mục IV.3",
                "Eligible, but the seats are taken (4/4), clause IV.3",
            ),
            "IV.3",
        )
        add(
            name,
            "individual",
            "individual",
            Status.RESERVE,
            commune=commune,
            position="Trưởng thôn",
            rank=4 + n,
            score=score,
            points={"board_score": score},
            truths=person,
            queue=n,
            blocked=("individuals",),
            reasons=(full_q, queue(n)),
        )
    add(
        "Ông Trần Quốc Việt",
        "individual",
        "individual",
        Status.NEEDS_EVIDENCE,
        commune="Phước Nam",
        position="Giám đốc HTX",
        certain=False,
        matters=True,
        truths={"outstanding": UNKNOWN, "initiative": MET},
        score="94",
        points={"board_score": "94"},
        reasons=(
            Reason(
                "blank",
                Text(
                    "Ô Cá nhân!H13 để trống: chưa xác định Tiêu biểu, xuất sắc",
                    "Cell Cá nhân!H13 is blank: Is an outstanding case is unknown",
                ),
                "I.1.b",
                (Cell(FILE, "Cá nhân", "H13"),),
            ),
        ),
    )
    add(
        "Bà Trương Thị Cúc",
        "individual",
        "individual",
        Status.NEEDS_EVIDENCE,
        commune="Phước Nam",
        certain=False,
        matters=False,
        truths={"outstanding": MET, "initiative": UNKNOWN, "contributed_50m": UNMET},
        values={"contributed_50m": money},
        score="60",
        points={"board_score": "60"},
        reasons=(
            Reason(
                "blank",
                Text(
                    "Ô Cá nhân!J14 để trống: chưa xác định Có sáng kiến, giải pháp hữu ích",
                    "Cell Cá nhân!J14 is blank: Has an initiative or useful solution is unknown",
                ),
                "II.1.c",
                (Cell(FILE, "Cá nhân", "J14"),),
            ),
        ),
    )
    add(
        "Ông Nguyễn Văn Bình",
        "individual",
        "individual",
        Status.NOT_ELIGIBLE,
        commune="Mỹ Sơn",
        position="Nông dân",
        truths={"initiative": UNMET, "contributed_50m": UNMET},
        values={"contributed_50m": money},
        reasons=(
            Reason(
                "unmet",
                Text(
                    "Không đạt: Đóng góp từ 50 triệu đồng; giá trị 45.000.000 đồng, yêu cầu từ 50.000.000 đồng trở lên",
                    "Unmet: Contributed 50 million or more; value 45,000,000 dong, required at least 50,000,000 dong",
                ),
                "II.1.c",
                (Cell(FILE, "Cá nhân", "K15"),),
            ),
            Reason(
                "short",
                Text(
                    "Còn thiếu 5.000.000 đồng so với mức 50.000.000 đồng", "Short by 5,000,000 dong of 50,000,000 dong"
                ),
                "II.1.c",
                (Cell(FILE, "Cá nhân", "K15"),),
            ),
            Reason(
                "unmet",
                Text(
                    "Không đạt: Có sáng kiến, giải pháp hữu ích; giá trị không, yêu cầu có",
                    "Unmet: Has an initiative or useful solution; value no, required yes",
                ),
                "II.1.c",
                (Cell(FILE, "Cá nhân", "J15"),),
            ),
        ),
    )
    add(
        "Ông Lưu Văn Khác",
        "individual",
        "other",
        Status.NOT_ELIGIBLE,
        truths={},
        reasons=(
            Reason(
                "not_an_object",
                Text("Không đúng đối tượng của kế hoạch", "Not an object of the plan"),
                None,
                (Cell(FILE, "Cá nhân", "C16"),),
            ),
        ),
    )
    add(
        "Bà Hồ Thị Lệ",
        "individual",
        "individual",
        Status.EXCLUDED,
        commune="Quảng Sơn",
        truths=person,
        exclusions={"held_back": MET},
        reasons=(
            Reason(
                "held_back",
                Text(
                    "Đang trong thời gian xem xét kỷ luật, thanh tra, kiểm tra hoặc xác minh đơn thư",
                    "Under discipline, inspection or verification of a complaint",
                ),
                None,
                (Cell(FILE, "Cá nhân", "M17"),),
            ),
        ),
    )
    add(
        "Ông Đào Duy Muộn",
        "individual",
        "individual",
        Status.EXCLUDED,
        commune="Quảng Sơn",
        truths=person,
        exclusions={"late": MET},
        values={"late": Text("10/10/2023", "10/10/2023")},
        reasons=(
            Reason(
                "late",
                Text(
                    "Hồ sơ nhận ngày 10/10/2023, quá hạn (trước ngày 10/10/2023)",
                    "Received on 10/10/2023, late (before 10/10/2023)",
                ),
                "IV.4",
                (Cell(FILE, "Cá nhân", "L18"),),
            ),
        ),
    )
    add(
        "Hộ ông Nguyễn Tấn Phúc",
        "household",
        "household",
        Status.NO_SEAT,
        commune="Hộ Hải",
        reasons=(
            Reason(
                "no_seat",
                Text(
                    "Đủ tiêu chuẩn, kế hoạch không bố trí suất cho nhóm này",
                    "Eligible; the plan has no seat for this class",
                ),
                "IV.3",
            ),
        ),
    )
    add(
        "Ông Vô Danh Tính",
        None,
        None,
        Status.NEEDS_EVIDENCE,
        award=None,
        certain=False,
        matters=True,
        truths={"outstanding": UNKNOWN},
        reasons=(
            Reason(
                "blank",
                Text(
                    "Ô Cá nhân!C20 để trống: chưa xác định Nhóm đối tượng",
                    "Cell Cá nhân!C20 is blank: the category is unknown",
                ),
                None,
                (Cell(FILE, "Cá nhân", "C20"),),
            ),
        ),
    )

    quotas = (
        QuotaLine("collectives", None, None, Text("Tập thể", "Collectives"), "IV.3", "empty", 3, 0, 6, 3, 0, "90", 1),
        QuotaLine("individuals", None, None, Text("Cá nhân", "Individuals"), "IV.3", "empty", 4, 0, 7, 4, 0, "89", 1),
    )
    problems = (
        Problem(
            "money-unreadable",
            "error",
            Text(
                "“khoảng 50tr” không phải số tiền; ghi số đồng, ví dụ 50.000.000",
                "“khoảng 50tr” is not an amount; write dong, such as 50,000,000",
            ),
            FILE,
            "Tập thể",
            "K14",
            "khoảng 50tr",
        ),
        Problem(
            "row-rejected",
            "error",
            Text(
                "Dòng có số liệu nhưng không có tên; ghi tên hoặc xóa dòng",
                "The row holds values but no name; write the name or clear the row",
            ),
            FILE,
            "Cá nhân",
            "21:21",
        ),
        Problem(
            "duplicate-likely",
            "warning",
            Text("Có thể trùng với ô Cá nhân!B7", "Likely a duplicate of Cá nhân!B7"),
            FILE,
            "Cá nhân",
            "B8",
            "Ông Đỗ Hữu Hòa",
        ),
        Problem(
            "register-not-given",
            "warning",
            Text(
                "Không có sổ khen thưởng: chưa tra được trường hợp đã được khen; thêm --register",
                "No award register: earlier awards could not be looked up; add --register",
            ),
        ),
    )
    run = RunFacts(
        "ninh-thuan-2023-review-1f0c9a7e",
        {"id": "ninh-thuan-2023", "version": "1.0", "approval": approval, "sha256": "ab" * 32},
        "review",
        2023,
        {
            "contribution_floor": "50000000",
            "priority": "first",
            "exclusion_scope": "candidate",
            "deadline": "2023-10-10",
            "day_rate": None,
        },
        "2023-10-19",
        (
            {"file": FILE, "sha256": "cd" * 32, "rows": len(rows.made) + 1},
            {"file": "so-khen.xlsx", "sha256": "ef" * 32, "rows": 12},
        ),
        "0.1.0",
        "2023-10-19T08:30:00+07:00",
    )
    return Decisions(run, tuple(rows.made), quotas, problems, 1, RULES)
