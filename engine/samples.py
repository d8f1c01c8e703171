"""The samples that come with the product, and new files for the user."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.pipeline import Request
from engine.places import data_dir
from engine.problems import UnusableInput
from engine.provenance import Text

_ROUNDS = {
    "vinh-chau-2021": "recognised_unit",
    "cam-thanh-2022": "interim_review",
    "cao-bang-2022": "interim_review",
}
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "vinh-chau-2021": {"day_rate": "300000", "land_price": "500000"},
    "cam-thanh-2022": {"cap_gk_xa_individual": "6", "cap_gk_xa_household": "3"},
}


def sample_request(rulebook: str) -> tuple[Request, str]:
    """The run of a rulebook's sample, and the command a user would type for it."""
    path = data_dir() / "samples" / f"{rulebook}.xlsx"
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in path.parent.glob("*.xlsx")))
        raise UnusableInput(Text(f"Không có dữ liệu mẫu cho `{rulebook}`; có: {there}.", f"There is no sample for `{rulebook}`; there are: {there}."))
    round_, settings = _ROUNDS.get(rulebook), _SETTINGS.get(rulebook, {})
    words = ["xetkhen", "nominate", _relative(path), "-r", rulebook]
    if round_:
        words += ["--round", round_]
    for name, value in settings.items():
        words += ["--set", f"{name}={value}"]
    return Request((path,), rulebook, round_, settings=settings), " ".join(words)


def _relative(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def write_new(path: Path, files: Mapping[str, str]) -> list[Path]:
    """Writes new files beside ``path``: ``files`` maps a suffix (``.yaml``, ``.en.yaml``) to a text; nothing is overwritten."""
    stem = path.name.removesuffix(".yaml")
    targets = {path.with_name(stem + suffix): text for suffix, text in files.items()}
    for target in targets:
        if target.exists():
            raise UnusableInput(Text(f"`{target}` đã có.\nChọn tên khác bằng -o.", f"`{target}` exists.\nChoose another name with -o."))
    for target, text in targets.items():
        try:
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UnusableInput(Text(f"Không ghi được `{target}`: {error.strerror}.", f"Cannot write `{target}`: {error.strerror}.")) from error
    return list(targets)
