"""A rulebook that takes in another, and says what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.problems import BadRulebook
from engine.rulebook import Rulebook, lint, load

LAW = """\
language: 1
id: law
version: 1
document: {vi: Luật, issuer: Quốc hội}
clauses: {D5: Nguyên tắc, D8: Phong trào}
parameters:
  floor: {type: money, value: 10_000_000, set_by: law, clause: D5, vi: Mức}
categories:
  person: {kinds: [individual], clause: D8, vi: Cá nhân, requires: {all: [exemplary, gave]}}
criteria:
  exemplary: Điển hình
  gave: {vi: Đóng góp, when: {contribution: {at_least: $floor}}}
advisories:
  preferred: {vi: Ưu tiên, when: {direct_worker: yes}}
rounds:
  yearly: {vi: Hằng năm, clause: D8, quotas: none}
scoring:
  basis: board
  points: {model: {vi: Điển hình, when: exemplary, points: 5}}
"""
PLAN = """\
language: 1
id: plan
version: 2
extends:
  rulebook: law
  set: {floor: 50_000_000}
  replace: [criteria/exemplary]
  remove: [advisories/preferred]
document: {vi: Kế hoạch, issuer: UBND xã}
clauses: {I.1: Tiêu chuẩn}
categories:
  village: {kinds: [collective], clause: I.1, vi: Thôn, requires: exemplary}
criteria:
  exemplary: {vi: Điển hình của xã, clause: I.1}
rounds:
  final: {vi: Tổng kết, clause: I.1, quotas: {all: {of: {kind: [collective, individual]}, at_most: 3}}}
scoring:
  basis: plan
  points: {gift: {vi: Đóng góp, value: contribution, every: 1_000_000, points: 1}}
"""


def write(folder: Path, plan: str = PLAN, law: str = LAW) -> Path:
    (folder / "law.yaml").write_text(law, encoding="utf-8")
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return folder / "plan.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    return load(write(tmp_path))


def found(path: Path) -> list[str]:
    return [f"{f.code} {f.file}:{f.line}:{f.column}" for f in lint(path) if f.severity == "error"]


def test_both_rulebooks_stand_in_one(book: Rulebook) -> None:
    assert list(book.categories) == ["person", "village", "other"]
    assert list(book.rounds) == ["yearly", "final"]
    assert [p.id for p in book.scoring.points] == ["model", "gift"]
    assert (book.id, book.document.title.vi, book.scoring.basis) == ("plan", "Kế hoạch", "plan")


def test_what_is_replaced_is_the_plans_and_what_is_removed_is_gone(book: Rulebook) -> None:
    assert book.criteria["exemplary"].text.vi == "Điển hình của xã"
    assert "preferred" not in book.advisories


def test_set_gives_the_others_parameters_other_values(book: Rulebook) -> None:
    assert book.parameters["floor"].value == 50_000_000
    assert book.parameters["floor"].set_by == "law"


def test_such_a_rulebook_has_no_mistake(tmp_path: Path) -> None:
    assert found(write(tmp_path)) == []


def test_the_digest_changes_with_the_layer_beneath(tmp_path: Path) -> None:
    before = load(write(tmp_path)).sha256
    assert load(write(tmp_path, law=LAW.replace("10_000_000", "10_000_001"))).sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("replace: [criteria/exemplary]", "replace: [criteria/gave]", "id-in-both plan.yaml:14:3"),
        ("remove: [advisories/preferred]", "remove: [advisories/prefered]", "unknown-name plan.yaml:8:12"),
        ("set: {floor: 5", "set: {flor: 5", "unknown-parameter plan.yaml:6:9"),
        ("set: {floor: 50_000_000}", "set: {floor: many}", "bad-value plan.yaml:6:16"),
        ("rulebook: law", "rulebook: laws", "unknown-rulebook plan.yaml:5:13"),
        ("rulebook: law", "rulebook: plan", "cycle plan.yaml:5:13"),
        ("  set: {", "  sets: {", "unknown-key plan.yaml:6:3"),
    ],
)
def test_a_mistake_in_it_is_found_where_it_is(tmp_path: Path, old: str, new: str, mistake: str) -> None:
    path = write(tmp_path, PLAN.replace(old, new))
    assert mistake in found(path)
    with pytest.raises(BadRulebook):
        load(path)


def test_a_mistake_in_the_layer_beneath_is_found_in_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, law=LAW.replace("at_least: $floor", "at_lest: $floor"))
    assert "unknown-test law.yaml:12:46" in found(path)


def test_english_texts_of_what_is_removed_are_no_mistake_of_who_removes_it(tmp_path: Path) -> None:
    path = write(tmp_path)
    english = "document: Law\nadvisories/preferred: Preferred\ncriteria/gave: Gave\n"
    (tmp_path / "law.en.yaml").write_text(english, encoding="utf-8")
    assert [f.code for f in lint(path) if f.code.startswith("english")] == ["english-missing"]
    book = load(path)
    assert (book.criteria["gave"].text.en, book.criteria["exemplary"].text.en) == ("Gave", "Điển hình của xã")
