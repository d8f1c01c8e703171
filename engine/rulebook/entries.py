"""Everything of a rulebook that stands on a clause, with its sentence: one list for pages, workbooks, differences.

``key`` names an entry in the whole rulebook (``criteria/exemplary``, ``rounds/review/quotas/people``); ``path`` leads
to it in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.choose import written
from engine.rulebook.model import Criterion, Field, Parameter, Points, Quota, Rulebook
from engine.rulebook.phrases import limits_text, points_text, rank_text, target_text, time_text
from engine.rulebook.sentences import EVERYBODY, Speaker, setting_text
from engine.rulebook.terms import Fixed

LAW = "law/"  # how clauses of rules/standard.yaml begin

KINDS = {
    "categories": Text("Nhóm đối tượng", "Category"),
    "criteria": Text("Tiêu chuẩn", "Criterion"),
    "exclusions": Text("Không xét", "Exclusion"),
    "advisories": Text("Lưu ý", "Advisory"),
    "awards": Text("Hình thức", "Award"),
    "rounds": Text("Đợt xét", "Round"),
    "quotas": Text("Số lượng", "Quota"),
    "points": Text("Điểm", "Points"),
    "ranking": Text("Xếp hạng", "Ranking"),
    "targets": Text("Chỉ tiêu", "Target"),
    "milestones": Text("Mốc", "Milestone"),
    "parameters": Text("Tham số", "Parameter"),
    "readings": Text("Cách hiểu", "Reading"),
    "outline": Text("Đề cương", "Outline"),
    "fields": Text("Trường tính ra", "Computed field"),
}
SET_BY = {
    "plan": Text("kế hoạch", "the plan"),
    "reading": Text("cách hiểu", "a reading"),
    "board": Text("hội đồng đặt", "the board"),
    "law": Text("pháp luật", "the law"),
}
ASSESSED = Text("người thẩm định ghi có hoặc không", "the assessor's yes or no")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is, what it says, and the clauses it stands on; ``what`` is the entry itself."""

    kind: str  # a key of KINDS
    key: str
    id: str
    path: tuple[str, ...]
    sentence: Text
    clauses: tuple[str, ...]
    what: object


def entries(book: Rulebook) -> Iterator[Entry]:
    """Every entry in the order of the sections."""
    speaker = Speaker.of(book)
    says = speaker.condition
    for category in book.categories.values():
        if category.requires is not None:
            must = says(category.requires)
            text = Text(f"{category.text.vi}: phải đạt {must.vi}", f"{category.text.en}: must meet {must.en}")
            yield _entry("categories", category.id, text, category.clauses, category)
    yield from _rules("criteria", book.criteria.values(), speaker)
    yield from _rules("exclusions", book.exclusions.values(), speaker)
    yield from _rules("advisories", book.advisories.values(), speaker)
    for award in book.awards.values():
        yield _entry("awards", award.id, award.text, award.clauses, award)
    for round_ in book.rounds.values():
        opens = None if round_.opens == Fixed(met=True) else says(round_.opens)
        text = followed(round_.text, opens, Text("; mở khi ", "; opens when "))
        if round_.quotas is None:
            none = Text("kế hoạch không quy định số lượng", "no number is stated")
            text = followed(text, none, Text("; ", "; "))
        yield _entry("rounds", round_.id, text, round_.clauses, round_)
        for quota in round_.limits:
            yield from _quotas(round_.id, quota, speaker)
    for points in book.scoring.points:
        yield from _points((), points, speaker)
    for number, rank in enumerate(book.ranking, 1):
        yield Entry("ranking", f"ranking/{number}", str(number), ("ranking",), rank_text(rank, speaker), (), rank)
    for target in book.targets.values():
        text = followed(target.text, target_text(target, speaker))
        yield _entry("targets", target.id, text, target.clauses, target)
    for milestone in book.milestones.values():
        text = followed(milestone.text, time_text(milestone, book.parameters))
        yield _entry("milestones", milestone.id, text, milestone.clauses, milestone)
    for parameter in book.parameters.values():
        yield _entry("parameters", parameter.id, parameter_text(parameter), parameter.clauses, parameter)
    for reading in book.readings.values():
        named = Text(reading.parameter, reading.parameter) if reading.parameter else None
        text = followed(reading.text, named, Text(" → ", " → "))
        yield _entry("readings", reading.id, text, reading.clauses, reading)
    for number, part in enumerate(book.outline, 1):
        yield Entry("outline", f"outline/{part.id}", part.id, ("outline", str(number)), part.text, part.clauses, part)
    for field in book.fields.values():
        if field.compute is not None:
            yield _entry("fields", field.id, _computed(field, speaker), (), field)


def _entry(section: str, id_: str, sentence: Text, clauses: tuple[str, ...], what: object) -> Entry:
    return Entry(section, f"{section}/{id_}", id_, (section, id_), sentence, clauses, what)


def _rules(section: str, rules: Iterable[Criterion], speaker: Speaker) -> Iterator[Entry]:
    for rule in rules:
        asks = ASSESSED if rule.assessed else speaker.condition(rule.when)
        yield _entry(section, rule.id, followed(rule.text, asks), rule.clauses, rule)


def _quotas(round_: str, quota: Quota, speaker: Speaker) -> Iterator[Entry]:
    whom = EVERYBODY if quota.of == Fixed(met=True) else speaker.condition(quota.of)
    text = followed(quota.text, limits_text(quota, speaker))
    text = followed(text, whom, Text("; dành cho ", "; for "))
    crosses = quota.id.startswith(("across/", "slots/"))  # side by side, with nothing inside
    inner = quota.id.split("/") if crosses else [part for name in quota.id.split("/") for part in ("within", name)][1:]
    path = ("rounds", round_, *(() if crosses else ("quotas",)), *inner)
    key = f"rounds/{round_}/{'' if crosses else 'quotas/'}{quota.id}"
    yield Entry("quotas", key, f"{round_}/{quota.id}", path, text, quota.clauses, quota)
    for child in quota.within:
        yield from _quotas(round_, child, speaker)


def _points(above: tuple[str, ...], points: Points, speaker: Speaker) -> Iterator[Entry]:
    path = (*above, points.id)
    key = "/".join(("points", *(name for name in path if name not in ("parts", "best_of"))))
    text = followed(points.text, points_text(points, speaker))
    yield Entry("points", key, points.id, ("scoring", "points", *path), text, points.clauses, points)
    for inside, parts in (("parts", points.parts), ("best_of", points.best_of)):
        for part in parts:
            yield from _points((*path, inside), part, speaker)


def _computed(field: Field, speaker: Speaker) -> Text:
    assert field.compute is not None
    return followed(field.text, speaker.value(field.compute), Text(" = ", " = "))


def parameter_text(parameter: Parameter, mark: str = "") -> Text:
    """``Mức đóng góp tối thiểu: 50.000.000 đồng (kế hoạch)``; ids of other options between two ``mark``."""
    value = setting_text(parameter, parameter.value)
    by = SET_BY[parameter.set_by]
    others = [(written(o), text) for o, text in parameter.options.items() if o != parameter.value]
    vi = "; ".join(f"{mark}{o}{mark}: {text.vi}" for o, text in others)
    en = "; ".join(f"{mark}{o}{mark}: {text.en}" for o, text in others)
    said = followed(parameter.text, value, Text(_after(parameter.text.vi), _after(parameter.text.en)))
    return Text(
        f"{said.vi} ({by.vi})" + (f"; khác: {vi}" if vi else ""),
        f"{said.en} ({by.en})" + (f"; else {en}" if en else ""),
    )


def _after(question: str) -> str:
    return " " if question.endswith("?") else ": "


def followed(text: Text, more: Text | None, joint: Text | None = None) -> Text:
    """A text and what it is about, joined; as it is where there is no more to say."""
    if more is None or not more.vi:
        return text
    joint = joint or Text(": ", ": ")
    return Text(f"{text.vi}{joint.vi}{more.vi}", f"{text.en}{joint.en}{more.en}")
