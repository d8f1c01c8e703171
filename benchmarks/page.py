"""``python -m benchmarks.page [ROWS] [OFFICERS]``: officers at once on the page, each with a run of so many rows.

The server is a process of its own, as it is started; everybody goes from screen to screen without a pause. The
yardstick is the sign-in page asked by one alone: what the server takes to answer at all.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROWS, OFFICERS, ROUNDS = 5_000, 20, 6


def workbook(rows: int, path: Path) -> None:
    """The list of the Ninh Thuận plan with that many people; the same each time."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cá nhân"
    sheet.append([
        "STT", "Họ và tên", "Loại hình", "Nhóm đối tượng", "Xã, phường", "Đơn vị đề nghị", "Tiêu biểu, xuất sắc",
        "Ngày nhận hồ sơ", "Điểm chấm", "Đang xem xét kỷ luật, thanh tra, khiếu nại",
    ])  # fmt: skip
    communes = ("Xã Phước Vinh", "Xã Nhơn Hải", "Xã Phước Hậu", "Xã Lợi Hải")
    for n in range(rows):
        commune = communes[n % len(communes)]
        sheet.append([
            n + 1, f"Nguyễn Văn {n:05d}", "Cá nhân", "Cá nhân", commune, f"UBND {commune.lower()}",
            "Có" if n % 7 else "Không", "01/10/2023", 50 + n * 37 % 50, "Không",
        ])  # fmt: skip
    book.save(path)


def prepared(folder: Path, rows: int, officers: int) -> tuple[Path, list[tuple[str, str]]]:
    """Data of a page with one run for each officer; gives it with (session token, run) of each."""
    from engine.pipeline import Request
    from engine.report.writing import write_results
    from engine.rerun import recorded
    from engine.web import Config
    from engine.web.office import open_office

    workbook(rows, folder / "list.xlsx")
    run, record = recorded(Request((folder / "list.xlsx",), "ninh-thuan-2023"), by="bench")
    write_results(run.decisions, folder / "results", last=record.keep_in)
    office = open_office(Config(folder / "page"))
    found = []
    for n in range(officers):
        work = office.works.new(f"officer-{n}", f"Run {n}")
        shutil.copytree(folder / "results", office.works.folder(work) / "results-1")
        office.works.move(office.works.keep(work, rulebook="ninh-thuan-2023"), "done", results="results-1")
        found.append((office.sessions.begin(f"officer-{n}", "officer", "vi", "127.0.0.1"), work.id))
    office.store.close()
    return folder / "page", found


def ask(address: str, token: str | None, path: str) -> float:
    import httpx2

    begun = time.perf_counter()
    headers = {"cookie": f"__Host-xetkhen={token}"} if token else {}
    answer = httpx2.get(address + path, headers=headers, timeout=60)
    answer.raise_for_status()
    return time.perf_counter() - begun


def main(rows: int, officers: int) -> None:
    import socket
    import subprocess

    with tempfile.TemporaryDirectory(prefix="xetkhen-bench-") as name:
        data, everybody = prepared(Path(name), rows, officers)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, "-m", "cli", "serve", "--data", str(data), "--port", str(port), "--ledger", "none"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            assert server.stdout is not None
            server.stdout.readline()
            alone = statistics.median(ask(address, None, "/dang-nhap") for _ in range(20))
            took: dict[str, list[float]] = {}

            def officer(token: str, work: str) -> None:
                at = f"/luot-xet/{work}"
                screens = {
                    "list": f"{at}/ket-qua", "next page": f"{at}/ket-qua?page=17",
                    "search": f"{at}/ket-qua?search=van+0421", "facet": f"{at}/ket-qua?status=reserve",
                    "why": f"{at}/ket-qua/421", "clauses": f"{at}/dieu-khoan?clause=IV.2", "runs": "/luot-xet",
                }  # fmt: skip
                for _ in range(ROUNDS):
                    for screen, path in screens.items():
                        took.setdefault(screen, []).append(ask(address, token, path))

            for token, work in everybody:  # everybody has looked at the list once before
                ask(address, token, f"/luot-xet/{work}/ket-qua")
            threads = [threading.Thread(target=officer, args=each) for each in everybody]
            begun = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            seconds = time.perf_counter() - begun
        finally:
            server.terminate()
            server.wait(20)
    every = sorted(t for times in took.values() for t in times)
    print(f"{officers} officers, {rows:,} rows each, no pause: {len(every)} screens in {seconds:.1f} s")
    print(f"one alone, the sign-in page: {alone * 1000:.0f} ms (yardstick)")
    for screen, times in took.items():
        times.sort()
        p95 = times[len(times) * 95 // 100]
        print(f"  {screen:<10} median {statistics.median(times) * 1000:5.0f} ms   p95 {p95 * 1000:5.0f} ms")
    p95 = every[len(every) * 95 // 100]
    print(f"all screens: p95 {p95 * 1000:.0f} ms, {p95 / alone:.0f} times the yardstick")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    main(*(given + [ROWS, OFFICERS][len(given) :]))
