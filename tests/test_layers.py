"""Who may know whom: one direction from the sheets to the reports, held against the real imports.

A module that the table does not list fails: say where it belongs. Each guard is tried on a planted violation below.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

BASE = {"engine", "frozen", "provenance", "problems", "truth", "names", "places", "wording"}

ALLOWED: dict[str, set[str]] = {
    # what everybody may know
    "engine": set(),
    "frozen": set(),
    "provenance": {"frozen"},
    "truth": {"frozen"},
    "names": set(),
    "places": set(),
    "problems": {"frozen", "provenance"},
    "wording": {"provenance"},
    "records": {"frozen", "provenance", "problems", "truth"},
    # the way a row goes; each room knows those before it
    "rulebook": BASE,
    "sheets": set(),  # alone in a process with little memory: nothing of ours may come along
    "intake": BASE | {"rulebook", "sheets"},
    "criteria": BASE | {"rulebook", "intake"},
    "duplicates": BASE | {"rulebook", "intake", "criteria"},
    "inference": BASE | {"rulebook"},
    "scoring": BASE | {"rulebook", "intake", "criteria", "inference"},
    "allocation": BASE,
    "crossing": BASE | {"allocation"},
    "seats": BASE | {"rulebook", "intake", "criteria", "allocation", "crossing"},
    "evaluation": BASE
    | {"records", "rulebook", "intake", "criteria", "inference", "scoring", "allocation", "crossing", "seats"},
    "decisions": BASE
    | {"records", "rulebook", "intake", "criteria", "inference", "scoring", "allocation", "crossing", "seats"}
    | {"evaluation"},
    "runproblems": BASE | {"records", "rulebook", "intake", "criteria", "scoring", "evaluation", "decisions"},
    "explanation": BASE | {"records"},
    "checking": BASE | {"rulebook", "intake", "criteria", "duplicates", "earlier"},
    "council": BASE | {"intake"},
    "answers": BASE | {"council"},
    "documents": BASE | {"explanation", "council"},
    "report": BASE | {"records", "explanation", "checking", "documents"},
    "feedback": BASE | {"intake", "checking", "report"},
    # those who set the rooms to work
    "pipeline": BASE
    | {
        "records", "rulebook", "intake", "criteria", "duplicates", "inference", "scoring", "allocation",
        "crossing", "seats",
        "evaluation", "decisions", "runproblems", "earlier",
    },
    "ledger": BASE,
    "rerun": BASE | {"records", "rulebook", "intake", "pipeline", "earlier", "report", "ledger"},
    "questions": BASE
    | {
        "records", "rulebook", "intake", "criteria", "duplicates", "inference", "scoring", "allocation", "evaluation",
        "decisions", "pipeline", "explanation", "report", "rerun", "crossing", "seats",
    },
    "rosters": BASE | {"rulebook", "intake"},
    "earlier": BASE | {"rulebook", "intake", "rosters"},
    "casebook": BASE | {"records", "rulebook", "intake", "rosters", "pipeline", "evaluation", "decisions"},
    "mutants": BASE
    | {"rulebook", "intake", "criteria", "rosters", "pipeline", "evaluation", "casebook"},
    "examining": BASE | {"rulebook", "casebook"},
    "review": BASE | {"rulebook", "casebook", "intake", "report"},
    "samples": BASE | {"pipeline"},
    "newfiles": BASE,
    "console": BASE,
    "command": BASE
    | {
        "records", "rulebook", "casebook", "review", "console", "newfiles", "documents", "report", "web", "pipeline",
        "explanation", "questions", "rerun", "ledger", "council", "answers", "mutants",
        "intake", "targets", "milestones",
    },
    "targets": BASE | {"rulebook", "intake", "criteria"},
    "milestones": BASE | {"rulebook"},
    "web": BASE
    | {"rulebook", "intake", "checking", "explanation", "report", "feedback", "samples", "pipeline", "newfiles",
       "questions", "rerun", "documents", "ledger", "council", "answers", "casebook", "review", "examining"},
    "cli": BASE
    | {
        "records", "rulebook", "intake", "pipeline", "explanation", "report", "checking", "samples",
        "command", "console", "newfiles", "feedback", "rerun",
    },
}  # fmt: skip

OWNERS: dict[str, tuple[str, ...]] = {
    "durable": ("engine.inference.engine",),
    "durable_rules_engine": ("engine.inference.engine",),
    "ruamel": ("engine.rulebook",),
    "_ruamel_yaml": ("engine.rulebook",),
    "pydantic": ("engine.rulebook", "engine.intake"),
    "python_calamine": ("engine.sheets",),
    "openpyxl": ("engine.intake", "engine.report", "engine.feedback", "engine.council",
                 "engine.web.preview.book"),
    "xlsxwriter": ("engine.intake.template", "engine.report"),
    "click": ("cli", "engine.console", "engine.command"),
    "rich": ("engine.console", "engine.explanation", "engine.report"),
    "rapidfuzz": ("engine.rulebook", "engine.intake", "engine.explanation"),
    "highspy": ("engine.crossing.room",),
    "narwhals": ("engine.criteria", "engine.scoring"),
    "docxtpl": ("engine.documents.office",),
    "docx": ("engine.web.preview.paper",),
    "lxml": (),
    "jinja2": ("engine.documents.office", "engine.web"),
    "icalendar": ("engine.milestones",),
    # files, processes and sockets
    "pathlib": ("cli", "engine.command", "engine.places", "engine.pipeline", "engine.checking", "engine.samples",
                "engine.newfiles", "engine.casebook", "engine.examining", "engine.earlier",
                "engine.rulebook", "engine.intake", "engine.report", "engine.documents.templates",
                "engine.feedback", "engine.rerun", "engine.ledger.place", "engine.review", "engine.web",
                "engine.council"),
    "os": ("engine.sheets", "engine.intake.apart", "engine.intake.child", "engine.intake.workbook",
           "engine.report.writing", "engine.report.workbook", "engine.newfiles", "engine.console", "engine.command",
           "engine.rerun", "engine.web.jobs", "engine.web.commanding", "engine.web.index.making",
           "engine.web.config"),
    "shutil": ("engine.report.writing", "engine.examining", "engine.rerun.perform", "engine.web",
               "engine.command.deciding"),
    "tempfile": ("engine.report.writing", "engine.rerun", "engine.web", "engine.command.deciding"),
    "sqlalchemy": ("engine.ledger",),
    "zipfile": ("engine.sheets", "engine.intake", "engine.feedback", "engine.rerun.packing",
                "engine.documents.filling", "engine.documents.office", "engine.web"),
    "subprocess": ("engine.intake", "engine.web.commanding", "engine.web.index.making"),
    "socket": ("engine.web.serving",),
    "starlette": ("engine.web",),
    "uvicorn": ("engine.web.connections", "engine.web.serving"),
    "argon2": ("engine.web.accounts",),
    "limits": ("engine.web.screens.signin",),
    "sqlite3": ("engine.ledger", "engine.web.jobs", "engine.web.shield",
                "engine.web.index", "engine.web.store", "engine.web.backup"),
    "urllib": ("engine.web",),
    "random": (),
    "locale": (),
}  # fmt: skip
"""Modules, or whole rooms, that may import a library; a library that stands nowhere here is free to all."""

CLOCK = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
MAY_ASK_THE_CLOCK = ("engine.pipeline", "engine.ledger.ledger", "engine.web.config", "cli")


def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    found = {"cli": ROOT / "cli.py"}
    for path in sorted((ROOT / "engine").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def room(module: str) -> str:
    """``engine.intake.roster`` is in ``intake``."""
    parts = module.split(".")
    return parts[1] if parts[0] == "engine" and len(parts) > 1 else parts[0]


def violations(module: str, source: str) -> list[str]:
    """What a module's source does that its place does not allow, as sentences."""
    said: list[str] = []
    home = room(module)
    if home not in ALLOWED:
        return [f"{module}: the room `{home}` is not in the table"]
    tree = ast.parse(source)
    for imported in imports(module, tree):
        top = imported.split(".")[0]
        if top in ("engine", "cli"):
            target = room(imported)
            if target != home and target not in ALLOWED[home]:
                said.append(f"{module}: `{home}` may not import `{target}`")
        elif top in OWNERS and not any(module == owner or module.startswith(f"{owner}.") for owner in OWNERS[top]):
            said.append(f"{module}: `{top}` is not its library")
    if module not in MAY_ASK_THE_CLOCK and asks_the_clock(tree):
        said.append(f"{module}: asks the clock")
    return said


def imports(module: str, tree: ast.AST) -> list[str]:
    """All it imports, inside functions and for type checking too; ``from engine import x`` counts as ``engine.x``."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            assert node.module is not None
            if node.module == "engine":
                found += [f"engine.{alias.name}" if room(f"engine.{alias.name}") in ALLOWED else "engine"
                          for alias in node.names]  # fmt: skip
            else:
                found.append(node.module)
    return found


def asks_the_clock(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and ast.unparse(node.func.value) in ("datetime", "date", "time", "datetime.datetime", "datetime.date")
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("module", modules())
def test_a_module_imports_only_what_its_place_allows(module: str) -> None:
    assert violations(module, modules()[module].read_text(encoding="utf-8")) == []


def test_the_table_runs_in_one_direction() -> None:
    left = {name: set(known) - {name} for name, known in ALLOWED.items()}
    while ready := [name for name, known in left.items() if not known & left.keys()]:
        for name in ready:
            del left[name]
    assert left == {}


def test_the_table_lists_no_room_that_is_gone() -> None:
    assert set(ALLOWED) == {room(module) for module in modules()}


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {part for module in modules() for part in module.split(".")}
    assert names & {"utils", "util", "helpers", "helper", "common", "misc"} == set()


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("engine.allocation.greedy", "from engine.scoring import Ranking", "`allocation` may not import `scoring`"),
        ("engine.truth", "from engine import problems", "`truth` may not import `problems`"),
        ("engine.intake.workbook", "def f():\n    import engine.pipeline", "`intake` may not import `pipeline`"),
        ("engine.report.lists", "import cli", "`report` may not import `cli`"),
        ("engine.inference.tables", "from durable.lang import ruleset", "`durable` is not its library"),
        ("engine.criteria.columns", "from pathlib import Path", "`pathlib` is not its library"),
        ("engine.decisions.records", "import datetime\ndatetime.datetime.now()", "asks the clock"),
        ("engine.decisions.records", "from datetime import date\ndate.today()", "asks the clock"),
        ("engine.helpers", "", "the room `helpers` is not in the table"),
    ],
)
def test_a_planted_violation_is_found(module: str, source: str, expected: str) -> None:
    said = violations(module, source)
    assert said
    assert expected in said[0]
