"""``rulebook show``: a rulebook as sentences beside their clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.provenance import Text
from engine.rulebook.choose import written
from engine.rulebook.entries import ASSESSED, SET_BY
from engine.rulebook.model import Criterion, Points, Quota, Reading, Rulebook
from engine.rulebook.phrases import limits_text, points_text, rank_text, target_text, time_text
from engine.rulebook.sentences import EVERYBODY, Speaker, setting_text
from engine.rulebook.terms import Condition, Fixed
from engine.wording import day

_APPROVAL = {
    "draft": Text("BẢN NHÁP: bộ quy tắc chưa được phê duyệt", "DRAFT: the rulebook is not approved"),
    "approved": Text("Đã phê duyệt", "Approved"),
}
_OTHER = Text("không phải đối tượng của kế hoạch", "not an object of the plan")


def show_text(book: Rulebook, lang: str = "vi") -> str:
    """The rulebook as sentences in one language, each with the clause it stands on."""
    return "\n".join(_Page(book, lang).lines())


class _Page:
    def __init__(self, book: Rulebook, lang: str) -> None:
        self.book = book
        self.lang = lang
        self.speaker = Speaker.of(book)

    def word(self, vi: str, en: str) -> str:
        return en if self.lang == "en" else vi

    def t(self, text: Text) -> str:
        return text.in_(self.lang)

    def sentence(self, condition: Condition) -> str:
        return self.t(self.speaker.condition(condition))

    def lines(self) -> Iterable[str]:
        book = self.book
        yield f"{book.id} · {self.t(book.document.title)}"
        printed = self.t(day(book.document.date)) if book.document.date is not None else book.document.date_text
        heading = [
            self.t(book.document.issuer),
            book.document.number,
            printed,
            self.word(f"bản {book.version}", f"version {book.version}"),
        ]
        yield ", ".join(part for part in heading if part)
        yield self.t(_APPROVAL[book.approval])
        yield from self._section(
            self.word("Nhóm đối tượng và tiêu chuẩn", "Categories and standards"), self._categories()
        )
        yield from self._section(self.word("Tiêu chuẩn", "Criteria"), self._rules(book.criteria))
        yield from self._section(self.word("Trường hợp không xét", "Exclusions"), self._rules(book.exclusions))
        yield from self._section(self.word("Lưu ý", "Advisories"), self._rules(book.advisories))
        yield from self._section(
            self.word("Hình thức khen thưởng, từ thấp đến cao", "Awards, lowest first"),
            (self._entry(a.id, self.t(a.text), a.clauses) for a in book.awards.values()),
        )
        yield from self._section(self.word("Đợt xét và số lượng", "Rounds and quotas"), self._rounds())
        yield from self._section(self.word("Điểm và xếp hạng", "Points and ranking"), self._scoring())
        yield from self._section(
            self.word("Chỉ tiêu", "Targets"),
            (
                self._entry(x.id, f"{self.t(x.text)}: {self.t(target_text(x, self.speaker))}", x.clauses)
                for x in book.targets.values()
            ),
        )
        yield from self._section(
            self.word("Mốc thời gian", "Milestones"),
            (
                self._entry(m.id, f"{self.t(m.text)}: {self.t(time_text(m, book.parameters))}", m.clauses)
                for m in book.milestones.values()
            ),
        )
        yield from self._section(self.word("Tham số", "Parameters"), self._parameters())
        yield from self._section(self.word("Cách hiểu", "Readings"), (self._reading(r) for r in book.readings.values()))
        yield from self._section(
            self.word("Trường tính ra", "Computed fields"),
            (
                self._entry(f.id, f"{self.t(f.text)} = {self.t(self.speaker.value(f.compute))}", ())
                for f in book.fields.values()
                if f.compute is not None
            ),
        )
        yield from self._section(
            self.word("Mục của kế hoạch không thành quy tắc", "Clauses that are no rule"),
            (
                self._entry("", f"{self.t(c.text)}. {self.t(c.not_a_rule)}", (c.id,))
                for c in book.clauses.values()
                if c.not_a_rule is not None
            ),
        )

    def _section(self, title: str, lines: Iterable[str]) -> Iterable[str]:
        lines = list(lines)
        if lines:
            yield ""
            yield title.upper() if self.lang == "vi" else title
            yield from lines

    def _entry(self, id_: str, text: str, clauses: Iterable[str], depth: int = 1) -> str:
        cited = ", ".join(clauses)
        mark = self.word(f"  [mục {cited}]", f"  [clause {cited}]") if cited else ""
        name = f"{id_}: " if id_ else ""
        return f"{'  ' * depth}{name}{text}{mark}"

    def _categories(self) -> Iterable[str]:
        kinds = self.book.fields["kind"].options if "kind" in self.book.fields else {}
        for category in self.book.categories.values():
            of = ", ".join(self.t(kinds[k]).lower() if k in kinds else k for k in category.kinds)
            must = (
                self.t(_OTHER)
                if category.requires is None
                else self.word("phải đạt: ", "must meet: ") + self.sentence(category.requires)
            )
            yield self._entry(category.id, f"{self.t(category.text)} ({of}): {must}", category.clauses)

    def _rules(self, rules: Mapping[str, Criterion]) -> Iterable[str]:
        for rule in rules.values():
            asks = self.t(ASSESSED) if rule.assessed else self.sentence(rule.when)
            yield self._entry(rule.id, f"{self.t(rule.text)}: {asks}", rule.clauses)

    def _rounds(self) -> Iterable[str]:
        for round_ in self.book.rounds.values():
            yield self._entry(round_.id, self.t(round_.text), round_.clauses)
            if round_.opens != Fixed(met=True):
                yield "    " + self.word("mở khi: ", "opens when: ") + self.sentence(round_.opens)
            if round_.quotas is None:
                yield "    " + self.word("kế hoạch không quy định số lượng", "no number stated")
            for quota in round_.quotas or ():
                yield from self._quota(quota, 2)
            if round_.across:
                yield "    " + self.word("trong tất cả những người được chọn:", "among all who are seated:")
            for quota in round_.across:
                yield from self._quota(quota, 3)
            if round_.slots:
                yield "    " + self.word("mỗi người được chọn nhận một suất:", "everybody seated takes one seat of:")
            for quota in round_.slots:
                yield from self._quota(quota, 3)

    def _quota(self, quota: Quota, depth: int) -> Iterable[str]:
        yield self._entry(
            quota.id, f"{self.t(quota.text)}: {self.t(limits_text(quota, self.speaker))}", quota.clauses, depth
        )
        whom = self.t(EVERYBODY) if quota.of == Fixed(met=True) else self.sentence(quota.of)
        yield f"{'  ' * (depth + 1)}{self.word('dành cho: ', 'for: ')}{whom}"
        for child in quota.within:
            yield from self._quota(child, depth + 1)

    def _scoring(self) -> Iterable[str]:
        basis = self.book.scoring.basis
        body = self.t(self.book.document.body)
        yield "  " + (
            self.word(
                f"Thang điểm do {body} đặt ra; kế hoạch không quy định",
                f"The points are set by the {body}; the plan gives none",
            )
            if basis == "board"
            else self.word("Thang điểm theo kế hoạch", "The points are the plan's")
        )
        for points in self.book.scoring.points:
            yield from self._points(points, 1)
        for number, key in enumerate(self.book.ranking, 1):
            yield f"  {number}. {self.t(rank_text(key, self.speaker))}"

    def _points(self, points: Points, depth: int) -> Iterable[str]:
        yield self._entry(
            points.id, f"{self.t(points.text)}: {self.t(points_text(points, self.speaker))}", points.clauses, depth
        )
        for part in (*points.parts, *points.best_of):
            yield from self._points(part, depth + 1)

    def _parameters(self) -> Iterable[str]:
        for parameter in self.book.parameters.values():
            value = self.t(setting_text(parameter, parameter.value))
            others = [f"{written(o)} = {self.t(text)}" for o, text in parameter.options.items()]
            listed = f" ({'; '.join(others)})" if others else ""
            yield self._entry(
                parameter.id,
                f"{self.t(parameter.text)}: {value}{listed}, {self.t(SET_BY[parameter.set_by])}",
                parameter.clauses,
            )

    def _reading(self, reading: Reading) -> str:
        named = f" ({reading.parameter})" if reading.parameter else ""
        return self._entry(reading.id, self.t(reading.text) + named, reading.clauses)
