"""A results folder, read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.problems import UnusableInput
from engine.provenance import Text
from engine.report.json_report import SCHEMA

_TOP = {"run": dict, "counts": dict, "quotas": list, "problems": list}
_RUN = {"id": str, "rulebook": dict, "inputs": list}
_DECISION = {
    "candidate": dict, "status": str, "depends_on_readings": list, "points": dict, "criteria": dict, "exclusions": dict,
    "advisories": dict, "reasons": list,
}  # fmt: skip
_CANDIDATE = {"key": str, "name": str, "file": str, "sheet": str, "row": int}


def read_results(folder: Path) -> dict[str, Any]:
    """The ``decisions.json`` of a results folder (or the file itself).

    Raises UnusableInput where there is none, where it is damaged, or where it is of another format.
    """
    path = document_of(folder)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnusableInput(Text(
            f"{folder} không phải thư mục kết quả: không có decisions.json.\n"
            "Chạy xetkhen nominate trước, hoặc kiểm tra đường dẫn.",
            f"{folder} is not a results folder: it has no decisions.json.\n"
            "Run xetkhen nominate first, or check the path.",
        )) from error  # fmt: skip
    except (OSError, ValueError, RecursionError) as error:
        raise damaged(path) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise UnusableInput(Text(
            f"{path} không phải kết quả mà phiên bản xetkhen này đọc được (cần schema {SCHEMA}).",
            f"{path} is not a result that this xetkhen can read (schema {SCHEMA} is wanted).",
        ))  # fmt: skip
    if not _whole(document):
        raise damaged(path)
    found: dict[str, Any] = document
    return found


def document_of(run: Path) -> Path:
    """The ``decisions.json`` of a results folder, or the file itself."""
    return run if run.is_file() else run / "decisions.json"


def sha256_of(run: Path) -> str:
    """The digest of a run's ``decisions.json``, by which paper is traced to it."""
    import hashlib

    return hashlib.sha256(document_of(run).read_bytes()).hexdigest()


def _whole(document: Mapping[str, Any]) -> bool:
    """Whether everything is there that an explanation builds on: somebody may have edited the file."""
    return (
        is_head(document)
        and isinstance(document.get("decisions"), list)
        and all(is_decision(decision) for decision in document["decisions"])
    )


def is_head(document: Mapping[str, Any]) -> bool:
    """Whether that is there of a document, beside its decisions."""
    return _has(document, _TOP) and _has(document["run"], _RUN)


def is_decision(decision: Any) -> bool:
    """Whether that is there of a decision."""
    return _has(decision, _DECISION) and _has(decision["candidate"], _CANDIDATE)


def _has(value: Any, keys: Mapping[str, type]) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), kind) for key, kind in keys.items())


def damaged(path: Path) -> UnusableInput:
    """What to say of a file that is not as it was written."""
    return UnusableInput(Text(
        f"Không đọc được {path}: tệp hỏng hoặc đã bị sửa.\nChạy lại xetkhen nominate.",
        f"{path} cannot be read: it is damaged or was edited.\nRun xetkhen nominate again.",
    ))  # fmt: skip
