"""The templates: those that are shipped, and an office's own in their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.documents import phrases
from engine.places import data_dir
from engine.problems import UnusableInput

NAMES = ("to-trinh", "bien-ban", "thong-bao", "de-cuong-bao-cao")


def shipped(name: str, lang: str) -> bytes:
    """A shipped template."""
    return (data_dir() / "documents" / lang / f"{name}.docx").read_bytes()


def all_shipped(lang: str) -> Iterator[tuple[str, bytes]]:
    """Every shipped template with its file's name."""
    return ((f"{name}.docx", shipped(name, lang)) for name in NAMES)


def own(folder: Path) -> dict[str, bytes]:
    """An office's templates, by name; one that is not there is the shipped one's place.

    Raises UnusableInput where there is no such folder, or none of the names in it.
    """
    found = {}
    for name in NAMES:
        path = folder / f"{name}.docx"
        if path.is_file():
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                raise UnusableInput(phrases.filled(phrases.TEMPLATE_UNREAD, file=path, why=error.strerror)) from error
    if not found:
        names = ", ".join(f"{name}.docx" for name in NAMES)
        raise UnusableInput(phrases.filled(phrases.NO_TEMPLATES, folder=folder, names=names))
    return found
