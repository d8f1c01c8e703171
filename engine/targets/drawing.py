"""The picture: a page of its own with a bar for each target; opens without a network, runs no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from engine.provenance import Text
from engine.targets.counting import Progress
from engine.targets.telling import sentence, told
from engine.truth import Truth

_STYLE = """
body{font:15px/1.5 "Times New Roman",Tinos,serif;margin:2em auto;max-width:60em;padding:0 1em;color:#111}
h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.6em 0 .2em}.muted{color:#555}svg{display:block;width:100%}
ul{margin:.3em 0;padding-left:1.4em}p{margin:.2em 0}summary{cursor:pointer}@media print{section{break-inside:avoid}}
"""
_COLOURS = {Truth.MET: "#2e7d32", Truth.UNMET: "#b23b3b", Truth.UNKNOWN: "#9a6b00"}
_WIDTH, _HEIGHT = 900, 34
_TITLE = Text("Chỉ tiêu thi đua và kết quả", "Targets and how far they are reached")
_LEGEND = Text(
    "Tô đậm: đã chắc chắn. Gạch chéo: chưa rõ, tùy các ô nêu bên dưới. Vạch đứng: mức phải đạt.",
    "Filled: for certain. Hatched: not known, hangs on the cells below. Upright line: what must be reached.",
)
_SETTLES = Text("Cần làm rõ", "What would settle it")
_UNITS = Text("Các đơn vị", "The units")
_MARKS = {
    Truth.MET: Text("đạt", "counts"), Truth.UNMET: Text("chưa đạt", "does not"),
    Truth.UNKNOWN: Text("chưa rõ", "not known"),
}
_MOST_OPEN = 200


def page(title: Text, found: Sequence[Progress], lang: str) -> str:
    """The whole page. ``title``: the plan's."""
    body = "\n".join(_section(number, progress, lang) for number, progress in enumerate(found))
    return (
        f'<!doctype html>\n<html lang="{"en" if lang == "en" else "vi"}">\n<head><meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(_TITLE.in_(lang))}</title>\n<style>{_STYLE}</style></head>\n<body>\n"
        f"<h1>{escape(_TITLE.in_(lang))}</h1>\n<p>{escape(title.in_(lang))}</p>\n"
        f'<p class="muted">{escape(_LEGEND.in_(lang))}</p>\n{body}\n</body></html>\n'
    )


def _section(number: int, progress: Progress, lang: str) -> str:
    clause = escape(", ".join(progress.clauses))
    said = escape(sentence(progress).in_(lang))
    opens = "".join(f"<li>{escape(told(each, lang))}</li>" for each in progress.open[:_MOST_OPEN])
    units = "".join(
        f"<li>{escape(unit.name)}: {escape(_MARKS[unit.counted].in_(lang))}</li>" for unit in progress.units
    )
    return (
        f'<section>\n<h2>{escape(progress.text.in_(lang))} <span class="muted">({clause})</span></h2>\n'
        f"{_bar(number, progress, said)}\n"
        f'<p style="color:{_COLOURS[progress.truth]}"><b>{said}</b></p>\n'
        + (f"<p>{escape(_SETTLES.in_(lang))}:</p><ul>{opens}</ul>\n" if opens else "")
        + (f"<details><summary>{escape(_UNITS.in_(lang))}</summary><ul>{units}</ul></details>\n" if units else "")
        + "</section>"
    )


def _bar(number: int, progress: Progress, said: str) -> str:
    """Reached and perhaps, of the units or of what is wanted, and where the line is."""
    whole = max(progress.of, progress.most, progress.needed or 0) if progress.of else 1
    counted = bool(progress.of)
    reached = progress.reached if counted else int(progress.truth is Truth.MET)
    most = progress.most if counted else int(progress.truth is not Truth.UNMET)
    colour = _COLOURS[progress.truth]
    full, maybe = _at(reached, whole), _at(most, whole)
    parts = [
        f'<rect x="0" y="6" width="{_WIDTH}" height="22" fill="#e8e8e8"/>',
        f'<rect x="0" y="6" width="{full}" height="22" fill="{colour}"/>' if full else "",
        f'<rect x="{full}" y="6" width="{maybe - full}" height="22" fill="url(#h{number})"/>' if maybe > full else "",
    ]
    if counted and progress.needed is not None:
        line = min(max(_at(progress.needed, whole), 1), _WIDTH - 1)
        parts.append(f'<line x1="{line}" y1="0" x2="{line}" y2="{_HEIGHT}" stroke="#111" stroke-width="2"/>')
    hatch = (
        f'<defs><pattern id="h{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="M0 8L8 0" stroke="{colour}" stroke-width="2"/></pattern></defs>'
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{said}">{hatch}{"".join(parts)}</svg>'
    )


def _at(number: int, whole: int) -> int:
    return _WIDTH * min(number, whole) // whole
