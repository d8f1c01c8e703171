"""``python -m benchmarks.browser [ROWS]``: how long a person waits for the page, in Chromium at a quarter of the CPU.

A run of so many rows on a server of its own; each is done a few times, the middle one told. What is measured is what a
person sees: from asking to the rows being laid out, the panel filled, the found rows there.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.page import prepared, results, served

ROWS, ROUNDS, SLOWER = 5_000, 7, 4
TARGETS = {"page": 1.5, "panel": 0.4, "search": 0.6}


def main(rows: int) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("NO CHROMIUM: apt install chromium")
    with tempfile.TemporaryDirectory(prefix="xetkhen-bench-") as name, sync_playwright() as playwright:
        results(Path(name) / "made", rows)
        [(token, work)] = prepared(Path(name) / "page", Path(name) / "made" / "results", 1)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(Path(name) / "page") as (port, _):
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            context.add_cookies([{
                "name": "__Host-xetkhen", "value": token, "url": f"https://127.0.0.1:{port}/", "secure": True,
            }])  # fmt: skip
            page = context.new_page()
            address = f"http://127.0.0.1:{port}/luot-xet/{work}/ket-qua"
            answer = page.goto(address)  # everybody has looked at the list once before
            assert answer is not None
            assert answer.status == 200, answer.status
            sent = len(answer.body())
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            took: dict[str, list[float]] = {name: [] for name in TARGETS}
            for n in range(ROUNDS):
                begun = time.perf_counter()
                page.goto(address)
                page.locator("table.list tbody tr").nth(99).wait_for()
                took["page"].append(time.perf_counter() - begun)
                begun = time.perf_counter()
                page.locator("table.list a").nth(n + 3).click()
                page.locator("#panel #who:focus").wait_for()
                took["panel"].append(time.perf_counter() - begun)
                page.fill("#search", f"nguyen van 0{n}42")
                begun = time.perf_counter()
                page.keyboard.press("Enter")
                page.wait_for_url("**search=**")
                page.locator("table.list a").first.wait_for()
                took["search"].append(time.perf_counter() - begun)
        browser.close()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"{rows:,} rows, the CPU {SLOWER} times slower in the browser; HTML {sent / 1000:.1f} KB")
    for what, target in TARGETS.items():
        middle, most = statistics.median(took[what]), max(took[what])
        print(f"  {what:<7} {middle:.2f} s, at most {most:.2f} s (target {target} s)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
