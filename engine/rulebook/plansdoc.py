"""A page that goes through plans clause by clause: under each clause what the rulebook makes of it, or why nothing.

``docs/plans.md`` and ``docs/plans.vi.md`` are these pages of the shipped rulebooks. A person holds the plan in one hand
and the page in the other; a clause that is missing here is missing in the rulebook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.provenance import Text
from engine.rulebook.entries import KINDS, LAW, Entry, entries, followed, parameter_text
from engine.rulebook.model import Parameter, Reading, Rulebook
from engine.wording import day

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
        self.cited: dict[str, list[str]] = {}
        self.uncited: list[str] = []
        for entry in entries(book):
            if entry.kind in ("ranking", "fields"):
                continue
            line = f"- {KINDS[entry.kind].in_(lang)} `{entry.id}`: {_marked(entry).in_(lang)}"
            for clause in entry.clauses:
                self.cited.setdefault(clause, []).append(line)
            if not entry.clauses:
                self.uncited.append(line)

    def word(self, vi: str, en: str) -> str:
        return en if self.lang == "en" else vi

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


def _marked(entry: Entry) -> Text:
    """The sentence, with what is to be typed marked as such."""
    match entry.what:
        case Parameter() as parameter:
            return parameter_text(parameter, "`")
        case Reading(parameter=str() as name) as reading:
            return followed(reading.text, Text(f"`{name}`", f"`{name}`"), Text(" → ", " → "))
        case _:
            return entry.sentence
