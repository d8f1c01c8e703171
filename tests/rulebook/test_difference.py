"""What differs between two rulebooks is said, all of it, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engine.places import rules_dir
from engine.rulebook import shipped
from engine.rulebook.difference import Change, Difference, difference
from engine.rulebook.difference_text import difference_lines
from tests.cli.conftest import Xetkhen, xetkhen  # noqa: F401  # the fixture
from tests.rulebook.test_extending import write

PLAN = "vinh-chau-2021"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A plan with its English texts and cases, to be changed."""
    for suffix in (".yaml", ".en.yaml", ".cases.yaml"):
        (tmp_path / f"{PLAN}{suffix}").write_bytes((rules_dir() / f"{PLAN}{suffix}").read_bytes())
    return tmp_path / f"{PLAN}.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(found: Difference, lang: str = "vi") -> str:
    return "\n".join(difference_lines(found, lang))


def only(found: Difference) -> Change:
    (change,) = found.changes
    return change


@pytest.mark.parametrize("plan", shipped())
def test_a_rulebook_does_not_differ_from_itself(plan: str) -> None:
    found = difference(plan, plan)
    assert (found.same, found.changes, told(found)) == ("identical", (), "")


def test_a_copy_elsewhere_is_identical_and_a_comment_changes_no_meaning(copy: Path) -> None:
    assert difference(PLAN, copy).same == "identical"
    copy.write_text("# ghi chú\n" + copy.read_text(encoding="utf-8"), encoding="utf-8")
    found = difference(PLAN, copy)
    assert (found.same, found.changes) == ("meaning", ())
    assert told(found).splitlines()[1].startswith("Viết khác nhau, nhưng cùng một nghĩa")


def test_a_parameter_goes_from_what_to_what(copy: Path) -> None:
    edit(copy, "value: 50_000_000", "value: 60_000_000")
    change = only(difference(PLAN, copy))
    assert (change.id, change.change) == ("parameters/contribution_floor", "changed")
    assert change.before is not None
    assert change.after is not None
    assert "50.000.000 đồng" in change.before.vi
    assert "VND 60,000,000" in change.after.en or "60,000,000" in change.after.en
    assert "IV.2.(1).a *1 –2" in change.clauses


def test_what_shows_under_another_reading_alone_is_told_with_that_reading(copy: Path) -> None:
    text = copy.read_text(encoding="utf-8")
    found = re.search(r"at_least: \{.*?at_least: 1\b", text)
    assert found is not None
    edit(copy, found[0], found[0][:-1] + "2")
    changes = difference(PLAN, copy).changes
    assert changes
    assert all(dict(change.under).get("reserved") == "at_least" for change in changes)
    assert "(khi reserved=at_least)" in told(difference(PLAN, copy))


def test_what_only_the_english_text_says_is_told_in_both_languages(copy: Path) -> None:
    english = copy.with_suffix(".en.yaml")
    (line,) = (x for x in english.read_text(encoding="utf-8").splitlines() if x.startswith("clauses/II.2:"))
    edit(english, line, "clauses/II.2: When it is")
    found = difference(PLAN, copy)
    assert (only(found).section, only(found).id) == ("clauses", "II.2")
    assert "→ When it is" in told(found, "vi")
    assert "→ When it is" in told(found, "en")


def test_what_no_sentence_shows_is_told_as_a_detail(copy: Path) -> None:
    text = copy.read_text(encoding="utf-8")
    found = re.search(r"    aliases: \[", text)
    assert found is not None
    edit(copy, found[0], found[0] + "Tên mới, ")
    assert "Tên mới" in "".join(d for change in difference(PLAN, copy).changes for d in change.details)


def test_a_case_that_goes_is_told(copy: Path) -> None:
    cases = copy.with_suffix(".cases.yaml")
    text = cases.read_text(encoding="utf-8")
    first, second = re.findall(r"^  [a-z0-9-]+:$", text, re.MULTILINE)[:2]
    a, b = text.index(first), text.index(second)
    cases.write_text(text[:a] + text[b:], encoding="utf-8")
    change = only(difference(PLAN, copy))
    assert (change.section, change.change, change.id) == ("cases", "removed", first.strip(" :"))


def test_another_order_means_the_same(copy: Path) -> None:
    text = copy.read_text(encoding="utf-8")
    a, b = text.index("\nexclusions:"), text.index("\nadvisories:")
    end = text.index("\n\n", b)
    copy.write_text(text[:a] + text[b:end] + text[a:b] + text[end:], encoding="utf-8")
    assert difference(PLAN, copy).same == "meaning"


def test_what_is_taken_in_is_resolved_before_it_is_compared(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before, after = write(tmp_path / "a"), write(tmp_path / "b")
    edit(after.with_name("law.yaml"), "contribution: {at_least: $floor}", "contribution: {more_than: $floor}")
    assert [c.id for c in difference(before, after).changes] == ["criteria/gave"]
    edit(after, "set: {floor: 50_000_000}", "set: {floor: 40_000_000}")
    assert [c.id for c in difference(before, after).changes] == ["criteria/gave", "parameters/floor"]


def test_every_section_that_goes_or_comes_is_told() -> None:
    found = difference("cao-bang-2022", "vinh-chau-2021")
    back = difference("vinh-chau-2021", "cao-bang-2022")
    assert {c.section for c in found.changes} >= {
        "document", "clauses", "categories", "criteria", "awards", "rounds", "quotas", "points", "targets",
        "milestones", "parameters", "readings", "registers", "fields", "cases",
    }  # fmt: skip
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(c.section, c.id, turned[c.change], c.after, c.before) for c in found.changes if not c.under} == {
        (c.section, c.id, c.change, c.before, c.after) for c in back.changes if not c.under
    }


def test_the_command_says_it_and_ends_with_one_under_strict(copy: Path, xetkhen: Xetkhen) -> None:  # noqa: F811
    edit(copy, "value: 50_000_000", "value: 60_000_000")
    done = xetkhen("rulebook", "diff", PLAN, copy, "--strict", "--lang", "en")
    assert done.code == 1
    assert done.out.endswith("0 added, 0 removed, 1 changed.\n")
    assert xetkhen("rulebook", "diff", PLAN, PLAN, "--strict") == type(done)(0, "", "")
    data = json.loads(xetkhen("rulebook", "diff", PLAN, copy, "--format", "json").out)
    assert (data["schema"], data["same"], len(data["changes"])) == ("xetkhen/rulebook-diff/1", "different", 1)
    assert xetkhen("rulebook", "diff", PLAN, "khong-co").code == 2
