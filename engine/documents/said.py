"""What papers say of a run and of each candidate, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from engine.documents import phrases
from engine.documents.lists import Plain, Section, Tree
from engine.explanation import Lexicon, as_text
from engine.explanation.places import comma
from engine.explanation.told import split_reasons
from engine.frozen import dataclass
from engine.provenance import Text
from engine.wording import CATALOGUE, joined, long_day, say, two_digits

IN_THE_LIST = frozenset({"seated", "no_number", "queue", "quota", "tied", "provisional"})
"""Reason codes that a list's own layout says."""

ASKS = frozenset({
    "blank", "unreadable", "no_column", "short", "evidence", "rate", "mismatch", "unset", "no_register", "duplicate",
    "incomplete", "unknown", "seat_class", "seat_group", "list_unknown", "category_unknown", "round_unknown",
    "exclusion_unknown",
})  # fmt: skip
"""Reason codes that ask somebody for something."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A council's session, as far as it wrote it down; what it did not stays a blank."""

    held_on: str = ""  # ISO day
    number: str = ""  # of the minutes
    chair: str = ""
    secretary: str = ""
    members: tuple[str, ...] = ()
    signed: bool = False
    overruns: tuple[Text, ...] = ()  # quotas that the council's list goes beyond
    met: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """One run, as the papers of one language speak of it."""

    document: Plain
    lexicon: Lexicon
    lang: str
    digest: str  # SHA-256 of decisions.json, so that paper can be traced
    names: Mapping[str, str]  # key -> name
    sitting: Sitting
    tree: Tree

    def text(self, text: Text | None) -> str:
        return text.in_(self.lang) if text else ""

    def say(self, key: str, **values: object) -> str:
        return say(key, **values).in_(self.lang)

    def fill(self, text: Text, **values: object) -> str:
        """A phrase with its values; a value that is a ``Text`` gives the language's own."""
        given = {k: v.in_(self.lang) if isinstance(v, Text) else v for k, v in values.items()}
        return text.in_(self.lang).format_map(given)

    def n(self, count: int) -> str:
        """A count as papers write it: ``02``."""
        return two_digits(count).in_(self.lang)

    @property
    def draft(self) -> bool:
        return bool(self.document["run"]["rulebook"].get("approval") != "approved")

    def frame(self) -> dict[str, str]:
        """What stands on every paper: whether it is a draft, and where it can be traced to."""
        run = self.document["run"]
        book = f"{run['rulebook'].get('id')} {run['rulebook'].get('version')}"
        drafts = [self.text(phrases.DRAFT)] if self.draft else []
        if self.sitting.met and not self.sitting.signed:
            drafts.append(self.text(phrases.NOT_SIGNED))
        return {
            "draft": "\n".join(drafts),
            "trace": self.fill(phrases.TRACE, run=run["id"], book=book, digest=self.digest),
        }


def papers(document: Plain, digest: str, lang: str, sitting: Sitting | None = None) -> Papers:
    names = {d["candidate"]["key"]: d["candidate"]["name"] for d in document["decisions"]}
    lexicon = Lexicon(document.get("rules") or {})
    return Papers(document, lexicon, lang, digest, names, sitting or Sitting(), Tree(document))


def grounds(p: Papers) -> list[str]:
    """What a submission rests on: the law left to be named, the plan's own grounds, the plan, the meeting."""
    document: Mapping[str, Any] = p.lexicon.rules.get("document") or {}
    found = [p.text(phrases.GROUND_LAW)]
    found += [p.fill(phrases.GROUND, what=p.text(as_text(ground))) for ground in document.get("grounds") or ()]
    found.append(p.fill(phrases.GROUND, what=plan(p)))
    return found


def plan(p: Papers) -> str:
    """``Kế hoạch số 3126/KH-UBND ngày 01 tháng 8 năm 2023 của UBND tỉnh Ninh Thuận``; what it leaves blank stays so."""
    document: Mapping[str, Any] = p.lexicon.rules.get("document") or {}
    number = document.get("number") or "…"
    issuer = p.lexicon.document("issuer") or Text("…", "…")
    if not issuer.en.startswith(("the ", "…")):
        issuer = Text(issuer.vi, f"the {issuer.en}")
    return p.fill(phrases.PLAN, number=number, date=plan_day(document.get("date")), issuer=issuer)


def iso_long(written: str) -> Text | None:
    """An ISO day as a paper writes it; None for anything else."""
    try:
        return long_day(date.fromisoformat(written))
    except ValueError:
        return None


def plan_day(written: object) -> Text:
    """The plan's day: whole where it has one; ``tháng 12 năm 2022`` keeps its day open."""
    said = iso_long(str(written)) or as_text(written)
    if said is None:
        return phrases.NO_DAY
    return Text(f"ngày … {said.vi}", said.en) if said.vi.startswith("tháng") else said


def tally(p: Papers, decisions: Iterable[Plain]) -> str:
    """``08 tập thể, 15 cá nhân``: the kinds that there are."""
    kinds = Counter(decision["candidate"]["kind"] for decision in decisions)
    present = [kind for kind in phrases.COUNTED if kinds[kind]] or ["collective", "individual"]
    return ", ".join(
        p.fill(phrases.COUNTED[kind], n=p.n(kinds[kind]), s="" if kinds[kind] == 1 else "s") for kind in present
    )


def about(decision: Plain) -> str:
    """Position and unit, a line each."""
    candidate = decision["candidate"]
    return "\n".join(part for part in (candidate.get("position"), candidate["unit"]) if part)


def why(p: Papers, decision: Plain, *, brief: bool = True) -> str:
    """The reasons in one run of text, each with its clause; ``brief`` leaves out what a list's layout says already."""
    reasons = split_reasons(decision)[0]
    chosen = [r for r in reasons if not brief or r["code"] not in IN_THE_LIST] or reasons
    return "; ".join(sentences(p, chosen))


def sentences(p: Papers, reasons: Sequence[Plain]) -> list[str]:
    """One sentence for each reason, with its clause where the sentence does not name it."""
    lines = []
    for reason in reasons:
        line = reason[p.lang]
        clause = reason["clause"]
        if clause and clause not in line and not clause.startswith("law/"):
            line = p.fill(phrases.WITH_CLAUSE, line=line, clause=clause)
        lines.append(line)
    return list(dict.fromkeys(lines))


def notes(p: Papers, decision: Plain, *, named: bool = True) -> str:
    """What whoever decides must know: provisional on whom (where others may be named), advisories, readings."""
    lines = [overlay] if named and (overlay := council_note(p, decision)) else []
    if not decision["certain"] and not decision.get("council"):
        others = decision.get("provisional_on") or () if named else ()
        count = decision.get("provisional_count") if others else None
        names = joined([p.names.get(key, key) for key in others], 3, count)
        lines.append(p.fill(phrases.PROVISIONAL_ON if names.vi else phrases.PROVISIONAL, names=names))
    _, told = split_reasons(decision)
    lines += sentences(p, list(told.values()))
    if decision["depends_on_readings"]:
        lines.append(p.fill(phrases.HANGS_ON, clauses=", ".join(reading_clauses(p, decision))))
    return "\n".join(lines)


def council_note(p: Papers, decision: Plain) -> str:
    """What the council decided otherwise than the rules, with its reason."""
    word = decision.get("council")
    if not word:
        return ""
    said = p.fill(phrases.ACTIONS[word["action"]], by_rules=short(p, word["by_rules"]))
    return p.fill(phrases.COUNCIL_NOTE, said=said, reason=word["reason"] or "…")


def votes(p: Papers, decision: Plain) -> str:
    """``07/09`` where the council voted on a candidate; else a blank for the hand."""
    found = (decision.get("council") or {}).get("votes")
    if not found:
        return p.text(phrases.VOTE_BLANK)
    voters = found["agree"] + (found["against"] or 0) + len(found["abstained"])
    return f"{p.n(found['agree'])}/{p.n(voters)}"


def short(p: Papers, status: str) -> str:
    """A status in few words; one that the council gives, by the words of the run."""
    key = f"status.{status}.short"
    return p.say(key) if key in CATALOGUE else p.text(p.lexicon.status(status))


def reading_clauses(p: Papers, decision: Plain) -> list[str]:
    """The clauses that are read one way or another; a reading without clause by its name."""
    cited: dict[str, None] = {}
    for name in decision["depends_on_readings"]:
        clauses = [c for c in p.lexicon.clauses("parameters", name) if not c.startswith("law/")]
        cited |= dict.fromkeys(clauses or [p.text(p.lexicon.name("parameters", name))])
    return list(cited)


def score(p: Papers, decision: Plain) -> str:
    """``92,5``; ``70 – 90`` where something is unknown."""
    own = decision["score"]
    if own is None:
        low, high = decision["score_range"] or (None, None)
        ends = [end for end in (low, high) if end is not None]
        if not ends:
            return ""
        return " – ".join("…" if end is None else (end if p.lang == "en" else comma(end)) for end in (low, high))
    return str(own) if p.lang == "en" else comma(own)


def asked(p: Papers, decision: Plain) -> tuple[list[str], list[str]]:
    """What a candidate has still to bring, in words, and the cells to fill in, each ``Cá nhân!K15``."""
    reasons = [r for r in split_reasons(decision)[0] if r["code"] in ASKS]
    lines = sentences(p, reasons)
    cells: dict[str, None] = {}
    for reason in reasons:
        cells |= dict.fromkeys(reason["cells"])
    if not lines:
        for group in ("criteria", "exclusions"):
            for name, finding in decision[group].items():
                if finding["result"] == "unknown":
                    lines.append(p.fill(phrases.UNKNOWN, what=p.lexicon.name(group, name)))
                    cells |= dict.fromkeys([finding["cell"]] if finding["cell"] else [])
    if not lines and decision["score"] is None and decision["score_range"] is not None:
        lines.append(p.fill(phrases.SCORE_UNKNOWN, span=score(p, decision) or "…"))
    return lines or sentences(p, decision["reasons"][:1]), list(cells)


def places(cells: Iterable[str], file: str) -> str:
    """``Cá nhân!K15, J15; so.xlsx!Sổ!B3``: each sheet once, the file where it is not the candidate's own."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, ref = cell.removeprefix(f"{file}!").rpartition("!")
        sheets.setdefault(sheet, []).append(ref)
    return "; ".join(f"{sheet}!{', '.join(refs)}" for sheet, refs in sheets.items())


def seats(p: Papers, line: Plain, disputed: int = 0) -> str:
    """``Tập thể: 08/08 suất`` with what stays empty, and how many of them the tied are level for."""
    name = p.text(as_text(line))
    if line["at_most"] is None:
        return p.fill(phrases.SEATS_OPEN, name=name, filled=p.n(line["filled"]))
    empty = line["at_most"] - line["filled"]
    said = p.fill(phrases.SEATS, name=name, filled=p.n(line["filled"]), most=p.n(line["at_most"]))
    if disputed:
        said += p.fill(phrases.SEATS_DISPUTED, n=p.n(disputed))
    return said + (p.fill(phrases.SEATS_EMPTY, n=p.n(empty)) if empty > 0 else "")


def heading(p: Papers, section: Section) -> str:
    """``Tập thể – Phường 1``."""
    return p.text(section.title) + (f" – {section.group}" if section.group else "")
