"""A record as named pieces, for a zip or a ledger, and back.

``record.json`` says which piece is what; the others are the files themselves, under names a person can find. Nothing
is compressed: the same record gives the same bytes whatever library writes it, and most of it is compressed already.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from engine.problems import UnusableInput
from engine.rerun.record import Kept, RunRecord
from engine.rulebook import Files, Layer
from engine.wording import say

SCHEMA = "xetkhen/record/1"
MANIFEST = "record.json"
_MOST = 1 << 30  # bytes in all: what claims to hold more was not written here

Pieces = Mapping[str, bytes]


# ---- to pieces --------------------------------------------------------------------------------------------------


def packed(record: RunRecord) -> dict[str, bytes]:
    """Every piece by its name, ``record.json`` first."""
    pieces: dict[str, bytes] = {}
    manifest: dict[str, object] = {
        "schema": SCHEMA,
        "run": record.id,
        "by": record.by,
        "started_at": record.started_at,
        "versions": dict(record.versions),
        "round": record.round,
        "year": record.year,
        "decided_on": record.decided_on.isoformat() if record.decided_on else None,
        "settings": dict(record.settings),
        "rulebook": _rulebook(record, pieces),
        "inputs": [_kept(f"inputs/{n}", kept, pieces) for n, kept in enumerate(record.inputs, 1)],
        **{name: _kept(name, kept, pieces) if (kept := getattr(record, name)) else None for name in _SINGLE},
        "lists": [_kept("lists", kept, pieces) for kept in record.lists],
        "lang": record.lang,
        "ways": list(record.ways),
        "results": dict(record.results),
    }
    return {MANIFEST: (json.dumps(manifest, indent=1) + "\n").encode(), **pieces}


_SINGLE = ("register", "units", "mapping", "resolve")


def _kept(folder: str, kept: Kept, pieces: dict[str, bytes]) -> dict[str, str]:
    """Put a file among the pieces; gives what the manifest says of it."""
    own = _own_name(kept.name)
    # A name of odd bytes stands in the manifest alone.
    piece = f"{folder}/{own}" if own.encode(errors="replace").decode() == own and "\\" not in own else f"{folder}/file"
    return {"name": kept.name, **_piece(piece, kept.content, pieces)}


def _piece(name: str, content: bytes, pieces: dict[str, bytes]) -> dict[str, str]:
    assert name not in pieces
    pieces[name] = content
    return {"piece": name, "sha256": hashlib.sha256(content).hexdigest()}


def _rulebook(record: RunRecord, pieces: dict[str, bytes]) -> dict[str, object]:
    files = record.rulebook

    def layer(folder: str, layer: Layer, cases: str | None = None) -> dict[str, object]:
        texts = {"": layer.text, ".en": layer.english, ".cases": cases}
        return {"name": layer.name} | {
            key: _piece(f"{folder}/{layer.name}{suffix}.yaml", text.encode(), pieces) if text is not None else None
            for (suffix, text), key in zip(texts.items(), ("text", "english", "cases"), strict=True)
        }

    layers = [layer(f"rulebook/{n}", each, None if n > 1 else record.cases) for n, each in enumerate(files.layers, 1)]
    return {"path": files.path, "sha256": files.sha256, "layers": layers, "standard": layer("rulebook", files.standard)}


# ---- and back ---------------------------------------------------------------------------------------------------


def unpacked(pieces: Pieces, where: str) -> RunRecord:
    """The record of these pieces. Raises UnusableInput where one is missing or is not what ``record.json`` says."""
    try:
        manifest = json.loads(pieces[MANIFEST])
        if manifest["schema"] != SCHEMA:
            raise UnusableInput(say("rerun.other_schema", where=where, schema=str(manifest["schema"]), wanted=SCHEMA))
        return _record(manifest, pieces)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise UnusableInput(say("rerun.damaged", where=where, what=str(error) or type(error).__name__)) from error


def _record(manifest: Mapping[str, Any], pieces: Pieces) -> RunRecord:
    rulebook = manifest["rulebook"]
    files = Files(
        str(rulebook["path"]), tuple(_layer(each, pieces) for each in rulebook["layers"]),
        _layer(rulebook["standard"], pieces),
    )  # fmt: skip
    if files.sha256 != rulebook["sha256"] or not files.layers:
        raise ValueError("rulebook")
    return RunRecord(
        id=_text(manifest["run"]), by=_text(manifest["by"]), started_at=_text(manifest["started_at"]),
        inputs=tuple(_given(each, pieces) for each in manifest["inputs"]),
        rulebook=files, cases=_optional(rulebook["layers"][0]["cases"], pieces),
        settings=_texts(manifest["settings"]), round=_text(manifest["round"]),
        year=None if manifest["year"] is None else int(manifest["year"]),
        decided_on=date.fromisoformat(manifest["decided_on"]) if manifest["decided_on"] else None,
        **{name: _given(manifest[name], pieces) if manifest[name] is not None else None for name in _SINGLE},
        lists=tuple(_given(each, pieces) for each in manifest["lists"]),
        lang=_text(manifest["lang"]), ways=tuple(_text(way) for way in manifest["ways"]),
        versions=_texts(manifest["versions"]), results=_texts(manifest["results"]),
    )  # fmt: skip


def _given(said: Mapping[str, Any], pieces: Pieces) -> Kept:
    if _own_name(_text(said["name"])) in {"", ".", ".."} or "\0" in said["name"]:
        raise ValueError(f"name {said['name']!r}")  # it becomes a file, in a folder of its own
    return Kept(said["name"], _content(said, pieces))


def _own_name(name: str) -> str:
    """Names are written with ``/`` between folders, whatever the system; as a path, some of them would be others."""
    return name.rpartition("/")[2]


def _content(said: Mapping[str, Any], pieces: Pieces) -> bytes:
    content = pieces[said["piece"]]
    if hashlib.sha256(content).hexdigest() != said["sha256"]:
        raise ValueError(said["piece"])
    return content


def _layer(said: Mapping[str, Any], pieces: Pieces) -> Layer:
    return Layer(_text(said["name"]), _content(said["text"], pieces).decode(), _optional(said["english"], pieces))


def _optional(said: Mapping[str, Any] | None, pieces: Pieces) -> str | None:
    return None if said is None else _content(said, pieces).decode()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r}")
    return value


def _texts(value: Mapping[str, Any]) -> dict[str, str]:
    return {_text(key): _text(item) for key, item in value.items()}


# ---- as a zip ---------------------------------------------------------------------------------------------------


def write_zip(pieces: Pieces, path: Path) -> None:
    """The pieces as a zip of which every byte is settled: no clock, no system, no compression."""
    with zipfile.ZipFile(path, "x", zipfile.ZIP_STORED) as archive:
        for name, content in pieces.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, content)


def read_zip(path: Path) -> dict[str, bytes]:
    """The pieces of a zip. Raises UnusableInput where there is none, or it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _look(members)
            return {member.filename: archive.read(member) for member in members}
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnusableInput(say("rerun.none", where=path)) from error
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnusableInput(say("rerun.damaged", where=path, what=str(error))) from error


def _look(members: Sequence[zipfile.ZipInfo]) -> None:
    if len({member.filename for member in members}) != len(members):
        raise ValueError("two pieces of one name")
    for member in members:
        if member.compress_type != zipfile.ZIP_STORED or PurePosixPath(member.filename).is_absolute():
            raise ValueError(member.filename)
    if sum(member.file_size for member in members) > _MOST:
        raise ValueError(f"more than {_MOST >> 20} MiB")
