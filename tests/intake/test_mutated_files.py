"""A thousand files with bytes changed: each ends in a roster or in a sentence, none in a traceback, none in a hang."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from engine.intake import read_roster
from engine.intake.refusals import SECONDS
from engine.places import data_dir
from engine.problems import UnusableInput
from tests.intake.made import rulebook, workbook

FILES = Path(__file__).parent / "files"
RULEBOOK = rulebook()
SHARDS = 4
EACH = int(os.environ.get("FUZZ", "1000")) // SHARDS
PIECES = (
    b"<", b">", b"&", b'"', b"</row>", b'<c r="Z9"><v>1e400</v></c>', b'<c r="XFD1048576"><v>1</v></c>', b"-1", b"]]>",
    b"99999999999",
    b'<c r="A1" t="e"><v>#N/A</v></c>', b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&#0;", b"\xff\xfe", b"\x00",
    b'number-rows-repeated="9999999"', b"table:number-columns-repeated='99999'", b"<f>", b't="s"', b"&#xD800;",
)


def _seeds(folder: Path) -> list[Path]:
    """Small files of every format, and the samples."""
    rows: list[list[object]] = [
        ["Họ và tên", "Loại hình", "Nhóm đối tượng", "Điểm chấm"], *(["N", "Cá nhân", "Cá nhân", n] for n in range(5)),
    ]
    register: list[list[object]] = [["Họ và tên", "Hình thức khen", "Ngày quyết định"]]
    made = workbook(folder / "g.xlsx", {"S": rows, "Sổ khen thưởng": register})
    (folder / "t.csv").write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    (folder / "w.xls").write_text(f"<html><table>{cells}</table></html>", encoding="utf-8")
    samples = sorted((data_dir() / "samples").glob("*.xlsx"))
    return [made, folder / "t.csv", folder / "w.xls", *sorted(FILES.iterdir()), *samples]


def _mutated(data: bytes, rng: random.Random) -> bytes:
    """The bytes of a file changed, or those of a part of an archive."""
    if data.startswith(b"PK") and rng.random() < 0.75:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            names = [entry.filename for entry in old.infolist()]
            chosen = rng.choice(names)
            for name in names:
                if name != chosen or rng.random() > 0.02:  # now and then it is gone
                    new.writestr(name, _changed(old.read(name), rng) if name == chosen else old.read(name))
        return out.getvalue()
    return _changed(data, rng)


def _changed(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(changed) or 1)
        match rng.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del changed[at : at + rng.randint(1, 30)]
            case 2:
                changed[at:at] = changed[at : at + rng.randint(1, 60)]
            case 3:
                changed[at : at + 4] = rng.choice((b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff"))
            case 4:
                digits = [i for i in range(at, min(at + 200, len(changed))) if chr(changed[i]).isdigit()]
                if digits:
                    changed[digits[0] : digits[0] + 1] = rng.choice((b"9" * 9, b"-1", b"", b"0", b"1e9"))
            case _:
                changed[at:at] = rng.choice(PIECES)
    return bytes(changed)


def _end(path: Path) -> str:
    try:
        read_roster([path], RULEBOOK)
    except UnusableInput as error:
        for text in (error.text.vi, error.text.en):
            assert path.name in text
            assert 1 <= len(text.splitlines()) <= 3
        return "broke" if "the reader broke down" in error.text.en else "said"
    return "read"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_mutated_file_ends_in_a_roster_or_a_sentence(
    shard: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FUZZ=100000 makes more of them. Where one fails, its bytes stay in the folder of the test."""
    monkeypatch.setenv(SECONDS, "20")
    seeds = [(path.suffix, path.read_bytes()) for path in _seeds(tmp_path)]
    rng = random.Random(20231009 + shard)
    ended: Counter[str] = Counter()
    for number in range(EACH):
        ending, data = rng.choice(seeds)
        path = tmp_path / f"m{number}{ending}"
        path.write_bytes(_mutated(data, rng))
        start = time.monotonic()
        ended[_end(path)] += 1
        assert time.monotonic() - start < 15, path
        path.unlink()
    assert min(ended["read"], ended["said"]) > EACH // 10
    assert ended["broke"] == 0, ended  # a sentence too, but what broke it deserves one of its own
