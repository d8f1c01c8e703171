"""``python -m benchmarks.page [ROWS [OFFICERS [FOLDER]]]``: officers at once on the page, each with a run of its own.

The server is a process of its own, as it is started; everybody goes from screen to screen, without a pause and then at
the pace of a person. The yardstick is the sign-in page, asked by one alone and meanwhile: what it costs to answer at
all. ``FOLDER`` keeps the results for another time.
"""

from __future__ import annotations

import http.client
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROWS, OFFICERS = 5_000, 20
ROUNDS = {"no pause": 6, "a person's pace": 4}
PAUSE = (0.5, 3.5)  # seconds between two screens of a person who is quick
HERE = Path(__file__).resolve().parent.parent


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


def results(folder: Path, rows: int) -> None:
    """A results folder, by the command itself."""
    folder.mkdir(parents=True, exist_ok=True)
    workbook(rows, folder / "list.xlsx")
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "cli", "nominate", str(folder / "list.xlsx"), "-r", "ninh-thuan-2023",
         "-o", str(folder / "results"), "--ledger", "none"],
        check=True, cwd=HERE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    size = (folder / "results" / "decisions.json").stat().st_size
    took = time.perf_counter() - begun
    print(f"nominate, {rows:,} rows: {took:.0f} s; decisions.json {size / 1e6:,.0f} MB", flush=True)


def prepared(folder: Path, made: Path, officers: int) -> list[tuple[str, str]]:
    """Data of a page with one run for each officer; gives (session token, run) of each."""
    from engine.web import Config
    from engine.web.index import index_of
    from engine.web.index.stored import place_of
    from engine.web.office import open_office

    office = open_office(Config(folder))
    found, took = [], []
    place = made
    for n in range(officers):
        work = office.works.new(f"officer-{n}", f"Run {n}")
        place = office.works.folder(work) / "results-1"
        shutil.copytree(made, place)
        begun = time.perf_counter()
        index_of(place)  # as the page does before it says that a run is done
        took.append(time.perf_counter() - begun)
        office.works.move(office.works.keep(work, rulebook="ninh-thuan-2023"), "done", results="results-1")
        found.append((office.sessions.begin(f"officer-{n}", "officer", "vi", "127.0.0.1"), work.id))
    size = place_of(place).stat().st_size
    print(f"index: {statistics.median(took):.1f} s, {size / 1e6:,.1f} MB", flush=True)
    office.store.close()
    return found


class Person:
    """One browser: a connection that stays open, a cookie."""

    def __init__(self, port: int, token: str | None, work: str) -> None:
        self.open = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.asked = 0.0
        self.headers = {"cookie": f"__Host-xetkhen={token}"} if token else {}
        at = f"/luot-xet/{work}"
        self.screens = {
            "runs": "/luot-xet", "list": f"{at}/ket-qua", "page 17": f"{at}/ket-qua?page=17",
            "search": f"{at}/ket-qua?search=van+0421", "facet": f"{at}/ket-qua?status=reserve&commune=Xã+Phước+Vinh",
            "why": f"{at}/ket-qua/421", "why (tied)": f"{at}/ket-qua/27", "clause": f"{at}/dieu-khoan?clause=IV.2",
            "margins": f"{at}/vach-cat",
        }  # fmt: skip

    def ask(self, path: str) -> tuple[float, int]:
        """Seconds until all of it is there, and its bytes."""
        begun = time.perf_counter()
        if begun - self.asked > 4:  # the server closes what is idle for five seconds; a browser opens another
            self.open.close()
        self.asked = begun
        self.open.request("GET", quote(path, safe="/?=&+"), headers=self.headers)
        answer = self.open.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status, body[:500])
        return time.perf_counter() - begun, len(body)


@contextmanager
def served(data: Path) -> Iterator[tuple[int, int]]:
    """The server as it is started, a process of its own; gives its port and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "cli", "serve", "--data", str(data), "--port", str(port), "--ledger", "none"],
        stdout=subprocess.PIPE, text=True, cwd=HERE,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        server.stdout.readline()
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(20)


Times = dict[str, list[float]]


def everybody(port: int, people: list[tuple[str, str]], pace: str) -> tuple[Times, dict[str, int], float]:
    """All at once, from screen to screen; gives seconds by screen, bytes by screen, and how long it took."""
    took: Times = {"sign in": []}
    sizes: dict[str, int] = {}
    faults: list[Exception] = []

    def one(n: int, token: str, work: str) -> None:
        person, stranger, chance = Person(port, token, work), Person(port, None, work), random.Random(n)
        try:
            for _ in range(ROUNDS[pace]):
                for screen, path in person.screens.items():
                    if pace != "no pause":
                        time.sleep(chance.uniform(*PAUSE))
                    seconds, sizes[screen] = person.ask(path)
                    took.setdefault(screen, []).append(seconds)
                took["sign in"].append(stranger.ask("/dang-nhap")[0])
        except Exception as fault:  # noqa: BLE001  # told by the thread that waits
            faults.append(fault)

    threads = [threading.Thread(target=one, args=(n, *each)) for n, each in enumerate(people)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return took, sizes, time.perf_counter() - begun


def cpu(pid: int) -> float:
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> dict[str, int]:
    """Its memory now and at most, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: int(line.split()[1]) // 1024 for line in lines for name in ("VmRSS", "VmHWM")
            if line.startswith(name)}  # fmt: skip


def p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) * 95 // 100, len(times) - 1)]


def told(title: str, took: Times, sizes: dict[str, int], alone: float) -> None:
    mine = [t for screen, times in took.items() if screen != "sign in" for t in times]
    print(f"{title}: {len(mine)} screens; all: median {statistics.median(mine) * 1e3:.0f} ms, p95 "
          f"{p95(mine) * 1e3:.0f} ms = {p95(mine) / alone:.0f} x the sign-in page alone, "
          f"{p95(mine) / p95(took['sign in']):.1f} x the sign-in page meanwhile")  # fmt: skip
    for screen, times in took.items():
        size = f"{sizes[screen] / 1e3:7.1f} KB" if screen in sizes else ""
        print(f"  {screen:<12} median {statistics.median(times) * 1e3:6.0f} ms   p95 {p95(times) * 1e3:6.0f} ms {size}")


def main(rows: int, officers: int, made: Path | None = None) -> None:
    with tempfile.TemporaryDirectory(prefix="xetkhen-bench-") as name:
        made = made or Path(name) / "made"
        if not (made / "results").is_dir():
            results(made, rows)
        people = prepared(Path(name) / "page", made / "results", officers)
        print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
        with served(Path(name) / "page") as (port, pid):
            stranger = Person(port, None, "")
            alone = p95([stranger.ask("/dang-nhap")[0] for _ in range(60)][20:])
            now = memory(pid)["VmRSS"]
            print(f"the sign-in page, one alone: p95 {alone * 1e3:.1f} ms (yardstick); server {now} MiB")
            for title, pace, who in (
                ("one officer alone, no pause", "no pause", people[:1]),
                (f"{officers} officers, no pause", "no pause", people),
                (f"{officers} officers, a person's pace", "a person's pace", people),
            ):
                if len(who) == 1 and title != "one officer alone, no pause":
                    continue
                before = cpu(pid)
                took, sizes, seconds = everybody(port, who, pace)
                told(f"\n{title}, {rows:,} rows each, {seconds:.0f} s", took, sizes, alone)
                used = cpu(pid) - before
                print(f"  server: {used:.1f} s of processor time ({used / seconds:.0%} of a core), "
                      f"{memory(pid)['VmRSS']} MiB, at most {memory(pid)['VmHWM']} MiB", flush=True)  # fmt: skip


if __name__ == "__main__":
    given = sys.argv[1:] + [str(ROWS), str(OFFICERS), ""][len(sys.argv) - 1 :]
    main(int(given[0]), int(given[1]), Path(given[2]) if given[2] else None)
