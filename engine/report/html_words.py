"""What ``report.html`` says, and the one way in which text gets into it."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from engine.provenance import Text

TITLE = Text("Kết quả xét khen thưởng", "Results")
SUMMARY = Text("Tổng hợp", "Summary")
SEATS = Text("Số lượng và suất", "Quotas and seats")
LISTS = Text("Danh sách xếp hạng", "Ranked lists")
ORIGIN = Text("Trường hợp được đề nghị từ đâu", "Where the nominees come from")
OTHERS = Text("Trường hợp không đề nghị", "Not nominated")
BASIS = Text("Căn cứ của kết quả", "What the results rest on")
BY = {
    "commune": Text("Theo xã, phường", "By commune or ward"),
    "kind": Text("Theo loại hình", "By kind"),
    "category": Text("Theo nhóm đối tượng", "By category"),
    "unit": Text("Theo đơn vị đề nghị", "By sending unit"),
}
NOWHERE = Text("(không ghi)", "(not stated)")
COLUMN = Text("Nơi, nhóm", "Place or group")
PUT = Text("Đề nghị xét", "Put forward")
IN = Text("Được đề nghị", "Nominated")
TIED = Text("Đồng hạng", "Tied")
TIED_BAND = Text(
    "Đồng hạng: {n} trường hợp cho {seats} suất cuối, chờ {body} quyết định",
    "Tied: {n}, for the last seats: {seats}, to be settled by {body}",
)
WITHIN = Text("trong đó đã hết: {names}", "used up within it: {names}")
RANK = Text("Hạng {n}", "Rank {n}")
POINTS = Text("{n} điểm", "{n} points")
HOW = Text(
    "Bấm vào một trường hợp để xem vì sao: tiêu chuẩn, ô số liệu, mục của kế hoạch, hạng, suất, còn thiếu gì.",
    "Open a candidate to see why: criteria, cells, clauses of the plan, rank, seats, what is missing.",
)
FILLED = Text("{filled}/{most} suất đã bố trí", "{filled} of {most} seats filled")
COUNTED = Text("{filled} trong số được bố trí", "{filled} of those seated")
AT_LEAST = Text("ít nhất {n}", "at least {n}")
AT_MOST = Text("nhiều nhất {n}", "at most {n}")
OPEN_END = Text("{filled} suất đã bố trí, không quy định số lượng", "{filled} filled, no number stated")
EMPTY = Text("còn trống {n}", "{n} empty")
SHORT = Text("thiếu {n} so với mức tối thiểu", "{n} short of the least")
DISPUTED = Text("{n} suất chờ quyết định đồng hạng", "{n} for the tied")
FULL = Text("hết số lượng", "full")
FILTER = Text("Tìm theo tên, xã", "Find a name or commune")
LANGUAGE = Text("Ngôn ngữ", "Language")
NOT_OPEN = Text("Chưa mở đợt xét: {names}", "The round is not open: {names}")
NOBODY = Text("Không có trường hợp nào", "Nobody")
PROVISIONAL = Text("tạm thời", "provisional")
READING = Text("tùy cách hiểu", "by reading")
ROWS = Text("Số dòng", "Rows")
FILES = Text("Tệp số liệu đã đọc", "Files read")
READINGS = Text("Cách hiểu kế hoạch", "Readings of the plan")
TRACE = Text(
    "Lượt xét {run}; bộ quy tắc {book}; ngày quyết định {day}", "Run {run}; rulebook {book}; day of decision {day}"
)
PROBLEMS = Text("{n} lỗi dữ liệu, {m} cảnh báo", "Errors {n}, warnings {m}")
BRIEF = Text(
    "Lượt xét có trên {most} trường hợp nên phần giải thích chỉ nêu lý do, điều chưa đạt, chưa xác định, còn thiếu; "
    "xem đủ: xetkhen explain.",
    "With more than {most} candidates, explanations say only why, what is unmet or unknown, and what is missing; in "
    "full: xetkhen explain.",
)
ICONS = {
    "nominated": "★", "tied": "=", "reserve": "⧖", "no_seat": "○", "needs_evidence": "?", "not_eligible": "✘",
    "excluded": "⊘", "not_considered": "–", "struck": "⊖",
}  # fmt: skip


@lru_cache(maxsize=1 << 14)
def esc(text: str) -> str:
    """Text as text: nothing in it is markup, and nothing steers the direction in which the rest is read."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return escape(text)


@lru_cache(maxsize=1 << 14)
def _both(vi: str, en: str) -> str:
    return esc(vi) if vi == en else f"<i>{esc(vi)}</i><i lang=en>{esc(en)}</i>"


def both(text: Text | None) -> str:
    """In both languages; the page shows the one that is chosen."""
    return _both(text.vi, text.en) if text is not None else ""


def fill(text: Text, **values: object) -> Text:
    """A phrase with its values; a ``Text`` gives each language its own."""
    vi, en = (
        {k: v.in_(lang) if isinstance(v, Text) else v for k, v in values.items()} for lang in ("vi", "en")
    )
    return Text(text.vi.format_map(vi), text.en.format_map(en))


def name(written: str) -> str:
    """A name as it was written, apart from the direction of what stands around it."""
    return f"<bdi>{esc(written)}</bdi>"
