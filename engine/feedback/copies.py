"""Marked copies, made in a process of their own: the library that keeps a workbook's look reads all that is in it."""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.feedback.annotate import annotate
from engine.intake.apart import call_apart
from engine.intake.child import Stopped
from engine.intake.raw import RawBook

if TYPE_CHECKING:
    from engine.checking import Noted


def marked_copy(data: bytes, book: RawBook, noted: Sequence[Noted], lang: str) -> bytes | None:
    """The copy of ``book``, whose bytes are ``data``; None where it takes more than the limits of reading allow.

    With the look of the workbook; where that cannot be had within the limits, with its values alone.
    """
    for kept in (data, b"") if data else (b"",):
        payload = pickle.dumps((kept, book, tuple(noted), lang), pickle.HIGHEST_PROTOCOL)
        try:
            return call_apart(f"{__name__}:made", payload)
        except Stopped:
            continue
    return None


def made(payload: bytes) -> bytes:
    """In the process of its own."""
    data, book, noted, lang = pickle.loads(payload)  # noqa: S301  # from the process that started this one
    target = io.BytesIO()
    annotate(data, book, noted, target, lang)
    return target.getvalue()
