"""Parts of a rulebook that are said in one way everywhere: limits, points, ranking keys, targets."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text
from engine.rulebook.model import Milestone, Parameter, Points, Quota, RankKey, Target
from engine.rulebook.reader import read_day
from engine.rulebook.sentences import Speaker, scalar_text, setting_text
from engine.rulebook.terms import Fixed, Name
from engine.wording import day

REST = Text("phần còn lại", "the rest")
_EVERY = {
    "day": Text("hằng ngày", "every day"),
    "week": Text("hằng tuần", "every week"),
    "month": Text("hằng tháng", "every month"),
    "quarter": Text("hằng quý", "every quarter"),
    "half_year": Text("sáu tháng một lần", "every half-year"),
    "year": Text("hằng năm", "every year"),
}


def limits_text(quota: Quota, speaker: Speaker) -> Text:
    """``nhiều nhất 02, tính cho từng Xã, phường``."""
    said: list[Text] = []
    for amount, pattern in (
        (quota.exactly, Text("đúng {0}", "exactly {0}")),
        (quota.at_most, Text("nhiều nhất {0}", "at most {0}")),
        (quota.at_least, Text("ít nhất {0}", "at least {0}")),
    ):
        if amount is not None:
            said.append(with_part(pattern, speaker.amount(amount)))
    if not said:
        said.append(Text("không giới hạn", "no limit"))
    if quota.per is not None:
        field = speaker.row.get(quota.per)
        said.append(
            with_part(
                Text("tính cho từng “{0}”", "for each “{0}”"),
                field.text if field is not None else Text(quota.per, quota.per),
            )
        )
    if (quota.exactly is not None or quota.at_least is not None) and quota.unfilled == "transfer":
        said.append(Text("suất trống chuyển cho trường hợp kế tiếp", "an empty seat goes to the next best"))
    groups = speaker.options(quota.per) if quota.per is not None else {}
    for group, (most, least) in quota.exceptions.items():
        only = groups.get(group, Text(group, group))
        limit = most if most is not None else least
        said.append(with_part(Text(f"riêng {only.vi}: {{0}}", f"but for {only.en}: {{0}}"), speaker.amount(limit)))
    awards = speaker.options("award")
    for award, share in quota.tiers.items():
        name = awards.get(award, Text(award, award))
        amount_ = REST if isinstance(share, str) else speaker.amount(share)
        said.append(with_part(Text(f"{name.vi}: {{0}}", f"{name.en}: {{0}}"), amount_))
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
        return with_part(Text("trước hết là {0}", "first those with {0}"), speaker.condition(Name(key.criterion)))
    assert key.value is not None
    value = speaker.value(key.value)
    return with_part(
        Text("{0} từ cao xuống thấp", "{0}, high to low")
        if key.direction == "high"
        else Text("{0} từ thấp lên cao", "{0}, low to high"),
        value,
    )


def time_text(milestone: Milestone, parameters: Mapping[str, Parameter]) -> Text:
    """When a milestone is due: a day, a month, quarter or year as written, or how often."""
    on = milestone.on
    if on is None:
        often = milestone.every or ""
        return _EVERY.get(often, Text(often, often))
    if on.startswith("$"):
        parameter = parameters[on[1:]]
        return setting_text(parameter, parameter.value)
    fixed = read_day(on)
    return Text(on, on) if fixed is None else day(fixed)


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
        else with_part(Text(" (trong số {0})", " (among {0})"), inside.condition(target.where))
    )
    if target.at_least == "all":
        return Text(f"mọi dòng có {counted.vi}{where.vi}", f"every row with {counted.en}{where.en}")
    need = speaker.amount(target.at_least)
    return Text(
        f"ít nhất {need.vi} dòng có {counted.vi}{where.vi}", f"at least {need.en} rows with {counted.en}{where.en}"
    )


def with_part(pattern: Text, part: Text) -> Text:
    return Text(pattern.vi.replace("{0}", part.vi), pattern.en.replace("{0}", part.en))
