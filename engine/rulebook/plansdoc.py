"""A page that goes through plans clause by clause: under each clause what the rulebook makes of it, or why nothing.

``docs/plans.md`` and ``docs/plans.vi.md`` are these pages of the shipped rulebooks. A person holds the plan in one hand
and the page in the other; a clause that is missing here is missing in the rulebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.provenance import Text
from engine.rulebook.choose import written
from engine.rulebook.model import Criterion, Parameter, Points, Quota, Rulebook
from engine.rulebook.phrases import limits_text, points_text, target_text, time_text
from engine.rulebook.sentences import EVERYBODY, Speaker, setting_text
from engine.rulebook.show import SET_BY
from engine.rulebook.terms import Fixed
from engine.wording import day

LAW = "law/"  # how clauses of rules/standard.yaml begin
_ASSESSED = Text("người thẩm định ghi có hoặc không", "the assessor's yes or no")

_KINDS = {
    "category": Text("Nhóm đối tượng", "Category"),
    "criterion": Text("Tiêu chuẩn", "Criterion"),
    "exclusion": Text("Không xét", "Exclusion"),
    "advisory": Text("Lưu ý", "Advisory"),
    "award": Text("Hình thức", "Award"),
    "round": Text("Đợt xét", "Round"),
    "quota": Text("Số lượng", "Quota"),
    "points": Text("Điểm", "Points"),
    "target": Text("Chỉ tiêu", "Target"),
    "milestone": Text("Mốc", "Milestone"),
    "reading": Text("Cách hiểu", "Reading"),
    "parameter": Text("Tham số", "Parameter"),
    "outline": Text("Đề cương", "Outline"),
}

_INTRODUCTION = Text(
    "Từng mục của năm kế hoạch, và bộ quy tắc lấy gì ở mỗi mục; mục không thành quy tắc thì ghi lý do.\n"
    "Trang này do `make golden` viết ra từ `rules/`, không sửa tay. Mục ghi theo số của kế hoạch: `*n` là đoạn\n"
    "có dấu sao thứ n, `–n` là gạch đầu dòng thứ n, `¶n` là đoạn không đánh số thứ n. Sau mã là loại và nội dung.",
    "Each clause of the five plans, and what its rulebook takes from it; a clause that makes no rule says why.\n"
    "`make golden` writes this page from `rules/`; it is not edited by hand. Clauses carry the plan's own numbers:\n"
    "`*n` is the nth starred paragraph, `–n` the nth dash, `¶n` the nth unnumbered paragraph.",
)


def plans_page(books: Sequence[Rulebook], lang: str) -> str:
    """The whole page in one language, as Markdown."""
    title = Text("# Năm kế hoạch, từng mục một", "# The five plans, clause by clause").in_(lang)
    lines = [title, "", *_INTRODUCTION.in_(lang).split("\n")]
    for book in books:
        lines += ["", *_Plan(book, lang).lines()]
    return "\n".join(lines) + "\n"


class _Plan:
    def __init__(self, book: Rulebook, lang: str) -> None:
        self.book = book
        self.lang = lang
        self.speaker = Speaker.of(book)
        self.cited: dict[str, list[str]] = {}
        self.uncited: list[str] = []
        for kind, id_, text, clauses in self.entries():
            line = f"- {_KINDS[kind].in_(lang)} `{id_}`: {text.in_(lang)}"
            for clause in clauses:
                self.cited.setdefault(clause, []).append(line)
            if not clauses:
                self.uncited.append(line)

    def word(self, vi: str, en: str) -> str:
        return en if self.lang == "en" else vi

    # ---- what there is ------------------------------------------------------------------------------------------

    def entries(self) -> Iterator[tuple[str, str, Text, tuple[str, ...]]]:
        """Everything that stands on clauses: kind, id, sentence, clauses."""
        book, says = self.book, self.speaker.condition
        for category in book.categories.values():
            if category.requires is not None:
                must = says(category.requires)
                text = Text(f"{category.text.vi}: phải đạt {must.vi}", f"{category.text.en}: must meet {must.en}")
                yield "category", category.id, text, category.clauses
        yield from self._rules("criterion", book.criteria.values())
        yield from self._rules("exclusion", book.exclusions.values())
        yield from self._rules("advisory", book.advisories.values())
        for award in book.awards.values():
            yield "award", award.id, award.text, award.clauses
        for round_ in book.rounds.values():
            opens = None if round_.opens == Fixed(met=True) else says(round_.opens)
            text = _with(round_.text, opens, Text("; mở khi ", "; opens when "))
            if round_.quotas is None:
                text = _with(text, Text("kế hoạch không quy định số lượng", "no number is stated"), Text("; ", "; "))
            yield "round", round_.id, text, round_.clauses
            for quota in round_.quotas or ():
                yield from self._quotas(round_.id, quota)
        for points in book.scoring.points:
            yield from self._points(points)
        for target in book.targets.values():
            yield "target", target.id, _with(target.text, target_text(target, self.speaker)), target.clauses
        for milestone in book.milestones.values():
            when = time_text(milestone, book.parameters)
            yield "milestone", milestone.id, _with(milestone.text, when), milestone.clauses
        for parameter in book.parameters.values():
            yield "parameter", parameter.id, _parameter(parameter), parameter.clauses
        for reading in book.readings.values():
            named = Text(f"`{reading.parameter}`", f"`{reading.parameter}`") if reading.parameter else None
            yield "reading", reading.id, _with(reading.text, named, Text(" → ", " → ")), reading.clauses
        for part in book.outline:
            yield "outline", part.id, part.text, part.clauses

    def _rules(self, kind: str, rules: Iterable[Criterion]) -> Iterator[tuple[str, str, Text, tuple[str, ...]]]:
        for rule in rules:
            asks = _ASSESSED if rule.assessed else self.speaker.condition(rule.when)
            yield kind, rule.id, _with(rule.text, asks), rule.clauses

    def _quotas(self, round_: str, quota: Quota) -> Iterator[tuple[str, str, Text, tuple[str, ...]]]:
        whom = EVERYBODY if quota.of == Fixed(met=True) else self.speaker.condition(quota.of)
        text = _with(_with(quota.text, limits_text(quota, self.speaker)), whom, Text("; dành cho ", "; for "))
        yield "quota", f"{round_}/{quota.id}", text, quota.clauses
        for child in quota.within:
            yield from self._quotas(round_, child)

    def _points(self, points: Points) -> Iterator[tuple[str, str, Text, tuple[str, ...]]]:
        yield "points", points.id, _with(points.text, points_text(points, self.speaker)), points.clauses
        for part in (*points.parts, *points.best_of):
            yield from self._points(part)

    # ---- the page -----------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        document = self.book.document
        yield f"## {self.book.id}"
        yield ""
        yield f"{document.title.in_(self.lang)}."
        printed = day(document.date).in_(self.lang) if document.date is not None else document.date_text
        yield ", ".join(part for part in (document.issuer.in_(self.lang), document.number, printed) if part) + "."
        for role, vi, en in (
            ("gathers", "Tổng hợp", "Gathers"), ("considers", "Xét", "Considers"),
            ("appraises", "Thẩm định", "Appraises"), ("submits", "Trình", "Submits"),
            ("decides", "Quyết định", "Decides"),
        ):  # fmt: skip
            if role in document.bodies:
                yield f"{self.word(vi, en)}: {document.bodies[role].in_(self.lang)}."
        if document.grounds:
            yield self.word("Căn cứ: ", "Grounds: ") + "; ".join(g.in_(self.lang) for g in document.grounds) + "."
        for clause in self.book.clauses.values():
            if clause.id.startswith(LAW):
                continue
            yield ""
            yield f"**{clause.id}** {clause.text.in_(self.lang).rstrip('.')}."
            if clause.not_a_rule is not None:
                yield "- " + self.word("Không thành quy tắc: ", "No rule: ") + clause.not_a_rule.in_(self.lang)
            yield from self.cited.get(clause.id, ())
        law = [c for c in self.book.clauses.values() if c.id.startswith(LAW) and c.id in self.cited]
        if law:
            yield ""
            yield f"### {self.word('Pháp luật, trên kế hoạch', 'The law above the plan')}"
            for clause in law:
                yield ""
                yield f"**{clause.id}** {clause.text.in_(self.lang)}."
                yield from self.cited[clause.id]
        if self.uncited:
            yield ""
            yield f"### {self.word('Do hội đồng đặt, kế hoạch không nói', 'Set by the board; the plan says nothing')}"
            yield ""
            yield from self.uncited


def _with(text: Text, more: Text | None, joint: Text | None = None) -> Text:
    if more is None or not more.vi:
        return text
    joint = joint or Text(": ", ": ")
    return Text(f"{text.vi}{joint.vi}{more.vi}", f"{text.en}{joint.en}{more.en}")


def _parameter(parameter: Parameter) -> Text:
    value = setting_text(parameter, parameter.value)
    by = SET_BY[parameter.set_by]
    others = [(written(o), text) for o, text in parameter.options.items() if o != parameter.value]
    vi = "; ".join(f"`{o}`: {text.vi}" for o, text in others)
    en = "; ".join(f"`{o}`: {text.en}" for o, text in others)
    said = _with(parameter.text, value, Text(_after(parameter.text.vi), _after(parameter.text.en)))
    return Text(
        f"{said.vi} ({by.vi})" + (f"; khác: {vi}" if vi else ""),
        f"{said.en} ({by.en})" + (f"; else {en}" if en else ""),
    )


def _after(question: str) -> str:
    return " " if question.endswith("?") else ": "
