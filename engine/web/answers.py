"""Answers that are no page: files to keep."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".zip": "application/zip",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


def download(data: bytes, name: str, media_type: str | None = None) -> Response:
    """A file under a name, always to be saved and never shown in our own pages (RFC 6266, RFC 8187)."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name) or "file"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    kind = media_type or TYPES.get(suffix, "application/octet-stream")
    return Response(data, media_type=kind, headers={"content-disposition": disposition})
