"""Where the rulebooks and the samples lie: beside ``engine`` in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path


def _place(name: str) -> Path:
    engine = Path(__file__).resolve().parent
    inside = engine / name
    return inside if inside.is_dir() else engine.parent / name


def rules_dir() -> Path:
    """The folder of the shipped rulebooks, their cases and ``standard.yaml``."""
    return _place("rules")


def tools_dir() -> Path:
    """The folder of what auditors run: programs that import nothing of ours."""
    return _place("tools")


def data_dir() -> Path:
    """The folder of the samples and, under ``units``, the lists of communes and wards."""
    return _place("data")
