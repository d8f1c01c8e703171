"""Parameters: reading their declarations, and the values that a run gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rulebook.findings import suggestion
from engine.rulebook.model import UNLIMITED, Parameter, Setting
from engine.rulebook.reader import is_plain, read_day, read_number, read_span


def read_setting(parameter: Parameter, text: str) -> Setting:
    """The value a text means for this parameter; None if it means none.

    A period is the text ``2021-12-01/2022-03-31`` (first and last day, both in).
    """
    text = text.strip()
    match parameter.type:
        case "yes_no":
            return {"yes": True, "no": False}.get(text)
        case "choice":
            return text if text in parameter.options else None
        case "date" | "deadline":
            return read_day(text)
        case "period":
            return read_period(text)
        case "seats" if text == UNLIMITED:
            return UNLIMITED
        case "number":
            value = read_number(text)
            return value if value is not None and is_plain(value) else None
        case _:
            value = read_number(text)
            if value is None or value.denominator != 1 or (value < 0 and parameter.type in ("seats", "money")):
                return None
            return int(value)


def some_value(parameter: Parameter) -> Setting:
    """Any value the parameter could have."""
    if parameter.type == "choice":
        return next(iter(parameter.options), None)
    examples = {"date": "2023-01-01", "deadline": "2023-01-01", "period": "2023", "yes_no": "yes"}
    return read_setting(parameter, examples.get(parameter.type, "1"))


def read_period(text: str) -> str | None:
    """``first/last`` as ISO days, from days, months, quarters or years (``2021-12/2022-Q1``, ``2023``)."""
    first, _, last = text.partition("/")
    start, end = read_span(first.strip()), read_span((last or first).strip())
    if start is None or end is None or start[0] > end[1]:
        return None
    return f"{start[0].isoformat()}/{end[1].isoformat()}"


def expected(parameter: Parameter) -> Text:
    """What may be written for this parameter, for an error message."""
    match parameter.type:
        case "yes_no":
            return Text("yes hoặc no", "yes or no")
        case "choice":
            options = ", ".join(str(option) for option in parameter.options)
            return Text(f"một trong: {options}", f"one of: {options}")
        case "date" | "deadline":
            return Text("ngày dạng năm-tháng-ngày, như 2023-10-09", "a day as year-month-day, like 2023-10-09")
        case "period":
            return Text("khoảng thời gian, như 2023-01-01/2023-09-30", "a period, like 2023-01-01/2023-09-30")
        case "money":
            return Text("số đồng, như 50_000_000", "whole dong, like 50_000_000")
        case "seats":
            return Text("số suất, như 8, hoặc none (không giới hạn)", "a number of seats, like 8, or none (no limit)")
        case "whole":
            return Text("số nguyên, như 15", "a whole number, like 15")
        case _:
            return Text("một số, nhiều nhất 4 chữ số thập phân, như 12.5", "a number of at most 4 decimals, like 12.5")


def parse_setting(parameter: Parameter, text: str) -> Setting:
    """The value of ``--set parameter=text``; ``unset`` takes the value away. Raises UnusableInput."""
    if text.strip() == "unset":
        return None
    value = read_setting(parameter, text)
    if value is None:
        wanted = expected(parameter)
        vi, en = suggestion(text.strip(), map(str, parameter.options)) if parameter.type == "choice" else ("", "")
        raise UnusableInput(
            Text(
                f"`{text}` không dùng được cho tham số `{parameter.id}`: cần {wanted.vi}{vi}",
                f"`{text}` is no value of the parameter `{parameter.id}`: write {wanted.en}{en}",
            )
        )
    return value


def apply_settings(parameters: Mapping[str, Parameter], settings: Mapping[str, str | Setting]) -> dict[str, Parameter]:
    """The parameters with the run's values. Raises UnusableInput for an unknown name or a value that does not fit."""
    applied = dict(parameters)
    for name, value in settings.items():
        parameter = parameters.get(name)
        if parameter is None:
            vi, en = suggestion(name, parameters)
            raise UnusableInput(Text(f"không có tham số `{name}`{vi}", f"there is no parameter `{name}`{en}"))
        applied[name] = replace(parameter, value=_typed(parameter, value))
    return applied


def _typed(parameter: Parameter, value: str | Setting) -> Setting:
    from engine.rulebook.choose import written

    if value is None:
        return None
    if isinstance(value, str):
        return parse_setting(parameter, value)
    # A value that is already typed goes the same way, so that a date can never stand where seats belong.
    fits = isinstance(value, date) == (parameter.type in ("date", "deadline")) and (
        isinstance(value, bool) == (parameter.type == "yes_no")
    )
    if not fits:
        return parse_setting(parameter, f"{value!r}")
    return parse_setting(parameter, written(value))
