"""A rule as a sentence, in Vietnamese and English: what a standard asks, whom a quota is for, what a value is made of.

``{converted_value: {at_least: $contribution_floor}}`` reads “Giá trị quy đổi” từ 50.000.000 đồng trở lên.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.model import Field, Parameter, Register, Rulebook, Setting
from engine.rulebook.settings import read_period
from engine.rulebook.terms import (
    All,
    Amount,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    Condition,
    Constant,
    Deadline,
    FieldRef,
    Fixed,
    Flag,
    Given,
    InRegister,
    Is,
    Known,
    Lookup,
    Match,
    Name,
    NoneOf,
    Op,
    Param,
    Percent,
    Rate,
    Scalar,
    Test,
    TestTerm,
    Value,
)
from engine.rulebook.values import OF_THE_RUN
from engine.wording import day, decimal, grouped, money

YES, NO = Text("có", "yes"), Text("không", "no")
UNSET = Text("chưa đặt", "not set")
NO_LIMIT = Text("không giới hạn", "no limit")
EVERYBODY = Text("mọi trường hợp đề nghị", "every candidate")

_SCORE = Field("score", "number", Text("Điểm", "Score"))
_SIGNS = {
    ("number", ">="): Text("từ {0} trở lên", "at least {0}"),
    ("number", ">"): Text("trên {0}", "more than {0}"),
    ("number", "<="): Text("không quá {0}", "at most {0}"),
    ("number", "<"): Text("dưới {0}", "less than {0}"),
    ("date", ">="): Text("từ ngày {0} trở đi", "on or after {0}"),
    ("date", ">"): Text("sau ngày {0}", "after {0}"),
    ("date", "<="): Text("chậm nhất ngày {0}", "on or before {0}"),
    ("date", "<"): Text("trước ngày {0}", "before {0}"),
}
_OPERATIONS = {
    "sum": Text("tổng của {0}", "the sum of {0}"),
    "sum_of_given": Text("tổng các khoản đã ghi trong {0}", "the sum of what is given among {0}"),
    "product": Text("tích của {0}", "the product of {0}"),
    "smallest": Text("giá trị nhỏ nhất trong {0}", "the smallest of {0}"),
    "largest": Text("giá trị lớn nhất trong {0}", "the largest of {0}"),
    "first_given": Text("giá trị đầu tiên đã ghi trong {0}", "the first that is given of {0}"),
    "agreed": Text("{0} (các giá trị phải khớp nhau)", "{0} (which must agree)"),
}
_PAIRS = {
    "difference": Text("hiệu của {0} và {1}", "{0} less {1}"),
    "ratio": Text("thương của {0} và {1}", "{0} divided by {1}"),
    "days_between": Text("số ngày từ {0} đến {1}", "the days from {0} to {1}"),
    "years_between": Text("số năm từ {0} đến {1}", "the years from {0} to {1}"),
}
_LOOKUPS = {
    "count_in": Text("số dòng của {register}", "the number of rows of {register}"),
    "total_in": Text("tổng {value} trong {register}", "the total of {value} in {register}"),
    "mean_in": Text("trung bình {value} trong {register}", "the mean of {value} in {register}"),
    "largest_in": Text("{value} lớn nhất trong {register}", "the largest {value} in {register}"),
    "find_in": Text("{value} ghi trong {register}", "{value} as found in {register}"),
    "run_of_years_in": Text(
        "số năm liên tục theo {value} trong {register}", "the consecutive years by {value} in {register}"
    ),
    "years_in": Text("số năm khác nhau theo {value} trong {register}", "the different years by {value} in {register}"),
}
_ROUNDING = {
    "down": Text("làm tròn xuống", "rounded down"),
    "up": Text("làm tròn lên", "rounded up"),
    "half_up": Text("làm tròn nửa lên", "rounded half up"),
}


def _fill(pattern: Text, *parts: Text, **named: Text) -> Text:
    return Text(
        pattern.vi.format(*(p.vi for p in parts), **{k: p.vi for k, p in named.items()}),
        pattern.en.format(*(p.en for p in parts), **{k: p.en for k, p in named.items()}),
    )


def _quoted(text: Text) -> Text:
    return Text(f"“{text.vi}”", f"“{text.en}”")


def _joined(texts: Iterable[Text], vi: str, en: str) -> Text:
    texts = list(texts)
    return Text(vi.join(t.vi for t in texts), en.join(t.en for t in texts))


def setting_text(parameter: Parameter, value: Setting) -> Text:
    """A parameter's value as a person reads it."""
    if value is None:
        return UNSET
    if parameter.type == "choice":
        return parameter.options.get(value, Text(str(value), str(value)))
    if parameter.type == "period" and isinstance(value, str) and (period := read_period(value)) is not None:
        first, _, last = period.partition("/")
        return _fill(
            Text("từ ngày {0} đến ngày {1}", "from {0} to {1}"),
            day(date.fromisoformat(first)),
            day(date.fromisoformat(last)),
        )
    if value == "none":
        return NO_LIMIT
    return scalar_text(value, parameter.type)


def scalar_text(value: Scalar, type_: str = "") -> Text:
    """A literal as a person reads it; whole dong carry their unit, years no thousands mark."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        if type_ == "money":
            return money(value)
        return Text(str(value), str(value)) if type_ == "year" else grouped(value)
    if isinstance(value, Fraction):
        return decimal(value)
    return Text(value, value)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says terms in the words of one rulebook; ``row`` are the fields that subjects name."""

    row: Mapping[str, Field]
    parameters: Mapping[str, Parameter]
    registers: Mapping[str, Register]
    names: Mapping[str, Text]

    @classmethod
    def of(cls, book: Rulebook) -> Speaker:
        rules = (*book.advisories.values(), *book.exclusions.values(), *book.criteria.values())
        rounds = Field("round", "choice", Text("Đợt xét", "Round"), {i: r.text for i, r in book.rounds.items()})
        return cls(
            {"score": _SCORE, "round": rounds, **book.fields},
            book.parameters,
            book.registers,
            {r.id: r.text for r in rules},
        )

    def inside(self, register: str) -> Speaker:
        found = self.registers.get(register)
        return Speaker(found.fields if found is not None else {}, self.parameters, self.registers, {})

    def _parameter(self, name: str) -> Parameter:
        # A draft is put into words before its mistakes are put right.
        unknown = Parameter(name, "whole", "board", Text(name, name), (), None, None, {})
        return self.parameters.get(name) or OF_THE_RUN.get(name) or unknown

    # ---- conditions ----

    def condition(self, term: Condition, inner: bool = False) -> Text:
        """The condition; ``inner``: bracketed where it must be to stay unambiguous."""
        match term:
            case Name(id=name):
                return _quoted(self.names.get(name, Text(name, name)))
            case Flag(parameter=name):
                return _quoted(self._parameter(name).text)
            case Fixed(met=met):
                return Text("luôn đạt", "always met") if met else Text("không bao giờ đạt", "never met")
            case All(of=of):
                # "is given and is at least 5" says no more than "is at least 5".
                tested = {c.subject for c in of if isinstance(c, Test) and not isinstance(c.test, Given)}
                said = tuple(
                    c for c in of if not (isinstance(c, Test) and isinstance(c.test, Given) and c.subject in tested)
                )
                return self._several(said, Text(" và ", " and "), inner)
            case AnyOf(of=of):
                return self._several(of, Text(" hoặc ", " or "), inner)
            case NoneOf(of=of):
                if len(of) == 1:
                    return self._not(of[0], inner)
                listed = _joined((self.condition(c, inner=True) for c in of), "; ", "; ")
                return _bracketed(_fill(Text("không có điều nào trong: {0}", "none of: {0}"), listed), inner)
            case AtLeast(n=n, of=of):
                listed = _joined((self.condition(c, inner=True) for c in of), "; ", "; ")
                count = Text(str(n), str(n))
                return _bracketed(_fill(Text("ít nhất {0} trong: {1}", "at least {0} of: {1}"), count, listed), inner)
            case Test(subject=subject, test=test):
                return _bracketed(self._test(subject, test), inner and isinstance(test, Is) and len(test.values) > 1)
            case InRegister(register=register, match=match, where=where):
                return _bracketed(
                    self._row_of(register, match, where, Text("có dòng trong {0}", "{0} has a row")), inner
                )

    def _not(self, term: Condition, inner: bool) -> Text:
        match term:
            case Test(subject=FieldRef(id=id_), test=Given() | Known()):
                return _fill(Text("{0} để trống", "{0} is blank"), self.header(id_))
            case Test(subject=Param(name=name), test=Given() | Known()):
                return _fill(Text("{0} chưa đặt", "{0} is not set"), _quoted(self._parameter(name).text))
            case Name():
                return _fill(Text("không đạt {0}", "not {0}"), self.condition(term))
            case _:
                return _bracketed(_fill(Text("không phải: {0}", "not: {0}"), self.condition(term, inner=True)), inner)

    def _several(self, of: tuple[Condition, ...], word: Text, inner: bool) -> Text:
        said = tuple(c for c in of if c != Fixed(met=word.en == " and "))  # "and always" adds nothing
        if not said:
            return self.condition(Fixed(met=word.en == " and "))
        if len(said) == 1:
            return self.condition(said[0], inner)
        return _bracketed(_joined((self.condition(c, inner=True) for c in said), word.vi, word.en), inner)

    def _row_of(self, register: str, match: tuple[Match, ...], where: Condition, start: Text) -> Text:
        found = self.registers.get(register)
        name = _quoted(found.text if found is not None else Text(register, register))
        return self._qualified(_fill(start, name), register, match, where)

    def _qualified(self, text: Text, register: str, match: tuple[Match, ...], where: Condition) -> Text:
        inside = self.inside(register)
        if match:
            pairs = _joined(
                (
                    inside.header(m.theirs)
                    if m.theirs == m.ours
                    else _fill(Text("{0} = {1}", "{0} = {1}"), inside.header(m.theirs), self.header(m.ours))
                    for m in match
                ),
                ", ",
                ", ",
            )
            text = _fill(Text("{0} cùng {1}", "{0} with the same {1}"), text, pairs)
        if where != Fixed(met=True):
            text = _fill(Text("{0} mà {1}", "{0} where {1}"), text, inside.condition(where))
        return text

    def options(self, field_id: str) -> Mapping[str, Text]:
        """The labels of a field's options."""
        found = self.row.get(field_id)
        return found.options if found is not None else {}

    def header(self, field_id: str) -> Text:
        found = self.row.get(field_id)
        return _quoted(found.text if found is not None else Text(field_id, field_id))

    def _test(self, subject: FieldRef | Param, test: TestTerm) -> Text:
        header = _quoted(self._parameter(subject.name).text) if isinstance(subject, Param) else self.header(subject.id)
        return _fill(Text("{0} {1}", "{0} {1}"), header, self.predicate(subject, test, Text("là", "is")))

    def predicate(self, subject: FieldRef | Param, test: TestTerm, copula: Text) -> Text:
        """What is asked of the subject, without naming it: ``từ 50.000.000 đồng trở lên``."""
        type_ = self._type(subject)
        match test:
            case Is(values=values, negated=negated):
                listed = _joined((self._literal(subject, v) for v in values), "; ", "; ")
                several = len(values) > 1
                start = copula
                if negated:
                    start = Text(
                        f"không {copula.vi}".strip() if copula.vi else "không phải", f"{copula.en} not".strip()
                    )
                if several:
                    start = Text(f"{start.vi} một trong:".strip(), f"{start.en} one of:".strip())
                return Text(f"{start.vi} {listed.vi}".strip(), f"{start.en} {listed.en}".strip())
            case Known():
                return Text("đã ghi", f"{copula.en} known".strip())
            case Given():
                return Text("có giá trị", f"{copula.en} given".strip())
            case Compare(op=op, bound=bound):
                kind = "date" if type_ in ("date", "deadline") else "number"
                return _fill(_SIGNS[kind, op], self._bound(bound, type_))
            case Between(low=Param(name=name), high=Param(name=other)) if name == other:
                return _fill(Text("trong {0} ({1})", "within {0} ({1})"), _quoted(self._parameter(name).text), UNSET)
            case Between(low=low, high=high):
                pattern = (
                    Text("từ ngày {0} đến hết ngày {1}", "from {0} to {1}, both in")
                    if type_ == "date"
                    else Text("từ {0} đến {1}", "from {0} to {1}")
                )
                return _fill(pattern, self._bound(low, type_), self._bound(high, type_))
            case Deadline(deadline=deadline, late=late):
                parameter = self.parameters.get("deadline_inclusive")
                inclusive = parameter is not None and parameter.value is True
                on = self._bound(deadline, "date")
                if late:
                    return _fill(
                        Text("sau ngày {0} (quá hạn)", "after {0} (late)")
                        if inclusive
                        else Text("từ ngày {0} trở đi (quá hạn)", "on or after {0} (late)"),
                        on,
                    )
                return _fill(
                    Text("chậm nhất ngày {0}", "on or before {0}")
                    if inclusive
                    else Text("trước ngày {0}", "before {0}"),
                    on,
                )

    def _type(self, subject: FieldRef | Param) -> str:
        if isinstance(subject, Param):
            return self._parameter(subject.name).type
        found = self.row.get(subject.id)
        return found.type if found is not None else "text"

    def _literal(self, subject: FieldRef | Param, value: Constant | Param) -> Text:
        if isinstance(value, Param):
            return self._bound(value, self._type(subject))
        if isinstance(subject, Param):
            return setting_text(self._parameter(subject.name), value.value)
        found = self.row.get(subject.id)
        if found is not None and isinstance(value.value, str) and value.value in found.options:
            return found.options[value.value]
        return scalar_text(value.value, found.type if found is not None else "")

    def _bound(self, bound: Value, type_: str) -> Text:
        if isinstance(bound, Constant):
            return scalar_text(bound.value, type_)
        if isinstance(bound, Param):
            parameter = self._parameter(bound.name)
            if bound.name in OF_THE_RUN and bound.name not in self.parameters:
                return _quoted(parameter.text)
            if parameter.value is None:
                return _fill(Text("{0} (chưa đặt)", "{0} (not set)"), _quoted(parameter.text))
            return setting_text(parameter, parameter.value)
        return self.value(bound)

    # ---- values and amounts ----

    def value(self, term: Value, inner: bool = False) -> Text:
        """The value; ``inner``: a computed one is bracketed."""
        match term:
            case Constant(value=value):
                return scalar_text(value)
            case Param(name=name) if name in OF_THE_RUN and name not in self.parameters:
                return _quoted(OF_THE_RUN[name].text)
            case Param(name=name):
                parameter = self._parameter(name)
                return _fill(
                    Text("{0} ({1})", "{0} ({1})"), _quoted(parameter.text), setting_text(parameter, parameter.value)
                )
            case FieldRef(id=id_):
                return self.header(id_)
            case Op(name=name, of=of) if name in _PAIRS and len(of) == 2:
                return _bracketed(
                    _fill(_PAIRS[name], self.value(of[0], inner=True), self.value(of[1], inner=True)), inner
                )
            case Op(name=name, of=of):
                pattern = _OPERATIONS.get(name, Text(f"{name}({{0}})", f"{name}({{0}})"))
                return _bracketed(_fill(pattern, _joined((self.value(v, inner=True) for v in of), ", ", ", ")), inner)
            case Lookup(op=op, register=register, value=value, match=match, where=where):
                found = self.registers.get(register)
                called = _quoted(found.text if found is not None else Text(register, register))
                of_value = self.inside(register).value(value) if value is not None else Text("", "")
                start = _fill(_LOOKUPS[op], register=called, value=of_value)
                return _bracketed(self._qualified(start, register, match, where), inner)

    def amount(self, amount: Amount) -> Text:
        match amount:
            case None:
                return NO_LIMIT
            case int():
                return grouped(amount)
            case Param(name=name):
                parameter = self._parameter(name)
                return _fill(
                    Text("{1} (tham số {0})", "{1} (parameter {0})"),
                    _quoted(parameter.text),
                    setting_text(parameter, parameter.value),
                )
            case Percent(percent=percent, of=of, round=rounding):
                return _fill(
                    Text("{0} % của {1}, {2}", "{0} % of {1}, {2}"),
                    decimal(percent) if isinstance(percent, Fraction) else _bracketed(self.rate(percent), inner=True),
                    self.value(of),
                    _ROUNDING[rounding],
                )

    def rate(self, rate: Rate) -> Text:
        """``theo “Xếp loại”: Xuất sắc 20; Tốt 15``."""
        subject = rate.value.id if isinstance(rate.value, FieldRef) else ""
        if isinstance(rate.value, Lookup) and isinstance(rate.value.value, FieldRef):
            labels = self.inside(rate.value.register).options(rate.value.value.id)
        else:
            labels = self.options(subject)
        steps = [_fill(Text("{0} {1}", "{0} {1}"), labels.get(o, Text(o, o)), decimal(p)) for o, p in rate.by_option]
        steps += [_fill(Text("từ {0}: {1}", "from {0}: {1}"), decimal(a), decimal(p)) for a, p in rate.bands]
        return _fill(Text("theo {0}: {1}", "by {0}: {1}"), self.value(rate.value), _joined(steps, "; ", "; "))


def _bracketed(text: Text, inner: bool) -> Text:
    return Text(f"({text.vi})", f"({text.en})") if inner else text


def required_text(condition: Condition, rulebook: Rulebook) -> Text:
    """What the condition asks, as it stands after "yêu cầu": a single test without its subject, else the sentence."""
    speaker = Speaker.of(rulebook)
    if isinstance(condition, Test):
        return speaker.predicate(condition.subject, condition.test, Text("", ""))
    return speaker.condition(condition)


def sentence(condition: Condition, rulebook: Rulebook) -> Text:
    """The condition as a whole sentence, subjects named."""
    return capitalised(Speaker.of(rulebook).condition(condition))


def capitalised(text: Text) -> Text:
    """With a capital first letter."""
    return Text(text.vi[:1].upper() + text.vi[1:], text.en[:1].upper() + text.en[1:])
