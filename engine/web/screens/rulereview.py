"""Rà soát: the workbook that an office reviews and signs, the signed one read back; two versions side by side."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.review import Checked, checked, read_review, review_of, write_review
from engine.review.workbook import default_name
from engine.rulebook import Rulebook
from engine.rulebook.difference import SECTIONS, Change, difference
from engine.rulebook.difference_text import section_title
from engine.web.answers import download
from engine.web.clausewise import standing_on
from engine.web.pages import page
from engine.web.screens.library import the_ref, when
from engine.web.screens.rulebooks import rulebook
from engine.web.uploads import looks_like_a_sheet, shown_name
from engine.web.visit import Visit
from engine.wording import say

_MOST = 8 * 1024 * 1024
PARTS = ("remarks", "edited", "since", "missing", "settled", "unseen")


def review_sheet(visit: Visit) -> Response:
    """The workbook to review; its cases are run first, so that the cover can say how many come out as they say."""
    ref = the_ref(visit)
    books = visit.office.rulebooks
    report = books.tried(ref, run=True)
    ran = None if report is None else (sum(case["good"] for case in report["cases"]), len(report["cases"]))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ra-soat.xlsx"
        write_review(review_of(books.place(ref)), file, visit.lang, ran)
        return download(file.read_bytes(), default_name(rulebook(visit, ref).id, visit.lang))


def rulebook_review(visit: Visit, found: Checked | None = None, error: str | None = None) -> Response:
    ref = the_ref(visit)
    own = visit.office.rulebooks.find(ref)
    return page(
        visit, "rulebook_review.html", 422 if error else 200, ref=ref, own=own, book=rulebook(visit, ref), found=found,
        error=error, parts=_parts(found) if found is not None else [],
    )  # fmt: skip


def _parts(found: Checked) -> list[tuple[str, list[object]]]:
    """Remarks first, each beside its rule; then what was not looked at."""
    chosen = {
        "remarks": [r for r in found.remarks if r.state == "remark"],
        "edited": [r for r in found.remarks if r.edited is not None],
        "since": [r for r in found.remarks if r.changed],
        "missing": [r for r in found.remarks if r.missing],
        "settled": [r for r in found.remarks if r.state == "agreed" and r.remarks],
        "unseen": [r for r in found.remarks if r.state == "unseen" and not r.missing],
    }
    return [(name, list(chosen[name])) for name in PARTS if chosen[name]]


async def check_review(visit: Visit) -> Response:
    """Nothing is kept of it: the workbook with its signatures is the office's record."""
    async with visit.request.form(max_files=1, max_fields=5) as form:
        file = form.get("file")
        sent = file if isinstance(file, UploadFile) and file.filename else None
        name, content = (shown_name(sent.filename), await sent.read(_MOST + 1)) if sent else ("", b"")
    return await run_in_threadpool(_check, visit, name, content)


def _check(visit: Visit, name: str, content: bytes) -> Response:
    ref = the_ref(visit)
    if not content:
        return rulebook_review(visit, error=visit.say("web.no_file"))
    if len(content) > _MOST or not content.startswith(b"PK") or not looks_like_a_sheet(content[:64]):
        return rulebook_review(visit, error=visit.say("web.no_review", name=name))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ra-soat.xlsx"
        file.write_bytes(content)
        try:
            returned = read_review(file)
        except UnusableInput:  # what it says is about a file under a name of ours, and a command
            return rulebook_review(visit, error=visit.say("web.no_review", name=name))
    review = review_of(visit.office.rulebooks.place(ref))
    if returned.rulebook != review.book.id:
        said = say("web.other_review", name=name, id=returned.rulebook, own=review.book.id)
        return rulebook_review(visit, error=said.in_(visit.lang))
    return rulebook_review(visit, checked(review, returned))


def rulebook_versions(visit: Visit) -> Response:
    """What differs between two versions, sentence by sentence with the clause."""
    before, after = the_ref(visit, "truoc"), the_ref(visit, "sau")
    books = visit.office.rulebooks
    found = difference(books.place(before), books.place(after))
    groups = [
        (section_title(section), [_line(visit, books.book(after), c) for c in found.changes if c.section == section])
        for section in SECTIONS
    ]
    sides = [_side(visit, ref) for ref in (before, after)]
    own = books.find(after)
    return page(
        visit, "rulebook_versions.html", found=found, groups=[(title, lines) for title, lines in groups if lines],
        sides=sides, before=before, after=after, ref=after, own=own,
        versions=[(each, when(each.at)) for each in (books.versions(own.id) if own is not None else [])],
    )  # fmt: skip


def _line(visit: Visit, book: Rulebook, change: Change) -> dict[str, object]:
    """One difference; where the sentence is the same, what differs behind it."""
    before, after = change.before, change.after
    same = before is not None and after is not None and before.in_(visit.lang) == after.in_(visit.lang)
    details = list(change.details)
    if same and not details and before is not None and after is not None:
        details = [f"{one} → {other}" for one, other in _both(before, after) if one != other]
    return {
        "change": change.change, "clauses": standing_on(book, change.id, change.clauses), "before": before,
        "after": after, "same": same, "details": details,
        "under": ", ".join(f"{name} = {value}" for name, value in change.under),
    }  # fmt: skip


def _both(before: Text, after: Text) -> tuple[tuple[str, str], ...]:
    return (before.vi, after.vi), (before.en, after.en)


def _side(visit: Visit, ref: str) -> dict[str, object]:
    own = visit.office.rulebooks.find(ref)
    book = rulebook(visit, ref)
    return {"own": own, "at": when(own.at) if own is not None else "", "book": book}
