"""The files in which people settled things beforehand, read for one run, and what of them goes into its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake.mapping import ColumnMap
from engine.intake.resolution import Resolution

if TYPE_CHECKING:
    from engine.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Said:
    """``record``: `mapping`, `resolve` -> the file's name and the digest of its bytes, of those that were given."""

    mapping: ColumnMap | None = None
    resolution: Resolution | None = None
    record: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def answers_of(rulebook: Rulebook, mapping: Path | None, resolve: Path | None) -> Said:
    """Raises UnusableInput for a file that cannot be read, or does not fit the rulebook."""
    record: dict[str, Mapping[str, str]] = {}
    columns, resolution = None, None
    if mapping is not None:
        from engine.intake.mapping_file import load_mapping

        columns = load_mapping(mapping, rulebook)
        record["mapping"] = {"file": columns.file, "sha256": columns.sha256}
    if resolve is not None:
        from engine.intake.resolve_file import load_resolution

        resolution = load_resolution(resolve, rulebook)
        record["resolve"] = {"file": resolution.file, "sha256": resolution.sha256}
    return Said(columns, resolution, record)
