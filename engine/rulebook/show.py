"""``rulebook show``: a rulebook as sentences beside their clauses, and the same as plain data with everything in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from engine.provenance import Text
from engine.rulebook.choose import decimal, written
from engine.rulebook.model import Criterion, Field, Points, Quota, RankKey, Reading, Rulebook, Setting, Target
from engine.rulebook.reader import read_day
from engine.rulebook.sentences import EVERYBODY, Speaker, capitalised, scalar_text, setting_text
from engine.rulebook.terms import Amount, Condition, Fixed, Name
from engine.wording import day

SET_BY = {
    "plan": Text("kế hoạch", "the plan"),
    "reading": Text("cách hiểu", "a reading"),
    "board": Text("hội đồng đặt", "the board"),
    "law": Text("pháp luật", "the law"),
}
_APPROVAL = {
    "draft": Text("BẢN NHÁP: bộ quy tắc chưa được phê duyệt", "DRAFT: the rulebook is not approved"),
    "approved": Text("Đã phê duyệt", "Approved"),
}
_ASSESSED = Text("người thẩm định ghi có hoặc không", "the assessor's yes or no")
_OTHER = Text("không phải đối tượng của kế hoạch", "not an object of the plan")
REST = Text("phần còn lại", "the rest")
Json = dict[str, object]


# ---- as sentences -----------------------------------------------------------------------------------------------


def show_text(book: Rulebook, lang: str = "vi") -> str:
    """The rulebook as sentences in one language, each with the clause it stands on."""
    return "\n".join(_Page(book, lang).lines())


class _Page:
    def __init__(self, book: Rulebook, lang: str) -> None:
        self.book = book
        self.lang = lang
        self.speaker = Speaker.of(book)

    def say(self, vi: str, en: str) -> str:
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
            self.say(f"bản {book.version}", f"version {book.version}"),
        ]
        yield ", ".join(part for part in heading if part)
        yield self.t(_APPROVAL[book.approval])
        yield from self._section(
            self.say("Nhóm đối tượng và tiêu chuẩn", "Categories and standards"), self._categories()
        )
        yield from self._section(self.say("Tiêu chuẩn", "Criteria"), self._rules(book.criteria))
        yield from self._section(self.say("Trường hợp không xét", "Exclusions"), self._rules(book.exclusions))
        yield from self._section(self.say("Lưu ý", "Advisories"), self._rules(book.advisories))
        yield from self._section(
            self.say("Hình thức khen thưởng, từ thấp đến cao", "Awards, lowest first"),
            (self._entry(a.id, self.t(a.text), a.clauses) for a in book.awards.values()),
        )
        yield from self._section(self.say("Đợt xét và số lượng", "Rounds and quotas"), self._rounds())
        yield from self._section(self.say("Điểm và xếp hạng", "Points and ranking"), self._scoring())
        yield from self._section(
            self.say("Chỉ tiêu", "Targets"),
            (
                self._entry(x.id, f"{self.t(x.text)}: {self.t(target_text(x, self.speaker))}", x.clauses)
                for x in book.targets.values()
            ),
        )
        yield from self._section(
            self.say("Mốc thời gian", "Milestones"),
            (
                self._entry(m.id, f"{self.t(m.text)}: {self._when(m.on) or m.every or ''}", m.clauses)
                for m in book.milestones.values()
            ),
        )
        yield from self._section(self.say("Tham số", "Parameters"), self._parameters())
        yield from self._section(self.say("Cách hiểu", "Readings"), (self._reading(r) for r in book.readings.values()))
        yield from self._section(
            self.say("Trường tính ra", "Computed fields"),
            (
                self._entry(f.id, f"{self.t(f.text)} = {self.t(self.speaker.value(f.compute))}", ())
                for f in book.fields.values()
                if f.compute is not None
            ),
        )
        yield from self._section(
            self.say("Mục của kế hoạch không thành quy tắc", "Clauses that are no rule"),
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
        mark = self.say(f"  [mục {cited}]", f"  [clause {cited}]") if cited else ""
        name = f"{id_}: " if id_ else ""
        return f"{'  ' * depth}{name}{text}{mark}"

    def _categories(self) -> Iterable[str]:
        kinds = self.book.fields["kind"].options if "kind" in self.book.fields else {}
        for category in self.book.categories.values():
            of = ", ".join(self.t(kinds[k]).lower() if k in kinds else k for k in category.kinds)
            must = (
                self.t(_OTHER)
                if category.requires is None
                else self.say("phải đạt: ", "must meet: ") + self.sentence(category.requires)
            )
            yield self._entry(category.id, f"{self.t(category.text)} ({of}): {must}", category.clauses)

    def _rules(self, rules: Mapping[str, Criterion]) -> Iterable[str]:
        for rule in rules.values():
            asks = self.t(_ASSESSED) if rule.assessed else self.sentence(rule.when)
            yield self._entry(rule.id, f"{self.t(rule.text)}: {asks}", rule.clauses)

    def _rounds(self) -> Iterable[str]:
        for round_ in self.book.rounds.values():
            yield self._entry(round_.id, self.t(round_.text), round_.clauses)
            if round_.opens != Fixed(met=True):
                yield "    " + self.say("mở khi: ", "opens when: ") + self.sentence(round_.opens)
            if round_.quotas is None:
                yield "    " + self.say("kế hoạch không quy định số lượng", "no number stated")
            for quota in round_.quotas or ():
                yield from self._quota(quota, 2)

    def _quota(self, quota: Quota, depth: int) -> Iterable[str]:
        yield self._entry(
            quota.id, f"{self.t(quota.text)}: {self.t(limits_text(quota, self.speaker))}", quota.clauses, depth
        )
        yield f"{'  ' * (depth + 1)}{self.say('dành cho: ', 'for: ')}{self.t(EVERYBODY) if quota.of == Fixed(met=True) else self.sentence(quota.of)}"
        for child in quota.within:
            yield from self._quota(child, depth + 1)

    def _scoring(self) -> Iterable[str]:
        basis = self.book.scoring.basis
        body = self.t(self.book.document.body)
        yield "  " + (
            self.say(
                f"Thang điểm do {body} đặt ra; kế hoạch không quy định",
                f"The points are set by the {body}; the plan gives none",
            )
            if basis == "board"
            else self.say("Thang điểm theo kế hoạch", "The points are the plan's")
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

    def _when(self, on: str | None) -> str:
        if on is None or not on.startswith("$"):
            fixed = read_day(on or "")
            return self.t(day(fixed)) if fixed is not None else on or ""
        parameter = self.book.parameters[on[1:]]
        return self.t(setting_text(parameter, parameter.value))


# ---- parts that are said in one way everywhere ------------------------------------------------------------------


def limits_text(quota: Quota, speaker: Speaker) -> Text:
    """``nhiều nhất 02, tính cho từng Xã, phường``."""
    said: list[Text] = []
    for amount, pattern in (
        (quota.exactly, Text("đúng {0}", "exactly {0}")),
        (quota.at_most, Text("nhiều nhất {0}", "at most {0}")),
        (quota.at_least, Text("ít nhất {0}", "at least {0}")),
    ):
        if amount is not None:
            said.append(_with(pattern, speaker.amount(amount)))
    if not said:
        said.append(Text("không giới hạn", "no limit"))
    if quota.per is not None:
        field = speaker.row.get(quota.per)
        said.append(
            _with(
                Text("tính cho từng “{0}”", "for each “{0}”"),
                field.text if field is not None else Text(quota.per, quota.per),
            )
        )
    if (quota.exactly is not None or quota.at_least is not None) and quota.unfilled == "transfer":
        said.append(Text("suất trống chuyển cho trường hợp kế tiếp", "an empty seat goes to the next best"))
    for group, (most, least) in quota.exceptions.items():
        limit = most if most is not None else least
        said.append(_with(Text(f"riêng {group}: {{0}}", f"but for {group}: {{0}}"), speaker.amount(limit)))
    for award, share in quota.tiers.items():
        said.append(
            _with(Text(f"{award}: {{0}}", f"{award}: {{0}}"), REST if isinstance(share, str) else speaker.amount(share))
        )
    return Text(", ".join(t.vi for t in said), ", ".join(t.en for t in said))


def points_text(points: Points, speaker: Speaker) -> Text:
    """How an entry of the table earns."""
    worth = scalar_text(points.points) if points.points is not None else Text("", "")
    value = speaker.value(points.value) if points.value is not None else Text("", "")
    if points.every is not None:
        each = scalar_text(points.every)
        said = Text(
            f"{worth.vi} điểm cho mỗi {each.vi} của {value.vi}", f"{worth.en} for every {each.en} of {value.en}"
        )
    elif points.points is not None:
        said = Text(f"{worth.vi} điểm", f"{worth.en} points")
    elif points.bands:
        steps = [(scalar_text(a), scalar_text(b)) for a, b in points.bands]
        said = Text(
            f"theo {value.vi}: " + "; ".join(f"từ {a.vi} được {b.vi} điểm" for a, b in steps),
            f"by {value.en}: " + "; ".join(f"from {a.en}, {b.en} points" for a, b in steps),
        )
    elif points.by_option:
        options = points_options(points, speaker)
        said = Text(
            f"theo {value.vi}: " + "; ".join(f"{o.vi} {p.vi}" for o, p in options),
            f"by {value.en}: " + "; ".join(f"{o.en} {p.en}" for o, p in options),
        )
    elif points.mark is not None:
        top = scalar_text(points.mark)
        said = Text(f"người thẩm định chấm, tối đa {top.vi} điểm", f"the assessor's mark, up to {top.en}")
    elif points.best_of:
        said = Text("mục cao nhất trong các mục sau", "the best of the following")
    else:
        said = Text("tổng các mục sau", "the sum of the following")
    if points.at_most is not None:
        top = scalar_text(points.at_most)
        said = Text(f"{said.vi}, tối đa {top.vi}", f"{said.en}, at most {top.en}")
    if points.at_least is not None:
        low = scalar_text(points.at_least)
        said = Text(f"{said.vi}, tối thiểu {low.vi}", f"{said.en}, at least {low.en}")
    if points.when != Fixed(met=True):
        when = speaker.condition(points.when)
        said = Text(f"{said.vi}, khi {when.vi}", f"{said.en}, when {when.en}")
    if points.of != Fixed(met=True):
        of = speaker.condition(points.of)
        said = Text(f"{said.vi}, cho {of.vi}", f"{said.en}, for {of.en}")
    return said


def points_options(points: Points, speaker: Speaker) -> list[tuple[Text, Text]]:
    """The options of ``by_option`` with their labels."""
    from engine.rulebook.terms import FieldRef

    field = speaker.row.get(points.value.id) if isinstance(points.value, FieldRef) else None
    labels: Mapping[str, Text] = field.options if field is not None else {}
    return [(labels.get(o, Text(o, o)), scalar_text(p)) for o, p in points.by_option.items()]


def rank_text(key: RankKey, speaker: Speaker) -> Text:
    """One key of the order."""
    if key.criterion is not None:
        return _with(Text("trước hết là {0}", "first those with {0}"), speaker.condition(Name(key.criterion)))
    assert key.value is not None
    value = speaker.value(key.value)
    return _with(
        Text("{0} từ cao xuống thấp", "{0}, high to low")
        if key.direction == "high"
        else Text("{0} từ thấp lên cao", "{0}, low to high"),
        value,
    )


def target_text(target: Target, speaker: Speaker) -> Text:
    """What must be counted, and how many."""
    if target.holds is not None:
        return speaker.condition(target.holds)
    if target.register is None:
        return Text("", "")
    inside = speaker.inside(target.register)
    counted = inside.condition(target.counted)
    where = (
        Text("", "")
        if target.where == Fixed(met=True)
        else _with(Text(" (trong số {0})", " (among {0})"), inside.condition(target.where))
    )
    if target.at_least == "all":
        return Text(f"mọi dòng có {counted.vi}{where.vi}", f"every row with {counted.en}{where.en}")
    need = speaker.amount(target.at_least)
    return Text(
        f"ít nhất {need.vi} dòng có {counted.vi}{where.vi}", f"at least {need.en} rows with {counted.en}{where.en}"
    )


def _with(pattern: Text, part: Text) -> Text:
    return Text(pattern.vi.replace("{0}", part.vi), pattern.en.replace("{0}", part.en))


# ---- as data ----------------------------------------------------------------------------------------------------


def show_json(book: Rulebook) -> Json:
    """Everything, as plain data: texts in both languages, conditions as trees of the language and as sentences."""
    speaker = Speaker.of(book)
    document = book.document
    return {
        "id": book.id,
        "version": book.version,
        "approval": book.approval,
        "sha256": book.sha256,
        "document": {
            "title": _t(document.title),
            "issuer": _t(document.issuer),
            "level": document.level,
            "number": document.number,
            "date": document.date_text,
            "period": list(document.period) if document.period else None,
            "units": list(document.units),
            "bodies": {k: _t(v) for k, v in document.bodies.items()},
            "grounds": [_t(g) for g in document.grounds],
            "movement": _t(document.movement) if document.movement else None,
            "decided_on": _day(document.decided_on),
        },
        "clauses": {
            c.id: {**_t(c.text), "not_a_rule": _t(c.not_a_rule) if c.not_a_rule else None}
            for c in book.clauses.values()
        },
        "parameters": {
            p.id: {
                **_t(p.text),
                "type": p.type,
                "set_by": p.set_by,
                "clauses": list(p.clauses),
                "default": _setting(p.default),
                "value": _setting(p.value),
                "options": {written(o): _t(text) for o, text in p.options.items()},
            }
            for p in book.parameters.values()
        },
        "registers": {
            r.id: {
                **_t(r.text),
                "if_not_given": r.if_not_given,
                "fields": {f.id: _field(f, speaker) for f in r.fields.values()},
            }
            for r in book.registers.values()
        },
        "fields": {f.id: _field(f, speaker) for f in book.fields.values()},
        "awards": {
            a.id: {
                **_t(a.text),
                "granted_by": a.granted_by,
                "clauses": list(a.clauses),
                "in_force": [_day(d) for d in a.in_force],
            }
            for a in book.awards.values()
        },
        "categories": {
            c.id: {
                **_t(c.text),
                "kinds": list(c.kinds),
                "clauses": list(c.clauses),
                "requires": None if c.requires is None else _condition(c.requires, speaker),
            }
            for c in book.categories.values()
        },
        "criteria": {c.id: _criterion(c, speaker) for c in book.criteria.values()},
        "exclusions": {c.id: _criterion(c, speaker) for c in book.exclusions.values()},
        "advisories": {c.id: _criterion(c, speaker) for c in book.advisories.values()},
        "rounds": {
            r.id: {
                **_t(r.text),
                "clauses": list(r.clauses),
                "opens": _condition(r.opens, speaker),
                "asks": list(r.asks),
                "award": r.award,
                "year": r.year,
                "decided_on": _day(r.decided_on),
                "quotas": None if r.quotas is None else [_quota(q, speaker) for q in r.quotas],
            }
            for r in book.rounds.values()
        },
        "scoring": {
            "basis": book.scoring.basis,
            "points": [_points(p, speaker) for p in book.scoring.points],
            "checksum": None if book.scoring.checksum is None else decimal(book.scoring.checksum),
        },
        "ranking": [
            {
                "direction": k.direction,
                "criterion": k.criterion,
                "value": None if k.value is None else _t(speaker.value(k.value)),
                **_t(rank_text(k, speaker)),
            }
            for k in book.ranking
        ],
        "targets": {
            x.id: {
                **_t(x.text),
                "clauses": list(x.clauses),
                "register": x.register,
                "rule": _t(target_text(x, speaker)),
            }
            for x in book.targets.values()
        },
        "milestones": {
            m.id: {**_t(m.text), "clauses": list(m.clauses), "on": m.on, "every": m.every}
            for m in book.milestones.values()
        },
        "readings": {r.id: _reading(r) for r in book.readings.values()},
        "outline": [_reading(r) for r in book.outline],
    }


def _t(text: Text) -> Json:
    return {"vi": text.vi, "en": text.en}


def _day(when: date | None) -> str | None:
    return when.isoformat() if when is not None else None


def _setting(value: Setting) -> str | None:
    return None if value is None else written(value)


def _reading(reading: Reading) -> Json:
    return {"id": reading.id, **_t(reading.text), "clauses": list(reading.clauses), "parameter": reading.parameter}


def _condition(condition: Condition, speaker: Speaker) -> Json:
    from engine.rulebook.unparse import condition_data

    return {"rule": condition_data(condition), **_t(capitalised(speaker.condition(condition)))}


def _criterion(rule: Criterion, speaker: Speaker) -> Json:
    return {
        **_t(rule.text),
        "clauses": list(rule.clauses),
        "assessed": rule.assessed,
        "law": rule.law,
        "reason": rule.reason,
        "in_force": [_day(d) for d in rule.in_force],
        "when": _condition(rule.when, speaker),
    }


def _field(field: Field, speaker: Speaker) -> Json:
    return {
        **_t(field.text),
        "type": field.type,
        "standard": field.standard,
        "required": field.required,
        "ordered": field.ordered,
        "options": {o: _t(text) for o, text in field.options.items()},
        "min": None if field.minimum is None else decimal(field.minimum),
        "max": None if field.maximum is None else decimal(field.maximum),
        "aliases": list(field.aliases),
        "option_aliases": {o: list(a) for o, a in field.option_aliases.items()},
        "blank": _setting(field.blank),
        "evidence": field.evidence,
        "used_once": field.used_once,
        "compute": None if field.compute is None else _t(speaker.value(field.compute)),
    }


def _amount(amount: Amount | str, speaker: Speaker) -> object:
    if amount is None or isinstance(amount, str | int):
        return amount
    return _t(speaker.amount(amount))


def _quota(quota: Quota, speaker: Speaker) -> Json:
    return {
        "id": quota.id,
        **_t(quota.text),
        "clauses": list(quota.clauses),
        "of": _condition(quota.of, speaker),
        "per": quota.per,
        "at_most": _amount(quota.at_most, speaker),
        "at_least": _amount(quota.at_least, speaker),
        "exactly": _amount(quota.exactly, speaker),
        "except": {
            g: {"at_most": _amount(m, speaker), "at_least": _amount(n, speaker)}
            for g, (m, n) in quota.exceptions.items()
        },
        "unfilled": quota.unfilled,
        "tiers": {a: _amount(n, speaker) for a, n in quota.tiers.items()},
        "limits": _t(limits_text(quota, speaker)),
        "within": [_quota(q, speaker) for q in quota.within],
    }


def _points(points: Points, speaker: Speaker) -> Json:
    return {
        "id": points.id,
        **_t(points.text),
        "clauses": list(points.clauses),
        "rule": _t(points_text(points, speaker)),
        "parts": [_points(p, speaker) for p in points.parts],
        "best_of": [_points(p, speaker) for p in points.best_of],
    }
