"""Văn bản: the papers of a run as they will look, each with its digest; one by one or all at once."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.council import COUNCIL, apply, read_council
from engine.documents import Paper, named_papers
from engine.documents.council import sitting_of
from engine.frozen import dataclass
from engine.web.answers import download
from engine.web.pages import page
from engine.web.preview import book_of, paper_of
from engine.web.printing import digest_of
from engine.web.results import results_of, whole
from engine.web.screens.results import FILES, the_results
from engine.web.visit import Visit

KINDS = ("main", "lists", "notices", "record")
LISTS = (".xlsx", ".html")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the run as the screen lists it."""

    file: str
    title: str
    kind: str  # one of KINDS
    size: int
    digest: str  # SHA-256
    made: bool  # now, from decisions.json; else it lies in the results folder

    @property
    def can_be_seen(self) -> bool:
        return self.file.endswith((".docx", ".xlsx"))


@lru_cache(maxsize=8)
def made(folder: Path, lang: str) -> Mapping[str, Paper]:
    """Every paper by its file, as the council left the run where it has met; the same results, the same bytes."""
    document: Mapping[str, Any] = whole(folder)
    digest, sitting = results_of(folder).digest, None
    council = read_council(folder)
    if council is not None:
        applied = apply(document, council)
        document, sitting = applied.document, sitting_of(applied)
        digest = f"{digest}; {COUNCIL} {hashlib.sha256((folder / COUNCIL).read_bytes()).hexdigest()}"
    return {paper.file: paper for paper in named_papers(document, digest, lang, sitting=sitting)}


def papers(visit: Visit) -> Response:
    """The list, and the paper that was chosen as it will look; the submission to begin with."""
    folder, found = the_results(visit)
    entries = _entries(visit, folder)
    asked = visit.request.query_params.get("paper", "")
    chosen = next((entry for entry in entries if entry.file == (asked or entries[0].file)), None)
    if chosen is None:
        raise HTTPException(404)
    ties = _open_ties(folder, found.ties)
    return page(
        visit, "papers.html", results=found, open_ties=ties, digest=found.digest, chosen=chosen,
        groups=[(kind, [e for e in entries if e.kind == kind]) for kind in KINDS], entries=entries,
        draft=found.draft or ties > 0, **_seen(visit, folder, chosen),
    )  # fmt: skip


def _entries(visit: Visit, folder: Path) -> list[Entry]:
    papers = made(folder, visit.lang)
    found = [
        Entry(p.file, p.title, "notices" if p.notice else "main", len(p.content), _sha256(p.content), made=True)
        for p in papers.values()
    ]
    known = {entry.digest for entry in found}
    for name in FILES:
        file = folder / name
        if not file.is_file() or name in papers:
            continue
        if (digest := digest_of(file)) not in known:  # the same paper under another name is one paper
            kind = "lists" if name.endswith(LISTS) else "record" if not name.endswith(".docx") else "main"
            found.append(Entry(name, visit.say(f"web.file_{name}"), kind, file.stat().st_size, digest, made=False))
    return found


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _seen(visit: Visit, folder: Path, entry: Entry) -> dict[str, Any]:
    """The leaves of a paper, or a sheet of a workbook; neither of what no person reads."""
    if entry.file.endswith(".docx"):
        return {"leaves": _leaves(_content(folder, visit.lang, entry)), "book": None}
    if entry.file.endswith(".xlsx"):
        sheet = visit.request.query_params.get("sheet", "")
        file = folder / entry.file
        number = int(sheet) if sheet.isdecimal() and len(sheet) < 4 else 0
        return {"leaves": None, "book": book_of(file, file.stat().st_mtime_ns, number)}
    return {"leaves": None, "book": None}


_leaves = lru_cache(maxsize=32)(paper_of)


def _content(folder: Path, lang: str, entry: Entry) -> bytes:
    return made(folder, lang)[entry.file].content if entry.made else (folder / entry.file).read_bytes()


def _open_ties(folder: Path, by_rules: int) -> int:
    council = read_council(folder)
    if council is None:
        return by_rules
    return sum(len(group) for group in apply(whole(folder), council).open_ties)


def paper(visit: Visit) -> Response:
    """One of them; its name is looked up among those there are."""
    folder, _ = the_results(visit)
    found = made(folder, visit.lang).get(visit.request.query_params.get("name", ""))
    if found is None:
        raise HTTPException(404)
    return download(found.content, found.file.rpartition("/")[2])


def all_at_once(visit: Visit) -> Response:
    """Every file that is listed, and their digests, in one zip."""
    folder, _ = the_results(visit)
    entries = _entries(visit, folder)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            archive.writestr(
                zipfile.ZipInfo(entry.file), _content(folder, visit.lang, entry), zipfile.ZIP_DEFLATED
            )
        sums = "".join(f"{entry.digest}  {entry.file}\n" for entry in entries)
        archive.writestr(zipfile.ZipInfo("SHA256SUMS"), sums, zipfile.ZIP_DEFLATED)
    return download(buffer.getvalue(), "van-ban.zip" if visit.lang == "vi" else "papers.zip")
