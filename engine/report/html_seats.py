"""Bars: how full each quota is, and where those nominated come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.documents.lists import Section, Tree
from engine.explanation import Lexicon, as_text
from engine.provenance import Text
from engine.report import html_words as words
from engine.report.html_words import both, esc, fill
from engine.wording import joined, say, two_digits

Plain = Mapping[str, Any]


def bars(document: Plain, lists: Sequence[Section], tree: Tree) -> Iterator[str]:
    """One bar for each quota, those inside another under it and set in; units whose round is not open are named."""
    disputed = {
        (s.root["id"], s.root["group"]): s.seats_in_dispute for s in lists if s.root is not None and s.tied
    }
    closed = _closed(document)
    roots = [line for line in document["quotas"] if line["parent"] is None and line["group"] not in closed]
    told = [pair for root in roots for pair in tree.walk(root)]
    if told:
        yield "<ul class=q>\n"
        for line, depth in told:
            yield _bar(line, min(depth, 3), disputed.get((line["id"], line["group"]), 0))
        yield "</ul>\n"
    else:
        yield f"<p>{both(say('quota.none'))}</p>\n"
    if closed:
        yield f"<p>{both(fill(words.NOT_OPEN, names=joined(sorted(closed), most=12)))}</p>\n"


def _closed(document: Plain) -> set[str]:
    """The units for which the round is not open: whoever is of them is not considered, so their seats are none."""
    closed: set[str] = set()
    open_: set[str] = set()
    for decision in document["decisions"]:
        if commune := decision["candidate"]["commune"]:
            (closed if decision["status"] == "not_considered" else open_).add(commune)
    return closed - open_


def _bar(line: Plain, depth: int, disputed: int) -> str:
    quota = as_text(line) or Text(line["id"], line["id"])
    if line["group"]:
        quota = Text(f"{quota.vi} – {line['group']}", f"{quota.en} – {line['group']}")
    filled, most = line["filled"], line["at_most"]
    if line["id"].startswith(("across/", "slots/")):  # no seats of its own that could stay empty
        said = [_counted(line)]
    elif most is None:
        said = [fill(words.OPEN_END, filled=two_digits(filled))]
    else:
        said = [fill(words.FILLED, filled=two_digits(filled), most=two_digits(most))]
        said.append(fill(words.EMPTY, n=two_digits(most - filled)) if filled < most else words.FULL)
    if disputed:
        said.append(fill(words.DISPUTED, n=two_digits(disputed)))
    if line["short"]:
        said.append(fill(words.SHORT, n=two_digits(line["short"])))
    text = Text("; ".join(t.vi for t in said), "; ".join(t.en for t in said))
    clause = f" <small>[{esc(line['clause'])}]</small>" if line.get("clause") else ""
    return (
        f"<li class=d{depth}><span>{both(quota)}{clause}</span>{meter(filled - disputed, disputed, most)}"
        f"<span>{both(text)}</span>\n"
    )


def _counted(line: Plain) -> Text:
    """Of a limit that crosses the quotas: how many of those seated it counts, and between what."""
    least, most = line["at_least"], line["at_most"]
    bounds = [fill(words.AT_LEAST, n=two_digits(least))] if least else []
    bounds += [fill(words.AT_MOST, n=two_digits(most))] if most is not None else []
    counted = fill(words.COUNTED, filled=two_digits(line["filled"]))
    said = (counted, *bounds)
    return Text(", ".join(t.vi for t in said), ", ".join(t.en for t in said))


def meter(sure: int, open_: int, most: int | None) -> str:
    """A bar whose words stand beside it; widths are whole per cents, rounded half up."""
    whole = most if most is not None else sure + open_
    first, second = (_percent(n, whole) for n in (sure, sure + open_))
    parts = f"<b style=width:{first}%></b>"
    if open_:
        parts += f"<u style=width:{second - first}%></u>"
    return f"<span class=m aria-hidden=true>{parts}</span>"


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def origins(document: Plain, lexicon: Lexicon) -> Iterator[str]:
    """Where the nominated come from: by commune, kind, category and sender, beside how many were put forward."""
    decisions = document["decisions"]
    for key, title in words.BY.items():
        put: Counter[str | None] = Counter(d["candidate"][key] for d in decisions)
        seated = Counter(d["candidate"][key] for d in decisions if d["status"] == "nominated")
        tied = Counter(d["candidate"][key] for d in decisions if d["status"] == "tied")
        if set(put) == {None}:
            continue
        order = sorted(put, key=lambda each: (-seated[each], -tied[each], -put[each], each or "\uffff"))
        most = max((seated[each] + tied[each] for each in put), default=0)
        rows = "".join(
            f"<tr><th scope=row>{_named(lexicon, key, each)}<td class=n>{put[each]}<td class=n>{seated[each]}"
            f"<td class=n>{tied[each]}<td>{meter(seated[each], tied[each], most)}"
            for each in order
        )
        head = "".join(f"<th scope=col>{both(text)}" for text in (words.COLUMN, words.PUT, words.IN, words.TIED))
        opened = " open" if len(order) <= 12 else ""
        yield (
            f"<details{opened} class=g><summary>{both(title)} ({len(order)})</summary><div class=t><table>"
            f"<caption>{both(title)}</caption><tr>{head}<td>{rows}</table></div></details>\n"
        )


def _named(lexicon: Lexicon, key: str, value: str | None) -> str:
    if value is None:
        return both(words.NOWHERE)
    if key == "kind":
        return both(lexicon.name("kinds", value))
    return both(lexicon.name("categories", value)) if key == "category" else f"<bdi>{esc(value)}</bdi>"
