"""The samples that come with the product."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

from engine.pipeline import Request
from engine.places import data_dir
from engine.problems import UnusableInput
from engine.wording import say

_ROUNDS = {
    "vinh-chau-2021": "recognised_unit",
    "cam-thanh-2022": "interim_review",
    "cao-bang-2022": "interim_review",
}
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "vinh-chau-2021": {"day_rate": "300000", "land_price": "500000"},
    "cam-thanh-2022": {"cap_gk_xa_individual": "6", "cap_gk_xa_household": "3"},
}


def sample_request(rulebook: str) -> tuple[Request, str]:
    """The run of a rulebook's sample, and the command a user would type for it."""
    path = data_dir() / "samples" / f"{rulebook}.xlsx"
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in path.parent.glob("*.xlsx")))
        raise UnusableInput(say("cli.no_sample", name=rulebook, there=there))
    round_, settings = _ROUNDS.get(rulebook), _SETTINGS.get(rulebook, {})
    words = ["xetkhen", "nominate", _relative(path), "-r", rulebook]
    if round_:
        words += ["--round", round_]
    for name, value in settings.items():
        words += ["--set", f"{name}={value}"]
    return Request((path,), rulebook, round_, settings=settings), shlex.join(words)


def _relative(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
