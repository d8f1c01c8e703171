"""A prepared template filled in: the part of docxtpl that the shipped templates use, in a thousandth of its time.

Importing docxtpl, with Jinja2 and lxml under it, takes longer than deciding two hundred candidates, and a submission
is written after every run. The shipped templates keep to ``{{ a.b }}``, ``for``, ``if``, ``else`` and their ``{%p %}``
and ``{%tr %}`` forms, which take the place of the paragraph or row that they stand in; a test holds every document made
here against docxtpl's. An office's own templates go to docxtpl itself (``office``), with all of Jinja2.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

Context = Mapping[str, Any]
_Fill = Callable[[dict[str, Any], list[str]], None]

# Only what no XML may hold; a name is never shortened otherwise.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROW = re.compile(r"<w:(tr|p)(?: [^>]*)?>(?:(?!<w:\1[ >]).)*?(\{%)\1( (?:(?!%\}).)*%\}).*?</w:\1>", re.DOTALL)
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_FIXED = (1980, 1, 1, 0, 0, 0)


class TemplateError(ValueError):
    """A template says something that this filling does not know."""


def fill(template: bytes, context: Context) -> bytes:
    """The template, a .docx, with the context's values in its places. The same in, the same bytes out."""
    values = dict(context)
    parts = []
    for name, part in _parts(template):
        if isinstance(part, bytes):
            parts.append((name, part))
            continue
        out: list[str] = []
        part(values, out)
        parts.append((name, "".join(out).encode()))
    return packed(parts)


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """Parts as a .docx whose bytes say nothing of when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def legal(text: str) -> str:
    """Without the control signs that other people's files may hold and XML may not."""
    return text if text.isprintable() else _ILLEGAL.sub("\ufffd", text)


@cache
def _parts(template: bytes) -> tuple[tuple[str, bytes | _Fill], ...]:
    found: list[tuple[str, bytes | _Fill]] = []
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            tagged = name.startswith("word/") and name.endswith(".xml") and (b"{{" in content or b"{%" in content)
            found.append((name, _compiled(content.decode()) if tagged else content))
    return tuple(found)


def _compiled(xml: str) -> _Fill:
    pieces = iter(_TAG.split(_ROW.sub(r"\2\3", xml)))
    fill_in, end = _block(pieces)
    if end:
        raise TemplateError(f"`{end}` closes nothing")
    return fill_in


def _block(pieces: Iterator[str]) -> tuple[_Fill, str]:
    """All up to the tag that ends this block, and that tag."""
    steps: list[_Fill] = []
    for piece in pieces:
        if piece.startswith("{{"):
            steps.append(_value(_path(piece[2:-2])))
        elif piece.startswith("{%"):
            words = piece[2:-2].split()
            match words:
                case ["for", name, "in", path]:
                    steps.append(_loop(name, _path(path), *_until(pieces, "endfor")))
                case ["if", "not", path]:
                    yes, no = _until(pieces, "endif")
                    steps.append(_either(_path(path), no, yes))
                case ["if", path]:
                    steps.append(_either(_path(path), *_until(pieces, "endif")))
                case ["endfor" | "endif" | "else"]:
                    return _all(steps), words[0]
                case _:
                    raise TemplateError(f"`{piece}` is not known here")
        elif piece:
            steps.append(_text(piece))
    return _all(steps), ""


def _until(pieces: Iterator[str], end: str) -> tuple[_Fill, _Fill]:
    """A block and what stands behind its ``else``."""
    first, stopped = _block(pieces)
    second: _Fill = _all([])
    if stopped == "else" and end == "endif":
        second, stopped = _block(pieces)
    if stopped != end:
        raise TemplateError(f"`{end}` is missing")
    return first, second


def _path(written: str) -> tuple[str, ...]:
    path = written.strip()
    if not _NAME.fullmatch(path):
        raise TemplateError(f"`{path}` is not a name")
    return tuple(path.split("."))


def _look(path: tuple[str, ...], values: Mapping[str, Any]) -> Any:
    found: Any = values
    for name in path:
        try:
            found = found[name]
        except (KeyError, TypeError):
            raise TemplateError(f"`{'.'.join(path)}` is not there") from None
    return found


def _text(text: str) -> _Fill:
    return lambda _, out: out.append(text)


def _value(path: tuple[str, ...]) -> _Fill:
    def put(values: dict[str, Any], out: list[str]) -> None:
        out.append(broken(legal(str(_look(path, values)))))

    return put


def broken(text: str) -> str:
    """Escaped, with a new line where the text has one, as docxtpl writes it."""
    safe = escape(text, quote=False)
    return safe.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">') if "\n" in safe else safe


def _loop(name: str, path: tuple[str, ...], body: _Fill, _: _Fill) -> _Fill:
    def run(values: dict[str, Any], out: list[str]) -> None:
        inner = dict(values)
        for item in _look(path, values):
            inner[name] = item
            body(inner, out)

    return run


def _either(path: tuple[str, ...], yes: _Fill, no: _Fill) -> _Fill:
    return lambda values, out: (yes if _look(path, values) else no)(values, out)


def _all(steps: list[_Fill]) -> _Fill:
    def run(values: dict[str, Any], out: list[str]) -> None:
        for step in steps:
            step(values, out)

    return run
