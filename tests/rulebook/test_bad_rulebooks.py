"""Rulebooks that are wrong on purpose, each named after its defect: found once, where it is, with a remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.problems import BadRulebook
from engine.rulebook import Finding, lint, load

BAD = Path(__file__).resolve().parent.parent / "bad" / "rulebooks"
FILES = sorted(BAD.glob("*.yaml"))
TEXT = (Path(__file__).parent / "complete.yaml").read_text(encoding="utf-8")


def wanted(path: Path) -> list[str]:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("# Wrong on purpose: ").split("; ")


def found(path: Path) -> list[Finding]:
    return [f for f in lint(path) if f.code != "english-missing"]


def test_every_kind_of_mistake_has_its_file() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_mistake_is_found_where_it_is(path: Path) -> None:
    assert [f"{f.code} {f.line}:{f.column}" for f in found(path)] == wanted(path)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_is_wrong_is_said_in_both_languages(path: Path) -> None:
    for finding in found(path):
        assert finding.text.vi != finding.text.en
        assert re.match(rf"{finding.code}  {path.name}:\d+:\d+: .+", finding.in_("vi"))
        assert str(finding).count("\n") == 0


def test_a_bad_rulebook_does_not_load_and_says_how_many_mistakes() -> None:
    with pytest.raises(BadRulebook) as error:
        load(BAD / "unknown-name.yaml")
    assert error.value.text.vi.startswith("bộ quy tắc unknown-name.yaml có 1 lỗi")
    assert [str(f).split("  ")[0] for f in error.value.findings] == ["unknown-name"]


def test_what_is_only_a_warning_does_not_stop_a_rulebook() -> None:
    assert load(BAD / "text-equality.yaml").id == "text-equality"


@given(
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 12),
    st.sampled_from(["", "x", ": ", "]", "{", "$", "\n", "- ", "none", "yes", "[a]"]),
)
def test_whatever_is_cut_out_or_put_in_lint_answers(
    tmp_path_factory: pytest.TempPathFactory, at: int, length: int, put: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "complete.yaml"
    path.write_text(TEXT[:at] + put + TEXT[at + length :], encoding="utf-8")
    for finding in lint(path):
        assert finding.line >= 1
        assert finding.column >= 1
