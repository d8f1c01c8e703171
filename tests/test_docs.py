"""What the documents say is so: pages that are generated, blocks that are executed, examples that load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import cli
from engine.pipeline import nominate
from engine.records import Status
from engine.report import decisions_json
from engine.rulebook import load, shipped
from engine.rulebook.entries import LAW
from engine.rulebook.plansdoc import plans_page
from engine.samples import sample_request
from tests.test_layers import modules, room

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


# ---- the READMEs ------------------------------------------------------------------------------------------------

READMES = ("README.md", "README.vi.md")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_what_a_readme_tells_to_type_works_in_order(name: str, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    typed = blocks((ROOT / name).read_text(encoding="utf-8"), "sh")
    assert len(typed) >= 6
    for block in typed:
        done = subprocess.run(
            ["/bin/sh", "-eu", "-c", block], cwd=tmp_path, env=os.environ | {"PATH": path}, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), block
    assert {path.name for path in tmp_path.iterdir()} == {
        "data", "mau.xlsx", "ket-qua", "cach-hieu-khac", "van-ban", "ke-hoach-2027.yaml", "ke-hoach-2027.en.yaml",
        "ke-hoach-2027.cases.yaml",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["ledger.md", "ledger.vi.md"])
def test_what_the_pages_of_the_ledger_tell_to_type_works(name: str, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    (block,) = blocks((DOCS / name).read_text(encoding="utf-8"), "sh")
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", block], cwd=tmp_path, env=os.environ | {"PATH": path}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {"data", "ket-qua-so", "so.sqlite"}


@pytest.mark.parametrize("name", ["audit.md", "audit.vi.md"])
def test_an_auditors_questions_are_answered_as_the_page_says(name: str, tmp_path: Path) -> None:
    """Every block is typed; each line of the block after it stands in what was printed, however that was wrapped."""
    for folder in ("data", "tools"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "400",
        "XETKHEN_LEDGER": str(tmp_path / "so.sqlite"),
    }  # fmt: skip
    page = (DOCS / name).read_text(encoding="utf-8")
    found = re.findall(r"^```(sh|text)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert sum(language == "sh" for language, _ in found) == 18
    printed, promised = "", 0
    for language, block in found:
        if language == "sh":
            done = subprocess.run(
                ["/bin/sh", "-eu", "-c", block], cwd=tmp_path, env=environment, check=False,
                capture_output=True, text=True,
            )  # fmt: skip
            assert (done.returncode, done.stderr) == (0, ""), block
            printed = " ".join(re.sub(r"[│├└─]", " ", done.stdout).split())
            continue
        for line in block.splitlines():
            promised += 1
            assert " ".join(line.split()) in printed, line
    assert promised > 25


def test_both_pages_of_the_audit_ask_the_same() -> None:
    vi, en = ((DOCS / name).read_text(encoding="utf-8") for name in ("audit.vi.md", "audit.md"))
    typed = [" ".join(blocks(text, "sh")).replace(" --lang en", "") for text in (vi, en)]
    assert typed[0] == typed[1]
    asked = [re.findall(r"^\*\*(\d+)\. ", text, re.MULTILINE) for text in (vi, en)]
    assert asked == [[str(n) for n in range(1, 16)]] * 2


def test_both_readmes_tell_the_same() -> None:
    vi, en = ((ROOT / name).read_text(encoding="utf-8") for name in reversed(READMES))
    for pattern in (r"^#+ ", r"^\*\*", r"^- ", r"^!\[", r"^\| \[", r"^```\w+"):
        assert len(re.findall(pattern, vi, re.MULTILINE)) == len(re.findall(pattern, en, re.MULTILINE)), pattern
    typed = [" ".join(blocks(text, "sh")).replace(" --lang en", "") for text in (vi, en)]
    assert typed[0] == typed[1]


def test_make_has_the_two_commands() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in READMES:
        (told,) = blocks((ROOT / name).read_text(encoding="utf-8"), "text")
        for line in told.splitlines():
            assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE), line


@pytest.mark.parametrize("page", [*READMES, *sorted(str(p.relative_to(ROOT)) for p in DOCS.glob("*.md"))])
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


# ---- docs/contract, docs/architecture ---------------------------------------------------------------------------

CONTRACT = (DOCS / "contract.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield path + name, command


@pytest.mark.parametrize(("name", "command"), list(commands(cli.main)))
def test_the_contract_names_every_command_and_option(name: str, command: click.Command) -> None:
    assert f"| `{name}" in CONTRACT
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert any(f"`{option}" in CONTRACT for option in parameter.opts), parameter.opts


def test_the_contract_names_every_key_of_the_document() -> None:
    request, _ = sample_request("vinh-chau-2021")
    document = decisions_json(nominate(request).decisions)
    (form,) = (block for block in blocks(CONTRACT, "text") if "schema" in block)
    assert keys_of(document) - set(re.findall(r'"([\w/]+)"', form)) == set()


def keys_of(document: dict[str, Any]) -> set[str]:
    """The keys of the format; not the ids and statuses that are keys of what they name."""
    run, decision = document["run"], document["decisions"][0]
    parts = [document, run, run["rulebook"], run["inputs"][0], decision, decision["candidate"], decision["quota"],
             next(iter(decision["criteria"].values())), decision["reasons"][0], document["quotas"][0],
             document["problems"][0], document["rules"]]  # fmt: skip
    return {key for part in parts for key in part}


def test_the_contract_and_the_page_of_rooms_leave_nothing_out() -> None:
    assert all(f"`{status}`" in CONTRACT for status in Status)
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = {room(module) for module in modules()} - {"engine", "cli"}
    assert {name for name in rooms if f"`{name}" not in page} == set()


@pytest.mark.parametrize("name", ["council", "certificate"])
def test_the_two_pages_say_the_same_things_in_the_same_order(name: str) -> None:
    vi, en = ((DOCS / f"{name}{end}").read_text(encoding="utf-8") for end in (".vi.md", ".md"))
    assert f"]({name}.md)" in vi
    assert f"]({name}.vi.md)" in en
    for shape in (r"^#+ ", r"^- ", r"^\|", r"^```"):
        said = [len(re.findall(shape, text, re.MULTILINE)) for text in (vi, en)]
        assert said[0] == said[1], shape
    # What is named in code, paragraph by paragraph, is the same thing under both tongues.
    named = [[sorted(set(re.findall(r"`([^`\n]+)`", part))) for part in re.split(r"\n(?=\n|- |\|)", text)]
             for text in (vi, en)]  # fmt: skip
    assert named[0] == named[1]
