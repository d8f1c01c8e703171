"""From an id or a path to a ``Rulebook`` under a setting of its parameters.

A run is repeated under the other value of each reading, so a file is composed once per content and process, and a
rulebook built once per content and setting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from engine.problems import BadRulebook, UnusableInput
from engine.provenance import Text
from engine.rulebook.build import Built, Source, build, parameters_of, with_values
from engine.rulebook.extending import extension, merged, merged_english
from engine.rulebook.files import Files, locate, read
from engine.rulebook.findings import Finding, Findings
from engine.rulebook.model import Parameter, Rulebook, Setting
from engine.rulebook.nodes import MapNode
from engine.rulebook.settings import apply_settings

Settings = Mapping[str, str | Setting]
"""Parameter -> value, as a text (``--set``) or typed; None takes a value away."""


def load(ref: str | Path | Files, settings: Settings | None = None) -> Rulebook:
    """The rulebook ``ref`` (an id, a path, or its files as they were read) with its parameters set.

    Raises BadRulebook with the findings, or UnusableInput for an unknown id, parameter or value.
    """
    return loader(ref)(settings or {})


def files_of(ref: str | Path) -> Files:
    """The files of the rulebook ``ref`` as they are now, whatever becomes of them. Raises as ``load``."""
    path = locate(ref)
    findings = Findings()
    files = read(path, findings)
    if findings.errors:
        raise bad(path, findings.errors)
    return files


def loader(ref: str | Path | Files) -> Callable[[Settings], Rulebook]:
    """``load`` for several settings of one rulebook, whose files are read once. Raises as it does."""
    files = ref if isinstance(ref, Files) else files_of(ref)

    def under(settings: Settings) -> Rulebook:
        # The type goes with the value: to a cache, yes and 1 are one key.
        given = tuple(sorted((name, type(value).__name__, value) for name, value in settings.items()))
        try:
            return _load(files, given)
        except TypeError:  # a setting that is not hashable is no setting
            raise UnusableInput(Text("giá trị tham số không hợp lệ", "a parameter's value is not usable")) from None

    return under


def declared(ref: str | Path) -> dict[str, Parameter]:
    """The parameters of a rulebook with their defaults. Raises as ``load``."""
    return dict(load(ref).parameters)


def build_with(path: Path, settings: Settings, findings: Findings) -> Built | None:
    """As ``load``, with everything found on the way; None where the file is not even YAML."""
    files = read(path, findings)
    sources = _sources(files, findings)
    return None if sources is None else build(*sources, settings, findings, files.sha256)


def composed(path: Path, findings: Findings) -> tuple[dict[str, Parameter], MapNode, MapNode | None, MapNode] | None:
    """The parameters with their defaults, the tree as written, its English texts, and the tree of what all share.

    None where it is no YAML.
    """
    sources = _sources(read(path, findings), findings)
    if sources is None:
        return None
    return parameters_of(*sources, findings), sources[0].root, sources[0].english, sources[1].root


@lru_cache(maxsize=256)
def _load(files: Files, settings: tuple[tuple[str, str, str | Setting], ...]) -> Rulebook:
    findings = Findings()
    given = {name: value for name, _, value in settings}
    book = None
    built = _built(files)
    for other in built:
        parameters = apply_settings(other.declared, given)
        if all(parameters[name].value == other.book.parameters[name].value for name in other.shaping):
            book = with_values(other, parameters, findings)
            break
    else:
        sources = _sources(files, findings)
        made = None if sources is None else build(*sources, given, findings, files.sha256)
        if made is not None and not findings.errors:
            built.append(made)
            book = made.book
    if findings.errors or book is None:
        raise bad(files.path, findings.errors)
    return book


@lru_cache(maxsize=32)
def _built(_files: Files) -> list[Built]:
    """What was built of these files so far: where settings differ in what shapes no rule, one serves for all."""
    return []


def bad(path: str | Path, errors: tuple[Finding, ...]) -> BadRulebook:
    """The error that says how many findings there are; they go with it."""
    name, n = Path(path).name, len(errors)
    return BadRulebook(
        Text(
            f"bộ quy tắc {name} có {n} lỗi; xem từng lỗi: xetkhen rulebook lint {path}",
            f"the rulebook {name} has {n} mistake{'' if n == 1 else 's'}; to see each: xetkhen rulebook lint {path}",
        ),
        errors,
    )


def _sources(files: Files, findings: Findings) -> tuple[Source, Source] | None:
    """The rulebook as one tree with all that it extends, and standard.yaml."""
    trees = [layer.tree(findings) for layer in files.layers]
    shared = files.standard.tree(findings)
    if shared is None or any(tree is None for tree in trees):
        return None
    layers = [(tree, layer.english_tree(findings)) for tree, layer in zip(trees, files.layers, strict=True) if tree]
    root, english = layers[-1]
    for own, own_english in reversed(layers[:-1]):
        said = extension(own, findings)
        assert said is not None  # it has a layer beneath
        english = merged_english(english, own_english, own, said)
        root = merged(root, own, said, findings)
    standard = Source(f"{files.standard.name}.yaml", shared, files.standard.english_tree(findings))
    return Source(files.path, root, english), standard
