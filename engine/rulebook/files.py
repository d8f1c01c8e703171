"""The files a rulebook is made of: its rules and English texts, what it extends, and standard.yaml."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache
from pathlib import Path

from engine.frozen import dataclass
from engine.places import rules_dir
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rulebook.extending import extension
from engine.rulebook.findings import Finding, Findings, suggestion
from engine.rulebook.nodes import MapNode, compose

STANDARD = "standard"
_SAMPLES = "samples"
_MOST = 8  # rulebooks one upon the other


@dataclass(frozen=True, slots=True)
class Layer:
    """One rulebook as it is written."""

    name: str  # of its file, without .yaml
    text: str
    english: str | None

    def tree(self, findings: Findings) -> MapNode | None:
        return composed(self.text, f"{self.name}.yaml", findings)

    def english_tree(self, findings: Findings) -> MapNode | None:
        """The English texts; None without a file of them, empty where it cannot be read."""
        if self.english is None:
            return None
        name = f"{self.name}.en.yaml"
        return composed(self.english, name, findings) or MapNode((), name, 1, 1)


@dataclass(frozen=True, slots=True)
class Files:
    """All the files of one rulebook: ``layers`` are itself first, then each that the one before extends."""

    path: str
    layers: tuple[Layer, ...]
    standard: Layer

    @property
    def sha256(self) -> str:
        """Of all of them together: it changes with any, and not with the folder they lie in."""
        digest = hashlib.sha256()
        for layer in (*self.layers, self.standard):
            for text in (layer.text, layer.english):
                digest.update(b"\x00" if text is None else text.encode())
                digest.update(b"\x1e")
        return digest.hexdigest()


def shipped() -> tuple[str, ...]:
    """The ids of the rulebooks that come with the product, in order of the alphabet."""
    folder = rules_dir()
    if not folder.is_dir():
        return ()
    names = (p.stem for p in folder.glob("*.yaml"))
    return tuple(sorted(n for n in names if "." not in n and n != STANDARD))


def samples() -> tuple[str, ...]:
    """Rulebooks that show how things are said and are nobody's plan: ``samples/x``, in order of the alphabet."""
    names = (p.stem for p in (rules_dir() / _SAMPLES).glob("*.yaml"))
    return tuple(sorted(f"{_SAMPLES}/{n}" for n in names if "." not in n))


def locate(ref: str | Path) -> Path:
    """The rulebook's file: ``ref`` is the id of a shipped one or of a sample, or a path. Raises UnusableInput."""
    text = str(ref)
    if text in shipped() or text in samples():
        return rules_dir() / f"{text}.yaml"
    path = Path(ref)
    _refuse_beside(path)
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


_BESIDE = {
    ".cases.yaml": Text("trường hợp thử", "the cases"),
    ".en.yaml": Text("chữ tiếng Anh", "the English texts"),
}


def _refuse_beside(path: Path) -> None:
    """Files that stand beside a rulebook are none; they are read with it."""
    for suffix, what in _BESIDE.items():
        if path.name.endswith(suffix):
            rules = path.with_name(f"{path.name.removesuffix(suffix)}.yaml")
            known = rules.stem if rules.stem in shipped() else rules
            raise UnusableInput(
                Text(
                    f"{path.name} là tệp {what.vi} của một bộ quy tắc, không phải bộ quy tắc.\n"
                    f"Kiểm tra cùng bộ quy tắc: xetkhen rulebook lint {known}\n"
                    f"Chạy các trường hợp thử: xetkhen rulebook test {known}",
                    f"{path.name} holds {what.en} of a rulebook and is none itself.\n"
                    f"They are checked with it: xetkhen rulebook lint {known}\n"
                    f"To run its cases: xetkhen rulebook test {known}",
                )
            )


def read(path: Path, findings: Findings) -> Files:
    """The files of the rulebook at ``path``; an ``extends`` that names none is a finding. Raises UnusableInput."""
    folder = rules_dir()
    standard = folder / f"{STANDARD}.yaml"
    shared = _layer(standard) if standard.is_file() else Layer(STANDARD, f"id: {STANDARD}\n", None)
    return Files(str(path), tuple(_layers(path, findings)), shared)


def _layers(path: Path, findings: Findings) -> list[Layer]:
    layers: list[Layer] = []
    seen: list[Path] = []
    at: Path | None = path
    while at is not None:
        seen.append(at.resolve())
        layers.append(_layer(at))
        root = layers[-1].tree(Findings())  # what is wrong with it is said when it is built
        said = extension(root, Findings()) if root is not None else None
        at = None
        if said is not None:
            name = said.base.text
            beside = path.parent / (name if name.endswith(".yaml") else f"{name}.yaml")
            at = rules_dir() / f"{name}.yaml" if name in shipped() else beside
            if not at.is_file():
                vi, en = suggestion(name, shipped())
                findings.error(
                    said.base,
                    "unknown-rulebook",
                    f"không có bộ quy tắc `{name}`{vi}",
                    f"there is no rulebook `{name}`{en}",
                )
                at = None
            elif at.resolve() in seen or len(seen) == _MOST:
                findings.error(
                    said.base,
                    "cycle",
                    f"`{name}` lại dựa trên chính bộ quy tắc này; bỏ `extends`",
                    f"`{name}` extends this rulebook in turn; take `extends` out",
                )
                at = None
    return layers


def _layer(path: Path) -> Layer:
    english = path.with_suffix(".en.yaml")
    return Layer(path.name.removesuffix(".yaml"), _text(path), _text(english) if english.is_file() else None)


def _text(path: Path) -> str:
    try:
        # One form of the letters: an id or a clause typed on a Mac is the same as one typed on Windows.
        return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UnusableInput(
            Text(f"không đọc được {path}: {error.strerror}", f"cannot read {path}: {error.strerror}")
        ) from error
    except UnicodeDecodeError as error:
        raise UnusableInput(
            Text(f"{path} không phải là tệp UTF-8; lưu lại với mã UTF-8", f"{path} is not UTF-8; save it as UTF-8")
        ) from error


def composed(text: str, name: str, findings: Findings) -> MapNode | None:
    """The tree of a text, composed once per content and process."""
    root, found = _compose(text, name)
    findings.extend(found)
    return root


@lru_cache(maxsize=64)
def _compose(text: str, name: str) -> tuple[MapNode | None, tuple[Finding, ...]]:
    findings = Findings()
    return compose(text, name, findings), findings.all
