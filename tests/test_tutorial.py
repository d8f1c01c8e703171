"""The tutorial, followed word by word in a fresh folder: what it tells to type is typed, what it quotes comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("write-a-rulebook.vi.md", "write-a-rulebook.md")
BLOCK = re.compile(
    r"^```(\w+)([^\n]*)\n(.*?)^```$|^<!-- fill (\S+) -->\n\n((?:\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL
)
NOT_ASKED = re.compile(
    r"\[\d+/\d+\] |  (Chưa dùng được|That cannot be used): |  [IVX.\d]+  |Tìm thấy|\d+ clauses were|\s*$"
)


@dataclass
class Done:
    """How the last command ended."""

    code: int = 0
    out: str = ""


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def answers(dialogue: str) -> str:
    """What is typed in a dialogue as the page prints it: what follows the question's colon."""
    asked = dialogue[dialogue.index("[1/10]") :].split("\n")
    end = next(number for number, line in enumerate(asked) if line.startswith("xa-sach-2027.yaml"))
    typed = []
    for line in asked[:end]:
        if not NOT_ASKED.match(line):
            _, colon, answer = f"{line} ".rpartition(": ")
            assert colon, line
            typed.append(re.sub(r"^\[.*\]$", "", answer.strip()))
    return "\n".join(typed) + "\n"


def title_of(cell: object) -> str:
    """A header without the mark of what must be filled in."""
    return str(cell).removesuffix("(*)").strip()


def fill(path: Path, table: str) -> None:
    """The table's rows under the template's own headers."""
    header, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.strip().split("\n")]
    book = load_workbook(path)
    page, at, columns = next(
        (page, row[0].row, {str(cell.value): cell.column for cell in row if cell.value})
        for page in book
        for row in page.iter_rows(max_row=12)
        if {title_of(cell.value) for cell in row} >= set(header[:3])
    )
    named = {title_of(title): column for title, column in columns.items()}
    first = next(n for n in range(at + 1, at + 9) if not page.cell(n, named[header[0]]).value)
    for number, row in enumerate(rows, first):
        for title, value in zip(header, row, strict=True):
            if value:
                page.cell(number, named[title]).value = value
    book.save(path)


class Follower:
    """Does what the page says, and rewrites what it quotes where it is asked to."""

    def __init__(self, folder: Path, page: str) -> None:
        self.folder = folder
        self.page = page
        self.last = Done()
        self.old: tuple[Path, str] | None = None
        self.did: list[str] = []

    def step(self, found: re.Match[str]) -> tuple[str, str] | None:
        """Takes one block; gives what is quoted and what really came out, where the block quotes something."""
        language, info, text, filled, table = found.groups()
        if filled:
            fill(self.folder / filled, table)
            self.did.append("fill")
            return None
        kind, _, value = info.strip().partition(" ")[0].partition("=")
        self.did.append(f"{language} {kind}".strip())
        path = self.folder / value
        if language == "sh":
            self.run(text)
        elif kind == "file":
            path.write_text(text, encoding="utf-8")
        elif kind == "old":
            assert path.read_text(encoding="utf-8").count(text) == 1, text
            self.old = path, text
        elif kind == "new":
            assert self.old is not None
            assert self.old[0] == path
            path.write_text(path.read_text(encoding="utf-8").replace(self.old[1], text), encoding="utf-8")
        elif kind == "dialogue":
            return text, self.last.out
        elif kind == "part":
            assert self.last.code == 0, self.last.out
            assert_in_order(lines(text), lines(self.last.out))
        elif kind == "out":
            code = re.search(r"code=(\d)", info)
            assert self.last.code == (int(code[1]) if code else 0), self.last.out
            return text, self.last.out
        return None

    def run(self, text: str) -> None:
        command, typed = text, None
        if "rulebook new" in text:  # what the page prints of the dialogue is what is typed
            (dialogue,) = (m[3] for m in BLOCK.finditer(self.page) if (m[2] or "").strip() == "dialogue")
            command, typed = text.replace("rulebook new", "rulebook new --ask"), answers(dialogue)
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["/bin/sh", "-eu", "-c", command], cwd=self.folder, env=os.environ | {"PATH": path}, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, input=typed,
        )  # fmt: skip
        self.last = Done(done.returncode, done.stdout)


def assert_in_order(quoted: list[str], came: list[str]) -> None:
    """Every line quoted came, one after the other; between two pieces, after a line ``…``, others may have come."""
    at, gap = 0, True
    for line in quoted:
        if line == "…":
            gap = True
            continue
        found = came.index(line, at) if gap and line in came[at:] else at
        assert came[found : found + 1] == [line], line
        at, gap = found + 1, False


def steps(page: str, folder: Path) -> Iterator[tuple[str, str]]:
    follower = Follower(folder, page)
    for found in BLOCK.finditer(page):
        if (quoted := follower.step(found)) is not None:
            yield quoted


def quoting(found: re.Match[str], came: Iterator[str]) -> str:
    """The block with what came out now."""
    if (found[2] or "").strip().partition(" ")[0] not in ("out", "dialogue"):
        return found[0]
    return f"```{found[1]}{found[2]}\n" + "".join(f"{line}\n" for line in lines(next(came))) + "```"


@pytest.mark.parametrize("name", PAGES)
def test_the_tutorial_is_true_word_by_word(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    path = ROOT / "docs" / name
    page = path.read_text(encoding="utf-8")
    told = list(steps(page, tmp_path))
    assert len(told) >= 7
    came = iter(came for _, came in told)
    if pytestconfig.getoption("--write-golden"):
        page = BLOCK.sub(lambda found: quoting(found, came), page)
        path.write_text(page, encoding="utf-8")
        return
    for quoted, real in told:
        assert lines(real) == lines(quoted)


def test_both_languages_of_the_tutorial_take_the_same_steps() -> None:
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in PAGES]
    did = []
    for page in pages:
        blocks = [(m[1] or "fill", m[2] or "", m[3] or "", m[5] or "") for m in BLOCK.finditer(page)]
        printed = ("out", "part", "dialogue")  # is in the page's own language
        did.append([block[:2] if block[1].strip().startswith(printed) else block for block in blocks])
    same = [[tuple(part.replace(" --lang en", "") for part in block) for block in blocks] for blocks in did]
    assert same[0] == same[1]
    assert [len(re.findall(r"^## ", page, re.MULTILINE)) for page in pages] == [7, 7]
