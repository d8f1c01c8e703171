"""A run, and the record of it: the bytes that were decided on, or nothing."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from engine import __version__
from engine.earlier import is_results
from engine.intake.changed_units import with_other_time
from engine.pipeline import Request, Run, nominate
from engine.places import data_dir
from engine.problems import UnusableInput
from engine.rerun.record import Kept, RunRecord
from engine.rulebook import Files, files_of, locate
from engine.wording import say

# Those that can change what a run says: readers, arithmetic, rules, writers.
_LIBRARIES = (
    "python-calamine", "openpyxl", "pandas", "numpy", "narwhals", "durable_rules", "pydantic", "ruamel.yaml",
    "rapidfuzz", "XlsxWriter",
)  # fmt: skip


def recorded(request: Request, by: str, lang: str = "vi", target: Path | None = None) -> tuple[Run, RunRecord]:
    """Make a run and keep what it was made from, and how its results are written: the language, from which folder.

    Raises UnusableInput and BadRulebook as a run does, and UnusableInput where a file became another meanwhile.
    """
    path = None if isinstance(request.rulebook, Files) else locate(request.rulebook)
    rulebook = request.rulebook if isinstance(request.rulebook, Files) else files_of(request.rulebook)
    run = nominate(replace(request, rulebook=rulebook))
    facts = run.decisions.run
    earlier = is_results(request.register)
    paths = [*request.files, *(p for p in (None if earlier else request.register, request.units) if p is not None)]
    if earlier and request.register is not None:
        paths.append(request.register / "decisions.json" if request.register.is_dir() else request.register)
    kept = {
        path: _read(path, str(said["file"]), said["sha256"]) for path, said in zip(paths, facts.inputs, strict=True)
    }
    register = None if request.register is None else (paths[-1] if earlier else request.register)
    answers = {
        name: _read(path, facts.answers[name]["file"], facts.answers[name]["sha256"])
        for name, path in (("mapping", request.mapping), ("resolve", request.resolve)) if path is not None
    }  # fmt: skip
    return run, RunRecord(
        id=facts.id, by=by, started_at=facts.started_at,
        inputs=tuple(kept[path] for path in request.files),
        rulebook=rulebook, settings=dict(request.settings), round=facts.round, year=facts.year,
        decided_on=request.decided_on,
        register=None if register is None else kept[register],
        units=None if request.units is None else kept[request.units],
        mapping=answers.get("mapping"), resolve=answers.get("resolve"),
        lists=tuple(_lists(run)), cases=None if path is None else _cases(path), versions=versions(),
        lang=lang, ways=() if target is None else tuple(os.path.relpath(path, target) for path in inputs_of(request)),
    )  # fmt: skip


def inputs_of(request: Request) -> list[Path]:
    """The files that the workbook may link to."""
    return [path for path in (*request.files, request.register, request.units) if path is not None]


def _read(path: Path, name: str, digest: object) -> Kept:
    """The file as it is now, which must be what was read."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise UnusableInput(say("rerun.changed_meanwhile", file=path))
    return Kept(name, content)


def _lists(run: Run) -> Iterator[Kept]:
    for name in with_other_time(run.rulebook.document.units):
        path = data_dir() / "units" / f"{name}.csv"
        if path.is_file():
            yield Kept(path.name, path.read_bytes())


def _cases(path: Path) -> str | None:
    cases = path.with_suffix(".cases.yaml")
    return cases.read_text(encoding="utf-8", errors="replace") if cases.is_file() else None


def versions() -> dict[str, str]:
    """What is at work here."""
    found = {"xetkhen": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # copied in by hand: nothing says which it is
            found[name] = "?"
    return found
