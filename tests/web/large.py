"""A large run: the sample's decisions over and over, under other, long names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.report.json_report import write_json
from engine.report.reading import read_results

LONG = "Tập thể cán bộ và nhân dân thôn Phước Khánh – Hợp tác xã Nông nghiệp Tuấn Tú"


def write_large(sample: Path, folder: Path, many: int) -> None:
    """Write ``decisions.json`` into the new folder ``folder``."""
    document = read_results(sample)
    few = document["decisions"]

    def other(n: int) -> dict[str, Any]:
        d = few[n % len(few)]
        own = {"key": f"{d['candidate']['key']}|{n}", "name": f"{LONG} {n}", "row": n + 2}
        return {**d, "candidate": {**d["candidate"], **own}}

    folder.mkdir()
    write_json(folder / "decisions.json", {**document, "decisions": [other(n) for n in range(many)]})
