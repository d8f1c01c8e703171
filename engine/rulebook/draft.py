"""``rulebook new``: a draft that loads, lints without a mistake, and says beside each line what to put there."""

from __future__ import annotations

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rulebook.files import shipped
from engine.rulebook.reader import ID

_RULES = """\
# Bản nháp bộ quy tắc. Mỗi quy tắc dẫn mục của kế hoạch; thay các ví dụ bằng nội dung của kế hoạch.
# A draft rulebook. Each rule cites its clause of the plan; put the plan's content in the place of the examples.
# Kiểm tra / check:  xetkhen rulebook lint {id}.yaml
language: 1
id: {id}                        # trùng tên tệp / the file's name
version: "0.1"
approval: draft                 # approved: khi hội đồng đã duyệt / once the council has approved it

document:
  vi: Kế hoạch phát động phong trào thi đua
  issuer: UBND xã
  level: commune                # province, town, department, commune
  number: …/KH-UBND             # chỗ kế hoạch để trống thì để trống / blanks stay blank
  date: 2024-01-15
  period: [2024-01-15, 2024-12-31]
  movement: Phong trào thi đua
  decided_on: 2024-12-31        # ngày quyết định, khi lệnh chạy không nói / unless --decided-on says otherwise
  units: []                     # tên danh sách trong data/units / names of lists in data/units
  bodies:
    considers: Hội đồng Thi đua - Khen thưởng xã
    appraises: Văn phòng - Thống kê xã
    submits: Hội đồng Thi đua - Khen thưởng xã
    decides: Chủ tịch UBND xã
  grounds:
    - Kế hoạch của cấp trên

clauses:                        # mục nào không thành quy tắc thì nói vì sao / a clause that is no rule says why
  I.1: {{vi: Mục đích, not_a_rule: Không đặt điều kiện xét khen.}}
  III.1: Tiêu chuẩn
  III.2: Số lượng
  III.3: Thời hạn gửi hồ sơ

parameters:                     # số và cách hiểu có thể đổi bằng --set / what --set can change
  contribution_floor: {{type: money, value: 50_000_000, set_by: plan, clause: III.1, vi: Mức đóng góp tối thiểu}}
  dossier_due: {{type: deadline, value: 2024-11-01, set_by: plan, clause: III.3, vi: Hạn gửi hồ sơ}}
  unfilled:
    type: choice
    value: empty
    set_by: reading             # một cách hiểu: kết quả nói ai sẽ đổi / a reading: results say who would change
    clause: III.2
    vi: Suất dành riêng còn trống xử lý thế nào?
    options: {{empty: Để trống, transfer: Chuyển cho trường hợp kế tiếp}}

awards:                         # từ thấp đến cao / lowest first
  gk_xa: {{vi: Giấy khen của Chủ tịch UBND xã, granted_by: issuer, clause: III.1}}

categories:
  village:
    kinds: [collective]
    clause: III.1
    vi: Thôn
    requires: {{all: [tasks_done, creative_model]}}
  contributor:
    kinds: [individual, household, collective]
    clause: III.1
    vi: Cá nhân, hộ gia đình, doanh nghiệp
    requires: {{all: [contributed, exemplary]}}

criteria:                       # không có `when`: cột có/không của người thẩm định / the assessor's yes/no column
  tasks_done: Hoàn thành nhiệm vụ
  creative_model: "Có mô hình hay, cách làm sáng tạo"
  exemplary: Là điển hình tiên tiến
  contributed: {{vi: Đóng góp từ mức tối thiểu trở lên, when: {{contribution: {{at_least: $contribution_floor}}}}}}

exclusions:
  dossier_late: {{clause: III.3, vi: Hồ sơ quá hạn, reason: late, when: {{dossier_received: {{late: $dossier_due}}}}}}

rounds:
  campaign:
    vi: Tổng kết phong trào
    clause: III.2
    award: gk_xa
    quotas:                     # `none`: kế hoạch không nêu số lượng / the plan states no number
      collectives:
        vi: Tập thể
        of: {{kind: collective}}
        at_most: 3
        within:                 # trong đó / of which
          villages: {{vi: Thôn, of: {{category: village}}, exactly: 2, unfilled: $unfilled}}
      people: {{vi: "Cá nhân, hộ gia đình", of: {{kind: [individual, household]}}, at_most: 10}}

scoring:
  basis: board                  # plan: khi chính kế hoạch cho điểm / when the plan itself gives points
  points:
    contribution:
      vi: Giá trị đóng góp
      of: {{category: contributor}}
      value: contribution
      every: 10_000_000
      points: 1
      at_most: 20
    model: {{vi: Mô hình hay, when: creative_model, points: 10}}

ranking: [{{high: score}}]

milestones:
  dossiers: {{clause: III.3, vi: Hạn gửi hồ sơ, on: $dossier_due}}

readings:
  reserved_seats: {{clause: III.2, parameter: unfilled, vi: Suất dành cho thôn mà không đủ thôn thì để trống.}}
"""

_ENGLISH = """\
document: Plan for the emulation movement
document/issuer: People's Committee of the commune
document/movement: Emulation movement
document/bodies/considers: Emulation and Commendation Council of the commune
document/bodies/appraises: Office of the commune
document/bodies/submits: Emulation and Commendation Council of the commune
document/bodies/decides: Chairman of the People's Committee of the commune
document/grounds/1: The plan of the level above
clauses/I.1: Purpose
clauses/I.1/not_a_rule: It sets no condition for an award.
clauses/III.1: Standards
clauses/III.2: Numbers
clauses/III.3: Deadline of the dossier
parameters/contribution_floor: Least contribution
parameters/dossier_due: Deadline of the dossier
parameters/unfilled: What happens to a reserved seat that stays empty?
parameters/unfilled/options/empty: It stays empty
parameters/unfilled/options/transfer: It goes to the next best
awards/gk_xa: Certificate of merit of the commune's chairman
categories/village: Village
categories/contributor: Person, household or enterprise
criteria/tasks_done: Did its tasks
criteria/creative_model: Has a good model or creative way
criteria/exemplary: Is an exemplary case
criteria/contributed: Contributed the least amount or more
exclusions/dossier_late: The dossier is late
rounds/campaign: Final review of the movement
rounds/campaign/quotas/collectives: Collectives
rounds/campaign/quotas/collectives/villages: Villages
rounds/campaign/quotas/people: Persons and households
points/contribution: Contribution
points/model: Good model
milestones/dossiers: Deadline of the dossier
readings/reserved_seats: A seat for a village stays empty when there are not enough villages.
"""

_CASES = """\
# Mỗi tiêu chuẩn nên có một trường hợp đạt và một trường hợp không đạt. / One case each way for every criterion.
cases:
  village-meets-all:
    candidate: {category: village, tasks_done: yes, creative_model: yes, dossier_received: 2024-10-01}
    expect: nominated
    because: [tasks_done, creative_model]
  village-without-model:
    candidate: {category: village, tasks_done: yes, creative_model: no, dossier_received: 2024-10-01}
    expect: not_eligible
    because: creative_model
  village-tasks-not-done:
    candidate: {category: village, tasks_done: no, creative_model: yes, dossier_received: 2024-10-01}
    expect: not_eligible
    because: tasks_done
  contribution-at-the-floor:
    candidate: {category: contributor, contribution: 50_000_000, exemplary: yes, dossier_received: 2024-10-01}
    expect: nominated
    because: [contributed, exemplary]
  a-dong-short:
    candidate: {category: contributor, contribution: 49_999_999, exemplary: yes, dossier_received: 2024-10-01}
    expect: not_eligible
    because: contributed
  not-exemplary:
    candidate: {category: contributor, contribution: 50_000_000, exemplary: no, dossier_received: 2024-10-01}
    expect: not_eligible
    because: exemplary
  received-on-the-day:
    candidate: {category: contributor, contribution: 50_000_000, exemplary: yes, dossier_received: 2024-11-01}
    expect: excluded
    because: dossier_late
  held-back:
    candidate: {category: contributor, contribution: 50_000_000, exemplary: yes, held_back: yes}
    expect: excluded
    because: held_back
  received-the-day-before:
    candidate: {category: contributor, contribution: 50_000_000, exemplary: yes, dossier_received: 2024-10-31}
    expect: nominated
"""


def new_draft(id_: str) -> dict[str, str]:
    """The files of a new rulebook by suffix: ``.yaml``, ``.en.yaml``, ``.cases.yaml``. Raises UnusableInput."""
    if not ID.match(id_):
        raise UnusableInput(
            Text(
                f"`{id_}` không dùng làm id được; dùng chữ không dấu, số và `-`, bắt đầu bằng chữ",
                f"`{id_}` cannot be an id; use letters, digits and `-`, a letter first",
            )
        )
    if id_ in (*shipped(), "standard"):
        raise UnusableInput(
            Text(f"đã có bộ quy tắc `{id_}`; chọn id khác", f"there is a rulebook `{id_}` already; choose another id")
        )
    return {".yaml": _RULES.format(id=id_), ".en.yaml": _ENGLISH, ".cases.yaml": _CASES}
