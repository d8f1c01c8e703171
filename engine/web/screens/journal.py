"""Nhật ký truy cập: who looked at what; whether the log is whole."""

from __future__ import annotations

from starlette.responses import Response

from engine.web.pages import page
from engine.web.visit import Visit


def journal(visit: Visit) -> Response:
    name = visit.request.query_params.get("name", "")[:64]
    object_ = visit.request.query_params.get("run", "")[:64]
    lines = visit.office.log.lines(name=name, object_=object_)
    return page(visit, "journal.html", lines=lines, fault=visit.office.log.first_fault(), name=name, run=object_)
