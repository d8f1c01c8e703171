"""What the documents say is so: pages that are generated, blocks that are executed, examples that load."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.rulebook import load, shipped
from engine.rulebook.plansdoc import LAW, plans_page

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


# ---- docs/plans ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "name"), [("en", "plans.md"), ("vi", "plans.vi.md")])
def test_the_pages_of_the_plans_are_those_of_the_rulebooks(lang: str, name: str, pytestconfig: pytest.Config) -> None:
    text = plans_page([load(plan) for plan in shipped()], lang)
    path = DOCS / name
    if pytestconfig.getoption("--write-golden"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "run `make golden`"


@pytest.mark.parametrize("plan", shipped())
def test_every_clause_makes_a_rule_or_says_why_not(plan: str) -> None:
    book = load(plan)
    page = plans_page([book], "en")
    for clause in book.clauses.values():
        if not clause.id.startswith(LAW):
            _, found, rest = page.partition(f"\n**{clause.id}** ")
            assert found, clause.id
            assert rest.split("\n", 2)[1].startswith("- "), f"{clause.id}: nothing is said under it"


@pytest.mark.parametrize("plan", shipped())
def test_everything_of_a_rulebook_stands_on_the_page(plan: str) -> None:
    book = load(plan)
    page = plans_page([book], "en")
    for section in (book.criteria, book.exclusions, book.advisories, book.awards, book.rounds, book.targets,
                    book.milestones, book.readings, book.parameters):  # fmt: skip
        for name in section:
            assert f"`{name}`" in page, name
