"""Debian's Chromium on a page of ours: complains of whatever a browser would log, holds each look against axe-core."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import CHROMIUM, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

PICTURES = os.environ.get("XETKHEN_PICTURES")  # a folder: keep what each screen looks like
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 844}

if CHROMIUM is None:
    warnings.warn("NO CHROMIUM: the page is not tried in a browser (Debian: apt install chromium)", stacklevel=1)

in_chromium = pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM: apt install chromium")


class Seen:
    """A page that complains of whatever a browser would log, and is held against axe at each look."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def look(self, name: str) -> None:
        from axe_playwright_python.sync_playwright import Axe

        self.page.wait_for_load_state("load")
        for size in (WIDE, NARROW):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name}: {wide} pixels wider than the window at {size['width']}"
            # The page's own policy lets no foreign script in: axe is put in past it.
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
            if PICTURES:
                self.page.screenshot(path=Path(PICTURES) / f"{name}-{size['width']}.png")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        assert self.complaints == [], name

    def main(self) -> str:
        """The main action of the screen; there is one."""
        found = self.page.locator("main .main")
        assert found.count() == 1
        return str(found.inner_text())


def opened(chromium: Browser, served: Served, role: str, name: str) -> Seen:
    context = chromium.new_context(locale="vi-VN", bypass_csp=False)
    page = context.new_page()
    seen = Seen(page)
    page.goto(f"{served.address}/vao/{served.office.sessions.launch(name, role)}")
    return seen
