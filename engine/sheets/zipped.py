"""Workbooks that are zip archives: .xlsx, .xlsm, .xlsb, .ods. What they unpack to is looked at before they are read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from engine.sheets import limits
from engine.sheets.plain import Sheet
from engine.sheets.refusal import Refused
from engine.sheets.sheet_xml import Findings, inspect
from engine.sheets.styles import fonts_of_strings, styles_of

MARK = b"PK\x03\x04"
_PIECE = 1 << 20
_LATE = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)[\"']")
# A cell, its attributes, the formula before its value, and a negative value.
_NEGATIVE = re.compile(
    rb"<((?:\w+:)?c)(\s[^>]*?)>((?:\s*<(?:\w+:)?f[^>]*>[^<]*</(?:\w+:)?f>|\s*<(?:\w+:)?f[^>]*/>)?\s*<(?:\w+:)?v>)"
    rb"\s*(-[^<]+?)\s*<"
)
_NUMBER = re.compile(rb"\st=[\"']n[\"']")
_TYPED = re.compile(rb"\st=[\"'](?!n[\"'])")
_FAR = 10**6  # days
_BROKEN = (zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, zlib.error)


def read_zipped(data: bytes) -> Iterator[Sheet]:
    """The sheets. Raises Refused: damaged, no workbook, protected by a password, too large or too sparse."""
    from engine.sheets.values import by_calamine

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            findings, late = _looked_at(archive)
    except _BROKEN:
        raise Refused("damaged") from None
    return by_calamine(data, findings, late_epoch=late, tamed=tamed)


def tamed(data: bytes) -> bytes:
    """An .xlsx with numbers far before any day as texts: in a cell of days its reader breaks down on them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as changed:
        for name in archive.namelist():
            part = archive.read(name)
            changed.writestr(name, _NEGATIVE.sub(_as_text, part) if "worksheets/" in name else part)
    return target.getvalue()


def _as_text(found: re.Match[bytes]) -> bytes:
    attributes, between, number = found[2], found[3], found[4]
    try:
        far = float(number) < -_FAR
    except ValueError:
        return found[0]
    if not far or _TYPED.search(attributes):
        return found[0]
    return b'<%b%b t="str">%b%b<' % (found[1], _NUMBER.sub(b"", attributes), between, number)


def _looked_at(archive: zipfile.ZipFile) -> tuple[dict[str, Findings], bool]:
    """What is found beside the values, by sheet; and whether the file counts its days from 1904."""
    names = set(archive.namelist())
    if sum(entry.file_size for entry in archive.infolist()) > limits.MOST_BYTES:
        raise Refused("too-large", limits.MOST_BYTES >> 20)
    if "xl/workbook.xml" in names:
        late = _LATE.search(archive.read("xl/workbook.xml")) is not None
        return _worksheets(archive, names), late
    if "content.xml" in names:
        from engine.sheets.open_document import tables

        return tables(archive), False
    if "xl/workbook.bin" in names:
        from engine.sheets.binary import worksheets

        return worksheets(archive)
    raise Refused("no-workbook")


def _worksheets(archive: zipfile.ZipFile, names: set[str]) -> dict[str, Findings]:
    """Sheet name -> what its XML says."""
    styles = styles_of(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
    rich = fonts_of_strings(archive.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else {}
    targets = targets_of(archive, "xl/_rels/workbook.xml.rels")
    found: dict[str, Findings] = {}
    for tag in re.finditer(r"<(?:\w+:)?sheet\s([^>]*)>", text_of(archive, "xl/workbook.xml")):
        said = attributes(tag[1])
        part = targets.get(next((v for k, v in said.items() if k.endswith(":id")), ""), "")
        if part not in names or "worksheet" not in part:
            continue

        def pieces(part: str = part) -> Iterator[bytes]:
            with archive.open(part) as stream:
                while piece := stream.read(_PIECE):
                    yield piece

        findings = inspect(pieces, styles, rich, limits.MOST_CELLS)
        refuse_sparse(said.get("name", part), findings)
        found[said.get("name", "")] = findings
    return found


def refuse_sparse(sheet: str, findings: Findings) -> None:
    """Raises Refused where the rectangle from A1 to the last cell is too large to be laid out."""
    if findings.rows * findings.columns > limits.MOST_CELLS:
        raise Refused("too-sparse", sheet, findings.rows, findings.columns)


def targets_of(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """A relation's id -> the part of the archive that it names. Links to outside the archive name no part."""
    targets: dict[str, str] = {}
    if part in archive.namelist():
        for tag in re.finditer(r"<(?:\w+:)?Relationship\s([^>]*)>", text_of(archive, part)):
            said = attributes(tag[1])
            target = said.get("Target", "").lstrip("/")
            targets[said.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return targets


def text_of(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8", "replace")


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, from what stands between its name and its end."""
    found = {m[1]: m[2] or m[3] or "" for m in re.finditer(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)}
    if "&" in tag:
        import html

        return {name: html.unescape(value) for name, value in found.items()}
    return found
