"""Which fields a sheet of a rulebook may carry; and the register of earlier results, which is always there."""

from __future__ import annotations

from collections.abc import Mapping

from engine.provenance import Text
from engine.rulebook import walk
from engine.rulebook.columns import evidence_field
from engine.rulebook.model import Field, Register, Rulebook

CORE = (
    "name",
    "kind",
    "category",
    "unit",
    "commune",
    "position",
    "birth_year",
    "award",
    "board_score",
    "held_back",
    "dossier_complete",
)


def nominations(fields: Mapping[str, Field]) -> Register:
    """The built-in register of earlier results: a row for every decision of earlier runs."""
    statuses = {
        "nominated": Text("Đề nghị khen thưởng", "Nominated"),
        "reserve": Text("Dự bị", "Reserve"),
        "tied": Text("Đồng hạng", "Tied"),
        "no_seat": Text("Không có suất", "No seat"),
        "needs_evidence": Text("Chưa đủ căn cứ", "Needs evidence"),
        "not_eligible": Text("Không đủ tiêu chuẩn", "Not eligible"),
        "excluded": Text("Không xét", "Excluded"),
        "not_considered": Text("Chưa xét", "Not considered"),
    }
    ids = ("name", "kind", "category", "unit", "commune", "award", "round")
    columns = {i: fields[i] for i in ids if i in fields}
    columns["status"] = Field("status", "choice", Text("Kết quả", "Result"), statuses)
    columns["year"] = Field("year", "year", Text("Năm", "Year"))
    columns["decided_on"] = Field("decided_on", "date", Text("Ngày quyết định", "Decided on"))
    return Register("nominations", Text("Kết quả xét của các lượt trước", "Results of earlier runs"), columns)


def used_fields(book: Rulebook, declared: set[str]) -> dict[str, Field]:
    """The fields a sheet of this rulebook may carry, each with the column of its evidence."""
    wanted: dict[str, None] = dict.fromkeys(i for i in CORE if i in book.fields)
    for term in walk.about_candidates(book):
        wanted |= dict.fromkeys(walk.fields_read(term, book.parameters))
    wanted |= dict.fromkeys(i for i in book.fields if i in declared)
    pending = list(wanted)
    while pending:  # what a computed field is made of
        compute = book.fields[pending.pop()].compute if pending[-1] in book.fields else None
        if compute is not None:
            more = [i for i in walk.fields_read(compute, book.parameters) if i not in wanted]
            wanted |= dict.fromkeys(more)
            pending += more
    if book.fields.get("award") and not book.awards:
        wanted.pop("award", None)
    result: dict[str, Field] = {}
    order = {i: n for n, i in enumerate(book.fields)}
    for id_ in sorted((i for i in wanted if i in book.fields and i not in ("round", "score")), key=order.__getitem__):
        made = book.fields[id_]
        result[id_] = made
        if made.evidence != "none" and made.compute is None:
            beside = evidence_field(made)
            result[beside.id] = beside
    return result
