"""``report.html``: one file that opens anywhere, for whoever has to see at a glance and then to ask why.

No network, no script needed, everything escaped; both languages are in it, and two radio buttons choose.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from engine.documents import Sitting, phrases
from engine.documents.lists import Section, Tree, sections
from engine.explanation import Lexicon, as_text
from engine.explanation.index import Indexed
from engine.explanation.lexicon import iso_day
from engine.explanation.places import comma
from engine.provenance import Text
from engine.report import html_words as words
from engine.report.html_look import SCRIPT, STYLE
from engine.report.html_seats import bars, origins
from engine.report.html_why import why
from engine.report.html_words import ICONS, both, esc, fill, name
from engine.wording import CATALOGUE, capital, joined, say, two_digits

MOST_WHOLE = 1_000
"""Beyond so many candidates the explanations leave out what is met: the page must still open on an old machine."""

Plain = Mapping[str, Any]


def page(document: Plain, digest: str, lang: str = "vi", sitting: Sitting | None = None) -> str:
    """The whole page; ``digest`` is the SHA-256 of decisions.json, ``lang`` the language it opens in.

    Where a council has met, ``document`` is the run as it left it, and ``sitting`` what it wrote of its session.
    """
    return _Page(document, digest, lang, sitting or Sitting()).whole()


class _Page:
    def __init__(self, document: Plain, digest: str, lang: str, sitting: Sitting) -> None:
        self.sitting = sitting
        self.document = Indexed(document)
        self.digest = digest
        self.lang = lang
        self.lexicon = Lexicon(document.get("rules") or {})
        self.brief = len(document["decisions"]) > MOST_WHOLE
        self.lists = sections(document)
        self.tree = Tree(document)
        self.categories: dict[str | None, str] = {}

    def whole(self) -> str:
        run = self.document["run"]
        title = self.lexicon.document("title") or Text(run["rulebook"]["id"], run["rulebook"]["id"])
        digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
            "base-uri 'none'; form-action 'none'"
        )
        checked = {"vi": "", "en": "", self.lang: " checked"}
        before = (
            "<!doctype html>\n<html lang=vi>\n<head><meta charset=utf-8>\n"
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name=viewport content="width=device-width, initial-scale=1">\n'
            f"<title>{esc(words.TITLE.in_(self.lang))} – {esc(title.in_(self.lang))}</title>\n"
            f"<style>{STYLE}</style></head>\n<body>\n<main>\n"
            f"<input type=radio name=l id=vi{checked['vi']}><label for=vi lang=vi>Tiếng Việt</label>"
            f"<input type=radio name=l id=en{checked['en']}><label for=en lang=en>English</label>\n"
        )
        parts = (
            before,
            self._head(title),
            self._counts(),
            self._section("seats", words.SEATS, bars(self.document, self.lists, self.tree)),
            self._section("lists", words.LISTS, self._ranked()),
            self._section("origin", words.ORIGIN, origins(self.document, self.lexicon)),
            self._section("others", words.OTHERS, self._others()),
            self._section("basis", words.BASIS, self._basis()),
            f"</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        )
        return "".join(parts)

    def _section(self, name_id: str, title: Text, inside: Iterator[str]) -> str:
        return f"<section id={name_id}><h2>{both(title)}</h2>\n{''.join(inside)}</section>\n"

    def _head(self, title: Text) -> str:
        run = self.document["run"]
        round_name = self.lexicon.name("rounds", run["round"])
        book = f"{run['rulebook'].get('id')} {run['rulebook'].get('version')}"
        day = iso_day(str(run.get("decided_on") or "…"))
        draft = ""
        if run["rulebook"].get("approval") != "approved":
            draft = f"<p class=draft>⚠ {both(say('approval.draft'))}</p>\n"
        if self.sitting.met:
            told = [fill(phrases.AFTER_COUNCIL, day=iso_day(self.sitting.held_on or "…"))]
            told += [fill(phrases.OVERRUN, what=what) for what in self.sitting.overruns]
            told += [] if self.sitting.signed else [phrases.NOT_SIGNED]
            draft += "".join(f"<p class=draft>⚠ {both(text)}</p>\n" for text in told)
        basis = f"<p>{both(say('basis.board', body=self.lexicon.body()))}.</p>\n" if self.lexicon.board_points else ""
        trace = fill(words.TRACE, run=run["id"], book=book, day=day)
        return (
            f"<header><h1>{both(words.TITLE)}</h1>\n<p class=plan>{both(title)}<br>{both(capital(round_name))}</p>\n"
            f"{draft}{basis}<p class=trace>{both(trace)}<br>decisions.json SHA-256 "
            f"<code>{esc(self.digest)}</code></p>\n</header>\n"
        )

    def _counts(self) -> str:
        counts = self.document["counts"]
        cards = "".join(
            f"<li class={status}><b>{counts[status]}</b> <span class=s>{icon} {self._short(status)}</span>"
            for status, icon in ICONS.items()
            if counts.get(status)
        )
        return f"<section id=summary><h2>{both(words.SUMMARY)}</h2>\n<ul class=cards>{cards}</ul>\n</section>\n"

    def _short(self, status: str) -> str:
        key = f"status.{status}.short"
        return both(say(key) if key in CATALOGUE else self.lexicon.status(status))

    # ---- lists --------------------------------------------------------------------------------------------------

    def _ranked(self) -> Iterator[str]:
        yield f"<p>{both(words.HOW)}</p>\n"
        if self.brief:
            yield f"<p>{both(fill(words.BRIEF, most=f'{MOST_WHOLE:,}'))}</p>\n"
        yield f"<p class=find hidden><label>{both(words.FILTER)} <input type=search id=find></label></p>\n"
        several = len({section.award for section in self.lists}) > 1
        for section in self.lists:
            title = section.title
            if section.group:
                title = Text(f"{title.vi} – {section.group}", f"{title.en} – {section.group}")
            award = ""
            if several or section is self.lists[0]:
                award = f"<p>{both(self._award(section))}</p>"
            yield f"<h3>{both(title)}</h3>{award}\n<ol class=c>\n"
            yield from (self._person(decision) for decision in section.nominated)
            if section.tied:
                n, seats = two_digits(len(section.tied)), two_digits(section.seats_in_dispute)
                yield f"<li class=tie>= {both(fill(words.TIED_BAND, n=n, seats=seats, body=self.lexicon.body()))}\n"
                yield from (self._person(decision) for decision in section.tied)
            yield self._cut(section)
            yield from (self._person(decision) for decision in section.reserve)
            yield "</ol>\n"
        if not self.lists:
            yield f"<p>{both(words.NOBODY)}</p>\n"

    def _award(self, section: Section) -> Text:
        if section.award is None:
            return Text("–", "–")
        texts = [self.lexicon.name("awards", award) for award in section.award.split("/")]
        return Text(" / ".join(text.vi for text in texts), " / ".join(text.en for text in texts))

    def _cut(self, section: Section) -> str:
        """The line under the last seat, naming the quota that drew it."""
        root = section.root
        if root is None or root["at_most"] is None:
            text = say("quota.none") if root is None else say("quota.cutline")
        else:
            quota = as_text(root) or Text(root["id"], root["id"])
            filled, most = two_digits(root["filled"]), two_digits(root["at_most"])
            seats = fill(words.FILLED, filled=filled, most=most)
            cut = say("quota.cutline") if root["filled"] >= root["at_most"] else None
            clause = root.get("clause")
            vi = f"{quota.vi}: {seats.vi}" + (f", mục {clause}" if clause else "")
            en = f"{quota.en}: {seats.en}" + (f", clause {clause}" if clause else "")
            text = Text(f"{cut.vi} – {vi}", f"{cut.en} – {en}") if cut else Text(vi, en)
        if root is not None:
            used = [line for line in self.tree.within(root) if line["filled"] >= line["at_most"]]
            if used:
                names = joined([as_text(line) or Text(line["id"], line["id"]) for line in used])
                inner = fill(words.WITHIN, names=names)
                text = Text(f"{text.vi}; {inner.vi}", f"{text.en}; {inner.en}")
        return f"<li class=cut><span>✂ {both(text)}</span>\n"

    def _person(self, decision: Plain) -> str:
        about, status = decision["candidate"], decision["status"]
        rank = "" if decision["rank"] is None else both(fill(words.RANK, n=decision["rank"]))
        marks = ""
        if not decision["certain"] and not decision.get("council") and status in ("nominated", "tied", "reserve"):
            marks += f" <small>({both(words.PROVISIONAL)})</small>"
        if decision["depends_on_readings"]:
            marks += f" <small>({both(words.READING)})</small>"
        place = esc(about["commune"] or about["unit"] or "")
        index = self.document.place_of(decision)
        council = f"<p class=council>{both(self._council(decision))}</p>" if decision.get("council") else ""
        return (
            f"<li><details class={status}><summary><span class=r>{rank}</span>"
            f"<span class=p>{name(about['name'])}</span>"
            f"<span class=k>{self._category(about['category'])}; {place}</span><span class=o>{_score(decision)}</span>"
            f"<span class=s>{ICONS[status]} {self._short(status)}{marks}</span></summary>\n"
            f"{council}{why(self.document, index, brief=self.brief)}</details>\n"
        )

    def _council(self, decision: Plain) -> Text:
        """What the council decided otherwise, and what the rules had given."""
        word = decision["council"]
        said = fill(phrases.ACTIONS[word["action"]], by_rules=self.lexicon.status(word["by_rules"]))
        return fill(phrases.COUNCIL_NOTE, said=said, reason=word["reason"] or "…")

    def _category(self, category: str | None) -> str:
        if category not in self.categories:
            self.categories[category] = both(self.lexicon.name("categories", category))
        return self.categories[category]

    def _others(self) -> Iterator[str]:
        for status in ("struck", "needs_evidence", "no_seat", "not_eligible", "excluded", "not_considered"):
            found = [d for d in self.document["decisions"] if d["status"] == status]
            if found:
                yield f"<h3>{both(self.lexicon.status(status))} ({len(found)})</h3>\n<ol class=c>\n"
                yield from (self._person(decision) for decision in found)
                yield "</ol>\n"

    # ---- what it rests on ---------------------------------------------------------------------------------------

    def _basis(self) -> Iterator[str]:
        run = self.document["run"]
        severities = [problem["severity"] for problem in self.document["problems"]]
        text = fill(words.PROBLEMS, n=severities.count("error"), m=severities.count("warning"))
        yield f"<p>{both(text)}: nominations.xlsx.</p>\n"
        files = "".join(
            f"<tr><th scope=row>{esc(source['file'])}<td class=n>{source['rows']}"
            f"<td><code>{esc(source['sha256'])}</code>"
            for source in run["inputs"]
        )
        head = f"<th scope=col>{both(say('col.file'))}<th scope=col>{both(words.ROWS)}<th scope=col>SHA-256"
        yield f"<div class=t><table><caption>{both(words.FILES)}</caption><tr>{head}{files}</table></div>\n"
        lines = []
        for reading in self.lexicon.readings:
            clauses = ", ".join(c for c in reading.get("clauses") or () if not c.startswith("law/"))
            lines.append(f"<li>{both(as_text(reading))}" + (f" <small>[{esc(clauses)}]</small>" if clauses else ""))
        if lines:
            yield f"<h3>{both(words.READINGS)}</h3>\n<ul>{''.join(lines)}</ul>\n"


def _score(decision: Plain) -> str:
    score = decision["score"]
    if score is None:
        low, high = decision["score_range"] or (None, None)
        if low is None and high is None:
            return ""
        score = f"{low or '…'} – {high or '…'}"
        return both(fill(words.POINTS, n=Text(score.replace(".", ","), score)))
    return both(fill(words.POINTS, n=Text(comma(score), score)))
