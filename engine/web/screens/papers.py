"""Văn bản: the papers of a run, by their digest; one by one or all at once."""

from __future__ import annotations

import hashlib
import io
import zipfile
from functools import lru_cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.council import COUNCIL, apply, read_council
from engine.documents import all_papers
from engine.documents.council import sitting_of
from engine.report.reading import read_results, sha256_of
from engine.web.answers import download
from engine.web.pages import page
from engine.web.screens.results import FILES, the_results
from engine.web.visit import Visit


@lru_cache(maxsize=8)
def made(folder: Path, lang: str) -> dict[str, bytes]:
    """Name -> file, as the council left the run where it has met; the same results give the same bytes."""
    document, digest, sitting = read_results(folder), sha256_of(folder), None
    council = read_council(folder)
    if council is not None:
        applied = apply(document, council)
        document, sitting = applied.document, sitting_of(applied)
        digest = f"{digest}; {COUNCIL} {hashlib.sha256((folder / COUNCIL).read_bytes()).hexdigest()}"
    return dict(all_papers(document, digest, lang, sitting=sitting))


def papers(visit: Visit) -> Response:
    folder, found = the_results(visit)
    names = list(made(folder, visit.lang))
    return page(
        visit, "papers.html", results=found, open_ties=_open_ties(folder, found.ties),
        digest=sha256_of(folder), main=[n for n in names if "/" not in n],
        notices=[n for n in names if "/" in n],
        files=[f for f in FILES if (folder / f).is_file() and f not in names],
    )  # fmt: skip


def _open_ties(folder: Path, by_rules: int) -> int:
    council = read_council(folder)
    if council is None:
        return by_rules
    return sum(len(group) for group in apply(read_results(folder), council).open_ties)


def paper(visit: Visit) -> Response:
    """One of them; its name is looked up among those there are."""
    folder, _ = the_results(visit)
    name = visit.request.query_params.get("name", "")
    found = made(folder, visit.lang).get(name)
    if found is None:
        raise HTTPException(404)
    return download(found, name.rpartition("/")[2])


def all_at_once(visit: Visit) -> Response:
    """Every paper and the results' own files, in one zip."""
    folder, _ = the_results(visit)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made(folder, visit.lang).items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        for name in FILES:
            if (folder / name).is_file() and name not in made(folder, visit.lang):
                archive.writestr(zipfile.ZipInfo(name), (folder / name).read_bytes(), zipfile.ZIP_DEFLATED)
    return download(buffer.getvalue(), "van-ban.zip" if visit.lang == "vi" else "papers.zip")
