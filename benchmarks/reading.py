"""``python -m benchmarks.reading [ROWS]``: a workbook of 20 columns to sheets, against python-calamine alone.

The yardstick is what python-calamine takes to open the workbook and give the rows of its sheet as lists. Ours reads in
a process of its own with limits, looks at the extents before anything is laid out, and finds error cells, formulas
without a result, formats that show something else and old fonts. Each run is a new process that has imported its
reader; the two alternate, and the ratio is taken pair by pair. Memory is the peak of all processes together.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

ROWS, ROUNDS = 100_000, 7
MOST_TIMES, MOST_MEMORY = 2.0, 600  # of the yardstick's time; MiB

BARE = """
import sys, time, resource
import python_calamine
start = time.perf_counter()
rows = python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python(skip_empty_area=False)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(rows))
"""
OURS = """
import sys, time, resource
from pathlib import Path
from engine.intake.workbook import _CHILD, begin, read_book
begin([Path(sys.argv[2])])
read_book(Path(sys.argv[2]))  # the process has started
start = time.perf_counter()
rows = read_book(Path(sys.argv[1])).sheets[0].rows
seconds = time.perf_counter() - start
_CHILD.drop()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(seconds, peak, len(rows))
"""
_CHOICES = {
    "family": ("Nguyễn", "Trần", "Lê", "Phạm", "Đàng", "Châu", "Kiều"), "middle": ("Văn", "Thị", "Quốc", "Hữu"),
    "given": ("Hòa", "Thủy", "Bảo", "Phước", "Đức", "Mười", "Lan"), "yes_no": ("x", "Có", "Không", "", "Đạt"),
    "commune": ("Xã Phước Vinh", "Xã An Hải", "Phường Đô Vinh"), "post": ("Trưởng thôn", "Giám đốc", "Nông dân"),
}


def workbook(path: Path, rows: int) -> None:
    """Names, choices, yes/no, numbers, money in words, days: as boards' lists have them."""
    import xlsxwriter

    rng = random.Random(1)
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, [f"Cột {n}" for n in range(1, 21)])
    for row in range(1, rows + 1):
        sheet.write_row(row, 0, [
            row, f"{rng.choice(_CHOICES['family'])} {rng.choice(_CHOICES['middle'])} {rng.choice(_CHOICES['given'])}",
            "Cá nhân", "Nhân dân", rng.choice(_CHOICES["commune"]), rng.randrange(1940, 2005),
            rng.choice(_CHOICES["post"]), rng.randrange(1000) / 10, f"QĐ {row}/QĐ-UBND",
            rng.randrange(1, 500) * 100_000, f"{rng.randrange(1, 500)} triệu", *(rng.randrange(100) for _ in range(3)),
            *(rng.choice(_CHOICES["yes_no"]) for _ in range(5)),
        ])  # fmt: skip
        sheet.write_datetime(row, 19, datetime(2023, 1, 1) + timedelta(days=rng.randrange(300)), day)
    book.close()


def measured(code: str, *paths: Path) -> tuple[float, float, int]:
    """Seconds, peak in MiB, rows."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, paths)], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    seconds, peak, rows = done.stdout.split()
    return float(seconds), int(peak) / 1024, int(rows)


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder) / "list.xlsx", Path(folder) / "small.xlsx"
        workbook(path, rows)
        workbook(small, 1)
        measured(BARE, path)
        pairs = [(measured(BARE, path), measured(OURS, path, small)) for _ in range(ROUNDS)]
    assert {run[2] for pair in pairs for run in pair} == {rows + 1}
    ratio = statistics.median(ours[0] / bare[0] for bare, ours in pairs)
    bare_seconds, seconds = (statistics.median(pair[n][0] for pair in pairs) for n in (0, 1))
    bare_peak, peak = (statistics.median(pair[n][1] for pair in pairs) for n in (0, 1))
    print(
        f"{rows:,} rows x 20 columns to sheets: {seconds:.2f} s, {peak:,.0f} MiB; python-calamine alone"
        f" {bare_seconds:.2f} s, {bare_peak:,.0f} MiB; ratio {ratio:.2f}"
    )
    if rows == ROWS:
        print(f"  targets: ratio at most {MOST_TIMES}, memory at most {MOST_MEMORY} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
