"""``python -m benchmarks.command``: the command on 200 rows as a whole process, beside importing pandas and openpyxl.

The workbook is a sample's, its rows repeated under other names. Processor time and waiting are both counted, the ratio
pair by pair, so that it holds while the machine's speed drifts.
"""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from engine.intake import read_roster
from engine.pipeline import Request
from engine.rulebook import load
from engine.samples import sample_request

ROWS = 200
PAIRS = 9
PLANS = ("ninh-thuan-2023", "vinh-chau-2021", "cam-thanh-2022", "cao-bang-2022", "khanh-cu-2024")
IMPORTS = (sys.executable, "-c", "import pandas, openpyxl")
HERE = Path(__file__).resolve().parent.parent


def stretched(request: Request, target: Path) -> None:
    """The request's workbook with its candidates repeated up to ``ROWS``, each time under other names."""
    table = read_roster(request.files, load(request.rulebook, request.settings)).candidates
    book = openpyxl.load_workbook(request.files[0])
    free = {sheet.title: sheet.max_row + 1 for sheet in book}
    for i in range(len(table), ROWS):
        like, turn = i % len(table), i // len(table)
        source, row = table.sources[int(table.source[like])], int(table.row[like])
        sheet = book[source.sheet]
        for cell in sheet[row]:
            value = cell.value
            if cell.column_letter == source.columns["name"]:
                value = f"{value} {turn + 1}"
            sheet.cell(free[source.sheet], cell.column, value)
        free[source.sheet] += 1
    book.save(target)


def seconds(command: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Processor time, children's included, and the time until it has ended."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def against_imports(command: tuple[str, ...], folder: Path) -> tuple[float, float, float]:
    """Median processor seconds of the command, and its ratios to the imports: processor time, and waiting."""
    pairs = [(seconds(command, folder), seconds(IMPORTS, folder)) for _ in range(PAIRS + 1)][1:]
    ours = statistics.median(ours[0] for ours, _ in pairs)
    work, wait = (statistics.median(mine[i] / imports[i] for mine, imports in pairs) for i in (0, 1))
    return ours, work, wait


def main() -> None:
    """Every plan's sample at ``ROWS`` rows, and ``--help``."""
    # As an installation does; what is compiled at every start says nothing of the program.
    compileall.compile_dir(HERE / "engine", quiet=1)
    compileall.compile_file(HERE / "cli.py", quiet=1)
    print(f"\nThe command on {ROWS} rows against `python -c 'import pandas, openpyxl'` (target: 2.0; --help: 0.25)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XETKHEN_LEDGER"] = str(folder / "ledger.sqlite")  # every run is recorded, as it is in an office
        command = (sys.executable, "-c", f"import sys; sys.path.insert(0, {str(HERE)!r}); import cli; cli.entry()")
        report("--help", (*command, "--help"), folder)
        for plan in PLANS:
            request, _ = sample_request(plan)
            stretched(request, folder / f"{plan}.xlsx")
            options = [o for pair in request.settings.items() for o in ("--set", "=".join(pair))]
            round_ = ["--round", request.round] if request.round else []
            once = ["nominate", f"{plan}.xlsx", "-r", plan, *round_, *options]
            # A new folder for each run: results are never overwritten.
            fresh = "import sys, tempfile; sys.argv += ['-o', tempfile.mkdtemp(dir='.')]; "
            report(plan, (command[0], "-c", fresh + command[2], *once), folder)


def report(name: str, command: tuple[str, ...], folder: Path) -> None:
    """One line."""
    cpu, by_cpu, by_wall = against_imports(command, folder)
    print(f"  {name:<18} {cpu * 1e3:>6,.0f} ms of processor time; ratio {by_cpu:.2f}, waiting {by_wall:.2f}")


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
