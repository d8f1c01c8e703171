"""The headings of a plan's text, as clauses: ``I.``, ``1.``, ``(1)``, ``a)``, each under the one it stands below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from engine.frozen import dataclass
from engine.rulebook.planning import PlanClause, typed_day

_STYLES = (
    ("article", re.compile(r"(Điều\s+\d+)[.:]\s+(.+)")),
    ("upper", re.compile(r"([A-HĐ])\.\s+(.+)")),
    ("roman", re.compile(r"([IVX]{1,5})[.)]\s*(?=\D)(.+)")),
    ("dotted", re.compile(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(.+)")),
    ("number", re.compile(r"(\d{1,2})[.]\s+(.+)")),
    ("bracketed", re.compile(r"(\(\d{1,2}\))\s+(.+)")),
    ("half", re.compile(r"(\d{1,2})\)\s+(.+)")),
    ("letter", re.compile(r"([a-zđ])[).]\s+(.+)")),
)
_WHOLE = re.compile(r"((?:[IVX]+|\d+|[A-Z]|Điều \d+)(?:\.(?:\d+|\(\d+\)|[a-zđ]))*)[.:)]?\s+(\S.*)")
_ISSUED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_LONGEST = 100
_END = ("nơi nhận", "nơi nhận:")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the text of a plan says of itself, where it says it."""

    title: str = ""
    number: str = ""
    date: str = ""


def clauses_in(lines: Iterable[str]) -> tuple[PlanClause, ...]:
    """The headings among the lines of a plan. The same path twice gets a number of its own."""
    found: list[PlanClause] = []
    above: list[tuple[str, str]] = []
    for line in lines:
        line = _plain(line)  # noqa: PLW2901  # the line, tidied
        if line.casefold().startswith(_END):
            break
        style, name, text = _heading(line)
        if not style:
            continue
        if style == "dotted":
            above = [pair for pair in above if pair[0] in ("article", "upper", "roman")]
            above += [(f"dotted {i}", part) for i, part in enumerate(name.split("."))]
        else:
            lower = ("bracketed", "half", "letter") if style == "number" else ()
            place = next((i for i, pair in enumerate(above) if pair[0] == style or pair[0] in lower), len(above))
            above = [*above[:place], (style, name)]
        found.append(PlanClause(".".join(part for _, part in above), _short(text)))
    return _told_apart(found)


def clause_line(line: str, known: Iterable[PlanClause]) -> PlanClause | None:
    """``II.1 Đối tượng thi đua``: a clause with its whole path; None where the line has no such form."""
    found = _WHOLE.match(_plain(line))
    if found is None:
        return None
    clause = PlanClause(found[1], _short(found[2]))
    return None if any(other.id == clause.id for other in known) else clause


def with_heads(clauses: Iterable[PlanClause]) -> tuple[PlanClause, ...]:
    """Those that have clauses below them, marked."""
    clauses = tuple(clauses)
    return tuple(replace(c, heads=any(o.id.startswith(f"{c.id}.") for o in clauses)) for c in clauses)


def heading_in(lines: Iterable[str]) -> Heading:
    """Number, date and title at the head of a plan, as far as they can be told."""
    lines = [_plain(line) for line in lines][:60]
    number = day = title = ""
    for at, line in enumerate(lines):
        if not number and (found := re.match(r"Số\s*:?\s*(\S*/\S+)", line)):
            number = found[1] if found[1][0].isdigit() else f"…{found[1]}"
        if not day and (found := _ISSUED.search(line)):
            when = typed_day("/".join(found.groups()))
            day = when.isoformat() if when else ""
        if not title and line.casefold() == "kế hoạch":
            title = next((x for x in lines[at + 1 :] if x), "")
    return Heading(title, number, day)


def _plain(line: str) -> str:
    """A line without the marks of Markdown, which texts taken from a PDF often have."""
    return " ".join(re.sub(r"^[\s#>]+|\*\*|__", "", line).split())


def _heading(line: str) -> tuple[str, str, str]:
    for style, pattern in _STYLES:
        if found := pattern.fullmatch(line):
            return style, found[1], found[2]
    return "", "", ""


def _short(text: str) -> str:
    text = text.strip().rstrip(":;.")
    if text.isupper():
        text = text.capitalize()
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return text


def _told_apart(clauses: list[PlanClause]) -> tuple[PlanClause, ...]:
    seen: dict[str, int] = {}
    made = []
    for clause in clauses:
        n = seen[clause.id] = seen.get(clause.id, 0) + 1
        made.append(clause if n == 1 else replace(clause, id=f"{clause.id} ({n})"))
    return with_heads(made)
