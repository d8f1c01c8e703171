"""A results folder, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.problems import UnusableInput
from engine.provenance import Text

SCHEMA = "xetkhen/decisions/1"


def read_results(folder: Path) -> dict[str, Any]:
    """The ``decisions.json`` of a results folder (or the file itself). Raises UnusableInput where there is none."""
    path = folder if folder.is_file() else folder / "decisions.json"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UnusableInput(
            Text(
                f"{folder} không phải thư mục kết quả: không có decisions.json.\nChạy xetkhen nominate trước, hoặc kiểm tra đường dẫn.",
                f"{folder} is not a results folder: it has no decisions.json.\nRun xetkhen nominate first, or check the path.",
            )
        ) from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnusableInput(
            Text(
                f"Không đọc được {path}.\nChạy lại xetkhen nominate.",
                f"Cannot read {path}.\nRun xetkhen nominate again.",
            )
        ) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise UnusableInput(
            Text(
                f"{path} không phải kết quả của xetkhen (cần schema {SCHEMA}).",
                f"{path} is not a result of xetkhen (schema {SCHEMA} is wanted).",
            )
        )
    return document
