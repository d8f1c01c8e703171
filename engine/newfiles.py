"""New files for the user: whole or not at all, and never in the place of another."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from engine.problems import UnusableInput
from engine.wording import say


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
