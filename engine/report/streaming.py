"""``decisions.json`` piece by piece, with the place of each piece in the file: a large one needs little memory.

Our own files have a line for each decision. A file that somebody laid out otherwise may say the same: it is read at
once, and so is one that is damaged, for what is wrong with it is told there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from engine.frozen import dataclass
from engine.report.json_report import SCHEMA
from engine.report.reading import document_of, is_decision, is_head, read_results

DECISIONS = "decisions"
_SECTION = re.compile(rb' "(\w+)": (.*)', re.DOTALL)
_CLOSING = {b"{": b" }", b"[": b" ]"}
_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A section of the document, or one decision, and the bytes of the file that it stands in."""

    section: str
    start: int
    length: int
    value: Any


class OtherLayout(Exception):
    """The file is not laid out as we write it, or it is damaged."""


def pieces_by_line(path: Path) -> Iterator[Piece | str]:
    """Each section and each decision in their order, then the SHA-256 of the file.

    Raises OtherLayout as soon as a line is not as we write it: what was given before is worth nothing then.
    """
    head: dict[str, Any] = {}
    listed = False
    try:
        with path.open("rb") as file:
            lines = _Lines(file)
            for piece in _pieces(lines):
                if piece.section in head or (piece.section == DECISIONS and listed and not piece.length):
                    raise OtherLayout(piece.section)
                if piece.section == DECISIONS:
                    listed = True
                    if piece.length and not is_decision(piece.value):
                        raise OtherLayout(DECISIONS)
                else:
                    head[piece.section] = piece.value
                if piece.length:
                    yield piece
            digest = lines.digest.hexdigest()
    except (ValueError, RecursionError, OSError) as error:
        raise OtherLayout(path) from error
    if head.get("schema") != SCHEMA or not listed or not is_head(head):
        raise OtherLayout(path)
    yield digest


class _Lines:
    """The lines of a file, counted and digested as they pass."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.at = 0

    def next(self) -> tuple[int, bytes]:
        """Where the next line begins, and the line without its end; nothing at the end of the file."""
        line = self._file.readline()
        start, self.at = self.at, self.at + len(line)
        self.digest.update(line)
        if line and not line.endswith(b"\n"):
            raise OtherLayout(start)
        return start, line[:-1]


def _pieces(lines: _Lines) -> Iterator[Piece]:
    if lines.next()[1] != b"{":
        raise OtherLayout(0)
    more = True
    while more:
        start, line = lines.next()
        named = _SECTION.fullmatch(line)
        if named is None:
            raise OtherLayout(start)
        section, begun = named[1].decode(), named[2]
        start += len(line) - len(begun)
        if section == DECISIONS:
            more = yield from _decisions(lines, start, begun)
        elif begun in _CLOSING:
            value = [begun]
            end = _CLOSING[begun]
            while (line := lines.next()[1]) not in (end, end + b","):
                if not line.startswith(b"  "):
                    raise OtherLayout(start)
                value.append(line)
            more = line.endswith(b",")
            text = b"\n".join([*value, end])
            yield Piece(section, start, len(text), json.loads(text))
        else:
            text, more = _without_comma(begun)
            yield Piece(section, start, len(text), json.loads(text))
    if lines.next()[1] != b"}" or lines.next() != (lines.at, b""):
        raise OtherLayout(lines.at)


def _decisions(lines: _Lines, start: int, begun: bytes) -> Generator[Piece, None, bool]:
    """Gives back at its end whether another section follows."""
    yield Piece(DECISIONS, start, 0, None)
    text, more = _without_comma(begun)
    if text == b"[]":
        return more
    if begun != b"[":
        raise OtherLayout(start)
    another = True
    while another:
        start, line = lines.next()
        text, another = _without_comma(line)
        if not text.startswith(b"  {"):
            raise OtherLayout(start)
        yield Piece(DECISIONS, start + 2, len(text) - 2, json.loads(text))
    _, line = lines.next()
    text, more = _without_comma(line)
    if text != b" ]":
        raise OtherLayout(start)
    return more


def _without_comma(line: bytes) -> tuple[bytes, bool]:
    return (line[:-1], True) if line.endswith(b",") else (line, False)


def pieces_at_once(path: Path) -> Iterator[Piece | str]:
    """The same of a file of any layout; it is all in memory meanwhile. Raises UnusableInput as ``read_results``."""
    read_results(path)  # says what is wrong
    content = document_of(path).read_bytes()
    text = content.decode()
    decode = json.JSONDecoder().raw_decode
    at = place = 0  # in the text, and in the file

    def step(end: int) -> int:
        """Go on to ``end``; gives how many bytes that is."""
        nonlocal at, place
        length = len(text[at:end].encode())
        at, place = end, place + length
        return length

    def past(mark: str) -> bool:
        """Go over blanks and, where it stands there, the mark."""
        there = False
        for wanted in (_SPACE, re.compile(re.escape(mark)), _SPACE):
            found = wanted.match(text, at)
            there = there or (found is not None and wanted is not _SPACE)
            step(found.end() if found is not None else at)
        return there

    def value(section: str) -> Piece:
        start = place
        found, end = decode(text, at)
        return Piece(section, start, step(end), found)

    head: dict[str, Piece] = {}  # of two sections of one name JSON takes the last
    listed: list[Piece] = []
    past("{")
    while not past("}"):
        section = value("").value
        past(":")
        if section == DECISIONS and past("["):
            listed = []
            while not past("]"):
                listed.append(value(DECISIONS))
                past(",")
        else:
            head[section] = value(section)
        past(",")
    head.pop(DECISIONS, None)
    yield from listed
    yield from head.values()
    yield hashlib.sha256(content).hexdigest()
