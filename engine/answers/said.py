"""How an answer is put: names with their cells, rules by their texts, counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from engine.frozen import dataclass
from engine.provenance import Text

Plain: TypeAlias = Mapping[str, Any]
RESULTS = {
    "met": Text("đạt", "met"), "unmet": Text("không đạt", "unmet"), "unknown": Text("chưa xác định", "unknown"),
}  # fmt: skip
HOLDS = {
    "met": Text("thuộc trường hợp này", "it holds"), "unmet": Text("không thuộc", "it does not hold"),
    "unknown": Text("chưa xác định", "unknown"),
}  # fmt: skip
SECTIONS = ("criteria", "exclusions", "advisories")
KINDS = {
    "criteria": Text("Tiêu chuẩn", "Criterion"), "exclusions": Text("Trường hợp không xét", "Exclusion"),
    "advisories": Text("Lưu ý", "Advisory"),
}  # fmt: skip
SET_BY = {
    "plan": Text("kế hoạch quy định", "set by the plan"),
    "reading": Text("cách hiểu kế hoạch", "a reading of the plan"),
    "board": Text("hội đồng quy định", "set by the board"), "law": Text("pháp luật quy định", "set by the law"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A question's answer: a title, and a line for each thing; further in by ``depth``."""

    title: Text
    lines: tuple[tuple[int, Text], ...]


class Said:
    """Collects the lines of an answer."""

    def __init__(self, title: Text) -> None:
        self.title = title
        self._lines: list[tuple[int, Text]] = []

    def add(self, vi: str, en: str, depth: int = 0) -> None:
        self._lines.append((depth, Text(vi, en)))

    @property
    def empty(self) -> bool:
        return not self._lines

    def answer(self) -> Answer:
        return Answer(self.title, tuple(self._lines))


def text_of(entry: Plain | None, other: str = "") -> Text:
    return Text(entry["vi"], entry["en"]) if entry else Text(other, other)


def who(decision: Plain, cell: str | None = None) -> str:
    """``Nguyễn Văn An [danh-sach.xlsx!Cá nhân!D7]``."""
    candidate = decision["candidate"]
    return f"{candidate['name']} [{cell or '{file}!{sheet}!{row}'.format_map(candidate)}]"


def status_of(document: Plain, decision: Plain) -> Text:
    return text_of(document["rules"]["statuses"].get(decision["status"]), decision["status"])


def found_for(document: Plain, section: str, rule: str) -> dict[str, list[tuple[Plain, Plain]]]:
    """By result, the decisions on which a rule said something, with what it found."""
    found: dict[str, list[tuple[Plain, Plain]]] = {"met": [], "unmet": [], "unknown": []}
    for decision in document["decisions"]:
        finding = decision[section].get(rule)
        if finding is not None:
            found[finding["result"]].append((decision, finding))
    return found


def tell_rule(said: Said, document: Plain, section: str, rule: str, most: int) -> None:
    """One rule, how many met it and not, and by name those whom it stopped or left open."""
    entry = document["rules"][section][rule]
    text, kind, words = text_of(entry), KINDS[section], RESULTS if section == "criteria" else HOLDS
    found = found_for(document, section, rule)
    if not any(found.values()):
        said.add(f"{kind.vi} `{rule}`: {text.vi}: không xét riêng, chỉ trong quy tắc khác",
                 f"{kind.en} `{rule}`: {text.en}: asked of nobody by itself, only within another rule")  # fmt: skip
        return
    counts = [(words[result], len(those)) for result, those in found.items()]
    vi, en = "; ".join(f"{w.vi} {n}" for w, n in counts), "; ".join(f"{w.en} {n}" for w, n in counts)
    said.add(f"{kind.vi} `{rule}`: {text.vi}: {vi}", f"{kind.en} `{rule}`: {text.en}: {en}")
    told = ("unmet", "unknown", "met") if section == "criteria" else ("met", "unknown")
    for result in told:
        tell_those(
            said, document, found[result], words[result], most if result != "met" or section != "criteria" else 0
        )


def tell_those(
    said: Said, document: Plain, those: Sequence[tuple[Plain, Plain]], word: Text, most: int, depth: int = 1
) -> None:
    """Each with what was found, its cell and what became of it."""
    for decision, finding in those[:most]:
        status, value = status_of(document, decision), text_of(finding["shown"], "–")
        name = who(decision, finding["cell"])
        said.add(f"{word.vi}: {name}: {value.vi} → {status.vi}", f"{word.en}: {name}: {value.en} → {status.en}", depth)
    if most and len(those) > most:
        said.add(f"{word.vi}: và {len(those) - most} trường hợp nữa", f"{word.en}: and {len(those) - most} more", depth)


def inside(term: Any) -> Iterator[Any]:
    """A tree of conditions and values, everything in it."""
    yield term
    parts = term.values() if isinstance(term, dict) else term if isinstance(term, list) else ()
    for part in parts:
        yield from inside(part)
