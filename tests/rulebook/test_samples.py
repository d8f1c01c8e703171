"""Samples of what the language reaches: sound, in both languages, with cases for all that they decide, and apart."""

from __future__ import annotations

import pytest

from engine.casebook import run_cases
from engine.rulebook import lint, load, samples, shipped

SAMPLES = samples()


def test_there_are_samples_and_none_is_a_plan() -> None:
    assert len(SAMPLES) >= 5
    assert not {load(name).id for name in SAMPLES} & set(shipped())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_that_it_is_one(name: str) -> None:
    title, issuer = load(name).document.title, load(name).document.issuer
    assert (title.vi.startswith("Mẫu:"), title.en.startswith("Sample:")) == (True, True)
    assert (issuer.vi.endswith("(mẫu)"), issuer.en.endswith("(sample)")) == (True, True)
    assert load(name).approval == "draft"


@pytest.mark.parametrize("name", SAMPLES)
def test_lint_has_nothing_to_say_of_a_sample(name: str) -> None:
    assert lint(name) == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_its_cases_come_out_and_decide_everything_of_its_own_both_ways(name: str) -> None:
    report = run_cases(name)
    assert (report.failures, report.one_sided) == ([], [])
    assert report.ran > 0
