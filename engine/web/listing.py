"""What stands around the rows of the ranked list: bars of the quotas, headings of the lists, words of the cut lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from engine.explanation.index import LineKey, chain, quota_lines
from engine.provenance import Text
from engine.web.results import RANKED, Results, Row
from engine.wording import decimal, say

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """A quota as a bar; widths are whole per cents of its seats, and what is seated never looks empty."""

    name: str
    clause: str | None
    most: int | None
    filled: int
    empty: int
    contested: int  # seats that those level at the line are still to be chosen for
    inner: bool
    sure: int
    hatched: int


def bars(found: Results, lang: str) -> list[Bar]:
    """Each quota that has a number or anybody in it."""
    nominated = found.run.nominated
    made = []
    for quota in found.head["quotas"]:
        most, filled = quota["at_most"], quota["filled"]
        if not most and not quota["eligible"]:
            continue
        crosses = quota["id"].startswith(("across/", "slots/"))
        # A limit that crosses has no seats of its own that could stay empty, or be contested.
        seats = filled if most is None or crosses else most
        contested = 0 if crosses else max(0, filled - nominated.get((quota["id"], quota["group"]), 0))
        sure, both = _percent(filled - contested, seats), _percent(filled, seats)
        made.append(Bar(
            quota_name(quota, lang), quota.get("clause"), most, filled, max(0, seats - filled), contested,
            quota["parent"] is not None, sure, both - sure,
        ))  # fmt: skip
    return made


def _percent(part: int, whole: int) -> int:
    return -(-100 * part // whole) if whole else 0


def quota_name(quota: Plain, lang: str) -> str:
    """What a person calls a quota; with its group where it is one of several."""
    group = f" – {quota['group']}" if quota.get("group") else ""
    return f"{quota.get(lang) or quota['id']}{group}"


def heads(found: Results, shown: Sequence[Row], name: Callable[[str, str | None], str], lang: str) -> dict[int, str]:
    """The heading above the first row shown of each list, by the row's number; none where there is only one list."""
    lines = quota_lines(found.head)
    made: dict[int, str] = {}
    before: tuple[bool, str | None] | None = None
    for row in shown:
        ranked = row.decision["status"] in RANKED
        here = (ranked, row.decision["list"] if ranked else None)
        if here != before:
            title = _list_name(row.decision, lines, name, lang) if ranked else say("web.beside_lists").in_(lang)
            made[row.number] = title
        before = here
    return made if len(found.run.ranked) > 1 else {}


def _list_name(
    decision: Plain, lines: Mapping[LineKey, Plain], name: Callable[[str, str | None], str], lang: str
) -> str:
    placed = decision["quota"] or {}
    over = list(chain(lines, placed.get("node"), placed.get("group")))
    if over:
        return quota_name(over[-1], lang)
    return f"{name('kinds', decision['candidate']['kind'])} – {name('awards', decision['candidate']['award'])}"


def cuts(found: Results, shown: Sequence[Row], lang: str) -> dict[int, str]:
    """The words of each cut line, by the number of the row under it: whose line it is, and what is left to decide."""
    nominated = found.run.nominated
    made: dict[int, str] = {}
    for row in shown:
        quota = row.cut
        if quota is not None:
            said = [say("web.cut", quota=Text(*(quota_name(quota, each) for each in ("vi", "en"))))]
            if quota.get("at_most") is not None:
                said.append(say("web.cut_seats", filled=quota["filled"], most=quota["at_most"]))
                contested = quota["filled"] - nominated.get((quota["id"], quota["group"]), 0)
                if row.decision["status"] == "tied" and contested > 0:
                    said.append(say("web.cut_contested", n=contested))
            made[row.number] = "; ".join(text.in_(lang) for text in said)
    return made


def point_writer(lang: str) -> Callable[[Plain], str]:
    """A candidate's points as the language writes them; what they lie between, where not all of them are known."""

    def points(decision: Plain) -> str:
        known = decision["score"]
        ends = [known] if known is not None else [end for end in decision["score_range"] or () if end is not None]
        return "–".join(decimal(Fraction(end)).in_(lang) for end in ends) or "–"

    return points
