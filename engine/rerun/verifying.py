"""A run made again and held against what was written: byte by byte, and where that differs, what does."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.frozen import dataclass
from engine.problems import XetkhenError
from engine.provenance import Text
from engine.report.writing import write_results
from engine.rerun.finding import FoundRun
from engine.rerun.record import RunRecord
from engine.rerun.recording import versions
from engine.wording import say

_DOCUMENT = "decisions.json"
_MOST = 20  # differences told of one run


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it."""

    differences: tuple[Text, ...]
    notes: tuple[Text, ...]  # what somebody should know, and no difference
    candidates: int
    same: tuple[str, ...]  # the files that came out again to the byte

    @property
    def whole(self) -> bool:
        return not self.differences


def verify_run(found: FoundRun) -> Verified:
    """Make the run again from its record, and compare every file of its results."""
    notes = list(_other_versions(found.record))
    differences = list(_files(found)) if found.folder is not None else []
    try:
        again = _again(found.record)
    except XetkhenError as error:
        differences.append(say("verify.fails", why=error.text))
        return Verified(tuple(differences), tuple(notes), len(found.document["decisions"]), ())
    same = [_DOCUMENT] if again.get(_DOCUMENT) == found.content else []
    if not same:
        differences += _limited(list(_documents(found.document, json.loads(again[_DOCUMENT]))))
    for name, digest in found.record.results.items():
        if name == _DOCUMENT or name not in again:
            continue
        if _sha256(again[name]) == digest:
            same.append(name)
        elif notes:  # another library may write the same workbook in other bytes
            notes.append(say("verify.written_otherwise", file=name))
        else:
            differences.append(say("verify.other_bytes", file=name))
    return Verified(tuple(differences), tuple(notes), len(found.document["decisions"]), tuple(same))


def _again(record: RunRecord) -> dict[str, bytes]:
    """The files of the results folder, made again."""
    run = record.perform()
    with tempfile.TemporaryDirectory(prefix="xetkhen-") as name:
        # As deep as the ways out of the folder are long, so that they come out the same.
        depth = max((Path(way).parts.count("..") for way in record.ways), default=0)
        target = Path(name, *(str(n) for n in range(depth)), "r")
        links = [Path(os.path.normpath(target / way)) for way in record.ways]
        write_results(run.decisions, target, record.lang, inputs=links)
        return {path.name: path.read_bytes() for path in target.iterdir()}


def _files(found: FoundRun) -> Iterator[Text]:
    """What of the folder is not what was written into it."""
    assert found.folder is not None
    for name, digest in found.record.results.items():
        path = found.folder / name
        if not path.is_file():
            yield say("verify.file_gone", file=name)
        elif _sha256(path.read_bytes()) != digest:
            yield say("verify.file_changed", file=name)


def _other_versions(record: RunRecord) -> Iterator[Text]:
    now = versions()
    for name, then in record.versions.items():
        if now.get(name) != then:
            yield say("verify.other_version", name=name, then=then, now=now.get(name, "—"))


# ---- what differs between two documents --------------------------------------------------------------------------


def _documents(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Text]:
    """Every value that is another: as written, and as it comes out again."""
    before, after = _by_key(then["decisions"]), _by_key(now["decisions"])
    for key in [*before, *(key for key in after if key not in before)]:
        name = (before.get(key) or after[key])["candidate"]["name"]
        if key in before and key in after:
            yield from _values(name, before[key], after[key])
        else:
            yield say("verify.differs", where=name, then=_status(before.get(key)), now=_status(after.get(key)))
    for section in dict.fromkeys([*then, *now]):
        if section != "decisions":
            yield from _values(section, then.get(section), now.get(section))


def _status(decision: dict[str, Any] | None) -> str:
    return "—" if decision is None else str(decision["status"])


def _by_key(decisions: list[dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    """The decisions by key; exact duplicates share one."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for decision in decisions:
        n = 0
        while (decision["candidate"]["key"], n) in found:
            n += 1
        found[decision["candidate"]["key"], n] = decision
    return found


def _values(where: str, then: Any, now: Any) -> Iterator[Text]:
    if then == now:
        return
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*then, *now]):
            yield from _values(f"{where} › {key}", then.get(key), now.get(key))
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for n, (a, b) in enumerate(zip(then, now, strict=True), 1):
            yield from _values(f"{where} › {n}", a, b)
    else:
        yield say("verify.differs", where=where, then=_short(then), now=_short(now))


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _limited(found: list[Text]) -> list[Text]:
    if not found:
        return [say("verify.other_bytes", file=_DOCUMENT)]  # the same values, written otherwise
    more = len(found) - _MOST
    return found if more <= 0 else [*found[:_MOST], say("verify.more", n=more)]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
