"""Help and wrong use, in the language asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

import cli
from tests.cli.conftest import ROOT, Xetkhen


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = sorted(commands(cli.main))
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def test_the_commands_are_those_that_are_documented() -> None:
    contract = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    table = contract[contract.index("## Commands") : contract.index("\n## ", contract.index("## Commands") + 5)]
    documented = set(re.findall(r"^\| `([a-z]+(?:[ -][a-z]+)*)(?: [-A-Z\[].*?)?`", table, re.MULTILINE))
    groups = {path[0] for path in COMMANDS if len(path) > 1}
    assert {" ".join(path) for path in COMMANDS if path not in {(group,) for group in groups}} == documented - groups


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_help_with_an_example(path: tuple[str, ...], xetkhen: Xetkhen) -> None:
    done = xetkhen(*path, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Cách dùng: xetkhen {' '.join(path)}")
    example = done.out.partition("\n  Ví dụ:\n    xetkhen ")[2]
    assert example.startswith(" ".join(path))
    assert "--lang" in done.out


@pytest.mark.parametrize("path", COMMANDS)
def test_help_in_english_is_english(path: tuple[str, ...], xetkhen: Xetkhen) -> None:
    done = xetkhen(*path, "--lang", "en", "--help")
    assert done.out.startswith(f"Usage: xetkhen {' '.join(path)}")
    assert "\n  Example:\n    xetkhen " in done.out
    assert VIETNAMESE.findall(done.out) == []


@pytest.mark.parametrize("path", COMMANDS)
def test_help_in_vietnamese_shows_no_english_half(path: tuple[str, ...], xetkhen: Xetkhen) -> None:
    out = xetkhen(*path, "--help").out
    assert " / " not in out
    assert not re.search(r"\b(the|Show|default|required|Options|Commands|Usage)\b", out)


@pytest.mark.parametrize("words", [(), ("rulebook",)])
def test_without_a_command_there_is_help_on_standard_output(words: tuple[str, ...], xetkhen: Xetkhen) -> None:
    done = xetkhen(*words)
    assert (done.code, done.err) == (0, "")
    assert "Lệnh:" in done.out
    assert done.out == xetkhen(*words, "--help").out


def test_the_version_is_told(xetkhen: Xetkhen) -> None:
    assert re.fullmatch(r"xetkhen, version \d+\.\d+\.\d+\n", xetkhen("--version").out)


@pytest.mark.parametrize("words", [("--lang", "en", "rulebook", "list"), ("rulebook", "--lang=en", "list"),
                                   ("rulebook", "list", "--lang", "en")])  # fmt: skip
def test_the_language_may_stand_anywhere(words: tuple[str, ...], xetkhen: Xetkhen) -> None:
    assert "People's Committee" in xetkhen(*words).out


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (["nominate"], "thiếu FILES.", "FILES is missing."),
        (["nominate", "a"], "thiếu tùy chọn -r/--rulebook.", "the option -r/--rulebook is missing."),
        (["nominat"], "không có lệnh nominat; có phải là nominate?",
         "there is no command nominat; did you mean nominate?"),
        (["xyz"], "không có lệnh xyz.", "there is no command xyz."),
        (["check", "--strct"], "không có tùy chọn --strct; có phải là --strict?",
         "there is no option --strct; did you mean --strict?"),
        (["check", "--zzz"], "không có tùy chọn --zzz.", "there is no option --zzz."),
        (["check", "a", "-r"], "tùy chọn -r cần một giá trị.", "the option -r needs a value."),
        (["check", "a", "-r", "b", "--strict=1"], "tùy chọn --strict không nhận giá trị.",
         "the option --strict takes no value."),
        (["check", "a", "-r", "b", "--format", "xml"],
         "--format: “xml” không dùng được; chọn một trong: text, json, html, xlsx.",
         "--format: “xml” cannot be used; choose one of: text, json, html, xlsx."),
        (["explain", "a", "b", "c"], "thừa: c.", "too much: c."),
        (["nominate", "a", "-r", "b", "--year", "x"], "--year: “x” không phải là một năm; viết bốn chữ số, ví dụ 2024.",
         "--year: “x” is not a year; write four digits, such as 2024."),
        (["nominate", "a", "-r", "b", "--decided-on", "x"],
         "--decided-on: “x” không phải là một ngày; viết năm-tháng-ngày, ví dụ 2023-10-19.",
         "--decided-on: “x” is not a day; write year-month-day, such as 2023-10-19."),
        (["nominate", "a", "-r", "b", "--set", "x"], "--set: “x”: viết TÊN=GIÁ_TRỊ, ví dụ day_rate=300000.",
         "--set: “x”: write NAME=VALUE, such as day_rate=300000."),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_the_language_asked_for(words: list[str], vi: str, en: str, xetkhen: Xetkhen) -> None:
    for said, prefix, see, lang in ((vi, "Lỗi", "Xem cách dùng", "vi"), (en, "Error", "See", "en")):
        done = xetkhen(f"--lang={lang}", *words)
        assert (done.code, done.out) == (2, "")
        first, second = done.err.splitlines()
        assert first == f"{prefix}: {said}"
        assert re.fullmatch(rf"{see}: xetkhen( \w+)? --help", second)


def test_a_language_that_there_is_not(xetkhen: Xetkhen) -> None:
    done = xetkhen("rulebook", "list", "--lang", "fr")
    assert done.code == 2
    assert done.err.startswith("Lỗi: --lang: “fr” không dùng được; chọn một trong: vi, en.\n")
