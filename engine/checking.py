"""Reading without deciding: every problem with its cell, in the order of what holds up most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.intake import read_roster
from engine.intake.roster import InputFile
from engine.problems import Problem
from engine.rulebook import load

_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read of the files, and what is wrong with it."""

    rulebook: str
    inputs: tuple[InputFile, ...]
    candidates: int
    rejected: int
    registers: Mapping[str, int]  # rows of each register that was given
    problems: tuple[Problem, ...]  # errors first, then in file, sheet, row order


def check_files(
    files: tuple[Path, ...], rulebook: str, register: Path | None, units: Path | None, settings: Mapping[str, str]
) -> Checked:
    """Raises UnusableInput and BadRulebook as reading for a run does."""
    book = load(rulebook, settings)
    roster = read_roster(files, book, register=register, units=units)
    problems = sorted(roster.problems, key=lambda p: _ORDER[p.severity])  # stable: keeps the files' order
    return Checked(
        book.id,
        roster.inputs,
        len(roster.candidates),
        roster.rejected,
        {name: len(table) for name, table in roster.registers.items()},
        tuple(problems),
    )
