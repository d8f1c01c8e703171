"""The samples that come with the product, and new files for the user."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
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


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes ``target`` when the block ends well and vanishes when it does not.

    Raises UnusableInput where there is something of that name already, or where it cannot be written.
    """
    if os.path.lexists(target):
        raise UnusableInput(say("cli.exists", target=target))
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise UnusableInput(say("cli.no_folder", target=target.parent))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.rename(target)
    except OSError as error:
        raise UnusableInput(say("cli.not_written", target=target, why=error.strerror or error)) from error
    finally:
        part.unlink(missing_ok=True)


def write_draft(rulebook: str, path: Path, files: Mapping[str, str]) -> list[Path]:
    """The files of a new rulebook beside ``path``, or in that folder, all or none; ``files`` maps a suffix to a text.

    Raises UnusableInput as ``new_file`` does, and where the file would not be named after its rulebook's id.
    """
    if path.is_dir():
        path /= f"{rulebook}.yaml"
    if path.name != f"{rulebook}.yaml":
        raise UnusableInput(say("cli.draft_name", target=path, name=f"{rulebook}.yaml"))
    targets = {path.with_name(rulebook + suffix): text for suffix, text in files.items()}
    with ExitStack() as stack:
        for target, text in targets.items():
            stack.enter_context(new_file(target)).write_text(text, encoding="utf-8")
    return list(targets)
