"""From an id or a path to a ``Rulebook``: finding the files, composing them once, building under a setting.

A run is repeated under the other value of each reading, so a file is composed once per content and process, and a
rulebook built once per content and setting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from engine.places import rules_dir
from engine.problems import BadRulebook, UnusableInput
from engine.provenance import Text
from engine.rulebook.build import Built, Source, build, parameters_of
from engine.rulebook.findings import Finding, Findings, suggestion
from engine.rulebook.model import Parameter, Rulebook, Setting
from engine.rulebook.nodes import MapNode, compose

STANDARD = "standard"


def shipped() -> tuple[str, ...]:
    """The ids of the rulebooks that come with the product, in order of the alphabet."""
    folder = rules_dir()
    if not folder.is_dir():
        return ()
    names = (p.stem for p in folder.glob("*.yaml"))
    return tuple(sorted(n for n in names if "." not in n and n != STANDARD))


def locate(ref: str | Path) -> Path:
    """The rulebook's file: ``ref`` is the id of a shipped one, or a path. Raises UnusableInput."""
    text = str(ref)
    inside = rules_dir() / f"{text}.yaml"
    if text in shipped() and inside.is_file():
        return inside
    path = Path(ref)
    if path.is_file():
        return path
    if path.suffix in (".yaml", ".yml") or "/" in text or "\\" in text:
        raise UnusableInput(
            Text(
                f"không thấy tệp bộ quy tắc {text}; kiểm tra đường dẫn",
                f"there is no rulebook file {text}; check the path",
            )
        )
    vi, en = suggestion(text, shipped())
    raise UnusableInput(Text(f"không có bộ quy tắc `{text}`{vi}", f"there is no rulebook `{text}`{en}"))


def load(ref: str | Path, settings: Mapping[str, str | Setting] | None = None) -> Rulebook:
    """The rulebook ``ref`` (an id or a path) with its parameters set.

    ``settings``: parameter -> value, as a text (``--set``) or typed; None takes a value away.
    Raises BadRulebook with the findings, or UnusableInput for an unknown id, parameter or value.
    """
    path = locate(ref)
    text, english, standard, standard_english = _texts(path)
    given = tuple(sorted((settings or {}).items(), key=lambda pair: pair[0]))
    try:
        return _load(str(path), text, english, standard, standard_english, given)
    except TypeError:  # a setting that is not hashable is no setting
        raise UnusableInput(Text("giá trị tham số không hợp lệ", "a parameter's value is not usable")) from None


def build_with(path: Path, settings: Mapping[str, str | Setting], findings: Findings) -> Built | None:
    """As ``load``, with everything found on the way; None where the file is not even YAML."""
    texts = _texts(path)
    sources = _sources(str(path), *texts, findings)
    return None if sources is None else build(*sources, settings, findings, _digest(*texts))


def composed(path: Path, findings: Findings) -> tuple[dict[str, Parameter], MapNode, MapNode | None] | None:
    """The parameters with their defaults, the tree as written, and the English texts; None where it is no YAML."""
    sources = _sources(str(path), *_texts(path), findings)
    if sources is None:
        return None
    return parameters_of(*sources, findings), sources[0].root, sources[0].english


def declared(ref: str | Path) -> dict[str, Parameter]:
    """The parameters of a rulebook with their defaults. Raises as ``load``."""
    return dict(load(ref).parameters)


@lru_cache(maxsize=256)
def _load(
    path: str,
    text: str,
    english: str | None,
    standard: str,
    standard_english: str | None,
    settings: tuple[tuple[str, str | Setting], ...],
) -> Rulebook:
    findings = Findings()
    sources = _sources(path, text, english, standard, standard_english, findings)
    made = (
        None
        if sources is None
        else build(*sources, dict(settings), findings, _digest(text, english, standard, standard_english))
    )
    if findings.errors or made is None:
        raise bad(path, findings.errors)
    return made.book


def bad(path: str, errors: tuple[Finding, ...]) -> BadRulebook:
    """The error that says how many findings there are; they go with it."""
    name, n = Path(path).name, len(errors)
    return BadRulebook(
        Text(
            f"bộ quy tắc {name} có {n} lỗi; xem từng lỗi: xetkhen rulebook lint {path}",
            f"the rulebook {name} has {n} mistake{'' if n == 1 else 's'}; to see each: xetkhen rulebook lint {path}",
        ),
        errors,
    )


# ---- files ------------------------------------------------------------------------------------------------------


def _texts(path: Path) -> tuple[str, str | None, str, str | None]:
    """The rulebook, its English texts, standard.yaml and its English texts."""
    folder = rules_dir()
    standard = _read(folder / f"{STANDARD}.yaml") if (folder / f"{STANDARD}.yaml").is_file() else f"id: {STANDARD}\n"
    return _read(path), _read_if(path.with_suffix(".en.yaml")), standard, _read_if(folder / f"{STANDARD}.en.yaml")


def _read_if(path: Path) -> str | None:
    return _read(path) if path.is_file() else None


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnusableInput(
            Text(f"không đọc được {path}: {error.strerror}", f"cannot read {path}: {error.strerror}")
        ) from error
    except UnicodeDecodeError as error:
        raise UnusableInput(
            Text(f"{path} không phải là tệp UTF-8; lưu lại với mã UTF-8", f"{path} is not UTF-8; save it as UTF-8")
        ) from error


def _sources(
    path: str, text: str, english: str | None, standard: str, standard_english: str | None, findings: Findings
) -> tuple[Source, Source] | None:
    name = Path(path).name
    root = _composed(text, name, findings)
    shared = _composed(standard, f"{STANDARD}.yaml", findings)
    if root is None or shared is None:
        return None
    stem = name.removesuffix(".yaml")
    return (
        Source(path, root, _english(english, f"{stem}.en.yaml", findings)),
        Source(
            str(rules_dir() / f"{STANDARD}.yaml"), shared, _english(standard_english, f"{STANDARD}.en.yaml", findings)
        ),
    )


def _english(text: str | None, name: str, findings: Findings) -> MapNode | None:
    if text is None:
        return None
    return _composed(text, name, findings) or MapNode((), name, 1, 1)


def _composed(text: str, name: str, findings: Findings) -> MapNode | None:
    root, found = _compose(text, name)
    findings.extend(found)
    return root


@lru_cache(maxsize=64)
def _compose(text: str, name: str) -> tuple[MapNode | None, tuple[Finding, ...]]:
    findings = Findings()
    return compose(text, name, findings), findings.all


def _digest(*texts: str | None) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(b"\x00" if text is None else text.encode())
        digest.update(b"\x1e")
    return digest.hexdigest()
