"""What the styles of an .xlsx say about reading: formats that show something else, and fonts of before Unicode."""

from __future__ import annotations

import re

Styles = dict[int, tuple[str, str]]
"""Cell style -> how it shows its number where that is not what the file stores, and its font where that is an old one.

``%``: 0.7 is read as 70%. ``000``: 12 is read as 012. ``m``, ``y``: a day of which only the month and year, or only the
year, is shown, because that is all that was typed.
"""


def is_old_font(name: str) -> bool:
    """A font whose letters are no Unicode: those of TCVN3 begin with ``.Vn``, those of VNI with ``VNI-``."""
    bare = name.strip().casefold()
    return bare.startswith((".vn", "vni-", "vni ")) or bare == "vni"


def styles_of(xml: bytes) -> Styles:
    """The telling styles of ``xl/styles.xml``."""
    codes = {9: "0%", 10: "0.00%", 17: "mmm-yy"}
    for tag in re.finditer(rb"<(?:\w+:)?numFmt\s([^>]*)>", xml):
        number = re.search(rb"numFmtId=[\"'](\d+)[\"']", tag[1])
        code = re.search(rb"formatCode=(\"[^\"]*\"|'[^']*')", tag[1])
        if number and code:
            codes[int(number[1])] = code[1][1:-1].decode("utf-8", "replace")
    fonts = [_name(font) for font in _inside(xml, rb"fonts", rb"font")]
    block = re.search(rb"<(?:\w+:)?cellXfs\b(.*?)</(?:\w+:)?cellXfs", xml, re.DOTALL)
    styles: Styles = {}
    for style, tag in enumerate(re.finditer(rb"<(?:\w+:)?xf(?=[\s/>])([^>]*)>", block[1] if block else b"")):
        number = re.search(rb"\bnumFmtId=[\"'](\d+)[\"']", tag[1])
        said = re.search(rb"\bfontId=[\"'](\d+)[\"']", tag[1])
        how = shows(codes.get(int(number[1]), "")) if number else ""
        font = fonts[int(said[1])] if said and int(said[1]) < len(fonts) else ""
        if how or is_old_font(font):
            styles[style] = how, font if is_old_font(font) else ""
    return styles


def fonts_of_strings(xml: bytes) -> dict[int, str]:
    """``xl/sharedStrings.xml``: position -> the old font in which all of a text with fonts of its own is written."""
    if b"rFont" not in xml:
        return {}
    found = {}
    items = re.finditer(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", xml, re.DOTALL)
    for position, item in enumerate(items):
        names = {_attribute(tag[1]) for tag in re.finditer(rb"<(?:\w+:)?rFont\s([^>]*)>", item[1] or b"")}
        if len(names) == 1 and is_old_font(name := names.pop()):
            found[position] = name
    return found


def shows(code: str) -> str:
    """``0.0%`` -> ``%``; ``00000`` -> itself; ``mm/yyyy`` -> ``m``; ``yyyy`` -> ``y``; else nothing."""
    import html

    first = html.unescape(code).split(";")[0]
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", first).strip().casefold()  # quoted text, [$-42A], escapes
    if bare.endswith("%"):
        return "%"
    if re.fullmatch(r"0{2,}", bare):
        return bare
    if re.fullmatch(r"[my\s/.,\-]+", bare) and "y" in bare:
        return "m" if "m" in bare else "y"
    return ""


def _inside(xml: bytes, block: bytes, item: bytes) -> list[bytes]:
    found = re.search(rb"<(?:\w+:)?" + block + rb"\b(.*?)</(?:\w+:)?" + block + rb">", xml, re.DOTALL)
    pattern = rb"<(?:\w+:)?" + item + rb"(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?" + item + rb">)"
    return [tag[1] or b"" for tag in re.finditer(pattern, found[1], re.DOTALL)] if found else []


def _name(font: bytes) -> str:
    tag = re.search(rb"<(?:\w+:)?name\s([^>]*)>", font)
    return _attribute(tag[1]) if tag else ""


def _attribute(tag: bytes) -> str:
    value = re.search(rb"\bval=[\"']([^\"']*)[\"']", tag)
    return value[1].decode("utf-8", "replace") if value else ""
