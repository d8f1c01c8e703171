"""What people read exists in both languages and agrees with itself."""

from __future__ import annotations

import ast
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.provenance import Text
from engine.records import Status
from engine.truth import Truth
from engine.wording import (
    CATALOGUE,
    WordingError,
    day,
    decimal,
    grouped,
    joined,
    long_day,
    money,
    percent,
    placeholders,
    quantity,
    say,
    two_digits,
)

ROOT = Path(__file__).resolve().parent.parent


def said_in(source: str) -> list[tuple[int, str, set[str] | None]]:
    """Line, key and names of values of each ``say`` with a plain key; None where the values are passed on whole."""
    return [
        (
            call.lineno,
            call.args[0].value,
            None if any(word.arg is None for word in call.keywords) else {str(word.arg) for word in call.keywords},
        )
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).split(".")[-1] == "say"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


def faults(source: str) -> list[str]:
    """Messages that are said and do not exist, or are said without a value they ask for."""
    found = []
    for line, key, given_ in said_in(source):
        if key not in CATALOGUE:
            found.append(f"line {line}: no message `{key}`")
        elif given_ is not None:
            asked = {name.lower() if name.isupper() else name for name in placeholders(CATALOGUE[key].vi)}
            found += [f"line {line}: `{key}` without {name}" for name in sorted(asked - given_)]
    return found


@pytest.mark.parametrize("path", [ROOT / "cli.py", *sorted((ROOT / "engine").rglob("*.py"))], ids=lambda p: p.name)
def test_every_message_said_exists_and_gets_its_values(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_a_message_said_wrongly_is_found() -> None:
    assert faults('say("reason.nothing")') == ["line 1: no message `reason.nothing`"]
    assert faults('wording.say("reason.queue", number=1)') == ["line 1: `reason.queue` without n"]
    assert faults('say("reason.queue", **values)') == []


def test_the_list_of_reason_codes_is_the_catalogues(pytestconfig: pytest.Config) -> None:
    lines = [
        "# Reason codes",
        "",
        "The `code` of a reason in `decisions.json`, and its sentence in both languages; braces are filled in.",
        "A code is never given another meaning. (Written by `make golden` from `engine/wording/reasons.py`.)",
        "",
        "| code | Vietnamese | English |",
        "|---|---|---|",
    ]
    for key, message in CATALOGUE.items():
        if key.startswith("reason."):
            lines.append(f"| `{key.removeprefix('reason.')}` | {message.vi} | {message.en} |")
    expected = "\n".join(lines) + "\n"
    path = ROOT / "docs" / "reasons.md"
    if pytestconfig.getoption("--write-golden"):
        path.write_text(expected, encoding="utf-8")
    assert expected == path.read_text(encoding="utf-8"), "run `make golden`"


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_languages_of_a_message_ask_for_the_same_values(key: str) -> None:
    message = CATALOGUE[key]
    assert sorted(placeholders(message.vi)) == sorted(placeholders(message.en))
    assert message.vi.strip() == message.vi != ""
    assert message.en.strip() == message.en != ""


@pytest.mark.parametrize("key", CATALOGUE)
def test_vietnamese_is_composed_and_english_has_no_hint_left(key: str) -> None:
    message = CATALOGUE[key]
    assert unicodedata.is_normalized("NFC", message.vi)
    assert not message.en.endswith("…") or message.vi.endswith("…")
    assert "đ" not in message.en


def test_every_status_and_truth_has_its_words() -> None:
    for status in Status:
        assert say(f"status.{status}", body="Hội đồng").vi
        assert say(f"status.{status}.short").vi
    for truth in Truth:
        assert say(f"result.{truth.word}").vi


def test_a_tie_waits_for_the_body_of_the_rulebook() -> None:
    body = Text("Hội đồng Thi đua - Khen thưởng", "the Emulation and Commendation Council")
    assert say("status.tied", body=body) == Text(
        "Đồng hạng, chờ Hội đồng Thi đua - Khen thưởng quyết định",
        "Tied, to be settled by the Emulation and Commendation Council",
    )


def test_a_title_is_in_capitals_with_its_diacritics() -> None:
    award = Text("Giấy khen của Chủ tịch UBND thị xã", "the town chairman's Certificate of Merit")
    assert say("doc.list_title", award=award).vi == (
        "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ TẶNG GIẤY KHEN CỦA CHỦ TỊCH UBND THỊ XÃ"
    )


def test_a_shortfall_is_said_in_dong() -> None:
    assert say("reason.short", amount=money(5_000_000), floor=money(50_000_000)).vi == (
        "Còn thiếu 5.000.000 đồng so với mức 50.000.000 đồng"
    )


def test_braces_in_a_cell_are_only_text() -> None:
    assert say("reason.unreadable", cell="Cá nhân!F14", value="{0.__class__}").vi == (
        "Ô Cá nhân!F14 ghi “{0.__class__}”, không đọc được"
    )


def test_a_missing_value_and_an_unknown_message_are_defects() -> None:
    with pytest.raises(WordingError, match=r"reason\.queue.*\{n\}"):
        say("reason.queue")
    with pytest.raises(WordingError, match=r"no message `reason\.nothing`"):
        say("reason.nothing")


def test_figures_as_an_officer_writes_them() -> None:
    assert money(0).vi == "0 đồng"
    assert money(-1_500).vi == "-1.500 đồng"
    assert [two_digits(n).vi for n in (0, 2, 9, 10, 1_234)] == ["00", "02", "09", "10", "1.234"]
    assert day(date(2023, 10, 9)) == Text("09/10/2023", "9 October 2023")
    assert long_day(date(2024, 2, 1)).vi == "ngày 01 tháng 02 năm 2024"
    assert decimal(Fraction(165, 2)) == Text("82,5", "82.5")
    assert decimal(Fraction(-1, 100_000)) == Text("0", "0")
    assert decimal(Fraction(199_995, 100_000), 4).en == "2"
    assert quantity(Fraction(25, 2), Text("ngày công", "days of labour")).vi == "12,5 ngày công"
    assert percent(1, 3).vi == "33,3"
    assert joined([]) == Text("", "")
    assert joined(["Xã A", Text("Xã B", "Commune B")]) == Text("Xã A và Xã B", "Xã A and Commune B")


@given(st.integers(-(10**18), 10**18), st.integers(0, 9_999))
def test_a_written_number_reads_back_exactly(whole: int, rest: int) -> None:
    number = Fraction(whole * 10_000 + rest, 10_000)
    assert Fraction(decimal(number).en.replace(",", "")) == number
    assert Fraction(decimal(number).vi.replace(".", "").replace(",", ".")) == number
    assert int(grouped(whole).vi.replace(".", "")) == whole


def test_no_part_of_the_page_takes_a_sentence_of_another() -> None:
    from importlib import import_module
    from pkgutil import iter_modules

    import engine.wording.web as parts

    seen: dict[str, str] = {}
    for part in iter_modules(parts.__path__):
        module = import_module(f"engine.wording.web.{part.name}")
        for key in (key for value in vars(module).values() if isinstance(value, dict) for key in value):
            if isinstance(key, str) and key.startswith("web."):
                assert seen.setdefault(key, part.name) == part.name, key
    assert len(seen) == len(parts.WEB)
